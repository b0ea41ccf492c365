//! The model against the records: calibrated and held-out ones apart, contradictions left standing. Leaves out fitting.

use serde::Serialize;

use super::estimate::{Estimate, Proportion};
use super::row::Row;
use super::span::{Span, day};
use crate::port::{Observation, Port};
use crate::record::Run;
use crate::units::Time;

/// One record beside what was simulated for the same months.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Name of the record.
    pub label: String,
    /// First day, YYYY-MM-DD.
    pub from: String,
    /// First day after.
    pub until: String,
    /// Recorded, statistical tonnes.
    pub observed: f64,
    /// Simulated over the replications, statistical tonnes; absent if the span is not inside the window.
    pub simulated: Option<Estimate>,
    /// Simulated mean ÷ recorded − 1.
    pub deviation: Option<f64>,
    /// Allowed deviation.
    pub tolerance: f64,
    /// Whether the mean is within it. A held-out record outside it is a contradiction.
    pub within: Option<bool>,
    /// Share of replications within it.
    pub replications_within: Option<Proportion>,
    /// True if figures of the scenario were fitted to this record; false = held out.
    pub calibrated: bool,
}

/// The range of answers over a set of draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AcceptedSet {
    /// Share of replications in the set.
    pub share: Proportion,
    /// By judged span: throughput, capacity, saturation over the set.
    pub spans: Vec<AcceptedSpan>,
}

/// One judged span over a set of draws, statistical tonnes a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AcceptedSpan {
    /// The span.
    pub span: Span,
    /// Demand of the port area.
    pub demand: Option<Estimate>,
    /// Throughput.
    pub throughput: Option<Estimate>,
    /// Capacity at the service level.
    pub capacity: Option<Estimate>,
    /// Saturation.
    pub saturation: Option<Estimate>,
}

/// The model against the records.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Validation {
    /// Records in the order of the scenario.
    pub records: Vec<Comparison>,
    /// Draws within tolerance of every calibrated record.
    pub passing_calibration: Option<AcceptedSet>,
    /// Draws within tolerance of every record.
    pub passing_all: Option<AcceptedSet>,
}

/// Simulated tonnes in the span of `observation`, side stream pro rata; `None` unless all of it is in the window.
pub(super) fn simulated(observation: &Observation, run: &Run) -> Option<f64> {
    let (start, end) = (run.periods.first()?.from, run.periods.last()?.until);
    if observation.from < start || observation.until > end {
        return None;
    }
    let mut tonnes = 0.0;
    for (at, &(from, month)) in run.months.iter().enumerate() {
        let until = run.months.get(at + 1).map_or(end, |next| next.0);
        tonnes += month.0 * overlap((from, until), observation);
    }
    let side = run
        .periods
        .iter()
        .map(|period| period.side_stream.0 * overlap((period.from, period.until), observation));
    Some(tonnes + side.sum::<f64>())
}

/// The share of [from, until) that lies in the span of `observation`.
fn overlap((from, until): (Time, Time), observation: &Observation) -> f64 {
    let common = until.min(observation.until) - from.max(observation.from);
    if common.milliseconds() <= 0 { 0.0 } else { common.hours() / (until - from).hours() }
}

/// Whether `tonnes` are within the tolerance of a record.
fn within(observation: &Observation, tonnes: f64) -> bool {
    (tonnes / observation.tonnes.0 - 1.0).abs() <= observation.tolerance
}

/// Whether all simulated figures are within tolerance of their records, of those that `count`; absent if none does.
pub(super) fn passes(
    observations: &[Observation],
    observed: &[Option<f64>],
    count: impl Fn(&Observation) -> bool,
) -> Option<bool> {
    let pairs = observations.iter().zip(observed).filter(|(observation, _)| count(observation));
    let verdicts = pairs.filter_map(|(observation, tonnes)| tonnes.map(|tonnes| within(observation, tonnes)));
    verdicts.reduce(|all, one| all && one)
}

/// The validation of a batch.
pub(super) fn validation(port: &Port, spans: &[Span], rows: &[Row]) -> Validation {
    let compare = |(at, observation): (usize, &Observation)| {
        let values = || rows.iter().map(|row| row.observed[at]);
        let simulated = Estimate::of_present(values());
        let mean = simulated.map(|estimate| estimate.mean);
        Comparison {
            label: observation.label.english.clone(),
            from: day(observation.from, &port.almanac),
            until: day(observation.until, &port.almanac),
            observed: observation.tonnes.0,
            simulated,
            deviation: mean.map(|mean| mean / observation.tonnes.0 - 1.0),
            tolerance: observation.tolerance,
            within: mean.map(|mean| within(observation, mean)),
            replications_within: Proportion::of(values().map(|v| v.map(|v| within(observation, v)))),
            calibrated: observation.calibrated,
        }
    };
    Validation {
        records: port.study.observations.iter().enumerate().map(compare).collect(),
        passing_calibration: accepted(spans, rows, |row| row.passes_calibration),
        passing_all: accepted(spans, rows, |row| row.passes_all),
    }
}

fn accepted(spans: &[Span], rows: &[Row], verdict: impl Fn(&Row) -> Option<bool>) -> Option<AcceptedSet> {
    let share = Proportion::of(rows.iter().map(&verdict))?;
    let set: Vec<&Row> = rows.iter().filter(|row| verdict(row) == Some(true)).collect();
    let spans = spans.iter().enumerate().map(|(at, span)| {
        let over = |value: fn(&super::row::SpanRow) -> Option<f64>| {
            Estimate::of_present(set.iter().map(|row| value(&row.spans[at])))
        };
        AcceptedSpan {
            span: span.clone(),
            demand: over(|row| Some(row.demand)),
            throughput: over(|row| Some(row.throughput)),
            capacity: over(|row| row.capacity),
            saturation: over(|row| row.saturation),
        }
    });
    Some(AcceptedSet { share, spans: spans.collect() })
}
