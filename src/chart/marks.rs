//! Marks that more than one figure uses: rings, diamonds, whiskers, stepped and smooth lines, bands, and labels at
//! line ends. Leaves out scales.

use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::key::SKETCH;
use crate::chart::place::apart;
use crate::chart::text::Type;
use crate::chart::theme::{Colour, HAIR, LABEL, LABEL_GAP, PAPER};

/// A white disc with a coloured edge.
pub(super) fn ring(canvas: &mut Canvas, centre: Point, radius: f64, colour: Colour) {
    canvas.disc(centre, radius, colour, 1.0);
    canvas.disc(centre, radius - 1.6, PAPER, 1.0);
}

/// A coloured disc with a white edge, which parts it from lines below.
pub(super) fn dot(canvas: &mut Canvas, centre: Point, radius: f64, colour: Colour) {
    canvas.disc(centre, radius + 1.2, PAPER, 1.0);
    canvas.disc(centre, radius, colour, 1.0);
}

/// A square on its corner with a white edge.
pub(super) fn diamond(canvas: &mut Canvas, (x, y): Point, radius: f64, colour: Colour) {
    for (r, fill) in [(radius + 1.6, PAPER), (radius, colour)] {
        canvas.fill(vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)], fill, 1.0);
    }
}

/// A horizontal range with short ends.
pub(super) fn whisker(canvas: &mut Canvas, (from, to): (f64, f64), y: f64, colour: Colour) {
    canvas.line(vec![(from, y), (to, y)], 1.2, colour);
    for x in [from, to] {
        canvas.line(vec![(x, y - 4.0), (x, y + 4.0)], 1.2, colour);
    }
}

/// A [`whisker`] with a white edge, which parts it from dark bars below.
pub(super) fn edged_whisker(canvas: &mut Canvas, (from, to): (f64, f64), y: f64, colour: Colour) {
    canvas.block(Area { x0: from - 1.6, x1: to + 1.6, y0: y - 1.6, y1: y + 1.6 }, PAPER, 1.0);
    for x in [from, to] {
        canvas.block(Area { x0: x - 1.6, x1: x + 1.6, y0: y - 5.0, y1: y + 5.0 }, PAPER, 1.0);
    }
    whisker(canvas, (from, to), y, colour);
}

/// The rectangle of a key that stands for an area of a colour.
pub(super) fn swatch(canvas: &mut Canvas, (x, y): Point, colour: Colour, opacity: f64) {
    canvas.block(Area { x0: x, x1: x + SKETCH, y0: y - 6.0, y1: y + 6.0 }, colour, opacity);
}

/// Flat stretches joined by upright ones; stretches that do not touch stay apart.
pub(super) fn steps(stretches: &[(f64, f64, f64)]) -> Vec<Vec<Point>> {
    let mut lines: Vec<Vec<Point>> = Vec::new();
    let mut end = f64::NAN;
    for &(from, to, y) in stretches {
        let stretch = [(from, y), (to, y)];
        match lines.last_mut() {
            Some(line) if (from - end).abs() < 0.01 => line.extend(stretch),
            _ => lines.push(stretch.to_vec()),
        }
        end = to;
    }
    lines
}

/// A smooth line through points in ascending x that never overshoots them; of points a tenth of a pixel apart the
/// first counts. Cubic pieces with the slopes of Fritsch
/// and Carlson (1980), cut into short chords.
pub(super) fn smooth(points: &[Point]) -> Vec<Point> {
    let slope = |(_, before): (f64, f64), (_, after): (f64, f64)| {
        if before * after <= 0.0 { 0.0 } else { 2.0 / (1.0 / before + 1.0 / after) }
    };
    cubic(points, slope, |dx, dy| dx.hypot(dy) / 6.0)
}

/// A line through points in ascending x that is round at its crests, which may lie between points and above them; of
/// points a tenth of a pixel apart the first counts. Each slope is that of the parabola through three points.
pub(super) fn round(points: &[Point]) -> Vec<Point> {
    let slope = |(left, before): (f64, f64), (right, after): (f64, f64)| {
        (before * right + after * left) / (left + right)
    };
    cubic(points, slope, |dx, _| dx / 0.4)
}

/// Cubic pieces between points. `inner` gives the slope at a point from width and slope of the chords on both sides,
/// `chords` how many chords a piece of a width and height is cut into.
fn cubic(
    points: &[Point],
    inner: impl Fn((f64, f64), (f64, f64)) -> f64,
    chords: impl Fn(f64, f64) -> f64,
) -> Vec<Point> {
    let mut points = points.to_vec();
    points.dedup_by(|later, earlier| later.0 - earlier.0 < 0.1);
    if points.len() < 3 {
        return points;
    }
    let chord = |i: usize| {
        let width = points[i + 1].0 - points[i].0;
        (width, (points[i + 1].1 - points[i].1) / width)
    };
    let last = points.len() - 1;
    let tangent = |i: usize| match i {
        0 => chord(0).1,
        _ if i == last => chord(last - 1).1,
        _ => inner(chord(i - 1), chord(i)),
    };
    let mut line = vec![points[0]];
    for i in 0..last {
        let ((x0, y0), (x1, y1)) = (points[i], points[i + 1]);
        let (m0, m1) = (tangent(i) * (x1 - x0), tangent(i + 1) * (x1 - x0));
        let pieces = chords(x1 - x0, y1 - y0).ceil().clamp(1.0, 40.0);
        for piece in 1..=pieces as usize {
            let t = piece as f64 / pieces;
            let (t2, t3) = (t * t, t * t * t);
            let y = (2.0 * t3 - 3.0 * t2 + 1.0) * y0
                + (t3 - 2.0 * t2 + t) * m0
                + (3.0 * t2 - 2.0 * t3) * y1
                + (t3 - t2) * m1;
            line.push((x0 + t * (x1 - x0), y));
        }
    }
    line
}

/// The polygon between an upper and a lower line of the same direction.
pub(super) fn between(upper: &[Point], lower: &[Point]) -> Vec<Point> {
    upper.iter().chain(lower.iter().rev()).copied().collect()
}

/// The widest that labels at line ends get, px.
const WIDEST: f64 = 168.0;

/// A label beside the right end of a line.
pub(super) struct EndLabel {
    /// Where the line ends.
    pub end: Point,
    /// What it is called.
    pub text: String,
    /// Colour of the text.
    pub colour: Colour,
    /// Bold for the main series.
    pub bold: bool,
}

impl EndLabel {
    fn set(&self) -> Type {
        Type { size: LABEL, bold: self.bold }
    }

    /// Room on the right of the plot for all labels, px: as wide as they are, within reason.
    pub(super) fn room(labels: &[EndLabel]) -> f64 {
        let widest = labels.iter().map(|label| label.set().width(&label.text)).fold(0.0, f64::max);
        if labels.is_empty() { 10.0 } else { widest.ceil().clamp(40.0, WIDEST) + 14.0 }
    }

    /// Writes the labels on the right of the plot, apart from each other, each tied to its line by a hairline.
    pub(super) fn write(labels: &[EndLabel], canvas: &mut Canvas, plot: Area, room: f64) {
        let leading = Type::regular(LABEL).leading();
        let wrapped = |most| -> Vec<Vec<String>> {
            labels.iter().map(|label| label.set().wrap(&label.text, room - 14.0, most)).collect()
        };
        let mut texts = wrapped(3);
        if texts.iter().map(Vec::len).sum::<usize>() as f64 * leading > plot.height() {
            texts = wrapped(1);
        }
        let wanted: Vec<_> =
            labels.iter().zip(&texts).map(|(l, t)| (l.end.1, t.len() as f64 * leading)).collect();
        let centres = apart(&wanted, LABEL_GAP, plot.y0 - 8.0, plot.y1 + 8.0);
        for ((label, lines), centre) in labels.iter().zip(&texts).zip(centres) {
            let x = plot.x1 + 12.0;
            if label.end.0 < plot.x1 - 0.5 || (centre - label.end.1).abs() > 2.0 {
                let elbow = (plot.x1.max(label.end.0), label.end.1);
                canvas.line(vec![label.end, elbow, (x - 3.0, centre)], HAIR, label.colour);
            }
            let first = centre - lines.len() as f64 * leading / 2.0 + 0.5 * leading + 0.36 * LABEL;
            canvas.lines(lines, (x, first), label.set(), Anchor::Start, label.colour);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smooth_line_keeps_its_points_and_never_overshoots() {
        let points = [(0.0, 0.0), (10.0, 0.0), (20.0, 50.0), (30.0, 50.0), (40.0, 20.0)];
        let line = smooth(&points);
        assert!(points.iter().all(|p| line.contains(p)));
        assert!(line.iter().all(|p| (0.0..=50.0).contains(&p.1)), "{line:?}");
        assert!(line.iter().filter(|p| p.0 <= 20.0).is_sorted_by(|a, b| a.1 <= b.1));
    }

    #[test]
    fn a_round_line_reaches_a_crest_between_its_points() {
        let wave = |x: f64| 100.0 * (std::f64::consts::FRAC_PI_8 * (x + 1.0)).cos();
        let points: Vec<Point> = (0..40).map(|i| f64::from(2 * i)).map(|x| (x, wave(x))).collect();
        let line = round(&points);
        assert!(points.iter().all(|p| line.contains(p)));
        let highest = |line: &[Point]| line.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
        assert!(highest(&points) < 93.0 && highest(&line) > 98.5 && highest(&line) < 100.0);
        let between = line.iter().filter(|p| (2.0..76.0).contains(&p.0));
        let farthest = between.map(|&(x, y)| (y - wave(x)).abs()).fold(0.0, f64::max);
        assert!(farthest < 1.5, "{farthest}");
    }

    #[test]
    fn steps_join_neighbours_only() {
        let lines = steps(&[(0.0, 1.0, 5.0), (1.0, 2.0, 7.0), (4.0, 5.0, 7.0)]);
        assert_eq!(
            lines,
            [vec![(0.0, 5.0), (1.0, 5.0), (1.0, 7.0), (2.0, 7.0)], vec![(4.0, 7.0), (5.0, 7.0)]]
        );
    }
}
