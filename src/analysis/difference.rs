//! Paired differences: the mean of what one thing gains over another in the same replications, with Student's interval, and how surely it
//! is not nothing. Several comparisons at once are corrected after Holm or Bonferroni, by the caller or here.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// A mean of paired differences.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Gain {
    /// Replications in which both sides are there, at least 1.
    pub count: u64,
    /// Mean difference.
    pub mean: f64,
    /// Half its interval at the level asked; absent for one replication.
    pub half: Option<f64>,
    /// Probability of a mean so far from 0 by chance alone (two-sided, Student); absent for one replication that differs.
    pub by_chance: Option<f64>,
    /// True if not one replication differs.
    pub nothing: bool,
}

impl Gain {
    /// The mean of `values` with an interval that fails with probability `error`; `None` of nothing.
    pub fn of(values: &[f64], error: f64) -> Option<Gain> {
        let mean = super::mean(values)?;
        let nothing = values.iter().all(|value| *value == 0.0);
        let count = values.len();
        let law =
            (count > 1).then(|| StudentsT::new(0.0, 1.0, count as f64 - 1.0).expect("freedom of at least 1"));
        let scale = super::deviation(values).map(|deviation| deviation / (count as f64).sqrt());
        let half = law.as_ref().zip(scale).map(|(law, scale)| law.inverse_cdf(1.0 - error / 2.0) * scale);
        let by_chance = match law.zip(scale) {
            _ if nothing => Some(1.0),
            None => None,
            Some((_, scale)) if scale <= mean.abs() * 1e-12 => Some(0.0),
            Some((law, scale)) => Some(2.0 * law.cdf(-(mean / scale).abs())),
        };
        Some(Gain { count: count as u64, mean, half, by_chance, nothing })
    }

    /// Ends of the interval.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.half.map(|half| (self.mean - half, self.mean + half))
    }

    /// True if it is told apart from nothing at this probability of error.
    pub fn told(&self, error: f64) -> bool {
        self.by_chance.is_some_and(|by_chance| by_chance <= error)
    }
}

/// Which of several hypotheses of no difference fall, so that with probability 1 − `error` none that is true falls (Holm).
pub(super) fn holm(by_chance: &[Option<f64>], error: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..by_chance.len()).collect();
    let of = |at: usize| by_chance[at].unwrap_or(1.0);
    order.sort_by(|a, b| of(*a).total_cmp(&of(*b)).then(a.cmp(b)));
    let mut fallen = vec![false; by_chance.len()];
    for (rank, at) in order.iter().enumerate() {
        if of(*at) > error / (by_chance.len() - rank) as f64 {
            break;
        }
        fallen[*at] = true;
    }
    fallen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four differences 1, 2, 3, 6: mean 3, s = √(14/3) = 2.1602, standard error 1.0801, t(3; 0.975) = 3.1824, t = 2.7775, p = 0.0691.
    #[test]
    fn a_gain_by_hand() {
        let gain = Gain::of(&[1.0, 2.0, 3.0, 6.0], 0.05).expect("four");
        assert_eq!(gain.mean, 3.0);
        assert!((gain.half.expect("four") - 3.4374).abs() < 5e-4, "{gain:?}");
        assert!((gain.by_chance.expect("four") - 0.0691).abs() < 5e-4, "{gain:?}");
        assert!(!gain.told(0.05) && gain.told(0.07));
    }

    #[test]
    fn equal_differences_are_certain_and_no_differences_are_none() {
        let same = Gain::of(&[5.0; 3], 0.05).expect("three");
        assert_eq!((same.half, same.by_chance, same.nothing), (Some(0.0), Some(0.0), false));
        let none = Gain::of(&[0.0; 3], 0.05).expect("three");
        assert_eq!((none.by_chance, none.nothing), (Some(1.0), true));
        assert_eq!(Gain::of(&[5.0], 0.05).expect("one").half, None);
        assert_eq!(Gain::of(&[], 0.05), None);
    }

    /// 0.01 ≤ 0.05/4 falls, 0.015 ≤ 0.05/3 falls, 0.03 > 0.05/2 stands, and with it 0.04.
    #[test]
    fn holm_steps_down_and_stops() {
        let fallen = holm(&[Some(0.04), Some(0.01), Some(0.03), Some(0.015)], 0.05);
        assert_eq!(fallen, [false, true, false, true]);
        assert_eq!(holm(&[None, Some(0.01)], 0.05), [false, true]);
    }
}
