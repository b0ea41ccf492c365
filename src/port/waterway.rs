//! The way in: channel sections with their bed, the water over it, daylight, anchorages, and who goes next.

use super::{Class, Dated, Draws, Figure, Label};
use crate::units::{Duration, Metres, MetresPerHour};
use crate::window::{Sun, Tide, Window};

/// Who may meet whom in a section (rule W1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassingRule {
    /// No opposing transit overlaps another.
    OneWay,
    /// Opposing transits meet freely.
    TwoWay,
    /// Opposing transits meet unless either is of a class that may not.
    NoMeeting,
}

/// Same-way runs in a section that is not free for all: how far a run may go while the other side waits (rule W1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convoy {
    /// Most transits of a run (rounded to a whole number ≥ 1); `None` = no limit by number.
    pub most: Option<Figure<f64>>,
    /// Longest time from the first start of a run to its last; `None` = no limit by time.
    pub within: Option<Figure<Duration>>,
}

/// A channel section.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// Length; with a speed it gives the transit time.
    pub length: Figure<Metres>,
    /// Speed of classes that state none; `None` with `transit`.
    pub speed: Option<Figure<MetresPerHour>>,
    /// Time added to length ÷ speed, or the whole transit time where there is no speed.
    pub transit: Figure<Duration>,
    /// Passing rule.
    pub passing: PassingRule,
    /// Least time between transit starts in the same direction; equal is allowed.
    pub headway: Figure<Duration>,
    /// Runs; `None` = the plain rule: whoever can go, goes.
    pub convoy: Option<Convoy>,
    /// Level of the bed on the datum of the tide, m (−11.5 = 11.5 m of water at level 0); `None` = deep enough for all.
    pub bed: Option<Dated<Metres>>,
    /// Water left below the keel, as a share of the draught, ≥ 0.
    pub under_keel_share: Figure<f64>,
    /// Water left below the keel beside that share, m, ≥ 0.
    pub under_keel: Figure<Metres>,
}

impl Section {
    /// Time that a vessel of `class` is in it: length ÷ speed (the class's, else its own) + the fixed time.
    pub fn stay(&self, class: &Class, draws: &Draws) -> Duration {
        let speed = class.speed.or(self.speed).map(|speed| speed.at(draws).0);
        let sailing = match speed {
            Some(speed) if speed > 0.0 => Duration::from_hours(self.length.at(draws).0 / speed),
            _ => Duration::ZERO,
        };
        sailing + self.transit.at(draws)
    }
}

/// How a predictable window is tested (rule W2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowTest {
    /// Over the whole time in a section, both ends included.
    Whole,
    /// At the start of the transit only.
    Start,
}

/// The water over the bed, or the windows that stand for it (rule W2).
#[derive(Clone, Debug, PartialEq)]
pub enum Water {
    /// No tide: the level stays at the datum.
    Still,
    /// A curve of levels. The level at time t is `mean + factor × curve(t − lag)`.
    Tide {
        /// Mean level above the datum of the beds, m.
        mean: Figure<Metres>,
        /// Factor from the curve to this site, > 0.
        factor: Figure<f64>,
        /// How much later than the curve the tide is here.
        lag: Figure<Duration>,
        /// The curve, m about its own mean.
        curve: Tide,
    },
    /// Stated windows, ascending, closed intervals: they bind every class with a draught, whatever the bed.
    Windows(Vec<Window>),
}

/// When it is light (rule W3).
#[derive(Clone, Debug, PartialEq)]
pub struct Daylight {
    /// The span of a day.
    pub hours: DaylightHours,
    /// At least 0.5: the rule holds in this replication.
    pub in_force: Figure<f64>,
}

/// Where the span of light of a day comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DaylightHours {
    /// The same every day, both ends included; offsets from 00:00, `from` < `until`.
    Fixed {
        /// Begins.
        from: Duration,
        /// Ends.
        until: Duration,
    },
    /// Sunrise to sunset at a place.
    Sun(Sun),
}

/// What happens when an anchorage is full (rule V3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenFull {
    /// The last to arrive is lost demand.
    TurnAway,
    /// It keeps its place in the queue, further out.
    WaitOutside,
}

/// Anchorage places for a group of classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchorage {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// Number of places (rounded to a whole number).
    pub places: Figure<f64>,
    /// What happens to one too many.
    pub when_full: WhenFull,
}

/// Who goes next (rule V2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClearanceRule {
    /// In queue order, whoever can go now goes.
    Greedy,
    /// Nobody overtakes.
    StrictFirstCome,
    /// Nobody overtakes a vessel of a better priority; within one priority whoever can go now goes.
    Priority,
    /// As greedy, but vessels that cannot pass at every level of the tide are looked at first.
    TideBoundFirst,
}
