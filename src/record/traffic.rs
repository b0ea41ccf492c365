//! Passages of the channel and what shut it, kept of one run for the charts of the waterway.

use crate::units::{Duration, Metres, Time};

/// One transit.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Position in the port's flows.
    pub flow: usize,
    /// Sea to port?
    pub inbound: bool,
    /// Draught on this way, m.
    pub draught: Metres,
    /// Start of the transit.
    pub start: Time,
    /// Time in each section, sea to port.
    pub stays: Vec<Duration>,
}

/// The traffic of one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traffic {
    /// In order of clearance.
    pub passages: Vec<Passage>,
    /// Changes of closures: when, position in the port's closures, active from then on?
    pub closures: Vec<(Time, usize, bool)>,
}
