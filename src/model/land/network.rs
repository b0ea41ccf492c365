//! What a network holds: stocks, the routes that serve them, and the yards, modes and capacities they share.

use super::barge::Barge;
use super::depot::Depot;
use super::fleet::Fleet;
use super::lift::Lift;
use super::mode::{CapacityState, ModeState};
use super::ripening::Parcel;
use super::scratch::Scratch;
use super::siding::{Siding, Train};
use super::stock::{Holding, Queue, Route, Stock};
use super::yard::{Moves, YardState};
use crate::engine::Timer;
use crate::model::UNLIMITED;
use crate::port::Direction;
use crate::units::Time;

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
    pub(super) free_trains: Vec<u32>,
    pub(super) trains_created: u32,
    pub(super) fleets: Vec<Fleet>,
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
    /// Of stocks that wait for the same modes.
    pub(super) queues: Vec<Queue>,
    pub(super) scratch: Scratch,
    /// Vessels that load from modes.
    pub(in crate::model) barges: Vec<Barge>,
    /// What trades hold in depots.
    pub(super) depots: Vec<Depot>,
}

impl Network {
    /// The least limit of the capacities that a mode uses, t/h; infinite if it uses none.
    pub(super) fn shared_limit(&self, mode: usize) -> f64 {
        let used = self.uses.iter().filter(|uses| uses.0 == mode);
        used.map(|uses| self.capacities[uses.1].limit).fold(f64::INFINITY, f64::min)
    }

    /// What a mode may move by itself, t/h: what its trains or vessels at work take, or its stated rate.
    pub(super) fn own_limit(&self, number: usize) -> f64 {
        let mode = &self.modes[number];
        match mode.siding {
            Some(siding) => self.train_rate(siding),
            None if mode.for_vessels.is_some() => self.barge_rate(number),
            None => mode.stated,
        }
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
        if let Some(siding) = mode.siding {
            self.sidings[siding].hours.suspend(factor <= 0.0);
        }
    }

    /// All rates must be found again.
    pub(super) fn touch_all(&mut self) {
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
            let modes = || self.routes[first..last].iter().map(|route| &self.modes[route.mode]);
            let closed = self.yards[stock.yard].closed;
            stock.pace = if closed { 0.0 } else { modes().map(|mode| mode.pace).sum() };
            stock.in_service = !closed && modes().any(|mode| mode.factor > 0.0);
        }
    }

    /// What came into and went out of a yard since the start.
    pub(super) fn moves(&self, yard: &YardState) -> Moves {
        let mut moves = Moves::default();
        for stock in &self.stocks[yard.stocks.0..yard.stocks.1] {
            let (came, went) = match stock.direction {
                Direction::Import if stock.brought => (&mut moves.delivered, &mut moves.collected),
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
