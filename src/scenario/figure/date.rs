//! Dates, instants and times of day from text.

use super::Measure;
use crate::scenario::code::Code;
use crate::scenario::diagnostic::{Place, Problem};
use crate::scenario::lowering::{Lowering, last_key};
use crate::scenario::node::Node;
use crate::scenario::quantity;
use crate::units::{Date, Duration, Time, YearKind};

/// A date: `2024-01-01`, `2024-01` (its first day) or `2024` (1 January). The error says why not.
pub(in crate::scenario) fn date(text: &str, kind: YearKind) -> Result<Date, String> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let all_digits =
        parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if parts.len() > 3 || parts[0].len() != 4 || !all_digits || parts[1..].iter().any(|part| part.len() != 2)
    {
        return Err(format!("`{text}` is not a date"));
    }
    let number = |at: usize| parts.get(at).map_or(1, |part| part.parse::<i16>().unwrap_or(0));
    let (year, month, day) = (number(0), number(1), number(2));
    let existing = Date::new(year, month as i8, day as i8, kind);
    existing.ok_or_else(|| match kind {
        YearKind::Plain if month == 2 && day == 29 => format!("there is no {text} in the plain calendar"),
        _ => format!("there is no {text} in the calendar"),
    })
}

/// A time of day from `00:00` to `24:00`, as an offset.
pub(in crate::scenario) fn clock(text: &str) -> Option<Duration> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let two_digits = |part: &str| match part.len() {
        1 | 2 if part.bytes().all(|byte| byte.is_ascii_digit()) => part.parse::<i64>().ok(),
        _ => None,
    };
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= 24 * 60).then(|| Duration::from_milliseconds(total * 60_000))
}

/// A time of day in a value. `None` if it is none (reported).
pub(in crate::scenario) fn time_of_day(
    lowering: &mut Lowering<'_>,
    node: &Node,
    path: &str,
) -> Option<Duration> {
    let time = node.text().and_then(clock);
    if time.is_none() {
        let message = format!("`{}` is not a time of day", last_key(path));
        let help = "write it as \"06:00\", from \"00:00\" to \"24:00\"";
        lowering.report(Problem::new(Code::BadDate, node.place, path, message).help(help));
    }
    time
}

/// An instant: a date, a date with a time (`2025-01-03T14:00`), or a time since the start (`36 h`). `None` if it is none
/// of them (reported).
pub(in crate::scenario) fn instant(lowering: &mut Lowering<'_>, node: &Node, path: &str) -> Option<Time> {
    match node.text() {
        Some(text) => lowering.instant_text(text, node.place, path),
        None => {
            lowering.wrong_type(
                node,
                path,
                "a date or a time since the start, such as \"2025-01-03T14:00\" or \"36 h\"",
            );
            None
        }
    }
}

impl Lowering<'_> {
    /// 00:00 on the date of a text.
    pub(in crate::scenario) fn date_text(&mut self, text: &str, place: Place, path: &str) -> Option<Time> {
        match date(text, self.almanac.kind()) {
            Ok(date) => Some(self.almanac.instant(date)),
            Err(why) => {
                let message = format!("`{}`: {why}", last_key(path));
                let help = "write it as \"2025-01-31\", \"2025-01\" or \"2025\"";
                self.report(Problem::new(Code::BadDate, place, path, message).help(help));
                None
            }
        }
    }

    /// The instant of a text.
    pub(in crate::scenario) fn instant_text(&mut self, text: &str, place: Place, path: &str) -> Option<Time> {
        let text = text.trim();
        if let Some((day, hour)) = text.split_once(['T', ' ']) {
            let hour = hour.trim().strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(hour);
            if let Some(offset) = clock(hour) {
                return self.date_text(day, place, path).map(|time| time + offset);
            }
        }
        if let Ok(hours) = quantity::read(text, Duration::DIMENSION, None) {
            let dimension = Duration::DIMENSION;
            if let Some(why) = crate::scenario::bounds::NOT_NEGATIVE.fault(hours, dimension) {
                let message = format!("`{}` {why}", last_key(path));
                self.report(Problem::new(Code::OutOfRange, place, path, message).label(text));
                return None;
            }
            return Some(Time::ZERO + Duration::from_hours(hours));
        }
        if date(text, self.almanac.kind()).is_err() && !text.starts_with(|sign: char| sign.is_ascii_digit()) {
            let message = format!("`{}`: `{text}` is not an instant", last_key(path));
            let help = "write a date, \"2025-01-03T14:00\", or a time since the start, \"36 h\"";
            self.report(Problem::new(Code::BadDate, place, path, message).help(help));
            return None;
        }
        self.date_text(text, place, path)
    }
}
