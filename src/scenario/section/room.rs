//! How much a yard holds, in the one way it is stated: by floor, tonnes, container slots, car places or volume (rule Y1).

use crate::port::{Dated, Figure, Pressure, YardCapacity};
use crate::scenario::bounds::{NOT_NEGATIVE, PART, POSITIVE, SHARE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::Lowering;
use crate::scenario::reader::Reader;

/// The ways to state it.
const FORMS: [&str; 5] = ["area", "capacity", "ground_slots", "spaces", "volume"];

/// Keys beside them: the forms each goes with, and what it is of them.
const BESIDE: [(&str, &[&str], &str); 3] = [
    ("usable", &["area"], "is a share of `area`, which is missing"),
    (
        "fill_limit",
        &["area", "ground_slots", "spaces", "volume"],
        "is a share of `area`, `ground_slots`, `spaces` or `volume`, which are all missing",
    ),
    ("tiers", &["ground_slots"], "stand on `ground_slots`, which are missing"),
];

pub(super) fn lower(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> YardCapacity {
    let floor = table.dated(low, "area", NOT_NEGATIVE, Before::Zero);
    let usable = share(low, table, "usable");
    let fill_limit = share(low, table, "fill_limit");
    let tonnes = table.dated(low, "capacity", NOT_NEGATIVE, Before::Zero);
    let ground = table.dated(low, "ground_slots", NOT_NEGATIVE.up_to(1e9), Before::Zero);
    let tiers = match table.has("ground_slots") {
        true => table.need_node(low, "tiers"),
        false => table.take("tiers"),
    };
    let tiers = tiers.and_then(|node| {
        low.dated(node, &table.path_of("tiers"), POSITIVE.up_to(1e3), Before::Stated, table.origin())
    });
    let spaces = table.dated(low, "spaces", NOT_NEGATIVE.up_to(1e9), Before::Zero);
    let volume = table.dated(low, "volume", NOT_NEGATIVE, Before::Zero);
    one_form(low, table);
    if let Some(floor) = floor {
        YardCapacity::Area { floor, usable, fill_limit }
    } else if let Some(tonnes) = tonnes {
        YardCapacity::Tonnes(tonnes)
    } else if let Some(ground) = ground {
        YardCapacity::Slots { ground, tiers: tiers.unwrap_or(Dated::fixed(1.0)), fill_limit }
    } else if let Some(spaces) = spaces {
        YardCapacity::Spaces { spaces, fill_limit }
    } else if let Some(volume) = volume {
        YardCapacity::Volume { volume, fill_limit }
    } else {
        YardCapacity::Unlimited
    }
}

/// A share that may change by date; 1 where it is not stated.
fn share(low: &mut Lowering<'_>, table: &mut Reader<'_>, key: &'static str) -> Dated<f64> {
    table.dated(low, key, PART, Before::Stated).unwrap_or(Dated::fixed(1.0))
}

/// Reports keys that do not go together.
fn one_form(low: &mut Lowering<'_>, table: &Reader<'_>) {
    let stated: Vec<&str> = FORMS.into_iter().filter(|form| table.has(form)).collect();
    let exclude = |low: &mut Lowering<'_>, one: &str, other: &str| {
        let message = format!("`{one}` and `{other}` exclude each other");
        let problem = Problem::new(Code::Conflict, table.place_of(other), &table.path_of(other), message);
        low.report(problem.help("a yard is given in one way: its floor, tonnes, slots, spaces or volume"));
    };
    if let [one, other, ..] = stated[..] {
        return exclude(low, one, other);
    }
    for (key, forms, lacks) in BESIDE {
        match stated.first() {
            _ if !table.has(key) => {}
            Some(form) if !forms.contains(form) => exclude(low, key, form),
            Some(_) => {}
            None => {
                let message = format!("`{key}` {lacks}");
                let (place, path) = (table.place_of(key), table.path_of(forms[0]));
                low.report(Problem::new(Code::MissingKey, place, &path, message));
            }
        }
    }
}

/// `pressure = { above, dwell }`: needs a room to be full.
pub(super) fn pressure(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    capacity: &YardCapacity,
) -> Option<Pressure> {
    let node = table.take("pressure")?;
    let path = table.path_of("pressure");
    let mut inner = Reader::open(low, node, &path, table.origin())?;
    let above: Option<Figure<f64>> = inner.need(low, "above", PART);
    let dwell = inner.need(low, "dwell", SHARE);
    inner.finish(low);
    if *capacity == YardCapacity::Unlimited && !FORMS.iter().any(|form| table.has(form)) {
        let message = "`pressure` goes by the share of the room in use, but the yard has no limit";
        let problem = Problem::new(Code::MissingKey, node.key, &table.path_of("capacity"), message);
        low.report(problem.help("state its room: `area`, `capacity`, `ground_slots`, `spaces` or `volume`"));
    }
    Some(Pressure { above: above?, dwell: dwell? })
}
