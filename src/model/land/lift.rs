//! A vessel working into or out of a yard, and what it gives its stocks.

use super::MODES_PER_TRADE;
use super::ripening::Ripening;
use super::stock::Stock;
use super::yard::YardState;
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
    /// The rate at which it moves if its yard has room or cargo, t/h: what machines permit, unless the yard is closed or out of use; of a parcel with
    /// cargo that waits on board for a land mode, what may move. `open`: some mode of its trade is at work.
    pub(super) fn would_move(&mut self, yard: &YardState, open: bool) -> f64 {
        if yard.closed || (yard.shut && self.direction == Direction::Import) {
            return 0.0;
        }
        self.permitted * self.ripening.moving(open, self.permitted)
    }

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
