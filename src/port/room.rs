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
