//! Finds the rates of a network (rules Y2, L4): the land side takes what is due, up to what modes and shared capacities allow, shared
//! max-min in proportion to the rates that the modes allow; a full yard cuts what fills it to what leaves it, by one common
//! factor; an empty export yard cuts loading to what arrives, which needs no room.

use super::Network;
use super::bounds::{CLOSE, CRUMB_HOURS, NOTHING, slack};
use super::pass_on::Share;
use super::settle::Books;
use super::stock::{Route, Stock, is_served};
use super::yard::YardState;
use crate::port::Direction;
use crate::units::Time;

/// Rounds of cutting, and of raising what was cut too far. A few suffice.
const ROUNDS: usize = 40;

impl Network {
    /// Finds the rates that hold from `now` on: of what was touched only, or, if there is more to it, all of them.
    pub(in crate::model) fn share_out(&mut self, now: Time, books: &mut Books<'_>) {
        if !self.share_touched(now, books) {
            self.settle(now, books);
            self.allocate(now);
        }
        self.holdings.iter_mut().for_each(|holding| holding.touched = false);
        (self.all_touched, self.changed) = (false, false);
    }

    /// Finds all rates from the state at `now`, which is settled.
    fn allocate(&mut self, now: Time) {
        self.heed_pressure(now);
        for lift in &mut self.lifts {
            let open = is_served(&self.stocks[lift.first..lift.first + lift.count]);
            lift.rate = lift.would_move(&self.yards[lift.yard], open);
        }
        let may_cut = self.exports || self.yards.iter().any(|yard| yard.full);
        self.crumb = if may_cut { 0.0 } else { CRUMB_HOURS };
        if may_cut {
            self.scratch.room.fill(f64::INFINITY);
            self.scratch.passed.fill(None);
        }
        for round in 0..=ROUNDS {
            self.find_supply(now);
            let share = self.pass_on();
            if share == Share::NotFound {
                self.share_land(false);
                self.share_queues();
            }
            self.quiet = !may_cut && share == Share::Passed;
            if !may_cut {
                break;
            }
            self.help_full_yards();
            let last = round == ROUNDS;
            if last || !(self.cut_full_yards() | self.cut_empty_exports()) {
                break;
            }
        }
        self.lifts.iter_mut().for_each(|lift| lift.begin(now));
        self.runs_out = f64::INFINITY;
        for yard in 0..self.yards.len() {
            self.find_course(yard);
        }
    }

    /// Where a yard and its stocks are going at the rates found.
    pub(super) fn find_course(&mut self, yard: usize) {
        let flows = self.yard_flows(&self.yards[yard]);
        let yard = &mut self.yards[yard];
        (yard.fills, yard.leaves) = flows;
        let stocks = &self.stocks[yard.stocks.0..yard.stocks.1];
        self.runs_out = stocks.iter().map(Stock::runs_out).fold(self.runs_out, f64::min);
    }

    /// Rates from and to vessels, and at which cargo falls due.
    fn find_supply(&mut self, now: Time) {
        for stock in &mut self.stocks {
            stock.quay_rate = 0.0;
            stock.supply = stock.ripening;
        }
        for lift in &mut self.lifts {
            let (first, last) = (lift.first, lift.first + lift.count);
            lift.give(&mut self.stocks[first..last], now);
        }
    }

    /// Shares modes and capacities among the routes of one kind; with `fallback`, what the others left.
    fn share_land(&mut self, fallback: bool) {
        self.set_limits();
        self.find_rising(fallback);
        if fallback {
            for at in 0..self.primary {
                self.take(at, self.routes[at].rate);
            }
        }
        if self.depots.is_empty() {
            self.fill_progressively();
        } else {
            self.fill_with_depots();
        }
        self.adopt(fallback);
    }

    /// What each stock, mode and capacity can give or take.
    fn set_limits(&mut self) {
        for (number, stock) in self.stocks.iter().enumerate() {
            let room = self.scratch.room[number];
            self.scratch.left[number] = match stock.direction {
                _ if self.yards[stock.yard].closed => 0.0,
                Direction::Export if self.yards[stock.yard].shut => 0.0,
                Direction::Import if stock.has_backlog(self.crumb) => f64::INFINITY,
                // What comes to a depot while rates rise goes on as it comes.
                Direction::Import if stock.brought => stock.ripening,
                Direction::Import => stock.supply,
                Direction::Export if self.is_brought_as_needed(stock) => stock.quay_rate.min(room),
                Direction::Export => room,
            };
        }
        for capacity in &mut self.capacities {
            capacity.filling.left = capacity.limit;
        }
        for mode in &mut self.modes {
            mode.filling.left = mode.most;
        }
        for (yard, free) in self.yards.iter().zip(&mut self.scratch.free) {
            *free = if yard.full { 0.0 } else { f64::INFINITY };
        }
    }

    /// The routes of one kind that can rise from nothing; fallbacks only while their yard is full.
    fn find_rising(&mut self, fallback: bool) {
        self.scratch.rates.fill(0.0);
        self.scratch.rising.clear();
        for (index, route) in self.routes.iter().enumerate() {
            let called = !fallback || self.yards[self.stocks[route.stock].yard].full;
            let stock = &self.stocks[route.stock];
            let gives =
                self.scratch.left[route.stock] > 0.0 || (stock.brought && !self.yards[stock.yard].closed);
            let can = self.modes[route.mode].pace > 0.0 && gives && !self.is_barred(index);
            if called && can && route.fallback == fallback {
                self.scratch.rising.push(index);
            }
        }
    }

    /// Export cargo of a yard without a capacity that a mode without a limit brings: it comes as vessels load it, or it would pile up without end.
    fn is_brought_as_needed(&self, stock: &Stock) -> bool {
        let boundless = |route: &Route| {
            self.modes[route.mode].limit.is_infinite() && self.shared_limit(route.mode).is_infinite()
        };
        let (first, last) = stock.routes;
        self.yards[stock.yard].capacity.is_infinite() && self.routes[first..last].iter().any(boundless)
    }

    /// Takes `rate` off what the stock, mode and capacities of a route have left.
    pub(super) fn take(&mut self, route: usize, rate: f64) {
        let Route { stock, mode, .. } = self.routes[route];
        self.scratch.left[stock] -= rate;
        if !self.depots.is_empty() {
            self.pass_through(route, rate);
        }
        self.modes[mode].filling.left -= rate;
        for uses in self.uses.iter().filter(|uses| uses.0 == mode) {
            self.capacities[uses.1].filling.left -= rate;
        }
    }

    /// Raises one common factor for all routes that can rise from 0; those at the first limit met stay there; the rest go on (max-min).
    /// A route weighs what its mode could move alone.
    fn fill_progressively(&mut self) {
        while !self.scratch.rising.is_empty() {
            self.sum_weights();
            let step = self.next_step();
            if !step.is_finite() {
                break;
            }
            for at in 0..self.scratch.rising.len() {
                let route = self.scratch.rising[at];
                let more = step * self.modes[self.routes[route].mode].pace;
                self.scratch.rates[route] += more;
                self.take(route, more);
            }
            self.stop_at_limits();
        }
    }

    /// Sums the weights of the routes still rising, by stock, mode and capacity.
    fn sum_weights(&mut self) {
        self.scratch.weights.fill(0.0);
        self.modes.iter_mut().for_each(|mode| mode.filling.weight = 0.0);
        self.capacities.iter_mut().for_each(|capacity| capacity.filling.weight = 0.0);
        for &index in &self.scratch.rising {
            let route = &self.routes[index];
            let mode = &mut self.modes[route.mode];
            self.scratch.weights[route.stock] += mode.pace;
            mode.filling.weight += mode.pace;
        }
        for &(mode, capacity) in &self.uses {
            self.capacities[capacity].filling.weight += self.modes[mode].filling.weight;
        }
    }

    /// How far the common factor can rise before the next limit.
    pub(super) fn next_step(&self) -> f64 {
        let step = |left: f64, weight: f64| if weight > 0.0 { left.max(0.0) / weight } else { f64::INFINITY };
        let stocks = self.scratch.left.iter().zip(&self.scratch.weights);
        let stocks = stocks.map(|(&left, &weight)| step(left, weight));
        let modes = self.modes.iter().map(|mode| mode.filling);
        let shared = self.capacities.iter().map(|capacity| capacity.filling);
        let limits = modes.chain(shared).map(|filling| step(filling.left, filling.weight));
        stocks.chain(limits).fold(f64::INFINITY, f64::min)
    }

    /// Stops the routes at a limit: they rise no more.
    pub(super) fn stop_at_limits(&mut self) {
        let Network { stocks, routes, modes, capacities, uses, scratch, .. } = self;
        scratch.rising.retain(|&index| {
            let Route { stock, mode, .. } = routes[index];
            let slack = slack(modes[mode].pace);
            let shared = |uses: &&(usize, usize)| uses.0 == mode;
            (scratch.left[stock] > slack || stocks[stock].brought)
                && modes[mode].filling.left > slack
                && uses.iter().filter(shared).all(|uses| capacities[uses.1].filling.left > slack)
        });
    }

    /// Takes the rates found over to routes, stocks and modes.
    fn adopt(&mut self, fallback: bool) {
        if !fallback {
            for stock in &mut self.stocks {
                (stock.land_rate, stock.passes_on) = (0.0, false);
            }
            self.modes.iter_mut().for_each(|mode| mode.rate = 0.0);
        }
        for (route, &rate) in self.routes.iter_mut().zip(&self.scratch.rates) {
            if route.fallback == fallback {
                route.rate = rate;
                self.stocks[route.stock].land_rate += rate;
                self.modes[route.mode].rate += rate;
                if let Some(to) = route.to {
                    let depot = &mut self.stocks[self.depots[to].stock];
                    depot.quay_rate += rate;
                    depot.supply += rate;
                }
            } else if !fallback {
                route.rate = 0.0;
            }
        }
    }

    /// While a yard is full, fallbacks take over labelled cargo, as much as keeps the vessels going and no more.
    fn help_full_yards(&mut self) {
        for number in 0..self.yards.len() {
            let (fills, leaves) = self.yard_flows(&self.yards[number]);
            self.scratch.needs[number] =
                if self.yards[number].full { (fills - leaves).max(0.0) } else { 0.0 };
        }
        if self.primary == self.routes.len() || self.scratch.needs.iter().all(|&need| need <= 0.0) {
            return;
        }
        self.share_land(true);
        self.helping = true;
        for number in 0..self.yards.len() {
            let helps = |route: &&Route| self.stocks[route.stock].yard == number;
            let fallbacks = self.routes[self.primary..].iter().filter(helps);
            let help: f64 = fallbacks.map(|route| route.rate * self.stocks[route.stock].space).sum();
            let need = self.scratch.needs[number];
            let factor = if help > need { need / help } else { 1.0 };
            for route in &mut self.routes[self.primary..] {
                let stock = &mut self.stocks[route.stock];
                if stock.yard == number && factor < 1.0 {
                    let less = route.rate * (1.0 - factor);
                    route.rate -= less;
                    stock.land_rate -= less;
                    self.modes[route.mode].rate -= less;
                }
            }
        }
    }

    /// A full yard: what fills it is cut to what leaves it, or to nothing if it holds more than it may. True if a rate was cut.
    fn cut_full_yards(&mut self) -> bool {
        let mut cut = false;
        for number in 0..self.yards.len() {
            let yard = &self.yards[number];
            let (fills, leaves) = self.flows_that_need_room(yard);
            if !yard.full || fills <= 0.0 {
                continue;
            }
            let before = self.scratch.passed[number];
            let fits = fills <= leaves * (1.0 + CLOSE);
            let meets = if yard.over {
                0.0
            } else if fits {
                passes_more(before, fills, leaves)
            } else {
                passes(before, fills, leaves)
            };
            if fits && !yard.over && meets <= fills * (1.0 + NOTHING) {
                continue;
            }
            self.scratch.passed[number] = Some((fills, leaves));
            let factor = meets / fills;
            for lift in self.lifts.iter_mut().filter(|lift| lift.direction == Direction::Import) {
                if lift.yard == number && lift.rate > 0.0 {
                    lift.rate *= factor;
                    cut = true;
                }
            }
            // What the land side cannot bring to a full export yard leaves modes and capacities to others: share them out again.
            for (stock, room) in self.stocks.iter().zip(&mut self.scratch.room) {
                let piles = stock.land_rate - stock.straight_through();
                if stock.yard == number && stock.direction == Direction::Export && piles > 0.0 {
                    *room = stock.straight_through() + piles * factor;
                    cut = true;
                }
            }
        }
        cut
    }

    /// Space that fills and leaves a yard each hour, without what vessels load as it comes: it needs no room, and frees none.
    fn flows_that_need_room(&self, yard: &YardState) -> (f64, f64) {
        let stocks = &self.stocks[yard.stocks.0..yard.stocks.1];
        stocks.iter().fold((0.0, 0.0), |(fills, leaves), stock| {
            let (into, from) = stock.flows();
            let (into, from) = match stock.straight_through() {
                through if through > 0.0 => (into - through, 0.0),
                _ => (into, from),
            };
            (fills + into * stock.space, leaves + from * stock.space)
        })
    }

    /// An empty export stock: loading is cut to what arrives. True if a rate was cut.
    fn cut_empty_exports(&mut self) -> bool {
        let mut cut = false;
        for (number, stock) in self.stocks.iter().enumerate() {
            let empty = stock.direction == Direction::Export && stock.tonnes <= 0.0;
            if !empty || stock.quay_rate <= stock.land_rate * (1.0 + CLOSE) {
                continue;
            }
            let factor = stock.land_rate / stock.quay_rate;
            for lift in &mut self.lifts {
                if lift.first == number && lift.rate > 0.0 {
                    lift.rate *= factor;
                    cut = true;
                }
            }
        }
        cut
    }
}

/// What may fill a full yard that was cut too far: imports leave it faster as exports come slower over the modes they share. A line through this
/// point and the one `before` says where both meet; `fills` if there is nothing to raise.
fn passes_more(before: Option<(f64, f64)>, fills: f64, leaves: f64) -> f64 {
    match before {
        Some((filled, left)) if filled > fills && left < leaves && leaves > fills => {
            let slope = (left - leaves) / (filled - fills);
            (leaves - slope * fills) / (1.0 - slope)
        }
        _ => fills,
    }
}

/// What may fill a full yard if `leaves` leaves it while `fills` fills it. What leaves grows with what fills, at a falling pace: a line through
/// this point and the one `before` never asks for less than what can pass in the end, and meets it at once where all is in proportion.
fn passes(before: Option<(f64, f64)>, fills: f64, leaves: f64) -> f64 {
    let Some((filled, left)) = before.filter(|&(filled, _)| filled > fills) else { return leaves };
    let slope = (left - leaves) / (filled - fills);
    if !(0.0..1.0).contains(&slope) {
        return leaves;
    }
    let meets = (leaves - slope * fills) / (1.0 - slope);
    if meets > NOTHING * filled { meets.min(leaves) } else { 0.0 }
}
