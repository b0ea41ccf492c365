//! One more berth. A berth is copied with its machines and everything that is said of it; a quay grows by a berth's length and machines
//! in proportion.

use super::figures::{amend_dated, amend_present};
use crate::port::{Amendment, CargoId, Draws, EquipmentId, PlaceId, PlaceKind, Port, Target, Trade};
use crate::units::{Duration, Metres};

/// Metres of a quay that count as a berth: the longest vessel that may lie there, as stated, and the clearance. `None` for a berth, and
/// where no vessel that may come states a length.
pub fn berth_length(port: &Port, place: PlaceId) -> Option<Metres> {
    let found = &port.places[place.index()];
    let PlaceKind::Quay { length, clearance, .. } = &found.kind else { return None };
    let fixed = Draws::fixed();
    let last = port.study.end - Duration::from_milliseconds(1);
    let quay = length.at(last, &fixed).0;
    let lengths = port.flows.iter().filter_map(|flow| {
        let (trade, class) = (&port.trades[flow.trade.index()], &port.classes[flow.class.index()]);
        let light = found.dwt.zip(class.dwt).is_none_or(|(most, dwt)| dwt.value <= most.value);
        let loa = class.loa?.value.0 + clearance.value.0;
        (may_lie(port, trade, place) && light && loa <= quay).then_some(loa)
    });
    let longest = lengths.fold(0.0, f64::max);
    (longest > 0.0).then_some(Metres(longest))
}

fn may_lie(port: &Port, trade: &Trade, place: PlaceId) -> bool {
    let takes = &port.places[place.index()].cargoes;
    let works = |cargo: CargoId| {
        let here = port.equipment.iter().filter(|machines| machines.place == place);
        here.flat_map(|machines| &machines.rates).any(|(worked, _)| *worked == cargo)
    };
    let listed = trade.places.is_empty() || trade.places.contains(&place);
    listed && (takes.is_empty() || takes.contains(&trade.cargo)) && works(trade.cargo)
}

/// Adds a berth like `place`.
pub(super) fn add(port: &mut Port, place: PlaceId) {
    match port.places[place.index()].kind {
        PlaceKind::Quay { .. } => {
            let Some(more) = berth_length(port, place) else { return };
            lengthen_with_machines(port, place, more);
        }
        PlaceKind::Berth { .. } => copy(port, place),
    }
}

/// Lengthens a quay; its last reach of depth goes on.
pub(super) fn lengthen(port: &mut Port, place: PlaceId, more: Metres) {
    let mut kind = port.places[place.index()].kind.clone();
    if let PlaceKind::Quay { length, depths, .. } = &mut kind {
        *length = amend_dated(port, length, Amendment::Plus(more.0), amend_present);
        if let Some(last) = depths.last_mut() {
            last.until = Metres(last.until.0 + more.0);
        }
    }
    port.places[place.index()].kind = kind;
}

fn lengthen_with_machines(port: &mut Port, place: PlaceId, more: Metres) {
    let fixed = Draws::fixed();
    let last = port.study.end - Duration::from_milliseconds(1);
    let PlaceKind::Quay { length, .. } = &port.places[place.index()].kind else { return };
    let share = more.0 / length.at(last, &fixed).0;
    lengthen(port, place, more);
    for number in 0..port.equipment.len() {
        let machines = &port.equipment[number];
        if machines.place != place || machines.per_vessel {
            continue;
        }
        let count = machines.count.clone();
        let added = (count.at(last, &fixed) * share).round().max(1.0);
        port.equipment[number].count = amend_dated(port, &count, Amendment::Plus(added), amend_present);
    }
}

/// Copies a berth. The copy comes right after it where places are listed, and last where they are not.
fn copy(port: &mut Port, place: PlaceId) {
    let twin = PlaceId(port.places.len() as u32);
    let mut berth = port.places[place.index()].clone();
    berth.name = free_name(&berth.name, |name| port.places.iter().any(|other| other.name == name));
    port.places.push(berth);
    let mut machines = Vec::new();
    for number in 0..port.equipment.len() {
        if port.equipment[number].place == place {
            let mut kind = port.equipment[number].clone();
            kind.name = free_name(&kind.name, |name| port.equipment.iter().any(|other| other.name == name));
            kind.place = twin;
            machines.push((EquipmentId(number as u32), EquipmentId(port.equipment.len() as u32)));
            port.equipment.push(kind);
        }
    }
    for closure in &mut port.closures {
        let twins: Vec<Target> = (closure.targets.iter())
            .filter_map(|target| match target {
                Target::Place(id) if *id == place => Some(Target::Place(twin)),
                Target::Equipment(id) => {
                    machines.iter().find(|(of, _)| of == id).map(|(_, twin)| Target::Equipment(*twin))
                }
                _ => None,
            })
            .collect();
        closure.targets.extend(twins);
    }
    let lists = (port.trades.iter_mut().map(|trade| &mut trade.places))
        .chain(port.flows.iter_mut().filter_map(|flow| Some(&mut flow.shift.as_mut()?.to)));
    for list in lists {
        if let Some(at) = list.iter().position(|id| *id == place) {
            list.insert(at + 1, twin);
        }
    }
}

/// `name+1`, or the first such that nothing is called.
fn free_name(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut number = 1;
    loop {
        let free = format!("{name}+{number}");
        if !taken(&free) {
            return free;
        }
        number += 1;
    }
}
