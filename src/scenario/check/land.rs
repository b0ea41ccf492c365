//! Cargo with no way out, yards that must overflow, a land side below its inflow; figures as stated (rules Y1, L1–L4).

use super::{mean, onward, road};
use crate::port::{
    CapacityId, Direction, Draws, LawFigure, Mode, ModeId, ModeKind, Port, Rhythm, Target, Timetable, Trade,
    TradeId, Yard,
};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::{Dimension, HOURS_PER_YEAR, trim};
use crate::units::{Duration, Time};

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    no_way(port, low);
    overflow(port, low);
    short(port, low);
    shut(port, low);
}

fn no_way(port: &Port, low: &mut Lowering<'_>) {
    for (number, trade) in port.trades.iter().enumerate() {
        let Some(yard) = trade.yard else { continue };
        if !trade.modes.is_empty() {
            continue;
        }
        let number = number as u32;
        let yard = &port.yards[yard.index()].name;
        let message = match trade.direction {
            Direction::Import => format!("cargo of `{}` has no way out of yard `{yard}`", trade.name),
            Direction::Export => format!("nothing brings cargo of `{}` to yard `{yard}`", trade.name),
        };
        let place = low.place(Kind::Trade, number, &["yard"]);
        let problem = Problem::new(Code::NoWayOut, place, &low.path(Kind::Trade, number), message);
        low.report(problem.help("add `modes = [\"…\"]`; without a yard the trade ends at the quay"));
    }
    for (number, yard) in port.yards.iter().enumerate() {
        for (cargo, _) in &yard.stock {
            let served = port.trades.iter().any(|trade| {
                let here = trade.yard.is_some_and(|id| id.index() == number) && trade.cargo == *cargo;
                let behind = trade
                    .modes
                    .iter()
                    .any(|mode| port.modes[mode.index()].to.is_some_and(|depot| depot.index() == number));
                let emptied = behind && trade.cargo == *cargo && !trade.onward.is_empty();
                emptied || (here && (trade.direction == Direction::Export || !trade.modes.is_empty()))
            });
            if !served {
                let cargo = &port.cargoes[cargo.index()].name;
                let number = number as u32;
                let place = low.place(Kind::Yard, number, &["stock", cargo]);
                let message = format!("no trade takes the stock of `{cargo}` out of yard `{}`", yard.name);
                low.report(Problem::new(Code::NoWayOut, place, &low.path(Kind::Yard, number), message));
            }
        }
    }
}

/// Imports a year that go through the yard of a trade, tonnes.
fn through_yard(port: &Port, number: usize, trade: &Trade, year: i16, at: Time) -> f64 {
    mean::tonnes(port, TradeId(number as u32), year, at) * (1.0 - trade.direct.value)
}

/// The least that a tonne of a trade stays on average, hours: owners always pressed where the yard presses them, and of cargo that is held only
/// under a foreign flag no more than the least share of any class that brings it.
fn mean_stay(port: &Port, yard: &Yard, trade: &Trade) -> f64 {
    let cargo = &port.cargoes[trade.cargo.index()];
    let hours = |law: &Option<LawFigure<Duration>>| law.as_ref().map_or(0.0, |law| law.mean.value.hours());
    let pressed = yard.pressure.map_or(1.0, |pressure| pressure.dwell.value);
    let flows = port.flows.iter().filter(|flow| port.trades[flow.trade.index()] == *trade);
    let foreign = flows.map(|flow| port.classes[flow.class.index()].foreign.value).fold(1.0, f64::min);
    let held = cargo.held.share.value * if cargo.held.foreign_only { foreign } else { 1.0 };
    hours(&cargo.dwell) * pressed + hours(&cargo.hold) * held
}

fn overflow(port: &Port, low: &mut Lowering<'_>) {
    let fixed = Draws::fixed();
    for (number, yard) in port.yards.iter().enumerate() {
        let mut worst: Option<(f64, i16)> = None;
        for year in mean::years(port) {
            let at = mean::middle(port, year);
            let Some(measure) = yard.capacity.measure() else { continue };
            if !yard.in_use(at, &fixed) {
                continue;
            }
            let room = yard.capacity.room(at, &fixed);
            let imports = port.trades.iter().enumerate().filter(|(_, trade)| {
                trade.yard.is_some_and(|id| id.index() == number) && trade.direction == Direction::Import
            });
            let held: f64 = imports
                .map(|(index, trade)| {
                    let taken = port.cargoes[trade.cargo.index()].room_per_tonne(measure, &fixed);
                    let stay = mean_stay(port, yard, trade);
                    through_yard(port, index, trade, year, at) * stay / HOURS_PER_YEAR * taken.unwrap_or(1.0)
                })
                .sum();
            let ratio = if held > 0.0 { held / room } else { 0.0 };
            if ratio > 1.0 && worst.is_none_or(|(most, _)| ratio > most) {
                worst = Some((ratio, year));
            }
        }
        if let Some((ratio, year)) = worst {
            let number = number as u32;
            let path = low.path(Kind::Yard, number);
            let ratio =
                if ratio.is_finite() { trim((ratio * 100.0).round() / 100.0) } else { "far more".to_owned() };
            let message =
                format!("yard `{}` must overflow in {year}: inflow × dwell is {ratio} × its room", yard.name);
            let help = "a full yard slows the cranes; more room, a shorter dwell, or less cargo ends it";
            low.report(
                Problem::new(Code::Overflow, low.place(Kind::Yard, number, &[]), &path, message).help(help),
            );
        }
    }
}

/// Trades with tonnes in a year in whose middle their yard is outside its dates.
fn shut(port: &Port, low: &mut Lowering<'_>) {
    let fixed = Draws::fixed();
    for (number, trade) in port.trades.iter().enumerate() {
        let Some(yard) = trade.yard.map(|yard| &port.yards[yard.index()]) else { continue };
        let idle = mean::years(port).into_iter().find(|&year| {
            let at = mean::middle(port, year);
            !yard.in_use(at, &fixed) && mean::tonnes(port, TradeId(number as u32), year, at) > 0.0
        });
        if let Some(year) = idle {
            let number = number as u32;
            let (name, what) = (&yard.name, &trade.name);
            let message = match trade.direction {
                Direction::Import => {
                    format!("yard `{name}` is out of use in {year}, but `{what}` lands cargo there")
                }
                Direction::Export => {
                    format!("nothing is brought to yard `{name}`, out of use in {year}, for `{what}`")
                }
            };
            let place = low.place(Kind::Trade, number, &["yard"]);
            let problem = Problem::new(Code::YardShut, place, &low.path(Kind::Trade, number), message);
            low.report(
                problem.help(
                    "vessels wait alongside; move the dates of the yard, or give the trade another one",
                ),
            );
        }
    }
}

/// What a mode carries at most, tonnes a year; infinite without a limit of its own.
fn mode_limit(port: &Port, id: usize, mode: &Mode, at: Time) -> f64 {
    let fixed = Draws::fixed();
    let begun = mode.from.is_none_or(|from| from.at(&fixed) <= at);
    if !begun || mode.until.is_some_and(|until| until.at(&fixed) <= at) {
        return 0.0;
    }
    let open = mean::open_share(port, Target::Mode(ModeId(id as u32)));
    let own = match &mode.kind {
        ModeKind::Stream(None) => f64::INFINITY,
        ModeKind::Stream(Some(rate)) => rate.at(at, &fixed).0 * HOURS_PER_YEAR,
        ModeKind::Rail(rail) => {
            let trains = match &rail.timetable {
                Timetable::Every { interval, .. } => HOURS_PER_YEAR / interval.value.hours(),
                Timetable::Random { per_day } => per_day.value * 365.0,
                Timetable::Listed(list) => list.len() as f64,
            };
            trains * (1.0 - rail.wagon_shortage.value) * rail.mean_load(&fixed).0
        }
        ModeKind::Vessels => onward::carried(port, ModeId(id as u32), port.almanac.date(at).year, at),
        ModeKind::Vehicles(vehicles) => return road::limit(vehicles, open, at),
    };
    let shared =
        mode.uses.iter().map(|capacity| capacity_limit(port, *capacity, at)).fold(f64::INFINITY, f64::min);
    let hourly = match mode.kind {
        ModeKind::Stream(_) => {
            let shape = mode.rhythm.as_ref().map_or(1.0, Rhythm::mean_share_of_peak);
            own.min(shared) * open * shape
        }
        ModeKind::Rail(_) | ModeKind::Vessels | ModeKind::Vehicles(_) => own.min(shared),
    };
    if hourly.is_nan() { 0.0 } else { hourly }
}

fn capacity_limit(port: &Port, id: CapacityId, at: Time) -> f64 {
    let capacity = &port.capacities[id.index()];
    capacity.count.at(at, &Draws::fixed()) * capacity.rate.value.0 * HOURS_PER_YEAR
}

/// Imports of each group of trades that share modes, against what their modes carry.
fn short(port: &Port, low: &mut Lowering<'_>) {
    let imports: Vec<usize> = (0..port.trades.len())
        .filter(|at| {
            let trade = &port.trades[*at];
            trade.yard.is_some() && !trade.modes.is_empty() && trade.direction == Direction::Import
        })
        .collect();
    for group in groups(port, &imports) {
        let mut modes: Vec<ModeId> = group.iter().flat_map(|at| port.trades[*at].modes.clone()).collect();
        modes.sort_unstable();
        modes.dedup();
        let mut worst: Option<(f64, f64, i16)> = None;
        for year in mean::years(port) {
            let at = mean::middle(port, year);
            let inflow: f64 =
                group.iter().map(|trade| mean::tonnes(port, TradeId(*trade as u32), year, at)).sum();
            let outflow = carried(port, &modes, at);
            if inflow > outflow && worst.is_none_or(|(most, less, _)| inflow - outflow > most - less) {
                worst = Some((inflow, outflow, year));
            }
        }
        if let Some((inflow, outflow, year)) = worst {
            let names: Vec<&str> = modes.iter().map(|mode| port.modes[mode.index()].name.as_str()).collect();
            let show = |tonnes| Dimension::Volume.show(tonnes);
            let message = format!(
                "{} carry at most {} in {year}, but {} come in",
                names.join(", "),
                show(outflow),
                show(inflow)
            );
            let id = modes[0].0;
            let help = "the yard fills until the cranes are cut to what leaves; more land capacity ends it";
            let problem = Problem::new(
                Code::LandShort,
                low.place(Kind::Mode, id, &[]),
                &low.path(Kind::Mode, id),
                message,
            );
            low.report(problem.help(help));
        }
    }
}

/// What modes carry together: each at its limit, and those that share a capacity at most what it has.
fn carried(port: &Port, modes: &[ModeId], at: Time) -> f64 {
    let limits: Vec<f64> =
        modes.iter().map(|mode| mode_limit(port, mode.index(), &port.modes[mode.index()], at)).collect();
    let mut total: f64 = limits.iter().sum();
    for number in 0..port.capacities.len() as u32 {
        let uses = |mode: &ModeId| port.modes[mode.index()].uses.contains(&CapacityId(number));
        let inside: f64 =
            modes.iter().zip(&limits).filter(|(mode, _)| uses(mode)).map(|(_, limit)| limit).sum();
        let outside: f64 =
            modes.iter().zip(&limits).filter(|(mode, _)| !uses(mode)).map(|(_, limit)| limit).sum();
        if inside > 0.0 {
            total = total.min(outside + inside.min(capacity_limit(port, CapacityId(number), at)));
        }
    }
    total
}

fn groups(port: &Port, trades: &[usize]) -> Vec<Vec<usize>> {
    let share = |one: &Trade, other: &Trade| {
        one.modes.iter().any(|mode| {
            let uses = &port.modes[mode.index()].uses;
            other.modes.iter().any(|next| {
                next == mode || port.modes[next.index()].uses.iter().any(|capacity| uses.contains(capacity))
            })
        })
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &trade in trades {
        let mut joined = vec![trade];
        groups.retain(|group| {
            let touches = group.iter().any(|other| share(&port.trades[*other], &port.trades[trade]));
            if touches {
                joined.extend(group);
            }
            !touches
        });
        joined.sort_unstable();
        groups.push(joined);
    }
    groups
}
