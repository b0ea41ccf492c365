//! Figure: how much of each thing is in use, a row of shaded cells for each, month by month; below a row, where
//! asked for, a thin strip of what was lost. Leaves out how use and loss are counted.

use crate::chart::axis::{MIDDLE, TICK_TYPE, Ticks, percent, percent_range};
use crate::chart::band::drawable;
use crate::chart::canvas::{Anchor, Area, Canvas};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::rows::{HEAD, Names, Notes};
use crate::chart::svg::Svg;
use crate::chart::theme::{
    AXIS, Colour, HAIR, INK, LOSS_RAMP, MUTED, NUMBER_RAMP, PAPER, TICK, USE_RAMP, shade,
};

/// The widest a column of notes gets, px.
const NOTES: f64 = 140.0;
/// Height of a cell, px.
const CELL: f64 = 24.0;
/// Height of a cell of loss, px.
const STRIP: f64 = 8.0;
/// White edge on the right of a cell and above a strip, px.
const EDGE: f64 = 1.5;
/// The widest that the name of a column gets, px.
const COLUMN: f64 = 72.0;
/// Width of the ramps in the key, px.
const RAMP: f64 = 96.0;
/// Shares from which a numeral is white.
const DARK: f64 = 0.55;

/// Use, and perhaps loss, by row and column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeatStrip {
    /// Texts around the chart.
    pub caption: Caption,
    /// Names in the chart.
    pub labels: HeatLabels,
    /// Names of the columns, for instance of twelve months; cells beyond them are not drawn.
    pub columns: Vec<String>,
    /// The rows, drawn in this order.
    pub rows: Vec<HeatRow>,
}

/// Names of the key and of the column of notes; an empty name leaves its entry out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeatLabels {
    /// Name of the shades: the share in use.
    pub used: String,
    /// Name of the shades of the thin strips: the share lost.
    pub lost: String,
    /// Name of the hatch of cells without a number.
    pub absent: String,
    /// Name of the column of notes, above it.
    pub note: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeatRow {
    /// Name.
    pub label: String,
    /// Share in use by column, 0 to 1; more is shaded as 1. A cell that is missing or not finite is hatched.
    pub used: Vec<Option<f64>>,
    /// Share lost by column, 0 to 1; empty for a row without the strip.
    pub lost: Vec<Option<f64>>,
    /// Text on the right, for instance the mean of the year; may be empty.
    pub note: String,
    /// Texts in the cells instead of the shares in use, which then are shaded in grey; empty for the shares.
    pub figures: Vec<String>,
}

/// The share of a column, if it can be drawn.
fn share(cells: &[Option<f64>], i: usize) -> Option<f64> {
    cells.get(i).copied().flatten().and_then(drawable).map(|share| share.max(0.0))
}

impl HeatStrip {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when no cell has a finite share.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        if self.cells(|row| &row.used).all(|share| share.is_none()) {
            return Err(ChartError::Empty("use by month"));
        }
        let names = Names::new(self.rows.iter().map(|row| row.label.as_str()));
        let notes = Notes::new(&self.labels.note, self.rows.iter().map(|row| row.note.as_str()), NOTES);
        let strip = if self.has_loss() { EDGE + STRIP } else { 0.0 };
        let (middles, height) = names.rows(CELL + strip + 8.0);
        let worst = self.worst();
        let key = self.key(worst);
        let (mut canvas, area) = self.caption.card(HEAD + height + key.height());
        let tail = if notes.width > 0.0 { notes.width + 12.0 } else { 0.0 };
        let plot = Area {
            x0: area.x0 + names.width + 18.0,
            x1: area.x1 - tail,
            y0: area.y0 + HEAD,
            y1: area.y0 + HEAD + height,
        };
        self.heads(&mut canvas, plot);
        notes.head(&mut canvas, (area.x1 - notes.width, plot.y0));
        for (i, row) in self.rows.iter().enumerate() {
            let y = plot.y0 + middles[i];
            names.write(&mut canvas, area, i, y, false);
            let own = if row.lost.is_empty() { 0.0 } else { strip };
            let (top, bottom) = (y - (CELL + own) / 2.0, y + (CELL + own) / 2.0);
            let ramp = if row.figures.is_empty() { &USE_RAMP } else { &NUMBER_RAMP };
            self.strip(&mut canvas, plot, (top, top + CELL), &row.used, |share| shade(ramp, share));
            self.numerals(&mut canvas, plot, top + CELL / 2.0, row);
            if !row.lost.is_empty() {
                self.strip(&mut canvas, plot, (bottom - STRIP, bottom), &row.lost, |share| {
                    shade(&LOSS_RAMP, share / worst)
                });
            }
            notes.write(&mut canvas, i, (area.x1 - notes.width, y));
        }
        key.write(&mut canvas, (area.x0, plot.y1));
        Ok(canvas)
    }

    fn cells<'a>(
        &'a self,
        pick: fn(&HeatRow) -> &Vec<Option<f64>>,
    ) -> impl Iterator<Item = Option<f64>> + 'a {
        let columns = self.columns.len();
        self.rows.iter().flat_map(move |row| (0..columns).map(move |i| share(pick(row), i)))
    }

    fn has_loss(&self) -> bool {
        self.rows.iter().any(|row| !row.lost.is_empty())
    }

    /// The round share at which the ramp of losses ends.
    fn worst(&self) -> f64 {
        let most = self.cells(|row| &row.lost).flatten().fold(0.01, f64::max).min(1.0);
        let ticks = Ticks::new(0.0, most, 5).values;
        let step = ticks.get(1).copied().unwrap_or(most);
        ((most / step - 1e-9).ceil() * step).min(1.0)
    }

    /// Left and right edge of a column, the white edge left out.
    fn column(&self, plot: Area, i: usize) -> (f64, f64) {
        let slot = plot.width() / self.columns.len() as f64;
        let x0 = plot.x0 + i as f64 * slot;
        (x0, x0 + slot - EDGE.min(0.08 * slot))
    }

    /// Names of the columns above them; as many are left out as need be, evenly.
    fn heads(&self, canvas: &mut Canvas, plot: Area) {
        let names: Vec<_> = self.columns.iter().map(|name| TICK_TYPE.shorten(name, COLUMN)).collect();
        let slot = plot.width() / names.len() as f64;
        let every = ((TICK_TYPE.widest(&names) + 6.0) / slot).ceil().max(1.0) as usize;
        for (i, name) in names.iter().enumerate().step_by(every) {
            let half = TICK_TYPE.width(name) / 2.0;
            let (x0, x1) = self.column(plot, i);
            let centre = ((x0 + x1) / 2.0).min(plot.x1 - half);
            canvas.words(name, centre, plot.y0 - 8.0, TICK_TYPE, Anchor::Middle, MUTED);
        }
    }

    fn strip(
        &self,
        canvas: &mut Canvas,
        plot: Area,
        (y0, y1): (f64, f64),
        cells: &[Option<f64>],
        colour: impl Fn(f64) -> Colour,
    ) {
        for i in 0..self.columns.len() {
            let (x0, x1) = self.column(plot, i);
            let area = Area { x0, y0, x1, y1 };
            match share(cells, i) {
                Some(share) => canvas.block(area, colour(share), 1.0),
                None => hatch(canvas, area),
            }
        }
    }

    /// The shares as numerals, when those of the row fit their cells.
    fn numerals(&self, canvas: &mut Canvas, plot: Area, y: f64, row: &HeatRow) {
        let texts: Vec<_> = (0..self.columns.len())
            .map(|i| {
                let said = |share| row.figures.get(i).cloned().unwrap_or_else(|| percent(share));
                share(&row.used, i).map(|share| (share, said(share)))
            })
            .collect();
        let widest = texts.iter().flatten().map(|(_, text)| TICK_TYPE.width(text)).fold(0.0, f64::max);
        let (x0, x1) = self.column(plot, 0);
        if widest + 4.0 > x1 - x0 {
            return;
        }
        for (i, (share, text)) in texts.iter().enumerate().filter_map(|(i, cell)| Some((i, cell.as_ref()?))) {
            let (x0, x1) = self.column(plot, i);
            let colour = if *share >= DARK { PAPER } else { INK };
            canvas.words(text, (x0 + x1) / 2.0, y + MIDDLE * TICK, TICK_TYPE, Anchor::Middle, colour);
        }
    }

    fn key(&self, worst: f64) -> Key<'_> {
        let mut key = Key::default();
        let mut ramp = |name: &str, most: f64, ramp: &'static [Colour; 3]| {
            if !name.trim().is_empty() {
                let word = format!("{} {name}", percent_range(0.0, most));
                key.add_wide(RAMP, &word, move |canvas, (x, y)| {
                    for i in 0..24 {
                        let (from, width) = (f64::from(i), RAMP / 24.0);
                        let area = Area {
                            x0: x + from * width,
                            x1: x + (from + 1.0) * width,
                            y0: y - 6.0,
                            y1: y + 6.0,
                        };
                        canvas.block(area, shade(ramp, (from + 0.5) / 24.0), 1.0);
                    }
                });
            }
        };
        ramp(&self.labels.used, 1.0, &USE_RAMP);
        if self.has_loss() {
            ramp(&self.labels.lost, worst, &LOSS_RAMP);
        }
        if self.cells(|row| &row.used).any(|share| share.is_none()) {
            key.add(&self.labels.absent, |canvas, (x, y)| {
                hatch(canvas, Area { x0: x, x1: x + SKETCH, y0: y - 6.0, y1: y + 6.0 });
            });
        }
        key
    }
}

/// Slanted hairlines across a cell without a number.
fn hatch(canvas: &mut Canvas, area: Area) {
    let (wide, high) = (area.width(), area.height());
    let mut start = 3.0;
    while start < wide + high {
        let (from, to) = (start.min(wide), start.min(high));
        let upper = (area.x0 + from, area.y0 + start - from);
        let lower = (area.x0 + start - to, area.y0 + to);
        canvas.line(vec![upper, lower], HAIR, AXIS);
        start += 6.0;
    }
}
