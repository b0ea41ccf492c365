//! Who or what stood in the way of a vessel that waited.

use super::chronicle::{Chronicle, Transit};
use crate::port::{CargoId, ClearanceRule, Direction, Draught, PassingRule, PlaceKind, Target};
use crate::record::{Condition, Occurrence, Unmet, WaitKind};
use crate::units::{Duration, Time};

/// What stood in the way.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// Vessels that lay at, or were bound for, the places that could have taken it.
    Berths {
        /// The vessels, in order of their clearance.
        taken: Vec<u32>,
        /// Who made room as the wait for a berth ended, from which place, when.
        freed: Option<(u32, usize, Time)>,
    },
    /// Too little water for this draught, m.
    Water(f64),
    /// The dark.
    Dark,
    /// Vessels in the channel, or cleared for it.
    Transits(Vec<u32>),
    /// Vessels that had the marine service (position in the port's list).
    Service(usize, Vec<u32>),
    /// Closures of a cause (position in the port's causes).
    Closures(usize),
    /// Others go first: the one at the head of the queue, if it is known.
    Turn(Option<u32>),
    /// The log does not tell.
    Unknown,
}

/// Parts of one wait that follow each other with the same leading obstacle.
#[derive(Clone, Debug, PartialEq)]
pub struct Waited {
    /// Which wait.
    pub kind: WaitKind,
    /// First instant.
    pub from: Time,
    /// First instant after.
    pub until: Time,
    /// The condition that leads; `None` if the log does not tell.
    pub leads: Option<Condition>,
    /// What else was missing for a part of the time, and how long.
    pub besides: Vec<(Condition, Duration)>,
    /// Who or what.
    pub obstacle: Obstacle,
}

/// The condition of a set that says most: others matter only once it is met.
pub(super) fn leading(unmet: Unmet) -> Option<Condition> {
    let rank = |condition: &Condition| match condition {
        Condition::Room => 0,
        Condition::Closure(_) => 1,
        Condition::Tide => 2,
        Condition::Daylight => 3,
        Condition::Service(_) => 4,
        Condition::Traffic => 5,
        Condition::Turn => 6,
    };
    unmet.conditions().min_by_key(rank)
}

impl Chronicle<'_> {
    /// Names what stood in the way of a wait under one leading condition.
    pub(super) fn obstacle(&self, visit: u32, waited: &Waited) -> Obstacle {
        let (from, until) = (waited.from, waited.until);
        let way = if waited.kind == WaitKind::Entry { Direction::Import } else { Direction::Export };
        match waited.leads {
            None => Obstacle::Unknown,
            Some(Condition::Room) => self.berths(visit, from, until),
            Some(Condition::Tide) => Obstacle::Water(self.draught(visit, way)),
            Some(Condition::Daylight) => Obstacle::Dark,
            Some(Condition::Traffic) => Obstacle::Transits(self.barring(visit, way, from, until)),
            Some(Condition::Service(service)) => {
                Obstacle::Service(service, self.served(visit, service, from, until))
            }
            Some(Condition::Closure(cause)) => Obstacle::Closures(cause),
            Some(Condition::Turn) => Obstacle::Turn(self.ahead(visit, from)),
        }
    }

    /// Places that could take a vessel, by what is stated of both.
    fn places_for(&self, visit: u32) -> Vec<usize> {
        let record = self.record(visit);
        let flow = &self.port.flows[record.flow];
        let (trade, class) = (&self.port.trades[flow.trade.index()], &self.port.classes[flow.class.index()]);
        let listed: Vec<usize> = trade.places.iter().map(|place| place.index()).collect();
        let choices = if listed.is_empty() { (0..self.port.places.len()).collect() } else { listed };
        let loa = class.loa.map_or(0.0, |loa| loa.at(self.draws).0);
        let dwt = class.dwt.map_or(0.0, |dwt| dwt.at(self.draws).0);
        let takes = |cargoes: &[CargoId]| cargoes.is_empty() || cargoes.contains(&trade.cargo);
        let fits = |&at: &usize| {
            let place = &self.port.places[at];
            let long = match &place.kind {
                PlaceKind::Quay { length, .. } => length.at(record.arrived, self.draws).0,
                PlaceKind::Berth { length, .. } => length.map_or(f64::MAX, |length| length.at(self.draws).0),
            };
            let heavy = place.dwt.map_or(f64::MAX, |dwt| dwt.at(self.draws).0);
            let machines = self.equipment_at(at, trade.cargo.index()).is_some();
            takes(&place.cargoes) && machines && loa <= long && dwt <= heavy
        };
        choices.into_iter().filter(fits).collect()
    }

    fn berths(&self, visit: u32, from: Time, until: Time) -> Obstacle {
        let places = self.places_for(visit);
        let others = |place: usize| self.lying[place].iter().filter(move |one| one.visit != visit);
        let mut taken: Vec<_> = (places.iter())
            .flat_map(|&place| others(place).filter(|one| one.from <= from && one.until > from))
            .collect();
        taken.sort_by_key(|one| (one.from, one.visit));
        let got = self.steps(visit).iter().find_map(|step| match step.what {
            Occurrence::ClearedInbound { place, .. } if step.time >= until => Some(place),
            _ => None,
        });
        let leaves = |place: usize| {
            let left = others(place).filter(|one| one.until > from && one.until <= until);
            left.max_by_key(|one| (one.until, one.visit)).map(|one| (one.visit, place, one.until))
        };
        let freed = got.and_then(leaves).or_else(|| {
            let left = places.iter().filter_map(|&place| leaves(place));
            left.filter(|(_, _, at)| *at == until).max_by_key(|(visit, _, at)| (*at, *visit))
        });
        Obstacle::Berths { taken: taken.iter().map(|one| one.visit).collect(), freed }
    }

    /// The draught on the way in or out, its parcel on board or not (rule D3).
    fn draught(&self, visit: u32, way: Direction) -> f64 {
        let record = self.record(visit);
        let flow = &self.port.flows[record.flow];
        let laden = (way == self.port.trades[flow.trade.index()].direction) as u8 as f64;
        match &self.port.classes[flow.class.index()].draught {
            Draught::None => 0.0,
            Draught::Stated { laden: with, ballast } => {
                if laden > 0.0 {
                    with.at(self.draws).0
                } else {
                    ballast.at(self.draws).0
                }
            }
            Draught::FromParcel { light, per_centimetre, design } => {
                let (light, design) = (light.at(self.draws).0, design.at(self.draws).0);
                let sunk = light + laden * record.parcel.0 / per_centimetre.at(self.draws).0 / 100.0;
                (sunk.min(design.max(light)) * 10.0 - 1e-6).ceil() / 10.0
            }
        }
    }

    /// Vessels whose transits bar a start at an instant between two, the last of them last.
    fn barring(&self, visit: u32, way: Direction, from: Time, until: Time) -> Vec<u32> {
        let flow = self.record(visit).flow;
        let offset = if way == Direction::Import { Duration::ZERO } else { self.unmooring(visit, from) };
        let latest = self.transits.partition_point(|transit| transit.cleared < until);
        let mut barring = Vec::new();
        // A transit takes hours: those cleared long before do not matter.
        for transit in self.transits[..latest].iter().rev().take(256) {
            let over = transit.end + offset < from;
            let known = transit.cleared.max(from);
            let instants = [known, until - Duration::from_milliseconds(1)];
            let bars = |at: &Time| *at >= known && self.bars(transit, flow, way, *at + offset);
            if transit.visit != visit && !over && instants.iter().any(bars) {
                barring.push(transit.visit);
            }
        }
        barring.reverse();
        barring
    }

    /// From clearance to the last line, as it turned out.
    fn unmooring(&self, visit: u32, from: Time) -> Duration {
        let mut later = self.steps(visit).iter().filter(|step| step.time >= from);
        let cleared = later.find(|step| step.what == Occurrence::ClearedOutbound);
        let off = later.find(|step| matches!(step.what, Occurrence::Unmoored(_)));
        cleared.zip(off).map_or(Duration::ZERO, |(cleared, off)| off.time - cleared.time)
    }

    /// True if a transit forbids one of this flow to start then (rules W1, W6).
    fn bars(&self, other: &Transit, flow: usize, way: Direction, start: Time) -> bool {
        let inbound = way == Direction::Import;
        let (mine, theirs) =
            (self.stays(flow, inbound, start), self.stays(other.flow, other.inbound, other.start));
        let class = |flow: usize| &self.port.classes[self.port.flows[flow].class.index()];
        self.port.sections.iter().enumerate().any(|(at, section)| {
            let ((begins, ends), (other_begins, other_ends)) = (mine[at], theirs[at]);
            let meets = begins < other_ends && other_begins < ends;
            let alone = |flow: usize| class(flow).exclusive.iter().any(|id| id.index() == at);
            if meets && (alone(flow) || alone(other.flow)) {
                return true;
            }
            if inbound != other.inbound {
                let bound = match section.passing {
                    PassingRule::OneWay => true,
                    PassingRule::TwoWay => false,
                    PassingRule::NoMeeting => class(flow).no_meeting || class(other.flow).no_meeting,
                };
                return meets && bound;
            }
            let apart = if begins > other_begins { begins - other_begins } else { other_begins - begins };
            apart < section.headway.at(self.draws)
        })
    }

    /// By section, sea to port: when a transit that starts then is in it.
    fn stays(&self, flow: usize, inbound: bool, start: Time) -> Vec<(Time, Time)> {
        let class = &self.port.classes[self.port.flows[flow].class.index()];
        let lasts: Vec<Duration> =
            self.port.sections.iter().map(|section| section.stay(class, self.draws)).collect();
        let mut spans = vec![(start, start); lasts.len()];
        let mut at = start;
        for step in 0..lasts.len() {
            let section = if inbound { step } else { lasts.len() - 1 - step };
            spans[section] = (at, at + lasts[section]);
            at += lasts[section];
        }
        spans
    }

    /// Vessels that had a marine service at the start of a wait or got it before the end; those that may need it and were on a job.
    fn served(&self, visit: u32, service: usize, from: Time, until: Time) -> Vec<u32> {
        let latest = self.transits.partition_point(|transit| transit.cleared < until);
        let stated = &self.port.marine[service];
        let mut users = Vec::new();
        for transit in self.transits[..latest].iter().rev().take(256) {
            let back = match stated.job {
                Some(job) => transit.cleared + job.at(self.draws),
                None => self.all_fast(transit) + stated.travel.at(self.draws),
            };
            if transit.visit != visit && back > from && self.needs(service, transit) {
                users.push(transit.visit);
            }
        }
        users.reverse();
        users
    }

    /// When a transit is over for a service that is bound for it: made fast, or at sea.
    fn all_fast(&self, transit: &Transit) -> Time {
        let class = self.port.flows[transit.flow].class.index();
        let mooring = self.port.classes[class].mooring.mean.at(self.draws);
        if transit.inbound { transit.end + mooring } else { transit.end }
    }

    /// True if a rule of the service is for such a vessel on that way; flag and weather left open.
    fn needs(&self, service: usize, transit: &Transit) -> bool {
        let flow = &self.port.flows[transit.flow];
        let (class, trade) = (&self.port.classes[flow.class.index()], &self.port.trades[flow.trade.index()]);
        let draws = self.draws;
        self.port.marine[service].needs.iter().any(|need| {
            let number = if transit.inbound { need.inbound } else { need.outbound };
            let of_class = need.classes.is_empty() || need.classes.contains(&flow.class);
            let of_cargo = need.cargoes.is_empty() || need.cargoes.contains(&trade.cargo);
            let long = need
                .loa_from
                .is_none_or(|from| class.loa.is_some_and(|loa| loa.at(draws).0 >= from.at(draws).0));
            let heavy = need
                .dwt_from
                .is_none_or(|from| class.dwt.is_some_and(|dwt| dwt.at(draws).0 >= from.at(draws).0));
            of_class && of_cargo && long && heavy && number.at(draws).round() >= 1.0
        })
    }

    /// The vessel that stands first in the queue of those that wait at an instant, if it is another.
    fn ahead(&self, visit: u32, time: Time) -> Option<u32> {
        if self.port.clearance_rule == ClearanceRule::Greedy {
            return None;
        }
        let key = |visit: u32| {
            let record = self.record(visit);
            let class = &self.port.classes[self.port.flows[record.flow].class.index()];
            (class.priority, record.arrived, visit)
        };
        let first = self.trace.visits.partition_point(|record| record.arrived <= time);
        let waits = |number: &u32| {
            let wait =
                self.waits(*number).iter().find(|wait| wait.kind == WaitKind::Entry && wait.until > time);
            wait.is_some_and(|wait| wait.from <= time)
        };
        let head = (1..=first as u32).rev().take(1024).filter(waits).min_by_key(|&number| key(number));
        head.filter(|&head| head != visit && key(head) < key(visit))
    }

    /// The closures of a cause that were active for a vessel that waited, and until when the last of them was.
    pub fn closures_of(&self, cause: usize, from: Time, until: Time) -> Vec<usize> {
        let of_cause = |&at: &usize| self.port.closures[at].cause.index() == cause;
        let active = |&at: &usize| {
            let spans = &self.closures[at];
            let first = spans.partition_point(|span| span.1 <= from);
            spans.get(first).is_some_and(|span| span.0 < until)
        };
        let vessels = |&at: &usize| {
            let targets = &self.port.closures[at].targets;
            targets
                .iter()
                .any(|target| !matches!(target, Target::Mode(_) | Target::Capacity(_) | Target::Line(_)))
        };
        (0..self.closures.len()).filter(of_cause).filter(vessels).filter(active).collect()
    }
}
