//! Trucks one by one, by hand computation and queueing theory: stations, claims, full yards, conservation.

use super::yards::{ended, hours, port_with_yard, rates, traced};
use super::{add_flow, add_mode};
use crate::engine::{Seed, Shape};
use crate::model::{Plan, Simulator};
use crate::port::{
    ArrivalLaw, CargoId, Causeway, Dated, Direction, Draws, Figure, LawFigure, ModeId, ModeKind, Port, Rail,
    Release, Rhythm, ServiceTime, Station, Step, Timetable, Vehicles, YardCapacity,
};
use crate::record::{Run, TruckTally};
use crate::units::{Duration, Tonnes, TonnesPerHour};

fn minutes(minutes: f64) -> Duration {
    Duration::from_hours(minutes / 60.0)
}

fn station(count: f64, time: f64) -> Station {
    Station { count: Figure::fixed(count), time: ServiceTime::Each(Figure::fixed(minutes(time))) }
}

/// Trucks of 30 t, evenly spaced, loaded in `time` minutes at `places`.
fn trucks(per_day: f64, places: f64, time: f64) -> Vehicles {
    Vehicles {
        payload: Figure::fixed(Tonnes(30.0)),
        per_day: Dated::fixed(per_day),
        rhythm: Rhythm::EVEN,
        appointments: true,
        causeway: None,
        gate_in: None,
        loading: station(places, time),
        weighbridge: None,
        gate_out: None,
    }
}

/// A yard with so much stock, and trucks that take it; one vessel brings 1 t at the end of the year.
fn port_with_stock(stock: f64, vehicles: Vehicles) -> Port {
    let mut port = port_with_yard(1.0, &[(8700.0, 1.0)], 0.0, 0.0);
    port.yards[0].capacity = YardCapacity::Unlimited;
    port.yards[0].stock = vec![(CargoId(0), Figure::fixed(Tonnes(stock)))];
    port.modes[0].kind = ModeKind::Vehicles(Box::new(vehicles));
    port
}

fn run(port: &Port, thorough: bool) -> Run {
    let plan = Plan { thorough, ..Plan::whole(port) };
    let run = Simulator::new(port).run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan);
    assert!(run.balance_error.0 <= 1e-6, "balance error {:?}", run.balance_error);
    assert!(run.account_error <= 1e-6, "account error {} h", run.account_error);
    run
}

fn tally(run: &Run, mode: usize) -> &TruckTally {
    run.periods[0].modes[mode].trucks.as_ref().expect("a mode of trucks")
}

/// Mean wait at a station as a share of the time that a truck holds it.
fn mean_wait(found: &TruckTally, station: usize, holds: f64) -> f64 {
    found.waits[station] / found.entered as f64 / (holds / 60.0)
}

/// M/D/4 at 0.60: 24 trucks an hour at random, 4 places of 6 min: a mean wait of 0.0984 of the time to load.
#[test]
fn random_trucks_wait_as_the_theory_of_queues_says() {
    let vehicles = Vehicles { appointments: false, ..trucks(576.0, 4.0, 6.0) };
    let run = run(&port_with_stock(1e8, vehicles), false);
    let found = tally(&run, 0);
    let came = found.came() as f64;
    assert!((came - 576.0 * 365.0).abs() < 4.0 * (576.0_f64 * 365.0).sqrt(), "{came} trucks");
    let wait = mean_wait(found, 2, 6.0);
    assert!((wait / 0.0984 - 1.0).abs() < 0.03, "{wait}");
}

/// M/D/1 at 0.50: a causeway of 48 an hour for 24 at random: half a headway of waiting, and 12 min each way.
#[test]
fn a_causeway_is_a_queue_of_one() {
    let way = Causeway { per_hour: Figure::fixed(48.0), travel: Figure::fixed(minutes(12.0)) };
    let vehicles = Vehicles { appointments: false, causeway: Some(way), ..trucks(576.0, 40.0, 6.0) };
    let run = run(&port_with_stock(1e8, vehicles), false);
    let found = tally(&run, 0);
    let wait = mean_wait(found, 0, 60.0 / 48.0);
    assert!((wait / 0.5 - 1.0).abs() < 0.03, "{wait}");
    let turn = found.turn.sum / found.turn.count as f64 * 60.0;
    let waited = found.waits.iter().sum::<f64>() / found.entered as f64 * 60.0;
    assert!((turn - waited - 30.0).abs() < 1e-3, "{turn} min, of which {waited} waiting");
}

/// 48 a day, evenly: a year of 17,520; all in the one hour they are sent in, and by day of the week.
#[test]
fn trucks_come_when_they_are_sent() {
    let mut rhythm = Rhythm::EVEN;
    rhythm.by_hour = [0.0; 24];
    rhythm.by_hour[7] = 1.0;
    rhythm.by_weekday = [1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 0.0];
    let run = run(&port_with_stock(1e8, Vehicles { rhythm, ..trucks(48.0, 40.0, 6.0) }), false);
    let found = tally(&run, 0);
    // The plain calendar begins on a Monday and has 52 weeks and a Monday.
    assert_eq!(found.came(), 48 * 365);
    assert_eq!((found.arrivals[7], found.exits[7] + found.exits[8]), (48 * 365, 48 * 365));
    assert_eq!(found.unused, 0);
    assert!((found.gate.0 - 30.0 * 48.0 * 365.0).abs() < 1e-3);
    assert_eq!(run.periods[0].modes[0].peak_day.0, 96.0 * 30.0, "Saturday");
}

/// A stock of 1,000 t: 33 loads and a last truck with 10 t. 1 t that a vessel brings from hour 8,700 to 8,701 goes with a truck of its own at once. Hours of
/// work are those in which somebody is loaded.
#[test]
fn the_last_truck_takes_the_rest() {
    let run = run(&port_with_stock(1000.0, trucks(48.0, 1.0, 6.0)), false);
    let (found, mode) = (tally(&run, 0), &run.periods[0].modes[0]);
    assert_eq!(found.came(), 35);
    assert!((mode.tonnes.0 - 1001.0).abs() < 1e-9, "{:?}", mode.tonnes);
    assert!((mode.working - 3.5).abs() < 1e-9, "{} h", mode.working);
    let yard = &run.periods[0].yards[0];
    assert_eq!((yard.peak.0, yard.end.0), (1000.0, 0.0));
    // Tonne-hours: truck k of 33 is loaded at 0.5 k + 0.1 h with 30 t, the next at 16.6 h with 10 t; the 1 t lands in 1 h and stays 0.1 h.
    let loads = (0..33).map(|k| 30.0 * (0.5 * f64::from(k) + 0.1));
    let stayed = loads.sum::<f64>() + 10.0 * 16.6 + 0.5 + 0.1;
    assert!((yard.mean.0 * 8760.0 - stayed).abs() < 1e-3, "{} t h, not {stayed}", yard.mean.0 * 8760.0);
    let empty = 8760.0 - 16.6 - 1.1;
    assert!((yard.empty_hours - empty).abs() < 1e-6, "empty {} h, not {empty}", yard.empty_hours);
}

/// 48 a day until hour 240, none after: 480 trucks. Who may come is another matter from when the next one would.
#[test]
fn trucks_a_day_change_by_date() {
    let step = |at: f64, value: f64| Step { from: Figure::fixed(hours(at)), value: Figure::fixed(value) };
    let vehicles = Vehicles {
        per_day: Dated { first: Figure::fixed(48.0), later: vec![step(240.0, 0.0), step(480.0, 24.0)] },
        ..trucks(0.0, 10.0, 6.0)
    };
    let run = run(&port_with_stock(1e8, vehicles), false);
    assert_eq!(tally(&run, 0).came(), 480 + 24 * 345);
}

/// Loaders of 300 t/h load 30 t in 6 min.
#[test]
fn a_rate_is_a_time_for_a_load() {
    let rate = ServiceTime::Rate(Figure::fixed(TonnesPerHour(300.0)));
    assert_eq!(rate.at(&Draws::fixed(), Tonnes(30.0)), minutes(6.0));
}

/// A yard of 100 t and a vessel at 60 t/h: full and cut to nothing by turns, to the millisecond (the story `trucks-full-yard` says why).
#[test]
fn a_full_yard_waits_for_the_next_load() {
    let mut port = port_with_yard(60.0, &[(0.0, 150.0)], 100.0, 0.0);
    port.modes[0].kind = ModeKind::Vehicles(Box::new(trucks(24.0, 1.0, 50.0)));
    let run = traced(&port);
    assert_eq!(ended(&run), [minutes(190.0).hours()]);
    let at = |time: f64| minutes(time).hours();
    let expected = [(0.0, 60.0), (at(100.0), 0.0), (at(110.0), 60.0), (at(140.0), 0.0), (at(170.0), 60.0)];
    assert_eq!(rates(&run)[..5], expected);
    let yard = &run.periods[0].yards[0];
    assert!((yard.full_hours - 40.0 / 60.0).abs() < 1e-6, "full {} h", yard.full_hours);
}

/// As before, but nobody is inside when the yard is full: 100 t at 120 t/h by minute 50, the truck of hour 1 has its 30 t at minute 70, they are landed by
/// minute 85, and so on with the truck of hour 2 at minute 130.
#[test]
fn a_full_yard_waits_for_a_truck_that_is_still_to_come() {
    let mut port = port_with_yard(120.0, &[(0.0, 160.0)], 100.0, 0.0);
    port.modes[0].kind = ModeKind::Vehicles(Box::new(trucks(24.0, 1.0, 10.0)));
    let run = traced(&port);
    let at = |time: f64| minutes(time).hours();
    let expected = [(0.0, 120.0), (at(50.0), 0.0), (at(70.0), 120.0), (at(85.0), 0.0), (at(130.0), 120.0)];
    assert_eq!(rates(&run)[..5], expected);
    assert_eq!(ended(&run), [at(145.0)]);
}

/// Rail and trucks by labels on one small yard that is often full, cargo that falls due slowly, gate hours by appointment or at random.
fn busy_port(appointments: bool) -> Port {
    let parcels: Vec<(f64, f64)> =
        (0..150).map(|call| (f64::from(call) * 57.0, 2000.0 + f64::from(call % 7) * 333.0)).collect();
    let mut port = port_with_yard(200.0, &parcels, 2500.0, 0.0);
    port.cargoes[0].dwell = Some(LawFigure::fixed(Duration::from_hours(20.0)));
    let way = Causeway { per_hour: Figure::fixed(20.0), travel: Figure::fixed(minutes(7.3)) };
    let vehicles = Vehicles {
        appointments,
        causeway: Some(way),
        gate_in: Some(station(2.0, 3.7)),
        gate_out: Some(station(1.0, 3.1)),
        ..trucks(28.0, 2.0, 17.7)
    };
    port.modes[0].kind = ModeKind::Vehicles(Box::new(vehicles));
    let rail = ModeKind::Rail(Rail {
        rate: Some(Figure::fixed(TonnesPerHour(500.0))),
        ..Rail::new(
            Timetable::Every { interval: Figure::fixed(Duration::from_hours(30.0)), first: minutes(90.0) },
            LawFigure::fixed(Tonnes(700.0)),
        )
    });
    add_mode(&mut port, "rail", rail);
    port.trades[0].modes = vec![ModeId(0), ModeId(1)];
    port.trades[0].split = vec![Dated::fixed(0.6), Dated::fixed(0.4)];
    port.trades[0].direct = Figure::fixed(0.1);
    port
}

/// What came in is there or went out; what trucks took is on trucks; the yard holds no more than it may, and is often full.
#[test]
fn tonnes_balance_with_trucks_in_a_full_yard() {
    for appointments in [true, false] {
        let run = traced(&busy_port(appointments));
        let (period, found) = (&run.periods[0], tally(&run, 0));
        let yard = &period.yards[0];
        let out = period.modes[0].tonnes.0 + period.modes[1].tonnes.0;
        assert!((yard.collected.0 - out).abs() < 1e-6, "{:?} left, {out} were carried", yard.collected);
        assert!((yard.landed.0 - out - yard.end.0).abs() < 1e-6, "{yard:?}");
        assert!(yard.peak.0 <= 2500.0 + 1e-6 && yard.low.0 >= -1e-6, "{yard:?}");
        assert!(yard.full_hours > 100.0, "full {} h: the test is of a full yard", yard.full_hours);
        let under_way = period.modes[0].tonnes.0 - found.gate.0;
        assert!((-1e-6..=30.0 * f64::from(found.inside) + 1e-6).contains(&under_way), "{under_way} t");
        assert_eq!(found.came(), found.turn.count + u64::from(found.inside + found.outside));
        assert_eq!(found.turn.classes.total(), found.turn.count);
    }
}

/// The short way, which settles only what changed, finds the same trucks and tonnes as the long one.
#[test]
fn trucks_are_the_same_the_short_way() {
    let port = busy_port(false);
    let (short, long) = (run(&port, false), run(&port, true));
    let (one, other) = (tally(&short, 0), tally(&long, 0));
    assert_eq!((one.arrivals, one.exits, one.unused), (other.arrivals, other.exits, other.unused));
    assert!((one.gate.0 - other.gate.0).abs() < 1e-3 && (one.turn.sum - other.turn.sum).abs() < 1e-3);
    let (one, other) = (&short.periods[0].yards[0], &long.periods[0].yards[0]);
    assert!((one.mean.0 - other.mean.0).abs() < 1e-3, "{} and {}", one.mean.0, other.mean.0);
    assert!((one.full_hours - other.full_hours).abs() < 1e-3, "{} and {}", one.full_hours, other.full_hours);
}

/// Whatever else comes to the port, the same trucks come while there is a load for each.
#[test]
fn other_things_move_no_truck() {
    let vehicles = Vehicles { appointments: false, ..trucks(100.0, 4.0, 6.0) };
    let mut port = port_with_stock(1e8, vehicles);
    let alone = run(&port, false);
    add_flow(&mut port, 30.0, ArrivalLaw::Poisson, 20.0, Shape::Exponential, 1);
    port.trades[1].direction = Direction::Import;
    port.trades[1].release = Release::AtOnce;
    let beside = run(&port, false);
    let (one, other) = (tally(&alone, 0), tally(&beside, 0));
    assert_eq!((one.arrivals, one.exits), (other.arrivals, other.exits));
    assert!((one.turn.sum - other.turn.sum).abs() < 1e-9);
}
