//! A log as a planner reads it: one line for each occurrence, with names. Leaves out files (`log`).

use std::fmt::Write;

use super::number::fixed;
use crate::port::{ModeKind, PlaceKind, Port};
use crate::record::{ClosureState, Entry, LineMove, Occurrence, Trace, VisitRecord};
use crate::units::{Duration, Time, Tonnes};

/// Width of the column of instants; longer ones push their line to the right.
const WHEN: usize = 10;
/// Width of the column of who and what.
const WHAT: usize = 22;

/// The log of `trace` as text: `<days> d <hh:mm>  <who and what>  <details>`.
pub fn story(port: &Port, trace: &Trace) -> String {
    let mut text = String::new();
    for entry in &trace.entries {
        let (what, details) = line(port, trace, entry);
        let when = instant(entry.time);
        let whole = format!("{when:<WHEN$}  {what:<WHAT$}  {details}");
        text.push_str(whole.trim_end());
        text.push('\n');
    }
    text
}

/// An instant since the start, "3 d 04:05", with seconds and milliseconds where there are any.
pub(super) fn instant(time: Time) -> String {
    const DAY: i64 = Duration::DAY.milliseconds();
    let (days, rest) = (time.milliseconds().div_euclid(DAY), time.milliseconds().rem_euclid(DAY));
    let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60);
    let (seconds, milliseconds) = (rest / 1000 % 60, rest % 1000);
    let mut text = format!("{days} d {hours:02}:{minutes:02}");
    if seconds > 0 || milliseconds > 0 {
        write!(text, ":{seconds:02}").expect("writing to a text");
    }
    if milliseconds > 0 {
        write!(text, ".{milliseconds:03}").expect("writing to a text");
    }
    text
}

/// Who and what, and the details.
fn line(port: &Port, trace: &Trace, entry: &Entry) -> (String, String) {
    let visit = entry.visit.map_or_else(String::new, |number| format!("v{number} "));
    let record = entry.visit.and_then(|number| trace.visits.get((number as usize).checked_sub(1)?));
    let (what, details) = match entry.what {
        Occurrence::PeriodEnds => ("period ends".to_owned(), String::new()),
        what if entry.visit.is_some() => call(port, what, record),
        what => surroundings(port, what),
    };
    (format!("{visit}{what}"), details)
}

/// An occurrence in a vessel's call.
fn call(port: &Port, what: Occurrence, record: Option<&VisitRecord>) -> (String, String) {
    let place = |at: usize| port.places.get(at).map_or("?", |place| &place.name);
    let since = |from: fn(&VisitRecord) -> Option<Time>, until: fn(&VisitRecord) -> Option<Time>| {
        let record = record?;
        let duration = until(record)? - from(record)?;
        (duration > Duration::ZERO).then(|| span(duration))
    };
    let at_metre = |at: usize, metre: f64| {
        let quay = matches!(port.places.get(at).map(|p| &p.kind), Some(PlaceKind::Quay { .. }));
        if quay { format!(" at {} m", fixed(metre, 0)) } else { String::new() }
    };
    let (what, details) = match what {
        Occurrence::Arrived(parcel) => {
            let class = record.and_then(|record| port.flows.get(record.flow)).map(|flow| flow.class.index());
            let class = class.and_then(|at| port.classes.get(at)).map_or("?", |class| &class.name);
            ("arrived", format!("{class}, {}", tonnes(parcel)))
        }
        Occurrence::ClearedInbound { place: at, metre } => {
            let waited = since(|visit| Some(visit.arrived), |visit| visit.cleared_inbound);
            let waited = waited.map_or_else(String::new, |waited| format!(", waited {waited}"));
            ("cleared inbound", format!("{}{}{waited}", place(at), at_metre(at, metre)))
        }
        Occurrence::Berthed(at) => ("berthed", place(at).to_owned()),
        Occurrence::Cleaning(takes) => ("waits for cleaning", span(takes)),
        Occurrence::HatchChange(takes) => ("changes hatches", span(takes)),
        Occurrence::Shifts { place: at, metre } => {
            ("shifts", format!("to {}{}", place(at), at_metre(at, metre)))
        }
        Occurrence::Stays => ("stays", "no room to shift to".to_owned()),
        Occurrence::TransferBegan => ("transfer began", String::new()),
        Occurrence::Rate { tonnes_per_hour, .. } if tonnes_per_hour <= 0.0 => ("paused", String::new()),
        Occurrence::Rate { tonnes_per_hour, machines } => {
            ("works", format!("{} t/h, {}", trimmed(tonnes_per_hour), count(machines)))
        }
        Occurrence::TransferEnded => {
            let took = since(|visit| visit.transfer_began, |visit| visit.transfer_ended);
            ("transfer ended", took.map_or_else(String::new, |took| format!("after {took}")))
        }
        Occurrence::ReadyToLeave => ("ready to leave", String::new()),
        Occurrence::ClearedOutbound => {
            let waited = since(|visit| visit.ready, |visit| visit.cleared_outbound);
            ("cleared outbound", waited.map_or_else(String::new, |waited| format!("waited {waited}")))
        }
        Occurrence::Unmoored(at) => ("unmoored", place(at).to_owned()),
        Occurrence::Departed => {
            let stay = since(|visit| Some(visit.arrived), |visit| visit.departed);
            ("departed", stay.map_or_else(String::new, |stay| format!("stayed {stay}")))
        }
        Occurrence::Diverted => {
            let waited = since(|visit| Some(visit.arrived), |visit| visit.lost);
            ("sailed elsewhere", waited.map_or_else(String::new, |waited| format!("waited {waited}")))
        }
        Occurrence::OrderedToSea => ("ordered to sea", String::new()),
        Occurrence::Sheltered => ("at sea", "waits to come back".to_owned()),
        Occurrence::TurnedAway => ("turned away", "anchorage full".to_owned()),
        Occurrence::LeftShort { loaded, parcel } => {
            ("leaves short", format!("{} of {}", tonnes(loaded), tonnes(parcel)))
        }
        other => return surroundings(port, other),
    };
    (what.to_owned(), details)
}

/// An occurrence around the vessels: closures, yards, trains, machines.
fn surroundings(port: &Port, what: Occurrence) -> (String, String) {
    let yard = |at: usize| port.yards.get(at).map_or("?", |yard| &yard.name);
    let mode = |at: usize| port.modes.get(at).map_or("?", |mode| &mode.name);
    let machine = |at: usize| port.equipment.get(at).map_or("?", |machines| &machines.name);
    let none = String::new();
    match what {
        Occurrence::Closure(at, state) => {
            let closure = &port.closures[at];
            let verb = if state == ClosureState::Active { "begins" } else { "ends" };
            let cause = &port.causes[closure.cause.index()].english;
            let cause = if *cause == closure.name { none } else { cause.clone() };
            (format!("{} {verb}", closure.name), cause)
        }
        Occurrence::YardFull(at, true) => (format!("{} full", yard(at)), none),
        Occurrence::YardFull(at, false) => (format!("{} has room", yard(at)), none),
        Occurrence::TrainArrived(at) => (format!("{} train came", mode(at)), none),
        Occurrence::TrainLeft { mode: at, loaded, net_load } => {
            let short = net_load.0 - loaded.0 > 1e-6 * net_load.0.max(1.0);
            let of = if short { format!(" of {}, short", tonnes(net_load)) } else { none };
            (format!("{} train left", mode(at)), format!("{}{of}", tonnes(loaded)))
        }
        Occurrence::TrainCancelled(at) => (format!("{} train cancelled", mode(at)), "no track".to_owned()),
        Occurrence::TrainWithoutWagons(at) => (format!("{} no train", mode(at)), "no wagons".to_owned()),
        Occurrence::TrainLoads(at) => (format!("{} train loads", mode(at)), none),
        Occurrence::TrainLoaded(at, loaded) => (format!("{} train loaded", mode(at)), tonnes(loaded)),
        Occurrence::OnLine { mode: at, train, what } => {
            let line = port.modes.get(at).and_then(|mode| match &mode.kind {
                ModeKind::Rail(rail) => port.lines.get(rail.line?.index()),
                _ => None,
            });
            let line = line.map_or("?", |line| &line.name);
            let way = |inbound| if inbound { "inbound" } else { "outbound" };
            let (what, details) = match what {
                LineMove::Starts { section, inbound } => (way(inbound), format!("{line}, section {section}")),
                LineMove::AtPlace { place, inbound } => {
                    ("crosses", format!("{line}, place {place}, {}", way(inbound)))
                }
                LineMove::OnTrack => ("on track", none),
                LineMove::Out => ("out", format!("{line}, main line")),
            };
            (format!("{} train {train} {what}", mode(at)), details)
        }
        Occurrence::TruckIn { mode: at, truck, waited } => {
            let waited = if waited > Duration::ZERO { format!("waited {}", span(waited)) } else { none };
            (format!("{} truck {truck} in", mode(at)), waited)
        }
        Occurrence::TruckLoaded { mode: at, truck, load } => {
            (format!("{} truck {truck} loaded", mode(at)), tonnes(load))
        }
        Occurrence::TruckOut { mode: at, truck, turn } => {
            (format!("{} truck {truck} out", mode(at)), format!("turn {}", span(turn)))
        }
        Occurrence::MachineFailed(at) => (format!("{} machine failed", machine(at)), none),
        Occurrence::MachineRepaired(at) => (format!("{} machine back", machine(at)), none),
        Occurrence::MachinesAway(at, machines) => {
            (format!("{} maintenance", machine(at)), format!("{} away", count(machines)))
        }
        Occurrence::MachinesBack(at, machines) => {
            (format!("{} maintenance", machine(at)), format!("{} back", count(machines)))
        }
        _ => (format!("{what:?}"), none),
    }
}

/// "1 machine", "2 machines".
fn count(machines: u32) -> String {
    format!("{machines} {}", if machines == 1 { "machine" } else { "machines" })
}

fn tonnes(amount: Tonnes) -> String {
    format!("{} t", trimmed(amount.0))
}

/// At most three decimals, none that say nothing, thousands apart.
fn trimmed(value: f64) -> String {
    let text = fixed(value, 3);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.split_once('.') {
        Some((whole, rest)) => format!("{}.{rest}", apart(whole)),
        None => apart(text),
    }
}

/// Thousands apart from 1,000 on.
fn apart(whole: &str) -> String {
    if whole.len() == 4 && !whole.contains(',') {
        format!("{},{}", &whole[..1], &whole[1..])
    } else {
        whole.to_owned()
    }
}

/// A span, "26.5 h" or "12 min".
fn span(duration: Duration) -> String {
    let hours = duration.hours();
    if hours > 0.0 && hours < 1.0 {
        format!("{} min", trimmed(hours * 60.0))
    } else {
        format!("{} h", trimmed(hours))
    }
}
