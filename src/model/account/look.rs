//! What those who wait are waiting for: each condition is looked at by itself, and only when it may have changed.

use super::wait::{Part, Wait};
use crate::model::passage::Passage;
use crate::model::port_control::need;
use crate::model::simulator::World;
use crate::model::windows::Starts;
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

/// Which of them changed since the last look.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Changes {
    bookings: bool,
    quays: bool,
    closures: bool,
}

impl Seen {
    /// What changed since another look; everything if there was none.
    pub(super) fn since(self, before: Option<Seen>) -> Changes {
        let changed = |which: fn(Seen) -> u32| before.is_none_or(|before| which(before) != which(self));
        Changes {
            bookings: changed(|seen| seen.bookings),
            quays: changed(|seen| seen.quays),
            closures: changed(|seen| seen.closures),
        }
    }
}

const INSTANT: Duration = Duration::from_milliseconds(1);

impl World<'_> {
    /// May a wait be missing something else than when it was last looked at?
    pub(super) fn may_differ(&self, wait: &Wait, at: Time, changes: Changes) -> bool {
        let flow = &self.site.flows[wait.passage.flow];
        let served = || wait.is_barred() && flow.needs.is_empty();
        let as_before = || {
            let met = wait.room.unmet.is_empty();
            wait.passage.way == Direction::Export || !met && self.quays.state(&flow.places) == wait.berths
        };
        wait.next <= at || changes.closures || changes.bookings && !served() || changes.quays && !as_before()
    }

    /// The conditions of a wait as they stand at `at`, those looked at anew that may have changed.
    pub(super) fn look_at_wait(&mut self, wait: &mut Wait, at: Time, changes: Changes) {
        let passage = wait.passage;
        if passage.way == Direction::Import && (changes.quays || wait.room.until <= at) {
            self.look_for_room(wait, at);
        }
        if changes.closures || wait.way.until <= at {
            let class = self.site.flows[passage.flow].class;
            wait.way = Part::lasting(self.closures.unmet(self.closures.way_holds(class, passage.way)));
        }
        let start = at + passage.offset;
        if wait.water.until <= at {
            if wait.window.until < start {
                wait.window = self.water_starts(passage, start);
            }
            let Starts { from, until } = wait.window;
            wait.water = until_changes(Condition::Tide, from, until, passage.offset, at);
        }
        if wait.light.until <= at {
            wait.light = self.look_at_light(passage, at, start);
        }
        if changes.bookings && !wait.is_barred() || wait.traffic.until <= at {
            wait.traffic = self.look_at_traffic(passage, at);
        }
        wait.services = self.look_at_services(passage, at);
    }

    /// What a look would see now.
    pub(super) fn present_state(&self) -> Seen {
        Seen { bookings: self.channel.state(), quays: self.quays.changes, closures: self.closures.changes }
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

    /// The span of starts that the tide permits, at or after `start`.
    fn water_starts(&self, passage: Passage, start: Time) -> Starts {
        let transit = self.transit(passage.flow, passage.way);
        let draught = f64::from(passage.draught) / 1000.0;
        self.windows.starts(transit.legs(), transit.total(), draught, false, start)
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

    /// Booked transits; where none bars it, the other side's turn. On the way in, flows whose transits are alike share what is found.
    fn look_at_traffic(&mut self, passage: Passage, at: Time) -> Part {
        if passage.way == Direction::Export {
            return self.find_traffic(passage, at);
        }
        let alike = self.account.alike[passage.flow];
        let (bookings, known) = self.account.traffic[alike];
        if bookings == self.channel.state() && known.until > at {
            return known;
        }
        let part = self.find_traffic(passage, at);
        self.account.traffic[alike] = (self.channel.state(), part);
        part
    }

    fn find_traffic(&self, passage: Passage, at: Time) -> Part {
        let transit = self.transit(passage.flow, passage.way);
        let start = at + passage.offset;
        let clear = self.channel.earliest_clear(transit, start);
        if clear > start {
            return Part::new(Condition::Traffic, false, clear - passage.offset);
        }
        let barred = self.channel.barred_from(transit, start);
        let until = if barred >= Time::NEVER { barred } else { barred - passage.offset };
        Part::new(Condition::Turn, !self.channel.is_others_turn(transit, start), until)
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
