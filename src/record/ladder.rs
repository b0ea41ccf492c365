//! What one replication answers on each rung of a ladder of ports.

use crate::units::Tonnes;

/// Capacity at the service level on each rung, under common chance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Climb {
    /// Number of the replication, from 0.
    pub number: u64,
    /// By rung: statistical tonnes a year over the quays, side stream not contained; absent without demand.
    pub tonnes: Vec<Option<Tonnes>>,
}
