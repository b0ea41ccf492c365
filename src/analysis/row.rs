//! What is kept of each replication: a small row for each judged span, and its fit to the records. Amounts are statistical
//! tonnes, per year (a span that is no calendar year is scaled to 365 days). Leaves out everything that can be added up.

use super::chain::{Link, occupancy, uses};
use super::span::Span;
use super::tally::{CallSum, SpanTally};
use crate::port::{Draws, Port};
use crate::record::{ClassService, Replication, Trial};

/// One replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number, from 0.
    pub replication: u64,
    /// By judged span.
    pub spans: Vec<SpanRow>,
    /// Simulated tonnes of each observation of the scenario, side stream included; absent outside the window.
    pub observed: Vec<Option<f64>>,
    /// Within the tolerance of every calibrated observation; absent without one inside the window.
    pub passes_calibration: Option<bool>,
    /// Within the tolerance of every observation, calibrated or held out; absent without one inside the window.
    pub passes_all: Option<bool>,
}

/// One judged span of one replication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpanRow {
    /// Demand of the port area after the drawn spreads, side stream included.
    pub demand: f64,
    /// Side stream.
    pub side_stream: f64,
    /// Parcels of the vessels that arrived, and the side stream.
    pub arrived: f64,
    /// What statistics count: cargo over the quays and the side stream.
    pub throughput: f64,
    /// The same under other chance but the same draws of uncertain figures.
    pub second_chance: Option<f64>,
    /// Sailed elsewhere for want of patience.
    pub diverted: f64,
    /// Turned away by a full anchorage.
    pub turned_away: f64,
    /// Capacity at the service level, side stream included.
    pub capacity: Option<f64>,
    /// The demand multiplier at which it lies.
    pub multiplier: Option<f64>,
    /// The class worst off at the first multiplier that broke the level.
    pub binding_class: Option<usize>,
    /// By class, at the last multiplier that kept the level.
    pub service: Vec<ClassService>,
    /// Trials of the search for capacity.
    pub trials: Vec<Trial>,
    /// Passed under saturation, side stream included.
    pub saturation: Option<f64>,
    /// Offered then, side stream included.
    pub offered: Option<f64>,
    /// By flow: offered and handled then.
    pub saturation_flows: Vec<(f64, f64)>,
    /// Occupancy of all quays and berths together.
    pub occupancy: Option<f64>,
    /// Mean entry wait ÷ mean occupied time over all vessels.
    pub waiting_ratio: Option<f64>,
    /// Mean entry wait, hours.
    pub entry_wait: Option<f64>,
    /// Use of each link of the chain.
    pub links: Vec<Option<f64>>,
}

impl SpanRow {
    /// The row of `span` in `replication`.
    pub fn of(port: &Port, links: &[Link], span: &Span, replication: &Replication, draws: &Draws) -> SpanRow {
        let tally = SpanTally::of(&replication.run.periods[span.periods.clone()]);
        let mut all = CallSum::default();
        tally.flows.iter().for_each(|flow| all.add(flow));
        let yearly = span.yearly();
        let second = replication.second_chance.get(span.periods.clone());
        let second = second.filter(|amounts| !amounts.is_empty());
        let answer = replication.years.iter().find(|answer| span.periods.contains(&answer.period));
        let capacity = answer.and_then(|answer| answer.capacity.as_ref());
        let saturation = answer.and_then(|answer| answer.saturation.as_ref());
        SpanRow {
            demand: tally.demand * yearly,
            side_stream: tally.side_stream * yearly,
            arrived: (all.amounts.arrived_tonnes + tally.side_stream) * yearly,
            throughput: (all.amounts.throughput + tally.side_stream) * yearly,
            second_chance: second.map(|amounts| amounts.iter().map(|tonnes| tonnes.0).sum::<f64>() * yearly),
            diverted: all.amounts.diverted_tonnes * yearly,
            turned_away: all.amounts.turned_away_tonnes * yearly,
            capacity: capacity.map(|capacity| capacity.tonnes.0),
            multiplier: capacity.map(|capacity| capacity.multiplier),
            binding_class: capacity.and_then(|capacity| capacity.binding_class),
            service: capacity.map(|capacity| capacity.classes.clone()).unwrap_or_default(),
            trials: capacity.map(|capacity| capacity.trials.clone()).unwrap_or_default(),
            saturation: saturation.map(|saturation| saturation.tonnes.0),
            offered: saturation.map(|saturation| saturation.offered.0),
            saturation_flows: saturation
                .map(|saturation| saturation.flows.iter().map(|flow| (flow.0.0, flow.1.0)).collect())
                .unwrap_or_default(),
            occupancy: occupancy(port, &tally),
            waiting_ratio: all.waiting_ratio(),
            entry_wait: all.entry_wait.mean(),
            links: uses(port, links, &tally, (span.from, span.until), draws),
        }
    }
}
