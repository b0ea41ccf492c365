//! Port logistics throughput simulator: from a plain-text scenario to a verdict with an error bar.
//!
//! The modules, in layer order (see `ARCHITECTURE.md`):

pub mod analysis;
pub mod batch;
pub mod chart;
pub mod cli;
pub mod engine;
pub mod formula;
pub mod lever;
pub mod model;
pub mod port;
pub mod price;
pub mod record;
pub mod report;
pub mod scenario;
pub mod twin;
pub mod units;
pub mod window;
