//! Dates and instants: which day, month, year and weekday an instant falls in (rule T1). Local standard time, no
//! daylight-saving change.

use super::{Duration, Time};

/// How years are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearKind {
    /// The real calendar: leap years and weekdays.
    True,
    /// Every year has 365 days; day 0 of the scenario is a Monday.
    Plain,
}

/// A calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
}

/// Ties instants to dates: the date of t = 0 and the kind of year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Almanac {
    start: Date,
    kind: YearKind,
    /// Day number of `start` in its kind of count.
    origin: i64,
}

const DAYS_BEFORE_MONTH: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const MONTH_DAYS: [i8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY: i64 = Duration::DAY.milliseconds();

impl Date {
    /// The date, if it exists in this kind of year.
    pub fn new(year: i16, month: i8, day: i8, kind: YearKind) -> Option<Date> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
            return None;
        }
        let leap_day = kind == YearKind::True && month == 2 && is_leap(year);
        (day <= MONTH_DAYS[month as usize - 1] + i8::from(leap_day)).then_some(Date { year, month, day })
    }
}

fn is_leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 0000-03-01 in the proleptic Gregorian calendar (March-based years put the leap day last).
fn true_day(date: Date) -> i64 {
    let month = i64::from(date.month);
    let year = i64::from(date.year) - i64::from(month <= 2);
    let shifted = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (shifted * 306 + 5) / 10
        + i64::from(date.day)
        - 1
}

/// Days in four centuries, and in the centuries and four years that do not end in the greatest leap year of theirs.
const DAYS_OF_400_YEARS: i64 = 146_097;
const DAYS_OF_100_YEARS: i64 = 36_524;
const DAYS_OF_4_YEARS: i64 = 1_461;

/// The date of a day counted as `true_day` counts: whole centuries, leap cycles, years and months are taken off in turn. The last day of
/// a cycle that is one day longer than its parts still belongs to its last part.
fn true_date(day: i64) -> Date {
    let (cycles, rest) = (day.div_euclid(DAYS_OF_400_YEARS), day.rem_euclid(DAYS_OF_400_YEARS));
    let centuries = (rest / DAYS_OF_100_YEARS).min(3);
    let rest = rest - centuries * DAYS_OF_100_YEARS;
    let (leaps, rest) = (rest / DAYS_OF_4_YEARS, rest % DAYS_OF_4_YEARS);
    let years = (rest / 365).min(3);
    let of_year = rest - years * 365;
    // Months from March on take 153 days in fives; `true_day` counts the days before each by the same rule.
    let shifted = (of_year * 5 + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = 400 * cycles + 100 * centuries + 4 * leaps + years + i64::from(month <= 2);
    Date { year: year as i16, month: month as i8, day: (of_year - (shifted * 306 + 5) / 10 + 1) as i8 }
}

impl Almanac {
    /// The almanac of a scenario that starts at 00:00 on `start`.
    pub fn new(start: Date, kind: YearKind) -> Self {
        let mut almanac = Almanac { start, kind, origin: 0 };
        almanac.origin = almanac.day_number(start);
        almanac
    }

    /// The date of t = 0.
    pub fn start(&self) -> Date {
        self.start
    }

    /// How years are counted.
    pub fn kind(&self) -> YearKind {
        self.kind
    }

    fn day_number(&self, date: Date) -> i64 {
        match self.kind {
            YearKind::True => true_day(date),
            YearKind::Plain => {
                i64::from(date.year) * 365 + DAYS_BEFORE_MONTH[date.month as usize - 1] + i64::from(date.day)
                    - 1
            }
        }
    }

    /// 00:00 on `date`.
    pub fn instant(&self, date: Date) -> Time {
        Time::from_milliseconds((self.day_number(date) - self.origin) * DAY)
    }

    /// 00:00 on 1 January of `year`.
    pub fn year_start(&self, year: i16) -> Time {
        self.instant(Date { year, month: 1, day: 1 })
    }

    /// 00:00 on the first of `month` (1 to 12) of `year`.
    pub fn month_start(&self, year: i16, month: i8) -> Time {
        self.instant(Date { year, month, day: 1 })
    }

    /// 00:00 on the first of the month after that of `date`.
    pub fn next_month(&self, date: Date) -> Time {
        if date.month == 12 {
            self.year_start(date.year + 1)
        } else {
            self.month_start(date.year, date.month + 1)
        }
    }

    /// The date on which `time` falls.
    pub fn date(&self, time: Time) -> Date {
        let day = self.origin + time.milliseconds().div_euclid(DAY);
        match self.kind {
            YearKind::True => true_date(day),
            YearKind::Plain => {
                let (year, of_year) = (day.div_euclid(365), day.rem_euclid(365));
                let month = DAYS_BEFORE_MONTH.iter().rposition(|&before| before <= of_year).unwrap_or(0);
                let day = (of_year - DAYS_BEFORE_MONTH[month] + 1) as i8;
                Date { year: year as i16, month: month as i8 + 1, day }
            }
        }
    }

    /// Day of the week on which `time` falls: 0 = Monday … 6 = Sunday.
    pub fn weekday(&self, time: Time) -> i64 {
        let day = time.milliseconds().div_euclid(DAY);
        match self.kind {
            YearKind::Plain => day.rem_euclid(7),
            // Day 0 of the count, 0000-03-01, was a Wednesday.
            YearKind::True => (self.origin + day + 2).rem_euclid(7),
        }
    }

    /// Length of `year`.
    pub fn year_length(&self, year: i16) -> Duration {
        self.year_start(year + 1) - self.year_start(year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leap_day_weekday_and_round_trip() {
        let start = Date { year: 2023, month: 10, day: 3 };
        let almanac = Almanac::new(start, YearKind::True);
        assert_eq!(almanac.year_start(2024).milliseconds(), 90 * DAY);
        assert_eq!(almanac.year_length(2024), Duration::from_days(366.0));
        assert_eq!(almanac.weekday(Time::ZERO), 1, "3 October 2023 was a Tuesday");
        // From 1895 to 2410: centuries that have a leap day and that have none.
        for day in -47_000..141_000 {
            let time = Time::from_milliseconds(day * DAY + 5);
            let date = almanac.date(time);
            assert_eq!(almanac.instant(date).milliseconds(), day * DAY, "{date:?}");
            assert_eq!(Date::new(date.year, date.month, date.day, YearKind::True), Some(date));
        }
    }

    #[test]
    fn plain_years_have_no_leap_day_and_start_on_a_monday() {
        let start = Date { year: 2024, month: 1, day: 1 };
        let almanac = Almanac::new(start, YearKind::Plain);
        assert_eq!(almanac.year_length(2024), Duration::from_days(365.0));
        assert_eq!(almanac.weekday(Time::ZERO), 0);
        assert!(Date::new(2024, 2, 29, YearKind::Plain).is_none());
        assert!(Date::new(2024, 2, 29, YearKind::True).is_some());
        assert!(Date::new(2100, 2, 29, YearKind::True).is_none());
    }
}
