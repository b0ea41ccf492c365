//! Gangs that machines of several kinds share: machines and gangs are shared out together, in one order of berthing (rule Q2).

use super::event::Event;
use super::simulator::World;
use super::transfer::order_of_berthing;
use crate::engine::Calendar;
use crate::units::Time;

/// The gangs of a crew.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gangs {
    /// By date; of those, with a vessel.
    pub(super) present: u32,
    assigned: u32,
    since: Time,
    /// Gang-hours since the last reset: present, assigned.
    pub(super) hours: [f64; 2],
}

impl Gangs {
    pub(super) fn new(start: Time) -> Self {
        Gangs { present: 0, assigned: 0, since: start, hours: [0.0; 2] }
    }

    /// Counts the hours up to `now`.
    pub(super) fn settle(&mut self, now: Time) {
        let hours = (now - self.since).hours();
        self.since = now;
        self.hours[0] += hours * f64::from(self.present);
        self.hours[1] += hours * f64::from(self.assigned);
    }

    /// Gang-hours since the last reset, up to `now`: present, assigned.
    pub(super) fn hours_until(&self, now: Time) -> [f64; 2] {
        let mut settled = *self;
        settled.settle(now);
        settled.hours
    }
}

impl World<'_> {
    /// Shares the gangs of a crew, and the machines of all kinds that need them, out from zero in two passes over all their vessels:
    /// first each its minimum if machines and gangs for it are left, else none; then up to its maximum.
    pub(super) fn share_crew(&mut self, crew: usize, calendar: &mut Calendar<Event>) {
        let mut order = std::mem::take(&mut self.crew_order);
        self.cranes.recount = true;
        order.clear();
        for kind in 0..self.cranes.kinds.len() {
            let state = &mut self.cranes.kinds[kind];
            if state.crew.is_some_and(|needed| needed.0 == crew) {
                // Also where its last vessel has just left.
                state.recount = true;
                state.settle(calendar.now());
                state.changed = false;
                state.assigned = 0;
                state.serves = !state.visits.is_empty();
                state.gear = state.gear.map(|_| state.present * state.visits.len() as u32);
                order.extend(state.visits.iter().map(|&slot| (slot, 0)));
            }
        }
        order.sort_unstable_by_key(|&(slot, _)| order_of_berthing(&self.visits[slot], &self.site));
        self.cranes.crews[crew].settle(calendar.now());
        let mut gangs = self.cranes.crews[crew].present;
        for (slot, share) in &mut order {
            let (least, _) = self.machines_needed(*slot);
            if least <= self.machines_left(*slot, 0, gangs) {
                *share = least;
                gangs -= self.man(*slot, least);
            }
        }
        for (slot, share) in order.iter_mut().filter(|given| given.1 > 0) {
            let (_, most) = self.machines_needed(*slot);
            let more = self.machines_left(*slot, *share, gangs).min(most.saturating_sub(*share));
            *share += more;
            gangs -= self.man(*slot, more);
        }
        self.cranes.crews[crew].assigned = self.cranes.crews[crew].present - gangs;
        for &(slot, share) in &order {
            self.permit(slot, share, calendar);
        }
        self.crew_order = order;
    }

    /// Machines that a vessel with `share` of them could have besides: those left of its kind, as far as gangs are left for them.
    fn machines_left(&self, slot: u32, share: u32, gangs: u32) -> u32 {
        let kind = &self.cranes.kinds[self.visits[slot].fit.equipment];
        let machines = match kind.gear {
            Some(_) => kind.present - share,
            None => kind.able().saturating_sub(kind.assigned),
        };
        machines.min(gangs / kind.crew.map_or(1, |needed| needed.1))
    }

    /// Assigns machines; returns the gangs that they need.
    fn man(&mut self, slot: u32, machines: u32) -> u32 {
        let kind = &mut self.cranes.kinds[self.visits[slot].fit.equipment];
        kind.assigned += machines;
        machines * kind.crew.map_or(0, |needed| needed.1)
    }
}
