//! Bounds and ties of the land side by hand computation: stocks at the start, shrinking yards, trains, shared capacities.

use super::yards::{ended, hours, port_with_yard, rates, traced};
use super::{add_flow, add_mode, between, close, label};
use crate::engine::Shape;
use crate::port::{
    ArrivalLaw, Calls, Capacity, CapacityId, CargoId, Dated, Direction, Effect, Figure, LawFigure,
    ListedArrival, ModeId, ModeKind, Port, Rail, Release, Step, Target, Timetable, Yard, YardCapacity,
    YardId,
};
use crate::units::{Duration, Tonnes, TonnesPerHour};

fn rail(times: &[f64], net_load: f64, rate: Option<f64>) -> Rail {
    let timetable = Timetable::Listed(times.iter().map(|&time| hours(time)).collect());
    Rail {
        rate: rate.map(|rate| Figure::fixed(TonnesPerHour(rate))),
        ..Rail::new(timetable, LawFigure::fixed(Tonnes(net_load)))
    }
}

fn add_yard(port: &mut Port, room: f64) -> YardId {
    port.yards.push(Yard {
        name: format!("yard{}", port.yards.len()),
        label: label("yard"),
        capacity: YardCapacity::Tonnes(Dated::fixed(Tonnes(room))),
        stock: Vec::new(),
        from: None,
        until: None,
        pressure: None,
    });
    YardId(port.yards.len() as u32 - 1)
}

/// 1,000 t at the start leave at 50 t/h from the first instant on, vessel or not.
#[test]
fn stock_at_the_start_leaves_from_the_start() {
    let mut port = port_with_yard(100.0, &[(100.0, 500.0)], 5000.0, 50.0);
    port.yards[0].stock = vec![(CargoId(0), Figure::fixed(Tonnes(1000.0)))];
    let yard = &traced(&port).periods[0].yards[0];
    assert!((yard.start.0 - 1000.0).abs() < 1e-9, "{:?}", yard.start);
    // 1,000 t run down over 20 h; 500 t rise to 250 t in 5 h and fall in 5 h.
    let tonne_hours = 1000.0 * 20.0 / 2.0 + 250.0 * 10.0 / 2.0;
    assert!((yard.mean.0 * 8760.0 - tonne_hours).abs() < 1e-3, "{} t h", yard.mean.0 * 8760.0);
}

/// A dwell of no hours: cargo falls due as fast as it lands, and the run goes on after the vessel has left.
#[test]
fn a_dwell_of_nothing_ends() {
    let mut port = port_with_yard(97.0, &[(0.0, 1000.0), (300.0, 777.0)], 5000.0, 50.0);
    port.cargoes[0].dwell = Some(LawFigure::fixed(Duration::ZERO));
    let run = traced(&port);
    assert!((run.periods[0].yards[0].collected.0 - 1777.0).abs() < 1e-6);
}

/// A mode without a limit clears what had piled up while it was closed.
#[test]
fn a_mode_without_a_limit_clears_a_backlog() {
    let mut port = port_with_yard(100.0, &[(0.0, 1000.0)], 5000.0, 50.0);
    port.modes[0].kind = ModeKind::Stream(None);
    close(&mut port, "strike", between(0.0, 24.0), Target::Mode(ModeId(0)), Effect::Suspend);
    let yard = &traced(&port).periods[0].yards[0];
    assert!((yard.collected.0 - 1000.0).abs() < 1e-6, "{:?}", yard.collected);
    assert!(yard.empty_hours > 8760.0 - 24.1, "{} h", yard.empty_hours);
}

/// The yard shrinks to 400 t at hour 10 with 500 t in it (100 t/h in, 50 out): nothing lands for 2 h, then 50 t/h.
#[test]
fn a_yard_that_shrinks_below_its_stock_takes_nothing_until_it_fits() {
    let mut port = port_with_yard(100.0, &[(0.0, 2000.0)], 5000.0, 50.0);
    port.yards[0].capacity = YardCapacity::Tonnes(Dated {
        first: Figure::fixed(Tonnes(5000.0)),
        later: vec![Step { from: Figure::fixed(hours(10.0)), value: Figure::fixed(Tonnes(400.0)) }],
    });
    let run = traced(&port);
    assert_eq!(rates(&run), [(0.0, 100.0), (10.0, 0.0), (12.0, 50.0)]);
    assert_eq!(ended(&run), [32.0]);
}

/// A train of 3,500 t loaded at 1,100 t/h: its time on the track is not a whole number of milliseconds, yet it leaves full.
#[test]
fn a_train_that_had_its_time_is_full() {
    let mut port = port_with_yard(1000.0, &[(0.0, 9000.0)], 20000.0, 0.0);
    port.modes[0].kind = ModeKind::Rail(rail(&[20.0], 3500.0, Some(1100.0)));
    let mode = &traced(&port).periods[0].modes[0];
    assert_eq!((mode.trains, mode.short), (1, 0));
    assert!((mode.tonnes.0 - 3500.0).abs() < 1e-3);
}

/// No train before the first day of its mode.
#[test]
fn listed_trains_begin_with_their_mode() {
    let mut port = port_with_yard(1000.0, &[(0.0, 9000.0)], 20000.0, 0.0);
    port.modes[0].kind = ModeKind::Rail(rail(&[20.0, 30.0, 60.0], 600.0, None));
    port.modes[0].from = Some(Figure::fixed(hours(48.0)));
    assert_eq!(traced(&port).periods[0].modes[0].trains, 1);
}

/// A train at one yard at hour 5 does not disturb the figures of another, which fills from 0 to 1,000 t in 10 h and keeps it.
#[test]
fn a_train_leaves_the_figures_of_other_yards_alone() {
    let mut port = port_with_yard(100.0, &[(0.0, 1000.0), (0.0, 1000.0)], 5000.0, 0.0);
    port.modes[0].kind = ModeKind::Rail(rail(&[5.0], 300.0, None));
    let listed =
        |tonnes: f64| Calls::Listed(vec![ListedArrival { at: hours(0.0), parcel: Some(Tonnes(tonnes)) }]);
    port.flows[0].calls = listed(1000.0);
    add_flow(&mut port, 1.0, ArrivalLaw::Poisson, 1.0, Shape::Constant, 1);
    port.flows[1].calls = listed(1000.0);
    let other = add_yard(&mut port, 5000.0);
    port.trades[1].direction = Direction::Import;
    port.trades[1].yard = Some(other);
    let yard = &traced(&port).periods[0].yards[1];
    let tonne_hours = 1000.0 * 10.0 / 2.0 + 1000.0 * 8750.0;
    assert!((yard.mean.0 * 8760.0 - tonne_hours).abs() < 1e-3, "{} t h", yard.mean.0 * 8760.0);
}

fn loaders(port: &mut Port, rate: f64) {
    port.capacities.push(Capacity {
        name: "loaders".to_owned(),
        label: label("loaders"),
        count: Dated::fixed(1.0),
        rate: Figure::fixed(TonnesPerHour(rate)),
    });
}

/// A full export yard takes no loaders: the import yard has all 100 t/h of them, not half.
#[test]
fn a_full_export_yard_leaves_shared_capacity_to_others() {
    let mut port = port_with_yard(1000.0, &[(20.0, 1000.0)], 5000.0, 100.0);
    loaders(&mut port, 100.0);
    port.modes[0].uses = vec![CapacityId(0)];
    add_flow(&mut port, 1.0, ArrivalLaw::Poisson, 1.0, Shape::Constant, 1);
    port.flows[1].calls = Calls::Listed(Vec::new());
    let export = add_yard(&mut port, 500.0);
    port.trades[1].yard = Some(export);
    port.trades[1].modes = vec![ModeId(0)];
    let run = traced(&port);
    let yards = &run.periods[0].yards;
    assert!((yards[1].end.0 - 500.0).abs() < 1e-3, "the export yard is full: {:?}", yards[1].end);
    // From hour 20: 900 t/h in for the first 1,000/1000 h, then 100 t/h out: empty 10 h after the first landing.
    assert!((yards[0].empty_hours - 8750.0).abs() < 1e-3, "{} h", yards[0].empty_hours);
}

/// One mode of 100 t/h for two trades: one has 60 t/h falling due, the other a pile. The first gets 50, the other 50; nothing idles.
#[test]
fn a_short_stock_and_a_pile_share_a_mode() {
    let mut port = port_with_yard(60.0, &[(0.0, 600.0)], 5000.0, 100.0);
    add_flow(&mut port, 1.0, ArrivalLaw::Poisson, 1.0, Shape::Constant, 1);
    port.flows[1].calls = Calls::Listed(Vec::new());
    port.cargoes.push(port.cargoes[0].clone());
    port.trades[1].cargo = CargoId(1);
    port.trades[1].direction = Direction::Import;
    let pile = add_yard(&mut port, 5000.0);
    port.yards[1].stock = vec![(CargoId(1), Figure::fixed(Tonnes(400.0)))];
    port.trades[1].yard = Some(pile);
    port.trades[1].modes = vec![ModeId(0)];
    let run = traced(&port);
    // The pile of 400 t lasts 8 h at 50 t/h; the other then holds 80 t and empties, with 60 t/h still landing for 2 h: 1,000 t in 10 h.
    assert!((run.periods[0].modes[0].working - 10.0).abs() < 1e-3, "{} h", run.periods[0].modes[0].working);
    assert!(
        (run.periods[0].yards[1].empty_hours - 8752.0).abs() < 1e-3,
        "{} h",
        run.periods[0].yards[1].empty_hours
    );
}

/// A tenth of the cargo waits for trains that never come: the yard fills with it, and then nothing moves and nothing spills.
#[test]
fn a_yard_full_of_cargo_nobody_fetches_stops_the_vessel() {
    let mut port = port_with_yard(1000.0, &[(0.0, 100_000.0)], 1000.0, 5000.0);
    let train = add_mode(&mut port, "rail", ModeKind::Rail(rail(&[8000.0], 1.0, None)));
    port.trades[0].modes = vec![ModeId(0), train];
    port.trades[0].split = vec![Dated::fixed(0.9), Dated::fixed(0.1)];
    let run = traced(&port);
    let yard = &run.periods[0].yards[0];
    assert!(yard.peak.0 <= 1000.0 + 1e-6, "peak {:?}", yard.peak);
    assert_eq!(rates(&run)[..2], [(0.0, 1000.0), (10.0, 0.0)]);
}

/// What a shared full yard lets in is a fixed point: half the cargo is due at once and leaves as it lands, the other half leaves at 30
/// t/h, so 60 t/h land.
#[test]
fn what_passes_a_full_yard_follows_from_what_leaves_it() {
    let mut port = port_with_yard(1000.0, &[(0.0, 3000.0)], 1000.0, 5000.0);
    let barge = add_mode(&mut port, "barge", ModeKind::Stream(Some(Dated::fixed(TonnesPerHour(30.0)))));
    port.trades[0].modes = vec![ModeId(0), barge];
    port.trades[0].split = vec![Dated::fixed(0.5), Dated::fixed(0.5)];
    let all = rates(&traced(&port));
    assert_eq!(all.len(), 2, "{all:?}");
    assert!((all[1].1 - 60.0).abs() < 1e-6, "{all:?}");
}

/// Cranes of a vessel that a full yard stops do not work: 1,000 t at 100 t/h fill the yard in 10 h, the rest waits for ever.
#[test]
fn machines_of_a_blocked_vessel_do_not_work() {
    let port = port_with_yard(100.0, &[(0.0, 3000.0)], 1000.0, 0.0);
    let run = traced(&port);
    let machines = &run.periods[0].equipment[0];
    assert!((machines.working - 10.0).abs() < 1e-6, "{} h", machines.working);
    assert!((machines.assigned - 8760.0).abs() < 1e-6, "{} h", machines.assigned);
}

/// Loading 1,000 t at 100 t/h from a yard that gets 30 t/h and held 210 t: empty after 3 h, then at 30 t/h. No crumb is lost
/// between yard and vessel.
#[test]
fn what_leaves_an_export_yard_is_on_the_vessel() {
    let mut port = port_with_yard(100.0, &[(7.0, 1000.0)], 5000.0, 30.0);
    port.trades[0].direction = Direction::Export;
    port.trades[0].release = Release::AtOnce;
    port.modes[0].kind = ModeKind::Stream(Some(Dated::fixed(TonnesPerHour(30.0))));
    let run = traced(&port);
    let yard = &run.periods[0].yards[0];
    assert_eq!(rates(&run)[..2], [(7.0, 100.0), (10.0, 30.0)]);
    let error = yard.delivered.0 - yard.loaded.0 - yard.end.0;
    assert!(error.abs() < 1e-6, "{error} t lost");
}

/// No limit to the yard, none to the mode: cargo comes as it is loaded.
#[test]
fn exports_without_limits_come_as_they_are_loaded() {
    let mut port = port_with_yard(100.0, &[(50.0, 1000.0)], 0.0, 0.0);
    port.yards[0].capacity = YardCapacity::Unlimited;
    port.modes[0].kind = ModeKind::Stream(None);
    port.trades[0].direction = Direction::Export;
    let run = traced(&port);
    assert_eq!(ended(&run), [60.0]);
    assert!((run.periods[0].yards[0].delivered.0 - 1000.0).abs() < 1e-6);
}

/// Two export trades on one yard of 400 t: a train that brings 1,000 t leaves 400 t, not 400 t for each.
#[test]
fn a_train_leaves_no_more_than_there_is_room_for() {
    let mut port = port_with_yard(100.0, &[(5000.0, 10.0)], 400.0, 0.0);
    port.trades[0].direction = Direction::Export;
    port.modes[0].kind = ModeKind::Rail(rail(&[5.0], 1000.0, None));
    add_flow(&mut port, 1.0, ArrivalLaw::Poisson, 1.0, Shape::Constant, 1);
    port.flows[1].calls = Calls::Listed(Vec::new());
    port.trades[1].yard = Some(YardId(0));
    port.trades[1].modes = vec![ModeId(0)];
    let yard = &traced(&port).periods[0].yards[0];
    assert!((yard.peak.0 - 400.0).abs() < 1e-6, "peak {:?}", yard.peak);
}
