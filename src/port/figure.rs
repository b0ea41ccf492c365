//! Figures with their ignorance: a value, or a value drawn once per replication (rule 12), or one that changes by date.

use crate::engine::{Law, Quantity, Seed, Shape, triangular_quantile};
use crate::units::Time;
use statrs::distribution::{ContinuousCDF, Normal};

use super::Port;

/// Position in `Port::uncertain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DrawId(pub u32);

/// One number of a scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure<T> {
    /// The value stated.
    pub value: T,
    /// Its draw, if it is assumed with a spread.
    pub draw: Option<DrawId>,
}

impl<T: Quantity> Figure<T> {
    /// A figure that is certain.
    pub const fn fixed(value: T) -> Self {
        Figure { value, draw: None }
    }

    /// The figure in the replication of `draws`.
    pub fn at(&self, draws: &Draws) -> T {
        match self.draw.and_then(|draw| draws.figures.get(draw.0 as usize)) {
            Some(&drawn) => T::from_base(drawn),
            None => self.value,
        }
    }
}

/// A random law whose mean may itself be uncertain.
#[derive(Clone, Debug, PartialEq)]
pub struct LawFigure<Q> {
    /// The mean.
    pub mean: Figure<Q>,
    /// The shape around it.
    pub shape: Shape,
}

impl<Q: Quantity> LawFigure<Q> {
    /// Always `value`.
    pub const fn fixed(value: Q) -> Self {
        LawFigure { mean: Figure::fixed(value), shape: Shape::Constant }
    }

    /// The law in the replication of `draws`.
    pub fn at(&self, draws: &Draws) -> Law<Q> {
        Law { mean: self.mean.at(draws), shape: self.shape.clone() }
    }
}

/// A change of a figure at a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step<T> {
    /// 00:00 of the date from which the value holds; the date itself may be uncertain.
    pub from: Figure<Time>,
    /// The value from then on.
    pub value: Figure<T>,
}

/// A figure that may change by date (rule Q4).
#[derive(Clone, Debug, PartialEq)]
pub struct Dated<T> {
    /// The value before the first step.
    pub first: Figure<T>,
    /// Later values, dates as listed.
    pub later: Vec<Step<T>>,
}

impl<T: Quantity> Dated<T> {
    /// A figure that never changes and is certain.
    pub const fn fixed(value: T) -> Self {
        Dated { first: Figure::fixed(value), later: Vec::new() }
    }

    /// The value at `time`: that of the last step listed whose date has come.
    pub fn at(&self, time: Time, draws: &Draws) -> T {
        let step = self.later.iter().rev().find(|step| step.from.at(draws) <= time);
        step.map_or(self.first, |step| step.value).at(draws)
    }

    /// The dates at which the figure may change.
    pub fn dates<'a>(&'a self, draws: &'a Draws) -> impl Iterator<Item = Time> + 'a {
        self.later.iter().map(|step| step.from.at(draws))
    }
}

/// How far a figure may be off: a law over its base unit (hours, tonnes, milliseconds since the start for dates, …).
#[derive(Clone, Debug, PartialEq)]
pub enum Spread {
    /// Triangular.
    Triangular {
        /// Least.
        low: f64,
        /// Likeliest.
        mode: f64,
        /// Greatest.
        high: f64,
    },
    /// Uniform.
    Uniform {
        /// Least.
        low: f64,
        /// Greatest.
        high: f64,
    },
    /// Normal, held to [low, high].
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation, > 0.
        deviation: f64,
        /// Least value used.
        low: f64,
        /// Greatest value used.
        high: f64,
    },
    /// One of the listed values, all equally likely (a date within a range of months).
    OneOf(Vec<f64>),
    /// 1 with this probability, else 0: whether a rule holds.
    Chance(f64),
    /// As `otherwise`, but never (`Time::NEVER`) with probability `chance`.
    PerhapsNever {
        /// Probability of never.
        chance: f64,
        /// The law when it does happen.
        otherwise: Box<Spread>,
    },
    /// The law of a figure that was changed: each of its quantiles is that of the figure as it was, changed.
    Changed {
        /// The law of the figure as it was.
        of: Box<Spread>,
        /// What was done to it.
        by: Amendment,
    },
}

/// A change of a figure, in base units; a greater figure stays the greater one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amendment {
    /// × this, above 0.
    Times(f64),
    /// + this.
    Plus(f64),
    /// An interval in hours, so shortened that so many more of them begin in a day.
    MoreADay(f64),
}

impl Amendment {
    /// The figure changed.
    pub fn of(self, value: f64) -> f64 {
        match self {
            Amendment::Times(factor) => value * factor,
            Amendment::Plus(more) => value + more,
            Amendment::MoreADay(more) => 24.0 / (24.0 / value + more),
        }
    }
}

impl Spread {
    /// Least and greatest value; `f64::MAX` stands for never.
    pub fn ends(&self) -> (f64, f64) {
        match self {
            Spread::Triangular { low, high, .. }
            | Spread::Uniform { low, high }
            | Spread::Normal { low, high, .. } => (*low, *high),
            Spread::OneOf(values) => {
                let least = values.iter().copied().fold(f64::MAX, f64::min);
                (least, values.iter().copied().fold(f64::MIN, f64::max))
            }
            Spread::Chance(_) => (0.0, 1.0),
            Spread::PerhapsNever { otherwise, .. } => (otherwise.ends().0, f64::MAX),
            Spread::Changed { of, by } => {
                let (low, high) = of.ends();
                (by.of(low), by.of(high))
            }
        }
    }

    /// The value below which the law has probability `share`, 0 ≤ share < 1.
    pub fn quantile(&self, share: f64) -> f64 {
        match self {
            Spread::Triangular { low, mode, high } => triangular_quantile(*low, *mode, *high, share),
            Spread::Uniform { low, high } => low + share * (high - low),
            Spread::Normal { mean, deviation, low, high } => {
                let normal = Normal::new(*mean, *deviation).expect("a checked deviation");
                normal.inverse_cdf(share).clamp(*low, *high)
            }
            Spread::OneOf(values) => {
                let last = values.len() - 1;
                values[((share * values.len() as f64) as usize).min(last)]
            }
            Spread::Chance(chance) => {
                if share < *chance {
                    1.0
                } else {
                    0.0
                }
            }
            Spread::PerhapsNever { chance, otherwise } => {
                if share >= 1.0 - chance {
                    Time::NEVER.base()
                } else {
                    otherwise.quantile(share / (1.0 - chance))
                }
            }
            Spread::Changed { of, by } => by.of(of.quantile(share)),
        }
    }
}

/// A figure that is drawn once per replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// Key path in the scenario, e.g. `yard.bulk.area`.
    pub path: String,
    /// Figures of one group share one draw: they err together.
    pub group: Option<String>,
    /// How far off it may be.
    pub spread: Spread,
}

/// What one replication drew for the uncertain figures; empty = the values as stated (`--fixed`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draws {
    /// By `DrawId`, in base units.
    pub figures: Vec<f64>,
    /// By demand: the quantile of its low/base/high path, in [0, 1).
    pub paths: Vec<f64>,
    /// By trade: the quantile of its own low/base/high path, in [0, 1).
    pub trade_paths: Vec<f64>,
    /// By demand: the drawn shares of its mix, in the order of `Demand::mix`.
    pub mixes: Vec<Vec<f64>>,
}

impl Draws {
    /// The values as stated.
    pub fn fixed() -> Self {
        Draws::default()
    }

    /// The draws of one replication. Each figure, or group of figures, has its own named stream.
    pub fn draw(port: &Port, seed: Seed) -> Self {
        let figures = port.uncertain.iter().map(|figure| {
            let purpose = match &figure.group {
                Some(group) => format!("ignorance/group/{group}"),
                None => format!("ignorance/figure/{}", figure.path),
            };
            figure.spread.quantile(seed.stream(&purpose).uniform(0))
        });
        let quantile = |name: &str| seed.stream(&format!("ignorance/path/{name}")).uniform(0);
        Draws {
            figures: figures.collect(),
            paths: port.demands.iter().map(|demand| quantile(&demand.name)).collect(),
            trade_paths: port.trades.iter().map(|trade| quantile(&format!("trade/{}", trade.name))).collect(),
            mixes: port.demands.iter().map(|demand| demand.draw_mix(seed)).collect(),
        }
    }
}
