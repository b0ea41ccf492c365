//! Saturation: what passes in a span when more is offered than the port can take and nobody sails elsewhere; an upper
//! bound (section 1 of the model).

use crate::record::{Run, SaturationAnswer};
use crate::units::{Tonnes, TonnesPerYear};

use super::span::Span;

/// The multiplier of demand at which quays and side stream together are offered `offer`; the side stream is never
/// scaled. Absent where the side stream alone is offered more than that.
pub(super) fn multiplier(span: &Span, offer: TonnesPerYear) -> Option<f64> {
    let at_quays = Tonnes(offer.0 * span.years) - span.side_stream;
    (at_quays > Tonnes::ZERO && span.demand > Tonnes::ZERO).then(|| at_quays / span.demand)
}

/// What `run`, simulated under that multiplier, says.
pub(super) fn answer(span: &Span, offer: TonnesPerYear, run: &Run) -> SaturationAnswer {
    let a_year = 1.0 / span.years;
    let flows = run.periods.first().map_or(0, |period| period.flows.len());
    let mut answer = SaturationAnswer {
        offered: Tonnes(offer.0),
        tonnes: span.side_stream * a_year,
        flows: vec![(Tonnes::ZERO, Tonnes::ZERO); flows],
    };
    for period in &run.periods {
        answer.tonnes += period.quay_throughput() * a_year;
        for ((offered, handled), flow) in answer.flows.iter_mut().zip(&period.flows) {
            *offered += flow.arrived_tonnes * (flow.counted_per_tonne * a_year);
            *handled += flow.crossed * (flow.counted_per_tonne * a_year);
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{FlowTally, Period};
    use crate::units::Time;

    #[test]
    fn the_offer_is_on_quays_and_side_stream_but_only_the_quays_are_scaled() {
        let year = Span {
            period: 0,
            from: Time::ZERO,
            until: Time::ZERO,
            demand: Tonnes(9e6),
            side_stream: Tonnes(1e6),
            years: 1.0,
        };
        let multiplier = multiplier(&year, TonnesPerYear(26e6)).expect("more than the side stream");
        assert!((multiplier - 25.0 / 9.0).abs() < 1e-12);
        assert_eq!(super::multiplier(&year, TonnesPerYear(1e6)), None);
        let flow = FlowTally {
            counted_per_tonne: 1.7,
            arrived_tonnes: Tonnes(100.0),
            crossed: Tonnes(40.0),
            ..FlowTally::default()
        };
        let run = Run { periods: vec![Period { flows: vec![flow], ..Period::default() }], ..Run::default() };
        let answer = answer(&year, TonnesPerYear(26e6), &run);
        assert!((answer.tonnes.0 - 1_000_068.0).abs() < 1e-6);
        assert!((answer.flows[0].0.0 - 170.0).abs() < 1e-9 && (answer.flows[0].1.0 - 68.0).abs() < 1e-9);
    }
}
