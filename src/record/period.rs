//! The figures of one period: a calendar year, or the part of one at an end of the window.

use super::{DurationCount, PlaceAccount, SpaceTally, StayTally, TrackTally, TruckTally};
use crate::units::{Time, Tonnes};

/// One period of the measured window. Lists are in the order of the port's lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// First instant.
    pub from: Time,
    /// First instant after.
    pub until: Time,
    /// The calendar year, if this period is a whole one.
    pub year: Option<i16>,
    /// Demand of the period on the quays of this scenario after the drawn spreads, statistical tonnes (pro rata of the
    /// year's total for a part of a year).
    pub demand: Tonnes,
    /// Side stream counted beside it, statistical tonnes (rule C1).
    pub side_stream: Tonnes,
    /// By flow.
    pub flows: Vec<FlowTally>,
    /// By quay or berth.
    pub places: Vec<PlaceTally>,
    /// By kind of machine.
    pub equipment: Vec<EquipmentTally>,
    /// By yard.
    pub yards: Vec<YardTally>,
    /// By land-side mode.
    pub modes: Vec<ModeTally>,
    /// By shared land-side capacity.
    pub capacities: Vec<CapacityTally>,
    /// By channel section.
    pub sections: Vec<SectionTally>,
    /// By marine service.
    pub marine: Vec<MarineTally>,
    /// Hours each closure was active, by closure.
    pub closures: Vec<f64>,
    /// By cause: hours in which at least one closure of that cause was active.
    pub causes: Vec<f64>,
    /// The channel: hours in which nobody may start inbound.
    pub channel_closed: ClosedTally,
    /// By cargo: hours in which no machine that works it may.
    pub cargoes_closed: Vec<ClosedTally>,
    /// The anchorage.
    pub queue: QueueTally,
    /// By anchorage group, in the order of the port.
    pub anchorages: Vec<QueueTally>,
    /// By crew.
    pub crews: Vec<CrewTally>,
    /// By single-track line.
    pub lines: Vec<LineTally>,
    /// By trade: moved by each of its land-side modes, in their order there, physical tonnes.
    pub carried: Vec<Vec<Tonnes>>,
}

/// Calls and cargo of one flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowTally {
    /// Statistical tonnes per physical tonne in this replication.
    pub counted_per_tonne: f64,
    /// Calls that arrived.
    pub arrived: u32,
    /// Their parcels, physical tonnes.
    pub arrived_tonnes: Tonnes,
    /// Calls cleared inbound.
    pub entered: u32,
    /// Calls that left after service.
    pub departed: u32,
    /// Calls whose patience ended (rule D6).
    pub diverted: u32,
    /// Their parcels, physical tonnes.
    pub diverted_tonnes: Tonnes,
    /// Calls turned away by a full anchorage (rule V3).
    pub turned_away: u32,
    /// Their parcels, physical tonnes.
    pub turned_away_tonnes: Tonnes,
    /// Cargo that crossed the quay in the period, physical tonnes.
    pub crossed: Tonnes,
    /// On board or still to be loaded for vessels in port at the start of the period, physical tonnes.
    pub afloat_start: Tonnes,
    /// The same at its end.
    pub afloat_end: Tonnes,
    /// Times a vessel left its berth by order and waited at sea (rule V1).
    pub sheltered: u32,
    /// Hours they waited there until they were cleared in again, in those that ended.
    pub sheltered_hours: f64,
    /// Arrival to start of the inbound transit, recorded when it ends.
    pub entry_wait: WaitTally,
    /// End of formalities to outbound clearance.
    pub exit_wait: WaitTally,
    /// Arrival to departure.
    pub stay: WaitTally,
    /// Occupied time of calls that ended it in the period.
    pub occupied: WaitTally,
    /// Waiting at the end of the period.
    pub waiting_end: u32,
    /// Their waits so far, hours in all.
    pub waiting_end_hours: f64,
    /// Time in transfer and where it went.
    pub handling: HandlingTally,
    /// Calls that left with less than they came for (rule L3).
    pub short: u32,
    /// What they left behind, physical tonnes.
    pub short_tonnes: Tonnes,
    /// Where the hours of its vessels went (rule A1); empty where the account is not kept.
    pub account: StayTally,
}

/// Durations of one kind: count, sum, greatest, classes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaitTally {
    /// How many.
    pub count: u64,
    /// How many above zero.
    pub positive: u64,
    /// Sum, hours.
    pub sum: f64,
    /// Greatest, hours.
    pub greatest: f64,
    /// For quantiles.
    pub classes: DurationCount,
}

/// Hours in transfer, tiled by cause in the fixed order of rule A2: of vessels; or of the room that they take, or of the machines with them
/// (rule A3).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HandlingTally {
    /// All hours in transfer.
    pub hours: f64,
    /// Hours in which cargo moved at all.
    pub working: f64,
    /// Productive hours: × nominal rate = tonnes.
    pub productive: f64,
    /// Lost outside shift hours.
    pub shift: f64,
    /// Lost to closures that stop work, by cause (shift excluded). With several at once each bears an equal part.
    pub closures: Vec<f64>,
    /// Lost to the slower tail of parcels.
    pub tail: f64,
    /// Lost to machines broken down or with other vessels.
    pub machine: f64,
    /// Lost to closures that slow work, equivalent hours.
    pub slow: f64,
    /// Lost to a full or empty yard, equivalent hours.
    pub yard: f64,
    /// Hours in which the yard cut the rate at all.
    pub yard_slowed: f64,
    /// Lost to changes of hatches, in hours that no closure stops.
    pub hatch: f64,
    /// Of those lost to a yard: to one that has nothing to load.
    pub empty: f64,
    /// Productive hours × the nominal rate of each visit, physical tonnes (rule T4).
    pub rated: f64,
}

/// A quay or berth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceTally {
    /// Calls that berthed.
    pub calls: u32,
    /// Cargo that crossed it, statistical tonnes.
    pub counted: Tonnes,
    /// Occupied: metre-hours of a quay, hours of a berth.
    pub occupied: f64,
    /// Occupied or reserved, same unit.
    pub reserved: f64,
    /// In use by date, same unit.
    pub open: f64,
    /// Vessel-hours in transfer.
    pub handling: f64,
    /// Vessel-hours occupied.
    pub vessel_hours: f64,
    /// Hours of cleaning between cargoes, booked as each ends.
    pub cleaning: f64,
    /// Cargo that crossed it, physical tonnes.
    pub crossed: Tonnes,
    /// Where its hours went (rule A3); empty where no account is kept.
    pub account: PlaceAccount,
}

/// Machines of one kind: `present` = `failed` + `maintained` + `idle` + `spare` + `assigned`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EquipmentTally {
    /// Machine-hours present by date.
    pub present: f64,
    /// Machine-hours broken down.
    pub failed: f64,
    /// Machine-hours assigned to a vessel.
    pub assigned: f64,
    /// Machine-hours at work (assigned and not stopped).
    pub working: f64,
    /// Breakdowns.
    pub failures: u32,
    /// Machine-hours away for maintenance, those broken down not counted again.
    pub maintained: f64,
    /// Machine-hours able and free while no vessel is in transfer with machines of this kind.
    pub idle: f64,
    /// The same while some vessel is: it can use no more, or lacks gangs, or its least number is not left.
    pub spare: f64,
    /// Those assigned, and where they went (rule A3); empty where no account is kept.
    pub account: HandlingTally,
}

/// A crew, hours outside of its shifts included.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CrewTally {
    /// Gang-hours by date.
    pub present: f64,
    /// Gang-hours with a vessel.
    pub assigned: f64,
}

/// A yard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YardTally {
    /// Stock at the start, physical tonnes.
    pub start: Tonnes,
    /// Time-average stock.
    pub mean: Tonnes,
    /// Highest stock.
    pub peak: Tonnes,
    /// Lowest stock.
    pub low: Tonnes,
    /// Stock at the end.
    pub end: Tonnes,
    /// Time-average of the share of its capacity in use (m² or tonnes); absent if unlimited.
    pub mean_use: Option<f64>,
    /// Greatest share of its capacity in use.
    pub peak_use: Option<f64>,
    /// Hours full.
    pub full_hours: f64,
    /// Hours empty.
    pub empty_hours: f64,
    /// Where its space went.
    pub space: SpaceTally,
    /// From vessels, physical tonnes.
    pub landed: Tonnes,
    /// To vessels.
    pub loaded: Tonnes,
    /// To land-side modes.
    pub collected: Tonnes,
    /// From land-side modes.
    pub delivered: Tonnes,
}

/// A land-side mode.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModeTally {
    /// Moved out of or into yards, physical tonnes.
    pub tonnes: Tonnes,
    /// Most moved in one day.
    pub peak_day: Tonnes,
    /// Hours in which it moved anything.
    pub working: f64,
    /// Trains that came, or vessels that left with what it held ready (0 for a stream).
    pub trains: u32,
    /// Trains, or vessels, that left short of their load.
    pub short: u32,
    /// Trains cancelled for want of a track.
    pub cancelled: u32,
    /// Trains that did not come for want of wagons; they are not among `trains`.
    pub no_wagons: u32,
    /// Hours that trains stood because a single-track line did not let them go, in waits that ended.
    pub line_wait: f64,
    /// Trucks, of a mode that has them one by one.
    pub trucks: Option<Box<TruckTally>>,
    /// Tracks, of a rail mode.
    pub tracks: Option<Box<TrackTally>>,
}

/// A single-track line: its sections, from the main line to the port.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineTally {
    /// Its sections.
    pub sections: Vec<LineSectionTally>,
}

/// A section of a single-track line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LineSectionTally {
    /// Runs that began, both ways.
    pub runs: u32,
    /// Hours with at least one train in it.
    pub occupied: f64,
}

/// A shared land-side capacity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CapacityTally {
    /// Moved with it, physical tonnes.
    pub used: Tonnes,
    /// What it could have moved in the period, closures counted out.
    pub available: Tonnes,
}

/// A channel section.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SectionTally {
    /// Transits that began.
    pub transits: u32,
    /// Hours with at least one vessel in it.
    pub occupied: f64,
}

/// Hours in which something is shut by closures, by month of the year, January first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClosedTally {
    /// Hours in which at least one closure shuts it.
    pub hours: [f64; 12],
    /// By cause; overlapping causes all count.
    pub causes: Vec<[f64; 12]>,
}

impl ClosedTally {
    /// Nothing yet, for so many causes.
    pub fn new(causes: usize) -> Self {
        ClosedTally { hours: [0.0; 12], causes: vec![[0.0; 12]; causes] }
    }
}

/// A marine service: pilots, tugs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MarineTally {
    /// Pilots or tugs ordered, each for one job.
    pub ordered: u32,
    /// Hours bound.
    pub bound: f64,
    /// Hours on duty.
    pub present: f64,
}

/// Vessels waiting at anchor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueueTally {
    /// Time-average number.
    pub mean: f64,
    /// Greatest number.
    pub greatest: u32,
    /// Number at the end.
    pub end: u32,
    /// Age of the oldest still waiting at the end, hours.
    pub oldest: f64,
    /// Time-average number beyond the anchorage's places (wait-outside).
    pub outside: f64,
    /// Hours with just so many waiting: 0, 1, 2 …; the last entry holds all beyond.
    pub hours_by_number: Vec<f64>,
}

impl FlowTally {
    /// Vessel-hours of the account, the sum of its parts: activities, waits and time in transfer.
    pub fn accounted(&self) -> f64 {
        let account = &self.account;
        let waits = [&account.entry, &account.start, &account.exit];
        let waited: f64 = waits.iter().map(|waits| StayTally::sum(waits)).sum();
        account.activities.iter().sum::<f64>() + waited + self.handling.hours
    }
}

impl Period {
    /// Cargo over the quays of this scenario, statistical tonnes.
    pub fn quay_throughput(&self) -> Tonnes {
        self.flows.iter().map(|flow| flow.crossed * flow.counted_per_tonne).sum()
    }

    /// What statistics count for the port: quays and side stream.
    pub fn throughput(&self) -> Tonnes {
        self.quay_throughput() + self.side_stream
    }

    /// Demand of the port: quays and side stream.
    pub fn port_demand(&self) -> Tonnes {
        self.demand + self.side_stream
    }
}
