//! Capacity at the service level (rule C5) of several ports under common chance: the rungs of a ladder, or a port and its
//! variants. What differs between two rungs of one replication is what the ports differ in.

use std::sync::Mutex;

use crate::engine::Seed;
use crate::model::{Plan, Simulator};
use crate::port::{Draws, Port};
use crate::record::Climb;
use crate::units::{Time, Tonnes};

use super::run::Crew;
use super::span::Span;
use super::threads::NoThreads;
use super::{Order, capacity};

/// Ports to compare, and the span in which.
#[derive(Clone, Debug)]
pub struct Ladder<'p> {
    /// Ports, lowest rung first; true: its uncertain figures are drawn, false: taken as stated.
    pub rungs: Vec<(&'p Port, bool)>,
    /// First instant judged.
    pub from: Time,
    /// First instant after.
    pub until: Time,
    /// Years that the span counts for.
    pub years: f64,
}

/// Answers every rung in each replication of the order and hands them to `fold`, in order of number; the questions of the order
/// play no part. Returns how many, as [`super::run()`] does.
pub fn climb(
    ladder: &Ladder<'_>,
    order: &Order,
    stop: &(dyn Fn() -> bool + Sync),
    fold: &mut dyn FnMut(Climb),
) -> Result<u64, NoThreads> {
    let hire = || ladder.rungs.iter().map(|(port, _)| Simulator::new(port)).collect::<Vec<_>>();
    let answer = |simulators: &mut Vec<Simulator<'_>>, number| {
        let seed = Seed { batch: order.seed, replication: number };
        let rungs = ladder.rungs.iter().zip(simulators);
        let tonnes = rungs.map(|((port, drawn), simulator)| {
            let draws = if *drawn { Draws::draw(port, seed) } else { Draws::fixed() };
            ladder.capacity(port, simulator, &draws, seed)
        });
        Climb { number, tonnes: tonnes.collect() }
    };
    let crew = Crew { stop, resting: Mutex::new(Vec::new()), hire: &hire, answer: &answer };
    crew.answer_all(order.replications, order.threads, fold)
}

impl Ladder<'_> {
    /// Statistical tonnes a year over the quays of one rung.
    fn capacity(
        &self,
        port: &Port,
        simulator: &mut Simulator<'_>,
        draws: &Draws,
        seed: Seed,
    ) -> Option<Tonnes> {
        // The demand of the span comes with any run of it.
        let plan = Plan { start: self.from, ..Plan::judged(self.from, self.until, 1.0) };
        let run = simulator.run(draws, seed, &plan);
        let span = Span {
            period: 0,
            from: self.from,
            until: self.until,
            demand: run.periods.iter().map(|period| period.demand).sum(),
            side_stream: Tonnes::ZERO,
            years: self.years,
        };
        if span.demand <= Tonnes::ZERO {
            return None;
        }
        let answer = capacity::search(port, &span, |multiplier| {
            simulator.run(draws, seed, &Plan::judged(span.from, span.until, multiplier))
        });
        answer.map(|answer| answer.tonnes)
    }
}
