//! Rows of numbers at equal steps from a CSV table: their reading, and what is wrong with their times.

use super::sheet::Sheet;
use crate::port::Figure;
use crate::scenario::Origin;
use crate::scenario::lowering::Lowering;
use crate::scenario::merge::Merging;
use crate::scenario::node::Node;
use crate::scenario::quantity::{Dimension, trim};
use crate::units::{Duration, Time};

/// What the rows are, for messages.
pub(super) struct Wording {
    /// Names of the columns.
    pub(super) columns: &'static [&'static str],
    /// What one row holds, and several.
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    /// Why one row is not enough.
    pub(super) two: &'static str,
    /// What a number is: "a level is in metres, without unit".
    pub(super) number: &'static str,
    /// What a number too large is not, and the greatest, up or down.
    pub(super) range: &'static str,
    pub(super) greatest: f64,
}

/// Numbers at equal steps.
pub(super) struct Rows<'n> {
    sheet: Sheet<'n>,
    wording: Wording,
    pub(super) first: Time,
    pub(super) step: Duration,
    pub(super) values: Vec<f64>,
}

impl<'n> Rows<'n> {
    /// The rows of the table that `csv` names. `None` if they cannot be read (reported).
    pub(super) fn read(
        low: &mut Lowering<'_>,
        csv: &'n Node,
        (path, origin): (&str, Option<Origin>),
        wording: Wording,
        merging: &mut Merging<'_, '_>,
    ) -> Option<Self> {
        low.register(path, csv.place, csv.written(), origin, None, None);
        let sheet = Sheet::fetch(low, csv, path, wording.columns, true, merging)?;
        let mut rows: Vec<(Time, f64)> = Vec::new();
        for (number, row) in sheet.rows.iter().enumerate() {
            let line = number + 2;
            let text = sheet.cell(row, 0).unwrap_or_default();
            let at = low.instant_text(text, csv.place, &format!("{path}[row {line}].at"))?;
            let text = sheet.cell(row, 1).unwrap_or_default();
            match text.parse::<f64>() {
                Ok(value) if value.abs() <= wording.greatest => rows.push((at, value)),
                Ok(_) => {
                    sheet.bad(low, format!("row {line}: `{text}` is not {}", wording.range));
                    return None;
                }
                Err(_) => {
                    sheet.bad(low, format!("row {line}: `{text}` is not a number; {}", wording.number));
                    return None;
                }
            }
        }
        let step = even_step(low, &sheet, &rows, &wording)?;
        let first = rows[0].0;
        let values = rows.into_iter().map(|(_, value)| value).collect();
        Some(Rows { sheet, wording, first, step, values })
    }

    /// The first instant after the last row.
    pub(super) fn end(&self) -> Time {
        self.first + Duration::from_milliseconds(self.step.milliseconds() * self.values.len() as i64)
    }

    /// They reach over the whole run to `end`, earlier and later by a lag. `None` if not (reported).
    pub(super) fn covers(&self, low: &mut Lowering<'_>, end: Time, lag: &Figure<Duration>) -> Option<()> {
        let (least, most) = low.range(lag);
        let (need_from, need_until) =
            (Time::ZERO - Duration::from_hours(most), end - Duration::from_hours(least));
        let mut sound = true;
        if self.first > need_from {
            let late = show(self.first - need_from);
            self.bad(low, format!("begin {late} too late: they must cover the run from its start"));
            sound = false;
        }
        if self.end() < need_until {
            let early = show(need_until - self.end());
            self.bad(low, format!("end {early} too early: they must cover the run to its end"));
            sound = false;
        }
        sound.then_some(())
    }

    /// Reports what is wrong with all of them: "the levels …".
    pub(super) fn bad(&self, low: &mut Lowering<'_>, what: String) {
        self.sheet.bad(low, format!("the {} {what}", self.wording.many));
    }
}

/// A span for people: minutes below three hours.
fn show(span: Duration) -> String {
    match span.hours() {
        hours if hours.abs() < 3.0 => format!("{} min", trim(hours * 60.0)),
        hours => Dimension::Time.show(hours),
    }
}

/// The step of the table. `None` if it has none (reported).
fn even_step(
    low: &mut Lowering<'_>,
    sheet: &Sheet<'_>,
    rows: &[(Time, f64)],
    wording: &Wording,
) -> Option<Duration> {
    let steps = || rows.windows(2).map(|pair| pair[1].0 - pair[0].0);
    let Some(least) = steps().min() else {
        sheet.bad(low, format!("the table has one {} only: {}", wording.one, wording.two));
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
