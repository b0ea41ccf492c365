//! The way in: channel sections and anchorages. Tide, daylight, pilots and tugs will join here.

use super::{Figure, Label};
use crate::units::{Duration, Metres, MetresPerHour};

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
}
