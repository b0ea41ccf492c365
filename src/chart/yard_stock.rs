//! Figure (j): what lay in the yards day by day, stacked by cargo, against their capacity; one panel for each yard, each in
//! its own measure. Leaves out how cargo came and went.

use crate::chart::axis::{BASE_HEIGHT, Scale, Ticks, gutter, span_with_zero, value_axis};
use crate::chart::band::drawable;
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::marks::{between, steps};
use crate::chart::svg::Svg;
use crate::chart::text::Type;
use crate::chart::theme::{HAIR, INK, LABEL, MUTED, PAPER, PLAIN, kind};
use crate::chart::timeline::Timeline;

/// Height of the plots by the number of panels, px.
const HEIGHTS: [f64; 4] = [320.0, 165.0, 118.0, 96.0];
/// Height of the line with the name of a panel, px.
const HEAD: f64 = 24.0;
/// Distance between two panels, px.
const APART: f64 = 14.0;
/// Text beside the name of a panel, and the name.
const NOTE: Type = Type::regular(LABEL);
const NAME: Type = Type::bold(LABEL);

/// Stocks of yards. Times are hours from the left edge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct YardStock {
    /// Texts around the chart.
    pub caption: Caption,
    /// Length of the time axis, h.
    pub hours: f64,
    /// Where the time axis is marked, h, and what is written there.
    pub ticks: Vec<(f64, String)>,
    /// Names of the kinds of cargo, from the base upwards; the first six have colours of their own.
    pub kinds: Vec<String>,
    /// Name of the line of the capacity.
    pub capacity: String,
    /// Yards, drawn in this order; at most the first four.
    pub yards: Vec<StockPanel>,
}

/// One yard.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StockPanel {
    /// Name.
    pub label: String,
    /// Measure and what is said of it, written beside the name.
    pub note: String,
    /// Its days in order.
    pub days: Vec<StockDay>,
}

/// What lies in a yard at one instant.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StockDay {
    /// When, h.
    pub hour: f64,
    /// By kind, in the measure of the yard.
    pub stocks: Vec<f64>,
    /// What the yard holds, if it has a limit.
    pub capacity: Option<f64>,
}

impl StockDay {
    /// The upper end of the first so many kinds; a missing number adds nothing.
    fn top(&self, kinds: usize) -> f64 {
        self.stocks.iter().take(kinds).map(|&stock| drawable(stock).unwrap_or(0.0).max(0.0)).sum()
    }

    fn limit(&self) -> Option<f64> {
        drawable(self.capacity?).map(|limit| limit.max(0.0))
    }
}

impl YardStock {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when the time axis has no finite length, or no yard has two days on it.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let empty = || ChartError::Empty("yard stock");
        let hours = drawable(self.hours).filter(|&hours| hours > 0.0).ok_or_else(empty)?;
        let yards = &self.yards[..self.yards.len().min(HEIGHTS.len())];
        let shown =
            |yard: &StockPanel| yard.days.iter().filter(|day| (0.0..=hours).contains(&day.hour)).count();
        if !yards.iter().any(|yard| shown(yard) > 1) {
            return Err(empty());
        }
        let tall = HEIGHTS[yards.len() - 1];
        let each = HEAD + tall + BASE_HEIGHT + APART;
        let scales: Vec<_> = yards.iter().map(|yard| self.scale(yard, tall)).collect();
        let left = scales.iter().map(|(_, numerals)| gutter(numerals)).fold(0.0, f64::max);
        let key = self.key();
        let below = each * yards.len() as f64 - APART;
        let (mut canvas, area) = self.caption.card(below + key.height());
        for (i, (yard, (ticks, numerals))) in yards.iter().zip(&scales).enumerate() {
            let top = area.y0 + i as f64 * each;
            let plot = Area { x0: area.x0 + left, x1: area.x1 - 6.0, y0: top + HEAD, y1: top + HEAD + tall };
            head(&mut canvas, yard, (area.x0, top + 0.88 * LABEL), area.width());
            let up = Scale::new(self.span(yard), (plot.y1, plot.y0));
            let across = Timeline::new((0.0, hours), plot);
            let grid: Vec<_> = ticks.values.iter().map(|&v| up.at(v)).zip(numerals.iter().cloned()).collect();
            value_axis(&mut canvas, plot, &grid);
            across.axis(&mut canvas, plot, &self.ticks);
            self.areas(&mut canvas, yard, &across, &up);
            limit(&mut canvas, yard, &across, &up, hours);
        }
        key.write(&mut canvas, (area.x0, area.y0 + below));
        Ok(canvas)
    }

    fn span(&self, yard: &StockPanel) -> (f64, f64) {
        let kinds = self.kinds.len();
        span_with_zero(yard.days.iter().flat_map(|day| [day.top(kinds), day.limit().unwrap_or(0.0)]))
    }

    fn scale(&self, yard: &StockPanel, tall: f64) -> (Ticks, Vec<String>) {
        let (low, high) = self.span(yard);
        let ticks = Ticks::new(low, high, if tall < 130.0 { 4 } else { 6 });
        let numerals = ticks.values.iter().map(|&v| ticks.label(v)).collect();
        (ticks, numerals)
    }

    /// The stacked areas of one yard.
    fn areas(&self, canvas: &mut Canvas, yard: &StockPanel, across: &Timeline, up: &Scale) {
        let line = |kinds: usize| -> Vec<Point> {
            let days = yard.days.iter().filter_map(|day| Some((across.at(day.hour)?, up.at(day.top(kinds)))));
            days.collect()
        };
        for i in 0..self.kinds.len() {
            let (lower, upper) = (line(i), line(i + 1));
            if lower != upper {
                canvas.fill(between(&upper, &lower), kind(i), 0.9);
                canvas.line(upper, HAIR, PAPER);
            }
        }
    }

    fn key(&self) -> Key<'_> {
        let mut key = Key::default();
        let mut days = self.yards.iter().flat_map(|yard| &yard.days);
        let lies = |i: usize| {
            let mut days = self.yards.iter().flat_map(|yard| &yard.days);
            days.any(|day| day.stocks.get(i).is_some_and(|&stock| stock > 0.0))
        };
        for (i, name) in self.kinds.iter().enumerate().filter(|&(i, _)| lies(i)) {
            key.add(name, move |canvas, (x, y)| {
                canvas.block(Area { x0: x, x1: x + SKETCH, y0: y - 6.0, y1: y + 6.0 }, kind(i), 0.9);
            });
        }
        if days.any(|day| day.limit().is_some()) {
            key.add(&self.capacity, |canvas, (x, y)| canvas.line(vec![(x, y), (x + SKETCH, y)], PLAIN, INK));
        }
        key
    }
}

/// The capacity as steps: each holds until the next.
fn limit(canvas: &mut Canvas, yard: &StockPanel, across: &Timeline, up: &Scale, hours: f64) {
    let ends = yard.days.iter().skip(1).map(|day| day.hour).chain([hours]);
    let stretches = yard.days.iter().zip(ends).filter_map(|(day, end)| {
        let (from, until) = across.pixels((day.hour, end))?;
        Some((from, until, up.at(day.limit()?)))
    });
    for line in steps(&stretches.collect::<Vec<_>>()) {
        canvas.line(line, PLAIN, INK);
    }
}

/// The name of a panel and what is said of it, on one line.
fn head(canvas: &mut Canvas, yard: &StockPanel, (x, baseline): Point, width: f64) {
    let name = NAME.shorten(&yard.label, width / 2.0 - 12.0);
    canvas.words(&name, x, baseline, NAME, Anchor::Start, INK);
    let gap = if name.is_empty() { 0.0 } else { NAME.width(&name) + 12.0 };
    let note = NOTE.shorten(&yard.note, width - gap);
    canvas.words(&note, x + gap, baseline, NOTE, Anchor::Start, MUTED);
}
