//! A port with its constraints relaxed.

use super::figures::{amend, amend_dated, amend_present};
use super::relax::Change;
use super::{berth, closed};
use crate::port::{
    Amendment, Breakdown, EquipmentId, Figure, ModeId, ModeKind, PassingRule, Port, SectionId, Timetable,
    YardCapacity, YardId,
};
use crate::units::Metres;

/// `port` with these changes made, one after the other. What was there keeps its number, its streams and its draws.
pub fn apply(port: &Port, changes: &[Change]) -> Port {
    let mut changed = port.clone();
    for change in changes {
        make(&mut changed, change);
    }
    changed
}

fn make(port: &mut Port, change: &Change) {
    match change {
        Change::Berth(place) => berth::add(port, *place),
        Change::QuayLength(place, more) => berth::lengthen(port, *place, *more),
        Change::Machines(kind, more) => {
            let count = port.equipment[kind.index()].count.clone();
            port.equipment[kind.index()].count =
                amend_dated(port, &count, Amendment::Plus(*more), amend_present);
        }
        Change::MachineRate(kinds, factor) => {
            for kind in kinds {
                let figure = port.equipment[kind.index()].rate_factor;
                port.equipment[kind.index()].rate_factor = amend(port, figure, Amendment::Times(*factor));
            }
        }
        Change::Service(service, more) => {
            let count = port.marine[service.index()].count.clone();
            port.marine[service.index()].count =
                amend_dated(port, &count, Amendment::Plus(*more), amend_present);
        }
        Change::Depth(sections, more) => deepen(port, sections, *more),
        Change::TwoWay(sections) => {
            for section in sections {
                port.sections[section.index()].passing = PassingRule::TwoWay;
            }
        }
        Change::Room(yards, factor) => yards.iter().for_each(|yard| enlarge(port, *yard, *factor)),
        Change::Dwell(cargoes, factor) => {
            for cargo in cargoes {
                let Some(mut dwell) = port.cargoes[cargo.index()].dwell.clone() else { continue };
                dwell.mean = amend(port, dwell.mean, Amendment::Times(*factor));
                port.cargoes[cargo.index()].dwell = Some(dwell);
            }
        }
        Change::Trains(mode, more) => add_trains(port, *mode, *more),
        Change::Capacity(capacity, more) => {
            let count = port.capacities[capacity.index()].count.clone();
            port.capacities[capacity.index()].count =
                amend_dated(port, &count, Amendment::Plus(*more), amend_present);
        }
        Change::Rate(mode, factor) => quicken(port, *mode, *factor),
        Change::Lanes(mode, more) => add_lanes(port, *mode, *more),
        Change::Closures(closures, factor) => closed::shrink(port, closures, *factor),
        Change::Open(closures) => closed::open(port, closures),
        Change::NoDaylightRule => {
            if let Some(daylight) = &mut port.daylight {
                daylight.in_force = Figure::fixed(0.0);
            }
        }
        Change::Breakdowns(kinds, factor) => kinds.iter().for_each(|kind| spare(port, *kind, *factor)),
    }
}

fn deepen(port: &mut Port, sections: &[SectionId], more: Metres) {
    for section in sections {
        let Some(bed) = port.sections[section.index()].bed.clone() else { continue };
        let deeper = amend_dated(port, &bed, Amendment::Plus(-more.0), amend);
        port.sections[section.index()].bed = Some(deeper);
    }
}

fn enlarge(port: &mut Port, yard: YardId, factor: f64) {
    let by = Amendment::Times(factor);
    let mut capacity = port.yards[yard.index()].capacity.clone();
    match &mut capacity {
        YardCapacity::Unlimited => {}
        YardCapacity::Area { floor, .. } => *floor = amend_dated(port, floor, by, amend),
        YardCapacity::Tonnes(tonnes) => *tonnes = amend_dated(port, tonnes, by, amend),
        YardCapacity::Slots { ground, .. } => *ground = amend_dated(port, ground, by, amend),
        YardCapacity::Spaces { spaces, .. } => *spaces = amend_dated(port, spaces, by, amend),
        YardCapacity::Volume { volume, .. } => *volume = amend_dated(port, volume, by, amend),
    }
    port.yards[yard.index()].capacity = capacity;
}

fn add_trains(port: &mut Port, mode: ModeId, more: f64) {
    let mut kind = port.modes[mode.index()].kind.clone();
    if let ModeKind::Rail(rail) = &mut kind {
        match &mut rail.timetable {
            Timetable::Every { interval, .. } => {
                *interval = amend(port, *interval, Amendment::MoreADay(more));
            }
            Timetable::Random { per_day } => *per_day = amend(port, *per_day, Amendment::Plus(more)),
            Timetable::Listed(_) => {}
        }
    }
    port.modes[mode.index()].kind = kind;
}

fn quicken(port: &mut Port, mode: ModeId, factor: f64) {
    let mut kind = port.modes[mode.index()].kind.clone();
    if let ModeKind::Stream(Some(rate)) = &mut kind {
        *rate = amend_dated(port, rate, Amendment::Times(factor), amend);
    }
    port.modes[mode.index()].kind = kind;
}

fn add_lanes(port: &mut Port, mode: ModeId, more: f64) {
    let mut kind = port.modes[mode.index()].kind.clone();
    if let ModeKind::Vehicles(vehicles) = &mut kind {
        for gate in [&mut vehicles.gate_in, &mut vehicles.gate_out].into_iter().flatten() {
            gate.count = amend(port, gate.count, Amendment::Plus(more));
        }
    }
    port.modes[mode.index()].kind = kind;
}

/// Failures so much rarer: more time between them.
fn spare(port: &mut Port, kind: EquipmentId, factor: f64) {
    let Some(breakdown) = port.equipment[kind.index()].breakdown.clone() else { return };
    let mut between = breakdown.between;
    between.mean = amend(port, between.mean, Amendment::Times(1.0 / factor));
    port.equipment[kind.index()].breakdown = Some(Breakdown { between, ..breakdown });
}
