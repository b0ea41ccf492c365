//! Vessels that no quay or berth can ever take, and why (rules Q1, Q2).

use crate::port::{Class, Dated, Draught, Draws, Equipment, Figure, Flow, Place, PlaceId, PlaceKind, Port};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::{Dimension, Measure};
use crate::units::{Metres, Time};

/// Places named in one finding.
const MOST_PLACES: usize = 6;

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    for flow in &port.flows {
        let candidates = candidates(port, flow);
        let mut reasons = Vec::new();
        for place in &candidates {
            match misfit(port, low, flow, *place) {
                None => reasons.clear(),
                Some(reason) => reasons.push(format!("{}: {reason}", port.places[place.index()].name)),
            }
            if reasons.is_empty() {
                break;
            }
        }
        if reasons.is_empty() && !candidates.is_empty() {
            continue;
        }
        let (trade, class) = (&port.trades[flow.trade.index()], &port.classes[flow.class.index()]);
        let place = low.place(Kind::Trade, flow.trade.0, &["vessels", &class.name]);
        let path = format!("{}.vessels.{}", low.path(Kind::Trade, flow.trade.0), class.name);
        let message = match candidates.len() {
            0 => format!("there is no quay or berth for `{}` of `{}`", class.name, trade.name),
            _ => format!("no quay or berth can ever take `{}` of `{}`", class.name, trade.name),
        };
        reasons.truncate(MOST_PLACES);
        let help = if reasons.is_empty() {
            "add a [berth.NAME] with equipment".to_owned()
        } else {
            reasons.join("; ")
        };
        low.report(Problem::new(Code::FitsNowhere, place, &path, message).help(help));
    }
    few_machines(port, low);
}

/// The places a flow may use.
pub(super) fn candidates(port: &Port, flow: &Flow) -> Vec<PlaceId> {
    let trade = &port.trades[flow.trade.index()];
    match trade.places.is_empty() {
        true => (0..port.places.len() as u32).map(PlaceId).collect(),
        false => trade.places.clone(),
    }
}

/// The machines that work a flow's cargo on a place: the first kind in the order of the scenario.
pub(super) fn equipment<'p>(port: &'p Port, flow: &Flow, place: PlaceId) -> Option<&'p Equipment> {
    let cargo = port.trades[flow.trade.index()].cargo;
    let mut here = port.equipment.iter().filter(|equipment| equipment.place == place);
    here.find(|equipment| equipment.rates.iter().any(|(id, _)| *id == cargo))
}

/// Why a place can never take the vessels of a flow, in any draw and at any date; `None` if it can.
pub(super) fn misfit(port: &Port, low: &Lowering<'_>, flow: &Flow, id: PlaceId) -> Option<String> {
    let (place, class) = (&port.places[id.index()], &port.classes[flow.class.index()]);
    let trade = &port.trades[flow.trade.index()];
    let cargo = &port.cargoes[trade.cargo.index()].name;
    if !place.cargoes.is_empty() && !place.cargoes.contains(&trade.cargo) {
        return Some(format!("does not take {cargo}"));
    }
    match equipment(port, flow, id) {
        None => return Some(format!("no equipment with a rate for {cargo}")),
        Some(equipment) if greatest(low, &equipment.count) < 0.5 => {
            return Some(format!("`{}` never has a machine", equipment.name));
        }
        Some(_) => {}
    }
    let over = |what: &str, need: f64, room: f64| {
        let show = |metres: f64| Dimension::Length.show((metres * 1000.0).round() / 1000.0);
        format!("{what} {} is {} more than {}", show(need), show(need - room), show(room))
    };
    if let (Some(limit), Some(dwt)) = (place.dwt, class.dwt)
        && low.range(&dwt).0 > low.range(&limit).1
    {
        let show = |tonnes: f64| Dimension::Mass.show(tonnes);
        return Some(format!("deadweight {} is above {}", show(dwt.value.0), show(limit.value.0)));
    }
    let loa = class.loa.map_or(0.0, |loa| low.range(&loa).0);
    if let Some(room) = longest(low, place)
        && loa > room
    {
        return Some(over("length", loa, room));
    }
    let draught = draught(low, class) + low.range(&place.under_keel).0;
    match deepest(low, place) {
        Some(depth) if draught > depth && has_draught(class) => {
            Some(over("draught with clearance", draught, depth))
        }
        _ => None,
    }
}

fn has_draught(class: &Class) -> bool {
    class.draught != Draught::None
}

/// The deeper of the two draughts of a mean call, at its least over all draws.
fn draught(low: &Lowering<'_>, class: &Class) -> f64 {
    match &class.draught {
        Draught::None => 0.0,
        Draught::Stated { laden, ballast } => low.range(laden).0.max(low.range(ballast).0),
        Draught::FromParcel { light, per_centimetre, design } => {
            let parcel = low.range(&class.parcel.mean).0;
            let sunk = parcel / low.range(per_centimetre).1 / 100.0;
            let draught = (low.range(light).0 + sunk).min(low.range(design).0);
            (draught * 10.0 - 1e-9).ceil() / 10.0
        }
    }
}

/// The greatest value a dated figure ever has in any draw.
pub(super) fn greatest<T: Measure>(low: &Lowering<'_>, dated: &Dated<T>) -> f64 {
    let figures = std::iter::once(&dated.first).chain(dated.later.iter().map(|step| &step.value));
    figures.map(|figure: &Figure<T>| low.range(figure).1).fold(f64::MIN, f64::max)
}

fn longest(low: &Lowering<'_>, place: &Place) -> Option<f64> {
    match &place.kind {
        PlaceKind::Quay { length, clearance, .. } => Some(greatest(low, length) - low.range(clearance).0),
        PlaceKind::Berth { length, .. } => length.map(|length| low.range(&length).1),
    }
}

fn deepest(low: &Lowering<'_>, place: &Place) -> Option<f64> {
    match &place.kind {
        PlaceKind::Quay { depths, .. } => {
            depths.iter().map(|reach| greatest::<Metres>(low, &reach.depth)).reduce(f64::max)
        }
        PlaceKind::Berth { depth, .. } => depth.as_ref().map(|depth| greatest(low, depth)),
    }
}

/// Classes that wait for more machines than a place ever has: alongside, they would never be worked.
fn few_machines(port: &Port, low: &mut Lowering<'_>) {
    for flow in &port.flows {
        let class = &port.classes[flow.class.index()];
        let least = class.least_machines.value.round();
        for id in candidates(port, flow) {
            let Some(equipment) = equipment(port, flow, id) else { continue };
            let most = greatest(low, &equipment.count).round().min(manned(port, low, equipment));
            if misfit(port, low, flow, id).is_none() && most < least {
                let place = low.place(Kind::Class, flow.class.0, &["machines", "least"]);
                let message = format!(
                    "`{}` needs at least {least} machines, but `{}` at `{}` has {most}: there it is never worked",
                    class.name,
                    equipment.name,
                    port.places[id.index()].name
                );
                let help = "lower `least`, or keep the trade away with `places`";
                low.report(
                    Problem::new(Code::FitsNowhere, place, &low.path(Kind::Class, flow.class.0), message)
                        .help(help),
                );
            }
        }
    }
}

/// Machines that a crew can man at most.
fn manned(port: &Port, low: &Lowering<'_>, equipment: &Equipment) -> f64 {
    let Some(manning) = &equipment.crew else { return f64::INFINITY };
    let gangs = greatest(low, &port.crews[manning.crew.index()].count).round();
    (gangs / low.range(&manning.per_machine).0.round().max(1.0)).floor()
}

/// True if a place is in use at a date, figures as stated.
pub(super) fn in_use(place: &Place, at: Time) -> bool {
    let fixed = Draws::fixed();
    let begun = place.from.is_none_or(|from| from.at(&fixed) <= at);
    begun && place.until.is_none_or(|until| until.at(&fixed) > at)
}
