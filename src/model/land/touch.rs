//! The quiet case: only the vessels or the dwell of single trades changed, nothing waits, no limit binds. Then the rates of all other
//! trades stay as they are, and neither they nor their stocks need a look.

use super::Network;
use super::settle::Books;
use super::stock::{Holding, is_served};
use crate::port::Direction;
use crate::units::Time;

impl Network {
    /// Finds the rates of the holdings touched at `now`. False if there is more to it: then all is to be settled and shared out.
    pub(super) fn share_touched(&mut self, now: Time, books: &mut Books<'_>) -> bool {
        if self.all_touched
            || !self.quiet
            || self.thorough
            || !self.barges.is_empty()
            || !self.depots.is_empty()
        {
            return false;
        }
        self.run_trucks(now, books);
        for holding in 0..self.holdings.len() {
            if self.holdings[holding].touched && !self.share_holding(holding, now, books) {
                return false;
            }
        }
        self.sum_modes(now);
        if !self.is_within_limits() {
            return false;
        }
        for holding in 0..self.holdings.len() {
            if self.holdings[holding].touched {
                self.find_course(self.holdings[holding].yard);
            }
        }
        true
    }

    /// Settles a holding and its yard, and passes on what falls due from now on. False if it does not stay quiet.
    fn share_holding(&mut self, number: usize, now: Time, books: &mut Books<'_>) -> bool {
        self.catch_up(number, now, books);
        let Holding { first, count, yard, .. } = self.holdings[number];
        if !self.measure_with_room(yard, now) {
            return false;
        }
        self.heed_pressure(now);
        let stocks = &mut self.stocks[first..first + count];
        let open = is_served(stocks);
        for stock in &mut *stocks {
            (stock.quay_rate, stock.supply) = (0.0, stock.ripening);
        }
        for lift in self.lifts.iter_mut().filter(|lift| lift.holding == number) {
            debug_assert!(lift.direction == Direction::Import, "a quiet network has no exports");
            lift.rate = lift.would_move(&self.yards[yard], open);
            lift.give(stocks, now);
            lift.begin(now);
        }
        stocks.iter_mut().all(|stock| {
            let routes = &mut self.routes[stock.routes.0..stock.routes.1];
            stock.passes_on = stock.pace > 0.0 && stock.supply > 0.0;
            stock.land_rate = if stock.passes_on { stock.supply } else { 0.0 };
            for route in routes {
                let share = if stock.passes_on { self.modes[route.mode].pace / stock.pace } else { 0.0 };
                route.rate = stock.supply * share;
            }
            stock.pace <= 0.0 || !stock.has_backlog(self.crumb)
        }) && !self.all_touched
    }

    /// Settles a holding, and what else goes by the trains that it loads: they are given what they carry.
    fn catch_up(&mut self, number: usize, now: Time, books: &mut Books<'_>) {
        self.settle_holding(number, now, books);
        for siding in 0..self.sidings.len() {
            let mode = self.sidings[siding].mode;
            if self.modes[mode].pace > 0.0 && self.serves(mode, number) {
                for other in 0..self.holdings.len() {
                    if self.serves(mode, other) {
                        self.settle_holding(other, now, books);
                    }
                }
                self.load_trains(siding, now);
            }
        }
    }

    /// True if a mode serves some stock of a holding.
    fn serves(&self, mode: usize, holding: usize) -> bool {
        let Holding { first, count, .. } = self.holdings[holding];
        let routes = self.stocks[first].routes.0..self.stocks[first + count - 1].routes.1;
        self.routes[routes].iter().any(|route| route.mode == mode)
    }

    /// The rates of modes, from those of their routes.
    fn sum_modes(&mut self, now: Time) {
        for mode in &mut self.modes {
            mode.count_hours(now);
            mode.rate = 0.0;
        }
        for route in &self.routes {
            self.modes[route.mode].rate += route.rate;
        }
    }
}
