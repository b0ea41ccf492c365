//! The figures over hours and months: hostile numbers never break them, and what they must not merge stays apart.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::samples::{chinese, english};
use super::{any_number, any_points, sound, waterway, words};
use crate::chart::canvas::{Canvas, Mark};
use crate::chart::{ChannelPassage, TidalPassage};

/// The widths of all lines of two points on a canvas that neither stand nor lie.
fn slanted(canvas: &Canvas) -> Vec<f64> {
    let width = |mark: &Mark| match mark {
        Mark::Line { points, width, .. } => match points[..] {
            [(x0, y0), (x1, y1)] if (x1 - x0).abs() > 0.1 && (y1 - y0).abs() > 0.1 => Some(*width),
            _ => None,
        },
        _ => None,
    };
    canvas.marks.iter().filter_map(width).collect()
}

#[test]
fn many_passages_take_two_panels() {
    let labels = |count| {
        let mut figure = waterway::channel_traffic(english, 1);
        figure.passages = vec![figure.passages[0]; count];
        let canvas = figure.layout().expect("a chart");
        words(&canvas).iter().filter(|words| words.text == "Basin").count()
    };
    assert_eq!((labels(30), labels(31)), (1, 2));
}

#[test]
fn a_passage_alone_in_the_channel_is_drawn_thicker_and_one_of_no_length_not_at_all() {
    let mut figure = waterway::channel_traffic(chinese, 0);
    (figure.labels.inbound, figure.labels.outbound) = Default::default();
    figure.labels.exclusive.clear();
    let passage = ChannelPassage { from: 3.0, until: 6.0, inbound: true, class: 0, exclusive: false };
    let alone = ChannelPassage { exclusive: true, ..passage };
    let none = ChannelPassage { until: 3.0, ..passage };
    figure.passages = vec![alone, none, passage];
    let widths = slanted(&figure.layout().expect("a chart"));
    assert_eq!(widths.len(), 2, "{widths:?}");
    assert!(widths[0] < widths[1], "{widths:?}");
}

#[test]
fn each_month_carries_the_mark_of_any_cause_and_one_without_a_number_does_not() {
    let mut figure = waterway::hours_closed(english, 1);
    figure.any.clear();
    let canvas = figure.layout().expect("a chart");
    let marks = canvas.marks.iter().filter(|mark| matches!(mark, Mark::Line { width, .. } if *width == 2.2));
    assert_eq!(marks.count(), 12);
    figure.targets[0].months.iter_mut().for_each(|month| month.any = f64::NAN);
    let canvas = figure.layout().expect("a chart without marks");
    assert!(!canvas.marks.iter().any(|mark| matches!(mark, Mark::Line { width, .. } if *width == 2.2)));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(21),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_tide_breaks_the_layout(levels in any_points(), spans in any_points(), needed in any_number(), hours in any_number()) {
        let mut figure = waterway::tidal_windows(english);
        let passage = |&(from, until): &(f64, f64)| TidalPassage { from, until, inbound: from < 9.0 };
        figure.needs[0].passages = spans.iter().map(passage).collect();
        figure.needs[0].level = needed;
        figure.needs[1].windows = spans.clone();
        sound(figure.layout())?;
        figure.ticks.extend(spans.iter().map(|&(hour, _)| (hour, super::lengthy("Mar", "三月"))));
        (figure.hours, figure.levels) = (hours, levels);
        sound(figure.layout())?;
    }

    #[test]
    fn no_traffic_breaks_the_layout(spans in any_points(), bounds in any_points(), hours in any_number(), length in any_number()) {
        let mut figure = waterway::channel_traffic(chinese, 40);
        let passage = |&(from, until): &(f64, f64)| ChannelPassage {
            from,
            until,
            inbound: from < 9.0,
            class: until as usize,
            exclusive: until > 20.0,
        };
        figure.passages.extend(spans.iter().map(passage));
        figure.closures[1].spans.extend(&bounds);
        let part = figure.sections[0].clone();
        figure.sections.extend(bounds.iter().map(|&(from, until)| crate::chart::ChannelSection { from, until, ..part.clone() }));
        sound(figure.layout())?;
        figure.ticks.extend(bounds.iter().map(|&(hour, _)| (hour, super::lengthy("Mar", "三月"))));
        (figure.hours, figure.length) = (hours, length);
        sound(figure.layout())?;
    }

    #[test]
    fn no_hours_closed_break_the_layout(hours in any_points(), count in 1usize..5) {
        let mut figure = waterway::hours_closed(english, count);
        let months = &mut figure.targets[count - 1].months;
        for (i, (one, all)) in hours.iter().enumerate() {
            let month = &mut months[i % 12];
            month.causes.push(*one);
            month.any = *all;
        }
        months.extend_from_within(..5);
        sound(figure.layout())?;
    }
}
