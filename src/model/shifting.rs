//! Shifting berth (rule V1): a vessel that has done its share at one place goes on at another, if one has room for it just then.

use super::event::Event;
use super::itinerary::Activity;
use super::port_control::need;
use super::quay::Fit;
use super::simulator::World;
use crate::engine::Calendar;
use crate::record::Occurrence;
use crate::units::Time;

impl World<'_> {
    /// Vessels that have done their share go to their second place, or stay. Departures come first, entries after.
    pub(super) fn decide_shifts(&mut self, calendar: &mut Calendar<Event>) {
        while !self.shifting.is_empty() {
            let slot = self.shifting.remove(0);
            // One that was just ordered to sea has other things to do.
            if self.visits[slot].in_transfer {
                self.shift_or_stay(slot, calendar);
            }
        }
    }

    fn shift_or_stay(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let visit = &self.visits[slot];
        let Some(shift) = &self.site.flows[visit.flow].shift else { return };
        if shift.to.iter().any(|&(place, _)| place == visit.fit.place) {
            // It lies there already.
            return;
        }
        let draught = self.present_draught(slot).max(self.last_draught(slot));
        let Some(fit) = self.second_place(slot, draught) else {
            self.ledger.note(now, Some(&self.visits[slot]), Occurrence::Stays);
            return;
        };
        self.quays.reserve(fit, slot, now);
        self.interrupt_transfer(slot, calendar);
        let what = Occurrence::Shifts { place: fit.place, metre: fit.metre };
        self.ledger.note(now, Some(&self.visits[slot]), what);
        let visit = &mut self.visits[slot];
        visit.draught = draught;
        visit.shift = Some(fit);
        visit.side = Some(0);
        visit.alongside = false;
        let unmooring = visit.cast.unmooring;
        // Even without duration it ends in the next round: decisions come first (rule T5).
        self.spend(slot, Activity::Unmooring, unmooring, calendar);
    }

    /// A place that is open, fits, and has the machines the vessel needs at least.
    fn second_place(&self, slot: u32, draught: u32) -> Option<Fit> {
        let visit = &self.visits[slot];
        let flow = &self.site.flows[visit.flow];
        let choices = &flow.shift.as_ref()?.to;
        let manned = |place: usize| {
            let kinds = choices.iter().filter(|choice| choice.0 == place);
            kinds.map(|choice| &self.cranes.kinds[choice.1]).any(|kind| kind.able() >= flow.least_machines)
        };
        let open = |place: usize| self.closures.place_open(place) && manned(place);
        self.quays.fit(choices, need(flow, draught), open)
    }

    /// The last line at the first place is off.
    pub(super) fn cast_off(&mut self, slot: u32, now: Time) {
        let spent = now - self.visits[slot].berthed;
        self.visits[slot].occupied += spent;
        let place = self.visits[slot].fit.place;
        self.ledger.unmoored(&self.visits[slot], now);
        self.quays.release(place, slot, now);
        self.look_at_users_of(place);
    }

    /// At the second place: occupied from now on, worked by its machines.
    pub(super) fn shifted(&mut self, slot: u32, now: Time) {
        let visit = &mut self.visits[slot];
        visit.fit = visit.shift.expect("a vessel that shifts knows where to");
        visit.berthed = now;
        visit.alongside = true;
        let fit = visit.fit;
        self.orders_changed |= self.closures.evacuates(fit.place);
        self.quays.occupy(fit.place, fit.taken, now);
        self.ledger.shifted(&self.visits[slot], now);
        self.rate_nominally(slot);
    }
}
