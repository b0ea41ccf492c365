//! Closures that come by the calendar or by a list: whether one is on, and when that changes next (rule 6).

use crate::port::{Recurrence, Trigger};
use crate::units::{Almanac, Duration, Time};

/// Whether a calendar or listed trigger is on at `time`, and when that changes next; weather has no timetable, a series is looked up in `series`.
pub(super) fn state_at(trigger: &Trigger, almanac: &Almanac, time: Time) -> (bool, Option<Time>) {
    match trigger {
        Trigger::Weather { .. } | Trigger::Series { .. } | Trigger::Visit { .. } => (false, None),
        Trigger::Listed(spans) => {
            let on = spans.iter().any(|&(from, until)| from <= time && time < until);
            let edges = spans.iter().flat_map(|&(from, until)| [from, until]);
            (on, edges.filter(|&edge| edge > time).min())
        }
        Trigger::Calendar(recurrences) => {
            let states = recurrences.iter().map(|recurrence| recurrence_at(*recurrence, almanac, time));
            states.fold((false, None), |(on, next), (also_on, also_next)| {
                (on || also_on, next.map_or(Some(also_next), |next: Time| Some(next.min(also_next))))
            })
        }
    }
}

/// Whether a recurring span covers `time`, and its next edge.
fn recurrence_at(recurrence: Recurrence, almanac: &Almanac, time: Time) -> (bool, Time) {
    match recurrence {
        Recurrence::Daily { from, until } => cyclic(time, midnight(time), Duration::DAY, from, until),
        Recurrence::Weekly { from, until } => {
            let monday = midnight(time) - Duration::from_days(almanac.weekday(time) as f64);
            cyclic(time, monday, Duration::from_days(7.0), from, until)
        }
        Recurrence::Yearly { from, until } => {
            let year = almanac.date(time).year;
            let day =
                |year: i16, (month, day): (i8, i8)| almanac.instant(crate::units::Date { year, month, day });
            let spans = (year - 1..=year + 1).map(|first| {
                let last = if until > from { first } else { first + 1 };
                (day(first, from), day(last, until))
            });
            let spans: Vec<(Time, Time)> = spans.collect();
            let on = spans.iter().any(|&(from, until)| from <= time && time < until);
            let edges = spans.iter().flat_map(|&(from, until)| [from, until]);
            (on, edges.filter(|&edge| edge > time).min().unwrap_or(Time::NEVER))
        }
    }
}

/// 00:00 of the day of `time`: the almanac's start is 00:00.
fn midnight(time: Time) -> Time {
    let day = Duration::DAY.milliseconds();
    Time::from_milliseconds(time.milliseconds().div_euclid(day) * day)
}

/// A span [from, until) of every cycle that began at `origin`, wrapping if `until` ≤ `from`.
fn cyclic(time: Time, origin: Time, cycle: Duration, from: Duration, until: Duration) -> (bool, Time) {
    let offset = time - origin;
    let on = if from < until { from <= offset && offset < until } else { offset >= from || offset < until };
    let edges = [origin + from, origin + until, origin + cycle + from, origin + cycle + until];
    let next = edges.into_iter().filter(|&edge| edge > time).min().expect("an edge in the next cycle");
    (on, next)
}
