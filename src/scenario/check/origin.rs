//! Figures that say neither source nor assumption: one finding for each table.

use crate::scenario::code::Code;
use crate::scenario::diagnostic::{Place, Problem};
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::merge::NAMED;

/// Keys named in one finding.
const MOST_KEYS: usize = 8;

pub(super) fn check(low: &mut Lowering<'_>) {
    let kinds = [
        Kind::Cargo,
        Kind::Demand,
        Kind::Trade,
        Kind::Season,
        Kind::Class,
        Kind::Section,
        Kind::Anchorage,
        Kind::Marine,
        Kind::Place,
        Kind::Equipment,
        Kind::Yard,
        Kind::Capacity,
        Kind::Mode,
        Kind::Weather,
        Kind::Series,
        Kind::Closure,
        Kind::Lever,
    ];
    let headers: Vec<(String, Place)> = kinds
        .iter()
        .flat_map(|kind| low.entries(*kind))
        .map(|entry| (entry.path(), entry.node.key))
        .collect();
    let mut tables: Vec<(String, Place, Vec<String>)> = Vec::new();
    for bare in std::mem::take(&mut low.bare) {
        let whole = bare.table.split('.').next().unwrap_or_default();
        let table = if NAMED.contains(&whole) { bare.table.clone() } else { whole.to_owned() };
        let key = bare.path.strip_prefix(&format!("{table}.")).unwrap_or(&bare.path).to_owned();
        match tables.iter_mut().find(|(name, ..)| *name == table) {
            Some((.., keys)) => keys.push(key),
            None => {
                let header = headers.iter().find(|(path, _)| *path == table);
                tables.push((table, header.map_or(bare.place, |(_, place)| *place), vec![key]));
            }
        }
    }
    for (table, place, keys) in tables {
        let more = keys.len().saturating_sub(MOST_KEYS);
        let mut list = keys[..keys.len() - more].join(", ");
        if more > 0 {
            list = format!("{list} and {more} more");
        }
        let message = format!("nothing says where the figures of `{table}` come from: {list}");
        let help =
            "add `source = \"…\"` or `assumed = \"why\"` to each figure, or to the table for all of them";
        low.report(Problem::new(Code::NoOrigin, place, &table, message).help(help));
    }
}
