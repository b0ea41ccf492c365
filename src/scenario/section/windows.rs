//! `[tide.windows]`: windows in place of levels, at a fixed interval or listed (rule W2).

use super::tide_reach::Reach;
use crate::scenario::Origin;
use crate::scenario::bounds::{NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::{instant, time_of_day};
use crate::scenario::lowering::Lowering;
use crate::scenario::node::{Node, Value};
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time};
use crate::window::Window;

/// Most windows of a run.
const MOST: i64 = 1_000_000;
/// The keys of windows at a fixed interval.
const REGULAR: [&str; 3] = ["first", "length", "every"];

/// `None` if the windows cannot be read (reported).
pub(super) fn lower(
    low: &mut Lowering<'_>,
    node: &Node,
    path: &str,
    inherited: Option<&Origin>,
    reach: Reach,
) -> Option<Vec<Window>> {
    let mut table = Reader::open(low, node, path, inherited)?;
    let list = table.take("list");
    let regular = REGULAR.into_iter().find(|key| table.has(key));
    if let (Some(_), Some(key)) = (list, regular) {
        let message = format!("`list` and `{key}` exclude each other");
        low.report(Problem::new(Code::Conflict, table.place_of(key), &table.path_of(key), message));
    }
    let windows = match list {
        Some(node) => {
            for key in REGULAR {
                table.take(key);
            }
            let path = table.path_of("list");
            low.register(&path, node.place, node.written(), table.origin().cloned(), None, None);
            listed(low, node, &path)
        }
        None => at_intervals(low, &mut table, reach),
    };
    table.finish(low);
    windows
}

/// Windows of one length, one interval apart, before the first as after it.
fn at_intervals(low: &mut Lowering<'_>, table: &mut Reader<'_>, reach: Reach) -> Option<Vec<Window>> {
    let first = table.need_node(low, "first").and_then(|node| {
        let path = table.path_of("first");
        low.register(&path, node.place, node.written(), table.origin().cloned(), None, None);
        match node.text() {
            Some(text) if text.find(':').is_some_and(|at| at <= 2) => {
                time_of_day(low, node, &path).map(|time| Time::ZERO + time)
            }
            _ => instant(low, node, &path),
        }
    });
    let mut span = |low: &mut Lowering<'_>, key, bounds| {
        let node = table.need_node(low, key)?;
        low.certain::<Duration>(node, &table.path_of(key), bounds, table.origin())
    };
    let (length, every) = (span(low, "length", NOT_NEGATIVE), span(low, "every", POSITIVE));
    let (first, length, every) = (first?, length?, every?);
    let (place, path) = (table.place_of("every"), table.path_of("every"));
    if every <= length {
        let message = "`every` is not longer than `length`: the windows would never close";
        let help = "`every` counts from the opening of one window to that of the next";
        low.report(Problem::new(Code::OutOfOrder, place, &path, message).help(help));
        return None;
    }
    let step = every.milliseconds();
    let number = |time: Time| (time - first).milliseconds().div_euclid(step);
    let (begin, end) = (number(reach.from()), number(reach.until()));
    if end - begin > MOST {
        let message = format!("{} windows in the run: the model takes at most {MOST}", end - begin);
        low.report(Problem::new(Code::TooMany, place, &path, message));
        return None;
    }
    let window = |number: i64| {
        let opens = first + Duration::from_milliseconds(number * step);
        Window { opens, closes: opens + length }
    };
    Some((begin..=end).map(window).collect())
}

/// Closed spans, ascending, without a common instant.
fn listed(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<Vec<Window>> {
    let form = "a list: [[\"2025-01-01 02:10\", \"2025-01-01 06:10\"]]";
    let items = match &node.value {
        Value::List(items) if items.is_empty() => {
            low.report(Problem::new(Code::EmptyList, node.place, path, "the list of windows is empty"));
            return None;
        }
        Value::List(items) => items,
        _ => {
            low.wrong_type(node, path, form);
            return None;
        }
    };
    let mut windows: Vec<Window> = Vec::new();
    for item in items {
        let ends = match &item.value {
            Value::List(ends) => ends.as_slice(),
            _ => &[],
        };
        let [opens, closes] = ends else {
            let message = "a window has two ends: when it opens and when it closes";
            low.report(Problem::new(Code::WrongType, item.place, path, message).help(form));
            return None;
        };
        let window = Window { opens: instant(low, opens, path)?, closes: instant(low, closes, path)? };
        let wrong = match windows.last() {
            _ if window.closes < window.opens => Some("the window closes before it opens"),
            Some(last) if window.opens <= last.closes => Some("the windows must ascend and not touch"),
            _ => None,
        };
        if let Some(message) = wrong {
            low.report(Problem::new(Code::OutOfOrder, item.place, path, message));
            return None;
        }
        windows.push(window);
    }
    Some(windows)
}
