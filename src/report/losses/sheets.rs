//! `hours.csv` and `binds.csv`.

use crate::analysis::{Answer, StayAccount, VesselHours};
use crate::record::WaitKind;
use crate::report::error::ReportError;
use crate::report::output_file::OutputFile;
use crate::report::sheet::{Sheet, maybe, number};

/// Both tables; none where no account was kept.
pub(in crate::report) fn tables(answer: &Answer) -> Result<Vec<OutputFile>, ReportError> {
    if answer.stays.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![OutputFile::new("hours.csv", hours(answer)?), OutputFile::new("binds.csv", binds(answer)?)])
}

/// Every account with the names of its span, group and class.
fn accounts(answer: &Answer) -> impl Iterator<Item = ([String; 3], &StayAccount)> {
    answer.stays.iter().flat_map(|table| {
        let span = table.span.name();
        let total = ([span.clone(), "total".to_owned(), String::new()], &table.total);
        let classes = table
            .classes
            .iter()
            .map(move |class| ([span.clone(), "class".to_owned(), class.name.clone()], &class.of));
        [total].into_iter().chain(classes)
    })
}

/// Every hour once, then all of them.
fn hours(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "span",
        "group",
        "class",
        "kind",
        "cause",
        "held",
        "hours",
        "low_h",
        "high_h",
        "per_call_h",
        "per_call_low_h",
        "per_call_high_h",
    ])?;
    for (names, account) in accounts(answer) {
        let activities =
            account.activities.iter().map(|part| ("activity", part.name.to_owned(), "", &part.spent));
        let cargo = [("cargo", "nominal rate".to_owned(), "", &account.productive)];
        let waits = account.waits.iter().map(|part| {
            let kind = match part.kind {
                WaitKind::Entry => "anchor",
                WaitKind::Start => "begin",
                WaitKind::Exit => "leave",
            };
            let held = if part.unmet.count() > 1 { "shared" } else { "alone" };
            (kind, part.missing.join(" + "), held, &part.spent)
        });
        let losses = account.losses.iter().map(|part| ("work", part.name.clone(), "alone", &part.spent));
        let total = [("total", String::new(), "", &account.total)];
        for (kind, cause, held, spent) in activities.chain(cargo).chain(waits).chain(losses).chain(total) {
            let mut cells = names.to_vec();
            cells.extend([kind.to_owned(), cause, held.to_owned()]);
            cells.extend(figures(spent));
            sheet.row(&cells)?;
        }
    }
    sheet.bytes()
}

fn figures(spent: &VesselHours) -> [String; 6] {
    let ends = spent.interval.unzip();
    let call = spent.per_call_interval.unzip();
    [number(spent.hours), maybe(ends.0), maybe(ends.1), maybe(spent.per_call), maybe(call.0), maybe(call.1)]
}

/// What each cause holds, alone, with others, at most; these overlap.
fn binds(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "span",
        "group",
        "class",
        "rank",
        "kind",
        "cause",
        "alone_h",
        "alone_low_h",
        "alone_high_h",
        "shared_h",
        "at_most_h",
        "at_most_low_h",
        "at_most_high_h",
        "alone_per_call_h",
        "at_most_per_call_h",
    ])?;
    for (names, account) in accounts(answer) {
        for (at, held) in account.holds.iter().enumerate() {
            let (alone, most) = (held.alone.interval.unzip(), held.at_most.interval.unzip());
            let mut cells = names.to_vec();
            cells.extend([(at + 1).to_string(), held.kind.to_owned(), held.name.clone()]);
            cells.extend([
                number(held.alone.hours),
                maybe(alone.0),
                maybe(alone.1),
                number(held.shared.hours),
            ]);
            cells.extend([number(held.at_most.hours), maybe(most.0), maybe(most.1)]);
            cells.extend([held.alone.per_call, held.at_most.per_call].map(maybe));
            sheet.row(&cells)?;
        }
    }
    sheet.bytes()
}
