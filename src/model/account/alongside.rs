//! The hours of those who do not wait for clearance: activities, waits for closures to end before cargo work, and how many are present.

use super::HeldBack;
use crate::model::itinerary::{Activity, Stage};
use crate::model::simulator::World;
use crate::record::{WaitKind, add_hours};
use crate::units::Time;

impl World<'_> {
    /// A vessel came (+1) or is gone (−1).
    pub(in crate::model) fn account_present(&mut self, flow: usize, change: i32, now: Time) {
        if !self.account.on {
            return;
        }
        self.settle_present(flow, now);
        let present = &mut self.account.present[flow].0;
        *present = present.checked_add_signed(change).expect("nobody is gone who did not come");
    }

    fn settle_present(&mut self, flow: usize, now: Time) {
        let (present, since) = &mut self.account.present[flow];
        self.ledger.flows[flow].account.hours += f64::from(*present) * (now - *since).hours();
        *since = now;
    }

    /// Books the timed stage that a vessel is in, until `now`.
    pub(in crate::model) fn account_activity(&mut self, slot: u32, now: Time) {
        let visit = &mut self.visits[slot];
        if let Some(Stage::Spend(activity)) = visit.at() {
            let hours = (now - visit.stage_since).hours();
            visit.stage_since = now;
            self.ledger.flows[visit.flow].account.activities[activity as usize] += hours;
            if self.account.on && !matches!(activity, Activity::OutboundTransit | Activity::Shifting) {
                let place = &mut self.ledger.places[visit.fit.place].account;
                place.activities[activity as usize] += hours * visit.fit.taken;
            }
        }
    }

    /// Closures keep a vessel alongside from beginning its parcel.
    pub(in crate::model) fn account_held_back(&mut self, slot: u32, now: Time) {
        if self.account.on {
            let unmet = self.closures.unmet(self.closures.finish_holds(self.work_at(slot)));
            self.account.held_back.push(HeldBack { slot, since: now, unmet });
        }
    }

    /// Closures keep a vessel back no longer, or it is looked at again.
    pub(in crate::model) fn account_let_begin(&mut self, slot: u32, now: Time) {
        if let Some(at) = self.account.held_back.iter().position(|held| held.slot == slot) {
            let held = self.account.held_back.remove(at);
            self.book_held_back(held, now);
        }
    }

    fn book_held_back(&mut self, held: HeldBack, now: Time) {
        let visit = &self.visits[held.slot];
        if now > held.since {
            let hours = (now - held.since).hours();
            add_hours(&mut self.ledger.flows[visit.flow].account.start, held.unmet, hours);
            let place = &mut self.ledger.places[visit.fit.place].account;
            add_hours(&mut place.start, held.unmet, hours * visit.fit.taken);
            self.ledger.wait_spell(visit, WaitKind::Start, (held.since, now), held.unmet);
        }
    }

    /// Closures changed: those that keep vessels from places.
    pub(in crate::model) fn account_closed_places(&mut self, now: Time) {
        if self.account.on {
            for place in 0..self.port.places.len() {
                let causes = self.closures.unmet(self.closures.place_holds(place));
                self.quays.close(place, causes, now);
            }
        }
    }

    /// Books all of it until `now`: a period ends.
    pub(super) fn account_alongside(&mut self, now: Time) {
        for flow in 0..self.account.present.len() {
            self.settle_present(flow, now);
        }
        for slot in 0..self.visits.slots() {
            if self.visits[slot].number > 0 {
                self.account_activity(slot, now);
            }
        }
        for at in 0..self.account.held_back.len() {
            let held = self.account.held_back[at];
            self.book_held_back(held, now);
            self.account.held_back[at].since = now;
        }
    }
}
