//! Makes the tables of the land side from a port, and takes the dated figures and closures that hold at an instant.

use super::{Land, MODES_PER_TRADE, Network};
use crate::engine::{Level, Seed};
use crate::model::closures::Closures;
use crate::model::plan::Plan;
use crate::port::{CargoId, Direction, Draws, ModeId, ModeKind, Port, Trade};
use crate::units::Time;

impl Land {
    /// The land side of one run at `plan.start`, with the stocks the scenario states.
    pub(in crate::model) fn new(port: &Port, draws: &Draws, seed: Seed, plan: &Plan) -> Land {
        let mut land = Land {
            networks: Vec::new(),
            trades: Vec::new(),
            yards: Vec::new(),
            modes: Vec::new(),
            capacities: Vec::new(),
            relabels: Vec::new(),
            loads: (port.trades.iter())
                .map(|trade| trade.loads.as_ref().map(|loads| loads.mode.index()))
                .collect(),
            in_depots: vec![None; port.trades.len()],
        };
        land.connect(port, draws, seed, plan);
        land.make_relabels(port);
        land.fill_initially(port, draws, plan);
        land
    }

    /// Stocks stated at the start, due at once, in the first trade of their cargo in that yard.
    fn fill_initially(&mut self, port: &Port, draws: &Draws, plan: &Plan) {
        for (number, yard) in port.yards.iter().enumerate() {
            for (cargo, tonnes) in &yard.stock {
                let held = |trade: &&Trade| {
                    trade.cargo == *cargo && trade.yard.is_some_and(|held| held.index() == number)
                };
                let Some(at) = port.trades.iter().position(|trade| held(&trade)) else {
                    self.fill_depot(port, number, *cargo, tonnes.at(draws).0);
                    continue;
                };
                let stocks = self.trades[at].as_ref().expect("a trade with a yard");
                let shares = label_shares(&port.trades[at], draws, plan.figures_at(plan.start));
                let held = &mut self.networks[stocks.network].stocks[stocks.first..][..stocks.count];
                for (stock, share) in held.iter_mut().zip(stocks.by_stock(shares)) {
                    stock.tonnes += tonnes.at(draws).0 * share;
                    stock.due = stock.tonnes;
                    stock.start = stock.tonnes;
                }
            }
            let Network { yards, stocks, .. } = &mut self.networks[self.yards[number].network];
            let yard = &mut yards[self.yards[number].at];
            let tonnes = stocks[yard.stocks.0..yard.stocks.1].iter().map(|stock| stock.tonnes).sum();
            yard.tonnes = Level::new(tonnes, plan.start);
            yard.start_tonnes = tonnes;
        }
    }

    /// Stock at the start in a depot: in that of the first trade of its cargo.
    fn fill_depot(&mut self, port: &Port, yard: usize, cargo: CargoId, tonnes: f64) {
        let here = |trade: &Trade| trade.cargo == cargo && depot_of(port, trade) == Some(yard);
        let Some(trade) = port.trades.iter().position(here) else { return };
        if let (Some(network), Some(stock)) = (self.network_of(trade), self.in_depots[trade]) {
            let stock = &mut self.networks[network].stocks[stock];
            (stock.tonnes, stock.due, stock.start) = (tonnes, tonnes, tonnes);
        }
    }

    /// Takes the dated figures that hold at `now`; closures come after.
    pub(in crate::model) fn apply_dates(&mut self, port: &Port, draws: &Draws, plan: &Plan, now: Time) {
        let figures = plan.figures_at(now);
        for (seat, stated) in self.yards.iter().zip(&port.yards) {
            let network = &mut self.networks[seat.network];
            let yard = &mut network.yards[seat.at];
            yard.capacity = stated.capacity.room(figures, draws);
            yard.shut = !stated.in_use(figures, draws);
            network.measure_yard(seat.at, now);
        }
        for (seat, stated) in self.capacities.iter().zip(&port.capacities) {
            self.networks[seat.network].capacities[seat.at].stated =
                stated.count.at(figures, draws).round().max(0.0) * stated.rate.at(draws).0;
        }
        for (seat, stated) in self.modes.iter().zip(&port.modes) {
            let network = &mut self.networks[seat.network];
            let mode = &mut network.modes[seat.at];
            let begun = stated.from.is_none_or(|from| from.at(draws) <= figures);
            let over = stated.until.is_some_and(|until| until.at(draws) <= figures);
            mode.in_use = begun && !over;
            mode.stated = match &stated.kind {
                ModeKind::Stream(Some(rate)) => rate.at(figures, draws).0,
                ModeKind::Stream(None) | ModeKind::Rail(_) | ModeKind::Vessels => f64::INFINITY,
                // Trucks take whole loads; nothing of it flows.
                ModeKind::Vehicles(_) => 0.0,
            };
            if let ModeKind::Vehicles(vehicles) = &stated.kind {
                let in_use = mode.in_use;
                let fleet = network.fleets.iter_mut().find(|fleet| fleet.mode == seat.at);
                let per_day = vehicles.per_day.at(figures, draws);
                fleet.expect("a mode of trucks has a fleet").apply_dates(per_day, in_use, now);
            }
        }
    }

    /// Takes the closures that hold at `now`; all networks are settled to it and will be shared out again.
    pub(in crate::model) fn apply_closures(&mut self, closures: &Closures, now: Time) {
        for (number, seat) in self.capacities.iter().enumerate() {
            let capacity = &mut self.networks[seat.network].capacities[seat.at];
            capacity.set_limit(capacity.stated * closures.capacity_factor(number), now);
        }
        for (number, seat) in self.modes.iter().enumerate() {
            let network = &mut self.networks[seat.network];
            let mode = &network.modes[seat.at];
            let factor = if mode.in_use { mode.part * closures.mode_factor(number) } else { 0.0 };
            let own = network.own_limit(seat.at);
            network.set_mode_limit(seat.at, own, factor);
        }
        for (number, seat) in self.yards.iter().enumerate() {
            self.networks[seat.network].yards[seat.at].closed = closures.yard_closed(number);
        }
        for network in &mut self.networks {
            network.find_paces();
            network.open_roads(now);
            network.touch_all();
        }
    }
}

/// The depot of a trade, if one of its modes carries into one.
pub(super) fn depot_of(port: &Port, trade: &Trade) -> Option<usize> {
    let to = |mode: &ModeId| port.modes[mode.index()].to.map(|yard| yard.index());
    trade.modes.iter().find_map(to).filter(|_| trade.yard.is_some())
}

/// The labels of a trade that get cargo at some time of the run: by its split, or from another that it takes over.
pub(super) fn used_labels(trade: &Trade, draws: &Draws, plan: &Plan) -> [bool; MODES_PER_TRADE] {
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

impl Network {
    pub(super) fn new(plan: &Plan) -> Network {
        let (since, thorough) = (plan.start, plan.thorough);
        Network { since, thorough, all_touched: true, changed: true, ..Network::default() }
    }
}
