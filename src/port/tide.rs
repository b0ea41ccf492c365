//! The tide at the site, its figures drawn, and the water that a draught needs (rule W2): one place for both, whoever asks.

use super::{Draws, Section, Water};
use crate::units::{Duration, Time};
use crate::window::{Tide, Window};

/// Level at time t = mean + factor × curve(t − lag), m on the datum of the beds.
#[derive(Clone, Copy, Debug)]
pub struct SiteTide<'p> {
    /// The curve, m about its own mean.
    pub curve: &'p Tide,
    mean: f64,
    factor: f64,
    lag: Duration,
}

/// Water left below the keel: a share of the draught, and so much beside it.
#[derive(Clone, Copy, Debug)]
pub struct UnderKeel {
    /// Share of the draught, ≥ 0.
    share: f64,
    /// m, ≥ 0.
    plus: f64,
}

impl Water {
    /// The tide of one replication; `None` where there is none, or windows stand for it.
    pub fn tide(&self, draws: &Draws) -> Option<SiteTide<'_>> {
        match self {
            Water::Tide { mean, factor, lag, curve } => {
                Some(SiteTide { curve, mean: mean.at(draws).0, factor: factor.at(draws), lag: lag.at(draws) })
            }
            Water::Still | Water::Windows(_) => None,
        }
    }
}

impl SiteTide<'_> {
    /// Level at `at`, m.
    pub fn level(&self, at: Time) -> f64 {
        self.here(self.curve.level(self.on_curve(at)))
    }

    /// The site's level, m, where the curve has `level`.
    pub fn here(&self, level: f64) -> f64 {
        self.mean + self.factor * level
    }

    /// The time on the curve that stands for `at` here.
    pub fn on_curve(&self, at: Time) -> Time {
        at - self.lag
    }

    /// Lowest level of the table, m.
    pub fn lowest(&self) -> f64 {
        self.here(self.curve.lowest())
    }

    /// High waters of the table: when, and how high, m.
    pub fn high_waters(&self) -> impl Iterator<Item = (Time, f64)> {
        let high = self.curve.turns().iter().filter(|turn| turn.high);
        high.map(|turn| (turn.at + self.lag, self.here(turn.level)))
    }

    /// The first window with at least `level`, m, that closes at or after `from`; `None` if the table has no more.
    pub fn window(&self, level: f64, from: Time) -> Option<Window> {
        let window = self.curve.window((level - self.mean) / self.factor, self.on_curve(from))?;
        Some(Window { opens: window.opens + self.lag, closes: window.closes + self.lag })
    }

    /// The level, m, that `share` of the high waters of [from, until) hold for `stay`; `None` without high waters.
    pub fn held(&self, stay: Duration, share: f64, from: Time, until: Time) -> Option<f64> {
        Some(self.here(self.curve.held(stay, share, self.on_curve(from), self.on_curve(until))?))
    }

    /// High waters in [from, until).
    pub fn count_high_waters(&self, from: Time, until: Time) -> usize {
        self.curve.count_high_waters(self.on_curve(from), self.on_curve(until))
    }

    /// Mean difference between a high water and the next low water in [from, until), m.
    pub fn mean_range(&self, from: Time, until: Time) -> Option<f64> {
        self.curve.mean_range(self.on_curve(from), self.on_curve(until)).map(|range| range * self.factor)
    }
}

impl UnderKeel {
    /// Depth of water, m, for a draught, m.
    pub fn depth(self, draught: f64) -> f64 {
        draught * (1.0 + self.share) + self.plus
    }

    /// The greatest draught, m, for a depth of water, m.
    pub fn draught(self, depth: f64) -> f64 {
        (depth - self.plus) / (1.0 + self.share)
    }
}

impl Section {
    /// What is left below the keel in one replication.
    pub fn under_keel_of(&self, draws: &Draws) -> UnderKeel {
        UnderKeel { share: self.under_keel_share.at(draws), plus: self.under_keel.at(draws).0 }
    }

    /// The level, m on the datum of the beds, that a draught, m, needs here at `at`; `None` where no bed is stated.
    pub fn level_needed(&self, draught: f64, at: Time, draws: &Draws) -> Option<f64> {
        Some(self.bed.as_ref()?.at(at, draws).0 + self.under_keel_of(draws).depth(draught))
    }
}
