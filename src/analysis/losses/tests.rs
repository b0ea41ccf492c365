//! Hours of two replications chosen by hand.

use super::fold::StaySum;
use super::*;
use crate::analysis::fixture::{port, replication};
use crate::analysis::span::judged;
use crate::port::Port;
use crate::record::{Condition, HandlingTally, Period, StayTally, Unmet, WaitHours};

fn set(conditions: &[Condition]) -> Unmet {
    conditions.iter().fold(Unmet::NONE, |set, &condition| set.and(Unmet::of(condition)))
}

fn wait(conditions: &[Condition], hours: f64) -> WaitHours {
    WaitHours { unmet: set(conditions), hours }
}

/// Two calls of coal: transits 4 h, 20 h of cargo work of which 16 h are productive, 3 h lost at night and 1 h to the yard; `alone` hours at
/// anchor for a berth, 5 h for a berth at low water, 2 h to leave at low water, 1 h for the night to end before it begins. One call of steel
/// that waits 6 h for a berth.
fn periods(port: &Port, coal_calls: u32, alone: f64) -> Vec<Period> {
    let mut periods = replication(port, 0, [(10.0, 9.0, 16.0), (24.0, 20.0, 21.0)]).run.periods;
    periods.truncate(1);
    let night = Condition::Closure(0);
    let mut activities = [0.0; 8];
    (activities[0], activities[6]) = (2.5, 1.5);
    let coal = &mut periods[0].flows[0];
    coal.arrived = coal_calls;
    coal.handling = HandlingTally {
        hours: 20.0,
        productive: 16.0,
        closures: vec![3.0],
        yard: 1.0,
        ..HandlingTally::default()
    };
    coal.account = StayTally {
        hours: 4.0 + 20.0 + alone + 5.0 + 2.0 + 1.0,
        activities,
        entry: vec![wait(&[Condition::Room], alone), wait(&[Condition::Room, Condition::Tide], 5.0)],
        start: vec![wait(&[night], 1.0)],
        exit: vec![wait(&[Condition::Tide], 2.0)],
    };
    let steel = &mut periods[0].flows[1];
    steel.arrived = 1;
    steel.handling = HandlingTally::default();
    steel.account =
        StayTally { hours: 6.0, entry: vec![wait(&[Condition::Room], 6.0)], ..StayTally::default() };
    periods
}

fn table(of: &[(u32, f64)]) -> StayTable {
    let port = port();
    let mut sum = StaySum::default();
    let mut span = None;
    for &(calls, alone) in of {
        let periods = periods(&port, calls, alone);
        span = judged(&periods, &port.almanac).first().cloned();
        sum.add(&port, &periods);
    }
    sum.table(&port, &span.expect("a year")).expect("kept")
}

fn hours(parts: &[HeldHours]) -> Vec<(&str, &str, f64, f64, f64)> {
    parts
        .iter()
        .map(|part| (part.kind, &*part.name, part.alone.hours, part.shared.hours, part.at_most.hours))
        .collect()
}

/// Alone: berth 10 + 6 h, tide 2 h, night 1 h; berth and tide share 5 h. Work: night 3 h, yard 1 h.
#[test]
fn what_each_cause_holds_alone_and_at_most() {
    let all = table(&[(2, 10.0)]).total;
    assert_eq!((all.calls, all.total.hours), (3.0, 48.0));
    let sums = [all.needed, all.waited, all.shared, all.lost, all.productive].map(|spent| spent.hours);
    assert_eq!(sums, [20.0, 24.0, 5.0, 4.0, 16.0]);
    assert_eq!(
        hours(&all.holds),
        [
            ("wait", "berth", 16.0, 5.0, 21.0),
            ("work", "closure: night", 3.0, 0.0, 3.0),
            ("wait", "tide", 2.0, 5.0, 7.0),
            ("wait", "closure: night", 1.0, 0.0, 1.0),
            ("work", "yard", 1.0, 0.0, 1.0),
        ]
    );
    let waits: Vec<_> =
        all.waits.iter().map(|wait| (wait.kind, wait.missing.join(" + "), wait.spent.hours)).collect();
    assert_eq!(
        waits,
        [
            (WaitKind::Entry, "berth".to_owned(), 16.0),
            (WaitKind::Entry, "berth + tide".to_owned(), 5.0),
            (WaitKind::Exit, "tide".to_owned(), 2.0),
            (WaitKind::Start, "closure: night".to_owned(), 1.0),
        ]
    );
    assert_eq!(all.total.per_call, Some(16.0));
    assert_eq!((all.total.interval, all.total.per_call_interval), (None, None));
}

/// Coal 2 calls, 42 h: 21 h a call; steel 1 call, 6 h.
#[test]
fn classes_have_hours_of_their_own() {
    let table = table(&[(2, 10.0)]);
    let told: Vec<_> = table
        .classes
        .iter()
        .map(|class| (&*class.name, class.of.total.hours, class.of.total.per_call))
        .collect();
    assert_eq!(told, [("coal-42k", 42.0, Some(21.0)), ("steel-8k", 6.0, Some(6.0))]);
}

/// Hours 48 and 58 in 3 and 5 calls: mean 53 h with half width 12.7062 · √50 ÷ √2 = 63.531 h; 53 ÷ 4 = 13.25 h a call. Hours − 13.25 × calls
/// are 8.25 and −8.25: deviation 11.6673, half width 12.7062 · 8.25 ÷ 4 = 26.2066 h a call.
#[test]
fn intervals_by_hand() {
    let total = table(&[(2, 10.0), (4, 20.0)]).total.total;
    let near = |(low, high): (f64, f64), middle: f64, half: f64| {
        assert!(((high - low) / 2.0 - half).abs() < 1e-3, "{low} {high}");
        assert!(((high + low) / 2.0 - middle).abs() < 1e-9, "{low} {high}");
    };
    assert_eq!((total.hours, total.per_call), (53.0, Some(13.25)));
    near(total.interval.expect("two"), 53.0, 63.531);
    near(total.per_call_interval.expect("two"), 13.25, 26.2066);
}

/// A set seen first in the second of two replications was 0 in the first: (0 + 10) ÷ 2. A cause that is equal in all has no spread.
#[test]
fn what_comes_late_was_nothing_before() {
    let all = table(&[(2, 0.0), (2, 20.0)]).total;
    let berth = all.waits.iter().find(|wait| wait.missing == ["berth"]).expect("seen");
    assert_eq!(berth.spent.hours, 16.0);
    assert_eq!(all.needed.interval, Some((20.0, 20.0)));
    assert_eq!(all.needed.per_call_interval.map(|ends| ends.0), all.needed.per_call);
}

#[test]
fn no_account_no_table() {
    let port = port();
    let mut periods = periods(&port, 2, 10.0);
    periods[0].flows.iter_mut().for_each(|flow| flow.account = StayTally::default());
    let mut sum = StaySum::default();
    sum.add(&port, &periods);
    let span = judged(&periods, &port.almanac).remove(0);
    assert_eq!(sum.table(&port, &span), None);
    assert!(super::super::fixture::answer(&port).stays.is_empty());
}

/// Of 2000 h of waits 10 h are half a per cent: 9 h for a berth in the dark and 1 h at low water stand together, the rest has rows of its own.
#[test]
fn small_sets_stand_together_in_the_summary() {
    let part = |kind, conditions: &[Condition], hours| WaitPart {
        kind,
        missing: vec!["set".to_owned()],
        unmet: set(conditions),
        spent: VesselHours { hours, per_call: Some(hours / 10.0), ..VesselHours::default() },
    };
    let waits = vec![
        part(WaitKind::Entry, &[Condition::Room], 1970.0),
        part(WaitKind::Exit, &[Condition::Tide], 20.0),
        part(WaitKind::Entry, &[Condition::Room, Condition::Daylight], 9.0),
        part(WaitKind::Entry, &[Condition::Tide], 1.0),
    ];
    let account = StayAccount { waits, ..StayAccount::default() };
    let written = serde_json::to_value(&account).expect("JSON");
    let rows = written["waits"].as_array().expect("a list").iter();
    let told: Vec<_> =
        rows.map(|row| (row["wait"].clone(), row["missing"][0].clone(), row["hours"].clone())).collect();
    let wanted = [("anchor", "set", 1970.0), ("leave", "set", 20.0), ("anchor", "other sets", 10.0)];
    assert_eq!(told, wanted.map(|(wait, missing, hours)| (wait.into(), missing.into(), hours.into())));
    assert_eq!(written["waits"][2]["per_call"], 1.0);
}
