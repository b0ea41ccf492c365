//! Who did what when, kept only when asked for.

use super::WaitSpell;
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
    /// End of the inbound transit, or of a shift, at this place.
    Berthed(usize),
    /// The place is cleaned for its cargo; so long.
    Cleaning(Duration),
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
    /// Last line is off at this place.
    Unmoored(usize),
    /// Hatches are changed; so long.
    HatchChange(Duration),
    /// It goes to a second place of work; on a quay at this metre.
    Shifts {
        /// Position in the port's places.
        place: usize,
        /// Lowest metre taken on a quay; 0 on a berth.
        metre: f64,
    },
    /// No second place has room: it stays.
    Stays,
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
    /// A train did not come for want of wagons.
    TrainWithoutWagons(usize),
    /// The shunting of a train is over: it loads.
    TrainLoads(usize),
    /// The time of a train for loading is over, with this much: it is inspected.
    TrainLoaded(usize, Tonnes),
    /// A train moved on a single-track line.
    OnLine {
        /// Position in the port's modes.
        mode: usize,
        /// Number of the train in its mode, from 1, those without wagons counted.
        train: u32,
        /// What it did.
        what: LineMove,
    },
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
    /// So many machines of a kind go to maintenance.
    MachinesAway(usize, u32),
    /// They are back.
    MachinesBack(usize, u32),
    /// A figure of a period was read here: the period ends.
    PeriodEnds,
    /// A vessel that carries onward leaves with less than it came for.
    LeftShort {
        /// Physical tonnes on it.
        loaded: Tonnes,
        /// What it came for, physical tonnes.
        parcel: Tonnes,
    },
}

/// What a train does on a single-track line. Sections and places count from the main line: place n is the port-side end of section n.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineMove {
    /// It starts a section, from 1.
    Starts {
        /// Number of the section, from 1.
        section: usize,
        /// Towards the port.
        inbound: bool,
    },
    /// It is at a crossing place.
    AtPlace {
        /// Number of the place, from 1.
        place: usize,
        /// On its way towards the port.
        inbound: bool,
    },
    /// It is on its track.
    OnTrack,
    /// It is back on the main line.
    Out,
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
    /// What vessels waited for, in order of time.
    pub waits: Vec<WaitSpell>,
}

impl VisitRecord {
    /// Entry wait, if it was cleared.
    pub fn entry_wait(&self) -> Option<Duration> {
        self.cleared_inbound.map(|cleared| cleared - self.arrived)
    }
}
