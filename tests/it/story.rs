//! Stories: a small scenario in, what happened out, in words that a planner can check by hand. The scenario's comment says what must come
//! out and why. `TOUMEN_BLESS=1` rewrites the expected texts: read the difference as a planner before keeping it.

use std::fmt::Write;
use std::path::Path;

use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};
use toumen::record::Run;
use toumen::scenario::{Source, read, render};

#[test]
fn stories_read_as_computed_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let bless = std::env::var_os("TOUMEN_BLESS").is_some();
    let mut wrong = Vec::new();
    let mut told = 0;
    let entries = std::fs::read_dir(&folder).expect("the folder of stories");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let text = story(path);
        let expected = path.with_extension("txt");
        if bless {
            std::fs::write(&expected, &text).expect("the expected text");
        }
        let stored = std::fs::read_to_string(&expected).unwrap_or_default();
        if stored != text {
            wrong.push(format!("{}\nexpected:\n{stored}\ntold:\n{text}", path.display()));
        }
        told += 1;
    }
    assert!(told >= 12, "only {told} stories");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn story(path: &Path) -> String {
    let name = path.file_name().expect("a file").to_string_lossy().into_owned();
    let source = Source { name, bytes: std::fs::read(path).expect("a readable file") };
    let folder = path.parent().expect("a folder");
    let mut fetch = |name: &str| std::fs::read(folder.join(name)).map_err(|error| error.to_string());
    let scenario = match read(&source, &[], &mut fetch) {
        Ok(scenario) => scenario,
        Err(diagnostics) => panic!("{}", render(&diagnostics, false)),
    };
    let port = &scenario.port;
    let plan = Plan { trace: true, ..Plan::whole(port) };
    let run = Simulator::new(port).run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan);
    assert!(run.balance_error.0 <= 1e-6, "{}: {:?}", path.display(), run.balance_error);
    assert!(run.account_error <= 1e-6, "account error {} h", run.account_error);
    crate::months::add_up(port, &run).unwrap_or_else(|what| panic!("{}: {what}", path.display()));
    let trace = run.trace.as_ref().expect("a log was asked for");
    let told = toumen::report::story(port, trace);
    told + "\n" + &figures(port, &run)
}

/// The figures of each period that a story is about.
fn figures(port: &Port, run: &Run) -> String {
    let mut text = String::new();
    for period in &run.periods {
        let from = port.almanac.date(period.from);
        let crossed: f64 = period.flows.iter().map(|flow| flow.crossed.0).sum();
        let entries: f64 = period.flows.iter().map(|flow| flow.entry_wait.sum).sum();
        write!(text, "from {:04}-{:02}-{:02}: ", from.year, from.month, from.day).expect("writing to a text");
        write!(text, "{crossed:.1} t over the quay, {entries:.2} h waited at anchor")
            .expect("writing to a text");
        for (yard, tally) in port.yards.iter().zip(&period.yards) {
            write!(text, ", {} full {:.2} h, highest {:.1} t", yard.name, tally.full_hours, tally.peak.0)
                .expect("writing to a text");
        }
        for (mode, tally) in port.modes.iter().zip(&period.modes) {
            write!(text, ", {} {:.1} t", mode.name, tally.tonnes.0).expect("writing to a text");
        }
        text.push('\n');
    }
    text
}
