//! When the next bound of a network is met at the present rates.

use super::Network;
use super::network::YardState;
use crate::units::{Duration, MILLISECONDS_PER_HOUR, Time};

impl Network {
    /// The next instant at which something changes by itself: a stock runs out, a yard fills, cargo falls due, a train is full.
    pub(in crate::model) fn next_change(&self, now: Time) -> Option<Time> {
        let turns = self.lifts.iter().filter_map(|lift| lift.turns);
        let falls_due = self.ripe.last().map(|parcel| parcel.ends);
        let next = turns.chain(falls_due).fold(now + Duration::from_hours(self.runs_out), Time::min);
        let next = self.yards.iter().filter_map(|yard| yard.bound(now)).fold(next, Time::min);
        let next = self.next_full_train(now).map_or(next, |full| next.min(full));
        // What is due now is settled already.
        (next < Time::NEVER).then(|| next.max(now + Duration::from_milliseconds(1)))
    }
}

impl YardState {
    /// When it will be full, or fit again, at the present rates.
    fn bound(&self, now: Time) -> Option<Time> {
        let net = self.fills - self.leaves;
        let room = self.capacity - self.used;
        let milliseconds = if self.over && net < 0.0 {
            (MILLISECONDS_PER_HOUR as f64 * (room / net)).ceil()
        } else if !self.full && self.capacity.is_finite() && net > 0.0 {
            // Rounded down: no settlement passes the bound; the crumb is booked when it is met.
            (MILLISECONDS_PER_HOUR as f64 * (room / net)).floor()
        } else {
            return None;
        };
        let milliseconds = milliseconds.min(Time::NEVER.milliseconds() as f64);
        Some(now + Duration::from_milliseconds(milliseconds as i64))
    }
}
