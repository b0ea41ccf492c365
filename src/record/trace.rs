//! Who did what when, kept only when asked for.

use crate::units::{Duration, Time, Tonnes};

/// What happened. Numbers are positions in the port's lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Occurrence {
    /// A vessel arrived with this parcel.
    Arrived(Tonnes),
    /// It was cleared inbound to a place; on a quay at this metre.
    ClearedInbound {
        /// Position in the port's places.
        place: usize,
        /// Lowest metre taken on a quay; 0 on a berth.
        metre: f64,
    },
    /// End of the inbound transit.
    Berthed,
    /// Cargo work may begin.
    TransferBegan,
    /// The parcel is done.
    TransferEnded,
    /// Work at this rate from now (t/h) with this many machines; 0 = paused.
    Rate {
        /// Rate of the vessel, t/h.
        tonnes_per_hour: f64,
        /// Machines assigned to it.
        machines: u32,
    },
    /// Closing formalities are over.
    ReadyToLeave,
    /// Cleared outbound.
    ClearedOutbound,
    /// Last line is off.
    Unmoored,
    /// End of the outbound transit.
    Departed,
    /// A closure orders it to leave its berth.
    OrderedToSea,
    /// It is at sea, by order, and waits to come back.
    Sheltered,
    /// Patience ended.
    Diverted,
    /// The anchorage was full.
    TurnedAway,
    /// A closure (position in the port's closures) began or ended.
    Closure(usize, ClosureState),
    /// A yard became full / has room again.
    YardFull(usize, bool),
    /// A train of a mode came, loaded so much and left, or was cancelled.
    TrainArrived(usize),
    /// A train left with this much of this net load.
    TrainLeft {
        /// Position in the port's modes.
        mode: usize,
        /// Physical tonnes on it.
        loaded: Tonnes,
        /// What it could have taken, physical tonnes.
        net_load: Tonnes,
    },
    /// A train found no track.
    TrainCancelled(usize),
    /// A truck came in: onto the causeway, or through the gate.
    TruckIn {
        /// Position in the port's modes.
        mode: usize,
        /// Number of the truck, from 1, in order of arrival.
        truck: u32,
        /// How long it waited outside.
        waited: Duration,
    },
    /// A truck is loaded: its load leaves the yard.
    TruckLoaded {
        /// Position in the port's modes.
        mode: usize,
        /// Number of the truck.
        truck: u32,
        /// Physical tonnes on it.
        load: Tonnes,
    },
    /// A truck is out: through the gate, and off the causeway.
    TruckOut {
        /// Position in the port's modes.
        mode: usize,
        /// Number of the truck.
        truck: u32,
        /// From its arrival to here.
        turn: Duration,
    },
    /// A machine of a kind broke down.
    MachineFailed(usize),
    /// A machine of a kind is back.
    MachineRepaired(usize),
    /// A figure of a period was read here: the period ends.
    PeriodEnds,
}

/// Whether a closure is active.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosureState {
    /// It began.
    Active,
    /// It ended.
    Over,
}

/// One line of the log.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub time: Time,
    /// The visit concerned (number in order of arrival, from 1), if any.
    pub visit: Option<u32>,
    /// What.
    pub what: Occurrence,
}

/// One vessel call from arrival to departure; instants are absent for what did not happen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VisitRecord {
    /// Number in order of arrival, from 1.
    pub number: u32,
    /// Position in the port's flows.
    pub flow: usize,
    /// Cargo, physical tonnes.
    pub parcel: Tonnes,
    /// Arrival.
    pub arrived: Time,
    /// Start of the inbound transit.
    pub cleared_inbound: Option<Time>,
    /// Quay or berth.
    pub place: Option<usize>,
    /// End of the inbound transit.
    pub berthed: Option<Time>,
    /// Start of cargo work.
    pub transfer_began: Option<Time>,
    /// End of cargo work.
    pub transfer_ended: Option<Time>,
    /// End of closing formalities.
    pub ready: Option<Time>,
    /// Outbound clearance.
    pub cleared_outbound: Option<Time>,
    /// End of the outbound transit.
    pub departed: Option<Time>,
    /// When it sailed elsewhere or was turned away.
    pub lost: Option<Time>,
}

/// The log of one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// In order of occurrence.
    pub entries: Vec<Entry>,
    /// In order of arrival.
    pub visits: Vec<VisitRecord>,
}

impl VisitRecord {
    /// Entry wait, if it was cleared.
    pub fn entry_wait(&self) -> Option<Duration> {
        self.cleared_inbound.map(|cleared| cleared - self.arrived)
    }
}
