//! `[quay.NAME]` and `[berth.NAME]`: where vessels lie (rules Q1, Q4).

use super::cleaning;
use crate::port::{CargoId, Dated, DepthReach, Figure, Place, PlaceKind};
use crate::scenario::bounds::{NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::node::Value;
use crate::scenario::quantity::Dimension;
use crate::scenario::reader::Reader;
use crate::units::Metres;

/// Where a reach ends that does not say so: beyond the end of every quay.
const WITHOUT_END: Metres = Metres(2e9);

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Place {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let kind = if entry.section == "quay" { quay(low, &mut table) } else { berth(low, &mut table) };
    let under_keel = table.figure_or(low, "under_keel", NOT_NEGATIVE, Metres::ZERO);
    let dwt = table.figure(low, "dwt", POSITIVE);
    let cargoes = table.names(low, "cargoes", Kind::Cargo).unwrap_or_default();
    let (from, until) = table.dates(low);
    let cleaning = cleaning::lower(low, &mut table, entry.section == "berth");
    table.finish(low);
    let cargoes = cargoes.into_iter().map(CargoId).collect();
    Place { name: entry.name.to_owned(), label, kind, under_keel, dwt, cargoes, from, until, cleaning }
}

fn berth(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> PlaceKind {
    PlaceKind::Berth {
        length: table.figure(low, "length", POSITIVE),
        depth: table.dated(low, "depth", NOT_NEGATIVE, Before::Stated),
    }
}

fn quay(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> PlaceKind {
    let length: Option<Dated<Metres>> = table.need_dated(low, "length", NOT_NEGATIVE, Before::Zero);
    let length = length.unwrap_or(Dated::fixed(WITHOUT_END));
    let clearance = table.figure_or(low, "clearance", NOT_NEGATIVE, Metres::ZERO);
    let one = table.dated(low, "depth", NOT_NEGATIVE, Before::Stated);
    let mut depths = reaches(low, table);
    if table.has("depth") && table.has("depths") {
        let message = "`depth` and `depths` exclude each other";
        low.report(Problem::new(Code::Conflict, table.place_of("depths"), &table.path_of("depths"), message));
    }
    if let Some(depth) = one {
        depths = vec![DepthReach { until: WITHOUT_END, depth }];
    }
    let longest = longest(low, &length);
    if depths.last().is_some_and(|last| last.until < longest) {
        let end = depths.last().map_or(0.0, |last| last.until.0);
        let message = format!(
            "`depths` end at {}, but the quay may be {} long",
            Dimension::Length.show(end),
            Dimension::Length.show(longest.0)
        );
        let problem =
            Problem::new(Code::OutOfRange, table.place_of("depths"), &table.path_of("depths"), message);
        low.report(problem.help("leave `until` out of the last reach: it then goes to the end"));
    }
    PlaceKind::Quay { length, clearance, depths }
}

fn reaches(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Vec<DepthReach> {
    let Some(node) = table.take("depths") else { return Vec::new() };
    let path = table.path_of("depths");
    let Value::List(items) = &node.value else {
        low.wrong_type(
            node,
            &path,
            "a list: [{ until = \"280 m\", depth = \"12.5 m\" }, { depth = \"14.5 m\" }]",
        );
        return Vec::new();
    };
    if items.is_empty() {
        low.report(Problem::new(Code::EmptyList, node.place, &path, "`depths` is an empty list"));
    }
    let mut reaches: Vec<DepthReach> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let path = format!("{path}[{number}]");
        let Some(mut reader) = Reader::open(low, item, &path, table.origin()) else { continue };
        let last = number + 1 == items.len();
        let until = if last && !reader.has("until") {
            reader.take("until");
            Some(WITHOUT_END)
        } else {
            reader.need_node(low, "until").and_then(|node| {
                low.certain::<Metres>(node, &reader.path_of("until"), POSITIVE, reader.origin())
            })
        };
        let depth = reader.need_dated(low, "depth", NOT_NEGATIVE, Before::Stated);
        let place = reader.place_of("until");
        reader.finish(low);
        let (Some(until), Some(depth)) = (until, depth) else { continue };
        if reaches.last().is_some_and(|before| until <= before.until) {
            low.report(Problem::new(Code::OutOfOrder, place, &path, "the ends of the reaches must ascend"));
        }
        reaches.push(DepthReach { until, depth });
    }
    reaches
}

/// The greatest length the quay may have in any draw.
fn longest(low: &Lowering<'_>, length: &Dated<Metres>) -> Metres {
    let greatest = |figure: &Figure<Metres>| low.range(figure).1;
    let later = length.later.iter().map(|step| greatest(&step.value));
    Metres(later.fold(greatest(&length.first), f64::max))
}
