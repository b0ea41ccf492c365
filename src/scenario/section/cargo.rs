//! `[cargo.NAME]`: unit, statistical tonnes, stacking, density, dwell, hold (rules D5, Y1, Y3).

use crate::port::{Cargo, CargoUnit, Figure, Held};
use crate::scenario::bounds::{NOT_NEGATIVE, POSITIVE, SHARE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Entry, Lowering};
use crate::scenario::quantity::Piece;
use crate::scenario::reader::Reader;
use crate::units::Tonnes;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Cargo {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let units = [("tonne", CargoUnit::Tonne), ("vehicle", CargoUnit::Vehicle), ("box", CargoUnit::Box)];
    let unit = table.choice(low, "unit", &units).unwrap_or(CargoUnit::Tonne);
    let tonnes_per_unit = match unit {
        CargoUnit::Tonne => {
            if table.take("tonnes_per_unit").is_some() {
                let message = "`tonnes_per_unit` is for cargo counted in vehicles or boxes";
                let place = table.place_of("tonnes_per_unit");
                let help = "add `unit = \"vehicle\"` or `unit = \"box\"`, or leave it out";
                low.report(
                    Problem::new(Code::Conflict, place, &table.path_of("tonnes_per_unit"), message)
                        .help(help),
                );
            }
            None
        }
        _ => {
            let node = table.need_node(low, "tonnes_per_unit");
            let path = table.path_of("tonnes_per_unit");
            node.and_then(|node| low.certain::<Tonnes>(node, &path, POSITIVE, table.origin()))
        }
    };
    let tonnes_per_unit = tonnes_per_unit.unwrap_or(Tonnes(1.0)).0;
    let piece = Piece { unit, tonnes: tonnes_per_unit };
    low.pieces.push((unit != CargoUnit::Tonne).then_some(piece));
    let cargo = Cargo {
        name: entry.name.to_owned(),
        label,
        unit,
        tonnes_per_unit,
        counted_per_tonne: counted(low, &mut table, tonnes_per_unit),
        stacking: table.figure(low, "stacking", POSITIVE),
        dwell: table.law(low, "dwell", NOT_NEGATIVE),
        hold: table.law(low, "hold", NOT_NEGATIVE),
        density: table.figure(low, "density", POSITIVE),
        held: held(low, &mut table),
    };
    table.finish(low);
    cargo
}

/// Which parcels are held; all unless something else is said.
fn held(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Held {
    let share = table.figure_or(low, "held_share", SHARE, 1.0);
    let choices = [("all", false), ("foreign", true)];
    let foreign_only = table.choice(low, "held", &choices).unwrap_or(false);
    let stated = ["held_share", "held"].into_iter().find(|key| table.has(key));
    if let (Some(key), false) = (stated, table.has("hold")) {
        let message = format!("`{key}` says which parcels are held, but there is no `hold`");
        let problem = Problem::new(Code::MissingKey, table.place_of(key), &table.path_of("hold"), message);
        low.report(problem.help("add `hold = \"2 days\"`, the time they are held"));
    }
    Held { share, foreign_only }
}

/// Statistical tonnes per physical tonne.
fn counted(low: &mut Lowering<'_>, table: &mut Reader<'_>, tonnes_per_unit: f64) -> Figure<f64> {
    let direct = table.figure(low, "counted_per_tonne", NOT_NEGATIVE);
    let by_unit = table.take("counted_per_unit");
    if let (true, Some(node)) = (table.has("counted_per_tonne"), by_unit) {
        let message = "`counted_per_tonne` and `counted_per_unit` exclude each other";
        low.report(Problem::new(Code::Conflict, node.place, &table.path_of("counted_per_unit"), message));
    }
    let by_unit = by_unit.and_then(|node| {
        let bounds = NOT_NEGATIVE.scaled(1.0 / tonnes_per_unit);
        let path = table.path_of("counted_per_unit");
        low.figure::<Tonnes>(node, &path, bounds, table.origin())
    });
    let by_unit = by_unit.map(|figure| Figure { value: figure.value.0, draw: figure.draw });
    direct.or(by_unit).unwrap_or(Figure::fixed(1.0))
}
