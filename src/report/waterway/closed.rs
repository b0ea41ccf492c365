//! The chart of hours closed: the channel inbound and the cargoes with most tonnes, by month and cause. Leaves out when in
//! the month.

use super::stretch::month_names;
use crate::analysis::{ClosedTable, MonthHours, Named, Table, Verdict};
use crate::chart::{ClosedMonth, ClosedTarget, HoursClosed};
use crate::report::caption::caption;
use crate::report::number::fixed;
use crate::report::sentence::Voice;
use crate::report::text::fill;

/// Cargoes, or groups of cargoes with the same hours, at most.
const CARGOES: usize = 3;
/// Names of cargoes in one label at most.
const NAMES: usize = 2;

/// Something that is shut at times.
pub(super) struct Shut<'a> {
    /// Its name, or the names of cargoes with the same hours.
    pub(super) names: Vec<String>,
    /// Its hours.
    pub(super) hours: &'a ClosedTable,
    /// Tonnes of the year.
    tonnes: f64,
}

/// The chart; none where no closure shuts the channel or all work on a cargo.
pub(super) fn hours_closed(voice: &Voice, key: &Verdict) -> Option<HoursClosed> {
    let (words, table) = (voice.language.words(), voice.table(key)?);
    let channel = table.channel_closed.iter().filter(|hours| hours.hours > 0.0);
    let channel = channel.map(|hours| Shut::channel(voice, hours));
    let mut cargoes: Vec<Shut> = by_cargo(voice, table);
    cargoes.retain(|shut| shut.hours.hours > 0.0);
    cargoes.sort_by(|one, other| other.tonnes.total_cmp(&one.tonnes));
    let shut: Vec<Shut> = channel.chain(cargoes.into_iter().take(CARGOES)).collect();
    let first = shut.first()?;
    let known = |cause: &str| shut.iter().any(|shut| shut.of_cause(cause).is_some());
    let causes: Vec<_> = voice.port.causes.iter().filter(|cause| known(&cause.english)).collect();
    let sum = |row: &MonthHours| row.months.iter().sum::<f64>();
    let most = (first.hours.causes.iter()).max_by(|one, other| sum(&one.of).total_cmp(&sum(&other.of)))?;
    let most = voice.port.causes.iter().find(|cause| cause.english == most.name)?;
    let (year, target) = (key.span.name(), first.label(voice));
    let values = [
        ("year", &*year),
        ("target", &target),
        ("hours", &fixed(first.hours.hours, 0)),
        ("cause", voice.language.name(most)),
    ];
    let months = |shut: &Shut| {
        let month = |at: usize| ClosedMonth {
            causes: causes
                .iter()
                .map(|cause| shut.of_cause(&cause.english).map_or(0.0, |row| row.months[at]))
                .collect(),
            any: shut.hours.months[at],
        };
        (0..12).map(month).collect()
    };
    let target = |shut: &Shut| {
        let (hours, days) = (fixed(shut.hours.hours, 0), fixed(shut.hours.operable_days, 0));
        ClosedTarget {
            label: shut.label(voice),
            note: fill(words.closed_note, &[("hours", &hours), ("days", &days)]),
            months: months(shut),
        }
    };
    let (title, what) = (fill(words.closed_title, &values), fill(words.closed_what, &values));
    Some(HoursClosed {
        caption: caption(voice, title, &what, fill(words.closed_alt, &values)),
        scale: words.closed_scale.into(),
        months: month_names(voice.language).map(str::to_owned).collect(),
        causes: causes.iter().map(|cause| voice.language.name(cause).to_owned()).collect(),
        any: words.closed_any.into(),
        targets: shut.iter().map(target).collect(),
    })
}

impl<'a> Shut<'a> {
    /// The channel inbound.
    pub(super) fn channel(voice: &Voice, hours: &'a ClosedTable) -> Self {
        Shut { names: vec![voice.language.words().channel_inbound.to_owned()], hours, tonnes: 0.0 }
    }

    /// The hours of a cause.
    pub(super) fn of_cause(&self, cause: &str) -> Option<&MonthHours> {
        self.hours.causes.iter().find(|row| row.name == cause).map(|row| &row.of)
    }

    /// The first names; how many more.
    fn label(&self, voice: &Voice) -> String {
        let words = voice.language.words();
        let names = self.names[..self.names.len().min(NAMES)].join(words.list_gap);
        match self.names.len().saturating_sub(NAMES) {
            0 => names,
            more => fill(words.and_more, &[("names", &names), ("count", &more.to_string())]),
        }
    }
}

/// Cargoes in the order of the port; those with the same hours are one.
pub(super) fn by_cargo<'a>(voice: &Voice, table: &'a Table) -> Vec<Shut<'a>> {
    let mut all: Vec<Shut> = Vec::new();
    let cargoes = voice.port.cargoes.iter().zip(&table.cargoes).zip(&table.cargoes_closed);
    for ((cargo, calls), Named { of: hours, .. }) in cargoes {
        let (name, tonnes) = (voice.language.name(&cargo.label).to_owned(), calls.of.amounts.throughput);
        match all.iter_mut().find(|shut| alike(shut.hours, hours)) {
            Some(shut) => {
                shut.names.push(name);
                shut.tonnes += tonnes;
            }
            None => all.push(Shut { names: vec![name], hours, tonnes }),
        }
    }
    all
}

/// The same hours by month and cause, but for the last bits.
fn alike(one: &ClosedTable, other: &ClosedTable) -> bool {
    let near = |a: &[f64; 12], b: &[f64; 12]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-6);
    let causes = one.causes.iter().zip(&other.causes);
    one.causes.len() == other.causes.len()
        && near(&one.months, &other.months)
        && causes.into_iter().all(|(a, b)| a.name == b.name && near(&a.of.months, &b.of.months))
}
