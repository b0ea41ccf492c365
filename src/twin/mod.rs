//! The analytic twin: what a feasibility report would say of this very scenario, by the formulas of planners. From a port
//! and a year come the tables of berths (泊位通过能力), yards (堆场), collection and distribution (集疏运), channel and chain, with
//! the waits that queues imply; and the rungs of a ladder that leads from the port of the formula to the port of the
//! scenario, one thing at a time. Figures are taken as stated. What a table cannot be fed with is absent, never invented.

mod berths;
mod chain;
mod channel;
mod coefficients;
mod fit;
mod fleet;
mod ladder;

mod land;
mod operable;
mod span;
mod volume;
mod waits;
mod yards;

pub use berths::{BerthRow, PlaceRow};
pub use chain::{ChainLink, ChainRow};
pub use channel::ChannelRow;
pub use coefficients::Coefficients;
pub use fleet::FleetCapacity;

pub use ladder::{Feature, Rung, rungs};
pub use land::{LandKind, LandRow};
pub use operable::{Lost, Operable};
pub use span::YearSpan;
pub use waits::{GroupRow, WaitRow};
pub use yards::YardRow;

use crate::formula::Standard;
use crate::port::{Draws, Port};
use crate::units::TonnesPerYear;

/// The tables of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct Twin {
    /// The edition of the code whose forms and defaults are used.
    pub standard: Standard,
    /// The planner's coefficients.
    pub coefficients: Coefficients,
    /// The span: its name, and how many years it counts for.
    pub span: YearSpan,
    /// Statistical tonnes a year asked of the quays.
    pub demand: TonnesPerYear,
    /// Statistical tonnes a year that do not come to them but are counted.
    pub side_stream: TonnesPerYear,
    /// Calls a year.
    pub calls: f64,
    /// Quays and berths that take vessels of the year.
    pub places: Vec<PlaceRow>,
    /// Σ Pt over the berths, by both forms, at the fleet mix of each.
    pub berths: TonnesPerYear,
    /// The same by the second form, with KB.
    pub berths_by_imbalance: TonnesPerYear,
    /// Places joined by vessels that may use several of them.
    pub groups: Vec<GroupRow>,
    /// What the berths carry of this very fleet, each group at its narrowest.
    pub fleet: Option<FleetCapacity>,
    /// Yards.
    pub yards: Vec<YardRow>,
    /// Modes, capacities that they share, and what they are made of.
    pub land: Vec<LandRow>,
    /// Sections of the channel.
    pub channel: Vec<ChannelRow>,
    /// Links of the chain, in tonnes over the quays.
    pub chain: Vec<ChainRow>,
}

impl Twin {
    /// The tables of `port` in `span`, by these coefficients.
    pub fn of(port: &Port, span: YearSpan, coefficients: Coefficients) -> Twin {
        let draws = Draws::fixed();
        let flows = volume::flows(port, &span, &draws);
        let places = berths::places(port, &span, &draws, &flows, &coefficients);
        let groups = waits::groups(port, &places, &flows, &coefficients);
        let fleet = fleet::capacity(&places, &flows, coefficients.utilisation);
        let yards = yards::rows(port, &span, &draws, &flows, &coefficients);
        let land = land::rows(port, &span, &draws, &flows, &coefficients);
        let channel = channel::rows(port, &span, &draws, &flows);
        let demand: f64 = flows.iter().map(|flow| flow.counted).sum();
        let sum = |of: fn(&PlaceRow) -> TonnesPerYear| places.iter().map(of).sum();
        Twin {
            standard: Standard::default(),
            demand: TonnesPerYear(demand),
            side_stream: TonnesPerYear(volume::side_stream(port, &span, &draws)),
            calls: flows.iter().map(|flow| flow.calls).sum(),
            berths: sum(|place| place.capacity),
            berths_by_imbalance: sum(|place| place.by_imbalance),
            chain: chain::rows(demand, fleet.as_ref(), &yards, &land, &channel),
            places,
            groups,
            fleet,
            yards,
            land,
            channel,
            coefficients,
            span,
        }
    }

    /// The link of the chain with the least capacity, if any.
    pub fn narrowest(&self) -> Option<&ChainRow> {
        self.chain.iter().min_by(|one, other| one.capacity.0.total_cmp(&other.capacity.0))
    }
}
