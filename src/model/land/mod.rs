//! The land side (rules 8 and 9): stocks in yards, filled and emptied at rates. Yards, modes and capacities that touch each other
//! form a *network*; only a network that changed is settled and shared out again.
//!
//! What there is: `stock`, `yard`, `mode`, `siding`, `lift` (a vessel at work), `depot` (a yard behind the yard), `ripening` (when cargo falls due), and the `network` that holds them;
//! `build` and `connect` make them from a port. What happens: `vessels` come and go, `settle` books what moved, `allocate` finds the rates
//! (`pass_on` in the usual case, `touch` where only one trade changed, `queue` among heaps that wait), `forecast` finds the next bound, `rail` runs
//! trains (`tracks`: what their hours went into) (`by_line` those of a single-track line), `fleet` trucks (`slots`: when they come; `station`: how they queue; `lanes`: what became of its hours; `trucks`: what they take),
//! `barge` loads vessels that carry onward, `depot` fills yards behind the yard, `relabel` hands cargo over, `pressure` shortens the dwell in yards
//! nearly full, `tally` reads the figures of a period.

mod allocate;
mod barge;
mod bounds;
mod build;
mod by_line;
mod connect;
mod depot;
mod diary;
mod fleet;
mod forecast;
mod lanes;
mod lift;
mod mode;
mod network;
mod pass_on;
mod pressure;
mod queue;
mod rail;
mod relabel;
mod rhythm;
mod ripening;
mod scratch;
mod settle;
mod siding;
mod slots;
mod space;
mod station;
mod stock;
mod tally;
mod touch;
mod tracks;
mod trucks;
mod vessels;
mod yard;

pub(super) use build::label_shares;
use mode::ModeState;
pub(super) use network::Network;
pub(super) use rail::{TrainAnswer, TrainEnd};
pub(super) use ripening::Ripening;
pub(super) use settle::Books;

/// Most modes that may serve one trade.
pub(crate) const MODES_PER_TRADE: usize = 8;

/// Where a yard, mode or capacity of the port is found: its network, and its position there.
#[derive(Clone, Copy, Debug)]
struct Seat {
    network: usize,
    at: usize,
}

/// Where the stocks of a trade are found: side by side in a network, one for each label that gets cargo in this run.
#[derive(Clone, Copy, Debug)]
struct TradeStocks {
    network: usize,
    holding: usize,
    first: usize,
    count: usize,
    /// By label: does it get cargo at some time of the run?
    used: [bool; MODES_PER_TRADE],
}

/// All yards, modes and capacities, each in the one network it belongs to.
#[derive(Debug)]
pub(super) struct Land {
    pub(super) networks: Vec<Network>,
    /// By trade; `None` without a yard.
    trades: Vec<Option<TradeStocks>>,
    yards: Vec<Seat>,
    modes: Vec<Seat>,
    capacities: Vec<Seat>,
    relabels: Vec<relabel::Relabel>,
    /// By trade: the mode whose stocks its vessels load.
    loads: Vec<Option<usize>>,
    /// By trade: the stock that it holds in a depot, in the network of its yard.
    in_depots: Vec<Option<usize>>,
}

impl Land {
    /// The network of a trade with a yard, or whose vessels load from a mode.
    pub(super) fn network_of(&self, trade: usize) -> Option<usize> {
        let loaded = || self.loads[trade].map(|mode| self.network_of_mode(mode));
        self.trades[trade].as_ref().map(|stocks| stocks.network).or_else(loaded)
    }

    /// The network of a trade with a yard, and its holding there.
    pub(super) fn holding_of(&self, trade: usize) -> Option<(usize, usize)> {
        self.trades[trade].as_ref().map(|stocks| (stocks.network, stocks.holding))
    }

    /// True if something on the land side goes by the day.
    pub(super) fn keeps_days(&self) -> bool {
        self.networks.iter().any(|network| !network.holdings.is_empty())
    }

    /// Midnight: what modes carried makes a day, and overdue cargo changes its label. All networks are settled.
    pub(super) fn end_day(&mut self) {
        self.networks.iter_mut().flat_map(|network| &mut network.modes).for_each(ModeState::end_day);
        self.relabel();
    }

    /// The network of a mode.
    pub(super) fn network_of_mode(&self, mode: usize) -> usize {
        self.modes[mode].network
    }
}

impl TradeStocks {
    /// Figures by label as figures by stock: those of labels without a stock left out.
    fn by_stock(&self, by_label: [f64; MODES_PER_TRADE]) -> [f64; MODES_PER_TRADE] {
        let mut by_stock = [0.0; MODES_PER_TRADE];
        let used = by_label.iter().zip(self.used).filter(|(_, used)| *used);
        by_stock.iter_mut().zip(used).for_each(|(stock, (label, _))| *stock = *label);
        by_stock
    }

    /// The stock of a label, if it has one.
    fn stock_of(&self, label: usize) -> Option<usize> {
        let has = *self.used.get(label)?;
        has.then(|| self.first + self.used[..label].iter().filter(|used| **used).count())
    }
}
