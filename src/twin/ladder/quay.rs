//! Quays as the formula has them: whole berths of the longest vessel, each with machines of its own.

use super::Circumstances;
use crate::port::{Dated, Equipment, EquipmentId, Figure, Place, PlaceId, PlaceKind, Port, Target};
use crate::units::Metres;

/// Where places and machines went.
struct Moved {
    places: Vec<Vec<PlaceId>>,
    machines: Vec<Vec<EquipmentId>>,
}

impl Circumstances<'_> {
    /// Cuts every place into the berths of the formula.
    pub(super) fn quays(&self, port: &mut Port) -> bool {
        let berths =
            |place: usize| self.places.iter().find(|row| row.place == place).map_or(1, |row| row.berths);
        let quay = |place: &Place| matches!(place.kind, PlaceKind::Quay { .. }) || place.cleaning.is_some();
        let shared = port.places.iter().any(quay) || port.flows.iter().any(|flow| flow.shift.is_some());
        if !shared {
            return false;
        }
        let mut moved = Moved { places: Vec::new(), machines: Vec::new() };
        let mut places = Vec::new();
        for (number, place) in port.places.iter().enumerate() {
            let cut = (0..berths(number)).map(|berth| {
                places.push(self.berth(place, berth));
                PlaceId(places.len() as u32 - 1)
            });
            moved.places.push(cut.collect());
        }
        let mut machines: Vec<Equipment> = Vec::new();
        for kind in &port.equipment {
            let homes = &moved.places[kind.place.index()];
            let copies = homes.iter().enumerate().map(|(berth, home)| {
                machines.push(self.own(kind, *home, (berth, homes.len())));
                EquipmentId(machines.len() as u32 - 1)
            });
            let copies: Vec<EquipmentId> = copies.collect();
            moved.machines.push(copies);
        }
        port.places = places;
        port.equipment = machines;
        moved.rename(port);
        true
    }

    /// One berth of a place.
    fn berth(&self, place: &Place, number: u32) -> Place {
        let at = self.span.from;
        let kind = match &place.kind {
            PlaceKind::Quay { length, clearance, depths } => {
                let longest = length.at(at, &self.draws).0 - clearance.at(&self.draws).0;
                let depth = depths.iter().map(|reach| reach.depth.at(at, &self.draws).0).reduce(f64::max);
                PlaceKind::Berth {
                    length: Some(Figure::fixed(Metres(longest))),
                    depth: depth.map(|depth| Dated::fixed(Metres(depth))),
                }
            }
            PlaceKind::Berth { .. } => place.kind.clone(),
        };
        Place { name: format!("{}#{number}", place.name), kind, cleaning: None, ..place.clone() }
    }

    /// Machines that one of several berths has for itself.
    fn own(&self, kind: &Equipment, home: PlaceId, (berth, berths): (usize, usize)) -> Equipment {
        let count = kind.count.at(self.span.from, &self.draws).round();
        let each = if kind.per_vessel { count } else { (count / berths as f64).floor().max(1.0) };
        let each = if count < 1.0 { 0.0 } else { each };
        let count = if berths == 1 { kind.count.clone() } else { Dated::fixed(each) };
        Equipment { name: format!("{}#{berth}", kind.name), place: home, count, ..kind.clone() }
    }
}

impl Moved {
    fn rename(&self, port: &mut Port) {
        for trade in &mut port.trades {
            trade.places = trade.places.iter().flat_map(|place| self.places[place.index()].clone()).collect();
        }
        port.flows.iter_mut().for_each(|flow| flow.shift = None);
        for closure in &mut port.closures {
            let new = closure.targets.iter().flat_map(|target| match target {
                Target::Place(place) => {
                    self.places[place.index()].iter().map(|id| Target::Place(*id)).collect()
                }
                Target::Equipment(kind) => {
                    self.machines[kind.index()].iter().map(|id| Target::Equipment(*id)).collect()
                }
                other => vec![*other],
            });
            closure.targets = new.collect();
        }
    }
}
