//! How hard each link of the chain is used, from the sea to the land. Leaves out which link binds: a link may be used
//! hard without holding anything back, and the price of a link is a question of its own.

use serde::Serialize;

use super::tally::SpanTally;
use crate::port::{Draws, Effect, Mode, ModeKind, Port, Target, YardCapacity};
use crate::units::Time;

/// What kind of link it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// A channel section: hours with a vessel in it ÷ all hours.
    Section,
    /// A marine service: hours bound ÷ on duty.
    Marine,
    /// A quay: metre-hours occupied ÷ open. A berth: hours occupied ÷ open.
    Place,
    /// Machines: machine-hours at work ÷ present.
    Equipment,
    /// A yard: time-average share of its capacity in use.
    Yard,
    /// A land-side capacity: used ÷ available.
    Capacity,
    /// Trains: loaded ÷ offered. A stream with a rate: tonnes ÷ rate × open hours.
    Mode,
    /// Gangs: gang-hours with a vessel ÷ all.
    Crew,
}

impl LinkKind {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            LinkKind::Section => "section",
            LinkKind::Marine => "marine",
            LinkKind::Place => "place",
            LinkKind::Equipment => "equipment",
            LinkKind::Yard => "yard",
            LinkKind::Capacity => "capacity",
            LinkKind::Mode => "mode",
            LinkKind::Crew => "crew",
        }
    }
}

/// A link of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its kind.
    pub kind: LinkKind,
    /// Position in the port's list of that kind.
    #[serde(skip)]
    pub index: usize,
    /// Name in the scenario.
    pub name: String,
}

/// The links whose use can be told, in the order of the chain. An unlimited yard or stream has no use, nor has a mode by vessel: its berths have.
pub(super) fn links(port: &Port) -> Vec<Link> {
    let limited = |mode: &Mode| !matches!(mode.kind, ModeKind::Stream(None) | ModeKind::Vessels);
    let named = |kind, index, name: &str| Link { kind, index, name: name.to_owned() };
    let mut links = Vec::new();
    for (at, section) in port.sections.iter().enumerate() {
        links.push(named(LinkKind::Section, at, &section.name));
    }
    for (at, service) in port.marine.iter().enumerate() {
        links.push(named(LinkKind::Marine, at, &service.name));
    }
    for (at, place) in port.places.iter().enumerate() {
        links.push(named(LinkKind::Place, at, &place.name));
    }
    for (at, machines) in port.equipment.iter().enumerate() {
        links.push(named(LinkKind::Equipment, at, &machines.name));
    }
    for (at, crew) in port.crews.iter().enumerate() {
        links.push(named(LinkKind::Crew, at, &crew.name));
    }
    for (at, yard) in port.yards.iter().enumerate() {
        if yard.capacity != YardCapacity::Unlimited {
            links.push(named(LinkKind::Yard, at, &yard.name));
        }
    }
    for (at, capacity) in port.capacities.iter().enumerate() {
        links.push(named(LinkKind::Capacity, at, &capacity.name));
    }
    for (at, mode) in port.modes.iter().enumerate().filter(|(_, mode)| limited(mode)) {
        links.push(named(LinkKind::Mode, at, &mode.name));
    }
    links
}

/// The use of each of `links` in [from, until); absent where there is nothing to use.
pub(super) fn uses(
    port: &Port,
    links: &[Link],
    tally: &SpanTally,
    (from, until): (Time, Time),
    draws: &Draws,
) -> Vec<Option<f64>> {
    let hours = (until - from).hours();
    let share = |used: f64, of: f64| (of > 0.0).then(|| used / of);
    let one = |link: &Link| match link.kind {
        LinkKind::Section => share(tally.sections.get(link.index)?.occupied, hours),
        LinkKind::Marine => {
            tally.marine.get(link.index).and_then(|service| share(service.bound, service.present))
        }
        LinkKind::Place => tally.places.get(link.index).and_then(|place| share(place.occupied, place.open)),
        LinkKind::Equipment => {
            tally.equipment.get(link.index).and_then(|machines| share(machines.working, machines.present))
        }
        LinkKind::Crew => tally.crews.get(link.index).and_then(|crew| share(crew.assigned, crew.present)),
        LinkKind::Yard => *tally.yard_use.get(link.index)?,
        LinkKind::Capacity => {
            tally.capacities.get(link.index).and_then(|capacity| share(capacity.used, capacity.available))
        }
        LinkKind::Mode => {
            let moved = tally.modes.get(link.index)?;
            let offered = match &port.modes[link.index].kind {
                ModeKind::Rail(rail) => moved.trains * rail.mean_load(draws).0,
                ModeKind::Vessels => 0.0,
                ModeKind::Vehicles(vehicles) => {
                    tally.trucks.get(link.index)?.slots() * vehicles.payload.at(draws).0
                }
                ModeKind::Stream(_) => stream_room(port, link.index, tally, (from, until), draws),
            };
            share(moved.tonnes, offered)
        }
    };
    links.iter().map(one).collect()
}

/// Occupancy of all quays and berths together, weighted by metres × hours in use, as in the trials of the search for capacity.
pub(super) fn occupancy(port: &Port, tally: &SpanTally) -> Option<f64> {
    let (mut occupied, mut open) = (0.0, 0.0);
    for (metres, amounts) in port.metres_per_unit().iter().zip(&tally.places) {
        occupied += amounts.occupied * metres;
        open += amounts.open * metres;
    }
    (open > 0.0).then(|| occupied / open)
}

/// Tonnes that a stream could have moved: the integral of its rate over its days of use, less the share of time in which
/// the longest-lasting closure that stops it was active.
fn stream_room(
    port: &Port,
    index: usize,
    tally: &SpanTally,
    (from, until): (Time, Time),
    draws: &Draws,
) -> f64 {
    let mode = &port.modes[index];
    let ModeKind::Stream(Some(rate)) = &mode.kind else { return 0.0 };
    let opens = mode.from.map_or(from, |date| date.at(draws)).clamp(from, until);
    let closes = mode.until.map_or(until, |date| date.at(draws)).clamp(opens, until);
    let inside = rate.dates(draws).filter(|&date| opens < date && date < closes);
    let mut cuts: Vec<Time> = [opens, closes].into_iter().chain(inside).collect();
    cuts.sort();
    let pieces = cuts.windows(2).map(|cut| rate.at(cut[0], draws).during(cut[1] - cut[0]).0);
    let stops = |at: &usize| {
        let closure = &port.closures[*at];
        closure.effect == Effect::Suspend
            && closure.targets.iter().any(|target| matches!(target, Target::Mode(id) if id.index() == index))
    };
    let closed = (0..port.closures.len()).filter(stops).filter_map(|at| tally.closures.get(at));
    let open_share = 1.0 - closed.copied().fold(0.0, f64::max) / (until - from).hours();
    pieces.sum::<f64>() * open_share.max(0.0)
}
