//! Durations pooled over vessels and replications: what a table says of them. Leaves out the recording.

use serde::Serialize;

use crate::record::{DurationCount, WaitTally};

/// Pooled durations, still to be divided.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct WaitSum {
    /// How many.
    pub count: u64,
    /// How many above zero.
    pub positive: u64,
    /// Sum, hours.
    pub sum: f64,
    /// Greatest, hours.
    pub greatest: f64,
    /// Counts by class of length.
    pub classes: DurationCount,
}

/// What a table says of pooled durations, hours. Absent where none was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct WaitFigures {
    /// Recorded per replication.
    pub count: f64,
    /// Mean over all vessels.
    pub mean: Option<f64>,
    /// Greatest.
    pub greatest: Option<f64>,
    /// Share above zero.
    pub above_zero: Option<f64>,
    /// Median, to within 0.5 %.
    pub p50: Option<f64>,
    /// 90 % quantile, to within 0.5 %.
    pub p90: Option<f64>,
    /// 95 % quantile, to within 0.5 %.
    pub p95: Option<f64>,
}

impl WaitSum {
    /// Adds the durations of a tally.
    pub(super) fn record(&mut self, tally: &WaitTally) {
        self.count += tally.count;
        self.positive += tally.positive;
        self.sum += tally.sum;
        self.greatest = self.greatest.max(tally.greatest);
        self.classes.add(&tally.classes);
    }

    /// Adds the durations of another sum.
    pub(super) fn add(&mut self, other: &WaitSum) {
        self.count += other.count;
        self.positive += other.positive;
        self.sum += other.sum;
        self.greatest = self.greatest.max(other.greatest);
        self.classes.add(&other.classes);
    }

    /// Mean in hours; `None` of nothing.
    pub(super) fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }

    /// The figures, counts divided by the number of replications.
    pub(super) fn figures(&self, replications: f64) -> WaitFigures {
        let any = self.count > 0;
        // A class of length may reach beyond the greatest duration in it.
        let quantile = |share| self.classes.quantile(share).map(|hours| hours.min(self.greatest));
        WaitFigures {
            count: self.count as f64 / replications,
            mean: self.mean(),
            greatest: any.then_some(self.greatest),
            above_zero: any.then(|| self.positive as f64 / self.count as f64),
            p50: quantile(0.5),
            p90: quantile(0.9),
            p95: quantile(0.95),
        }
    }
}
