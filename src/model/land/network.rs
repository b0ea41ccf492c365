//! What a network holds: stocks, the routes that serve them, and the yards, modes and capacities they share.

use super::lift::Lift;
use super::rail::{Siding, Train};
use super::ripening::Parcel;
use super::settle::ROUNDING;
use crate::engine::{Level, Timer};
use crate::model::UNLIMITED;
use crate::port::Direction;
use crate::units::Time;

/// Cargo of one trade, with one label if its trade is split, in one yard.
#[derive(Debug)]
pub(super) struct Stock {
    pub(super) yard: usize,
    pub(super) direction: Direction,
    /// m² (or tonnes) of the yard's capacity that one tonne takes.
    pub(super) space: f64,
    /// Its routes without fallbacks: first, and first after.
    pub(super) routes: (usize, usize),
    /// The queue it waits in if it has a backlog: one for all stocks of a yard with the same modes.
    pub(super) queue: usize,
    /// What the modes of these routes could move, each alone, t/h; 0 while its yard is closed.
    pub(super) pace: f64,
    pub(super) tonnes: f64,
    /// Of those, due for collection.
    pub(super) due: f64,
    /// Rate at which parcels that have landed wholly fall due, t/h.
    pub(super) ripening: f64,
    /// Number of parcels not wholly due.
    pub(super) unripe: u32,
    /// Rate at which cargo falls due now, landing parcels included.
    pub(super) supply: f64,
    /// Rates now: from or to vessels; from or to modes.
    pub(super) quay_rate: f64,
    pub(super) land_rate: f64,
    /// True if the land side takes all that falls due, as it does.
    pub(super) passes_on: bool,
    /// For the balance: what came and went since the start, and the stock then.
    pub(super) start: f64,
    pub(super) came: f64,
    pub(super) went: f64,
    /// Labelled anew: taken over from another stock of the trade, and given to one.
    pub(super) taken_over: f64,
    pub(super) given: f64,
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
    pub(super) rate: f64,
}

/// A yard as it stands.
#[derive(Debug)]
pub(super) struct YardState {
    /// Its stocks, and the holdings they make: first, and first after.
    pub(super) stocks: (usize, usize),
    pub(super) holdings: (usize, usize),
    pub(super) capacity: f64,
    pub(super) used: f64,
    pub(super) full: bool,
    /// Above its capacity, since that shrank: it takes nothing until it fits (rule Q4).
    pub(super) over: bool,
    /// Space that fills it and leaves it each hour at the present rates.
    pub(super) fills: f64,
    pub(super) leaves: f64,
    /// What the log was told.
    pub(super) told_full: bool,
    pub(super) closed: bool,
    pub(super) tonnes: Level,
    pub(super) share: Level,
    pub(super) start_tonnes: f64,
    pub(super) full_hours: f64,
    pub(super) empty_hours: f64,
    /// What came and went, in and out of its import and its export stocks, up to the last reading.
    pub(super) read: Moves,
}

/// What came into and went out of a yard since the start, by direction of trade, tonnes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Moves {
    pub(super) landed: f64,
    pub(super) collected: f64,
    pub(super) delivered: f64,
    pub(super) loaded: f64,
}

/// A land-side mode as it stands.
#[derive(Debug)]
pub(super) struct ModeState {
    /// Own limit now, t/h; infinite if none; 0 when closed.
    pub(super) limit: f64,
    /// The same as a number to compute with.
    pub(super) most: f64,
    /// Factor of closures and dates: 0 when closed.
    pub(super) factor: f64,
    /// In use by date, and its stated rate then, t/h; infinite if none.
    pub(super) in_use: bool,
    pub(super) stated: f64,
    /// What it could move alone: the lesser of its limit and those of the capacities it uses, t/h.
    pub(super) pace: f64,
    pub(super) rate: f64,
    /// Its place among the sidings, if it is a rail mode.
    pub(super) siding: Option<usize>,
    /// Carried by trains since the last settlement, not yet given to one.
    pub(super) unloaded_on_trains: f64,
    pub(super) filling: Filling,
    pub(super) tonnes: f64,
    /// Hours at work, up to when they were last counted.
    pub(super) working: f64,
    pub(super) since: Time,
    /// Carried since the last midnight or reading, and the most in a day.
    pub(super) day_tonnes: f64,
    pub(super) peak_day: f64,
    pub(super) trains: u32,
    pub(super) short: u32,
    pub(super) cancelled: u32,
}

/// A shared capacity as it stands.
#[derive(Debug)]
pub(super) struct CapacityState {
    /// Who uses it, among the `uses` of the network: first, and first after.
    pub(super) users: (usize, usize),
    /// By date, before closures, t/h.
    pub(super) stated: f64,
    pub(super) limit: f64,
    pub(super) filling: Filling,
    /// What it could have taken since the last reading, up to when its limit last changed, t.
    pub(super) available: f64,
    pub(super) since: Time,
}

impl CapacityState {
    /// Its limit is another from `now` on.
    pub(super) fn set_limit(&mut self, limit: f64, now: Time) {
        self.available += self.limit * (now - self.since).hours();
        (self.limit, self.since) = (limit, now);
    }
}

/// Room to compute in for a mode or a capacity while rates rise.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Filling {
    /// What it can still take, t/h.
    pub(super) left: f64,
    /// Rate that one step of the common factor asks of it.
    pub(super) weight: f64,
    /// Routes to stocks with a backlog; whether they still rise, and to what factor they rose.
    pub(super) routes: f64,
    pub(super) rising: bool,
    pub(super) level: f64,
}

/// Yards, modes and capacities that touch each other. All positions are within the network.
#[derive(Debug, Default)]
pub(in crate::model) struct Network {
    /// Grouped by yard, and within it by trade.
    pub(super) stocks: Vec<Stock>,
    pub(super) holdings: Vec<Holding>,
    /// By stock; fallbacks last, from `primary` on.
    pub(super) routes: Vec<Route>,
    pub(super) primary: usize,
    /// Hours until the first stock runs out at the present rates; infinite if none does.
    pub(super) runs_out: f64,
    /// True while fallbacks may be at work.
    pub(super) helping: bool,
    /// True if some of its stocks are loaded on vessels.
    pub(super) exports: bool,
    pub(super) yards: Vec<YardState>,
    pub(super) modes: Vec<ModeState>,
    pub(super) capacities: Vec<CapacityState>,
    /// Which mode uses which capacity, by capacity.
    pub(super) uses: Vec<(usize, usize)>,
    pub(super) sidings: Vec<Siding>,
    /// By slot; slots are used again.
    pub(super) trains: Vec<Train>,
    pub(super) trains_created: u32,
    pub(in crate::model) lifts: Vec<Lift>,
    /// Parcels that fall due by themselves, the next to be wholly due last.
    pub(super) ripe: Vec<Parcel>,
    /// Hours of supply that go along as a crumb and make no backlog: a millisecond, or nothing where a full yard needs every tonne to go.
    pub(super) crumb: f64,
    /// All of it settled up to here; some of its holdings may be settled further.
    pub(super) since: Time,
    /// True while no backlog waits for a mode at work, no yard is full, and nothing but vessels and dwell sets rates.
    pub(super) quiet: bool,
    /// Never take it as quiet.
    pub(super) thorough: bool,
    /// All rates must be found again, not only those of the holdings touched.
    pub(in crate::model) all_touched: bool,
    /// The next change that is more than cargo of single holdings falling due: a stock runs out, a yard fills, a train is full.
    pub(super) bound: Time,
    /// Of the next change by itself; there from the start of the run.
    pub(in crate::model) timer: Option<Timer>,
    /// When it was last forecast to change by itself.
    pub(in crate::model) forecast: Option<Time>,
    /// Some rates must be found again.
    pub(in crate::model) changed: bool,
    pub(super) queues: Vec<Queue>,
    pub(super) scratch: super::allocate::Scratch,
}

impl Network {
    /// The least limit of the capacities that a mode uses, t/h; infinite if it uses none.
    pub(super) fn shared_limit(&self, mode: usize) -> f64 {
        let used = self.uses.iter().filter(|uses| uses.0 == mode);
        used.map(|uses| self.capacities[uses.1].limit).fold(f64::INFINITY, f64::min)
    }

    /// A slowed mode is held to the slowed share of its own limit or of the least capacity it uses, whichever is less.
    pub(super) fn set_mode_limit(&mut self, number: usize, own: f64, factor: f64) {
        let shared = self.shared_limit(number);
        let mode = &mut self.modes[number];
        mode.limit = if factor >= 1.0 {
            own
        } else if factor <= 0.0 {
            0.0
        } else {
            own.min(shared) * factor
        };
        mode.most = mode.limit.min(UNLIMITED);
        mode.pace = shared.min(mode.most);
        mode.factor = factor;
    }

    /// All rates must be found again.
    pub(in crate::model) fn touch_all(&mut self) {
        (self.changed, self.all_touched) = (true, true);
    }

    /// The rates of a holding must be found again.
    pub(super) fn touch(&mut self, holding: usize) {
        self.changed = true;
        self.holdings[holding].touched = true;
    }

    /// Finds the paces of stocks; to be called when those of modes, or closures of yards, changed.
    pub(super) fn find_paces(&mut self) {
        for stock in &mut self.stocks {
            let (first, last) = stock.routes;
            let paces = self.routes[first..last].iter().map(|route| self.modes[route.mode].pace);
            stock.pace = if self.yards[stock.yard].closed { 0.0 } else { paces.sum() };
        }
    }

    /// What came into and went out of a yard since the start.
    pub(super) fn moves(&self, yard: &YardState) -> Moves {
        let mut moves = Moves::default();
        for stock in &self.stocks[yard.stocks.0..yard.stocks.1] {
            let (came, went) = match stock.direction {
                Direction::Import => (&mut moves.landed, &mut moves.collected),
                Direction::Export => (&mut moves.delivered, &mut moves.loaded),
            };
            *came += stock.came;
            *went += stock.went;
        }
        moves
    }

    /// Space that fills and leaves a yard each hour.
    pub(super) fn yard_flows(&self, yard: &YardState) -> (f64, f64) {
        let stocks = &self.stocks[yard.stocks.0..yard.stocks.1];
        stocks.iter().fold((0.0, 0.0), |(fills, leaves), stock| {
            let (into, from) = stock.flows();
            (fills + into * stock.space, leaves + from * stock.space)
        })
    }
}

impl Stock {
    /// Rates at which cargo comes and goes, t/h.
    pub(super) fn flows(&self) -> (f64, f64) {
        match self.direction {
            Direction::Import => (self.quay_rate, self.land_rate),
            Direction::Export => (self.land_rate, self.quay_rate),
        }
    }

    /// True if more waits than goes along with what falls due within `crumb` hours.
    pub(super) fn has_backlog(&self, crumb: f64) -> bool {
        self.due > self.supply * crumb + self.rounding()
    }

    /// Tonnes below this are rounding, after all that came.
    pub(super) fn rounding(&self) -> f64 {
        ROUNDING * self.came.max(1.0)
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
}
