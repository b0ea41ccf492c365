//! The diary of a run, looked at afterwards: keeping it changes no figure, and what it says adds up to the figures of the run.

use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, PlaceKind, Port};
use toumen::record::{BerthCall, Diary, Run};
use toumen::units::Time;

use crate::validation::port;

/// What sums may differ by, relatively.
const ROUNDING: f64 = 1e-9;

#[test]
fn a_diary_changes_no_figure_and_adds_up_to_them() {
    for name in ["toumen-2025", "quickstart"] {
        let port = port(name);
        let mut simulator = Simulator::new(&port);
        let seed = Seed { batch: 5, replication: 0 };
        let draws = Draws::draw(&port, seed);
        let plain = simulator.run(&draws, seed, &Plan::whole(&port));
        let mut kept = simulator.run(&draws, seed, &Plan { diary: true, ..Plan::whole(&port) });
        let diary = kept.diary.take().expect("it was asked for");
        assert_eq!(plain, kept, "{name}");
        carried(&port, &kept, &diary);
        calls(&port, &kept, &diary);
        stocks(&port, &kept, &diary);
    }
}

fn same(one: f64, other: f64, what: &str) {
    assert!((one - other).abs() <= ROUNDING * one.abs().max(other.abs()).max(1.0), "{what}: {one} {other}");
}

/// What a mode moved is the sum over the hours of the day, and over the trades.
fn carried(port: &Port, run: &Run, diary: &Diary) {
    assert_eq!(run.periods.len(), diary.profiles.len());
    for (period, profiles) in run.periods.iter().zip(&diary.profiles) {
        for (at, (mode, tally)) in port.modes.iter().zip(&period.modes).enumerate() {
            same(profiles[at].tonnes.iter().sum(), tally.tonnes.0, &mode.name);
            assert_eq!(profiles[at].arrived.iter().sum::<u32>(), tally.trains, "{}", mode.name);
            let of_trade = port.trades.iter().zip(&period.carried).map(|(trade, carried)| {
                let by = trade.modes.iter().zip(carried).filter(|(by, _)| by.index() == at);
                by.map(|(_, tonnes)| tonnes.0).sum::<f64>()
            });
            same(of_trade.sum(), tally.tonnes.0, &mode.name);
        }
    }
}

/// Calls have their stages in order, no two share a metre at one time, and the waiting are never fewer than none.
fn calls(port: &Port, run: &Run, diary: &Diary) {
    let berthed = |call: &&BerthCall| {
        run.periods.iter().any(|period| call.berthed.is_some_and(|at| period.from < at && at <= period.until))
    };
    let counted: u32 = run.periods.iter().flat_map(|period| &period.places).map(|place| place.calls).sum();
    let found = diary.calls.iter().filter(berthed).count();
    assert!(found > 50 && found >= counted as usize, "{found} calls, {counted} counted");
    for (at, call) in diary.calls.iter().enumerate() {
        assert!(call.waited_from <= call.cleared);
        assert!(call.berthed.is_none_or(|berthed| call.cleared <= berthed));
        assert!(call.unmoored.is_none_or(|unmoored| call.berthed.is_some_and(|berthed| berthed <= unmoored)));
        let end = |call: &BerthCall| call.unmoored.unwrap_or(Time::NEVER);
        for other in &diary.calls[..at] {
            let together =
                call.place == other.place && other.cleared < end(call) && call.cleared < end(other);
            let apart = matches!(port.places[call.place].kind, PlaceKind::Quay { .. })
                && (call.metre.0 >= other.metre.0 + other.taken.0 - 1e-9
                    || other.metre.0 >= call.metre.0 + call.taken.0 - 1e-9);
            assert!(!together || apart, "{call:?} lies where {other:?} lies");
        }
    }
    let mut waiting = 0;
    assert!(diary.waiting.is_sorted_by(|one, other| one.0 <= other.0));
    for (_, change) in &diary.waiting {
        waiting += change;
        assert!(waiting >= 0);
    }
    let last = run.periods.last().expect("a period");
    assert_eq!(waiting as u32, last.queue.end);
}

/// A midnight a day; no yard is over its capacity.
fn stocks(port: &Port, run: &Run, diary: &Diary) {
    if port.yards.is_empty() {
        return;
    }
    assert!(diary.stocks.len() as f64 >= run.simulated.days() - 1.0, "{} midnights", diary.stocks.len());
    for midnight in &diary.stocks {
        for (at, capacity) in midnight.capacity.iter().enumerate() {
            let trades = port.trades.iter().zip(&midnight.used);
            let held = trades.filter(|(trade, _)| trade.yard.is_some_and(|yard| yard.index() == at));
            let used: f64 = held.map(|(_, used)| used).sum();
            assert!(used <= capacity * (1.0 + 1e-6) + 1e-6, "{used} in {capacity}");
        }
    }
}
