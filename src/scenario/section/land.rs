//! `[capacity.NAME]` and `[mode.NAME]`: the land side (rules L1, L2).

use super::{road, span};
use crate::port::{
    Capacity, CapacityId, Dated, Effect, Figure, LawFigure, Mode, ModeId, ModeKind, Rail, Target, Timetable,
};
use crate::scenario::bounds::{AT_LEAST_ONE, NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::{Before, clock, instant};
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::node::{Node, Value};
use crate::scenario::quantity::Dimension;
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time, Tonnes, TonnesPerHour};

pub(super) fn capacity<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Capacity {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let count = table.dated(low, "count", NOT_NEGATIVE.up_to(1e6), Before::Zero);
    let rate = table.need(low, "rate", POSITIVE);
    table.finish(low);
    Capacity {
        name: entry.name.to_owned(),
        label,
        count: count.unwrap_or(Dated::fixed(1.0)),
        rate: rate.unwrap_or(Figure::fixed(TonnesPerHour(1.0))),
    }
}

pub(super) fn mode<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Mode {
    let id = low.entries(Kind::Mode).iter().position(|other| other.node.order == entry.node.order);
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let rate = table.dated(low, "rate", NOT_NEGATIVE, Before::Zero);
    let rail = table.take("rail").map(|node| rail(low, node, &mut table));
    let vehicles = table.take("vehicles").map(|node| road::vehicles(low, node, &table));
    let rhythm = road::rhythm(low, &mut table);
    one_kind(low, &table);
    let kind = match (rail, vehicles) {
        (Some(Some(rail)), _) => ModeKind::Rail(rail),
        (_, Some(Some(vehicles))) => ModeKind::Vehicles(Box::new(vehicles)),
        _ => ModeKind::Stream(rate),
    };
    let target = Target::Mode(ModeId(id.unwrap_or(0) as u32));
    span::hours(low, &mut table, "hours", target, ("outside hours", "非作业时间"), Effect::Suspend);
    let uses = table.names(low, "uses", Kind::Capacity).unwrap_or_default();
    let through_gate = table.flag(low, "gate").unwrap_or(false);
    let (from, until) = table.dates(low);
    table.finish(low);
    let uses = uses.into_iter().map(CapacityId).collect();
    Mode { name: entry.name.to_owned(), label, kind, uses, through_gate, from, until, rhythm }
}

/// A mode is a stream, trains or trucks; only a stream has a rate and a shape of its own.
fn one_kind(low: &mut Lowering<'_>, table: &Reader<'_>) {
    const LOADED: &str =
        "the loading rate of a train stands inside `rail`, that of trucks in `vehicles.loading`";
    const SENT: &str = "when trucks come is said inside `vehicles`; trains have a timetable";
    let mut exclude = |key: &str, other: &str, help: &str| {
        if table.has(key) && table.has(other) {
            let message = format!("`{key}` and `{other}` exclude each other");
            let problem = Problem::new(Code::Conflict, table.place_of(key), &table.path_of(key), message);
            low.report(problem.help(help));
        }
    };
    exclude("rate", "rail", "the loading rate of a train stands inside `rail`");
    exclude("rate", "vehicles", LOADED);
    exclude("rail", "vehicles", "trains and trucks are two modes");
    for kind in ["rail", "vehicles"] {
        exclude("by_hour", kind, SENT);
        exclude("by_weekday", kind, SENT);
    }
}

fn rail(low: &mut Lowering<'_>, node: &Node, table: &mut Reader<'_>) -> Option<Rail> {
    let mut reader = Reader::open(low, node, &table.path_of("rail"), table.origin())?;
    let timetable = timetable(low, &mut reader);
    let net_load: Option<LawFigure<Tonnes>> = reader
        .need_node(low, "net_load")
        .and_then(|node| low.law(node, &reader.path_of("net_load"), POSITIVE, reader.origin()));
    let rate = reader.figure(low, "rate", POSITIVE);
    let allotted = reader.figure(low, "allotted", NOT_NEGATIVE);
    let tracks = reader.figure(low, "tracks", AT_LEAST_ONE.up_to(1e6));
    let max_wait = reader.figure_or(low, "max_wait", NOT_NEGATIVE, Duration::ZERO);
    reader.finish(low);
    Some(Rail { timetable: timetable?, net_load: net_load?, rate, allotted, tracks, max_wait })
}

fn timetable(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> Option<Timetable> {
    let every: Option<Figure<Duration>> = reader.figure(low, "every", POSITIVE);
    let per_day = reader.figure(low, "per_day", POSITIVE.up_to(1e5));
    let list = reader.take("list");
    let stated: Vec<&str> = ["every", "per_day", "list"].into_iter().filter(|key| reader.has(key)).collect();
    let first = reader.take("first");
    if stated.len() != 1 {
        let message = "trains come by exactly one of `every`, `per_day` and `list`";
        let place = stated.get(1).map_or(reader.place, |key| reader.place_of(key));
        low.report(Problem::new(Code::Conflict, place, &reader.path, message));
        return None;
    }
    if let (Some(first), false) = (first, reader.has("every")) {
        let message = "`first` goes with `every`";
        low.report(Problem::new(Code::Conflict, first.key, &reader.path_of("first"), message));
    }
    if let Some(node) = list {
        return trains(low, node, &reader.path_of("list")).map(Timetable::Listed);
    }
    if let Some(per_day) = per_day {
        return Some(Timetable::Random { per_day });
    }
    let interval = every?;
    let first = match first {
        None => interval.value,
        Some(node) => match node.text().and_then(clock) {
            Some(time) => time,
            None => {
                let hours = low.number(node, &reader.path_of("first"), Dimension::Time, NOT_NEGATIVE)?;
                Duration::from_hours(hours)
            }
        },
    };
    Some(Timetable::Every { interval, first })
}

fn trains(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<Vec<Time>> {
    let Value::List(items) = &node.value else {
        low.wrong_type(node, path, "a list of instants");
        return None;
    };
    if items.is_empty() {
        low.report(Problem::new(Code::EmptyList, node.place, path, "the list of trains is empty"));
        return None;
    }
    let mut trains: Vec<Time> = Vec::new();
    for item in items {
        let at = instant(low, item, path)?;
        if at < Time::ZERO || trains.last().is_some_and(|last| at < *last) {
            let message = "trains must ascend from the start of the scenario";
            low.report(Problem::new(Code::OutOfOrder, item.place, path, message));
            return None;
        }
        trains.push(at);
    }
    Some(trains)
}
