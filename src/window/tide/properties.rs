//! Tests of the tide on random curves, against a slow search.

use proptest::prelude::*;

use super::tests::days;
use super::*;
use crate::units::YearKind;
use crate::window::harmonic::tests::{almanac, china};
use crate::window::{Constituent, Phases};

fn millisecond(time: Time, step: i64) -> Time {
    time + Duration::from_milliseconds(step)
}

/// Up to five constituents with any amplitude and phase, some of them strong overtides.
fn harmonic() -> impl Strategy<Value = Tide> {
    let names: Vec<&'static str> = Constituent::names().collect();
    let constant = (prop::sample::select(names), 0.0..2.0_f64, 0.0..360.0_f64);
    (prop::collection::vec(constant, 1..6), any::<bool>()).prop_map(|(rows, greenwich)| {
        let row = |(name, amplitude, phase)| (Constituent::named(name).unwrap(), amplitude, phase);
        let phases = if greenwich { china() } else { Phases::Local };
        let harmonics = Harmonics { constants: rows.into_iter().map(row).collect(), phases };
        Tide::harmonic(&harmonics, &almanac(2025, YearKind::True), Time::ZERO, days(3))
    })
}

/// Levels of a tenth of a metre, so that plateaus and equal turns are frequent.
fn series() -> impl Strategy<Value = Tide> {
    let levels = prop::collection::vec((-12..12_i32).prop_map(|level| f64::from(level) / 10.0), 1..80);
    (levels, 60_001..9_000_000_i64)
        .prop_map(|(levels, step)| Tide::series(days(-1), Duration::from_milliseconds(step), levels))
}

fn tides() -> impl Strategy<Value = Tide> {
    prop_oneof![harmonic(), series()]
}

/// All windows, one after the other, from the start of the table.
fn windows(tide: &Tide, level: f64) -> Vec<Window> {
    let mut from = ALWAYS;
    let mut found = Vec::new();
    while let Some(window) = tide.window(level, from) {
        found.push(window);
        if window.closes == Time::NEVER {
            break;
        }
        from = millisecond(window.closes, 1);
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn windows_are_those_of_a_slow_search(tide in tides(), height in -0.05..1.05_f64, tenths in any::<bool>()) {
        let level = tide.lowest() + height * (tide.highest() - tide.lowest());
        let level = if tenths { (level * 10.0).round() / 10.0 } else { level };
        let windows = windows(&tide, level);
        for window in &windows {
            prop_assert!(window.opens <= window.closes);
            for (edge, out, open) in [(window.opens, -1, ALWAYS), (window.closes, 1, Time::NEVER)] {
                if edge != open {
                    prop_assert!(tide.level(edge) >= level - 1e-9, "{window:?}");
                    prop_assert!(tide.level(millisecond(edge, out)) < level + 1e-12, "{window:?}");
                }
            }
            if window.opens != ALWAYS {
                prop_assert_eq!(tide.window(level, window.opens), Some(*window));
            }
            prop_assert_eq!(tide.window(level, window.closes), Some(*window));
        }
        prop_assert!(windows.windows(2).all(|pair| pair[0].closes < pair[1].opens));
        for minute in -2 * 1440..5 * 1440 {
            let at = Time::from_milliseconds(minute * 60_000 + 17);
            let above = tide.level(at) - level;
            let inside = windows.iter().any(|window| window.contains(at));
            prop_assert!(inside == (above >= 0.0) || above.abs() < 1e-9, "{at:?} {above}");
            if minute % 97 == 0 {
                let next = windows.iter().find(|window| window.closes >= at).copied();
                prop_assert_eq!(tide.window(level, at), next);
            }
        }
    }

    #[test]
    fn turns_alternate_and_the_curve_is_monotone_between_them(tide in tides()) {
        let turns = tide.turns();
        for pair in turns.windows(2) {
            prop_assert!(pair[0].at < pair[1].at && pair[0].high != pair[1].high);
            prop_assert!((pair[0].level < pair[1].level) == pair[1].high);
        }
        let mut last: Option<(Time, f64)> = None;
        for minute in -2 * 1440..5 * 1440 {
            let at = Time::from_milliseconds(minute * 60_000 + 17);
            let level = tide.level(at);
            prop_assert!((tide.lowest() - 1e-12..=tide.highest() + 1e-12).contains(&level));
            if let Some((before, earlier)) = last {
                let next = turns.partition_point(|turn| turn.at <= before);
                let calm = turns.get(next).is_none_or(|turn| turn.at > at);
                let rises = turns.get(next).map(|turn| turn.high).or(turns.last().map(|turn| !turn.high));
                if calm && let Some(rises) = rises {
                    let change = if rises { level - earlier } else { earlier - level };
                    prop_assert!(change >= -1e-12, "{at:?} {change}");
                }
            }
            last = Some((at, level));
        }
    }

    #[test]
    fn held_levels_are_those_of_a_slow_search(tide in tides(), minutes in 1..1500_i64) {
        let stay = Duration::from_milliseconds(minutes * 60_000);
        let level = |minute: i64, high: Time| tide.level(millisecond(high, minute * 60_000));
        for turn in tide.turns().iter().filter(|turn| turn.high && turn.at >= days(0)).take(4) {
            let held = tide.held(stay, 1.0, turn.at, millisecond(turn.at, 1)).unwrap();
            // The best of all starts: where the lower of what comes before and after high water is highest.
            let mut before = vec![turn.level];
            let mut after = vec![turn.level];
            for minute in 1..=minutes {
                before.push(before[minute as usize - 1].min(level(-minute, turn.at)));
                after.push(after[minute as usize - 1].min(level(minute, turn.at)));
            }
            let spans = (0..=minutes as usize).map(|early| before[early].min(after[minutes as usize - early]));
            let slow = spans.fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(held < slow + 0.1 && held > slow - 0.1, "{held} and {slow}");
            // What is held is held by a window, and hardly more is.
            let lower = tide.window(held - 1e-6, turn.at).unwrap();
            prop_assert!(lower.closes - lower.opens >= Duration::from_milliseconds(stay.milliseconds() - 2));
            if let Some(higher) = tide.window(held + 1e-6, turn.at).filter(|window| window.contains(turn.at)) {
                prop_assert!(higher.closes - higher.opens <= stay);
            }
        }
    }
}
