//! Figure (g): a week of passages as lines of time and distance, over the spans in which the channel was closed. Leaves
//! out speeds within a passage, and why one vessel waited for another.
//!
//! Many passages on one axis merge into a grey; from a certain number on the time is cut into two panels.

use crate::chart::axis::{BASE_HEIGHT, Scale, TICK_TYPE, Ticks, gutter, value_axis};
use crate::chart::band::drawable;
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::channel_panel::{Panel, closed};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::marks::EndLabel;
use crate::chart::svg::Svg;
use crate::chart::text::clean;
use crate::chart::theme::{AXIS, INK, MUTED, TICK, kind};
use crate::chart::timeline::Timeline;

/// Height of the line with the unit, px.
const UNIT: f64 = 22.0;
/// Height of a plot that stands alone, and of one of two, px.
const HEIGHTS: [f64; 2] = [330.0, 210.0];
/// Distance between two panels, px.
const APART: f64 = 16.0;
/// The most passages in one panel.
const MANY: usize = 30;
/// Width of the line of a passage, px.
const THIN: f64 = 1.3;
/// Width of the line of a passage that has the channel to itself, px.
const THICK: f64 = 2.8;
/// The most sections that are told apart.
const SECTIONS: usize = 8;
/// Passages of one channel. Times are hours from the left edge, distances kilometres from the sea.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChannelTraffic {
    /// Texts around the chart.
    pub caption: Caption,
    /// Names in the chart.
    pub labels: TrafficLabels,
    /// Length of the time axis, h.
    pub hours: f64,
    /// Where the time axis is marked, h, and what is written there.
    pub ticks: Vec<(f64, String)>,
    /// Length of the channel, km.
    pub length: f64,
    /// The parts of the channel; at most the first eight.
    pub sections: Vec<ChannelSection>,
    /// Names of the classes of vessels; the first six have colours of their own.
    pub classes: Vec<String>,
    /// The passages.
    pub passages: Vec<ChannelPassage>,
    /// The causes that closed the channel; the first six look different.
    pub closures: Vec<ChannelClosure>,
}

/// Names of the scales and of the marks in the key; an empty name means no entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrafficLabels {
    /// Name and unit of the scale of distances.
    pub distance: String,
    /// Name of the time axis.
    pub time: String,
    /// Name of passages from the sea.
    pub inbound: String,
    /// Name of passages to the sea.
    pub outbound: String,
    /// Name of passages that had the channel to themselves.
    pub exclusive: String,
}

/// A part of the channel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChannelSection {
    /// Name.
    pub label: String,
    /// Its end towards the sea, km.
    pub from: f64,
    /// Its end towards the berths, km.
    pub until: f64,
}

/// One passage over the whole length.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ChannelPassage {
    /// When it starts, h.
    pub from: f64,
    /// When it ends, h.
    pub until: f64,
    /// From the sea, else to it.
    pub inbound: bool,
    /// Place of its class among the classes.
    pub class: usize,
    /// It had the channel to itself.
    pub exclusive: bool,
}

/// A cause and the spans in which it closed the channel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChannelClosure {
    /// Name of the cause.
    pub label: String,
    /// The spans, h.
    pub spans: Vec<(f64, f64)>,
}

impl ChannelTraffic {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when time axis or channel have no finite length, or no passage and no closure falls on
    /// them.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let empty = || ChartError::Empty("channel traffic");
        let positive = |value| drawable(value).filter(|&value| value > 0.0).ok_or_else(empty);
        let (hours, length) = (positive(self.hours)?, positive(self.length)?);
        let on_axis = |&(from, until): &Point| {
            drawable(from).zip(drawable(until)).is_some_and(|(a, b)| a < b && a < hours && b > 0.0)
        };
        let drawn = self.passages.iter().filter(|passage| on_axis(&(passage.from, passage.until))).count();
        if drawn == 0 && !self.closures.iter().flat_map(|closure| &closure.spans).any(on_axis) {
            return Err(empty());
        }
        let count = if drawn > MANY { 2 } else { 1 };
        let ticks = Ticks::new(0.0, length, 6);
        let numerals: Vec<String> = ticks.values.iter().map(|&v| ticks.label(v)).collect();
        let room = EndLabel::room(&self.names(|_| (0.0, 0.0)));
        let key = self.key();
        let high = HEIGHTS[count - 1];
        let each = high + BASE_HEIGHT + APART;
        let time = if clean(&self.labels.time).is_empty() { 0.0 } else { 18.0 };
        let below = UNIT + each * count as f64 - APART + time;
        let (mut canvas, area) = self.caption.card(below + key.height());

        let unit = TICK_TYPE.shorten(&self.labels.distance, area.width());
        canvas.words(&unit, area.x0, area.y0 + 0.88 * TICK, TICK_TYPE, Anchor::Start, MUTED);
        let share = hours / count as f64;
        for i in 0..count {
            let top = area.y0 + UNIT + i as f64 * each;
            let plot = Area { x0: area.x0 + gutter(&numerals), x1: area.x1 - room, y0: top, y1: top + high };
            let across = Timeline::new((i as f64 * share, (i + 1) as f64 * share), plot);
            let panel = Panel { plot, across, up: Scale::new((0.0, length), (plot.y1, plot.y0)) };
            self.backdrop(&mut canvas, &panel);
            let grid: Vec<_> =
                ticks.values.iter().map(|&v| panel.up.at(v)).zip(numerals.iter().cloned()).collect();
            value_axis(&mut canvas, plot, &grid);
            panel.across.axis(&mut canvas, plot, &self.ticks);
            self.parts(&mut canvas, &panel, room);
            self.lines(&mut canvas, &panel);
        }
        let text = TICK_TYPE.shorten(&self.labels.time, area.width() - room);
        canvas.words(&text, area.x1 - room, area.y0 + below - 3.0, TICK_TYPE, Anchor::End, MUTED);
        key.write(&mut canvas, (area.x0, area.y0 + below));
        Ok(canvas)
    }

    /// What was closed, behind everything.
    fn backdrop(&self, canvas: &mut Canvas, panel: &Panel) {
        for (i, closure) in self.closures.iter().enumerate() {
            for (x0, x1) in closure.spans.iter().filter_map(|&span| panel.across.pixels(span)) {
                closed(canvas, Area { x0, x1, ..panel.plot }, i);
            }
        }
    }

    /// The bounds between the parts of the channel, and their names on the right.
    fn parts(&self, canvas: &mut Canvas, panel: &Panel, room: f64) {
        let plot = panel.plot;
        let mut bounds: Vec<f64> = self.shown_sections().flat_map(|part| [part.from, part.until]).collect();
        bounds.sort_by(f64::total_cmp);
        bounds.dedup();
        for y in bounds.into_iter().map(|at| panel.up.at(at)) {
            canvas.line(vec![(plot.x0, y), (plot.x1, y)], 1.0, AXIS);
        }
        let middle = |part: &ChannelSection| (plot.x1, panel.up.at((part.from + part.until) / 2.0));
        EndLabel::write(&self.names(middle), canvas, plot, room);
    }

    /// The passages; those that had the channel to themselves last.
    fn lines(&self, canvas: &mut Canvas, panel: &Panel) {
        for exclusive in [false, true] {
            for passage in self.passages.iter().filter(|passage| passage.exclusive == exclusive) {
                if let Some(line) = panel.line((passage.from, passage.until), passage.inbound) {
                    canvas.line(line, if exclusive { THICK } else { THIN }, kind(passage.class));
                }
            }
        }
    }

    /// Sections that lie within the channel.
    fn shown_sections(&self) -> impl Iterator<Item = &ChannelSection> {
        let within = |at: f64| (0.0..=self.length).contains(&at);
        self.sections.iter().filter(move |part| within(part.from) && within(part.until)).take(SECTIONS)
    }

    fn names(&self, end: impl Fn(&ChannelSection) -> Point) -> Vec<EndLabel> {
        let label = |part: &ChannelSection| EndLabel {
            end: end(part),
            text: part.label.clone(),
            colour: MUTED,
            bold: false,
        };
        self.shown_sections().map(label).collect()
    }

    fn key(&self) -> Key<'_> {
        let mut key = Key::default();
        let sailed = |i| self.passages.iter().any(|passage| passage.class == i);
        for (i, class) in self.classes.iter().enumerate().filter(|&(i, _)| sailed(i)) {
            key.add(class, move |canvas, (x, y)| canvas.line(vec![(x, y), (x + SKETCH, y)], 2.2, kind(i)));
        }
        let labels = &self.labels;
        let rising = |canvas: &mut Canvas, (x, y): Point, rise: f64, width| {
            canvas.line(vec![(x + 7.0, y + rise), (x + 15.0, y - rise)], width, INK);
        };
        key.add(&labels.inbound, move |canvas, at| rising(canvas, at, 6.0, THIN));
        key.add(&labels.outbound, move |canvas, at| rising(canvas, at, -6.0, THIN));
        if self.passages.iter().any(|passage| passage.exclusive) {
            key.add(&labels.exclusive, move |canvas, at| rising(canvas, at, 6.0, THICK));
        }
        for (i, closure) in self.closures.iter().enumerate().filter(|(_, closure)| !closure.spans.is_empty())
        {
            key.add(&closure.label, move |canvas, (x, y)| {
                closed(canvas, Area { x0: x, x1: x + SKETCH, y0: y - 6.0, y1: y + 6.0 }, i);
            });
        }
        key
    }
}
