//! Figure (a): demand and capacity against the target and the approved design capacity: which of its two forms it takes.
//! Several years are lines in `demand_by_year`, one alone is rows in `demand_one_year`; the numbers are in `demand_figures`.

use crate::chart::band::Band;
use crate::chart::canvas::Canvas;
use crate::chart::demand_figures::{DemandCapacity, DemandYear};
use crate::chart::error::ChartError;
use crate::chart::svg::Svg;
use crate::chart::{demand_by_year, demand_one_year};

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
}
