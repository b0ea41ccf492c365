//! Quays, berths and the machines on them.

use super::{CargoId, CrewId, Dated, Figure, Label, LawFigure, PlaceId};
use crate::units::{Duration, Metres, Time, Tonnes, TonnesPerHour};

/// Which of several places that fit a vessel takes (rule Q1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BerthingRule {
    /// The first in the order of the scenario, or of the trade's list.
    FirstFit,
    /// The berth with the least length that fits (a quay counts by its whole length).
    SmallestFit,
}

/// A reach of a quay with its own depth.
#[derive(Clone, Debug, PartialEq)]
pub struct DepthReach {
    /// Metres from the start of the quay at which the reach ends (the last reach ends at the quay's length or beyond).
    pub until: Metres,
    /// Depth at datum.
    pub depth: Dated<Metres>,
}

/// What kind of place it is.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceKind {
    /// Metres shared by vessels: each takes its length + the clearance, at the lowest free metre.
    Quay {
        /// Length.
        length: Dated<Metres>,
        /// Clearance between vessels, taken once per vessel.
        clearance: Figure<Metres>,
        /// Depths along the quay, from its start; empty = fits everything.
        depths: Vec<DepthReach>,
    },
    /// One vessel at a time.
    Berth {
        /// Longest vessel; `None` fits everything.
        length: Option<Figure<Metres>>,
        /// Depth at datum; `None` fits everything.
        depth: Option<Dated<Metres>>,
    },
}

/// A quay or a berth.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// Quay or berth.
    pub kind: PlaceKind,
    /// Water left below the keel alongside (default 0).
    pub under_keel: Figure<Metres>,
    /// Largest deadweight; `None` fits everything.
    pub dwt: Option<Figure<Tonnes>>,
    /// Cargoes it takes; empty = all.
    pub cargoes: Vec<CargoId>,
    /// First day of use, 00:00.
    pub from: Option<Figure<Time>>,
    /// First day after its use, 00:00.
    pub until: Option<Figure<Time>>,
    /// Cleaning between cargoes, on a berth only; `None` = none needed.
    pub cleaning: Option<Cleaning>,
}

/// Cleaning of a berth and its machines when the next cargo differs from the one before (rule Q5).
#[derive(Clone, Debug, PartialEq)]
pub struct Cleaning {
    /// How long it takes.
    pub takes: Figure<Duration>,
    /// Groups of cargoes that may follow each other without.
    pub free: Vec<Vec<CargoId>>,
}

/// Machines of one kind that are away from their place as planned (rule Q3).
#[derive(Clone, Debug, PartialEq)]
pub struct Maintenance {
    /// How many at once (rounded to a whole number).
    pub machines: Figure<f64>,
    /// When.
    pub times: MaintenanceTimes,
}

/// When machines are away for maintenance.
#[derive(Clone, Debug, PartialEq)]
pub enum MaintenanceTimes {
    /// At equal intervals, from a first instant on.
    Every {
        /// Start of the first; `None` = one interval after t = 0.
        first: Option<Time>,
        /// From start to start.
        interval: Figure<Duration>,
        /// How long it takes, at most the interval.
        takes: Figure<Duration>,
    },
    /// Listed spans [from, until), ascending, not overlapping.
    Listed(Vec<(Time, Time)>),
}

/// On what clock machines fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Hours in which the machine works.
    Working,
    /// Hours of the calendar.
    Calendar,
}

/// Breakdowns of the machines of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// Machine-hours between failures.
    pub between: LawFigure<Duration>,
    /// Time to repair.
    pub repair: LawFigure<Duration>,
    /// On what clock they fail.
    pub clock: Clock,
}

/// Machines of one kind on one place: cranes, a ramp, a belt, arms, ship's gear.
#[derive(Clone, Debug, PartialEq)]
pub struct Equipment {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// The quay or berth it belongs to.
    pub place: PlaceId,
    /// How many (rounded to a whole number).
    pub count: Dated<f64>,
    /// Net rate of one machine by cargo it can work.
    pub rates: Vec<(CargoId, Figure<TonnesPerHour>)>,
    /// Factor on all rates, for calibration.
    pub rate_factor: Figure<f64>,
    /// Share of open hours truly worked (meals, shift change), 0 to 1.
    pub working_share: Figure<f64>,
    /// Breakdowns, if any.
    pub breakdown: Option<Breakdown>,
    /// Planned maintenance, if any.
    pub maintenance: Option<Maintenance>,
    /// True: each vessel at the place has `count` machines of its own (ship's gear); false: they are shared out.
    pub per_vessel: bool,
    /// The pool of gangs that they need to work, if any.
    pub crew: Option<Manning>,
}

/// A pool of gangs that machines of several kinds share (rule Q2).
#[derive(Clone, Debug, PartialEq)]
pub struct Crew {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// How many gangs (rounded to a whole number).
    pub count: Dated<f64>,
}

/// What machines need of a crew.
#[derive(Clone, Debug, PartialEq)]
pub struct Manning {
    /// The crew.
    pub crew: CrewId,
    /// Gangs for each machine (rounded to a whole number ≥ 1).
    pub per_machine: Figure<f64>,
}

impl super::Port {
    /// Metres that one unit of each place's occupied time stands for where places are taken together, by place: a quay is tallied in
    /// metre-hours already (1), a berth in hours (its length). A berth without a stated length counts as much as the mean of those
    /// that state theirs; one metre if none does.
    pub fn metres_per_unit(&self) -> Vec<f64> {
        let length = |place: &Place| match &place.kind {
            PlaceKind::Quay { .. } => None,
            PlaceKind::Berth { length, .. } => length.map(|length| length.value.0),
        };
        let stated: Vec<f64> = self.places.iter().filter_map(length).collect();
        let usual = if stated.is_empty() { 1.0 } else { stated.iter().sum::<f64>() / stated.len() as f64 };
        let metres = self.places.iter().map(|place| match place.kind {
            PlaceKind::Quay { .. } => 1.0,
            PlaceKind::Berth { .. } => length(place).unwrap_or(usual),
        });
        metres.collect()
    }
}
