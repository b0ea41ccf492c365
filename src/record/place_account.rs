//! Where the room of a quay or berth went (rule A3): what it was taken for, or why nobody took it.

use super::{HandlingTally, StayTally, WaitHours};

/// Metre-hours of a quay, hours of a berth. What is in use by date, and `beyond`, is free or reserved:
/// `open` + `beyond` = `unwanted` + `wanted` + `closed` + `reserved`, and
/// `occupied` = the activities alongside + `start` + `exit` + `handling.hours`
/// (`open`, `reserved`, `occupied` of the `PlaceTally`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceAccount {
    /// Free and open, while no vessel waits at anchor that could come to this place by its trade.
    pub unwanted: f64,
    /// Free and open, while such vessels wait: for water, light, channel, services, their turn, or because they do not fit in.
    pub wanted: f64,
    /// Free, while closures keep vessels from being cleared to it, by the set of causes.
    pub closed: Vec<WaitHours>,
    /// Taken beyond its dates, or beyond the end of a quay that shrank.
    pub beyond: f64,
    /// Out of use by date, and nobody there.
    pub retired: f64,
    /// By activity of the vessel, in the order of `Activity::ALL`. The inbound transit is time reserved; all others are time occupied; the
    /// way out and the way to another place are none of this place.
    pub activities: [f64; 8],
    /// Occupied by vessels that closures keep from beginning cargo work, by the set of causes.
    pub start: Vec<WaitHours>,
    /// Occupied by vessels that are ready, by what was missing for the way out.
    pub exit: Vec<WaitHours>,
    /// Occupied by vessels in transfer.
    pub handling: HandlingTally,
}

/// Position of the inbound transit among the activities.
const INBOUND: usize = 0;

impl PlaceAccount {
    /// Free: nobody occupied or reserved it.
    pub fn free(&self) -> f64 {
        self.unwanted + self.wanted + StayTally::sum(&self.closed)
    }

    /// Occupied, the sum of its parts.
    pub fn occupied(&self) -> f64 {
        let activities: f64 = self.activities[INBOUND + 1..].iter().sum();
        activities + StayTally::sum(&self.start) + StayTally::sum(&self.exit) + self.handling.hours
    }
}
