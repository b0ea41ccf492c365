//! `[anchorage.NAME]`: places for a group of classes (rule V3).

use crate::port::{Anchorage, Figure, WhenFull};
use crate::scenario::bounds::NOT_NEGATIVE;
use crate::scenario::lowering::{Entry, Lowering};
use crate::scenario::reader::Reader;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Anchorage {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let places = table.need(low, "places", NOT_NEGATIVE.up_to(1e6)).unwrap_or(Figure::fixed(1.0));
    let rules = [("turn-away", WhenFull::TurnAway), ("wait-outside", WhenFull::WaitOutside)];
    let when_full = table.choice(low, "when_full", &rules).unwrap_or(WhenFull::TurnAway);
    table.finish(low);
    Anchorage { name: entry.name.to_owned(), label, places, when_full }
}
