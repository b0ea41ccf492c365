//! What can go wrong in making outputs: nothing that input can cause.

use crate::chart::ChartError;

/// Why an output could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A chart could not be drawn or turned into pixels.
    #[error("chart {0}: {1}")]
    Chart(&'static str, ChartError),
    /// A table could not be written.
    #[error("table: {0}")]
    Table(#[from] csv::Error),
    /// The summary could not be written.
    #[error("summary: {0}")]
    Summary(#[from] serde_json::Error),
}
