//! The usual case of sharing the land side out, in one pass: stocks without a backlog pass on what falls due, those with one share
//! what is left. `allocate` has the general rule, of which this is a special case.

use super::Network;
use super::bounds::slack;

/// What came of the usual case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// All that falls due is passed on, and nothing waits but for modes that stand still.
    Passed,
    /// Backlogs share what is left.
    Backlog,
    /// It is not the usual case.
    NotFound,
}

impl Network {
    /// Finds the land-side rates of a network without exports. They are the max-min share if no limit stops a backlog at a lower level
    /// than that of any stock that passes on; if that is not so, nothing found counts.
    pub(super) fn pass_on(&mut self) -> Share {
        if self.exports || !self.depots.is_empty() {
            return Share::NotFound;
        }
        for mode in &mut self.modes {
            (mode.rate, mode.filling.routes) = (0.0, 0.0);
        }
        if std::mem::take(&mut self.helping) {
            self.routes[self.primary..].iter_mut().for_each(|route| route.rate = 0.0);
        }
        let backlog = self.pass_stocks_on();
        match (self.is_within_limits(), backlog) {
            (true, false) => Share::Passed,
            (true, true) if self.share_what_is_left() => Share::Backlog,
            _ => Share::NotFound,
        }
    }

    /// Each stock passes its supply on over its routes, or counts for the modes it waits for if it has a backlog. True if there is any.
    fn pass_stocks_on(&mut self) -> bool {
        let mut backlog = false;
        for stock in &mut self.stocks {
            let routes = &mut self.routes[stock.routes.0..stock.routes.1];
            (stock.land_rate, stock.passes_on) = (0.0, false);
            if stock.pace <= 0.0 || (stock.supply <= 0.0 && stock.due <= 0.0) {
                routes.iter_mut().for_each(|route| route.rate = 0.0);
            } else if stock.has_backlog(self.crumb) {
                backlog = true;
                routes.iter().for_each(|route| self.modes[route.mode].filling.routes += 1.0);
            } else {
                stock.passes_on = true;
                stock.land_rate = stock.supply;
                if let [route] = routes {
                    route.rate = stock.supply;
                    self.modes[route.mode].rate += route.rate;
                    continue;
                }
                for route in routes {
                    let mode = &mut self.modes[route.mode];
                    route.rate = stock.supply * (mode.pace / stock.pace);
                    mode.rate += route.rate;
                }
            }
        }
        backlog
    }

    /// Takes the rates found off the limits of modes and capacities; false if one is exceeded.
    pub(super) fn is_within_limits(&mut self) -> bool {
        let mut least = f64::INFINITY;
        for mode in &mut self.modes {
            mode.filling.left = mode.most - mode.rate;
            least = least.min(mode.filling.left);
        }
        for capacity in &mut self.capacities {
            let users = &self.uses[capacity.users.0..capacity.users.1];
            let used: f64 = users.iter().map(|uses| self.modes[uses.0].rate).sum();
            capacity.filling.left = capacity.limit - used;
            least = least.min(capacity.filling.left);
        }
        least >= 0.0
    }

    /// Stocks with a backlog share what the others left; false if they meet a limit at a lower level than that of a stock that passes on
    /// (its supply ÷ its pace).
    fn share_what_is_left(&mut self) -> bool {
        let first_limit = self.raise_modes();
        if self.stocks.iter().any(|stock| stock.passes_on && stock.supply > first_limit * stock.pace) {
            return false;
        }
        let crumb = self.crumb;
        for stock in self.stocks.iter_mut().filter(|stock| stock.pace > 0.0 && stock.has_backlog(crumb)) {
            for route in &mut self.routes[stock.routes.0..stock.routes.1] {
                let mode = &mut self.modes[route.mode];
                route.rate = mode.filling.level * mode.pace;
                mode.rate += route.rate;
                stock.land_rate += route.rate;
            }
        }
        self.share_queues();
        true
    }

    /// Raises one common factor for all modes that backlogs wait for; those at the first limit met stay there, the rest go on. Routes of
    /// one mode rise alike, for their stocks never end: so it is enough to count them. Returns the factor at the first limit.
    fn raise_modes(&mut self) -> f64 {
        for mode in &mut self.modes {
            let filling = &mut mode.filling;
            filling.rising = filling.routes > 0.0 && mode.pace > 0.0;
            (filling.level, filling.weight) = (0.0, mode.pace * filling.routes);
        }
        let mut first_limit = f64::INFINITY;
        loop {
            let step = self.step_of_modes();
            if !step.is_finite() {
                return first_limit;
            }
            first_limit = first_limit.min(step);
            for mode in self.modes.iter_mut().filter(|mode| mode.filling.rising) {
                mode.filling.level += step;
                mode.filling.left -= step * mode.filling.weight;
                mode.filling.rising = mode.filling.left > slack(mode.pace);
            }
            for capacity in &mut self.capacities {
                capacity.filling.left -= step * capacity.filling.weight;
            }
            for &(mode, capacity) in &self.uses {
                let mode = &mut self.modes[mode];
                mode.filling.rising &= self.capacities[capacity].filling.left > slack(mode.pace);
            }
        }
    }

    /// How far the common factor can rise before the next limit; infinite if no mode rises.
    fn step_of_modes(&mut self) -> f64 {
        for capacity in &mut self.capacities {
            capacity.filling.weight = 0.0;
        }
        let mut step = f64::INFINITY;
        for mode in self.modes.iter().filter(|mode| mode.filling.rising) {
            step = step.min(mode.filling.left.max(0.0) / mode.filling.weight);
        }
        for &(mode, capacity) in &self.uses {
            let filling = &self.modes[mode].filling;
            self.capacities[capacity].filling.weight += if filling.rising { filling.weight } else { 0.0 };
        }
        for capacity in self.capacities.iter().filter(|capacity| capacity.filling.weight > 0.0) {
            step = step.min(capacity.filling.left.max(0.0) / capacity.filling.weight);
        }
        step
    }
}
