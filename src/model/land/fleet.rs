//! The trucks of a mode, one by one (rule L2). Queues are first come first served and service times equal, so the way of a truck is known in full as
//! it comes in, and no truck is an event: all that happened since the network was last settled is done in one go.
//! `trucks` joins it to stocks and yards.

use std::collections::VecDeque;

use super::lanes::{Idle, Lanes};
use super::slots::{Slots, hour_of_day};
use super::station::Station;
use super::stock::{Holding, Stock};
use crate::engine::Seed;
use crate::model::ledger::Ledger;
use crate::model::plan::Plan;
use crate::port::{Draws, Mode, ModeKind, Port, Vehicles};
use crate::record::{DenseCount, Occurrence, TRUCK_STATIONS, TruckTally, WaitTally};
use crate::units::{Duration, Time, Tonnes};

/// A rest smaller than this waits for more cargo: a kilogram.
const LEAST_LOAD: f64 = 1e-3;
/// Where trucks are loaded, among the stations.
const LOADING: usize = 2;

/// The trucks of a mode.
#[derive(Debug)]
pub(super) struct Fleet {
    /// Its mode: in the network, and in the port.
    pub(super) mode: usize,
    port_mode: usize,
    payload: f64,
    slots: Slots,
    stations: [Station; TRUCK_STATIONS],
    /// The first station that is there: nobody starts at it while the mode is closed.
    entrance: usize,
    pub(super) served: Vec<Served>,
    /// When it last looked at what is due.
    looked: Time,
    pub(super) in_use: bool,
    open: bool,
    /// Since when it is open.
    opened: Time,
    outside: VecDeque<Arrival>,
    /// Inside, in order; the first `loaded` of them are loaded.
    inside: VecDeque<Truck>,
    loaded: usize,
    created: u32,
    /// Up to when somebody is being loaded.
    busy_until: Time,
    tally: TruckTally,
    turns: DenseCount,
    /// Turns in all, and the longest; waits by station.
    turn: Duration,
    longest: Duration,
    waits: [Duration; TRUCK_STATIONS],
    lanes: Lanes,
}

/// A stock that the trucks of a mode serve, and what of it is spoken for.
#[derive(Debug)]
pub(super) struct Served {
    pub(super) stock: usize,
    holding: usize,
    claimed: f64,
    /// Due and not claimed at the instant of the last look, t; how fast cargo falls due, t/h; whether that is all there will be of it.
    free: f64,
    rate: f64,
    last: bool,
    /// What a whole load may lack, t.
    crumb: f64,
}

/// A truck that came and is not in yet.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    number: u32,
    /// Its place among the stocks served, and its load.
    served: u32,
    load: f64,
    arrived: Time,
}

/// A truck inside.
#[derive(Clone, Copy, Debug)]
struct Truck {
    arrival: Arrival,
    /// Its time at a loading place; when it leaves the port.
    loads: (Time, Time),
    leaves: Time,
    /// When it holds a lane of each station from.
    starts: [Time; TRUCK_STATIONS],
}

/// A load that left a yard.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loaded {
    pub(super) stock: usize,
    pub(super) load: f64,
    /// When, and since when, as far as nobody else was being loaded.
    pub(super) at: Time,
    pub(super) busy: Duration,
}

impl Fleet {
    /// The trucks of mode `port_mode` of the port, number `at` of its network; `None` if it has none.
    pub(super) fn new(
        port: &Port,
        (port_mode, at): (usize, usize),
        draws: &Draws,
        seed: Seed,
        plan: &Plan,
    ) -> Option<Fleet> {
        let mode: &Mode = &port.modes[port_mode];
        let ModeKind::Vehicles(vehicles) = &mode.kind else { return None };
        let stations = stations(vehicles, draws, plan.start);
        Some(Fleet {
            mode: at,
            port_mode,
            payload: vehicles.payload.at(draws).0,
            slots: Slots::new(port, mode, vehicles, seed, plan),
            entrance: stations.iter().position(Station::exists).unwrap_or(LOADING),
            stations,
            served: Vec::new(),
            looked: plan.start,
            in_use: false,
            open: false,
            opened: plan.start,
            outside: VecDeque::new(),
            inside: VecDeque::new(),
            loaded: 0,
            created: 0,
            busy_until: plan.start,
            tally: TruckTally::default(),
            turns: DenseCount::new(),
            turn: Duration::ZERO,
            longest: Duration::ZERO,
            waits: [Duration::ZERO; TRUCK_STATIONS],
            lanes: Lanes::new(plan.start),
        })
    }

    /// It serves this stock of a holding.
    pub(super) fn serve(&mut self, stock: usize, holding: usize) {
        let (claimed, free, rate, crumb) = (0.0, 0.0, 0.0, 0.0);
        self.served.push(Served { stock, holding, claimed, free, rate, last: false, crumb });
    }

    /// Dated figures from `now` on. Who waits outside as the use of the mode ends turns round.
    pub(super) fn apply_dates(&mut self, per_day: f64, in_use: bool, now: Time) {
        self.slots.set_per_day(per_day, now);
        if in_use != self.in_use {
            self.book_lanes(now);
        }
        self.in_use = in_use;
        if !in_use {
            for truck in self.outside.drain(..) {
                self.served[truck.served as usize].claimed -= truck.load;
            }
        }
    }

    /// It lets trucks in, or not, from `now` on.
    pub(super) fn set_open(&mut self, open: bool, now: Time) {
        if open != self.open {
            self.book_lanes(now);
        }
        if open && !self.open {
            self.opened = now;
        }
        self.open = open;
    }

    /// Books the hours of its lanes up to `now`; all that happened until then is done.
    fn book_lanes(&mut self, now: Time) {
        let idle = match (self.in_use, self.open) {
            (false, _) => Idle::Retired,
            (true, false) => Idle::Closed,
            (true, true) => Idle::Free,
        };
        let starts = self.inside.iter().map(|truck| &truck.starts);
        self.lanes.book(&self.stations, starts, idle, now);
    }

    /// What is due and free in the stocks it serves at `now`, in straight lines from when each was last settled.
    pub(super) fn look_at(&mut self, stocks: &[Stock], holdings: &[Holding], now: Time) {
        self.looked = now;
        for served in &mut self.served {
            let stock = &stocks[served.stock];
            let since = holdings[served.holding].since;
            served.free = stock.due - served.claimed + stock.supply * (now - since).hours();
            served.rate = stock.supply;
            served.last = stock.unripe == 0;
            served.crumb = stock.crumb_due();
        }
    }

    /// Trucks that come before `until`, and those that come in.
    pub(super) fn come(&mut self, until: Time, ledger: &mut Ledger) {
        self.let_in(until, ledger);
        while self.slots.next() < until {
            let (now, hour) = (self.slots.next(), self.slots.hour_of_day());
            self.slots.step();
            if !self.in_use {
                continue;
            }
            let Some((served, load)) = self.claim(now) else {
                self.tally.unused += 1;
                continue;
            };
            self.served[served].claimed += load;
            self.served[served].free -= load;
            self.tally.arrivals[hour] += 1;
            self.created += 1;
            let arrival = Arrival { number: self.created, served: served as u32, load, arrived: now };
            if self.outside.is_empty() && self.may_enter(now, until) {
                self.enter(arrival, ledger);
            } else {
                self.outside.push_back(arrival);
            }
        }
        self.let_in(until, ledger);
    }

    /// Those who wait outside come in as long as they may.
    fn let_in(&mut self, until: Time, ledger: &mut Ledger) {
        while let Some(&arrival) = self.outside.front()
            && self.may_enter(arrival.arrived, until)
        {
            self.outside.pop_front();
            self.enter(arrival, ledger);
        }
    }

    /// May the next truck start at the first station before `until`?
    fn may_enter(&self, arrived: Time, until: Time) -> bool {
        self.open && self.stations[self.entrance].start(arrived.max(self.opened)) < until
    }

    /// The load a truck that could come at `now` claims: a whole one from the stock with most that is due and free; or what there is, if it is the
    /// last of its stock.
    fn claim(&self, now: Time) -> Option<(usize, f64)> {
        let hours = (now - self.looked).hours();
        let free = |served: &Served| served.free + served.rate * hours;
        let (mut best, mut most) = (0, free(self.served.first()?));
        for (at, served) in self.served.iter().enumerate().skip(1) {
            let free = free(served);
            if free > most {
                (best, most) = (at, free);
            }
        }
        if most >= self.payload - self.served[best].crumb {
            return Some((best, self.payload.min(most)));
        }
        let rests = self.served.iter().enumerate().filter(|(_, served)| served.last);
        let rest = rests.map(|(at, served)| (at, free(served))).filter(|rest| rest.1 >= LEAST_LOAD);
        rest.reduce(|one, other| if other.1 > one.1 { other } else { one })
    }

    /// A truck comes in: its way through all stations is known.
    fn enter(&mut self, arrival: Arrival, ledger: &mut Ledger) {
        let mut loads = (arrival.arrived, arrival.arrived);
        let mut ready = arrival.arrived.max(self.opened);
        let mut waited = ready - arrival.arrived;
        let mut starts = [ready; TRUCK_STATIONS];
        self.waits[self.entrance] += waited;
        for (number, station) in self.stations.iter_mut().enumerate() {
            let (start, end) = station.serve(ready);
            self.waits[number] += start - ready;
            starts[number] = start;
            if number == self.entrance {
                waited += start - ready;
            }
            if number == LOADING {
                loads = (start, end);
            }
            ready = end;
        }
        self.tally.entered += 1;
        self.lanes.enter(&self.stations);
        if ledger.traces() {
            let what = Occurrence::TruckIn { mode: self.port_mode, truck: arrival.number, waited };
            ledger.note(arrival.arrived + waited, None, what);
        }
        self.inside.push_back(Truck { arrival, loads, leaves: ready, starts });
    }

    /// When the next truck inside is loaded.
    pub(super) fn next_loaded(&self) -> Option<Time> {
        self.inside.get(self.loaded).map(|truck| truck.loads.1)
    }

    /// The next truck is loaded.
    pub(super) fn load(&mut self, ledger: &mut Ledger) -> Loaded {
        let Truck { arrival: Arrival { number, served, load, .. }, loads: (from, at), .. } =
            self.inside[self.loaded];
        self.loaded += 1;
        let served = &mut self.served[served as usize];
        served.claimed -= load;
        let busy = at - from.max(self.busy_until);
        self.busy_until = at;
        if ledger.traces() {
            let what = Occurrence::TruckLoaded { mode: self.port_mode, truck: number, load: Tonnes(load) };
            ledger.note(at, None, what);
        }
        Loaded { stock: served.stock, load, at, busy }
    }

    /// Trucks that are out by `now`.
    pub(super) fn leave(&mut self, now: Time, ledger: &mut Ledger) {
        while let Some(&Truck { arrival, leaves, .. }) = self.inside.front()
            && leaves <= now
            && self.loaded > 0
        {
            self.inside.pop_front();
            self.loaded -= 1;
            let turn = leaves - arrival.arrived;
            self.tally.exits[hour_of_day(leaves)] += 1;
            self.tally.gate += Tonnes(arrival.load);
            self.turn += turn;
            self.longest = self.longest.max(turn);
            self.turns.record(turn);
            if ledger.traces() {
                let what = Occurrence::TruckOut { mode: self.port_mode, truck: arrival.number, turn };
                ledger.note(leaves, None, what);
            }
        }
    }

    /// When the next load leaves at the earliest, while cargo falls due as it does: never later than it will.
    pub(super) fn earliest_load(&self, now: Time) -> Time {
        if let Some(loaded) = self.next_loaded() {
            return loaded;
        }
        if !self.open {
            return Time::NEVER;
        }
        let arrives = match self.outside.front() {
            Some(truck) => truck.arrived,
            None if self.in_use => {
                let due = self.served.iter().map(|served| self.due_at(served, now));
                self.slots.next().max(due.fold(Time::NEVER, Time::min))
            }
            None => return Time::NEVER,
        };
        if arrives >= Time::NEVER {
            return Time::NEVER;
        }
        let ready = arrives.max(self.opened);
        self.stations[..=LOADING].iter().fold(ready, |ready, station| station.done(ready))
    }

    /// When a load is due and free in a stock.
    fn due_at(&self, served: &Served, now: Time) -> Time {
        let free = served.free + served.rate * (now - self.looked).hours();
        let lacks = self.payload - served.crumb - free;
        if lacks <= 0.0 || (served.last && free >= LEAST_LOAD) {
            return now;
        }
        if served.rate > 0.0 { now + Duration::from_hours(lacks / served.rate) } else { Time::NEVER }
    }

    /// Trucks that came or could have come since the last call of `take_tally`.
    pub(super) fn slots(&self) -> f64 {
        (self.tally.came() + self.tally.unused) as f64
    }

    /// The figures since the last call.
    pub(super) fn take_tally(&mut self, now: Time) -> TruckTally {
        self.book_lanes(now);
        let mut tally = std::mem::take(&mut self.tally);
        tally.lanes = self.lanes.take();
        let waits = std::mem::replace(&mut self.waits, [Duration::ZERO; TRUCK_STATIONS]);
        tally.waits = waits.map(Duration::hours);
        let count = tally.exits.iter().sum();
        tally.turn = WaitTally {
            count,
            positive: count,
            sum: std::mem::take(&mut self.turn).hours(),
            greatest: std::mem::take(&mut self.longest).hours(),
            classes: self.turns.take(),
        };
        (tally.outside, tally.inside) = (self.outside.len() as u32, self.inside.len() as u32);
        tally
    }
}

/// The stations of a turn; those not stated are not there.
fn stations(vehicles: &Vehicles, draws: &Draws, start: Time) -> [Station; TRUCK_STATIONS] {
    let payload = vehicles.payload.at(draws);
    let station = |stated: &crate::port::Station| {
        let time = stated.time.at(draws, payload).max(Duration::from_milliseconds(1));
        Station::new(stated.count.at(draws).round().max(1.0) as usize, time, time, start)
    };
    let optional =
        |stated: &Option<crate::port::Station>| stated.as_ref().map_or_else(Station::default, station);
    let way = || match &vehicles.causeway {
        Some(causeway) => {
            let headway = Duration::from_hours(1.0 / causeway.per_hour.at(draws));
            Station::new(1, headway, causeway.travel.at(draws), start)
        }
        None => Station::default(),
    };
    [
        way(),
        optional(&vehicles.gate_in),
        station(&vehicles.loading),
        optional(&vehicles.weighbridge),
        optional(&vehicles.gate_out),
        way(),
    ]
}
