//! `[yard.NAME]`: yards by area or by tonnes (rule Y1).

use crate::port::{CargoId, Figure, Yard, YardCapacity};
use crate::scenario::bounds::{NOT_NEGATIVE, PART};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::reader::Reader;
use crate::units::Tonnes;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Yard {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let capacity = capacity(low, &mut table);
    let stock = stock(low, &mut table);
    table.finish(low);
    Yard { name: entry.name.to_owned(), label, capacity, stock }
}

fn capacity(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> YardCapacity {
    let floor = table.dated(low, "area", NOT_NEGATIVE, Before::Zero);
    let usable = table.figure_or(low, "usable", PART, 1.0);
    let fill_limit = table.figure_or(low, "fill_limit", PART, 1.0);
    let tonnes = table.dated(low, "capacity", NOT_NEGATIVE, Before::Zero);
    let by_area = ["area", "usable", "fill_limit"].into_iter().find(|key| table.has(key));
    if let (Some(key), true) = (by_area, table.has("capacity")) {
        let message = format!("`{key}` and `capacity` exclude each other");
        let problem =
            Problem::new(Code::Conflict, table.place_of("capacity"), &table.path_of("capacity"), message);
        low.report(problem.help("a yard is given by its floor or by its tonnes"));
    } else if let (Some(key), false) = (by_area, table.has("area")) {
        let message = format!("`{key}` is a share of `area`, which is missing");
        low.report(Problem::new(Code::MissingKey, table.place_of(key), &table.path_of("area"), message));
    }
    match (floor, tonnes) {
        (Some(floor), _) => YardCapacity::Area { floor, usable, fill_limit },
        (None, Some(tonnes)) => YardCapacity::Tonnes(tonnes),
        (None, None) => YardCapacity::Unlimited,
    }
}

fn stock(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Vec<(CargoId, Figure<Tonnes>)> {
    let Some(node) = table.take("stock") else { return Vec::new() };
    let path = table.path_of("stock");
    let Some(inner) = Reader::open(low, node, &path, table.origin()) else { return Vec::new() };
    let mut stock = Vec::new();
    for (name, value) in inner.entries() {
        if name == "source" || name == "assumed" {
            continue;
        }
        let path = inner.path_of(name);
        let cargo = low.find_name(Kind::Cargo, name, value.key, &path);
        let piece = cargo.and_then(|cargo| low.pieces[cargo as usize]);
        let tonnes = low.figure(value, &path, NOT_NEGATIVE.per(piece), inner.origin());
        if let (Some(cargo), Some(tonnes)) = (cargo, tonnes) {
            stock.push((CargoId(cargo), tonnes));
        }
    }
    stock
}
