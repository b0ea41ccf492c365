//! What range a figure may have, in base units.

use super::quantity::{Dimension, Piece, trim};

/// Ends of a range and how they are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    low: f64,
    low_open: bool,
    high: f64,
    high_open: bool,
    /// Factor from what is written to what is kept.
    pub(super) scale: f64,
    /// What a vehicle or box weighs here.
    pub(super) piece: Option<Piece>,
}

const fn closed(low: f64, high: f64) -> Bounds {
    Bounds { low, low_open: false, high, high_open: false, scale: 1.0, piece: None }
}

/// Above 0.
pub(super) const POSITIVE: Bounds = Bounds { low_open: true, ..closed(0.0, f64::INFINITY) };
/// 0 or more.
pub(super) const NOT_NEGATIVE: Bounds = closed(0.0, f64::INFINITY);
/// 0 to 1.
pub(super) const SHARE: Bounds = closed(0.0, 1.0);
/// Above 0, at most 1.
pub(super) const PART: Bounds = Bounds { low_open: true, ..SHARE };
/// Between 0 and 1, both excluded.
pub(super) const FRACTION: Bounds = Bounds { low_open: true, high_open: true, ..SHARE };
/// 1 or more.
pub(super) const AT_LEAST_ONE: Bounds = closed(1.0, f64::INFINITY);
/// Any finite number.
pub(super) const ANY: Bounds = closed(f64::NEG_INFINITY, f64::INFINITY);

impl Bounds {
    /// The same range for a cargo counted in vehicles or boxes.
    pub(super) const fn per(self, piece: Option<Piece>) -> Self {
        Bounds { piece, ..self }
    }

    /// The same range (of what is written) for a figure kept × `scale`.
    pub(super) const fn scaled(self, scale: f64) -> Self {
        Bounds { scale, ..self }
    }

    /// The same range with another upper end.
    pub(super) const fn up_to(self, high: f64) -> Self {
        Bounds { high, ..self }
    }

    /// The same range with another lower end, itself allowed.
    pub(super) const fn down_to(self, low: f64) -> Self {
        Bounds { low, low_open: false, ..self }
    }

    /// Why `number`, in base units before scaling, is not allowed; `None` if it is.
    pub(super) fn fault(&self, number: f64, dimension: Dimension) -> Option<String> {
        let limit = dimension.limit();
        // A positive time must last at least the millisecond to which time is rounded.
        let least = if dimension == Dimension::Time { 0.5 / 3_600_000.0 } else { f64::MIN_POSITIVE };
        if !number.is_finite() {
            return Some("must be a finite number".to_owned());
        }
        let below = number < self.low || (self.low_open && number < self.low + least);
        let above = number > self.high || (self.high_open && number >= self.high);
        if below || above {
            return Some(self.words(dimension));
        }
        if dimension != Dimension::Date && number.abs() > limit {
            return Some(match dimension {
                Dimension::Time => "must be at most 1,000 years".to_owned(),
                _ => format!("must be at most {}", dimension.show(limit)),
            });
        }
        None
    }

    fn words(&self, dimension: Dimension) -> String {
        let show = |number: f64| match dimension {
            Dimension::Number => trim(number),
            _ => dimension.show(number),
        };
        match (self.low_open, self.high_open, self.high.is_finite()) {
            (true, _, false) if dimension == Dimension::Time => "must be above 0 (at least 1 ms)".to_owned(),
            (true, _, false) => format!("must be above {}", trim(self.low)),
            (false, _, false) => format!("must be {} or more", trim(self.low)),
            (true, true, true) => format!("must be above {} and below {}", trim(self.low), show(self.high)),
            (true, false, true) => {
                format!("must be above {} and at most {}", trim(self.low), show(self.high))
            }
            _ => format!("must be between {} and {}", trim(self.low), show(self.high)),
        }
    }
}
