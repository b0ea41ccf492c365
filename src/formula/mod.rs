//! The static formulas of port planning: yearly capacity by arithmetic, as design codes and handbooks state it. A formula
//! fixes a utilisation and gives tonnes; it knows no queue, no weather and no day that differs from another. It stands
//! beside the simulation so that a reader can compare the two.
//!
//! One file for each subject: a struct of named inputs, each with its symbol and unit, and the results as functions of
//! it. The inputs of a struct lie in the ranges that it states; outside of them a result has no meaning (it may be
//! infinite), but nothing panics. Clauses are those of JTS 165-2013 unless another year is named: in JTS 165-2025 berth
//! capacity, storage, rail lines and gates moved from 7.10 to 7.9, whose text was not at hand.

mod berth;
mod chain;
mod container_berth;
mod container_yard;
mod fairway;
mod gate;
mod lifting;
mod liquid_berth;
mod loading_track;
mod queue;
mod rail_line;
mod roro_berth;
mod single_track;
mod standard;
mod storage;
mod tank_farm;

pub use berth::{BerthCalls, calendar_utilisation, effective_utilisation};
pub use chain::{Link, Narrowest, adequacy, narrowest, operating_capacity};
pub use container_berth::{CallsOfBoxes, GantryRate};
pub use container_yard::{ContainerYard, FreightStation};
pub use fairway::Fairway;
pub use gate::{GateLanes, trucks_per_day};
pub use lifting::{Continuous, Grab};
pub use liquid_berth::LiquidBerth;
pub use loading_track::{LoadingTrack, tracks_needed, trains_per_day};
pub use queue::{BerthCosts, BerthLoad, Queue, queue_quantile, waits_longer, waits_share};
pub use rail_line::{RailLine, placements_per_day};
pub use roro_berth::RoRoBerth;
pub use single_track::SingleTrack;
pub use standard::Standard;
pub use storage::{BulkFloor, Stacking, Storage};
pub use tank_farm::{Product, TankFarm};

/// Hours in a day, td.
const HOURS_PER_DAY: f64 = 24.0;
/// Days in a calendar year.
const DAYS_PER_YEAR: f64 = 365.0;
/// How far a quotient may lie above a whole number and still count as that number.
const ROUNDING: f64 = 1e-9;

/// `number` rounded up to a whole one: lanes, slots.
fn whole_up(number: f64) -> f64 {
    (number - ROUNDING).ceil()
}

#[cfg(test)]
mod tests {
    /// `number` as a page prints it, with so many decimals.
    pub(super) fn printed(number: f64, decimals: usize) -> String {
        format!("{number:.decimals$}")
    }

    #[test]
    fn a_whole_number_is_not_rounded_up() {
        assert_eq!(super::whole_up(0.1 * 30.0), 3.0);
        assert_eq!(super::whole_up(3.001), 4.0);
    }
}
