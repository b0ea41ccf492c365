//! A depot: a yard behind the yard, which a mode fills and other modes empty. What is brought is due at once. A full depot takes what leaves
//! it, and so cuts the mode that fills it; all flows through depots rise together with the rest (max-min), so this is found at once.

use super::Network;
use super::settle::Books;
use crate::units::Time;

/// What is left below this share of what moves is nothing left.
const NEAR: f64 = 1e-10;

/// What one trade holds in a depot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Depot {
    pub(super) holding: usize,
    pub(super) stock: usize,
    /// Brought since it was last settled, t.
    pub(super) brought: f64,
}

/// How a depot stands while rates rise: what comes in and goes out of it with one step of the common factor, t/h.
#[derive(Clone, Copy, Debug, Default)]
struct Course {
    comes: f64,
    goes: f64,
    /// It has nothing left but what comes: no more can go.
    passes_on: bool,
}

impl Course {
    /// What goes if only a share of what could come does.
    fn goes_with(&self, share: f64) -> f64 {
        if self.passes_on { self.goes.min(self.comes * share) } else { self.goes }
    }
}

impl Network {
    /// Settles all holdings, depots after the yards that feed them.
    pub(super) fn settle_with_depots(&mut self, now: Time, books: &mut Books<'_>) {
        for holding in 0..self.holdings.len() {
            if !self.stocks[self.holdings[holding].first].brought {
                self.settle_holding(holding, now, books);
            }
        }
        for at in 0..self.depots.len() {
            let Depot { holding, stock, brought } = self.depots[at];
            self.depots[at].brought = 0.0;
            self.stocks[stock].tonnes += brought;
            self.stocks[stock].came += brought;
            self.settle_holding(holding, now, books);
        }
    }

    /// True if a route may bring nothing: its depot is closed, or holds more than it may.
    pub(super) fn is_barred(&self, route: usize) -> bool {
        let Some(to) = self.routes[route].to else { return false };
        let yard = &self.yards[self.stocks[self.depots[to].stock].yard];
        yard.closed || yard.over
    }

    /// What a route brings its depot, or takes from one, leaves that to others.
    pub(super) fn pass_through(&mut self, route: usize, rate: f64) {
        let route = self.routes[route];
        if let Some(to) = route.to {
            let stock = self.depots[to].stock;
            self.scratch.left[stock] += rate;
            self.scratch.free[self.stocks[stock].yard] -= rate * self.stocks[stock].space;
        }
        let from = &self.stocks[route.stock];
        if from.brought {
            self.scratch.free[from.yard] += rate * from.space;
        }
    }

    /// Raises one common factor as `fill_progressively` does. Modes that fill a full depot rise by the share that leaves it; those that empty
    /// a depot without a stock rise by what comes.
    pub(super) fn fill_with_depots(&mut self) {
        for _ in 0..8 * (self.routes.len() + self.yards.len()) {
            self.find_speeds();
            self.sum_speeds();
            let step = self.next_step().min(self.next_of_depots());
            if !step.is_finite() {
                return;
            }
            for at in 0..self.scratch.rising.len() {
                let route = self.scratch.rising[at];
                let more = step * self.scratch.speeds[route];
                self.scratch.rates[route] += more;
                self.take(route, more);
            }
            self.stop_at_limits();
        }
    }

    /// How fast each rising route rises, t/h for one step of the common factor.
    fn find_speeds(&mut self) {
        for at in 0..self.scratch.rising.len() {
            let route = self.scratch.rising[at];
            self.scratch.speeds[route] = self.modes[self.routes[route].mode].pace;
        }
        for yard in 0..self.yards.len() {
            let share = self.share_that_enters(yard);
            for at in 0..self.scratch.rising.len() {
                let route = self.scratch.rising[at];
                let to = self.routes[route].to.map(|to| self.depots[to].stock);
                if to.is_some_and(|stock| self.stocks[stock].yard == yard) {
                    self.scratch.speeds[route] *= share;
                }
            }
        }
        for depot in 0..self.depots.len() {
            let stock = self.depots[depot].stock;
            let course = self.course(depot);
            let goes = course.goes_with(1.0);
            if goes >= course.goes {
                continue;
            }
            for at in 0..self.scratch.rising.len() {
                let route = self.scratch.rising[at];
                if self.routes[route].stock == stock {
                    self.scratch.speeds[route] *= goes / course.goes;
                }
            }
        }
    }

    /// What comes to a depot and goes from it at the speeds found so far.
    fn course(&self, depot: usize) -> Course {
        let stock = self.depots[depot].stock;
        let mut course = Course::default();
        for &route in &self.scratch.rising {
            let (at, speed) = (&self.routes[route], self.scratch.speeds[route]);
            course.comes += if at.to == Some(depot) { speed } else { 0.0 };
            course.goes += if at.stock == stock { speed } else { 0.0 };
        }
        course.passes_on = self.scratch.left[stock] <= NEAR * course.goes;
        course
    }

    /// The share of what could come to a yard that may enter it: all, or if it is full no more space than leaves it.
    fn share_that_enters(&self, yard: usize) -> f64 {
        if self.has_room_to_rise(yard) {
            return 1.0;
        }
        let mut share = 1.0;
        // The room left falls, ever faster, as the share rises: a straight line from a share that is too great never passes the right one.
        for _ in 0..=self.depots.len() {
            let (mut room, mut slope) = (0.0, 0.0);
            for (number, depot) in self.depots.iter().enumerate() {
                let stock = &self.stocks[depot.stock];
                if stock.yard != yard {
                    continue;
                }
                let course = self.course(number);
                let goes = course.goes_with(share);
                room += (goes - course.comes * share) * stock.space;
                let follows = course.passes_on && course.comes * share <= course.goes;
                slope += if follows { 0.0 } else { course.comes * stock.space };
            }
            if room >= 0.0 || slope <= 0.0 {
                break;
            }
            share = (share + room / slope).max(0.0);
        }
        share
    }

    /// True if more may come to a yard than goes from it.
    fn has_room_to_rise(&self, yard: usize) -> bool {
        let free = self.scratch.free[yard];
        if free.is_infinite() {
            return true;
        }
        let here = |depot: &usize| self.stocks[self.depots[*depot].stock].yard == yard;
        let moves = |depot: usize| {
            let course = self.course(depot);
            (course.comes + course.goes) * self.stocks[self.depots[depot].stock].space
        };
        free > NEAR * (0..self.depots.len()).filter(here).map(moves).sum::<f64>()
    }

    /// Sums the speeds of the routes still rising, by stock, mode and capacity.
    fn sum_speeds(&mut self) {
        self.scratch.weights.fill(0.0);
        self.modes.iter_mut().for_each(|mode| mode.filling.weight = 0.0);
        self.capacities.iter_mut().for_each(|capacity| capacity.filling.weight = 0.0);
        for &index in &self.scratch.rising {
            let (route, speed) = (&self.routes[index], self.scratch.speeds[index]);
            self.modes[route.mode].filling.weight += speed;
            // What a depot can still give is looked at apart.
            if !self.stocks[route.stock].brought {
                self.scratch.weights[route.stock] += speed;
            }
        }
        for &(mode, capacity) in &self.uses {
            self.capacities[capacity].filling.weight += self.modes[mode].filling.weight;
        }
    }

    /// How far the common factor can rise before a depot has nothing left but what comes, or no room left but what goes.
    fn next_of_depots(&self) -> f64 {
        let mut step = f64::INFINITY;
        for yard in 0..self.yards.len() {
            let free = self.scratch.free[yard];
            let mut fills = 0.0;
            for (number, depot) in self.depots.iter().enumerate() {
                let stock = &self.stocks[depot.stock];
                if stock.yard != yard {
                    continue;
                }
                let course = self.course(number);
                fills += (course.comes - course.goes) * stock.space;
                let empties = course.goes - course.comes;
                if !course.passes_on && empties > NEAR * course.goes {
                    step = step.min(self.scratch.left[depot.stock] / empties);
                }
            }
            if fills > 0.0 && self.has_room_to_rise(yard) {
                step = step.min(free / fills);
            }
        }
        step
    }
}
