//! Time, mass, length, area and rate as types of their own, so that no bare `f64` of any of them crosses a
//! module boundary. Reading units from text is `parse`; calendar dates are `calendar`.

mod amount;
mod time;

pub use amount::{Metres, SquareMetres, Tonnes, TonnesPerHour, TonnesPerSquareMetre};
pub use time::{Duration, MILLISECONDS_PER_HOUR, Time};
