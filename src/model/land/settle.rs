//! Books what moved in a network since it was last settled (rule T4): one amount, on both sides; no settlement passes a bound.

use super::{Land, Lift, MODES_PER_TRADE};
use crate::model::ledger::Ledger;
use crate::model::visit::Visits;
use crate::port::Direction;
use crate::units::{Duration, Time, Tonnes};

/// Relative slack of a bound: amounts below this share of it are rounding.
const ROUNDING: f64 = 1e-12;
/// One millisecond in hours: a stock that near its bound, at its net flow, is at it (rule T4).
const CRUMB_HOURS: f64 = 1.0 / 3_600_000.0;
/// A yard this much above its capacity, relatively, is so by its capacity, not by rounding.
const OVER: f64 = 1e-9;

/// Where cargo over the quay is booked: the vessels it belongs to, and the accounts.
pub(in crate::model) struct Books<'a> {
    pub(in crate::model) visits: &'a mut Visits,
    pub(in crate::model) ledger: &'a mut Ledger,
    /// Statistical tonnes per physical tonne, by flow.
    pub(in crate::model) counted: &'a [f64],
}

impl Books<'_> {
    /// `moved` tonnes of a lift crossed the quay.
    fn cross(&mut self, lift: &Lift, moved: Tonnes) {
        self.ledger.crossed(lift.flow, lift.place, self.counted[lift.flow], moved);
    }
}

impl Land {
    /// Settles `network` to `now`: vessels, stocks, modes, capacities, yards.
    pub(in crate::model) fn settle(&mut self, network: usize, now: Time, books: &mut Books<'_>) {
        let since = std::mem::replace(&mut self.networks[network].since, now);
        if now == since {
            return;
        }
        let hours = (now - since).hours();
        let mut lifts = std::mem::take(&mut self.networks[network].lifts);
        for lift in &mut lifts {
            let moved = books.visits[lift.visit].transfer.work.settle(now);
            books.cross(lift, moved);
            self.lifted(lift, moved.0, now);
        }
        self.networks[network].lifts = lifts;
        self.settle_capacities(network, hours);
        self.settle_routes(network, since, now, hours);
        self.fall_due(network, now);
        self.empty_crumbs(network, now, books);
        self.snap_stocks(network, now);
        self.settle_yards(network, now, hours, books);
        self.load_trains(network);
    }

    /// `moved` tonnes between a vessel and its stocks until `now`.
    fn lifted(&mut self, lift: &mut Lift, moved: f64, now: Time) {
        let (first, count, yard) = (lift.first, lift.count, lift.yard);
        match lift.direction {
            Direction::Import => {
                let due = lift.ripening.land(moved, now);
                for (stock, share) in self.stocks[first..first + count].iter_mut().zip(lift.shares) {
                    stock.tonnes += moved * share;
                    stock.came += moved * share;
                    stock.due += due * share;
                }
                self.yards[yard].landed += moved;
            }
            Direction::Export => {
                self.stocks[first].tonnes -= moved;
                self.stocks[first].went += moved;
                self.yards[yard].loaded += moved;
            }
        }
    }

    /// Books `moved` more tonnes of a lift at `now`: the remainder of a parcel, or a crumb.
    pub(in crate::model) fn book(&mut self, network: usize, visit: u32, moved: Tonnes, now: Time) {
        let mut lifts = std::mem::take(&mut self.networks[network].lifts);
        if let Some(lift) = lifts.iter_mut().find(|lift| lift.visit == visit) {
            self.lifted(lift, moved.0, now);
        }
        self.networks[network].lifts = lifts;
    }

    fn settle_capacities(&mut self, network: usize, hours: f64) {
        for index in 0..self.networks[network].capacities.len() {
            let capacity = &mut self.capacities[self.networks[network].capacities[index]];
            capacity.available += capacity.limit * hours;
        }
    }

    fn settle_routes(&mut self, network: usize, since: Time, now: Time, hours: f64) {
        let net = &self.networks[network];
        for &stock in &net.stocks {
            let stock = &mut self.stocks[stock];
            stock.due += stock.ripening * hours;
            if stock.land_rate > 0.0 {
                stock.exchange(&mut self.yards[stock.yard], stock.land_rate * hours);
            }
        }
        for &mode in &net.modes {
            let mode = &mut self.modes[mode];
            if mode.rate > 0.0 {
                let moved = mode.rate * hours;
                mode.working += hours;
                mode.carry(moved, since, now);
                mode.uses.iter().for_each(|&capacity| self.capacities[capacity].used += moved);
            }
        }
    }

    /// `moved` tonnes between a stock and a mode, evenly over [since, now].
    pub(super) fn move_by(&mut self, stock: usize, mode: usize, moved: f64, since: Time, now: Time) {
        let stock = &mut self.stocks[stock];
        stock.exchange(&mut self.yards[stock.yard], moved);
        let mode = &mut self.modes[mode];
        mode.uses.iter().for_each(|&capacity| self.capacities[capacity].used += moved);
        mode.carry(moved, since, now);
    }

    /// Parcels that have landed wholly are wholly due.
    fn fall_due(&mut self, network: usize, now: Time) {
        while self.networks[network].ripe.last().is_some_and(|parcel| parcel.ends <= now) {
            let parcel = self.networks[network].ripe.pop().expect("just looked at");
            self.ripen(&parcel);
        }
    }

    /// The last of a parcel is due.
    fn ripen(&mut self, parcel: &super::ripening::Parcel) {
        let stocks = self.trades[parcel.trade].as_ref().expect("a parcel has a yard");
        let (first, count) = (stocks.first, stocks.count);
        for (stock, share) in self.stocks[first..first + count].iter_mut().zip(parcel.shares) {
            stock.unripe -= 1;
            stock.due += parcel.rest * share;
            stock.ripening = if stock.unripe == 0 { 0.0 } else { stock.ripening - parcel.rate * share };
        }
    }

    /// Vessels that emptied an export stock take its last crumb, or give back what they took too much.
    fn empty_crumbs(&mut self, network: usize, now: Time, books: &mut Books<'_>) {
        if !self.networks[network].exports {
            return;
        }
        let mut lifts = std::mem::take(&mut self.networks[network].lifts);
        for index in 0..self.networks[network].stocks.len() {
            let number = self.networks[network].stocks[index];
            let stock = &self.stocks[number];
            let emptying = stock.quay_rate - stock.land_rate;
            let reach = emptying.abs() * CRUMB_HOURS + ROUNDING * stock.came;
            let near = stock.tonnes < 0.0 || (emptying > 0.0 && stock.tonnes <= reach);
            if stock.direction == Direction::Import || stock.tonnes == 0.0 || !near {
                continue;
            }
            let crumb = stock.tonnes;
            let drawing: f64 = lifts.iter().filter(|lift| lift.first == number).map(|lift| lift.rate).sum();
            for lift in lifts.iter_mut().filter(|lift| lift.rate > 0.0) {
                if lift.first == number {
                    let moved = books.visits[lift.visit]
                        .transfer
                        .work
                        .take_crumb(Tonnes(crumb * lift.rate / drawing));
                    books.cross(lift, moved);
                    self.lifted(lift, moved.0, now);
                }
            }
            let stock = &mut self.stocks[number];
            if stock.tonnes.abs() <= ROUNDING * stock.came.max(1.0) {
                stock.went += stock.tonnes;
                stock.tonnes = 0.0;
            }
        }
        self.networks[network].lifts = lifts;
    }

    /// Sets stocks at a bound to it and books the crumb to the flows that moved it.
    fn snap_stocks(&mut self, network: usize, now: Time) {
        for index in 0..self.networks[network].stocks.len() {
            let number = self.networks[network].stocks[index];
            let stock = &mut self.stocks[number];
            if stock.direction == Direction::Export || (stock.tonnes == 0.0 && stock.due == 0.0) {
                continue;
            }
            let rounding = ROUNDING * stock.came.max(1.0);
            let reach = (stock.land_rate - stock.supply).abs() * CRUMB_HOURS + rounding;
            if stock.due != 0.0 && stock.due <= reach && stock.land_rate > 0.0 {
                self.book_crumb(network, number, now);
            }
            let stock = &mut self.stocks[number];
            if stock.tonnes.abs() <= rounding {
                stock.went += stock.tonnes;
                stock.tonnes = 0.0;
            }
            let most = stock.tonnes.max(0.0);
            stock.due = if stock.unripe == 0 { most } else { stock.due.clamp(0.0, most) };
        }
    }

    /// The last of what is due in a stock goes with the modes that took it.
    fn book_crumb(&mut self, network: usize, number: usize, now: Time) {
        let (crumb, rate) = (self.stocks[number].due, self.stocks[number].land_rate);
        for route in 0..self.networks[network].routes.len() {
            let route = self.networks[network].routes[route];
            if route.stock == number && route.rate > 0.0 {
                self.move_by(number, route.mode, crumb * route.rate / rate, now, now);
            }
        }
        self.stocks[number].due = 0.0;
    }

    /// Use, fullness and hours of the network's yards.
    fn settle_yards(&mut self, network: usize, now: Time, hours: f64, books: &mut Books<'_>) {
        for index in 0..self.networks[network].yards.len() {
            let number = self.networks[network].yards[index];
            let (was_full, was_empty) = (self.yards[number].full, self.yards[number].tonnes.value() <= 0.0);
            self.measure_yard(number, now);
            // Stocks go in straight lines: at a bound at both ends is at it all the while.
            let yard = &mut self.yards[number];
            yard.full_hours += if was_full && yard.full { hours } else { 0.0 };
            yard.empty_hours += if was_empty && yard.tonnes.value() <= 0.0 { hours } else { 0.0 };
            if !was_full && self.yards[number].full {
                self.networks[network].changed = true;
                self.fill_crumb(network, number, now, books);
            }
        }
    }

    /// Recomputes the stock of a yard and whether it is full.
    pub(super) fn measure_yard(&mut self, number: usize, now: Time) {
        let (mut tonnes, mut used) = (0.0, 0.0);
        for &stock in &self.yards[number].stocks {
            let stock = &self.stocks[stock];
            tonnes += stock.tonnes;
            used += stock.tonnes * stock.space;
        }
        let yard = &mut self.yards[number];
        let (inflow, outflow) = (yard.fills, yard.leaves);
        yard.used = used;
        yard.tonnes.slope_to(now, tonnes);
        if yard.capacity.is_finite() {
            let share = if yard.capacity > 0.0 { used / yard.capacity } else { 1.0 };
            yard.share.slope_to(now, share);
            let nearing = if yard.over { inflow.max(outflow) } else { inflow };
            yard.full = yard.capacity - used <= nearing * CRUMB_HOURS + ROUNDING * yard.capacity;
            yard.over =
                used - yard.capacity > (inflow + outflow) * CRUMB_HOURS + OVER * yard.capacity.max(1.0);
        }
    }

    /// A yard that just became full takes the last crumb from the vessels that filled it.
    fn fill_crumb(&mut self, network: usize, yard: usize, now: Time, books: &mut Books<'_>) {
        let room = self.yards[yard].capacity - self.yards[yard].used;
        let into = |land: &Land, lift: &Lift| {
            let filling = lift.yard == yard && lift.direction == Direction::Import;
            filling.then_some(land.stocks[lift.first].space)
        };
        let mut lifts = std::mem::take(&mut self.networks[network].lifts);
        let filling: f64 =
            lifts.iter().filter_map(|lift| into(self, lift).map(|space| lift.rate * space)).sum();
        if room > 0.0 && filling > 0.0 {
            for lift in &mut lifts {
                if into(self, lift).is_some() {
                    let crumb = Tonnes(room * lift.rate / filling);
                    let moved = books.visits[lift.visit].transfer.work.take_crumb(crumb);
                    books.cross(lift, moved);
                    self.lifted(lift, moved.0, now);
                }
            }
        }
        self.networks[network].lifts = lifts;
        self.measure_yard(yard, now);
    }

    /// A vessel begins to work into or out of its yard.
    pub(in crate::model) fn attach(&mut self, network: usize, lift: Lift) {
        for stock in &mut self.stocks[lift.first..lift.first + lift.count] {
            stock.unripe += u32::from(stock.direction == Direction::Import);
        }
        self.networks[network].lifts.push(lift);
        self.networks[network].changed = true;
    }

    /// A vessel has done its parcel: what is left of it falls due by itself.
    pub(in crate::model) fn detach(&mut self, network: usize, visit: u32, now: Time) {
        let at = self.networks[network]
            .lifts
            .iter()
            .position(|lift| lift.visit == visit)
            .expect("an attached lift");
        let lift = self.networks[network].lifts.remove(at);
        self.networks[network].changed = true;
        let (first, count) = (lift.first, lift.count);
        if lift.direction == Direction::Export {
            return;
        }
        match lift.ripening.rest(lift.trade, lift.shares, now) {
            Some(parcel) => {
                for (stock, share) in self.stocks[first..first + count].iter_mut().zip(parcel.shares) {
                    stock.ripening += parcel.rate * share;
                }
                if parcel.ends <= now {
                    // Less than half a millisecond was to come: there will be no settlement to see it end.
                    self.ripen(&parcel);
                    return;
                }
                let ripe = &mut self.networks[network].ripe;
                let at = ripe.partition_point(|other| other.ends > parcel.ends);
                ripe.insert(at, parcel);
            }
            None => {
                for stock in &mut self.stocks[first..first + count] {
                    stock.unripe -= 1;
                    if stock.unripe == 0 {
                        stock.ripening = 0.0;
                    }
                }
            }
        }
    }

    /// A new lift of `visit`: not working yet.
    pub(in crate::model) fn lift(
        &self,
        visit: u32,
        flow: usize,
        place: usize,
        trade: usize,
        shares: [f64; MODES_PER_TRADE],
        ripening: super::Ripening,
    ) -> Lift {
        let stocks = self.trades[trade].as_ref().expect("a lift has a yard");
        let (first, count) = (stocks.first, stocks.count);
        let (yard, direction) = (self.stocks[first].yard, self.stocks[first].direction);
        let (permitted, rate) = (0.0, 0.0);
        Lift { visit, flow, place, trade, first, count, yard, direction, permitted, rate, shares, ripening }
    }

    /// The rate that machines and closures permit a vessel now.
    pub(in crate::model) fn permit(&mut self, network: usize, visit: u32, permitted: f64) {
        let net = &mut self.networks[network];
        if let Some(lift) = net.lifts.iter_mut().find(|lift| lift.visit == visit) {
            net.changed |= lift.permitted != permitted;
            lift.permitted = permitted;
        }
    }
}

impl super::Stock {
    /// `moved` tonnes to the land side, or from it.
    fn exchange(&mut self, yard: &mut super::YardState, moved: f64) {
        match self.direction {
            Direction::Import => {
                self.tonnes -= moved;
                self.due -= moved;
                self.went += moved;
                yard.collected += moved;
            }
            Direction::Export => {
                self.tonnes += moved;
                self.came += moved;
                yard.delivered += moved;
            }
        }
    }
}

impl super::ModeState {
    /// Books tonnes carried evenly over [since, now] to the days they fall in.
    fn carry(&mut self, moved: f64, since: Time, now: Time) {
        self.tonnes += moved;
        if self.is_rail && self.rate > 0.0 {
            self.unloaded_on_trains += moved;
        }
        let day_length = Duration::DAY.milliseconds();
        let (first, last) =
            (since.milliseconds().div_euclid(day_length), now.milliseconds().div_euclid(day_length));
        if first == last || now == since {
            self.add_to_day(last, moved);
            return;
        }
        let span = (now - since).milliseconds() as f64;
        for day in first..=last {
            let begin = (day * day_length).max(since.milliseconds());
            let end = ((day + 1) * day_length).min(now.milliseconds());
            self.add_to_day(day, moved * (end - begin) as f64 / span);
        }
    }

    fn add_to_day(&mut self, day: i64, moved: f64) {
        if day != self.day {
            self.peak_day = self.peak_day.max(self.day_tonnes);
            self.day = day;
            self.day_tonnes = 0.0;
        }
        self.day_tonnes += moved;
    }
}
