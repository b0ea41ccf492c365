//! How hours are written to `summary.json`: sets of conditions that hold next to nothing stand together, so that it does not grow with
//! every chance meeting of causes. Tables of values have them all.

use serde::Serializer;

use super::{VesselHours, WaitPart};
use crate::record::{Unmet, WaitKind};

/// Share of all waits below which a set has no row of its own.
const SMALL: f64 = 0.005;
/// What stands in place of conditions for the sets that have none.
const OTHERS: &str = "other sets";

/// The longest waits, then by kind of wait the hours of all others, without interval.
pub(super) fn waits<S: Serializer>(waits: &[WaitPart], serializer: S) -> Result<S::Ok, S::Error> {
    let all: f64 = waits.iter().map(|part| part.spent.hours).sum();
    let is_small = |part: &&WaitPart| part.spent.hours < SMALL * all;
    let shown = waits.iter().filter(|part| !is_small(part));
    let rest = [WaitKind::Entry, WaitKind::Start, WaitKind::Exit].into_iter().filter_map(|kind| {
        let parts = || waits.iter().filter(is_small).filter(|part| part.kind == kind);
        let per_call = parts().map(|part| part.spent.per_call).sum();
        let hours = parts().map(|part| part.spent.hours).sum();
        let spent = VesselHours { hours, per_call, ..VesselHours::default() };
        let missing = vec![OTHERS.to_owned()];
        (hours > 0.0).then_some(WaitPart { kind, missing, unmet: Unmet::NONE, spent })
    });
    serializer.collect_seq(shown.cloned().chain(rest))
}
