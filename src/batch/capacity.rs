//! Capacity at the service level (rule C5): the largest multiplier of demand at which vessels are still served as
//! agreed, by halving an interval in the logarithm under common random numbers.

use crate::port::{Port, Service};
use crate::record::{CapacityAnswer, ClassService, Run, ServiceTally, Trial};

use super::service::Measures;
use super::span::Span;

/// Least multiplier tried. Source: rule C5.
pub const LEAST_MULTIPLIER: f64 = 0.05;
/// Greatest multiplier tried. Source: rule C5.
pub const GREATEST_MULTIPLIER: f64 = 4.0;
/// Halvings of the logarithm of the interval: leaves a bracket of 0.43 %. Source: rule C5.
pub const HALVINGS: u32 = 10;

/// The capacity of `span`, where `simulate` runs it under a multiplier. Absent where the scenario states no level.
pub(super) fn search(
    port: &Port,
    span: &Span,
    mut simulate: impl FnMut(f64) -> Run,
) -> Option<CapacityAnswer> {
    let level = &port.study.service;
    if level.waiting_ratio.is_none() && level.berthed_share.is_none() {
        return None;
    }
    let mut answer = CapacityAnswer::default();
    answer.multiplier = halve(|multiplier| {
        let run = simulate(multiplier);
        let all = Measures::of(&run.service);
        answer.trials.extend(trial(port, multiplier, &run, &all));
        let keeps = all.keep(level);
        if keeps {
            answer.classes = by_class(port, &run.service).map(|class| class.record()).collect();
        } else {
            answer.binding_class = worst_class(port, &run.service, level);
        }
        keeps
    });
    if answer.classes.is_empty() {
        answer.classes = vec![ClassService::default(); port.classes.len()];
    }
    answer.trials.sort_by(|one, other| one.multiplier.total_cmp(&other.multiplier));
    let tonnes = span.demand * answer.multiplier + span.side_stream;
    answer.tonnes = tonnes * (1.0 / span.years);
    Some(answer)
}

/// Halves the interval of multipliers in the logarithm: what keeps lies below, what breaks above. The geometric mean of
/// the last bracket.
pub(super) fn halve(mut keeps: impl FnMut(f64) -> bool) -> f64 {
    let (mut kept, mut broken) = (LEAST_MULTIPLIER, GREATEST_MULTIPLIER);
    for _ in 0..HALVINGS {
        let multiplier = (kept * broken).sqrt();
        if keeps(multiplier) {
            kept = multiplier;
        } else {
            broken = multiplier;
        }
    }
    (kept * broken).sqrt()
}

/// The measures of each class: its flows together.
fn by_class<'a>(port: &'a Port, service: &'a [ServiceTally]) -> impl Iterator<Item = Measures> + 'a {
    (0..port.classes.len()).map(move |class| {
        let flows = port.flows.iter().zip(service);
        Measures::of(flows.filter(|(flow, _)| flow.class.index() == class).map(|(_, tally)| tally))
    })
}

/// The class worst off relative to its limits; the first of equals; none if none waits.
fn worst_class(port: &Port, service: &[ServiceTally], level: &Service) -> Option<usize> {
    let mut worst = (0.0, None);
    for (class, measures) in by_class(port, service).enumerate() {
        let strain = measures.strain(level);
        if strain > worst.0 {
            worst = (strain, Some(class));
        }
    }
    worst.1
}

/// One trial for the chart of waiting over occupancy. A trial in which nobody was served has no ratio and is left out.
fn trial(port: &Port, multiplier: f64, run: &Run, all: &Measures) -> Option<Trial> {
    Some(Trial {
        multiplier,
        occupancy: occupancy(port, run)?,
        waiting_ratio: all.waiting_ratio()?,
        in_time: all.in_time()?,
    })
}

/// Occupancy of all places together, weighted by metres × hours in use.
fn occupancy(port: &Port, run: &Run) -> Option<f64> {
    let metres = port.metres_per_unit();
    let (mut occupied, mut open) = (0.0, 0.0);
    for period in &run.periods {
        for (place, metres) in period.places.iter().zip(&metres) {
            occupied += place.occupied * metres;
            open += place.open * metres;
        }
    }
    (open > 0.0).then(|| occupied / open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_halvings_find_the_limit_to_a_quarter_per_cent() {
        for limit in [0.06, 0.777, 1.0, 3.9] {
            let mut trials = 0;
            let found = halve(|multiplier| {
                trials += 1;
                multiplier <= limit
            });
            assert!((found / limit - 1.0).abs() < 0.0022, "{limit}: {found}");
            assert_eq!(trials, 10);
        }
        assert!(halve(|_| true) > 3.99 && halve(|_| false) < 0.0502, "beyond the ends: the ends");
    }
}
