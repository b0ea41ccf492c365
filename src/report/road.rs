//! Trucks one by one: their table on the page and as comma-separated values.

use maud::{Markup, html};

use super::error::ReportError;
use super::grid::grid;
use super::number::{dash, fixed, percent};
use super::output_file::OutputFile;
use super::sentence::Voice;
use super::sheet::{Sheet, maybe, number};
use crate::analysis::{Answer, StationWaits, Table};

/// Names of the stations in files, in the order of a truck's way.
const STATIONS: [&str; 6] = ["causeway_in", "gate_in", "loading", "weighbridge", "gate_out", "causeway_out"];

/// The mean waits in the order of a truck's way, hours.
fn in_order(waits: &StationWaits) -> [f64; 6] {
    let StationWaits { causeway_in, gate_in, loading, weighbridge, gate_out, causeway_out } = *waits;
    [causeway_in, gate_in, loading, weighbridge, gate_out, causeway_out]
}

/// The table of the page; nothing where no mode has trucks one by one.
pub(super) fn trucks(voice: &Voice, table: &Table) -> Markup {
    if table.trucks.is_empty() {
        return html! {};
    }
    let words = voice.language.words();
    let minutes = |hours: Option<f64>| hours.map_or_else(dash, |hours| fixed(hours * 60.0, 1));
    let label = |name: &str| {
        let mode = voice.port.modes.iter().find(|mode| mode.name == name);
        mode.map_or_else(|| name.to_owned(), |mode| voice.language.name(&mode.label).to_owned())
    };
    let rows: Vec<Vec<String>> = (table.trucks.iter())
        .map(|row| {
            let found = &row.of;
            let mut cells = vec![
                label(&row.name),
                fixed(found.trucks, 0),
                fixed(found.per_day, 1),
                fixed(found.unused, 0),
                found.peak_hour_share.map_or_else(dash, percent),
                minutes(found.turn.mean),
                minutes(found.turn.p95),
            ];
            let waits = found.waits.as_ref().map(in_order);
            cells.extend((0..STATIONS.len()).map(|at| minutes(waits.map(|waits| waits[at]))));
            cells
        })
        .collect();
    let wait = |station: &str| format!("{}: {station}", words.waits_by_station);
    let stations = [
        words.station_causeway_in,
        words.station_gate_in,
        words.station_loading,
        words.station_weighbridge,
        words.station_gate_out,
        words.station_causeway_out,
    ]
    .map(wait);
    let mut heads = vec![
        words.mode,
        words.trucks,
        words.trucks_per_day,
        words.trucks_unused,
        words.trucks_peak_hour,
        words.turn_mean,
        words.turn_p95,
    ];
    heads.extend(stations.iter().map(String::as_str));
    html! {
        h3 { (words.trucks_title) }
        (grid(&heads, &rows))
        p { (words.trucks_note) }
    }
}

/// `trucks.csv` and `trucks-by-hour.csv`, where some mode has trucks one by one.
pub(super) fn tables(answer: &Answer) -> Result<Vec<OutputFile>, ReportError> {
    if answer.tables.iter().all(|table| table.trucks.is_empty()) {
        return Ok(Vec::new());
    }
    Ok(vec![
        OutputFile::new("trucks.csv", turns(answer)?),
        OutputFile::new("trucks-by-hour.csv", by_hour(answer)?),
    ])
}

fn turns(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let waits = STATIONS.map(|station| format!("wait_{station}_h"));
    let mut heads = vec![
        "span",
        "mode",
        "trucks",
        "per_day",
        "unused",
        "gate_t",
        "peak_hour_share",
        "turn_mean_h",
        "turn_p50_h",
        "turn_p95_h",
        "turn_greatest_h",
        "outside_end",
    ];
    heads.extend(waits.iter().map(String::as_str));
    let mut sheet = Sheet::new(&heads)?;
    for table in &answer.tables {
        for mode in &table.trucks {
            let found = &mode.of;
            let mut cells = vec![table.span.name(), mode.name.clone()];
            cells.extend([found.trucks, found.per_day, found.unused, found.gate].map(number));
            let turn = &found.turn;
            cells.push(maybe(found.peak_hour_share));
            cells.extend([turn.mean, turn.p50, turn.p95, turn.greatest].map(maybe));
            cells.push(number(found.outside));
            let waits = found.waits.as_ref().map(in_order);
            cells.extend((0..STATIONS.len()).map(|at| maybe(waits.map(|waits| waits[at]))));
            sheet.row(&cells)?;
        }
    }
    sheet.bytes()
}

fn by_hour(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&["span", "mode", "hour", "arrivals", "exits"])?;
    for table in &answer.tables {
        for mode in &table.trucks {
            for (hour, (came, left)) in mode.of.arrivals.iter().zip(&mode.of.exits).enumerate() {
                let names = [table.span.name(), mode.name.clone(), hour.to_string()];
                let mut cells = names.to_vec();
                cells.extend([number(*came), number(*left)]);
                sheet.row(&cells)?;
            }
        }
    }
    sheet.bytes()
}
