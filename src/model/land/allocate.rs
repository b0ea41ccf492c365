//! Finds the rates of a network (rules Y2, L4): the land side takes what is due, up to what modes and shared capacities allow, shared
//! max-min in proportion to the rates that the modes allow; a full yard cuts what fills it to what leaves it, by one common
//! factor; an empty export yard cuts loading to what arrives.

use super::{Land, Network, YardState};
use crate::port::Direction;
use crate::units::Time;

/// Rounds of cutting: each only ever lowers rates. A few suffice.
const ROUNDS: usize = 40;
/// Rates closer than this, relatively, are equal.
const CLOSE: f64 = 1e-12;
/// A rate this small, relatively to what was asked for, is none.
const NOTHING: f64 = 1e-9;

/// Room to compute in, kept from call to call. Entries of other networks are stale and never read.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) rates: Vec<f64>,
    /// Routes that can still rise; those that could at first.
    pub(super) rising: Vec<usize>,
    pub(super) risen: Vec<usize>,
    pub(super) stock_left: Vec<f64>,
    pub(super) stock_weight: Vec<f64>,
    pub(super) mode_left: Vec<f64>,
    pub(super) mode_weight: Vec<f64>,
    /// The rate a mode could move alone: the lesser of its own limit and its capacities'.
    pub(super) mode_pace: Vec<f64>,
    pub(super) capacity_left: Vec<f64>,
    pub(super) capacity_weight: Vec<f64>,
    /// Rate that a full yard leaves for deliveries to each export stock; infinite unless cut.
    pub(super) room: Vec<f64>,
    /// What filled and left each yard when it was last cut in this call, m²/h or t/h.
    pub(super) passed: Vec<Option<(f64, f64)>>,
}

impl Scratch {
    fn fit(&mut self, land: &Land, routes: usize) {
        let (stocks, modes, capacities) = (land.stocks.len(), land.modes.len(), land.capacities.len());
        let grow = |room: &mut Vec<f64>, size: usize| {
            if room.len() < size {
                room.resize(size, 0.0);
            }
        };
        grow(&mut self.stock_left, stocks);
        grow(&mut self.stock_weight, stocks);
        grow(&mut self.mode_left, modes);
        grow(&mut self.mode_weight, modes);
        grow(&mut self.mode_pace, modes);
        grow(&mut self.capacity_left, capacities);
        grow(&mut self.capacity_weight, capacities);
        grow(&mut self.room, stocks);
        if self.passed.len() < land.yards.len() {
            self.passed.resize(land.yards.len(), None);
        }
        self.rates.resize(routes, 0.0);
    }
}

/// How far the common factor can rise before the next limit.
fn next_step(net: &Network, scratch: &Scratch) -> f64 {
    let step = |left: f64, weight: f64| if weight > 0.0 { left.max(0.0) / weight } else { f64::INFINITY };
    let stocks = scratch.rising.iter().map(|&index| net.routes[index].stock);
    let stocks = stocks.map(|stock| step(scratch.stock_left[stock], scratch.stock_weight[stock]));
    let modes = net.modes.iter().map(|&mode| step(scratch.mode_left[mode], scratch.mode_weight[mode]));
    let capacities = net.capacities.iter();
    let capacities = capacities.map(|&at| step(scratch.capacity_left[at], scratch.capacity_weight[at]));
    stocks.chain(modes).chain(capacities).fold(f64::INFINITY, f64::min)
}

impl Land {
    /// Finds all rates of `network` from the state at `now`, which is settled.
    pub(in crate::model) fn allocate(&mut self, network: usize, now: Time) {
        let mut net = std::mem::take(&mut self.networks[network]);
        let mut scratch = std::mem::take(&mut self.scratch);
        for lift in &mut net.lifts {
            lift.rate = if self.yards[lift.yard].closed { 0.0 } else { lift.permitted };
        }
        scratch.fit(self, net.routes.len());
        net.stocks.iter().for_each(|&stock| scratch.room[stock] = f64::INFINITY);
        net.yards.iter().for_each(|&yard| scratch.passed[yard] = None);
        for round in 0..=ROUNDS {
            self.find_supply(&mut net, now);
            self.share_land(&mut net, &mut scratch, false);
            self.help_full_yards(&mut net, &mut scratch);
            let last = round == ROUNDS;
            if last || !(self.cut_full_yards(&mut net, &mut scratch) | self.cut_empty_exports(&mut net)) {
                break;
            }
        }
        for lift in &mut net.lifts {
            if lift.rate > 0.0 {
                lift.ripening.begin(now);
            }
        }
        for &yard in &net.yards {
            let (fills, leaves) = self.yard_flows(yard);
            (self.yards[yard].fills, self.yards[yard].leaves) = (fills, leaves);
        }
        self.scratch = scratch;
        self.networks[network] = net;
    }

    /// Rates from and to vessels, and at which cargo falls due.
    fn find_supply(&mut self, net: &mut Network, now: Time) {
        for &number in &net.stocks {
            let stock = &mut self.stocks[number];
            stock.quay_rate = 0.0;
            stock.supply = stock.ripening;
        }
        for lift in &net.lifts {
            let mut ripening = lift.ripening;
            if lift.rate > 0.0 {
                ripening.begin(now);
            }
            let (due, _) = ripening.supply(lift.rate, now);
            for (stock, share) in self.stocks[lift.first..lift.first + lift.count].iter_mut().zip(lift.shares)
            {
                stock.quay_rate += lift.rate * share;
                stock.supply += due * share;
            }
        }
    }

    /// Shares modes and capacities among the routes of one kind; with `fallback`, what the others left.
    fn share_land(&mut self, net: &mut Network, scratch: &mut Scratch, fallback: bool) {
        if !fallback && self.pass_on(net, scratch) {
            return;
        }
        self.set_limits(net, scratch, fallback);
        self.fill_progressively(net, scratch);
        self.adopt(net, scratch, fallback);
    }

    /// What each stock, mode and capacity can still give or take; rates already found are taken off.
    fn set_limits(&mut self, net: &Network, scratch: &mut Scratch, fallback: bool) {
        for &number in &net.stocks {
            let stock = &self.stocks[number];
            scratch.stock_left[number] = match stock.direction {
                _ if self.yards[stock.yard].closed => 0.0,
                Direction::Import if stock.due > 0.0 => f64::INFINITY,
                Direction::Import => stock.supply,
                Direction::Export if self.is_brought_as_needed(net, number) => {
                    stock.quay_rate.min(scratch.room[number])
                }
                Direction::Export => scratch.room[number],
            };
        }
        for &capacity in &net.capacities {
            scratch.capacity_left[capacity] = self.capacities[capacity].limit;
        }
        for &mode in &net.modes {
            scratch.mode_left[mode] = self.modes[mode].limit.min(crate::model::UNLIMITED);
            scratch.mode_pace[mode] = self.modes[mode].pace;
        }
        scratch.rising.clear();
        for (index, route) in net.routes.iter().enumerate() {
            let pace = scratch.mode_pace[route.mode];
            let called = !fallback || self.yards[self.stocks[route.stock].yard].full;
            scratch.rates[index] = 0.0;
            if called && pace > 0.0 && scratch.stock_left[route.stock] > 0.0 && route.fallback == fallback {
                scratch.rising.push(index);
            }
        }
        if fallback {
            for route in net.routes.iter().filter(|route| !route.fallback && route.rate > 0.0) {
                self.take(scratch, route, route.rate);
            }
        }
    }

    /// Export cargo of a yard without a capacity that a mode without a limit brings: it comes as vessels load it, or it would pile up without end.
    fn is_brought_as_needed(&self, net: &Network, stock: usize) -> bool {
        let boundless = |mode: usize| {
            let mode = &self.modes[mode];
            mode.limit.is_infinite()
                && mode.uses.iter().all(|&uses| self.capacities[uses].limit.is_infinite())
        };
        self.yards[self.stocks[stock].yard].capacity.is_infinite()
            && net.routes.iter().any(|route| route.stock == stock && boundless(route.mode))
    }

    /// Takes `rate` off what the stock, mode and capacities of a route have left.
    fn take(&self, scratch: &mut Scratch, route: &super::Route, rate: f64) {
        scratch.stock_left[route.stock] -= rate;
        scratch.mode_left[route.mode] -= rate;
        for &capacity in &self.modes[route.mode].uses {
            scratch.capacity_left[capacity] -= rate;
        }
    }

    /// Sums the weights of the routes still rising, by stock, mode and capacity. A route weighs what its mode could move alone.
    fn sum_weights(&self, net: &Network, scratch: &mut Scratch) {
        for &index in &scratch.rising {
            scratch.stock_weight[net.routes[index].stock] = 0.0;
        }
        net.modes.iter().for_each(|&mode| scratch.mode_weight[mode] = 0.0);
        net.capacities.iter().for_each(|&capacity| scratch.capacity_weight[capacity] = 0.0);
        for &index in &scratch.rising {
            let route = &net.routes[index];
            let weight = scratch.mode_pace[route.mode];
            scratch.stock_weight[route.stock] += weight;
            scratch.mode_weight[route.mode] += weight;
        }
        for &mode in &net.modes {
            for &capacity in &self.modes[mode].uses {
                scratch.capacity_weight[capacity] += scratch.mode_weight[mode];
            }
        }
    }

    /// Raises one common factor for all routes that can rise from 0; those at the first limit met stay there; the rest go on
    /// (max-min). Returns the factor at that first limit; infinite if there is none.
    pub(super) fn fill_progressively(&self, net: &Network, scratch: &mut Scratch) -> f64 {
        let mut first_limit = None;
        while !scratch.rising.is_empty() {
            self.sum_weights(net, scratch);
            let step = next_step(net, scratch);
            if !step.is_finite() {
                break;
            }
            first_limit.get_or_insert(step);
            for at in 0..scratch.rising.len() {
                let index = scratch.rising[at];
                let route = &net.routes[index];
                let more = step * scratch.mode_pace[route.mode];
                scratch.rates[index] += more;
                self.take(scratch, route, more);
            }
            self.stop_at_limits(net, scratch);
        }
        first_limit.unwrap_or(f64::INFINITY)
    }

    /// Stops the routes at a limit: they rise no more.
    fn stop_at_limits(&self, net: &Network, scratch: &mut Scratch) {
        let mut rising = std::mem::take(&mut scratch.rising);
        rising.retain(|&index| {
            let route = &net.routes[index];
            let slack = CLOSE * scratch.mode_pace[route.mode].max(1.0);
            let uses = &self.modes[route.mode].uses;
            scratch.stock_left[route.stock] > slack
                && scratch.mode_left[route.mode] > slack
                && uses.iter().all(|&capacity| scratch.capacity_left[capacity] > slack)
        });
        scratch.rising = rising;
    }

    /// Takes the rates found over to routes, stocks and modes.
    fn adopt(&mut self, net: &mut Network, scratch: &Scratch, fallback: bool) {
        if !fallback {
            for &stock in &net.stocks {
                self.stocks[stock].land_rate = 0.0;
            }
            for &mode in &net.modes {
                self.modes[mode].rate = 0.0;
            }
        }
        for (index, route) in net.routes.iter_mut().enumerate() {
            if route.fallback == fallback {
                route.rate = scratch.rates[index];
                self.stocks[route.stock].land_rate += route.rate;
                self.modes[route.mode].rate += route.rate;
            } else if !fallback {
                route.rate = 0.0;
            }
        }
    }

    /// Space that fills and leaves a yard each hour.
    fn yard_flows(&self, yard: usize) -> (f64, f64) {
        let (mut fills, mut leaves) = (0.0, 0.0);
        for &number in &self.yards[yard].stocks {
            let stock = &self.stocks[number];
            match stock.direction {
                Direction::Import => {
                    fills += stock.quay_rate * stock.space;
                    leaves += stock.land_rate * stock.space;
                }
                Direction::Export => {
                    fills += stock.land_rate * stock.space;
                    leaves += stock.quay_rate * stock.space;
                }
            }
        }
        (fills, leaves)
    }

    /// While a yard is full, fallbacks take over labelled cargo, as much as keeps the vessels going and no more.
    fn help_full_yards(&mut self, net: &mut Network, scratch: &mut Scratch) {
        let pressed = |land: &Land, yard: usize| {
            if !land.yards[yard].full {
                return 0.0;
            }
            let (fills, leaves) = land.yard_flows(yard);
            (fills - leaves).max(0.0)
        };
        let any = net.yards.iter().any(|&yard| pressed(self, yard) > 0.0);
        if !any || !net.routes.iter().any(|route| route.fallback) {
            return;
        }
        let needs: Vec<(usize, f64)> = net.yards.iter().map(|&yard| (yard, pressed(self, yard))).collect();
        self.share_land(net, scratch, true);
        for (yard, need) in needs {
            let space = |land: &Land, route: &super::Route| land.stocks[route.stock].space;
            let here =
                |land: &Land, route: &super::Route| route.fallback && land.stocks[route.stock].yard == yard;
            let helps: f64 = net
                .routes
                .iter()
                .filter(|route| here(self, route))
                .map(|route| route.rate * space(self, route))
                .sum();
            let factor = if helps > need { need / helps } else { 1.0 };
            for route in net.routes.iter_mut().filter(|route| route.fallback) {
                if self.stocks[route.stock].yard == yard && factor < 1.0 {
                    let less = route.rate * (1.0 - factor);
                    route.rate -= less;
                    self.stocks[route.stock].land_rate -= less;
                    self.modes[route.mode].rate -= less;
                }
            }
        }
    }

    /// A full yard: what fills it is cut to what leaves it, or to nothing if it holds more than it may. True if a rate was cut.
    fn cut_full_yards(&mut self, net: &mut Network, scratch: &mut Scratch) -> bool {
        let mut cut = false;
        for &yard in &net.yards {
            let YardState { full, over, .. } = self.yards[yard];
            if !full {
                continue;
            }
            let (fills, leaves) = self.yard_flows(yard);
            if (!over && fills <= leaves * (1.0 + CLOSE)) || fills <= 0.0 {
                continue;
            }
            let before = scratch.passed[yard].replace((fills, leaves));
            let factor = if over { 0.0 } else { passes(before, fills, leaves) / fills };
            for lift in &mut net.lifts {
                if lift.yard == yard && lift.direction == Direction::Import && lift.rate > 0.0 {
                    lift.rate *= factor;
                    cut = true;
                }
            }
            // What the land side cannot bring to a full export yard leaves modes and capacities to others: share them out again.
            for &number in &self.yards[yard].stocks {
                let stock = &self.stocks[number];
                if stock.direction == Direction::Export && stock.land_rate > 0.0 {
                    scratch.room[number] = stock.land_rate * factor;
                    cut = true;
                }
            }
        }
        cut
    }

    /// An empty export stock: loading is cut to what arrives. True if a rate was cut.
    fn cut_empty_exports(&mut self, net: &mut Network) -> bool {
        let mut cut = false;
        for &number in &net.stocks {
            let stock = &self.stocks[number];
            let empty = stock.direction == Direction::Export && stock.tonnes <= 0.0;
            if !empty || stock.quay_rate <= stock.land_rate * (1.0 + CLOSE) {
                continue;
            }
            let factor = stock.land_rate / stock.quay_rate;
            for lift in &mut net.lifts {
                if lift.first == number && lift.rate > 0.0 {
                    lift.rate *= factor;
                    cut = true;
                }
            }
        }
        cut
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
