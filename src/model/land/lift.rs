//! A vessel working into or out of a yard, and what it gives its stocks.

use super::MODES_PER_TRADE;
use super::ripening::Ripening;
use super::stock::Stock;
use crate::port::Direction;
use crate::units::Time;

/// A vessel working into or out of a yard.
#[derive(Debug)]
pub(in crate::model) struct Lift {
    pub(in crate::model) visit: u32,
    pub(super) flow: usize,
    pub(super) place: usize,
    /// The holding it works on, its stocks, the yard they lie in, and which way the cargo goes.
    pub(super) holding: usize,
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) yard: usize,
    pub(super) direction: Direction,
    /// Rate that machines and closures permit, t/h.
    pub(super) permitted: f64,
    /// Rate that the yard allows, t/h.
    pub(in crate::model) rate: f64,
    /// Share of each of the trade's stocks.
    pub(super) shares: [f64; MODES_PER_TRADE],
    pub(super) ripening: Ripening,
    /// When the rate at which it falls due changes by itself.
    pub(super) turns: Option<Time>,
}

impl Lift {
    /// Adds its rate, and that at which its cargo falls due, to those of its stocks.
    pub(super) fn give(&mut self, stocks: &mut [Stock], now: Time) {
        let (due, turns) = self.ripening.supply(self.rate, now);
        self.turns = turns;
        for (stock, share) in stocks.iter_mut().zip(self.shares) {
            stock.quay_rate += self.rate * share;
            stock.supply += due * share;
        }
    }

    /// Its rate is found: cargo begins to land if it moves.
    pub(super) fn begin(&mut self, now: Time) {
        if self.rate > 0.0 {
            self.ripening.begin(now);
        }
    }
}
