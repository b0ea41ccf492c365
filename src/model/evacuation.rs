//! Orders to leave the berth (rule V1): a vessel breaks off what it does, goes to sea when it can, waits there in its old place of the queue,
//! comes back, and goes on with what was left.

use super::event::Event;
use super::itinerary::{Activity, CLEANING, Stage, VESSEL_CALL};
use super::simulator::World;
use crate::engine::Calendar;
use crate::port::Direction;
use crate::units::{Duration, Time, TonnesPerHour};

impl World<'_> {
    /// Orders were given or called off: vessels alongside heed them.
    pub(super) fn heed_orders(&mut self, calendar: &mut Calendar<Event>) {
        for slot in 0..self.visits.slots() {
            let visit = &self.visits[slot];
            if visit.number == 0 || !visit.alongside {
                continue;
            }
            let ordered = self.closures.evacuates(visit.fit.place);
            match visit.side {
                None if ordered => self.order_to_sea(slot, calendar),
                Some(0) if !ordered => self.call_off(slot, calendar),
                _ => {}
            }
        }
    }

    /// A vessel alongside breaks off and asks to leave. One that has done its cargo work leaves anyway, when its formalities are over.
    fn order_to_sea(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        match self.visits[slot].at() {
            Some(Stage::Spend(Activity::Berthing | Activity::Cleaning)) => {
                self.account_activity(slot, now);
                let visit = &mut self.visits[slot];
                calendar.stop(visit.timer);
                visit.rest = visit.stage_ends - now;
            }
            Some(Stage::Transfer(_)) => self.interrupt_transfer(slot, calendar),
            _ => return,
        }
        self.visits[slot].draughts[1] = self.present_draught(slot);
        self.ledger.ordered_to_sea(&self.visits[slot], now);
        self.visits[slot].side = Some(0);
        self.ask_to_leave(slot, now);
    }

    /// It is over before the vessel could leave: it goes on where it broke off.
    fn call_off(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        self.leaving.retain(|&other| other != slot);
        self.account_leaves(slot, calendar.now());
        self.resume(slot, calendar);
    }

    /// Alongside again and made fast: what is left of berthing is at most the formalities; the place is cleaned if it needs to be now.
    pub(super) fn return_alongside(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let visit = &mut self.visits[slot];
        visit.shift = None;
        visit.rest = visit.rest.min(visit.cast.opening);
        if visit.stage >= CLEANING {
            visit.stage = CLEANING;
            self.visits[slot].rest = self.duration(slot, Activity::Cleaning);
        }
        self.resume(slot, calendar);
    }

    /// At sea: it comes back as it is loaded now, and must float alongside as it will be loaded at the end.
    pub(super) fn shelter(&mut self, slot: u32, now: Time) {
        let last = self.last_draught(slot);
        let visit = &mut self.visits[slot];
        visit.sheltered = now;
        visit.draughts[0] = visit.draughts[1];
        visit.draught = visit.draughts[0].max(last);
        self.ledger.sheltered(&self.visits[slot], now);
    }

    /// Its draught with what is on board now.
    pub(super) fn present_draught(&self, slot: u32) -> u32 {
        let visit = &self.visits[slot];
        let site = &self.site.flows[visit.flow];
        let done = 1.0 - visit.transfer.work.left() / visit.cast.parcel;
        let on_board = if site.direction == Direction::Import { 1.0 - done } else { done };
        site.draught.millimetres(visit.cast.parcel.0, on_board.clamp(0.0, 1.0))
    }

    /// Its draught when its call is over.
    pub(super) fn last_draught(&self, slot: u32) -> u32 {
        let visit = &self.visits[slot];
        let site = &self.site.flows[visit.flow];
        let on_board = if site.direction == Direction::Import { 0.0 } else { 1.0 };
        site.draught.millimetres(visit.cast.parcel.0, on_board)
    }

    /// Back alongside, or the order called off: the stage that was interrupted goes on with what was left.
    fn resume(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let last = self.last_draught(slot);
        let visit = &mut self.visits[slot];
        visit.side = None;
        visit.draughts[1] = last;
        let rest = std::mem::replace(&mut visit.rest, Duration::ZERO);
        match VESSEL_CALL[visit.stage] {
            Stage::Spend(activity) if rest > Duration::ZERO => self.spend(slot, activity, rest, calendar),
            Stage::Transfer(_) => self.ask_to_transfer(slot, calendar),
            _ => {
                visit.step();
                self.advance(slot, calendar);
            }
        }
        // It may be ordered out again at once.
        self.orders_changed |= self.closures.evacuates(self.visits[slot].fit.place);
    }

    /// Cargo work breaks off; what is left stays.
    pub(super) fn interrupt_transfer(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        if self.visits[slot].held_back {
            self.visits[slot].held_back = false;
            self.held_back.retain(|&other| other != slot);
            self.account_let_begin(slot, now);
            return;
        }
        self.account(slot, now);
        let network = self.settle_work(slot, now);
        let visit = &mut self.visits[slot];
        let part = visit.transfer.work.left();
        visit.transfer.work.set_rate(now, TonnesPerHour::ZERO, part);
        visit.interrupted = true;
        calendar.stop(visit.timer);
        self.leave_machines(slot, network, calendar);
    }
}
