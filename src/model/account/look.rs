//! What those who wait are waiting for: each condition is looked at by itself, and only when it may have changed.

use super::condition::{Marks, Which, mark};
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
    asking: u32,
    quays: u32,
    /// Of the changes of quays those for the better.
    freed: u32,
    closures: u32,
}

/// Which of them changed since the last look.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Changes {
    pub(super) bookings: bool,
    pub(super) asking: bool,
    pub(super) quays: bool,
    pub(super) freed: bool,
    pub(super) closures: bool,
}

impl Seen {
    /// What changed since another look; everything if there was none.
    pub(super) fn since(self, before: Option<Seen>) -> Changes {
        let changed = |which: fn(Seen) -> u32| before.is_none_or(|before| which(before) != which(self));
        Changes {
            bookings: changed(|seen| seen.bookings),
            asking: changed(|seen| seen.asking),
            quays: changed(|seen| seen.quays),
            freed: changed(|seen| seen.freed),
            closures: changed(|seen| seen.closures),
        }
    }
}

const INSTANT: Duration = Duration::from_milliseconds(1);

impl World<'_> {
    /// Looks at what vessels at anchor have in common. Returns which of it changed, and when some of it may change of itself.
    pub(super) fn look_at_commons(&mut self, at: Time, changes: Changes) -> (Marks, Time) {
        let next = self.account.commons.next;
        if at < next && !(changes.bookings || changes.asking || changes.closures) {
            return (0, next);
        }
        let mut commons = std::mem::take(&mut self.account.commons.all);
        let (mut differs, mut next) = (0, Time::NEVER);
        for (number, common) in commons.iter_mut().enumerate().filter(|(_, common)| common.waiting > 0) {
            if common.which.may_differ(&common.part, at, changes) {
                let part = self.look_at_condition(common.which, common.passage, at);
                differs |= if part.unmet == common.part.unmet { 0 } else { mark(number) };
                common.part = part;
            }
            next = next.min(common.part.until);
        }
        (self.account.commons.all, self.account.commons.next) = (commons, next);
        (differs, next)
    }

    /// One of the conditions of a passage as it stands at `at`.
    pub(super) fn look_at_condition(&self, which: Which, passage: Passage, at: Time) -> Part {
        match which {
            Which::Way => {
                let class = self.site.flows[passage.flow].class;
                Part::lasting(self.closures.unmet(self.closures.way_holds(class, passage.way)))
            }
            Which::Light => self.look_at_light(passage, at, at + passage.offset),
            Which::Traffic => self.find_traffic(passage, at),
            Which::Services => self.look_at_services(passage, at),
        }
    }

    /// The tide of a wait, which may be otherwise at `at`.
    pub(super) fn look_at_water(&self, wait: &mut Wait, at: Time) {
        let passage = wait.passage;
        let start = at + passage.offset;
        if wait.window.until < start {
            wait.window = self.water_starts(passage, start);
        }
        let Starts { from, until } = wait.window;
        wait.water = until_changes(Condition::Tide, from, until, passage.offset, at);
    }

    /// What a look would see now.
    pub(super) fn present_state(&self) -> Seen {
        Seen {
            bookings: self.channel.booked,
            asking: self.channel.asking(),
            quays: self.quays.changes,
            freed: self.quays.freed,
            closures: self.closures.changes,
        }
    }

    /// Room at a berth: what was missing is found anew only when a berth of its own changed for the better, what was there only when the
    /// place that had it changed.
    /// True if it was.
    pub(super) fn look_for_room(&self, wait: &mut Wait, at: Time, changes: Changes) -> bool {
        if wait.room.until > at {
            let as_before = match wait.fits {
                Some((place, state)) => self.quays.changes_of(place) == state,
                None => !changes.freed || self.berths(wait) == wait.berths,
            };
            if as_before {
                return false;
            }
        }
        wait.berths = self.berths(wait);
        let (unmet, fits) = self.missing_room(wait.passage);
        wait.room = Part::lasting(unmet);
        wait.fits = fits.map(|place| (place, self.quays.changes_of(place)));
        true
    }

    /// The state of the berths that a wait is for.
    fn berths(&self, wait: &Wait) -> u32 {
        self.quays.state(&self.site.flows[wait.passage.flow].places)
    }

    /// What keeps a vessel from having room; if nothing does, where it has some.
    fn missing_room(&self, passage: Passage) -> (Unmet, Option<usize>) {
        let flow = &self.site.flows[passage.flow];
        let draught =
            passage.group.map_or(passage.draught, |group| self.anchorage.needs_of(group as usize).1);
        let need = need(flow, draught);
        let fit = self.quays.fit(&flow.places, need, |place| self.closures.place_open(place));
        if let Some(fit) = fit {
            return (Unmet::NONE, Some(fit.place));
        }
        if flow.places.iter().all(|choice| self.closures.place_open(choice.0)) {
            return (Unmet::of(Condition::Room), None);
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
        let unmet = match (room, any_open) {
            // What is free is closed, and what is open is taken.
            (true, _) => closed(true),
            (false, true) => Unmet::of(Condition::Room),
            (false, false) => Unmet::of(Condition::Room).and(closed(false)),
        };
        (unmet, None)
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

    /// Booked transits; where none bars it, the other side's turn.
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
        for &(service, number) in self.served.of(passage) {
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
