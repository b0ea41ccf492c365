//! Where the Sun and the Moon stand on average: the longitudes that tides are reckoned from, as polynomials in time from
//! the epoch 1900. It leaves out the difference between universal and ephemeris time, which is below a thousandth of a
//! degree of tide for centuries.

use crate::units::{Almanac, Date, Duration, Time, YearKind};

/// Degrees at the epoch, then degrees per Julian century to the first, second and third power.
type Series = [f64; 4];

// Source: Explanatory Supplement to the Astronomical Ephemeris (1961), mean elements for the epoch 1900 January 0.5.
const MOON: Series = [270.434164, 481267.883142, -0.001133, 0.0000019];
const SUN: Series = [279.696678, 36000.768925, 0.0003025, 0.0];
const PERIGEE: Series = [334.329556, 4069.034033, -0.010325, -0.0000125];
const NODE: Series = [259.183275, -1934.142008, 0.002078, 0.0000022];
const PERIHELION: Series = [281.220833, 1.719175, 0.000453, 0.0000033];

const HOURS_PER_CENTURY: f64 = 876_600.0;
const EPOCH: Date = Date { year: 1899, month: 12, day: 31 };

/// The arguments of the tide at an instant, degrees.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sky {
    /// T', s, h, p and p1: 15° an hour from midnight of universal time; mean longitude of the Moon, of the Sun, of the
    /// Moon's perigee and of the Sun's.
    pub(super) arguments: [f64; 5],
    /// N, longitude of the Moon's ascending node.
    pub(super) node: f64,
}

/// Speeds of `Sky::arguments` at the epoch, degrees per hour.
pub(super) const SPEEDS: [f64; 5] = [
    15.0,
    MOON[1] / HOURS_PER_CENTURY,
    SUN[1] / HOURS_PER_CENTURY,
    PERIGEE[1] / HOURS_PER_CENTURY,
    PERIHELION[1] / HOURS_PER_CENTURY,
];

impl Sky {
    /// The sky at `at`, where local time runs `utc_offset` ahead of universal time. The start date of the almanac is taken
    /// for a date of the real calendar, and time runs on from there, whatever the kind of year.
    pub(super) fn at(almanac: &Almanac, at: Time, utc_offset: Duration) -> Self {
        let midnight = Almanac::new(EPOCH, YearKind::True).instant(almanac.start());
        let universal = (midnight - Time::ZERO)
            + (at - Time::ZERO)
            + Duration::from_milliseconds(-utc_offset.milliseconds());
        Self::since_midnight_before_epoch(universal)
    }

    /// The sky `elapsed` after 00:00 UT of 31 December 1899, which is half a day before the epoch.
    fn since_midnight_before_epoch(elapsed: Duration) -> Self {
        let centuries = (elapsed.hours() - 12.0) / HOURS_PER_CENTURY;
        let of_day = elapsed.milliseconds().rem_euclid(Duration::DAY.milliseconds());
        let hours = Duration::from_milliseconds(of_day).hours();
        let [moon, sun, perigee, perihelion, node] =
            [MOON, SUN, PERIGEE, PERIHELION, NODE].map(|series| longitude(series, centuries));
        Sky { arguments: [15.0 * hours, moon, sun, perigee, perihelion], node }
    }
}

fn longitude(series: Series, centuries: f64) -> f64 {
    let [constant, first, second, third] = series;
    (constant + centuries * (first + centuries * (second + centuries * third))).rem_euclid(360.0)
}
