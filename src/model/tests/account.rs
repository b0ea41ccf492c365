//! The account of vessel-hours (rule A1) against hand computation.

use super::instants::{add_list, section};
use super::waterway::tugs;
use super::yards::{hours, traced};
use super::{bare_port, between, close};
use crate::port::{Draught, Effect, Figure, PassingRule, SectionId, Target, Water};
use crate::record::{Condition, Run, Unmet, WaitHours};
use crate::units::Metres;
use crate::window::Window;

fn set(conditions: &[Condition]) -> Unmet {
    conditions.iter().fold(Unmet::NONE, |set, &condition| set.and(Unmet::of(condition)))
}

/// Hours by what was missing, in the order of the sets.
fn by_set(waits: &[WaitHours]) -> Vec<(Unmet, f64)> {
    let mut sets: Vec<(Unmet, f64)> = waits.iter().map(|wait| (wait.unmet, wait.hours)).collect();
    sets.sort_by_key(|set| set.0);
    sets
}

fn expected(mut sets: Vec<(Unmet, f64)>) -> Vec<(Unmet, f64)> {
    sets.sort_by_key(|set| set.0);
    sets
}

fn account(run: &Run) -> &crate::record::StayTally {
    assert!(run.account_error <= 1e-9, "{} h", run.account_error);
    &run.periods[0].flows[0].account
}

/// A transit of 1 h within the windows 0–2, 10–14, 24–30 h; one berth; a storm holds the channel from 9.5 to 12 h.
/// The first works from 1 to 9 h and leaves as the storm ends: it lacked the tide for half an hour, both for half an hour, the storm for
/// 2 h. The second came at 5 h and lacked room all the while, until 12 h; works from 13 to 18 h, and waits for the tide until 24 h.
#[test]
fn waits_are_told_apart_by_all_that_is_missing() {
    let mut port = bare_port(1, 1);
    port.sections.push(section(1.0, PassingRule::TwoWay));
    let windows = [(0.0, 2.0), (10.0, 14.0), (24.0, 30.0)];
    port.water = Water::Windows(
        windows
            .iter()
            .map(|&(opens, closes)| Window { opens: hours(opens), closes: hours(closes) })
            .collect(),
    );
    add_list(&mut port, &[(0.0, 8.0), (5.0, 5.0)], 1);
    let ten = Figure::fixed(Metres(10.0));
    port.classes[0].draught = Draught::Stated { laden: ten, ballast: ten };
    close(&mut port, "storm", between(9.5, 12.0), Target::Section(SectionId(0), None), Effect::Hold);

    let run = traced(&port);
    let account = account(&run);
    let (room, tide, storm) = (Condition::Room, Condition::Tide, Condition::Closure(0));
    let entry = vec![(set(&[room, tide]), 4.5), (set(&[room, tide, storm]), 0.5), (set(&[room, storm]), 2.0)];
    assert_eq!(by_set(&account.entry), expected(entry));
    let exit = vec![(set(&[tide]), 0.5 + 6.0), (set(&[tide, storm]), 0.5), (set(&[storm]), 2.0)];
    assert_eq!(by_set(&account.exit), expected(exit));
    assert_eq!(account.hours, 13.0 + 20.0);
    assert_eq!(account.activities[0], 2.0, "two transits in");
    let spells = &run.trace.as_ref().expect("traced").waits;
    let second: Vec<(f64, f64, Unmet)> = (spells.iter())
        .filter(|spell| spell.visit == 2)
        .map(|spell| (spell.from.hours(), spell.until.hours(), spell.unmet))
        .collect();
    let told = [
        (5.0, 9.5, set(&[room, tide])),
        (9.5, 10.0, set(&[room, tide, storm])),
        (10.0, 12.0, set(&[room, storm])),
        (18.0, 24.0, set(&[tide])),
    ];
    assert_eq!(second, told);
}

/// A one-way channel of 2 h and two berths. The first is ready at 5 h and meets the second until 6 h; the third came at 5 h, lacked room
/// until 6 h, then the channel until 8 h; the second is ready at 9 h and meets the third until 10 h.
#[test]
fn opposing_transits_are_what_is_missing() {
    let mut port = bare_port(2, 1);
    port.sections.push(section(2.0, PassingRule::OneWay));
    add_list(&mut port, &[(0.0, 3.0), (4.0, 3.0), (5.0, 3.0)], 1);
    let run = traced(&port);
    let account = account(&run);
    let (room, traffic) = (set(&[Condition::Room]), set(&[Condition::Traffic]));
    assert_eq!(by_set(&account.entry), vec![(room, 1.0), (traffic, 2.0)]);
    assert_eq!(by_set(&account.exit), vec![(traffic, 2.0)]);
}

/// One tug, bound for the transit of 1 h and half an hour back; two berths: the second of two that come together lacks it for 1.5 h.
#[test]
fn a_tug_that_is_bound_is_what_is_missing() {
    let mut port = bare_port(2, 1);
    port.sections.push(section(1.0, PassingRule::TwoWay));
    add_list(&mut port, &[(0.0, 3.0), (0.0, 9.0)], 1);
    port.marine.push(tugs(1.0, 1.0));
    let run = traced(&port);
    let account = account(&run);
    assert_eq!(by_set(&account.entry), vec![(set(&[Condition::Service(0)]), 1.5)]);
    assert!(account.exit.is_empty(), "{:?}", account.exit);
}
