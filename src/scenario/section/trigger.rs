//! What sets a closure off (rule 6).

use super::span::spans;
use crate::port::{ClassId, Recurrence, SeriesId, Trigger, VisitStage, WeatherId};
use crate::scenario::bounds::{ANY, NOT_NEGATIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::{date, instant};
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::node::{Node, Value};
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time, YearKind};

const FORMS: [&str; 8] = ["weather", "series", "transit", "transfer", "daily", "weekly", "yearly", "list"];

pub(super) fn trigger(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Trigger> {
    let node = table.need_node(low, "while")?;
    let path = table.path_of("while");
    let mut reader = Reader::open(low, node, &path, table.origin())?;
    let stated: Vec<&str> = FORMS.into_iter().filter(|key| reader.has(key)).collect();
    if stated.len() != 1 {
        let message = "`while` says exactly one thing: weather, series, transit, transfer, daily, weekly, yearly or list";
        low.report(Problem::new(Code::Conflict, node.place, &path, message));
    }
    let event = event(low, &mut reader);
    let lists = ["daily", "weekly", "yearly", "list"].map(|key| (key, reader.take(key)));
    let origin = reader.origin().cloned();
    reader.finish(low);
    if event.is_some() {
        return event;
    }
    let (key, value) = lists.into_iter().find_map(|(key, node)| Some((key, node?)))?;
    let path = format!("{path}.{key}");
    low.register(&path, value.place, value.written(), origin, None, None);
    match key {
        "daily" => spans(low, value, &path, Some(false)).map(Trigger::Calendar),
        "weekly" => spans(low, value, &path, Some(true)).map(Trigger::Calendar),
        "yearly" => yearly(low, value, &path).map(Trigger::Calendar),
        _ => listed(low, value, &path).map(Trigger::Listed),
    }
}

/// What has no timetable: a weather state, with the time before and after it; or a stage of a visit.
fn event(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> Option<Trigger> {
    let weather = reader.name(low, "weather", Kind::Weather);
    let before = reader.figure_or(low, "before", NOT_NEGATIVE, Duration::ZERO);
    let after = reader.figure_or(low, "after", NOT_NEGATIVE, Duration::ZERO);
    for key in ["before", "after"] {
        if reader.has(key) && !reader.has("weather") {
            let message = format!("`{key}` goes with `weather`");
            low.report(Problem::new(Code::Conflict, reader.place_of(key), &reader.path_of(key), message));
        }
    }
    let limit = limit(low, reader);
    let transit = reader.name(low, "transit", Kind::Class).map(|class| (class, VisitStage::Transit));
    let transfer = reader.name(low, "transfer", Kind::Class).map(|class| (class, VisitStage::Transfer));
    if let Some(state) = weather {
        return Some(Trigger::Weather { state: WeatherId(state), before, after });
    }
    if limit.is_some() {
        return limit;
    }
    let (class, stage) = transit.or(transfer)?;
    Some(Trigger::Visit { class: ClassId(class), stage })
}

/// A series beyond a limit.
fn limit(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> Option<Trigger> {
    let series = reader.name(low, "series", Kind::Series);
    let limits = ["above", "below"].map(|key| reader.figure::<f64>(low, key, ANY));
    let path = reader.path.clone();
    match ["above", "below"].map(|key| reader.has(key)) {
        [false, false] if reader.has("series") => {
            let message = "a series needs a limit: `above` or `below`";
            let problem = Problem::new(Code::MissingKey, reader.place_of("series"), &path, message);
            low.report(problem.help("while = { series = \"wind\", above = 12 }"));
        }
        [true, true] => {
            let message = "`above` and `below` exclude each other";
            let problem = Problem::new(Code::Conflict, reader.place_of("below"), &path, message);
            low.report(problem.help("write two closures, one for each limit"));
        }
        [above, below] if (above || below) && !reader.has("series") => {
            let key = if above { "above" } else { "below" };
            let message = format!("`{key}` goes with `series`");
            low.report(Problem::new(Code::Conflict, reader.place_of(key), &reader.path_of(key), message));
        }
        _ => {}
    }
    let [above, below] = limits;
    let limit = above.or(below)?;
    Some(Trigger::Series { series: SeriesId(series?), limit, above: above.is_some() })
}

fn items<'n>(low: &mut Lowering<'_>, node: &'n Node, path: &str, form: &str) -> Option<&'n [Node]> {
    match &node.value {
        Value::List(items) if items.is_empty() => {
            low.report(Problem::new(Code::EmptyList, node.place, path, "the list of spans is empty"));
            None
        }
        Value::List(items) => Some(items),
        _ => {
            low.wrong_type(node, path, form);
            None
        }
    }
}

fn yearly(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<Vec<Recurrence>> {
    let items = items(low, node, path, "a list: [{ from = \"02-10\", until = \"02-15\" }]")?;
    let mut spans = Vec::new();
    for item in items {
        let mut reader = Reader::open(low, item, path, None)?;
        let mut day = |low: &mut Lowering<'_>, key| {
            let node = reader.need_node(low, key)?;
            month_and_day(low, node, &reader.path_of(key))
        };
        let (from, until) = (day(low, "from"), day(low, "until"));
        reader.finish(low);
        let (from, until) = (from?, until?);
        if from == until {
            let message = "the span is empty: `until` is the first day after";
            low.report(Problem::new(Code::OutOfOrder, item.place, path, message));
            return None;
        }
        spans.push(Recurrence::Yearly { from, until });
    }
    Some(spans)
}

/// A day of every year; 29 February is not one.
fn month_and_day(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<(i8, i8)> {
    let text = node.text().unwrap_or_default();
    if let Ok(day) = date(&format!("2001-{text}"), YearKind::True)
        && text.len() == 5
    {
        return Some((day.month, day.day));
    }
    let message = format!("`{}` is not a day of every year", node.written());
    let help = match text {
        "02-29" => "29 February exists in leap years only: write \"02-28\" or \"03-01\"",
        _ => "write month and day: \"02-10\"",
    };
    low.report(Problem::new(Code::BadDate, node.place, path, message).help(help));
    None
}

pub(super) fn listed(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<Vec<(Time, Time)>> {
    let items = items(low, node, path, "a list: [[\"2025-01-29\", \"2025-02-03\"]]")?;
    let mut spans: Vec<(Time, Time)> = Vec::new();
    for item in items {
        let Value::List(ends) = &item.value else {
            low.wrong_type(item, path, "a span: [\"2025-01-29\", \"2025-02-03\"]");
            return None;
        };
        let [from, until] = ends.as_slice() else {
            let message = format!("a span has two ends, not {}", ends.len());
            low.report(Problem::new(Code::WrongType, item.place, path, message).help("[\"36 h\", \"48 h\"]"));
            return None;
        };
        let (begin, end) = (instant(low, from, path)?, instant(low, until, path)?);
        if begin >= end {
            let message = "the span ends before it begins";
            low.report(Problem::new(Code::OutOfOrder, item.place, path, message));
            return None;
        }
        if spans.last().is_some_and(|last| begin < last.1) {
            let message = "the spans must ascend and not overlap";
            low.report(Problem::new(Code::OutOfOrder, item.place, path, message));
            return None;
        }
        spans.push((begin, end));
    }
    Some(spans)
}
