//! `[series.NAME]`: recorded series that are replayed (rule 6).

use super::steps::{Rows, Wording};
use crate::port::{Figure, Replay, Series};
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::merge::Merging;
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time};

const WORDING: Wording = Wording {
    columns: &["at", "value"],
    one: "value",
    many: "values",
    two: "a series has at least two",
    number: "a value is written without unit",
    range: "a finite number",
    greatest: f64::MAX,
};

/// All series, for a run that ends at `end`.
pub(super) fn all(low: &mut Lowering<'_>, end: Time, merging: &mut Merging<'_, '_>) -> Vec<Series> {
    low.entries(Kind::Series).into_iter().map(|entry| lower(low, entry, end, merging)).collect()
}

fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>, end: Time, merging: &mut Merging<'_, '_>) -> Series {
    let mut table = Reader::entry(low, entry);
    let mut series = Series {
        name: entry.name.to_owned(),
        label: table.label(low, entry.name),
        unit: table.text(low, "unit").unwrap_or_default().to_owned(),
        first: Time::ZERO,
        step: Duration::HOUR,
        values: vec![0.0; 2],
        replay: Replay::SameDates,
    };
    let years = table.choice(low, "replay", &[("same-dates", false), ("years", true)]).unwrap_or(false);
    let csv = table.need_node(low, "csv");
    let (path, origin) = (table.path_of("csv"), table.origin().cloned());
    table.finish(low);
    let rows = csv.and_then(|csv| Rows::read(low, csv, (&path, origin), WORDING, merging));
    let Some(rows) = rows else { return series };
    if years {
        series.replay = whole_years(low, &rows).unwrap_or(Replay::SameDates);
    } else {
        rows.covers(low, end, &Figure::fixed(Duration::ZERO));
    }
    Series { first: rows.first, step: rows.step, values: rows.values, ..series }
}

/// The whole calendar years of the rows. `None` if there are none (reported).
fn whole_years(low: &mut Lowering<'_>, rows: &Rows<'_>) -> Option<Replay> {
    let almanac = low.almanac;
    let begins = almanac.date(rows.first).year;
    let first = if almanac.year_start(begins) < rows.first { begins + 1 } else { begins };
    let count = almanac.date(rows.end()).year - first;
    if count < 1 {
        rows.bad(low, "cover no whole calendar year, which `replay = \"years\"` repeats".to_owned());
        return None;
    }
    Some(Replay::Years { first, count: count as u16 })
}
