//! A yard: what it holds, whether it is full, and when it will be.

use super::bounds::{CRUMB_HOURS, ROUNDING};
use super::space::Vacant;
use crate::engine::Level;
use crate::units::{Duration, MILLISECONDS_PER_HOUR, Time};

/// A yard this much above its capacity, relatively, is so by its capacity, not by rounding.
const OVER: f64 = 1e-9;

/// A yard with less than this, a gram in tonnes, is empty: what is there is rounding.
const GRAM: f64 = 1e-6;

/// A yard as it stands.
#[derive(Debug)]
pub(super) struct YardState {
    /// Its stocks, and the holdings they make: first, and first after.
    pub(super) stocks: (usize, usize),
    pub(super) holdings: (usize, usize),
    /// In its measure (m², tonnes, boxes, vehicles, m³); infinite if it has no limit. And what of it is used.
    pub(super) capacity: f64,
    pub(super) used: f64,
    pub(super) full: bool,
    /// Above its capacity, since that shrank: it takes nothing until it fits (rule Q4).
    pub(super) over: bool,
    /// Space that fills it and leaves it each hour at the present rates, in the measure of its capacity.
    pub(super) fills: f64,
    pub(super) leaves: f64,
    /// What the log was told.
    pub(super) told_full: bool,
    pub(super) closed: bool,
    /// Outside its dates: it takes nothing, what lies there may leave.
    pub(super) shut: bool,
    /// Share of its capacity from which on owners are pressed; infinite if they never are.
    pub(super) presses_from: f64,
    /// Tonnes that lie there, and the share of the capacity they take.
    pub(super) tonnes: Level,
    pub(super) share: Level,
    pub(super) start_tonnes: f64,
    pub(super) full_hours: f64,
    pub(super) empty_hours: f64,
    pub(super) vacant: Vacant,
    /// What came and went, in and out of its import and its export stocks, up to the last reading.
    pub(super) read: Moves,
    /// What a depot had left when it was found full: nobody is there to fill it to the brim.
    pub(super) depot: bool,
    pub(super) brim: f64,
    /// How it goes while loads leave it one by one.
    pub(super) line: Line,
}

/// What came into and went out of a yard since the start, by direction of trade, tonnes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Moves {
    pub(super) landed: f64,
    pub(super) collected: f64,
    pub(super) delivered: f64,
    pub(super) loaded: f64,
}

/// What a yard holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Held {
    pub(super) tonnes: f64,
    /// In the measure of its capacity.
    pub(super) space: f64,
}

/// The straight line that a yard goes on between two settlements, but for loads that leave it.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) since: Time,
    pub(super) held: Held,
    /// Each hour.
    pub(super) rates: Held,
}

impl Line {
    fn at(&self, now: Time) -> Held {
        let hours = (now - self.since).hours();
        Held {
            tonnes: self.held.tonnes + self.rates.tonnes * hours,
            space: self.held.space + self.rates.space * hours,
        }
    }
}

impl YardState {
    pub(super) fn new(start: Time) -> YardState {
        YardState {
            stocks: (0, 0),
            holdings: (0, 0),
            capacity: f64::INFINITY,
            used: 0.0,
            full: false,
            over: false,
            fills: 0.0,
            leaves: 0.0,
            told_full: false,
            closed: false,
            shut: false,
            presses_from: f64::INFINITY,
            tonnes: Level::new(0.0, start),
            share: Level::new(0.0, start),
            start_tonnes: 0.0,
            full_hours: 0.0,
            empty_hours: 0.0,
            vacant: Vacant::default(),
            read: Moves::default(),
            depot: false,
            brim: 0.0,
            line: Line::default(),
        }
    }

    /// True if it is full with what it holds.
    pub(super) fn is_filled_by(&self, held: Held) -> bool {
        if !self.capacity.is_finite() {
            return false;
        }
        let nearing = if self.over { self.fills.max(self.leaves) } else { self.fills };
        self.capacity - held.space <= nearing * CRUMB_HOURS + ROUNDING * self.capacity + self.brim
    }

    /// True if owners of what begins to land are pressed while it holds this.
    pub(super) fn presses(&self, held: Held) -> bool {
        let crumb = (self.fills + self.leaves) * CRUMB_HOURS + OVER * self.capacity;
        held.space >= self.presses_from * self.capacity - crumb
    }

    /// It went in a straight line to what it holds at `now`.
    pub(super) fn hold(&mut self, held: Held, now: Time) {
        let hours = (now - self.tonnes.since()).hours();
        let (was_full, was_empty) = (self.full, self.tonnes.value() < GRAM);
        self.count_vacant(held, hours);
        self.used = held.space;
        self.tonnes.slope_to(now, held.tonnes);
        // A straight line that is at a bound at both ends is at it all the while.
        if was_empty && held.tonnes < GRAM {
            self.empty_hours += hours;
        }
        if !self.capacity.is_finite() {
            return;
        }
        self.share.slope_to(now, if self.capacity > 0.0 { held.space / self.capacity } else { 1.0 });
        self.full = self.is_filled_by(held);
        if self.depot && self.full != was_full {
            self.brim = if self.full { (self.capacity - held.space).max(0.0) } else { 0.0 };
        }
        let above = held.space - self.capacity;
        self.over = above > (self.fills + self.leaves) * CRUMB_HOURS + OVER * self.capacity.max(1.0);
        if was_full && self.full {
            self.full_hours += hours;
        }
    }

    /// A load leaves it at `now`. True if it was full.
    pub(super) fn hand_over(&mut self, load: Held, now: Time) -> bool {
        self.hold(self.line.at(now), now);
        let was_full = self.full;
        self.line.held.tonnes -= load.tonnes;
        self.line.held.space -= load.space;
        self.hold(self.line.at(now), now);
        was_full
    }

    /// When it will be full, or fit again, at the present rates.
    pub(super) fn bound(&self) -> Option<Time> {
        let net = self.fills - self.leaves;
        let room = self.capacity - self.used;
        let milliseconds = if self.over && net < 0.0 {
            (MILLISECONDS_PER_HOUR as f64 * (room / net)).ceil()
        } else if !self.full && self.capacity.is_finite() && net > 0.0 {
            // Rounded down: no settlement passes the bound; the crumb is booked when it is met.
            (MILLISECONDS_PER_HOUR as f64 * (room / net)).floor()
        } else {
            return None;
        };
        let milliseconds = milliseconds.min(Time::NEVER.milliseconds() as f64);
        Some(self.tonnes.since() + Duration::from_milliseconds(milliseconds as i64))
    }
}
