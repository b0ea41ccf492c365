//! `[closure.NAME]`: trigger, targets, effect, cause (rule 6).

use super::span::spans;
use crate::port::{
    CapacityId, CargoId, ClassId, Closure, Direction, Effect, EquipmentId, Figure, Label, ModeId, PlaceId,
    Recurrence, SectionId, Target, Trigger, WeatherId, YardId,
};
use crate::scenario::bounds::FRACTION;
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::{date, instant};
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::nearest::nearest;
use crate::scenario::node::{Node, Value};
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time, YearKind};

const TARGETS: [&str; 11] = [
    "section:",
    "channel",
    "quay:",
    "berth:",
    "equipment:",
    "cranes",
    "class:",
    "cargo:",
    "yard:",
    "mode:",
    "capacity:",
];

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Closure {
    let mut table = Reader::entry(low, entry);
    table.take("label");
    let cause = table.label_at(low, "cause");
    let cause = cause.unwrap_or_else(|| Label { english: entry.name.to_owned(), chinese: String::new() });
    let cause = low.cause(cause);
    let trigger = trigger(low, &mut table);
    let mut targets: Vec<Target> = Vec::new();
    let effect = effect(low, &mut table);
    let node = table.need_node(low, "targets");
    let path = table.path_of("targets");
    let mut holds_channel = false;
    match node.map(|node| (node, &node.value)) {
        Some((node, Value::List(items))) if items.is_empty() => {
            low.report(Problem::new(Code::EmptyList, node.place, &path, "`targets` is an empty list"));
        }
        Some((_, Value::List(items))) => {
            for item in items {
                if item.text() == Some("port") && matches!(effect, Some(Effect::Suspend | Effect::Finish)) {
                    holds_channel = true;
                }
                for target in target(low, item, &path, effect.as_ref()) {
                    if let Some(effect) = &effect {
                        check_effect(low, item, &path, target, effect);
                    }
                    if !targets.contains(&target) {
                        targets.push(target);
                    }
                }
            }
        }
        Some((node, _)) => low.wrong_type(node, &path, "a list: [\"section:approach\", \"cranes\"]"),
        None => {}
    }
    table.finish(low);
    let trigger = trigger.unwrap_or(Trigger::Listed(Vec::new()));
    if holds_channel && !low.entries(Kind::Section).is_empty() {
        let name = format!("{}: channel", entry.name);
        let (trigger, targets) = (trigger.clone(), channel(low, None));
        low.hours.push(Closure { name, cause, trigger, targets, effect: Effect::Hold });
    }
    Closure { name: entry.name.to_owned(), cause, trigger, targets, effect: effect.unwrap_or(Effect::Hold) }
}

/// All sections of the channel.
fn channel(low: &Lowering<'_>, way: Option<Direction>) -> Vec<Target> {
    (0..low.entries(Kind::Section).len() as u32).map(|id| Target::Section(SectionId(id), way)).collect()
}

/// All cranes and all modes of the land side: what `port` means beside the channel, as far as the effect suits them.
fn port(low: &Lowering<'_>, effect: Option<&Effect>) -> Vec<Target> {
    let cranes = (0..low.entries(Kind::Equipment).len() as u32).map(|id| Target::Equipment(EquipmentId(id)));
    let modes = (0..low.entries(Kind::Mode).len() as u32).map(|id| Target::Mode(ModeId(id)));
    match effect {
        Some(Effect::Hold) => channel(low, None),
        Some(Effect::Finish) => cranes.collect(),
        _ => cranes.chain(modes).collect(),
    }
}

fn effect(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Effect> {
    let node = table.need_node(low, "effect")?;
    if node.table().is_none() {
        let choices = [("hold", Effect::Hold), ("suspend", Effect::Suspend), ("finish", Effect::Finish)];
        return table.choice(low, "effect", &choices);
    }
    let mut inner = Reader::open(low, node, &table.path_of("effect"), table.origin())?;
    let slow = inner.need(low, "slow", FRACTION);
    inner.finish(low);
    slow.map(Effect::Slow)
}

fn check_effect(low: &mut Lowering<'_>, node: &Node, path: &str, target: Target, effect: &Effect) {
    let (name, allowed): (&str, &[&str]) = match target {
        Target::Section(..) => ("a channel section", &["hold"]),
        Target::Place(_) => ("a quay or berth", &["hold", "suspend", "finish", "slow"]),
        Target::Class(_) => ("a class", &["hold", "suspend", "finish", "slow"]),
        Target::Equipment(_) => ("equipment", &["suspend", "finish", "slow"]),
        Target::Cargo(_) => ("a cargo", &["suspend", "finish", "slow"]),
        Target::Yard(_) => ("a yard", &["suspend"]),
        Target::Mode(_) => ("a mode", &["suspend", "slow"]),
        Target::Capacity(_) => ("a capacity", &["suspend", "slow"]),
        Target::Marine(_) => ("a marine service", &["hold"]),
    };
    let word = match effect {
        Effect::Hold => "hold",
        Effect::Suspend => "suspend",
        Effect::Finish => "finish",
        Effect::Evacuate => "evacuate",
        Effect::Slow(_) => "slow",
    };
    if !allowed.contains(&word) {
        let message = format!("`{word}` has no meaning for {name}");
        let help = format!("effects there: {}", allowed.join(", "));
        low.report(Problem::new(Code::BadEffect, node.place, path, message).help(help));
    }
}

/// The targets of one word; several for `channel`, `cranes`, `port`.
fn target(low: &mut Lowering<'_>, node: &Node, path: &str, effect: Option<&Effect>) -> Vec<Target> {
    let Some(text) = node.text() else {
        low.wrong_type(node, path, "a target such as \"section:approach\"");
        return Vec::new();
    };
    let group = match text {
        "channel" => Some(channel(low, None)),
        "channel:inbound" => Some(channel(low, Some(Direction::Import))),
        "channel:outbound" => Some(channel(low, Some(Direction::Export))),
        "cranes" => {
            let cranes = 0..low.entries(Kind::Equipment).len() as u32;
            Some(cranes.map(|id| Target::Equipment(EquipmentId(id))).collect())
        }
        "port" => Some(port(low, effect)),
        _ => None,
    };
    if let Some(group) = group {
        if group.is_empty() {
            let message = format!("`{text}` names nothing: the scenario has no such thing");
            low.report(Problem::new(Code::UnknownName, node.place, path, message));
        }
        return group;
    }
    let mut parts = text.splitn(3, ':');
    let (word, name, way) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let Some(name) = name else {
        unknown(low, node, path, text);
        return Vec::new();
    };
    one(low, node, path, word, name, way).into_iter().collect()
}

fn one(
    low: &mut Lowering<'_>,
    node: &Node,
    path: &str,
    word: &str,
    name: &str,
    way: Option<&str>,
) -> Option<Target> {
    let way = match (word, way) {
        (_, None) => None,
        ("section", Some("inbound")) => Some(Direction::Import),
        ("section", Some("outbound")) => Some(Direction::Export),
        _ => {
            let message =
                format!("`{}`: only a section has directions, inbound and outbound", node.written());
            low.report(Problem::new(Code::UnknownChoice, node.place, path, message));
            return None;
        }
    };
    let kind = match word {
        "section" => Kind::Section,
        "quay" | "berth" => Kind::Place,
        "equipment" => Kind::Equipment,
        "class" => Kind::Class,
        "cargo" => Kind::Cargo,
        "yard" => Kind::Yard,
        "mode" => Kind::Mode,
        "capacity" => Kind::Capacity,
        _ => {
            unknown(low, node, path, &node.written());
            return None;
        }
    };
    let id = low.find_name(kind, name, node.place, path)?;
    Some(match word {
        "section" => Target::Section(SectionId(id), way),
        "quay" | "berth" => Target::Place(PlaceId(id)),
        "equipment" => Target::Equipment(EquipmentId(id)),
        "class" => Target::Class(ClassId(id)),
        "cargo" => Target::Cargo(CargoId(id)),
        "yard" => Target::Yard(YardId(id)),
        "mode" => Target::Mode(ModeId(id)),
        _ => Target::Capacity(CapacityId(id)),
    })
}

fn unknown(low: &mut Lowering<'_>, node: &Node, path: &str, text: &str) {
    let near = nearest(text, TARGETS).map(|near| format!("did you mean `{near}`? "));
    let help = format!(
        "{}targets: {}NAME, port",
        near.unwrap_or_default(),
        TARGETS.join(", ").replace(":,", ":NAME,")
    );
    low.report(
        Problem::new(Code::UnknownChoice, node.place, path, format!("`{text}` is not a target")).help(help),
    );
}

fn trigger(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Trigger> {
    let node = table.need_node(low, "while")?;
    let path = table.path_of("while");
    let mut reader = Reader::open(low, node, &path, table.origin())?;
    let weather = reader.name(low, "weather", Kind::Weather);
    let forms = ["daily", "weekly", "yearly", "list"].map(|key| (key, reader.take(key)));
    let stated: Vec<(&str, &Node)> = forms.iter().filter_map(|(key, node)| Some((*key, (*node)?))).collect();
    let count = stated.len() + usize::from(reader.has("weather"));
    if count != 1 {
        let message = "`while` says exactly one thing: weather, daily, weekly, yearly or list";
        low.report(Problem::new(Code::Conflict, node.place, &path, message));
    }
    let origin = reader.origin().cloned();
    reader.finish(low);
    if let Some(weather) = weather {
        return Some(Trigger::Weather {
            state: WeatherId(weather),
            before: Figure::fixed(Duration::ZERO),
            after: Figure::fixed(Duration::ZERO),
        });
    }
    let (key, value) = *stated.first()?;
    let path = format!("{path}.{key}");
    low.register(&path, value.place, value.written(), origin, None, None);
    match key {
        "daily" => spans(low, value, &path, Some(false)).map(Trigger::Calendar),
        "weekly" => spans(low, value, &path, Some(true)).map(Trigger::Calendar),
        "yearly" => yearly(low, value, &path).map(Trigger::Calendar),
        _ => listed(low, value, &path).map(Trigger::Listed),
    }
}

fn items<'n>(low: &mut Lowering<'_>, node: &'n Node, path: &str, form: &str) -> Option<&'n [Node]> {
    match &node.value {
        Value::List(items) if items.is_empty() => {
            low.report(Problem::new(Code::EmptyList, node.place, path, "the list of spans is empty"));
            None
        }
        Value::List(items) => Some(items),
        _ => {
            low.wrong_type(node, path, form);
            None
        }
    }
}

fn yearly(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<Vec<Recurrence>> {
    let items = items(low, node, path, "a list: [{ from = \"02-10\", until = \"02-15\" }]")?;
    let mut spans = Vec::new();
    for item in items {
        let mut reader = Reader::open(low, item, path, None)?;
        let mut day = |low: &mut Lowering<'_>, key| {
            let node = reader.need_node(low, key)?;
            month_and_day(low, node, &reader.path_of(key))
        };
        let (from, until) = (day(low, "from"), day(low, "until"));
        reader.finish(low);
        let (from, until) = (from?, until?);
        if from == until {
            let message = "the span is empty: `until` is the first day after";
            low.report(Problem::new(Code::OutOfOrder, item.place, path, message));
            return None;
        }
        spans.push(Recurrence::Yearly { from, until });
    }
    Some(spans)
}

/// A day of every year; 29 February is not one.
fn month_and_day(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<(i8, i8)> {
    let text = node.text().unwrap_or_default();
    if let Ok(day) = date(&format!("2001-{text}"), YearKind::True)
        && text.len() == 5
    {
        return Some((day.month, day.day));
    }
    let message = format!("`{}` is not a day of every year", node.written());
    let help = match text {
        "02-29" => "29 February exists in leap years only: write \"02-28\" or \"03-01\"",
        _ => "write month and day: \"02-10\"",
    };
    low.report(Problem::new(Code::BadDate, node.place, path, message).help(help));
    None
}

fn listed(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<Vec<(Time, Time)>> {
    let items = items(low, node, path, "a list: [[\"2025-01-29\", \"2025-02-03\"]]")?;
    let mut spans: Vec<(Time, Time)> = Vec::new();
    for item in items {
        let Value::List(ends) = &item.value else {
            low.wrong_type(item, path, "a span: [\"2025-01-29\", \"2025-02-03\"]");
            return None;
        };
        let [from, until] = ends.as_slice() else {
            let message = format!("a span has two ends, not {}", ends.len());
            low.report(Problem::new(Code::WrongType, item.place, path, message).help("[\"36 h\", \"48 h\"]"));
            return None;
        };
        let (begin, end) = (instant(low, from, path)?, instant(low, until, path)?);
        if begin >= end {
            let message = "the span ends before it begins";
            low.report(Problem::new(Code::OutOfOrder, item.place, path, message));
            return None;
        }
        if spans.last().is_some_and(|last| begin < last.1) {
            let message = "the spans must ascend and not overlap";
            low.report(Problem::new(Code::OutOfOrder, item.place, path, message));
            return None;
        }
        spans.push((begin, end));
    }
    Some(spans)
}
