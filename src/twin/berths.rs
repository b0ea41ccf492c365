//! The table of berth capacity (泊位通过能力计算表): for each place and each flow that may use it, the formula with its terms; by
//! place the harmonic mean over the fleet, weighted by tonnes.

use super::volume::FlowYear;
use super::{Coefficients, Operable, YearSpan, fit, operable};
use crate::formula::{BerthCalls, calendar_utilisation};
use crate::port::{Closure, Draws, Effect, Flow, PlaceKind, Port, Target};
use crate::units::{Duration, Tonnes, TonnesPerHour, TonnesPerYear};

/// One flow at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct BerthRow {
    /// Position in the port's flows.
    pub flow: usize,
    /// Position in the port's kinds of machines.
    pub equipment: usize,
    /// Machines of a berth that work one vessel.
    pub machines: f64,
    /// The terms: T, G, p, Σt, tf. p is G ÷ tz, trimming contained, breakdowns not.
    pub calls: BerthCalls,
    /// What T is made of.
    pub operable: Operable,
    /// Share of the place's fleet, by statistical tonnes.
    pub share: f64,
    /// Statistical tonnes of a physical tonne.
    pub counted_per_tonne: f64,
    /// Pt of one berth with ρ, statistical tonnes.
    pub capacity: TonnesPerYear,
    /// Pt of one berth with KB.
    pub by_imbalance: TonnesPerYear,
}

/// One place: a berth, or a quay cut into berths of the longest vessel that uses it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRow {
    /// Position in the port's places.
    pub place: usize,
    /// Berths: 1, or length ÷ (longest vessel + clearance), rounded down.
    pub berths: u32,
    /// The longest vessel, by flow; `None` where none states a length.
    pub design_flow: Option<usize>,
    /// Flows that may use it, in the order of the port.
    pub rows: Vec<BerthRow>,
    /// T of its fleet: the mean over its rows, weighted by time at berth.
    pub operable_days: f64,
    /// ρ by calendar days, as the mean T of its fleet makes it from the effective one.
    pub calendar_utilisation: f64,
    /// Pt of all its berths with ρ: berths ÷ Σ (share ÷ Pt), statistical tonnes.
    pub capacity: TonnesPerYear,
    /// The same with KB.
    pub by_imbalance: TonnesPerYear,
}

impl BerthRow {
    /// tz ÷ (td − Σt) + tf ÷ td, per operable day of its own T: years of one berth for a statistical tonne.
    pub(super) fn years_per_tonne(&self) -> f64 {
        1.0 / (self.calls.capacity(1.0).0 * self.counted_per_tonne)
    }
}

/// Every place that some flow of the year may use.
pub(super) fn places(
    port: &Port,
    span: &YearSpan,
    draws: &Draws,
    flows: &[FlowYear],
    coefficients: &Coefficients,
) -> Vec<PlaceRow> {
    let used = |place: &usize| fit::in_use(&port.places[*place], span.from, draws);
    let row = |place| place_row(port, span, draws, (place, flows), coefficients);
    (0..port.places.len()).filter(used).filter_map(row).collect()
}

fn place_row(
    port: &Port,
    span: &YearSpan,
    draws: &Draws,
    (place, flows): (usize, &[FlowYear]),
    coefficients: &Coefficients,
) -> Option<PlaceRow> {
    let calling = (0..port.flows.len()).filter(|flow| flows[*flow].calls > 0.0);
    let fitting: Vec<(usize, usize)> = calling
        .filter_map(|flow| Some((flow, fit::machines(port, span, draws, (place, &port.flows[flow]))?)))
        .collect();
    let longest = |one: &&(usize, usize), other: &&(usize, usize)| {
        let loa = |flow: usize| fit::loa(port, draws, &port.flows[flow]);
        // Of equals the first.
        loa(one.0).total_cmp(&loa(other.0)).then(other.0.cmp(&one.0))
    };
    let design = fitting.iter().max_by(longest)?.0;
    let loa = fit::loa(port, draws, &port.flows[design]);
    let berths = berths(port, span, draws, place, loa);
    let all: f64 = fitting.iter().map(|(flow, _)| flows[*flow].counted).sum();
    let rows: Vec<BerthRow> = fitting
        .iter()
        .map(|&(flow, kind)| {
            let share = flows[flow].counted / all;
            let site = Site { port, span, draws, place, berths, kind };
            site.row(flow, flows[flow].parcel, share, coefficients)
        })
        .collect();
    let one_berth =
        |of: fn(&BerthRow) -> TonnesPerYear| 1.0 / rows.iter().map(|row| row.share / of(row).0).sum::<f64>();
    let busy = |row: &BerthRow| row.share * row.years_per_tonne() * row.calls.operable_days;
    let operable_days = rows.iter().map(busy).sum::<f64>()
        / rows.iter().map(|row| row.share * row.years_per_tonne()).sum::<f64>();
    Some(PlaceRow {
        place,
        berths,
        design_flow: (loa > 0.0).then_some(design),
        operable_days,
        calendar_utilisation: calendar_utilisation(coefficients.utilisation, operable_days),
        capacity: TonnesPerYear(f64::from(berths) * one_berth(|row| row.capacity)),
        by_imbalance: TonnesPerYear(f64::from(berths) * one_berth(|row| row.by_imbalance)),
        rows,
    })
}

/// Berths of a place for vessels of a length, m.
fn berths(port: &Port, span: &YearSpan, draws: &Draws, place: usize, loa: f64) -> u32 {
    match &port.places[place].kind {
        PlaceKind::Quay { length, clearance, .. } if loa > 0.0 => {
            let each = loa + clearance.at(draws).0;
            ((length.at(span.from, draws).0 + 1e-9) / each).floor().max(1.0) as u32
        }
        _ => 1,
    }
}

/// A place with the machines that work there.
struct Site<'a> {
    port: &'a Port,
    span: &'a YearSpan,
    draws: &'a Draws,
    place: usize,
    berths: u32,
    kind: usize,
}

impl Site<'_> {
    fn row(&self, flow: usize, parcel: f64, share: f64, coefficients: &Coefficients) -> BerthRow {
        let (port, draws) = (self.port, self.draws);
        let stated = &port.flows[flow];
        let trade = &port.trades[stated.trade.index()];
        let machines = machines(port, self.span, draws, (self.kind, self.berths), stated);
        let nominal = machines * self.rate(trade.cargo);
        let operable = operable::operable(port, self.span, draws, |closure| self.stops(closure, stated));
        let worked = port.equipment[self.kind].working_share.at(draws) * operable.daily_share;
        let calls = BerthCalls {
            operable_days: operable.days,
            cargo_per_call: Tonnes(parcel),
            ship_rate: TonnesPerHour(parcel / working_hours(port, draws, stated, parcel, nominal)),
            idle_per_day: Duration::from_hours(24.0 * (1.0 - worked)),
            auxiliary: auxiliary(port, draws, stated, parcel),
        };
        let counted_per_tonne = port.cargoes[trade.cargo.index()].counted_per_tonne.at(draws);
        BerthRow {
            flow,
            equipment: self.kind,
            machines,
            operable,
            share,
            counted_per_tonne,
            capacity: calls.capacity(coefficients.utilisation) * counted_per_tonne,
            by_imbalance: calls.capacity_by_imbalance(coefficients.call_imbalance) * counted_per_tonne,
            calls,
        }
    }

    fn rate(&self, cargo: crate::port::CargoId) -> f64 {
        let kind = &self.port.equipment[self.kind];
        let rate = kind.rates.iter().find(|(worked, _)| *worked == cargo);
        rate.map_or(0.0, |(_, rate)| rate.at(self.draws).0) * kind.rate_factor.at(self.draws)
    }

    /// True if a closure stops or slows the work of a flow here.
    fn stops(&self, closure: &Closure, flow: &Flow) -> bool {
        let cargo = self.port.trades[flow.trade.index()].cargo;
        let touches = |target: &Target| match *target {
            Target::Place(place) => place.index() == self.place,
            Target::Equipment(kind) => kind.index() == self.kind,
            Target::Cargo(other) => other == cargo,
            Target::Class(class) => class == flow.class,
            _ => false,
        };
        !matches!(closure.effect, Effect::Hold) && closure.targets.iter().any(touches)
    }
}

/// Machines that a berth has for one vessel of a flow: its part of those of the place, rounded down, at most what the vessel can use.
pub(super) fn machines(
    port: &Port,
    span: &YearSpan,
    draws: &Draws,
    (kind, berths): (usize, u32),
    flow: &Flow,
) -> f64 {
    let stated = &port.equipment[kind];
    let count = stated.count.at(span.from, draws).round();
    let own = if stated.per_vessel { count } else { (count / f64::from(berths)).floor().max(1.0) };
    let class = &port.classes[flow.class.index()];
    let least = class.least_machines.at(draws).round().max(1.0);
    class.most_machines.map_or(own, |most| own.min(most.at(draws).round().max(least)))
}

/// tz: net hours of work, the slower tail contained.
fn working_hours(port: &Port, draws: &Draws, flow: &Flow, parcel: f64, nominal: f64) -> f64 {
    let tail = port.classes[flow.class.index()].tail.as_ref();
    let slower = tail.map_or(1.0, |tail| {
        let share = tail.share.at(draws).clamp(0.0, 1.0);
        1.0 - share + share / tail.rate.at(draws)
    });
    parcel / nominal * slower
}

/// tf: mooring, formalities, unmooring, and changes of hatches, which run by the clock.
fn auxiliary(port: &Port, draws: &Draws, flow: &Flow, parcel: f64) -> Duration {
    let class = &port.classes[flow.class.index()];
    let stages = [&class.mooring, &class.opening, &class.closing, &class.unmooring];
    let stages: f64 = stages.iter().map(|law| law.mean.at(draws).hours()).sum();
    let changes = class.hatch_change.as_ref().map_or(0.0, |change| {
        let times = (parcel / change.every.at(draws).0 - 1e-9).floor().max(0.0);
        times * change.takes.at(draws).hours()
    });
    Duration::from_hours(stages + changes)
}
