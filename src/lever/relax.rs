//! What a lever is: a name, the changes it makes, and what it costs.

use crate::port::{
    CapacityId, CargoId, ClosureId, EquipmentId, Label, MarineId, ModeId, PlaceId, SectionId, YardId,
};
use crate::units::Metres;

/// A constraint relaxed by a unit, as data.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// Name, by which the command and other tables know it.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// What it changes, in this order; at least one.
    pub changes: Vec<Change>,
    /// What it costs, if that is stated.
    pub cost: Option<Cost>,
}

/// What a lever costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// Millions of the currency, > 0.
    pub millions: f64,
    /// The currency, as written.
    pub currency: String,
}

/// One change of a port. Figures change with their spread, and at all their dates; what is 0 (not there yet) stays 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// One more berth like this place, with its machines: a copy of a berth, or a berth's length of a quay with machines in proportion.
    Berth(PlaceId),
    /// A quay so much longer.
    QuayLength(PlaceId, Metres),
    /// So many machines more.
    Machines(EquipmentId, f64),
    /// All rates of these machines × a factor.
    MachineRate(Vec<EquipmentId>, f64),
    /// So many pilots, tugs more.
    Service(MarineId, f64),
    /// Beds of these sections so much deeper.
    Depth(Vec<SectionId>, Metres),
    /// Vessels meet freely in these sections.
    TwoWay(Vec<SectionId>),
    /// Room of these yards × a factor.
    Room(Vec<YardId>, f64),
    /// Dwell of these cargoes × a factor.
    Dwell(Vec<CargoId>, f64),
    /// So many trains a day more.
    Trains(ModeId, f64),
    /// So many loaders, lanes more of a shared capacity.
    Capacity(CapacityId, f64),
    /// Rate of a stream × a factor.
    Rate(ModeId, f64),
    /// So many gate lanes more, each way, for trucks one by one.
    Lanes(ModeId, f64),
    /// Hours of these closures × a factor below 1: weather by the number of its events, spans of the calendar by their length.
    Closures(Vec<ClosureId>, f64),
    /// These closures never come: work around the clock where they are hours outside of shifts.
    Open(Vec<ClosureId>),
    /// No class needs daylight.
    NoDaylightRule,
    /// Breakdowns of these machines × a factor, as often.
    Breakdowns(Vec<EquipmentId>, f64),
}
