//! A stretch of whole days on the axis of a chart: hours from its left edge, its days by name, spans cut to it. Leaves
//! out what happens in it.

use crate::report::sentence::Voice;
use crate::report::text::{Language, fill};
use crate::units::{Almanac, Date, Duration, Time};

/// A stretch of whole days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::report) struct Stretch {
    /// 00:00 of the first day.
    pub(in crate::report) from: Time,
    /// 00:00 of the day after the last.
    pub(in crate::report) until: Time,
}

impl Stretch {
    /// So many days from 00:00 of the day of `at` on.
    pub(in crate::report) fn days(almanac: &Almanac, at: Time, days: f64) -> Self {
        let from = almanac.instant(almanac.date(at));
        Stretch { from, until: from + Duration::from_days(days) }
    }

    /// The month in which `at` lies.
    pub(in crate::report) fn month(almanac: &Almanac, at: Time) -> Self {
        let date = almanac.date(at);
        Stretch { from: almanac.month_start(date.year, date.month), until: almanac.next_month(date) }
    }

    /// Hours from its start.
    pub(in crate::report) fn hour(&self, at: Time) -> f64 {
        (at - self.from).hours()
    }

    /// Its length, hours.
    pub(in crate::report) fn hours(&self) -> f64 {
        self.hour(self.until)
    }

    /// Whether `at` lies in it.
    pub(in crate::report) fn contains(&self, at: Time) -> bool {
        self.from <= at && at < self.until
    }

    /// The part of a span that lies in it, hours from its start.
    pub(in crate::report) fn cut(&self, from: Time, until: Time) -> Option<(f64, f64)> {
        let (from, until) = (from.max(self.from), until.min(self.until));
        (from < until).then(|| (self.hour(from), self.hour(until)))
    }

    /// Every midnight and its date.
    pub(in crate::report) fn ticks(&self, voice: &Voice) -> Vec<(f64, String)> {
        let days = (self.hours() / 24.0).round() as u32;
        let midnight = |day: u32| self.from + Duration::from_days(f64::from(day));
        (0..=days).map(|day| (f64::from(day) * 24.0, day_name(voice, midnight(day)))).collect()
    }

    /// Every fifth day of the month, and its date.
    pub(in crate::report) fn fifth_days(&self, voice: &Voice) -> Vec<(f64, String)> {
        let days = [1, 5, 10, 15, 20, 25, 30].map(|day| f64::from(day - 1));
        let inside = days.into_iter().filter(|day| day * 24.0 < self.hours());
        inside.map(|day| (day * 24.0, day_name(voice, self.from + Duration::from_days(day)))).collect()
    }

    /// The first day of each month in it, and the name of the month.
    pub(in crate::report) fn months(&self, voice: &Voice) -> Vec<(f64, String)> {
        let almanac = &voice.port.almanac;
        let mut ticks = Vec::new();
        let mut first = Stretch::month(almanac, self.from).from;
        while first < self.until {
            if first >= self.from {
                let name = month_name(voice.language, almanac.date(first).month as usize);
                ticks.push((self.hour(first), name.to_owned()));
            }
            first = almanac.next_month(almanac.date(first));
        }
        ticks
    }

    /// Its first and its last day, and the year of the first.
    pub(in crate::report) fn names(&self, voice: &Voice) -> [String; 3] {
        let last = self.until - Duration::from_milliseconds(1);
        let year = voice.port.almanac.date(self.from).year.to_string();
        [day_name(voice, self.from), day_name(voice, last), year]
    }
}

/// The date of an instant without its year.
pub(in crate::report) fn day_name(voice: &Voice, at: Time) -> String {
    let Date { month, day, .. } = voice.port.almanac.date(at);
    let name = month_name(voice.language, month as usize);
    fill(voice.language.words().day_of_month, &[("month", name), ("day", &day.to_string())])
}

/// The name of a month, 1 to 12.
pub(in crate::report) fn month_name(language: Language, month: usize) -> &'static str {
    month_names(language).nth(month - 1).unwrap_or("")
}

/// The names of the months.
pub(in crate::report) fn month_names(language: Language) -> impl Iterator<Item = &'static str> {
    language.words().month_names.split(", ")
}

/// Spans in order, those that touch joined.
pub(in crate::report) fn joined(mut spans: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut joined: Vec<(f64, f64)> = Vec::new();
    for (from, until) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => joined.push((from, until)),
        }
    }
    joined
}

/// The length of spans that do not overlap.
pub(in crate::report) fn length(spans: &[(f64, f64)]) -> f64 {
    spans.iter().map(|span| span.1 - span.0).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_join_where_they_touch() {
        let spans = joined(vec![(5.0, 6.0), (0.0, 2.0), (2.0, 3.0), (1.0, 1.5)]);
        assert_eq!(spans, [(0.0, 3.0), (5.0, 6.0)]);
        assert_eq!(length(&spans), 4.0);
    }
}
