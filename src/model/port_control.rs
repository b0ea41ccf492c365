//! Who may go, in and out (rules V2–V4): joint clearance, all or none, at the earliest instant at which everything holds. The one
//! place where berth, channel and closures meet; tide, daylight, pilots and tugs will join here.

use super::anchorage::Head;
use super::channel::Transit;
use super::event::Event;
use super::itinerary::Activity;
use super::quay::Need;
use super::simulator::World;
use super::site::FlowSite;
use crate::engine::{Calendar, Phase};
use crate::port::{ClearanceRule, Direction, WhenFull};
use crate::units::{Duration, Time};

impl World<'_> {
    /// Lets vessels out that are ready and may go, in the order in which they became ready.
    pub(super) fn clear_outbound(&mut self, calendar: &mut Calendar<Event>) {
        let mut at = 0;
        while at < self.leaving.len() {
            let slot = self.leaving[at];
            if self.may_leave(slot, calendar) {
                self.leaving.remove(at);
                self.leave(slot, calendar);
            } else {
                at += 1;
            }
        }
    }

    fn transit(&self, flow: usize, way: Direction) -> Transit<'_> {
        let site = &self.site.flows[flow];
        Transit { way, durations: &site.transit, no_meeting: site.no_meeting }
    }

    /// Outbound: everything at now, for the transit that follows unmooring.
    fn may_leave(&mut self, slot: u32, calendar: &mut Calendar<Event>) -> bool {
        let now = calendar.now();
        let visit = &self.visits[slot];
        if !self.closures.way_open(self.site.flows[visit.flow].class, Direction::Export) {
            return false;
        }
        let unmooring = visit.cast.unmooring;
        let start = self.channel.earliest(self.transit(visit.flow, Direction::Export), now + unmooring);
        if start > now + unmooring {
            self.wake_at(start - unmooring, calendar);
            return false;
        }
        true
    }

    fn leave(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let (flow, unmooring) = (self.visits[slot].flow, self.visits[slot].cast.unmooring);
        let site = &self.site.flows[flow];
        let transit =
            Transit { way: Direction::Export, durations: &site.transit, no_meeting: site.no_meeting };
        self.channel.book(transit, now + unmooring, now);
        self.ledger.cleared_outbound(&self.visits[slot], now);
        self.visits[slot].stage += 1;
        // Even without duration it ends in the next round: decisions come first (rule T5).
        self.spend(slot, Activity::Unmooring, unmooring, calendar);
    }

    /// Lets vessels in from the anchorage, in queue order. If nothing but arrivals happened since the last decision, those who could not go
    /// then cannot go now (clearing others only takes berths and channel), and it is enough to look at the newcomers.
    pub(super) fn clear_inbound(&mut self, only_arrivals: bool, calendar: &mut Calendar<Event>) {
        let strict = self.port.clearance_rule == ClearanceRule::StrictFirstCome;
        let mut heads = std::mem::take(&mut self.heads);
        let (quays, flows, berths) = (&self.quays, &self.site.flows, self.berths);
        self.anchorage.line_up(strict || !only_arrivals, &self.visits, &mut heads, |anchorage, group| {
            let (flow, draught) = anchorage.needs_of(group);
            let need = need(&flows[flow], draught);
            strict || (!anchorage.is_refused(group, berths) && quays.has_room(&flows[flow].places, need))
        });
        while let Some(head) = heads.pop() {
            if !strict && self.anchorage.is_refused(head.group, self.berths) {
                continue;
            }
            if self.enter(head, calendar) {
                self.anchorage.pop(head.group);
                self.anchorage.join_line(head.group, &self.visits, &mut heads);
            } else if strict {
                break;
            }
        }
        self.heads = heads;
    }

    /// Clears one vessel inbound if all holds now; takes berth and channel together or nothing.
    fn enter(&mut self, head: Head, calendar: &mut Calendar<Event>) -> bool {
        let (now, slot) = (calendar.now(), head.slot);
        let (flow, draught) = (self.visits[slot].flow, self.visits[slot].draught);
        let site = &self.site.flows[flow];
        if !self.closures.way_open(site.class, Direction::Import) {
            return false;
        }
        let need = need(site, draught);
        let Some(fit) = self.quays.fit(&site.places, need, |place| self.closures.place_open(place)) else {
            self.anchorage.refuse(head.group, self.berths);
            return false;
        };
        let transit =
            Transit { way: Direction::Import, durations: &site.transit, no_meeting: site.no_meeting };
        let start = self.channel.earliest(transit, now);
        if start > now {
            self.wake_at(start, calendar);
            return false;
        }
        self.channel.book(transit, now, now);
        let sails = transit.total();
        self.quays.reserve(fit, slot, now);
        self.anchorage.leave(site.anchorage, now);
        let visit = &mut self.visits[slot];
        visit.waiting = false;
        visit.fit = fit;
        visit.cleared = now;
        visit.stage += 1;
        self.ledger.entered(&self.visits[slot], now, now + sails);
        self.spend(slot, Activity::InboundTransit, sails, calendar);
        true
    }

    /// Plans a decision at an instant at which only the clock stands in the way.
    fn wake_at(&mut self, time: Time, calendar: &mut Calendar<Event>) {
        let stale = self.wake <= calendar.now();
        if stale || time < self.wake {
            self.wake = time;
            calendar.at(
                time.max(calendar.now() + Duration::from_milliseconds(1)),
                Phase::Decision,
                Event::Decide,
            );
        }
    }

    /// Anchorages over their limit turn the last to arrive away (rule V3). True if any was: who was behind it may go now.
    pub(super) fn limit_anchorages(&mut self, now: Time) -> bool {
        let mut any = false;
        for group in 0..self.anchorage.places.len() - 1 {
            while self.anchorage.places[group].when_full == WhenFull::TurnAway
                && self.anchorage.places[group].waiting > self.anchorage.places[group].places
            {
                let last = self.last_waiting(group).expect("somebody waits in a group over its limit");
                self.lose(last, now, true);
                any = true;
            }
        }
        any
    }

    /// The last of an anchorage group to have arrived.
    fn last_waiting(&self, group: usize) -> Option<u32> {
        let of_group = |visit: &&super::visit::Visit| {
            visit.waiting && self.site.flows[visit.flow].anchorage == Some(group)
        };
        let last = self.visits.iter().filter(of_group).max_by_key(|visit| (visit.arrived, visit.number))?;
        self.visits.slot_of(last.number)
    }
}

/// What a vessel of a flow with this draught, in millimetres, needs alongside.
fn need(flow: &FlowSite, draught: u32) -> Need {
    Need { loa: flow.loa, draught: f64::from(draught) / 1000.0 }
}
