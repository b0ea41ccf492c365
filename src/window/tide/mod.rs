//! A curve of levels, tabulated once and asked often: level, turning points, windows above a level. It leaves out where
//! the constants come from (`harmonic`) and every datum: levels are about the mean of the curve.

mod crossing;
mod curve;
mod held;
#[cfg(test)]
mod properties;
mod statistics;
mod tabulate;
#[cfg(test)]
mod tests;
mod turns;

use std::fmt;
use std::sync::Arc;

use super::{Harmonics, Window};
use crate::units::{Almanac, Duration, Time};
use curve::{Curve, Nodes};
use turns::Turns;

/// A high or low water.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// When.
    pub at: Time,
    /// Level, m about the mean of the curve.
    pub level: f64,
    /// High water?
    pub high: bool,
}

/// A curve of levels, tabulated. Clones share the table. A harmonic curve takes 24 bytes a half-hour, 0.45 MB a year with
/// its turning points, however long the horizon; before and after the table the curve stands still at its end.
#[derive(Clone)]
pub struct Tide {
    table: Arc<Table>,
}

struct Table {
    curve: Curve,
    turns: Turns,
    lowest: f64,
    highest: f64,
}

/// When a window opens that is open from the start of the table on.
const ALWAYS: Time = Time::from_milliseconds(i64::MIN / 4);

impl Tide {
    /// The tide of `harmonics` over [from, until] and five days either side, smooth between nodes half an hour apart.
    /// It agrees with `Harmonics::level` to 0.01 mm.
    pub fn harmonic(harmonics: &Harmonics, almanac: &Almanac, from: Time, until: Time) -> Self {
        Self::new(tabulate::curve(harmonics, almanac, from, until))
    }

    /// A curve through `levels`, m, `step` apart (at least 1 ms), the first at `first`; straight in between. Without
    /// levels it stands at 0.
    pub fn series(first: Time, step: Duration, levels: Vec<f64>) -> Self {
        Self::new(Curve::new(first.milliseconds(), step.milliseconds().max(1), Nodes::Straight(levels)))
    }

    fn new(curve: Curve) -> Self {
        let turns = Turns::of(&curve);
        let ends = [curve.level(curve.first()), curve.level(curve.last())];
        let levels = || ends.into_iter().chain(turns.all().iter().map(|turn| turn.level));
        let lowest = levels().fold(f64::INFINITY, f64::min);
        let highest = levels().fold(f64::NEG_INFINITY, f64::max);
        Tide { table: Arc::new(Table { curve, turns, lowest, highest }) }
    }

    /// Level at `at`, m about the mean of the curve.
    pub fn level(&self, at: Time) -> f64 {
        self.table.curve.level(at.milliseconds())
    }

    /// The first window with level ≥ `level` that closes at or after `from`; `None` if the table has no more. It runs
    /// over low waters that reach `level`. Its edges are whole milliseconds inside: one further out the level is below.
    /// Open at the start of the table, it opens at a time before all runs; open at the end, it closes at `Time::NEVER`.
    pub fn window(&self, level: f64, from: Time) -> Option<Window> {
        let table = &*self.table;
        if level <= table.lowest {
            return Some(Window { opens: ALWAYS, closes: Time::NEVER });
        }
        // Nothing reaches it; nor is there a window above a level that is not a number.
        if level.is_nan() || level > table.highest {
            return None;
        }
        crossing::window(&table.curve, &table.turns, level, from)
    }

    /// High and low waters, by turns, in order of time; the curve is monotone between neighbours. A level that stands for
    /// a while at a turn counts once, where it begins.
    pub fn turns(&self) -> &[Turn] {
        self.table.turns.all()
    }

    /// The level that a share (0 to 1) of the high waters of [from, until) hold for `stay`: around each high water the
    /// highest level that some span of that length, which contains it, does not fall below. `None` without high waters.
    pub fn held(&self, stay: Duration, share: f64, from: Time, until: Time) -> Option<f64> {
        let table = &*self.table;
        held::held(&table.curve, table.turns.all(), stay, share, table.turns.between(from, until))
    }

    /// Highest level of the table, m about the mean of the curve.
    pub fn highest(&self) -> f64 {
        self.table.highest
    }

    /// Lowest level of the table, m about the mean of the curve.
    pub fn lowest(&self) -> f64 {
        self.table.lowest
    }

    /// High waters in [from, until).
    pub fn count_high_waters(&self, from: Time, until: Time) -> usize {
        statistics::count_high_waters(&self.turns()[self.table.turns.between(from, until)])
    }

    /// Mean difference between a high water and the next low water, or a low and the next high, m, over the turns in
    /// [from, until); `None` with fewer than two.
    pub fn mean_range(&self, from: Time, until: Time) -> Option<f64> {
        statistics::mean_range(&self.turns()[self.table.turns.between(from, until)])
    }
}

impl PartialEq for Tide {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.table, &other.table) || self.table.curve == other.table.curve
    }
}

impl fmt::Debug for Tide {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let curve = &self.table.curve;
        let (first, last) = (Time::from_milliseconds(curve.first()), Time::from_milliseconds(curve.last()));
        (formatter.debug_struct("Tide").field("first", &first).field("last", &last))
            .field("turns", &self.turns().len())
            .field("lowest", &self.table.lowest)
            .field("highest", &self.table.highest)
            .finish_non_exhaustive()
    }
}
