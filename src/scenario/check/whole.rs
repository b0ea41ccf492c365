//! Errors across tables: what would make the model choke or mean nothing.

use super::{fit, mean, yard};
use crate::port::{Calls, Direction, Flow, ModeKind, Port, Timetable, Trade, Volume};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::trim;

/// Closures are kept as a set of bits.
const MOST_CLOSURES: usize = 128;
/// Land-side modes.
const MOST_MODES: usize = 64;
/// Modes of a trade with a split: cargo is labelled for one of them.
const MOST_LABELS: usize = 8;
/// Calls a year of one flow.
const MOST_CALLS: f64 = 1e7;
/// Places named in one problem.
const MOST_NAMES: usize = 6;
/// Shortest interval between trains, hours.
const SHORTEST_INTERVAL: f64 = 1.0 / 3600.0;
/// Shortest mean time between failures, hours.
const SHORTEST_BETWEEN: f64 = 1.0 / 60.0;

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    limits(port, low);
    for (number, trade) in port.trades.iter().enumerate() {
        let number = number as u32;
        if !low.is_broken(Kind::Trade, number) && !low.is_broken(Kind::Cargo, trade.cargo.0) {
            trade_and_yard(port, low, number, trade);
            trade_and_demand(port, low, number, trade);
        }
    }
    stocks(port, low);
    speeds(port, low);
    for flow in &port.flows {
        calls(port, low, flow);
        worked(port, low, flow);
    }
    machines(port, low);
    yard::direct_waits(port, low);
}

fn limits(port: &Port, low: &mut Lowering<'_>) {
    // Working hours are closures too; where no other is stated, they stand with machines, modes or marine services.
    let kinds = [Kind::Closure, Kind::Equipment, Kind::Mode, Kind::Marine];
    let stated = kinds.into_iter().find(|kind| !low.entries(*kind).is_empty());
    if let Some(kind) = stated {
        limit(low, port.closures.len(), MOST_CLOSURES, kind, "closures (working hours included)");
    }
    limit(low, port.modes.len(), MOST_MODES, Kind::Mode, "modes");
}

fn limit(low: &mut Lowering<'_>, count: usize, most: usize, kind: Kind, what: &str) {
    if count > most {
        let id = low.entries(kind).len().saturating_sub(1) as u32;
        let message = format!("{count} {what}: the model takes at most {most}");
        low.report(Problem::new(Code::TooMany, low.place(kind, id, &[]), &low.path(kind, id), message));
    }
}

fn trade_and_yard(port: &Port, low: &mut Lowering<'_>, number: u32, trade: &Trade) {
    let Some(yard) = trade.yard else { return };
    let path = low.path(Kind::Trade, number);
    let cargo = &port.cargoes[trade.cargo.index()];
    let place = low.place(Kind::Trade, number, &["yard"]);
    let yard_name = &port.yards[yard.index()].name;
    let dwells = cargo.dwell.is_some() || cargo.hold.is_some();
    if trade.direction == Direction::Export && dwells {
        let message = format!("`{}` is exported through yard `{yard_name}`, but has a dwell", cargo.name);
        let help = "a dwell is how long imports stay; give the exports a cargo of their own, without `dwell` and `hold`, \
                    or no yard";
        low.report(Problem::new(Code::DwellOnExport, place, &path, message).help(help));
    }
    if low.is_broken(Kind::Yard, yard.0) {
        return;
    }
    let capacity = &port.yards[yard.index()].capacity;
    let yard_words = format!("yard `{yard_name}`");
    yard::countable(low, capacity, cargo, &yard_words, place, &path);
    let least_dwell =
        cargo.dwell.iter().chain(&cargo.hold).map(|law| low.range(&law.mean).1).fold(0.0, f64::max);
    if yard::never_any_room(capacity) && least_dwell > 0.0 && trade.direction == Direction::Import {
        let message = format!("yard `{yard_name}` holds nothing, but `{}` has to stay there", cargo.name);
        let help = "capacity 0 means direct transfer: take the dwell out, or give the yard room";
        low.report(Problem::new(Code::DwellWithoutRoom, place, &path, message).help(help));
    }
    if !trade.split.is_empty() && trade.modes.len() > MOST_LABELS {
        let place = low.place(Kind::Trade, number, &["modes"]);
        let message =
            format!("a split over {} modes: the model takes at most {MOST_LABELS}", trade.modes.len());
        low.report(Problem::new(Code::TooMany, place, &path, message));
    }
}

fn trade_and_demand(port: &Port, low: &mut Lowering<'_>, number: u32, trade: &Trade) {
    let path = low.path(Kind::Trade, number);
    let cargo = &port.cargoes[trade.cargo.index()];
    if trade.volume != Volume::ByCalls && low.range(&cargo.counted_per_tonne).0 <= 0.0 {
        let place = low.place(Kind::Trade, number, &["cargo"]);
        let message =
            format!("`{}` counts for nothing, so its calls cannot follow from counted tonnes", cargo.name);
        low.report(
            Problem::new(Code::NoVolume, place, &path, message).help("state `calls_per_year` instead"),
        );
    }
    let Volume::ShareOf(demand) = trade.volume else { return };
    if low.is_broken(Kind::Demand, demand.0) {
        return;
    }
    let place = low.place(Kind::Trade, number, &["demand"]);
    let about = &port.demands[demand.index()];
    if !about.mix.iter().any(|part| part.cargo == trade.cargo) {
        let message = format!("`{}` is not in the mix of demand `{}`", cargo.name, about.name);
        let help =
            format!("add [demand.{}.mix.{}], or give the trade `tonnes` of its own", about.name, cargo.name);
        low.report(Problem::new(Code::UnknownName, place, &path, message).help(help));
    }
    let same = |other: &&Trade| {
        other.volume == trade.volume && other.cargo == trade.cargo && other.direction == trade.direction
    };
    if let Some(first) = port.trades[..number as usize].iter().find(same) {
        let message = format!("`{}` already carries this part of the demand", first.name);
        let help = "cargo and direction have one trade; let one of the two have `tonnes` of its own";
        low.report(Problem::new(Code::Conflict, place, &path, message).help(help));
    }
}

fn stocks(port: &Port, low: &mut Lowering<'_>) {
    for (number, yard) in port.yards.iter().enumerate() {
        let number = number as u32;
        for (cargo, _) in &yard.stock {
            let about = &port.cargoes[cargo.index()];
            if !low.is_broken(Kind::Cargo, cargo.0) && !low.is_broken(Kind::Yard, number) {
                let place = low.place(Kind::Yard, number, &["stock", &about.name]);
                let path = low.path(Kind::Yard, number);
                yard::countable(low, &yard.capacity, about, "the yard", place, &path);
            }
        }
    }
}

fn speeds(port: &Port, low: &mut Lowering<'_>) {
    for (number, section) in port.sections.iter().enumerate() {
        let number = number as u32;
        let long = low.range(&section.length).1 > 0.0;
        if section.speed.is_some() || !long || low.is_broken(Kind::Section, number) {
            continue;
        }
        let slow = port.flows.iter().map(|flow| &port.classes[flow.class.index()]);
        if let Some(class) = slow.into_iter().find(|class| class.speed.is_none()) {
            let place = low.place(Kind::Section, number, &["length"]);
            let message =
                format!("class `{}` has no speed here: neither it nor the section states one", class.name);
            let help = "add `speed = \"8 kn\"` to the section; or give `transit` in place of `length`";
            let path = low.path(Kind::Section, number);
            low.report(Problem::new(Code::NoSpeed, place, &path, message).help(help));
        }
    }
}

/// The greatest number of calls a year that a flow can make in any draw; of a list, how many come within the run.
fn most_calls(port: &Port, low: &Lowering<'_>, flow: &Flow) -> f64 {
    let class = &port.classes[flow.class.index()];
    match &flow.calls {
        Calls::PerYear(calls) => low.range(calls).1,
        Calls::Interval(interval) => 8760.0 / low.range(interval).0,
        Calls::Listed(list) => list.iter().filter(|call| call.at < port.study.end).count() as f64,
        Calls::ShareOfTonnes(share) if fit::greatest(low, share) <= 0.0 => 0.0,
        Calls::ShareOfTonnes(_) => {
            let least = low.range(&class.parcel.mean).0;
            let most = mean::years(port).into_iter().map(|year| mean::stated_tonnes(port, flow.trade, year));
            most.fold(0.0, f64::max) / least
        }
    }
}

fn calls(port: &Port, low: &mut Lowering<'_>, flow: &Flow) {
    let class = &port.classes[flow.class.index()];
    let (trade, class_id) = (flow.trade.0, flow.class.0);
    if low.is_broken(Kind::Trade, trade) || low.is_broken(Kind::Class, class_id) {
        return;
    }
    let calls = most_calls(port, low, flow);
    if calls > MOST_CALLS && !matches!(flow.calls, Calls::Listed(_)) {
        let place = low.place(Kind::Trade, trade, &["vessels", &class.name]);
        let path = format!("{}.vessels.{}", low.path(Kind::Trade, trade), class.name);
        let message = format!("{} calls a year: the model takes at most {}", trim(calls), trim(MOST_CALLS));
        let help = "are the parcel and the tonnes in the units meant?";
        low.report(Problem::new(Code::TooMany, place, &path, message).help(help));
    }
}

/// Vessels come, but nothing can ever work their cargo where they may berth.
fn worked(port: &Port, low: &mut Lowering<'_>, flow: &Flow) {
    let trade = &port.trades[flow.trade.index()];
    let broken = low.is_broken(Kind::Trade, flow.trade.0)
        || low.is_broken(Kind::Cargo, trade.cargo.0)
        || low.is_broken(Kind::Class, flow.class.0)
        || (0..port.equipment.len() as u32).any(|id| low.is_broken(Kind::Equipment, id));
    let candidates = fit::candidates(port, flow);
    let first = port.flows.iter().find(|other| other.trade == flow.trade);
    if broken || candidates.is_empty() || first != Some(flow) || most_calls(port, low, flow) <= 0.0 {
        return;
    }
    let cargo = &port.cargoes[trade.cargo.index()].name;
    if candidates.iter().any(|&place| fit::equipment(port, flow, place).is_some()) {
        return;
    }
    let names: Vec<&str> =
        candidates.iter().map(|place| port.places[place.index()].name.as_str()).take(MOST_NAMES).collect();
    let more = if candidates.len() > MOST_NAMES { ", …" } else { "" };
    let message =
        format!("no equipment can work {cargo} where its vessels may berth ({}{more})", names.join(", "));
    let help = format!(
        "add [equipment.NAME] with at = \"{}\" and rates = {{ {cargo} = \"400 t/h\" }}, or let the trade use other `places`",
        names[0]
    );
    let place = low.place(Kind::Trade, flow.trade.0, &["cargo"]);
    let problem = Problem::new(Code::NoMachines, place, &low.path(Kind::Trade, flow.trade.0), message);
    low.report(problem.help(help));
}

fn machines(port: &Port, low: &mut Lowering<'_>) {
    for (number, equipment) in port.equipment.iter().enumerate() {
        let number = number as u32;
        let Some(breakdown) = &equipment.breakdown else { continue };
        if low.range(&breakdown.between.mean).0 < SHORTEST_BETWEEN {
            let place = low.place(Kind::Equipment, number, &["breakdown", "between"]);
            let path = low.path(Kind::Equipment, number);
            let message = "mean time between failures must be at least 1 min";
            low.report(Problem::new(Code::OutOfRange, place, &path, message));
        }
    }
    for (number, mode) in port.modes.iter().enumerate() {
        let number = number as u32;
        let ModeKind::Rail(rail) = &mode.kind else { continue };
        if let Timetable::Every { interval, .. } = &rail.timetable
            && low.range(interval).0 < SHORTEST_INTERVAL
        {
            let place = low.place(Kind::Mode, number, &["rail", "every"]);
            let message = "trains must be at least 1 s apart";
            let path = low.path(Kind::Mode, number);
            low.report(Problem::new(Code::OutOfRange, place, &path, message));
        }
    }
}
