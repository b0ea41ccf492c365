//! Windows above a level: which stretches between turning points the curve crosses it in, and at which millisecond.

use super::ALWAYS;
use super::curve::{Cell, Curve};
use super::turns::Turns;
use crate::units::Time;
use crate::window::Window;

/// The first window that closes at or after `from`; the rules are those of `Tide::window`.
pub(super) fn window(curve: &Curve, turns: &Turns, level: f64, from: Time) -> Option<Window> {
    let from = from.milliseconds().clamp(curve.first(), curve.last());
    let next = turns.first_from(Time::from_milliseconds(from));
    if curve.level(from) >= level {
        let opens = open_before(curve, turns, level, from, next);
        return Some(Window { opens, closes: close_after(curve, turns, level, from, next) });
    }
    let count = turns.all().len();
    let (above, high) = match turns.first_at_least(next, level) {
        Some(high) => (at(turns, high), high),
        None if curve.node(curve.cells()) >= level => (curve.last(), count),
        None => return None,
    };
    // The curve is below at `from` and at the low water before, and rises from the later of the two.
    let below = if high > 0 { at(turns, high - 1).max(from) } else { from };
    let opens = Time::from_milliseconds(edge(curve, below, above, level));
    let closes = close_after(curve, turns, level, above, (high + 1).min(count));
    Some(Window { opens, closes })
}

/// When the window opens that is open at `from`, where `next` is the first turn from there on.
fn open_before(curve: &Curve, turns: &Turns, level: f64, from: i64, next: usize) -> Time {
    let low = turns.last_below(next, level);
    let below = match low {
        Some(low) => at(turns, low),
        None if curve.node(0) < level => curve.first(),
        None => return ALWAYS,
    };
    let following = low.map_or(0, |low| low + 1);
    let above = if following < next { at(turns, following) } else { from };
    Time::from_milliseconds(edge(curve, below, above, level))
}

/// When the window closes that is open at `from`, where `next` is the first turn from there on.
fn close_after(curve: &Curve, turns: &Turns, level: f64, from: i64, next: usize) -> Time {
    let (below, low) = match turns.first_below(next, level) {
        Some(low) => (at(turns, low), low),
        None if curve.node(curve.cells()) < level => (curve.last(), turns.all().len()),
        None => return Time::NEVER,
    };
    let above = if low > next { at(turns, low - 1) } else { from };
    Time::from_milliseconds(edge(curve, below, above, level))
}

fn at(turns: &Turns, position: usize) -> i64 {
    turns.all()[position].at.milliseconds()
}

/// Of the milliseconds from `below`, where the curve is below `level`, to `above`, where it reaches it, the one nearest to
/// `below` that reaches it. The curve is monotone between them; either may come first.
fn edge(curve: &Curve, below: i64, above: i64, level: f64) -> i64 {
    let (below, above) = narrow(curve, below, above, level);
    let index = curve.index(below.min(above));
    let (start, step) = (curve.time(index), curve.step() as f64);
    let cell = curve.cell(index);
    let over = |milliseconds: i64| cell.level((milliseconds - start) as f64 / step) >= level;
    let (from, to) = ((below - start) as f64 / step, (above - start) as f64 / step);
    let root = start as f64 + step * root(cell, from, to, level);
    // On to whole milliseconds, and halving for the rare curve that is too flat for Newton's steps.
    let toward = (above - below).signum();
    let rounded = if toward > 0 { root.ceil() } else { root.floor() } as i64;
    let (mut below, mut above) = (below, above);
    for guess in [rounded, rounded - toward, rounded + toward] {
        // Still in between, whichever way they lie?
        if (guess - below) * toward > 0 && (above - guess) * toward > 0 {
            *(if over(guess) { &mut above } else { &mut below }) = guess;
        }
    }
    while (above - below).abs() > 1 {
        let middle = below + (above - below) / 2;
        *(if over(middle) { &mut above } else { &mut below }) = middle;
    }
    above
}

/// About the share of the step at which `cell` crosses `level`, between `below` and `above`: Newton's steps, or halving where
/// they leave the bracket.
fn root(cell: Cell, mut below: f64, mut above: f64, level: f64) -> f64 {
    let (low, high) = (cell.level(below), cell.level(above));
    let mut share = below + (above - below) * (level - low) / (high - low);
    for _ in 0..12 {
        let excess = cell.level(share) - level;
        *(if excess >= 0.0 { &mut above } else { &mut below }) = share;
        let newton = share - excess / cell.slope(share);
        if (newton - share).abs() < 1e-5 {
            return newton;
        }
        let inside = below.min(above) < newton && newton < below.max(above);
        share = if inside { newton } else { 0.5 * (below + above) };
    }
    share
}

/// Narrows the pair of `edge` to one cell, by halving over the nodes in between.
fn narrow(curve: &Curve, mut below: i64, mut above: i64, level: f64) -> (i64, i64) {
    let (mut first, mut last) = (curve.index(below.min(above)), curve.index(below.max(above)));
    let rising = below < above;
    while first < last {
        let middle = first + (last - first).div_ceil(2);
        let reached = curve.node(middle) >= level;
        if reached {
            above = curve.time(middle);
        } else {
            below = curve.time(middle);
        }
        if reached == rising {
            last = middle - 1;
        } else {
            first = middle;
        }
    }
    (below, above)
}
