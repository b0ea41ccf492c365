//! Hours in which closures shut the channel, or all work on a cargo, by month and cause; and the days that are left.

use serde::Serialize;

use super::named::Named;
use crate::port::Label;
use crate::record::ClosedTally;

/// Hours shut by one cause, by month, January first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MonthHours {
    /// Hours.
    pub months: [f64; 12],
}

/// What closures take of the time of one thing: the channel inbound, or all work on a cargo.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClosedTable {
    /// Hours shut by any cause, by month, January first.
    pub months: [f64; 12],
    /// Hours shut, all months.
    pub hours: f64,
    /// Days left: (hours of the span − hours shut) ÷ 24.
    pub operable_days: f64,
    /// By cause; overlapping causes all count, so these may sum to more.
    pub causes: Vec<Named<MonthHours>>,
}

impl ClosedTable {
    /// The mean of `count` replications from their sums, in a span of `span` hours.
    pub(super) fn of(sum: &ClosedTally, causes: &[Label], span: f64, count: f64) -> Self {
        let mean = |months: &[f64; 12]| months.map(|hours| hours / count);
        let hours: f64 = sum.hours.iter().sum::<f64>() / count;
        let by = causes.iter().zip(&sum.causes).filter(|(_, months)| months.iter().any(|hours| *hours > 0.0));
        ClosedTable {
            months: mean(&sum.hours),
            hours,
            operable_days: (span - hours) / 24.0,
            causes: by
                .map(|(cause, months)| Named {
                    name: cause.english.clone(),
                    of: MonthHours { months: mean(months) },
                })
                .collect(),
        }
    }
}

/// Adds the hours of another tally.
pub(super) fn add(sum: &mut ClosedTally, other: &ClosedTally) {
    let each = |sum: &mut [f64; 12], other: &[f64; 12]| {
        sum.iter_mut().zip(other).for_each(|(sum, hours)| *sum += hours);
    };
    each(&mut sum.hours, &other.hours);
    if sum.causes.len() < other.causes.len() {
        sum.causes.resize(other.causes.len(), [0.0; 12]);
    }
    sum.causes.iter_mut().zip(&other.causes).for_each(|(sum, other)| each(sum, other));
}
