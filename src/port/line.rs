//! The single-track line between the main line and the port's sidings (rule L1).

use super::{Figure, Label, Recurrence};
use crate::units::Duration;

/// A section of single track between two places where trains may cross.
#[derive(Clone, Debug, PartialEq)]
pub struct LineSection {
    /// Running time towards the port.
    pub inbound: Figure<Duration>,
    /// Running time away from the port.
    pub outbound: Figure<Duration>,
    /// Trains that may stand at the crossing place at its port-side end (rounded to a whole number ≥ 1); `None` = any number. Never
    /// stated for the last section, at whose end the sidings lie.
    pub room: Option<Figure<f64>>,
}

/// A single-track line; trains of one or more modes share it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// From the main line to the port, at least one.
    pub sections: Vec<LineSection>,
    /// Least time from the end of a run towards the port to an opposing start in the same section.
    pub after_inbound: Figure<Duration>,
    /// The same after a run away from the port.
    pub after_outbound: Figure<Duration>,
    /// Least time between starts of following trains in a section; `None` = the section must be clear.
    pub headway: Option<Figure<Duration>>,
    /// Windows in which no train is in a section; each section has an opening as long as its longest run.
    pub maintenance: Vec<Recurrence>,
}
