//! What a run leaves behind: plain numbers with public fields, in the order of the port's lists. No behaviour beyond
//! sums; no names, no statistics over replications (`analysis`).

mod diary;
mod duration_count;
mod ladder;
mod land_hours;
mod month;
mod paired;
mod period;
mod place_account;
mod replication;
mod stay;
mod trace;
mod traffic;
mod truck;

pub use diary::{BerthCall, DAY_HOURS, DayProfile, Diary, YardStocks, hour_of_day};
pub use duration_count::{DenseCount, DurationCount, Waits};
pub use ladder::Climb;
pub use land_hours::{LaneTally, SpaceTally, TrackTally};
pub use month::{
    CapacityMonth, ClassMonth, CrewMonth, HandlingMonth, MachineMonth, MarineMonth, ModeMonth, MonthSums,
    MonthTally, PlaceMonth, YardMonth,
};
pub use paired::{Measured, Paired};
pub use period::{
    CapacityTally, ClosedTally, CrewTally, EquipmentTally, FlowTally, HandlingTally, LineSectionTally,
    LineTally, MarineTally, ModeTally, Period, PlaceTally, QueueTally, SectionTally, WaitTally, YardTally,
};
pub use place_account::PlaceAccount;
pub use replication::{
    CapacityAnswer, ClassService, Replication, Run, SaturationAnswer, ServiceTally, Trial, YearAnswer,
};
pub use stay::{Activity, Condition, StayTally, Unmet, WaitHours, WaitKind, WaitSpell, add_hours};
pub use trace::{ClosureState, Entry, LineMove, Occurrence, Trace, VisitRecord};
pub use traffic::{Passage, Traffic};
pub use truck::{TRUCK_STATIONS, TruckTally};
