//! `[capacity.NAME]` and `[mode.NAME]`: the land side (rule L2); trains are read in `rail`.

use super::{rail, road, span};
use crate::port::{Capacity, CapacityId, Dated, Effect, Figure, Mode, ModeId, ModeKind, Target, YardId};
use crate::scenario::bounds::{NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::reader::Reader;
use crate::units::TonnesPerHour;

pub(super) fn capacity<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Capacity {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let count = table.dated(low, "count", NOT_NEGATIVE.up_to(1e6), Before::Zero);
    let rate = table.need(low, "rate", POSITIVE);
    table.finish(low);
    Capacity {
        name: entry.name.to_owned(),
        label,
        count: count.unwrap_or(Dated::fixed(1.0)),
        rate: rate.unwrap_or(Figure::fixed(TonnesPerHour(1.0))),
    }
}

pub(super) fn mode<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Mode {
    let id = low.entries(Kind::Mode).iter().position(|other| other.node.order == entry.node.order);
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let rate = table.dated(low, "rate", NOT_NEGATIVE, Before::Zero);
    let rail = table.take("rail").map(|node| rail::lower(low, node, &mut table));
    let vehicles = table.take("vehicles").map(|node| road::vehicles(low, node, &table));
    let rhythm = road::rhythm(low, &mut table);
    one_kind(low, &table);
    let kind = match (rail, vehicles) {
        _ if barge(low, &mut table) => ModeKind::Vessels,
        (Some(Some(rail)), _) => ModeKind::Rail(rail),
        (_, Some(Some(vehicles))) => ModeKind::Vehicles(Box::new(vehicles)),
        _ => ModeKind::Stream(rate),
    };
    let target = Target::Mode(ModeId(id.unwrap_or(0) as u32));
    span::hours(low, &mut table, "hours", target, ("outside hours", "非作业时间"), Effect::Suspend);
    let uses = table.names(low, "uses", Kind::Capacity).unwrap_or_default();
    let through_gate = table.flag(low, "gate").unwrap_or(false);
    let (from, until) = table.dates(low);
    let to = depot(low, &mut table);
    table.finish(low);
    let uses = uses.into_iter().map(CapacityId).collect();
    Mode { name: entry.name.to_owned(), label, kind, uses, through_gate, from, until, to, rhythm }
}

/// A mode is a stream, trains or trucks; only a stream has a rate and a shape of its own.
fn one_kind(low: &mut Lowering<'_>, table: &Reader<'_>) {
    const LOADED: &str =
        "the loading rate of a train stands inside `rail`, that of trucks in `vehicles.loading`";
    const SENT: &str = "when trucks come is said inside `vehicles`; trains have a timetable";
    let mut exclude = |key: &str, other: &str, help: &str| {
        if table.has(key) && table.has(other) {
            let message = format!("`{key}` and `{other}` exclude each other");
            let problem = Problem::new(Code::Conflict, table.place_of(key), &table.path_of(key), message);
            low.report(problem.help(help));
        }
    };
    exclude("rate", "rail", "the loading rate of a train stands inside `rail`");
    exclude("rate", "vehicles", LOADED);
    exclude("rail", "vehicles", "trains and trucks are two modes");
    for kind in ["rail", "vehicles"] {
        exclude("by_hour", kind, SENT);
        exclude("by_weekday", kind, SENT);
    }
}

/// The depot that a mode carries into: only a stream does.
fn depot(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<YardId> {
    let to = table.name(low, "to", Kind::Yard);
    for key in ["rail", "barge", "gate"].into_iter().filter(|key| table.has("to") && table.has(key)) {
        let message = format!("`to` and `{key}` exclude each other");
        let problem = Problem::new(Code::Conflict, table.place_of(key), &table.path_of(key), message);
        low.report(problem.help("a mode that fills a depot is a stream inside the port"));
    }
    to.map(YardId)
}

/// Is the mode one by vessel? Their rates are those of the quay.
fn barge(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> bool {
    let barge = table.flag(low, "barge").unwrap_or(false);
    for key in ["rate", "rail"].into_iter().filter(|key| barge && table.has(key)) {
        let message = format!("`{key}` and `barge` exclude each other");
        let problem = Problem::new(Code::Conflict, table.place_of(key), &table.path_of(key), message);
        low.report(problem.help("its vessels load at the rate of their machines at the quay"));
    }
    barge
}
