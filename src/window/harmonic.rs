//! The tide as a sum of constituents: the formula itself, slow and exact. It leaves out the mean level, surge and every
//! change of the constants with the years.

use super::constituent::Constituent;
use super::sky::Sky;
use crate::units::{Almanac, Duration, Time};

/// Tide constants of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Harmonics {
    /// Constituent, amplitude in m, phase lag in degrees.
    pub constants: Vec<(Constituent, f64, f64)>,
    /// What the phase lags count from.
    pub phases: Phases,
}

/// What phase lags count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phases {
    /// From 00:00 on 1 January of the almanac's start year, local time: amplitude · cos(speed · t − phase), no nodal
    /// factors.
    Local,
    /// From the passage of the constituent's star over Greenwich: f · amplitude · cos(V + u − phase).
    Greenwich {
        /// Local standard time less universal time.
        utc_offset: Duration,
    },
}

/// One constituent at an instant: factor · amplitude · cos(angle + lean).
#[derive(Clone, Copy, Debug)]
pub(super) struct Tone {
    /// Degrees per hour.
    pub(super) speed: f64,
    /// m, before the nodal factor.
    pub(super) amplitude: f64,
    /// V − phase, degrees.
    pub(super) angle: f64,
    /// f.
    pub(super) factor: f64,
    /// u, degrees.
    pub(super) lean: f64,
}

impl Harmonics {
    /// Level at `at`, m about the mean of the curve.
    pub fn level(&self, almanac: &Almanac, at: Time) -> f64 {
        let tones = self.tones(almanac, at);
        tones.map(|tone| tone.factor * tone.amplitude * (tone.angle + tone.lean).to_radians().cos()).sum()
    }

    /// The constituents at `at`, in the order of the constants.
    pub(super) fn tones(&self, almanac: &Almanac, at: Time) -> impl Iterator<Item = Tone> {
        let hours = (at - almanac.year_start(almanac.start().year)).hours();
        let sky = match self.phases {
            Phases::Local => None,
            Phases::Greenwich { utc_offset } => Some(Sky::at(almanac, at, utc_offset)),
        };
        self.constants.iter().map(move |&(constituent, amplitude, phase)| {
            let speed = constituent.speed();
            let (argument, (factor, lean)) = match &sky {
                None => (speed * hours, (1.0, 0.0)),
                Some(sky) => (constituent.argument(sky), constituent.nodal(sky)),
            };
            Tone { speed, amplitude, angle: argument - phase, factor, lean }
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::units::{Date, YearKind};

    /// Source: TICON-4, Kanmen.
    pub(crate) fn kanmen(phases: Phases) -> Harmonics {
        let rows = [
            ("M2", 1.877, 22.3),
            ("S2", 0.679, 54.7),
            ("N2", 0.347, 4.6),
            ("K2", 0.188, 50.6),
            ("K1", 0.300, 98.6),
            ("O1", 0.229, 69.5),
            ("P1", 0.093, 96.0),
            ("Q1", 0.045, 53.8),
            ("M4", 0.030, 181.3),
            ("MS4", 0.031, 240.7),
            ("SA", 0.123, 178.7),
        ];
        let constant = |(name, amplitude, phase)| (Constituent::named(name).unwrap(), amplitude, phase);
        Harmonics { constants: rows.map(constant).to_vec(), phases }
    }

    pub(crate) fn china() -> Phases {
        Phases::Greenwich { utc_offset: Duration::from_hours(8.0) }
    }

    pub(crate) fn almanac(year: i16, kind: YearKind) -> Almanac {
        Almanac::new(Date { year, month: 1, day: 1 }, kind)
    }

    /// Every seven hours from 00:00 UT of 15 June 2025, Kanmen without SA, m.
    /// Source: utide 0.4.0, function reconstruct, latitude 28.08°.
    const WEEK: [f64; 24] = [
        0.049, -1.053, 1.156, -1.196, 1.692, -2.258, 1.778, -0.549, -0.203, 0.472, -0.776, 1.344, -1.879,
        1.798, -1.309, 0.845, -0.360, -0.126, 0.578, -1.081, 1.648, -2.004, 1.753, -1.115,
    ];

    #[test]
    fn a_week_of_kanmen_is_that_of_utide() {
        let mut harmonics = kanmen(china());
        harmonics.constants.retain(|constant| constant.0.name() != "SA");
        for (year, kind) in [(2025, YearKind::True), (2012, YearKind::True), (2025, YearKind::Plain)] {
            let almanac = almanac(year, kind);
            let start = almanac.instant(Date { year: 2025, month: 6, day: 15 }) + Duration::from_hours(8.0);
            for (step, expected) in WEEK.into_iter().enumerate() {
                let found = harmonics.level(&almanac, start + Duration::from_hours(7.0 * step as f64));
                assert!((found - expected).abs() < 0.05, "{step}: {found} and {expected}");
            }
        }
    }

    #[test]
    fn local_phases_count_from_new_year() {
        let m2 = Constituent::named("M2").unwrap();
        let harmonics = Harmonics { constants: vec![(m2, 2.0, 100.0)], phases: Phases::Local };
        let almanac = Almanac::new(Date { year: 2025, month: 10, day: 3 }, YearKind::True);
        let high = almanac.year_start(2025) + Duration::from_hours(100.0 / 28.984104);
        assert!((harmonics.level(&almanac, high) - 2.0).abs() < 1e-9);
        // Three hours on: 2 · cos(86.952312°).
        let later = harmonics.level(&almanac, high + Duration::from_hours(3.0));
        assert!((later - 0.106334).abs() < 1e-6, "{later}");
    }

    #[test]
    fn the_mean_sun_is_highest_at_noon_of_greenwich() {
        let s2 = Constituent::named("S2").unwrap();
        let harmonics = Harmonics { constants: vec![(s2, 1.0, 0.0)], phases: china() };
        let almanac = almanac(2025, YearKind::True);
        assert!((harmonics.level(&almanac, Time::ZERO + Duration::from_hours(8.0)) - 1.0).abs() < 1e-12);
        assert!((harmonics.level(&almanac, Time::ZERO + Duration::from_hours(11.0))).abs() < 1e-12);
    }
}
