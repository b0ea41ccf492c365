//! Tests of the tide by hand and against the formula.

use std::f64::consts::PI;

use super::*;
use crate::units::{Date, MILLISECONDS_PER_HOUR, YearKind};
use crate::window::harmonic::tests::{almanac, china, kanmen};
use crate::window::{Constituent, Phases};

const M2_PERIOD: f64 = 12.4206012;

pub(super) fn days(count: i64) -> Time {
    Time::ZERO + Duration::from_days(count as f64)
}

fn year_of_kanmen() -> Tide {
    Tide::harmonic(&kanmen(china()), &almanac(2025, YearKind::True), Time::ZERO, days(365))
}

fn pure_m2() -> Tide {
    let harmonics =
        Harmonics { constants: vec![(Constituent::named("M2").unwrap(), 2.0, 50.0)], phases: Phases::Local };
    Tide::harmonic(&harmonics, &almanac(2025, YearKind::True), Time::ZERO, days(60))
}

#[test]
fn windows_of_pure_m2_have_the_length_of_the_arc() {
    let tide = pure_m2();
    for (level, hours) in [(0.0, 6.210), (0.5, 5.211), (1.0, 4.140), (1.5, 2.857)] {
        let window = tide.window(level, days(20)).unwrap();
        let length = (window.closes - window.opens).hours();
        assert!((length - hours).abs() < 0.0006, "{level}: {length} h");
        assert!((length - M2_PERIOD / PI * f64::acos(level / 2.0)).abs() < 1e-6, "{level}: {length} h");
    }
    let first = tide.turns().iter().find(|turn| turn.high && turn.at >= Time::ZERO).unwrap();
    assert!((first.at.hours() - 50.0 / 28.984104).abs() < 1e-5 && (first.level - 2.0).abs() < 2e-8);
    assert_eq!(tide.window(2.001, Time::ZERO), None);
}

#[test]
fn the_level_held_by_pure_m2_is_that_half_the_stay_from_high_water() {
    let tide = pure_m2();
    for hours in [0.0, 0.5, 2.0, 4.0, 6.0, 11.0, 12.4] {
        let held = tide.held(Duration::from_hours(hours), 0.9, days(5), days(50)).unwrap();
        assert!((held - 2.0 * f64::cos(PI * hours / M2_PERIOD)).abs() < 1e-7, "{hours} h: {held}");
    }
    for hours in [12.5, 30.0] {
        let held = tide.held(Duration::from_hours(hours), 0.9, days(5), days(50)).unwrap();
        assert!((held + 2.0).abs() < 1e-7, "longer than a tide, {hours} h: {held}");
    }
    assert_eq!(tide.held(Duration::HOUR, 0.9, days(5), days(5)), None);
}

#[test]
fn the_share_that_holds_a_level_is_the_lower_quantile() {
    let levels = [0.0, 3.0, 0.0, 1.0, 0.0, 4.0, 0.0, 2.0, 0.0];
    let tide = Tide::series(Time::ZERO, Duration::HOUR, levels.to_vec());
    for (share, expected) in [(1.0, 1.0), (0.76, 1.0), (0.75, 2.0), (0.5, 3.0), (0.25, 4.0), (0.0, 4.0)] {
        assert_eq!(tide.held(Duration::ZERO, share, Time::ZERO, days(1)), Some(expected), "{share}");
    }
    // A triangle of height 4 with legs of an hour keeps 2 for an hour; that of height 1 keeps 0.5.
    let held = |share| tide.held(Duration::HOUR, share, Time::ZERO, days(1)).unwrap();
    assert!((held(0.25) - 2.0).abs() < 1e-7 && (held(1.0) - 0.5).abs() < 1e-7);
}

#[test]
fn the_table_is_the_formula() {
    let places = [
        (kanmen(china()), almanac(2025, YearKind::True), 365),
        (kanmen(Phases::Local), almanac(2025, YearKind::Plain), 365),
        (kanmen(china()), almanac(2600, YearKind::True), 60),
    ];
    for (harmonics, almanac, length) in places {
        let tide = Tide::harmonic(&harmonics, &almanac, Time::ZERO, days(length));
        for step in 0..2100 {
            let at = Time::from_milliseconds(step * 41_000_003 * length / 1000 + 12_345);
            let error = tide.level(at) - harmonics.level(&almanac, at);
            assert!(error.abs() < 1e-5, "{at:?}: {error}");
        }
    }
}

#[test]
fn a_year_of_kanmen_is_that_of_its_gauge() {
    let tide = year_of_kanmen();
    let count = tide.count_high_waters(Time::ZERO, days(365));
    assert!((705..=707).contains(&count), "{count} high waters");
    // Without nodal factors, as in the gauge's long record: 3.94 m.
    let plain = Tide::harmonic(&kanmen(Phases::Local), &almanac(2025, YearKind::True), Time::ZERO, days(365));
    let range = plain.mean_range(Time::ZERO, days(365)).unwrap();
    assert!((3.7..4.1).contains(&range), "{range} m");
    // In 2025 the factor of M2 is at its lowest, 0.963.
    let low = tide.mean_range(Time::ZERO, days(365)).unwrap() / range;
    assert!((0.96..0.98).contains(&low), "{low}");
}

#[test]
fn springs_follow_each_other_by_the_beat_of_s2_and_m2() {
    let speed = |name| Constituent::named(name).unwrap().speed();
    let beat = 360.0 / (speed("S2") - speed("M2")) / 24.0;
    assert!((beat - 14.7653).abs() < 1e-4, "{beat} d");
    let tide = year_of_kanmen();
    let highs: Vec<&Turn> = tide.turns().iter().filter(|turn| turn.high).collect();
    let smooth: Vec<(f64, f64)> = highs
        .windows(13)
        .map(|part| (part[6].at.hours() / 24.0, part.iter().map(|turn| turn.level).sum::<f64>() / 13.0))
        .collect();
    let springs: Vec<f64> = (8..smooth.len() - 8)
        .filter(|&place| smooth[place - 8..=place + 8].iter().all(|other| other.1 <= smooth[place].1))
        .map(|place| smooth[place].0)
        .collect();
    let mean = (springs[springs.len() - 1] - springs[0]) / (springs.len() - 1) as f64;
    assert!((mean - 14.77).abs() < 0.15, "{mean} d between {} springs", springs.len());
}

#[test]
fn a_window_may_be_open_at_either_end_of_the_table() {
    let tide = Tide::series(Time::ZERO, Duration::HOUR, vec![2.0, 0.0, 1.0, 1.0, 0.5, 3.0]);
    let window = |level, hours| tide.window(level, Time::ZERO + Duration::from_hours(hours));
    let hour = |hours| Time::ZERO + Duration::from_hours(hours);
    assert_eq!(window(1.5, -9.0), Some(Window { opens: ALWAYS, closes: hour(0.25) }));
    // 0.75 of the last rise, 0.4 of an hour, rounded up.
    assert_eq!(window(1.5, 0.26), Some(Window { opens: hour(4.4), closes: Time::NEVER }));
    assert_eq!(window(1.5, 99.0), window(1.5, 5.0));
    assert_eq!(
        window(0.5, 1.0),
        Some(Window { opens: hour(1.5), closes: Time::NEVER }),
        "the low water reaches it"
    );
    assert_eq!(window(0.8, 1.0), Some(Window { opens: hour(1.8), closes: hour(3.4) }));
    assert_eq!(window(0.0, 1.0), Some(Window { opens: ALWAYS, closes: Time::NEVER }));
    assert_eq!(window(3.1, 0.0), None);
    assert_eq!(window(f64::NAN, 0.0), None);
    let turns: Vec<(f64, bool)> = tide.turns().iter().map(|turn| (turn.at.hours(), turn.high)).collect();
    assert_eq!(turns, [(1.0, false), (2.0, true), (4.0, false)], "a plateau counts once");
}

#[test]
fn empty_and_flat_curves_stand_still() {
    for levels in [vec![], vec![1.5], vec![1.5; 9]] {
        let expected = levels.first().copied().unwrap_or(0.0);
        let tide = Tide::series(days(3), Duration::HOUR, levels);
        assert_eq!((tide.level(days(-4)), tide.level(days(9))), (expected, expected));
        assert!(tide.turns().is_empty() && tide.mean_range(days(0), days(9)).is_none());
        assert_eq!(tide.window(expected, days(2)), Some(Window { opens: ALWAYS, closes: Time::NEVER }));
        assert_eq!(tide.window(expected + 1e-9, days(2)), None);
    }
    let none = Harmonics { constants: Vec::new(), phases: Phases::Local };
    let tide = Tide::harmonic(&none, &almanac(2025, YearKind::True), days(0), days(2));
    assert_eq!((tide.highest(), tide.turns().len()), (0.0, 0));
}

#[test]
fn equal_tables_are_equal_and_clones_share_theirs() {
    let tide = pure_m2();
    assert_eq!(tide, tide.clone());
    assert_eq!(tide, pure_m2());
    assert_ne!(tide, year_of_kanmen());
    assert!(format!("{tide:?}").len() < 300);
}

#[test]
fn a_plain_calendar_follows_the_sky_from_its_start() {
    let start = Date { year: 2025, month: 1, day: 1 };
    let [real, plain] = [YearKind::True, YearKind::Plain]
        .map(|kind| Tide::harmonic(&kanmen(china()), &Almanac::new(start, kind), Time::ZERO, days(1400)));
    let at = Time::from_milliseconds(1300 * 24 * MILLISECONDS_PER_HOUR);
    assert_eq!(real.level(at), plain.level(at));
}
