//! What can be predicted: the tide and the light of day, as levels and as windows. Pure functions of time; no port word.
//! It leaves out what cannot be predicted: surge, wind, fog.

mod constituent;
mod days;
mod harmonic;
mod sky;
mod sun;
mod tide;

pub use constituent::Constituent;
pub use days::Days;
pub use harmonic::{Harmonics, Phases};
pub use sun::Sun;
pub use tide::{Tide, Turn};

use crate::units::Time;

/// A closed interval of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First instant inside.
    pub opens: Time,
    /// Last instant inside.
    pub closes: Time,
}

impl Window {
    /// Whether `at` lies inside, both ends included.
    pub fn contains(&self, at: Time) -> bool {
        self.opens <= at && at <= self.closes
    }
}
