//! Books what moved in a network since it was last settled (rule T4): one amount, on both sides; no settlement passes a bound.

use super::Network;
use super::lift::Lift;
use super::network::{ModeState, Stock, YardState};
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

/// A span over which rates held.
#[derive(Clone, Copy)]
pub(super) struct Span {
    since: Time,
    now: Time,
    hours: f64,
    /// The days it begins and ends in.
    days: (i64, i64),
}

impl Span {
    /// The span [since, now].
    pub(super) fn new(since: Time, now: Time) -> Span {
        let day = |time: Time| time.milliseconds().div_euclid(Duration::DAY.milliseconds());
        Span { since, now, hours: (now - since).hours(), days: (day(since), day(now)) }
    }
}

impl Network {
    /// Settles to `now`: vessels, stocks, modes, capacities, yards.
    pub(in crate::model) fn settle(&mut self, now: Time, books: &mut Books<'_>) {
        let since = std::mem::replace(&mut self.since, now);
        if now == since {
            return;
        }
        let span = Span::new(since, now);
        for at in 0..self.lifts.len() {
            let moved = books.settle(&self.lifts[at], now);
            self.lifted(at, moved, now);
        }
        self.settle_routes(span);
        self.fall_due(now);
        if self.exports {
            self.empty_crumbs(now, books);
        }
        self.settle_yards(span, books);
        self.load_trains();
    }

    fn settle_routes(&mut self, span: Span) {
        for stock in &mut self.stocks {
            stock.due += stock.ripening * span.hours;
            if stock.land_rate > 0.0 {
                stock.exchange(&mut self.yards[stock.yard], stock.land_rate * span.hours);
            }
        }
        for capacity in &mut self.capacities {
            capacity.available += capacity.limit * span.hours;
        }
        for mode in &mut self.modes {
            if mode.rate > 0.0 {
                mode.working += span.hours;
                mode.carry(mode.rate * span.hours, span);
            }
        }
        for &(mode, capacity) in &self.uses {
            self.capacities[capacity].used += self.modes[mode].rate * span.hours;
        }
    }

    /// `moved` tonnes between a stock and a mode at once.
    pub(super) fn move_at_once(&mut self, stock: usize, mode: usize, moved: f64, now: Time) {
        let stock = &mut self.stocks[stock];
        stock.exchange(&mut self.yards[stock.yard], moved);
        self.modes[mode].carry(moved, Span::new(now, now));
        for uses in self.uses.iter().filter(|uses| uses.0 == mode) {
            self.capacities[uses.1].used += moved;
        }
    }

    /// Parcels that have landed wholly are wholly due.
    fn fall_due(&mut self, now: Time) {
        while self.ripe.last().is_some_and(|parcel| parcel.ends <= now) {
            let parcel = self.ripe.pop().expect("just looked at");
            self.ripen(&parcel);
        }
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
            let stock = &mut self.stocks[number];
            if stock.tonnes.abs() <= ROUNDING * stock.came.max(1.0) {
                stock.went += stock.tonnes;
                stock.tonnes = 0.0;
            }
        }
    }

    /// Stocks at a bound, then use, fullness and hours of their yards.
    fn settle_yards(&mut self, span: Span, books: &mut Books<'_>) {
        for number in 0..self.yards.len() {
            let (first, last) = self.yards[number].stocks;
            for at in first..last {
                if self.stocks[at].snap() {
                    self.book_crumb(at, span.now);
                }
                self.stocks[at].hold_within();
            }
            let yard = &self.yards[number];
            let (was_full, was_empty) = (yard.full, yard.tonnes.value() <= 0.0);
            self.measure_yard(number, span.now);
            // Stocks go in straight lines: at a bound at both ends is at it all the while.
            let yard = &mut self.yards[number];
            yard.full_hours += if was_full && yard.full { span.hours } else { 0.0 };
            yard.empty_hours += if was_empty && yard.tonnes.value() <= 0.0 { span.hours } else { 0.0 };
            if !was_full && yard.full {
                self.changed = true;
                self.fill_crumb(number, span.now, books);
            }
        }
    }

    /// The last of what is due in a stock goes with the modes that took it.
    fn book_crumb(&mut self, number: usize, now: Time) {
        let (crumb, rate) = (self.stocks[number].due, self.stocks[number].land_rate);
        for route in 0..self.routes.len() {
            let route = self.routes[route];
            if route.stock == number && route.rate > 0.0 {
                self.move_at_once(number, route.mode, crumb * route.rate / rate, now);
            }
        }
        self.stocks[number].due = 0.0;
    }

    /// Recomputes the stock of a yard and whether it is full.
    pub(super) fn measure_yard(&mut self, number: usize, now: Time) {
        let yard = &mut self.yards[number];
        let (mut tonnes, mut used) = (0.0, 0.0);
        for stock in &self.stocks[yard.stocks.0..yard.stocks.1] {
            tonnes += stock.tonnes;
            used += stock.tonnes * stock.space;
        }
        yard.used = used;
        yard.tonnes.slope_to(now, tonnes);
        if yard.capacity.is_finite() {
            let share = if yard.capacity > 0.0 { used / yard.capacity } else { 1.0 };
            yard.share.slope_to(now, share);
            let (inflow, outflow) = (yard.fills, yard.leaves);
            let nearing = if yard.over { inflow.max(outflow) } else { inflow };
            yard.full = yard.capacity - used <= nearing * CRUMB_HOURS + ROUNDING * yard.capacity;
            yard.over =
                used - yard.capacity > (inflow + outflow) * CRUMB_HOURS + OVER * yard.capacity.max(1.0);
        }
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

impl Stock {
    /// `moved` tonnes to the land side, or from it.
    fn exchange(&mut self, yard: &mut YardState, moved: f64) {
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

    fn rounding(&self) -> f64 {
        ROUNDING * self.came.max(1.0)
    }

    /// True if all that was due is gone but for a crumb, which is to be booked to the modes that took it.
    fn snap(&self) -> bool {
        let reach = (self.land_rate - self.supply).abs() * CRUMB_HOURS + self.rounding();
        let import = self.direction == Direction::Import;
        import && self.due != 0.0 && self.due <= reach && self.land_rate > 0.0
    }

    /// Takes rounding off: nothing below nothing, and no more due than is there.
    fn hold_within(&mut self) {
        if self.direction == Direction::Export || (self.tonnes == 0.0 && self.due == 0.0) {
            return;
        }
        if self.tonnes.abs() <= self.rounding() {
            self.went += self.tonnes;
            self.tonnes = 0.0;
        }
        let most = self.tonnes.max(0.0);
        self.due = if self.unripe == 0 { most } else { self.due.clamp(0.0, most) };
    }
}

impl ModeState {
    /// Books tonnes carried evenly over a span to the days they fall in.
    fn carry(&mut self, moved: f64, span: Span) {
        self.tonnes += moved;
        if self.siding.is_some() && self.rate > 0.0 {
            self.unloaded_on_trains += moved;
        }
        let (first, last) = span.days;
        if first == last {
            self.add_to_day(last, moved);
            return;
        }
        let day_length = Duration::DAY.milliseconds();
        let length = (span.now - span.since).milliseconds() as f64;
        for day in first..=last {
            let begin = (day * day_length).max(span.since.milliseconds());
            let end = ((day + 1) * day_length).min(span.now.milliseconds());
            self.add_to_day(day, moved * (end - begin) as f64 / length);
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
