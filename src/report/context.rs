//! What a report says beside the answer: which program, scenario and seed; findings; where the figures come from.

use crate::record::Trace;
use crate::units::TonnesPerYear;

/// What a report says beside the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Version of the program.
    pub version: String,
    /// Hash of the scenario as resolved, hexadecimal.
    pub scenario_hash: String,
    /// Seed of the batch.
    pub seed: u64,
    /// Replications asked for; said in the terminal only, so that a batch cut short gives the bytes of a smaller one.
    pub requested: u64,
    /// True if the batch was cut short.
    pub interrupted: bool,
    /// Offered under saturation; `None` = not asked or the default, see the answer.
    pub offer: Option<TonnesPerYear>,
    /// Findings of the check of the scenario, one line each.
    pub findings: Vec<String>,
    /// Register of figures with their origin.
    pub assumptions: Vec<Assumption>,
    /// Number and log of the replication asked for.
    pub trace: Option<(u64, Trace)>,
    /// Year and month of the berth plan; `None` = the busiest month of the first year judged.
    pub gantt: Option<(i16, i8)>,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A document, date, confidence.
    Source(String),
    /// A reason.
    Assumed(String),
    /// Not stated.
    Unstated,
}

/// A figure of the scenario with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// Key path in the scenario.
    pub path: String,
    /// Value as written.
    pub value: String,
    /// Where it comes from.
    pub basis: Basis,
    /// Its spread as written, if any.
    pub spread: Option<String>,
    /// Figures of one group err together.
    pub group: Option<String>,
    /// The preset that states it in place of the scenario, and the terminal that asks for it.
    pub preset: Option<(String, String)>,
}

impl Context {
    /// First characters of the scenario's hash.
    pub fn short_hash(&self) -> &str {
        self.scenario_hash.get(..8).unwrap_or(&self.scenario_hash)
    }
}
