//! Room at a quay or berth that nobody has taken, and why (rule A3): closures keep vessels from it, vessels wait that could come to it, or
//! nobody does.

use crate::record::{PlaceAccount, Unmet, add_hours};
use crate::units::Time;

/// The free room of one place, in its own measure: metres of a quay, 1 for a berth.
#[derive(Debug)]
pub(super) struct FreeRoom {
    /// What there is if it is in use by date, what is in use, and what of that is taken.
    size: f64,
    open: f64,
    taken: f64,
    /// Causes of the closures that keep vessels from it.
    closed: Unmet,
    /// Vessels at anchor that could come to it by their trade.
    wanted_by: u32,
    since: Time,
    /// Hours since the last reading: only those of free room are filled in here.
    hours: PlaceAccount,
}

impl FreeRoom {
    pub(super) fn new(start: Time) -> FreeRoom {
        let hours = PlaceAccount::default();
        FreeRoom { size: 0.0, open: 0.0, taken: 0.0, closed: Unmet::NONE, wanted_by: 0, since: start, hours }
    }

    fn settle(&mut self, now: Time) {
        let hours = (now - std::mem::replace(&mut self.since, now)).hours();
        if hours <= 0.0 {
            return;
        }
        let free = self.open - self.taken;
        // Who lies there beyond its dates uses it.
        self.hours.retired += hours * (self.size - self.open + free.min(0.0)).max(0.0);
        if free <= 0.0 {
            self.hours.beyond -= hours * free;
        } else if !self.closed.is_empty() {
            add_hours(&mut self.hours.closed, self.closed, hours * free);
        } else if self.wanted_by > 0 {
            self.hours.wanted += hours * free;
        } else {
            self.hours.unwanted += hours * free;
        }
    }

    /// Its dated figures from `now` on.
    pub(super) fn set_size(&mut self, size: f64, open: f64, now: Time) {
        self.settle(now);
        (self.size, self.open) = (size, open);
    }

    /// So much of it is occupied or reserved from `now` on.
    pub(super) fn set_taken(&mut self, taken: f64, now: Time) {
        self.settle(now);
        self.taken = taken;
    }

    /// The causes of closures that keep vessels from it from `now` on.
    pub(super) fn close(&mut self, causes: Unmet, now: Time) {
        if causes != self.closed {
            self.settle(now);
            self.closed = causes;
        }
    }

    /// A vessel that could come to it waits at anchor from `now` on (+1), or does so no more (−1).
    pub(super) fn want(&mut self, change: i32, now: Time) {
        let wanted_by = self.wanted_by.checked_add_signed(change).expect("nobody goes who did not come");
        if (wanted_by > 0) != (self.wanted_by > 0) {
            self.settle(now);
        }
        self.wanted_by = wanted_by;
    }

    /// The hours since the last call.
    pub(super) fn take(&mut self, now: Time) -> PlaceAccount {
        self.settle(now);
        std::mem::take(&mut self.hours)
    }
}
