//! All that one replication answers: the run itself, capacity at the service level and saturation by year.

use super::{Diary, MonthTally, Period, Trace, Traffic};
use crate::units::{Duration, Time, Tonnes};

/// One simulated window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Calendar years and parts of years of the measured window, in order.
    pub periods: Vec<Period>,
    /// Statistical tonnes over the quays by month: (first instant of the month, tonnes); parts of months at the ends.
    pub months: Vec<(Time, Tonnes)>,
    /// How vessels that arrived in the measured window were served, by flow.
    pub service: Vec<ServiceTally>,
    /// Greatest error of any balance (per yard and cargo, and afloat), physical tonnes; rule C5.
    pub balance_error: Tonnes,
    /// Greatest gap between the vessel-hours of a flow and the sum of their parts, hours; rule A1.
    pub account_error: f64,
    /// Tonnes moved in all, the scale of that error.
    pub moved: Tonnes,
    /// Simulated time, warm-up included.
    pub simulated: Duration,
    /// Events taken.
    pub events: u64,
    /// Who did what when, if asked for.
    pub trace: Option<Trace>,
    /// Passages of the channel, if asked for.
    pub traffic: Option<Traffic>,
    /// Quays, yards and land side day by day, if asked for.
    pub diary: Option<Diary>,
    /// Use and loss by month, where the account is kept.
    pub monthly: Vec<MonthTally>,
}

/// How the vessels of one flow that arrived in the window were served (rule C5).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ServiceTally {
    /// Calls that arrived.
    pub arrived: u32,
    /// Their waits, those still waiting with the wait so far, hours in all.
    pub wait: f64,
    /// Calls of the window berthed in time.
    pub in_time: u32,
    /// Occupied hours of calls of the window that ended them.
    pub occupied: f64,
    /// Number of those.
    pub served: u32,
}

/// The two measures of a class at the capacity found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClassService {
    /// Mean entry wait ÷ mean occupied time; absent without a served call.
    pub waiting_ratio: Option<f64>,
    /// Share berthed in time; absent without a call.
    pub in_time: Option<f64>,
}

/// Capacity at the service level in one year of one replication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CapacityAnswer {
    /// The largest demand multiplier that keeps the service level.
    pub multiplier: f64,
    /// Capacity: multiplier × demand on the quays + side stream, statistical tonnes a year.
    pub tonnes: Tonnes,
    /// By class, at the last multiplier that kept the level.
    pub classes: Vec<ClassService>,
    /// The class worst off against the level at the first multiplier that broke it (position in the port's classes).
    pub binding_class: Option<usize>,
    /// (berth occupancy, waiting ratio) of each trial, ascending by multiplier, for the occupancy–waiting chart.
    pub trials: Vec<Trial>,
}

/// One trial of the search.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trial {
    /// Demand multiplier.
    pub multiplier: f64,
    /// Occupancy of all quays and berths together.
    pub occupancy: f64,
    /// Mean entry wait ÷ mean occupied time.
    pub waiting_ratio: f64,
    /// Share berthed in time.
    pub in_time: f64,
}

/// What passes when ships wait without end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaturationAnswer {
    /// Offered, statistical tonnes a year, side stream included.
    pub offered: Tonnes,
    /// Throughput, statistical tonnes a year, side stream included.
    pub tonnes: Tonnes,
    /// By flow: offered (arrived in the year) and handled, statistical tonnes.
    pub flows: Vec<(Tonnes, Tonnes)>,
}

/// The second questions of one judged span of one replication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearAnswer {
    /// Position in `Run::periods` of the period judged.
    pub period: usize,
    /// Capacity at the service level, if asked for and there is demand.
    pub capacity: Option<CapacityAnswer>,
    /// Saturation, if asked for.
    pub saturation: Option<SaturationAnswer>,
}

/// Everything one replication answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replication {
    /// Number, from 0.
    pub number: u64,
    /// The run of the whole window.
    pub run: Run,
    /// Throughput by period of a second run under the same draws of uncertain figures but other chance; statistical tonnes.
    pub second_chance: Vec<Tonnes>,
    /// Capacity and saturation by judged span.
    pub years: Vec<YearAnswer>,
    /// Events of all runs of this replication.
    pub events: u64,
    /// Simulated time of all runs, warm-up included.
    pub simulated: Duration,
}
