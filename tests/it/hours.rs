//! The account of hours against the story of each call: what `explain` says of the calls of a replication adds up to `hours.csv` of it.

use toumen::analysis::{Batch, StayAccount};
use toumen::port::Port;
use toumen::record::{Replication, Run};
use toumen::units::Duration;

use crate::command::Desk;

/// Greatest gap between the hours of vessels of any group and the sum of their parts in the answer from one run, h (rules A1, A2).
pub(crate) fn greatest_gap(port: &Port, run: Run) -> f64 {
    let mut batch = Batch::new(port, 1, true);
    let (second_chance, years) = (Vec::new(), Vec::new());
    batch.add(&Replication { number: 0, run, second_chance, years, events: 0, simulated: Duration::ZERO });
    let answer = batch.answer();
    let gap = |account: &StayAccount| {
        let activities: f64 = account.activities.iter().map(|part| part.spent.hours).sum();
        let waits: f64 = account.waits.iter().map(|part| part.spent.hours).sum();
        let losses: f64 = account.losses.iter().map(|part| part.spent.hours).sum();
        let alone: f64 = account.holds.iter().map(|held| held.alone.hours).sum();
        let whole = (activities + account.productive.hours + waits + losses - account.total.hours).abs();
        whole.max((alone + account.shared.hours - waits - losses).abs())
    };
    let accounts = answer
        .stays
        .iter()
        .flat_map(|table| [&table.total].into_iter().chain(table.classes.iter().map(|class| &class.of)));
    accounts.map(gap).fold(0.0, f64::max)
}

/// Hours in port, needed, waited and lost of a call, from the closing line of its story.
fn told(text: &str) -> Option<[f64; 4]> {
    let line = text.lines().find(|line| line.contains(" h in port = "))?;
    let hours = line.split(" h ").filter_map(|part| part.rsplit(' ').next()?.parse().ok());
    hours.collect::<Vec<f64>>().try_into().ok()
}

/// By the headers of the ports: 6.0 + 11.5 + 17.0 h in port, of them 6 + 9 + 7 needed and 2.5 + 10 waited; 31 + 23 + 26 h, of them 15 + 5 + 5
/// needed, 10 + 18 + 21 waited and 6 lost to rain; 4 + 3 + 5 h, of them 3 + 1.5 + 3 needed and 2 waited. All have left before the end: no hour is missing.
#[test]
fn stories_of_calls_add_up_to_the_account() {
    let desk = Desk::new();
    for (name, calls, whole) in [
        ("tug-tide-channel", 3, [34.5, 22.0, 12.5, 0.0]),
        ("late-for-daylight", 3, [80.0, 25.0, 49.0, 6.0]),
        ("shared-cranes", 3, [12.0, 7.5, 2.0, 2.5]),
    ] {
        let path = format!("{}/tests/explain/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let mut sums = [0.0; 4];
        for visit in 1..=calls {
            let story = desk.succeed(&["explain", &path, "--visit", &visit.to_string()]).told;
            let hours = told(&story).unwrap_or_else(|| panic!("{name}: {story}"));
            sums.iter_mut().zip(hours).for_each(|(sum, hours)| *sum += hours);
        }
        let few = ["--replications", "1", "--capacity", "none", "--offer", "none", "--quiet", "--out", "out"];
        desk.succeed(&[&["run", path.as_str()][..], &few].concat());
        let total = &desk.summary("out")["stays"][0]["total"];
        for (at, key) in ["total", "needed", "waited", "lost"].into_iter().enumerate() {
            let hours = total[key]["hours"].as_f64().expect("hours");
            // Stories round to 0.1 h.
            assert!(
                (hours - sums[at]).abs() <= 0.05 * f64::from(calls) + 1e-9,
                "{name}: {key} {hours} h, {sums:?}"
            );
            assert!((hours - whole[at]).abs() < 1e-6, "{name}: {key} {hours} h");
        }
    }
}
