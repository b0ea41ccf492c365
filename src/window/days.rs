//! The light of every day of a year, worked out once. It leaves out what differs between years: less than a minute.

use super::{Sun, Window};
use crate::units::{Almanac, Date, Duration, YearKind};

/// The leap year whose days stand for those of all years.
const YEAR: i16 = 2024;
const LONGEST_MONTH: usize = 31;

/// Sunrise to sunset at a place, by day of the year; asked often at the cost of a look-up.
#[derive(Clone, Debug)]
pub struct Days {
    /// By month and day: from midnight to sunrise and to sunset; none in the polar night.
    spans: Vec<Option<(Duration, Duration)>>,
}

impl Days {
    /// The days at a place.
    pub fn new(sun: &Sun) -> Self {
        let mut spans = vec![None; 12 * LONGEST_MONTH];
        for month in 1..=12 {
            for day in 1..=LONGEST_MONTH as i8 {
                let Some(date) = Date::new(YEAR, month, day, YearKind::True) else { continue };
                let almanac = Almanac::new(date, YearKind::True);
                let midnight = almanac.instant(date);
                let light = sun.daylight(&almanac, date);
                spans[row_of(date)] = light.map(|light| (light.opens - midnight, light.closes - midnight));
            }
        }
        Days { spans }
    }

    /// Sunrise to sunset of `date`; `None` in the polar night.
    pub fn daylight(&self, almanac: &Almanac, date: Date) -> Option<Window> {
        let midnight = almanac.instant(date);
        let (rises, sets) = self.spans[row_of(date)]?;
        Some(Window { opens: midnight + rises, closes: midnight + sets })
    }
}

fn row_of(date: Date) -> usize {
    (date.month as usize - 1) * LONGEST_MONTH + date.day as usize - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Over thirty years no sunrise or sunset at Taizhou is off by more than a minute.
    #[test]
    fn one_year_stands_for_all() {
        let sun = Sun { latitude: 28.7, longitude: 121.7, utc_offset: Duration::from_hours(8.0) };
        let days = Days::new(&sun);
        let almanac = Almanac::new(Date { year: 2019, month: 1, day: 1 }, YearKind::True);
        for day in 0..365 * 30 {
            let date = almanac.date(crate::units::Time::ZERO + Duration::from_days(f64::from(day)));
            let exact = sun.daylight(&almanac, date).expect("it rises");
            let found = days.daylight(&almanac, date).expect("it rises");
            let apart =
                |one: crate::units::Time, other: crate::units::Time| (one - other).hours().abs() * 60.0;
            let worst = apart(exact.opens, found.opens).max(apart(exact.closes, found.closes));
            assert!(worst < 1.0, "{date:?}: {worst} min");
        }
    }
}
