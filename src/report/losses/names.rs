//! Names of what was missing, of what costs hours of cargo work, and of what calls need.

use super::words::{CHINESE, ENGLISH, Words};
use crate::analysis::{HeldHours, Hold, Loss, WaitPart};
use crate::record::{Activity, Condition, Unmet, WaitKind};
use crate::report::sentence::Voice;
use crate::report::text::{Language, fill};

/// The texts in the language of `voice`.
pub(super) fn words(voice: &Voice) -> &'static Words {
    if voice.language == Language::Chinese { &CHINESE } else { &ENGLISH }
}

/// A condition: "berth".
fn condition(voice: &Voice, condition: Condition) -> String {
    let words = words(voice);
    match condition {
        Condition::Room => words.room,
        Condition::Tide => words.tide,
        Condition::Daylight => words.light,
        Condition::Traffic => words.traffic,
        Condition::Turn => words.turn,
        Condition::Service(at) => voice.language.name(&voice.port.marine[at].label),
        Condition::Closure(at) => voice.language.name(&voice.port.causes[at]),
    }
    .to_owned()
}

/// All that was missing at once: "berth + tide".
fn set(voice: &Voice, unmet: Unmet) -> String {
    let names: Vec<String> = unmet.conditions().map(|missing| condition(voice, missing)).collect();
    names.join(words(voice).together)
}

/// A wait: "At anchor: berth + tide".
pub(super) fn wait(voice: &Voice, part: &WaitPart) -> String {
    let template = match part.kind {
        WaitKind::Entry => words(voice).anchor,
        WaitKind::Start => words(voice).begin,
        WaitKind::Exit => words(voice).leave,
    };
    fill(template, &[("set", &set(voice, part.unmet))])
}

/// A loss of cargo work: "yard full or empty".
fn loss(voice: &Voice, loss: Loss) -> String {
    let words = words(voice);
    match loss {
        Loss::Shift => words.shift.to_owned(),
        Loss::Closure(at) => fill(words.stopped, &[("cause", voice.language.name(&voice.port.causes[at]))]),
        Loss::Hatch => words.hatch.to_owned(),
        Loss::Tail => words.tail.to_owned(),
        Loss::Machine => words.machine.to_owned(),
        Loss::Slow => words.slow.to_owned(),
        Loss::Yard => words.yard.to_owned(),
    }
}

/// A loss in a list of hours: "Work: yard full or empty".
pub(super) fn work(voice: &Voice, cause: Loss) -> String {
    fill(words(voice).work, &[("cause", &loss(voice, cause))])
}

/// What holds calls, in a list: "Waits: berth".
pub(super) fn hold(voice: &Voice, hold: Hold) -> String {
    match hold {
        Hold::Wait(missing) => fill(words(voice).waits, &[("cause", &condition(voice, missing))]),
        Hold::Work(cause) => work(voice, cause),
    }
}

/// The same in a sentence: "waiting for a berth".
pub(super) fn said(voice: &Voice, held: &HeldHours) -> String {
    let words = words(voice);
    match held.hold {
        Hold::Work(cause) => loss(voice, cause),
        Hold::Wait(Condition::Room) => words.for_room.to_owned(),
        Hold::Wait(Condition::Tide) => words.for_tide.to_owned(),
        Hold::Wait(Condition::Daylight) => words.for_light.to_owned(),
        Hold::Wait(Condition::Traffic) => words.for_traffic.to_owned(),
        Hold::Wait(Condition::Turn) => words.for_turn.to_owned(),
        Hold::Wait(service @ Condition::Service(_)) => {
            fill(words.for_service, &[("service", &condition(voice, service))])
        }
        Hold::Wait(closure @ Condition::Closure(_)) => {
            fill(words.for_closure, &[("cause", &condition(voice, closure))])
        }
    }
}

/// An activity.
pub(super) fn activity(voice: &Voice, activity: Activity) -> &'static str {
    let words = words(voice);
    match activity {
        Activity::InboundTransit => words.transit_in,
        Activity::Berthing => words.berthing,
        Activity::Mooring => words.mooring,
        Activity::Cleaning => words.cleaning,
        Activity::ClosingFormalities => words.closing,
        Activity::Unmooring => words.unmooring,
        Activity::OutboundTransit => words.transit_out,
        Activity::Shifting => words.shifting,
    }
}
