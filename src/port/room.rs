//! The room of a yard in the measure it is stated in, and what a tonne of cargo takes of it (rule Y1).

use super::{Cargo, CargoUnit, Dated, Draws, Yard, YardCapacity};
use crate::units::Time;

/// In what the room of a yard is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomMeasure {
    /// m² that may be stacked on.
    SquareMetres,
    /// Physical tonnes.
    Tonnes,
    /// Boxes.
    Boxes,
    /// Vehicles.
    Vehicles,
    /// m³ that may be filled.
    CubicMetres,
}

impl YardCapacity {
    /// Its measure; `None` without a limit.
    pub fn measure(&self) -> Option<RoomMeasure> {
        match self {
            YardCapacity::Unlimited => None,
            YardCapacity::Area { .. } => Some(RoomMeasure::SquareMetres),
            YardCapacity::Tonnes(_) => Some(RoomMeasure::Tonnes),
            YardCapacity::Slots { .. } => Some(RoomMeasure::Boxes),
            YardCapacity::Spaces { .. } => Some(RoomMeasure::Vehicles),
            YardCapacity::Volume { .. } => Some(RoomMeasure::CubicMetres),
        }
    }

    /// What it may hold at `time` in its measure; infinite without a limit.
    pub fn room(&self, time: Time, draws: &Draws) -> f64 {
        match self {
            YardCapacity::Unlimited => f64::INFINITY,
            YardCapacity::Area { floor, usable, fill_limit } => {
                floor.at(time, draws).0 * usable.at(time, draws) * fill_limit.at(time, draws)
            }
            YardCapacity::Tonnes(tonnes) => tonnes.at(time, draws).0,
            YardCapacity::Slots { ground, tiers, fill_limit } => {
                ground.at(time, draws) * tiers.at(time, draws) * fill_limit.at(time, draws)
            }
            YardCapacity::Spaces { spaces, fill_limit } => {
                spaces.at(time, draws) * fill_limit.at(time, draws)
            }
            YardCapacity::Volume { volume, fill_limit } => {
                volume.at(time, draws).0 * fill_limit.at(time, draws)
            }
        }
    }

    /// The dates at which its room changes.
    pub fn dates(&self, draws: &Draws) -> Vec<Time> {
        let shares: &[&Dated<f64>] = match self {
            YardCapacity::Unlimited | YardCapacity::Tonnes(_) => &[],
            YardCapacity::Area { usable, fill_limit, .. } => &[usable, fill_limit],
            YardCapacity::Slots { ground, tiers, fill_limit } => &[ground, tiers, fill_limit],
            YardCapacity::Spaces { spaces, fill_limit } => &[spaces, fill_limit],
            YardCapacity::Volume { fill_limit, .. } => &[fill_limit],
        };
        let mut dates: Vec<Time> = shares.iter().flat_map(|share| share.dates(draws)).collect();
        match self {
            YardCapacity::Area { floor, .. } => dates.extend(floor.dates(draws)),
            YardCapacity::Tonnes(tonnes) => dates.extend(tonnes.dates(draws)),
            YardCapacity::Volume { volume, .. } => dates.extend(volume.dates(draws)),
            YardCapacity::Unlimited | YardCapacity::Slots { .. } | YardCapacity::Spaces { .. } => {}
        }
        dates
    }
}

impl Yard {
    /// True if it is in use at `time`; otherwise it takes nothing.
    pub fn in_use(&self, time: Time, draws: &Draws) -> bool {
        let begun = self.from.is_none_or(|from| from.at(draws) <= time);
        begun && self.until.is_none_or(|until| until.at(draws) > time)
    }
}

impl Cargo {
    /// Room in a measure that one physical tonne takes; `None` if the cargo cannot be counted so.
    pub fn room_per_tonne(&self, measure: RoomMeasure, draws: &Draws) -> Option<f64> {
        let pieces = |unit: CargoUnit| (self.unit == unit).then(|| 1.0 / self.tonnes_per_unit);
        match measure {
            RoomMeasure::SquareMetres => self.stacking.map(|load| 1.0 / load.at(draws).0),
            RoomMeasure::Tonnes => Some(1.0),
            RoomMeasure::Boxes => pieces(CargoUnit::Box),
            RoomMeasure::Vehicles => pieces(CargoUnit::Vehicle),
            RoomMeasure::CubicMetres => self.density.map(|density| 1.0 / density.at(draws).0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::{Figure, Held, Label};
    use crate::units::{CubicMetres, Tonnes, TonnesPerCubicMetre};

    fn cargo(unit: CargoUnit, tonnes_per_unit: f64, density: f64) -> Cargo {
        Cargo {
            name: "cargo".to_owned(),
            label: Label { english: "cargo".to_owned(), chinese: String::new() },
            unit,
            tonnes_per_unit,
            counted_per_tonne: Figure::fixed(1.0),
            stacking: None,
            dwell: None,
            hold: None,
            density: Some(Figure::fixed(TonnesPerCubicMetre(density))),
            held: Held::ALL,
        }
    }

    /// Worked examples of JTJ 211-99 and JTS 165-2013: 200,000 TEU a year that stay 7 of 355 days, peak factor 1.3, need 1,709 ground slots of 5 tiers
    /// filled to 60 %; tanks of 40,000 m3 filled to 90 % with two products of 0.701 and 0.775 t/m3 in equal tonnes carry 891,868 t a year that
    /// stay 8 of 350 days, peak factor 1.3.
    #[test]
    fn rooms_of_worked_examples() {
        let fixed = Draws::fixed();
        let share = |share: f64| Dated::fixed(share);
        let slots = YardCapacity::Slots { ground: share(1709.0), tiers: share(5.0), fill_limit: share(0.60) };
        let boxes = cargo(CargoUnit::Box, 10.0, 1.0);
        let held_boxes = 200_000.0 * 7.0 * 1.3 / 355.0;
        let taken = held_boxes * 10.0 * boxes.room_per_tonne(RoomMeasure::Boxes, &fixed).unwrap();
        let room = slots.room(Time::ZERO, &fixed);
        assert!(taken <= room && taken > room - 3.0, "{taken} of {room} places");
        let tanks =
            YardCapacity::Volume { volume: Dated::fixed(CubicMetres(40_000.0)), fill_limit: share(0.9) };
        let per_tonne = |density| {
            cargo(CargoUnit::Tonne, 1.0, density).room_per_tonne(RoomMeasure::CubicMetres, &fixed).unwrap()
        };
        let mean = (per_tonne(0.701) + per_tonne(0.775)) / 2.0;
        let a_year = tanks.room(Time::ZERO, &fixed) / mean * 350.0 / (1.3 * 8.0);
        assert!((a_year - 891_867.96).abs() < 0.01, "{a_year} t a year");
    }

    #[test]
    fn a_cargo_of_another_unit_cannot_be_counted() {
        let cars = cargo(CargoUnit::Vehicle, 1.5, 1.0);
        assert_eq!(cars.room_per_tonne(RoomMeasure::Boxes, &Draws::fixed()), None);
        assert_eq!(cars.room_per_tonne(RoomMeasure::Vehicles, &Draws::fixed()), Some(1.0 / 1.5));
        assert_eq!(YardCapacity::Tonnes(Dated::fixed(Tonnes(5.0))).measure(), Some(RoomMeasure::Tonnes));
    }
}
