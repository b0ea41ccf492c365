//! How high a level the high waters hold for a while.

use std::ops::Range;

use super::Turn;
use super::curve::Curve;
use crate::units::Duration;

/// The level that a share of the high waters among the turns of `range` hold for `stay`; the rules are those of
/// `Tide::held`.
pub(super) fn held(
    curve: &Curve,
    turns: &[Turn],
    stay: Duration,
    share: f64,
    range: Range<usize>,
) -> Option<f64> {
    let stay = stay.milliseconds().max(0) as f64;
    let water = Water { curve, turns, stay, close: curve.step() as f64 * 1e-6 };
    let highs = range.filter(|&position| turns[position].high);
    let mut levels: Vec<f64> = highs.map(|position| water.holds(position)).collect();
    if levels.is_empty() {
        return None;
    }
    let rank = ((1.0 - share) * levels.len() as f64) as usize;
    let rank = rank.min(levels.len() - 1);
    Some(*levels.select_nth_unstable_by(rank, f64::total_cmp).1)
}

struct Water<'a> {
    curve: &'a Curve,
    turns: &'a [Turn],
    /// ms.
    stay: f64,
    /// A step of the search that may be the last, ms.
    close: f64,
}

/// A stretch that falls as one walks away from the high water, on one side of it.
#[derive(Clone, Copy)]
struct Slope {
    /// Turn it begins at, and the level there.
    crest: usize,
    /// Times of its upper and lower end, ms after the first node.
    upper: f64,
    lower: f64,
    /// Level of the lower end, m.
    floor: f64,
    /// Whether the lower end is the end of the table.
    ends: bool,
}

impl Water<'_> {
    /// The highest level that some span of `stay` with high water `position` in it does not fall below.
    fn holds(&self, position: usize) -> f64 {
        let mut ceiling = self.turns[position].level;
        if self.stay == 0.0 {
            return ceiling;
        }
        let (mut before, mut after) = (self.slope(position, -1), self.slope(position, 1));
        loop {
            // As far down as both slopes reach, and no further up than a low water that lies in between.
            let floor = before.floor.max(after.floor);
            if let Some(level) = self.meet(before, after, floor, ceiling) {
                return level;
            }
            // Any longer span runs over the higher of the two low waters.
            ceiling = ceiling.min(floor);
            let side = if before.floor >= after.floor { &mut before } else { &mut after };
            if side.ends {
                return ceiling;
            }
            let direction = if side.lower < side.upper { -1 } else { 1 };
            let crest = side.crest.wrapping_add_signed(2 * direction);
            if !self.turns.get(crest).is_some_and(|turn| turn.high) {
                // The last stretch climbs to the end of the table and stands there.
                return ceiling;
            }
            *side = self.slope(crest, direction);
        }
    }

    fn since_first(&self, position: usize) -> f64 {
        (self.turns[position].at.milliseconds() - self.curve.first()) as f64
    }

    /// The slope from high water `crest` outward.
    fn slope(&self, crest: usize, direction: isize) -> Slope {
        let low = crest.wrapping_add_signed(direction);
        let upper = self.since_first(crest);
        if let Some(turn) = self.turns.get(low) {
            return Slope { crest, upper, lower: self.since_first(low), floor: turn.level, ends: false };
        }
        let cells = if direction < 0 { 0 } else { self.curve.cells() };
        let lower = (self.curve.time(cells) - self.curve.first()) as f64;
        Slope { crest, upper, lower, floor: self.curve.node(cells), ends: true }
    }

    /// The level between `floor` and `ceiling` at which the two slopes are `stay` apart; `None` if they are nearer even at
    /// the floor.
    fn meet(&self, before: Slope, after: Slope, floor: f64, ceiling: f64) -> Option<f64> {
        // The span begins on the slope before: not so late that it would end beyond the slope after, not so early
        // that it would end before that slope begins.
        let earliest = before.lower.max(after.upper - self.stay);
        let latest = before.upper.min(after.lower - self.stay);
        if earliest > latest {
            return (after.upper - before.upper >= self.stay).then_some(ceiling);
        }
        let (mut early, mut late) = (earliest, latest);
        let mut start = 0.5 * (early + late);
        let mut level = ceiling;
        for _ in 0..60 {
            let (begin, rise) = self.curve.level_and_slope(start);
            let (end, fall) = self.curve.level_and_slope(start + self.stay);
            let excess = begin - end;
            *(if excess >= 0.0 { &mut late } else { &mut early }) = start;
            let newton = start - excess / (rise - fall);
            if (newton - start).abs() <= self.close {
                level = begin + rise * (newton - start);
                break;
            }
            level = begin.min(end);
            if late - early < 0.01 {
                break;
            }
            // Strictly inside, lest two bends throw it from end to end for ever.
            start = if early < newton && newton < late { newton } else { 0.5 * (early + late) };
        }
        // A balance at or below the floor is that of a longer walk.
        (level >= floor).then(|| level.min(ceiling))
    }
}
