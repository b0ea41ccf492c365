//! One replication with all its questions, from its seed alone: no other replication, no thread and no clock can
//! change it.

use crate::engine::Seed;
use crate::model::{Plan, Simulator};
use crate::port::{Draws, Port};
use crate::record::{Period, Replication, Run, YearAnswer};
use crate::units::{Duration, Tonnes};

use super::span::{Span, judged_spans};
use super::{Questions, capacity, saturation};

/// Added to a replication's number for the streams of its second run. The batch is never that long, so that no two
/// replications share a stream.
pub const SECOND_CHANCE: u64 = 1 << 40;

/// Answers the questions for one replication after the other; keeps its memory between them (one per worker).
pub struct Respondent<'p> {
    port: &'p Port,
    simulator: Simulator<'p>,
    events: u64,
    simulated: Duration,
}

/// What does not change while one replication is questioned.
pub(super) struct Circumstances<'a> {
    pub(super) draws: &'a Draws,
    pub(super) seed: Seed,
}

impl<'p> Respondent<'p> {
    /// One for this port.
    pub fn new(port: &'p Port) -> Self {
        Respondent { port, simulator: Simulator::new(port), events: 0, simulated: Duration::ZERO }
    }

    /// Replication `number` of the batch with this seed: the whole window; the whole window once more under the same
    /// draws of uncertain figures but other chance (what differs is chance, what agrees is ignorance); then the second
    /// questions, year by year, under the very streams of the first run.
    pub fn answer(&mut self, batch_seed: u64, number: u64, questions: &Questions) -> Replication {
        self.events = 0;
        self.simulated = Duration::ZERO;
        let seed = Seed { batch: batch_seed, replication: number };
        let draws = if questions.fixed { Draws::fixed() } else { Draws::draw(self.port, seed) };
        let other_seed = Seed { batch: batch_seed, replication: number + SECOND_CHANCE };

        let brief = Plan { quantiles: false, account: false, ..Plan::whole(self.port) };
        let second = self.simulate(&Circumstances { draws: &draws, seed: other_seed }, &brief);
        let (trace, first) = (questions.trace == Some(number), number == 0);
        let plan = Plan { trace, traffic: first, diary: first, ..Plan::whole(self.port) };
        let circumstances = Circumstances { draws: &draws, seed };
        let run = self.simulate(&circumstances, &plan);
        let years = self.answer_years(&circumstances, &run.periods, questions);

        Replication {
            number,
            run,
            second_chance: second.periods.iter().map(Period::throughput).collect(),
            years,
            events: self.events,
            simulated: self.simulated,
        }
    }

    fn answer_years(
        &mut self,
        circumstances: &Circumstances,
        periods: &[Period],
        questions: &Questions,
    ) -> Vec<YearAnswer> {
        if !questions.capacity && questions.offer.is_none() {
            return Vec::new();
        }
        let spans = judged_spans(self.port, circumstances.draws, periods);
        spans.iter().map(|span| self.answer_span(circumstances, span, questions)).collect()
    }

    fn answer_span(
        &mut self,
        circumstances: &Circumstances,
        span: &Span,
        questions: &Questions,
    ) -> YearAnswer {
        let mut answer = YearAnswer { period: span.period, ..YearAnswer::default() };
        if span.demand <= Tonnes::ZERO {
            return answer;
        }
        if questions.capacity {
            answer.capacity = capacity::search(self.port, span, |multiplier| {
                self.simulate_judged(circumstances, span, multiplier)
            });
        }
        if let Some(offer) = questions.offer {
            answer.saturation = saturation::multiplier(span, offer).map(|multiplier| {
                let run = self.simulate_judged(circumstances, span, multiplier);
                saturation::answer(span, offer, &run)
            });
        }
        answer
    }

    fn simulate_judged(&mut self, circumstances: &Circumstances, span: &Span, multiplier: f64) -> Run {
        let plan = Plan::judged(span.from, span.until, multiplier);
        self.simulate(circumstances, &plan)
    }

    fn simulate(&mut self, circumstances: &Circumstances, plan: &Plan) -> Run {
        let run = self.simulator.run(circumstances.draws, circumstances.seed, plan);
        self.events += run.events;
        self.simulated += run.simulated;
        run
    }
}
