//! Spans of time that answers are given for: whole calendar years, or the window as one where there is none.

use std::ops::Range;

use serde::Serialize;

use crate::record::Period;
use crate::units::{Almanac, Duration, Time};

/// A span of time with its dates.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Span {
    /// First instant.
    #[serde(skip)]
    pub from: Time,
    /// First instant after.
    #[serde(skip)]
    pub until: Time,
    /// Positions of its periods in a run.
    #[serde(skip)]
    pub periods: Range<usize>,
    /// Calendar year, if it is a whole one.
    pub year: Option<i16>,
    /// First day, YYYY-MM-DD.
    #[serde(rename = "from")]
    pub first_day: String,
    /// First day after, YYYY-MM-DD.
    #[serde(rename = "until")]
    pub day_after: String,
}

impl Span {
    /// The span of neighbouring `periods` of `all`.
    pub fn of(all: &[Period], periods: Range<usize>, almanac: &Almanac) -> Span {
        let (from, until) = (all[periods.start].from, all[periods.end - 1].until);
        let year = (periods.len() == 1).then(|| all[periods.start].year).flatten();
        let (first_day, day_after) = (day(from, almanac), day(until, almanac));
        Span { from, until, periods, year, first_day, day_after }
    }

    /// Length in hours.
    pub fn hours(&self) -> f64 {
        (self.until - self.from).hours()
    }

    /// Factor that makes an amount of this span an amount a year: 1 for a calendar year, else 365 days ÷ its length.
    pub fn yearly(&self) -> f64 {
        match self.year {
            Some(_) => 1.0,
            None => Duration::from_days(365.0).hours() / self.hours(),
        }
    }

    /// The year, or the first and last day.
    pub fn name(&self) -> String {
        match self.year {
            Some(year) => year.to_string(),
            None => format!("{}–{}", self.first_day, self.day_after),
        }
    }
}

/// The spans judged: calendar years wholly inside the window (rule T2); without one, the whole window.
pub(super) fn judged(periods: &[Period], almanac: &Almanac) -> Vec<Span> {
    let one = |at: usize| Span::of(periods, at..at + 1, almanac);
    let years: Vec<Span> = (0..periods.len()).filter(|&at| periods[at].year.is_some()).map(one).collect();
    if years.is_empty() && !periods.is_empty() {
        return vec![Span::of(periods, 0..periods.len(), almanac)];
    }
    years
}

/// The spans shown in tables: every period, and the whole window if it has more than one.
pub(super) fn shown(periods: &[Period], almanac: &Almanac) -> Vec<Span> {
    let mut spans: Vec<Span> = (0..periods.len()).map(|at| Span::of(periods, at..at + 1, almanac)).collect();
    if periods.len() > 1 {
        spans.push(Span::of(periods, 0..periods.len(), almanac));
    }
    spans
}

/// The date of an instant, YYYY-MM-DD.
pub(super) fn day(time: Time, almanac: &Almanac) -> String {
    let date = almanac.date(time);
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
