//! Sunrise and sunset of a date at a place, to about a minute. It leaves out twilight, hills and the weather.

use super::Window;
use crate::units::{Almanac, Date, Duration, Time, YearKind};

/// A place under the sun.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sun {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Local standard time less universal time.
    pub utc_offset: Duration,
}

/// Height of the Sun's centre when its upper limb touches the horizon: half its disc and the refraction, degrees.
const HORIZON: f64 = -0.833;
/// Dates of a plain calendar are taken as dates of this common year, so that all plain years have the same days.
const COMMON_YEAR: i16 = 2025;
const MILLENNIUM: Date = Date { year: 2000, month: 1, day: 1 };

/// The Sun as seen from the Earth's centre.
struct Position {
    /// Degrees.
    declination: f64,
    /// Sundial less clock, hours.
    equation: f64,
}

impl Sun {
    /// Sunrise to sunset of `date`, rounded inward to the millisecond; the whole day, 00:00 to 24:00, where the Sun does
    /// not set; `None` in the polar night. It is the day around noon at the place; where the offset does not fit the
    /// longitude, its ends may fall on other dates.
    pub fn daylight(&self, almanac: &Almanac, date: Date) -> Option<Window> {
        let midnight = almanac.instant(date);
        let day = self.day(almanac.kind(), date);
        let cosine = self.cosine_of_half_day(day + self.noon(day, 12.0) / 24.0);
        if cosine <= -1.0 {
            return Some(Window { opens: midnight, closes: midnight + Duration::DAY });
        }
        if cosine >= 1.0 {
            return None;
        }
        let opens = self.passage(day, -1.0) * Duration::HOUR.milliseconds() as f64;
        let closes = self.passage(day, 1.0) * Duration::HOUR.milliseconds() as f64;
        let after = |milliseconds: f64| midnight + Duration::from_milliseconds(milliseconds as i64);
        let window = Window { opens: after(opens.ceil()), closes: after(closes.floor()) };
        (window.opens <= window.closes).then_some(window)
    }

    /// 00:00 local time of `date`, in days of universal time since 12:00 on 1 January 2000.
    fn day(&self, kind: YearKind, date: Date) -> f64 {
        let year = if kind == YearKind::Plain { COMMON_YEAR } else { date.year };
        let since = Almanac::new(MILLENNIUM, YearKind::True).instant(Date { year, ..date }) - Time::ZERO;
        since.days() - 0.5 - self.utc_offset.days()
    }

    /// Noon by the sundial, hours of local time, as the Sun stands at `hours`.
    fn noon(&self, day: f64, hours: f64) -> f64 {
        12.0 - self.longitude / 15.0 - position(day + hours / 24.0).equation + self.utc_offset.hours()
    }

    /// Sunrise (`side` −1) or sunset (`side` 1), hours of local time.
    fn passage(&self, day: f64, side: f64) -> f64 {
        let mut hours = self.noon(day, 12.0);
        for _ in 0..3 {
            let half =
                self.cosine_of_half_day(day + hours / 24.0).clamp(-1.0, 1.0).acos().to_degrees() / 15.0;
            hours = self.noon(day, hours) + side * half;
        }
        hours
    }

    /// Cosine of the hour angle at which the Sun crosses the horizon; beyond ±1 it does not.
    fn cosine_of_half_day(&self, days: f64) -> f64 {
        let (sine, cosine) = self.latitude.to_radians().sin_cos();
        let (sine_sun, cosine_sun) = position(days).declination.to_radians().sin_cos();
        (HORIZON.to_radians().sin() - sine * sine_sun) / (cosine * cosine_sun)
    }
}

/// Source: NOAA Global Monitoring Laboratory, Solar Calculation Details (after Meeus, Astronomical Algorithms, chapters 25
/// and 28). `days` of universal time since 12:00 on 1 January 2000.
fn position(days: f64) -> Position {
    let t = days / 36_525.0;
    let longitude = (280.46646 + t * (36000.76983 + t * 0.0003032)).rem_euclid(360.0);
    let anomaly = (357.52911 + t * (35999.05029 - t * 0.0001537)).to_radians();
    let eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
    let centre = (1.914602 - t * (0.004817 + t * 0.000014)) * anomaly.sin()
        + (0.019993 - t * 0.000101) * (2.0 * anomaly).sin()
        + 0.000289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1934.136 * t).to_radians();
    let apparent = (longitude + centre - 0.00569 - 0.00478 * node.sin()).to_radians();
    let obliquity = (23.439291 - t * (0.0130042 + t * 0.00000016) + 0.00256 * node.cos()).to_radians();
    let y = (obliquity / 2.0).tan().powi(2);
    let twice = 2.0 * longitude.to_radians();
    let equation = y * twice.sin() - 2.0 * eccentricity * anomaly.sin()
        + 4.0 * eccentricity * y * anomaly.sin() * twice.cos()
        - 0.5 * y * y * (2.0 * twice).sin()
        - 1.25 * eccentricity * eccentricity * (2.0 * anomaly).sin();
    Position {
        declination: (obliquity.sin() * apparent.sin()).asin().to_degrees(),
        equation: equation.to_degrees() / 15.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::MILLISECONDS_PER_HOUR;

    fn daylight(
        latitude: f64,
        longitude: f64,
        offset: f64,
        date: (i8, i8),
        kind: YearKind,
    ) -> Option<Window> {
        let sun = Sun { latitude, longitude, utc_offset: Duration::from_hours(offset) };
        let almanac = Almanac::new(Date { year: 2024, month: 10, day: 3 }, kind);
        let date = Date { year: 2025, month: date.0, day: date.1 };
        let window = sun.daylight(&almanac, date)?;
        let back = Duration::from_milliseconds(-(almanac.instant(date) - Time::ZERO).milliseconds());
        Some(Window { opens: window.opens + back, closes: window.closes + back })
    }

    fn minutes(time: Time) -> f64 {
        time.milliseconds() as f64 * 60.0 / MILLISECONDS_PER_HOUR as f64
    }

    /// Source: printed sunrise and sunset times of 2025, standard time (timeanddate.com).
    #[test]
    fn sunrise_and_sunset_are_those_of_printed_tables() {
        let rows = [
            ("Greenwich", 51.48, 0.0, 0.0, (6, 21), (3, 43), (20, 21)),
            ("Greenwich", 51.48, 0.0, 0.0, (12, 21), (8, 4), (15, 53)),
            ("Shanghai", 31.23, 121.47, 8.0, (6, 21), (4, 50), (19, 1)),
            ("Shanghai", 31.23, 121.47, 8.0, (12, 21), (6, 48), (16, 55)),
            ("Beijing", 39.9, 116.41, 8.0, (6, 21), (4, 45), (19, 46)),
            ("Sydney", -33.87, 151.21, 10.0, (6, 21), (7, 0), (16, 54)),
        ];
        for kind in [YearKind::True, YearKind::Plain] {
            for (name, latitude, longitude, offset, date, rise, set) in rows {
                let window = daylight(latitude, longitude, offset, date, kind).unwrap();
                for (found, (hour, minute)) in [(window.opens, rise), (window.closes, set)] {
                    let printed = f64::from(hour * 60 + minute);
                    assert!(
                        (minutes(found) - printed).abs() < 2.0,
                        "{name} {date:?}: {}",
                        minutes(found) / 60.0
                    );
                }
            }
        }
    }

    #[test]
    fn days_at_the_equator_last_seven_minutes_longer_than_the_nights_half() {
        for month in 1..=12 {
            let window = daylight(0.0, 0.0, 0.0, (month, 21), YearKind::True).unwrap();
            let length = (window.closes - window.opens).hours() * 60.0;
            assert!((length - 727.0).abs() < 1.0, "{month}: {length} min");
        }
    }

    #[test]
    fn the_polar_day_is_whole_and_the_polar_night_is_none() {
        for latitude in [69.65, 90.0] {
            let day = daylight(latitude, 18.96, 1.0, (6, 21), YearKind::True).unwrap();
            assert_eq!(day, Window { opens: Time::ZERO, closes: Time::ZERO + Duration::DAY });
            assert_eq!(daylight(latitude, 18.96, 1.0, (12, 21), YearKind::True), None);
        }
    }

    #[test]
    fn plain_years_are_all_alike() {
        let sun = Sun { latitude: 28.66, longitude: 121.42, utc_offset: Duration::from_hours(8.0) };
        let almanac = Almanac::new(Date { year: 2024, month: 1, day: 1 }, YearKind::Plain);
        let [first, second] = [2024, 3001].map(|year| {
            let date = Date { year, month: 3, day: 1 };
            sun.daylight(&almanac, date).unwrap().opens - almanac.instant(date)
        });
        assert_eq!(first, second);
    }
}
