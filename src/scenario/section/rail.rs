//! `[mode.NAME.rail]`: trains, when they come and what they load (rule L1).

use crate::port::{Figure, LawFigure, Rail, Timetable};
use crate::scenario::bounds::{AT_LEAST_ONE, NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::{clock, instant};
use crate::scenario::lowering::Lowering;
use crate::scenario::node::{Node, Value};
use crate::scenario::quantity::Dimension;
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time, Tonnes};

pub(super) fn lower(low: &mut Lowering<'_>, node: &Node, table: &mut Reader<'_>) -> Option<Rail> {
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
