//! Laws cut off at the top: the chance to stay below a value, and the mean of what is left when all above is cut to it.

use statrs::distribution::{Beta, ContinuousCDF, Gamma};
use statrs::function::erf::erf;
use statrs::function::gamma::gamma;

use super::Shape;

/// Steps of the integral of a law without a closed form.
const STEPS: u32 = 256;

impl Shape {
    /// Chance of a draw (mean 1) at or below `value`.
    pub fn share_below(&self, value: f64) -> f64 {
        match self {
            Shape::Constant => f64::from(value >= 1.0),
            Shape::Empirical(values) => {
                values.iter().filter(|one| **one <= value).count() as f64 / values.len() as f64
            }
            _ if value <= 0.0 => 0.0,
            Shape::Exponential => 1.0 - (-value).exp(),
            Shape::Erlang(phases) => gamma_below(f64::from(*phases), value),
            Shape::Gamma { variation } => gamma_below(1.0 / (variation * variation), value),
            Shape::Uniform { low, high } => ((value - low) / (high - low)).clamp(0.0, 1.0),
            Shape::Triangular { low, mode, high } => triangular_below(*low, *mode, *high, value),
            Shape::Pert { low, mode, high } => pert_below(*low, *mode, *high, value),
            Shape::Lognormal { variation } => {
                let square = (1.0 + variation * variation).ln();
                0.5 * (1.0 + erf((value.ln() + 0.5 * square) / (2.0 * square).sqrt()))
            }
            Shape::Weibull { shape } => 1.0 - (-(value * gamma(1.0 + 1.0 / shape)).powf(*shape)).exp(),
        }
    }

    /// Mean of the lesser of a draw (mean 1) and `most` ≥ 0: the integral of the chance to lie above, by Simpson's rule to about 1e-6 but for
    /// laws with jumps, which are summed.
    pub fn mean_up_to(&self, most: f64) -> f64 {
        match self {
            Shape::Constant => most.min(1.0),
            Shape::Empirical(values) => {
                values.iter().map(|value| value.min(most)).sum::<f64>() / values.len() as f64
            }
            _ => {
                // Beyond ten means next to nothing is left of any law that ships calls.
                let most = most.min(self.greatest()).min(1.0 + 40.0 * self.variation().max(1.0));
                let step = most / f64::from(STEPS);
                let weight = |at: u32| match at {
                    0 | STEPS => 1.0,
                    odd if odd % 2 == 1 => 4.0,
                    _ => 2.0,
                };
                let above = |at: u32| weight(at) * (1.0 - self.share_below(f64::from(at) * step));
                (0..=STEPS).map(above).sum::<f64>() * step / 3.0
            }
        }
    }
}

/// A gamma law with mean 1.
fn gamma_below(shape: f64, value: f64) -> f64 {
    Gamma::new(shape, shape).expect("a checked variation").cdf(value)
}

fn triangular_below(low: f64, mode: f64, high: f64, value: f64) -> f64 {
    if value <= low {
        0.0
    } else if value >= high {
        1.0
    } else if value < mode {
        (value - low) * (value - low) / ((high - low) * (mode - low))
    } else {
        1.0 - (high - value) * (high - value) / ((high - low) * (high - mode).max(f64::MIN_POSITIVE))
    }
}

fn pert_below(low: f64, mode: f64, high: f64, value: f64) -> f64 {
    let span = high - low;
    if span <= 0.0 {
        return f64::from(value >= mode);
    }
    let (first, second) = (1.0 + 4.0 * (mode - low) / span, 1.0 + 4.0 * (high - mode) / span);
    let at = ((value - low) / span).clamp(0.0, 1.0);
    Beta::new(first, second).expect("parameters are at least 1").cdf(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Uniform on [0.5, 1.5] cut at 1: 1 − ∫ F from 0.5 to 1 = 1 − 0.125. Exponential cut at 1: 1 − e⁻¹. Triangular 0, 1, 2 cut at 1: 1 − 1/6.
    /// Lognormal: Φ(d₁) + c (1 − Φ(d₂)), by hand for a variation of 0.2 and a cut at 1.
    #[test]
    fn cut_means_by_hand() {
        let close = |shape: Shape, most: f64, mean: f64| {
            let found = shape.mean_up_to(most);
            assert!((found - mean).abs() < 2e-5, "{shape:?} cut at {most}: {found}, not {mean}");
        };
        close(Shape::Constant, 0.8, 0.8);
        close(Shape::Uniform { low: 0.5, high: 1.5 }, 1.0, 0.875);
        close(Shape::Exponential, 1.0, 1.0 - (-1f64).exp());
        close(Shape::Triangular { low: 0.0, mode: 1.0, high: 2.0 }, 1.0, 1.0 - 1.0 / 6.0);
        close(Shape::Empirical(vec![0.5, 0.5, 2.0]), 1.0, 2.0 / 3.0);
        // s² = ln 1.04 = 0.0392207, s = 0.198042; Φ(−s/2) = 0.460561; mean = 2 Φ(−s/2).
        close(Shape::Lognormal { variation: 0.2 }, 1.0, 2.0 * 0.460_561);
    }

    /// Without a cut every law keeps its mean.
    #[test]
    fn a_high_cut_leaves_the_mean() {
        let shapes = [
            Shape::Exponential,
            Shape::Erlang(3),
            Shape::Gamma { variation: 0.7 },
            Shape::Triangular { low: 0.4, mode: 0.8, high: 1.8 },
            Shape::Pert { low: 0.5, mode: 0.75, high: 2.5 },
            Shape::Lognormal { variation: 0.5 },
            Shape::Weibull { shape: 1.9 },
        ];
        for shape in shapes {
            let mean = shape.mean_up_to(1e9);
            assert!((mean - 1.0).abs() < 1e-3, "{shape:?}: {mean}");
        }
    }
}
