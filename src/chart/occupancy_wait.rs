//! Figure (d): how waiting grows with berth occupancy, where today stands, and the limit of the service level.
//! Leaves out the runs over demand multipliers that give the points.

use crate::chart::axis::{BASE_HEIGHT, Scale, TICK_TYPE, Ticks, base_axis, gutter, percent, value_axis};
use crate::chart::band::{Level, drawable};
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::marks::{dot, smooth};
use crate::chart::place::{Placer, around};
use crate::chart::svg::Svg;
use crate::chart::text::Type;
use crate::chart::theme::{
    AXIS, Colour, HEIGHT, INK, LABEL, MAIN, MUTED, PAPER, PLAIN, STRONG, TARGET, TARGET_TEXT, TICK,
};

/// Waiting ratio over berth occupancy.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OccupancyWait {
    /// Texts around the chart.
    pub caption: Caption,
    /// Name of the occupancy, below the axis.
    pub occupancy: String,
    /// Name of the waiting ratio, above the axis.
    pub ratio: String,
    /// (occupancy, ratio) of single replications at several demand multipliers.
    pub points: Vec<(f64, f64)>,
    /// (occupancy, ratio) through the middle of the points, in ascending occupancy.
    pub middle: Vec<(f64, f64)>,
    /// Name of the middle line.
    pub middle_label: String,
    /// (occupancy, ratio) of the scenario as it is, and its name.
    pub today: Option<((f64, f64), String)>,
    /// The largest ratio of the service level.
    pub limit: Option<Level>,
    /// A curve of queueing theory to compare with.
    pub theory: Option<TheoryCurve>,
    /// What is written before the number of points that lie above the scale.
    pub above: String,
}

/// A curve in grey.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TheoryCurve {
    /// Name.
    pub label: String,
    /// (occupancy, ratio) in ascending occupancy.
    pub points: Vec<(f64, f64)>,
}

/// The numbers that can be drawn.
struct Usable {
    points: Vec<Point>,
    middle: Vec<Point>,
    theory: Vec<Point>,
    today: Option<Point>,
    limit: Option<f64>,
}

impl OccupancyWait {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when there is neither a finite point nor a finite middle line.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let usable = self.usable();
        if usable.points.is_empty() && usable.middle.is_empty() && usable.today.is_none() {
            return Err(ChartError::Empty("occupancy and waiting"));
        }
        let (mut canvas, area) = self.caption.card(HEIGHT - 104.0);
        let right = usable.all().map(|point| point.0).fold(1.0, f64::max);
        let ticks = Ticks::new(0.0, usable.ceiling(), 6);
        let labels: Vec<_> = ticks.values.iter().map(|&v| ticks.label(v)).collect();
        let plot = Area {
            x0: area.x0 + gutter(&labels),
            x1: area.x1 - 14.0,
            y0: area.y0 + 26.0,
            y1: area.y1 - BASE_HEIGHT - 18.0,
        };
        let across = Scale::new((0.0, right), (plot.x0, plot.x1));
        let up = Scale::new((0.0, usable.ceiling()), (plot.y1, plot.y0));
        let ratio = TICK_TYPE.shorten(&self.ratio, plot.width() / 2.0);
        canvas.words(&ratio, area.x0, area.y0 + 0.88 * TICK, TICK_TYPE, Anchor::Start, MUTED);
        let grid: Vec<_> = ticks.values.iter().map(|&v| up.at(v)).zip(labels).collect();
        value_axis(&mut canvas, plot, &grid);
        let shares = Ticks::new(0.0, across.high, 11);
        let marks: Vec<_> = shares.values.iter().map(|&v| (across.at(v), percent(v))).collect();
        base_axis(&mut canvas, plot, &marks);
        let occupancy = TICK_TYPE.shorten(&self.occupancy, plot.width());
        canvas.words(&occupancy, plot.x1, area.y1 - 3.0, TICK_TYPE, Anchor::End, MUTED);
        self.curves(&mut canvas, &usable, plot, (&across, &up));
        Ok(canvas)
    }

    fn usable(&self) -> Usable {
        let finite = |&(x, y): &Point| Some((drawable(x)?.max(0.0), drawable(y)?.max(0.0)));
        let all = |points: &[Point]| -> Vec<Point> { points.iter().filter_map(finite).collect() };
        let rising = |points: &[Point]| {
            let mut points = all(points);
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
            points
        };
        Usable {
            points: all(&self.points),
            middle: rising(&self.middle),
            theory: self.theory.as_ref().map_or(Vec::new(), |theory| rising(&theory.points)),
            today: self.today.as_ref().and_then(|(point, _)| finite(point)),
            limit: self.limit.as_ref().and_then(|level| drawable(level.value)).filter(|&value| value >= 0.0),
        }
    }

    fn curves(&self, canvas: &mut Canvas, usable: &Usable, plot: Area, (across, up): (&Scale, &Scale)) {
        let pixels = |points: &[Point]| -> Vec<Point> {
            points.iter().map(|&(x, y)| (across.at(x), up.at(y))).collect()
        };
        let mut above = 0;
        for (x, y) in pixels(&usable.points) {
            if y < plot.y0 {
                above += 1;
                canvas.fill(
                    vec![(x, plot.y0 - 3.0), (x - 3.0, plot.y0 + 2.0), (x + 3.0, plot.y0 + 2.0)],
                    MAIN,
                    0.35,
                );
            } else {
                canvas.disc((x, y), 2.2, MAIN, 0.35);
            }
        }
        let theory = below(&smooth(&pixels(&usable.theory)), plot.y0);
        canvas.line(theory.clone(), PLAIN, AXIS);
        if let Some(y) = usable.limit.map(|value| up.at(value)) {
            canvas.dashed((plot.x0, y), (plot.x1, y), PLAIN, TARGET);
        }
        let middle = below(&smooth(&pixels(&usable.middle)), plot.y0);
        canvas.line(middle.clone(), STRONG, MAIN);
        if let [only] = middle[..] {
            dot(canvas, only, 4.5, MAIN);
        }
        let today = usable.today.map(|(x, y)| (across.at(x), up.at(y).max(plot.y0)));
        if let Some(point) = today {
            dot(canvas, point, 6.5, INK);
        }
        if above > 0 {
            let space = if self.above.ends_with('：') { "" } else { " " };
            let text = TICK_TYPE.shorten(&format!("{}{space}{above}", self.above), plot.width() / 2.0);
            canvas.words(&text, plot.x1, plot.y0 - 8.0, TICK_TYPE, Anchor::End, MUTED);
        }

        let mut placer = Placer::new(canvas, plot);
        if let Some(((x, y), (_, label))) = today.zip(self.today.as_ref()) {
            placer.take(Area { x0: x - 7.0, x1: x + 7.0, y0: y - 7.0, y1: y + 7.0 });
            let size = |text: &str| (Type::bold(LABEL).width(text), LABEL * 1.06);
            let text = Type::bold(LABEL).shorten(label, 260.0);
            beside(canvas, &mut placer, &text, Type::bold(LABEL), INK, &around((x, y), size(&text), 11.0));
        }
        if let (Some(value), Some(level)) = (usable.limit, &self.limit) {
            let text = Type::bold(LABEL).shorten(&level.label, plot.width() * 0.6);
            let half = Type::bold(LABEL).width(&text) / 2.0;
            let y = up.at(value);
            let spots: Vec<_> = [y - 12.0, y + 12.0].map(|y| (plot.x0 + 6.0 + half, y)).to_vec();
            beside(canvas, &mut placer, &text, Type::bold(LABEL), TARGET_TEXT, &spots);
        }
        along(canvas, &mut placer, &self.middle_label, &middle, Type::bold(LABEL), MAIN);
        if let Some(curve) = &self.theory {
            along(canvas, &mut placer, &curve.label, &theory, Type::regular(TICK), MUTED);
        }
    }
}

impl Usable {
    fn all(&self) -> impl Iterator<Item = Point> {
        self.points.iter().chain(&self.middle).chain(&self.theory).copied().chain(self.today)
    }

    /// Upper end of the scale: everything, unless that would press limit and today flat against the axis.
    fn ceiling(&self) -> f64 {
        let highest = self.all().map(|point| point.1).chain(self.limit).fold(0.0, f64::max) * 1.04;
        let mut ratios: Vec<f64> = self.points.iter().chain(&self.middle).map(|point| point.1).collect();
        ratios.sort_by(f64::total_cmp);
        let common = ratios.get(ratios.len() / 2).copied().unwrap_or(0.0) * 1.5;
        let anchor = (self.limit.unwrap_or(0.0) * 3.0).max(self.today.map_or(0.0, |point| point.1 * 1.4));
        let enough = if anchor > 0.0 { anchor } else { common };
        let ceiling = if enough > 0.0 { enough.min(highest) } else { highest };
        if ceiling > 0.0 { ceiling } else { 1.0 }
    }
}

/// The part of a line below the upper edge of the plot, with the point where it leaves.
fn below(line: &[Point], edge: f64) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for &(x, y) in line {
        if y >= edge {
            kept.push((x, y));
            continue;
        }
        if let Some(&(x0, y0)) = kept.last() {
            kept.push((x0 + (x - x0) * (y0 - edge) / (y0 - y), edge));
        }
        break;
    }
    kept
}

/// Writes the name of a line on its left or right, at the part where it is clearest of the rest.
fn along(canvas: &mut Canvas, placer: &mut Placer, label: &str, line: &[Point], set: Type, colour: Colour) {
    let text = set.shorten(label, 240.0);
    let size = (set.width(&text), set.size * 1.06);
    let mut spots = Vec::new();
    for twentieth in (4..20).rev() {
        let Some(&(x, y)) = line.get(line.len() * twentieth / 20) else { continue };
        spots.extend([(x - 12.0 - size.0 / 2.0, y), (x + 12.0 + size.0 / 2.0, y)]);
    }
    beside(canvas, placer, &text, set, colour, &spots);
}

fn beside(canvas: &mut Canvas, placer: &mut Placer, text: &str, set: Type, colour: Colour, spots: &[Point]) {
    let size = (set.width(text), set.size * 1.06);
    if let Some(spot) = placer.place(size, spots) {
        canvas.block(spot.grown(1.0), PAPER, 0.7);
        canvas.words(text, spot.x0, spot.y0 + 0.86 * set.size, set, Anchor::Start, colour);
    }
}
