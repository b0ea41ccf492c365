//! Figure (e): waiting of each vessel class as a dumbbell from the median to the 95 % quantile, with the numbers
//! beside it. Leaves out how the quantiles are estimated.
//!
//! When one class waits far longer than most, a linear scale shows nothing of the others; then the scale is
//! ln(1 + hours), which keeps zero in place, with ticks at times a planner knows, and the chart says so.

use crate::chart::axis::{BASE_HEIGHT, Scale, TICK_TYPE, Ticks, number, numeral, upright_axis};
use crate::chart::band::{Level, drawable};
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::marks::{diamond, ring};
use crate::chart::rows::{Names, centred};
use crate::chart::svg::Svg;
use crate::chart::text::Type;
use crate::chart::theme::{Colour, LABEL, MAIN, MARGIN, MUTED, PLAIN, TARGET, TARGET_TEXT, TICK, WIDTH};

/// Width of a column of numbers, px.
const COLUMN: f64 = 62.0;
/// Width of the line between the marks of a row, px.
const STALK: f64 = 2.5;
/// Longest wait over the middle one from which the scale is compressed.
const SKEWED: f64 = 20.0;
/// Ticks of the compressed scale, hours: up to two days, then weeks, a month, a year and on.
const TIMES: [f64; 13] = [0.0, 1.0, 3.0, 8.0, 24.0, 48.0, 168.0, 720.0, 2160.0, 8760.0, 87_600.0, 1e6, 1e8];

/// Waiting of vessels by class, in hours.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WaitingByClass {
    /// Texts around the chart.
    pub caption: Caption,
    /// Names in the chart.
    pub labels: WaitingLabels,
    /// The classes, drawn in this order.
    pub classes: Vec<ClassWait>,
    /// The longest wait of the service level, held against the 90 % quantile.
    pub limit: Option<Level>,
}

/// Names of the quantiles and of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WaitingLabels {
    /// Name of the median.
    pub p50: String,
    /// Name of the 90 % quantile.
    pub p90: String,
    /// Name of the 95 % quantile.
    pub p95: String,
    /// Name and unit of the scale.
    pub scale: String,
    /// Said in place of `scale` when the scale is compressed.
    pub compressed: String,
}

/// One vessel class. A class with a missing number keeps its row and its name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClassWait {
    /// Name.
    pub label: String,
    /// Median wait, h.
    pub p50: f64,
    /// 90 % quantile, h.
    pub p90: f64,
    /// 95 % quantile, h.
    pub p95: f64,
}

impl ClassWait {
    fn usable(&self) -> Option<[f64; 3]> {
        Some([drawable(self.p50)?.max(0.0), drawable(self.p90)?.max(0.0), drawable(self.p95)?.max(0.0)])
    }
}

/// Hours to pixels, linear or compressed.
struct Hours {
    linear: Scale,
    compressed: bool,
}

impl Hours {
    fn new(longest: f64, compressed: bool, plot: Area) -> Self {
        let high = Self::bend(compressed, if longest > 0.0 { longest } else { 1.0 }) * 1.03;
        Self { linear: Scale::new((0.0, high), (plot.x0, plot.x1)), compressed }
    }

    fn bend(compressed: bool, hours: f64) -> f64 {
        if compressed { hours.ln_1p() } else { hours }
    }

    fn at(&self, hours: f64) -> f64 {
        self.linear.at(Self::bend(self.compressed, hours))
    }

    fn ticks(&self) -> Vec<(f64, String)> {
        let inside = |&&hours: &&f64| self.at(hours) <= self.linear.end;
        if self.compressed {
            TIMES.iter().filter(inside).map(|&h| (self.at(h), numeral(h, 0))).collect()
        } else {
            let ticks = Ticks::new(0.0, self.linear.high, 7);
            ticks.values.iter().map(|&h| (self.at(h), ticks.label(h))).collect()
        }
    }
}

impl WaitingByClass {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when no class has three finite numbers.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let waits: Vec<_> = self.classes.iter().map(ClassWait::usable).collect();
        if waits.iter().all(Option::is_none) {
            return Err(ChartError::Empty("waiting by class"));
        }
        let names = Names::new(self.classes.iter().map(|class| class.label.as_str()));
        let (middles, height) = names.rows(28.0);
        let above = if self.limit.is_some() { 34.0 } else { 24.0 };
        let bent = self.is_skewed(&waits);
        let said = if bent { &self.labels.compressed } else { &self.labels.scale };
        let beside = TICK_TYPE.width(said) <= names.width;
        let below = BASE_HEIGHT + if beside { 2.0 } else { 20.0 };
        let (mut canvas, area) = self.caption.card(above + height + below);
        let plot = Area {
            x0: area.x0 + names.width + 18.0,
            x1: WIDTH - MARGIN - 3.0 * COLUMN - 10.0,
            y0: area.y0 + above,
            y1: area.y1 - below,
        };
        let hours = Hours::new(self.longest(&waits), bent, plot);
        let ticks = hours.ticks();
        upright_axis(&mut canvas, plot, &ticks);
        let (x, down) = if beside { (area.x0, 0.0) } else { (plot.x0, 18.0) };
        let said = TICK_TYPE.shorten(said, area.x1 - x);
        canvas.words(&said, x, plot.y1 + 7.0 + 0.88 * TICK + down, TICK_TYPE, Anchor::Start, MUTED);
        self.header(&mut canvas, plot);
        let limit = self.limit.as_ref().and_then(|level| Some((level, drawable(level.value)?)));
        if let Some((level, value)) = limit {
            mark_limit(&mut canvas, level, hours.at(value.max(0.0)), plot);
        }
        for (i, wait) in waits.iter().enumerate() {
            let y = plot.y0 + middles[i];
            let too_long = wait.zip(limit).is_some_and(|(wait, (_, value))| wait[1] > value);
            names.write(&mut canvas, area, i, y, too_long);
            row(&mut canvas, *wait, &hours, (plot.x1, y), too_long);
        }
        Ok(canvas)
    }

    fn longest(&self, waits: &[Option<[f64; 3]>]) -> f64 {
        let limit = self.limit.as_ref().and_then(|level| drawable(level.value)).unwrap_or(0.0);
        waits.iter().flatten().flatten().copied().fold(limit, f64::max)
    }

    /// Whether the longest wait dwarfs those of the middle class.
    fn is_skewed(&self, waits: &[Option<[f64; 3]>]) -> bool {
        let mut each: Vec<f64> =
            waits.iter().flatten().map(|wait| wait.iter().copied().fold(0.0, f64::max)).collect();
        each.sort_by(f64::total_cmp);
        let middle = each.get(each.len() / 2).copied().unwrap_or(0.0);
        self.longest(waits) > SKEWED * middle.max(0.1)
    }

    /// Names of the columns, each with its mark, which makes a legend needless.
    fn header(&self, canvas: &mut Canvas, plot: Area) {
        let y = plot.y0 - 12.0;
        for (i, label) in [&self.labels.p50, &self.labels.p90, &self.labels.p95].into_iter().enumerate() {
            let right = plot.x1 + 10.0 + COLUMN * (i as f64 + 1.0);
            let text = TICK_TYPE.shorten(label, COLUMN - 20.0);
            canvas.words(&text, right, y + 0.36 * TICK, TICK_TYPE, Anchor::End, MUTED);
            mark(canvas, i, (right - TICK_TYPE.width(&text) - 9.0, y), MUTED);
        }
    }
}

/// The mark of the i-th quantile: a ring, a disc, a diamond.
fn mark(canvas: &mut Canvas, i: usize, at: Point, colour: Colour) {
    match i {
        0 => ring(canvas, at, 4.2, colour),
        1 => canvas.disc(at, 4.8, colour, 1.0),
        _ => diamond(canvas, at, 4.6, colour),
    }
}

fn row(canvas: &mut Canvas, wait: Option<[f64; 3]>, hours: &Hours, (right, y): Point, too_long: bool) {
    let (colour, set) = (if too_long { TARGET } else { MAIN }, Type { size: LABEL, bold: too_long });
    if let Some([p50, _, p95]) = wait {
        canvas.line(vec![(hours.at(p50), y), (hours.at(p95), y)], STALK, colour);
    }
    for i in (0..3).rev() {
        if let Some(wait) = wait {
            mark(canvas, i, (hours.at(wait[i]), y), colour);
        }
        let text = wait.map_or("–".to_owned(), |wait| number(wait[i]));
        let x = right + 10.0 + COLUMN * (i as f64 + 1.0);
        centred(canvas, &[text], x, y, set, Anchor::End);
    }
}

fn mark_limit(canvas: &mut Canvas, level: &Level, x: f64, plot: Area) {
    canvas.dashed((x, plot.y0 - 4.0), (x, plot.y1), PLAIN, TARGET);
    let set = Type::bold(LABEL);
    let text = set.shorten(&level.label, plot.width());
    let half = set.width(&text) / 2.0;
    let centre = x.min(plot.x1 - half).max(plot.x0 + half);
    canvas.words(&text, centre, plot.y0 - 12.0, set, Anchor::Middle, TARGET_TEXT);
}
