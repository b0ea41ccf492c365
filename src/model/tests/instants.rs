//! What may go when, instant by instant: decisions that must not be missed, ties, closures, arrivals.

use super::yards::{ended, hours, traced};
use super::{add_flow, bare_port, between, close, label};
use crate::engine::Shape;
use crate::port::{
    Anchorage, AnchorageId, ArrivalLaw, Calls, ClassId, ClearanceRule, Dated, Draught, Effect, Figure,
    LawFigure, ListedArrival, PassingRule, PlaceKind, Port, Section, Target, WhenFull,
};
use crate::record::Run;
use crate::units::{Duration, Metres, Time, Tonnes};

/// Adds a flow of listed vessels: (hour of arrival, hours of work).
pub(super) fn add_list(port: &mut Port, calls: &[(f64, f64)], priority: i32) {
    add_flow(port, 1.0, ArrivalLaw::Poisson, 1.0, Shape::Constant, priority);
    let list = calls.iter().map(|&(at, work)| ListedArrival { at: hours(at), parcel: Some(Tonnes(work)) });
    port.flows.last_mut().expect("just added").calls = Calls::Listed(list.collect());
}

pub(super) fn cleared(run: &Run) -> Vec<Option<f64>> {
    let trace = run.trace.as_ref().expect("traced");
    trace.visits.iter().map(|visit| visit.cleared_inbound.map(Time::hours)).collect()
}

pub(super) fn section(transit: f64, passing: PassingRule) -> Section {
    Section {
        name: "channel".to_owned(),
        label: label("channel"),
        length: Figure::fixed(Metres::ZERO),
        speed: None,
        transit: Figure::fixed(Duration::from_hours(transit)),
        passing,
        headway: Figure::fixed(Duration::ZERO),
        convoy: None,
        bed: None,
        under_keel_share: Figure::fixed(0.0),
        under_keel: Figure::fixed(Metres::ZERO),
    }
}

/// A berth for one; the second gives up before it is free. The third finds it free and goes at once.
#[test]
fn one_that_gave_up_is_in_nobodys_way() {
    let mut port = bare_port(1, 1);
    add_list(&mut port, &[(0.0, 100.0), (10.0, 5.0), (200.0, 5.0)], 1);
    port.classes[0].patience = Some(LawFigure::fixed(Duration::from_hours(5.0)));
    assert_eq!(cleared(&traced(&port)), [Some(0.0), None, Some(200.0)]);
}

/// Patience of 90 h ends at the instant at which the berth is free: it goes (decisions come first, rule T5).
#[test]
fn a_berth_at_the_last_instant_of_patience_is_taken() {
    let mut port = bare_port(1, 1);
    add_list(&mut port, &[(0.0, 100.0), (10.0, 5.0)], 1);
    port.classes[0].patience = Some(LawFigure::fixed(Duration::from_hours(90.0)));
    assert_eq!(cleared(&traced(&port)), [Some(0.0), Some(100.0)]);
}

/// Strict first come: one with priority that fits nowhere arrives as the berth is free and is turned away; who was behind it goes then.
#[test]
fn the_queue_moves_up_when_its_head_is_turned_away() {
    let mut port = bare_port(1, 1);
    port.clearance_rule = ClearanceRule::StrictFirstCome;
    add_list(&mut port, &[(0.0, 100.0), (10.0, 5.0)], 2);
    add_list(&mut port, &[(100.0, 5.0)], 1);
    port.anchorages.push(Anchorage {
        name: "outer".to_owned(),
        label: label("outer"),
        places: Figure::fixed(0.0),
        when_full: WhenFull::TurnAway,
    });
    port.classes[1].anchorage = Some(AnchorageId(0));
    port.classes[1].loa = Some(Figure::fixed(Metres(300.0)));
    port.places[0].kind = PlaceKind::Berth { length: Some(Figure::fixed(Metres(200.0))), depth: None };
    assert_eq!(cleared(&traced(&port)), [Some(0.0), Some(100.0), None]);
}

/// A stated draught of 9.25 m needs 9.25 m of water, not 9.3 m (only draughts that follow from the parcel are rounded).
#[test]
fn a_stated_draught_is_taken_as_stated() {
    let mut port = bare_port(1, 1);
    add_list(&mut port, &[(0.0, 5.0)], 1);
    port.classes[0].draught =
        Draught::Stated { laden: Figure::fixed(Metres(9.25)), ballast: Figure::fixed(Metres(5.0)) };
    let depth = |metres: f64| PlaceKind::Berth { length: None, depth: Some(Dated::fixed(Metres(metres))) };
    port.places[0].kind = depth(9.25);
    assert_eq!(cleared(&traced(&port)), [Some(0.0)]);
    port.places[0].kind = depth(9.24);
    assert_eq!(cleared(&traced(&port)), [None]);
}

fn close_class(port: &mut Port, effect: Effect) {
    close(port, "fog", between(10.0, 30.0), Target::Class(ClassId(0)), effect);
}

/// A closure of a class for 20 h: suspended work takes 20 h longer, slowed to half 10 h, and a parcel does not begin in it.
#[test]
fn a_closure_of_a_class_reaches_its_work() {
    let suspend = |arrival: f64, effect: Effect| {
        let mut port = bare_port(1, 1);
        add_list(&mut port, &[(arrival, 50.0)], 1);
        close_class(&mut port, effect);
        ended(&traced(&port))
    };
    assert_eq!(suspend(0.0, Effect::Suspend), [70.0]);
    assert_eq!(suspend(0.0, Effect::Slow(Figure::fixed(0.5))), [60.0]);
    assert_eq!(suspend(0.0, Effect::Finish), [50.0]);
    assert_eq!(suspend(20.0, Effect::Finish), [80.0]);
}

/// Regular every 24 h, the first 60 h late, the others on time: those on time overtake it.
#[test]
fn a_late_vessel_does_not_hold_up_those_on_time() {
    let mut port = bare_port(1, 1);
    add_flow(&mut port, 24.0, ArrivalLaw::Poisson, 1.0, Shape::Constant, 1);
    port.flows[0].arrivals = ArrivalLaw::Regular {
        first: Some(hours(24.0)),
        lateness: Some(LawFigure {
            mean: Figure::fixed(Duration::from_hours(30.0)),
            shape: Shape::Uniform { low: 0.0, high: 2.0 },
        }),
    };
    let trace = traced(&port).trace.expect("traced");
    let arrived: Vec<f64> = trace.visits.iter().map(|visit| visit.arrived.hours()).collect();
    let at_once = arrived.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert_eq!(at_once, 0, "arrivals do not pile up behind a late one");
    // Mean of many: arrival k is due at 24 k and 30 h late on average.
    let count = arrived.len() as f64;
    let mean = arrived.iter().sum::<f64>() / count;
    let expected = 24.0 * (count + 1.0) / 2.0 + 30.0;
    assert!((mean - expected).abs() < 5.0, "mean arrival {mean} h, expected {expected} h");
}

/// No calls in a year of no volume, even if a first arrival is stated.
#[test]
fn nothing_comes_regularly_where_nothing_is_asked_for() {
    let mut port = bare_port(1, 1);
    add_flow(&mut port, 24.0, ArrivalLaw::Poisson, 1.0, Shape::Constant, 1);
    port.flows[0].calls = Calls::PerYear(Figure::fixed(0.0));
    port.flows[0].arrivals = ArrivalLaw::Regular { first: Some(hours(24.0)), lateness: None };
    assert_eq!(cleared(&traced(&port)), []);
}

/// Two berths, two-way channel of 3 h. One leaves after unmooring 2 h (in the channel from 12 to 15), one enters at 10 (until 13):
/// with the entry from 0 to 3 and the second's way out the channel is used for 3 + 5 + 3 hours.
#[test]
fn channel_hours_are_those_of_the_union_of_transits() {
    let mut port = bare_port(2, 1);
    port.sections.push(section(3.0, PassingRule::TwoWay));
    add_list(&mut port, &[(0.0, 7.0), (10.0, 50.0)], 1);
    port.classes[0].unmooring = LawFigure::fixed(Duration::from_hours(2.0));
    let sections = &traced(&port).periods[0].sections;
    assert_eq!(sections[0].transits, 4);
    assert!((sections[0].occupied - 11.0).abs() < 1e-9, "{} h", sections[0].occupied);
}

/// One-way channel of 3 h: the second must wait until the first is through when it wants to leave as the other comes in.
#[test]
fn one_way_traffic_waits_for_the_channel_and_no_longer() {
    let mut port = bare_port(2, 1);
    port.sections.push(section(3.0, PassingRule::OneWay));
    add_list(&mut port, &[(0.0, 8.0), (10.0, 50.0)], 1);
    let run = traced(&port);
    let trace = run.trace.as_ref().expect("traced");
    assert_eq!(
        trace.visits[0].cleared_outbound.map(Time::hours),
        Some(13.0),
        "ready at 11, the way is free at 13"
    );
}
