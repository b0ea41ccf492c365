//! Levers together: all of them, all but one, and the best pair. Bottlenecks move, so a lever that alone gains nothing may be half of the
//! best pair. Which levers make pairs is decided by two figures: what a lever gains alone, and what all levers together lose without it.

use serde::Serialize;

use super::difference::Gain;
use super::prices::Measure;
use crate::record::{Measured, Paired};

/// At most so many levers make pairs by what they gain alone.
const BY_GAIN: usize = 3;
/// At most so many more by what is lost without them: the two limits of a chain that has two.
const BY_LOSS: usize = 2;

/// All levers together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Together {
    /// What all levers gain together, by measure.
    pub gains: [Option<Gain>; 4],
    /// By lever: what all together lose without it, by the measure that ranks.
    pub losses: Vec<Option<Gain>>,
}

impl Together {
    /// From replications of the levers alone and, of the same numbers, what was measured of: all levers; then, in the first of them, all but
    /// each, in their order.
    pub fn of(alone: &[Paired], together: &[Vec<Measured>], by: Measure, error: f64) -> Together {
        let levers = together.first().map_or(0, |measured| measured.len().saturating_sub(1));
        let all = |by: Measure| {
            let gains = alone.iter().zip(together);
            let gains = gains.filter_map(|(alone, measured)| by.gain(&alone.base, measured.first()?));
            Gain::of(&gains.collect::<Vec<_>>(), error)
        };
        let loss = |lever: usize| {
            let losses = together.iter().filter_map(|all| by.gain(all.get(lever + 1)?, &all[0]));
            Gain::of(&losses.collect::<Vec<_>>(), error)
        };
        Together { gains: Measure::ALL.map(all), losses: (0..levers).map(loss).collect() }
    }
}

/// The levers that make pairs, in the order of the list: those that gain most alone, and those without which all together lose most.
pub fn candidates(alone: &[f64], losses: &[f64]) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for (scores, most) in [(alone, BY_GAIN), (losses, BY_LOSS)] {
        let mut order: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > 0.0).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        order.retain(|lever| !chosen.contains(lever));
        chosen.extend(order.iter().take(most));
    }
    chosen.sort_unstable();
    chosen
}

/// Two levers pulled together, as measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Couple {
    /// Positions of the two in the list of levers.
    pub levers: (usize, usize),
    /// By replication, from the first on.
    pub measured: Vec<Measured>,
}

/// Positions of the couples that may be the best: those that the best so far is not told apart from, all at once.
pub fn contenders(couples: &[Couple], by: Measure, error: f64) -> Vec<usize> {
    let lead = |one: &Couple, other: &Couple| {
        let leads = one.measured.iter().zip(&other.measured);
        Gain::of(&leads.filter_map(|(one, other)| by.gain(other, one)).collect::<Vec<_>>(), error)
    };
    let ahead = |one: &Couple, other: &Couple| lead(one, other).is_some_and(|gain| gain.mean > 0.0);
    let Some(best) = couples.iter().reduce(|best, next| if ahead(next, best) { next } else { best }) else {
        return Vec::new();
    };
    let each = error / couples.len() as f64;
    let beaten = |couple: &Couple| lead(best, couple).is_some_and(|gain| gain.told(each));
    (0..couples.len()).filter(|&at| !beaten(&couples[at])).collect()
}

/// What two levers gain together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairGain {
    /// Positions of the two in the list of levers.
    pub levers: (usize, usize),
    /// What they gain together, by measure.
    pub gains: [Option<Gain>; 4],
    /// By how much that is more than the sum of what each gains alone, in the same replications, by the measure that ranks.
    pub interaction: Option<Gain>,
    /// What each gains alone there.
    pub alone: [Option<Gain>; 2],
    /// True if the gain is told apart from nothing, all pairs at once.
    pub told: bool,
    /// True if neither of the two gains anything that is told apart from nothing alone.
    pub neither_alone: bool,
}

/// All pairs that were tried, the best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pairs {
    /// Replications of each; of those that might be the best, more.
    pub replications: u64,
    /// How many might be the best after them.
    pub contenders: usize,
    /// Replications of these.
    pub most: u64,
    /// The pairs.
    pub pairs: Vec<PairGain>,
}

impl Pairs {
    /// What `couples` gain, from replications of the levers alone.
    pub fn of(alone: &[Paired], couples: &[Couple], by: Measure, error: f64) -> Pairs {
        let each = error / couples.len().max(1) as f64;
        let mut pairs: Vec<PairGain> =
            couples.iter().map(|couple| pair(alone, couple, by, (error, each))).collect();
        let mean = |pair: &PairGain| pair.gains[by as usize].map_or(f64::NEG_INFINITY, |gain| gain.mean);
        pairs.sort_by(|a, b| mean(b).total_cmp(&mean(a)).then(a.levers.cmp(&b.levers)));
        let counts = || couples.iter().map(|couple| couple.measured.len());
        let (least, most) = (counts().min().unwrap_or(0), counts().max().unwrap_or(0));
        let contenders = counts().filter(|count| *count == most).count();
        Pairs { replications: least as u64, contenders, most: most as u64, pairs }
    }
}

fn pair(alone: &[Paired], couple: &Couple, by: Measure, (error, each): (f64, f64)) -> PairGain {
    let Couple { levers, measured } = couple;
    let both = || alone.iter().zip(measured);
    let of = |by: Measure| {
        let gains = both().filter_map(|(alone, couple)| by.gain(&alone.base, couple));
        Gain::of(&gains.collect::<Vec<_>>(), error)
    };
    let single = |lever: usize| {
        let gains = both().filter_map(|(alone, _)| by.gain(&alone.base, &alone.variants[lever]));
        Gain::of(&gains.collect::<Vec<_>>(), error)
    };
    let more = both().filter_map(|(alone, couple)| {
        let first = by.gain(&alone.base, &alone.variants[levers.0])?;
        Some(by.gain(&alone.base, couple)? - first - by.gain(&alone.base, &alone.variants[levers.1])?)
    });
    let gains = Measure::ALL.map(of);
    let singles = [single(levers.0), single(levers.1)];
    PairGain {
        levers: *levers,
        gains,
        interaction: Gain::of(&more.collect::<Vec<_>>(), error),
        alone: singles,
        told: gains[by as usize].is_some_and(|gain| gain.told(each) && gain.mean > 0.0),
        neither_alone: singles.iter().flatten().all(|gain| !gain.told(error) || gain.mean <= 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Tonnes;

    #[test]
    fn who_gains_nothing_alone_makes_pairs_by_what_is_lost_without_it() {
        assert_eq!(candidates(&[0.0, 0.0, 0.0], &[5.0, 0.0, 5.0]), [0, 2]);
        let alone = [9.0, 8.0, 7.0, 6.0, 5.0, 0.0, -1.0];
        let losses = [9.0, 9.0, 0.0, 0.0, 0.5, 1.0, 2.0];
        assert_eq!(candidates(&alone, &losses), [0, 1, 2, 5, 6]);
    }

    /// 100 t more than the next in every replication is told apart, 1 t more or less is not.
    #[test]
    fn couples_close_to_the_best_may_be_the_best() {
        let couple = |tonnes: [f64; 4]| Couple {
            levers: (0, 1),
            measured: tonnes.map(|t| Measured { capacity: Some(Tonnes(t)), ..Measured::default() }).to_vec(),
        };
        let couples = [
            couple([400.0, 501.0, 399.0, 500.0]),
            couple([500.0, 602.0, 498.0, 600.0]),
            couple([501.0, 601.0, 499.0, 600.0]),
        ];
        assert_eq!(contenders(&couples, Measure::Service, 0.05), [1, 2]);
        assert!(contenders(&[], Measure::Service, 0.05).is_empty());
    }
}
