//! Rows of tables under the names of the scenario. Leaves out what the rows hold.

use serde::Serialize;

/// A row of a table with its name in the scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Named<T> {
    /// The name.
    pub name: String,
    /// What it is of.
    #[serde(flatten)]
    pub of: T,
}
