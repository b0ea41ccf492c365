//! Which flows may use which place, with which machines: what is fixed by size, cargo and date, not by the traffic.

use super::YearSpan;
use crate::port::{Draught, Draws, Equipment, Flow, Place, PlaceKind, Port};
use crate::units::Time;

/// True if the place is in use at the start of the span.
pub(super) fn in_use(place: &Place, at: Time, draws: &Draws) -> bool {
    place.from.is_none_or(|from| from.at(draws) <= at) && place.until.is_none_or(|until| until.at(draws) > at)
}

/// The machines that would work a flow at a place, if it may berth there.
pub(super) fn machines(
    port: &Port,
    span: &YearSpan,
    draws: &Draws,
    (place, flow): (usize, &Flow),
) -> Option<usize> {
    let stated = &port.places[place];
    let (trade, class) = (&port.trades[flow.trade.index()], &port.classes[flow.class.index()]);
    let allowed = trade.places.is_empty() || trade.places.iter().any(|other| other.index() == place);
    let cargo = stated.cargoes.is_empty() || stated.cargoes.contains(&trade.cargo);
    let heavy = stated.dwt.zip(class.dwt).is_some_and(|(most, dwt)| dwt.at(draws).0 > most.at(draws).0);
    let shallow = depth(stated, span.from, draws)
        .is_some_and(|depth| depth + 1e-4 < draught(port, draws, flow) + stated.under_keel.at(draws).0);
    if !allowed
        || !cargo
        || heavy
        || shallow
        || !long_enough(stated, span.from, draws, loa(port, draws, flow))
    {
        return None;
    }
    let works = |kind: &Equipment| {
        let rate = kind.rates.iter().find(|(worked, _)| *worked == trade.cargo);
        kind.place.index() == place && rate.is_some_and(|(_, rate)| rate.at(draws).0 > 0.0)
    };
    let kind = port.equipment.iter().position(works)?;
    (port.equipment[kind].count.at(span.from, draws).round() >= 1.0).then_some(kind)
}

/// Length overall of a flow's vessels, m; 0 if not stated.
pub(super) fn loa(port: &Port, draws: &Draws, flow: &Flow) -> f64 {
    port.classes[flow.class.index()].loa.map_or(0.0, |loa| loa.at(draws).0)
}

fn long_enough(place: &Place, at: Time, draws: &Draws, loa: f64) -> bool {
    match &place.kind {
        PlaceKind::Quay { length, clearance, .. } => {
            loa + clearance.at(draws).0 <= length.at(at, draws).0 + 1e-9
        }
        PlaceKind::Berth { length, .. } => length.is_none_or(|length| loa <= length.at(draws).0),
    }
}

/// The greatest depth alongside at datum, m; `None` if not stated.
fn depth(place: &Place, at: Time, draws: &Draws) -> Option<f64> {
    match &place.kind {
        PlaceKind::Quay { depths, .. } => {
            depths.iter().map(|reach| reach.depth.at(at, draws).0).reduce(f64::max)
        }
        PlaceKind::Berth { depth, .. } => depth.as_ref().map(|depth| depth.at(at, draws).0),
    }
}

/// Draught of a flow's vessels with their mean parcel, m; 0 if not stated.
fn draught(port: &Port, draws: &Draws, flow: &Flow) -> f64 {
    let class = &port.classes[flow.class.index()];
    match &class.draught {
        Draught::None => 0.0,
        Draught::Stated { laden, ballast } => laden.at(draws).0.max(ballast.at(draws).0),
        Draught::FromParcel { light, per_centimetre, design } => {
            let sunk = class.parcel.mean.at(draws).0 / per_centimetre.at(draws).0 / 100.0;
            (light.at(draws).0 + sunk).min(design.at(draws).0)
        }
    }
}
