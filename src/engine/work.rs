//! An amount of work left, done at a rate since an instant. Interruption is a new rate, nothing else (rule T4).

use crate::units::{Duration, Time, Tonnes, TonnesPerHour};

/// Work in tonnes at a piecewise constant rate.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    left: Tonnes,
    rate: TonnesPerHour,
    since: Time,
}

impl Work {
    /// `amount` to do, standing still from `now`.
    pub fn new(amount: Tonnes, now: Time) -> Self {
        Work { left: amount, rate: TonnesPerHour::ZERO, since: now }
    }

    /// What was left when last settled.
    pub fn left(&self) -> Tonnes {
        self.left
    }

    /// The rate in force.
    pub fn rate(&self) -> TonnesPerHour {
        self.rate
    }

    /// Books the work done since it was last settled and returns it; never more than was left.
    pub fn settle(&mut self, now: Time) -> Tonnes {
        let moved = self.rate.during(now - self.since).min(self.left);
        self.left -= moved;
        self.since = now;
        moved
    }

    /// The finish instant of a part has come: books all that is left above `remainder` and stops.
    pub fn complete(&mut self, now: Time, remainder: Tonnes) -> Tonnes {
        let moved = (self.left - remainder).max(Tonnes::ZERO);
        self.left -= moved;
        self.rate = TonnesPerHour::ZERO;
        self.since = now;
        moved
    }

    /// Books a crumb on top of what was settled (rule T4); never more than is left.
    pub fn take_crumb(&mut self, crumb: Tonnes) -> Tonnes {
        let moved = crumb.min(self.left);
        self.left -= moved;
        moved
    }

    /// Books `given` until `now`, whatever the rate says; never more than is left.
    pub fn receive(&mut self, given: Tonnes, now: Time) -> Tonnes {
        self.since = now;
        self.take_crumb(given)
    }

    /// Sets a new rate on settled work; returns when `amount` of what is left would be done, if ever.
    pub fn set_rate(&mut self, now: Time, rate: TonnesPerHour, amount: Tonnes) -> Option<Time> {
        debug_assert!(self.since == now, "settle before setting a rate");
        self.rate = rate;
        if amount.0 <= 0.0 {
            return Some(now);
        }
        (rate.0 > 0.0).then(|| now + Duration::from_hours(amount / Tonnes(rate.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// For any sequence of rates, moved + left = total, and nothing is moved twice.
        #[test]
        fn moved_and_left_make_the_total(steps in prop::collection::vec((0.0f64..2000.0, 1i64..10_000_000), 1..50)) {
            let total = Tonnes(40_000.0);
            let mut work = Work::new(total, Time::ZERO);
            let mut now = Time::ZERO;
            let mut moved = Tonnes::ZERO;
            for (rate, wait) in steps {
                let left = work.left();
                work.set_rate(now, TonnesPerHour(rate), left);
                now += Duration::from_milliseconds(wait);
                moved += work.settle(now);
            }
            prop_assert!((moved + work.left() - total).0.abs() < 1e-6);
            prop_assert!(work.left().0 >= 0.0);
        }
    }
}
