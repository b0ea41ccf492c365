//! The waterway as tables of comma-separated values: anchorage, days left by closures, tide, marine services. Each only
//! where the scenario has it; vessels at anchor always.

use crate::analysis::{AnchorageTable, Answer, ClosedTable, Table, TideTable};
use crate::port::Port;
use crate::report::error::ReportError;
use crate::report::output_file::OutputFile;
use crate::report::sheet::{Sheet, maybe, number};

/// The tables that have something to say.
pub(in crate::report) fn tables(port: &Port, answer: &Answer) -> Result<Vec<OutputFile>, ReportError> {
    let mut files = vec![OutputFile::new("anchorage.csv", anchorage(answer)?)];
    if !port.closures.is_empty() {
        files.push(OutputFile::new("operable-days.csv", operable_days(answer)?));
    }
    if let Some(table) = &answer.tide {
        files.push(OutputFile::new("tide.csv", tide(table)?));
    }
    if !port.marine.is_empty() {
        files.push(OutputFile::new("marine.csv", marine(answer)?));
    }
    Ok(files)
}

/// Vessels at anchor, all together and by group.
fn anchorage(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "span",
        "group",
        "name",
        "mean",
        "greatest",
        "end",
        "oldest_h",
        "outside",
        "places_90",
        "places_95",
        "places_98",
    ])?;
    for table in &answer.tables {
        let groups = table.anchorages.iter().map(|group| ("anchorage", group.name.as_str(), &group.of));
        for (group, name, found) in [("total", "", &table.queue)].into_iter().chain(groups) {
            let mut cells = vec![table.span.name(), group.to_owned(), name.to_owned()];
            cells.extend(anchored(found));
            sheet.row(&cells)?;
        }
    }
    sheet.bytes()
}

fn anchored(found: &AnchorageTable) -> [String; 8] {
    let amounts = &found.amounts;
    let places = |places: Option<u32>| places.map_or_else(String::new, |places| places.to_string());
    [
        number(amounts.mean),
        number(amounts.greatest),
        number(amounts.end),
        number(amounts.oldest),
        number(amounts.outside),
        places(found.places_90),
        places(found.places_95),
        places(found.places_98),
    ]
}

/// Hours in which closures shut the channel inbound, or all work on a cargo, by cause and month; days left.
fn operable_days(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "span",
        "group",
        "name",
        "cause",
        "operable_days",
        "shut_h",
        "jan_h",
        "feb_h",
        "mar_h",
        "apr_h",
        "may_h",
        "jun_h",
        "jul_h",
        "aug_h",
        "sep_h",
        "oct_h",
        "nov_h",
        "dec_h",
    ])?;
    for table in &answer.tables {
        for (group, name, closed) in closed(table) {
            let mut row = |cause: &str, days: Option<f64>, months: &[f64; 12]| {
                let names = [table.span.name(), group.to_owned(), name.to_owned(), cause.to_owned()];
                let mut cells = names.to_vec();
                cells.extend([maybe(days), number(months.iter().sum())]);
                cells.extend(months.map(number));
                sheet.row(&cells)
            };
            row("any", Some(closed.operable_days), &closed.months)?;
            for cause in &closed.causes {
                row(&cause.name, None, &cause.of.months)?;
            }
        }
    }
    sheet.bytes()
}

/// The channel inbound, if there is one, and each cargo.
fn closed(table: &Table) -> impl Iterator<Item = (&'static str, &str, &ClosedTable)> {
    let channel = table.channel_closed.iter().map(|closed| ("channel", "inbound", closed));
    channel.chain(table.cargoes_closed.iter().map(|cargo| ("cargo", cargo.name.as_str(), &cargo.of)))
}

/// What each class needs of the tide.
fn tide(table: &TideTable) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "class",
        "transit_h",
        "draught_m",
        "needs_m",
        "riding_90_m",
        "riding_95_m",
        "worst_month",
        "riding_90_worst_month_m",
        "share_of_high_waters",
    ])?;
    for class in &table.classes {
        let need = &class.of;
        sheet.row(&[
            class.name.clone(),
            number(need.transit),
            number(need.draught),
            maybe(need.needs),
            maybe(need.riding_90),
            maybe(need.riding_95),
            need.worst_month.map_or_else(String::new, |month| month.to_string()),
            maybe(need.riding_90_worst_month),
            maybe(need.passes),
        ])?;
    }
    sheet.bytes()
}

/// Pilots and tugs.
fn marine(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&["span", "service", "ordered", "bound_h", "present_h", "bound_share"])?;
    for table in &answer.tables {
        for service in &table.marine {
            let found = &service.of;
            let share = (found.present > 0.0).then(|| found.bound / found.present);
            sheet.row(&[
                table.span.name(),
                service.name.clone(),
                number(found.ordered),
                number(found.bound),
                number(found.present),
                maybe(share),
            ])?;
        }
    }
    sheet.bytes()
}
