//! The table behind the chart: use and loss of every link by month, with half intervals.

use maud::Markup;

use super::names::{columns, half, over_months, rows, words};
use super::of_span;
use crate::analysis::{Mean, MonthUse, Verdict};
use crate::report::grid::grid;
use crate::report::number::{dash, fixed, percent};
use crate::report::sentence::Voice;

/// By link that there is anything to use of: a row of use, and one of loss where anything was lost.
pub(super) fn by_month(voice: &Voice, key: &Verdict) -> Markup {
    let months = of_span(&voice.answer.months, &key.span);
    let words = words(voice.language);
    let mut table = Vec::new();
    let mut row = |name: &str, measure: &str, means: Vec<Option<Mean>>, said: fn(f64) -> String| {
        let shares: Vec<Option<f64>> = means.iter().map(|mean| mean.map(|mean| mean.mean)).collect();
        let mut cells = vec![name.to_owned(), measure.to_owned()];
        cells.extend(means.iter().map(|mean| mean.map_or_else(dash, |mean| told(&mean, said))));
        cells.push(over_months(&months, &shares).map_or_else(dash, said));
        table.push(cells);
    };
    let number = |number: f64| fixed(number, 1);
    let waiting = months.iter().map(|month| month.waiting).collect();
    row(words.anchored, words.measure_number, waiting, number);
    for link in rows(voice, &months) {
        let of = |share: fn(&MonthUse) -> Option<Mean>| link.uses.iter().map(|month| share(month)).collect();
        let (used, lost): (Vec<_>, Vec<_>) = (of(|month| month.used), of(|month| month.lost));
        if used.iter().all(Option::is_none) {
            continue;
        }
        row(&link.name, words.measure_used, used, percent);
        if lost.iter().flatten().any(|lost| lost.mean > 0.0) {
            row(&link.name, words.measure_lost, lost, percent);
        }
    }
    let names = columns(voice, &months);
    let ends = [words.thing, words.measure];
    let heads: Vec<&str> =
        (ends.into_iter()).chain(names.iter().map(String::as_str)).chain([words.mean]).collect();
    grid(&heads, &table)
}

fn told(mean: &Mean, said: fn(f64) -> String) -> String {
    match half(mean).filter(|half| *half > 0.0) {
        Some(half) => format!("{} ±{}", said(mean.mean), said(half)),
        None => said(mean.mean),
    }
}
