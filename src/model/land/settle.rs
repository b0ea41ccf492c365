//! Books what moved in a network since it was last settled (rule T4): one amount, on both sides; no settlement passes a bound.

use super::Network;
use super::bounds::{CRUMB_HOURS, ROUNDING};
use super::lift::Lift;
use super::stock::Route;
use super::yard::Held;
use crate::model::ledger::Ledger;
use crate::model::visit::Visits;
use crate::port::Direction;
use crate::units::{Time, Tonnes};

/// Where cargo over the quay is booked: the vessels it belongs to, and the accounts.
pub(in crate::model) struct Books<'a> {
    pub(in crate::model) visits: &'a mut Visits,
    pub(in crate::model) ledger: &'a mut Ledger,
    /// Statistical tonnes per physical tonne, by flow.
    pub(in crate::model) counted: &'a [f64],
}

impl Books<'_> {
    /// What the vessel of a lift moved until `now` crossed the quay.
    fn settle(&mut self, lift: &Lift, now: Time) -> f64 {
        let moved = self.visits[lift.visit].transfer.work.settle(now);
        self.cross(lift, moved)
    }

    /// A crumb on top of what was settled, at most what the vessel has left.
    fn take_crumb(&mut self, lift: &Lift, crumb: f64) -> f64 {
        let moved = self.visits[lift.visit].transfer.work.take_crumb(Tonnes(crumb));
        self.cross(lift, moved)
    }

    fn cross(&mut self, lift: &Lift, moved: Tonnes) -> f64 {
        self.ledger.crossed(lift.flow, lift.place, self.counted[lift.flow], moved);
        moved.0
    }
}

impl Network {
    /// Settles all of it to `now`: vessels, stocks, modes, yards.
    pub(in crate::model) fn settle(&mut self, now: Time, books: &mut Books<'_>) {
        if std::mem::replace(&mut self.since, now) == now {
            return;
        }
        self.run_trucks(now, books);
        if self.depots.is_empty() {
            (0..self.holdings.len()).for_each(|holding| self.settle_holding(holding, now, books));
        } else {
            self.settle_with_depots(now, books);
        }
        if !self.barges.is_empty() {
            self.load_barges(now, books);
        }
        if self.exports {
            self.empty_crumbs(now, books);
        }
        for yard in 0..self.yards.len() {
            self.settle_yard(yard, now, books);
        }
        self.modes.iter_mut().for_each(|mode| mode.count_hours(now));
        (0..self.sidings.len()).for_each(|siding| self.load_trains(siding, now));
    }

    /// Settles what one trade holds, and its yard, to `now`: before a vessel joins, or books the remainder of its parcel at once.
    pub(in crate::model) fn settle_trade(&mut self, holding: usize, now: Time, books: &mut Books<'_>) {
        if !self.depots.is_empty() {
            return self.settle(now, books);
        }
        self.run_trucks(now, books);
        self.settle_holding(holding, now, books);
        self.measure_with_room(self.holdings[holding].yard, now);
    }

    /// Settles what one trade holds to `now`: its vessels; what fell due; what the land side took or brought.
    pub(super) fn settle_holding(&mut self, number: usize, now: Time, books: &mut Books<'_>) {
        let holding = &mut self.holdings[number];
        let since = std::mem::replace(&mut holding.since, now);
        let hours = (now - since).hours();
        if hours <= 0.0 {
            return;
        }
        let (first, last) = (holding.first, holding.first + holding.count);
        for stock in &mut self.stocks[first..last] {
            stock.count_lying(hours);
            stock.lump = 0.0;
        }
        for at in 0..self.lifts.len() {
            if self.lifts[at].holding == number {
                let moved = books.settle(&self.lifts[at], now);
                self.lifted(at, moved, now);
            }
        }
        let mut ripened = hours;
        if self.ripe.last().is_some_and(|parcel| parcel.ends <= now) {
            let stocks = &mut self.stocks[first..last];
            stocks.iter_mut().for_each(|stock| stock.due += stock.ripening * hours);
            self.fall_due(number, now);
            ripened = 0.0;
        }
        for (at, stock) in (first..last).zip(&mut self.stocks[first..last]) {
            stock.fall_due(ripened);
            if stock.land_rate <= 0.0 {
                continue;
            }
            let moved = stock.exchange(hours);
            let routes = &mut self.routes[stock.routes.0..stock.routes.1];
            if let ([route], false) = (routes, self.helping) {
                route.moved += moved;
                self.modes[route.mode].carry(moved, (since, now));
                if let Some(to) = route.to {
                    self.depots[to].brought += moved;
                }
                continue;
            }
            for route in self.routes.iter_mut().filter(|route| route.stock == at) {
                let part = moved * (route.rate / stock.land_rate);
                route.moved += part;
                self.modes[route.mode].carry(part, (since, now));
                if let Some(to) = route.to {
                    self.depots[to].brought += part;
                }
            }
        }
    }

    /// Parcels of a holding that are wholly due: whoever settles to that instant, rates must be found again.
    fn fall_due(&mut self, holding: usize, now: Time) {
        for at in (0..self.ripe.len()).rev() {
            if self.ripe[at].ends > now {
                break;
            }
            if self.ripe[at].holding == holding {
                let parcel = self.ripe.remove(at);
                self.ripen(&parcel);
                self.touch(holding);
            }
        }
    }

    /// `moved` tonnes between a stock and a mode at once.
    pub(super) fn move_at_once(&mut self, stock: usize, mode: usize, moved: f64, now: Time) {
        self.stocks[stock].take_or_bring(moved);
        self.modes[mode].book(moved, (now, now));
        let between = |route: &&mut Route| route.stock == stock && route.mode == mode;
        self.routes.iter_mut().find(between).expect("a route to the stock").moved += moved;
    }

    /// Vessels that emptied an export stock take its last crumb, or give back what they took too much.
    fn empty_crumbs(&mut self, now: Time, books: &mut Books<'_>) {
        for number in 0..self.stocks.len() {
            let stock = &self.stocks[number];
            let emptying = stock.quay_rate - stock.land_rate;
            let reach = emptying.abs() * CRUMB_HOURS + ROUNDING * stock.came;
            let near = stock.tonnes < 0.0 || (emptying > 0.0 && stock.tonnes <= reach);
            if stock.direction == Direction::Import || stock.tonnes == 0.0 || !near {
                continue;
            }
            let crumb = stock.tonnes;
            let draws = |lift: &Lift| lift.first == number && lift.rate > 0.0;
            let drawing: f64 = self.lifts.iter().filter(|lift| draws(lift)).map(|lift| lift.rate).sum();
            for at in 0..self.lifts.len() {
                if draws(&self.lifts[at]) {
                    let moved = books.take_crumb(&self.lifts[at], crumb * self.lifts[at].rate / drawing);
                    self.lifted(at, moved, now);
                }
            }
            self.stocks[number].drop_rounding();
        }
    }

    /// Use, fullness and hours of a yard.
    fn settle_yard(&mut self, number: usize, now: Time, books: &mut Books<'_>) {
        let was_full = self.yards[number].full;
        self.measure_yard(number, now);
        if !was_full && self.yards[number].full {
            self.touch_all();
            self.fill_crumb(number, now, books);
        }
    }

    /// Recomputes the stock of a yard and whether it is full. Holdings that were not settled to `now` go on as they went.
    pub(super) fn measure_yard(&mut self, number: usize, now: Time) {
        let held = self.held(number, now);
        self.yards[number].hold(held, now);
    }

    /// Recomputes the stock of a yard that has room. False if it has none, or exports may have to give a crumb back: that takes a settlement
    /// of the whole.
    pub(super) fn measure_with_room(&mut self, number: usize, now: Time) -> bool {
        let held = self.held(number, now);
        let has_room = !self.exports && !self.yards[number].is_filled_by(held);
        if has_room {
            self.yards[number].hold(held, now);
        }
        has_room
    }

    /// What a yard holds at `now`.
    pub(super) fn held(&self, yard: usize, now: Time) -> Held {
        let yard = &self.yards[yard];
        let mut held = Held::default();
        for stock in &self.stocks[yard.stocks.0..yard.stocks.1] {
            held.tonnes += stock.tonnes;
            held.space += stock.tonnes * stock.space;
        }
        for holding in &self.holdings[yard.holdings.0..yard.holdings.1] {
            if holding.since < now {
                let hours = (now - holding.since).hours();
                for stock in &self.stocks[holding.first..holding.first + holding.count] {
                    let (into, from) = stock.flows();
                    // What goes straight through leaves nothing behind, not even rounding.
                    if (into - from).abs() > ROUNDING * into {
                        held.tonnes += (into - from) * hours;
                        held.space += (into - from) * hours * stock.space;
                    }
                }
            }
        }
        held
    }

    /// A yard that just became full takes the last crumb from the vessels that filled it.
    fn fill_crumb(&mut self, yard: usize, now: Time, books: &mut Books<'_>) {
        let room = self.yards[yard].capacity - self.yards[yard].used;
        let fills = |lift: &Lift| lift.yard == yard && lift.direction == Direction::Import;
        let into = |lift: &&Lift| fills(lift);
        let space = |lift: &Lift| self.stocks[lift.first].space;
        let filling: f64 = self.lifts.iter().filter(into).map(|lift| lift.rate * space(lift)).sum();
        if room > 0.0 && filling > 0.0 {
            for at in 0..self.lifts.len() {
                if fills(&self.lifts[at]) {
                    let crumb = room * self.lifts[at].rate / filling;
                    let moved = books.take_crumb(&self.lifts[at], crumb);
                    self.lifted(at, moved, now);
                }
            }
        }
        self.measure_yard(yard, now);
    }
}
