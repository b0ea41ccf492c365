//! On what a lever can act: whether a change changes anything, and whether a thing is in use in the window.

use super::berth::berth_length;
use super::closed;
use super::relax::Change;
use crate::port::{Dated, Draws, Figure, ModeKind, PassingRule, PlaceKind, Port, Timetable, YardCapacity};
use crate::units::Time;

/// True if the change can change something of the port, whatever the dates.
pub fn acts(port: &Port, change: &Change) -> bool {
    match change {
        Change::Berth(place) => match port.places[place.index()].kind {
            PlaceKind::Quay { .. } => berth_length(port, *place).is_some(),
            PlaceKind::Berth { .. } => true,
        },
        Change::QuayLength(place, _) => matches!(port.places[place.index()].kind, PlaceKind::Quay { .. }),
        Change::Machines(..) | Change::MachineRate(..) | Change::Service(..) | Change::Capacity(..) => true,
        Change::Depth(sections, _) => all(sections, |id| port.sections[id.index()].bed.is_some()),
        Change::TwoWay(sections) => {
            all(sections, |id| port.sections[id.index()].passing != PassingRule::TwoWay)
        }
        Change::Room(yards, _) => all(yards, |id| port.yards[id.index()].capacity != YardCapacity::Unlimited),
        Change::Dwell(cargoes, _) => all(cargoes, |id| port.cargoes[id.index()].dwell.is_some()),
        Change::Trains(mode, _) => match &port.modes[mode.index()].kind {
            ModeKind::Rail(rail) => !matches!(rail.timetable, Timetable::Listed(_)),
            _ => false,
        },
        Change::Rate(mode, _) => matches!(port.modes[mode.index()].kind, ModeKind::Stream(Some(_))),
        Change::Lanes(mode, _) => match &port.modes[mode.index()].kind {
            ModeKind::Vehicles(vehicles) => vehicles.gate_in.is_some() || vehicles.gate_out.is_some(),
            _ => false,
        },
        Change::Closures(closures, _) => all(closures, |id| closed::can_shrink(&port.closures[id.index()])),
        Change::Open(closures) => !closures.is_empty(),
        Change::NoDaylightRule => port.daylight.is_some() && port.classes.iter().any(needs_daylight),
        Change::Breakdowns(kinds, _) => all(kinds, |id| port.equipment[id.index()].breakdown.is_some()),
    }
}

fn needs_daylight(class: &crate::port::Class) -> bool {
    class.daylight.inbound || class.daylight.outbound
}

fn all<T: Copy>(ids: &[T], of: impl Fn(T) -> bool) -> bool {
    !ids.is_empty() && ids.iter().all(|id| of(*id))
}

/// True if what a change acts on is in use at some time of the measured window, by the dates as stated.
pub fn in_use(port: &Port, change: &Change) -> bool {
    let machines = |id: &crate::port::EquipmentId| {
        let kind = &port.equipment[id.index()];
        present(port, &kind.count) && place_open(port, kind.place.index())
    };
    let mode = |id: &crate::port::ModeId| {
        let mode = &port.modes[id.index()];
        open(port, mode.from, mode.until)
    };
    match change {
        Change::Berth(place) | Change::QuayLength(place, _) => place_open(port, place.index()),
        Change::Machines(kind, _) => machines(kind),
        Change::MachineRate(kinds, _) | Change::Breakdowns(kinds, _) => kinds.iter().any(machines),
        Change::Service(service, _) => present(port, &port.marine[service.index()].count),
        Change::Capacity(capacity, _) => present(port, &port.capacities[capacity.index()].count),
        Change::Trains(id, _) | Change::Rate(id, _) | Change::Lanes(id, _) => mode(id),
        Change::Room(yards, _) => yards.iter().any(|id| {
            let yard = &port.yards[id.index()];
            open(port, yard.from, yard.until)
        }),
        Change::Depth(..)
        | Change::TwoWay(_)
        | Change::Dwell(..)
        | Change::Closures(..)
        | Change::Open(_)
        | Change::NoDaylightRule => true,
    }
}

fn place_open(port: &Port, place: usize) -> bool {
    let place = &port.places[place];
    open(port, place.from, place.until)
}

/// True if a thing with these dates is in use at some time of the window.
fn open(port: &Port, from: Option<Figure<Time>>, until: Option<Figure<Time>>) -> bool {
    let begin = Time::ZERO + port.study.warm_up;
    from.is_none_or(|from| from.value < port.study.end) && until.is_none_or(|until| until.value > begin)
}

/// True if there is any of it at some time of the window.
fn present(port: &Port, count: &Dated<f64>) -> bool {
    let begin = Time::ZERO + port.study.warm_up;
    let fixed = Draws::fixed();
    count.at(begin, &fixed) > 0.0
        || count
            .dates(&fixed)
            .any(|date| date > begin && date < port.study.end && count.at(date, &fixed) > 0.0)
}
