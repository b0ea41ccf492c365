//! Figure (a) for one year alone: a row with its range for each quantity, the target upright across all of them.
//! Leaves out opening dates.

use crate::chart::axis::{BASE_HEIGHT, Scale, TICK_TYPE, Ticks, base_axis, number, span_with_zero};
use crate::chart::band::{Band, Level, drawable};
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::demand_figures::{DemandCapacity, DemandYear};
use crate::chart::marks::{diamond, dot, ring, whisker};
use crate::chart::rows::{Names, centred};
use crate::chart::text::Type;
use crate::chart::theme::{
    Colour, GRID, HAIR, INK, INNER, LABEL, MAIN, MUTED, PLAIN, TARGET, TARGET_TEXT, THIRD, TICK,
};

/// What a row shows.
enum Shape {
    /// A thick range with a dot on the median.
    Range(Band, Colour),
    /// A thin range with a ring on the median.
    Thin(Band, Colour),
    /// An upright stroke.
    Stroke(f64),
    /// A diamond for each number.
    Diamonds(Vec<(f64, String)>),
}

/// Draws the figure for one year.
pub(super) fn layout(figure: &DemandCapacity, year: &DemandYear) -> Canvas {
    let rows = rows(figure, year);
    let names = Names::new(rows.iter().map(|(name, _)| name.as_str()));
    let values: Vec<String> = rows.iter().map(|(_, shape)| shape.written()).collect();
    let column = Type::bold(LABEL).widest(&values).ceil().min(260.0);
    let (middles, height) = names.rows(40.0);
    let above = if figure.target.is_some() { 32.0 } else { 22.0 };
    let (mut canvas, area) = figure.caption.card(above + height + BASE_HEIGHT + 4.0);
    let plot = Area {
        x0: area.x0 + names.width + 18.0,
        x1: area.x1 - column - 18.0,
        y0: area.y0 + above,
        y1: area.y1 - BASE_HEIGHT,
    };
    let all = year.bands().flat_map(|b| [b.low, b.high]).chain(figure.other_values());
    let (low, high) = span_with_zero(all);
    let across = Scale::new((low, high), (plot.x0, plot.x1));
    let ticks = Ticks::new(low, high, 7);
    for &tick in &ticks.values {
        canvas.line(vec![(across.at(tick), plot.y0), (across.at(tick), plot.y1)], HAIR, GRID);
    }
    let marks: Vec<_> = ticks.values.iter().map(|&v| (across.at(v), ticks.label(v))).collect();
    base_axis(&mut canvas, plot, &marks);
    let unit = TICK_TYPE.shorten(&figure.unit, names.width);
    canvas.words(&unit, area.x0, plot.y1 + 7.0 + 0.88 * TICK, TICK_TYPE, Anchor::Start, MUTED);
    if let Some(level) = &figure.target {
        target(&mut canvas, level, &across, plot, area);
    }
    for (i, ((_, shape), value)) in rows.iter().zip(values).enumerate() {
        let y = plot.y0 + middles[i];
        shape.draw(&mut canvas, &across, y);
        names.write(&mut canvas, area, i, y, false);
        let text = Type::bold(LABEL).shorten(&value, column);
        centred(&mut canvas, &[text], area.x1, y, Type::bold(LABEL), Anchor::End);
    }
    canvas
}

fn rows(figure: &DemandCapacity, year: &DemandYear) -> Vec<(String, Shape)> {
    let names = &figure.series;
    let mut rows = Vec::new();
    let mut add = |name: &str, shape: Option<Shape>| rows.extend(shape.map(|shape| (name.to_owned(), shape)));
    add(&names.demand, year.demand.map(|band| Shape::Range(band, THIRD)));
    add(&names.throughput, year.throughput.map(|band| Shape::Range(band, INK)));
    add(&names.capacity, year.capacity.map(|band| Shape::Range(band, MAIN)));
    add(&names.saturation, year.saturation.map(|band| Shape::Thin(band, MUTED)));
    if let Some(level) = &figure.design {
        add(&level.label, drawable(level.value).map(Shape::Stroke));
    }
    let records: Vec<_> = figure
        .records
        .iter()
        .filter_map(|record| Some((drawable(record.value)?, record.label.clone())))
        .collect();
    add(&names.records, (!records.is_empty()).then_some(Shape::Diamonds(records)));
    rows
}

/// The dashed line of the target with its name above the plot, kept on the card.
fn target(canvas: &mut Canvas, level: &Level, across: &Scale, plot: Area, area: Area) {
    let Some(value) = drawable(level.value) else { return };
    let (x, set) = (across.at(value), Type::bold(LABEL));
    canvas.dashed((x, plot.y0 - 4.0), (x, plot.y1), PLAIN, TARGET);
    let text = set.shorten(&level.label, area.width());
    let half = set.width(&text) / 2.0;
    let centre = x.min(area.x1 - half).max(area.x0 + half);
    canvas.words(&text, centre, plot.y0 - 12.0, set, Anchor::Middle, TARGET_TEXT);
}

impl Shape {
    /// The number of the row with its range.
    fn written(&self) -> String {
        match self {
            Shape::Range(band, _) | Shape::Thin(band, _) if band.is_wide() => {
                format!("{} ({}–{})", number(band.median), number(band.low), number(band.high))
            }
            Shape::Range(band, _) | Shape::Thin(band, _) => number(band.median),
            Shape::Stroke(value) => number(*value),
            Shape::Diamonds(values) => match values.as_slice() {
                [(value, _)] => number(*value),
                _ => String::new(),
            },
        }
    }

    fn draw(&self, canvas: &mut Canvas, across: &Scale, y: f64) {
        match self {
            Shape::Range(band, colour) => {
                bar(canvas, across, (band.low, band.high), y, 8.0, (*colour, 0.22));
                if let Some(inner) = band.inner {
                    bar(canvas, across, inner, y, 8.0, (*colour, INNER));
                }
                dot(canvas, (across.at(band.median), y), 6.0, *colour);
            }
            Shape::Thin(band, colour) => {
                if band.is_wide() {
                    whisker(canvas, (across.at(band.low), across.at(band.high)), y, *colour);
                }
                ring(canvas, (across.at(band.median), y), 5.0, *colour);
            }
            Shape::Stroke(value) => {
                let x = across.at(*value);
                canvas.line(vec![(x, y - 12.0), (x, y + 12.0)], 3.0, MUTED);
            }
            Shape::Diamonds(values) => diamonds(canvas, across, values, y),
        }
    }
}

fn bar(
    canvas: &mut Canvas,
    across: &Scale,
    (low, high): (f64, f64),
    y: f64,
    half: f64,
    (colour, opacity): (Colour, f64),
) {
    let area = Area { x0: across.at(low), x1: across.at(high), y0: y - half, y1: y + half };
    canvas.block(area, colour, opacity);
}

/// Diamonds with their names above them as far as these stay clear of each other.
fn diamonds(canvas: &mut Canvas, across: &Scale, values: &[(f64, String)], y: f64) {
    let set = Type::regular(TICK);
    let mut free_from = f64::NEG_INFINITY;
    let mut sorted: Vec<_> = values.iter().collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (value, label) in sorted {
        let at: Point = (across.at(*value), y);
        diamond(canvas, at, 5.5, INK);
        let text = set.shorten(label, 160.0);
        let half = set.width(&text) / 2.0;
        let centre = at.0.max(across.start + half).min(across.end - half);
        if centre - half > free_from {
            canvas.words(&text, centre, y - 10.0, set, Anchor::Middle, INK);
            free_from = centre + half + 8.0;
        }
    }
}
