//! A wait for clearance: what of it is met, and until when that is known.

use super::condition::Marks;
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
    pub(super) water: Part,
    /// The span of starts that the tide permits, found last: present, or next.
    pub(super) window: Starts,
    /// On the way out: the conditions that vessels at anchor have in common, in the order of `Which::ALL`.
    pub(super) own: [Part; 4],
    /// State of its berths when room was last looked for; where there was some, with the changes of that place.
    pub(super) berths: u32,
    pub(super) fits: Option<(usize, u32)>,
}

/// A group at anchor in which somebody waits, and what is needed to know whether to look at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    pub(super) group: usize,
    /// What it has in common with others.
    pub(super) marks: Marks,
    /// First instant at which something of it alone may change of itself.
    pub(super) next: Time,
    /// It had room at a berth when last looked at, or held it.
    pub(super) has_room: bool,
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
            water: Part::UNKNOWN,
            window: Starts { from: Time::NEVER, until: Part::UNKNOWN.until },
            own: [Part::UNKNOWN; 4],
            berths: 0,
            fits: None,
        }
    }

    pub(super) fn forget(&mut self) {
        self.window.until = Part::UNKNOWN.until;
        (self.room, self.water, self.own) = (Part::UNKNOWN, Part::UNKNOWN, [Part::UNKNOWN; 4]);
    }

    /// What it is missing if `common` is missing of what it shares with others; with `room` already at a berth. If nothing is, it waits for its
    /// turn.
    pub(super) fn missing(&self, common: Unmet, has_room: bool) -> Unmet {
        let apart = self.own.iter().fold(common.and(self.water.unmet), |set, part| set.and(part.unmet));
        let all = apart.and(self.room.unmet);
        turn_if_none(if has_room { all.without(self.room.unmet) } else { all })
    }
}

/// If nothing is missing it waits for its turn.
fn turn_if_none(unmet: Unmet) -> Unmet {
    if unmet.is_empty() { Unmet::of(Condition::Turn) } else { unmet }
}
