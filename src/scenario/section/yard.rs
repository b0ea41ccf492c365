//! `[yard.NAME]`: yards, their room, stock and dates (rules Y1, Y3, Q4).

use super::room;
use crate::port::{CargoId, Figure, Yard};
use crate::scenario::bounds::NOT_NEGATIVE;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::reader::Reader;
use crate::units::Tonnes;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Yard {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let capacity = room::lower(low, &mut table);
    let stock = stock(low, &mut table);
    let pressure = room::pressure(low, &mut table, &capacity);
    let (from, until) = table.dates(low);
    table.finish(low);
    Yard { name: entry.name.to_owned(), label, capacity, stock, from, until, pressure }
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
