//! `toumen explain`: small scenarios whose calls are explained by hand in their header, told in words. `TOUMEN_BLESS=1` rewrites the expected
//! texts: read the difference against the header before keeping it. And sums that hold for every call.

use std::path::{Path, PathBuf};

use toumen::analysis::explain::{Chronicle, Doing};
use toumen::batch::{Replay, replay};
use toumen::report::{Asked, Language, explained};
use toumen::scenario::{Scenario, Source, read, render};

use crate::command::Desk;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn scenario(path: &Path) -> Scenario {
    let name = path.file_name().expect("a file").to_string_lossy().into_owned();
    let source = Source { name, bytes: std::fs::read(path).expect("a readable file") };
    let folder = path.parent().expect("a folder");
    let mut fetch = |name: &str| std::fs::read(folder.join(name)).map_err(|error| error.to_string());
    read(&source, &[], &mut fetch).unwrap_or_else(|diagnostics| panic!("{}", render(&diagnostics, false)))
}

fn scenarios(name: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder(name)).expect("the folder");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

fn told(scenario: &Scenario, language: Language) -> String {
    let port = &scenario.port;
    let Replay { draws, run } = replay(port, 1, 0, true);
    let chronicle = Chronicle::new(port, &draws, run.trace.as_ref().expect("a log"));
    let asked = Asked { seed: 1, replication: 0, language };
    let calls = (1..=chronicle.visits()).map(|visit| chronicle.explain(visit).expect("a visit"));
    let stories: Vec<String> = calls.map(|call| explained(port, &chronicle, &call, asked)).collect();
    stories.join("\n")
}

#[test]
fn calls_are_explained_as_worked_out_by_hand() {
    let bless = std::env::var_os("TOUMEN_BLESS").is_some();
    let mut wrong = Vec::new();
    let mut compare = |expected: &Path, text: &str| {
        if bless {
            std::fs::write(expected, text).expect("the expected text");
        }
        let stored = std::fs::read_to_string(expected).unwrap_or_default();
        if stored != text {
            wrong.push(format!("{}\nexpected:\n{stored}\ntold:\n{text}", expected.display()));
        }
    };
    let files = scenarios("explain");
    assert!(files.len() >= 3, "{files:?}");
    for path in files {
        let scenario = scenario(&path);
        compare(&path.with_extension("txt"), &told(&scenario, Language::English));
        if path.ends_with("late-for-daylight.toml") {
            compare(&path.with_extension("zh.txt"), &told(&scenario, Language::Chinese));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Each call of each story, and of a year of the shipped port: stretches without gaps from arrival to the end, cargo work that takes the hours
/// of its parcel at the nominal rate, and waits that the log gives a reason for.
#[test]
fn the_hours_of_every_call_add_up() {
    let mut files = scenarios("stories");
    files.extend(scenarios("explain"));
    files.push(folder("../scenarios/toumen-2025.toml"));
    let mut calls = 0;
    for path in files {
        let scenario = scenario(&path);
        let Replay { draws, run } = replay(&scenario.port, 1, 0, false);
        let chronicle = Chronicle::new(&scenario.port, &draws, run.trace.as_ref().expect("a log"));
        for visit in 1..=chronicle.visits() {
            let call = chronicle.explain(visit).expect("a visit");
            let at = format!("{} visit {visit}: {call:#?}", path.display());
            let mut instant = call.record.arrived;
            for stretch in &call.timeline {
                assert_eq!(stretch.from, instant, "{at}");
                instant = stretch.until;
                let told = !matches!(stretch.doing, Doing::Waits(_, unmet) if unmet.is_empty());
                assert!(told, "a wait without a reason: {at}");
            }
            assert!(instant == call.end || call.timeline.is_empty(), "{at}");
            let hours = &call.hours;
            let sum = hours.needed() + hours.waited() + hours.lost();
            assert!((hours.total - sum).abs() < 1e-6, "{at}");
            assert!((hours.total - (call.end - call.record.arrived).hours()).abs() < 1e-6, "{at}");
            calls += 1;
        }
    }
    assert!(calls > 1000, "{calls} calls");
}

#[test]
fn the_command_explains_a_call_and_the_worst_ones() {
    let desk = Desk::new();
    let one = desk.succeed(&["explain", "quickstart", "--replication", "3", "--visit", "2"]).told;
    assert!(
        one.contains("Visit 2: ") && one.contains("replication 3") && one.contains(" h in port = "),
        "{one}"
    );
    assert_eq!(one, desk.succeed(&["explain", "quickstart", "--replication", "3", "--visit", "2"]).told);
    let worst = desk.succeed(&["explain", "quickstart", "--worst", "2"]).told;
    assert_eq!(worst.matches(" h in port = ").count(), 2, "{worst}");
    let chinese =
        desk.succeed(&["explain", "quickstart", "--visit", "1", "--language", "zh", "--fixed"]).told;
    assert!(chinese.contains("第 1 艘次") && chinese.contains("在港"), "{chinese}");
    let none = desk.succeed(&["explain", "quickstart", "--year", "1999"]).told;
    assert!(none.contains("No call"), "{none}");
    for (arguments, expected) in [
        (vec!["explain"], "SCENARIO"),
        (vec!["explain", "quickstart", "--visit", "0"], "they are 1 to "),
        (vec!["explain", "quickstart", "--visit", "999999"], "they are 1 to "),
        (vec!["explain", "quickstart", "--worst", "0"], "0 is not in 1.."),
        (vec!["explain", "quickstart", "--visit", "1", "--worst", "5"], "cannot be used with"),
        (vec!["explain", "quickstart", "--class", "dragon"], "there is no class `dragon`; there are "),
        (vec!["explain", "quickstart", "--replication", "-1", "--visit", "1"], "-1"),
    ] {
        let outcome = desk.run(&arguments);
        assert_eq!(outcome.code, Some(2), "{arguments:?}: {}", outcome.complained);
        assert!(outcome.complained.contains(expected), "{arguments:?}: {}", outcome.complained);
    }
    assert!(desk.names().is_empty(), "nothing is written: {:?}", desk.names());
}
