//! Figure (l): cargo between the sea and the land as ribbons as wide as their tonnes: trades, yards, modes. Leaves out when.

use crate::chart::band::drawable;
use crate::chart::canvas::{Anchor, Area, Canvas, Point};
use crate::chart::error::ChartError;
use crate::chart::frame::Caption;
use crate::chart::key::{Key, SKETCH};
use crate::chart::marks::between;
use crate::chart::place::apart;
use crate::chart::sankey::{Placed, Span, Stream, place};
use crate::chart::svg::Svg;
use crate::chart::text::Type;
use crate::chart::theme::{AXIS, Colour, HAIR, INK, LABEL, MUTED, PAPER, TICK, kind};

/// Columns: sea, yards, land.
const COLUMNS: usize = 3;
/// Least height of the diagram, and of a node with its words, px.
const HEIGHT: (f64, f64) = (170.0, 58.0);
/// Height of the line with the names of the columns, px.
const HEAD: f64 = 26.0;
/// Width of a node, and of its words, px.
const NODE: f64 = 11.0;
const WORDS: f64 = 168.0;
/// Least distance between two nodes, px.
const GAP: f64 = 16.0;
/// Chords of a ribbon.
const CHORDS: usize = 28;
/// Where along a ribbon its arrow stands, clear of the words of the yards.
const ARROW: f64 = 0.82;
/// Opacity of ribbons to the land, and to the sea.
const INWARD: f64 = 0.55;
const OUTWARD: f64 = 0.24;
/// Text of names and of amounts.
const NAME: Type = Type::regular(LABEL);
const AMOUNT: Type = Type::bold(TICK);

/// Cargo between sea and land.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlowDiagram {
    /// Texts around the chart.
    pub caption: Caption,
    /// Names of the three columns.
    pub heads: [String; COLUMNS],
    /// Where cargo comes through.
    pub nodes: Vec<FlowNode>,
    /// What flows.
    pub streams: Vec<FlowStream>,
    /// Name of what goes from the sea to the land.
    pub inward: String,
    /// Name of what goes from the land to the sea.
    pub outward: String,
}

/// A trade, a yard or a mode.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlowNode {
    /// 0 = sea, 1 = yards, 2 = land.
    pub column: usize,
    /// Name.
    pub label: String,
    /// What flows through it, with its unit.
    pub amount: String,
}

/// Cargo between two nodes of neighbouring columns.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FlowStream {
    /// The node nearer to the sea.
    pub from: usize,
    /// The node nearer to the land.
    pub to: usize,
    /// How much.
    pub amount: f64,
    /// Number of its cargo; the first six have colours of their own.
    pub kind: usize,
    /// From the land to the sea.
    pub outward: bool,
}

impl FlowDiagram {
    /// The chart as SVG.
    ///
    /// # Errors
    /// [`ChartError::Empty`] when nothing flows.
    pub fn draw(&self) -> Result<Svg, ChartError> {
        self.caption.seal(&self.layout()?)
    }

    pub(super) fn layout(&self) -> Result<Canvas, ChartError> {
        let streams = self.usable();
        if streams.is_empty() {
            return Err(ChartError::Empty("flow diagram"));
        }
        let (nodes, columns) = self.touched(&streams);
        let words: Vec<Vec<String>> = nodes.iter().map(|&node| self.words(node)).collect();
        let high = |column: usize| -> f64 {
            let own = columns.iter().zip(&words).filter(|(of, _)| **of == column);
            own.map(|(_, lines)| (height(lines) + 14.0).max(HEIGHT.1)).sum()
        };
        let tall = (0..COLUMNS).map(high).fold(HEIGHT.0, f64::max);
        let key = self.key(&streams);
        let below = HEAD + tall + 4.0;
        let (mut canvas, area) = self.caption.card(below + key.height());
        let span = (area.y0 + HEAD, area.y0 + HEAD + tall);
        let own = |node: usize| nodes.iter().position(|&other| other == node).unwrap_or(0);
        let flows: Vec<Stream> = streams
            .iter()
            .map(|stream| Stream { from: own(stream.from), to: own(stream.to), amount: stream.amount })
            .collect();
        let placed = place(&columns, &flows, span, GAP);
        let left = [area.x0 + WORDS + 8.0, (area.x0 + area.x1 - NODE) / 2.0, area.x1 - WORDS - 8.0 - NODE];
        for (stream, (flow, ribbon)) in streams.iter().zip(flows.iter().zip(&placed.ribbons)) {
            let ends = (left[columns[flow.from]] + NODE, left[columns[flow.to]]);
            draw_ribbon(&mut canvas, stream, ends, *ribbon);
        }
        for (&(y0, y1), &column) in placed.nodes.iter().zip(&columns) {
            let (x0, y1) = (left[column], y1.max(y0 + 1.0));
            canvas.block(Area { x0, x1: x0 + NODE, y0, y1 }, INK, 0.85);
        }
        self.heads(&mut canvas, left, area);
        for (column, left) in left.into_iter().enumerate() {
            write(&mut canvas, (&placed, &columns, &words), column, left, span);
        }
        key.write(&mut canvas, (area.x0, area.y0 + below));
        Ok(canvas)
    }

    /// The streams that can be drawn.
    fn usable(&self) -> Vec<FlowStream> {
        let column = |node: usize| self.nodes.get(node).map(|node| node.column);
        let drawn = |stream: &&FlowStream| {
            let next =
                column(stream.from).zip(column(stream.to)).is_some_and(|(a, b)| b == a + 1 && b < COLUMNS);
            next && drawable(stream.amount).is_some_and(|amount| amount > 0.0)
        };
        self.streams.iter().filter(drawn).copied().collect()
    }

    /// The nodes that a stream touches, and their columns.
    fn touched(&self, streams: &[FlowStream]) -> (Vec<usize>, Vec<usize>) {
        let touches = |node: &usize| streams.iter().any(|stream| stream.from == *node || stream.to == *node);
        let nodes: Vec<usize> = (0..self.nodes.len()).filter(touches).collect();
        let columns = nodes.iter().map(|&node| self.nodes[node].column).collect();
        (nodes, columns)
    }

    /// The lines beside a node: its name, and last its amount.
    fn words(&self, node: usize) -> Vec<String> {
        let node = &self.nodes[node];
        let mut lines = NAME.wrap(&node.label, WORDS, 2);
        lines.push(AMOUNT.shorten(&node.amount, WORDS));
        lines
    }

    fn heads(&self, canvas: &mut Canvas, left: [f64; COLUMNS], area: Area) {
        let anchors = [Anchor::End, Anchor::Middle, Anchor::Start];
        let at = [left[0] + NODE, left[1] + NODE / 2.0, left[2]];
        for ((head, anchor), x) in self.heads.iter().zip(anchors).zip(at) {
            let text = Type::regular(TICK).shorten(head, WORDS);
            canvas.words(&text, x, area.y0 + 0.88 * TICK, Type::regular(TICK), anchor, MUTED);
        }
    }

    fn key(&self, streams: &[FlowStream]) -> Key<'_> {
        let mut key = Key::default();
        for (name, outward) in [(&self.inward, false), (&self.outward, true)] {
            if streams.iter().any(|stream| stream.outward == outward) {
                key.add(name, move |canvas, (x, y)| {
                    let stream = FlowStream { kind: usize::MAX, outward, ..FlowStream::default() };
                    let end = (y - 7.0, y + 7.0);
                    draw_ribbon(canvas, &stream, (x, x + SKETCH), (end, end));
                });
            }
        }
        key
    }
}

/// Height of the words of a node, px.
fn height(lines: &[String]) -> f64 {
    lines.len() as f64 * NAME.leading()
}

/// A ribbon between two nodes, with an arrow near its end where there is room; to the sea lighter and with edges.
fn draw_ribbon(canvas: &mut Canvas, stream: &FlowStream, (x0, x1): (f64, f64), (from, to): (Span, Span)) {
    let at = |share: f64, (y0, y1): (f64, f64)| {
        (x0 + share * (x1 - x0), y0 + (3.0 - 2.0 * share) * share * share * (y1 - y0))
    };
    let edge = |ends| -> Vec<Point> { (0..=CHORDS).map(|i| at(i as f64 / CHORDS as f64, ends)).collect() };
    let (upper, lower) = (edge((from.0, to.0)), edge((from.1, to.1)));
    let colour = kind(stream.kind);
    canvas.fill(between(&upper, &lower), colour, if stream.outward { OUTWARD } else { INWARD });
    let thick = from.1 - from.0;
    if thick >= 7.0 {
        let middle = at(ARROW, ((from.0 + from.1) / 2.0, (to.0 + to.1) / 2.0));
        arrow(canvas, middle, (0.3 * thick).clamp(2.5, 7.0), stream.outward, colour);
    }
    if stream.outward {
        canvas.line(upper, HAIR, colour);
        canvas.line(lower, HAIR, colour);
    }
}

/// A triangle that points to the land, or to the sea.
fn arrow(canvas: &mut Canvas, (x, y): Point, half: f64, outward: bool, colour: Colour) {
    let way = if outward { -half } else { half };
    canvas.fill(vec![(x - way, y - half), (x + way, y), (x - way, y + half)], colour, 1.0);
}

/// The words of one column, moved apart: beside the nodes, in the middle on the ribbons.
fn write(
    canvas: &mut Canvas,
    (placed, columns, words): (&Placed, &[usize], &[Vec<String>]),
    column: usize,
    left: f64,
    span: Span,
) {
    let own: Vec<usize> = (0..columns.len()).filter(|&node| columns[node] == column).collect();
    let middle = |node: usize| (placed.nodes[node].0 + placed.nodes[node].1) / 2.0;
    let wanted: Vec<_> = own.iter().map(|&node| (middle(node), height(&words[node]) + 2.0)).collect();
    let centres = apart(&wanted, 0.0, span.0, span.1);
    let (x, anchor) = match column {
        0 => (left - 8.0, Anchor::End),
        _ => (left + NODE + 8.0, Anchor::Start),
    };
    for (&node, centre) in own.iter().zip(centres) {
        let (lines, y) = (&words[node], middle(node));
        if (centre - y).abs() > 4.0 {
            let near = if column == 0 { left } else { left + NODE };
            canvas.line(vec![(near, y), (x, centre)], HAIR, AXIS);
        }
        let top = centre - height(lines) / 2.0;
        if column == 1 {
            let width = NAME.widest(lines).max(AMOUNT.widest(lines)) + 6.0;
            let under = Area { x0: x - 3.0, x1: x - 3.0 + width, y0: top, y1: top + height(lines) };
            canvas.block(under, PAPER, 0.72);
        }
        for (i, line) in lines.iter().enumerate() {
            let baseline = top + (i as f64 + 0.78) * NAME.leading();
            let (set, colour) = if i + 1 == lines.len() { (AMOUNT, INK) } else { (NAME, INK) };
            canvas.words(line, x, baseline, set, anchor, colour);
        }
    }
}
