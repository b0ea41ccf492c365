//! Figure: from a first total through signed steps to a last one, a row each, with the interval of every step where
//! there is one. Leaves out where the steps come from and whether they add up.
//!
//! When the steps are small beside the totals, the axis starts above zero; then the totals are drawn broken, and the
//! chart says so.

use crate::chart::axis::{BASE_HEIGHT, Scale, TICK_TYPE, Ticks, numeral, range, signed, upright_axis};
use crate::chart::band::{Band, drawable};
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::marks::{edged_whisker, swatch, whisker};
use crate::chart::rows::{HEAD, Names, head};
use crate::chart::svg::Svg;
use crate::chart::text::Type;
use crate::chart::theme::{Colour, GAIN, INK, LABEL, MUTED, PAPER, TARGET, TICK, TOTAL};

/// Half the thickness of a bar, px.
const HALF: f64 = 9.0;
/// Distance between a bar and its value, px.
const BESIDE: f64 = 8.0;
/// Distance between a value and its interval, px.
const APART: f64 = 8.0;
/// Share of the highest value that the steps must span, or the axis is cut.
const FLAT: f64 = 0.25;
/// Share of the steps' span that a cut axis shows below them.
const STUB: f64 = 0.25;
/// By how much of the greatest value steps may miss their total: what rounding leaves.
const ROUNDING: f64 = 1e-6;
/// Most decimals of a value.
const FINEST: usize = 6;

/// From total to total, step by step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Waterfall {
    /// Texts around the chart.
    pub caption: Caption,
    /// Names in the chart.
    pub labels: WaterfallLabels,
    /// Decimals of the values printed, at most 6.
    pub decimals: usize,
    /// The rows from top to bottom: the first and the last are totals as a rule, others may be subtotals.
    pub rows: Vec<WaterfallRow>,
}

/// Names of the scale and of the key; an empty name leaves its entry out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WaterfallLabels {
    /// Name and unit of the scale.
    pub scale: String,
    /// Said in place of `scale` when the axis starts above zero.
    pub cut: String,
    /// Name of the totals.
    pub total: String,
    /// Name of the steps upwards.
    pub gain: String,
    /// Name of the steps downwards.
    pub loss: String,
    /// Name of the whiskers.
    pub range: String,
}

/// One row. A row without a finite value keeps its place and its name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WaterfallRow {
    /// Name.
    pub label: String,
    /// The total, or the signed step, in the unit of the scale.
    pub value: f64,
    /// Interval of the value: low and high end.
    pub range: Option<(f64, f64)>,
    /// Whether the value is a total, which stands on zero, or a step from where the row above ended.
    pub is_total: bool,
}

impl WaterfallRow {
    /// A total without interval.
    pub fn total(label: impl Into<String>, value: f64) -> Self {
        Self { label: label.into(), value, range: None, is_total: true }
    }

    /// A signed step without interval.
    pub fn step(label: impl Into<String>, value: f64) -> Self {
        Self { is_total: false, ..Self::total(label, value) }
    }

    /// The same row with an interval of its value.
    #[must_use]
    pub fn within(self, low: f64, high: f64) -> Self {
        Self { range: Some((low, high)), ..self }
    }

    fn band(&self) -> Option<Band> {
        let (low, high) = self.range.unwrap_or((self.value, self.value));
        Band { low, median: self.value, high, inner: None }.usable()
    }

    fn colour(&self) -> Colour {
        match self.is_total {
            true => TOTAL,
            false if self.value < 0.0 => TARGET,
            false => GAIN,
        }
    }
}

/// Where one bar stands, in the unit of the scale.
#[derive(Debug, Clone, Copy)]
struct Reach {
    from: f64,
    to: f64,
    low: f64,
    high: f64,
}

impl Waterfall {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when no row has a finite value; [`ChartError::Uneven`] when steps do not lead to the total after them.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let reaches = self.reaches();
        if reaches.iter().all(Option::is_none) {
            return Err(ChartError::Empty("steps between totals"));
        }
        if let Some(total) = self.missed() {
            return Err(ChartError::Uneven(total.label.clone()));
        }
        let names = Names::new(self.rows.iter().map(|row| row.label.as_str()));
        let values: Vec<_> = self.rows.iter().map(|row| self.printed(row)).collect();
        let room = values.iter().map(width).fold(0.0, f64::max).ceil();
        let (middles, height) = names.rows(30.0);
        let key = self.key();
        let below = BASE_HEIGHT + key.height();
        let (mut canvas, area) = self.caption.card(HEAD + height + below);
        let plot = Area {
            x0: area.x0 + names.width + 18.0,
            x1: area.x1 - room - BESIDE,
            y0: area.y0 + HEAD,
            y1: area.y0 + HEAD + height,
        };
        let (span, cut) = self.span(&reaches);
        let across = Scale::new(span, (plot.x0, plot.x1));
        let ticks = Ticks::new(span.0, span.1, 7);
        let grid: Vec<_> = ticks.values.iter().map(|&v| (across.at(v), ticks.label(v))).collect();
        let said = if cut { &self.labels.cut } else { &self.labels.scale };
        head(&mut canvas, said, (plot.x0, plot.y0), area.x1 - plot.x0);
        upright_axis(&mut canvas, plot, &grid);
        let base = if cut { span.0 } else { 0.0 };
        if !cut {
            canvas.line(vec![(across.at(0.0), plot.y0), (across.at(0.0), plot.y1)], 1.0, MUTED);
        }
        let mut end: Option<Point> = None;
        for (i, row) in self.rows.iter().enumerate() {
            let y = plot.y0 + middles[i];
            names.write(&mut canvas, area, i, y, row.is_total);
            let Some(reach) = reaches[i] else {
                write(&mut canvas, &values[i], (end.map_or(across.at(base), |end| end.0) + BESIDE, y));
                continue;
            };
            if let Some((x, bottom)) = end {
                canvas.line(vec![(x, bottom), (x, y - HALF)], 1.0, MUTED);
            }
            let reach = Reach { from: reach.from.max(span.0), ..reach };
            bar(&mut canvas, &across, y, reach, row.colour());
            if cut && row.is_total {
                broken(&mut canvas, (plot.x0 + 9.0, y));
            }
            let right =
                [reach.from, reach.to, reach.high].map(|v| across.at(v)).into_iter().fold(plot.x0, f64::max);
            write(&mut canvas, &values[i], (right + BESIDE, y));
            end = Some((across.at(reach.to), y + HALF));
        }
        key.write(&mut canvas, (area.x0, plot.y1 + BASE_HEIGHT));
        Ok(canvas)
    }

    /// Where every bar stands: totals on zero, each step on the end of the last.
    fn reaches(&self) -> Vec<Option<Reach>> {
        let mut end = 0.0;
        let reach = |row: &WaterfallRow| {
            let band = row.band()?;
            let from = if row.is_total { 0.0 } else { end };
            end = from + band.median;
            Some(Reach { from, to: end, low: from + band.low, high: from + band.high })
        };
        self.rows.iter().map(reach).collect()
    }

    /// The first total to which the steps since the last one do not add up. Where one of them has no value nothing can be said.
    fn missed(&self) -> Option<&WaterfallRow> {
        let greatest =
            self.rows.iter().filter_map(|row| drawable(row.value)).fold(0.0, |a: f64, v| a.max(v.abs()));
        let (mut end, mut steps) = (Some(0.0), 0);
        self.rows.iter().find(|row| {
            let value = drawable(row.value);
            if !row.is_total {
                end = end.zip(value).map(|(end, value)| end + value);
                steps += 1;
                return false;
            }
            let gap = end.zip(value).map(|(end, value)| (end - value).abs());
            let misses = steps > 0 && gap.is_some_and(|gap| gap > ROUNDING * greatest);
            (end, steps) = (value, 0);
            misses
        })
    }

    /// The span of the axis, and whether it leaves out zero.
    fn span(&self, reaches: &[Option<Reach>]) -> ((f64, f64), bool) {
        let steps = || self.rows.iter().zip(reaches).filter(|(row, _)| !row.is_total);
        let ends = reaches.iter().flatten().flat_map(|reach| [reach.to, reach.low, reach.high]);
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        let stands_on_zero =
            steps().next().is_none() || steps().flat_map(|(_, r)| r).any(|reach| reach.from <= 0.0);
        let start = low - STUB * (high - low);
        if !stands_on_zero && start > 0.0 && high - low < FLAT * high {
            return ((start, high), true);
        }
        ((low.min(0.0), high.max(0.0)), false)
    }

    /// The value of a row and its interval, as printed.
    fn printed(&self, row: &WaterfallRow) -> (String, String) {
        let decimals = self.decimals.min(FINEST);
        let Some(band) = row.band() else { return ("–".to_owned(), String::new()) };
        let write = if row.is_total { numeral } else { signed };
        let interval =
            if band.is_wide() { range((band.low, band.high), decimals, write) } else { String::new() };
        (write(band.median, decimals), interval)
    }

    fn key(&self) -> Key<'_> {
        let mut key = Key::default();
        let values = || self.rows.iter().filter(|row| drawable(row.value).is_some());
        for (colour, name) in
            [(TOTAL, &self.labels.total), (TARGET, &self.labels.loss), (GAIN, &self.labels.gain)]
        {
            if values().any(|row| row.colour() == colour) {
                key.add(name, move |canvas, at| swatch(canvas, at, colour, 1.0));
            }
        }
        if values().any(|row| row.band().is_some_and(|band| band.is_wide())) {
            key.add(&self.labels.range, |canvas, (x, y)| whisker(canvas, (x, x + SKETCH), y, INK));
        }
        key
    }
}

/// Text of values.
const VALUE: Type = Type::bold(LABEL);

fn width((value, interval): &(String, String)) -> f64 {
    let beside = if interval.is_empty() { 0.0 } else { APART + TICK_TYPE.width(interval) };
    VALUE.width(value) + beside
}

/// A value and its interval to the right of a point, on a ground that hides the grid.
fn write(canvas: &mut Canvas, (value, interval): &(String, String), (x, y): Point) {
    let end = x + width(&(value.clone(), interval.clone()));
    canvas.block(Area { x0: x - 2.0, x1: end + 2.0, y0: y - HALF, y1: y + HALF }, PAPER, 0.85);
    canvas.words(value, x, y + 0.36 * LABEL, VALUE, Anchor::Start, INK);
    canvas.words(interval, end, y + 0.36 * TICK, TICK_TYPE, Anchor::End, MUTED);
}

fn bar(canvas: &mut Canvas, across: &Scale, y: f64, reach: Reach, colour: Colour) {
    let (a, b) = (across.at(reach.from), across.at(reach.to));
    let (x0, x1) = (a.min(b), a.max(b));
    // A step too small to see is a stroke, so that its row is not empty.
    let x1 = x1.max(x0 + 1.0);
    canvas.block(Area { x0, x1, y0: y - HALF, y1: y + HALF }, colour, 1.0);
    if reach.high > reach.low {
        edged_whisker(canvas, (across.at(reach.low), across.at(reach.high)), y, INK);
    }
}

/// Two slanted strokes through a bar that does not show its beginning.
fn broken(canvas: &mut Canvas, (x, y): Point) {
    for x in [x, x + 5.0] {
        canvas.line(vec![(x - 2.5, y + HALF + 2.0), (x + 2.5, y - HALF - 2.0)], 2.0, PAPER);
    }
}
