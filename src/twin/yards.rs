//! The table of yards (堆场): room that the formula asks for against room that there is.

use super::volume::FlowYear;
use super::{Coefficients, YearSpan};
use crate::formula::{Storage, adequacy};
use crate::port::{Direction, Draws, Port, RoomMeasure, Trade};
use crate::units::{Duration, Tonnes, TonnesPerYear};

/// One yard.
#[derive(Clone, Debug, PartialEq)]
pub struct YardRow {
    /// Position in the port's yards.
    pub yard: usize,
    /// Physical tonnes a year that come to it from vessels and land, direct ones contained.
    pub yearly: TonnesPerYear,
    /// Kr: share that enters storage.
    pub stored_share: f64,
    /// tdc: mean dwell of what enters; absent where no dwell is stated.
    pub dwell_days: Option<f64>,
    /// E: physical tonnes of room that the formula asks for; absent without a dwell.
    pub needed: Option<Tonnes>,
    /// Its measure; `None` = no limit.
    pub measure: Option<RoomMeasure>,
    /// Room in its measure, the fill limit taken off.
    pub room: Option<f64>,
    /// E in that measure.
    pub needed_room: Option<f64>,
    /// Physical tonnes a year that the room turns over by the formula, in the mix of the year.
    pub capacity: Option<TonnesPerYear>,
    /// 量能比: yearly ÷ capacity.
    pub adequacy: Option<f64>,
}

/// Every yard that a trade of the year uses.
pub(super) fn rows(
    port: &Port,
    span: &YearSpan,
    draws: &Draws,
    flows: &[FlowYear],
    coefficients: &Coefficients,
) -> Vec<YardRow> {
    let row = |yard: usize| row(port, span, draws, (yard, flows), coefficients);
    (0..port.yards.len()).filter_map(row).collect()
}

fn row(
    port: &Port,
    span: &YearSpan,
    draws: &Draws,
    (yard, flows): (usize, &[FlowYear]),
    coefficients: &Coefficients,
) -> Option<YardRow> {
    let capacity = &port.yards[yard].capacity;
    let measure = capacity.measure();
    let (mut yearly, mut stored, mut tonne_days, mut needed, mut needed_room) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (number, trade) in port.trades.iter().enumerate() {
        let tonnes = trade_tonnes(port, flows, number);
        if trade.yard.is_none_or(|of| of.index() != yard) || tonnes <= 0.0 {
            continue;
        }
        let (enters, days) = (stored_share(trade, draws), dwell(port, draws, trade));
        let form = Storage {
            yearly: TonnesPerYear(tonnes),
            imbalance: coefficients.storage_imbalance,
            stored_share: enters,
            dwell: Duration::from_days(days),
            operating_days: coefficients.storage_days,
            // The fill limit of the yard stands for the use of its volume.
            volume_use: 1.0,
        };
        yearly += tonnes;
        stored += tonnes * enters;
        tonne_days += tonnes * enters * days;
        needed += form.needed().0;
        if let Some(measure) = measure {
            let cargo = &port.cargoes[trade.cargo.index()];
            needed_room += form.needed().0 * cargo.room_per_tonne(measure, draws).unwrap_or(0.0);
        }
    }
    if yearly <= 0.0 {
        return None;
    }
    let room = measure.map(|_| {
        let open = port.yards[yard].in_use(span.from, draws);
        if open { capacity.room(span.from, draws) } else { 0.0 }
    });
    let asked = tonne_days > 0.0;
    let turned_over = room.filter(|_| asked && needed_room > 0.0).map(|room| yearly * room / needed_room);
    Some(YardRow {
        yard,
        yearly: TonnesPerYear(yearly),
        stored_share: stored / yearly,
        dwell_days: asked.then(|| tonne_days / stored),
        needed: asked.then_some(Tonnes(needed)),
        measure,
        room,
        needed_room: (asked && measure.is_some()).then_some(needed_room),
        capacity: turned_over.map(TonnesPerYear),
        adequacy: turned_over.map(|over| adequacy(TonnesPerYear(yearly), TonnesPerYear(over))),
    })
}

/// Physical tonnes a year of a trade.
pub(super) fn trade_tonnes(port: &Port, flows: &[FlowYear], trade: usize) -> f64 {
    let of_trade = port.flows.iter().zip(flows).filter(|(flow, _)| flow.trade.index() == trade);
    of_trade.map(|(_, year)| year.tonnes).sum()
}

/// Kr: what does not go from ship to land transport at once.
fn stored_share(trade: &Trade, draws: &Draws) -> f64 {
    match trade.direction {
        Direction::Import => 1.0 - trade.direct.at(draws).clamp(0.0, 1.0),
        Direction::Export => 1.0,
    }
}

/// Mean days of a tonne in the yard: dwell, and the hold of the share that is held.
fn dwell(port: &Port, draws: &Draws, trade: &Trade) -> f64 {
    let cargo = &port.cargoes[trade.cargo.index()];
    let days = |law: &Option<crate::port::LawFigure<Duration>>| {
        law.as_ref().map_or(0.0, |law| law.mean.at(draws).days())
    };
    // Who is held by flag cannot be known here; all flags are taken.
    days(&cargo.dwell) + days(&cargo.hold) * cargo.held.share.at(draws)
}
