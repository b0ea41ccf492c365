//! What the checks of the waterway share: who goes which way, how deep, and how long it takes; figures as stated.

use crate::port::{Class, Direction, Draught, Draws, Port, Section};
use crate::units::Duration;

/// A class on its way in or out, at its deepest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Way {
    /// Position among the classes.
    pub(super) class: usize,
    /// Sea to port?
    pub(super) inbound: bool,
    /// Draught, m.
    pub(super) draught: f64,
}

/// The ways of all classes that call and have a draught, in the order of the classes.
pub(super) fn ways(port: &Port) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    for flow in &port.flows {
        let class = flow.class.index();
        let import = port.trades[flow.trade.index()].direction == Direction::Import;
        for inbound in [true, false] {
            let Some(draught) = draught(&port.classes[class], inbound == import) else { continue };
            match ways.iter_mut().find(|way| way.class == class && way.inbound == inbound) {
                Some(way) => way.draught = way.draught.max(draught),
                None => ways.push(Way { class, inbound, draught }),
            }
        }
    }
    ways.sort_by_key(|way| (way.class, !way.inbound));
    ways
}

/// The classes that call, in their order.
pub(super) fn callers(port: &Port) -> Vec<usize> {
    let calls = |class: &usize| port.flows.iter().any(|flow| flow.class.index() == *class);
    (0..port.classes.len()).filter(calls).collect()
}

/// Draught of a mean call with or without its parcel. One that loads to depth can always be cut down to its light draught.
fn draught(class: &Class, laden: bool) -> Option<f64> {
    match &class.draught {
        Draught::None => None,
        Draught::Stated { laden: deep, ballast } => Some(if laden { deep.value.0 } else { ballast.value.0 }),
        Draught::FromParcel { light, per_centimetre, design } => {
            let parcel = if laden && class.load_to_depth.is_none() { class.parcel.mean.value.0 } else { 0.0 };
            let sunk = light.value.0 + parcel / per_centimetre.value.0 / 100.0;
            let draught = sunk.min(design.value.0.max(light.value.0));
            Some((draught * 10.0 - 1e-6).ceil() / 10.0)
        }
    }
}

/// Time in a section.
pub(super) fn transit(section: &Section, class: &Class) -> Duration {
    section.stay(class, &Draws::fixed())
}

/// Time in all sections.
pub(super) fn whole_transit(port: &Port, class: usize) -> Duration {
    let times = port.sections.iter().map(|section| transit(section, &port.classes[class]));
    times.fold(Duration::ZERO, |sum, time| sum + time)
}

/// In words.
pub(super) fn word(inbound: bool) -> &'static str {
    if inbound { "inbound" } else { "outbound" }
}
