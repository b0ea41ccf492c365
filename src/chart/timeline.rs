//! Hours from left to right: their scale, the days below it, and spans cut to what is shown. Leaves out calendars; the
//! names of the days come with their hours.

use crate::chart::axis::{Scale, TICK_TYPE, base_axis};
use crate::chart::band::drawable;
use crate::chart::canvas::{Area, Canvas};
use crate::chart::theme::{GRID, HAIR};

/// The widest that the name of a tick gets, px.
const WIDEST: f64 = 110.0;

/// The scale of the hours that one plot shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Timeline(Scale);

impl Timeline {
    /// The hours of a span from the left to the right edge of the plot.
    pub(super) fn new(hours: (f64, f64), plot: Area) -> Self {
        Self(Scale::new(hours, (plot.x0, plot.x1)))
    }

    /// Pixel of an hour that is shown; nothing for any other.
    pub(super) fn at(&self, hour: f64) -> Option<f64> {
        let hour = drawable(hour)?;
        (self.0.low <= hour && hour <= self.0.high).then(|| self.0.at(hour))
    }

    /// The part of a span that is shown, in hours; nothing for an empty span.
    pub(super) fn shown(&self, (from, until): (f64, f64)) -> Option<(f64, f64)> {
        let (from, until) = (drawable(from)?.max(self.0.low), drawable(until)?.min(self.0.high));
        (from < until).then_some((from, until))
    }

    /// The part of a span that is shown, in pixels.
    pub(super) fn pixels(&self, span: (f64, f64)) -> Option<(f64, f64)> {
        self.shown(span).map(|(from, until)| (self.0.at(from), self.0.at(until)))
    }

    /// Upright hairlines through the plot and the names of the ticks below it.
    pub(super) fn axis(&self, canvas: &mut Canvas, plot: Area, ticks: &[(f64, String)]) {
        let mut marks: Vec<_> = ticks
            .iter()
            .filter_map(|(hour, name)| {
                let x = self.at(*hour)?;
                Some((x, TICK_TYPE.shorten(name, WIDEST.min(2.0 * (x - 8.0)))))
            })
            .collect();
        marks.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (x, _) in &marks {
            canvas.line(vec![(*x, plot.y0), (*x, plot.y1)], HAIR, GRID);
        }
        base_axis(canvas, plot, &marks);
    }
}
