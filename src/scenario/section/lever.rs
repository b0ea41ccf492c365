//! `[lever.NAME]` and the levers that every port has: what `toumen price` relaxes.

use super::change::{self, KINDS};
use crate::lever::{Change, Cost, Lever, acts, in_use};
use crate::port::{Draws, Equipment, Label, Port, Trigger};
use crate::scenario::bounds::POSITIVE;
use crate::scenario::code::Code;
use crate::scenario::diagnostic::{Place, Problem};
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::node::{Value, parse};
use crate::scenario::reader::Reader;
use crate::units::Duration;

/// The levers that every port has.
const DEFAULTS: &str = include_str!("levers.toml");

/// All levers: those of every port unless `defaults` is false, then those of the scenario; one of the same name takes its place.
/// `of_hours`: the first closure that comes from working hours.
pub(super) fn all(low: &mut Lowering<'_>, port: &Port, defaults: bool, of_hours: usize) -> Vec<Lever> {
    // Of a port with errors it is not known which levers it has.
    let shipped = (!low.failed()).then(|| shipped(low, port, of_hours));
    let mut levers = shipped.clone().filter(|_| defaults).unwrap_or_default();
    for entry in low.entries(Kind::Lever) {
        let Some(lever) = lower(low, entry, port, (shipped.as_deref(), of_hours)) else { continue };
        match levers.iter_mut().find(|other| other.name == lever.name) {
            Some(other) => *other = lever,
            None => levers.push(lever),
        }
    }
    one_currency(low, &levers);
    levers
}

fn lower<'a>(
    low: &mut Lowering<'a>,
    entry: Entry<'a>,
    port: &Port,
    (shipped, of_hours): (Option<&[Lever]>, usize),
) -> Option<Lever> {
    let mut table = Reader::entry(low, entry);
    let usual = shipped.and_then(|levers| levers.iter().find(|lever| lever.name == entry.name));
    let label = match usual {
        Some(usual) => table.label_at(low, "label").unwrap_or_else(|| usual.label.clone()),
        None => table.label(low, entry.name),
    };
    let several = table.take("changes");
    let changes = match several {
        Some(_) if table.has("kind") => {
            let message = format!("`{}` says twice what it changes", table.path);
            let help = "either `kind` with `of` and `by`, or a list of such tables under `changes`";
            let (place, path) = (table.place_of("changes"), table.path_of("changes"));
            low.report(Problem::new(Code::NoChange, place, &path, message).help(help));
            for key in ["kind", "of", "by"] {
                table.take(key);
            }
            Vec::new()
        }
        Some(node) => list(low, node, &table.path_of("changes"), (port, of_hours)),
        None if table.has("kind") => change::read(low, &mut table, port, of_hours),
        None => usual.map_or_else(Vec::new, |usual| usual.changes.clone()),
    };
    if let Some(shipped) = shipped
        && several.is_none()
        && !table.has("kind")
        && usual.is_none()
    {
        says_nothing(low, &table, shipped);
    }
    let cost = cost(low, &mut table);
    table.finish(low);
    if changes.is_empty() {
        return None;
    }
    if !changes.iter().all(|change| in_use(port, change)) {
        let message = format!("`{}` acts on something that is not in use in the window", entry.path());
        low.report(Problem::new(Code::IdleLever, entry.node.key, &entry.path(), message));
    }
    Some(Lever { name: entry.name.to_owned(), label, changes, cost })
}

fn says_nothing(low: &mut Lowering<'_>, table: &Reader<'_>, shipped: &[Lever]) {
    let message = format!("`{}` says nothing about what it changes", table.path);
    let names: Vec<&str> = shipped.iter().map(|lever| lever.name.as_str()).collect();
    let mut help = "write `kind`, with `of` and `by`".to_owned();
    if !names.is_empty() {
        help = format!("{help}; levers that need none, by name: {}", names.join(", "));
    }
    low.report(Problem::new(Code::NoChange, table.place, &table.path, message).help(help));
}

/// Several changes at once.
fn list(
    low: &mut Lowering<'_>,
    node: &crate::scenario::node::Node,
    path: &str,
    (port, of_hours): (&Port, usize),
) -> Vec<Change> {
    let Value::List(items) = &node.value else {
        low.wrong_type(node, path, "a list: [{ kind = \"machines\", of = \"cranes\", by = 1 }]");
        return Vec::new();
    };
    if items.is_empty() {
        low.report(Problem::new(Code::EmptyList, node.place, path, "`changes` is an empty list"));
    }
    let (mut changes, mut sound) = (Vec::new(), true);
    for (number, item) in items.iter().enumerate() {
        let Some(mut table) = Reader::open(low, item, &format!("{path}[{number}]"), None) else {
            sound = false;
            continue;
        };
        if table.need_node(low, "kind").is_some() {
            let found = change::read(low, &mut table, port, of_hours);
            sound &= !found.is_empty();
            changes.extend(found);
            table.finish(low);
        } else {
            sound = false;
        }
    }
    if sound { changes } else { Vec::new() }
}

/// `cost`, in millions of `currency`.
fn cost(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Cost> {
    let millions: Option<f64> = table.certain(low, "cost", POSITIVE);
    if !table.has("cost") {
        if table.take("currency").is_some() {
            let (place, path) = (table.place_of("currency"), table.path_of("currency"));
            let problem = Problem::new(Code::MissingKey, place, &path, "`currency` goes with `cost`");
            low.report(problem.help("for instance: cost = 310, in millions"));
        }
        return None;
    }
    table.need_node(low, "currency");
    let currency = table.text(low, "currency")?.to_owned();
    Some(Cost { millions: millions?, currency })
}

/// Tonnes per million are compared, so all costs are in one currency.
fn one_currency(low: &mut Lowering<'_>, levers: &[Lever]) {
    let stated: Vec<(&str, &str)> = (levers.iter())
        .filter_map(|lever| Some((lever.name.as_str(), lever.cost.as_ref()?.currency.as_str())))
        .collect();
    let Some(&(first, currency)) = stated.first() else { return };
    for &(name, other) in stated.iter().filter(|(_, other)| *other != currency) {
        let message = format!("`lever.{name}` costs {other}, but `lever.{first}` costs {currency}");
        let entry = low.entries(Kind::Lever).into_iter().find(|entry| entry.name == name);
        let place = entry.map_or(Place { file: 0, start: 0, end: 0 }, |entry| entry.node.key);
        let problem = Problem::new(Code::MixedCurrencies, place, &format!("lever.{name}.currency"), message);
        low.report(problem.help("state all costs in one currency: tonnes per million are compared"));
    }
}

/// The levers of every port, made for this one: where they act on something that is in use.
fn shipped(low: &mut Lowering<'_>, port: &Port, of_hours: usize) -> Vec<Lever> {
    let mut problems = Vec::new();
    let rows = parse(DEFAULTS, 0, 0, &mut problems);
    let mut levers = Vec::new();
    for (word, row) in &rows.entries {
        let Some(kind) = KINDS.iter().find(|(name, _)| name == word).map(|(_, kind)| *kind) else { continue };
        let Some(mut table) = Reader::open(low, row, word, None) else { continue };
        let Some(by) = change::amount(low, &mut table, kind) else { continue };
        let label = table.label(low, word);
        let each = table.text(low, "each");
        let things = match each {
            Some(sort) => things(port, sort, of_hours),
            None => vec![(String::new(), Label::default(), kind.everything(port))],
        };
        for (name, thing, ids) in things {
            let changes = kind.changes(&ids, by);
            let usable = |change: &Change| acts(port, change) && in_use(port, change);
            if changes.is_empty() || !changes.iter().all(usable) {
                continue;
            }
            let name = if name.is_empty() { word.clone() } else { format!("{word}-{name}") };
            let label = Label {
                english: label.english.replace("{thing}", &thing.english),
                chinese: label.chinese.replace("{thing}", thing.chinese()),
            };
            levers.push(Lever { name, label, changes, cost: None });
        }
    }
    levers
}

/// The things of a sort: name, label, and the numbers a change is told.
fn things(port: &Port, sort: &str, of_hours: usize) -> Vec<(String, Label, Vec<u32>)> {
    let list = |names: Vec<(&String, &Label)>| -> Vec<(String, Label, Vec<u32>)> {
        let numbered = (0..).zip(names);
        numbered.map(|(id, (name, label))| (name.clone(), label.clone(), vec![id])).collect()
    };
    match sort {
        "place" => list(port.places.iter().map(|thing| (&thing.name, &thing.label)).collect()),
        "equipment" => {
            let mut kinds = list(port.equipment.iter().map(|thing| (&thing.name, &thing.label)).collect());
            kinds.retain(|(.., ids)| several(port, &port.equipment[ids[0] as usize]));
            kinds
        }
        "marine" => list(port.marine.iter().map(|thing| (&thing.name, &thing.label)).collect()),
        "mode" => list(port.modes.iter().map(|thing| (&thing.name, &thing.label)).collect()),
        "capacity" => list(port.capacities.iter().map(|thing| (&thing.name, &thing.label)).collect()),
        "cause" => {
            let causes = port.causes.iter().map(|cause| {
                let name = cause.english.to_lowercase().replace(' ', "-");
                (name, cause.clone(), change::of_cause(port, &cause.english, of_hours))
            });
            let of_weather =
                |id: &u32| matches!(port.closures[*id as usize].trigger, Trigger::Weather { .. });
            causes.filter(|(.., closures)| closures.iter().any(of_weather)).collect()
        }
        _ => Vec::new(),
    }
}

/// True for machines that are shared out and of which there are two or more at the end of the window: a ramp is no crane.
fn several(port: &Port, kind: &Equipment) -> bool {
    let last = port.study.end - Duration::from_milliseconds(1);
    !kind.per_vessel && kind.count.at(last, &Draws::fixed()) >= 2.0
}
