//! Every scenario in `scenarios/` runs to its end and balances, alone or laid over the scenario that it patches.

use toumen::port::Port;
use toumen::scenario::{Source, read, render};

use crate::command::Desk;

/// Names of the shipped files: scenarios, and patches that are laid over one.
pub(crate) fn names() -> (Vec<String>, Vec<String>) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("scenarios")
        .map(|entry| entry.expect("an entry").path().to_str().expect("plain").to_owned())
        .filter(|path| path.ends_with(".toml"))
        .collect();
    files.sort();
    files.into_iter().partition(|path| {
        let text = std::fs::read_to_string(path).expect("UTF-8");
        text.lines().any(|line| line.starts_with("start =") || line.starts_with("extends ="))
    })
}

/// The ports of all of them, by name.
pub(crate) fn ports() -> Vec<(String, Port)> {
    let bytes = |name: &str| std::fs::read(name).map_err(|error| error.to_string());
    let source = |name: &str| Source { name: name.to_owned(), bytes: bytes(name).expect("a shipped file") };
    let (scenarios, patches) = names();
    let base = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/toumen-2025.toml");
    let alone = scenarios.iter().map(|name| (name, source(name), Vec::new()));
    let patched = patches.iter().map(|name| (name, source(base), vec![source(name)]));
    let port = |(name, of, with): (&String, Source, Vec<Source>)| {
        let scenario = read(&of, &with, &mut |name| bytes(name));
        let scenario = scenario.unwrap_or_else(|problems| panic!("{}", render(&problems, false)));
        (name.clone(), scenario.port)
    };
    alone.chain(patched).map(port).collect()
}

#[test]
fn every_shipped_scenario_runs_and_balances() {
    let desk = Desk::new();
    let (scenarios, patches) = names();
    let base = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/toumen-2025.toml");
    let alone = scenarios.iter().map(|name| vec!["run", name.as_str()]);
    let patched = patches.iter().map(|name| vec!["run", base, "--with", name.as_str()]);
    let few = ["--replications", "2", "--capacity", "none", "--offer", "none", "--quiet", "--out", "out"];
    let mut runs = 0;
    for arguments in alone.chain(patched) {
        desk.succeed(&[&arguments[..], &few].concat());
        let summary = desk.summary("out");
        let balance = &summary["balance"];
        let (error, moved) = (balance["greatest_error"].as_f64(), balance["moved"].as_f64());
        let (error, moved) = (error.expect("a number"), moved.expect("a number"));
        assert!(moved > 1e5, "{arguments:?}: cargo moves, {moved} t");
        assert!(error <= (1e-9 * moved).max(1e-6), "{arguments:?}: {error} t of {moved} t are lost or made");
        check_hours(&arguments, &summary["stays"]);
        runs += 1;
    }
    assert!(runs >= 5, "scenarios and patches were found");
}

/// Rules A1 and A2: the hours of vessels are the sum of their parts, those of all vessels the sum over the classes, and what causes hold alone
/// and what they share makes up all waits.
fn check_hours(arguments: &[&str], stays: &serde_json::Value) {
    let spans = stays.as_array().expect("an account is kept");
    assert!(!spans.is_empty());
    let hours = |value: &serde_json::Value| value["hours"].as_f64().expect("hours");
    let sum = |list: &serde_json::Value| list.as_array().expect("a list").iter().map(hours).sum::<f64>();
    for span in spans {
        let total = &span["total"];
        let classes = span["classes"].as_array().expect("classes");
        for account in classes.iter().chain([total]) {
            let whole = hours(&account["total"]);
            let near = |found: f64, wanted: f64| {
                assert!(
                    (found - wanted).abs() <= 1e-6 + 1e-9 * whole,
                    "{arguments:?}: {found} h, not {wanted} h: {account}"
                );
            };
            let (waits, losses) = (sum(&account["waits"]), sum(&account["losses"]));
            near(sum(&account["activities"]) + hours(&account["productive"]) + waits + losses, whole);
            near(sum(&account["activities"]) + hours(&account["productive"]), hours(&account["needed"]));
            near(waits, hours(&account["waited"]));
            near(losses, hours(&account["lost"]));
            let holds = account["holds"].as_array().expect("holds");
            let alone: f64 = holds.iter().map(|held| hours(&held["alone"])).sum();
            near(alone + hours(&account["shared"]), waits + losses);
            for held in holds {
                near(hours(&held["alone"]) + hours(&held["shared"]), hours(&held["at_most"]));
            }
        }
        let of_classes: f64 = classes.iter().map(|class| hours(&class["total"])).sum();
        assert!((of_classes - hours(&total["total"])).abs() <= 1e-6 + 1e-9 * of_classes, "{arguments:?}");
    }
}
