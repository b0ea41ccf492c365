//! Turning points of a curve: found once, then searched by level and by time.

use std::ops::Range;

use super::Turn;
use super::curve::{Cell, Curve};
use crate::units::Time;

/// Turns that share one entry of the summary.
const BLOCK: usize = 64;
/// A step of half an hour halved this often is below a millisecond.
const DEEPEST: u32 = 22;

/// High and low waters by turns, in order of time.
pub(super) struct Turns {
    all: Vec<Turn>,
    /// Lowest and highest level of each block of turns.
    blocks: Vec<(f64, f64)>,
    /// Time of the first node and length of a slot, ms; about as many slots as turns.
    first: i64,
    slot: i64,
    /// Turns before each slot, and at the end all.
    before: Vec<usize>,
}

impl Turns {
    /// The turning points of `curve`. They stand on the millisecond: of the two nearest, the one further out.
    pub(super) fn of(curve: &Curve) -> Self {
        let mut found = Found { curve, all: Vec::new(), direction: 0.0, since: curve.first() as f64 };
        let mut splits = Vec::new();
        for index in 0..curve.cells() {
            let start = curve.time(index) as f64;
            let (from, to) = (curve.node(index), curve.node(index + 1));
            splits.clear();
            split(curve.cell(index), curve.slope_controls(index), 0.0, 1.0, DEEPEST, &mut splits);
            let mut level = from;
            for &share in &splits {
                let next = curve.cell(index).level(share);
                found.piece(next - level, start + share * curve.step() as f64);
                level = next;
            }
            found.piece(to - level, start + curve.step() as f64);
        }
        let all = found.all;
        let summary = |block: &[Turn]| {
            let levels = || block.iter().map(|turn| turn.level);
            (levels().fold(f64::INFINITY, f64::min), levels().fold(f64::NEG_INFINITY, f64::max))
        };
        let blocks = all.chunks(BLOCK).map(summary).collect();
        let first = curve.first();
        let slot = (curve.last() - first) / (all.len() as i64 + 1) + 1;
        let starts = (0..=all.len() as i64 + 1).map(|count| Time::from_milliseconds(first + count * slot));
        let before = starts.map(|start| all.partition_point(|turn| turn.at < start)).collect();
        Turns { all, blocks, first, slot, before }
    }

    pub(super) fn all(&self) -> &[Turn] {
        &self.all
    }

    /// Positions of the turns in [from, until).
    pub(super) fn between(&self, from: Time, until: Time) -> Range<usize> {
        let start = self.first_from(from);
        start..self.first_from(until).max(start)
    }

    /// Position of the first turn at or after `from`.
    pub(super) fn first_from(&self, from: Time) -> usize {
        let slots = self.before.len() - 1;
        let slot = (from.milliseconds() - self.first) / self.slot;
        if slot < 0 || slot >= slots as i64 {
            return if slot < 0 { 0 } else { self.all.len() };
        }
        let (start, end) = (self.before[slot as usize], self.before[slot as usize + 1]);
        start + self.all[start..end].partition_point(|turn| turn.at < from)
    }

    /// The first turn from position `start` on with a level ≥ `level`.
    pub(super) fn first_at_least(&self, start: usize, level: f64) -> Option<usize> {
        self.first(start, |turn| turn >= level, |(_, highest)| highest >= level)
    }

    /// The first turn from position `start` on with a level below `level`.
    pub(super) fn first_below(&self, start: usize, level: f64) -> Option<usize> {
        self.first(start, |turn| turn < level, |(lowest, _)| lowest < level)
    }

    /// The last turn before position `end` with a level below `level`.
    pub(super) fn last_below(&self, end: usize, level: f64) -> Option<usize> {
        let whole = end - end % BLOCK;
        let tail = self.all[whole..end].iter().rposition(|turn| turn.level < level);
        tail.map(|position| whole + position).or_else(|| {
            let block = self.blocks[..whole / BLOCK].iter().rposition(|&(lowest, _)| lowest < level)? * BLOCK;
            let within = self.all[block..block + BLOCK].iter().rposition(|turn| turn.level < level)?;
            Some(block + within)
        })
    }

    fn first(
        &self,
        start: usize,
        hit: impl Fn(f64) -> bool,
        block_hit: impl Fn((f64, f64)) -> bool,
    ) -> Option<usize> {
        let whole = start.next_multiple_of(BLOCK).min(self.all.len());
        let head = self.all[start..whole].iter().position(|turn| hit(turn.level));
        head.map(|position| start + position).or_else(|| {
            let first = whole.div_ceil(BLOCK);
            let block =
                (first + self.blocks[first..].iter().position(|&summary| block_hit(summary))?) * BLOCK;
            Some(block + self.all[block..].iter().position(|turn| hit(turn.level))?)
        })
    }
}

/// Turning points so far, from monotone pieces in order.
struct Found<'a> {
    curve: &'a Curve,
    all: Vec<Turn>,
    /// Above 0: the curve rose last; below: it fell; 0: it has not moved yet.
    direction: f64,
    /// Where it last moved, ms.
    since: f64,
}

impl Found<'_> {
    /// A piece that changes the level by `change` and ends at `end`, ms.
    fn piece(&mut self, change: f64, end: f64) {
        if change == 0.0 {
            return;
        }
        if change * self.direction < 0.0 {
            self.turn(change < 0.0);
        }
        self.direction = change.signum();
        self.since = end;
    }

    fn turn(&mut self, high: bool) {
        let [early, late] = [self.since.floor(), self.since.ceil()].map(|at| at as i64);
        let [first, second] = [early, late].map(|at| self.curve.level(at));
        let further = if high { second > first } else { second < first };
        let (at, level) = if further { (late, second) } else { (early, first) };
        let at = Time::from_milliseconds(at);
        // Up and down within a millisecond is no turn.
        if self.all.last().is_some_and(|last| last.at >= at) {
            self.all.pop();
        } else {
            self.all.push(Turn { at, level, high });
        }
    }
}

/// Appends where the slope of a cell changes its sign within [from, to], in order. `controls` are the slope's Bernstein
/// coefficients there: as many changes of sign among them, as many roots at most; 0 and 1 are exact.
fn split(cell: Cell, controls: [f64; 5], from: f64, to: f64, depth: u32, splits: &mut Vec<f64>) {
    let mut changes = 0;
    let mut first = 0.0;
    let mut last = 0.0;
    for control in controls.into_iter().filter(|&control| control != 0.0) {
        changes += u32::from(control * last < 0.0);
        first = if first == 0.0 { control } else { first };
        last = control;
    }
    if changes == 1 || (changes > 1 && depth == 0) {
        splits.push(slope_root(cell, first, from, to));
    } else if changes > 1 {
        let middle = 0.5 * (from + to);
        let (left, right) = halves(controls);
        split(cell, left, from, middle, depth - 1, splits);
        // A root on the edge between the halves shows in neither.
        splits.push(middle);
        split(cell, right, middle, to, depth - 1, splits);
    }
}

/// Where the slope, which starts with the sign of `first`, loses it within [from, to].
fn slope_root(cell: Cell, first: f64, mut from: f64, mut to: f64) -> f64 {
    for _ in 0..28 {
        let middle = 0.5 * (from + to);
        if cell.slope(middle) * first > 0.0 {
            from = middle;
        } else {
            to = middle;
        }
    }
    0.5 * (from + to)
}

/// De Casteljau: the coefficients over either half.
fn halves(mut row: [f64; 5]) -> ([f64; 5], [f64; 5]) {
    let (mut left, mut right) = ([0.0; 5], [0.0; 5]);
    for round in 0..5 {
        left[round] = row[0];
        right[4 - round] = row[4 - round];
        for place in 0..4 - round {
            row[place] = 0.5 * (row[place] + row[place + 1]);
        }
    }
    (left, right)
}
