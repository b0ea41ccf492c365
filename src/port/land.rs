//! The land side: modes that take cargo from yards or bring it, and capacities they share.

use super::{CapacityId, Dated, Figure, Label, LawFigure, ModeId, Rhythm, Vehicles};
use crate::units::{Duration, Time, Tonnes, TonnesPerHour};

/// A capacity several modes share: wheel loaders, a causeway.
#[derive(Clone, Debug, PartialEq)]
pub struct Capacity {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// Number of machines or lanes.
    pub count: Dated<f64>,
    /// Rate of each.
    pub rate: Figure<TonnesPerHour>,
}

/// When trains come (rule L1).
#[derive(Clone, Debug, PartialEq)]
pub enum Timetable {
    /// One every `interval` from `first` on.
    Every {
        /// Interval between trains, > 0.
        interval: Figure<Duration>,
        /// The first train after t = 0.
        first: Duration,
    },
    /// Random paths: this many a day on average, exponential gaps.
    Random {
        /// Trains a day, > 0.
        per_day: Figure<f64>,
    },
    /// Listed trains, ascending.
    Listed(Vec<Time>),
}

/// Trains on a siding.
#[derive(Clone, Debug, PartialEq)]
pub struct Rail {
    /// When they come.
    pub timetable: Timetable,
    /// Net load of a train, physical tonnes.
    pub net_load: LawFigure<Tonnes>,
    /// Loading rate of one train; `None` = the exchange is at once.
    pub rate: Option<Figure<TonnesPerHour>>,
    /// Time on the track; `None` = net load ÷ rate.
    pub allotted: Option<Figure<Duration>>,
    /// Tracks; `None` = unlimited.
    pub tracks: Option<Figure<f64>>,
    /// Longest wait for a track; then the train is cancelled.
    pub max_wait: Figure<Duration>,
}

/// How a mode moves cargo.
#[derive(Clone, Debug, PartialEq)]
pub enum ModeKind {
    /// A stream at a rate: trucks, belt, pipeline. `None` = no limit of its own.
    Stream(Option<Dated<TonnesPerHour>>),
    /// Trains.
    Rail(Rail),
    /// Trucks one by one.
    Vehicles(Box<Vehicles>),
}

/// A land-side mode.
#[derive(Clone, Debug, PartialEq)]
pub struct Mode {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// How it moves cargo.
    pub kind: ModeKind,
    /// Capacities it uses, shared with other modes.
    pub uses: Vec<CapacityId>,
    /// True if its tonnes pass the port's road gate.
    pub through_gate: bool,
    /// First day of use, 00:00.
    pub from: Option<Figure<Time>>,
    /// First day after its use, 00:00.
    pub until: Option<Figure<Time>>,
    /// Shape of a stream through day and week: its limit is that of the busiest hour. `None` = the same at all hours.
    pub rhythm: Option<Rhythm>,
}

/// Who takes over cargo labelled for a mode (rule L4), and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fallback {
    /// The mode the cargo is labelled for.
    pub of: ModeId,
    /// The mode that takes over.
    pub to: ModeId,
    /// Takes over cargo that has been due this long; `None` = while the yard is full.
    pub after: Option<Duration>,
}
