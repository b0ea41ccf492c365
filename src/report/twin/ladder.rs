//! The reconciliation: from the formula to the scenario, step by step.

use super::shown::Shown;
use super::{Step, TwinView};
use crate::analysis::Estimate;
use crate::report::error::ReportError;
use crate::report::number::{dash, fixed};
use crate::report::sheet::{Sheet, maybe, number};
use crate::report::text::fill;
use crate::twin::Feature;

/// A step's name for people.
pub(super) fn step_name(view: &TwinView<'_>, step: Step) -> &'static str {
    let words = view.words();
    match step {
        Step::Clock => words.by_clock,
        Step::Feature(Feature::Arrivals) => words.arrivals,
        Step::Feature(Feature::Laws) => words.laws,
        Step::Feature(Feature::Seasons) => words.seasons,
        Step::Feature(Feature::Weather) => words.weather,
        Step::Feature(Feature::Quays) => words.quays,
        Step::Feature(Feature::Breakdowns) => words.breakdowns,
        Step::Feature(Feature::Passage) => words.passage_step,
        Step::Feature(Feature::OneWay) => words.one_way,
        Step::Feature(Feature::Tide) => words.tide,
        Step::Feature(Feature::Marine) => words.marine,
        Step::Feature(Feature::Yards) => words.yards_step,
        Step::Feature(Feature::Land) => words.land_step,
        Step::Feature(Feature::Rest) => words.rest,
        Step::Ignorance => words.ignorance,
    }
}

/// A step's key in files.
pub(super) fn step_key(step: Step) -> &'static str {
    match step {
        Step::Clock => "by-the-clock",
        Step::Feature(Feature::Arrivals) => "arrivals",
        Step::Feature(Feature::Laws) => "laws",
        Step::Feature(Feature::Seasons) => "seasons",
        Step::Feature(Feature::Weather) => "weather",
        Step::Feature(Feature::Quays) => "quays",
        Step::Feature(Feature::Breakdowns) => "breakdowns",
        Step::Feature(Feature::Passage) => "passage",
        Step::Feature(Feature::OneWay) => "passing-rule",
        Step::Feature(Feature::Tide) => "tide-and-light",
        Step::Feature(Feature::Marine) => "pilots-and-tugs",
        Step::Feature(Feature::Yards) => "yards",
        Step::Feature(Feature::Land) => "land-side",
        Step::Feature(Feature::Rest) => "rest",
        Step::Ignorance => "uncertain-figures",
    }
}

/// A change with its sign.
fn signed(view: &TwinView<'_>, tonnes: f64) -> String {
    let text = view.mass().number(tonnes);
    if tonnes > 0.0 && text.chars().any(|digit| matches!(digit, '1'..='9')) {
        format!("+{text}")
    } else {
        text
    }
}

/// The table; `None` without a ladder.
pub(super) fn ladder(view: &TwinView<'_>) -> Option<Shown> {
    let (words, mass) = (view.words(), view.mass());
    let (found, steps) = view.ladder?;
    let rho = fixed(view.twin.coefficients.utilisation, 2);
    let mut rows = vec![
        vec![fill(words.formula_start, &[("rho", &rho)]), dash(), dash(), mass.number(found.formula)],
        vec![
            words.reserve.to_owned(),
            signed(view, found.full - found.formula),
            dash(),
            mass.number(found.full),
        ],
    ];
    for (at, step) in steps.iter().enumerate() {
        let (change, rung) = (found.steps[at].as_ref(), found.rungs[at].as_ref());
        let interval = |change: &Estimate| {
            change
                .interval
                .filter(|(low, high)| low < high)
                .map(|(low, high)| format!("{} … {}", signed(view, low), signed(view, high)))
        };
        rows.push(vec![
            step_name(view, *step).to_owned(),
            change.map_or_else(dash, |change| signed(view, change.mean)),
            change.and_then(interval).unwrap_or_else(dash),
            mass.maybe(rung.map(|rung| rung.mean)),
        ]);
    }
    if let Some(end) = found.end() {
        let change = signed(view, end.mean - found.formula);
        rows.push(vec![words.in_all.to_owned(), change, dash(), mass.number(end.mean)]);
    }
    let heads = [words.step, words.change, words.interval, words.then].map(str::to_owned);
    let unit = |head: &str| format!("{head} {}", mass.unit);
    let (change, then) = (unit(&heads[1]), unit(&heads[3]));
    let mut note = fill(words.ladder_note, &[("replications", &found.replications.to_string())]);
    if let Some(end) = found.end().filter(|_| view.twin.side_stream.0 > 0.0) {
        let total = mass.with_unit(end.mean + view.twin.side_stream.0);
        note = format!("{note} {}", fill(words.side_added, &[("total", &total)]));
    }
    Some(Shown::new(words.ladder, &[words.step, &change, words.interval, &then], rows).with(note))
}

/// `twin-ladder.csv`.
pub(super) fn sheet(view: &TwinView<'_>) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&["step", "change_t", "low_t", "high_t", "then_t"])?;
    let Some((found, steps)) = view.ladder else { return sheet.bytes() };
    let plain = |step: &str, change: String, then: f64| {
        [step.to_owned(), change, String::new(), String::new(), number(then)]
    };
    sheet.row(&plain("formula", String::new(), found.formula))?;
    sheet.row(&plain("reserve", number(found.full - found.formula), found.full))?;
    for (at, step) in steps.iter().enumerate() {
        let (change, rung) = (found.steps[at].as_ref(), found.rungs[at].as_ref());
        let interval = change.and_then(|change| change.interval);
        sheet.row(&[
            step_key(*step).to_owned(),
            maybe(change.map(|change| change.mean)),
            maybe(interval.map(|ends| ends.0)),
            maybe(interval.map(|ends| ends.1)),
            maybe(rung.map(|rung| rung.mean)),
        ])?;
    }
    sheet.bytes()
}
