//! Figure (f): the water level over a fortnight, the levels that draughts need, the spans in which each need is met,
//! and the passages made in them. Leaves out tides, and whether a passage was right to be made.

use crate::chart::axis::{BASE_HEIGHT, MIDDLE, Scale, TICK_TYPE, Ticks, gutter, value_axis};
use crate::chart::band::drawable;
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::marks::{EndLabel, round};
use crate::chart::svg::Svg;
use crate::chart::text::{Type, clean};
use crate::chart::theme::{
    AXIS, Colour, FOURTH, FOURTH_TEXT, HAIR, INK, INNER, LABEL, MAIN, MUTED, PAPER, PLAIN, TARGET, THIRD,
    THIRD_TEXT, TICK,
};
use crate::chart::timeline::Timeline;

/// The needs that are drawn: colour of lines and fills, colour of text.
const NEEDS: [(Colour, Colour); 3] = [(MAIN, MAIN), (FOURTH, FOURTH_TEXT), (THIRD, THIRD_TEXT)];
/// Height of the line with the unit, px.
const UNIT: f64 = 22.0;
/// Height of the plot of the levels, px.
const LEVELS: f64 = 210.0;
/// Distance between that plot and the first row, px.
const APART: f64 = 12.0;
/// Height of a row of windows, px.
const ROW: f64 = 52.0;
/// Half the thickness of a window, px.
const WINDOW: f64 = 8.0;
/// Half the thickness of a transit, px.
const TRANSIT: f64 = 3.0;
/// Name of a need.
const NAME: Type = Type::bold(LABEL);

/// Water levels, tidal windows and the passages made in them. Times are hours from the left edge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TidalWindows {
    /// Texts around the chart.
    pub caption: Caption,
    /// Names in the chart.
    pub labels: TidalLabels,
    /// Length of the time axis, h.
    pub hours: f64,
    /// Where the time axis is marked, h, and what is written there.
    pub ticks: Vec<(f64, String)>,
    /// The water level: time, h, and height above datum, m; in ascending time.
    pub levels: Vec<(f64, f64)>,
    /// What draughts need, drawn in this order; at most the first three.
    pub needs: Vec<TidalNeed>,
}

/// Names of the scales and of the marks in the key; an empty name means no entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TidalLabels {
    /// Name and unit of the scale of levels.
    pub height: String,
    /// Name of the time axis.
    pub time: String,
    /// Name of the curve.
    pub level: String,
    /// Name of the dashed lines.
    pub needed: String,
    /// Name of the bars of windows.
    pub window: String,
    /// Name of passages from the sea.
    pub inbound: String,
    /// Name of passages to the sea.
    pub outbound: String,
}

/// One draught and the level that it needs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TidalNeed {
    /// Name.
    pub label: String,
    /// The level needed, m above datum. A need without a finite level keeps its row.
    pub level: f64,
    /// Spans in which the need is met, h.
    pub windows: Vec<(f64, f64)>,
    /// Passages of vessels with this need.
    pub passages: Vec<TidalPassage>,
}

/// One passage.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TidalPassage {
    /// When it starts, h.
    pub from: f64,
    /// When it ends, h.
    pub until: f64,
    /// From the sea, else to it.
    pub inbound: bool,
}

impl TidalWindows {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when the time axis has no finite length or no finite level falls on it.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let levels = self.usable().ok_or(ChartError::Empty("tidal windows"))?;
        let needs = &self.needs[..self.needs.len().min(NEEDS.len())];
        let (low, high) = span(&levels, needs);
        let ticks = Ticks::new(low, high, 6);
        let numerals: Vec<String> = ticks.values.iter().map(|&v| ticks.label(v)).collect();
        let room = EndLabel::room(&end_labels(needs, |_| Some((0.0, 0.0))));
        let key = self.key(needs);
        let below = BASE_HEIGHT + if clean(&self.labels.time).is_empty() { 0.0 } else { 18.0 };
        let rows = ROW * needs.len() as f64;
        let (mut canvas, area) = self.caption.card(UNIT + LEVELS + APART + rows + below + key.height());

        let top = area.y0 + UNIT;
        let plot = Area { x0: area.x0 + gutter(&numerals), x1: area.x1 - room, y0: top, y1: top + LEVELS };
        let whole = Area { y1: plot.y1 + APART + rows, ..plot };
        let across = Timeline::new((0.0, self.hours), plot);
        let up = Scale::new((low, high), (plot.y1, plot.y0));
        let unit = TICK_TYPE.shorten(&self.labels.height, area.width());
        canvas.words(&unit, area.x0, area.y0 + 0.88 * TICK, TICK_TYPE, Anchor::Start, MUTED);
        across.axis(&mut canvas, whole, &self.ticks);
        let grid: Vec<_> = ticks.values.iter().map(|&v| up.at(v)).zip(numerals).collect();
        value_axis(&mut canvas, plot, &grid);
        let time = TICK_TYPE.shorten(&self.labels.time, plot.width());
        canvas.words(&time, plot.x1, whole.y1 + below - 3.0, TICK_TYPE, Anchor::End, MUTED);
        for (need, (colour, _)) in needs.iter().zip(NEEDS) {
            if let Some(y) = drawable(need.level).map(|level| up.at(level)) {
                canvas.dashed((plot.x0, y), (plot.x1, y), PLAIN, colour);
            }
        }
        let curve: Vec<Point> = levels.iter().filter_map(|p| Some((across.at(p.0)?, up.at(p.1)))).collect();
        let inside = |(x, y): Point| (x, y.clamp(plot.y0, plot.y1));
        canvas.line(round(&curve).into_iter().map(inside).collect(), PLAIN, INK);
        let names = end_labels(needs, |level| Some((plot.x1, up.at(drawable(level)?))));
        EndLabel::write(&names, &mut canvas, plot, room);
        for (i, need) in needs.iter().enumerate() {
            let y = plot.y1 + APART + (i as f64 + 0.5) * ROW;
            need.row(&mut canvas, &across, plot, y, NEEDS[i]);
            let lines = NAME.wrap(&need.label, room - 14.0, 3);
            let first = y - (lines.len() as f64 - 1.0) * NAME.leading() / 2.0 + MIDDLE * LABEL;
            canvas.lines(&lines, (plot.x1 + 12.0, first), NAME, Anchor::Start, NEEDS[i].1);
        }
        key.write(&mut canvas, (area.x0, whole.y1 + below));
        Ok(canvas)
    }

    /// The levels on the time axis; nothing without any.
    fn usable(&self) -> Option<Vec<Point>> {
        let hours = drawable(self.hours).filter(|&hours| hours > 0.0)?;
        let on_axis = |&(hour, level): &Point| Some((drawable(hour)?, drawable(level)?));
        let mut levels: Vec<Point> = self.levels.iter().filter_map(on_axis).collect();
        levels.retain(|(hour, _)| (0.0..=hours).contains(hour));
        levels.sort_by(|a, b| a.0.total_cmp(&b.0));
        (!levels.is_empty()).then_some(levels)
    }

    fn key(&self, needs: &[TidalNeed]) -> Key<'_> {
        let labels = &self.labels;
        let mut key = Key::default();
        key.add(&labels.level, |canvas, (x, y)| canvas.line(vec![(x, y), (x + SKETCH, y)], PLAIN, INK));
        if !needs.is_empty() {
            key.add(&labels.needed, |canvas, (x, y)| canvas.dashed((x, y), (x + SKETCH, y), PLAIN, MUTED));
            key.add(&labels.window, |canvas, (x, y)| {
                let area = Area { x0: x, x1: x + SKETCH, y0: y - 6.0, y1: y + 6.0 };
                canvas.block(area, MUTED, INNER);
            });
        }
        let is_made = |inbound| needs.iter().flat_map(|need| &need.passages).any(|p| p.inbound == inbound);
        for (label, inbound) in [(&labels.inbound, true), (&labels.outbound, false)] {
            if is_made(inbound) {
                key.add(label, move |canvas, (x, y)| {
                    let y = if inbound { y + 6.0 } else { y - 6.0 };
                    mark(canvas, (x + 5.0, x + SKETCH), y, inbound);
                });
            }
        }
        key
    }
}

impl TidalNeed {
    /// The windows and passages of one need with their middle at `y`.
    fn row(&self, canvas: &mut Canvas, across: &Timeline, plot: Area, y: f64, (colour, _): (Colour, Colour)) {
        canvas.line(vec![(plot.x0, y), (plot.x1, y)], HAIR, AXIS);
        for (x0, x1) in self.windows.iter().filter_map(|&window| across.pixels(window)) {
            let area = Area { x0, x1, y0: y - WINDOW, y1: y + WINDOW };
            canvas.block(area, PAPER, 1.0);
            canvas.block(area, colour, INNER);
        }
        for passage in &self.passages {
            if let Some(span) = across.pixels((passage.from, passage.until)) {
                mark(canvas, span, y, passage.inbound);
            }
        }
    }
}

/// A passage: a bar as long as the transit, and where it starts a triangle, above and upwards when inbound, below and
/// downwards when outbound.
fn mark(canvas: &mut Canvas, (x0, x1): (f64, f64), y: f64, inbound: bool) {
    let (colour, up) = if inbound { (INK, -1.0) } else { (TARGET, 1.0) };
    canvas.block(Area { x0, x1, y0: y - TRANSIT, y1: y + TRANSIT }, colour, 1.0);
    let base = y + up * (WINDOW + 1.0);
    canvas.line(vec![(x0, y - up * TRANSIT), (x0, base)], PLAIN, colour);
    for (grown, fill) in [(1.2, PAPER), (0.0, colour)] {
        let (half, foot, tip) = (4.2 + grown, base - up * grown, base + up * (8.0 + 1.5 * grown));
        canvas.fill(vec![(x0 - half, foot), (x0 + half, foot), (x0, tip)], fill, 1.0);
    }
}

/// The lowest and the highest value of the scale, with a little more at both ends.
fn span(levels: &[Point], needs: &[TidalNeed]) -> (f64, f64) {
    let needed = needs.iter().filter_map(|need| drawable(need.level));
    let (low, high) = levels
        .iter()
        .map(|point| point.1)
        .chain(needed)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let more = 0.05 * (high - low);
    (low - more, high + more)
}

/// The names of the dashed lines, each with the end that it is given.
fn end_labels(needs: &[TidalNeed], end: impl Fn(f64) -> Option<Point>) -> Vec<EndLabel> {
    let label = |(need, (_, colour)): (&TidalNeed, (Colour, Colour))| {
        Some(EndLabel { end: end(need.level)?, text: need.label.clone(), colour, bold: true })
    };
    needs.iter().zip(NEEDS).filter_map(label).collect()
}
