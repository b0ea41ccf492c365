//! What can be predicted: the tide and the light of day, as levels and as windows. Pure functions of time; no port word.

use crate::units::{Almanac, Date, Duration, Time};

/// A closed interval of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First instant inside.
    pub opens: Time,
    /// Last instant inside.
    pub closes: Time,
}

/// A high or low water.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// When.
    pub at: Time,
    /// Level, m about the mean of the curve.
    pub level: f64,
    /// High water?
    pub high: bool,
}

/// A curve of levels, tabulated. Clones share the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Tide {}

impl Tide {
    /// Level at `at`, m about the mean of the curve.
    pub fn level(&self, _at: Time) -> f64 {
        0.0
    }

    /// The first window with level ≥ `level` that closes at or after `from`; `None` if the table has no more.
    pub fn window(&self, _level: f64, _from: Time) -> Option<Window> {
        None
    }

    /// Lowest level of the table.
    pub fn lowest(&self) -> f64 {
        0.0
    }

    /// High and low waters.
    pub fn turns(&self) -> &[Turn] {
        &[]
    }

    /// The level that a share of the high waters of [from, until) hold for `stay`.
    pub fn held(&self, _stay: Duration, _share: f64, _from: Time, _until: Time) -> Option<f64> {
        None
    }
}

/// A place under the sun.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sun {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Local standard time less universal time.
    pub utc_offset: Duration,
}

impl Sun {
    /// Sunrise to sunset of `date`; `None` in the polar night.
    pub fn daylight(&self, _almanac: &Almanac, _date: Date) -> Option<Window> {
        None
    }
}
