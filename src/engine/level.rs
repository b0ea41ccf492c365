//! A figure that changes over time, integrated exactly between changes, with its extremes.

use crate::units::Time;

/// A piecewise linear figure: value, integral over time, least and greatest since the last reset.
#[derive(Clone, Copy, Debug, Default)]
pub struct Level {
    value: f64,
    since: Time,
    integral: f64,
    least: f64,
    greatest: f64,
}

impl Level {
    /// A level that stands at `value` from `now`.
    pub fn new(value: f64, now: Time) -> Self {
        Level { value, since: now, integral: 0.0, least: value, greatest: value }
    }

    /// The value when last set.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// When it was last set.
    pub fn since(&self) -> Time {
        self.since
    }

    /// Integral of the value since the last reset, in value-hours.
    pub fn integral(&self) -> f64 {
        self.integral
    }

    /// The same up to `now`, if the value stays what it is.
    pub fn integral_until(&self, now: Time) -> f64 {
        self.integral + self.value * (now - self.since).hours()
    }

    /// Least value since the last reset.
    pub fn least(&self) -> f64 {
        self.least
    }

    /// Greatest value since the last reset.
    pub fn greatest(&self) -> f64 {
        self.greatest
    }

    /// The value held constant until `now`, and is `value` from then on.
    pub fn step_to(&mut self, now: Time, value: f64) {
        self.integral += self.value * (now - self.since).hours();
        self.set(now, value);
    }

    /// The value went in a straight line to `value` at `now`.
    pub fn slope_to(&mut self, now: Time, value: f64) {
        self.integral += 0.5 * (self.value + value) * (now - self.since).hours();
        self.set(now, value);
    }

    /// Starts a new measured span at `now`; the level must be settled to `now` first.
    pub fn reset(&mut self, now: Time) {
        debug_assert!(self.since == now, "settle a level before resetting it");
        *self = Level::new(self.value, now);
    }

    fn set(&mut self, now: Time, value: f64) {
        self.since = now;
        self.value = value;
        self.least = self.least.min(value);
        self.greatest = self.greatest.max(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Duration;

    #[test]
    fn a_ramp_and_a_step_integrate_to_the_area_below() {
        let mut level = Level::new(0.0, Time::ZERO);
        let two = Time::ZERO + Duration::HOUR + Duration::HOUR;
        level.slope_to(two, 10.0);
        level.step_to(two + Duration::HOUR, 4.0);
        assert_eq!(level.integral(), 10.0 + 10.0);
        assert_eq!((level.least(), level.greatest()), (0.0, 10.0));
    }
}
