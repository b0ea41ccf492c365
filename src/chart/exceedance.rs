//! Figure (b): the share of replications that reach a throughput or more, with the target upright through it.
//! Leaves out where the replications and the interval come from.

use crate::chart::axis::{
    BASE_HEIGHT, Scale, TICK_TYPE, Ticks, base_axis, gutter, percent, percent_range, value_axis,
};
use crate::chart::band::drawable;
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::marks::dot;
use crate::chart::place::{Placer, around};
use crate::chart::svg::Svg;
use crate::chart::text::Type;
use crate::chart::theme::{
    AXIS, HEIGHT, LABEL, MAIN, MUTED, PAPER, PLAIN, STRONG, TARGET, TARGET_TEXT, TICK,
};

/// Falling curves of P(X ≥ x), one of them the point of the chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exceedance {
    /// Texts around the chart.
    pub caption: Caption,
    /// Name and unit of the quantity below the axis.
    pub quantity: String,
    /// What the share means, above the axis.
    pub share: String,
    /// The curve in colour.
    pub main: Curve,
    /// Curves in grey, for instance other years.
    pub others: Vec<Curve>,
    /// The target.
    pub target: Option<TargetMark>,
}

/// One falling curve.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    /// What is written beside it.
    pub label: String,
    /// Values of x in ascending order, each with the share that is at least x, 0 to 1.
    pub points: Vec<(f64, f64)>,
}

/// The target, and how likely it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TargetMark {
    /// Target in the unit of the quantity.
    pub value: f64,
    /// What is written beside it.
    pub label: String,
    /// How likely the main curve reaches it.
    pub probability: Option<Probability>,
    /// Name of the interval, for instance its level.
    pub interval: String,
}

/// A probability with its interval, all 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Probability {
    /// Estimate.
    pub share: f64,
    /// Low end of the interval.
    pub low: f64,
    /// High end of the interval.
    pub high: f64,
}

impl Curve {
    /// The curve of equally weighted values; what is not finite is left out.
    pub fn of(label: impl Into<String>, values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter_map(drawable).collect();
        sorted.sort_by(f64::total_cmp);
        let count = sorted.len() as f64;
        let mut points: Vec<(f64, f64)> =
            sorted.iter().enumerate().map(|(below, &x)| (x, (count - below as f64) / count)).collect();
        points.dedup_by(|later, earlier| later.0 == earlier.0);
        Self { label: label.into(), points }
    }

    /// Finite points in ascending order, shares within 0 to 1.
    fn usable(&self) -> Vec<(f64, f64)> {
        let finite = |&(x, p): &(f64, f64)| Some((drawable(x)?, drawable(p)?.clamp(0.0, 1.0)));
        let mut points: Vec<_> = self.points.iter().filter_map(finite).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points
    }
}

impl Exceedance {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when no curve has a finite point.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let (main, target) =
            (self.main.usable(), self.target.as_ref().filter(|t| drawable(t.value).is_some()));
        let others: Vec<_> = self.others.iter().map(Curve::usable).collect();
        let xs = || main.iter().chain(others.iter().flatten()).map(|point| point.0);
        if xs().next().is_none() {
            return Err(ChartError::Empty("exceedance"));
        }
        let all = || xs().chain(target.map(|t| t.value));
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        let pad = 0.05 * (high - low).max(0.02 * high.abs()).max(1e-6);
        let (mut canvas, area) = self.caption.card(HEIGHT - 104.0);
        let grid = [0.0, 0.25, 0.5, 0.75, 1.0];
        let labels = grid.map(percent);
        let plot = Area {
            x0: area.x0 + gutter(&labels),
            x1: area.x1 - 10.0,
            y0: area.y0 + 26.0,
            y1: area.y1 - BASE_HEIGHT - 18.0,
        };
        let across = Scale::new((low - pad, high + pad), (plot.x0, plot.x1));
        let up = Scale::new((0.0, 1.0), (plot.y1, plot.y0));
        let ticks = Ticks::new(across.low, across.high, 8);
        let share = TICK_TYPE.shorten(&self.share, area.width());
        canvas.words(&share, area.x0, area.y0 + 0.88 * TICK, TICK_TYPE, Anchor::Start, MUTED);
        value_axis(&mut canvas, plot, &grid.map(|p| up.at(p)).into_iter().zip(labels).collect::<Vec<_>>());
        let marks: Vec<_> = ticks.values.iter().map(|&v| (across.at(v), ticks.label(v))).collect();
        base_axis(&mut canvas, plot, &marks);
        let quantity = TICK_TYPE.shorten(&self.quantity, plot.width());
        canvas.words(&quantity, plot.x1, area.y1 - 3.0, TICK_TYPE, Anchor::End, MUTED);

        let falling = |points: &[(f64, f64)]| fall(points, &across, &up);
        let grey: Vec<_> = others.iter().map(|points| falling(points)).collect();
        grey.iter().for_each(|line| canvas.line(line.clone(), PLAIN, AXIS));
        let blue = falling(&main);
        if let Some(target) = target {
            let x = across.at(target.value);
            canvas.dashed((x, plot.y0), (x, plot.y1), PLAIN, TARGET);
        }
        canvas.line(blue.clone(), STRONG, MAIN);
        let mut placer = Placer::new(&canvas, plot.grown(4.0));
        if let Some(target) = target {
            annotate(&mut canvas, &mut placer, target, plot, (&across, &up));
        }
        name(&mut canvas, &mut placer, &self.main.label, &blue, true);
        for (curve, line) in self.others.iter().zip(&grey) {
            name(&mut canvas, &mut placer, &curve.label, line, false);
        }
        Ok(canvas)
    }
}

/// The curve as steps from the left edge of the plot until it meets zero; steps finer than half a pixel are joined.
fn fall(points: &[(f64, f64)], across: &Scale, up: &Scale) -> Vec<Point> {
    let Some(first) = points.first() else { return Vec::new() };
    let mut line = vec![(across.start, up.at(first.1))];
    let mut last = across.start;
    for (i, &(x, p)) in points.iter().enumerate() {
        let next = points.get(i + 1).map_or(0.0, |point| point.1);
        let x = across.at(x);
        if x - last < 0.5 && i + 1 < points.len() && up.at(next) - line[line.len() - 1].1 < 0.5 {
            continue;
        }
        line.extend([(x, up.at(p)), (x, up.at(next))]);
        last = x;
    }
    line
}

/// Writes the target with its probability beside the dashed line, and the interval as an upright range on it.
fn annotate(
    canvas: &mut Canvas,
    placer: &mut Placer,
    target: &TargetMark,
    plot: Area,
    (across, up): (&Scale, &Scale),
) {
    let x = across.at(target.value);
    let (label, big, small) = (Type::bold(LABEL), Type::bold(20.0), Type::regular(TICK));
    let mut lines: Vec<(Vec<String>, Type)> = vec![(label.wrap(&target.label, 220.0, 2), label)];
    let unit = |p: f64| drawable(p).map(|p| p.clamp(0.0, 1.0));
    if let Some(p) = target.probability
        && let (Some(share), Some(low), Some(high)) = (unit(p.share), unit(p.low), unit(p.high))
    {
        canvas.line(vec![(x, up.at(low)), (x, up.at(high))], 4.0, TARGET);
        dot(canvas, (x, up.at(share)), 5.0, TARGET);
        lines.push((vec![percent(share)], big));
        let interval = format!("{} {}", target.interval, percent_range(low, high));
        lines.push((small.wrap(&interval, 220.0, 2), small));
    }
    let width = lines.iter().map(|(text, set)| set.widest(text)).fold(0.0, f64::max);
    let height: f64 = lines.iter().map(|(text, set)| text.len() as f64 * set.leading()).sum();
    let mut candidates = Vec::new();
    for row in 0..16 {
        let y = plot.y0 + height / 2.0 + 4.0 + f64::from(row) * 20.0;
        candidates.extend([(x + 12.0 + width / 2.0, y), (x - 12.0 - width / 2.0, y)]);
    }
    let Some(spot) = placer.place((width, height), &candidates) else { return };
    canvas.block(spot.grown(2.0), PAPER, 0.85);
    let (at, anchor) = if spot.x0 > x { (spot.x0, Anchor::Start) } else { (spot.x1, Anchor::End) };
    let mut y = spot.y0;
    for (text, set) in lines {
        canvas.lines(&text, (at, y + 0.9 * set.size), set, anchor, TARGET_TEXT);
        y += text.len() as f64 * set.leading();
    }
}

/// Writes the name of a curve beside it where it is clear of the rest. Grey names stand on the right of their curves,
/// or it would be unclear which of two curves is meant; those without room are left out.
fn name(canvas: &mut Canvas, placer: &mut Placer, label: &str, line: &[Point], main: bool) {
    let (set, colour) = if main { (Type::bold(LABEL), MAIN) } else { (Type::regular(TICK), MUTED) };
    let text = set.shorten(label, 180.0);
    let size = (set.width(&text), set.size * 1.06);
    let (top, bottom) = (line.first().map_or(0.0, |p| p.1), line.last().map_or(0.0, |p| p.1));
    let mut candidates = Vec::new();
    for share in [0.5, 0.35, 0.65, 0.2, 0.8, 0.1] {
        let y = top + share * (bottom - top);
        let Some(point) = line.iter().find(|point| point.1 >= y) else { continue };
        let beside = 7.0 + size.0 / 2.0;
        candidates.push((point.0 + beside, y));
        if main {
            candidates.push((point.0 - beside, y));
            candidates.extend(around((point.0, y), size, 14.0));
        }
    }
    if let Some(spot) = placer.place(size, &candidates) {
        canvas.words(&text, spot.x0, spot.y0 + 0.86 * set.size, set, Anchor::Start, colour);
    }
}
