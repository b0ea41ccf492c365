//! `[tide.series]`: recorded or predicted levels from a CSV table, at equal steps (rule W2).

use super::sheet::Sheet;
use super::tide::Reach;
use crate::port::Figure;
use crate::scenario::Origin;
use crate::scenario::lowering::Lowering;
use crate::scenario::merge::Merging;
use crate::scenario::node::Node;
use crate::scenario::quantity::{Dimension, trim};
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time};

/// Greatest level, m, up or down: beyond it the column is not in metres.
const GREATEST: f64 = 1000.0;

/// Levels at equal steps.
pub(super) struct Levels {
    /// When the first was taken.
    pub(super) first: Time,
    /// Time from one to the next.
    pub(super) step: Duration,
    /// m above the mean of them all.
    pub(super) about_mean: Vec<f64>,
    /// That mean, m on the datum of the table.
    pub(super) mean: f64,
}

/// `None` if the levels cannot be read (reported).
pub(super) fn lower(
    low: &mut Lowering<'_>,
    node: &Node,
    path: &str,
    inherited: Option<&Origin>,
    (reach, lag): (Reach, &Figure<Duration>),
    merging: &mut Merging<'_, '_>,
) -> Option<Levels> {
    let mut table = Reader::open(low, node, path, inherited)?;
    let csv = table.need_node(low, "csv");
    let (path, origin) = (table.path_of("csv"), table.origin().cloned());
    table.finish(low);
    let csv = csv?;
    low.register(&path, csv.place, csv.written(), origin, None, None);
    let sheet = Sheet::fetch(low, csv, &path, &["at", "level"], true, merging)?;
    let mut rows: Vec<(Time, f64)> = Vec::new();
    for (number, row) in sheet.rows.iter().enumerate() {
        let line = number + 2;
        let text = sheet.cell(row, 0).unwrap_or_default();
        let at = low.instant_text(text, csv.place, &format!("{path}[row {line}].at"))?;
        let text = sheet.cell(row, 1).unwrap_or_default();
        match text.parse::<f64>() {
            Ok(level) if level.abs() <= GREATEST => rows.push((at, level)),
            Ok(_) => {
                let message = format!("row {line}: `{text}` is not a level in metres, from −1000 to 1000");
                sheet.bad(low, message);
                return None;
            }
            Err(_) => {
                sheet.bad(
                    low,
                    format!("row {line}: `{text}` is not a number; a level is in metres, without unit"),
                );
                return None;
            }
        }
    }
    let step = even_step(low, &sheet, &rows)?;
    covers(low, &sheet, &rows, step, (reach, lag))?;
    let mean = rows.iter().map(|(_, level)| level).sum::<f64>() / rows.len() as f64;
    let about_mean = rows.iter().map(|(_, level)| level - mean).collect();
    Some(Levels { first: rows[0].0, step, about_mean, mean })
}

/// A span for people: minutes below three hours.
fn show(span: Duration) -> String {
    match span.hours() {
        hours if hours.abs() < 3.0 => format!("{} min", trim(hours * 60.0)),
        hours => Dimension::Time.show(hours),
    }
}

/// The step of the table. `None` if it has none (reported).
fn even_step(low: &mut Lowering<'_>, sheet: &Sheet<'_>, rows: &[(Time, f64)]) -> Option<Duration> {
    let steps = || rows.windows(2).map(|pair| pair[1].0 - pair[0].0);
    let Some(least) = steps().min() else {
        sheet.bad(low, "the table has one level only: a tide has at least two".to_owned());
        return None;
    };
    if least <= Duration::ZERO {
        let at = steps().position(|step| step <= Duration::ZERO).unwrap_or(0);
        let back = Duration::ZERO - steps().nth(at).unwrap_or(Duration::ZERO);
        let message = match back {
            Duration::ZERO => format!("row {} is at the same time as row {}", at + 3, at + 2),
            _ => format!("row {} is {} before row {}: the table must ascend", at + 3, show(back), at + 2),
        };
        sheet.bad(low, message);
        return None;
    }
    let Some(at) = steps().position(|step| step != least) else { return Some(least) };
    let found = steps().nth(at).unwrap_or(least);
    let ratio = found.hours() / least.hours();
    let missing = if (ratio - ratio.round()).abs() < 1e-9 {
        format!("{} rows are missing", trim(ratio.round() - 1.0))
    } else {
        format!("{} too late", show(found - least))
    };
    let message = format!(
        "row {} comes {} after row {}, where the step is {}: {missing}",
        at + 3,
        show(found),
        at + 2,
        show(least)
    );
    sheet.bad(low, message);
    None
}

/// The levels reach over the whole run, earlier and later by the lag.
fn covers(
    low: &mut Lowering<'_>,
    sheet: &Sheet<'_>,
    rows: &[(Time, f64)],
    step: Duration,
    (reach, lag): (Reach, &Figure<Duration>),
) -> Option<()> {
    let (least, most) = low.range(lag);
    let (need_from, need_until) =
        (Time::ZERO - Duration::from_hours(most), reach.end - Duration::from_hours(least));
    let (from, until) = (rows[0].0, rows[rows.len() - 1].0 + step);
    let mut sound = true;
    if from > need_from {
        let message = format!(
            "the levels begin {} too late: they must cover the run from its start",
            show(from - need_from)
        );
        sheet.bad(low, message);
        sound = false;
    }
    if until < need_until {
        let message = format!(
            "the levels end {} too early: they must cover the run to its end",
            show(need_until - until)
        );
        sheet.bad(low, message);
        sound = false;
    }
    sound.then_some(())
}
