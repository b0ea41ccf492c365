//! `[tide.series]`: recorded or predicted levels from a CSV table, at equal steps (rule W2).

use super::steps::{Rows, Wording};
use super::tide_reach::Reach;
use crate::port::Figure;
use crate::scenario::Origin;
use crate::scenario::lowering::Lowering;
use crate::scenario::merge::Merging;
use crate::scenario::node::Node;
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time};

const WORDING: Wording = Wording {
    columns: &["at", "level"],
    one: "level",
    many: "levels",
    two: "a tide has at least two",
    number: "a level is in metres, without unit",
    range: "a level in metres, from −1000 to 1000",
    // Beyond it the column is not in metres.
    greatest: 1000.0,
};

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
    let rows = Rows::read(low, csv, (&path, origin), WORDING, merging)?;
    rows.covers(low, reach.end, lag)?;
    let mean = rows.values.iter().sum::<f64>() / rows.values.len() as f64;
    let levels: Vec<f64> = rows.values.iter().map(|level| level - mean).collect();
    let (before, about_mean) = before_its_first_row(levels, rows.step);
    let first = rows.first - Duration::from_milliseconds(rows.step.milliseconds() * before as i64);
    Some(Levels { first, step: rows.step, about_mean, mean })
}

/// Days before its first row that a table is carried back: a year judged alone warms up for 90 days before the run.
const CARRIED_BACK: f64 = 95.0;
/// A lunar month, days: springs, neaps and the hour of high water come back after it.
const LUNAR_MONTH: f64 = 29.5306;

/// Puts levels before a table of at least a lunar month: those of as many lunar months later as it takes. Returns how many rows stand before.
fn before_its_first_row(levels: Vec<f64>, step: Duration) -> (usize, Vec<f64>) {
    let month = (LUNAR_MONTH / step.days()).round() as usize;
    if month == 0 || levels.len() < month {
        return (0, levels);
    }
    let before = (CARRIED_BACK / step.days()).ceil() as usize;
    // Row −k is row −k + n months, with the least n that lies in the table.
    let back = |k: usize| levels[k.div_ceil(month) * month - k];
    let mut all: Vec<f64> = (1..=before).rev().map(back).collect();
    all.extend_from_slice(&levels);
    (before, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Daily rows 0, 1, 2 … 39: a lunar month is 30 rows, so the day before the first has that of row 29, day −30 that of row 0, day −31 row 29 again.
    #[test]
    fn a_table_is_carried_back_by_lunar_months() {
        let levels: Vec<f64> = (0..40).map(f64::from).collect();
        let (before, all) = before_its_first_row(levels.clone(), Duration::DAY);
        assert_eq!(before, 95);
        assert_eq!([all[94], all[65], all[64], all[95]], [29.0, 0.0, 29.0, 0.0]);
        assert_eq!(before_its_first_row(levels[..20].to_vec(), Duration::DAY).0, 0, "too short to know");
    }
}
