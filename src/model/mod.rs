//! The port in motion: what the rules of a port mean, run by the engine. One run is one port, one set of drawn figures, one seed.
//!
//! Passive parts (`channel`, `quay`, `cranes`, `anchorage`, `land`, `closures`) own their state and schedule nothing; vessels go through
//! their `itinerary`; `port_control` decides who may go; `transfer` moves cargo; `trains` come and go, on a `line` or to their siding; `environment` changes the world; `ledger` counts, `monthly` reads its sums by month.

mod account;
mod anchorage;
mod arrivals;
mod breaks;
mod causes;
mod channel;
mod cleaning;
mod closed;
mod closures;
mod cranes;
mod crews;
mod demand;
mod diary;
mod environment;
mod ephemeris;
mod evacuation;
mod event;
mod free_room;
mod handled;
mod itinerary;
mod land;
mod ledger;
mod line;
mod loading;
mod maintenance;
mod marine;
mod monthly;
mod passage;
mod plan;
mod port_control;
mod quay;
mod series;
mod served;
mod shifting;
mod simulator;
mod site;
mod stages;
mod timetable;
mod trains;
mod transfer;
mod visit;
mod weather;
mod windows;

pub use plan::{Plan, Span, periods};
pub use simulator::Simulator;

/// A rate that stands for "no limit", t/h: the highest that a scenario may state.
pub const UNLIMITED: f64 = 1e10;

#[cfg(test)]
mod tests;
