//! What one replication says of a port and of variants of it under the same chance.

use crate::units::Tonnes;

/// What is measured of one variant, over the judged years asked for: means of them, tonnes a year in statistical tonnes, side stream included.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// Capacity at the service level (rule C5); absent if not asked for or there is no demand.
    pub capacity: Option<Tonnes>,
    /// What passes at saturation; absent if not asked for or there is no demand.
    pub saturation: Option<Tonnes>,
    /// What passes under the scenario's own demand.
    pub passed: Option<Tonnes>,
    /// Mean entry wait under the scenario's own demand, hours, of the vessels that were cleared in those years; absent if none was.
    pub wait: Option<f64>,
}

/// The base and its variants in one replication, under common random numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paired {
    /// Number, from 0.
    pub number: u64,
    /// The port as it is.
    pub base: Measured,
    /// Its variants, in the order asked.
    pub variants: Vec<Measured>,
}
