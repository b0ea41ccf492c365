//! Trucks of one mode in a period: how many, when, their loads, how long their turn took, and where they waited.

use super::{LaneTally, WaitTally};
use crate::units::Tonnes;

/// Stations of a truck's turn, in this order: causeway in, gate in, loading, weighbridge, gate out, causeway out.
pub const TRUCK_STATIONS: usize = 6;

/// Trucks of one mode in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TruckTally {
    /// Trucks that came, by hour of the day.
    pub arrivals: [u64; 24],
    /// Trucks that left, by hour of the day.
    pub exits: [u64; 24],
    /// Trucks that hauliers could have sent and for which no load was due.
    pub unused: u64,
    /// On the trucks that left, physical tonnes.
    pub gate: Tonnes,
    /// Arrival to exit of the trucks that left.
    pub turn: WaitTally,
    /// Trucks that came in: past the first station.
    pub entered: u64,
    /// Hours that they wait, by station; at the first station closures are included.
    pub waits: [f64; TRUCK_STATIONS],
    /// Trucks waiting outside, and inside, at the end of the period.
    pub outside: u32,
    /// The same inside.
    pub inside: u32,
    /// Lane-hours by station; nothing where there is none.
    pub lanes: [LaneTally; TRUCK_STATIONS],
}

impl TruckTally {
    /// Trucks that came.
    pub fn came(&self) -> u64 {
        self.arrivals.iter().sum()
    }
}
