//! The log of one replication as tables: visits and occurrences with names, and the story. Leaves out what it means.

use super::error::ReportError;
use super::output_file::OutputFile;
use super::sheet::{Sheet, number};
use super::story::{instant, story};
use crate::port::Port;
use crate::record::{ClosureState, Entry, LineMove, Occurrence, Trace, VisitRecord};
use crate::units::{Time, Tonnes};

/// `visits.csv`, `events.csv` and `story.txt` of replication `replication`.
pub(super) fn log(port: &Port, trace: &Trace, replication: u64) -> Result<Vec<OutputFile>, ReportError> {
    Ok(vec![
        OutputFile::new(format!("log/visits-{replication}.csv"), visits(port, trace)?),
        OutputFile::new(format!("log/events-{replication}.csv"), events(port, trace)?),
        OutputFile::new(format!("log/story-{replication}.txt"), story(port, trace)),
    ])
}

fn visits(port: &Port, trace: &Trace) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "visit",
        "trade",
        "class",
        "cargo",
        "direction",
        "parcel_t",
        "arrived",
        "cleared_inbound",
        "place",
        "berthed",
        "transfer_began",
        "transfer_ended",
        "ready_to_leave",
        "cleared_outbound",
        "departed",
        "lost",
        "entry_wait_h",
    ])?;
    for visit in &trace.visits {
        sheet.row(&visit_row(port, visit))?;
    }
    sheet.bytes()
}

/// Whose call it is: visit, trade, class, cargo, direction, parcel in physical tonnes.
pub(super) fn whose(port: &Port, visit: u32, flow: usize, parcel: Tonnes) -> Vec<String> {
    let flow = &port.flows[flow];
    let trade = &port.trades[flow.trade.index()];
    vec![
        visit.to_string(),
        trade.name.clone(),
        port.classes[flow.class.index()].name.clone(),
        port.cargoes[trade.cargo.index()].name.clone(),
        trade.direction.name().to_owned(),
        number(parcel.0),
    ]
}

fn visit_row(port: &Port, visit: &VisitRecord) -> Vec<String> {
    let when = |time: Option<Time>| time.map_or_else(String::new, |time| stamp(port, time));
    let place = visit.place.and_then(|at| port.places.get(at)).map_or_else(String::new, |p| p.name.clone());
    let mut cells = whose(port, visit.number, visit.flow, visit.parcel);
    cells.extend([
        stamp(port, visit.arrived),
        when(visit.cleared_inbound),
        place,
        when(visit.berthed),
        when(visit.transfer_began),
        when(visit.transfer_ended),
        when(visit.ready),
        when(visit.cleared_outbound),
        when(visit.departed),
        when(visit.lost),
        visit.entry_wait().map_or_else(String::new, |wait| number(wait.hours())),
    ]);
    cells
}

fn events(port: &Port, trace: &Trace) -> Result<Vec<u8>, ReportError> {
    let mut sheet =
        Sheet::new(&["time", "since_start", "visit", "event", "subject", "amount", "unit", "machines"])?;
    for entry in &trace.entries {
        sheet.row(&event_row(port, entry))?;
    }
    sheet.bytes()
}

fn event_row(port: &Port, entry: &Entry) -> Vec<String> {
    let (event, subject, amount, unit, machines) = columns(port, entry.what);
    vec![
        stamp(port, entry.time),
        instant(entry.time),
        entry.visit.map_or_else(String::new, |visit| visit.to_string()),
        event.to_owned(),
        subject,
        amount.map_or_else(String::new, number),
        unit.to_owned(),
        machines.map_or_else(String::new, |count| count.to_string()),
    ]
}

/// Event, subject, amount, unit, machines.
type Columns = (&'static str, String, Option<f64>, &'static str, Option<u32>);

fn columns(port: &Port, what: Occurrence) -> Columns {
    let bare = |event| (event, String::new(), None, "", None);
    let about = |event, subject: &str| (event, subject.to_owned(), None, "", None);
    match what {
        Occurrence::Arrived(parcel) => ("arrived", String::new(), Some(parcel.0), "t", None),
        Occurrence::ClearedInbound { place, metre } => {
            ("cleared inbound", port.places[place].name.clone(), Some(metre), "m", None)
        }
        Occurrence::Berthed(_) => bare("berthed"),
        Occurrence::Cleaning(takes) => ("cleaning", String::new(), Some(takes.hours()), "h", None),
        Occurrence::TransferBegan => bare("transfer began"),
        Occurrence::TransferEnded => bare("transfer ended"),
        Occurrence::Rate { tonnes_per_hour, machines } => {
            ("rate", String::new(), Some(tonnes_per_hour), "t/h", Some(machines))
        }
        Occurrence::ReadyToLeave => bare("ready to leave"),
        Occurrence::ClearedOutbound => bare("cleared outbound"),
        Occurrence::Unmoored(_) => bare("unmoored"),
        Occurrence::HatchChange(takes) => ("hatch change", String::new(), Some(takes.hours()), "h", None),
        Occurrence::Shifts { place, metre } => {
            ("shifts", port.places[place].name.clone(), Some(metre), "m", None)
        }
        Occurrence::Stays => bare("stays, no room to shift to"),
        Occurrence::Departed => bare("departed"),
        Occurrence::OrderedToSea => bare("ordered to sea"),
        Occurrence::Sheltered => bare("sheltered"),
        Occurrence::Diverted => bare("diverted"),
        Occurrence::TurnedAway => bare("turned away"),
        Occurrence::Closure(at, ClosureState::Active) => about("closure begins", &port.closures[at].name),
        Occurrence::Closure(at, ClosureState::Over) => about("closure ends", &port.closures[at].name),
        Occurrence::YardFull(at, true) => about("yard full", &port.yards[at].name),
        Occurrence::YardFull(at, false) => about("yard has room", &port.yards[at].name),
        Occurrence::TrainArrived(at) => about("train arrived", &port.modes[at].name),
        Occurrence::TrainLeft { mode, loaded, .. } => {
            ("train left", port.modes[mode].name.clone(), Some(loaded.0), "t", None)
        }
        Occurrence::TrainCancelled(at) => about("train cancelled", &port.modes[at].name),
        Occurrence::TrainWithoutWagons(at) => about("train without wagons", &port.modes[at].name),
        Occurrence::TrainLoads(at) => about("train loads", &port.modes[at].name),
        Occurrence::TrainLoaded(at, loaded) => {
            ("train loaded", port.modes[at].name.clone(), Some(loaded.0), "t", None)
        }
        Occurrence::OnLine { mode, train, what } => line_moves(port, mode, train, what),
        Occurrence::TruckIn { mode, truck, waited } => {
            truck_moves("truck in", port, mode, truck, waited.hours(), "h")
        }
        Occurrence::TruckLoaded { mode, truck, load } => {
            truck_moves("truck loaded", port, mode, truck, load.0, "t")
        }
        Occurrence::TruckOut { mode, truck, turn } => {
            truck_moves("truck out", port, mode, truck, turn.hours(), "h")
        }
        Occurrence::MachineFailed(at) => about("machine failed", &port.equipment[at].name),
        Occurrence::MachineRepaired(at) => about("machine repaired", &port.equipment[at].name),
        Occurrence::MachinesAway(at, machines) => {
            ("maintenance begins", port.equipment[at].name.clone(), None, "", Some(machines))
        }
        Occurrence::MachinesBack(at, machines) => {
            ("maintenance ends", port.equipment[at].name.clone(), None, "", Some(machines))
        }
        Occurrence::PeriodEnds => bare("period ends"),
        Occurrence::LeftShort { loaded, .. } => ("left short", String::new(), Some(loaded.0), "t", None),
    }
}

/// A train on a line, by its mode and number: what it did, and at which section or place.
fn line_moves(port: &Port, mode: usize, train: u32, what: LineMove) -> Columns {
    let train = format!("{} {train}", port.modes[mode].name);
    let (event, section) = match what {
        LineMove::Starts { section, inbound: true } => ("train starts inbound", Some(section)),
        LineMove::Starts { section, inbound: false } => ("train starts outbound", Some(section)),
        LineMove::AtPlace { place, .. } => ("train at crossing place", Some(place)),
        LineMove::OnTrack => ("train on track", None),
        LineMove::Out => ("train out", None),
    };
    (event, train, section.map(|number| number as f64), "", None)
}

/// A truck, by its mode and number: how long it waited, its load, its turn.
fn truck_moves(
    event: &'static str,
    port: &Port,
    mode: usize,
    truck: u32,
    amount: f64,
    unit: &'static str,
) -> Columns {
    (event, format!("{} {truck}", port.modes[mode].name), Some(amount), unit, None)
}

/// Local date and time, YYYY-MM-DDThh:mm:ss.mmm.
pub(super) fn stamp(port: &Port, time: Time) -> String {
    let date = port.almanac.date(time);
    let rest = (time - port.almanac.instant(date)).milliseconds();
    let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60);
    let (seconds, milliseconds) = (rest / 1000 % 60, rest % 1000);
    format!(
        "{:04}-{:02}-{:02}T{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}",
        date.year, date.month, date.day
    )
}
