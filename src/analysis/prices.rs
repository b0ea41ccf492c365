//! What each lever gains, their ranking, and when it is clear enough to stop.
//!
//! The looks are fixed beforehand, and each spends an equal part of 5 % (Bonferroni): whatever look the study stops at, its statements
//! hold as stated. Comparisons within a look are corrected as well: against the leader for stopping (Bonferroni over all couples of
//! levers, for the leader was chosen by the same figures), and after Holm for what is said at the end.

use serde::Serialize;

use super::difference::{Gain, holm};
use super::estimate::Estimate;
use crate::record::{Measured, Paired};

/// Probability of a wrong statement of one kind, all looks together.
const ERROR: f64 = 0.05;
/// No look before so many replications, unless fewer are asked for.
const FIRST_LOOK: u64 = 20;
/// So many leading levers must be told apart from all below them before the study stops early.
const LEADERS: usize = 3;
/// A difference below this part of the level it is taken from is rounding (rule T4).
const ROUNDING: f64 = 1e-7;

/// What is measured of a lever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Measure {
    /// Capacity at the service level, tonnes a year.
    Service,
    /// What passes at saturation, tonnes a year.
    Saturation,
    /// Entry wait saved under the scenario's own demand, hours a vessel.
    Waiting,
    /// What passes under the scenario's own demand, tonnes a year.
    Passed,
}

impl Measure {
    /// All of them.
    pub const ALL: [Measure; 4] = [Measure::Service, Measure::Saturation, Measure::Waiting, Measure::Passed];

    /// The level of this measure.
    pub fn level(self, measured: &Measured) -> Option<f64> {
        match self {
            Measure::Service => measured.capacity.map(|tonnes| tonnes.0),
            Measure::Saturation => measured.saturation.map(|tonnes| tonnes.0),
            Measure::Waiting => measured.wait,
            Measure::Passed => measured.passed.map(|tonnes| tonnes.0),
        }
    }

    /// How much better `to` is than `from`; above 0 is better. Rounding is none.
    pub fn gain(self, from: &Measured, to: &Measured) -> Option<f64> {
        let (from, to) = (self.level(from)?, self.level(to)?);
        let gain = if self == Measure::Waiting { from - to } else { to - from };
        Some(if gain.abs() <= ROUNDING * from.abs().max(to.abs()) { 0.0 } else { gain })
    }
}

/// The numbers of replications at which the ranking is looked at, the last of them `most`.
pub fn looks(most: u64) -> Vec<u64> {
    let mut looks = vec![most];
    while looks[0] / 2 >= FIRST_LOOK {
        looks.insert(0, looks[0] / 2);
    }
    looks
}

/// What one lever gains.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeverGain {
    /// Position in the list of levers.
    pub lever: usize,
    /// By measure, in the order of `Measure::ALL`.
    pub gains: [Option<Gain>; 4],
    /// True if it is told apart from nothing, all levers at once.
    pub told: bool,
    /// True if it is told apart from the next one of the ranking; true for the last.
    pub apart: bool,
}

impl LeverGain {
    /// What it gains by a measure.
    pub fn gain(&self, by: Measure) -> Option<&Gain> {
        self.gains[by as usize].as_ref()
    }
}

/// The ranking as it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriceAnswer {
    /// Paired replications.
    pub replications: u64,
    /// What the ranking goes by.
    pub by: Measure,
    /// How many looks were planned.
    pub looks: usize,
    /// True if the leaders were told apart from all below them.
    pub settled: bool,
    /// Levels of the port as it is, by measure.
    pub base: [Option<Estimate>; 4],
    /// Levers, the best first.
    pub levers: Vec<LeverGain>,
}

/// Paired replications of a port and its levers, gathered.
#[derive(Clone, Debug)]
pub struct Prices {
    by: Measure,
    looks: usize,
    replications: Vec<Paired>,
}

impl Prices {
    /// None yet; ranked by `by`, with so many looks planned.
    pub fn new(by: Measure, looks: usize) -> Self {
        Prices { by, looks, replications: Vec::new() }
    }

    /// Adds a replication, in order of number.
    pub fn add(&mut self, replication: Paired) {
        self.replications.push(replication);
    }

    /// The replications so far.
    pub fn replications(&self) -> &[Paired] {
        &self.replications
    }

    /// Probability of error of a single interval: what one look may spend.
    pub fn error(&self) -> f64 {
        ERROR / self.looks as f64
    }

    fn levers(&self) -> usize {
        self.replications.first().map_or(0, |paired| paired.variants.len())
    }

    /// What a lever gains by a measure.
    pub fn gain(&self, lever: usize, by: Measure) -> Option<Gain> {
        let gains =
            self.replications.iter().filter_map(|paired| by.gain(&paired.base, &paired.variants[lever]));
        Gain::of(&gains.collect::<Vec<_>>(), self.error())
    }

    /// How much more `one` gains than `other`.
    fn lead(&self, one: usize, other: usize) -> Option<Gain> {
        let leads = self
            .replications
            .iter()
            .filter_map(|paired| self.by.gain(&paired.variants[other], &paired.variants[one]));
        Gain::of(&leads.collect::<Vec<_>>(), self.error())
    }

    /// Levers by mean gain, the greatest first; equals in the order of the list, those without any last.
    pub fn ranking(&self) -> Vec<usize> {
        let means: Vec<f64> = (0..self.levers())
            .map(|lever| self.gain(lever, self.by).map_or(f64::NEG_INFINITY, |gain| gain.mean))
            .collect();
        let mut order: Vec<usize> = (0..means.len()).collect();
        order.sort_by(|a, b| means[*b].total_cmp(&means[*a]).then(a.cmp(b)));
        order
    }

    /// True if each of the leading levers is told apart from all below it, or gains nothing in any replication.
    pub fn settled(&self) -> bool {
        let ranking = self.ranking();
        let couples = (ranking.len() * ranking.len().saturating_sub(1) / 2).max(1);
        let error = self.error() / couples as f64;
        let told = |gain: Option<Gain>| gain.is_some_and(|gain| gain.told(error));
        if let [only] = ranking[..] {
            return told(self.gain(only, self.by));
        }
        ranking.iter().take(LEADERS).enumerate().all(|(rank, &leader)| {
            let nothing = self.gain(leader, self.by).is_some_and(|gain| gain.nothing);
            nothing || ranking[rank + 1..].iter().all(|&below| told(self.lead(leader, below)))
        })
    }

    /// The ranking with all that is said of it.
    pub fn answer(&self) -> PriceAnswer {
        let ranking = self.ranking();
        let from_nothing: Vec<Option<f64>> =
            ranking.iter().map(|&lever| self.gain(lever, self.by)?.by_chance).collect();
        let told = holm(&from_nothing, self.error());
        let apart = self.told_apart(&ranking);
        let levers = ranking.iter().enumerate().map(|(rank, &lever)| LeverGain {
            lever,
            gains: Measure::ALL.map(|by| self.gain(lever, by)),
            told: told[rank],
            apart: apart[rank],
        });
        let base = Measure::ALL
            .map(|by| Estimate::of_present(self.replications.iter().map(|paired| by.level(&paired.base))));
        PriceAnswer {
            replications: self.replications.len() as u64,
            by: self.by,
            looks: self.looks,
            settled: self.settled(),
            base,
            levers: levers.collect(),
        }
    }

    /// By rank: whether a lever is told apart from the next one. All couples are tested together after Holm, for who is next was
    /// decided by the same figures.
    fn told_apart(&self, ranking: &[usize]) -> Vec<bool> {
        let couples: Vec<(usize, usize)> = (0..ranking.len())
            .flat_map(|first| (first + 1..ranking.len()).map(move |second| (first, second)))
            .collect();
        let by_chance: Vec<Option<f64>> = (couples.iter())
            .map(|&(first, second)| self.lead(ranking[first], ranking[second])?.by_chance)
            .collect();
        let fallen = holm(&by_chance, self.error());
        let apart = |rank: usize| {
            let next = couples.iter().position(|couple| *couple == (rank, rank + 1));
            next.is_none_or(|at| fallen[at])
        };
        (0..ranking.len()).map(apart).collect()
    }
}
