//! Identities of the accounts (rules A1–A3, T4): every hour of every vessel, berth and machine has one cause, productive hours × nominal rate are
//! the tonnes, and the number of vessels at anchor × time is the sum of their waits (Little's law on the path).

use std::collections::BTreeMap;

use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};
use toumen::record::{
    EquipmentTally, FlowTally, HandlingTally, LaneTally, ModeTally, Occurrence, Period, PlaceTally, Run,
    StayTally, YardTally,
};

use crate::shipped;

/// Greatest difference, relative or absolute below 1.
const APART: f64 = 1e-6;

/// True if both are the same but for rounding.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= APART * one.abs().max(other.abs()).max(1.0)
}

/// The first identity that does not hold in a run.
pub(crate) fn broken(run: &Run) -> Option<String> {
    run.periods.iter().find_map(|period| {
        let mut flows = period.flows.iter().enumerate();
        let flows = flows.find_map(|(at, flow)| Some(format!("flow {at}: {}", flow_breaks(flow)?)));
        let mut places = period.places.iter().enumerate();
        let places = places.find_map(|(at, place)| Some(format!("place {at}: {}", place_breaks(place)?)));
        let mut kinds = period.equipment.iter().enumerate();
        let kinds = kinds.find_map(|(at, kind)| Some(format!("machines {at}: {}", machines_break(kind)?)));
        let mut modes = period.modes.iter().enumerate();
        let modes = modes.find_map(|(at, mode)| Some(format!("mode {at}: {}", mode_breaks(period, mode)?)));
        let mut yards = period.yards.iter().enumerate();
        let yards = yards.find_map(|(at, yard)| {
            Some(format!("yard {at}: {}", yard_breaks(yard, (period.until - period.from).hours())?))
        });
        flows.or(places).or(kinds).or(modes).or(yards).or_else(|| sums_break(period))
    })
}

/// The first of these pairs that differs.
fn unequal<const N: usize>(pairs: [(&str, f64, f64); N]) -> Option<String> {
    let pair = pairs.into_iter().find(|pair| !same(pair.1, pair.2))?;
    Some(format!("{}: {} against {}", pair.0, pair.1, pair.2))
}

/// The first of these that is below zero.
fn negative<const N: usize>(figures: [(&str, f64); N]) -> Option<String> {
    // To a tenth of a second: loads and lanes are counted to the millisecond, some each.
    let figure = figures.into_iter().find(|figure| figure.1 < -0.1 / 3600.0)?;
    Some(format!("{}: {}", figure.0, figure.1))
}

/// Productive hours × nominal rate are the tonnes, within a millisecond of that rate for each time a rate held (rule T4): some times a call.
/// A yard that is full or empty time and again gives a crumb each time, of the land side's rates: together one in twenty thousand at most.
fn tonnes_differ(of: &HandlingTally, crossed: f64, calls: u32) -> Option<String> {
    let millisecond = 1.0 / 3_600_000.0;
    let rate = if of.productive > 0.0 { of.rated / of.productive } else { 0.0 };
    let spells = 1.0 + 3.0 * f64::from(calls);
    let apart = (of.rated - crossed).abs();
    let crumbs = if of.yard > 0.0 { crossed / 20_000.0 } else { 0.0 };
    let small = apart <= rate * millisecond * spells + crumbs || same(of.rated, crossed);
    (!small).then(|| format!("productive hours × nominal rate: {} against {crossed}", of.rated))
}

fn parts(of: &HandlingTally) -> f64 {
    let closures: f64 = of.closures.iter().sum();
    of.productive + of.shift + closures + of.hatch + of.tail + of.machine + of.slow + of.yard
}

fn flow_breaks(flow: &FlowTally) -> Option<String> {
    unequal([
        ("hours in transfer", parts(&flow.handling), flow.handling.hours),
        ("hours from arrival to departure", flow.accounted(), flow.account.hours),
    ])
    .or(tonnes_differ(&flow.handling, flow.crossed.0, flow.entered + flow.departed))
}

fn place_breaks(place: &PlaceTally) -> Option<String> {
    let account = &place.account;
    let coming = place.reserved - place.occupied;
    unequal([
        ("free and reserved", account.free() + place.reserved, place.open + account.beyond),
        ("occupied", account.occupied(), place.occupied),
        ("in transfer", parts(&account.handling), account.handling.hours),
    ])
    .or(tonnes_differ(&account.handling, place.crossed.0, 2 * place.calls))
    .or(negative([("reserved, not on the way in", coming - account.activities[0])]))
}

fn machines_break(kind: &EquipmentTally) -> Option<String> {
    let able = kind.idle + kind.spare + kind.assigned;
    unequal([
        ("present", kind.failed + kind.maintained + able, kind.present),
        ("with vessels", parts(&kind.account), kind.assigned),
        ("hours with vessels", kind.account.hours, kind.assigned),
        ("at work", kind.account.working, kind.working),
    ])
}

/// Space by what it went into: what lies there is counted stock by stock, what is free and the capacity by the yard as a whole.
/// What lies there is known to a few grams, and so are tonnes × hours: to these × the hours.
fn yard_breaks(yard: &YardTally, hours: f64) -> Option<String> {
    let space = &yard.space;
    let (sum, room) = (space.sum(), space.room + space.beyond);
    let grams = 1e-5 * hours;
    if (sum - room).abs() > grams && !same(sum, room) {
        return Some(format!("space: {sum} against {room}"));
    }
    let parts = [
        ("free", space.free),
        ("dwelling", space.dwelling),
        ("queued", space.queued),
        ("stranded", space.stranded),
        ("gathering", space.gathering),
        ("loading", space.loading),
    ];
    let below = parts.into_iter().find(|part| part.1 < -grams)?;
    Some(format!("{}: {}", below.0, below.1))
}

/// Track-hours by use, lane-hours by use: lanes × hours is a whole number of lanes.
fn mode_breaks(period: &Period, mode: &ModeTally) -> Option<String> {
    let hours = (period.until - period.from).hours();
    let tracks = mode.tracks.as_ref().and_then(|tracks| {
        let parts = [("free", tracks.free), ("wanting", tracks.wanting), ("beyond", tracks.beyond)];
        unequal([("track-hours", tracks.sum(), tracks.present + tracks.beyond)]).or(negative(parts))
    });
    let stations = mode.trucks.iter().flat_map(|trucks| &trucks.lanes);
    let lanes = |lane: &LaneTally| {
        let lanes = (lane.serving + lane.free + lane.closed + lane.retired) / hours;
        let parts = [("serving", lane.serving), ("free", lane.free), ("closed", lane.closed)];
        unequal([("lane-hours ÷ hours", lanes, lanes.round())]).or(negative(parts))
    };
    tracks.or(stations.into_iter().find_map(lanes))
}

fn sums_break(period: &Period) -> Option<String> {
    let hours = (period.until - period.from).hours();
    let entry = period.flows.iter().map(|flow| StayTally::sum(&flow.account.entry)).sum();
    let rated = |each: f64, tally: &HandlingTally| each + tally.rated;
    let by_flow = period.flows.iter().map(|flow| &flow.handling).fold(0.0, rated);
    let by_machine = period.equipment.iter().map(|kind| &kind.account).fold(0.0, rated);
    unequal([
        ("number at anchor × time, waits", period.queue.mean * hours, entry),
        ("tonnes by machines", by_machine, by_flow),
    ])
}

/// Vessel-hours at anchor of each flow in each period, from nothing but the log: arrivals, orders to sea, clearances, losses.
fn waits_in_log(port: &Port, run: &Run) -> Vec<Vec<f64>> {
    let trace = run.trace.as_ref().expect("a log was asked for");
    let mut waits = vec![vec![0.0; port.flows.len()]; run.periods.len()];
    let mut waiting = BTreeMap::new();
    let end = run.periods.last().expect("a period").until;
    let mut book = |visit: u32, from, until| {
        let flow = trace.visits[visit as usize - 1].flow;
        for (period, waits) in run.periods.iter().zip(&mut waits) {
            let (from, until) = (period.from.max(from), period.until.min(until));
            waits[flow] += if until > from { (until - from).hours() } else { 0.0 };
        }
    };
    for entry in &trace.entries {
        let Some(visit) = entry.visit else { continue };
        match entry.what {
            Occurrence::Arrived(_) | Occurrence::Sheltered => {
                waiting.insert(visit, entry.time);
            }
            Occurrence::ClearedInbound { .. } | Occurrence::Diverted | Occurrence::TurnedAway => {
                let since = waiting.remove(&visit).expect("who goes has waited");
                book(visit, since, entry.time);
            }
            _ => {}
        }
    }
    waiting.into_iter().for_each(|(visit, since)| book(visit, since, end));
    waits
}

/// Little's law on the path, by flow: the account's number at anchor × time against the clipped waits of the log.
fn littles_law(port: &Port, run: &Run) -> Option<String> {
    run.periods.iter().zip(waits_in_log(port, run)).find_map(|(period, waits)| {
        period.flows.iter().zip(waits).enumerate().find_map(|(at, (flow, waited))| {
            let counted = StayTally::sum(&flow.account.entry);
            unequal([("waits of a flow", counted, waited)]).map(|what| format!("flow {at}: {what}"))
        })
    })
}

#[test]
fn on_shipped_scenarios() {
    for (name, port) in shipped::ports() {
        for replication in 0..2 {
            let seed = Seed { batch: 11, replication };
            let plan = Plan { trace: true, ..Plan::whole(&port) };
            let run = Simulator::new(&port).run(&Draws::draw(&port, seed), seed, &plan);
            if let Some(what) = broken(&run).or_else(|| littles_law(&port, &run)) {
                panic!("{name}, replication {replication}, {what}");
            }
        }
    }
}
