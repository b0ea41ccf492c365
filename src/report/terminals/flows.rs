//! Cargo between sea and land in the first year judged, mean over the replications: trades, yards, modes. Leaves out when.

use crate::analysis::Table;
use crate::chart::{FlowDiagram, FlowNode, FlowStream};
use crate::port::{Direction, Trade};
use crate::report::figures::caption;
use crate::report::number::{Mass, dash, percent};
use crate::report::sentence::Voice;
use crate::report::text::fill;

use super::{KINDS, kind_of, ranked};

/// Where cargo is: by number in the port's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    /// A cargo over the quay, one way.
    Quay(usize, Direction),
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
    cargo: usize,
    direction: Direction,
}

/// The chart; none where nothing crosses the quay.
pub(super) fn flow_diagram(voice: &Voice) -> Option<FlowDiagram> {
    let (words, port) = (voice.language.words(), voice.port);
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
    let mut weights = vec![0.0; port.cargoes.len()];
    let at_quay = flows.iter().filter(|flow| flow.from.column() == 0);
    at_quay.for_each(|flow| weights[flow.cargo] += flow.tonnes);
    let order = ranked(&weights);
    let streams = flows.iter().map(|flow| FlowStream {
        from: number(flow.from),
        to: number(flow.to),
        amount: flow.tonnes,
        kind: kind_of(&order, flow.cargo).min(KINDS),
        outward: flow.direction == Direction::Export,
    });
    let through = |spot: Spot| {
        let sum = |end: fn(&Flow) -> Spot| -> f64 {
            flows.iter().filter(|flow| end(flow) == spot).map(|flow| flow.tonnes).sum()
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
    let values = [("year", &*year), ("mode", &mode), ("share", &share), ("span", &span)];
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
    let mut flows: Vec<Flow> = Vec::new();
    let mut add = |trade: &Trade, from: Spot, to: Spot, tonnes: f64| {
        let (cargo, direction) = (trade.cargo.index(), trade.direction);
        if tonnes <= 0.0 {
            return;
        }
        let alike = |flow: &&mut Flow| {
            (flow.from, flow.to, flow.cargo, flow.direction) == (from, to, cargo, direction)
        };
        match flows.iter_mut().find(alike) {
            Some(flow) => flow.tonnes += tonnes,
            None => flows.push(Flow { from, to, tonnes, cargo, direction }),
        }
    };
    for (at, trade) in voice.port.trades.iter().enumerate() {
        let quay = Spot::Quay(trade.cargo.index(), trade.direction);
        let yard = Spot::Yard(trade.yard.map(|yard| yard.index()));
        let crossed = table.trades.get(at).map_or(0.0, |row| row.of.calls.amounts.crossed) * yearly;
        add(trade, quay, yard, crossed);
        if trade.yard.is_none() {
            add(trade, yard, Spot::Mode(None), crossed);
            continue;
        }
        let carried = table.carried.get(at).map_or(&[][..], Vec::as_slice);
        for (mode, tonnes) in trade.modes.iter().zip(carried) {
            add(trade, yard, Spot::Mode(Some(mode.index())), tonnes * yearly);
        }
    }
    flows
}

fn name(voice: &Voice, spot: Spot) -> String {
    let (words, port) = (voice.language.words(), voice.port);
    match spot {
        Spot::Quay(cargo, direction) => {
            let template = match direction {
                Direction::Import => words.trade_in,
                Direction::Export => words.trade_out,
            };
            fill(template, &[("cargo", voice.language.name(&port.cargoes[cargo].label))])
        }
        Spot::Yard(Some(yard)) => voice.language.name(&port.yards[yard].label).to_owned(),
        Spot::Yard(None) => words.no_yard.to_owned(),
        Spot::Mode(Some(mode)) => voice.language.name(&port.modes[mode].label).to_owned(),
        Spot::Mode(None) => words.not_modelled.to_owned(),
    }
}
