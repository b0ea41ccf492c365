//! `[tide.series]`: recorded or predicted levels from a CSV table, at equal steps (rule W2).

use super::steps::{Rows, Wording};
use super::tide::Reach;
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
    let about_mean = rows.values.iter().map(|level| level - mean).collect();
    Some(Levels { first: rows.first, step: rows.step, about_mean, mean })
}
