//! What comes in the year: tonnes, parcel and calls of each flow, figures as stated.

use super::YearSpan;
use crate::port::{Calls, Direction, Draught, Draws, Port, Trade, Volume};

/// Where less than this part of the mean parcel could pass, nothing is cut (rule D3).
const LEAST_PART: f64 = 0.1;

/// One flow in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FlowYear {
    /// Statistical tonnes a year.
    pub(super) counted: f64,
    /// Physical tonnes a year.
    pub(super) tonnes: f64,
    /// G: physical tonnes of a call in the mean, after the cut to the depth of water.
    pub(super) parcel: f64,
    /// Calls a year.
    pub(super) calls: f64,
}

/// Every flow of the port.
pub(super) fn flows(port: &Port, span: &YearSpan, draws: &Draws) -> Vec<FlowYear> {
    (0..port.flows.len()).map(|flow| flow_year(port, span, draws, flow)).collect()
}

/// Statistical tonnes a year of the side streams.
pub(super) fn side_stream(port: &Port, span: &YearSpan, draws: &Draws) -> f64 {
    let stated = port.demands.iter().enumerate().filter(|(_, demand)| demand.side_stream.is_some());
    let of = |(number, demand): (usize, &crate::port::Demand)| {
        over(port, span, |year| demand.volume(year, number, draws).0) * (1.0 - demand.berths_share.at(draws))
    };
    stated.map(of).sum()
}

/// Mean over the span of a volume by calendar year; each counts by its part.
fn over(port: &Port, span: &YearSpan, volume: impl Fn(i16) -> f64) -> f64 {
    let almanac = &port.almanac;
    let (mut sum, mut begin) = (0.0, span.from);
    while begin < span.until {
        let year = almanac.date(begin).year;
        let end = almanac.year_start(year + 1).min(span.until);
        sum += volume(year) * (end - begin).hours() / almanac.year_length(year).hours();
        begin = end;
    }
    sum / span.years()
}

fn flow_year(port: &Port, span: &YearSpan, draws: &Draws, number: usize) -> FlowYear {
    let flow = &port.flows[number];
    let trade = &port.trades[flow.trade.index()];
    let counted_per_tonne = port.cargoes[trade.cargo.index()].counted_per_tonne.at(draws);
    let parcel = mean_parcel(port, span, draws, number);
    let a_year = span.days_a_year() * 24.0;
    let tonnes = match &flow.calls {
        Calls::ShareOfTonnes(_) => {
            let volume = over(port, span, |year| trade_volume(port, draws, trade, year));
            volume * share_of_trade(port, span, draws, number) / counted_per_tonne
        }
        Calls::PerYear(calls) => parcel * calls.at(draws) * a_year / (365.0 * 24.0),
        Calls::Interval(interval) => parcel * a_year / interval.at(draws).hours(),
        Calls::Listed(list) => {
            let inside = list.iter().filter(|call| span.from <= call.at && call.at < span.until);
            inside.map(|call| call.parcel.map_or(parcel, |stated| stated.0)).sum::<f64>() / span.years()
        }
    };
    FlowYear { counted: tonnes * counted_per_tonne, tonnes, parcel, calls: tonnes / parcel }
}

/// Statistical tonnes of a trade in a calendar year (rule D1).
fn trade_volume(port: &Port, draws: &Draws, trade: &Trade, year: i16) -> f64 {
    match &trade.volume {
        Volume::Own { path, factor } => path.volume(year, None).0 * factor.at(draws),
        Volume::ShareOf(demand) => {
            let source = &port.demands[demand.index()];
            let Some(part) = source.mix.iter().find(|part| part.cargo == trade.cargo) else { return 0.0 };
            let import = part.import.at(draws);
            let way = if trade.direction == Direction::Import { import } else { 1.0 - import };
            source.volume(year, demand.index(), draws).0 * source.berths_share.at(draws) * part.share * way
        }
        Volume::ByCalls => 0.0,
    }
}

/// The flow's part of its trade's tonnes.
fn share_of_trade(port: &Port, span: &YearSpan, draws: &Draws, number: usize) -> f64 {
    let share = |flow: &crate::port::Flow| match &flow.calls {
        Calls::ShareOfTonnes(share) => share.at(span.from, draws),
        _ => 0.0,
    };
    let flow = &port.flows[number];
    let all: f64 = port.flows.iter().filter(|other| other.trade == flow.trade).map(share).sum();
    if all > 0.0 { share(flow) / all } else { 0.0 }
}

/// Mean parcel of a flow, cut to what the water lets through at the stated share of high waters (rule D3).
pub(super) fn mean_parcel(port: &Port, span: &YearSpan, draws: &Draws, number: usize) -> f64 {
    let parcel = port.classes[port.flows[number].class.index()].parcel.at(draws);
    match greatest_parcel(port, span, draws, number).filter(|most| *most >= LEAST_PART * parcel.mean.0) {
        Some(most) => parcel.mean.0 * parcel.shape.mean_up_to(most / parcel.mean.0),
        None => parcel.mean.0,
    }
}

fn greatest_parcel(port: &Port, span: &YearSpan, draws: &Draws, number: usize) -> Option<f64> {
    let class = &port.classes[port.flows[number].class.index()];
    let share = class.load_to_depth?.at(draws);
    let Draught::FromParcel { light, per_centimetre, .. } = &class.draught else { return None };
    let tide = port.water.tide(draws);
    let a_year = span.from + crate::units::Duration::from_days(365.0);
    let draughts = port.sections.iter().filter_map(|section| {
        let bed = section.bed.as_ref()?.at(span.from, draws).0;
        let level = match &tide {
            Some(tide) => tide.held(section.stay(class, draws), share, span.from, a_year)?,
            None => 0.0,
        };
        Some(section.under_keel_of(draws).draught(level - bed))
    });
    let draught = draughts.reduce(f64::min)?;
    let decimetres = (draught * 10.0 + 1e-9).floor() / 10.0;
    Some(((decimetres - light.at(draws).0) * per_centimetre.at(draws).0 * 100.0).max(0.0))
}
