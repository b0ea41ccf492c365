//! The question: window, target, service level, and what the charts show beside the answer.

use super::Figure;
use crate::units::{Duration, Time, TonnesPerYear};

/// A name for people, in English and Chinese.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// English.
    pub english: String,
    /// Chinese; empty = as English.
    pub chinese: String,
}

impl Label {
    /// The Chinese name, or the English one if there is none.
    pub fn chinese(&self) -> &str {
        if self.chinese.is_empty() { &self.english } else { &self.chinese }
    }
}

/// The service level at which capacity is judged (rule C5).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Service {
    /// Greatest waiting ratio; `None` = not judged.
    pub waiting_ratio: Option<f64>,
    /// Least share berthed within `within`; `None` = not judged.
    pub berthed_share: Option<f64>,
    /// From arrival to berthed.
    pub within: Duration,
}

/// A recorded throughput.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// What it is, e.g. "January–July 2023".
    pub label: Label,
    /// From, inclusive.
    pub from: Time,
    /// Until, exclusive.
    pub until: Time,
    /// Statistical tonnes in that span.
    pub tonnes: crate::units::Tonnes,
    /// Allowed deviation as a share, e.g. 0.1.
    pub tolerance: f64,
    /// True if figures of the scenario were fitted to it; false = held out.
    pub calibrated: bool,
}

/// A date worth a mark on charts: an opening.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What opens.
    pub label: Label,
    /// When, as stated.
    pub at: Figure<Time>,
}

/// The question asked of the port.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// Title.
    pub title: Label,
    /// Length of the warm-up before the measured window.
    pub warm_up: Duration,
    /// End of the measured window; it begins at `warm_up`.
    pub end: Time,
    /// Replications, unless the command says otherwise.
    pub replications: u32,
    /// Seed, unless the command says otherwise.
    pub seed: u64,
    /// Throughput to be reached in a calendar year.
    pub target: Option<TonnesPerYear>,
    /// Approved design capacity: a legal line, not a physical one.
    pub design_capacity: Option<TonnesPerYear>,
    /// Service level.
    pub service: Service,
    /// Records to compare with.
    pub observations: Vec<Observation>,
    /// Openings to mark.
    pub marks: Vec<Mark>,
}
