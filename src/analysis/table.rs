//! The accounts of a span, by total, class, cargo, trade, place, yard and mode: means over the replications, waits pooled
//! over all vessels of all replications. Leaves out the answer to the question asked (`verdict`).

use serde::Serialize;

use super::amounts::{
    CallAmounts, CapacityAmounts, CrewAmounts, EquipmentAmounts, HandlingAmounts, LineSectionAmounts,
    MarineAmounts, ModeAmounts, PlaceAmounts, QueueAmounts, SectionAmounts, YardAmounts,
};
use super::anchorage::AnchorageTable;
use super::closed::ClosedTable;
use super::named::Named;
use super::road::TruckTable;
use super::span::Span;
use super::tally::{CallSum, SpanTally};
use super::waits::WaitFigures;
use crate::port::{ModeKind, Port};

/// Hours under a name.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Hours {
    /// Hours.
    pub hours: f64,
}

/// Calls and cargo of a group of vessels.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CallTable {
    /// Calls and cargo.
    #[serde(flatten)]
    pub amounts: CallAmounts,
    /// Mean parcel of the calls that arrived, physical tonnes.
    pub parcel: Option<f64>,
    /// Arrival to start of the inbound transit.
    pub entry_wait: WaitFigures,
    /// End of formalities to outbound clearance.
    pub exit_wait: WaitFigures,
    /// Arrival to departure.
    pub stay: WaitFigures,
    /// Occupied time.
    pub occupied: WaitFigures,
    /// Mean entry wait ÷ mean occupied time.
    pub waiting_ratio: Option<f64>,
    /// Vessel-hours in transfer and where they went.
    pub handling: HandlingAmounts,
    /// Vessel-hours in transfer lost to closures that stop work, by cause (shift apart).
    pub handling_closures: Vec<Named<Hours>>,
    /// Physical tonnes per vessel-hour in which cargo moved.
    pub ship_hour_rate: Option<f64>,
    /// Physical tonnes per vessel-hour in transfer.
    pub transfer_rate: Option<f64>,
}

/// Calls and cargo of one trade.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TradeTable {
    /// Cargo.
    pub cargo: String,
    /// "import" or "export".
    pub direction: &'static str,
    /// Calls and cargo.
    #[serde(flatten)]
    pub calls: CallTable,
}

/// A yard.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct YardTable {
    /// Stocks and flows.
    #[serde(flatten)]
    pub amounts: YardAmounts,
    /// Time-average share of its capacity in use; absent if unlimited.
    pub mean_use: Option<f64>,
}

/// A land-side mode.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModeTable {
    /// What it moved.
    #[serde(flatten)]
    pub amounts: ModeAmounts,
    /// Its share of all tonnes of land-side modes.
    pub share: Option<f64>,
}

/// All accounts of one span, means over the replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// The span.
    pub span: Span,
    /// Its length, hours.
    pub hours: f64,
    /// Demand of the port area in it, statistical tonnes.
    pub demand: f64,
    /// Side stream in it, statistical tonnes.
    pub side_stream: f64,
    /// Cargo over the quays and side stream, statistical tonnes.
    pub throughput: f64,
    /// All vessels.
    pub total: CallTable,
    /// By class.
    pub classes: Vec<Named<CallTable>>,
    /// By cargo.
    pub cargoes: Vec<Named<CallTable>>,
    /// By trade: cargo and direction.
    pub trades: Vec<Named<TradeTable>>,
    /// By quay or berth.
    pub places: Vec<Named<PlaceAmounts>>,
    /// By kind of machine.
    pub equipment: Vec<Named<EquipmentAmounts>>,
    /// By yard.
    pub yards: Vec<Named<YardTable>>,
    /// By land-side mode.
    pub modes: Vec<Named<ModeTable>>,
    /// Cargo that left the model at the quay or came from there, no yard between, physical tonnes.
    pub without_yard: f64,
    /// By shared land-side capacity.
    pub capacities: Vec<Named<CapacityAmounts>>,
    /// By channel section.
    pub sections: Vec<Named<SectionAmounts>>,
    /// By marine service.
    pub marine: Vec<Named<MarineAmounts>>,
    /// By crew.
    pub crews: Vec<Named<CrewAmounts>>,
    /// What closures take of the channel inbound; absent without a channel.
    pub channel_closed: Option<ClosedTable>,
    /// By cargo: what closures take of all work on it.
    pub cargoes_closed: Vec<Named<ClosedTable>>,
    /// Hours each closure was active.
    pub closures: Vec<Named<Hours>>,
    /// Hours in which a closure of each cause was active.
    pub causes: Vec<Named<Hours>>,
    /// Vessels at anchor, all together.
    pub queue: AnchorageTable,
    /// By group of anchorage places.
    pub anchorages: Vec<Named<AnchorageTable>>,
    /// By trade, in the order of the port: moved by each of its land-side modes, in their order there, physical tonnes; for
    /// the chart of flows and `flows.csv`.
    #[serde(skip)]
    pub carried: Vec<Vec<f64>>,
    /// By section of each single-track line: line and number of the section.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub line_sections: Vec<Named<LineSectionAmounts>>,
    /// By land-side mode that has trucks one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trucks: Vec<Named<TruckTable>>,
    /// Through the road gate, by modes that say so: physical tonnes, cargo hauled to a station outside included (rule L4).
    pub road_gate: f64,
    /// Cargo that crosses the quay twice; absent where no trade carries onward what others landed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onward: Option<OnwardTable>,
}

/// Cargo that vessels landed and others loaded again (rules C1, L3), statistical tonnes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OnwardTable {
    /// Loaded by trades that carry onward: its second time over the quay.
    pub twice: f64,
    /// Cargo over the quays less that: each tonne once. Without the side stream.
    pub distinct: f64,
}

/// The accounts of `span` from the sums over `replications` ≥ 1.
pub(super) fn table(port: &Port, span: &Span, sums: &SpanTally, replications: u64) -> Table {
    let count = replications as f64;
    let group = |belongs: &dyn Fn(usize) -> bool| {
        let mut calls = CallSum::default();
        sums.flows.iter().enumerate().filter(|(flow, _)| belongs(*flow)).for_each(|(_, sum)| calls.add(sum));
        calls
    };
    let calls = |belongs: &dyn Fn(usize) -> bool| call_table(port, &group(belongs), count);
    let trade_of = |flow: usize| port.flows[flow].trade.index();
    let total = calls(&|_| true);
    let side_stream = sums.side_stream / count;
    let landed: f64 = sums.yards.iter().map(|yard| yard.landed + yard.loaded).sum::<f64>() / count;
    // What vessels load again came from a yard, by the mode that handed it to them.
    let again = calls(&|flow| loads(port, flow)).amounts.crossed;
    Table {
        span: span.clone(),
        hours: span.hours(),
        demand: sums.demand / count,
        side_stream,
        throughput: total.amounts.throughput + side_stream,
        classes: named(port.classes.iter().map(|class| &class.name), |at| {
            calls(&|flow| port.flows[flow].class.index() == at)
        }),
        cargoes: named(port.cargoes.iter().map(|cargo| &cargo.name), |at| {
            calls(&|flow| port.trades[trade_of(flow)].cargo.index() == at)
        }),
        trades: named(port.trades.iter().map(|trade| &trade.name), |at| TradeTable {
            cargo: port.cargoes[port.trades[at].cargo.index()].name.clone(),
            direction: port.trades[at].direction.name(),
            calls: calls(&|flow| trade_of(flow) == at),
        }),
        places: of(port.places.iter().map(|place| &place.name), &sums.places, |sum| sum.scaled(1.0 / count)),
        equipment: of(port.equipment.iter().map(|machines| &machines.name), &sums.equipment, |sum| {
            sum.scaled(1.0 / count)
        }),
        yards: yards(port, sums, count),
        modes: modes(port, sums, count),
        without_yard: (total.amounts.crossed - landed - again).max(0.0),
        capacities: of(port.capacities.iter().map(|capacity| &capacity.name), &sums.capacities, |sum| {
            sum.scaled(1.0 / count)
        }),
        sections: of(port.sections.iter().map(|section| &section.name), &sums.sections, |sum| {
            sum.scaled(1.0 / count)
        }),
        crews: of(port.crews.iter().map(|crew| &crew.name), &sums.crews, |sum| sum.scaled(1.0 / count)),
        marine: of(port.marine.iter().map(|service| &service.name), &sums.marine, |sum| {
            sum.scaled(1.0 / count)
        }),
        channel_closed: (!port.sections.is_empty())
            .then(|| ClosedTable::of(&sums.channel_closed, &port.causes, span.hours(), count)),
        cargoes_closed: of(port.cargoes.iter().map(|cargo| &cargo.name), &sums.cargoes_closed, |sum| {
            ClosedTable::of(sum, &port.causes, span.hours(), count)
        }),
        closures: hours(port.closures.iter().map(|closure| &closure.name), &sums.closures, count),
        causes: hours(port.causes.iter().map(|cause| &cause.english), &sums.causes, count),
        queue: queue(sums, count),
        anchorages: named(port.anchorages.iter().map(|group| &group.name), |at| {
            let amounts = sums.anchorages.get(at).copied().unwrap_or_default();
            let hours = sums.anchorage_hours.get(at).map_or(&[][..], Vec::as_slice);
            AnchorageTable::of(&amounts, hours, count)
        }),
        carried: sums.carried.iter().map(|modes| modes.iter().map(|sum| sum / count).collect()).collect(),
        line_sections: of(line_sections(port).iter(), &sums.line_sections, |sum| sum.scaled(1.0 / count)),
        trucks: trucks(port, sums, span.hours(), count),
        road_gate: road_gate(port, sums) / count,
        onward: onward(port, total.amounts.throughput, calls),
        total,
    }
}

/// The sections of all lines, by line and number.
fn line_sections(port: &Port) -> Vec<String> {
    let sections = port.lines.iter().flat_map(|line| (1..=line.sections.len()).map(move |at| (line, at)));
    sections.map(|(line, at)| format!("{}, section {at}", line.name)).collect()
}

/// Through the road gate: of trucks one by one what they took out, of other modes what they moved.
fn road_gate(port: &Port, sums: &SpanTally) -> f64 {
    let moved = |at: usize| match port.modes[at].kind {
        ModeKind::Vehicles(_) => sums.trucks.get(at).map_or(0.0, |trucks| trucks.gate()),
        _ => sums.modes.get(at).map_or(0.0, |mode| mode.tonnes),
    };
    (0..port.modes.len()).filter(|&at| port.modes[at].through_gate).map(moved).sum()
}

/// What crosses the quay twice, of so much over the quays.
fn onward(
    port: &Port,
    over_quays: f64,
    calls: impl Fn(&dyn Fn(usize) -> bool) -> CallTable,
) -> Option<OnwardTable> {
    if port.trades.iter().all(|trade| trade.loads.is_none()) {
        return None;
    }
    let twice = calls(&|flow| loads(port, flow)).amounts.throughput;
    Some(OnwardTable { twice, distinct: over_quays - twice })
}

/// True if the vessels of a flow carry onward what others landed.
fn loads(port: &Port, flow: usize) -> bool {
    port.trades[port.flows[flow].trade.index()].loads.is_some()
}

/// Trucks of the modes that have them one by one.
fn trucks(port: &Port, sums: &SpanTally, hours: f64, count: f64) -> Vec<Named<TruckTable>> {
    let all = port.modes.iter().zip(&sums.trucks);
    let one_by_one = all.filter(|(mode, _)| matches!(mode.kind, ModeKind::Vehicles(_)));
    one_by_one.map(|(mode, sum)| Named { name: mode.name.clone(), of: sum.table(hours, count) }).collect()
}

/// Vessels at anchor, all together; those beyond the places of their group are known by group only.
fn queue(sums: &SpanTally, count: f64) -> AnchorageTable {
    let outside = sums.anchorages.iter().map(|group| group.outside).sum();
    AnchorageTable::of(&QueueAmounts { outside, ..sums.queue }, &sums.queue_hours, count)
}

fn call_table(port: &Port, sum: &CallSum, count: f64) -> CallTable {
    let ratio = |tonnes: f64, of: f64| (of > 0.0).then(|| tonnes / of);
    CallTable {
        amounts: sum.amounts.scaled(1.0 / count),
        parcel: ratio(sum.amounts.arrived_physical, sum.amounts.arrived),
        entry_wait: sum.entry_wait.figures(count),
        exit_wait: sum.exit_wait.figures(count),
        stay: sum.stay.figures(count),
        occupied: sum.occupied.figures(count),
        waiting_ratio: sum.waiting_ratio(),
        handling: sum.handling.scaled(1.0 / count),
        handling_closures: hours(port.causes.iter().map(|cause| &cause.english), &sum.closures, count),
        ship_hour_rate: ratio(sum.amounts.crossed, sum.handling.working),
        transfer_rate: ratio(sum.amounts.crossed, sum.handling.hours),
    }
}

fn yards(port: &Port, sums: &SpanTally, count: f64) -> Vec<Named<YardTable>> {
    named(port.yards.iter().map(|yard| &yard.name), |at| YardTable {
        amounts: sums.yards.get(at).copied().unwrap_or_default().scaled(1.0 / count),
        mean_use: sums.yard_use.get(at).copied().flatten().map(|sum| sum / count),
    })
}

fn modes(port: &Port, sums: &SpanTally, count: f64) -> Vec<Named<ModeTable>> {
    let all: f64 = sums.modes.iter().map(|mode| mode.tonnes).sum();
    of(port.modes.iter().map(|mode| &mode.name), &sums.modes, |sum| ModeTable {
        amounts: sum.scaled(1.0 / count),
        share: (all > 0.0).then(|| sum.tonnes / all),
    })
}

fn hours<'a>(names: impl Iterator<Item = &'a String>, sums: &[f64], count: f64) -> Vec<Named<Hours>> {
    of(names, sums, |sum| Hours { hours: sum / count })
}

fn of<'a, S, T>(names: impl Iterator<Item = &'a String>, sums: &[S], row: impl Fn(&S) -> T) -> Vec<Named<T>> {
    names.zip(sums).map(|(name, sum)| Named { name: name.clone(), of: row(sum) }).collect()
}

fn named<'a, T>(names: impl Iterator<Item = &'a String>, row: impl Fn(usize) -> T) -> Vec<Named<T>> {
    names.enumerate().map(|(at, name)| Named { name: name.clone(), of: row(at) }).collect()
}
