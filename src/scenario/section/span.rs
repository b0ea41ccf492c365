//! Spans that come back by day or week: working hours and calendar closures; and the hours outside of them.

use super::pauses::Pauses;
use crate::port::{Closure, Effect, Label, Recurrence, Target, Trigger};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::time_of_day;
use crate::scenario::lowering::Lowering;
use crate::scenario::node::{Node, Value};
use crate::scenario::reader::Reader;
use crate::units::Duration;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY: i64 = Duration::DAY.milliseconds();
const WEEK: i64 = 7 * DAY;

/// Reads working hours under `key`; outside of them `effect` acts on the target.
pub(super) fn hours(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    key: &'static str,
    target: Target,
    cause: (&str, &str),
    effect: Effect,
) {
    hours_of(low, table, key, vec![target], cause, effect);
}

/// Working hours that several targets have in common.
pub(super) fn hours_of(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    key: &'static str,
    targets: Vec<Target>,
    cause: (&str, &str),
    effect: Effect,
) {
    let Some(node) = table.take(key) else { return };
    let path = table.path_of(key);
    let Some(parts) = low.open(node, &path, table.origin()) else { return };
    low.register(&path, node.place, parts.value.written(), parts.origin, None, None);
    let Some(open) = spans(low, parts.value, &path, None) else { return };
    let closed = outside(&open);
    if closed.is_empty() {
        return;
    }
    let cause = low.cause(Label { english: cause.0.to_owned(), chinese: cause.1.to_owned() });
    let name = path;
    let trigger = Trigger::Calendar(closed);
    low.hours.push(Closure { name, cause, trigger, targets, effect });
}

/// Reads a list of `{ days?, from, until }`. `weekly`: whether days must (`Some(true)`) or must not be stated; `None` for working
/// hours, which may also have `breaks` and `change`.
pub(super) fn spans(
    low: &mut Lowering<'_>,
    node: &Node,
    path: &str,
    weekly: Option<bool>,
) -> Option<Vec<Recurrence>> {
    let Value::List(items) = &node.value else {
        low.wrong_type(node, path, "a list: [{ from = \"06:00\", until = \"22:00\" }]");
        return None;
    };
    if items.is_empty() {
        low.report(Problem::new(Code::EmptyList, node.place, path, "the list of spans is empty"));
        return None;
    }
    let mut spans = Vec::new();
    let mut sound = true;
    for item in items {
        match span(low, item, path, weekly) {
            Some(some) => spans.extend(some),
            None => sound = false,
        }
    }
    sound.then_some(spans)
}

fn span(low: &mut Lowering<'_>, item: &Node, path: &str, weekly: Option<bool>) -> Option<Vec<Recurrence>> {
    let mut reader = Reader::open(low, item, path, None)?;
    let days = match weekly {
        Some(true) => reader.need_node(low, "days").map(Some)?,
        Some(false) => None,
        None => reader.take("days"),
    };
    let days = match days {
        Some(node) => Some(weekdays(low, node, &reader.path_of("days"))?),
        None => None,
    };
    let mut time = |low: &mut Lowering<'_>, key| {
        let node = reader.need_node(low, key)?;
        time_of_day(low, node, &reader.path_of(key))
    };
    let (from, until) = (time(low, "from"), time(low, "until"));
    let place = reader.place_of("until");
    let pauses = if weekly.is_none() { Pauses::read(low, &mut reader) } else { Some(Pauses::default()) };
    reader.finish(low);
    let (from, until, pauses) = (from?, until?, pauses?);
    if from == until || from == Duration::DAY {
        let message = "the span is empty: `until` must differ from `from`";
        let help = "a whole day is from = \"00:00\", until = \"24:00\"";
        low.report(Problem::new(Code::OutOfOrder, place, path, message).help(help));
        return None;
    }
    // A span that wraps ends on the next day.
    let length = (until.milliseconds() - from.milliseconds()).rem_euclid(DAY);
    let length = if length == 0 { DAY } else { length };
    let worked = pauses.worked(low, from.milliseconds(), length, path)?;
    let first = from.milliseconds();
    let time = Duration::from_milliseconds;
    let Some(days) = days else {
        let daily = worked.into_iter().map(|(begin, end)| {
            let (from, until) = on_cycle(first + begin, end - begin, DAY);
            Recurrence::Daily { from: time(from), until: time(until) }
        });
        return Some(daily.collect());
    };
    let weekly = days.into_iter().flat_map(|day| {
        worked.iter().map(move |&(begin, end)| {
            let (from, until) = on_cycle(day * DAY + first + begin, end - begin, WEEK);
            Recurrence::Weekly { from: time(from), until: time(until) }
        })
    });
    Some(weekly.collect())
}

/// A span of `length` from `begin` on, on a cycle: it begins before its end and may wrap.
fn on_cycle(begin: i64, length: i64, cycle: i64) -> (i64, i64) {
    let begin = begin.rem_euclid(cycle);
    let end = begin + length;
    (begin, if end > cycle { end - cycle } else { end })
}

fn weekdays(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<Vec<i64>> {
    let Value::List(items) = &node.value else {
        low.wrong_type(node, path, "a list of days: [\"mon\", \"tue\"]");
        return None;
    };
    if items.is_empty() {
        low.report(Problem::new(Code::EmptyList, node.place, path, "`days` is an empty list"));
        return None;
    }
    let mut days = Vec::new();
    for item in items {
        match item.text().and_then(|text| DAYS.iter().position(|day| *day == text)) {
            Some(day) if days.contains(&(day as i64)) => {
                let message = format!("`{}` stands twice in `days`", item.written());
                low.report(Problem::new(Code::Duplicate, item.place, path, message));
            }
            Some(day) => days.push(day as i64),
            None => {
                let message = format!("`{}` is not a day of the week", item.written());
                let problem = Problem::new(Code::UnknownChoice, item.place, path, message);
                low.report(problem.help(format!("days: {}", DAYS.join(", "))));
                return None;
            }
        }
    }
    days.sort_unstable();
    Some(days)
}

/// The spans outside of those given: by day if all of them are, else by week.
pub(super) fn outside(open: &[Recurrence]) -> Vec<Recurrence> {
    let daily = open.iter().all(|span| matches!(span, Recurrence::Daily { .. }));
    let length = if daily { DAY } else { WEEK };
    let mut covered: Vec<(i64, i64)> = Vec::new();
    let mut cover = |from: i64, until: i64| {
        if until > from {
            covered.push((from, until));
        } else {
            covered.push((from, length));
            covered.push((0, until));
        }
    };
    for span in open {
        match *span {
            Recurrence::Weekly { from, until } => cover(from.milliseconds(), until.milliseconds()),
            Recurrence::Daily { from, until } if daily => cover(from.milliseconds(), until.milliseconds()),
            Recurrence::Daily { from, until } => {
                let span = (until.milliseconds() - from.milliseconds()).rem_euclid(DAY);
                let span = if span == 0 { DAY } else { span };
                for day in 0..7 {
                    let begin = day * DAY + from.milliseconds();
                    let end = begin + span;
                    cover(begin, if end > WEEK { end - WEEK } else { end });
                }
            }
            Recurrence::Yearly { .. } => {}
        }
    }
    covered.sort_unstable();
    let mut gaps: Vec<(i64, i64)> = Vec::new();
    let mut reached = 0;
    for (from, until) in covered {
        if from > reached {
            gaps.push((reached, from));
        }
        reached = reached.max(until);
    }
    if reached < length {
        gaps.push((reached, length));
    }
    // A gap at the end and one at the beginning are one.
    if gaps.len() > 1 && gaps[0].0 == 0 && gaps[gaps.len() - 1].1 == length {
        let (from, _) = gaps.pop().expect("there are two gaps");
        gaps[0].0 = from;
    }
    let time = Duration::from_milliseconds;
    let recurrence = |(from, until): (i64, i64)| match daily {
        true => Recurrence::Daily { from: time(from), until: time(until) },
        false => Recurrence::Weekly { from: time(from), until: time(until) },
    };
    gaps.into_iter().map(recurrence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: i64, until: i64) -> (Duration, Duration) {
        (Duration::from_milliseconds(from * 3_600_000), Duration::from_milliseconds(until * 3_600_000))
    }

    fn daily(from: i64, until: i64) -> Recurrence {
        let (from, until) = hours(from, until);
        Recurrence::Daily { from, until }
    }

    fn weekly(from: i64, until: i64) -> Recurrence {
        let (from, until) = hours(from, until);
        Recurrence::Weekly { from, until }
    }

    #[test]
    fn the_hours_outside_are_the_complement() {
        assert_eq!(outside(&[daily(8, 20)]), [daily(20, 8)]);
        assert_eq!(outside(&[daily(6, 2)]), [daily(2, 6)]);
        assert_eq!(outside(&[daily(6, 12), daily(13, 24)]), [daily(0, 6), daily(12, 13)]);
        assert_eq!(outside(&[daily(0, 24)]), []);
        assert_eq!(outside(&[weekly(0, 120)]), [weekly(120, 168)], "Monday to Friday");
        assert_eq!(outside(&[weekly(24, 48)]), [weekly(48, 24)], "Tuesday only");
    }
}
