//! The chart: a row for each link, a column for each month.

use super::names::{Row, columns, over_months, rows, words};
use super::of_span;
use crate::analysis::{LinkKind, MonthTable, Verdict};
use crate::chart::{HeatLabels, HeatRow, HeatStrip};
use crate::report::caption::caption;
use crate::report::number::{dash, fixed, percent};
use crate::report::sentence::Voice;
use crate::report::text::fill;

/// Rows of links at most: those with most use or loss in a month.
const ROWS: usize = 24;
/// The least share lost in a month that a title is about.
const TOLD: f64 = 0.02;

/// The chart; none where no months were kept.
pub(super) fn heat_strip(voice: &Voice, key: &Verdict) -> Option<HeatStrip> {
    let months = of_span(&voice.answer.months, &key.span);
    let all = rows(voice, &months);
    let names = columns(voice, &months);
    let kept = hardest(&all);
    let (words, year) = (words(voice.language), key.span.name());
    let worst = |shares: fn(&Row) -> Vec<Option<f64>>| {
        let each = kept.iter().flat_map(|row| {
            let shares = shares(row).into_iter().enumerate();
            shares.filter_map(|(at, share)| Some((share?, *row, at)))
        });
        each.max_by(|one, other| one.0.total_cmp(&other.0))
    };
    let lost = worst(|row| row.lost()).filter(|(share, ..)| *share >= TOLD);
    let template = match lost.map(|(_, row, _)| row.kind) {
        None => words.title_used,
        Some(None) => words.title_channel,
        Some(Some(LinkKind::Yard)) => words.title_yard,
        Some(Some(LinkKind::Equipment)) => words.title_machines,
        Some(Some(_)) => words.title_place,
    };
    let (share, row, at) = lost.or_else(|| worst(|row| row.used()))?;
    let values = [
        ("year", year.as_str()),
        ("thing", row.name.as_str()),
        ("share", &percent(share)),
        ("month", &names[at]),
        ("count", &kept.len().to_string()),
    ];
    let title = fill(template, &values);
    let link = |row: &&Row| {
        let (used, lost) = (row.used(), row.lost());
        let said = |shares: &[Option<f64>]| over_months(&months, shares).map_or_else(dash, percent);
        let note = match lost.is_empty() {
            true => said(&used),
            false => format!("{} · {}", said(&used), said(&lost)),
        };
        HeatRow { label: row.name.clone(), used, lost, note, figures: Vec::new() }
    };
    Some(HeatStrip {
        caption: caption(voice, title, words.what, fill(words.alt, &values)),
        labels: HeatLabels {
            used: words.used.into(),
            lost: words.lost.into(),
            absent: words.absent.into(),
            note: words.head.into(),
        },
        columns: names.clone(),
        rows: anchored(voice, &months).into_iter().chain(kept.iter().map(link)).collect(),
    })
}

/// The links used or losing most in any month, in the order of the chain; those never used are left out.
fn hardest<'r, 'a>(all: &'r [Row<'a>]) -> Vec<&'r Row<'a>> {
    let most = |row: &Row| row.used().into_iter().chain(row.lost()).flatten().fold(0.0, f64::max);
    let mut by_most: Vec<(usize, f64)> = all.iter().map(most).enumerate().collect();
    by_most.retain(|(_, most)| *most > 0.0);
    by_most.sort_by(|one, other| other.1.total_cmp(&one.1));
    by_most.truncate(ROWS);
    by_most.sort_by_key(|(at, _)| *at);
    by_most.into_iter().map(|(at, _)| &all[at]).collect()
}

/// Vessels at anchor: a number, shaded against the month with most.
fn anchored(voice: &Voice, months: &[&MonthTable]) -> Option<HeatRow> {
    let words = words(voice.language);
    let numbers: Vec<Option<f64>> =
        months.iter().map(|month| month.waiting.map(|waiting| waiting.mean)).collect();
    let most = numbers.iter().flatten().copied().fold(0.0, f64::max);
    let digits = if most < 9.95 { 1 } else { 0 };
    let mean = over_months(months, &numbers)?;
    let said = |number: &Option<f64>| number.map_or_else(dash, |number| fixed(number, digits));
    (most > 0.0).then(|| HeatRow {
        label: words.anchored.into(),
        used: numbers.iter().map(|number| number.map(|number| number / most)).collect(),
        lost: Vec::new(),
        note: fill(words.anchored_note, &[("mean", &fixed(mean, digits))]),
        figures: numbers.iter().map(said).collect(),
    })
}
