//! What is asked: of one replication, and of how many.

use crate::units::TonnesPerYear;

/// What each replication is asked beside its run of the whole window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Questions {
    /// Search the capacity at the service level of each judged year (rule C5).
    pub capacity: bool,
    /// Find what passes under this offer, side stream included; `None` = do not ask for saturation.
    pub offer: Option<TonnesPerYear>,
    /// Take uncertain figures as stated instead of drawing them (rule 12).
    pub fixed: bool,
    /// Keep the log of events and visits of the replication with this number.
    pub trace: Option<u64>,
}

/// An order for replications of one port.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Order {
    /// Seed of the whole batch.
    pub seed: u64,
    /// How many replications.
    pub replications: u64,
    /// What each is asked.
    pub questions: Questions,
    /// Worker threads; 0 = as many as the machine has cores. The results do not depend on it.
    pub threads: usize,
}
