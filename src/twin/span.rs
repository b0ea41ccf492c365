//! The year whose tables are made.

use crate::port::Port;
use crate::units::{Duration, Time};

/// A calendar year of the measured window, or the window as one where it holds none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearSpan {
    /// First instant; dated figures are taken as they stand then.
    pub from: Time,
    /// First instant after.
    pub until: Time,
    /// The calendar year; `None` = the window as one.
    pub year: Option<i16>,
}

impl YearSpan {
    /// The spans that can be asked for, in order; never none.
    pub fn all(port: &Port) -> Vec<YearSpan> {
        let almanac = &port.almanac;
        let (from, until) = (Time::ZERO + port.study.warm_up, port.study.end);
        let years = almanac.date(from).year..=almanac.date(until).year;
        let whole = years.map(|year| YearSpan {
            from: almanac.year_start(year),
            until: almanac.year_start(year + 1),
            year: Some(year),
        });
        let mut spans: Vec<YearSpan> =
            whole.filter(|span| from <= span.from && span.until <= until).collect();
        if spans.is_empty() {
            spans.push(YearSpan { from, until, year: None });
        }
        spans
    }

    /// Its length in days.
    pub fn days(&self) -> f64 {
        (self.until - self.from).days()
    }

    /// Years it counts for: 1 for a calendar year, else its length ÷ 365 days.
    pub fn years(&self) -> f64 {
        match self.year {
            Some(_) => 1.0,
            None => self.days() / Duration::from_days(365.0).days(),
        }
    }

    /// Days in a year of its kind.
    pub fn days_a_year(&self) -> f64 {
        self.days() / self.years()
    }
}
