//! Use and loss by month as tables of comma-separated values: of things, and of the hours of vessels by class.

use crate::analysis::{Answer, Mean, MonthTable, StayPart};
use crate::port::Port;
use crate::record::{Activity, Condition, Unmet};
use crate::report::error::ReportError;
use crate::report::output_file::OutputFile;
use crate::report::sheet::{Sheet, maybe, number};

/// Columns of hours, by the names under which `analysis` has them.
const HOURS: [(&str, &str); 14] = [
    ("in use", "in_use_h"),
    ("productive", "productive_h"),
    ("closed", "closed_h"),
    ("shift", "shift_h"),
    ("yard", "yard_h"),
    ("machine", "machine_h"),
    ("way out", "way_out_h"),
    ("pattern", "pattern_h"),
    ("mooring", "mooring_h"),
    ("assigned", "assigned_h"),
    ("failed", "failed_h"),
    ("maintained", "maintained_h"),
    ("full", "full_h"),
    ("empty", "empty_h"),
];

/// The tables, if months were kept.
pub(in crate::report) fn files(port: &Port, answer: &Answer) -> Result<Vec<OutputFile>, ReportError> {
    if answer.months.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![
        OutputFile::new("months.csv", things(&answer.months)?),
        OutputFile::new("vessel-months.csv", vessels(port, answer)?),
    ])
}

fn things(months: &[MonthTable]) -> Result<Vec<u8>, ReportError> {
    let mut heads = vec!["month", "hours_h", "kind", "name"];
    heads.extend(["use", "use_low", "use_high", "lost", "lost_low", "lost_high"]);
    heads.extend(["number", "number_low", "number_high"]);
    heads.extend(HOURS.map(|(_, column)| column));
    let mut sheet = Sheet::new(&heads)?;
    for month in months {
        let first = |kind: &str, name: &str| {
            vec![stamp(month), number(month.hours), kind.to_owned(), name.to_owned()]
        };
        let mut cells = first("anchorage", "");
        cells.extend(vec![String::new(); 6]);
        cells.extend(ends(month.waiting));
        cells.extend(vec![String::new(); HOURS.len()]);
        sheet.row(&cells)?;
        for thing in month.channel.iter().chain(&month.links) {
            let link = thing.link.as_ref();
            let (kind, name) = link.map_or(("channel", ""), |link| (link.kind.name(), link.name.as_str()));
            let mut cells = first(kind, name);
            cells.extend(ends(thing.used));
            cells.extend(ends(thing.lost));
            cells.extend(vec![String::new(); 3]);
            cells.extend(HOURS.map(|(name, _)| maybe(thing.hours.get(name).copied())));
            sheet.row(&cells)?;
        }
    }
    sheet.bytes()
}

fn vessels(port: &Port, answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&["month", "class", "part", "what", "vessel_h", "low_h", "high_h"])?;
    for month in &answer.months {
        for stay in &month.account {
            let (part, what) = said(port, stay.part);
            let mut cells = vec![stamp(month), port.classes[stay.class].name.clone(), part.to_owned(), what];
            cells.extend(ends(Some(stay.hours)));
            sheet.row(&cells)?;
        }
    }
    sheet.bytes()
}

fn stamp(month: &MonthTable) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}

fn ends(mean: Option<Mean>) -> [String; 3] {
    let interval = mean.and_then(|mean| mean.interval);
    [
        maybe(mean.map(|mean| mean.mean)),
        maybe(interval.map(|ends| ends.0)),
        maybe(interval.map(|ends| ends.1)),
    ]
}

/// What hours went into: the part of the stay, and what of it.
fn said(port: &Port, part: StayPart) -> (&'static str, String) {
    match part {
        StayPart::Entry(unmet) => ("wait at anchor", conditions(port, unmet)),
        StayPart::Start(unmet) => ("wait to begin", conditions(port, unmet)),
        StayPart::Exit(unmet) => ("wait to leave", conditions(port, unmet)),
        StayPart::Activity(at) => ("activity", activity(Activity::ALL[at]).to_owned()),
        StayPart::Transfer(tile) => ("transfer", tile.to_owned()),
        StayPart::Stopped(cause) => ("transfer", port.causes[cause].english.clone()),
    }
}

/// All that was missing at once: "berth + tide".
fn conditions(port: &Port, unmet: Unmet) -> String {
    let name = |condition| match condition {
        Condition::Room => "berth".to_owned(),
        Condition::Tide => "tide".to_owned(),
        Condition::Daylight => "daylight".to_owned(),
        Condition::Traffic => "channel".to_owned(),
        Condition::Turn => "turn".to_owned(),
        Condition::Service(at) => port.marine[at].name.clone(),
        Condition::Closure(at) => port.causes[at].english.clone(),
    };
    unmet.conditions().map(name).collect::<Vec<_>>().join(" + ")
}

fn activity(activity: Activity) -> &'static str {
    match activity {
        Activity::InboundTransit => "inbound transit",
        Activity::Berthing => "mooring and formalities",
        Activity::Mooring => "mooring again",
        Activity::Cleaning => "cleaning",
        Activity::ClosingFormalities => "closing formalities",
        Activity::Unmooring => "unmooring",
        Activity::OutboundTransit => "outbound transit",
        Activity::Shifting => "shifting",
    }
}
