//! The closing lines of a story: the hours of the call, each once; what is shown adds up.

use super::super::text::fill;
use super::Voice;
use super::shown::{Shown, told};
use crate::analysis::explain::{Doing, Explained};
use crate::record::Activity;

/// A name and its tenths of hours.
type Item = (String, i64);

/// Total, and what it is made of.
pub(super) fn closing(voice: &Voice, call: &Explained, shown: &Shown) -> Vec<String> {
    let words = voice.words;
    let (needed, waited) = (needed(voice, call, shown), waited(voice, call, shown));
    let causes = call.losses.iter().map(|loss| voice.loss_cause(call.record.flow, loss.cause, &[]));
    let lost: Vec<Item> = causes.zip(shown.losses.iter().copied()).collect();
    let sum = |items: &[Item]| items.iter().map(|(_, tenths)| tenths).sum::<i64>();
    let sums = [sum(&needed), sum(&waited), sum(&lost)];
    let values = [
        ("total", told(sums.iter().sum())),
        ("needed", told(sums[0])),
        ("waited", told(sums[1])),
        ("lost", told(sums[2])),
    ];
    let mut lines = vec![fill(words.in_port, &values.each_ref().map(|(key, value)| (*key, value.as_str())))];
    for (template, items) in
        [(words.needed_line, needed), (words.waited_line, waited), (words.lost_line, lost)]
    {
        let items = items.iter().filter(|(_, tenths)| *tenths != 0);
        let told = items.map(|(name, tenths)| fill(words.item, &[("name", name), ("hours", &told(*tenths))]));
        let list = told.collect::<Vec<_>>().join(words.between_items);
        if !list.is_empty() {
            lines.push(fill(template, &[("list", &list)]));
        }
    }
    lines
}

fn needed(voice: &Voice, call: &Explained, shown: &Shown) -> Vec<Item> {
    let mut items = vec![(voice.words.cargo.to_owned(), shown.cargo)];
    for (name, activities) in groups(voice) {
        let stretches = call.timeline.iter().zip(&shown.stretches);
        let of = stretches.filter(
            |(stretch, _)| matches!(stretch.doing, Doing::Does(activity) if activities.contains(&activity)),
        );
        items.push((name.to_owned(), of.map(|(_, tenths)| tenths).sum()));
    }
    items
}

/// By the conditions that were not met, in the order of the hours.
fn waited(voice: &Voice, call: &Explained, shown: &Shown) -> Vec<Item> {
    let of = |unmet| {
        let stretches = call.timeline.iter().zip(&shown.stretches);
        let of =
            stretches.filter(|(stretch, _)| matches!(stretch.doing, Doing::Waits(_, set) if set == unmet));
        of.map(|(_, tenths)| tenths).sum()
    };
    call.hours.waits.iter().map(|(unmet, _)| (voice.conditions(*unmet), of(*unmet))).collect()
}

/// Steps that take a stated time, as they are told together.
fn groups(voice: &Voice) -> [(&'static str, &'static [Activity]); 4] {
    const TRANSITS: &[Activity] = &[Activity::InboundTransit, Activity::OutboundTransit];
    const MOORING: &[Activity] =
        &[Activity::Berthing, Activity::Mooring, Activity::ClosingFormalities, Activity::Unmooring];
    let words = voice.words;
    [
        (words.transits, TRANSITS),
        (words.mooring, MOORING),
        (words.cleaning, &[Activity::Cleaning]),
        (words.shifting, &[Activity::Shifting]),
    ]
}
