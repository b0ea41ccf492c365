//! The land side (rules 8 and 9): stocks in yards, filled and emptied at rates. Yards, modes and capacities that touch each other
//! form a *network*; only a network that changed is settled and shared out again.
//!
//! `build` makes the tables, `settle` books what moved, `allocate` finds the rates (`pass_on` in the usual case), `forecast` the next bound, `ripening` says
//! when cargo falls due, `rail` runs trains, `relabel` hands cargo over, `tally` reads the figures of a period.

mod allocate;
mod build;
mod forecast;
mod pass_on;
mod rail;
mod relabel;
mod ripening;
mod settle;
mod tally;

use crate::engine::Level;
use crate::port::Direction;
use crate::units::Time;

pub(super) use build::label_shares;
pub(super) use rail::{Train, TrainAnswer};
pub(super) use ripening::Ripening;
pub(super) use settle::Books;

/// Most modes that may serve one trade.
pub(crate) const MODES_PER_TRADE: usize = 8;

/// Cargo of one trade, with one label if its trade is split, in one yard.
#[derive(Debug)]
pub(super) struct Stock {
    yard: usize,
    direction: Direction,
    /// m² (or tonnes) of the yard's capacity that one tonne takes.
    space: f64,
    /// Its routes without fallbacks, in its network: first, and first after.
    routes: (usize, usize),
    tonnes: f64,
    /// Of those, due for collection.
    due: f64,
    /// Rate at which parcels that have landed wholly fall due, t/h.
    ripening: f64,
    /// Number of parcels not wholly due.
    unripe: u32,
    /// Rate at which cargo falls due now, landing parcels included.
    supply: f64,
    /// Rates now: from or to vessels; from or to modes.
    quay_rate: f64,
    land_rate: f64,
    /// For the balance: what came and went since the start, and the stock then.
    start: f64,
    came: f64,
    went: f64,
}

/// A mode's way to a stock.
#[derive(Clone, Copy, Debug)]
struct Route {
    stock: usize,
    mode: usize,
    /// Only while the yard is full (a fallback).
    fallback: bool,
    rate: f64,
}

/// A yard as it stands.
#[derive(Debug)]
pub(super) struct YardState {
    capacity: f64,
    used: f64,
    full: bool,
    /// Above its capacity, since that shrank: it takes nothing until it fits (rule Q4).
    over: bool,
    /// Space that fills it and leaves it each hour at the present rates.
    fills: f64,
    leaves: f64,
    /// What the log was told.
    told_full: bool,
    closed: bool,
    tonnes: Level,
    share: Level,
    start_tonnes: f64,
    full_hours: f64,
    empty_hours: f64,
    landed: f64,
    loaded: f64,
    collected: f64,
    delivered: f64,
    stocks: Vec<usize>,
}

/// A land-side mode as it stands.
#[derive(Debug)]
pub(super) struct ModeState {
    /// Own limit now, t/h; infinite if none; 0 when closed.
    limit: f64,
    /// Factor of closures and dates: 0 when closed.
    factor: f64,
    /// In use by date, and its stated rate then, t/h; infinite if none.
    in_use: bool,
    stated: f64,
    /// What it could move alone: the lesser of its limit and those of the capacities it uses, t/h.
    pace: f64,
    uses: Vec<usize>,
    rate: f64,
    is_rail: bool,
    /// Carried by trains since the last settlement, not yet given to one.
    unloaded_on_trains: f64,
    pub(super) tonnes: f64,
    working: f64,
    day: i64,
    day_tonnes: f64,
    peak_day: f64,
    pub(super) trains: u32,
    pub(super) short: u32,
    pub(super) cancelled: u32,
}

/// A shared capacity as it stands.
#[derive(Debug)]
struct CapacityState {
    /// By date, before closures, t/h.
    stated: f64,
    limit: f64,
    used: f64,
    available: f64,
}

/// A vessel working into or out of a yard.
#[derive(Debug)]
pub(super) struct Lift {
    pub(super) visit: u32,
    flow: usize,
    place: usize,
    trade: usize,
    /// Stocks of its trade, the yard they lie in, and which way the cargo goes.
    first: usize,
    count: usize,
    yard: usize,
    direction: Direction,
    /// Rate that machines and closures permit.
    pub(super) permitted: f64,
    /// Rate that the yard allows.
    pub(super) rate: f64,
    /// Share of each of the trade's stocks.
    shares: [f64; MODES_PER_TRADE],
    ripening: Ripening,
}

/// Yards, modes and capacities that touch each other.
#[derive(Debug, Default)]
pub(super) struct Network {
    yards: Vec<usize>,
    stocks: Vec<usize>,
    /// By stock; fallbacks last, from `primary` on.
    routes: Vec<Route>,
    primary: usize,
    /// True if some of its stocks are loaded on vessels.
    exports: bool,
    modes: Vec<usize>,
    capacities: Vec<usize>,
    pub(super) lifts: Vec<Lift>,
    ripe: Vec<ripening::Parcel>,
    since: Time,
    pub(super) epoch: u32,
    /// When it was last forecast to change by itself.
    pub(super) forecast: Option<Time>,
    /// Its rates must be found again.
    pub(super) changed: bool,
}

/// What the land side needs to know of a trade.
#[derive(Debug)]
struct TradeStocks {
    first: usize,
    count: usize,
    network: usize,
}

/// All yards, modes and capacities.
#[derive(Debug)]
pub(super) struct Land {
    pub(super) networks: Vec<Network>,
    pub(super) stocks: Vec<Stock>,
    pub(super) yards: Vec<YardState>,
    pub(super) modes: Vec<ModeState>,
    capacities: Vec<CapacityState>,
    trades: Vec<Option<TradeStocks>>,
    mode_network: Vec<Option<usize>>,
    trains: Vec<Train>,
    trains_created: u32,
    rail: Vec<Option<rail::Siding>>,
    relabels: Vec<relabel::Relabel>,
    scratch: allocate::Scratch,
}

impl Land {
    /// The network of a trade with a yard.
    pub(super) fn network_of(&self, trade: usize) -> Option<usize> {
        self.trades[trade].as_ref().map(|stocks| stocks.network)
    }

    /// The network of a mode that serves some yard.
    pub(super) fn network_of_mode(&self, mode: usize) -> Option<usize> {
        self.mode_network[mode]
    }
}
