//! Figure: ranked gains around zero, a row each, with intervals; rows that cannot be told apart share a bracket.
//! Leaves out how gains are estimated and ranked.

use crate::chart::axis::{BASE_HEIGHT, Scale, TICK_TYPE, Ticks, range, signed, upright_axis};
use crate::chart::band::{Band, drawable};
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::marks::{ring, swatch, whisker};
use crate::chart::rows::{HEAD, Names, Notes, head};
use crate::chart::svg::Svg;
use crate::chart::text::Type;
use crate::chart::theme::{Colour, HAIR, INK, LABEL, MAIN, MUTED, TARGET, TICK};

/// The widest a column of notes gets, px.
const NOTES: f64 = 140.0;
/// Distance between columns, px.
const APART: f64 = 12.0;
/// Opacity of bars that may be zero.
const LIGHT: f64 = 0.35;
/// Radius of a second measure, px.
const RING: f64 = 4.0;
/// Most decimals of a value.
const FINEST: usize = 6;
/// Text of values that differ from zero.
const VALUE: Type = Type::bold(LABEL);

/// Ranked bars of gains.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tornado {
    /// Texts around the chart.
    pub caption: Caption,
    /// Names in the chart.
    pub labels: TornadoLabels,
    /// Decimals of the values printed, at most 6.
    pub decimals: usize,
    /// The rows, drawn in this order: the largest gain first.
    pub rows: Vec<TornadoRow>,
}

/// Names of the scale and of the key; an empty name leaves its entry out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TornadoLabels {
    /// Name and unit of the scale.
    pub scale: String,
    /// Name of the bars.
    pub value: String,
    /// Name of the bars drawn lighter: those whose interval contains zero.
    pub unclear: String,
    /// Name of the whiskers.
    pub range: String,
    /// Name of the second measure.
    pub second: String,
    /// Name of the bracket.
    pub tied: String,
    /// Name of the column of notes, above it.
    pub note: String,
}

/// One row. A row without a finite value keeps its place and its name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TornadoRow {
    /// Name.
    pub label: String,
    /// The gain, in the unit of the scale.
    pub value: f64,
    /// Low end of its interval.
    pub low: f64,
    /// High end of its interval.
    pub high: f64,
    /// A second measure in the same unit.
    pub second: Option<f64>,
    /// Whether it cannot be told apart from the row above.
    pub tied: bool,
    /// Text on the right; may be empty.
    pub note: String,
}

impl TornadoRow {
    fn band(&self) -> Option<Band> {
        Band { low: self.low, median: self.value, high: self.high, inner: None }.usable()
    }

    fn beside(&self) -> Option<f64> {
        self.second.and_then(drawable)
    }
}

/// What a bar looks like: below zero or not, and whether it may be zero.
fn look(band: &Band) -> (Colour, f64) {
    let colour = if band.median < 0.0 { TARGET } else { MAIN };
    (colour, if is_unclear(band) { LIGHT } else { 1.0 })
}

fn is_unclear(band: &Band) -> bool {
    band.low <= 0.0 && band.high >= 0.0
}

impl Tornado {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when no row has a finite value.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let bands: Vec<_> = self.rows.iter().map(TornadoRow::band).collect();
        if bands.iter().all(Option::is_none) {
            return Err(ChartError::Empty("gains"));
        }
        let names = Names::new(self.rows.iter().map(|row| row.label.as_str()));
        let notes = Notes::new(&self.labels.note, self.rows.iter().map(|row| row.note.as_str()), NOTES);
        let values: Vec<_> = bands.iter().map(|band| self.printed(*band)).collect();
        let column = |set: Type, pick: fn(&(String, String)) -> &str| {
            values.iter().map(|value| set.width(pick(value))).fold(0.0, f64::max).ceil()
        };
        let (wide, interval) = (column(VALUE, |v| &v.0), column(TICK_TYPE, |v| &v.1));
        let (middles, height) = names.rows(34.0);
        let key = self.key(&bands);
        let (mut canvas, area) = self.caption.card(HEAD + height + BASE_HEIGHT + key.height());
        let tail = if notes.width > 0.0 { notes.width + APART } else { 0.0 };
        let plot = Area {
            x0: area.x0 + names.width + 26.0,
            x1: area.x1 - tail - interval - wide - 2.0 * APART,
            y0: area.y0 + HEAD,
            y1: area.y0 + HEAD + height,
        };
        let across = self.scale(&bands, plot);
        head(&mut canvas, &self.labels.scale, (plot.x0, plot.y0), area.x1 - tail - plot.x0);
        notes.head(&mut canvas, (area.x1 - notes.width, plot.y0));
        self.axis(&mut canvas, &across, plot);
        for (i, row) in self.rows.iter().enumerate() {
            let y = plot.y0 + middles[i];
            names.write(&mut canvas, area, i, y, false);
            if let Some(band) = bands[i] {
                bar(&mut canvas, &across, (y, row.beside()), band);
            }
            let (set, colour) = match bands[i] {
                Some(band) if !is_unclear(&band) => (VALUE, INK),
                _ => (Type::regular(LABEL), MUTED),
            };
            let right = plot.x1 + APART + wide;
            canvas.words(&values[i].0, right, y + 0.36 * LABEL, set, Anchor::End, colour);
            canvas.words(&values[i].1, right + APART, y + 0.36 * TICK, TICK_TYPE, Anchor::Start, MUTED);
            notes.write(&mut canvas, i, (area.x1 - notes.width, y));
        }
        for (first, last) in self.ties() {
            bracket(
                &mut canvas,
                plot.x0 - 12.0,
                (plot.y0 + middles[first] - 10.0, plot.y0 + middles[last] + 10.0),
            );
        }
        key.write(&mut canvas, (area.x0, plot.y1 + BASE_HEIGHT));
        Ok(canvas)
    }

    /// From the lowest to the highest mark, zero among them.
    fn scale(&self, bands: &[Option<Band>], plot: Area) -> Scale {
        let bars = bands.iter().flatten().flat_map(|band| [band.low, band.high]);
        let ends = bars.chain(self.rows.iter().filter_map(TornadoRow::beside));
        let (low, high) = ends.fold((0.0, 0.0), |(low, high): (f64, f64), v| (low.min(v), high.max(v)));
        let inset = if low < 0.0 { RING + 2.0 } else { 0.0 };
        Scale::new((low, high), (plot.x0 + inset, plot.x1 - RING - 2.0))
    }

    fn axis(&self, canvas: &mut Canvas, across: &Scale, plot: Area) {
        let ticks = Ticks::new(across.low, across.high, 6);
        let marks: Vec<_> = ticks.values.iter().map(|&v| (across.at(v), ticks.label(v))).collect();
        upright_axis(canvas, plot, &marks);
        canvas.line(vec![(across.at(0.0), plot.y0), (across.at(0.0), plot.y1)], 1.2, INK);
    }

    /// The value of a row and its interval, as printed.
    fn printed(&self, band: Option<Band>) -> (String, String) {
        let decimals = self.decimals.min(FINEST);
        let Some(band) = band else { return ("–".to_owned(), String::new()) };
        let interval =
            if band.is_wide() { range((band.low, band.high), decimals, signed) } else { String::new() };
        (signed(band.median, decimals), interval)
    }

    /// First and last row of each run of rows that cannot be told apart.
    fn ties(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for i in (1..self.rows.len()).filter(|&i| self.rows[i].tied) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == i => *last = i,
                _ => runs.push((i - 1, i)),
            }
        }
        runs
    }

    fn key(&self, bands: &[Option<Band>]) -> Key<'_> {
        let mut key = Key::default();
        let drawn = || bands.iter().flatten();
        let colour = drawn().next().map_or(MAIN, |band| look(band).0);
        if drawn().any(|band| !is_unclear(band)) {
            key.add(&self.labels.value, move |canvas, at| swatch(canvas, at, colour, 1.0));
        }
        if drawn().any(is_unclear) {
            key.add(&self.labels.unclear, move |canvas, at| swatch(canvas, at, colour, LIGHT));
        }
        if drawn().any(Band::is_wide) {
            key.add(&self.labels.range, |canvas, (x, y)| whisker(canvas, (x, x + SKETCH), y, INK));
        }
        if self.rows.iter().any(|row| row.beside().is_some()) {
            key.add(&self.labels.second, |canvas, (x, y)| ring(canvas, (x + SKETCH / 2.0, y), RING, INK));
        }
        if !self.ties().is_empty() {
            key.add(&self.labels.tied, |canvas, (x, y)| {
                bracket(canvas, x + SKETCH / 2.0, (y - 8.0, y + 8.0));
            });
        }
        key
    }
}

/// The bar with its whisker, and below it the second measure.
fn bar(canvas: &mut Canvas, across: &Scale, (y, second): (f64, Option<f64>), band: Band) {
    let (colour, opacity) = look(&band);
    let (a, b) = (across.at(0.0), across.at(band.median));
    let (half, middle) = if second.is_some() { (6.0, y - 4.0) } else { (8.0, y) };
    let area = Area { x0: a.min(b), x1: a.max(b), y0: middle - half, y1: middle + half };
    canvas.block(area, colour, opacity);
    if band.is_wide() {
        whisker(canvas, (across.at(band.low), across.at(band.high)), middle, INK);
    }
    if let Some(second) = second {
        canvas.line(vec![(a, y + 9.0), (across.at(second), y + 9.0)], HAIR, MUTED);
        ring(canvas, (across.at(second), y + 9.0), RING, INK);
    }
}

/// An upright stroke with short ends to the left, where the names stand.
fn bracket(canvas: &mut Canvas, x: f64, (top, bottom): Point) {
    canvas.line(vec![(x - 5.0, top), (x, top), (x, bottom), (x - 5.0, bottom)], 1.5, MUTED);
}
