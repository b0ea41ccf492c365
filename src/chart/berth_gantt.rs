//! Figure (i): who lay where and when, over one month: a row for each place, vessels as blocks from berthing to the last
//! line off, on a quay as high as they are long; above them how many waited. Leaves out what was done alongside.

use crate::chart::axis::{BASE_HEIGHT, MIDDLE, Scale, TICK_TYPE, Ticks, gutter, span_with_zero, value_axis};
use crate::chart::band::drawable;
use crate::chart::canvas::{Anchor, Area, Canvas};
use crate::chart::channel_panel::closed;
use crate::chart::channel_traffic::ChannelClosure;
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::marks::steps;
use crate::chart::rows::centred;
use crate::chart::svg::Svg;
use crate::chart::text::{Type, clean};
use crate::chart::theme::{
    AXIS, Colour, GRID, HAIR, INK, INNER, LABEL, MUTED, OUTER, PAPER, PLAIN, TICK, kind,
};
use crate::chart::timeline::Timeline;

/// Height of the lane of a berth, px.
const LANE: f64 = 34.0;
/// Height of all quays together at most, and the least of one, px.
const QUAYS: (f64, f64) = (330.0, 70.0);
/// Height of a metre of quay at most, px.
const METRE: f64 = 0.8;
/// Distance between two places, px.
const APART: f64 = 10.0;
/// Height of the line with a unit, and of the plot of those who wait, px.
const STRIP: (f64, f64) = (20.0, 54.0);
/// The most places that are drawn.
const PLACES: usize = 12;
/// The widest that the name of a place gets, px.
const WIDEST: f64 = 128.0;
/// Text of names, and of numbers in blocks.
const NAME: Type = Type::regular(LABEL);
const NUMBER: Type = Type::regular(10.5);

/// Vessels alongside. Times are hours from the left edge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BerthGantt {
    /// Texts around the chart.
    pub caption: Caption,
    /// Names in the chart.
    pub labels: GanttLabels,
    /// Length of the time axis, h.
    pub hours: f64,
    /// Where the time axis is marked, h, and what is written there.
    pub ticks: Vec<(f64, String)>,
    /// Quays and berths, drawn in this order; at most the first twelve.
    pub places: Vec<GanttPlace>,
    /// Names of the kinds of cargo; the first six have colours of their own.
    pub kinds: Vec<String>,
    /// Vessels.
    pub calls: Vec<GanttCall>,
    /// Causes that shut something, and when; the first six look different.
    pub closures: Vec<ChannelClosure>,
    /// Vessels that wait: from when, until when, how many.
    pub waiting: Vec<(f64, f64, f64)>,
}

/// Names of the scale and of the marks in the key; an empty name means no entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GanttLabels {
    /// Name and unit of the scale of those who wait.
    pub waiting: String,
    /// Name and unit of the scale along a quay.
    pub metres: String,
    /// Name of a place that is reserved for a vessel under way.
    pub reserved: String,
}

/// A quay or a berth.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GanttPlace {
    /// Name.
    pub label: String,
    /// Its metres if they are shared out; absent for a berth, which takes one vessel.
    pub metres: Option<f64>,
}

/// One vessel alongside.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GanttCall {
    /// Place among the places.
    pub place: usize,
    /// The metres it takes on a quay, from and until.
    pub metres: (f64, f64),
    /// From when on the place is reserved for it, h.
    pub reserved: f64,
    /// All fast, h.
    pub from: f64,
    /// Last line off, h.
    pub until: f64,
    /// Place of its cargo among the kinds.
    pub kind: usize,
    /// Written in the block where there is room.
    pub text: String,
}

/// A place on the card.
struct Row {
    plot: Area,
    /// From metres to pixels; none for a berth.
    metres: Option<Scale>,
}

impl BerthGantt {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when the time axis has no finite length, or no vessel lies on it.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let empty = || ChartError::Empty("berth plan");
        let hours = drawable(self.hours).filter(|&hours| hours > 0.0).ok_or_else(empty)?;
        let places = &self.places[..self.places.len().min(PLACES)];
        let on_axis = |call: &GanttCall| {
            let ends = drawable(call.from).zip(drawable(call.until));
            call.place < places.len() && ends.is_some_and(|(a, b)| a < b && a < hours && b > 0.0)
        };
        if !self.calls.iter().any(on_axis) {
            return Err(empty());
        }
        let heights = heights(places);
        let key = self.key();
        let strip = if self.waiting.is_empty() { 0.0 } else { STRIP.0 + STRIP.1 + APART };
        let high = heights.iter().sum::<f64>() + APART * (heights.len() - 1) as f64;
        let below = strip + STRIP.0 + high + BASE_HEIGHT;
        let (mut canvas, area) = self.caption.card(below + key.height());

        let left = self.left(places);
        let across = |plot| Timeline::new((0.0, hours), plot);
        let plot = |y0: f64, height: f64| Area { x0: area.x0 + left, x1: area.x1 - 6.0, y0, y1: y0 + height };
        if strip > 0.0 {
            let plot = plot(area.y0 + STRIP.0, STRIP.1);
            unit(&mut canvas, &self.labels.waiting, (area.x0, area.y0), area.width());
            self.strip(&mut canvas, plot, &across(plot));
        }
        let mut top = area.y0 + strip;
        unit(&mut canvas, &self.labels.metres, (area.x0, top), area.width());
        top += STRIP.0;
        let whole = plot(top, high);
        self.backdrop(&mut canvas, whole, &across(whole));
        across(whole).axis(&mut canvas, whole, &self.ticks);
        let mut written: Vec<Area> = Vec::new();
        for (at, (place, height)) in places.iter().zip(&heights).enumerate() {
            let plot = plot(top, *height);
            let metres = metres_of(place).map(|metres| Scale::new((0.0, metres), (plot.y0, plot.y1)));
            let row = Row { plot, metres };
            frame(&mut canvas, place, &row, area.x0);
            for call in self.calls.iter().filter(|call| call.place == at) {
                block(&mut canvas, call, &row, &across(plot), &mut written);
            }
            top += height + APART;
        }
        key.write(&mut canvas, (area.x0, area.y0 + below));
        Ok(canvas)
    }

    /// Room on the left of the plots for names and metres.
    fn left(&self, places: &[GanttPlace]) -> f64 {
        let names = places.iter().map(|place| NAME.widest(&name(place))).fold(0.0, f64::max).ceil();
        let metres = places.iter().filter_map(metres_of);
        let marks = metres.flat_map(|metres| metre_marks(metres, 200.0).1).collect::<Vec<_>>();
        names + 14.0 + gutter(&marks).max(24.0)
    }

    /// How many wait, as a stepped area.
    fn strip(&self, canvas: &mut Canvas, plot: Area, across: &Timeline) {
        let stretches = self.waiting.iter().filter_map(|&(from, until, number)| {
            let (from, until) = across.pixels((from, until))?;
            Some((from, until, drawable(number)?.max(0.0)))
        });
        let stretches: Vec<_> = stretches.collect();
        let (low, high) = span_with_zero(stretches.iter().map(|stretch| stretch.2));
        let ticks = Ticks::new(low, high, 3);
        let up = Scale::new((low, high), (plot.y1, plot.y0));
        let whole = |value: &&f64| value.fract() == 0.0;
        let grid: Vec<_> =
            ticks.values.iter().filter(whole).map(|&v| (up.at(v), format!("{v:.0}"))).collect();
        value_axis(canvas, plot, &grid);
        let drawn: Vec<_> =
            stretches.iter().map(|&(from, until, number)| (from, until, up.at(number))).collect();
        for line in steps(&drawn) {
            let ends = [line.last(), line.first()].into_iter().flatten().map(|&(x, _)| (x, plot.y1));
            canvas.fill(line.iter().copied().chain(ends).collect(), MUTED, INNER);
            canvas.line(line, 1.0, MUTED);
        }
        canvas.line(vec![(plot.x0, plot.y1), (plot.x1, plot.y1)], 1.0, AXIS);
    }

    /// What was shut, behind all places.
    fn backdrop(&self, canvas: &mut Canvas, whole: Area, across: &Timeline) {
        for (i, closure) in self.closures.iter().enumerate() {
            for (x0, x1) in closure.spans.iter().filter_map(|&span| across.pixels(span)) {
                closed(canvas, Area { x0, x1, ..whole }, i);
            }
        }
    }

    fn key(&self) -> Key<'_> {
        let mut key = Key::default();
        let swatch = |(x, y): (f64, f64)| Area { x0: x, x1: x + SKETCH, y0: y - 6.0, y1: y + 6.0 };
        let lies = |i: usize| self.calls.iter().any(|call| call.kind == i);
        for (i, name) in self.kinds.iter().enumerate().filter(|&(i, _)| lies(i)) {
            key.add(name, move |canvas, at| canvas.block(swatch(at), kind(i), 1.0));
        }
        if self.calls.iter().any(|call| call.reserved < call.from) {
            key.add(&self.labels.reserved, move |canvas, at| outline(canvas, swatch(at), INK));
        }
        for (i, closure) in self.closures.iter().enumerate().filter(|(_, closure)| !closure.spans.is_empty())
        {
            key.add(&closure.label, move |canvas, at| closed(canvas, swatch(at), i));
        }
        key
    }
}

/// The metres of a quay, if they can be drawn.
fn metres_of(place: &GanttPlace) -> Option<f64> {
    drawable(place.metres?).filter(|&metres| metres > 0.0)
}

fn name(place: &GanttPlace) -> Vec<String> {
    NAME.wrap(&place.label, WIDEST, if metres_of(place).is_some() { 3 } else { 2 })
}

/// Height of each place: quays share their height by their metres, berths have a lane.
fn heights(places: &[GanttPlace]) -> Vec<f64> {
    let all: f64 = places.iter().filter_map(metres_of).sum();
    let height = |place: &GanttPlace| match metres_of(place) {
        Some(metres) => (METRE.min(QUAYS.0 / all) * metres).max(QUAYS.1),
        None => LANE,
    };
    places.iter().map(height).collect()
}

/// Round metres along a quay, and their numerals.
fn metre_marks(metres: f64, height: f64) -> (Vec<f64>, Vec<String>) {
    let ticks = Ticks::new(0.0, metres, if height < 120.0 { 3 } else { 5 });
    let labels = ticks.values.iter().map(|&value| ticks.label(value)).collect();
    (ticks.values, labels)
}

/// Name and unit of a scale, above it.
fn unit(canvas: &mut Canvas, text: &str, (x, y): (f64, f64), width: f64) {
    let text = TICK_TYPE.shorten(&clean(text), width);
    canvas.words(&text, x, y + 0.88 * TICK, TICK_TYPE, Anchor::Start, MUTED);
}

/// The name of a place, its metres and its edges.
fn frame(canvas: &mut Canvas, place: &GanttPlace, row: &Row, left: f64) {
    let plot = row.plot;
    centred(canvas, &name(place), left, (plot.y0 + plot.y1) / 2.0, NAME, Anchor::Start);
    if let Some(scale) = &row.metres {
        let (values, labels) = metre_marks(scale.high, plot.height());
        for (value, label) in values.into_iter().zip(&labels) {
            let y = scale.at(value);
            canvas.line(vec![(plot.x0, y), (plot.x1, y)], HAIR, GRID);
            let y = (y + MIDDLE * TICK).clamp(plot.y0 + 8.0, plot.y1);
            canvas.words(label, plot.x0 - 8.0, y, TICK_TYPE, Anchor::End, MUTED);
        }
    }
    for y in [plot.y0, plot.y1] {
        canvas.line(vec![(plot.x0, y), (plot.x1, y)], 1.0, AXIS);
    }
}

/// One vessel: light while its place is reserved, solid alongside, its number where there is room.
fn block(canvas: &mut Canvas, call: &GanttCall, row: &Row, across: &Timeline, written: &mut Vec<Area>) {
    let plot = row.plot;
    let (y0, y1) = match &row.metres {
        Some(scale) => {
            let ends = drawable(call.metres.0).zip(drawable(call.metres.1));
            let Some((from, until)) = ends.filter(|(from, until)| from < until) else { return };
            let within = |metre: f64| scale.at(metre).clamp(plot.y0, plot.y1);
            (within(from) + 0.8, within(until) - 0.8)
        }
        None => (plot.y0 + 4.0, plot.y1 - 4.0),
    };
    let colour = kind(call.kind);
    if let Some((x0, x1)) = across.pixels((call.reserved, call.from)).filter(|_| y0 < y1) {
        outline(canvas, Area { x0, y0, x1, y1 }, colour);
    }
    let Some((x0, x1)) = across.pixels((call.from, call.until)).filter(|_| y0 < y1) else { return };
    let area = Area { x0, y0, x1, y1 };
    canvas.block(area, PAPER, 1.0);
    canvas.block(Area { x0: x0 + 0.5, x1: (x1 - 0.5).max(x0 + 0.5), ..area }, colour, 0.92);
    let text = clean(&call.text);
    let (width, centre) = (NUMBER.width(&text), ((x0 + x1) / 2.0, (y0 + y1) / 2.0));
    let own = Area {
        x0: centre.0 - width / 2.0,
        x1: centre.0 + width / 2.0,
        y0: centre.1 - 0.55 * NUMBER.size,
        y1: centre.1 + 0.65 * NUMBER.size,
    };
    if area.grown(-1.0).encloses(&own) && !written.iter().any(|other| other.overlaps(&own)) {
        let baseline = centre.1 + MIDDLE * NUMBER.size;
        canvas.words(&text, centre.0, baseline, NUMBER, Anchor::Middle, ink_on(colour));
        written.push(own);
    }
}

/// A light block with an edge.
fn outline(canvas: &mut Canvas, area: Area, colour: Colour) {
    canvas.block(area, PAPER, 1.0);
    canvas.block(area, colour, OUTER);
    let corners =
        [(area.x0, area.y0), (area.x1, area.y0), (area.x1, area.y1), (area.x0, area.y1), (area.x0, area.y0)];
    canvas.line(corners.to_vec(), PLAIN / 2.0, colour);
}

/// A text colour that stands out on a fill: white on the dark ones.
fn ink_on(Colour(red, green, blue): Colour) -> Colour {
    let light = 0.299 * f64::from(red) + 0.587 * f64::from(green) + 0.114 * f64::from(blue);
    if light < 125.0 { PAPER } else { INK }
}
