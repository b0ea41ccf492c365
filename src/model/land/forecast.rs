//! When the next bound of a network is met at the present rates.

use super::Network;
use super::yard::YardState;
use crate::units::{Duration, Time};

impl Network {
    /// The next instant at which something changes by itself: a stock runs out, a yard fills, cargo falls due, a train is full.
    pub(in crate::model) fn next_change(&mut self, now: Time) -> Option<Time> {
        let bound = now + Duration::from_hours(self.runs_out);
        let bound = self.yards.iter().filter_map(YardState::bound).fold(bound, Time::min);
        self.bound = self.next_full_train().map_or(bound, |full| bound.min(full));
        self.bound = self.bound.min(self.next_room(now));
        let turns = self.lifts.iter().filter_map(|lift| lift.turns);
        let falls_due = self.ripe.last().map(|parcel| parcel.ends);
        let next = turns.chain(falls_due).fold(self.bound, Time::min);
        // What is due now is settled already.
        (next < Time::NEVER).then(|| next.max(now + Duration::from_milliseconds(1)))
    }

    /// Something changes by itself at `now`: which rates must be found again.
    pub(in crate::model) fn changes(&mut self, now: Time) {
        self.forecast = None;
        if self.bound <= now {
            return self.touch_all();
        }
        for at in 0..self.lifts.len() {
            if self.lifts[at].turns.is_some_and(|turns| turns <= now) {
                self.touch(self.lifts[at].holding);
            }
        }
        for at in (0..self.ripe.len()).rev() {
            if self.ripe[at].ends > now {
                break;
            }
            self.touch(self.ripe[at].holding);
        }
        assert!(self.changed, "a change was forecast and nothing changes");
    }
}
