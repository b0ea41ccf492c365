//! The usual case of sharing the land side out, in one pass: stocks without a backlog pass on what falls due, those with one share
//! what is left. `allocate` has the general rule, of which this is a special case.

use super::allocate::Scratch;
use super::{Land, Network, Route};

impl Land {
    /// Finds the land-side rates of a network without exports. They are the max-min share if no limit stops a backlog at a lower level
    /// than that of any stock that passes on; false if that is not so, and then nothing found counts.
    pub(super) fn pass_on(&mut self, net: &mut Network, scratch: &mut Scratch) -> bool {
        if net.exports {
            return false;
        }
        for &mode in &net.modes {
            self.modes[mode].rate = 0.0;
        }
        scratch.rising.clear();
        let mut highest = 0.0_f64;
        for &number in &net.stocks {
            highest = highest.max(self.pass_stock_on(number, &mut net.routes, scratch));
        }
        net.routes[net.primary..].iter_mut().for_each(|route| route.rate = 0.0);
        if !self.is_within_limits(net, scratch) {
            return false;
        }
        scratch.rising.is_empty() || self.share_what_is_left(net, scratch, highest)
    }

    /// One stock: passes on its supply over its routes, or leaves them to rise if it has a backlog. Returns its level: rate ÷ pace.
    fn pass_stock_on(&mut self, number: usize, routes: &mut [Route], scratch: &mut Scratch) -> f64 {
        let stock = &mut self.stocks[number];
        let (first, last) = stock.routes;
        stock.land_rate = 0.0;
        let mut pace = 0.0;
        for route in &mut routes[first..last] {
            route.rate = 0.0;
            pace += self.modes[route.mode].pace;
        }
        let closed = self.yards[stock.yard].closed;
        if closed || pace <= 0.0 || (stock.supply <= 0.0 && stock.due <= 0.0) {
            return 0.0;
        }
        if stock.due > 0.0 {
            let open = (first..last).filter(|&index| self.modes[routes[index].mode].pace > 0.0);
            scratch.rising.extend(open);
            return 0.0;
        }
        let level = stock.supply / pace;
        for route in &mut routes[first..last] {
            let mode = &mut self.modes[route.mode];
            route.rate = level * mode.pace;
            mode.rate += route.rate;
            stock.land_rate += route.rate;
        }
        level
    }

    /// Takes the rates found off the limits of modes and capacities; false if one is exceeded.
    fn is_within_limits(&self, net: &Network, scratch: &mut Scratch) -> bool {
        for &capacity in &net.capacities {
            scratch.capacity_left[capacity] = self.capacities[capacity].limit;
        }
        let mut within = true;
        for &number in &net.modes {
            let mode = &self.modes[number];
            scratch.mode_left[number] = mode.limit.min(crate::model::UNLIMITED) - mode.rate;
            scratch.mode_pace[number] = mode.pace;
            within &= scratch.mode_left[number] >= 0.0;
            for &capacity in &mode.uses {
                scratch.capacity_left[capacity] -= mode.rate;
            }
        }
        within && net.capacities.iter().all(|&capacity| scratch.capacity_left[capacity] >= 0.0)
    }

    /// Stocks with a backlog share what the others left.
    fn share_what_is_left(&mut self, net: &mut Network, scratch: &mut Scratch, highest: f64) -> bool {
        scratch.risen.clear();
        scratch.risen.extend_from_slice(&scratch.rising);
        for &index in &scratch.rising {
            scratch.rates[index] = 0.0;
            scratch.stock_left[net.routes[index].stock] = f64::INFINITY;
        }
        if self.fill_progressively(net, scratch) < highest {
            return false;
        }
        for &index in &scratch.risen {
            let route = &mut net.routes[index];
            route.rate = scratch.rates[index];
            self.stocks[route.stock].land_rate += route.rate;
            self.modes[route.mode].rate += route.rate;
        }
        true
    }
}
