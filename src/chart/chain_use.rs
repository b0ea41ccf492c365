//! Figure (c): how hard each link of the chain is used, side by side, the hardest in colour. Leaves out how use is
//! counted; the notes say it for each link.

use crate::chart::axis::{BASE_HEIGHT, Scale, Ticks, percent, upright_axis};
use crate::chart::band::{Band, drawable};
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::marks::whisker;
use crate::chart::rows::{Names, Notes, centred};
use crate::chart::svg::Svg;
use crate::chart::text::Type;
use crate::chart::theme::{AXIS, INK, LABEL, MAIN, MUTED, PLAIN, TICK};

/// Text of the key.
const NOTE: Type = Type::regular(TICK);
/// The widest a column of notes gets, px.
const NOTES: f64 = 190.0;
/// Room for a percentage between plot and notes, px.
const VALUE: f64 = 58.0;
/// Half the thickness of a bar, px.
const HALF: f64 = 8.0;

/// Bars of use, one for each link of the chain.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChainUse {
    /// Texts around the chart.
    pub caption: Caption,
    /// The links, from the sea to the land; drawn in this order.
    pub links: Vec<ChainLink>,
    /// Name of the line at full use.
    pub full: String,
    /// Name of the whiskers in the key below; empty for no entry.
    pub range: String,
    /// Name of the planning marks in the key below; empty for no entry.
    pub planning: String,
}

/// One link.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChainLink {
    /// Name.
    pub label: String,
    /// Mean use, 1 for full; above 1 where more is asked than there is. A link without a finite mean keeps its row.
    pub mean: f64,
    /// Low end of the range over the replications.
    pub low: f64,
    /// High end of the range over the replications.
    pub high: f64,
    /// What the use means in things.
    pub note: String,
    /// The use that planning rules advise.
    pub planning: Option<f64>,
}

impl ChainLink {
    fn band(&self) -> Option<Band> {
        Band { low: self.low, median: self.mean, high: self.high, inner: None }.usable()
    }

    fn planned(&self) -> Option<f64> {
        self.planning.and_then(drawable)
    }
}

impl ChainUse {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when no link has a finite mean.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let bands: Vec<_> = self.links.iter().map(ChainLink::band).collect();
        let hardest = (0..bands.len())
            .filter(|&i| bands[i].is_some())
            .max_by(|&a, &b| mean(bands[a]).total_cmp(&mean(bands[b])).then(b.cmp(&a)))
            .ok_or(ChartError::Empty("the use of the chain"))?;
        let names = Names::new(self.links.iter().map(|link| link.label.as_str()));
        let notes = Notes::new("", self.links.iter().map(|link| link.note.as_str()), NOTES);
        let (middles, height) = names.rows(36.0);
        let (above, below) = (24.0, BASE_HEIGHT + self.key_height());
        let (mut canvas, area) = self.caption.card(above + height + below);
        let plot = Area {
            x0: area.x0 + names.width + 18.0,
            x1: area.x1 - notes.width - VALUE - 12.0,
            y0: area.y0 + above,
            y1: area.y1 - below,
        };
        let planned = self.links.iter().filter_map(ChainLink::planned);
        let ends = bands.iter().flatten().map(|band| band.high).chain(planned);
        let across = Scale::new((0.0, ends.fold(1.0, f64::max) * 1.04), (plot.x0, plot.x1));
        self.axis(&mut canvas, plot, &across);
        for (i, link) in self.links.iter().enumerate() {
            let y = plot.y0 + middles[i];
            let stands_out = i == hardest;
            names.write(&mut canvas, area, i, y, stands_out);
            if let Some(band) = bands[i] {
                bar(&mut canvas, &across, y, band, stands_out);
                let value = percent(band.median);
                let set = Type { size: LABEL, bold: stands_out };
                centred(&mut canvas, &[value], plot.x1 + VALUE, y, set, Anchor::End);
            }
            if let Some(planned) = link.planned() {
                pointer(&mut canvas, (across.at(planned.max(0.0)), y));
            }
            notes.write(&mut canvas, i, (plot.x1 + VALUE + 12.0, y));
        }
        let one = across.at(1.0);
        canvas.line(vec![(one, plot.y0 - 4.0), (one, plot.y1)], PLAIN, INK);
        self.key(&mut canvas, plot, area);
        Ok(canvas)
    }

    /// Upright hairlines, percentages below, and the name of full use above.
    fn axis(&self, canvas: &mut Canvas, plot: Area, across: &Scale) {
        let ticks = Ticks::new(0.0, across.high, 6);
        let marks: Vec<_> = ticks.values.iter().map(|&v| (across.at(v), percent(v))).collect();
        upright_axis(canvas, plot, &marks);
        let text = NOTE.shorten(&self.full, plot.x1 + VALUE - plot.x0);
        let half = NOTE.width(&text) / 2.0;
        let x = across.at(1.0).min(plot.x1 + VALUE - half).max(plot.x0 + half);
        canvas.words(&text, x, plot.y0 - 10.0, NOTE, Anchor::Middle, INK);
    }

    fn has_key(&self) -> (bool, bool) {
        let planned = self.links.iter().any(|link| link.planned().is_some());
        (!self.range.trim().is_empty(), planned && !self.planning.trim().is_empty())
    }

    fn key_height(&self) -> f64 {
        if matches!(self.has_key(), (false, false)) { 0.0 } else { 24.0 }
    }

    /// One line below the axis that says what whiskers and marks are.
    fn key(&self, canvas: &mut Canvas, plot: Area, area: Area) {
        let (ranges, planned) = self.has_key();
        let y = area.y1 - 8.0;
        let mut x = plot.x0;
        if ranges {
            whisker(canvas, (x, x + 22.0), y, INK);
            let text = NOTE.shorten(&self.range, (area.x1 - x) * if planned { 0.5 } else { 1.0 } - 30.0);
            canvas.words(&text, x + 30.0, y + 0.36 * TICK, NOTE, Anchor::Start, MUTED);
            x += 30.0 + NOTE.width(&text) + 28.0;
        }
        if planned {
            triangle(canvas, (x + 5.0, y + 4.0));
            let text = NOTE.shorten(&self.planning, area.x1 - x - 18.0);
            canvas.words(&text, x + 18.0, y + 0.36 * TICK, NOTE, Anchor::Start, MUTED);
        }
    }
}

fn mean(band: Option<Band>) -> f64 {
    band.map_or(f64::NEG_INFINITY, |band| band.median)
}

fn bar(canvas: &mut Canvas, across: &Scale, y: f64, band: Band, stands_out: bool) {
    let at = |value: f64| across.at(value.max(0.0));
    let colour = if stands_out { MAIN } else { AXIS };
    let area = Area { x0: across.start, x1: at(band.median), y0: y - HALF, y1: y + HALF };
    canvas.block(area, colour, 1.0);
    if band.is_wide() {
        whisker(canvas, (at(band.low), at(band.high)), y, INK);
    }
}

/// A planning mark: a triangle that stands on the upper edge of the bar, and a stroke through it.
fn pointer(canvas: &mut Canvas, (x, y): Point) {
    canvas.line(vec![(x, y - HALF - 1.0), (x, y + HALF)], 1.6, INK);
    triangle(canvas, (x, y - HALF));
}

fn triangle(canvas: &mut Canvas, (x, tip): Point) {
    canvas.fill(vec![(x, tip), (x - 5.0, tip - 7.0), (x + 5.0, tip - 7.0)], INK, 1.0);
}
