//! The curve between its nodes: a quintic that meets level, slope and curvature at both ends of a cell, or a straight
//! line. It leaves out turning points and crossings.

/// Levels at an equal step of time and the rule in between. At least two nodes.
#[derive(Debug, PartialEq)]
pub(super) struct Curve {
    /// Time of the first node, ms.
    first: i64,
    /// Between nodes, ms.
    step: i64,
    nodes: Nodes,
}

/// What is known at the nodes.
#[derive(Debug, PartialEq)]
pub(super) enum Nodes {
    Smooth(Vec<Node>),
    Straight(Vec<f64>),
}

/// Level, m, and its first and second derivative with the step as the unit of time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Node {
    pub(super) level: f64,
    pub(super) slope: f64,
    pub(super) curvature: f64,
}

/// The curve between two nodes: coefficients of the powers of the share of the step gone by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell([f64; 6]);

impl Curve {
    /// `step` is at least 1. Missing nodes are made up for: a single one stands, none is level 0.
    pub(super) fn new(first: i64, step: i64, mut nodes: Nodes) -> Self {
        match &mut nodes {
            Nodes::Smooth(list) => pad(list),
            Nodes::Straight(list) => pad(list),
        }
        Curve { first, step, nodes }
    }

    pub(super) fn first(&self) -> i64 {
        self.first
    }

    /// Time of the last node, ms.
    pub(super) fn last(&self) -> i64 {
        self.first + self.cells() as i64 * self.step
    }

    /// Between nodes, ms.
    pub(super) fn step(&self) -> i64 {
        self.step
    }

    pub(super) fn cells(&self) -> usize {
        match &self.nodes {
            Nodes::Smooth(list) => list.len() - 1,
            Nodes::Straight(list) => list.len() - 1,
        }
    }

    /// Time of node `index`, ms.
    pub(super) fn time(&self, index: usize) -> i64 {
        self.first + index as i64 * self.step
    }

    /// Level at node `index`.
    pub(super) fn node(&self, index: usize) -> f64 {
        match &self.nodes {
            Nodes::Smooth(list) => list[index].level,
            Nodes::Straight(list) => list[index],
        }
    }

    /// The cell that holds `milliseconds`; at a node the later one, outside the table the nearest.
    pub(super) fn index(&self, milliseconds: i64) -> usize {
        let steps = (milliseconds - self.first) / self.step;
        (steps.max(0) as usize).min(self.cells() - 1)
    }

    pub(super) fn level(&self, milliseconds: i64) -> f64 {
        let inside = milliseconds.max(self.first);
        if inside >= self.last() {
            return self.node(self.cells());
        }
        let index = self.index(inside);
        self.cell(index).level((inside - self.time(index)) as f64 / self.step as f64)
    }

    /// Level and slope (m per ms) at an instant that need not be a whole millisecond, given in ms after the first node.
    /// Outside the table the curve stands still.
    pub(super) fn level_and_slope(&self, since_first: f64) -> (f64, f64) {
        let steps = since_first / self.step as f64;
        let cells = self.cells();
        if !(0.0..=cells as f64).contains(&steps) {
            return (self.node(if steps < 0.0 { 0 } else { cells }), 0.0);
        }
        let index = (steps as usize).min(cells - 1);
        let cell = self.cell(index);
        let share = steps - index as f64;
        (cell.level(share), cell.slope(share) / self.step as f64)
    }

    pub(super) fn cell(&self, index: usize) -> Cell {
        match &self.nodes {
            Nodes::Straight(list) => Cell([list[index], list[index + 1] - list[index], 0.0, 0.0, 0.0, 0.0]),
            Nodes::Smooth(list) => {
                let (from, to) = (&list[index], &list[index + 1]);
                let half = 0.5 * from.curvature;
                let level = to.level - (from.level + from.slope + half);
                let slope = to.slope - (from.slope + from.curvature);
                let curvature = 0.5 * (to.curvature - from.curvature);
                Cell([
                    from.level,
                    from.slope,
                    half,
                    10.0 * level - 4.0 * slope + curvature,
                    -15.0 * level + 7.0 * slope - 2.0 * curvature,
                    6.0 * level - 3.0 * slope + curvature,
                ])
            }
        }
    }

    /// The slope within a cell as Bernstein coefficients (up to a common factor): where all have one sign, the curve is
    /// monotone.
    pub(super) fn slope_controls(&self, index: usize) -> [f64; 5] {
        match &self.nodes {
            Nodes::Straight(list) => [list[index + 1] - list[index]; 5],
            Nodes::Smooth(list) => {
                let (from, to) = (&list[index], &list[index + 1]);
                let (rise, bend) = (0.2 * from.slope, 0.05 * from.curvature);
                let (rise_to, bend_to) = (0.2 * to.slope, 0.05 * to.curvature);
                let outer = [rise, rise + bend, rise_to - bend_to, rise_to];
                let middle = (to.level - from.level) - outer.iter().sum::<f64>();
                [outer[0], outer[1], middle, outer[2], outer[3]]
            }
        }
    }
}

/// Makes two nodes at least.
fn pad<N: Copy + Default>(nodes: &mut Vec<N>) {
    let last = nodes.last().copied().unwrap_or_default();
    let length = nodes.len().max(2);
    nodes.resize(length, last);
}

impl Cell {
    /// Level after a share (0 to 1) of the step.
    pub(super) fn level(&self, share: f64) -> f64 {
        let [a, b, c, d, e, f] = self.0;
        a + share * (b + share * (c + share * (d + share * (e + share * f))))
    }

    /// Slope there, m per step.
    pub(super) fn slope(&self, share: f64) -> f64 {
        let [_, b, c, d, e, f] = self.0;
        b + share * (2.0 * c + share * (3.0 * d + share * (4.0 * e + share * (5.0 * f))))
    }
}
