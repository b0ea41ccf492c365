//! When the next bound of a network is met at the present rates.

use super::Land;
use crate::port::Direction;
use crate::units::{Duration, Time};

impl Land {
    /// The next instant at which something in `network` changes by itself: a stock runs out, a yard fills, cargo falls due, a
    /// train is full.
    pub(in crate::model) fn next_change(&self, network: usize, now: Time) -> Option<Time> {
        let net = &self.networks[network];
        let mut next = net.ripe.last().map_or(Time::NEVER, |parcel| parcel.ends);
        let mut bound = |hours: f64| next = next.min(later(now, Duration::from_hours(hours)));
        for &number in &net.stocks {
            let stock = &self.stocks[number];
            let (level, net_rate) = match stock.direction {
                Direction::Import => (stock.due, stock.supply - stock.land_rate),
                Direction::Export => (stock.tonnes, stock.land_rate - stock.quay_rate),
            };
            if level > 0.0 && net_rate < 0.0 {
                bound(level / -net_rate);
            }
        }
        for &number in &net.yards {
            if let Some(hours) = self.hours_to_fit(number) {
                let milliseconds = (Duration::HOUR.milliseconds() as f64 * hours)
                    .ceil()
                    .min(Time::NEVER.milliseconds() as f64);
                next = next.min(later(now, Duration::from_milliseconds(milliseconds as i64)));
            }
            if let Some(hours) = self.hours_to_full(number) {
                // Rounded down: no settlement passes the bound; the crumb is booked when it is met.
                let milliseconds = (Duration::HOUR.milliseconds() as f64 * hours)
                    .floor()
                    .min(Time::NEVER.milliseconds() as f64);
                next = next.min(later(now, Duration::from_milliseconds(milliseconds as i64)));
            }
        }
        for lift in &net.lifts {
            if let Some(change) = lift.ripening.supply(lift.rate, now).1 {
                next = next.min(later(now, change - now));
            }
        }
        if let Some(full) = self.next_full_train(network, now) {
            next = next.min(later(now, full - now));
        }
        (next < Time::NEVER).then_some(next)
    }

    fn hours_to_full(&self, number: usize) -> Option<f64> {
        let yard = &self.yards[number];
        if yard.full || !yard.capacity.is_finite() {
            return None;
        }
        let (fills, leaves) = (yard.fills, yard.leaves);
        (fills > leaves).then(|| (yard.capacity - yard.used) / (fills - leaves))
    }

    fn hours_to_fit(&self, number: usize) -> Option<f64> {
        let yard = &self.yards[number];
        let (fills, leaves) = (yard.fills, yard.leaves);
        (yard.over && leaves > fills).then(|| (yard.used - yard.capacity) / (leaves - fills))
    }
}

/// `after` from now, but at least the next millisecond: what is due now is settled already.
fn later(now: Time, after: Duration) -> Time {
    now + after.max(Duration::from_milliseconds(1))
}
