//! `maintenance` of equipment: machines that are away as planned (rule Q3).

use super::trigger::listed;
use crate::port::{Maintenance, MaintenanceTimes};
use crate::scenario::bounds::{AT_LEAST_ONE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::instant;
use crate::scenario::lowering::Lowering;
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time};

/// Shortest time from one maintenance to the next, hours.
const SHORTEST_INTERVAL: f64 = 1.0;

pub(super) fn lower(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Maintenance> {
    let node = table.take("maintenance")?;
    let mut inner = Reader::open(low, node, &table.path_of("maintenance"), table.origin())?;
    let machines = inner.figure_or(low, "machines", AT_LEAST_ONE.up_to(1e6), 1.0);
    for key in ["list", "every", "takes", "first"] {
        inner.take(key);
    }
    let listed_too = inner.has("list") && ["every", "takes", "first"].iter().any(|key| inner.has(key));
    if listed_too || !(inner.has("list") || inner.has("every")) {
        let message = "`maintenance` comes at intervals, or as a list";
        let help = "{ every = \"60 days\", takes = \"3 days\", first = \"20 days\" }, or { list = [[\"2025-03-01\", \
                    \"2025-03-04\"]] }";
        low.report(Problem::new(Code::Conflict, node.place, &inner.path, message).help(help));
    }
    let times = if inner.has("list") {
        let node = inner.take("list")?;
        let path = inner.path_of("list");
        low.register(&path, node.place, node.written(), inner.origin().cloned(), None, None);
        listed(low, node, &path).map(MaintenanceTimes::Listed)
    } else {
        every(low, &mut inner)
    };
    inner.finish(low);
    Some(Maintenance { machines, times: times? })
}

fn every(low: &mut Lowering<'_>, inner: &mut Reader<'_>) -> Option<MaintenanceTimes> {
    if !inner.has("every") {
        return None;
    }
    let interval = inner.figure::<Duration>(low, "every", POSITIVE);
    let takes = inner.need::<Duration>(low, "takes", POSITIVE);
    let first = inner.take("first").and_then(|node| instant(low, node, &inner.path_of("first")));
    if first.is_some_and(|first| first < Time::ZERO) {
        let message = "`first` is before the start of the scenario";
        low.report(Problem::new(Code::OutOfRange, inner.place_of("first"), &inner.path_of("first"), message));
    }
    let (interval, takes) = (interval?, takes?);
    if low.range(&interval).0 < SHORTEST_INTERVAL {
        let message = "planned maintenance must be at least 1 h apart";
        low.report(Problem::new(Code::OutOfRange, inner.place_of("every"), &inner.path_of("every"), message));
    } else if low.range(&takes).1 > low.range(&interval).0 {
        let message = "`takes` is longer than `every`: the machines would never be back";
        let (place, path) = (inner.place_of("takes"), inner.path_of("takes"));
        low.report(Problem::new(Code::OutOfOrder, place, &path, message).help("lower `count` instead"));
    }
    Some(MaintenanceTimes::Every { first, interval, takes })
}
