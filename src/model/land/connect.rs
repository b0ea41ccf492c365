//! Which yards, modes and capacities touch each other, and the networks they make with the stocks and routes in them.

use super::build::{depot_of, used_labels};
use super::depot::Depot;
use super::fleet::Fleet;
use super::mode::{CapacityState, ModeState};
use super::siding::Siding;
use super::stock::{Holding, Queue, Route, Stock};
use super::yard::YardState;
use super::{Land, MODES_PER_TRADE, Network, Seat, TradeStocks};
use crate::engine::Seed;
use crate::model::plan::Plan;
use crate::port::{Direction, Draws, ModeKind, Port, Trade};

/// Yards, then modes, then capacities: each with the number of the group it belongs to, by its lowest member.
struct Groups {
    of: Vec<usize>,
    first_mode: usize,
    first_capacity: usize,
}

impl Groups {
    fn find(port: &Port) -> Groups {
        let (first_mode, first_capacity) = (port.yards.len(), port.yards.len() + port.modes.len());
        let of = (0..first_capacity + port.capacities.len()).collect();
        let mut groups = Groups { of, first_mode, first_capacity };
        for (number, mode) in port.modes.iter().enumerate() {
            for capacity in &mode.uses {
                groups.join(first_mode + number, first_capacity + capacity.index());
            }
            if let Some(depot) = mode.to {
                groups.join(depot.index(), first_mode + number);
            }
        }
        for trade in &port.trades {
            for mode in trade.modes.iter().chain(&trade.onward) {
                if let Some(yard) = trade.yard {
                    groups.join(yard.index(), first_mode + mode.index());
                }
            }
        }
        groups
    }

    fn join(&mut self, one: usize, other: usize) {
        let (from, to) = (self.of[other].max(self.of[one]), self.of[one].min(self.of[other]));
        for entry in self.of.iter_mut().filter(|entry| **entry == from) {
            *entry = to;
        }
    }
}

impl Land {
    /// Gives every yard, mode and capacity its place in a network.
    pub(super) fn connect(&mut self, port: &Port, draws: &Draws, seed: Seed, plan: &Plan) {
        let groups = Groups::find(port);
        let mut number_of: Vec<Option<usize>> = vec![None; groups.of.len()];
        for at in 0..groups.of.len() {
            let network = *number_of[groups.of[at]].get_or_insert_with(|| {
                self.networks.push(Network::new(plan));
                self.networks.len() - 1
            });
            let net = &mut self.networks[network];
            if at < groups.first_mode {
                self.yards.push(Seat { network, at: net.yards.len() });
                let mut yard = YardState::new(plan.start);
                if let Some(pressure) = port.yards[at].pressure {
                    yard.presses_from = pressure.above.at(draws);
                }
                net.yards.push(yard);
            } else if at < groups.first_capacity {
                let mode = &port.modes[at - groups.first_mode];
                self.modes.push(Seat { network, at: net.modes.len() });
                let siding = Siding::new(mode, net.modes.len(), draws, seed, plan);
                let siding_number = siding.is_some().then_some(net.sidings.len());
                let by_vessel = matches!(mode.kind, ModeKind::Vessels);
                let mut state = ModeState::new(siding_number, by_vessel, plan.start);
                state.profile = plan.diary.then(Default::default);
                net.modes.push(state);
                net.sidings.extend(siding);
                let seat = (at - groups.first_mode, net.modes.len() - 1);
                net.fleets.extend(Fleet::new(port, seat, draws, seed, plan));
            } else {
                self.capacities.push(Seat { network, at: net.capacities.len() });
                net.capacities.push(CapacityState::new(plan.start));
            }
        }
        for (mode, seat) in port.modes.iter().zip(&self.modes) {
            let used = mode.uses.iter().map(|capacity| (seat.at, self.capacities[capacity.index()].at));
            self.networks[seat.network].uses.extend(used);
        }
        for network in &mut self.networks {
            network.uses.sort_by_key(|uses| uses.1);
            for (number, capacity) in network.capacities.iter_mut().enumerate() {
                let before = |number: usize| network.uses.partition_point(|uses| uses.1 < number);
                capacity.users = (before(number), before(number + 1));
            }
        }
        self.make_stocks(port, draws, plan);
        self.make_routes(port);
    }

    /// Stocks, grouped by yard.
    fn make_stocks(&mut self, port: &Port, draws: &Draws, plan: &Plan) {
        self.trades = vec![None; port.trades.len()];
        for yard in 0..port.yards.len() {
            let Seat { network, at } = self.yards[yard];
            let net = &mut self.networks[network];
            let (first_stock, first_holding) = (net.stocks.len(), net.holdings.len());
            for (number, trade) in port.trades.iter().enumerate() {
                if depot_of(port, trade) == Some(yard) {
                    let (stock, holding) = (net.stocks.len(), net.holdings.len());
                    let space = space_of(port, trade, yard, draws);
                    net.stocks.push(Stock { brought: true, ..Stock::new(at, trade.direction, space) });
                    net.holdings.push(Holding {
                        first: stock,
                        count: 1,
                        yard: at,
                        since: plan.start,
                        touched: false,
                    });
                    net.depots.push(Depot { holding, stock, brought: 0.0 });
                    net.yards[at].depot = true;
                    self.in_depots[number] = Some(stock);
                }
                if trade.yard.is_none_or(|held| held.index() != yard) {
                    continue;
                }
                let used = labels_with_a_stock(trade, draws, plan);
                let (first, count) = (net.stocks.len(), used.iter().filter(|used| **used).count());
                for _ in 0..count {
                    net.stocks.push(Stock::new(at, trade.direction, space_of(port, trade, yard, draws)));
                }
                net.exports |= trade.direction == Direction::Export;
                let holding = net.holdings.len();
                net.holdings.push(Holding { first, count, yard: at, since: plan.start, touched: false });
                self.trades[number] = Some(TradeStocks { network, holding, first, count, used });
            }
            net.yards[at].stocks = (first_stock, net.stocks.len());
            net.yards[at].holdings = (first_holding, net.holdings.len());
        }
    }

    fn make_routes(&mut self, port: &Port) {
        for (number, (trade, stocks)) in port.trades.iter().zip(&self.trades).enumerate() {
            let Some(stocks) = stocks else { continue };
            let Network { routes, depots, .. } = &mut self.networks[stocks.network];
            let depot = self.in_depots[number];
            let depot = depot.and_then(|stock| depots.iter().position(|depot| depot.stock == stock));
            let mut add = |stock: usize, mode: usize, fallback: bool| {
                let to = depot.filter(|_| port.modes[mode].to.is_some());
                routes.push(Route { stock, mode: self.modes[mode].at, fallback, rate: 0.0, to, moved: 0.0 });
            };
            if let Some(depot) = depot {
                trade.onward.iter().for_each(|mode| add(depots[depot].stock, mode.index(), false));
            }
            for (label, mode) in trade.modes.iter().enumerate() {
                if !is_split(trade) {
                    add(stocks.first, mode.index(), false);
                    continue;
                }
                let Some(stock) = stocks.stock_of(label) else { continue };
                add(stock, mode.index(), false);
                let helped = trade.fallbacks.iter().filter(|fallback| fallback.of == *mode);
                for fallback in helped.filter(|fallback| fallback.after.is_none()) {
                    add(stock, fallback.to.index(), true);
                }
            }
        }
        for network in &mut self.networks {
            network.routes.sort_by_key(|route| (route.fallback, route.stock));
            network.primary = network.routes.partition_point(|route| !route.fallback);
            for (number, stock) in network.stocks.iter_mut().enumerate() {
                let before = |stock: usize| {
                    network.routes[..network.primary].partition_point(|route| route.stock < stock)
                };
                stock.routes = (before(number), before(number + 1));
            }
            network.make_queues();
            network.man_fleets();
            network.scratch.fit(network.routes.len(), network.stocks.len(), network.yards.len());
        }
    }
}

impl Network {
    /// Tells fleets which stocks they serve.
    fn man_fleets(&mut self) {
        for fleet in &mut self.fleets {
            let mode = fleet.mode;
            for route in self.routes[..self.primary].iter().filter(|route| route.mode == mode) {
                let holds = |held: &Holding| (held.first..held.first + held.count).contains(&route.stock);
                let holding = self.holdings.iter().position(holds).expect("a stock has a holding");
                fleet.serve(route.stock, holding);
            }
        }
    }

    /// One queue for the import stocks of a yard that the same modes serve.
    fn make_queues(&mut self) {
        let mut served: Vec<(usize, Vec<usize>, usize)> = Vec::new();
        for (number, stock) in self.stocks.iter_mut().enumerate() {
            let routes = &self.routes[stock.routes.0..stock.routes.1];
            // What is brought to a depot, or leaves a depot, is not to change any more: such a stock waits alone.
            stock.chained = stock.brought || routes.iter().any(|route| route.to.is_some());
            let alone = if stock.chained { number + 1 } else { 0 };
            let key = (stock.yard, routes.iter().map(|route| route.mode).collect(), alone);
            stock.queue = served.iter().position(|other| *other == key).unwrap_or(served.len());
            if stock.queue == served.len() {
                served.push(key);
            }
        }
        self.queues = vec![Queue::default(); served.len()];
    }
}

/// Is the cargo of this trade labelled for its modes?
fn is_split(trade: &Trade) -> bool {
    trade.direction == Direction::Import && !trade.split.is_empty() && trade.modes.len() > 1
}

/// The labels of a trade that get cargo in this run; the first alone stands for all cargo of a trade without labels.
fn labels_with_a_stock(trade: &Trade, draws: &Draws, plan: &Plan) -> [bool; MODES_PER_TRADE] {
    if is_split(trade) {
        return used_labels(trade, draws, plan);
    }
    std::array::from_fn(|label| label == 0)
}

/// What one tonne of a trade takes of the yard's capacity, in its measure.
fn space_of(port: &Port, trade: &Trade, yard: usize, draws: &Draws) -> f64 {
    let measure = port.yards[yard].capacity.measure();
    let taken = measure.and_then(|measure| port.cargoes[trade.cargo.index()].room_per_tonne(measure, draws));
    taken.unwrap_or(0.0)
}
