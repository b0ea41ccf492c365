//! The land side: modes that take cargo from yards or bring it, and capacities they share.

use super::{CapacityId, Dated, Draws, Figure, Label, LawFigure, LineId, ModeId, Rhythm, Vehicles, YardId};
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
    /// Net load of each of its `wagons`, physical tonnes; one draw for all wagons of a train.
    pub net_load: LawFigure<Tonnes>,
    /// Loading rate of one train; `None` = the exchange is at once.
    pub rate: Option<Figure<TonnesPerHour>>,
    /// Time for loading on the track; `None` = net load ÷ rate.
    pub allotted: Option<Figure<Duration>>,
    /// Tracks; `None` = unlimited.
    pub tracks: Option<Figure<f64>>,
    /// Longest wait for a track; then the train is cancelled.
    pub max_wait: Figure<Duration>,
    /// Wagons of a train, ≥ 1; 1 where the net load of a train is stated as a whole.
    pub wagons: u32,
    /// Time on the track before loading, without loading.
    pub shunting: Figure<Duration>,
    /// Time on the track after loading, without loading.
    pub inspection: Figure<Duration>,
    /// Share of trains that do not come for want of wagons, 0 to 1.
    pub wagon_shortage: Figure<f64>,
    /// Relative frequency of that by month, January to December, of day-weighted mean 1.
    pub shortage_months: Box<[f64; 12]>,
    /// The line its trains come and go on; `None` = they come to the siding by themselves.
    pub line: Option<LineId>,
}

impl Rail {
    /// Trains that come when they are due, exchange at once and leave: everything else may be set.
    pub fn new(timetable: Timetable, net_load: LawFigure<Tonnes>) -> Rail {
        Rail {
            timetable,
            net_load,
            rate: None,
            allotted: None,
            tracks: None,
            max_wait: Figure::fixed(Duration::ZERO),
            wagons: 1,
            shunting: Figure::fixed(Duration::ZERO),
            inspection: Figure::fixed(Duration::ZERO),
            wagon_shortage: Figure::fixed(0.0),
            shortage_months: Box::new([1.0; 12]),
            line: None,
        }
    }

    /// Mean net load of a whole train in the replication of `draws`.
    pub fn mean_load(&self, draws: &Draws) -> Tonnes {
        Tonnes(self.net_load.mean.at(draws).0 * f64::from(self.wagons))
    }
}

/// How a mode moves cargo.
#[derive(Clone, Debug, PartialEq)]
pub enum ModeKind {
    /// A stream at a rate: trucks, belt, pipeline. `None` = no limit of its own.
    Stream(Option<Dated<TonnesPerHour>>),
    /// Trains.
    Rail(Rail),
    /// Vessels of trades that load what it holds ready (rule L3).
    Vessels,
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
    /// The yard it carries into, a depot; `None` = its cargo leaves the port, or comes from outside.
    pub to: Option<YardId>,
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
