//! The lines of a story in order of time: what the vessel did, how long, and why it waited.

use super::super::text::fill;
use super::Voice;
use super::names::hours;
use crate::analysis::explain::{Doing, Ending, Explained, Stretch};
use crate::port::Direction;
use crate::record::{Activity, Occurrence};
use crate::units::Time;

/// One line.
pub(super) struct Line {
    pub when: Option<Time>,
    pub hours: Option<String>,
    pub text: String,
}

/// All lines of a call.
pub(super) fn lines(voice: &Voice, call: &Explained) -> Vec<Line> {
    let words = voice.words;
    let bare = |when, text: &str| Line { when: Some(when), hours: None, text: text.to_owned() };
    let mut lines = vec![bare(call.record.arrived, words.arrives)];
    let mut waits = call.waits.iter().peekable();
    let mut worked = false;
    let mut events =
        call.steps.iter().filter_map(|step| Some((step.time, event(voice, step.what)?))).peekable();
    for stretch in &call.timeline {
        while let Some((when, text)) = events.next_if(|(when, _)| *when <= stretch.from) {
            lines.push(bare(when, &text));
        }
        match stretch.doing {
            Doing::Waits(..) => {
                // Parts of one wait are told at once.
                if let Some((waited, links)) = waits.next_if(|(waited, _)| waited.from == stretch.from) {
                    let lasts = hours((waited.until - waited.from).hours());
                    let text = voice.wait(waited, links);
                    lines.push(Line { when: Some(waited.from), hours: Some(lasts), text });
                }
            }
            Doing::Does(activity) => lines.push(step(voice, call, stretch, activity)),
            Doing::Works => {
                lines.extend(work(voice, call, stretch, !worked));
                worked = true;
            }
        }
    }
    lines.extend(events.map(|(when, text)| bare(when, &text)));
    let ending = match call.ending {
        Ending::Departed => words.departs,
        Ending::Diverted => words.diverted,
        Ending::TurnedAway => words.turned_away,
        Ending::StillHere => words.still_here,
    };
    lines.push(bare(call.end, ending));
    lines
}

/// Events of a call that take no time of their own.
fn event(voice: &Voice, what: Occurrence) -> Option<String> {
    match what {
        Occurrence::OrderedToSea => Some(voice.words.ordered.to_owned()),
        Occurrence::Stays => Some(voice.words.stays.to_owned()),
        Occurrence::LeftShort { loaded, parcel } => {
            let (loaded, parcel) = (voice.tonnes(loaded.0), voice.tonnes(parcel.0));
            Some(fill(voice.words.left_short, &[("loaded", &loaded), ("tonnes", &parcel)]))
        }
        _ => None,
    }
}

/// A step that takes a stated time.
fn step(voice: &Voice, call: &Explained, stretch: &Stretch, activity: Activity) -> Line {
    let words = voice.words;
    let place = || {
        let bound = call.steps.iter().filter(|step| step.time <= stretch.from).rev();
        let place = bound.clone().find_map(|step| match step.what {
            Occurrence::ClearedInbound { place, .. } | Occurrence::Shifts { place, .. } => Some(place),
            _ => None,
        });
        place.map_or("", |place| voice.place(place))
    };
    let text = match activity {
        Activity::InboundTransit => fill(words.sails_in, &[("place", place())]),
        Activity::Berthing => words.berths.to_owned(),
        Activity::Mooring => words.moors.to_owned(),
        Activity::Cleaning => words.cleaned.to_owned(),
        Activity::ClosingFormalities => words.closes.to_owned(),
        Activity::Unmooring => words.unmoors.to_owned(),
        Activity::OutboundTransit => words.sails_out.to_owned(),
        Activity::Shifting => fill(words.shifts, &[("place", place())]),
    };
    Line { when: Some(stretch.from), hours: Some(hours(stretch.lasts().hours())), text }
}

/// Cargo work, and what it lost, told where it first begins.
fn work(voice: &Voice, call: &Explained, stretch: &Stretch, first: bool) -> Vec<Line> {
    let words = voice.words;
    let lasts = Some(hours(stretch.lasts().hours()));
    if !first {
        return vec![Line { when: Some(stretch.from), hours: lasts, text: words.works_on.to_owned() }];
    }
    let import = voice.direction(call.record.flow) == Direction::Import;
    let template = if import { words.unloads } else { words.loads };
    let (tonnes, cargo) = (voice.tonnes(call.record.parcel.0), hours(call.hours.cargo));
    let lost = hours(call.hours.lost());
    let text = fill(template, &[("tonnes", &tonnes), ("cargo", &cargo), ("lost", &lost)]);
    let mut lines = vec![Line { when: Some(stretch.from), hours: lasts, text }];
    // Under three minutes are not worth a line; they are in the closing lines.
    for loss in call.losses.iter().filter(|loss| loss.hours >= 0.05) {
        let text = format!("- {} h {}", hours(loss.hours), voice.lost(call.record.number, loss));
        lines.push(Line { when: None, hours: None, text });
    }
    lines
}
