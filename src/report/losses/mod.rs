//! What binds: the hours of vessels by what they did, waited for and lost, as a section of the page, a chart, tables and a sentence of the
//! headline. Everything is absent where no account was kept. Leaves out the sums over replications (`analysis`).

mod chart;
mod names;
mod section;
mod sheets;
#[cfg(test)]
mod tests;
mod words;

pub(super) use section::{binds, section};
pub(super) use sheets::tables;

use super::caption::Drawn;
use super::number::fixed;
use super::sentence::Voice;
use super::text::fill;
use crate::analysis::{HeldHours, StayAccount, StayTable, Verdict, VesselHours};
use names::{said, words};

/// Name of the chart.
pub(super) const CHART: &str = "stay-hours";
/// Hours a call below which nothing is said to hold it: they are 0.0 in a table.
const NOTHING: f64 = 0.05;
/// From so many hours on, the headline says whole ones.
const WHOLE: f64 = 9.95;

/// The hours of a judged span.
fn stays<'a>(voice: &Voice<'a>, verdict: &Verdict) -> Option<&'a StayTable> {
    voice.answer.stays.iter().find(|table| table.span == verdict.span)
}

/// Hours a call beyond those needed, and what holds them, where it is worth a word.
fn held(account: &StayAccount) -> Option<(f64, Vec<&HeldHours>)> {
    let beyond = account.waited.per_call? + account.lost.per_call?;
    let told = |held: &&HeldHours| held.alone.per_call.is_some_and(|hours| hours >= NOTHING);
    let holds: Vec<&HeldHours> = account.holds.iter().filter(told).collect();
    (!holds.is_empty()).then_some((beyond, holds))
}

/// The chart.
pub(super) fn charts(voice: &Voice, key: &Verdict) -> Vec<Drawn> {
    let chart = stays(voice, key).and_then(|table| chart::stay_hours(voice, key, &table.total));
    chart.map(|chart| (CHART, chart.caption.title.clone(), chart.draw())).into_iter().collect()
}

/// What holds calls longest, for the headline: the two causes that hold most of them alone, and where to ask for tonnes.
pub(super) fn sentences(voice: &Voice, key: &Verdict) -> Option<[String; 2]> {
    let account = &stays(voice, key)?.total;
    let (_, holds) = held(account)?;
    let words = words(voice);
    let hours = |spent: &VesselHours| {
        let hours = spent.per_call.unwrap_or(0.0);
        fixed(hours, usize::from(hours < WHOLE))
    };
    let one = |held: &&HeldHours| {
        let shared = held.shared.per_call.is_some_and(|hours| hours >= NOTHING);
        let (alone, most) = (hours(&held.alone), hours(&held.at_most));
        let values = [("cause", &*said(voice, held)), ("alone", &*alone), ("most", &*most)];
        let template = if shared { words.held_shared } else { words.held_alone };
        fill(template, &values)
    };
    let list = holds.iter().take(2).map(one).collect::<Vec<_>>().join(words.then);
    let (stay, needed) = (hours(&account.total), hours(&account.needed));
    let values = [("year", &*key.span.name()), ("stay", &*stay), ("needed", &*needed), ("list", &*list)];
    Some([fill(words.held, &values), words.next_measure.to_owned()])
}
