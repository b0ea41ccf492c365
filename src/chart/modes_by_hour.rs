//! Figure (k): what the land side did by hour of the day: tonnes stacked by mode, and below them the trains (or other
//! carriers) that came and left. Leaves out the days themselves.

use crate::chart::axis::{
    BASE_HEIGHT, Scale, TICK_TYPE, Ticks, base_axis, gutter, span_with_zero, value_axis,
};
use crate::chart::band::drawable;
use crate::chart::canvas::{Anchor, Area, Canvas};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::svg::Svg;
use crate::chart::theme::{AXIS, Colour, HAIR, INK, MUTED, PAPER, TICK, kind};

/// Hours of a day.
const HOURS: usize = 24;
/// Height of the plot of tonnes, and of one of carriers, px.
const HEIGHTS: [f64; 2] = [210.0, 96.0];
/// Height of the line with the unit of a plot, px.
const UNIT: f64 = 24.0;
/// Distance between two plots, px.
const APART: f64 = 12.0;
/// Share of an hour that its bars take.
const BAR: f64 = 0.74;
/// The most plots of carriers.
const CARRIERS: usize = 3;

/// The land side by hour of the day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ModesByHour {
    /// Texts around the chart.
    pub caption: Caption,
    /// Name and unit of the scale of tonnes.
    pub scale: String,
    /// Name of the axis of hours.
    pub hour: String,
    /// Modes, from the base upwards; the first six have colours of their own.
    pub modes: Vec<HourSeries>,
    /// Name of carriers that come.
    pub arrived: String,
    /// Name of carriers that leave.
    pub departed: String,
    /// Kinds of carriers, each with a plot of its own: trains, trucks; at most the first three.
    pub carriers: Vec<CarrierHours>,
}

/// What one mode moves in each hour of a mean day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HourSeries {
    /// Name.
    pub label: String,
    /// By hour, from 00:00 on; at most the first 24.
    pub amounts: Vec<f64>,
}

/// Carriers that come and leave in each hour of a mean day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CarrierHours {
    /// Name and unit of the scale.
    pub scale: String,
    /// By hour, from 00:00 on.
    pub arrived: Vec<f64>,
    /// By hour, from 00:00 on.
    pub departed: Vec<f64>,
}

/// The hours on the card.
struct Hours {
    plot: Area,
    slot: f64,
}

impl Hours {
    fn new(plot: Area) -> Self {
        Self { plot, slot: plot.width() / HOURS as f64 }
    }

    fn middle(&self, hour: usize) -> f64 {
        self.plot.x0 + (hour as f64 + 0.5) * self.slot
    }

    /// Every third hour at its left edge.
    fn axis(&self, canvas: &mut Canvas) {
        let mark = |hour: usize| (self.plot.x0 + hour as f64 * self.slot, format!("{hour}:00"));
        base_axis(canvas, self.plot, &(0..=HOURS).step_by(3).map(mark).collect::<Vec<_>>());
    }
}

impl ModesByHour {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when nothing moves in any hour.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let carriers = &self.carriers[..self.carriers.len().min(CARRIERS)];
        let amounts = self.modes.iter().flat_map(|mode| &mode.amounts);
        let counts = carriers.iter().flat_map(|kind| kind.arrived.iter().chain(&kind.departed));
        if !amounts.chain(counts).any(|&amount| drawable(amount).is_some_and(|amount| amount > 0.0)) {
            return Err(ChartError::Empty("modes by hour"));
        }
        let tops = (0..HOURS).map(|hour| self.stack(hour).last().copied().unwrap_or(0.0));
        let mut plots = vec![(self.scale.as_str(), span_with_zero(tops), HEIGHTS[0], 6)];
        for kind in carriers {
            let counts = kind.arrived.iter().chain(&kind.departed).filter_map(|&count| drawable(count));
            plots.push((
                kind.scale.as_str(),
                span_with_zero(counts.map(|count| count.max(0.0))),
                HEIGHTS[1],
                4,
            ));
        }
        let scaled = |&(_, (low, high), _, most): &(_, (f64, f64), _, usize)| {
            let ticks = Ticks::new(low, high, most);
            let numerals: Vec<String> = ticks.values.iter().map(|&value| ticks.label(value)).collect();
            (ticks.values, numerals)
        };
        let marks: Vec<_> = plots.iter().map(scaled).collect();
        let left = marks.iter().map(|(_, numerals)| gutter(numerals)).fold(0.0, f64::max);
        let key = self.key(carriers);
        let each = |height: f64| UNIT + height + BASE_HEIGHT + APART;
        let below = plots.iter().map(|plot| each(plot.2)).sum::<f64>() + 4.0;
        let (mut canvas, area) = self.caption.card(below + key.height());
        let mut top = area.y0;
        for (i, (&(unit, span, height, _), (values, numerals))) in plots.iter().zip(&marks).enumerate() {
            let text = TICK_TYPE.shorten(unit, area.width());
            canvas.words(&text, area.x0, top + 0.88 * TICK, TICK_TYPE, Anchor::Start, MUTED);
            let plot =
                Area { x0: area.x0 + left, x1: area.x1 - 10.0, y0: top + UNIT, y1: top + UNIT + height };
            let up = Scale::new(span, (plot.y1, plot.y0));
            let grid: Vec<_> = values.iter().map(|&v| up.at(v)).zip(numerals.iter().cloned()).collect();
            value_axis(&mut canvas, plot, &grid);
            let hours = Hours::new(plot);
            match i {
                0 => self.bars(&mut canvas, &hours, &up),
                _ => pairs(&mut canvas, &carriers[i - 1], &hours, &up),
            }
            hours.axis(&mut canvas);
            top += each(height);
        }
        let text = TICK_TYPE.shorten(&self.hour, area.width());
        canvas.words(&text, area.x1 - 10.0, area.y0 + below, TICK_TYPE, Anchor::End, MUTED);
        key.write(&mut canvas, (area.x0, area.y0 + below));
        Ok(canvas)
    }

    /// The upper ends of the stacked modes in an hour; a missing number adds nothing.
    fn stack(&self, hour: usize) -> Vec<f64> {
        let mut top = 0.0;
        let add = |mode: &HourSeries| {
            top += mode.amounts.get(hour).and_then(|&amount| drawable(amount)).unwrap_or(0.0).max(0.0);
            top
        };
        self.modes.iter().map(add).collect()
    }

    fn bars(&self, canvas: &mut Canvas, hours: &Hours, up: &Scale) {
        let half = BAR * hours.slot / 2.0;
        for hour in 0..HOURS {
            let (middle, mut base) = (hours.middle(hour), hours.plot.y1);
            for (i, top) in self.stack(hour).into_iter().map(|top| up.at(top)).enumerate() {
                let area = Area { x0: middle - half, x1: middle + half, y0: top, y1: base };
                if area.height() > 0.0 {
                    canvas.block(area, kind(i), 1.0);
                    canvas.line(vec![(area.x0, base), (area.x1, base)], HAIR, PAPER);
                }
                base = top;
            }
        }
    }

    fn key<'a>(&'a self, carriers: &[CarrierHours]) -> Key<'a> {
        let mut key = Key::default();
        let swatch = |(x, y): (f64, f64)| Area { x0: x, x1: x + SKETCH, y0: y - 6.0, y1: y + 6.0 };
        for (i, mode) in self.modes.iter().enumerate() {
            if mode.amounts.iter().any(|&amount| amount > 0.0) {
                key.add(&mode.label, move |canvas, at| canvas.block(swatch(at), kind(i), 1.0));
            }
        }
        if !carriers.is_empty() {
            key.add(&self.arrived, move |canvas, at| canvas.block(swatch(at), CAME, 1.0));
            key.add(&self.departed, move |canvas, at| canvas.block(swatch(at), LEFT, 1.0));
        }
        key
    }
}

/// Colours of carriers that come and that leave: grey, so that they are not taken for modes.
const CAME: Colour = INK;
const LEFT: Colour = AXIS;

/// Carriers that come and leave, side by side.
fn pairs(canvas: &mut Canvas, carriers: &CarrierHours, hours: &Hours, up: &Scale) {
    let half = BAR * hours.slot / 2.0;
    for hour in 0..HOURS {
        let middle = hours.middle(hour);
        for (counts, x0, colour) in
            [(&carriers.arrived, middle - half, CAME), (&carriers.departed, middle, LEFT)]
        {
            let count = counts.get(hour).and_then(|&count| drawable(count)).unwrap_or(0.0).max(0.0);
            if count > 0.0 {
                let area = Area { x0, x1: x0 + half, y0: up.at(count), y1: hours.plot.y1 };
                canvas.block(area, colour, 1.0);
            }
        }
    }
}
