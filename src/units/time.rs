//! Simulated time: whole milliseconds since the scenario's start. What it leaves out: dates (`calendar`).

use std::ops::{Add, AddAssign, Sub};

/// Milliseconds in an hour.
pub const MILLISECONDS_PER_HOUR: i64 = 3_600_000;

/// An instant, in whole milliseconds since the scenario's start (rule T1). Negative before the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// A span of time in whole milliseconds. May be negative as a difference of instants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(i64);

impl Time {
    /// The scenario's start, t = 0.
    pub const ZERO: Time = Time(0);
    /// Later than every instant of every run (about 73,000 years, well above the longest horizon).
    pub const NEVER: Time = Time(1 << 61);

    /// The instant `milliseconds` after the start.
    pub const fn from_milliseconds(milliseconds: i64) -> Self {
        Time(milliseconds)
    }

    /// Milliseconds since the start.
    pub const fn milliseconds(self) -> i64 {
        self.0
    }

    /// Hours since the start.
    pub fn hours(self) -> f64 {
        self.0 as f64 / MILLISECONDS_PER_HOUR as f64
    }
}

impl Duration {
    /// No time at all.
    pub const ZERO: Duration = Duration(0);
    /// One hour.
    pub const HOUR: Duration = Duration(MILLISECONDS_PER_HOUR);
    /// One day of 24 hours.
    pub const DAY: Duration = Duration(24 * MILLISECONDS_PER_HOUR);

    /// A span of whole milliseconds.
    pub const fn from_milliseconds(milliseconds: i64) -> Self {
        Duration(milliseconds)
    }

    /// A span of `hours`, rounded to the nearest millisecond (rule T4) and held to at most `Time::NEVER`.
    pub fn from_hours(hours: f64) -> Self {
        let milliseconds = hours * MILLISECONDS_PER_HOUR as f64;
        // Half a millisecond on, away from zero, and the fraction cut off. Beyond 2^52 ms there is no fraction to round.
        let rounded = (milliseconds + 0.5_f64.copysign(milliseconds)) as i64;
        Duration(rounded.clamp(-Time::NEVER.0, Time::NEVER.0))
    }

    /// A span of `days` of 24 hours, rounded to the nearest millisecond.
    pub fn from_days(days: f64) -> Self {
        Self::from_hours(days * 24.0)
    }

    /// The span in milliseconds.
    pub const fn milliseconds(self) -> i64 {
        self.0
    }

    /// The span in hours.
    pub fn hours(self) -> f64 {
        self.0 as f64 / MILLISECONDS_PER_HOUR as f64
    }

    /// The span in days of 24 hours.
    pub fn days(self) -> f64 {
        self.hours() / 24.0
    }
}

impl Add<Duration> for Time {
    type Output = Time;
    /// Saturates at `Time::NEVER`.
    fn add(self, duration: Duration) -> Time {
        Time((self.0 + duration.0).min(Time::NEVER.0))
    }
}

impl AddAssign<Duration> for Time {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl Sub<Duration> for Time {
    type Output = Time;
    fn sub(self, duration: Duration) -> Time {
        Time(self.0 - duration.0)
    }
}

impl Sub for Time {
    type Output = Duration;
    fn sub(self, earlier: Time) -> Duration {
        Duration(self.0 - earlier.0)
    }
}

impl Add for Duration {
    type Output = Duration;
    fn add(self, other: Duration) -> Duration {
        Duration(self.0 + other.0)
    }
}

impl AddAssign for Duration {
    fn add_assign(&mut self, other: Duration) {
        self.0 += other.0;
    }
}

impl Sub for Duration {
    type Output = Duration;
    fn sub(self, other: Duration) -> Duration {
        Duration(self.0 - other.0)
    }
}
