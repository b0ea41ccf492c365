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
        let mut year = (day.div_euclid(365)).clamp(1, 9998) as i16 + 1;
        while self.day_number(Date { year, month: 1, day: 1 }) > day && year > 1 {
            year -= 1;
        }
        // No month is shorter than 28 days, and none of them begins on the 29th or later of as many months of 29 days: the month or one after it.
        let since = day - self.day_number(Date { year, month: 1, day: 1 });
        let mut month = (since.div_euclid(29) + 1).clamp(1, 12) as i8;
        while self.day_number(Date { year, month, day: 1 }) > day && month > 1 {
            month -= 1;
        }
        let first = self.day_number(Date { year, month, day: 1 });
        Date { year, month, day: (day - first + 1).clamp(1, 31) as i8 }
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
        for day in -800..4000 {
            let time = Time::from_milliseconds(day * DAY + 5);
            let date = almanac.date(time);
            assert_eq!(almanac.instant(date).milliseconds(), day * DAY, "{date:?}");
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
