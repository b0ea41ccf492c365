//! `[trade.NAME]`: cargo in one direction, its volume and its land side (rules D1, Y1, Y3, L4).

use super::demand::{TOLERANCE, nothing};
use super::volume::volume;
use super::{flow, onward};
use crate::port::{
    Cargo, CargoId, CargoUnit, Dated, DemandId, Direction, Draws, Fallback, Figure, Flow, ModeId, PlaceId,
    Release, Trade, TradeId, Volume, YardId,
};
use crate::scenario::bounds::{Bounds, NOT_NEGATIVE, POSITIVE, SHARE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::merge::Merging;
use crate::scenario::node::{Node, Value};
use crate::scenario::quantity::{Dimension, Piece, trim};
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time};

pub(super) fn lower<'a>(
    low: &mut Lowering<'a>,
    entry: Entry<'a>,
    number: u32,
    cargoes: &[Cargo],
    flows: &mut Vec<Flow>,
    merging: &mut Merging<'_, '_>,
) -> Trade {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let cargo =
        table.need_node(low, "cargo").and_then(|node| low.find(Kind::Cargo, node, &table.path_of("cargo")));
    let direction = direction(low, &mut table);
    let about = cargo.map(|id| &cargoes[id as usize]);
    let piece = about
        .filter(|cargo| cargo.unit != CargoUnit::Tonne)
        .map(|cargo| Piece { unit: cargo.unit, tonnes: cargo.tonnes_per_unit });
    let statistical = about.map_or(1.0, |cargo| cargo.counted_per_tonne.value);
    let volume = trade_volume(low, &mut table, piece, statistical);
    let months = months(low, &mut table);
    let yard = table.name(low, "yard", Kind::Yard).map(YardId);
    let modes: Vec<ModeId> = modes(low, &mut table).into_iter().map(ModeId).collect();
    if let (None, false, false) = (yard, modes.is_empty(), table.has("yard")) {
        let message = "`modes` serve a yard, but the trade has none";
        let problem = Problem::new(Code::Conflict, table.place_of("modes"), &table.path_of("modes"), message);
        low.report(problem.help("add `yard = \"…\"`; without one the trade ends at the quay"));
    }
    let (split, rest) = split(low, &mut table, &modes);
    let fallbacks = fallbacks(low, &mut table, &modes, &split);
    let dwells = about.is_some_and(|cargo| cargo.dwell.is_some() || cargo.hold.is_some());
    let releases = [("spread", Release::Spread), ("at-once", Release::AtOnce)];
    let usual = if direction == Direction::Import && dwells { Release::Spread } else { Release::AtOnce };
    let trade = Trade {
        name: entry.name.to_owned(),
        label,
        cargo: CargoId(cargo.unwrap_or(0)),
        direction,
        volume,
        months,
        yard,
        modes,
        split,
        rest,
        fallbacks,
        release: table.choice(low, "release", &releases).unwrap_or(usual),
        direct: table.figure_or(low, "direct", SHARE, 0.0),
        places: (table.names(low, "places", Kind::Place).unwrap_or_default().into_iter().map(PlaceId))
            .collect(),
        loads: onward::loads(low, &mut table),
        onward: table.names(low, "onward", Kind::Mode).unwrap_or_default().into_iter().map(ModeId).collect(),
        direct_waits: direct_waits(low, &mut table, direction),
    };
    flow::lower_all(low, &mut table, &trade, TradeId(number), piece, flows, merging);
    table.finish(low);
    trade
}

fn direct_waits(low: &mut Lowering<'_>, table: &mut Reader<'_>, direction: Direction) -> bool {
    let waits = table.flag(low, "direct_waits").unwrap_or(false);
    if waits && direction == Direction::Export {
        let message = "`direct_waits` is about cargo on board of vessels that come laden: imports";
        let (place, path) = (table.place_of("direct_waits"), table.path_of("direct_waits"));
        low.report(Problem::new(Code::Conflict, place, &path, message).help("leave it out"));
    }
    if waits && !table.has("direct") {
        let message = "`direct_waits` is about the direct share, which is not stated";
        let (place, path) = (table.place_of("direct_waits"), table.path_of("direct"));
        low.report(
            Problem::new(Code::MissingKey, place, &path, message)
                .help("add `direct = 0.4`: the share of the cargo that goes straight to a land mode"),
        );
    }
    waits
}

fn direction(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Direction {
    let Some(node) = table.need_node(low, "direction") else { return Direction::Import };
    if node.text() == Some("transhipment") {
        let message = "transhipment is not one trade here";
        let help = "write two trades on one yard, one with direction \"import\" and one with \"export\"";
        low.report(
            Problem::new(Code::UnknownChoice, node.place, &table.path_of("direction"), message).help(help),
        );
        return Direction::Import;
    }
    let choices = [("import", Direction::Import), ("export", Direction::Export)];
    table.choice(low, "direction", &choices).unwrap_or(Direction::Import)
}

fn trade_volume(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    piece: Option<Piece>,
    statistical: f64,
) -> Volume {
    let demand = table.name(low, "demand", Kind::Demand);
    let own = volume(low, table, piece, statistical, true);
    if table.has("demand") && table.has("tonnes") {
        let message = "`demand` and `tonnes` exclude each other";
        let problem =
            Problem::new(Code::Conflict, table.place_of("tonnes"), &table.path_of("tonnes"), message);
        low.report(problem.help("a trade takes its share of a demand, or states tonnes of its own"));
    }
    match (demand, own) {
        (Some(demand), _) => Volume::ShareOf(DemandId(demand)),
        (None, Some((path, factor))) => Volume::Own { path, factor },
        // Stated but unreadable: keep the flows from being told that there is no volume.
        (None, None) if table.has("tonnes") || table.has("demand") => {
            Volume::Own { path: nothing(low.almanac.start().year), factor: Figure::fixed(1.0) }
        }
        (None, None) if without_volume(low, table) => {
            Volume::Own { path: nothing(low.almanac.start().year), factor: Figure::fixed(1.0) }
        }
        (None, None) => Volume::ByCalls,
    }
}

/// True, and reported, if a trade of a preset has neither tonnes nor calls: a preset never invents a volume.
fn without_volume(low: &mut Lowering<'_>, table: &Reader<'_>) -> bool {
    let name = table.path.strip_prefix("trade.").unwrap_or(&table.path);
    let Some(preset) = low.presets.of_trade(name) else { return false };
    let vessels = table.entries().iter().find(|(key, _)| key == "vessels");
    let flows = vessels.and_then(|(_, node)| node.table()).map_or(&[][..], |flows| &flows.entries[..]);
    let calls = ["calls_per_year", "interval", "list", "csv"];
    let called = |(_, flow): &(String, Node)| {
        flow.table().is_some_and(|flow| calls.iter().any(|key| flow.get(key).is_some()))
    };
    if flows.iter().any(called) {
        return false;
    }
    let of_preset = low.presets.of_file(table.place.file).is_some();
    let place = if of_preset { preset.place } else { table.place };
    let message = format!("`{}` needs `tonnes`", table.path);
    let help = format!(
        "preset `{}` states no volume; for instance: [{}] tonnes = \"3 Mt/year\"; or take the trade out: [trade] {name} = false",
        preset.kind, table.path
    );
    low.report(Problem::new(Code::MissingKey, place, &table.path_of("tonnes"), message).help(help));
    true
}

/// Twelve month factors, plain or as a figure with its source; at least one is above 0.
pub(super) fn months(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> [f64; 12] {
    twelve(low, table, "months", NOT_NEGATIVE)
}

/// The twelve factors of a key; 1 where it is not stated.
pub(super) fn twelve(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    key: &'static str,
    bounds: Bounds,
) -> [f64; 12] {
    let even = [1.0; 12];
    let Some(node) = table.take(key) else { return even };
    let path = table.path_of(key);
    let Some(parts) = low.open(node, &path, table.origin()) else { return even };
    if let Some(spread) = parts.spread {
        low.report(Problem::new(Code::BadSpread, spread.place, &path, "month factors cannot have a spread"));
    }
    low.register(&path, node.place, parts.value.written(), parts.origin, None, None);
    let Value::List(items) = &parts.value.value else {
        low.wrong_type(parts.value, &path, "a list of 12 numbers");
        return even;
    };
    if items.len() != 12 {
        let message = format!("`{key}` takes 12 numbers, January to December, not {}", items.len());
        low.report(Problem::new(Code::OutOfRange, parts.value.place, &path, message));
        return even;
    }
    let mut months = even;
    for (month, item) in months.iter_mut().zip(items) {
        *month = low.number(item, &path, Dimension::Number, bounds.up_to(1e6)).unwrap_or(1.0);
    }
    if months.iter().all(|month| *month == 0.0) {
        let message = "at least one month must be above 0";
        low.report(Problem::new(Code::OutOfRange, parts.value.place, &path, message));
        return even;
    }
    months
}

fn modes(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Vec<u32> {
    // An empty list is allowed here: it says that nothing carries the cargo on, which is a finding.
    let node = table.take("modes");
    if node.is_some_and(|node| matches!(&node.value, Value::List(items) if items.is_empty())) {
        return Vec::new();
    }
    table.names(low, "modes", Kind::Mode).unwrap_or_default()
}

/// Shares by mode, in the order of `modes`, and the mode that takes the rest; empty where no split is stated.
fn split(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    modes: &[ModeId],
) -> (Vec<Dated<f64>>, Option<usize>) {
    let none = (Vec::new(), None);
    let Some(node) = table.take("split") else { return none };
    let path = table.path_of("split");
    let Some(inner) = Reader::open(low, node, &path, table.origin()) else { return none };
    let mut shares = vec![Dated::fixed(0.0); modes.len()];
    let mut rest = None;
    let mut sound = true;
    for (name, value) in inner.entries() {
        if name == "source" || name == "assumed" {
            continue;
        }
        let path = inner.path_of(name);
        let Some(at) = mode_among(low, name, value, &path, modes) else {
            sound = false;
            continue;
        };
        if value.text() == Some("rest") {
            if rest.replace(at).is_some() {
                low.report(Problem::new(
                    Code::Duplicate,
                    value.place,
                    &path,
                    "only one mode can take the rest",
                ));
                sound = false;
            }
            continue;
        }
        match low.dated(value, &path, SHARE, Before::Zero, inner.origin()) {
            Some(share) => shares[at] = share,
            None => sound = false,
        }
    }
    if !sound {
        return none;
    }
    let fixed = Draws::fixed();
    let mut dates: Vec<Time> = shares.iter().flat_map(|share| share.dates(&fixed)).collect();
    dates.push(Time::ZERO);
    for date in dates {
        let sum: f64 = shares.iter().map(|share| share.at(date, &fixed)).sum();
        if sum > 1.0 + TOLERANCE || (rest.is_none() && (sum - 1.0).abs() > TOLERANCE) {
            let message = format!("the shares of the split sum to {}, not to 1", trim(sum));
            let help = "one mode may be \"rest\"";
            low.report(Problem::new(Code::SharesSum, node.place, &path, message).help(help));
            return none;
        }
    }
    (shares, rest)
}

/// The position of a named mode among those of the trade.
fn mode_among(
    low: &mut Lowering<'_>,
    name: &str,
    node: &Node,
    path: &str,
    modes: &[ModeId],
) -> Option<usize> {
    let id = low.find_name(Kind::Mode, name, node.key, path)?;
    let at = modes.iter().position(|mode| mode.0 == id);
    if at.is_none() {
        let message = format!("mode `{name}` is not among the `modes` of the trade");
        low.report(Problem::new(Code::UnknownName, node.key, path, message).help("add it to `modes`"));
    }
    at
}

fn fallbacks(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    modes: &[ModeId],
    split: &[Dated<f64>],
) -> Vec<Fallback> {
    let Some(node) = table.take("fallback") else { return Vec::new() };
    let path = table.path_of("fallback");
    let Some(inner) = Reader::open(low, node, &path, table.origin()) else { return Vec::new() };
    if split.is_empty() && !table.has("split") {
        let message = "`fallback` needs a `split`: without one all modes draw on one stock";
        low.report(Problem::new(Code::Conflict, node.key, &path, message));
    }
    let mut fallbacks = Vec::new();
    for (name, value) in inner.entries() {
        if name == "source" || name == "assumed" {
            continue;
        }
        let path = inner.path_of(name);
        let of = mode_among(low, name, value, &path, modes);
        let (to, after) = match value.table() {
            None => (Some(value), None),
            Some(_) => {
                let Some(mut rule) = Reader::open(low, value, &path, inner.origin()) else { continue };
                let to = rule.need_node(low, "to");
                let after: Option<Duration> = rule.certain(low, "after", POSITIVE);
                rule.finish(low);
                (to, after)
            }
        };
        let to = to.and_then(|node| match node.text() {
            Some(text) => {
                let key = Node { key: node.place, ..node.clone() };
                mode_among(low, text, &key, &path, modes)
            }
            None => {
                low.wrong_type(node, &path, "the name of a mode, or { to = \"road\", after = \"5 d\" }");
                None
            }
        });
        if let (Some(of), Some(to)) = (of, to) {
            if of == to {
                let message = format!("`{name}` cannot fall back on itself");
                low.report(Problem::new(Code::Conflict, value.place, &path, message));
            } else {
                fallbacks.push(Fallback { of: modes[of], to: modes[to], after });
            }
        }
    }
    fallbacks
}
