//! Cargo of one trade in a yard, how it falls due, and the ways that serve it.

use super::bounds::{CRUMB_HOURS, NOTHING, ROUNDING};
use super::space::Lying;
use crate::port::Direction;
use crate::units::Time;

/// Cargo of one trade, with one label if its trade is split, in one yard.
#[derive(Debug)]
pub(super) struct Stock {
    pub(super) yard: usize,
    pub(super) direction: Direction,
    /// What one tonne takes of the yard's capacity, in its measure.
    pub(super) space: f64,
    /// Its routes without fallbacks: first, and first after.
    pub(super) routes: (usize, usize),
    /// The queue it waits in if it has a backlog: one for all stocks of a yard with the same modes.
    pub(super) queue: usize,
    /// What the modes of these routes could move, each alone, t/h; 0 while its yard is closed.
    pub(super) pace: f64,
    /// A mode of these routes is in service: in use by date, in its hours, not suspended; a train or truck need not be there.
    pub(super) in_service: bool,
    /// What lies there.
    pub(super) tonnes: f64,
    /// Of those, due for collection.
    pub(super) due: f64,
    /// Rate at which parcels that have landed wholly fall due, t/h.
    pub(super) ripening: f64,
    /// Number of parcels not wholly due.
    pub(super) unripe: u32,
    /// Of what is due, what fell due at once at the end of the hours being settled: not passed on in these.
    pub(super) lump: f64,
    /// Rate at which cargo falls due now, landing parcels included.
    pub(super) supply: f64,
    /// Rates now, t/h: from or to vessels; from or to modes.
    pub(super) quay_rate: f64,
    pub(super) land_rate: f64,
    /// True if the land side takes all that falls due, as it does.
    pub(super) passes_on: bool,
    /// For the balance, tonnes: what came and went since the start, and the stock then.
    pub(super) start: f64,
    pub(super) came: f64,
    pub(super) went: f64,
    /// Labelled anew: taken over from another stock of the trade, and given to one.
    pub(super) taken_over: f64,
    pub(super) given: f64,
    /// What of it waited for what, since the last reading.
    pub(super) lying: Lying,
    /// It lies in a depot: modes bring it, not vessels. And: it lies there or goes there.
    pub(super) brought: bool,
    pub(super) chained: bool,
}

/// What one trade holds in its yard: its stocks, side by side, settled together with the vessels that work on them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holding {
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) yard: usize,
    /// Settled up to here.
    pub(super) since: Time,
    /// Its vessels or what falls due changed: its rates must be found again.
    pub(super) touched: bool,
}

/// Stocks of one yard that wait for the same modes, and what those with a backlog make together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Queue {
    /// Tonnes that wait.
    pub(super) due: f64,
    /// What falls due, and what the modes take, t/h.
    pub(super) supply: f64,
    pub(super) rate: f64,
}

/// A mode's way to a stock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    pub(super) stock: usize,
    pub(super) mode: usize,
    /// Only while the yard is full (a fallback).
    pub(super) fallback: bool,
    /// t/h.
    pub(super) rate: f64,
    /// The depot it fills, among those of the network.
    pub(super) to: Option<usize>,
    /// Tonnes moved since the last reading.
    pub(super) moved: f64,
}

/// True if a mode that serves one of these stocks of a trade is at work.
pub(super) fn is_served(stocks: &[Stock]) -> bool {
    stocks.iter().any(|stock| stock.pace > 0.0)
}

impl Stock {
    pub(super) fn new(yard: usize, direction: Direction, space: f64) -> Stock {
        Stock {
            yard,
            direction,
            space,
            routes: (0, 0),
            queue: 0,
            pace: 0.0,
            in_service: false,
            tonnes: 0.0,
            due: 0.0,
            ripening: 0.0,
            unripe: 0,
            lump: 0.0,
            supply: 0.0,
            quay_rate: 0.0,
            land_rate: 0.0,
            passes_on: false,
            start: 0.0,
            came: 0.0,
            went: 0.0,
            taken_over: 0.0,
            given: 0.0,
            lying: Lying::default(),
            brought: false,
            chained: false,
        }
    }

    /// Rates at which cargo comes and goes, t/h.
    pub(super) fn flows(&self) -> (f64, f64) {
        match self.direction {
            Direction::Import => (self.quay_rate, self.land_rate),
            Direction::Export => (self.land_rate, self.quay_rate),
        }
    }

    /// What vessels load as it comes, from export cargo of which nothing lies there, t/h.
    pub(super) fn straight_through(&self) -> f64 {
        let empty = self.direction == Direction::Export && self.tonnes <= 0.0;
        if empty { self.land_rate.min(self.quay_rate) } else { 0.0 }
    }

    /// True if more waits than goes along with what falls due within `crumb` hours.
    pub(super) fn has_backlog(&self, crumb: f64) -> bool {
        self.due > self.supply * crumb + self.rounding()
    }

    /// Tonnes below this are rounding, after all that came.
    pub(super) fn rounding(&self) -> f64 {
        ROUNDING * self.came.max(1.0)
    }

    /// What is there only by rounding goes.
    pub(super) fn drop_rounding(&mut self) {
        if self.tonnes.abs() <= self.rounding() {
            self.went += self.tonnes;
            self.tonnes = 0.0;
        }
    }

    /// Hours until it runs out at the present rates: of what is due, or of all.
    pub(super) fn runs_out(&self) -> f64 {
        if self.passes_on {
            return f64::INFINITY;
        }
        let (level, falls) = match self.direction {
            Direction::Import => (self.due, self.land_rate - self.supply),
            Direction::Export => (self.tonnes, self.quay_rate - self.land_rate),
        };
        if level > 0.0 && falls > 0.0 { level / falls } else { f64::INFINITY }
    }

    /// Cargo ripened for some hours more. With nothing unripe all is due; there is never more due than is there.
    pub(super) fn fall_due(&mut self, hours: f64) {
        self.due += self.ripening * hours;
        if self.unripe == 0 || self.due > self.tonnes {
            self.drop_rounding();
            self.due = self.tonnes;
        }
        if self.due < 0.0 {
            self.due = 0.0;
        }
    }

    /// What the land side took or brought in some hours. It takes a crumb as well: what its net flow would take within a millisecond, and
    /// all of what fell due where it passes that on (rule T4).
    pub(super) fn exchange(&mut self, hours: f64) -> f64 {
        let mut moved = self.land_rate * hours;
        if self.direction == Direction::Import && (self.passes_on || self.due - moved <= self.crumb()) {
            let all = self.tonnes - self.due <= ROUNDING * self.tonnes;
            let takes = if all { self.tonnes } else { self.due };
            moved = if self.passes_on && self.lump > 0.0 { (takes - self.lump).max(0.0) } else { takes };
        }
        self.take_or_bring(moved);
        moved
    }

    /// Tonnes that its net flow takes within a millisecond, or rounding.
    fn crumb(&self) -> f64 {
        let net = self.land_rate - self.supply;
        let net = match (self.chained, self.brought) {
            (false, _) => net.abs(),
            // What piles up before a depot, or in it, has no crumb: it would be one on top of what the next mode can take. What goes
            // straight through a depot takes the crumb along that came with it.
            (true, true) if net >= -self.supply * NOTHING => self.pace,
            (true, _) => net.max(0.0),
        };
        net * CRUMB_HOURS + self.rounding()
    }

    /// A load that was due left, since it was last settled perhaps: what falls due is booked when it is.
    pub(super) fn hand_over(&mut self, load: f64) {
        self.tonnes -= load;
        self.due -= load;
        self.went += load;
    }

    /// Tonnes that fall due within a millisecond, or rounding.
    pub(super) fn crumb_due(&self) -> f64 {
        self.supply * CRUMB_HOURS + self.rounding()
    }

    /// `moved` tonnes to the land side, or from it.
    pub(super) fn take_or_bring(&mut self, moved: f64) {
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

    /// A parcel that fell due at `rate` is wholly due, with `rest` tonnes at the end. With nothing else unripe all that is there is due.
    pub(super) fn ripen(&mut self, rate: f64, rest: f64) {
        self.unripe -= 1;
        self.due += rest;
        if rate == 0.0 {
            self.lump += rest;
        }
        let left = self.ripening - rate;
        // What is left of a rate by rounding is none.
        self.ripening = if left > rate * NOTHING { left } else { 0.0 };
        if self.unripe == 0 {
            (self.ripening, self.due) = (0.0, self.tonnes.max(0.0));
        }
    }
}
