//! Where labels go: moved apart along an edge, or put at the best free spot near a point. Leaves out drawing.

use crate::chart::canvas::{Area, Canvas, Mark, Point};

/// Centres nearest to the wanted ones, in their order from the top, so that labels of the given heights stand clear
/// of each other within `from..to`. Where all cannot fit, they run over the lower end in order.
pub(super) fn apart(wanted: &[(f64, f64)], gap: f64, from: f64, to: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].0.total_cmp(&wanted[b].0).then(a.cmp(&b)));
    // Blocks of touching labels: sum of wanted tops, members, height.
    let mut blocks: Vec<(f64, Vec<usize>, f64)> = Vec::new();
    let top = |sum: f64, members: usize, height: f64| (sum / members as f64).min(to - height).max(from);
    for i in order {
        let (centre, height) = (wanted[i].0, wanted[i].1.max(gap));
        let mut block = (centre - height / 2.0, vec![i], height);
        while let Some(above) =
            blocks.pop_if(|a| top(a.0, a.1.len(), a.2) + a.2 > top(block.0, block.1.len(), block.2))
        {
            let sum = above.0 + block.0 - above.2 * block.1.len() as f64;
            let members = [above.1, block.1].concat();
            block = (sum, members, above.2 + block.2);
        }
        blocks.push(block);
    }
    let mut centres = vec![0.0; wanted.len()];
    for (sum, members, height) in blocks {
        let mut y = top(sum, members.len(), height);
        for i in members {
            let own = wanted[i].1.max(gap);
            centres[i] = y + own / 2.0;
            y += own;
        }
    }
    centres
}

/// How many 4 px of line under a label are worth the next candidate.
const PATIENCE: f64 = 0.6;

/// Finds free spots for labels among what is drawn already.
pub(super) struct Placer {
    bounds: Area,
    taken: Vec<Area>,
    drawn: Vec<Point>,
}

impl Placer {
    /// A placer that keeps within `bounds`, off every text and, as far as it can, off every line and dot.
    pub(super) fn new(canvas: &Canvas, bounds: Area) -> Self {
        let mut placer = Self { bounds, taken: Vec::new(), drawn: Vec::new() };
        for mark in &canvas.marks {
            match mark {
                Mark::Words(words) => placer.taken.push(words.bounds()),
                Mark::Disc { centre: (x, y), radius: r, .. } => {
                    placer.drawn.extend([(*x, *y), (x - r, *y), (x + r, *y), (*x, y - r), (*x, y + r)]);
                }
                Mark::Line { points, width, .. } if *width >= 1.0 => placer.trace(points),
                _ => {}
            }
        }
        placer
    }

    /// Keeps later labels off `area`.
    pub(super) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    fn trace(&mut self, points: &[Point]) {
        for pair in points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            let steps = ((x1 - x0).hypot(y1 - y0) / 4.0).ceil().clamp(1.0, 1000.0);
            for i in 0..=steps as usize {
                let share = i as f64 / steps;
                self.drawn.push((x0 + share * (x1 - x0), y0 + share * (y1 - y0)));
            }
        }
    }

    /// The best of the candidate centres for a label of this size, which is taken from then on: early in the list and
    /// with little drawn under it. Nothing when every candidate meets another label or leaves the bounds.
    pub(super) fn place(&mut self, (width, height): (f64, f64), candidates: &[Point]) -> Option<Area> {
        let mut best: Option<(f64, Area)> = None;
        for (rank, &(x, y)) in candidates.iter().enumerate() {
            let area =
                Area { x0: x - width / 2.0, x1: x + width / 2.0, y0: y - height / 2.0, y1: y + height / 2.0 };
            let roomy = area.grown(2.0);
            if !self.bounds.encloses(&area) || self.taken.iter().any(|other| other.overlaps(&roomy)) {
                continue;
            }
            let inside = |p: &&Point| p.0 > roomy.x0 && p.0 < roomy.x1 && p.1 > roomy.y0 && p.1 < roomy.y1;
            let cost = self.drawn.iter().filter(inside).count() as f64 + PATIENCE * rank as f64;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, area));
            }
        }
        let (_, area) = best?;
        self.take(area);
        Some(area)
    }
}

/// Centres around a point for a label of this size: above, right, left, below, the corners, then the same farther out.
pub(super) fn around((x, y): Point, (width, height): (f64, f64), distance: f64) -> Vec<Point> {
    let mut centres = Vec::new();
    for far in [distance, distance + 10.0, distance + 22.0] {
        let (dx, dy) = (width / 2.0 + far, height / 2.0 + far);
        let sides = [(0.0, -dy), (dx, 0.0), (-dx, 0.0), (0.0, dy)];
        let corners = [(-dx, -dy), (dx, dy), (dx, -dy), (-dx, dy)].map(|(a, b)| (a * 0.8, b * 0.8));
        centres.extend(sides.iter().chain(&corners).map(|(a, b)| (x + a, y + b)));
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_as_little_as_they_must() {
        assert_eq!(apart(&[(100.0, 16.0), (100.0, 16.0)], 16.0, 0.0, 300.0), [92.0, 108.0]);
        assert_eq!(apart(&[(200.0, 16.0), (50.0, 10.0)], 16.0, 0.0, 300.0), [200.0, 50.0]);
        // Three at the lower edge: pushed up in order, the high one of 32 px in the middle.
        assert_eq!(
            apart(&[(298.0, 16.0), (299.0, 32.0), (300.0, 16.0)], 16.0, 0.0, 300.0),
            [244.0, 268.0, 292.0]
        );
        // Two blocks that meet only after each has grown.
        assert_eq!(apart(&[(10.0, 16.0), (10.0, 16.0), (30.0, 16.0)], 16.0, 0.0, 300.0), [8.0, 24.0, 40.0]);
    }

    #[test]
    fn a_label_keeps_off_texts_and_lines() {
        let mut canvas = Canvas::new(200.0, 200.0);
        canvas.line(vec![(0.0, 100.0), (200.0, 100.0)], 2.0, crate::chart::theme::INK);
        let mut placer = Placer::new(&canvas, canvas.area());
        let spots = [(100.0, 100.0), (100.0, 60.0)];
        let first = placer.place((40.0, 12.0), &spots).expect("there is room");
        assert_eq!((first.y0, first.y1), (54.0, 66.0));
        let second = placer.place((40.0, 12.0), &spots).expect("there is room on the line");
        assert_eq!((second.y0, second.y1), (94.0, 106.0));
        assert_eq!(placer.place((40.0, 12.0), &spots), None);
    }
}
