//! The table of collection and distribution (集疏运分担): share and tonnes by mode, and what each mode and each capacity that modes
//! share can carry in a year.

use super::volume::FlowYear;
use super::yards::trade_tonnes;
use super::{Coefficients, YearSpan, operable};
use crate::formula::{LoadingTrack, SingleTrack, trucks_per_day};
use crate::port::{
    Closure, Direction, Draws, Effect, Line, ModeKind, Port, Rail, Station, Target, Timetable, Vehicles,
};
use crate::units::{Duration, Time, Tonnes, TonnesPerHour, TonnesPerYear};

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandKind {
    /// A mode; its least limit.
    Mode(usize),
    /// A capacity shared by modes: loaders, a gate.
    Capacity(usize),
    /// Trains that are timetabled for a mode.
    Trains(usize),
    /// Loading tracks of a mode, by the formula of the loading track.
    Tracks(usize),
    /// The single-track line of a mode, by the pairs of its longest section.
    Line(usize),
    /// Trucks that hauliers send to a mode.
    Hauliers(usize),
    /// The slowest station of a mode's trucks.
    Stations(usize),
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LandRow {
    /// What it is about.
    pub kind: LandKind,
    /// Physical tonnes a year that go through it; absent where the scenario does not say how cargo is split.
    pub yearly: Option<TonnesPerYear>,
    /// Its share of all tonnes that go by land or onward by water; modes only.
    pub share: Option<f64>,
    /// Trains or laden trucks a day that this means, with the imbalance of traffic; absent where loads are not stated.
    pub a_day: Option<f64>,
    /// Physical tonnes a year that it can carry; absent without a limit.
    pub capacity: Option<TonnesPerYear>,
    /// Days a year on which it is operated.
    pub days: f64,
    /// Hours of those days.
    pub hours_a_day: f64,
}

/// All modes of the year, each with what limits it, then what they share.
pub(super) fn rows(
    port: &Port,
    span: &YearSpan,
    draws: &Draws,
    flows: &[FlowYear],
    coefficients: &Coefficients,
) -> Vec<LandRow> {
    let in_use = |mode: &usize| {
        let stated = &port.modes[*mode];
        let begun = stated.from.is_none_or(|from| from.at(draws) <= span.from);
        begun && stated.until.is_none_or(|until| until.at(draws) > span.from)
    };
    let used: Vec<usize> = (0..port.modes.len()).filter(in_use).collect();
    let tonnes: Vec<Option<f64>> = by_mode(port, span, draws, flows, &used);
    let all: f64 = tonnes.iter().flatten().sum();
    let table = Table { port, span, draws, coefficients };
    let mut rows = Vec::new();
    for &mode in &used {
        let yearly = tonnes[mode].map(TonnesPerYear);
        let limits = table.limits(mode, yearly);
        let least = limits.iter().filter_map(|row| row.capacity).chain(table.shared(mode));
        let capacity = least.reduce(|one, other| TonnesPerYear(one.0.min(other.0)));
        let (days, hours_a_day) = table.hours(&Target::Mode(crate::port::ModeId(mode as u32)));
        rows.push(LandRow {
            kind: LandKind::Mode(mode),
            yearly,
            share: yearly.filter(|_| all > 0.0).map(|yearly| yearly.0 / all),
            a_day: limits.iter().find_map(|row| row.a_day),
            capacity,
            days,
            hours_a_day,
        });
        // A single limit says no more than the mode itself.
        rows.extend(limits.into_iter().filter(|row| !matches!(row.kind, LandKind::Mode(_))));
    }
    for capacity in 0..port.capacities.len() {
        let users = used.iter().filter(|mode| uses(port, **mode, capacity));
        let through: Option<Vec<f64>> = users.map(|mode| tonnes[*mode]).collect();
        let (days, hours_a_day) = table.hours(&Target::Capacity(crate::port::CapacityId(capacity as u32)));
        rows.push(LandRow {
            kind: LandKind::Capacity(capacity),
            yearly: through.map(|through| TonnesPerYear(through.iter().sum())),
            share: None,
            a_day: None,
            capacity: Some(table.of_capacity(capacity, days * hours_a_day)),
            days,
            hours_a_day,
        });
    }
    rows
}

fn uses(port: &Port, mode: usize, capacity: usize) -> bool {
    port.modes[mode].uses.iter().any(|used| used.index() == capacity)
}

/// Physical tonnes a year by mode; `None` for modes of which a trade does not say how it is split.
fn by_mode(
    port: &Port,
    span: &YearSpan,
    draws: &Draws,
    flows: &[FlowYear],
    used: &[usize],
) -> Vec<Option<f64>> {
    let mut tonnes = vec![Some(0.0); port.modes.len()];
    for (number, trade) in port.trades.iter().enumerate() {
        let yearly = trade_tonnes(port, flows, number);
        let open: Vec<usize> =
            (0..trade.modes.len()).filter(|at| used.contains(&trade.modes[*at].index())).collect();
        if yearly <= 0.0 || open.is_empty() {
            continue;
        }
        let shares = split(trade, span.from, draws);
        for at in &open {
            let share = match (&shares, open.len()) {
                (Some(shares), _) => Some(shares[*at]),
                (None, 1) => Some(1.0),
                (None, _) => None,
            };
            let sum = &mut tonnes[trade.modes[*at].index()];
            *sum = sum.zip(share).map(|(sum, share)| sum + yearly * share);
        }
        // What is carried onward from a depot leaves by other modes; how, no share says unless there is but one.
        for onward in &trade.onward {
            let sum = &mut tonnes[onward.index()];
            *sum = if trade.onward.len() == 1 { sum.map(|sum| sum + yearly) } else { None };
        }
    }
    tonnes
}

/// The shares of a trade's modes, scaled to 1; `None` without a split.
fn split(trade: &crate::port::Trade, at: Time, draws: &Draws) -> Option<Vec<f64>> {
    if trade.split.is_empty() || trade.direction == Direction::Export {
        return None;
    }
    let mut shares: Vec<f64> = trade.split.iter().map(|share| share.at(at, draws).max(0.0)).collect();
    if let Some(rest) = trade.rest {
        let others: f64 = shares.iter().enumerate().filter(|(at, _)| *at != rest).map(|(_, s)| s).sum();
        shares[rest] = (1.0 - others).max(0.0);
    }
    let all: f64 = shares.iter().sum();
    (all > 0.0).then(|| shares.iter().map(|share| share / all).collect())
}

struct Table<'a> {
    port: &'a Port,
    span: &'a YearSpan,
    draws: &'a Draws,
    coefficients: &'a Coefficients,
}

impl Table<'_> {
    /// Days a year and hours a day in which something of the land side is not suspended.
    fn hours(&self, target: &Target) -> (f64, f64) {
        let touches =
            |closure: &Closure| !matches!(closure.effect, Effect::Hold) && closure.targets.contains(target);
        let open = operable::operable(self.port, self.span, self.draws, touches);
        (open.days, 24.0 * open.daily_share)
    }

    /// Tonnes a year of a shared capacity in so many hours.
    fn of_capacity(&self, capacity: usize, hours: f64) -> TonnesPerYear {
        let stated = &self.port.capacities[capacity];
        let rate = stated.count.at(self.span.from, self.draws) * stated.rate.at(self.draws).0;
        TonnesPerYear(rate * hours)
    }

    /// What the capacities that a mode uses leave it if it has them to itself, in its own hours.
    fn shared(&self, mode: usize) -> impl Iterator<Item = TonnesPerYear> {
        let (days, hours) = self.hours(&Target::Mode(crate::port::ModeId(mode as u32)));
        self.port.modes[mode].uses.iter().map(move |used| self.of_capacity(used.index(), days * hours))
    }

    /// What limits a mode by itself.
    fn limits(&self, mode: usize, yearly: Option<TonnesPerYear>) -> Vec<LandRow> {
        let (days, hours_a_day) = self.hours(&Target::Mode(crate::port::ModeId(mode as u32)));
        let row = |kind, capacity, a_day| LandRow {
            kind,
            yearly,
            share: None,
            a_day,
            capacity: Some(capacity),
            days,
            hours_a_day,
        };
        let stated = &self.port.modes[mode];
        match &stated.kind {
            ModeKind::Stream(None) | ModeKind::Vessels => Vec::new(),
            ModeKind::Stream(Some(rate)) => {
                let busiest = rate.at(self.span.from, self.draws).0;
                let mean = stated.rhythm.as_ref().map_or(1.0, crate::port::Rhythm::mean_share_of_peak);
                let capacity = TonnesPerYear(busiest * mean * days * hours_a_day);
                vec![row(LandKind::Mode(mode), capacity, None)]
            }
            ModeKind::Rail(rail) => {
                let train = rail.mean_load(self.draws);
                let a_day =
                    yearly.map(|yearly| yearly.0 * self.coefficients.traffic_imbalance / (days * train.0));
                let mut rows = Vec::new();
                if let Some(trains) = self.trains(rail) {
                    rows.push(row(LandKind::Trains(mode), TonnesPerYear(trains * days * train.0), a_day));
                }
                if let Some(capacity) = self.tracks(rail, days) {
                    rows.push(row(LandKind::Tracks(mode), capacity, a_day));
                }
                if let Some(line) = rail.line {
                    let pairs = self.pairs(&self.port.lines[line.index()]);
                    rows.push(row(LandKind::Line(mode), TonnesPerYear(pairs * days * train.0), a_day));
                }
                rows
            }
            ModeKind::Vehicles(vehicles) => {
                let payload = vehicles.payload.at(self.draws);
                let imbalance = self.coefficients.traffic_imbalance;
                let a_day = yearly.map(|yearly| trucks_per_day(yearly, imbalance, days, payload));
                let sent = vehicles.per_day.at(self.span.from, self.draws) * days * payload.0;
                let served = self.stations(vehicles, payload) * days * hours_a_day;
                vec![
                    row(LandKind::Hauliers(mode), TonnesPerYear(sent), a_day),
                    row(LandKind::Stations(mode), TonnesPerYear(served), a_day),
                ]
            }
        }
    }

    /// Trains a day that come, those without wagons taken off; `None` for a list that says nothing of the year.
    fn trains(&self, rail: &Rail) -> Option<f64> {
        let come = 1.0 - rail.wagon_shortage.at(self.draws);
        let trains = match &rail.timetable {
            Timetable::Every { interval, .. } => 24.0 / interval.at(self.draws).hours(),
            Timetable::Random { per_day } => per_day.at(self.draws),
            Timetable::Listed(list) => {
                let inside = list.iter().filter(|at| self.span.from <= **at && **at < self.span.until);
                inside.count() as f64 / self.span.days()
            }
        };
        (trains > 0.0).then_some(trains * come)
    }

    /// Tonnes a year of the loading tracks; `None` where their number or the time of a train is not stated.
    fn tracks(&self, rail: &Rail, days: f64) -> Option<TonnesPerYear> {
        let (tracks, train) = (rail.tracks?.at(self.draws).round(), rail.mean_load(self.draws));
        let loading = match (rail.allotted, rail.rate) {
            (Some(allotted), _) => allotted.at(self.draws).hours(),
            (None, Some(rate)) => train.0 / rate.at(self.draws).0,
            (None, None) => return None,
        };
        let track = LoadingTrack {
            wagons: 1.0,
            payload: train,
            rate: TonnesPerHour(train.0 / loading),
            preparation: rail.shunting.at(self.draws) + rail.inspection.at(self.draws),
        };
        Some(track.capacity(days, self.coefficients.track_use) * tracks)
    }

    /// Pairs of trains a day over the section of a line that takes longest.
    fn pairs(&self, line: &Line) -> f64 {
        let draws = self.draws;
        let maintenance = line.maintenance.iter().map(|window| match window {
            crate::port::Recurrence::Daily { from, until } if until > from => *until - *from,
            crate::port::Recurrence::Daily { from, until } => *until + Duration::DAY - *from,
            _ => Duration::ZERO,
        });
        let maintenance = maintenance.fold(Duration::ZERO, |sum, window| sum + window);
        let pairs = line.sections.iter().map(|section| {
            let track = SingleTrack {
                maintenance,
                there: section.inbound.at(draws),
                back: section.outbound.at(draws),
                between_arrivals: line.after_inbound.at(draws),
                meeting: line.after_outbound.at(draws),
            };
            track.pairs()
        });
        pairs.fold(f64::INFINITY, f64::min)
    }

    /// Tonnes an hour of the slowest station of trucks.
    fn stations(&self, vehicles: &Vehicles, payload: Tonnes) -> f64 {
        let of = |station: &Station| {
            station.count.at(self.draws) / station.time.at(self.draws, payload).hours() * payload.0
        };
        let stations = [&vehicles.gate_in, &vehicles.weighbridge, &vehicles.gate_out];
        let least = stations.into_iter().flatten().map(of).fold(of(&vehicles.loading), f64::min);
        let causeway = vehicles.causeway.map(|causeway| causeway.per_hour.at(self.draws) * payload.0);
        causeway.map_or(least, |causeway| least.min(causeway))
    }
}
