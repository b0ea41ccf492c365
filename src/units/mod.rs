//! Time, mass, length, area and rate as types of their own, so that no bare `f64` of any of them crosses a
//! module boundary. Reading them from text is the scenario's business.

mod almanac;
mod amount;
mod time;

pub use almanac::{Almanac, Date, YearKind};
pub use amount::{
    CubicMetres, Degrees, Metres, MetresPerHour, SquareMetres, Tonnes, TonnesPerCubicMetre, TonnesPerHour,
    TonnesPerSquareMetre, TonnesPerYear,
};
pub use time::{Duration, MILLISECONDS_PER_HOUR, Time};
