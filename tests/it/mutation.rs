//! A scenario that parses cannot fail while it runs: sound scenarios are altered at random, and what still reads is run.

use proptest::prelude::*;
use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};
use toumen::scenario::{Source, read};
use toumen::units::{Duration, Time};

use crate::sketch;

/// Days run of each scenario after its start.
const DAYS: f64 = 120.0;
/// Calls a year, counted roughly and too high, above which a scenario is too long for a test.
const MOST_CALLS: f64 = 20_000.0;

const NUMBERS: [&str; 10] = ["0", "0.001", "0.5", "1", "2", "7", "30", "100", "2500", "1000000"];

/// One alteration: what, of which line, with which other line, and a choice.
type Edit = (u8, usize, usize, u8);

fn mutate(text: &str, edits: &[Edit]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for &(what, one, other, choice) in edits {
        let (one, other) = (one % lines.len(), other % lines.len());
        match what % 8 {
            0 => drop(lines.remove(one)),
            1 => lines.swap(one, other),
            2 => {
                if let (Some((key, _)), Some((_, value))) =
                    (lines[one].split_once('='), lines[other].split_once('='))
                {
                    lines[one] = format!("{key}={value}");
                }
            }
            _ => lines[one] = renumber(&lines[one], other, choice),
        }
    }
    lines.join("\n")
}

/// The line with one of its numbers replaced.
fn renumber(line: &str, which: usize, choice: u8) -> String {
    let value_from = line.find('=').unwrap_or(0);
    let mut starts = Vec::new();
    let mut inside = false;
    for (at, sign) in line.char_indices() {
        let digit = sign.is_ascii_digit();
        if digit && !inside && at > value_from {
            starts.push(at);
        }
        inside = digit || (inside && sign == '.');
    }
    if starts.is_empty() {
        return line.to_owned();
    }
    let start = starts[which % starts.len()];
    let end = line[start..]
        .find(|sign: char| !sign.is_ascii_digit() && sign != '.')
        .map_or(line.len(), |at| start + at);
    let number = NUMBERS[usize::from(choice) % NUMBERS.len()];
    format!("{}{number}{}", &line[..start], &line[end..])
}

/// Calls a year, roughly, so that a test does not run for minutes.
fn calls(port: &Port) -> f64 {
    let year = port.almanac.start().year;
    let flow = |flow: &toumen::port::Flow| match &flow.calls {
        toumen::port::Calls::PerYear(calls) => calls.value,
        toumen::port::Calls::Interval(interval) => 8760.0 / interval.value.hours(),
        toumen::port::Calls::Listed(list) => list.len() as f64,
        toumen::port::Calls::ShareOfTonnes(_) => {
            let tonnes = match &port.trades[flow.trade.index()].volume {
                toumen::port::Volume::Own { path, .. } => path.volume(year + 1, None).0,
                toumen::port::Volume::ShareOf(demand) => {
                    port.demands[demand.index()].path.volume(year + 1, None).0
                }
                toumen::port::Volume::ByCalls => 0.0,
            };
            let counted = port.cargoes[port.trades[flow.trade.index()].cargo.index()].counted_per_tonne.value;
            tonnes / counted / port.classes[flow.class.index()].parcel.mean.value.0
        }
    };
    port.flows.iter().map(flow).sum()
}

fn run(port: &Port, number: u64) -> Result<(), TestCaseError> {
    let seed = Seed { batch: 3, replication: number };
    let draws = if number == 0 { Draws::fixed() } else { Draws::draw(port, seed) };
    let record = Simulator::new(port).run(&draws, seed, &Plan::whole(port));
    prop_assert!(record.events > 0 || port.flows.is_empty() || port.weathers.is_empty());
    Ok(())
}

fn check(file: &str, text: &str) -> Result<bool, TestCaseError> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good");
    let mut fetch = |name: &str| std::fs::read(format!("{folder}/{name}")).map_err(|error| error.to_string());
    let source = Source { name: file.to_owned(), bytes: text.as_bytes().to_vec() };
    let Ok(mut scenario) = read(&source, &[], &mut fetch) else { return Ok(false) };
    let port = &mut scenario.port;
    if calls(port) > MOST_CALLS {
        return Ok(false);
    }
    port.study.warm_up = port.study.warm_up.min(Duration::from_days(DAYS / 2.0));
    port.study.end = port.study.end.min(Time::ZERO + Duration::from_days(DAYS));
    for number in 0..2 {
        run(port, number)?;
    }
    Ok(true)
}

#[test]
fn what_still_parses_still_runs() {
    what_still_parses_runs("whole.toml", 400);
}

#[test]
fn what_still_parses_of_a_line_still_runs() {
    what_still_parses_runs("line.toml", 150);
}

fn what_still_parses_runs(file: &str, usual: u32) {
    let path = format!("{}/tests/good/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a sound scenario");
    assert_eq!(check(file, &text).ok(), Some(true), "unaltered it runs");
    let ran = std::cell::Cell::new(0);
    let config = sketch::trials(usual);
    let cases = config.cases;
    let edits = proptest::collection::vec((any::<u8>(), 0usize..10_000, 0usize..10_000, any::<u8>()), 1..5);
    proptest!(config, |(edits in edits)| {
        let altered = mutate(&text, &edits);
        if check(file, &altered)? {
            ran.set(ran.get() + 1);
        }
    });
    assert!(ran.get() * 5 > cases, "enough of them still ran: {} of {cases}", ran.get());
}
