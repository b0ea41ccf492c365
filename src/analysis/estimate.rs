//! Numbers from samples: mean with Student's interval, quantiles, and shares with Wilson's interval. Leaves out what the
//! samples are. The mean of nothing is absent (rule C4), never NaN.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// Upper quantile of a two-sided interval at 95 %.
const UPPER: f64 = 0.975;
/// The same of the standard normal law.
const NORMAL_UPPER: f64 = 1.959_963_984_540_054;

/// What a sample of independent values says, all in the unit of the values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Number of values, at least 1.
    pub count: u64,
    /// Arithmetic mean.
    pub mean: f64,
    /// Sample standard deviation (n − 1); absent for one value.
    pub deviation: Option<f64>,
    /// 95 % interval of the mean after Student, (low, high); absent for one value.
    pub interval: Option<(f64, f64)>,
    /// 5 % quantile (type 7), as all that follow.
    pub p05: f64,
    /// Lower quartile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// Upper quartile.
    pub p75: f64,
    /// 95 % quantile.
    pub p95: f64,
    /// Least value.
    pub least: f64,
    /// Greatest value.
    pub greatest: f64,
}

impl Estimate {
    /// The estimate from `values`, taken in the order given; `None` if there are none.
    pub fn of(values: &[f64]) -> Option<Estimate> {
        let mean = mean(values)?;
        let deviation = deviation(values);
        let half = deviation.map(|deviation| half_width(deviation, values.len()));
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |share| quantile(&sorted, share).expect("there is a value");
        Some(Estimate {
            count: values.len() as u64,
            mean,
            deviation,
            interval: half.map(|half| (mean - half, mean + half)),
            p05: at(0.05),
            p25: at(0.25),
            p50: at(0.5),
            p75: at(0.75),
            p95: at(0.95),
            least: at(0.0),
            greatest: at(1.0),
        })
    }

    /// The estimate from the values that are there; `None` if none is.
    pub fn of_present(values: impl Iterator<Item = Option<f64>>) -> Option<Estimate> {
        Estimate::of(&values.flatten().collect::<Vec<_>>())
    }
}

/// k of n that meet a condition, with its 95 % interval after Wilson.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Proportion {
    /// How many met it.
    pub met: u64,
    /// Of how many, at least 1.
    pub of: u64,
    /// Their share.
    pub share: f64,
    /// Low end of the interval.
    pub low: f64,
    /// High end of the interval.
    pub high: f64,
}

impl Proportion {
    /// `met` of `of`; `None` of nothing.
    pub fn new(met: u64, of: u64) -> Option<Proportion> {
        if of == 0 {
            return None;
        }
        let (n, share) = (of as f64, met as f64 / of as f64);
        let square = NORMAL_UPPER * NORMAL_UPPER;
        let centre = (share + square / (2.0 * n)) / (1.0 + square / n);
        let half =
            NORMAL_UPPER / (1.0 + square / n) * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
        let low = if met == 0 { 0.0 } else { (centre - half).max(0.0) };
        let high = if met == of { 1.0 } else { (centre + half).min(1.0) };
        Some(Proportion { met, of, share, low, high })
    }

    /// The share of the answers that are there which are yes; `None` if none is there.
    pub fn of(answers: impl Iterator<Item = Option<bool>>) -> Option<Proportion> {
        let (mut met, mut of) = (0, 0);
        for answer in answers.flatten() {
            met += u64::from(answer);
            of += 1;
        }
        Proportion::new(met, of)
    }
}

/// Arithmetic mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Sample standard deviation (n − 1); `None` below two values.
pub fn deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values).filter(|_| values.len() > 1)?;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    Some((squares / (values.len() - 1) as f64).sqrt())
}

/// Half the 95 % interval of the mean of `count` ≥ 2 values after Student.
pub fn half_width(deviation: f64, count: usize) -> f64 {
    let law = StudentsT::new(0.0, 1.0, count as f64 - 1.0).expect("at least one degree of freedom");
    law.inverse_cdf(UPPER) * deviation / (count as f64).sqrt()
}

/// Quantile of type 7 (linear between order statistics) of values in ascending order; `None` of nothing.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let rank = last as f64 * share.clamp(0.0, 1.0);
    let below = (rank.floor() as usize).min(last);
    let above = (below + 1).min(last);
    Some(sorted[below] + (rank - below as f64) * (sorted[above] - sorted[below]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: a textbook vector after Law & Kelton, computed by hand.
    #[test]
    fn student_interval_of_ten_values() {
        let values = [1.2, 1.5, 1.1, 1.4, 1.3, 1.6, 1.25, 1.35, 1.45, 1.15];
        let estimate = Estimate::of(&values).expect("ten values");
        let (low, high) = estimate.interval.expect("ten values");
        assert!((estimate.mean - 1.33).abs() < 1e-12);
        assert!((estimate.deviation.expect("ten values") - 0.160_208).abs() < 1e-6);
        assert!(((high - low) / 2.0 - 0.114_606).abs() < 1e-6, "{}", (high - low) / 2.0);
    }

    #[test]
    fn one_value_has_no_interval_and_nothing_has_no_mean() {
        let one = Estimate::of(&[7.0]).expect("one value");
        assert_eq!((one.mean, one.deviation, one.interval, one.p95), (7.0, None, None, 7.0));
        assert_eq!(Estimate::of(&[]), None);
        assert_eq!(Proportion::new(0, 0), None);
        assert_eq!(Proportion::of([None, None].into_iter()), None);
    }

    #[test]
    fn wilson_intervals() {
        for (met, of, low, high) in [(27, 30, 0.744, 0.965), (45, 50, 0.786, 0.957), (90, 100, 0.826, 0.945)]
        {
            let found = Proportion::new(met, of).expect("some");
            assert!((found.low - low).abs() < 5e-4 && (found.high - high).abs() < 5e-4, "{found:?}");
        }
        let all = Proportion::new(30, 30).expect("some");
        assert!((0.884..=0.887).contains(&all.low) && all.high == 1.0, "{all:?}");
        assert_eq!(Proportion::new(0, 30).expect("some").low, 0.0);
    }

    #[test]
    fn quantiles_lie_between_order_statistics() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0, 8.0], 0.5), Some(3.0));
        assert_eq!(quantile(&[1.0, 2.0, 4.0, 8.0], 0.75), Some(5.0));
        assert_eq!(quantile(&[], 0.5), None);
    }
}
