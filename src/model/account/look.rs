//! What those who wait are waiting for: each condition is looked at by itself, and only when it may have changed.

use super::wait::{Part, Wait};
use crate::model::passage::Passage;
use crate::model::port_control::need;
use crate::model::simulator::World;
use crate::port::Direction;
use crate::record::{Condition, Unmet};
use crate::units::{Duration, Time};

/// How often each thing that clearances depend on has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) struct Seen {
    bookings: u32,
    quays: u32,
    closures: u32,
}

const INSTANT: Duration = Duration::from_milliseconds(1);

impl World<'_> {
    /// The conditions of a wait as they stand at `at`, those looked at anew that may have changed since what was `seen` last.
    pub(super) fn look_at_wait(&self, wait: &mut Wait, at: Time, seen: Option<Seen>, present: Seen) {
        let changed = |which: fn(Seen) -> u32| seen.is_none_or(|seen| which(seen) != which(present));
        let passage = wait.passage;
        if passage.way == Direction::Import && (changed(|seen| seen.quays) || wait.room.until <= at) {
            self.look_for_room(wait, at);
        }
        if changed(|seen| seen.closures) || wait.way.until <= at {
            let class = self.site.flows[passage.flow].class;
            wait.way = Part::lasting(self.closures.unmet(self.closures.way_holds(class, passage.way)));
        }
        let start = at + passage.offset;
        if wait.water.until <= at {
            wait.water = self.look_at_water(passage, at, start);
        }
        if wait.light.until <= at {
            wait.light = self.look_at_light(passage, at, start);
        }
        let cleared = changed(|seen| seen.bookings) && wait.traffic.unmet.is_empty();
        if cleared || wait.traffic.until <= at || self.channel.keeps_runs() {
            wait.traffic = self.look_at_traffic(passage, start);
        }
        wait.services = self.look_at_services(passage, at);
    }

    /// What a look would see now.
    pub(super) fn present_state(&self) -> Seen {
        Seen { bookings: self.channel.booked, quays: self.quays.changes, closures: self.closures.changes }
    }

    /// Room at a berth: what was missing is found only when a berth changed for the better, what was there only when any did.
    fn look_for_room(&self, wait: &mut Wait, at: Time) {
        let places = &self.site.flows[wait.passage.flow].places;
        let berths = self.quays.state(places);
        let known = wait.room.until > at;
        if known && !wait.room.unmet.is_empty() && berths == wait.berths {
            return;
        }
        wait.berths = berths;
        wait.room = Part::lasting(self.missing_room(wait.passage));
    }

    fn missing_room(&self, passage: Passage) -> Unmet {
        let flow = &self.site.flows[passage.flow];
        let draught =
            passage.group.map_or(passage.draught, |group| self.anchorage.needs_of(group as usize).1);
        let need = need(flow, draught);
        if self.quays.fit(&flow.places, need, |place| self.closures.place_open(place)).is_some() {
            return Unmet::NONE;
        }
        let closed = |free_only: bool| {
            let places = flow.places.iter().filter(|choice| {
                !free_only || self.quays.fit(std::slice::from_ref(choice), need, |_| true).is_some()
            });
            let causes = places.fold(0, |causes, choice| causes | self.closures.place_holds(choice.0));
            self.closures.unmet(causes)
        };
        let room = self.quays.fit(&flow.places, need, |_| true).is_some();
        let any_open = flow.places.iter().any(|choice| self.closures.place_open(choice.0));
        match (room, any_open) {
            // What is free is closed, and what is open is taken.
            (true, _) => closed(true),
            (false, true) => Unmet::of(Condition::Room),
            (false, false) => Unmet::of(Condition::Room).and(closed(false)),
        }
    }

    fn look_at_water(&self, passage: Passage, at: Time, start: Time) -> Part {
        let transit = self.transit(passage.flow, passage.way);
        let draught = f64::from(passage.draught) / 1000.0;
        let starts = self.windows.starts(transit.legs(), transit.total(), draught, false, start);
        until_changes(Condition::Tide, starts.from, starts.until, passage.offset, at)
    }

    fn look_at_light(&self, passage: Passage, at: Time, start: Time) -> Part {
        let daylight = self.site.flows[passage.flow].daylight;
        let bound = if passage.way == Direction::Import { daylight.inbound } else { daylight.outbound };
        if !bound {
            return Part::lasting(Unmet::NONE);
        }
        let starts = self.windows.light_starts(self.transit(passage.flow, passage.way).total(), start);
        until_changes(Condition::Daylight, starts.from, starts.until, passage.offset, at)
    }

    fn look_at_traffic(&self, passage: Passage, start: Time) -> Part {
        let transit = self.transit(passage.flow, passage.way);
        let clear = self.channel.earliest(transit, start);
        let until = if clear > start { clear } else { self.channel.barred_from(transit, start) };
        let until = if until >= Time::NEVER { until } else { until - passage.offset };
        Part::new(Condition::Traffic, clear == start, until)
    }

    fn look_at_services(&self, passage: Passage, at: Time) -> Part {
        let mut part = Part::lasting(Unmet::NONE);
        for (service, number) in self.services(passage).filter(|&(_, number)| number > 0) {
            part.unmet = part.unmet.and(self.closures.unmet(self.closures.marine_holds(service)));
            let free = self.marine.earliest(service, number, at);
            if free > at {
                part.unmet = part.unmet.and(Unmet::of(Condition::Service(service)));
                part.until = part.until.min(free);
            }
        }
        part
    }
}

/// A condition met in [from, until] of starts, `offset` after the clearance, as it stands at `at`.
fn until_changes(condition: Condition, from: Time, until: Time, offset: Duration, at: Time) -> Part {
    let met = from <= at + offset;
    let changes = if met { until } else { from };
    if changes >= Time::NEVER {
        return Part::new(condition, met, Time::NEVER);
    }
    Part::new(condition, met, if met { until - offset + INSTANT } else { from - offset })
}
