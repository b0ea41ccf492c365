//! `[mode.NAME.rail]`: trains, when they come and what they load (rule L1).

use super::trade::twelve;
use crate::port::{Figure, LawFigure, LineId, MONTH_DAYS, Rail, Timetable};
use crate::scenario::bounds::{AT_LEAST_ONE, NOT_NEGATIVE, POSITIVE, SHARE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::{clock, instant};
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::node::{Node, Value};
use crate::scenario::quantity::{Dimension, trim};
use crate::scenario::reader::Reader;
use crate::units::{Duration, Metres, Time, Tonnes};

pub(super) fn lower(low: &mut Lowering<'_>, node: &Node, table: &mut Reader<'_>) -> Option<Rail> {
    let mut reader = Reader::open(low, node, &table.path_of("rail"), table.origin())?;
    let timetable = timetable(low, &mut reader);
    let load = load(low, &mut reader);
    let rate = reader.figure(low, "rate", POSITIVE);
    let allotted = reader.figure(low, "allotted", NOT_NEGATIVE);
    let tracks = reader.figure(low, "tracks", AT_LEAST_ONE.up_to(1e6));
    let max_wait = reader.figure_or(low, "max_wait", NOT_NEGATIVE, Duration::ZERO);
    let shunting = reader.figure_or(low, "shunting", NOT_NEGATIVE, Duration::ZERO);
    let inspection = reader.figure_or(low, "inspection", NOT_NEGATIVE, Duration::ZERO);
    let (wagon_shortage, shortage_months) = shortage(low, &mut reader);
    let line = reader.name(low, "line", Kind::Line).map(LineId);
    reader.finish(low);
    let (net_load, wagons) = load?;
    Some(Rail {
        timetable: timetable?,
        net_load,
        rate,
        allotted,
        tracks,
        max_wait,
        wagons,
        shunting,
        inspection,
        wagon_shortage,
        shortage_months: Box::new(shortage_months),
        line,
    })
}

/// What a train carries: `net_load` as a whole, or `wagons` × `wagon_load`; the load of each and their number.
fn load(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> Option<(LawFigure<Tonnes>, u32)> {
    let wagons = reader.whole(low, "wagons", AT_LEAST_ONE.up_to(1000.0));
    fits_siding(low, reader, wagons);
    let by_wagon = ["wagons", "wagon_load"].into_iter().find(|key| reader.has(key));
    if let (Some(key), true) = (by_wagon, reader.has("net_load")) {
        let message = format!("`net_load` and `{key}` exclude each other");
        let problem = Problem::new(Code::Conflict, reader.place_of(key), &reader.path_of(key), message);
        low.report(problem.help("a train carries its `net_load`, or `wagons` × `wagon_load`"));
    }
    if by_wagon.is_none() {
        reader.take("wagon_load");
        let node = reader.need_node(low, "net_load")?;
        return Some((low.law(node, &reader.path_of("net_load"), POSITIVE, reader.origin())?, 1));
    }
    reader.take("net_load");
    reader.need_node(low, "wagons");
    let node = reader.need_node(low, "wagon_load")?;
    let law = low.law(node, &reader.path_of("wagon_load"), POSITIVE, reader.origin())?;
    Some((law, wagons? as u32))
}

/// A train must fit its siding, if lengths are stated.
fn fits_siding(low: &mut Lowering<'_>, reader: &mut Reader<'_>, wagons: Option<f64>) {
    let wagon: Option<Metres> = reader.certain(low, "wagon_length", POSITIVE);
    let siding: Option<Metres> = reader.certain(low, "siding_length", POSITIVE);
    for key in ["wagon_length", "siding_length"] {
        if reader.has(key) && !(reader.has("wagon_length") && reader.has("siding_length")) {
            let message = "`wagon_length` and `siding_length` go together";
            let problem = Problem::new(Code::MissingKey, reader.place_of(key), &reader.path_of(key), message);
            low.report(problem.help("wagons = 50, wagon_length = \"14 m\", siding_length = \"850 m\""));
        }
    }
    if reader.has("wagon_length") && !reader.has("wagons") {
        let (place, path) = (reader.place_of("wagon_length"), reader.path_of("wagon_length"));
        let problem = Problem::new(Code::MissingKey, place, &path, "`wagon_length` needs `wagons`");
        low.report(problem.help("wagons = 50, wagon_load = \"60 t\" in place of `net_load`"));
    }
    let (Some(wagons), Some(wagon), Some(siding)) = (wagons, wagon, siding) else { return };
    if wagons * wagon.0 > siding.0 {
        let show = |metres: f64| Dimension::Length.show(metres);
        let message = format!("the train is {} long, its siding {}", show(wagons * wagon.0), show(siding.0));
        let problem = Problem::new(
            Code::TrainTooLong,
            reader.place_of("siding_length"),
            &reader.path_of("siding_length"),
            message,
        );
        let most = (siding.0 / wagon.0).floor();
        low.report(problem.help(format!("cut the train to {most} wagons, or lengthen the siding")));
    }
}

/// `wagon_shortage` and its months, of day-weighted mean 1.
fn shortage(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> (Figure<f64>, [f64; 12]) {
    let share = reader.figure_or(low, "wagon_shortage", SHARE, 0.0);
    let months = twelve(low, reader, "wagon_shortage_months", NOT_NEGATIVE);
    let weighted: f64 = months.iter().zip(MONTH_DAYS).map(|(factor, days)| factor * days).sum();
    let months = months.map(|factor| factor * 365.0 / weighted);
    let most = low.range(&share).1 * months.iter().copied().fold(0.0, f64::max);
    if most > 1.0 + 1e-9 {
        let message = format!(
            "in the worst month {} % of the trains would lack wagons",
            trim((most * 1000.0).round() / 10.0)
        );
        let (place, path) = (reader.place_of("wagon_shortage"), reader.path_of("wagon_shortage"));
        let problem = Problem::new(Code::OutOfRange, place, &path, message);
        low.report(problem.help("the factors of the months are scaled to a mean of 1 over the year"));
    }
    (share, months)
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
