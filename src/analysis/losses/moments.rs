//! Mean and spread of a quantity over replications, and of its ratio to the calls beside it, in one pass.

use super::VesselHours;
use crate::analysis::estimate::half_width;

/// Sums over the replications folded in so far, taken about the running mean (Welford).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Moments {
    mean: f64,
    /// Sum of squared deviations.
    squares: f64,
    /// Sum of products of deviations with those of the calls.
    with_calls: f64,
}

/// The calls themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Calls {
    /// Replications folded in.
    pub(super) count: usize,
    pub(super) mean: f64,
    squares: f64,
}

impl Calls {
    /// Adds the calls of one more replication; returns their deviation from the mean before.
    pub(super) fn add(&mut self, calls: f64) -> f64 {
        self.count += 1;
        let off = calls - self.mean;
        self.mean += off / self.count as f64;
        self.squares += off * (calls - self.mean);
        off
    }
}

impl Moments {
    /// Adds a value in replication number `count`, whose calls deviate by `off` from the mean before. A quantity not seen so far was 0.
    pub(super) fn add(&mut self, value: f64, count: usize, off: f64) {
        let before = value - self.mean;
        self.mean += before / count as f64;
        let after = value - self.mean;
        self.squares += before * after;
        self.with_calls += off * after;
    }

    /// True if it was 0 in every replication.
    pub(super) fn is_zero(&self) -> bool {
        self.mean == 0.0 && self.squares == 0.0
    }

    /// The figures. The interval of the ratio is that of the mean of hours − ratio × calls, divided by the mean of the calls.
    pub(super) fn hours(&self, calls: &Calls) -> VesselHours {
        let around = |mean: f64, squares: f64, per: f64| {
            (calls.count > 1).then(|| {
                let deviation = (squares.max(0.0) / (calls.count - 1) as f64).sqrt();
                let half = half_width(deviation, calls.count) / per;
                (mean - half, mean + half)
            })
        };
        let ratio = (calls.mean > 0.0).then(|| self.mean / calls.mean);
        VesselHours {
            hours: self.mean,
            interval: around(self.mean, self.squares, 1.0),
            per_call: ratio,
            per_call_interval: ratio.and_then(|ratio| {
                let squares = self.squares - 2.0 * ratio * self.with_calls + ratio * ratio * calls.squares;
                around(ratio, squares, calls.mean)
            }),
        }
    }
}
