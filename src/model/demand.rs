//! Volumes and the shape of demand through the year (rules D1, D2): what each trade asks for, and when.

use super::loading::Loading;
use super::plan::Plan;
use crate::port::{Calls, Direction, Draws, Flow, Port, Trade, TradeId, Volume};
use crate::units::{Duration, MILLISECONDS_PER_HOUR, Time, Tonnes};

/// Statistical tonnes a trade asks for in a calendar year; zero for trades whose flows state their calls.
pub(super) fn trade_volume(port: &Port, draws: &Draws, trade: TradeId, year: i16) -> f64 {
    let stated = &port.trades[trade.index()];
    match &stated.volume {
        Volume::Own { path, factor } => {
            path.volume(year, draws.trade_paths.get(trade.index()).copied()).0 * factor.at(draws)
        }
        Volume::ShareOf(demand) => {
            let source = &port.demands[demand.index()];
            let whole = source.volume(year, demand.index(), draws).0 * source.berths_share.at(draws);
            whole * mix_share(port, draws, stated, demand.index())
        }
        Volume::ByCalls => 0.0,
    }
}

/// Share of a port-wide demand that a trade carries: its cargo's share × its direction's.
fn mix_share(port: &Port, draws: &Draws, trade: &Trade, demand: usize) -> f64 {
    let source = &port.demands[demand];
    let Some(part) = source.mix.iter().position(|part| part.cargo == trade.cargo) else { return 0.0 };
    let stated = &source.mix[part];
    let share = draws.mixes.get(demand).map_or(stated.share, |mix| mix[part]);
    let import = stated.import.at(draws);
    share * if trade.direction == Direction::Import { import } else { 1.0 - import }
}

/// Where the arrival rate of a flow changes, with its rate in calls an hour from there on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reach {
    /// First instant.
    pub(super) from: Time,
    /// Calls an hour.
    pub(super) rate: f64,
}

/// The season and month shape of a trade in one calendar year: pieces with their factor, and the divisor that keeps the year's total.
struct Shape {
    pieces: Vec<(Time, f64)>,
    divisor: f64,
}

/// Spans in which a season touches a trade: (from, until, factor, lost).
fn season_spans(port: &Port, draws: &Draws, trade: TradeId) -> Vec<(Time, Time, f64, bool)> {
    let touching = port.seasons.iter().filter(|season| season.trades.contains(&trade));
    touching
        .flat_map(|season| {
            let (before, after) = (season.before.at(draws), season.after.at(draws));
            let factor = season.factor.at(draws);
            season.dates.iter().map(move |&date| (date - before, date + after, factor, season.lost))
        })
        .collect()
}

fn year_shape(port: &Port, trade: &Trade, seasons: &[(Time, Time, f64, bool)], year: i16) -> Shape {
    let almanac = &port.almanac;
    let (first, last) = (almanac.year_start(year), almanac.year_start(year + 1));
    let months: Vec<Time> = (1..=12).map(|month| almanac.month_start(year, month)).collect();
    let mut edges = months.clone();
    for &(from, until, ..) in seasons {
        edges.extend([from, until].into_iter().filter(|&edge| edge > first && edge < last));
    }
    edges.sort_unstable();
    edges.dedup();
    let mut pieces = Vec::with_capacity(edges.len());
    let mut kept = 0.0;
    for (at, &edge) in edges.iter().enumerate() {
        let end = edges.get(at + 1).copied().unwrap_or(last);
        let month = trade.months[months.partition_point(|&start| start <= edge) - 1];
        let inside = |span: &&(Time, Time, f64, bool)| span.0 <= edge && edge < span.1;
        let factor: f64 = seasons.iter().filter(inside).map(|span| span.2).product();
        let moved: f64 = seasons.iter().filter(inside).filter(|span| !span.3).map(|span| span.2).product();
        pieces.push((edge, month * factor));
        kept += month * moved * (end - edge).hours();
    }
    Shape { pieces, divisor: kept / (last - first).hours() }
}

/// The arrival rate of `flow` over [plan.start, plan.until), in calls an hour, multiplier included.
pub(super) fn arrival_reaches(
    port: &Port,
    draws: &Draws,
    plan: &Plan,
    loading: &Loading,
    number: usize,
) -> Vec<Reach> {
    let (almanac, flow) = (&port.almanac, &port.flows[number]);
    let trade = &port.trades[flow.trade.index()];
    let seasons = season_spans(port, draws, flow.trade);
    let (first_year, last_year) = (almanac.date(plan.start).year, almanac.date(plan.until).year);
    let mut reaches: Vec<Reach> = Vec::new();
    for year in first_year..=last_year {
        let shape = year_shape(port, trade, &seasons, year);
        if shape.divisor <= 0.0 {
            reaches.push(Reach { from: almanac.year_start(year), rate: 0.0 });
            continue;
        }
        let year_span = almanac.year_start(year)..almanac.year_start(year + 1);
        // The flow's figures are new with the year and at these dates.
        let mut dates = share_dates(port, draws, flow);
        dates.extend(loading.dates(number));
        dates.push(plan.figures_from);
        dates.retain(|date| year_span.contains(date));
        dates.push(year_span.start);
        let mut edges: Vec<Time> =
            shape.pieces.iter().map(|piece| piece.0).chain(dates.iter().copied()).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut base = 0.0;
        for edge in edges {
            if dates.contains(&edge) {
                base = base_rate(port, draws, plan, (number, loading.mean(number, edge)), edge);
            }
            let piece = shape.pieces.partition_point(|piece| piece.0 <= edge) - 1;
            let factor = shape.pieces[piece].1 / shape.divisor;
            reaches.push(Reach { from: edge, rate: base * factor * plan.multiplier });
        }
    }
    reaches
}

/// Dates at which the flow's part of its trade changes.
fn share_dates(port: &Port, draws: &Draws, flow: &Flow) -> Vec<Time> {
    let siblings = port.flows.iter().filter(|other| other.trade == flow.trade);
    let mut dates = Vec::new();
    for sibling in siblings {
        if let Calls::ShareOfTonnes(share) = &sibling.calls {
            dates.extend(share.dates(draws));
        }
    }
    dates
}

/// Calls an hour at `time` before months and seasons.
fn base_rate(port: &Port, draws: &Draws, plan: &Plan, (number, parcel): (usize, f64), time: Time) -> f64 {
    let (figures, flow) = (plan.figures_at(time), &port.flows[number]);
    match &flow.calls {
        Calls::ShareOfTonnes(_) => {
            let trade = &port.trades[flow.trade.index()];
            let year = port.almanac.date(figures).year;
            let counted = port.cargoes[trade.cargo.index()].counted_per_tonne.at(draws);
            let tonnes =
                trade_volume(port, draws, flow.trade, year) * tonnes_share(port, draws, flow, figures);
            tonnes / counted / parcel / port.almanac.year_length(year).hours()
        }
        Calls::PerYear(calls) => calls.at(draws) / (365.0 * 24.0),
        Calls::Interval(interval) => 1.0 / interval.at(draws).hours(),
        Calls::Listed(_) => 0.0,
    }
}

/// The flow's share of its trade's tonnes at `time`, scaled so that the shares of the trade sum to 1.
fn tonnes_share(port: &Port, draws: &Draws, flow: &Flow, time: Time) -> f64 {
    let share = |other: &Flow| match &other.calls {
        Calls::ShareOfTonnes(share) => share.at(time, draws),
        _ => 0.0,
    };
    let sum: f64 = port.flows.iter().filter(|other| other.trade == flow.trade).map(share).sum();
    if sum > 0.0 { share(flow) / sum } else { 0.0 }
}

/// Demand of a span on the quays of the scenario, and its side stream, statistical tonnes, without multiplier. A part of a year
/// counts pro rata of the year's total. Flows that state their calls count calls × mean parcel.
pub(super) fn demand(
    port: &Port,
    draws: &Draws,
    loading: &Loading,
    from: Time,
    until: Time,
) -> (Tonnes, Tonnes) {
    let almanac = &port.almanac;
    let (mut quays, mut side) = (0.0, 0.0);
    let mut begin = from;
    while begin < until {
        let year = almanac.date(begin).year;
        let end = almanac.year_start(year + 1).min(until);
        let part = (end - begin).hours() / almanac.year_length(year).hours();
        for trade in 0..port.trades.len() {
            quays += part * trade_volume(port, draws, TradeId(trade as u32), year);
        }
        for (number, source) in port.demands.iter().enumerate() {
            if source.side_stream.is_some() {
                side += part * source.volume(year, number, draws).0 * (1.0 - source.berths_share.at(draws));
            }
        }
        begin = end;
    }
    let stated = (0..port.flows.len()).map(|flow| stated_calls(port, draws, loading, flow, from, until));
    quays += stated.sum::<f64>();
    (Tonnes(quays), Tonnes(side))
}

/// Statistical tonnes of a flow that states its calls.
fn stated_calls(
    port: &Port,
    draws: &Draws,
    loading: &Loading,
    number: usize,
    from: Time,
    until: Time,
) -> f64 {
    let flow = &port.flows[number];
    let trade = &port.trades[flow.trade.index()];
    let counted = port.cargoes[trade.cargo.index()].counted_per_tonne.at(draws);
    let parcel = loading.mean(number, from);
    let hours = (until - from).hours();
    let physical = match &flow.calls {
        Calls::ShareOfTonnes(_) => 0.0,
        Calls::PerYear(calls) => parcel * calls.at(draws) * hours / (365.0 * 24.0),
        Calls::Interval(interval) => parcel * hours / interval.at(draws).hours(),
        Calls::Listed(list) => {
            let inside = list.iter().filter(|arrival| from <= arrival.at && arrival.at < until);
            inside.map(|arrival| arrival.parcel.map_or(parcel, |tonnes| tonnes.0)).sum()
        }
    };
    physical * counted
}

/// Finds arrivals on the operational clock of a flow: rates stretch it, gaps are laid along it.
#[derive(Clone, Debug, Default)]
pub(super) struct OperationalClock {
    reaches: Vec<Reach>,
    reach: usize,
    now: f64,
    /// The first advance ends here, whatever the gap: a stated first arrival.
    first: Option<Time>,
}

impl OperationalClock {
    /// A clock that stands at `start`.
    pub(super) fn new(reaches: Vec<Reach>, start: Time) -> Self {
        let reach = reaches.partition_point(|reach| reach.from <= start).saturating_sub(1);
        OperationalClock { reaches, reach, now: start.milliseconds() as f64, first: None }
    }

    /// The same clock, whose first advance ends at `first`.
    pub(super) fn ending_at(self, first: Time) -> Self {
        OperationalClock { first: Some(first), ..OperationalClock::new(self.reaches, first) }
    }

    /// Moves the clock by `gap` mean intervals; returns the instant reached, or `None` if the rate is zero for ever after.
    pub(super) fn advance(&mut self, gap: f64) -> Option<Time> {
        let asked_for = self.reaches.get(self.reach).is_some_and(|reach| reach.rate > 0.0);
        if let Some(first) = self.first.take().filter(|_| asked_for) {
            return Some(first);
        }
        let mut left = gap;
        loop {
            let reach = *self.reaches.get(self.reach)?;
            let per_millisecond = reach.rate / MILLISECONDS_PER_HOUR as f64;
            let end = self.reaches.get(self.reach + 1).map(|next| next.from.milliseconds() as f64);
            let inside = end.map_or(f64::INFINITY, |end| (end - self.now).max(0.0) * per_millisecond);
            if left <= inside && per_millisecond > 0.0 {
                self.now += left / per_millisecond;
                return Some(Time::ZERO + Duration::from_milliseconds(self.now.round() as i64));
            }
            left -= if inside.is_finite() { inside } else { 0.0 };
            self.now = end?;
            self.reach += 1;
        }
    }
}
