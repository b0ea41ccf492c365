//! `cleaning` of a berth between cargoes (rule Q5).

use crate::port::{CargoId, Cleaning};
use crate::scenario::bounds::POSITIVE;
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::node::Value;
use crate::scenario::reader::Reader;

/// Reads `cleaning` and `cleaning_free`; only a berth, which takes one vessel at a time, can have them.
pub(super) fn lower(low: &mut Lowering<'_>, table: &mut Reader<'_>, berth: bool) -> Option<Cleaning> {
    if !berth {
        if table.has("cleaning") {
            table.take("cleaning");
            let message = "a quay in metres is not cleaned: it has no vessel before the next one";
            let problem =
                Problem::new(Code::NotHere, table.place_of("cleaning"), &table.path_of("cleaning"), message);
            low.report(problem.help("write it as berths, [berth.NAME], each with its `cleaning`"));
        }
        return None;
    }
    let takes = table.figure(low, "cleaning", POSITIVE);
    let free = groups(low, table);
    if table.has("cleaning_free") && !table.has("cleaning") {
        let message = "`cleaning_free` goes with `cleaning`";
        let (place, path) = (table.place_of("cleaning_free"), table.path_of("cleaning_free"));
        low.report(Problem::new(Code::Conflict, place, &path, message).help("cleaning = \"8 h\""));
    }
    Some(Cleaning { takes: takes?, free })
}

/// Groups of cargoes that follow each other without cleaning.
fn groups(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Vec<Vec<CargoId>> {
    let Some(node) = table.take("cleaning_free") else { return Vec::new() };
    let path = table.path_of("cleaning_free");
    let Value::List(items) = &node.value else {
        low.wrong_type(node, &path, "a list of groups: [[\"coal\", \"ore\"]]");
        return Vec::new();
    };
    let mut groups = Vec::new();
    for item in items {
        let Value::List(names) = &item.value else {
            low.wrong_type(item, &path, "a group of cargoes: [\"coal\", \"ore\"]");
            continue;
        };
        if names.len() < 2 {
            let message = "a group has at least two cargoes";
            let problem = Problem::new(Code::EmptyList, item.place, &path, message);
            low.report(problem.help("one cargo after itself never needs cleaning"));
        }
        groups
            .push(names.iter().filter_map(|name| low.find(Kind::Cargo, name, &path)).map(CargoId).collect());
    }
    groups
}
