//! One panel of figure (g): its scales, the part of a passage that it shows, and how closures look. Leaves out what
//! passages and closures there are.

use crate::chart::axis::Scale;
use crate::chart::canvas::{Area, Canvas, Point};
use crate::chart::theme::{AXIS, HAIR, MUTED};
use crate::chart::timeline::Timeline;

/// Distance between the level lines over a closure, px.
const RULED: f64 = 5.0;
/// How causes of closure look: opacity, and whether level lines are drawn over it.
const CLOSED: [(f64, bool); 6] =
    [(0.16, false), (0.16, true), (0.38, false), (0.38, true), (0.60, false), (0.60, true)];

/// One stretch of time with its place on the card.
pub(super) struct Panel {
    pub plot: Area,
    pub across: Timeline,
    pub up: Scale,
}

impl Panel {
    /// The part that the panel shows of a passage between two hours.
    pub(super) fn line(&self, passage: (f64, f64), inbound: bool) -> Option<Vec<Point>> {
        let (from, until) = self.across.shown(passage)?;
        let at = |hour: f64| {
            let done = (hour - passage.0) / (passage.1 - passage.0);
            let share = if inbound { done } else { 1.0 - done };
            Some((self.across.at(hour)?, self.up.at(share * self.up.high)))
        };
        Some(vec![at(from)?, at(until)?])
    }
}

/// A span in which the i-th cause closed the channel.
pub(super) fn closed(canvas: &mut Canvas, area: Area, i: usize) {
    let (opacity, ruled) = CLOSED[i.min(CLOSED.len() - 1)];
    canvas.block(area, MUTED, opacity);
    let lines = if ruled { ((area.height() - 1.0) / RULED) as usize } else { 0 };
    for y in (0..lines).map(|i| area.y0 + (i as f64 + 0.5) * RULED) {
        canvas.line(vec![(area.x0, y), (area.x1, y)], HAIR, AXIS);
    }
}
