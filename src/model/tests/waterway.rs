//! Windows, runs, pilots and tugs, exclusive passages, orders to sea: hand computation and closed forms.

use super::instants::{add_list, cleared, section};
use super::yards::{ended, hours, traced};
use super::{add_flow, bare_port, between, close, label};
use crate::engine::{Seed, Shape};
use crate::model::{Plan, Simulator};
use crate::port::{
    ArrivalLaw, ClassId, ClearanceRule, Convoy, Dated, Daylight, DaylightHours, Direction, Draught, Draws,
    Effect, Figure, LawFigure, MarineId, MarineNeed, MarineService, PassingRule, PlaceId, Port, Section,
    SectionId, Step, Target, Trigger, VisitStage, Water, Ways,
};
use crate::record::Run;
use crate::units::{Duration, Metres, Time};
use crate::window::Window;

fn span(of: f64) -> Duration {
    Duration::from_hours(of)
}

fn window(opens: f64, closes: f64) -> Window {
    Window { opens: hours(opens), closes: hours(closes) }
}

/// Draws 10 m each way, so that stated windows bind it.
fn draws(port: &mut Port, class: usize) {
    let ten = Figure::fixed(Metres(10.0));
    port.classes[class].draught = Draught::Stated { laden: ten, ballast: ten };
}

fn cleared_out(run: &Run) -> Vec<Option<f64>> {
    let trace = run.trace.as_ref().expect("traced");
    trace.visits.iter().map(|visit| visit.cleared_outbound.map(Time::hours)).collect()
}

/// A window of 4 h and a transit of 3 h: starts from its opening until 1 h after it. Who comes 1 h after goes at once, who comes a
/// millisecond later waits for the next; a window of 2 h serves nobody.
#[test]
fn the_whole_transit_lies_in_the_window() {
    let first_start = |arrival: Time, windows: &[Window]| {
        let mut port = bare_port(1, 1);
        port.sections.push(section(3.0, PassingRule::TwoWay));
        port.water = Water::Windows(windows.to_vec());
        add_list(&mut port, &[(arrival.hours(), 5.0)], 1);
        draws(&mut port, 0);
        cleared(&traced(&port))[0].map(hours)
    };
    let windows = [window(10.0, 14.0), window(20.0, 22.0), window(30.0, 34.0)];
    assert_eq!(first_start(hours(2.0), &windows), Some(hours(10.0)));
    assert_eq!(
        first_start(hours(11.0), &windows),
        Some(hours(11.0)),
        "it leaves the section as the window closes"
    );
    let late = hours(11.0) + Duration::from_milliseconds(1);
    assert_eq!(
        first_start(late, &windows),
        Some(hours(30.0)),
        "the window from 20 h is shorter than the transit"
    );
    assert_eq!(first_start(hours(33.0), &windows), None);
}

/// Outbound the window must hold from the end of unmooring on: ready at 8 h, unmooring 1 h, transit 2 h, window from 10 to 13 h: cleared at
/// 9 h so that it starts at 10 h.
#[test]
fn unmooring_comes_before_the_window() {
    let mut port = bare_port(1, 1);
    port.sections.push(section(2.0, PassingRule::TwoWay));
    port.water = Water::Windows(vec![window(0.0, 3.0), window(10.0, 13.0)]);
    add_list(&mut port, &[(0.0, 6.0)], 1);
    draws(&mut port, 0);
    port.classes[0].unmooring = LawFigure::fixed(span(1.0));
    assert_eq!(cleared_out(&traced(&port)), [Some(9.0)]);
}

/// Windows of `open` hours in every `cycle`: a vessel that comes at random waits (cycle − open)² ÷ 2 cycle. Source: closed form.
#[test]
fn mean_waits_for_the_tide_are_exact() {
    for (cycle, open, exact) in
        [(12.4206, 4.0, 2.854), (12.4206, 3.0, 3.573), (12.4206, 6.0, 1.660), (24.84, 4.0, 8.743)]
    {
        let mut port = bare_port(40, 11);
        port.sections.push(section(0.0, PassingRule::TwoWay));
        let count = (12.0 * 8760.0 / cycle) as i64;
        let windows = (0..count).map(|number| {
            let opens = hours(number as f64 * cycle);
            // A closed window of 4 h less a millisecond, so that open and shut add up to the cycle.
            Window { opens, closes: opens + span(open) - Duration::from_milliseconds(1) }
        });
        port.water = Water::Windows(windows.collect());
        add_flow(&mut port, 10.0, ArrivalLaw::Poisson, 1.0, Shape::Constant, 1);
        draws(&mut port, 0);
        let mut simulator = Simulator::new(&port);
        let plan = Plan::whole(&port);
        let means: Vec<f64> = (0..8)
            .map(|replication| {
                let run = simulator.run(&Draws::fixed(), Seed { batch: 5, replication }, &plan);
                run.service[0].wait / f64::from(run.service[0].arrived)
            })
            .collect();
        let mean = means.iter().sum::<f64>() / 8.0;
        let square = means.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 7.0;
        let error = (square / 8.0).sqrt();
        assert!(error < 0.02 * exact, "standard error {error} too wide for {exact}");
        assert!((mean - exact).abs() < 3.5 * error, "{mean} ± {error}, exact {exact}");
    }
}

/// Light from 06:00 to 18:00 and a transit of 2 h: a vessel bound by it starts from 06:00 to 16:00, one that is not at any time.
#[test]
fn a_daylight_vessel_waits_for_the_morning() {
    let starts = |arrival: f64, bound: bool, in_force: f64| {
        let mut port = bare_port(1, 1);
        port.sections.push(section(2.0, PassingRule::TwoWay));
        port.daylight = Some(Daylight {
            hours: DaylightHours::Fixed { from: span(6.0), until: span(18.0) },
            in_force: Figure::fixed(in_force),
        });
        add_list(&mut port, &[(arrival, 5.0)], 1);
        port.classes[0].daylight = Ways { inbound: bound, outbound: false };
        cleared(&traced(&port))[0]
    };
    assert_eq!(starts(16.0, true, 1.0), Some(16.0));
    assert_eq!(starts(16.5, true, 1.0), Some(30.0));
    assert_eq!(starts(16.5, false, 1.0), Some(16.5));
    assert_eq!(starts(16.5, true, 0.0), Some(16.5), "the rule does not hold in this draw");
}

/// One-way channel of L/v = 1.25 h, headway 0.5 h, runs of k: in k and out k take 2 (1.25 + 0.5 (k − 1)) hours. Source: closed form, ships a
/// day: 19.20, 27.43, 32.00, 36.92, 40.42.
#[test]
fn runs_share_a_one_way_channel_as_the_formula_says() {
    for (most, exact) in [(1, 19.20), (2, 27.43), (3, 32.00), (5, 36.92), (8, 40.42)] {
        let mut port = bare_port(60, 1);
        let mut approach = section(1.25, PassingRule::OneWay);
        approach.headway = Figure::fixed(span(0.5));
        approach.convoy = Some(Convoy { most: Some(Figure::fixed(f64::from(most))), within: None });
        port.sections.push(approach);
        // More come, and are ready to leave, than the channel can pass.
        add_flow(&mut port, 0.5, ArrivalLaw::Poisson, 24.0, Shape::Constant, 1);
        let mut plan = Plan::whole(&port);
        plan.from = Time::ZERO + Duration::from_days(60.0);
        plan.until = Time::ZERO + Duration::from_days(360.0);
        let run = Simulator::new(&port).run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan);
        let transits = run.periods[0].sections[0].transits;
        let daily = f64::from(transits) / 300.0;
        assert!((daily - exact).abs() < 0.02 * exact, "runs of {most}: {daily} a day, exact {exact}");
    }
}

/// A run may last 1 h from its first start: 0, 0.5 and 1 h, not 1.5 h. The vessel that is ready at 0.2 h goes out when those three are through,
/// at 1 + 2 = 3 h; the fourth comes in after it, at 5 h.
#[test]
fn a_run_ends_by_time_too() {
    let mut port = bare_port(6, 1);
    let mut approach = section(2.0, PassingRule::OneWay);
    approach.headway = Figure::fixed(span(0.5));
    approach.convoy = Some(Convoy { most: None, within: Some(Figure::fixed(span(1.0))) });
    port.sections.push(approach);
    // Enters at 0, berths at 2 h, works 8.2 h: ready at 10.2 h.
    add_list(&mut port, &[(0.0, 8.2), (10.0, 90.0), (10.0, 90.0), (10.0, 90.0), (10.0, 90.0)], 1);
    let run = traced(&port);
    assert_eq!(cleared(&run), [Some(0.0), Some(10.0), Some(10.5), Some(11.0), Some(15.0)]);
    assert_eq!(cleared_out(&run)[0], Some(13.0));
}

pub(super) fn tugs(count: f64, need: f64) -> MarineService {
    MarineService {
        name: "tugs".to_owned(),
        label: label("tugs"),
        count: Dated::fixed(count),
        job: None,
        travel: Figure::fixed(span(0.5)),
        needs: vec![MarineNeed {
            name: "all".to_owned(),
            classes: Vec::new(),
            cargoes: Vec::new(),
            loa_from: None,
            dwt_from: None,
            foreign: false,
            weather: None,
            inbound: Figure::fixed(need),
            outbound: Figure::fixed(0.0),
        }],
    }
}

/// Three tugs, two each: transit 1 h, mooring 0.5 h, half an hour back. Of three that come at 0 h one goes at once, the next at 2 h, the third at
/// 4 h. With a need above what there is nobody ever goes; with none needed all go at once.
#[test]
fn tugs_are_bound_until_all_fast_and_back() {
    let run = |count: f64, need: f64| {
        let mut port = bare_port(3, 1);
        port.sections.push(section(1.0, PassingRule::TwoWay));
        port.marine.push(tugs(count, need));
        add_list(&mut port, &[(0.0, 50.0), (0.0, 50.0), (0.0, 50.0)], 1);
        port.classes[0].mooring = LawFigure::fixed(span(0.5));
        cleared(&traced(&port))
    };
    assert_eq!(run(3.0, 2.0), [Some(0.0), Some(2.0), Some(4.0)]);
    assert_eq!(run(3.0, 1.0), [Some(0.0), Some(0.0), Some(0.0)]);
    assert_eq!(run(3.0, 4.0), [None, None, None]);
}

/// No pilot can be ordered from 10 to 30 h (a boarding limit): who comes at 12 h goes at 30 h; who needs none goes at once.
#[test]
fn a_boarding_limit_holds_only_those_who_need_a_pilot() {
    let mut port = bare_port(2, 1);
    add_list(&mut port, &[(12.0, 5.0)], 1);
    add_list(&mut port, &[(12.0, 5.0)], 1);
    let mut pilots = tugs(4.0, 1.0);
    pilots.needs[0].classes.push(ClassId(0));
    port.marine.push(pilots);
    close(&mut port, "swell", between(10.0, 30.0), Target::Marine(MarineId(0)), Effect::Hold);
    assert_eq!(cleared(&traced(&port)), [Some(30.0), Some(12.0)]);
}

/// An exclusive vessel waits until the section of 2 h is empty: from 1 h until the one of 0 h is through at 2 h, and on, for another went in at
/// 1.5 h, until 3.5 h. Who comes at 4 h waits until it is through, at 5.5 h.
#[test]
fn an_exclusive_passage_has_the_channel_to_itself() {
    let mut port = bare_port(4, 1);
    port.sections.push(section(2.0, PassingRule::TwoWay));
    add_list(&mut port, &[(0.0, 90.0), (1.5, 90.0), (4.0, 90.0)], 1);
    add_list(&mut port, &[(1.0, 90.0)], 1);
    port.classes[1].exclusive.push(SectionId(0));
    assert_eq!(cleared(&traced(&port)), [Some(0.0), Some(3.5), Some(1.5), Some(5.5)]);
}

/// While a vessel of class 1 is in transfer (from 0 to 20 h) nobody may start in the section.
#[test]
fn a_transfer_may_close_the_channel_to_others() {
    let mut port = bare_port(2, 1);
    port.sections.push(section(0.0, PassingRule::TwoWay));
    add_list(&mut port, &[(5.0, 10.0)], 1);
    add_list(&mut port, &[(0.0, 20.0)], 1);
    close(
        &mut port,
        "gas",
        Trigger::Visit { class: ClassId(1), stage: VisitStage::Transfer },
        Target::Section(SectionId(0), None),
        Effect::Hold,
    );
    assert_eq!(cleared(&traced(&port)), [Some(0.0), Some(20.0)]);
}

/// By priority nobody overtakes a better one that waits: the only deep berth is taken until 100 h, so the lesser vessel waits although another
/// berth is free. Greedy it goes at once.
#[test]
fn priority_is_not_overtaken() {
    let starts = |rule: ClearanceRule| {
        let mut port = bare_port(2, 1);
        port.clearance_rule = rule;
        add_list(&mut port, &[(0.0, 100.0), (10.0, 5.0)], 1);
        add_list(&mut port, &[(20.0, 5.0)], 2);
        port.trades[0].places = vec![PlaceId(0)];
        cleared(&traced(&port))
    };
    assert_eq!(starts(ClearanceRule::Priority), [Some(0.0), Some(100.0), Some(100.0)]);
    assert_eq!(starts(ClearanceRule::Greedy), [Some(0.0), Some(100.0), Some(20.0)]);
}

/// Both wait for one berth, free at 50 h, the channel open to the deep one from 48 to 60 h: tide-bound first takes the deep one, though the
/// other came before it.
#[test]
fn those_bound_by_the_tide_may_go_first() {
    let starts = |rule: ClearanceRule| {
        let mut port = bare_port(1, 1);
        port.clearance_rule = rule;
        port.sections.push(section(0.0, PassingRule::TwoWay));
        port.water = Water::Windows(vec![window(48.0, 60.0)]);
        add_list(&mut port, &[(0.0, 50.0), (10.0, 5.0)], 1);
        add_list(&mut port, &[(20.0, 5.0)], 1);
        draws(&mut port, 1);
        cleared(&traced(&port))
    };
    assert_eq!(starts(ClearanceRule::TideBoundFirst), [Some(0.0), Some(55.0), Some(50.0)]);
    assert_eq!(starts(ClearanceRule::Greedy), [Some(0.0), Some(50.0), Some(55.0)]);
}

/// Room is held for so many hours; windows for vessels with a draught, over one section.
fn port_that_holds_room(berths: u32, held: f64, approach: Section, windows: &[(f64, f64)]) -> Port {
    let mut port = bare_port(berths, 1);
    port.room_held = Figure::fixed(span(held));
    port.sections.push(approach);
    port.water = Water::Windows(windows.iter().map(|&(opens, closes)| window(opens, closes)).collect());
    port
}

/// A berth for one, free from the start; windows from 20 to 30 h and from 60 to 70 h. A deep vessel comes at 10 h, a shallow one that works 40 h
/// at 12 h. Without holding the shallow one takes the berth and the deep one misses its window; with 12 h the room is kept for the deep one, which
/// enters at 20 h; with 7 h it is not worth it, for it would have to be kept from 12 h on.
#[test]
fn room_may_be_held_for_the_next_tide() {
    let starts = |held: f64| {
        let approach = section(0.0, PassingRule::TwoWay);
        let mut port = port_that_holds_room(1, held, approach, &[(20.0, 30.0), (60.0, 70.0)]);
        add_list(&mut port, &[(10.0, 5.0)], 1);
        add_list(&mut port, &[(12.0, 40.0)], 1);
        draws(&mut port, 0);
        cleared(&traced(&port))
    };
    assert_eq!(starts(0.0), [Some(60.0), Some(12.0)]);
    assert_eq!(starts(7.0), [Some(60.0), Some(12.0)]);
    assert_eq!(starts(12.0), [Some(20.0), Some(25.0)]);
}

/// The same, but a closure shuts the channel inbound from 15 to 50 h: the room is let go at 22 h, after 12 h, and the shallow one enters when the
/// channel opens; the deep one has its window at 90 h.
#[test]
fn held_room_is_let_go_in_time() {
    let mut port =
        port_that_holds_room(1, 12.0, section(0.0, PassingRule::TwoWay), &[(20.0, 30.0), (90.0, 99.0)]);
    add_list(&mut port, &[(10.0, 5.0)], 1);
    add_list(&mut port, &[(12.0, 30.0)], 1);
    draws(&mut port, 0);
    close(
        &mut port,
        "fog",
        between(15.0, 50.0),
        Target::Section(SectionId(0), Some(Direction::Import)),
        Effect::Hold,
    );
    let run = traced(&port);
    assert_eq!(cleared(&run), [Some(90.0), Some(50.0)]);
    let place = &run.periods[0].places[0];
    assert_eq!(
        place.reserved - place.occupied,
        12.0 + 10.0,
        "for nothing from 10 to 22 h, then from 80 h until its window"
    );
}

/// Two berths; the room held from 10 h on for the window at 20 h is at the first, which is closed from 12 h on: the vessel goes to the second.
#[test]
fn room_held_at_a_place_that_closes_is_let_go() {
    let mut port =
        port_that_holds_room(2, 24.0, section(0.0, PassingRule::TwoWay), &[(20.0, 30.0), (60.0, 70.0)]);
    add_list(&mut port, &[(10.0, 5.0)], 1);
    draws(&mut port, 0);
    close(&mut port, "repair", between(12.0, 90.0), Target::Place(PlaceId(0)), Effect::Hold);
    let run = traced(&port);
    assert_eq!(cleared(&run), [Some(20.0)]);
    assert_eq!(run.trace.as_ref().expect("traced").visits[0].place, Some(1));
}

/// The same, and one that works 40 h comes at 13 h: the deep vessel looks for other room as its own closes, and keeps the second berth from 12 h on.
#[test]
fn who_holds_room_at_a_place_that_closes_looks_at_once() {
    let mut port =
        port_that_holds_room(2, 24.0, section(0.0, PassingRule::TwoWay), &[(20.0, 30.0), (60.0, 70.0)]);
    add_list(&mut port, &[(10.0, 5.0)], 1);
    add_list(&mut port, &[(13.0, 40.0)], 1);
    draws(&mut port, 0);
    close(&mut port, "repair", between(12.0, 90.0), Target::Place(PlaceId(0)), Effect::Hold);
    assert_eq!(cleared(&traced(&port)), [Some(20.0), Some(25.0)]);
}

/// Hours for which room was kept for vessels that were not yet on their way to it.
fn kept_for_nothing(port: &Port, transits: f64) -> f64 {
    let places = &traced(port).periods[0].places;
    places.iter().map(|place| place.reserved - place.occupied).sum::<f64>() - transits
}

/// Windows of 4 h from 10 and from 30 h, a transit of 4 h, one way at a time, room held for 2 h. The deep vessel that comes at 0 h may hope for 10 h
/// until another starts out at 7 h: from 8 h on it keeps nothing, for it cannot go before 30 h. It keeps its room from 28 h on.
#[test]
fn no_room_is_held_for_a_window_that_traffic_has_taken() {
    let mut port =
        port_that_holds_room(2, 2.0, section(4.0, PassingRule::OneWay), &[(10.0, 14.0), (30.0, 34.0)]);
    add_list(&mut port, &[(0.0, 5.0)], 1);
    add_list(&mut port, &[(0.0, 3.0)], 1);
    draws(&mut port, 0);
    assert_eq!(cleared(&traced(&port)), [Some(30.0), Some(0.0)]);
    assert_eq!(kept_for_nothing(&port, 8.0), 2.0);
}

/// In a channel with runs. One that is ready at 5 h and unmoors for 6 h is on its way out from 11 to 15 h; the deep one that waits for its window at
/// 10 h may ask for its turn then, but it goes at 15 h, and with 4 h it keeps its room from 11 h on, not from 6 h.
#[test]
fn room_is_held_before_the_clearance_not_before_the_asking() {
    let mut approach = section(4.0, PassingRule::OneWay);
    approach.convoy = Some(Convoy { most: Some(Figure::fixed(1.0)), within: None });
    let mut port = port_that_holds_room(2, 4.0, approach, &[(10.0, 40.0)]);
    add_list(&mut port, &[(0.0, 5.0)], 1);
    add_list(&mut port, &[(0.0, 1.0)], 1);
    draws(&mut port, 0);
    port.classes[1].unmooring = LawFigure::fixed(span(6.0));
    assert_eq!(cleared(&traced(&port)), [Some(15.0), Some(0.0)]);
    assert_eq!(kept_for_nothing(&port, 8.0), 4.0);
}

/// Draws 10 m over 9 m of water on the way out; the bed is dredged to 12 m on 3 January: it leaves then.
#[test]
fn one_that_waits_alongside_sees_the_bed_change() {
    let mut port = bare_port(1, 1);
    let mut approach = section(2.0, PassingRule::TwoWay);
    approach.bed = Some(Dated {
        first: Figure::fixed(Metres(-9.0)),
        later: vec![Step { from: Figure::fixed(hours(48.0)), value: Figure::fixed(Metres(-12.0)) }],
    });
    port.sections.push(approach);
    add_list(&mut port, &[(0.0, 5.0)], 1);
    let draught = |metres| Figure::fixed(Metres(metres));
    port.classes[0].draught = Draught::Stated { laden: draught(10.0), ballast: draught(4.0) };
    assert_eq!(cleared_out(&traced(&port)), [Some(48.0)]);
}

fn evacuate(port: &mut Port, from: f64, until: f64) {
    close(port, "typhoon", between(from, until), Target::Place(PlaceId(0)), Effect::Evacuate);
}

/// Works 30 h from 2 h on (transit 2 h); ordered out at 12 h with 20 h left; unmooring 1 h, out 2 h, at sea at 15 h; cleared in at 40 h when it is
/// over; alongside at 42 h, mooring 0.5 h, works on from 42.5 to 62.5 h. One that came at 5 h stands behind it. Occupied: 11 and 20.5 h and 1 h
/// of unmooring.
#[test]
fn a_vessel_ordered_to_sea_comes_back_and_goes_on() {
    let mut port = bare_port(1, 1);
    port.sections.push(section(2.0, PassingRule::TwoWay));
    add_list(&mut port, &[(0.0, 30.0), (5.0, 4.0)], 1);
    port.classes[0].unmooring = LawFigure::fixed(span(1.0));
    evacuate(&mut port, 12.0, 40.0);
    let run = traced(&port);
    assert_eq!(ended(&run), [62.5 - 0.5, 62.0 + 1.0 + 2.0 + 4.0]);
    let flow = &run.periods[0].flows[0];
    assert_eq!((flow.sheltered, flow.sheltered_hours), (1, 25.0));
    assert_eq!(flow.occupied.sum, (11.0 + 21.0) + 5.0);
    assert_eq!(flow.crossed.0, 34.0);
}

/// Mooring 1 h and opening formalities 1 h. Ordered out under way in, or half moored, or in the midst of formalities; alongside again at 12 h:
/// mooring is made once more, formalities only as far as they were not done. Work begins at 14, 14 and 13.5 h.
#[test]
fn mooring_is_made_anew_and_formalities_are_not() {
    let begins = |order: f64| {
        let mut port = bare_port(1, 1);
        port.sections.push(section(2.0, PassingRule::TwoWay));
        add_list(&mut port, &[(0.0, 30.0)], 1);
        port.classes[0].mooring = LawFigure::fixed(span(1.0));
        port.classes[0].opening = LawFigure::fixed(span(1.0));
        evacuate(&mut port, order, 10.0);
        let run = traced(&port);
        run.trace.expect("traced").visits[0].transfer_began.map(Time::hours)
    };
    assert_eq!([1.0, 2.5, 3.5].map(begins), [Some(14.0), Some(14.0), Some(13.5)]);
}

/// The same while the channel is shut for the whole time: it cannot leave, and goes on where it broke off when the order is called off.
#[test]
fn an_order_that_cannot_be_obeyed_lapses() {
    let mut port = bare_port(1, 1);
    port.sections.push(section(2.0, PassingRule::TwoWay));
    add_list(&mut port, &[(0.0, 30.0)], 1);
    evacuate(&mut port, 12.0, 40.0);
    let mut shut = port.closures[0].clone();
    shut.targets = vec![Target::Section(SectionId(0), Some(Direction::Export))];
    shut.effect = Effect::Hold;
    port.closures.push(shut);
    let run = traced(&port);
    assert_eq!(ended(&run), [60.0]);
    assert_eq!(run.periods[0].flows[0].sheltered, 0);
}
