//! Names of what hours were used for: for people in one language, and as stable codes for files.

use super::words;
use crate::analysis::{Resource, ResourceKind, Use};
use crate::port::{Port, RoomMeasure};
use crate::record::{Activity, Condition, Unmet};
use crate::report::text::{Language, fill};

/// The name of a use for people.
pub(super) fn use_name(of: Use, port: &Port, language: Language) -> String {
    let words = words(language);
    let with = |template: &str, unmet: Unmet| {
        let names = unmet.conditions().map(|condition| condition_name(condition, port, language));
        fill(template, &[("what", &names.collect::<Vec<_>>().join(words.together))])
    };
    match of {
        Use::Productive => words.productive,
        Use::Tail => words.tail,
        Use::Machine => words.machine,
        Use::Slow => words.slow,
        Use::YardFull => words.yard_full,
        Use::YardEmpty => words.yard_empty,
        Use::Hatch => words.hatch,
        Use::Shift => words.shift,
        Use::Stopped(cause) => return with(words.stopped, Unmet::of(Condition::Closure(cause))),
        Use::Start(unmet) => return with(words.start, unmet),
        Use::Exit(unmet) => return with(words.exit, unmet),
        Use::Activity(at) => activity_name(at, language),
        Use::Inbound => words.inbound,
        Use::Held => words.held,
        Use::Failed => words.failed,
        Use::Maintained => words.maintained,
        Use::Spare => words.spare,
        Use::Closed(unmet) => return with(words.free_closed, unmet),
        Use::Wanted => words.free_wanted,
        Use::Unwanted => words.free,
        Use::Retired => words.retired,
        Use::Serving => words.serving,
        Use::Shunting => words.shunting,
        Use::Wanting => words.wanting,
        Use::Suspended => words.suspended,
        Use::Full => words.full,
        Use::Inspection => words.inspection,
        Use::Line => words.line,
        Use::Dwelling => words.dwelling,
        Use::Queued => words.queued,
        Use::Stranded => words.stranded,
        Use::Gathering => words.gathering,
        Use::Loading => words.loading,
        Use::Shut => words.shut,
    }
    .to_owned()
}

fn activity_name(at: usize, language: Language) -> &'static str {
    let words = words(language);
    match Activity::ALL[at] {
        Activity::Berthing => words.berthing,
        Activity::Mooring => words.mooring,
        Activity::Cleaning => words.cleaning,
        Activity::ClosingFormalities => words.closing,
        Activity::Unmooring => words.unmooring,
        Activity::InboundTransit | Activity::OutboundTransit | Activity::Shifting => words.inbound,
    }
}

fn condition_name(condition: Condition, port: &Port, language: Language) -> &str {
    let words = words(language);
    match condition {
        Condition::Room => words.room,
        Condition::Tide => words.water,
        Condition::Daylight => words.light,
        Condition::Traffic => words.traffic,
        Condition::Turn => words.turn,
        Condition::Service(at) => port.marine.get(at).map_or("", |service| language.name(&service.label)),
        Condition::Closure(at) => port.causes.get(at).map_or("", |cause| language.name(cause)),
    }
}

/// The name of a resource for people.
pub(super) fn resource_name(resource: &Resource, port: &Port, language: Language) -> String {
    let (words, index) = (words(language), resource.index);
    let mode = || language.name(&port.modes[index].label);
    match resource.kind {
        ResourceKind::Quay | ResourceKind::Berth => language.name(&port.places[index].label).to_owned(),
        ResourceKind::Machines => language.name(&port.equipment[index].label).to_owned(),
        ResourceKind::Yard => language.name(&port.yards[index].label).to_owned(),
        ResourceKind::Tracks => fill(words.tracks, &[("mode", mode())]),
        ResourceKind::Lanes(station) => {
            let catalogue = language.words();
            let stations = [
                catalogue.station_causeway_in,
                catalogue.station_gate_in,
                catalogue.station_loading,
                catalogue.station_weighbridge,
                catalogue.station_gate_out,
                catalogue.station_causeway_out,
            ];
            fill(words.lanes, &[("mode", mode()), ("station", stations[station])])
        }
    }
}

/// The kind of a resource, and the unit of its hours, in files.
pub(super) fn kind_code(resource: &Resource, port: &Port) -> (&'static str, &'static str) {
    match resource.kind {
        ResourceKind::Quay => ("quay", "m h"),
        ResourceKind::Berth => ("berth", "h"),
        ResourceKind::Machines => ("machines", "machine h"),
        ResourceKind::Tracks => ("tracks", "track h"),
        ResourceKind::Lanes(station) => (LANES[station], "lane h"),
        ResourceKind::Yard => {
            let unit = match port.yards[resource.index].capacity.measure() {
                Some(RoomMeasure::SquareMetres) => "m2 h",
                Some(RoomMeasure::Boxes) => "box h",
                Some(RoomMeasure::Vehicles) => "vehicle h",
                Some(RoomMeasure::CubicMetres) => "m3 h",
                Some(RoomMeasure::Tonnes) | None => "t h",
            };
            ("yard", unit)
        }
    }
}

/// Kinds of lanes, in the order of a truck's turn.
const LANES: [&str; 6] =
    ["causeway-in", "gate-in", "loading-places", "weighbridge", "gate-out", "causeway-out"];

/// The stable name of a use, and of what was missing or closed.
pub(super) fn use_code(of: Use, port: &Port) -> (&'static str, Vec<String>) {
    let code = match of {
        Use::Productive => "full-rate",
        Use::Tail => "tail",
        Use::Machine => "fewer-machines",
        Use::Slow => "slowed",
        Use::YardFull => "yard-full",
        Use::YardEmpty => "yard-empty",
        Use::Hatch => "hatch-change",
        Use::Shift => "outside-shifts",
        Use::Stopped(cause) => return ("stopped", codes(Unmet::of(Condition::Closure(cause)), port)),
        Use::Start(unmet) => return ("kept-from-beginning", codes(unmet, port)),
        Use::Exit(unmet) => return ("waits-to-leave", codes(unmet, port)),
        Use::Activity(at) => match Activity::ALL[at] {
            Activity::Berthing => "berthing",
            Activity::Mooring => "mooring",
            Activity::Cleaning => "cleaning",
            Activity::ClosingFormalities => "closing-formalities",
            Activity::Unmooring => "unmooring",
            Activity::InboundTransit | Activity::OutboundTransit | Activity::Shifting => "under-way",
        },
        Use::Inbound => "vessel-on-its-way",
        Use::Held => "held",
        Use::Failed => "broken-down",
        Use::Maintained => "maintenance",
        Use::Spare => "free-beside-vessels",
        Use::Closed(unmet) => return ("free-closed", codes(unmet, port)),
        Use::Wanted => "free-wanted",
        Use::Unwanted => "free",
        Use::Retired => "out-of-use",
        Use::Serving => "serving",
        Use::Shunting => "shunting",
        Use::Wanting => "wants-cargo",
        Use::Suspended => "mode-closed",
        Use::Full => "loaded-early",
        Use::Inspection => "inspection",
        Use::Line => "waits-for-line",
        Use::Dwelling => "dwelling",
        Use::Queued => "waits-for-collection",
        Use::Stranded => "modes-closed",
        Use::Gathering => "waits-for-vessel",
        Use::Loading => "vessel-loads",
        Use::Shut => "free-closed",
    };
    (code, Vec::new())
}

fn codes(unmet: Unmet, port: &Port) -> Vec<String> {
    let code = |condition: Condition| match condition {
        Condition::Room => "berth".to_owned(),
        Condition::Tide => "water".to_owned(),
        Condition::Daylight => "daylight".to_owned(),
        Condition::Traffic => "channel".to_owned(),
        Condition::Turn => "turn".to_owned(),
        Condition::Service(at) => {
            port.marine.get(at).map_or_else(String::new, |service| service.name.clone())
        }
        Condition::Closure(at) => port.causes.get(at).map_or_else(String::new, |cause| cause.english.clone()),
    };
    unmet.conditions().map(code).collect()
}
