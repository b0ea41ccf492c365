//! Barges and feeders (rule L3): vessels that carry onward what other vessels landed. They load from the stocks of a mode: what those at
//! work may load is the limit of the mode; what the mode takes is theirs, in proportion to what each may load. It leaves out their call,
//! which is that of any vessel.

use super::bounds::CRUMB_HOURS;
use super::settle::Books;
use super::{Land, Network};
use crate::engine::{Calendar, Phase, Work};
use crate::model::event::Event;
use crate::model::simulator::World;
use crate::units::{Duration, Time, Tonnes, TonnesPerHour};

/// A vessel that lacks less than this, in tonnes, is full: it is rounding.
const NOTHING: f64 = 1e-8;

/// A vessel that loads from the stocks of a mode.
#[derive(Debug)]
pub(in crate::model) struct Barge {
    pub(in crate::model) visit: u32,
    flow: usize,
    place: usize,
    /// Its mode, in the network.
    mode: usize,
    /// Rate that machines and closures permit, and its part of what the mode takes, t/h.
    permitted: f64,
    rate: f64,
    /// Since when it could load and finds nothing.
    stands_since: Option<Time>,
    /// How long it stands before it leaves short; when it sails with what it has.
    patience: Option<Duration>,
    sails: Option<Time>,
}

impl Barge {
    /// When it leaves short if nothing changes; `Time::NEVER` if it does not.
    fn leaves_short(&self) -> Time {
        let patience = self.stands_since.zip(self.patience).map(|(since, patience)| since + patience);
        patience.into_iter().chain(self.sails).fold(Time::NEVER, Time::min)
    }
}

impl Books<'_> {
    /// A vessel receives what its mode loaded for it until `now`; returns what it took, at most what it lacks.
    fn receive(&mut self, barge: &Barge, given: f64, now: Time) -> f64 {
        let moved = self.visits[barge.visit].transfer.work.receive(Tonnes(given), now);
        self.ledger.crossed(barge.flow, barge.place, self.counted[barge.flow], moved);
        moved.0
    }
}

impl Network {
    /// Rate at which the vessels of a mode may load, t/h.
    pub(super) fn barge_rate(&self, mode: usize) -> f64 {
        self.barges.iter().filter(|barge| barge.mode == mode).map(|barge| barge.permitted).sum()
    }

    /// The limit of a mode follows its vessels.
    fn barges_changed(&mut self, mode: usize) {
        self.set_mode_limit(mode, self.barge_rate(mode), self.modes[mode].factor);
        self.find_paces();
        self.touch_all();
    }

    /// The rate that machines and closures permit a vessel that loads from a mode.
    pub(super) fn permit_barge(&mut self, visit: u32, permitted: f64) {
        let Some(barge) = self.barges.iter_mut().find(|barge| barge.visit == visit) else { return };
        if std::mem::replace(&mut barge.permitted, permitted) != permitted {
            let mode = barge.mode;
            self.barges_changed(mode);
        }
    }

    /// A vessel that loads from a mode is done.
    pub(super) fn detach_barge(&mut self, visit: u32) {
        let at = self.barges.iter().position(|barge| barge.visit == visit).expect("an attached vessel");
        let mode = self.barges.remove(at).mode;
        self.barges_changed(mode);
    }

    /// The last rounding of a vessel's parcel is loaded.
    pub(super) fn book_barge(&mut self, visit: u32, moved: f64, now: Time) {
        if let Some(barge) = self.barges.iter().find(|barge| barge.visit == visit) {
            self.give_back(barge.mode, -moved, now);
        }
    }

    /// Gives vessels what their modes took for them since they were last loaded, at the rates in force. What a vessel that is full takes no
    /// more stays where it was.
    pub(super) fn load_barges(&mut self, now: Time, books: &mut Books<'_>) {
        for at in 0..self.barges.len() {
            let barge = &self.barges[at];
            let mode = &self.modes[barge.mode];
            let given = if barge.rate > 0.0 {
                mode.for_vessels.unwrap_or(0.0) * (barge.rate / mode.rate)
            } else {
                0.0
            };
            let left_over = given - books.receive(barge, given, now);
            if left_over > 0.0 {
                self.give_back(barge.mode, left_over, now);
            }
        }
        self.modes.iter_mut().for_each(|mode| mode.for_vessels = mode.for_vessels.map(|_| 0.0));
    }

    /// Cargo that a mode took goes back to the stock that it takes most from.
    fn give_back(&mut self, mode: usize, tonnes: f64, now: Time) {
        let routes = self.routes.iter_mut().filter(|route| route.mode == mode);
        let Some(most) = routes.max_by(|one, other| one.rate.total_cmp(&other.rate)) else { return };
        most.moved -= tonnes;
        self.stocks[most.stock].take_or_bring(-tonnes);
        self.modes[mode].book(-tonnes, (now, now));
    }

    /// Shares what modes take among the vessels that load from them.
    fn share_barges(&mut self, now: Time) {
        for at in 0..self.barges.len() {
            let all = self.barge_rate(self.barges[at].mode);
            let barge = &mut self.barges[at];
            let mode = &self.modes[barge.mode];
            barge.rate = if all > 0.0 { mode.rate * (barge.permitted / all) } else { 0.0 };
            let stands = barge.rate <= 0.0 && barge.permitted > 0.0 && mode.factor > 0.0;
            barge.stands_since = if stands { barge.stands_since.or(Some(now)) } else { None };
        }
    }
}

impl Land {
    /// The mode whose stocks the vessels of a trade load, if they do.
    pub(super) fn loaded_mode(&self, trade: usize) -> Option<usize> {
        self.loads.get(trade).copied().flatten()
    }
}

impl World<'_> {
    /// A vessel of a trade that loads from a mode begins. False if its trade does not.
    pub(in crate::model) fn attach_to_mode(&mut self, slot: u32, trade: usize, now: Time) -> bool {
        let (Some(mode), Some(loads)) = (self.land.loaded_mode(trade), &self.port.trades[trade].loads) else {
            return false;
        };
        let seat = self.land.modes[mode];
        let visit = &self.visits[slot];
        let network = &mut self.land.networks[seat.network];
        network.barges.push(Barge {
            visit: slot,
            flow: visit.flow,
            place: visit.fit.place,
            mode: seat.at,
            permitted: 0.0,
            rate: 0.0,
            stands_since: None,
            patience: loads.leaves_short_after.map(|after| after.at(self.draws)),
            sails: loads.sails_after.map(|after| now + after.at(self.draws)),
        });
        network.touch_all();
        true
    }

    /// True if a vessel that loads from a mode lacks more than rounding of this part of its parcel: its end is then forecast anew.
    pub(in crate::model) fn still_loads(&mut self, slot: u32) -> bool {
        let visit = &self.visits[slot];
        let trade = self.site.flows[visit.flow].trade;
        let lacks = visit.transfer.work.left() - visit.transfer.remainder;
        let Some(mode) = self.land.loaded_mode(trade) else { return false };
        let still = lacks.0 > NOTHING;
        let seat = self.land.modes[mode];
        let network = &mut self.land.networks[seat.network];
        // The next part may go on at the same rate: it is set all the same.
        network.changed = true;
        network.modes[seat.at].trains += u32::from(!still);
        still
    }

    /// Sets the rates of the vessels that load from modes of a network, and when each is full or leaves short.
    pub(in crate::model) fn rate_barges(&mut self, network: usize, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        self.land.networks[network].share_barges(now);
        for at in 0..self.land.networks[network].barges.len() {
            let barge = &self.land.networks[network].barges[at];
            let (visit, rate, short) = (barge.visit, barge.rate, barge.leaves_short());
            self.set_rate(visit, TonnesPerHour(rate), calendar);
            let transfer = &self.visits[visit].transfer;
            let part = transfer.work.left() - transfer.remainder;
            let full = now + rounded_up(part, rate);
            let timer = self.visits[visit].timer;
            if full <= short {
                calendar.set(timer, full, Phase::Ending, Event::WorkDone { visit });
            } else {
                calendar.set(timer, short.max(now), Phase::Ending, Event::LeavesShort { visit });
            }
        }
    }

    /// A vessel that loads from a mode leaves with what it has.
    pub(in crate::model) fn leaves_short(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        self.account(slot, now);
        let network = self.settle_work(slot, now);
        let left = self.visits[slot].transfer.work.left();
        if left.0 <= NOTHING {
            return self.work_done(slot, calendar);
        }
        let flow = self.visits[slot].flow;
        let mode = self.land.loaded_mode(self.site.flows[flow].trade).expect("only these leave short");
        let seat = self.land.modes[mode];
        let tally = &mut self.land.networks[seat.network].modes[seat.at];
        (tally.trains, tally.short) = (tally.trains + 1, tally.short + 1);
        self.ledger.left_short(&self.visits[slot], left, now);
        let visit = &mut self.visits[slot];
        visit.transfer.work = Work::new(Tonnes::ZERO, now);
        visit.transfer.remainder = Tonnes::ZERO;
        // What it has is its parcel: it leaves that deep.
        visit.cast.parcel -= left;
        let last = self.last_draught(slot);
        self.visits[slot].draughts[1] = last;
        self.end_transfer(slot, network, calendar);
    }
}

/// How long loading takes: it ends when all is on board, so it is rounded up.
fn rounded_up(part: Tonnes, rate: f64) -> Duration {
    if part.0 <= 0.0 {
        return Duration::ZERO;
    }
    if rate <= 0.0 {
        return Time::NEVER - Time::ZERO;
    }
    let milliseconds = (part.0 / rate / CRUMB_HOURS - 1e-6).ceil().max(0.0);
    Duration::from_milliseconds(milliseconds.min((Time::NEVER - Time::ZERO).milliseconds() as f64) as i64)
}
