//! Levers together: all of them, all but one, and the best pair. Bottlenecks move, so a lever that alone gains nothing may be half of the
//! best pair. Which levers make pairs is decided by two figures: what a lever gains alone, and what all levers together lose without it.

use serde::Serialize;

use super::difference::Gain;
use super::prices::Measure;
use crate::record::Paired;

/// At most so many levers make pairs by what they gain alone, and so many more by what is lost without them.
const EACH_WAY: usize = 3;

/// All levers together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Together {
    /// What all levers gain together, by measure.
    pub gains: [Option<Gain>; 4],
    /// By lever: what all together lose without it, by the measure that ranks.
    pub losses: Vec<Option<Gain>>,
}

impl Together {
    /// From replications whose variants are: all levers; then all but each, in their order.
    pub fn of(replications: &[Paired], by: Measure, error: f64) -> Together {
        let levers = replications.first().map_or(0, |paired| paired.variants.len().saturating_sub(1));
        let all = |by: Measure| {
            let gains =
                replications.iter().filter_map(|paired| by.gain(&paired.base, paired.variants.first()?));
            Gain::of(&gains.collect::<Vec<_>>(), error)
        };
        let loss = |lever: usize| {
            let losses = (replications.iter())
                .filter_map(|paired| by.gain(&paired.variants[lever + 1], &paired.variants[0]));
            Gain::of(&losses.collect::<Vec<_>>(), error)
        };
        Together { gains: Measure::ALL.map(all), losses: (0..levers).map(loss).collect() }
    }
}

/// The levers that make pairs, in the order of the list: those that gain most alone, and those without which all together lose most.
pub fn candidates(alone: &[f64], losses: &[f64]) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for scores in [alone, losses] {
        let mut order: Vec<usize> = (0..scores.len()).filter(|at| scores[*at] > 0.0).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        order.retain(|lever| !chosen.contains(lever));
        chosen.extend(order.iter().take(EACH_WAY));
    }
    chosen.sort_unstable();
    chosen
}

/// Two levers pulled together.
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
    /// Replications of each.
    pub replications: u64,
    /// The pairs.
    pub pairs: Vec<PairGain>,
}

impl Pairs {
    /// From replications of the levers alone and, of the same numbers, replications whose variants are `couples`.
    pub fn of(
        alone: &[Paired],
        together: &[Paired],
        couples: &[(usize, usize)],
        by: Measure,
        error: f64,
    ) -> Pairs {
        let each = error / couples.len().max(1) as f64;
        let mut pairs: Vec<PairGain> = (couples.iter().enumerate())
            .map(|(at, &levers)| pair(alone, together, (at, levers), (by, error, each)))
            .collect();
        let mean = |pair: &PairGain| pair.gains[by as usize].map_or(f64::NEG_INFINITY, |gain| gain.mean);
        pairs.sort_by(|a, b| mean(b).total_cmp(&mean(a)).then(a.levers.cmp(&b.levers)));
        Pairs { replications: together.len() as u64, pairs }
    }
}

fn pair(
    alone: &[Paired],
    together: &[Paired],
    (at, levers): (usize, (usize, usize)),
    (by, error, each): (Measure, f64, f64),
) -> PairGain {
    let of = |by: Measure| {
        let gains = together.iter().filter_map(|paired| by.gain(&paired.base, &paired.variants[at]));
        Gain::of(&gains.collect::<Vec<_>>(), error)
    };
    let single = |lever: usize| {
        let gains = alone.iter().take(together.len());
        gains.filter_map(move |paired| by.gain(&paired.base, &paired.variants[lever])).collect::<Vec<_>>()
    };
    let more = alone.iter().zip(together).filter_map(|(alone, together)| {
        let both = by.gain(&together.base, &together.variants[at])?;
        let first = by.gain(&alone.base, &alone.variants[levers.0])?;
        Some(both - first - by.gain(&alone.base, &alone.variants[levers.1])?)
    });
    let gains = Measure::ALL.map(of);
    let singles = [Gain::of(&single(levers.0), error), Gain::of(&single(levers.1), error)];
    PairGain {
        levers,
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

    #[test]
    fn who_gains_nothing_alone_makes_pairs_by_what_is_lost_without_it() {
        assert_eq!(candidates(&[0.0, 0.0, 0.0], &[5.0, 0.0, 5.0]), [0, 2]);
        let alone = [9.0, 8.0, 7.0, 6.0, 5.0, 0.0, -1.0];
        let losses = [9.0, 9.0, 0.0, 0.0, 0.0, 1.0, 2.0];
        assert_eq!(candidates(&alone, &losses), [0, 1, 2, 5, 6]);
    }
}
