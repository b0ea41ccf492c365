//! Figure (h): hours closed by month and cause, one panel for each thing that can be closed, with one scale for all.
//! Leaves out when in the month.
//!
//! Causes overlap, so their bars may stand higher than the hours that were closed; a mark says those.

use crate::chart::axis::{
    BASE_HEIGHT, Scale, TICK_TYPE, Ticks, base_axis, gutter, span_with_zero, value_axis,
};
use crate::chart::band::drawable;
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::marks::swatch;
use crate::chart::svg::Svg;
use crate::chart::text::Type;
use crate::chart::theme::{HAIR, INK, LABEL, MUTED, PAPER, TICK, kind};

/// Months in a year.
const MONTHS: usize = 12;
/// Height of the plots by the number of panels, px.
const HEIGHTS: [f64; 4] = [300.0, 160.0, 115.0, 96.0];
/// Height of the line with the unit, px.
const UNIT: f64 = 22.0;
/// Height of the line with the name of a panel, px.
const HEAD: f64 = 24.0;
/// Distance between two panels, px.
const APART: f64 = 14.0;
/// Share of a month that its bar takes.
const BAR: f64 = 0.56;
/// Text beside the name of a panel.
const NOTE: Type = Type::regular(LABEL);
/// Name of a panel.
const NAME: Type = Type::bold(LABEL);

/// Hours closed by cause and month.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HoursClosed {
    /// Texts around the chart.
    pub caption: Caption,
    /// Name and unit of the scale: hours a month.
    pub scale: String,
    /// Names of the twelve months.
    pub months: Vec<String>,
    /// Names of the causes, from the base upwards; the first six have colours of their own.
    pub causes: Vec<String>,
    /// Name of the mark of hours closed by any cause.
    pub any: String,
    /// What can be closed, drawn in this order; at most the first four.
    pub targets: Vec<ClosedTarget>,
}

/// One thing that can be closed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClosedTarget {
    /// Name.
    pub label: String,
    /// The total of the year in words, written beside the name.
    pub note: String,
    /// The months of the year; at most the first twelve.
    pub months: Vec<ClosedMonth>,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClosedMonth {
    /// Hours by cause, in the order of the causes; hours with two causes count for both.
    pub causes: Vec<f64>,
    /// Hours closed by any cause.
    pub any: f64,
}

impl ClosedMonth {
    /// The upper ends of the stacked causes; a missing number adds nothing.
    fn stack(&self) -> Vec<f64> {
        let mut top = 0.0;
        let add = |&hours: &f64| {
            top += drawable(hours).unwrap_or(0.0).max(0.0);
            top
        };
        self.causes.iter().map(add).collect()
    }

    fn union(&self) -> Option<f64> {
        drawable(self.any).map(|hours| hours.max(0.0))
    }
}

impl HoursClosed {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when no month has a finite number.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let targets = &self.targets[..self.targets.len().min(HEIGHTS.len())];
        let months = || targets.iter().flat_map(|target| target.months.iter().take(MONTHS));
        let numbers = || months().flat_map(|month| month.causes.iter().copied().chain([month.any]));
        if !numbers().any(|hours| drawable(hours).is_some()) {
            return Err(ChartError::Empty("hours closed"));
        }
        let tops = months().flat_map(|month| month.stack().into_iter().chain(month.union()));
        let (low, high) = span_with_zero(tops);
        let ticks = Ticks::new(low, high, if targets.len() > 2 { 4 } else { 6 });
        let numerals: Vec<String> = ticks.values.iter().map(|&v| ticks.label(v)).collect();
        let tall = HEIGHTS[targets.len() - 1];
        let each = HEAD + tall + BASE_HEIGHT + APART;
        let key = self.key();
        let below = UNIT + each * targets.len() as f64 - APART;
        let (mut canvas, area) = self.caption.card(below + key.height());

        let unit = TICK_TYPE.shorten(&self.scale, area.width());
        canvas.words(&unit, area.x0, area.y0 + 0.88 * TICK, TICK_TYPE, Anchor::Start, MUTED);
        for (i, target) in targets.iter().enumerate() {
            let top = area.y0 + UNIT + i as f64 * each;
            let plot =
                Area { x0: area.x0 + gutter(&numerals), x1: area.x1, y0: top + HEAD, y1: top + HEAD + tall };
            head(&mut canvas, target, (plot.x0, top + 0.88 * LABEL), plot.width());
            let up = Scale::new((low, high), (plot.y1, plot.y0));
            let grid: Vec<_> = ticks.values.iter().map(|&v| up.at(v)).zip(numerals.iter().cloned()).collect();
            value_axis(&mut canvas, plot, &grid);
            self.bars(&mut canvas, target, plot, &up);
        }
        key.write(&mut canvas, (area.x0, area.y0 + below));
        Ok(canvas)
    }

    /// The bars and marks of one panel, and the months below it.
    fn bars(&self, canvas: &mut Canvas, target: &ClosedTarget, plot: Area, up: &Scale) {
        let slot = plot.width() / MONTHS as f64;
        let middle = |i: usize| plot.x0 + (i as f64 + 0.5) * slot;
        let half = BAR * slot / 2.0;
        for (i, month) in target.months.iter().take(MONTHS).enumerate() {
            let mut base = plot.y1;
            for (cause, top) in month.stack().into_iter().map(|top| up.at(top)).enumerate() {
                let area = Area { x0: middle(i) - half, x1: middle(i) + half, y0: top, y1: base };
                canvas.block(area, kind(cause), 1.0);
                if base < plot.y1 {
                    canvas.line(vec![(area.x0, base), (area.x1, base)], HAIR, PAPER);
                }
                base = top;
            }
            if let Some(y) = month.union().filter(|&hours| hours > 0.0).map(|hours| up.at(hours)) {
                bridge(canvas, (middle(i) - half - 5.0, middle(i) + half + 5.0), y);
            }
        }
        let name = |(i, name): (usize, &String)| (middle(i), TICK_TYPE.shorten(name, slot - 10.0));
        base_axis(canvas, plot, &self.months.iter().take(MONTHS).enumerate().map(name).collect::<Vec<_>>());
    }

    fn key(&self) -> Key<'_> {
        let mut key = Key::default();
        let months = || self.targets.iter().flat_map(|target| &target.months);
        let closed = |i: usize| months().any(|month| month.causes.get(i).is_some_and(|&hours| hours > 0.0));
        for (i, cause) in self.causes.iter().enumerate().filter(|&(i, _)| closed(i)) {
            key.add(cause, move |canvas, at| swatch(canvas, at, kind(i), 1.0));
        }
        key.add(&self.any, |canvas, (x, y)| bridge(canvas, (x, x + SKETCH), y));
        key
    }
}

/// A level mark with a white edge, which parts it from bars below.
fn bridge(canvas: &mut Canvas, (x0, x1): (f64, f64), y: f64) {
    canvas.line(vec![(x0, y), (x1, y)], 3.6, PAPER);
    canvas.line(vec![(x0, y), (x1, y)], 2.2, INK);
}

/// The name of a panel and what is said of it, on one line.
fn head(canvas: &mut Canvas, target: &ClosedTarget, (x, baseline): Point, width: f64) {
    let name = NAME.shorten(&target.label, width / 2.0 - 12.0);
    canvas.words(&name, x, baseline, NAME, Anchor::Start, INK);
    let gap = if name.is_empty() { 0.0 } else { NAME.width(&name) + 12.0 };
    let note = NOTE.shorten(&target.note, width - gap);
    canvas.words(&note, x + gap, baseline, NOTE, Anchor::Start, MUTED);
}
