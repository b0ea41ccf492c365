//! Figure (a): demand and capacity against the target and the approved design capacity: its numbers and names.
//! Leaves out the drawing: several years are lines in `demand_by_year`, one alone is rows in `demand_one_year`.

use crate::chart::band::{Band, Level, drawable};
use crate::chart::canvas::Canvas;
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::svg::Svg;
use crate::chart::{demand_by_year, demand_one_year};

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
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when no year has a finite value.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        match self.usable_years().as_slice() {
            [] => Err(ChartError::Empty("demand and capacity")),
            [year] => Ok(demand_one_year::layout(self, year)),
            years => Ok(demand_by_year::layout(self, years)),
        }
    }

    /// Years with something to draw, ascending, each once.
    fn usable_years(&self) -> Vec<DemandYear> {
        let mut years: Vec<_> = self
            .years
            .iter()
            .map(|year| DemandYear {
                year: year.year,
                demand: year.demand.and_then(Band::usable),
                capacity: year.capacity.and_then(Band::usable),
                saturation: year.saturation.and_then(Band::usable),
                throughput: year.throughput.and_then(Band::usable),
            })
            .filter(|year| (1..=9999).contains(&year.year) && year.bands().next().is_some())
            .collect();
        years.sort_by_key(|year| year.year);
        years.dedup_by_key(|year| year.year);
        years
    }

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
