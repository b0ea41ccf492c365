//! The figures that the chart of demand and capacity shows, by year.

use crate::chart::band::{Band, Level, drawable};
use crate::chart::frame::Caption;

/// Demand and capacity by calendar year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DemandCapacity {
    /// Texts around the chart; the subtitle says what the bands are.
    pub caption: Caption,
    /// Unit of every value, written once beside the axis.
    pub unit: String,
    /// Names of the series.
    pub series: SeriesLabels,
    /// The years, in any order; of a year given twice the first counts, and years outside 1
    /// to 9999 do not. One year alone is drawn as rows.
    pub years: Vec<DemandYear>,
    /// Approved design capacity, a legal line.
    pub design: Option<Level>,
    /// The target.
    pub target: Option<Level>,
    /// When assets open; not drawn for a single year.
    pub openings: Vec<Opening>,
    /// Recorded throughput.
    pub records: Vec<Record>,
}

/// One year, every series optional.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DemandYear {
    /// Calendar year.
    pub year: i32,
    /// Cargo that wants to pass.
    pub demand: Option<Band>,
    /// Capacity at the service level.
    pub capacity: Option<Band>,
    /// What passes when ever more is offered.
    pub saturation: Option<Band>,
    /// What is expected to pass.
    pub throughput: Option<Band>,
}

/// Names of the series, written at the ends of their lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeriesLabels {
    /// Name of the demand.
    pub demand: String,
    /// Name of the capacity at the service level.
    pub capacity: String,
    /// Name of the saturation.
    pub saturation: String,
    /// Name of the expected throughput.
    pub throughput: String,
    /// Name of the records; used where a single year is drawn as rows.
    pub records: String,
}

/// An asset that comes into use.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Opening {
    /// Calendar year with its fraction, 2023.5 for the middle of 2023.
    pub at: f64,
    /// Short name.
    pub label: String,
}

/// A recorded yearly throughput.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// Calendar year.
    pub year: i32,
    /// Throughput in the unit of the chart.
    pub value: f64,
    /// What is written beside the dot.
    pub label: String,
}

impl DemandCapacity {
    /// Every value beside those of the years: levels and records, as far as they can be drawn.
    pub(super) fn other_values(&self) -> impl Iterator<Item = f64> {
        let levels = self.design.iter().chain(&self.target).map(|level| level.value);
        levels.chain(self.records.iter().map(|record| record.value)).filter_map(drawable)
    }
}

impl DemandYear {
    /// The bands that are there.
    pub(super) fn bands(&self) -> impl Iterator<Item = Band> {
        [self.demand, self.capacity, self.saturation, self.throughput].into_iter().flatten()
    }
}
