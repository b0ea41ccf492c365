//! Where the nodes and ribbons of a flow diagram stand: in columns, each as high as what flows through it, in an order with
//! few crossings. Leaves out drawing.

/// Times the order is improved from left to right and back.
const SWEEPS: usize = 6;
/// Share of the height that gaps may take.
const GAPS: f64 = 0.45;

/// An amount that flows from a node to one in the next column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stream {
    pub from: usize,
    pub to: usize,
    /// More than zero.
    pub amount: f64,
}

/// Upper and lower edge.
pub(super) type Span = (f64, f64);

/// Nodes and ribbons with their places.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    /// By node.
    pub nodes: Vec<Span>,
    /// By stream: its span at the node it comes from, and at the one it goes to.
    pub ribbons: Vec<(Span, Span)>,
}

/// Places nodes, given by their columns, between two heights; neighbours in a column stand at least `gap` apart if they can.
pub(super) fn place(columns: &[usize], streams: &[Stream], (top, bottom): Span, gap: f64) -> Placed {
    let mut order = order(columns);
    let sizes = sizes(columns.len(), streams);
    let height = bottom - top;
    let gap_of = |count: usize| if count > 1 { gap.min(GAPS * height / (count - 1) as f64) } else { 0.0 };
    let scale = order.iter().filter_map(|column| {
        let sum: f64 = column.iter().map(|&node| sizes[node]).sum();
        let room = height - gap_of(column.len()) * column.len().saturating_sub(1) as f64;
        (sum > 0.0).then(|| room / sum)
    });
    let scale = scale.fold(f64::INFINITY, f64::min);
    let scale = if scale.is_finite() { scale } else { 0.0 };
    let stand = |order: &[Vec<usize>]| {
        let mut nodes = vec![(top, top); columns.len()];
        for column in order {
            let filled: f64 = column.iter().map(|&node| sizes[node] * scale).sum();
            let gaps = column.len().saturating_sub(1) as f64;
            // What room is left goes into the gaps, within reason.
            let apart =
                if gaps > 0.0 { ((height - filled) / gaps).min(2.5 * gap_of(column.len())) } else { 0.0 };
            let mut y = top + (height - filled - gaps * apart) / 2.0;
            for &node in column {
                nodes[node] = (y, y + sizes[node] * scale);
                y = nodes[node].1 + apart;
            }
        }
        nodes
    };
    let mut best = (crossings(&stand(&order), streams), order.clone());
    for sweep in 0..2 * SWEEPS {
        let rightwards = sweep % 2 == 0;
        for step in 0..order.len() {
            let column = if rightwards { step } else { order.len() - 1 - step };
            let nodes = stand(&order);
            sort_towards(&mut order[column], &nodes, streams, rightwards);
        }
        let found = crossings(&stand(&order), streams);
        if found < best.0 {
            best = (found, order.clone());
        }
    }
    let nodes = stand(&best.1);
    let ribbons = ribbons(&nodes, streams, scale);
    Placed { nodes, ribbons }
}

/// The nodes of each column, as they come.
fn order(columns: &[usize]) -> Vec<Vec<usize>> {
    let mut order = vec![Vec::new(); columns.iter().max().map_or(0, |last| last + 1)];
    columns.iter().enumerate().for_each(|(node, &column)| order[column].push(node));
    order
}

/// What flows through each node: the greater of what comes and what goes.
fn sizes(nodes: usize, streams: &[Stream]) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); nodes];
    for stream in streams {
        sums[stream.from].1 += stream.amount;
        sums[stream.to].0 += stream.amount;
    }
    sums.into_iter().map(|(came, went)| f64::max(came, went)).collect()
}

/// Sorts a column by where its neighbours on one side stand, weighted by amount; nodes without any stay where they are.
fn sort_towards(column: &mut [usize], nodes: &[Span], streams: &[Stream], rightwards: bool) {
    let middle = |node: usize| (nodes[node].0 + nodes[node].1) / 2.0;
    let wish = |node: usize| {
        let mut sums = (0.0, 0.0);
        for stream in streams {
            let (own, other) = if rightwards { (stream.to, stream.from) } else { (stream.from, stream.to) };
            if own == node {
                sums = (sums.0 + stream.amount, sums.1 + stream.amount * middle(other));
            }
        }
        if sums.0 > 0.0 { sums.1 / sums.0 } else { middle(node) }
    };
    column.sort_by(|&one, &other| wish(one).total_cmp(&wish(other)).then(one.cmp(&other)));
}

/// How much crosses how much: the products of the amounts of all pairs of streams that cross.
pub(super) fn crossings(nodes: &[Span], streams: &[Stream]) -> f64 {
    let mut sum = 0.0;
    for (at, one) in streams.iter().enumerate() {
        for other in &streams[..at] {
            let from = nodes[one.from].0 - nodes[other.from].0;
            let to = nodes[one.to].0 - nodes[other.to].0;
            if from * to < 0.0 {
                sum += one.amount * other.amount;
            }
        }
    }
    sum
}

/// The ribbons, stacked at each node in the order of their other ends.
fn ribbons(nodes: &[Span], streams: &[Stream], scale: f64) -> Vec<(Span, Span)> {
    let mut ribbons = vec![((0.0, 0.0), (0.0, 0.0)); streams.len()];
    for (node, span) in nodes.iter().enumerate() {
        for comes in [true, false] {
            let own = |stream: &Stream| if comes { stream.to } else { stream.from };
            let other = |at: usize| if comes { streams[at].from } else { streams[at].to };
            let mut here: Vec<usize> = (0..streams.len()).filter(|&at| own(&streams[at]) == node).collect();
            here.sort_by(|&a, &b| nodes[other(a)].0.total_cmp(&nodes[other(b)].0).then(a.cmp(&b)));
            let filled: f64 = here.iter().map(|&at| streams[at].amount * scale).sum();
            let mut y = (span.0 + span.1 - filled) / 2.0;
            for at in here {
                let end = (y, y + streams[at].amount * scale);
                y = end.1;
                if comes {
                    ribbons[at].1 = end;
                } else {
                    ribbons[at].0 = end;
                }
            }
        }
    }
    ribbons
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two sources, two yards, three modes, given in an order that crosses everywhere.
    fn sample() -> (Vec<usize>, Vec<Stream>) {
        let stream = |from, to, amount| Stream { from, to, amount };
        let streams = vec![
            stream(0, 3, 30.0),
            stream(1, 2, 10.0),
            stream(3, 4, 22.0),
            stream(3, 5, 6.0),
            stream(2, 5, 4.0),
            stream(2, 6, 6.0),
        ];
        (vec![0, 0, 1, 1, 2, 2, 2], streams)
    }

    #[test]
    fn widths_add_up_and_stay_inside() {
        let (columns, streams) = sample();
        let placed = place(&columns, &streams, (100.0, 400.0), 15.0);
        // The left column is the fullest with 40 t and one gap; of the right one with 38 t and two gaps
        // (300 − 30) ÷ 38 = 7.105 px a tonne is less than (300 − 15) ÷ 40 = 7.125.
        let scale = 270.0 / 38.0;
        for (stream, (from, to)) in streams.iter().zip(&placed.ribbons) {
            for (end, node) in [(from, stream.from), (to, stream.to)] {
                assert!((end.1 - end.0 - stream.amount * scale).abs() < 1e-9, "{stream:?}");
                let node = placed.nodes[node];
                assert!(node.0 - 1e-9 <= end.0 && end.1 <= node.1 + 1e-9, "{stream:?} beside its node");
            }
        }
        assert!(
            placed
                .nodes
                .iter()
                .all(|span| 100.0 - 1e-9 <= span.0 && span.0 <= span.1 && span.1 <= 400.0 + 1e-9)
        );
        // The yard that keeps 2 t of 30 is as high as what came.
        assert!((placed.nodes[3].1 - placed.nodes[3].0 - 30.0 * scale).abs() < 1e-9);
    }

    #[test]
    fn what_can_stand_without_a_crossing_does() {
        let (columns, streams) = sample();
        let placed = place(&columns, &streams, (0.0, 300.0), 15.0);
        assert_eq!(crossings(&placed.nodes, &streams), 0.0, "{placed:?}");
        for (at, one) in placed.nodes.iter().enumerate() {
            for (other, column) in placed.nodes.iter().zip(&columns).take(at) {
                assert!(*column != columns[at] || one.0 >= other.1 || other.0 >= one.1, "nodes overlap");
            }
        }
    }

    #[test]
    fn nothing_to_place_is_placed() {
        assert_eq!(place(&[], &[], (0.0, 1.0), 2.0), Placed { nodes: Vec::new(), ribbons: Vec::new() });
        assert!(place(&[0, 1], &[], (0.0, 9.0), 2.0).nodes.iter().all(|span| span.0 == span.1));
    }
}
