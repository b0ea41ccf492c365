//! The answer of a batch: plain figures with public fields. Field names are the keys of `summary.json`; amounts are
//! tonnes, times are hours, shares are 0 to 1. Absent values are null. Leaves out words.

use serde::Serialize;

use super::losses::StayTable;
use super::months::MonthTable;
use super::resources::ResourceTable;
use super::row::Row;
use super::starvation::{Barred, Starved};
use super::table::Table;
use super::tide::TideTable;
use super::validation::Validation;
use super::verdict::Verdict;
use crate::record::{Diary, Traffic};

/// Everything a batch answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Replications folded in.
    pub replications: u64,
    /// True if assumed figures took their values instead of being drawn.
    pub fixed: bool,
    /// Target, statistical tonnes a year.
    pub target: Option<f64>,
    /// Approved design capacity, statistical tonnes a year: a legal line, not a physical one.
    pub design_capacity: Option<f64>,
    /// First year that is sure enough of the target.
    pub first_years: FirstYears,
    /// Whole calendar years, or the window as one without any.
    pub verdicts: Vec<Verdict>,
    /// The model against the records.
    pub validation: Validation,
    /// Accounts by period, and of the whole window last if it has more than one.
    pub tables: Vec<Table>,
    /// Classes that called and of which nobody ever got in, over the whole window.
    pub barred: Vec<Barred>,
    /// Classes that the rule of who goes next leaves waiting, over the whole window.
    pub starved: Vec<Starved>,
    /// The tide and what vessels need of it, at the stated figures, in the first year measured; absent without a tide.
    pub tide: Option<TideTable>,
    /// Balances and size of the runs.
    pub balance: Balance,
    /// Where the hours of berths and machines went, by period and of the whole window; for tables and `summary.json`.
    #[serde(skip)]
    pub resources: Vec<ResourceTable>,
    /// What is kept of each replication, in order of their numbers.
    #[serde(skip)]
    pub rows: Vec<Row>,
    /// Passages of the first replication, for charts.
    #[serde(skip)]
    pub traffic: Option<Traffic>,
    /// Diary of quays, yards and land side of the first replication, for charts.
    #[serde(skip)]
    pub diary: Option<Diary>,
    /// Where the hours of vessels went, by judged span; absent where no account was kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stays: Vec<StayTable>,
    /// Use and loss by month of the window; `summary.json` has those of the year that it is about.
    #[serde(skip)]
    pub months: Vec<MonthTable>,
}

/// First calendar year in which at least 0.8 of the replications reach the target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FirstYears {
    /// With their demand.
    pub demand: Option<i16>,
    /// With their capacity at the service level.
    pub capacity: Option<i16>,
    /// With their throughput.
    pub throughput: Option<i16>,
}

/// Balances and size of the runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Balance {
    /// Greatest error of any balance in any replication, physical tonnes (rule C5).
    pub greatest_error: f64,
    /// Tonnes moved in all main runs, physical: the scale of that error.
    pub moved: f64,
    /// Simulated years of 365 days of all runs, second questions and warm-ups included.
    pub simulated_years: f64,
    /// Events of all runs.
    pub events: u64,
}
