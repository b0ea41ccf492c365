//! What a closure acts on, and which effects suit it (rule 6).

use crate::port::{
    CapacityId, CargoId, ClassId, Direction, Effect, EquipmentId, LineId, MarineId, ModeId, PlaceId,
    SectionId, Target, YardId,
};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::nearest::nearest;
use crate::scenario::node::Node;

const TARGETS: [&str; 14] = [
    "section:",
    "channel",
    "quay:",
    "berth:",
    "quays",
    "equipment:",
    "cranes",
    "class:",
    "cargo:",
    "yard:",
    "mode:",
    "capacity:",
    "marine:",
    "line:",
];

/// All sections of the channel.
pub(super) fn channel(low: &Lowering<'_>, way: Option<Direction>) -> Vec<Target> {
    (0..low.entries(Kind::Section).len() as u32).map(|id| Target::Section(SectionId(id), way)).collect()
}

/// All quays and berths.
fn quays(low: &Lowering<'_>) -> Vec<Target> {
    (0..low.entries(Kind::Place).len() as u32).map(|id| Target::Place(PlaceId(id))).collect()
}

/// All cranes and all modes of the land side: what `port` means beside the channel, as far as the effect suits them.
fn port(low: &Lowering<'_>, effect: Option<&Effect>) -> Vec<Target> {
    let cranes = (0..low.entries(Kind::Equipment).len() as u32).map(|id| Target::Equipment(EquipmentId(id)));
    let modes = (0..low.entries(Kind::Mode).len() as u32).map(|id| Target::Mode(ModeId(id)));
    match effect {
        Some(Effect::Hold) => channel(low, None),
        Some(Effect::Finish) => cranes.collect(),
        Some(Effect::Evacuate) => quays(low),
        _ => cranes.chain(modes).collect(),
    }
}

pub(super) fn check_effect(low: &mut Lowering<'_>, node: &Node, path: &str, target: Target, effect: &Effect) {
    let (name, allowed): (&str, &[&str]) = match target {
        Target::Section(..) => ("a channel section", &["hold"]),
        Target::Place(_) => ("a quay or berth", &["hold", "suspend", "finish", "evacuate", "slow"]),
        Target::Class(_) => ("a class", &["hold", "suspend", "finish", "slow"]),
        Target::Equipment(_) => ("equipment", &["suspend", "finish", "slow"]),
        Target::Cargo(_) => ("a cargo", &["suspend", "finish", "slow"]),
        Target::Yard(_) => ("a yard", &["suspend"]),
        Target::Mode(_) => ("a mode", &["suspend", "slow"]),
        Target::Capacity(_) => ("a capacity", &["suspend", "slow"]),
        Target::Marine(_) => ("a marine service", &["hold"]),
        Target::Line(_) => ("a line", &["hold"]),
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

/// The targets of one word; several for `channel`, `cranes`, `quays`, `port`.
pub(super) fn target(
    low: &mut Lowering<'_>,
    node: &Node,
    path: &str,
    effect: Option<&Effect>,
) -> Vec<Target> {
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
        "quays" => Some(quays(low)),
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
        "marine" => Kind::Marine,
        "line" => Kind::Line,
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
        "marine" => Target::Marine(MarineId(id)),
        "line" => Target::Line(LineId(id)),
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
