//! The account of berths, machines, tracks, gate lanes and yard space (rule A3) against hand computation.

use super::instants::{add_list, section};
use super::yards::{hours, port_with_yard, traced};
use super::{bare_port, between, close};
use crate::port::{
    CargoId, Dated, Direction, Effect, EquipmentId, Figure, LawFigure, Maintenance, MaintenanceTimes, ModeId,
    ModeKind, PassingRule, PlaceId, Port, Rail, Release, Rhythm, SectionId, ServiceTime, Station, Target,
    Timetable, Vehicles, YardCapacity, YardId,
};
use crate::record::{Activity, Condition, LaneTally, Unmet, WaitHours};
use crate::units::{Duration, Tonnes, TonnesPerHour};

/// A day of one berth with two machines of 1 t/h; 1 h of channel; mooring, opening, unmooring half an hour each, closing 1 h.
///
/// The berth is closed to vessels until 0.5 h. A (8 t) comes at 2 h and is alongside at 3, works from 4: 4 t by 6 h; one machine is away until
/// 8 h, 2 t; rain until 9 h; the last 2 t by 10 h; ready at 11, off at 11.5 h. B (4 t) waits from 4 h for the berth, is alongside at 12.5, works
/// from 13.5 to 15.5, is ready at 16.5 h: a storm holds the channel from 16 to 18 h; it is off at 18.5 h. C (10 t) comes as the next storm begins,
/// 19 h, and enters as it ends, 20 h; alongside at 21, at work from 22 h to the end of the day.
///
/// Free: 0.5 h closed; 0.5–2 and 18.5–19 h nobody wants it; 19–20 h C would like to come. Reserved 2–3, 11.5–12.5, 20–21 h. Occupied 8.5 + 6 + 3 h:
/// berthing 3, in transfer 6 + 2 + 2, closing 2, waiting 1.5, unmooring 1. In transfer: 1 h of rain, 1 h lost to the machine, 8 productive.
/// Machine-hours: 48 = 2 away + 18 with vessels (A 4 + 2 + 2 + 2, B 4, C 4) + 28 free; of the 18, 2 in the rain and 16 at work: 16 t.
#[test]
fn every_hour_of_a_berth_and_of_its_machines_has_a_cause() {
    let mut port = bare_port(1, 1);
    port.study.end = hours(24.0);
    port.sections.push(section(1.0, PassingRule::TwoWay));
    add_list(&mut port, &[(2.0, 8.0), (4.0, 4.0), (19.0, 10.0)], 1);
    let class = &mut port.classes[0];
    let half = LawFigure::fixed(Duration::from_hours(0.5));
    (class.mooring, class.opening, class.unmooring) = (half.clone(), half.clone(), half);
    class.closing = LawFigure::fixed(Duration::from_hours(1.0));
    let machines = &mut port.equipment[0];
    machines.count = Dated::fixed(2.0);
    machines.maintenance = Some(Maintenance {
        machines: Figure::fixed(1.0),
        times: MaintenanceTimes::Listed(vec![(hours(6.0), hours(8.0))]),
    });
    let channel = Target::Section(SectionId(0), None);
    close(&mut port, "survey", between(0.0, 0.5), Target::Place(PlaceId(0)), Effect::Hold);
    close(&mut port, "rain", between(8.0, 9.0), Target::Equipment(EquipmentId(0)), Effect::Suspend);
    close(&mut port, "storm", between(16.0, 18.0), channel, Effect::Hold);
    close(&mut port, "gale", between(19.0, 20.0), channel, Effect::Hold);

    let run = traced(&port);
    let period = &run.periods[0];
    let place = &period.places[0];
    let waits =
        |cause: usize, hours: f64| vec![WaitHours { unmet: Unmet::of(Condition::Closure(cause)), hours }];
    let account = &place.account;
    assert_eq!(account.closed, waits(0, 0.5));
    assert_eq!((account.unwanted, account.wanted), (2.0, 1.0));
    assert_eq!((place.open, place.reserved, place.occupied), (24.0, 20.5, 17.5));
    assert_eq!((account.beyond, account.retired, account.free()), (0.0, 0.0, 3.5));
    let of = |activity: Activity| account.activities[activity as usize];
    assert_eq!((of(Activity::InboundTransit), of(Activity::Berthing)), (3.0, 3.0));
    assert_eq!((of(Activity::ClosingFormalities), of(Activity::Unmooring)), (2.0, 1.0));
    assert_eq!(account.exit, waits(2, 1.5));
    assert!(account.start.is_empty(), "{:?}", account.start);
    let handling = &account.handling;
    assert_eq!((handling.hours, handling.productive, handling.machine), (10.0, 8.0, 1.0));
    assert_eq!((handling.closures[1], handling.rated, place.crossed.0), (1.0, 16.0, 16.0));
    assert_eq!(account.occupied(), 17.5);

    let machines = &period.equipment[0];
    assert_eq!((machines.present, machines.maintained, machines.failed), (48.0, 2.0, 0.0));
    assert_eq!((machines.idle, machines.spare, machines.assigned), (28.0, 0.0, 18.0));
    let with = &machines.account;
    assert_eq!((with.hours, with.closures[1], with.productive, with.rated), (18.0, 2.0, 16.0, 16.0));
}

/// A yard with so much stock, and one mode that takes it; a vessel comes late in the year.
fn port_with_stock(stock: f64, kind: ModeKind) -> Port {
    let mut port = port_with_yard(1.0, &[(8700.0, 1.0)], 0.0, 0.0);
    port.yards[0].capacity = YardCapacity::Unlimited;
    port.yards[0].stock = vec![(CargoId(0), Figure::fixed(Tonnes(stock)))];
    port.modes[0].kind = kind;
    port
}

fn near(found: f64, hours: f64) {
    assert!((found - hours).abs() < 1e-6, "{found} h, not {hours} h");
}

/// A day of one track: trains at 0 and 1 h, 400 t at 200 t/h, 40 min of shunting, 2 h for loading, 30 min of inspection; 600 t lie there. The
/// mode is suspended from 100 to 130 min. Train 1 loads 300 t (1.5 h, half an hour suspended) until 160 min and leaves at 190 min; train 2 shunts
/// until 230 min, loads the other 300 t until 320 min, wants cargo until 350 and leaves at 380 min: 20 min of 6 h 20 remain to nobody of 24 h.
#[test]
fn every_hour_of_a_track_has_a_cause() {
    let takes = |hours: f64| Figure::fixed(Duration::from_hours(hours));
    let timetable = Timetable::Listed(vec![hours(0.0), hours(1.0)]);
    let rail = Rail {
        rate: Some(Figure::fixed(TonnesPerHour(200.0))),
        tracks: Some(Figure::fixed(1.0)),
        max_wait: takes(4.0),
        shunting: takes(2.0 / 3.0),
        inspection: takes(0.5),
        ..Rail::new(timetable, LawFigure::fixed(Tonnes(400.0)))
    };
    let mut port = port_with_stock(600.0, ModeKind::Rail(rail));
    port.study.end = hours(24.0);
    let suspended = between(100.0 / 60.0, 130.0 / 60.0);
    close(&mut port, "strike", suspended, Target::Mode(ModeId(0)), Effect::Suspend);
    let run = traced(&port);
    let found = run.periods[0].modes[0].tracks.as_ref().expect("a rail mode");
    near(found.present, 24.0);
    near(found.shunting, 4.0 / 3.0);
    near(found.loading, 3.0);
    near(found.suspended, 0.5);
    near(found.wanting, 0.5);
    near(found.inspection, 1.0);
    near(found.free, 24.0 - 19.0 / 3.0);
    near(found.full + found.line + found.beyond, 0.0);
}

/// 75 min of a gate of two lanes, 6 min a truck, and one loading place, 20 min a truck; trucks at 0, 30 and 60 min; nobody may come in from 40 to
/// 55 min. The gate serves 18 min of 150 and is closed for 30; loading goes on 6–26, 36–56 and 66–75 min, and is free for 10 + 10 + 6 min.
#[test]
fn every_hour_of_a_gate_lane_has_a_cause() {
    let minutes = |minutes: f64| Figure::fixed(Duration::from_hours(minutes / 60.0));
    let station = |count: f64, time: f64| Station {
        count: Figure::fixed(count),
        time: ServiceTime::Each(minutes(time)),
    };
    let vehicles = Vehicles {
        payload: Figure::fixed(Tonnes(30.0)),
        per_day: Dated::fixed(48.0),
        rhythm: Rhythm::EVEN,
        appointments: true,
        causeway: None,
        gate_in: Some(station(2.0, 6.0)),
        loading: station(1.0, 20.0),
        weighbridge: None,
        gate_out: None,
    };
    let mut port = port_with_stock(90.0, ModeKind::Vehicles(Box::new(vehicles)));
    port.study.end = hours(1.25);
    close(&mut port, "fog", between(40.0 / 60.0, 55.0 / 60.0), Target::Mode(ModeId(0)), Effect::Suspend);
    let run = traced(&port);
    let trucks = run.periods[0].modes[0].trucks.as_ref().expect("a mode of trucks");
    let [none, gate, loading, ..] = trucks.lanes;
    assert_eq!(none, LaneTally::default());
    near(gate.serving * 60.0, 18.0);
    near(gate.closed * 60.0, 30.0);
    near(gate.free * 60.0, 102.0);
    near(loading.serving * 60.0, 49.0);
    near(loading.closed * 60.0, 0.0);
    near(loading.free * 60.0, 26.0);
}

/// A day of a yard of 100 t: 80 t land from 0 to 4 h and are due at 10 h. The mode takes 10 t/h, but nothing from 12 to 15 h; the yard is empty at 21 h
/// and closed from 22 to 23 h. Dwelling: 160 t h while it lands and 6 h × 80 t. In the queue of the mode: 2 h × 70 t and 6 h × 30 t. With no mode at
/// work: 3 h × 60 t. Of 2,400 t h the other 1,260 are free, 100 of them closed.
#[test]
fn what_lies_in_a_yard_waits_for_something() {
    let mut port = port_with_yard(20.0, &[(0.0, 80.0)], 100.0, 10.0);
    port.study.end = hours(24.0);
    port.cargoes[0].dwell = Some(LawFigure::fixed(Duration::from_hours(10.0)));
    port.trades[0].release = Release::AtOnce;
    close(&mut port, "fog", between(12.0, 15.0), Target::Mode(ModeId(0)), Effect::Suspend);
    close(&mut port, "survey", between(22.0, 23.0), Target::Yard(YardId(0)), Effect::Suspend);
    let space = traced(&port).periods[0].yards[0].space;
    for (found, expected) in [
        (space.dwelling, 640.0),
        (space.queued, 320.0),
        (space.stranded, 180.0),
        (space.free, 1160.0),
        (space.closed, 100.0),
        (space.room, 2400.0),
    ] {
        near(found, expected);
    }
    near(space.gathering + space.loading + space.retired + space.beyond, 0.0);
}

/// A day of an export yard of 240 t that gets 30 t/h: full at 8 h. A vessel loads 200 t from 9 to 11 h, which leaves 100 t; full again 14/3 h later. While
/// it loads, 2 h × 170 t lie there; before, 960 + 240 t h; after, 14/3 h × 170 t and 25/3 h × 240 t. Of 5,760 t h that leaves 1,426.67.
#[test]
fn cargo_for_vessels_waits_for_one_or_is_loaded() {
    let mut port = port_with_yard(100.0, &[(9.0, 200.0)], 240.0, 30.0);
    port.study.end = hours(24.0);
    port.trades[0].direction = Direction::Export;
    port.trades[0].release = Release::AtOnce;
    let space = traced(&port).periods[0].yards[0].space;
    for (found, expected) in [
        (space.gathering, 11_980.0 / 3.0),
        (space.loading, 340.0),
        (space.free, 4280.0 / 3.0),
        (space.room, 5760.0),
    ] {
        // Full and empty are met to the millisecond.
        assert!((found - expected).abs() < 0.1, "{found} t h, not {expected} t h");
    }
    near(space.dwelling + space.queued + space.stranded + space.closed + space.beyond, 0.0);
}

/// Three trucks of 20 t take what is due at 0 h, one every 2 h from the first at 0 h on, half an hour each to load: they leave at 0.5, 2.5 and 4.5 h.
/// Without a limit all that lies there is beyond: 20 t for 0.5, 2.5 and 4.5 h.
#[test]
fn a_load_lies_in_the_yard_until_its_truck_leaves() {
    let vehicles = Vehicles {
        payload: Figure::fixed(Tonnes(20.0)),
        per_day: Dated::fixed(12.0),
        rhythm: Rhythm::EVEN,
        appointments: true,
        causeway: None,
        gate_in: None,
        loading: Station {
            count: Figure::fixed(1.0),
            time: ServiceTime::Each(Figure::fixed(Duration::from_hours(0.5))),
        },
        weighbridge: None,
        gate_out: None,
    };
    let mut port = port_with_stock(60.0, ModeKind::Vehicles(Box::new(vehicles)));
    port.study.end = hours(24.0);
    let space = traced(&port).periods[0].yards[0].space;
    near(space.beyond, 150.0);
    near(space.queued, 150.0);
    near(space.stranded + space.dwelling + space.free + space.room, 0.0);
}
