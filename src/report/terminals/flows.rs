//! Cargo between sea and land in the first year judged, mean over the replications: trades, yards, modes. Leaves out when.

use crate::analysis::Table;
use crate::chart::{FlowDiagram, FlowNode, FlowStream};
use crate::port::{Direction, ModeKind, Trade};
use crate::report::caption::caption;
use crate::report::number::{Mass, dash, percent};
use crate::report::sentence::Voice;
use crate::report::text::fill;

use super::{KINDS, cargoes, kind_of};

/// Trades with a smaller share of all tonnes over the quay are shown together, if there are several in their direction.
const SMALL: f64 = 0.025;

/// Where cargo is: by number in the port's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    /// A cargo over the quay, one way; small ones together.
    Quay(Option<usize>, Direction),
    Yard(Option<usize>),
    /// A mode, or beyond the model.
    Mode(Option<usize>),
}

impl Spot {
    fn column(self) -> usize {
        match self {
            Spot::Quay(..) => 0,
            Spot::Yard(_) => 1,
            Spot::Mode(_) => 2,
        }
    }
}

/// Cargo between two spots, tonnes a year.
struct Flow {
    from: Spot,
    to: Spot,
    tonnes: f64,
    cargo: Option<usize>,
    direction: Direction,
}

/// The chart; none where nothing crosses the quay.
pub(super) fn flow_diagram(voice: &Voice) -> Option<FlowDiagram> {
    let words = voice.language.words();
    let verdict = voice.answer.verdicts.first()?;
    let table = voice.table(verdict)?;
    let flows = flows(voice, table, verdict.span.yearly());
    let mut spots: Vec<Spot> = Vec::new();
    for spot in flows.iter().flat_map(|flow| [flow.from, flow.to]) {
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    }
    let number = |spot: Spot| spots.iter().position(|&other| other == spot).unwrap_or(0);
    let order = cargoes(voice);
    let streams = flows.iter().map(|flow| FlowStream {
        from: number(flow.from),
        to: number(flow.to),
        amount: flow.tonnes,
        kind: flow.cargo.map_or(KINDS, |cargo| kind_of(&order, cargo)),
        outward: flow.direction == Direction::Export,
    });
    // Vessels onward load what they were handed: the same cargo, once.
    let vessels = |mode: usize| matches!(voice.port.modes[mode].kind, ModeKind::Vessels);
    let onward = |spot: Spot| matches!(spot, Spot::Mode(Some(mode)) if vessels(mode));
    let through = |spot: Spot| {
        let counts = |flow: &&Flow| !(onward(spot) && flow.direction == Direction::Export);
        let sum = |end: fn(&Flow) -> Spot| -> f64 {
            let own = flows.iter().filter(|flow| end(flow) == spot);
            own.filter(counts).map(|flow| flow.tonnes).sum()
        };
        f64::max(sum(|flow| flow.from), sum(|flow| flow.to))
    };
    let node = |&spot: &Spot| FlowNode {
        column: spot.column(),
        label: name(voice, spot),
        amount: Mass::for_greatest(through(spot), voice.language).with_unit(through(spot)),
    };
    let land: f64 = spots.iter().filter(|spot| spot.column() == 2).map(|&spot| through(spot)).sum();
    let modes = spots.iter().copied().filter(|spot| matches!(spot, Spot::Mode(Some(_))));
    let most = modes.reduce(|most, spot| if through(spot) > through(most) { spot } else { most });
    let year = verdict.span.name();
    let (mode, share) =
        most.map_or_else(|| (dash(), dash()), |spot| (name(voice, spot), percent(through(spot) / land)));
    let span = if verdict.span.year.is_some() { words.flows_year } else { words.flows_per_year };
    let span = fill(span, &[("year", &year)]);
    let small = format!("{}%", SMALL * 100.0);
    let values = [("year", &*year), ("mode", &mode), ("share", &share), ("span", &span), ("small", &small)];
    let title = fill(if most.is_some() { words.flows_title } else { words.flows_title_none }, &values);
    let (what, alt) = (fill(words.flows_what, &values), fill(words.flows_alt, &values));
    Some(FlowDiagram {
        caption: caption(voice, title, &what, alt),
        heads: [words.flows_sea, words.flows_yards, words.flows_land].map(str::to_owned),
        nodes: spots.iter().map(node).collect(),
        streams: streams.collect(),
        inward: words.flows_in.into(),
        outward: words.flows_out.into(),
    })
}

/// What crosses the quay, by trade, and what modes carry of it; flows between the same spots are one.
fn flows(voice: &Voice, table: &Table, yearly: f64) -> Vec<Flow> {
    let trades = &voice.port.trades;
    let crossed = |at: usize| table.trades.get(at).map_or(0.0, |row| row.of.calls.amounts.crossed) * yearly;
    let small = small(trades, crossed);
    let mut flows: Vec<Flow> = Vec::new();
    let mut add = |flow: Flow| {
        let key = |flow: &Flow| (flow.from, flow.to, flow.cargo, flow.direction);
        match flows.iter_mut().find(|other| key(other) == key(&flow)) {
            Some(other) => other.tonnes += flow.tonnes,
            None if flow.tonnes > 0.0 => flows.push(flow),
            None => {}
        }
    };
    for (at, trade) in trades.iter().enumerate() {
        let (one, direction) = (trade.cargo.index(), trade.direction);
        let cargo = (!small.contains(&(one, direction))).then_some(one);
        let (quay, yard) = (Spot::Quay(cargo, direction), Spot::Yard(trade.yard.map(|yard| yard.index())));
        add(Flow { from: quay, to: yard, tonnes: crossed(at), cargo, direction });
        if trade.yard.is_none() {
            let from = Spot::Mode(trade.loads.map(|loads| loads.mode.index()));
            add(Flow { from: yard, to: from, tonnes: crossed(at), cargo, direction });
            continue;
        }
        let carried = table.carried.get(at).map_or(&[][..], Vec::as_slice);
        for (mode, tonnes) in trade.modes.iter().zip(carried) {
            let to = Spot::Mode(Some(mode.index()));
            add(Flow { from: yard, to, tonnes: tonnes * yearly, cargo, direction });
        }
    }
    flows
}

/// The cargoes, by direction, that are small beside all; none where one alone is.
fn small(trades: &[Trade], crossed: impl Fn(usize) -> f64) -> Vec<(usize, Direction)> {
    let mut sums: Vec<((usize, Direction), f64)> = Vec::new();
    for (at, trade) in trades.iter().enumerate() {
        let key = (trade.cargo.index(), trade.direction);
        match sums.iter_mut().find(|sum| sum.0 == key) {
            Some(sum) => sum.1 += crossed(at),
            None => sums.push((key, crossed(at))),
        }
    }
    let all: f64 = sums.iter().map(|sum| sum.1).sum();
    let below = |direction: Direction| {
        let small = sums.iter().filter(move |sum| sum.0.1 == direction && sum.1 > 0.0 && sum.1 < SMALL * all);
        let small: Vec<_> = small.map(|sum| sum.0).collect();
        if small.len() > 1 { small } else { Vec::new() }
    };
    [Direction::Import, Direction::Export].into_iter().flat_map(below).collect()
}

fn name(voice: &Voice, spot: Spot) -> String {
    let (words, port) = (voice.language.words(), voice.port);
    match spot {
        Spot::Quay(cargo, direction) => {
            let template = match direction {
                Direction::Import => words.trade_in,
                Direction::Export => words.trade_out,
            };
            let others = words.other_cargoes;
            let cargo = cargo.map_or(others, |cargo| voice.language.name(&port.cargoes[cargo].label));
            fill(template, &[("cargo", cargo)])
        }
        Spot::Yard(Some(yard)) => voice.language.name(&port.yards[yard].label).to_owned(),
        Spot::Yard(None) => words.no_yard.to_owned(),
        Spot::Mode(Some(mode)) => voice.language.name(&port.modes[mode].label).to_owned(),
        Spot::Mode(None) => words.not_modelled.to_owned(),
    }
}
