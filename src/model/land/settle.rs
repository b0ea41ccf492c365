//! Books what moved in a network since it was last settled (rule T4): one amount, on both sides; no settlement passes a bound.

use super::Network;
use super::lift::Lift;
use super::network::{ModeState, Stock};
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
        let ripened = self.fall_due(span);
        self.settle_stocks(span, ripened);
        self.settle_modes(span);
        if self.exports {
            self.empty_crumbs(now, books);
        }
        self.settle_yards(span, books);
        self.load_trains();
    }

    /// Parcels that are wholly due at the end of the span. Returns the hours over which ripening cargo is still to be counted.
    fn fall_due(&mut self, span: Span) -> f64 {
        if self.ripe.last().is_none_or(|parcel| parcel.ends > span.now) {
            return span.hours;
        }
        for stock in &mut self.stocks {
            stock.due += stock.ripening * span.hours;
        }
        while let Some(parcel) = self.ripe.pop_if(|parcel| parcel.ends <= span.now) {
            self.ripen(&parcel);
        }
        0.0
    }

    /// What fell due, and what the land side took or brought, by stock; adds it up by mode.
    fn settle_stocks(&mut self, span: Span, ripened: f64) {
        for mode in &mut self.modes {
            mode.moved = 0.0;
        }
        for (number, stock) in self.stocks.iter_mut().enumerate() {
            stock.fall_due(ripened);
            if stock.land_rate <= 0.0 {
                continue;
            }
            let (rate, moved) = (stock.land_rate, stock.exchange(span.hours));
            let routes = &self.routes[stock.routes.0..stock.routes.1];
            if let ([route], false) = (routes, self.helping) {
                self.modes[route.mode].moved += moved;
                continue;
            }
            for route in self.routes.iter().filter(|route| route.stock == number) {
                self.modes[route.mode].moved += moved * (route.rate / rate);
            }
        }
    }

    fn settle_modes(&mut self, span: Span) {
        for capacity in &mut self.capacities {
            capacity.available += capacity.limit * span.hours;
        }
        for mode in self.modes.iter_mut().filter(|mode| mode.rate > 0.0) {
            mode.working += span.hours;
            mode.carry(mode.moved, span);
        }
        for &(mode, capacity) in &self.uses {
            self.capacities[capacity].used += self.modes[mode].moved;
        }
    }

    /// `moved` tonnes between a stock and a mode at once.
    pub(super) fn move_at_once(&mut self, stock: usize, mode: usize, moved: f64, now: Time) {
        self.stocks[stock].take_or_bring(moved);
        self.modes[mode].carry(moved, Span::new(now, now));
        for uses in self.uses.iter().filter(|uses| uses.0 == mode) {
            self.capacities[uses.1].used += moved;
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

    /// Use, fullness and hours of the yards.
    fn settle_yards(&mut self, span: Span, books: &mut Books<'_>) {
        for number in 0..self.yards.len() {
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
    /// Cargo ripened for some hours more. With nothing unripe all is due; there is never more due than is there.
    fn fall_due(&mut self, hours: f64) {
        let most = self.tonnes.max(0.0);
        self.due = if self.unripe == 0 { most } else { (self.due + self.ripening * hours).clamp(0.0, most) };
    }

    /// What the land side took or brought in some hours. It takes a crumb as well: what its net flow would take within a millisecond, and
    /// all of what fell due where it passes that on (rule T4).
    fn exchange(&mut self, hours: f64) -> f64 {
        let mut moved = self.land_rate * hours;
        if self.direction == Direction::Import && (self.passes_on || self.due - moved <= self.crumb()) {
            let all = self.tonnes - self.due <= ROUNDING * self.tonnes;
            moved = if all { self.tonnes } else { self.due };
        }
        self.take_or_bring(moved);
        moved
    }

    /// What its net flow takes within a millisecond, or rounding.
    fn crumb(&self) -> f64 {
        (self.land_rate - self.supply).abs() * CRUMB_HOURS + ROUNDING * self.came.max(1.0)
    }

    /// `moved` tonnes to the land side, or from it.
    fn take_or_bring(&mut self, moved: f64) {
        match self.direction {
            Direction::Import => {
                self.tonnes -= moved;
                self.due = (self.due - moved).max(0.0);
                self.went += moved;
            }
            Direction::Export => {
                self.tonnes += moved;
                self.came += moved;
            }
        }
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
