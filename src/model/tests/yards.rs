//! Yards and the land side by hand computation.

use super::{add_flow, bare_port, label};
use crate::engine::{Seed, Shape};
use crate::model::{Plan, Simulator};
use crate::port::{
    ArrivalLaw, Calls, Capacity, CapacityId, Dated, Direction, Draws, Figure, Held, LawFigure, ListedArrival,
    Mode, ModeId, ModeKind, Port, Rail, Release, Timetable, Yard, YardCapacity, YardId,
};
use crate::record::{Occurrence, Period, Run};
use crate::units::{Duration, Time, Tonnes, TonnesPerHour};

pub(super) fn hours(hours: f64) -> Time {
    Time::ZERO + Duration::from_hours(hours)
}

/// One berth, one machine of `rate` t/h, listed arrivals of `parcels` (hour, tonnes), one yard, one stream of `leaves` t/h.
pub(super) fn port_with_yard(rate: f64, parcels: &[(f64, f64)], room: f64, leaves: f64) -> Port {
    let mut port = bare_port(parcels.len() as u32, 1);
    for equipment in &mut port.equipment {
        equipment.rates[0].1 = Figure::fixed(TonnesPerHour(rate));
    }
    add_flow(&mut port, 1.0, ArrivalLaw::Poisson, 1.0, Shape::Constant, 1);
    let list =
        parcels.iter().map(|&(at, tonnes)| ListedArrival { at: hours(at), parcel: Some(Tonnes(tonnes)) });
    port.flows[0].calls = Calls::Listed(list.collect());
    port.yards.push(Yard {
        name: "yard".to_owned(),
        label: label("yard"),
        capacity: YardCapacity::Tonnes(Dated::fixed(Tonnes(room))),
        stock: Vec::new(),
        from: None,
        until: None,
        pressure: None,
    });
    port.modes.push(Mode {
        name: "road".to_owned(),
        label: label("road"),
        kind: ModeKind::Stream(Some(Dated::fixed(TonnesPerHour(leaves)))),
        uses: Vec::new(),
        through_gate: true,
        from: None,
        until: None,
        to: None,
        rhythm: None,
    });
    let trade = &mut port.trades[0];
    trade.direction = Direction::Import;
    trade.yard = Some(YardId(0));
    trade.modes = vec![ModeId(0)];
    trade.release = Release::Spread;
    port
}

pub(super) fn traced(port: &Port) -> Run {
    let mut plan = Plan::whole(port);
    plan.trace = true;
    let run = Simulator::new(port).run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan);
    assert!(run.balance_error.0 <= 1e-6, "balance error {:?}", run.balance_error);
    assert!(run.account_error <= 1e-6, "account error {} h", run.account_error);
    run
}

pub(super) fn ended(run: &Run) -> Vec<f64> {
    let trace = run.trace.as_ref().expect("traced");
    trace.visits.iter().map(|visit| visit.transfer_ended.map_or(f64::NAN, Time::hours)).collect()
}

pub(super) fn rates(run: &Run) -> Vec<(f64, f64)> {
    let trace = run.trace.as_ref().expect("traced");
    let entries = trace.entries.iter().filter_map(|entry| match entry.what {
        Occurrence::Rate { tonnes_per_hour, .. } => Some((entry.time.hours(), tonnes_per_hour)),
        _ => None,
    });
    entries.collect()
}

/// 3,000 t at 100 t/h into 1,000 t of room that empties at 50 t/h: full after 20 h, the last 1,000 t at 50 t/h.
#[test]
fn a_full_yard_cuts_discharge_to_its_outflow() {
    let run = traced(&port_with_yard(100.0, &[(0.0, 3000.0)], 1000.0, 50.0));
    assert_eq!(ended(&run), [40.0]);
    assert_eq!(rates(&run), [(0.0, 100.0), (20.0, 50.0)]);
    let yard = &run.periods[0].yards[0];
    assert_eq!(yard.peak.0, 1000.0);
    assert!((yard.full_hours - 20.0).abs() < 1e-6, "full {} h", yard.full_hours);
    let handling = &run.periods[0].flows[0].handling;
    assert!((handling.yard - 10.0).abs() < 1e-6, "20 h at half rate are 10 h lost: {}", handling.yard);
    assert!((handling.productive * 100.0 - 3000.0).abs() < 1e-3);
}

/// No room: cargo goes straight through at the lesser of machine and mode.
#[test]
fn a_yard_without_room_passes_cargo_straight_through() {
    let run = traced(&port_with_yard(100.0, &[(0.0, 3000.0)], 0.0, 60.0));
    assert_eq!(ended(&run), [50.0]);
    assert_eq!(rates(&run), [(0.0, 60.0)]);
}

/// Two vessels share what leaves a full yard in proportion to their machines (here equal).
#[test]
fn two_vessels_share_a_full_yard() {
    let run = traced(&port_with_yard(100.0, &[(0.0, 1000.0), (0.0, 500.0)], 0.0, 100.0));
    assert_eq!(ended(&run), [15.0, 10.0], "50 t/h each for 10 h, then 100 t/h for the other");
}

/// Dwell of 48 h spread: 1,000 t landed in 10 h fall due at 1,000 ÷ (96 + 10) t/h, so the yard is empty after 106 h.
#[test]
fn spread_release_empties_after_twice_the_dwell() {
    let mut port = port_with_yard(100.0, &[(0.0, 1000.0)], 5000.0, 500.0);
    port.cargoes[0].dwell = Some(LawFigure::fixed(Duration::from_hours(48.0)));
    let run = traced(&port);
    let yard = &run.periods[0].yards[0];
    let year = 8760.0;
    assert!((yard.empty_hours - (year - 106.0)).abs() < 1e-3, "empty {} h", yard.empty_hours);
    // Mean stay of a tonne: the area under the stock ÷ 1,000 t = the dwell.
    let stay = yard.mean.0 * year / 1000.0;
    assert!((stay - 48.0).abs() < 1e-6, "mean stay {stay} h");
}

/// 1,000 parcels of 24 t, one a day, held for 48 h with a share of 0.25: in the mean 24 x 2 x 0.25 = 12 t lie there, if the draws are just (their
/// standard deviation is 0.66 t). What is not held goes as it lands; the share draws from a stream of its own.
#[test]
fn a_share_of_parcels_is_held() {
    let parcels: Vec<(f64, f64)> = (0..1000).map(|day| (24.0 * f64::from(day), 24.0)).collect();
    let mut port = port_with_yard(2400.0, &parcels, 1e6, 5000.0);
    port.study.end = hours(24_000.0);
    port.cargoes[0].hold = Some(LawFigure::fixed(Duration::from_hours(48.0)));
    port.trades[0].release = Release::AtOnce;
    let mean = |share: f64, foreign_only: bool| {
        let mut port = port.clone();
        port.cargoes[0].held = Held { share: Figure::fixed(share), foreign_only };
        let run = traced(&port);
        let hours: f64 = run.periods.iter().map(|period| (period.until - period.from).hours()).sum();
        let held = |period: &Period| period.yards[0].mean.0 * (period.until - period.from).hours();
        run.periods.iter().map(held).sum::<f64>() / hours
    };
    let (all, some) = (mean(1.0, false), mean(0.25, false));
    assert!((all - 48.0).abs() < 0.2, "{all} t where all are held");
    assert!((some - 12.0).abs() < 2.0, "{some} t where a quarter is held");
    assert!(mean(1.0, true) < 0.1, "nobody is foreign: nobody is held");
}

/// A train of 600 t at once every 24 h from hour 24 takes what is due: all are short.
#[test]
fn trains_take_what_is_due() {
    let mut port = port_with_yard(100.0, &[(0.0, 1000.0)], 5000.0, 0.0);
    port.modes[0].kind = ModeKind::Rail(Rail::new(
        Timetable::Listed(vec![hours(5.0), hours(24.0), hours(48.0)]),
        LawFigure::fixed(Tonnes(600.0)),
    ));
    let run = traced(&port);
    let mode = &run.periods[0].modes[0];
    assert_eq!(
        (mode.trains, mode.short, mode.tonnes.0),
        (3, 3, 1000.0),
        "500 of 600, then 500 left, then none"
    );
    let trace = run.trace.expect("traced");
    let loads: Vec<f64> = (trace.entries.iter())
        .filter_map(|entry| match entry.what {
            Occurrence::TrainLeft { loaded, .. } => Some(loaded.0),
            _ => None,
        })
        .collect();
    assert_eq!(loads, [500.0, 500.0, 0.0]);
}

/// A train that loads at 100 t/h for its allotted 6 h, sharing loaders of 150 t/h with trucks of 100 t/h: max-min gives 75 each.
#[test]
fn trains_and_trucks_share_loaders() {
    let mut port = port_with_yard(1000.0, &[(0.0, 3000.0)], 5000.0, 100.0);
    port.capacities.push(Capacity {
        name: "loaders".to_owned(),
        label: label("loaders"),
        count: Dated::fixed(1.0),
        rate: Figure::fixed(TonnesPerHour(150.0)),
    });
    let mut rail = port.modes[0].clone();
    rail.kind = ModeKind::Rail(Rail {
        rate: Some(Figure::fixed(TonnesPerHour(100.0))),
        tracks: Some(Figure::fixed(1.0)),
        ..Rail::new(Timetable::Listed(vec![hours(10.0)]), LawFigure::fixed(Tonnes(600.0)))
    });
    rail.uses = vec![CapacityId(0)];
    port.modes.push(rail);
    port.modes[0].uses = vec![CapacityId(0)];
    port.trades[0].modes = vec![ModeId(0), ModeId(1)];
    let run = traced(&port);
    let modes = &run.periods[0].modes;
    assert!((modes[1].tonnes.0 - 450.0).abs() < 1e-6, "6 h at 75 t/h: {}", modes[1].tonnes.0);
    assert_eq!((modes[1].trains, modes[1].short), (1, 1));
    assert!((modes[0].tonnes.0 - 2550.0).abs() < 1e-6);
    assert_eq!(modes[0].peak_day.0 + modes[1].peak_day.0 + 0.0, 10.0 * 100.0 + 2.0 * 450.0 + 8.0 * 100.0);
}

/// 1,000 t landed from 0 h on with a dwell of 744 h at once: all due on 1 February at 00:00, the very instant at which the month's
/// figures are read, and gone at 500 t/h by 746 h.
#[test]
fn cargo_falls_due_at_the_very_end_of_a_month() {
    let mut port = port_with_yard(100.0, &[(0.0, 1000.0)], 5000.0, 500.0);
    port.cargoes[0].dwell = Some(LawFigure::fixed(Duration::from_hours(744.0)));
    port.trades[0].release = Release::AtOnce;
    let run = traced(&port);
    let yard = &run.periods[0].yards[0];
    assert!((yard.empty_hours - (8760.0 - 746.0)).abs() < 1e-3, "empty {} h", yard.empty_hours);
}
