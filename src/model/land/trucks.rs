//! Trucks at the stocks of a network: what they took since it was last settled leaves the yards at their own instants, and while a yard is full
//! the next load to leave is a bound (rules L2, T4).

use super::Network;
use super::bounds::ROUNDING;
use super::fleet::{Fleet, Loaded};
use super::settle::Books;
use super::stock::Route;
use super::yard::{Held, Line};
use crate::units::Time;

impl Network {
    /// All that trucks did up to `now`: who comes at `now` itself is looked at the next time.
    pub(super) fn run_trucks(&mut self, now: Time, books: &mut Books<'_>) {
        if self.fleets.is_empty() {
            return;
        }
        let mut fleets = std::mem::take(&mut self.fleets);
        for fleet in &mut fleets {
            fleet.look_at(&self.stocks, &self.holdings, now);
            fleet.come(now, books.ledger);
        }
        if fleets.iter().any(|fleet| fleet.next_loaded().is_some_and(|at| at <= now)) {
            (0..self.yards.len()).for_each(|yard| self.draw_line(yard));
        }
        while let Some(fleet) = next_to_load(&mut fleets, now) {
            let loaded = fleet.load(books.ledger);
            self.hand_over(fleet.mode, loaded);
        }
        fleets.iter_mut().for_each(|fleet| fleet.leave(now, books.ledger));
        self.fleets = fleets;
    }

    /// How a yard goes from when it, or a trade in it, was last settled, while no load leaves it.
    fn draw_line(&mut self, number: usize) {
        let yard = &self.yards[number];
        let holdings = self.holdings[yard.holdings.0..yard.holdings.1].iter();
        let since = holdings.map(|holding| holding.since).fold(yard.tonnes.since(), Time::max);
        let mut rates = Held::default();
        for stock in &self.stocks[yard.stocks.0..yard.stocks.1] {
            let (into, from) = stock.flows();
            let net = if (into - from).abs() > ROUNDING * into { into - from } else { 0.0 };
            rates.tonnes += net;
            rates.space += net * stock.space;
        }
        let held = self.held(number, since);
        self.yards[number].line = Line { since, held, rates };
    }

    /// A load leaves its yard.
    fn hand_over(&mut self, mode: usize, loaded: Loaded) {
        let Loaded { stock, load, at, busy } = loaded;
        let taken = &mut self.stocks[stock];
        let holdings = &self.holdings[self.yards[taken.yard].holdings.0..];
        let holding = holdings.iter().find(|holding| stock < holding.first + holding.count);
        taken.count_load(load, at - holding.expect("a stock is of a holding").since);
        taken.hand_over(load);
        let (yard, held) = (taken.yard, Held { tonnes: load, space: load * taken.space });
        if self.yards[yard].hand_over(held, at) {
            self.touch_all();
        }
        self.modes[mode].book(load, (at - busy, at));
        let between = |route: &&mut Route| route.stock == stock && route.mode == mode;
        self.routes.iter_mut().find(between).expect("a route to the stock").moved += load;
        self.modes[mode].working += busy.hours();
    }

    /// When the next load may leave a full yard, and make room there; never later than one does.
    pub(super) fn next_room(&mut self, now: Time) -> Time {
        let Network { fleets, stocks, holdings, yards, .. } = self;
        let mut next = Time::NEVER;
        for fleet in fleets {
            if fleet.served.iter().any(|served| yards[stocks[served.stock].yard].full) {
                fleet.look_at(stocks, holdings, now);
                next = next.min(fleet.earliest_load(now));
            }
        }
        next
    }

    /// Trucks are let in while their mode and the yards they serve are open.
    pub(super) fn open_roads(&mut self, now: Time) {
        for fleet in &mut self.fleets {
            let closed = |stock: usize| self.yards[self.stocks[stock].yard].closed;
            let open = self.modes[fleet.mode].factor > 0.0
                && !fleet.served.iter().any(|served| closed(served.stock));
            fleet.set_open(open, now);
        }
    }
}

/// Whose truck is the next to be loaded by `now`.
fn next_to_load(fleets: &mut [Fleet], now: Time) -> Option<&mut Fleet> {
    let next = fleets.iter_mut().filter_map(|fleet| Some((fleet.next_loaded()?, fleet)));
    next.filter(|(at, _)| *at <= now).min_by_key(|(at, _)| *at).map(|(_, fleet)| fleet)
}
