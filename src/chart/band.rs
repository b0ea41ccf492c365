//! A spread of one number, and a number with a name. Leaves out how they were estimated.

/// The largest size of a number that is drawn; anything beyond it counts as missing.
const LARGEST: f64 = 1e15;

/// The spread of one number over the replications, in the unit of its chart.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Band {
    /// Low end of the range, for instance the 5 % quantile.
    pub low: f64,
    /// The middle.
    pub median: f64,
    /// High end of the range, for instance the 95 % quantile.
    pub high: f64,
    /// An inner range, for instance the quartiles.
    pub inner: Option<(f64, f64)>,
}

/// A number that stands across a whole chart, with its name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Level {
    /// Where it stands, in the unit of its axis.
    pub value: f64,
    /// What is written beside it.
    pub label: String,
}

impl Band {
    /// A number without spread.
    pub fn point(value: f64) -> Self {
        Self { low: value, median: value, high: value, inner: None }
    }

    /// The band with missing ends drawn in to the median and the order low ≤ inner ≤ high restored; nothing
    /// without a median.
    pub(super) fn usable(self) -> Option<Self> {
        let median = drawable(self.median)?;
        let low = drawable(self.low).unwrap_or(median).min(median);
        let high = drawable(self.high).unwrap_or(median).max(median);
        let inner = self.inner.and_then(|(a, b)| {
            let (a, b) = (drawable(a)?, drawable(b)?);
            Some((a.clamp(low, median), b.clamp(median, high)))
        });
        Some(Self { low, median, high, inner })
    }

    /// Whether the two ends differ.
    pub(super) fn is_wide(&self) -> bool {
        self.high > self.low
    }
}

/// The number if it can be drawn: finite and of a size that a chart can carry.
pub(super) fn drawable(value: f64) -> Option<f64> {
    (value.is_finite() && value.abs() <= LARGEST).then_some(value)
}
