//! A wait for clearance: what of it is met, and until when that is known.

use crate::model::passage::Passage;
use crate::model::windows::Starts;
use crate::record::{Condition, Unmet};
use crate::units::Time;

/// A condition that only time or an event changes: met or not, as it was found, and the first instant at which it may be otherwise.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Part {
    pub(super) unmet: Unmet,
    pub(super) until: Time,
}

impl Part {
    /// To be looked at.
    pub(super) const UNKNOWN: Part = Part { unmet: Unmet::NONE, until: Time::from_milliseconds(i64::MIN) };

    /// Met or not until an instant.
    pub(super) fn new(condition: Condition, met: bool, until: Time) -> Part {
        Part { unmet: if met { Unmet::NONE } else { Unmet::of(condition) }, until }
    }

    /// As found until something happens.
    pub(super) fn lasting(unmet: Unmet) -> Part {
        Part { unmet, until: Time::NEVER }
    }
}

/// Vessels that wait for the same: those of a group at anchor, or one that is ready to leave.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Wait {
    pub(super) passage: Passage,
    /// The vessel, if it is ready to leave.
    pub(super) slot: Option<u32>,
    /// How many.
    pub(super) count: u32,
    /// Booked up to here.
    pub(super) since: Time,
    /// What is missing from `since` on.
    pub(super) unmet: Unmet,
    /// What the one is missing that holds room at a berth, if one of them does.
    pub(super) holder: Option<Unmet>,
    pub(super) room: Part,
    pub(super) way: Part,
    pub(super) water: Part,
    pub(super) light: Part,
    /// The span of starts that the tide permits, found last: present, or next.
    pub(super) window: Starts,
    pub(super) traffic: Part,
    pub(super) services: Part,
    /// State of its berths when room was last looked for.
    pub(super) berths: u32,
    /// First instant at which something of it may change of itself.
    pub(super) next: Time,
}

impl Wait {
    pub(super) fn new(passage: Passage, count: u32, now: Time) -> Self {
        Wait {
            passage,
            slot: None,
            count,
            since: now,
            unmet: Unmet::NONE,
            holder: None,
            room: Part::UNKNOWN,
            way: Part::UNKNOWN,
            water: Part::UNKNOWN,
            light: Part::UNKNOWN,
            window: Starts { from: Time::NEVER, until: Part::UNKNOWN.until },
            traffic: Part::UNKNOWN,
            services: Part::UNKNOWN,
            berths: 0,
            next: now,
        }
    }

    pub(super) fn forget(&mut self) {
        self.next = Part::UNKNOWN.until;
        self.window.until = Part::UNKNOWN.until;
        for part in [
            &mut self.room,
            &mut self.way,
            &mut self.water,
            &mut self.light,
            &mut self.traffic,
            &mut self.services,
        ] {
            *part = Part::UNKNOWN;
        }
    }

    /// All that is missing; if nothing is, it waits for its turn.
    pub(super) fn missing(&self) -> Unmet {
        let parts = [self.room, self.way, self.water, self.light, self.traffic, self.services];
        let unmet = parts.iter().fold(Unmet::NONE, |set, part| set.and(part.unmet));
        turn_if_none(unmet)
    }

    /// All that the one is missing that holds room.
    pub(super) fn missing_with_room(&self) -> Unmet {
        turn_if_none(self.missing().without(self.room.unmet))
    }

    /// Booked transits bar it, until a known instant: more of them do not change that.
    pub(super) fn is_barred(&self) -> bool {
        self.traffic.unmet == Unmet::of(Condition::Traffic)
    }

    /// First instant at which something of it may change of itself.
    pub(super) fn first_change(&self) -> Time {
        [self.water, self.light, self.traffic, self.services]
            .iter()
            .fold(Time::NEVER, |first, part| first.min(part.until))
    }
}

/// If nothing is missing it waits for its turn.
fn turn_if_none(unmet: Unmet) -> Unmet {
    if unmet.is_empty() { Unmet::of(Condition::Turn) } else { unmet }
}
