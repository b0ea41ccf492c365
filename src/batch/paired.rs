//! Variants of a port beside the port itself, replication by replication under common random numbers: same seed, same streams, and every
//! figure drawn at the same quantile. What differs is what the variants change, so differences have far narrower intervals than levels.

use std::sync::Mutex;

use super::run::Crew;
use super::span::{Span, judged_spans};
use super::threads::NoThreads;
use super::{capacity, saturation, service};
use crate::engine::Seed;
use crate::model::{Plan, Simulator};
use crate::port::{Draws, Port};
use crate::record::{Measured, Paired, Period};
use crate::units::{Tonnes, TonnesPerYear};

/// An order for paired replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedOrder {
    /// Seed of the whole batch.
    pub seed: u64,
    /// Number of the first replication.
    pub first: u64,
    /// How many.
    pub replications: u64,
    /// Worker threads; 0 = as many as the machine has cores. The results do not depend on it.
    pub threads: usize,
    /// Take uncertain figures as stated instead of drawing them (rule 12).
    pub fixed: bool,
    /// Search the capacity at the service level.
    pub capacity: bool,
    /// Offered at saturation, side stream included; `None` = not asked.
    pub offer: Option<TonnesPerYear>,
    /// Judge this calendar year alone; `None` = all judged years.
    pub year: Option<i16>,
}

/// Runs the base and its variants and hands the replications to `fold` in order of number. Returns how many (see `run`).
pub fn run_paired(
    base: &Port,
    variants: &[Port],
    order: &PairedOrder,
    stop: &(dyn Fn() -> bool + Sync),
    fold: &mut dyn FnMut(Paired),
) -> Result<u64, NoThreads> {
    let ports: Vec<&Port> = std::iter::once(base).chain(variants).collect();
    run_each(&ports, order, stop, &mut |number, mut measured| {
        let variants = measured.split_off(1);
        fold(Paired { number, base: measured[0], variants });
    })
}

/// Runs ports side by side and hands what is measured of each to `fold`, in order of number. Returns how many (see `run`).
pub fn run_each(
    ports: &[&Port],
    order: &PairedOrder,
    stop: &(dyn Fn() -> bool + Sync),
    fold: &mut dyn FnMut(u64, Vec<Measured>),
) -> Result<u64, NoThreads> {
    let ask = |examiners: &mut Vec<Examiner<'_>>, number| {
        let number = order.first + number;
        let measured = examiners.iter_mut().map(|examiner| examiner.measure(order, number));
        (number, measured.collect::<Vec<_>>())
    };
    let hire = || {
        let ports = ports.iter().copied();
        ports.map(|port| Examiner { port, simulator: Simulator::new(port) }).collect::<Vec<_>>()
    };
    let crew = Crew { stop, resting: Mutex::new(Vec::new()), hire: &hire, answer: &ask };
    crew.answer_all(order.replications, order.threads, &mut |(number, measured)| fold(number, measured))
}

/// Measures one variant; keeps its memory from replication to replication.
struct Examiner<'p> {
    port: &'p Port,
    simulator: Simulator<'p>,
}

impl Examiner<'_> {
    /// What is asked of one replication.
    fn measure(&mut self, order: &PairedOrder, replication: u64) -> Measured {
        let seed = Seed { batch: order.seed, replication };
        let draws = if order.fixed { Draws::fixed() } else { Draws::draw(self.port, seed) };
        let plan = Plan { quantiles: false, account: false, ..Plan::whole(self.port) };
        let run = self.simulator.run(&draws, seed, &plan);
        let mut spans = judged_spans(self.port, &draws, &run.periods);
        if let Some(year) = order.year {
            spans.retain(|span| run.periods[span.period].year == Some(year));
        }
        let (mut capacities, mut saturations) = (Vec::new(), Vec::new());
        for span in &spans {
            capacities.extend(self.capacity(order, (&draws, seed), span));
            if let Some(offer) = order.offer
                && let Some(multiplier) = saturation::multiplier(span, offer)
            {
                let run = self.simulator.run(&draws, seed, &Plan::judged(span.from, span.until, multiplier));
                saturations.push(saturation::answer(span, offer, &run).tonnes);
            }
        }
        let own = own_demand(&spans, &run.periods);
        Measured { capacity: mean(&capacities), saturation: mean(&saturations), ..own }
    }

    /// Capacity at the service level, the very number that a run of this variant finds. The search is not begun near where that of the base
    /// ended: in a single year service does not get worse evenly with traffic, and the nearest limit would make levers look weaker.
    fn capacity(
        &mut self,
        order: &PairedOrder,
        (draws, seed): (&Draws, Seed),
        span: &Span,
    ) -> Option<Tonnes> {
        let level = &self.port.study.service;
        let asked = order.capacity && (level.waiting_ratio.is_some() || level.berthed_share.is_some());
        (asked && span.demand > Tonnes::ZERO).then(|| {
            let multiplier = capacity::halve(|multiplier| {
                let plan = Plan::judged(span.from, span.until, multiplier);
                let run = self.simulator.run(draws, seed, &plan);
                service::Measures::of(&run.service).keep(level)
            });
            (span.demand * multiplier + span.side_stream) * (1.0 / span.years)
        })
    }
}

/// What passes and how long vessels wait under the scenario's own demand: the judged periods of the run of the whole window.
fn own_demand(spans: &[Span], periods: &[Period]) -> Measured {
    let of = |span: &Span| {
        let judged = periods.iter().filter(|period| span.from <= period.from && period.until <= span.until);
        judged.collect::<Vec<_>>()
    };
    let (mut passed, mut hours, mut vessels) = (Vec::new(), 0.0, 0.0);
    for span in spans {
        let judged = of(span);
        let tonnes: Tonnes = judged.iter().map(|period| period.throughput()).sum();
        passed.push(tonnes * (1.0 / span.years));
        for flow in judged.iter().flat_map(|period| &period.flows) {
            hours += flow.entry_wait.sum;
            vessels += flow.entry_wait.count as f64;
        }
    }
    let wait = (vessels > 0.0).then(|| hours / vessels);
    Measured { passed: mean(&passed), wait, ..Measured::default() }
}

fn mean(tonnes: &[Tonnes]) -> Option<Tonnes> {
    let sum: Tonnes = tonnes.iter().copied().sum();
    (!tonnes.is_empty()).then(|| sum * (1.0 / tonnes.len() as f64))
}
