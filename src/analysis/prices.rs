//! What each lever gains, their ranking, and when it is clear enough to stop.
//!
//! The looks are fixed beforehand, and each spends its part of 5 % (Bonferroni), most of it the last: whatever look the study stops at, its
//! statements hold as stated. Comparisons within a look are corrected as well: against the leader for stopping (Bonferroni over all couples of
//! levers, for the leader was chosen by the same figures), and after Holm for what is said at the end.

use serde::Serialize;

use super::difference::{Gain, holm};
use super::estimate::Estimate;
use crate::record::{Measured, Paired};

/// Probability of a wrong statement of one kind, all looks together.
const ERROR: f64 = 0.05;
/// No look before so many replications, unless fewer are asked for.
const FIRST_LOOK: u64 = 14;
/// Part of the error that the looks before the last may spend together: what is clear early is clear by far, and the last look, which
/// most studies reach, keeps nearly the intervals of a study without any other.
const EARLY: f64 = 0.1;
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

/// A look at the ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// After so many replications.
    pub replications: u64,
    /// Probability of a wrong statement that it may spend.
    pub error: f64,
}

/// The looks at the ranking, the last of them after `most` replications.
pub fn looks(most: u64) -> Vec<Look> {
    let mut looks = vec![most];
    while looks[0] / 2 >= FIRST_LOOK {
        looks.insert(0, looks[0] / 2);
    }
    let before = looks.len() - 1;
    let early = if before > 0 { EARLY } else { 0.0 };
    let errors = std::iter::repeat_n(ERROR * early / before as f64, before).chain([ERROR * (1.0 - early)]);
    looks.into_iter().zip(errors).map(|(replications, error)| Look { replications, error }).collect()
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
    /// Number of its tier, from 1: who is not told apart from the best of a tier belongs to it.
    pub tier: usize,
}

/// A lever's place by one measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Position in the list of levers.
    pub lever: usize,
    /// True if it is told apart from nothing, all levers at once.
    pub told: bool,
    /// Number of its tier, from 1.
    pub tier: usize,
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
    /// By measure, in the order of `Measure::ALL`: levers, the best by it first; empty where it was not asked.
    pub standings: [Vec<Standing>; 4],
}

/// Paired replications of a port and its levers, gathered.
#[derive(Clone, Debug)]
pub struct Prices {
    by: Measure,
    looks: Vec<Look>,
    replications: Vec<Paired>,
}

impl Prices {
    /// None yet; ranked by `by`, with these looks planned, at least one.
    pub fn new(by: Measure, looks: Vec<Look>) -> Self {
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

    /// Probability of error of a single interval: what the present look may spend, or, between two of them, the next.
    pub fn error(&self) -> f64 {
        let done = self.replications.len() as u64;
        let look = self.looks.iter().find(|look| look.replications >= done).or(self.looks.last());
        look.expect("a look is planned").error
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
    fn lead(&self, one: usize, other: usize, by: Measure) -> Option<Gain> {
        let leads = self
            .replications
            .iter()
            .filter_map(|paired| by.gain(&paired.variants[other], &paired.variants[one]));
        Gain::of(&leads.collect::<Vec<_>>(), self.error())
    }

    /// Levers by mean gain, the greatest first; equals in the order of the list, those without any last, and behind them those that
    /// change nothing by any measure.
    pub fn ranking(&self) -> Vec<usize> {
        self.ranking_by(self.by)
    }

    fn ranking_by(&self, by: Measure) -> Vec<usize> {
        let idle = |lever: usize| {
            let mut gains = Measure::ALL.iter().filter_map(|by| self.gain(lever, *by));
            gains.all(|gain| gain.nothing)
        };
        let keys: Vec<(bool, f64)> = (0..self.levers())
            .map(|lever| (idle(lever), self.gain(lever, by).map_or(f64::NEG_INFINITY, |gain| gain.mean)))
            .collect();
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by(|a, b| {
            let (one, other) = (keys[*a], keys[*b]);
            one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)).then(a.cmp(b))
        });
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
            nothing || ranking[rank + 1..].iter().all(|&below| told(self.lead(leader, below, self.by)))
        })
    }

    /// The ranking with all that is said of it.
    pub fn answer(&self) -> PriceAnswer {
        let ranking = self.ranking();
        let told = self.told(&ranking, self.by);
        let couples = self.told_apart(&ranking, self.by);
        let tiers = tiers(ranking.len(), &couples);
        let levers = ranking.iter().enumerate().map(|(rank, &lever)| LeverGain {
            lever,
            gains: Measure::ALL.map(|by| self.gain(lever, by)),
            told: told[rank],
            apart: rank + 1 == ranking.len() || couples(rank, rank + 1),
            tier: tiers[rank],
        });
        let base = Measure::ALL
            .map(|by| Estimate::of_present(self.replications.iter().map(|paired| by.level(&paired.base))));
        PriceAnswer {
            replications: self.replications.len() as u64,
            by: self.by,
            looks: self.looks.len(),
            settled: self.settled(),
            base,
            levers: levers.collect(),
            standings: Measure::ALL.map(|by| self.standings(by)),
        }
    }

    /// The levers by one measure; none where it was not asked.
    fn standings(&self, by: Measure) -> Vec<Standing> {
        let ranking = self.ranking_by(by);
        if ranking.iter().all(|lever| self.gain(*lever, by).is_none()) {
            return Vec::new();
        }
        let told = self.told(&ranking, by);
        let tiers = tiers(ranking.len(), self.told_apart(&ranking, by));
        let standing = |(rank, &lever)| Standing { lever, told: told[rank], tier: tiers[rank] };
        ranking.iter().enumerate().map(standing).collect()
    }

    /// By rank: whether a lever is told apart from nothing, all levers at once after Holm.
    fn told(&self, ranking: &[usize], by: Measure) -> Vec<bool> {
        let by_chance = ranking.iter().map(|&lever| self.gain(lever, by)?.by_chance).collect::<Vec<_>>();
        holm(&by_chance, self.error())
    }

    /// Whether two ranks, the better first, are told apart. All couples are tested together after Holm, for who is where was decided by
    /// the same figures.
    fn told_apart(&self, ranking: &[usize], by: Measure) -> impl Fn(usize, usize) -> bool + use<> {
        let couples: Vec<(usize, usize)> = (0..ranking.len())
            .flat_map(|first| (first + 1..ranking.len()).map(move |second| (first, second)))
            .collect();
        let by_chance: Vec<Option<f64>> = (couples.iter())
            .map(|&(first, second)| self.lead(ranking[first], ranking[second], by)?.by_chance)
            .collect();
        let fallen = holm(&by_chance, self.error());
        move |first, second| {
            let at = couples.iter().position(|couple| *couple == (first, second));
            at.is_some_and(|at| fallen[at])
        }
    }
}

/// By rank, the number of the tier, from 1: a rank that is told apart from the best of a tier begins the next.
fn tiers(ranks: usize, apart: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let (mut best, mut tier) = (0, 1);
    let number = |rank: usize| {
        if rank > 0 && apart(best, rank) {
            (best, tier) = (rank, tier + 1);
        }
        tier
    };
    (0..ranks).map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Tonnes;

    /// Gains of 9, 8, 5, 4, 1 where 3 or more are told apart: 9 heads 8, 5 heads 4, and 1, told apart from 5 though not from 4, is
    /// alone. A chain of neighbours none of which is told apart from the next is not one tier.
    #[test]
    fn a_tier_holds_who_is_not_told_apart_from_its_best() {
        let of = |gains: &[i32]| tiers(gains.len(), |first, second| gains[first] - gains[second] >= 3);
        assert_eq!(of(&[9, 8, 5, 4, 1]), [1, 1, 2, 2, 3]);
        assert_eq!(of(&[9, 7, 5, 3]), [1, 1, 2, 2], "each neighbour within 2");
        assert_eq!((of(&[4]), of(&[])), (vec![1], vec![]));
    }

    /// In ten-thousandths of error: looks at halves, none before 14 replications; a tenth of 5 % (500 of 10,000) goes to all before the last.
    #[test]
    fn early_looks_spend_little() {
        let parts = |look: &Look| (look.replications, (look.error * 1e4).round());
        let of = |most| looks(most).iter().map(parts).collect::<Vec<_>>();
        assert_eq!(of(27), [(27, 500.0)]);
        assert_eq!(of(28), [(14, 50.0), (28, 450.0)]);
        assert_eq!(of(80), [(20, 25.0), (40, 25.0), (80, 450.0)]);
    }

    fn measured(service: f64, saturation: f64) -> Measured {
        Measured {
            capacity: Some(Tonnes(service)),
            saturation: Some(Tonnes(saturation)),
            ..Measured::default()
        }
    }

    /// Levers: nothing at all; −1 at the service level; +5 there; +9 at saturation alone. The one that changes nothing comes last by
    /// either measure.
    #[test]
    fn who_changes_nothing_comes_last_and_each_measure_has_its_ranking() {
        let mut prices = Prices::new(Measure::Service, looks(4));
        for number in 0..4 {
            let more = number as f64 * 0.01;
            prices.add(Paired {
                number,
                base: measured(100.0, 200.0),
                variants: vec![
                    measured(100.0, 200.0),
                    measured(99.0 - more, 200.0),
                    measured(105.0 + more, 200.0),
                    measured(100.0, 209.0 + more),
                ],
            });
        }
        let answer = prices.answer();
        let levers = |standings: &[Standing]| standings.iter().map(|row| row.lever).collect::<Vec<_>>();
        assert_eq!(answer.levers.iter().map(|row| row.lever).collect::<Vec<_>>(), [2, 3, 1, 0]);
        assert_eq!(levers(&answer.standings[Measure::Service as usize]), [2, 3, 1, 0]);
        assert_eq!(levers(&answer.standings[Measure::Saturation as usize]), [3, 1, 2, 0]);
        let tiers = answer.standings[Measure::Saturation as usize].iter().map(|row| (row.told, row.tier));
        assert_eq!(tiers.collect::<Vec<_>>(), [(true, 1), (false, 2), (false, 2), (false, 2)]);
        assert!(answer.standings[Measure::Waiting as usize].is_empty(), "not asked");
    }
}
