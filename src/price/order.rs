//! What is asked of a price list.

use crate::analysis::Measure;
use crate::batch::PairedOrder;
use crate::port::Port;
use crate::units::TonnesPerYear;

/// An order for a price list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceOrder {
    /// Seed of all that is random.
    pub seed: u64,
    /// Most replications; fewer if the ranking is clear before.
    pub replications: u64,
    /// Worker threads; 0 = as many as the machine has cores. The results do not depend on it.
    pub threads: usize,
    /// Take uncertain figures as stated.
    pub fixed: bool,
    /// Ask for tonnes at the service level.
    pub capacity: bool,
    /// Offered at saturation, side stream included; `None` = not asked.
    pub offer: Option<TonnesPerYear>,
    /// Judge this calendar year alone.
    pub year: Option<i16>,
    /// What the ranking goes by; `None` = the first that is asked for: service level, saturation, waiting.
    pub by: Option<Measure>,
}

impl PriceOrder {
    /// What the ranking goes by.
    pub fn measure(&self, port: &Port) -> Measure {
        let level = &port.study.service;
        let judged = self.capacity && (level.waiting_ratio.is_some() || level.berthed_share.is_some());
        self.by.unwrap_or(match self.offer {
            _ if judged => Measure::Service,
            Some(_) => Measure::Saturation,
            None => Measure::Waiting,
        })
    }

    /// Replications `from` to `until` of it.
    pub(super) fn paired(&self, from: u64, until: u64) -> PairedOrder {
        PairedOrder {
            seed: self.seed,
            first: from,
            replications: until - from,
            threads: self.threads,
            fixed: self.fixed,
            capacity: self.capacity,
            offer: self.offer,
            year: self.year,
        }
    }
}
