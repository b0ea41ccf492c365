//! `[equipment.NAME]`: cranes, ramps, belts (rules Q2, Q3).

use super::{crew, maintenance, span};
use crate::port::{
    Breakdown, CargoId, Clock, Dated, Effect, Equipment, EquipmentId, Figure, PlaceId, Step, Target,
};
use crate::scenario::bounds::{NOT_NEGATIVE, PART, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::reader::Reader;
use crate::units::TonnesPerHour;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Equipment {
    let id = low.entries(Kind::Equipment).iter().position(|other| other.node.order == entry.node.order);
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let place = table.need_node(low, "at").and_then(|node| low.find(Kind::Place, node, &table.path_of("at")));
    let equipment = Equipment {
        name: entry.name.to_owned(),
        label,
        place: PlaceId(place.unwrap_or(0)),
        count: count(low, &mut table),
        rates: rates(low, &mut table),
        rate_factor: table.figure_or(low, "rate_factor", POSITIVE, 1.0),
        working_share: table.figure_or(low, "working_share", PART, 1.0),
        breakdown: breakdown(low, &mut table),
        maintenance: maintenance::lower(low, &mut table),
        per_vessel: table.flag(low, "per_vessel").unwrap_or(false),
        crew: crew::manning(low, &mut table),
    };
    gear(low, &table, &equipment);
    let target = Target::Equipment(EquipmentId(id.unwrap_or(0) as u32));
    span::hours(low, &mut table, "shifts", target, ("shift", "班外"), Effect::Suspend);
    table.finish(low);
    equipment
}

/// Ship's gear comes and goes with its vessel: what would need a fixed number of machines is an error.
fn gear(low: &mut Lowering<'_>, table: &Reader<'_>, equipment: &Equipment) {
    let stated =
        [("breakdown", equipment.breakdown.is_some()), ("maintenance", equipment.maintenance.is_some())];
    for (key, _) in stated.into_iter().filter(|(_, stated)| *stated && equipment.per_vessel) {
        let message = format!("ship's gear (`per_vessel`) cannot have `{key}`");
        let problem = Problem::new(Code::ShipsGear, table.place_of(key), &table.path_of(key), message);
        low.report(problem.help("put the time lost into `rates` or `working_share`"));
    }
}

/// The number of machines over time: `from` and `until` become steps of the count.
fn count(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Dated<f64> {
    let stated = table.dated(low, "count", NOT_NEGATIVE.up_to(1e6), Before::Zero);
    let mut count = stated.unwrap_or(Dated::fixed(1.0));
    let (from, until) = table.dates(low);
    if !count.later.is_empty() && (from.is_some() || until.is_some()) {
        let key = if from.is_some() { "from" } else { "until" };
        let message = format!("a `count` by date and `{key}` say the same thing twice");
        let problem = Problem::new(Code::Conflict, table.place_of(key), &table.path_of(key), message);
        low.report(problem.help("put all dates into `count`"));
        return count;
    }
    if let Some(from) = from {
        count.later.push(Step { from, value: count.first });
        count.first = Figure::fixed(0.0);
    }
    if let Some(until) = until {
        count.later.push(Step { from: until, value: Figure::fixed(0.0) });
    }
    count
}

fn rates(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Vec<(CargoId, Figure<TonnesPerHour>)> {
    let Some(node) = table.need_node(low, "rates") else { return Vec::new() };
    let path = table.path_of("rates");
    let Some(inner) = Reader::open(low, node, &path, table.origin()) else { return Vec::new() };
    let mut rates = Vec::new();
    let mut named = 0;
    for (name, value) in inner.entries() {
        if name == "source" || name == "assumed" {
            continue;
        }
        named += 1;
        let path = inner.path_of(name);
        let cargo = low.find_name(Kind::Cargo, name, value.key, &path);
        let piece = cargo.and_then(|cargo| low.pieces[cargo as usize]);
        let rate = low.figure(value, &path, POSITIVE.per(piece), inner.origin());
        if let (Some(cargo), Some(rate)) = (cargo, rate) {
            rates.push((CargoId(cargo), rate));
        }
    }
    if named == 0 {
        let message = "`rates` names no cargo";
        low.report(
            Problem::new(Code::EmptyList, node.place, &path, message).help("rates = { coal = \"330 t/h\" }"),
        );
    }
    rates
}

fn breakdown(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Breakdown> {
    let node = table.take("breakdown")?;
    let mut inner = Reader::open(low, node, &table.path_of("breakdown"), table.origin())?;
    let mut law = |low: &mut Lowering<'_>, key, bounds| {
        let node = inner.need_node(low, key)?;
        low.law(node, &inner.path_of(key), bounds, inner.origin())
    };
    let between = law(low, "between", POSITIVE);
    let repair = law(low, "repair", NOT_NEGATIVE);
    let clocks = [("working", Clock::Working), ("calendar", Clock::Calendar)];
    let clock = inner.choice(low, "clock", &clocks).unwrap_or(Clock::Working);
    inner.finish(low);
    Some(Breakdown { between: between?, repair: repair?, clock })
}
