//! The closing lines of a story: the hours of the call, each once; what is shown adds up.

use super::super::text::fill;
use super::Voice;
use super::names::{tenths, told};
use crate::analysis::explain::Explained;
use crate::record::Activity;

/// Total, and what it is made of.
pub(super) fn closing(voice: &Voice, call: &Explained) -> Vec<String> {
    let (words, found) = (voice.words, &call.hours);
    let mut names = vec![words.cargo.to_owned()];
    let mut hours = vec![found.cargo];
    for (name, activities) in groups(voice) {
        let of = found.activities.iter().filter(|(activity, _)| activities.contains(activity));
        names.push(name.to_owned());
        hours.push(of.map(|(_, hours)| hours).sum());
    }
    let needed = names.len();
    names.extend(found.waits.iter().map(|(unmet, _)| voice.conditions(*unmet)));
    hours.extend(found.waits.iter().map(|(_, hours)| hours));
    let waited = names.len();
    names.extend(found.losses.iter().map(|(cause, _)| voice.loss_cause(call.record.flow, *cause, &[])));
    hours.extend(found.losses.iter().map(|(_, hours)| hours));

    let shown = tenths(&hours);
    let sum = |range: std::ops::Range<usize>| told(shown[range].iter().sum());
    let values = [
        ("total", sum(0..shown.len())),
        ("needed", sum(0..needed)),
        ("waited", sum(needed..waited)),
        ("lost", sum(waited..shown.len())),
    ];
    let mut lines = vec![fill(words.in_port, &values.each_ref().map(|(key, value)| (*key, value.as_str())))];
    let list = |range: std::ops::Range<usize>| {
        let items = range
            .filter(|&at| shown[at] != 0)
            .map(|at| fill(words.item, &[("name", &names[at]), ("hours", &told(shown[at]))]));
        items.collect::<Vec<_>>().join(words.between_items)
    };
    for (template, range) in [
        (words.needed_line, 0..needed),
        (words.waited_line, needed..waited),
        (words.lost_line, waited..shown.len()),
    ] {
        let list = list(range);
        if !list.is_empty() {
            lines.push(fill(template, &[("list", &list)]));
        }
    }
    lines
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
