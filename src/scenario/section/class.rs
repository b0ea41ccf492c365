//! `[class.NAME]`: vessel classes (rules D3, D6, Q2, Q3, V1, W3, W6).

use crate::port::{AnchorageId, Class, Draught, Figure, HatchChange, LawFigure, SectionId, Tail, Ways};
use crate::scenario::bounds::{ANY, AT_LEAST_ONE, FRACTION, NOT_NEGATIVE, PART, POSITIVE, SHARE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::node::Node;
use crate::scenario::quantity::Piece;
use crate::scenario::reader::Reader;
use crate::units::Tonnes;

const WAYS: [(&str, Ways); 3] = [
    ("inbound", Ways { inbound: true, outbound: false }),
    ("outbound", Ways { inbound: false, outbound: true }),
    ("both", Ways { inbound: true, outbound: true }),
];

/// By class: what a vehicle or box weighs on it, where all trades that use it carry the same kind.
pub(super) fn pieces(low: &Lowering<'_>) -> Vec<Option<Piece>> {
    let cargoes = low.entries(Kind::Cargo);
    let classes = low.entries(Kind::Class);
    let carried = |class: &str| {
        let mut pieces = Vec::new();
        for trade in low.entries(Kind::Trade) {
            let Some(trade) = trade.node.table() else { continue };
            let vessels = trade.get("vessels").and_then(|vessels| vessels.table());
            if vessels.is_none_or(|vessels| vessels.get(class).is_none()) {
                continue;
            }
            let name = trade.get("cargo").and_then(|cargo| cargo.text());
            let at = cargoes.iter().position(|cargo| Some(cargo.name) == name);
            pieces.push(at.and_then(|at| low.pieces[at]));
        }
        match pieces.first() {
            Some(first) if pieces.iter().all(|piece| piece == first) => *first,
            _ => None,
        }
    };
    classes.iter().map(|class| carried(class.name)).collect()
}

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>, piece: Option<Piece>) -> Class {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let anchorage = table.name(low, "anchorage", Kind::Anchorage).map(AnchorageId);
    let priority = table.whole(low, "priority", ANY.up_to(1e9)).unwrap_or(1.0);
    let parcel = match table.need_node(low, "parcel") {
        Some(node) => low.law(node, &table.path_of("parcel"), POSITIVE.per(piece), table.origin()),
        None => None,
    };
    let (least_machines, most_machines) = machines(low, &mut table);
    let draught = draught(low, &mut table);
    let load_to_depth = load_to_depth(low, &mut table, &draught);
    let class = Class {
        name: entry.name.to_owned(),
        label,
        anchorage,
        priority: priority.max(-1e9) as i32,
        loa: table.figure(low, "loa", POSITIVE),
        dwt: table.figure(low, "dwt", POSITIVE),
        draught,
        parcel: parcel.unwrap_or(LawFigure::fixed(Tonnes(1.0))),
        productivity: table.law(low, "productivity", POSITIVE).unwrap_or(LawFigure::fixed(1.0)),
        least_machines,
        most_machines,
        tail: tail(low, &mut table),
        speed: table.figure(low, "speed", POSITIVE),
        no_meeting: table.flag(low, "no_meeting").unwrap_or(false),
        foreign: table.figure_or(low, "foreign", SHARE, 0.0),
        daylight: table.choice(low, "daylight", &WAYS).unwrap_or_default(),
        load_to_depth,
        exclusive: exclusive(low, &mut table),
        mooring: table.law_or_zero(low, "mooring"),
        opening: table.law_or_zero(low, "opening"),
        closing: table.law_or_zero(low, "closing"),
        unmooring: table.law_or_zero(low, "unmooring"),
        patience: table.law(low, "patience", NOT_NEGATIVE),
        hatch_change: hatch_change(low, &mut table, piece),
    };
    table.finish(low);
    class
}

/// The sections that it has to itself: by name, or the whole channel.
fn exclusive(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Vec<SectionId> {
    let node = table.take("exclusive");
    if node.and_then(Node::text) == Some("channel") {
        return (0..low.entries(Kind::Section).len() as u32).map(SectionId).collect();
    }
    let names = table.names(low, "exclusive", Kind::Section).unwrap_or_default();
    names.into_iter().map(SectionId).collect()
}

fn machines(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> (Figure<f64>, Option<Figure<f64>>) {
    let one = Figure::fixed(1.0);
    let Some(node) = table.take("machines") else { return (one, None) };
    let path = table.path_of("machines");
    let Some(mut inner) = Reader::open(low, node, &path, table.origin()) else { return (one, None) };
    let limit = AT_LEAST_ONE.up_to(1e6);
    let least = inner.figure_or(low, "least", limit, 1.0);
    let most: Option<Figure<f64>> = inner.figure(low, "most", limit);
    if most.is_some_and(|most| most.value < least.value) {
        let (place, path) = (inner.place_of("most"), inner.path_of("most"));
        low.report(Problem::new(Code::OutOfOrder, place, &path, "`most` is below `least`"));
    }
    inner.finish(low);
    (least, most)
}

fn draught(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Draught {
    let Some(node) = table.take("draught") else { return Draught::None };
    let path = table.path_of("draught");
    let Some(mut inner) = Reader::open(low, node, &path, table.origin()) else { return Draught::None };
    let stated = inner.has("laden") || inner.has("ballast");
    let from_parcel = inner.has("light") || inner.has("per_centimetre") || inner.has("design");
    if stated == from_parcel {
        let message = "`draught` is stated each way, or follows from the parcel";
        let help = "{ laden = \"12 m\", ballast = \"5.4 m\" }, or { light = \"5 m\", per_centimetre = \"62 t\", design = \"12.5 m\" }";
        low.report(Problem::new(Code::Conflict, node.place, &path, message).help(help));
        return Draught::None;
    }
    let draught = if stated {
        let laden = inner.need(low, "laden", NOT_NEGATIVE);
        let ballast = inner.need(low, "ballast", NOT_NEGATIVE);
        laden.zip(ballast).map(|(laden, ballast)| Draught::Stated { laden, ballast })
    } else {
        let light = inner.need(low, "light", NOT_NEGATIVE);
        let per_centimetre = inner.need(low, "per_centimetre", POSITIVE);
        let design: Option<Figure<crate::units::Metres>> = inner.need(low, "design", POSITIVE);
        if let (Some(light), Some(design)) = (light, design)
            && light.value > design.value
        {
            let (place, path) = (inner.place_of("design"), inner.path_of("design"));
            low.report(Problem::new(Code::OutOfOrder, place, &path, "`design` is less than `light`"));
        }
        match (light, per_centimetre, design) {
            (Some(light), Some(per_centimetre), Some(design)) => {
                Some(Draught::FromParcel { light, per_centimetre, design })
            }
            _ => None,
        }
    };
    inner.finish(low);
    draught.unwrap_or(Draught::None)
}

/// The share of high waters that a class loads for: only a draught that follows from the parcel can be cut with it.
fn load_to_depth(low: &mut Lowering<'_>, table: &mut Reader<'_>, draught: &Draught) -> Option<Figure<f64>> {
    let share = table.figure(low, "load_to_depth", FRACTION);
    let from_parcel = matches!(draught, Draught::FromParcel { .. });
    // A draught that could not be read has been reported already.
    let unread = *draught == Draught::None && table.has("draught");
    if table.has("load_to_depth") && !from_parcel && !unread {
        let message = "`load_to_depth` needs a draught that follows from the parcel";
        let (place, path) = (table.place_of("load_to_depth"), table.path_of("load_to_depth"));
        let help = "draught = { light = \"5 m\", per_centimetre = \"62 t\", design = \"12.5 m\" }";
        low.report(Problem::new(Code::Conflict, place, &path, message).help(help));
    }
    share.filter(|_| from_parcel)
}

/// Pauses after every so many tonnes.
fn hatch_change(low: &mut Lowering<'_>, table: &mut Reader<'_>, piece: Option<Piece>) -> Option<HatchChange> {
    let node = table.take("hatch_change")?;
    let mut inner = Reader::open(low, node, &table.path_of("hatch_change"), table.origin())?;
    let every: Option<Figure<Tonnes>> = inner.need(low, "every", POSITIVE.per(piece));
    let takes = inner.need(low, "takes", POSITIVE);
    if every.is_some_and(|every| low.range(&every).0 < 1.0) {
        let message = "hatches change after at least 1 t";
        low.report(Problem::new(Code::OutOfRange, inner.place_of("every"), &inner.path_of("every"), message));
    }
    inner.finish(low);
    Some(HatchChange { every: every?, takes: takes? })
}

fn tail(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Tail> {
    let node = table.take("tail")?;
    let mut inner = Reader::open(low, node, &table.path_of("tail"), table.origin())?;
    let share = inner.need(low, "share", SHARE);
    let rate = inner.need(low, "rate", PART);
    let machines = inner.figure_or(low, "machines", AT_LEAST_ONE.up_to(1e6), 1.0);
    inner.finish(low);
    Some(Tail { share: share?, rate: rate?, machines })
}
