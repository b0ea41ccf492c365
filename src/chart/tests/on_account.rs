//! The figures of what binds: hostile numbers never break them, steps join, and what is printed is what was given.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::samples::{chinese, english};
use super::{account, any_number, sound, words};
use crate::chart::canvas::{Canvas, Mark};
use crate::chart::theme::{Colour, GAIN, LOSS_RAMP, TARGET, TOTAL, USE_RAMP, shade};
use crate::chart::{ChartError, HeatRow, Waterfall, WaterfallRow};

fn texts(canvas: &Canvas) -> Vec<&str> {
    words(canvas).iter().map(|words| words.text.as_str()).collect()
}

/// Left and right edge of the bars of a waterfall, from the top; the rectangles of the key are lower than bars.
fn bars(canvas: &Canvas) -> Vec<(f64, f64)> {
    let bar = |mark: &Mark| match mark {
        Mark::Fill { points, colour, .. }
            if [GAIN, TARGET, TOTAL].contains(colour) && points[2].1 - points[0].1 > 15.0 =>
        {
            Some((points[0].0, points[1].0))
        }
        _ => None,
    };
    canvas.marks.iter().filter_map(bar).collect()
}

/// How light a colour is, 0 to 1, as a printer in grey sees it (relative luminance of WCAG 2).
fn luminance(Colour(red, green, blue): Colour) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[test]
fn each_step_starts_where_the_last_one_ended() {
    for figure in [account::lost_hours(english, 17), account::crossing(chinese)] {
        let canvas = figure.layout().expect("a chart");
        let bars = bars(&canvas);
        let drawn = figure.rows.iter().filter(|row| row.value.is_finite());
        assert_eq!(bars.len(), drawn.count());
        for pair in bars.windows(2) {
            let ends = |(a, b): (f64, f64)| [a, b];
            let meet = ends(pair[0]).iter().any(|a| ends(pair[1]).iter().any(|b| (a - b).abs() < 1e-6));
            assert!(meet, "{pair:?}");
        }
    }
}

/// 10 − 2 + 3 is 11: a total of 11 stands, one of 11.1 is refused; with a step unknown, or none between two totals, nothing is claimed.
#[test]
fn steps_that_do_not_lead_to_their_total_are_refused() {
    let drawn = |last: f64, step: f64| {
        let rows = vec![
            WaterfallRow::total("from", 10.0),
            WaterfallRow::step("less", -2.0),
            WaterfallRow::step("more", step),
            WaterfallRow::total("to", last),
            WaterfallRow::total("beside", 4.0),
        ];
        Waterfall { rows, ..account::crossing(english) }.draw().map(|_| ())
    };
    assert_eq!(drawn(11.0, 3.0), Ok(()));
    assert_eq!(drawn(11.000001, 3.0), Ok(()), "rounding");
    assert_eq!(drawn(11.1, 3.0), Err(ChartError::Uneven("to".to_owned())));
    assert_eq!(drawn(11.1, f64::NAN), Ok(()));
}

#[test]
fn bars_are_as_long_as_their_values() {
    let canvas = account::lost_hours(english, 17).layout().expect("a chart");
    let lengths: Vec<_> = bars(&canvas).iter().map(|(a, b)| b - a).collect();
    // 70,080 h in all, 4500 h and 3000 h lost first.
    let per_hour = lengths[0] / 70_080.0;
    assert!((lengths[1] / per_hour - 4500.0).abs() < 1e-6, "{lengths:?}");
    assert!((lengths[2] / per_hour - 3000.0).abs() < 1e-6, "{lengths:?}");
}

#[test]
fn values_are_printed_with_their_signs_and_intervals() {
    let canvas = account::reconciliation(english).layout().expect("a chart");
    let texts = texts(&canvas);
    for text in ["12.84", "−0.92", "[−1.01, −0.83]", "+0.37", "[+0.31, +0.43]", "10.54", "[10.40, 10.67]"]
    {
        assert!(texts.contains(&text), "{text} in {texts:?}");
    }
}

#[test]
fn a_value_that_is_missing_keeps_its_row() {
    let canvas = account::crossing(english).layout().expect("a chart");
    assert!(texts(&canvas).contains(&"not known") && texts(&canvas).contains(&"–"));
    let mut figure = account::tornado(english, 4);
    figure.rows[2].value = f64::NAN;
    let canvas = figure.layout().expect("a chart");
    assert!(texts(&canvas).contains(&"yard 10 % larger") && texts(&canvas).contains(&"–"));
}

#[test]
fn an_axis_that_leaves_out_zero_says_so() {
    let said = |figure: Waterfall| {
        let canvas = figure.layout().expect("a chart");
        texts(&canvas).iter().any(|text| text.ends_with("the axis starts above zero"))
    };
    assert!(said(account::reconciliation(english)));
    assert!(said(account::lost_hours(english, 1)));
    assert!(!said(account::lost_hours(english, 17)));
    assert!(!said(account::crossing(english)));
    let rows = vec![WaterfallRow::step("a", 10.0), WaterfallRow::step("b", 0.1)];
    assert!(!said(Waterfall { rows, ..account::crossing(english) }), "a step that starts at zero shows it");
}

#[test]
fn bars_that_may_be_zero_are_lighter_and_ties_have_brackets() {
    let mut figure = account::tornado(english, 17);
    (figure.labels.unclear, figure.labels.tied) = Default::default();
    let canvas = figure.layout().expect("a chart");
    let light =
        canvas.marks.iter().filter(|mark| matches!(mark, Mark::Fill { opacity, .. } if *opacity == 0.35));
    let unclear = figure.rows.iter().filter(|row| row.low <= 0.0 && row.high >= 0.0).count();
    assert_eq!((light.count(), unclear), (2, 2));
    let brackets =
        canvas.marks.iter().filter(|mark| matches!(mark, Mark::Line { points, .. } if points.len() == 4));
    assert_eq!(brackets.count(), 2, "row 1 with the one above it, rows 4 and 5 with the one above them");
}

#[test]
fn a_strip_prints_shares_where_they_fit_and_names_the_ends_of_its_ramps() {
    let shares = |months| {
        let canvas = account::heat_strip(english, months).layout().expect("a chart");
        texts(&canvas).iter().filter(|text| text.trim_end_matches('%').parse::<f64>().is_ok()).count()
    };
    // Six rows of twelve months, of which the loading track has no figure in four.
    assert_eq!((shares(12), shares(60)), (68, 0));
    let canvas = account::heat_strip(english, 12).layout().expect("a chart");
    // The worst loss is 14 × 1.2 % = 16.8 %.
    assert!(texts(&canvas).contains(&"0–100% in use") && texts(&canvas).contains(&"0–20% lost to closures"));
}

#[test]
fn colours_are_told_apart_in_grey() {
    let contrast = |a: Colour, b: Colour| (luminance(b) + 0.05) / (luminance(a) + 0.05);
    assert!(contrast(TOTAL, TARGET) > 1.5 && contrast(TARGET, GAIN) > 1.5);
    for ramp in [USE_RAMP, LOSS_RAMP] {
        let shades: Vec<_> = (0..=20).map(|i| luminance(shade(&ramp, f64::from(i) / 20.0))).collect();
        assert!(shades.is_sorted_by(|a, b| a > b), "{shades:?}");
        assert_eq!((shade(&ramp, -1.0), shade(&ramp, 7.0)), (ramp[0], ramp[2]));
    }
}

/// Every total after steps becomes where they end.
fn even(figure: &mut Waterfall) {
    let mut end = 0.0;
    for (at, row) in figure.rows.iter_mut().enumerate() {
        match row.is_total {
            true if at > 0 => row.value = end,
            true => end = row.value,
            false => end += row.value,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(22),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_step_breaks_the_layout(numbers in proptest::collection::vec(any_number(), 6), decimals in 0usize..12) {
        let mut figure = account::reconciliation(chinese);
        figure.rows[0].value = numbers[0];
        figure.rows[2] = figure.rows[2].clone().within(numbers[1], numbers[2]);
        (figure.rows[3].value, figure.rows[6].value, figure.rows[8].value) = (numbers[3], numbers[4], numbers[5]);
        figure.decimals = decimals;
        // What leads nowhere is refused; made to lead somewhere, it must be drawn.
        sound(figure.layout())?;
        even(&mut figure);
        prop_assert!(!matches!(figure.layout(), Err(ChartError::Uneven(_))));
        sound(figure.layout())?;
        figure.rows.truncate(1);
        sound(figure.layout())?;
    }

    #[test]
    fn no_gain_breaks_the_layout(numbers in proptest::collection::vec(any_number(), 6), decimals in 0usize..12) {
        let mut figure = account::tornado(english, 6);
        let row = &mut figure.rows[1];
        (row.value, row.low, row.high, row.second) = (numbers[0], numbers[1], numbers[2], Some(numbers[3]));
        (figure.rows[5].value, figure.rows[4].second) = (numbers[4], Some(numbers[5]));
        figure.rows[0].note = super::lengthy("0.12 Mt", "12 万吨");
        figure.decimals = decimals;
        sound(figure.layout())?;
    }

    #[test]
    fn no_share_breaks_the_layout(numbers in proptest::collection::vec(any_number(), 1..9), months in 1usize..40) {
        let mut figure = account::heat_strip(chinese, months);
        let cells: Vec<_> = numbers.iter().copied().map(Some).collect();
        figure.rows.push(HeatRow { used: cells.clone(), lost: cells, ..HeatRow::default() });
        figure.columns[0] = super::lengthy("Jan", "一月");
        sound(figure.layout())?;
    }
}
