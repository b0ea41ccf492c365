//! The constituents of the tide by name: speed, astronomical argument, nodal factor. It leaves out the many
//! shallow-water constituents that matter to a hydrographer alone.

use super::sky::{SPEEDS, Sky};

/// One constituent of the tide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constituent {
    name: &'static str,
    /// How often T', s, h, p and p1 enter the argument.
    multipliers: [i8; 5],
    /// Constant part of the argument, degrees.
    constant: f64,
    nodal: Nodal,
}

/// How amplitude and phase follow N, the longitude of the Moon's node: f = (mean + swing · cos N)^power,
/// u = power · lean · sin N.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Nodal {
    mean: f64,
    swing: f64,
    /// Degrees.
    lean: f64,
    power: i32,
}

const fn nodal(mean: f64, swing: f64, lean: f64) -> Nodal {
    Nodal { mean, swing, lean, power: 1 }
}

// Source: Pugh, Tides, Surges and Mean Sea-Level (1987), table 4.3; J1 and OO1 are the leading terms of the IHO's series.
const NONE: Nodal = nodal(1.0, 0.0, 0.0);
const MOON_2: Nodal = nodal(1.0, -0.037, -2.1);
const MOON_4: Nodal = Nodal { power: 2, ..MOON_2 };
const MOON_6: Nodal = Nodal { power: 3, ..MOON_2 };
const LIKE_K1: Nodal = nodal(1.006, 0.115, -8.9);
const LIKE_O1: Nodal = nodal(1.009, 0.187, 10.8);
const LIKE_K2: Nodal = nodal(1.024, 0.286, -17.7);
const LIKE_J1: Nodal = nodal(1.013, 0.168, -12.9);
const LIKE_OO1: Nodal = nodal(1.103, 0.650, -36.7);
const MONTHLY: Nodal = nodal(1.0, -0.130, 0.0);
const FORTNIGHTLY: Nodal = nodal(1.043, 0.414, -23.7);

const fn row(name: &'static str, multipliers: [i8; 5], constant: f64, nodal: Nodal) -> Constituent {
    Constituent { name, multipliers, constant, nodal }
}

/// All of them. S2, P1, T2, SA and SSA are the Sun's and know no node; L2 follows the perigee in a way of its own and is
/// taken without (f = 1, u = 0).
const ALL: [Constituent; 22] = [
    row("M2", [2, -2, 2, 0, 0], 0.0, MOON_2),
    row("S2", [2, 0, 0, 0, 0], 0.0, NONE),
    row("N2", [2, -3, 2, 1, 0], 0.0, MOON_2),
    row("K2", [2, 0, 2, 0, 0], 0.0, LIKE_K2),
    row("K1", [1, 0, 1, 0, 0], 90.0, LIKE_K1),
    row("O1", [1, -2, 1, 0, 0], -90.0, LIKE_O1),
    row("P1", [1, 0, -1, 0, 0], -90.0, NONE),
    row("Q1", [1, -3, 1, 1, 0], -90.0, LIKE_O1),
    row("M4", [4, -4, 4, 0, 0], 0.0, MOON_4),
    row("MS4", [4, -2, 2, 0, 0], 0.0, MOON_2),
    row("M6", [6, -6, 6, 0, 0], 0.0, MOON_6),
    row("SA", [0, 0, 1, 0, 0], 0.0, NONE),
    row("SSA", [0, 0, 2, 0, 0], 0.0, NONE),
    row("MF", [0, 2, 0, 0, 0], 0.0, FORTNIGHTLY),
    row("MM", [0, 1, 0, -1, 0], 0.0, MONTHLY),
    row("NU2", [2, -3, 4, -1, 0], 0.0, MOON_2),
    row("MU2", [2, -4, 4, 0, 0], 0.0, MOON_2),
    row("2N2", [2, -4, 2, 2, 0], 0.0, MOON_2),
    row("L2", [2, -1, 2, -1, 0], 180.0, NONE),
    row("T2", [2, 0, -1, 0, 1], 0.0, NONE),
    row("J1", [1, 1, 1, -1, 0], 90.0, LIKE_J1),
    row("OO1", [1, 2, 1, 0, 0], 90.0, LIKE_OO1),
];

impl Constituent {
    /// The constituent of this name, in capitals or not.
    pub fn named(name: &str) -> Option<Self> {
        ALL.into_iter().find(|one| one.name.eq_ignore_ascii_case(name))
    }

    /// The names, the usual ones first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|one| one.name)
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Degrees per hour.
    pub fn speed(&self) -> f64 {
        self.weigh(SPEEDS)
    }

    /// V, the astronomical argument, degrees.
    pub(super) fn argument(&self, sky: &Sky) -> f64 {
        self.constant + self.weigh(sky.arguments)
    }

    /// f, without unit, and u, degrees.
    pub(super) fn nodal(&self, sky: &Sky) -> (f64, f64) {
        let Nodal { mean, swing, lean, power } = self.nodal;
        let (sine, cosine) = sky.node.to_radians().sin_cos();
        ((mean + swing * cosine).powi(power), f64::from(power) * lean * sine)
    }

    fn weigh(&self, arguments: [f64; 5]) -> f64 {
        self.multipliers.iter().zip(arguments).map(|(&times, argument)| f64::from(times) * argument).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Almanac, Date, Duration, Time, YearKind};

    /// Source: NOAA, Harmonic Constituents, speed in degrees per hour.
    const NOAA: [(&str, f64); 22] = [
        ("M2", 28.984104),
        ("S2", 30.0),
        ("N2", 28.43973),
        ("K2", 30.082138),
        ("K1", 15.041069),
        ("O1", 13.943035),
        ("P1", 14.958931),
        ("Q1", 13.398661),
        ("M4", 57.96821),
        ("MS4", 58.984104),
        ("M6", 86.95232),
        ("SA", 0.0410686),
        ("SSA", 0.0821373),
        ("MF", 1.0980331),
        ("MM", 0.5443747),
        ("NU2", 28.512583),
        ("MU2", 27.968208),
        ("2N2", 27.895355),
        ("L2", 29.528479),
        ("T2", 29.958933),
        ("J1", 15.5854435),
        ("OO1", 16.139101),
    ];

    #[test]
    fn speeds_are_those_of_the_noaa_table() {
        assert!(NOAA.iter().map(|row| row.0).eq(Constituent::names()));
        for (name, speed) in NOAA {
            let found = Constituent::named(name).unwrap();
            assert!((found.speed() - speed).abs() < 1e-5, "{name}: {}", found.speed());
        }
        assert_eq!(Constituent::named("Sa").map(|one| one.name()), Some("SA"));
        assert_eq!(Constituent::named("M3"), None);
    }

    /// V, u in degrees and f, at 00:00 UT of 15 June 2025 and of 1 January 2020.
    /// Source: utide 0.4.0 (after Foreman's tables), function FUV, latitude 28.08°.
    #[rustfmt::skip]
    const UTIDE: [(&str, [f64; 3], [f64; 3]); 11] = [
        ("M2", [261.7014, 0.2364, 0.96404], [229.6458, -2.0378, 1.00633]),
        ("S2", [0.0, -0.0157, 1.00228], [0.0, 0.1312, 0.99979]),
        ("N2", [348.0309, 0.4611, 0.96334], [61.4415, -1.9773, 1.00885]),
        ("K2", [167.0731, 1.9460, 1.31295], [200.2540, -17.6566, 0.97428]),
        ("K1", [173.5365, 0.9575, 1.11233], [10.1270, -8.8981, 0.99805]),
        ("O1", [88.1649, -1.4299, 1.18021], [219.5188, 11.0326, 0.99071]),
        ("P1", [186.4635, -0.0202, 0.98966], [349.8730, -0.6145, 0.99983]),
        ("Q1", [174.4944, -0.8952, 1.18308], [51.3145, 10.9128, 0.99777]),
        ("M4", [163.4028, 0.4729, 0.92937], [99.2916, -4.0755, 1.01269]),
        ("MS4", [261.7014, 0.2207, 0.96624], [229.6458, -1.9066, 1.00612]),
        ("M6", [65.1042, 0.7093, 0.89595], [328.9374, -6.1133, 1.01910]),
    ];

    /// V alone, as above. SA is left out: utide counts it from the perihelion, NOAA and the IHO from the equinox.
    #[rustfmt::skip]
    const UTIDE_V: [(&str, f64, f64); 10] = [
        ("SSA", 167.0731, 200.2540), ("MF", 265.3717, 330.6082), ("MM", 273.6705, 168.2043),
        ("NU2", 77.0733, 267.4959), ("MU2", 163.4028, 99.2916), ("2N2", 74.3604, 253.2372),
        ("L2", 355.3719, 217.8501), ("T2", 199.8418, 3.1575), ("J1", 87.2070, 178.3313),
        ("OO1", 78.9082, 340.7352),
    ];

    fn skies() -> [Sky; 2] {
        [(2025, 6, 15), (2020, 1, 1)].map(|(year, month, day)| {
            let almanac = Almanac::new(Date { year: 2024, month: 2, day: 29 }, YearKind::True);
            let midnight = almanac.instant(Date { year, month, day });
            // 08:00 in China.
            Sky::at(&almanac, midnight + Duration::from_hours(8.0), Duration::from_hours(8.0))
        })
    }

    fn apart(one: f64, other: f64) -> f64 {
        ((one - other + 180.0).rem_euclid(360.0) - 180.0).abs()
    }

    #[test]
    fn astronomical_arguments_are_those_of_utide() {
        let with_nodes = UTIDE.iter().map(|&(name, first, second)| (name, first[0], second[0]));
        for (name, first, second) in with_nodes.chain(UTIDE_V) {
            for (sky, expected) in skies().iter().zip([first, second]) {
                let found = Constituent::named(name).unwrap().argument(sky);
                assert!(apart(found, expected) < 0.01, "{name}: {found} and {expected}");
            }
        }
    }

    #[test]
    fn nodal_factors_are_near_those_of_utide() {
        for (name, first, second) in UTIDE {
            for (sky, [v, u, f]) in skies().iter().zip([first, second]) {
                let constituent = Constituent::named(name).unwrap();
                let (factor, lean) = constituent.nodal(sky);
                assert!(apart(constituent.argument(sky) + lean, v + u) < 1.5, "{name}: u {lean} and {u}");
                assert!((factor - f).abs() < 0.02, "{name}: f {factor} and {f}");
            }
        }
    }

    #[test]
    fn the_factor_of_m2_swings_by_its_textbook_range_in_19_years() {
        let almanac = Almanac::new(Date { year: 2000, month: 1, day: 1 }, YearKind::True);
        let factors: Vec<f64> = (0..19 * 12)
            .map(|month| Time::ZERO + Duration::from_days(30.4 * f64::from(month)))
            .map(|at| Constituent::named("M2").unwrap().nodal(&Sky::at(&almanac, at, Duration::ZERO)).0)
            .collect();
        let lowest = factors.iter().copied().fold(2.0, f64::min);
        let highest = factors.iter().copied().fold(0.0, f64::max);
        assert!((lowest - 0.963).abs() < 1e-4 && (highest - 1.037).abs() < 1e-4, "{lowest} to {highest}");
    }
}
