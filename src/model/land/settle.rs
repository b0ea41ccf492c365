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
        let ripened = self.fall_due(span);
        self.modes.iter_mut().for_each(|mode| mode.moved = 0.0);
        for yard in 0..self.yards.len() {
            let held = self.settle_stocks(yard, span.hours, ripened);
            if !self.exports {
                self.settle_yard(yard, held, span, books);
            }
        }
        if self.exports {
            self.empty_crumbs(now, books);
            (0..self.yards.len()).for_each(|yard| self.settle_yard(yard, self.held(yard), span, books));
        }
        for mode in self.modes.iter_mut().filter(|mode| mode.rate > 0.0) {
            mode.working += span.hours;
            mode.carry(mode.moved, span);
        }
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

    /// What fell due in the stocks of a yard, and what the land side took or brought; adds it up by mode. Returns what the yard holds.
    fn settle_stocks(&mut self, yard: usize, hours: f64, ripened: f64) -> Held {
        let mut held = Held::default();
        let (first, last) = self.yards[yard].stocks;
        for (number, stock) in (first..last).zip(&mut self.stocks[first..last]) {
            stock.fall_due(ripened);
            if stock.land_rate > 0.0 {
                let moved = stock.exchange(hours);
                let routes = &self.routes[stock.routes.0..stock.routes.1];
                if let ([route], false) = (routes, self.helping) {
                    self.modes[route.mode].moved += moved;
                } else {
                    for route in self.routes.iter().filter(|route| route.stock == number) {
                        self.modes[route.mode].moved += moved * (route.rate / stock.land_rate);
                    }
                }
            }
            held.add(stock);
        }
        held
    }

    /// `moved` tonnes between a stock and a mode at once.
    pub(super) fn move_at_once(&mut self, stock: usize, mode: usize, moved: f64, now: Time) {
        self.stocks[stock].take_or_bring(moved);
        self.modes[mode].carry(moved, Span::new(now, now));
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

    /// Use, fullness and hours of a yard.
    fn settle_yard(&mut self, number: usize, held: Held, span: Span, books: &mut Books<'_>) {
        let yard = &mut self.yards[number];
        let (was_full, was_empty) = (yard.full, yard.tonnes.value() <= 0.0);
        yard.hold(held, span.now);
        // Stocks go in straight lines: at a bound at both ends is at it all the while.
        if was_empty && yard.tonnes.value() <= 0.0 {
            yard.empty_hours += span.hours;
        }
        if was_full && yard.full {
            yard.full_hours += span.hours;
        } else if yard.full {
            self.changed = true;
            self.fill_crumb(number, span.now, books);
        }
    }

    /// Recomputes the stock of a yard and whether it is full.
    pub(super) fn measure_yard(&mut self, number: usize, now: Time) {
        let held = self.held(number);
        self.yards[number].hold(held, now);
    }

    fn held(&self, yard: usize) -> Held {
        let (first, last) = self.yards[yard].stocks;
        let mut held = Held::default();
        self.stocks[first..last].iter().for_each(|stock| held.add(stock));
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

/// What a yard holds.
#[derive(Clone, Copy, Default)]
struct Held {
    tonnes: f64,
    /// In the measure of its capacity, m² or tonnes.
    space: f64,
}

impl Held {
    fn add(&mut self, stock: &Stock) {
        self.tonnes += stock.tonnes;
        self.space += stock.tonnes * stock.space;
    }
}

impl YardState {
    /// The yard went in a straight line to what it holds at `now`.
    fn hold(&mut self, held: Held, now: Time) {
        self.used = held.space;
        self.tonnes.slope_to(now, held.tonnes);
        if !self.capacity.is_finite() {
            return;
        }
        self.share.slope_to(now, if self.capacity > 0.0 { held.space / self.capacity } else { 1.0 });
        let (inflow, outflow) = (self.fills, self.leaves);
        let room = self.capacity - held.space;
        let nearing = if self.over { inflow.max(outflow) } else { inflow };
        self.full = room <= nearing * CRUMB_HOURS + ROUNDING * self.capacity;
        self.over = -room > (inflow + outflow) * CRUMB_HOURS + OVER * self.capacity.max(1.0);
    }
}

impl Stock {
    /// Cargo ripened for some hours more. With nothing unripe all is due; there is never more due than is there.
    fn fall_due(&mut self, hours: f64) {
        let due = self.due + self.ripening * hours;
        self.due = if self.unripe == 0 || due > self.tonnes { self.tonnes.max(0.0) } else { due.max(0.0) };
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
