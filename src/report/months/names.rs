//! Names of things and months, and shares of a year from its months.

use super::words::{CHINESE, ENGLISH, Words};
use crate::analysis::{LinkKind, Mean, MonthTable, MonthUse};
use crate::report::sentence::Voice;
use crate::report::text::Language;
use crate::report::waterway::stretch::month_names;

/// The words of a language.
pub(super) fn words(language: Language) -> &'static Words {
    if language == Language::Chinese { &CHINESE } else { &ENGLISH }
}

/// Names of months as columns: without their year if there are at most twelve.
pub(super) fn columns(voice: &Voice, months: &[&MonthTable]) -> Vec<String> {
    let name = |month: &&MonthTable| match months.len() {
        0..=12 => month_names(voice.language).nth(month.month as usize - 1).unwrap_or("").to_owned(),
        _ => format!("{}-{:02}", month.year, month.month),
    };
    months.iter().map(name).collect()
}

/// A row: its name, and its use and loss in each month.
pub(super) struct Row<'a> {
    /// The name.
    pub(super) name: String,
    /// What kind of link; none for the channel as a whole.
    pub(super) kind: Option<LinkKind>,
    /// By month.
    pub(super) uses: Vec<&'a MonthUse>,
}

/// The channel as a whole, then the links but for its sections.
pub(super) fn rows<'a>(voice: &Voice, months: &[&'a MonthTable]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let channel: Vec<&MonthUse> = months.iter().filter_map(|month| month.channel.as_ref()).collect();
    if channel.len() == months.len() {
        rows.push(Row { name: words(voice.language).channel.to_owned(), kind: None, uses: channel });
    }
    let links = months.first().map_or(0, |month| month.links.len());
    for at in 0..links {
        let uses: Vec<&MonthUse> = months.iter().map(|month| &month.links[at]).collect();
        let Some(link) = &uses[0].link else { continue };
        if link.kind != LinkKind::Section {
            rows.push(Row { name: voice.name_of(link).to_owned(), kind: Some(link.kind), uses });
        }
    }
    rows
}

impl Row<'_> {
    /// Means in use by month.
    pub(super) fn used(&self) -> Vec<Option<f64>> {
        self.uses.iter().map(|month| month.used.map(|share| share.mean)).collect()
    }

    /// Means lost by month; nothing if nothing is counted as lost.
    pub(super) fn lost(&self) -> Vec<Option<f64>> {
        let counted = self.uses.iter().any(|month| month.lost.is_some());
        self.uses.iter().filter(|_| counted).map(|month| month.lost.map(|share| share.mean)).collect()
    }
}

/// The mean of months, each weighted by its hours.
pub(super) fn over_months(months: &[&MonthTable], shares: &[Option<f64>]) -> Option<f64> {
    let (mut sum, mut hours) = (0.0, 0.0);
    for (month, share) in months.iter().zip(shares).filter_map(|(month, share)| Some((month, (*share)?))) {
        sum += month.hours * share;
        hours += month.hours;
    }
    (hours > 0.0).then(|| sum / hours)
}

/// Half the width of its interval.
pub(super) fn half(mean: &Mean) -> Option<f64> {
    mean.interval.map(|(low, high)| (high - low) / 2.0)
}
