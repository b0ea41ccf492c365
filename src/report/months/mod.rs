//! Use and loss by month: the chart, the table behind it, and the files. Leaves out how they are counted (`analysis`).

mod chart;
mod files;
mod grid;
mod names;
mod words;

use maud::{Markup, html};

use super::caption::Drawn;
use super::sentence::Voice;
use crate::analysis::{MonthTable, Span, Verdict};

pub(super) use files::files;

/// The chart, if there are months.
pub(super) fn charts(voice: &Voice, key: &Verdict) -> Vec<Drawn> {
    let chart = chart::heat_strip(voice, key);
    chart.map(|chart| ("use-by-month", chart.caption.title.clone(), chart.draw())).into_iter().collect()
}

/// The table behind the chart.
pub(super) fn behind(voice: &Voice, key: &Verdict) -> Markup {
    html! {
        (grid::by_month(voice, key))
        p.note { (names::words(voice.language).note) }
    }
}

/// Every text in both languages.
#[cfg(test)]
pub(super) fn texts() -> &'static [(&'static str, &'static str, &'static str)] {
    words::ALL
}

/// The months of a span.
pub(super) fn of_span<'a>(months: &'a [MonthTable], span: &Span) -> Vec<&'a MonthTable> {
    months.iter().filter(|month| month.is_in(span)).collect()
}
