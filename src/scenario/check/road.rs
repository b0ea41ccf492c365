//! Modes of trucks one by one (rule L2): what they cannot serve, and stations that are too slow for them.

use super::mean;
use crate::engine::Quantity;
use crate::port::{
    Dated, Direction, Draws, Effect, Mode, ModeId, ModeKind, Port, ServiceTime, Station, Target, Trade,
    TradeId, Trigger, Vehicles, YardCapacity,
};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::{Dimension, HOURS_PER_YEAR, trim};
use crate::units::Time;

/// Share of the trucks that may come where they are not let in before that is told.
const OUTSIDE_HOURS: f64 = 0.05;

/// The trucks of a mode, if it has any.
fn trucks(mode: &Mode) -> Option<&Vehicles> {
    match &mode.kind {
        ModeKind::Vehicles(vehicles) => Some(vehicles),
        ModeKind::Stream(_) | ModeKind::Rail(_) | ModeKind::Vessels => None,
    }
}

/// Errors: what trucks one by one do not do.
pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    for (number, mode) in port.modes.iter().enumerate() {
        let id = ModeId(number as u32);
        if trucks(mode).is_none() || low.is_broken(Kind::Mode, id.0) {
            continue;
        }
        if !mode.uses.is_empty() {
            let message = format!("trucks of `{}` cannot share capacities", mode.name);
            let help = "give them stations of their own: `vehicles.loading`, `vehicles.causeway`; or make the mode a \
                        stream (`rate`)";
            refuse(low, (Kind::Mode, id.0), &["uses"], message, help);
        }
        slowed(port, low, id, mode);
        for (number, trade) in port.trades.iter().enumerate() {
            if trade.modes.contains(&id) && !low.is_broken(Kind::Trade, number as u32) {
                served(low, number as u32, trade, id, mode);
                room(port, low, number as u32, trade, mode);
            }
        }
    }
}

fn refuse(low: &mut Lowering<'_>, (kind, id): (Kind, u32), keys: &[&str], message: String, help: &str) {
    let problem = Problem::new(Code::NotForTrucks, low.place(kind, id, keys), &low.path(kind, id), message);
    low.report(problem.help(help));
}

/// A closure may stop trucks, not slow them.
fn slowed(port: &Port, low: &mut Lowering<'_>, id: ModeId, mode: &Mode) {
    for (number, closure) in port.closures.iter().enumerate() {
        if matches!(closure.effect, Effect::Slow(_)) && closure.targets.contains(&Target::Mode(id)) {
            let message =
                format!("closure `{}` slows `{}`, whose trucks go one by one", closure.name, mode.name);
            let help = "trucks can be stopped (effect = \"suspend\"), or the mode be a stream (`rate`)";
            refuse(low, (Kind::Closure, number as u32), &["effect"], message, help);
        }
    }
}

/// Cargo of a trade is served by trucks alone, or labelled for them.
fn served(low: &mut Lowering<'_>, number: u32, trade: &Trade, id: ModeId, mode: &Mode) {
    let at = (Kind::Trade, number);
    if trade.direction == Direction::Export {
        let message = format!("trucks of `{}` do not bring exports (`{}`)", mode.name, trade.name);
        refuse(low, at, &["modes"], message, "let a stream bring them: a mode with a `rate`");
    } else if trade.modes.len() > 1 && trade.split.is_empty() {
        let message = format!(
            "trucks of `{}` cannot draw on one stock with the other modes of `{}`",
            mode.name, trade.name
        );
        let help = format!("say which part is theirs: split = {{ {} = 0.6, … = \"rest\" }}", mode.name);
        refuse(low, at, &["modes"], message, &help);
    } else if trade.fallbacks.iter().any(|fallback| fallback.of == id || fallback.to == id) {
        let message = format!("trucks of `{}` neither take over nor hand over cargo", mode.name);
        refuse(low, at, &["fallback"], message, "take the fallback out, or make the mode a stream (`rate`)");
    }
}

/// A yard that trucks empty must hold a load.
fn room(port: &Port, low: &mut Lowering<'_>, number: u32, trade: &Trade, mode: &Mode) {
    let (Some(yard), Some(trucks)) = (trade.yard, trucks(mode)) else { return };
    if low.is_broken(Kind::Yard, yard.0) {
        return;
    }
    let payload = low.range(&trucks.payload).1;
    let stated = &port.yards[yard.index()];
    let whole = match &stated.capacity {
        YardCapacity::Unlimited => return,
        YardCapacity::Tonnes(tonnes) => most(low, tonnes),
        YardCapacity::Area { floor, usable, fill_limit } => {
            most(low, floor) * most(low, usable) * most(low, fill_limit)
        }
        YardCapacity::Slots { ground, tiers, fill_limit } => {
            most(low, ground) * most(low, tiers) * most(low, fill_limit)
        }
        YardCapacity::Spaces { spaces, fill_limit } => most(low, spaces) * most(low, fill_limit),
        YardCapacity::Volume { volume, fill_limit } => most(low, volume) * most(low, fill_limit),
    };
    let cargo = &port.cargoes[trade.cargo.index()];
    let per_tonne =
        stated.capacity.measure().and_then(|measure| cargo.room_per_tonne(measure, &Draws::fixed()));
    // A cargo that cannot be counted in the yard's measure is told of elsewhere.
    let Some(per_tonne) = per_tonne else { return };
    let room = whole / per_tonne;
    if room < payload {
        let message = format!(
            "yard `{}` holds at most {} of `{}`, less than a truck of `{}` takes ({})",
            stated.name,
            Dimension::Mass.show(room),
            port.cargoes[trade.cargo.index()].name,
            mode.name,
            Dimension::Mass.show(payload)
        );
        let place = low.place(Kind::Trade, number, &["yard"]);
        let problem = Problem::new(Code::NoTruckload, place, &low.path(Kind::Trade, number), message);
        low.report(
            problem.help("give the yard room for at least one load; trucks do not load from ship to lorry"),
        );
    }
}

/// The most that a figure by date may be, in base units.
fn most<T: Quantity>(low: &Lowering<'_>, figure: &Dated<T>) -> f64 {
    let all = figure.later.iter().map(|step| &step.value).chain([&figure.first]);
    all.map(|value| low.range(value).1).fold(0.0, f64::max)
}

/// Trucks an hour that a station passes.
fn hourly(station: &Station, payload: f64) -> f64 {
    let hours = match station.time {
        ServiceTime::Each(time) => time.value.hours(),
        ServiceTime::Rate(rate) => payload / rate.value.0,
    };
    station.count.value.round() / hours
}

/// Stations with what each passes in a year, trucks; trucks are let in at the first only while the mode is open.
fn stations(vehicles: &Vehicles, open: f64) -> Vec<(&'static str, f64)> {
    let payload = vehicles.payload.value.0;
    let causeway = vehicles.causeway.map(|causeway| ("causeway", causeway.per_hour.value));
    let station = |name, station: &Option<Station>| station.as_ref().map(|one| (name, hourly(one, payload)));
    let loading = Some(("loading", hourly(&vehicles.loading, payload)));
    let all = [
        causeway,
        station("gate_in", &vehicles.gate_in),
        loading,
        station("weighbridge", &vehicles.weighbridge),
        station("gate_out", &vehicles.gate_out),
    ];
    let mut passed: Vec<_> =
        all.into_iter().flatten().map(|(name, rate)| (name, rate * HOURS_PER_YEAR)).collect();
    passed[0].1 *= open;
    passed
}

/// What trucks carry at most, tonnes a year.
pub(super) fn limit(vehicles: &Vehicles, open: f64, at: Time) -> f64 {
    let sent = vehicles.per_day.at(at, &Draws::fixed()) * 365.0;
    let passed = stations(vehicles, open).into_iter().map(|(_, trucks)| trucks).fold(f64::INFINITY, f64::min);
    sent.min(passed) * vehicles.payload.value.0
}

/// Part of a trade's cargo that is labelled for a mode.
fn labelled(trade: &Trade, id: ModeId, at: Time) -> f64 {
    let fixed = Draws::fixed();
    let Some(label) = trade.modes.iter().position(|mode| *mode == id) else { return 0.0 };
    if trade.split.is_empty() {
        return 1.0;
    }
    let share = |label: usize| trade.split.get(label).map_or(0.0, |share| share.at(at, &fixed));
    if trade.rest != Some(label) {
        return share(label);
    }
    let others = (0..trade.modes.len()).filter(|other| *other != label).map(share);
    (1.0 - others.sum::<f64>()).max(0.0)
}

/// Cargo of split trades that is labelled for trucks, against what they carry; of those that trucks serve alone the land side's check tells.
fn short(port: &Port, low: &mut Lowering<'_>, id: ModeId, vehicles: &Vehicles, open: f64) {
    let split = port.trades.iter().any(|trade| trade.modes.contains(&id) && trade.modes.len() > 1);
    let mut worst: Option<(f64, f64, i16)> = None;
    for year in mean::years(port).into_iter().filter(|_| split) {
        let at = mean::middle(port, year);
        let trades = port.trades.iter().enumerate().filter(|(_, trade)| trade.yard.is_some());
        let comes = |(number, trade): (usize, &Trade)| {
            mean::tonnes(port, TradeId(number as u32), year, at) * labelled(trade, id, at)
        };
        let (inflow, carried) = (trades.map(comes).sum::<f64>(), limit(vehicles, open, at));
        if inflow > carried && worst.is_none_or(|(most, less, _)| inflow - carried > most - less) {
            worst = Some((inflow, carried, year));
        }
    }
    let Some((inflow, carried, year)) = worst else { return };
    let message = format!(
        "trucks of `{}` carry at most {} in {year}, but {} are labelled for them",
        port.modes[id.index()].name,
        Dimension::Volume.show(carried),
        Dimension::Volume.show(inflow)
    );
    let (place, path) = (low.place(Kind::Mode, id.0, &["vehicles"]), low.path(Kind::Mode, id.0));
    let help =
        "the yard fills until the cranes are cut to what leaves; more trucks, or a smaller part in `split`";
    low.report(Problem::new(Code::LandShort, place, &path, message).help(help));
}

/// Findings: a station that passes fewer trucks than may be sent; trucks sent where they are not let in.
pub(super) fn find(port: &Port, low: &mut Lowering<'_>) {
    for (number, mode) in port.modes.iter().enumerate() {
        let Some(vehicles) = trucks(mode) else { continue };
        let id = number as u32;
        let open = mean::open_share(port, Target::Mode(ModeId(id)));
        let per_day = vehicles.per_day.at(mean::middle(port, last_year(port)), &Draws::fixed());
        let tell = |low: &mut Lowering<'_>, key: &str, message: String, help: &str| {
            let place = low.place(Kind::Mode, id, &["vehicles", key]);
            let path = low.path(Kind::Mode, id);
            low.report(Problem::new(Code::RoadShort, place, &path, message).help(help));
        };
        short(port, low, ModeId(id), vehicles, open);
        for (name, trucks) in stations(vehicles, open) {
            if trucks < per_day * 365.0 {
                let message = format!(
                    "`{name}` of `{}` passes at most {} trucks a day, but {} may come",
                    mode.name,
                    trim((trucks / 365.0).round()),
                    trim(per_day)
                );
                tell(
                    low,
                    name,
                    message,
                    "trucks queue without end on busy days; more lanes or places, or fewer trucks",
                );
            }
        }
        let shut = outside_hours(port, id, vehicles);
        if shut > OUTSIDE_HOURS {
            let percent = trim((shut * 100.0).round());
            let message =
                format!("{percent} % of the trucks of `{}` come at hours in which none is let in", mode.name);
            tell(
                low,
                "per_day",
                message,
                "they wait outside until the gate opens; say when they come with `by_hour`",
            );
        }
    }
}

fn last_year(port: &Port) -> i16 {
    mean::years(port).last().copied().unwrap_or(1)
}

/// Share of the trucks that come while the mode's hours keep them out: looked at in the middle of each hour of the week.
fn outside_hours(port: &Port, id: u32, vehicles: &Vehicles) -> f64 {
    let aims = |closure: &&crate::port::Closure| closure.targets.contains(&Target::Mode(ModeId(id)));
    let spans: Vec<_> = (port.closures.iter().filter(aims))
        .filter_map(|closure| match &closure.trigger {
            Trigger::Calendar(spans) => Some(spans),
            _ => None,
        })
        .flatten()
        .collect();
    let shut = |hour: usize| {
        let covers = |cycle: f64, from: f64, until: f64| {
            let at = (hour as f64 + 0.5) % cycle;
            if from < until { from <= at && at < until } else { at >= from || at < until }
        };
        spans.iter().any(|span| match span {
            crate::port::Recurrence::Daily { from, until } => covers(24.0, from.hours(), until.hours()),
            crate::port::Recurrence::Weekly { from, until } => covers(168.0, from.hours(), until.hours()),
            crate::port::Recurrence::Yearly { .. } => false,
        })
    };
    let part = |hour: &usize| vehicles.rhythm.times_mean(hour / 24, hour % 24) / 168.0;
    (0..168).filter(|hour| shut(*hour)).map(|hour| part(&hour)).sum()
}
