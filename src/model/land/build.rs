//! Makes the tables of the land side from a port, and takes the dated figures and closures that hold at an instant.

use super::rail::Siding;
use super::{CapacityState, Land, MODES_PER_TRADE, ModeState, Network, Route, Stock, TradeStocks, YardState};
use crate::engine::{Level, Seed};
use crate::model::closures::Closures;
use crate::model::plan::Plan;
use crate::port::{Direction, Draws, ModeKind, Port, Trade, YardCapacity};
use crate::units::Time;

impl Land {
    /// The land side of one run at `plan.start`, with the stocks the scenario states.
    pub(in crate::model) fn new(port: &Port, draws: &Draws, seed: Seed, plan: &Plan) -> Land {
        let start = plan.start;
        let mut land = Land {
            networks: Vec::new(),
            stocks: Vec::new(),
            yards: port.yards.iter().map(|_| YardState::new(start)).collect(),
            modes: port.modes.iter().map(|mode| ModeState::new(mode, start)).collect(),
            capacities: port
                .capacities
                .iter()
                .map(|_| CapacityState { stated: 0.0, limit: 0.0, used: 0.0, available: 0.0 })
                .collect(),
            trades: Vec::new(),
            mode_network: vec![None; port.modes.len()],
            trains: Vec::new(),
            trains_created: 0,
            rail: port.modes.iter().map(|mode| Siding::new(mode, draws, seed, plan)).collect(),
            relabels: Vec::new(),
            scratch: super::allocate::Scratch::default(),
        };
        land.make_stocks(port, draws, plan);
        land.make_relabels(port);
        land.connect(port, start);
        land.fill_initially(port, draws, plan);
        land
    }

    fn make_stocks(&mut self, port: &Port, draws: &Draws, plan: &Plan) {
        for trade in &port.trades {
            let Some(yard) = trade.yard else {
                self.trades.push(None);
                continue;
            };
            let first = self.stocks.len();
            let split = trade.direction == Direction::Import && !trade.split.is_empty();
            let count = if split { trade.modes.len().min(MODES_PER_TRADE) } else { 1 };
            let stacking = port.cargoes[trade.cargo.index()].stacking.map(|load| load.at(draws).0);
            let space = match port.yards[yard.index()].capacity {
                YardCapacity::Unlimited => 0.0,
                YardCapacity::Area { .. } => stacking.map_or(0.0, |load| 1.0 / load),
                YardCapacity::Tonnes(_) => 1.0,
            };
            let used = used_labels(trade, draws, plan);
            for used in &used[..count] {
                // A label that nothing gets in this run has a stock that nobody looks at.
                if count == 1 || *used {
                    self.yards[yard.index()].stocks.push(self.stocks.len());
                }
                self.stocks.push(Stock::new(yard.index(), trade.direction, space));
            }
            self.trades.push(Some(TradeStocks { first, count, network: 0 }));
        }
    }

    /// Groups yards, modes and capacities that touch into networks.
    fn connect(&mut self, port: &Port, start: Time) {
        let (yards, modes) = (port.yards.len(), port.modes.len());
        let mut group: Vec<usize> = (0..yards + modes + port.capacities.len()).collect();
        for trade in &port.trades {
            let Some(yard) = trade.yard else { continue };
            for mode in trade.modes.iter().map(|mode| mode.index()) {
                join(&mut group, yard.index(), yards + mode);
                for capacity in &port.modes[mode].uses {
                    join(&mut group, yards + mode, yards + modes + capacity.index());
                }
            }
        }
        let mut number_of = vec![None; group.len()];
        for yard in 0..yards {
            let number = *number_of[group[yard]].get_or_insert_with(|| {
                self.networks.push(Network { since: start, changed: true, ..Network::default() });
                self.networks.len() - 1
            });
            let network = &mut self.networks[number];
            network.yards.push(yard);
            network.stocks.extend(&self.yards[yard].stocks);
            let export = |&stock: &usize| self.stocks[stock].direction == Direction::Export;
            network.exports |= self.yards[yard].stocks.iter().any(export);
        }
        for mode in 0..modes {
            self.mode_network[mode] = number_of[group[yards + mode]];
            if let Some(network) = self.mode_network[mode] {
                self.networks[network].modes.push(mode);
            }
        }
        for capacity in 0..port.capacities.len() {
            if let Some(network) = number_of[group[yards + modes + capacity]] {
                self.networks[network].capacities.push(capacity);
            }
        }
        self.make_routes(port, &number_of, &group);
    }

    fn make_routes(&mut self, port: &Port, number_of: &[Option<usize>], group: &[usize]) {
        for (stated, stocks) in port.trades.iter().zip(&mut self.trades) {
            let (Some(yard), Some(stocks)) = (stated.yard, stocks.as_mut()) else { continue };
            let network = number_of[group[yard.index()]].expect("every yard is in a network");
            stocks.network = network;
            let routes = &mut self.networks[network].routes;
            let mut add = |stock: usize, mode: usize, fallback: bool| {
                routes.push(Route { stock, mode, fallback, rate: 0.0 });
            };
            for (label, mode) in stated.modes.iter().enumerate() {
                if stocks.count == 1 {
                    add(stocks.first, mode.index(), false);
                } else if label < stocks.count {
                    add(stocks.first + label, mode.index(), false);
                    for fallback in stated
                        .fallbacks
                        .iter()
                        .filter(|fallback| fallback.of == *mode && fallback.after.is_none())
                    {
                        add(stocks.first + label, fallback.to.index(), true);
                    }
                }
            }
        }
        for network in &mut self.networks {
            network.routes.retain(|route| network.stocks.contains(&route.stock));
            network.routes.sort_by_key(|route| (route.fallback, route.stock));
            network.primary = network.routes.partition_point(|route| !route.fallback);
            for (index, route) in network.routes[..network.primary].iter().enumerate() {
                let (first, last) = &mut self.stocks[route.stock].routes;
                *first = if *last == 0 { index } else { *first };
                *last = index + 1;
            }
        }
    }

    /// Stocks stated at the start, due at once, in the first trade of their cargo in that yard.
    fn fill_initially(&mut self, port: &Port, draws: &Draws, plan: &Plan) {
        for (number, yard) in port.yards.iter().enumerate() {
            for (cargo, tonnes) in &yard.stock {
                let held = |trade: &&Trade| {
                    trade.cargo == *cargo && trade.yard.is_some_and(|held| held.index() == number)
                };
                let Some(at) = port.trades.iter().position(|trade| held(&trade)) else { continue };
                let shares = label_shares(&port.trades[at], draws, plan.figures_at(plan.start));
                let stocks = self.trades[at].as_ref().expect("a trade with a yard");
                for (stock, share) in
                    self.stocks[stocks.first..stocks.first + stocks.count].iter_mut().zip(shares)
                {
                    stock.tonnes += tonnes.at(draws).0 * share;
                    stock.due = stock.tonnes;
                    stock.start = stock.tonnes;
                }
            }
            let tonnes = self.yards[number].stocks.iter().map(|&stock| self.stocks[stock].tonnes).sum();
            self.yards[number].tonnes = Level::new(tonnes, plan.start);
            self.yards[number].start_tonnes = tonnes;
        }
    }

    /// Takes the dated figures that hold at `now`; closures come after.
    pub(in crate::model) fn apply_dates(&mut self, port: &Port, draws: &Draws, plan: &Plan, now: Time) {
        let figures = plan.figures_at(now);
        for (yard, stated) in self.yards.iter_mut().zip(&port.yards) {
            yard.capacity = match &stated.capacity {
                YardCapacity::Unlimited => f64::INFINITY,
                YardCapacity::Area { floor, usable, fill_limit } => {
                    floor.at(figures, draws).0 * usable.at(draws) * fill_limit.at(draws)
                }
                YardCapacity::Tonnes(tonnes) => tonnes.at(figures, draws).0,
            };
        }
        for (capacity, stated) in self.capacities.iter_mut().zip(&port.capacities) {
            capacity.stated = stated.count.at(figures, draws).round().max(0.0) * stated.rate.at(draws).0;
        }
        for (mode, stated) in self.modes.iter_mut().zip(&port.modes) {
            let begun = stated.from.is_none_or(|from| from.at(draws) <= figures);
            let over = stated.until.is_some_and(|until| until.at(draws) <= figures);
            mode.in_use = begun && !over;
            mode.stated = match &stated.kind {
                ModeKind::Stream(Some(rate)) => rate.at(figures, draws).0,
                ModeKind::Stream(None) | ModeKind::Rail(_) => f64::INFINITY,
            };
        }
    }

    /// Takes the closures that hold at `now`; all networks are settled to it and will be shared out again.
    pub(in crate::model) fn apply_closures(&mut self, closures: &Closures, now: Time) {
        for (number, capacity) in self.capacities.iter_mut().enumerate() {
            capacity.limit = capacity.stated * closures.capacity_factor(number);
        }
        for number in 0..self.modes.len() {
            let mode = &self.modes[number];
            let factor = if mode.in_use { closures.mode_factor(number) } else { 0.0 };
            let own = if mode.is_rail { self.train_rate(number) } else { mode.stated };
            self.set_mode_limit(number, own, factor);
        }
        for number in 0..self.yards.len() {
            self.yards[number].closed = closures.yard_closed(number);
            self.measure_yard(number, now);
        }
        for network in &mut self.networks {
            network.changed = true;
        }
    }

    /// A slowed mode is held to the slowed share of its own limit or of the least capacity it uses, whichever is less.
    pub(super) fn set_mode_limit(&mut self, number: usize, own: f64, factor: f64) {
        let shared = self.modes[number].uses.iter().map(|&capacity| self.capacities[capacity].limit);
        let shared = shared.fold(f64::INFINITY, f64::min);
        let mode = &mut self.modes[number];
        mode.limit = if factor >= 1.0 {
            own
        } else if factor <= 0.0 {
            0.0
        } else {
            own.min(shared) * factor
        };
        mode.pace = shared.min(mode.limit).min(crate::model::UNLIMITED);
        mode.factor = factor;
    }
}

/// The labels of a trade that get cargo at some time of the run: by its split, or from another that it takes over.
fn used_labels(trade: &Trade, draws: &Draws, plan: &Plan) -> [bool; MODES_PER_TRADE] {
    let dates = trade.split.iter().flat_map(|share| share.dates(draws));
    let inside = dates.filter(|&date| plan.start < date && date < plan.until);
    let mut used = [false; MODES_PER_TRADE];
    for time in inside.chain([plan.start]) {
        let shares = label_shares(trade, draws, plan.figures_at(time));
        used.iter_mut().zip(shares).for_each(|(used, share)| *used |= share > 0.0);
    }
    for (used, mode) in used.iter_mut().zip(&trade.modes) {
        *used |= trade.fallbacks.iter().any(|fallback| fallback.to == *mode);
    }
    used
}

/// Shares of a trade's stocks at `time`, scaled to sum to 1; all on the first without a split.
pub(in crate::model) fn label_shares(trade: &Trade, draws: &Draws, time: Time) -> [f64; MODES_PER_TRADE] {
    let mut shares = [0.0; MODES_PER_TRADE];
    for (share, stated) in shares.iter_mut().zip(&trade.split) {
        *share = stated.at(time, draws).max(0.0);
    }
    if let Some(rest) = trade.rest.filter(|&rest| rest < MODES_PER_TRADE) {
        shares[rest] = 0.0;
        shares[rest] = (1.0 - shares.iter().sum::<f64>()).max(0.0);
    }
    let sum: f64 = shares.iter().sum();
    if sum <= 0.0 || trade.direction == Direction::Export {
        shares = [0.0; MODES_PER_TRADE];
        shares[0] = 1.0;
        return shares;
    }
    shares.map(|share| share / sum)
}

fn join(group: &mut [usize], one: usize, other: usize) {
    let (from, to) = (group[other], group[one]);
    for entry in group.iter_mut().filter(|entry| **entry == from) {
        *entry = to;
    }
}

impl Stock {
    fn new(yard: usize, direction: Direction, space: f64) -> Stock {
        Stock {
            yard,
            direction,
            space,
            routes: (0, 0),
            tonnes: 0.0,
            due: 0.0,
            ripening: 0.0,
            unripe: 0,
            supply: 0.0,
            quay_rate: 0.0,
            land_rate: 0.0,
            start: 0.0,
            came: 0.0,
            went: 0.0,
        }
    }
}

impl YardState {
    fn new(start: Time) -> YardState {
        YardState {
            capacity: f64::INFINITY,
            used: 0.0,
            full: false,
            over: false,
            fills: 0.0,
            leaves: 0.0,
            told_full: false,
            closed: false,
            tonnes: Level::new(0.0, start),
            share: Level::new(0.0, start),
            start_tonnes: 0.0,
            full_hours: 0.0,
            empty_hours: 0.0,
            landed: 0.0,
            loaded: 0.0,
            collected: 0.0,
            delivered: 0.0,
            stocks: Vec::new(),
        }
    }
}

impl ModeState {
    fn new(mode: &crate::port::Mode, start: Time) -> ModeState {
        ModeState {
            limit: 0.0,
            factor: 0.0,
            in_use: false,
            stated: 0.0,
            pace: 0.0,
            uses: mode.uses.iter().map(|capacity| capacity.index()).collect(),
            rate: 0.0,
            is_rail: matches!(mode.kind, ModeKind::Rail(_)),
            unloaded_on_trains: 0.0,
            tonnes: 0.0,
            working: 0.0,
            day: start.milliseconds() / 86_400_000,
            day_tonnes: 0.0,
            peak_day: 0.0,
            trains: 0,
            short: 0,
            cancelled: 0,
        }
    }
}
