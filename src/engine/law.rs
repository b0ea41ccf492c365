//! Random laws (rule D4): a mean, and a shape around it. Sampling is by rand_distr with `std_math`; the mean is kept apart,
//! so that a law can be rescaled without touching its shape.

use rand::RngExt;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, Exp1, Gamma, LogNormal, Weibull};
use statrs::function::gamma::gamma;

use crate::units::{
    CubicMetres, Degrees, Duration, Metres, MetresPerHour, SquareMetres, Time, Tonnes, TonnesPerCubicMetre,
    TonnesPerHour, TonnesPerSquareMetre, TonnesPerYear,
};

/// A measure that can be made from, and read as, a number in its base unit (tonnes, hours, metres, …).
pub trait Quantity: Copy {
    /// From the number in base units.
    fn from_base(number: f64) -> Self;
    /// The number in base units.
    fn base(self) -> f64;
}

macro_rules! quantity {
    ($($name:ident),*) => {
        $(impl Quantity for $name {
            fn from_base(number: f64) -> Self {
                $name(number)
            }
            fn base(self) -> f64 {
                self.0
            }
        })*
    };
}
quantity!(
    Tonnes,
    Metres,
    SquareMetres,
    TonnesPerHour,
    TonnesPerSquareMetre,
    TonnesPerYear,
    MetresPerHour,
    Degrees,
    CubicMetres,
    TonnesPerCubicMetre
);

impl Quantity for Duration {
    /// Base unit: hours.
    fn from_base(number: f64) -> Self {
        Duration::from_hours(number)
    }
    fn base(self) -> f64 {
        self.hours()
    }
}

impl Quantity for Time {
    /// Base unit: milliseconds since the start.
    fn from_base(number: f64) -> Self {
        Time::from_milliseconds(number.round() as i64)
    }
    fn base(self) -> f64 {
        self.milliseconds() as f64
    }
}

impl Quantity for f64 {
    /// A share, a factor or a count.
    fn from_base(number: f64) -> Self {
        number
    }
    fn base(self) -> f64 {
        self
    }
}

/// The shape of a law around a mean of 1.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Always the mean.
    Constant,
    /// Exponential.
    Exponential,
    /// Erlang with `k` phases, k ≥ 1.
    Erlang(u32),
    /// Gamma with a coefficient of variation > 0.
    Gamma {
        /// Standard deviation ÷ mean.
        variation: f64,
    },
    /// Uniform on [low, high], as multiples of the mean; their middle is 1.
    Uniform {
        /// Lower end ÷ mean.
        low: f64,
        /// Upper end ÷ mean.
        high: f64,
    },
    /// Triangular, as multiples of the mean.
    Triangular {
        /// Lower end ÷ mean.
        low: f64,
        /// Mode ÷ mean.
        mode: f64,
        /// Upper end ÷ mean.
        high: f64,
    },
    /// PERT (beta with weight 4 on the mode), as multiples of the mean.
    Pert {
        /// Lower end ÷ mean.
        low: f64,
        /// Mode ÷ mean.
        mode: f64,
        /// Upper end ÷ mean.
        high: f64,
    },
    /// Lognormal with the coefficient of variation of the quantity itself.
    Lognormal {
        /// Standard deviation ÷ mean.
        variation: f64,
    },
    /// Weibull with its shape parameter.
    Weibull {
        /// Shape parameter, > 0.
        shape: f64,
    },
    /// One of the listed values, as multiples of the mean, all equally likely.
    Empirical(Vec<f64>),
}

/// A random quantity: its mean and the shape of its law.
#[derive(Clone, Debug, PartialEq)]
pub struct Law<Q> {
    /// The mean.
    pub mean: Q,
    /// The shape around it.
    pub shape: Shape,
}

impl<Q: Quantity> Law<Q> {
    /// Always `value`.
    pub fn constant(value: Q) -> Self {
        Law { mean: value, shape: Shape::Constant }
    }

    /// One draw.
    pub fn sample(&self, generator: &mut ChaCha8Rng) -> Q {
        match self.shape {
            Shape::Constant => self.mean,
            _ => Q::from_base(self.mean.base() * self.shape.sample(generator)),
        }
    }

    /// True if every draw is the mean.
    pub fn is_constant(&self) -> bool {
        self.shape == Shape::Constant
    }
}

impl Shape {
    /// A draw with mean 1.
    pub fn sample(&self, generator: &mut ChaCha8Rng) -> f64 {
        match self {
            Shape::Constant => 1.0,
            Shape::Exponential => Exp1.sample(generator),
            Shape::Erlang(phases) => {
                let sum: f64 = (0..*phases).map(|_| -> f64 { Exp1.sample(generator) }).sum();
                sum / f64::from(*phases)
            }
            Shape::Gamma { variation } => {
                let shape = 1.0 / (variation * variation);
                Gamma::new(shape, 1.0 / shape).expect("a checked variation").sample(generator)
            }
            Shape::Uniform { low, high } => low + (high - low) * generator.random::<f64>(),
            Shape::Triangular { low, mode, high } => {
                triangular_quantile(*low, *mode, *high, generator.random())
            }
            Shape::Pert { low, mode, high } => sample_pert(*low, *mode, *high, generator),
            Shape::Lognormal { variation } => {
                let (location, scale) = lognormal_parameters(*variation);
                LogNormal::new(location, scale).expect("a checked variation").sample(generator)
            }
            Shape::Weibull { shape } => {
                let scale = 1.0 / gamma(1.0 + 1.0 / shape);
                Weibull::new(scale, *shape).expect("a checked shape").sample(generator)
            }
            Shape::Empirical(values) => values[generator.random_range(0..values.len())],
        }
    }

    /// Coefficient of variation: standard deviation ÷ mean.
    pub fn variation(&self) -> f64 {
        match self {
            Shape::Constant => 0.0,
            Shape::Exponential => 1.0,
            Shape::Erlang(phases) => 1.0 / f64::from(*phases).sqrt(),
            Shape::Gamma { variation } | Shape::Lognormal { variation } => *variation,
            Shape::Uniform { low, high } => (high - low) / 12f64.sqrt(),
            Shape::Triangular { low, mode, high } => {
                let squares = low * low + mode * mode + high * high;
                ((squares - low * mode - low * high - mode * high) / 18.0).max(0.0).sqrt()
            }
            Shape::Pert { low, high, .. } => ((1.0 - low) * (high - 1.0) / 7.0).max(0.0).sqrt(),
            Shape::Weibull { shape } => {
                let mean = gamma(1.0 + 1.0 / shape);
                (gamma(1.0 + 2.0 / shape) / (mean * mean) - 1.0).max(0.0).sqrt()
            }
            Shape::Empirical(values) => {
                let squares: f64 = values.iter().map(|value| (value - 1.0) * (value - 1.0)).sum();
                (squares / values.len() as f64).sqrt()
            }
        }
    }

    /// Greatest possible draw ÷ mean, infinite where the law has no end.
    pub fn greatest(&self) -> f64 {
        match self {
            Shape::Constant => 1.0,
            Shape::Uniform { high, .. } | Shape::Triangular { high, .. } | Shape::Pert { high, .. } => *high,
            Shape::Empirical(values) => values.iter().copied().fold(0.0, f64::max),
            _ => f64::INFINITY,
        }
    }
}

/// Location and scale of the logarithm of a lognormal with mean 1 and this coefficient of variation.
fn lognormal_parameters(variation: f64) -> (f64, f64) {
    let square = (1.0 + variation * variation).ln();
    (-0.5 * square, square.sqrt())
}

/// The value below which a triangular law has probability `share`.
pub fn triangular_quantile(low: f64, mode: f64, high: f64, share: f64) -> f64 {
    if high <= low {
        return mode;
    }
    let below = (mode - low) / (high - low);
    if share < below {
        low + (share * (high - low) * (mode - low)).sqrt()
    } else {
        high - ((1.0 - share) * (high - low) * (high - mode)).sqrt()
    }
}

fn sample_pert(low: f64, mode: f64, high: f64, generator: &mut ChaCha8Rng) -> f64 {
    let span = high - low;
    if span <= 0.0 {
        return mode;
    }
    let first = 1.0 + 4.0 * (mode - low) / span;
    let second = 1.0 + 4.0 * (high - mode) / span;
    let beta = rand_distr::Beta::new(first, second).expect("parameters are at least 1");
    low + span * beta.sample(generator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Seed;

    /// Every law has mean 1 and the variation it claims, within five standard errors of 40,000 draws.
    #[test]
    fn samples_have_the_stated_mean_and_variation() {
        let shapes = [
            Shape::Exponential,
            Shape::Erlang(2),
            Shape::Gamma { variation: 0.7 },
            Shape::Uniform { low: 0.5, high: 1.5 },
            Shape::Triangular { low: 0.4, mode: 0.8, high: 1.8 },
            Shape::Pert { low: 0.5, mode: 0.75, high: 2.5 },
            Shape::Lognormal { variation: 0.5 },
            Shape::Weibull { shape: 1.9 },
            Shape::Empirical(vec![0.5, 0.5, 2.0]),
        ];
        for shape in shapes {
            let mut stream = Seed { batch: 9, replication: 0 }.stream("law test");
            let draws: Vec<f64> = (0..40_000).map(|item| shape.sample(stream.item(item))).collect();
            let mean = draws.iter().sum::<f64>() / draws.len() as f64;
            let square = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / draws.len() as f64;
            let error = 5.0 * shape.variation() / 200.0;
            assert!((mean - 1.0).abs() < error, "{shape:?}: mean {mean}");
            assert!(
                (square.sqrt() - shape.variation()).abs() < 0.03,
                "{shape:?}: variation {}",
                square.sqrt()
            );
        }
    }
}
