//! What a run leaves behind: plain numbers with public fields, in the order of the port's lists. No behaviour beyond
//! sums; no names, no statistics over replications (`analysis`).

mod duration_count;
mod period;
mod replication;
mod trace;
mod traffic;
mod truck;

pub use duration_count::{DenseCount, DurationCount, Waits};
pub use period::{
    CapacityTally, ClosedTally, EquipmentTally, FlowTally, HandlingTally, MarineTally, ModeTally, Period,
    PlaceTally, QueueTally, SectionTally, WaitTally, YardTally,
};
pub use replication::{
    CapacityAnswer, ClassService, Replication, Run, SaturationAnswer, ServiceTally, Trial, YearAnswer,
};
pub use trace::{ClosureState, Entry, Occurrence, Trace, VisitRecord};
pub use traffic::{Passage, Traffic};
pub use truck::{TRUCK_STATIONS, TruckTally};
