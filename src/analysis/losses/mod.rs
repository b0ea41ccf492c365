//! Where the hours of vessels went, from arrival to departure (rules A1, A2), by judged span and class: means over the replications with
//! intervals. Leaves out what an hour less of something would be worth: that is a run of its own (`price`).

mod cause;
mod fold;
mod moments;
#[cfg(test)]
mod tests;
mod written;

use serde::Serialize;

use super::named::Named;
use super::span::Span;
use crate::record::{Activity, Unmet, WaitKind};

pub use cause::{Hold, Loss};
pub(super) use fold::StaySum;

/// Hours of vessels, mean over the replications, and what they come to for one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct VesselHours {
    /// Vessel-hours in the span.
    pub hours: f64,
    /// 95 % interval of their mean after Student; absent for one replication.
    pub interval: Option<(f64, f64)>,
    /// Vessel-hours ÷ calls that arrived in the span (a ratio of means); absent if none did.
    pub per_call: Option<f64>,
    /// 95 % interval of that ratio; absent for one replication.
    pub per_call_interval: Option<(f64, f64)>,
}

/// Hours of one activity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActivityPart {
    /// Its name.
    pub name: &'static str,
    /// The activity.
    #[serde(skip)]
    pub activity: Activity,
    /// The hours.
    #[serde(flatten)]
    pub spent: VesselHours,
}

/// Hours in which just these conditions were not met.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WaitPart {
    /// Which wait: "anchor", "begin", "leave".
    #[serde(rename = "wait", serialize_with = "cause::wait_name")]
    pub kind: WaitKind,
    /// Names of the conditions.
    pub missing: Vec<String>,
    /// The conditions.
    #[serde(skip)]
    pub unmet: Unmet,
    /// The hours.
    #[serde(flatten)]
    pub spent: VesselHours,
}

/// Hours of cargo work lost to one cause (rule A2).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LossPart {
    /// Name of the cause.
    pub name: String,
    /// The cause.
    #[serde(skip)]
    pub loss: Loss,
    /// The hours.
    #[serde(flatten)]
    pub spent: VesselHours,
}

/// What one cause holds of the hours beyond those needed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeldHours {
    /// "wait" or "work".
    pub kind: &'static str,
    /// Name of the cause.
    pub name: String,
    /// The cause.
    #[serde(skip)]
    pub hold: Hold,
    /// Hours in which nothing else was missing.
    pub alone: VesselHours,
    /// Hours in which something else was missing as well; 0 for cargo work, whose hours have one cause each.
    pub shared: VesselHours,
    /// Both.
    pub at_most: VesselHours,
}

/// The hours of a group of vessels, tiled: `total` = `activities` + `waits` + `productive` + `losses`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StayAccount {
    /// Calls that arrived in the span.
    pub calls: f64,
    /// All hours, counted on their own: number present × time.
    pub total: VesselHours,
    /// Activities and productive hours: what calls would take if nothing were missing.
    pub needed: VesselHours,
    /// All waits.
    pub waited: VesselHours,
    /// Waits with several things missing at once.
    pub shared: VesselHours,
    /// Hours of cargo work beyond the productive ones.
    pub lost: VesselHours,
    /// Cargo work: hours × nominal rate = tonnes.
    pub productive: VesselHours,
    /// By activity, those that took time.
    pub activities: Vec<ActivityPart>,
    /// By which wait and set of conditions, the longest first; in `summary.json` those below half a per cent of all waits together.
    #[serde(serialize_with = "written::waits")]
    pub waits: Vec<WaitPart>,
    /// By cause, in the order of rule A2.
    pub losses: Vec<LossPart>,
    /// What each cause holds, those that hold most alone first.
    pub holds: Vec<HeldHours>,
}

/// The hours of vessels in one judged span.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StayTable {
    /// The span.
    pub span: Span,
    /// All vessels.
    pub total: StayAccount,
    /// By class, those that called or were present.
    pub classes: Vec<Named<StayAccount>>,
}
