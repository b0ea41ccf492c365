//! From records of replications to the answer of a batch: pure functions, no model, no words, no files. Sums are taken in
//! the order of the replications' numbers, so that the same replications give the same bits.

mod amounts;
mod anchorage;
mod answer;
mod batch;
mod chain;
mod closed;
mod difference;
mod estimate;
pub mod explain;
#[cfg(test)]
pub(crate) mod fixture;
mod ladder;
mod losses;
mod months;
mod named;
mod prices;
mod resources;
mod road;
mod row;
mod screen;
mod span;
mod starvation;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod tide;
mod validation;
mod verdict;
mod waits;

pub use amounts::{
    CallAmounts, CapacityAmounts, CrewAmounts, EquipmentAmounts, HandlingAmounts, LineSectionAmounts,
    MarineAmounts, ModeAmounts, PlaceAmounts, QueueAmounts, SectionAmounts, YardAmounts,
};
pub use anchorage::AnchorageTable;
pub use answer::{Answer, Balance, FirstYears};
pub use batch::Batch;
pub use chain::{Link, LinkKind};
pub use closed::{ClosedTable, MonthHours};
pub use difference::Gain;
pub use estimate::{Estimate, Proportion, deviation, half_width, mean, quantile};
pub use ladder::Reconciliation;
pub use losses::{
    ActivityPart, HeldHours, Hold, Loss, LossPart, StayAccount, StayTable, VesselHours, WaitPart,
};
pub use months::{Mean, MonthStay, MonthTable, MonthUse, StayPart};
pub use named::Named;
pub use prices::{LeverGain, Look, Measure, PriceAnswer, Prices, Standing, looks};
pub use resources::{Resource, ResourceKind, ResourcePart, ResourceTable, Use};
pub use road::{StationWaits, TruckTable};
pub use row::{Row, SpanRow};
pub use screen::{Couple, PairGain, Pairs, Together, candidates, contenders};
pub use span::Span;
pub use starvation::{Barred, Starved};
pub use table::{CallTable, Hours, ModeTable, OnwardTable, Table, TradeTable, YardTable};
pub use tide::{TideNeed, TideTable};
pub use validation::{AcceptedSet, AcceptedSpan, Comparison, Validation};
pub use verdict::{
    Binding, LinkUse, SURE, Scatter, Served, ServiceAtCapacity, Shortfall, StatedDemand, Verdict, meets,
};
pub use waits::WaitFigures;
