//! Figure (a) over several years: a demand band, a stepped capacity, and the dates that lift it. Leaves out a single
//! year, for which lines say nothing.

use crate::chart::axis::{
    BASE_HEIGHT, Scale, TICK_TYPE, Ticks, base_axis, gutter, span_with_zero, value_axis,
};
use crate::chart::band::{Band, drawable};
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::demand_figures::{DemandCapacity, DemandYear, Opening};
use crate::chart::marks::{EndLabel, between, diamond, dot, ring, steps};
use crate::chart::place::{Placer, around};
use crate::chart::text::Type;
use crate::chart::theme::{
    AXIS, HAIR, HEIGHT, INK, INNER, MAIN, MARGIN, MUTED, OUTER, PAPER, PLAIN, STRONG, TARGET, TARGET_TEXT,
    THIRD, THIRD_TEXT, TICK, WIDTH,
};

/// Height of a lane of opening labels, px.
const LANE: f64 = 16.0;
/// Height of the line with the unit, px.
const UNIT: f64 = 22.0;
/// Lanes that fit without making the chart higher.
const FREE_LANES: f64 = 3.0;
/// Text of openings and records.
const NOTE: Type = Type::regular(TICK);

/// The bands of one series, each with the year it belongs to.
type Series = Vec<(i32, Band)>;

/// Draws the figure for two or more years, ascending.
pub(super) fn layout(figure: &DemandCapacity, years: &[DemandYear]) -> Canvas {
    let bands = || years.iter().flat_map(DemandYear::bands);
    let (low, high) = span_with_zero(bands().flat_map(|b| [b.low, b.high]).chain(figure.other_values()));
    let ticks = Ticks::new(low, high, 6);
    let labels: Vec<String> = ticks.values.iter().map(|&v| ticks.label(v)).collect();
    let mut names = end_labels(figure, years);
    let room = EndLabel::room(&names);
    let (first, last) = (years[0].year, years[years.len() - 1].year);
    let span = (f64::from(first), f64::from(last) + 1.0);
    let across = Scale::new(span, (MARGIN + gutter(&labels), WIDTH - MARGIN - room));
    let flags = flags(&figure.openings, &across);
    let lanes = flags.iter().map(|flag| flag.lane + 1).max().unwrap_or(0) as f64;

    let (mut canvas, area) = figure.caption.card(HEIGHT - 104.0 + LANE * (lanes - FREE_LANES).max(0.0));
    let top = area.y0 + UNIT + LANE * lanes + if lanes > 0.0 { 6.0 } else { 0.0 };
    let plot = Area { x0: across.start, x1: across.end, y0: top, y1: area.y1 - BASE_HEIGHT };
    let chart = Chart { plot, across, up: Scale::new((low, high), (plot.y1, plot.y0)) };
    let unit = TICK_TYPE.shorten(&figure.unit, area.width());
    canvas.words(&unit, area.x0, area.y0 + 0.88 * TICK, TICK_TYPE, Anchor::Start, MUTED);
    let grid: Vec<_> = ticks.values.iter().map(|&v| chart.up.at(v)).zip(labels).collect();
    value_axis(&mut canvas, plot, &grid);
    let marks: Vec<_> = (first..=last).map(|y| (across.at(f64::from(y) + 0.5), y.to_string())).collect();
    base_axis(&mut canvas, plot, &marks);
    raise(&mut canvas, &flags, plot, area.y0 + UNIT);
    chart.series(&mut canvas, figure, years);
    for name in &mut names {
        name.end = chart.at(name.end.0, name.end.1);
    }
    EndLabel::write(&names, &mut canvas, plot, room);
    chart.records(&mut canvas, figure, span);
    canvas
}

/// The plot and its two scales.
struct Chart {
    plot: Area,
    across: Scale,
    up: Scale,
}

impl Chart {
    fn at(&self, year: f64, value: f64) -> Point {
        (self.across.at(year), self.up.at(value))
    }

    /// Where a year's value stands that belongs to the year as a whole: in its middle.
    fn middle(&self, year: i32, value: f64) -> Point {
        self.at(f64::from(year) + 0.5, value)
    }

    fn series(&self, canvas: &mut Canvas, figure: &DemandCapacity, years: &[DemandYear]) {
        let series = |of: fn(&DemandYear) -> Option<Band>| -> Series {
            years.iter().filter_map(|year| Some((year.year, of(year)?))).collect()
        };
        let (demand, throughput) = (series(|year| year.demand), series(|year| year.throughput));
        let (capacity, saturation) = (series(|year| year.capacity), series(|year| year.saturation));
        for run in runs(&demand).into_iter().filter(|run| run.len() > 1) {
            let line = |of: fn(&Band) -> f64| -> Vec<Point> {
                run.iter().map(|(year, band)| self.middle(*year, of(band))).collect()
            };
            canvas.fill(between(&line(|b| b.high), &line(|b| b.low)), THIRD, OUTER);
            if run.iter().any(|(_, band)| band.inner.is_some()) {
                let upper = line(|b| b.inner.map_or(b.median, |inner| inner.1));
                let lower = line(|b| b.inner.map_or(b.median, |inner| inner.0));
                canvas.fill(between(&upper, &lower), THIRD, INNER);
            }
        }
        for (upper, lower) in
            self.stepped(&capacity, |b| b.high).iter().zip(self.stepped(&capacity, |b| b.low))
        {
            canvas.fill(between(upper, &lower), MAIN, OUTER);
        }
        self.levels(canvas, figure);
        for line in self.stepped(&saturation, |b| b.median) {
            canvas.line(line, 1.2, MUTED);
        }
        for line in self.stepped(&capacity, |b| b.median) {
            canvas.line(line, STRONG, MAIN);
        }
        for run in runs(&demand) {
            match run {
                [(year, band)] => self.lone_demand(canvas, *year, band),
                _ => canvas.line(run.iter().map(|(y, b)| self.middle(*y, b.median)).collect(), STRONG, THIRD),
            }
        }
        for run in runs(&throughput) {
            let line: Vec<Point> = run.iter().map(|(y, b)| self.middle(*y, b.median)).collect();
            canvas.line(line.clone(), PLAIN, INK);
            line.into_iter().for_each(|point| ring(canvas, point, 3.4, INK));
        }
    }

    /// The demand of a year without neighbours: an upright range with a dot.
    fn lone_demand(&self, canvas: &mut Canvas, year: i32, band: &Band) {
        let inner = band.inner.map(|(low, high)| (low, high, INNER));
        for (low, high, opacity) in [Some((band.low, band.high, OUTER)), inner].into_iter().flatten() {
            let ((x, y0), (_, y1)) = (self.middle(year, high), self.middle(year, low));
            canvas.block(Area { x0: x - 8.0, x1: x + 8.0, y0, y1 }, THIRD, opacity);
        }
        dot(canvas, self.middle(year, band.median), 6.0, THIRD);
    }

    fn stepped(&self, series: &Series, of: fn(&Band) -> f64) -> Vec<Vec<Point>> {
        let stretch = |(year, band): &(i32, Band)| {
            (self.across.at(f64::from(*year)), self.across.at(f64::from(*year) + 1.0), self.up.at(of(band)))
        };
        steps(&series.iter().map(stretch).collect::<Vec<_>>())
    }

    fn levels(&self, canvas: &mut Canvas, figure: &DemandCapacity) {
        let y = |value| drawable(value).map(|value| self.up.at(value));
        if let Some(y) = figure.design.as_ref().and_then(|level| y(level.value)) {
            canvas.line(vec![(self.plot.x0, y), (self.plot.x1, y)], 1.2, MUTED);
        }
        if let Some(y) = figure.target.as_ref().and_then(|level| y(level.value)) {
            canvas.dashed((self.plot.x0, y), (self.plot.x1, y), PLAIN, TARGET);
        }
    }

    fn records(&self, canvas: &mut Canvas, figure: &DemandCapacity, span: (f64, f64)) {
        let shown: Vec<_> = figure
            .records
            .iter()
            .filter(|record| span.0 <= f64::from(record.year) && f64::from(record.year) < span.1)
            .filter_map(|record| Some((self.middle(record.year, drawable(record.value)?), &record.label)))
            .collect();
        shown.iter().for_each(|(point, _)| diamond(canvas, *point, 5.0, INK));
        let mut placer = Placer::new(canvas, self.plot);
        shown.iter().for_each(|((x, y), _)| {
            placer.take(Area { x0: x - 5.0, x1: x + 5.0, y0: y - 5.0, y1: y + 5.0 });
        });
        for (point, label) in shown {
            let text = Type::bold(TICK).shorten(label, 160.0);
            let size = (Type::bold(TICK).width(&text), TICK * 1.06);
            if let Some(spot) = placer.place(size, &around(point, size, 9.0)) {
                canvas.block(spot.grown(1.0), PAPER, 0.7);
                canvas.words(&text, spot.x0, spot.y0 + 0.86 * TICK, Type::bold(TICK), Anchor::Start, INK);
            }
        }
    }
}

/// Years in a row without a gap.
fn runs(series: &Series) -> Vec<&[(i32, Band)]> {
    series.chunk_by(|a, b| a.0 + 1 == b.0).collect()
}

/// What is written at the right, with ends in years and values.
fn end_labels(figure: &DemandCapacity, years: &[DemandYear]) -> Vec<EndLabel> {
    let right = f64::from(years[years.len() - 1].year) + 1.0;
    let last = |of: fn(&DemandYear) -> Option<Band>| {
        years.iter().rev().find_map(|year| Some((f64::from(year.year), of(year)?.median)))
    };
    let level = |level: &crate::chart::band::Level| Some((right, drawable(level.value)?));
    let (target, design) = (figure.target.as_ref(), figure.design.as_ref());
    let label = |level: Option<&crate::chart::band::Level>| level.map_or("", |l| l.label.as_str()).to_owned();
    let names = &figure.series;
    let ends = [
        (target.and_then(level), label(target), TARGET_TEXT, true),
        (last(|y| y.capacity).map(|(y, v)| (y + 1.0, v)), names.capacity.clone(), MAIN, true),
        (last(|y| y.demand).map(|(y, v)| (y + 0.5, v)), names.demand.clone(), THIRD_TEXT, true),
        (last(|y| y.throughput).map(|(y, v)| (y + 0.5, v)), names.throughput.clone(), INK, false),
        (last(|y| y.saturation).map(|(y, v)| (y + 1.0, v)), names.saturation.clone(), MUTED, false),
        (design.and_then(level), label(design), MUTED, false),
    ];
    ends.into_iter()
        .filter(|(_, text, _, _)| !text.is_empty())
        .filter_map(|(end, text, colour, bold)| Some(EndLabel { end: end?, text, colour, bold }))
        .collect()
}

/// The label of an opening above the plot.
struct Flag {
    x: f64,
    text: String,
    /// Lanes above the lowest one.
    lane: usize,
}

/// Openings within the span, each so high that no pole of a later one runs through its label.
fn flags(openings: &[Opening], across: &Scale) -> Vec<Flag> {
    let mut shown: Vec<_> = openings
        .iter()
        .filter(|opening| across.low <= opening.at && opening.at < across.high)
        .map(|opening| (across.at(opening.at), &opening.label))
        .collect();
    shown.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut flags: Vec<Flag> = Vec::new();
    for (x, label) in shown {
        let text = NOTE.shorten(label, WIDTH - MARGIN - x - 6.0);
        let reach = x + 4.0 + NOTE.width(&text) + 6.0;
        let lane = flags.iter().filter(|flag| flag.x < reach).map(|flag| flag.lane + 1).max().unwrap_or(0);
        flags.push(Flag { x, text, lane });
    }
    flags
}

/// Draws the poles and labels; `top` is the upper edge of the highest lane.
fn raise(canvas: &mut Canvas, flags: &[Flag], plot: Area, top: f64) {
    let lanes = flags.iter().map(|flag| flag.lane + 1).max().unwrap_or(0);
    for flag in flags {
        let y = top + (lanes - 1 - flag.lane) as f64 * LANE;
        canvas.line(vec![(flag.x, y + 2.0), (flag.x, plot.y1)], HAIR, AXIS);
        canvas.words(&flag.text, flag.x + 4.0, y + 0.86 * TICK + 2.0, NOTE, Anchor::Start, MUTED);
    }
}
