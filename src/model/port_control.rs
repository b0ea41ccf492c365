//! Who may go, in and out, and in which order (rules V2–V4): berth and passage together or nothing.

use super::anchorage::Head;
use super::event::Event;
use super::itinerary::Activity;
use super::passage::{Outlook, Passage, Passes};
use super::quay::{Fit, Need};
use super::simulator::World;
use super::site::FlowSite;
use crate::engine::{Calendar, Phase};
use crate::port::{ClearanceRule, Direction, VisitStage, WhenFull};
use crate::units::{Duration, Time};

impl World<'_> {
    /// Lets vessels out that are ready and may go, in the order in which they became ready.
    pub(super) fn clear_outbound(&mut self, calendar: &mut Calendar<Event>) {
        self.channel.forget_asking(Direction::Export);
        let mut at = 0;
        while at < self.leaving.len() {
            let slot = self.leaving[at];
            let asleep = self.visits[slot].outlook.is_some_and(|outlook| outlook.not_before > calendar.now());
            if !asleep && self.may_leave(slot, calendar) {
                self.leaving.remove(at);
                self.leave(slot, calendar);
            } else {
                at += 1;
            }
        }
    }

    /// Outbound: everything at now, for the transit that follows unmooring.
    fn may_leave(&mut self, slot: u32, calendar: &mut Calendar<Event>) -> bool {
        let visit = &self.visits[slot];
        let passage = Passage::outbound(visit);
        let mut outlook = visit.outlook;
        let passes = self.may_pass(passage, &mut outlook, calendar);
        self.visits[slot].outlook = outlook;
        passes == Passes::Now
    }

    fn leave(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        self.account_leaves(slot, now);
        let visit = &mut self.visits[slot];
        visit.alongside = false;
        visit.step();
        let passage = Passage::outbound(visit);
        let (start, unmooring) = (now + passage.offset, passage.offset);
        self.book(passage, start, calendar);
        let departs = start + self.transit(passage.flow, Direction::Export).total();
        self.bind_services(passage, now, departs);
        self.ledger.cleared_outbound(&self.visits[slot], now);
        // Even without duration it ends in the next round: decisions come first (rule T5).
        self.spend(slot, Activity::Unmooring, unmooring, calendar);
    }

    /// Room at a place is free: those whose vessels use it may be able to go now.
    pub(super) fn look_at_users_of(&mut self, place: usize) {
        for at in 0..self.site.users[place].len() {
            self.anchorage.look_at_flow(self.site.users[place][at]);
        }
    }

    /// Lets vessels in from the anchorage, in queue order. Clearing others only takes berths, channel and tugs: those who could not go before
    /// cannot go now unless something of theirs changed, and it is enough to look at these.
    pub(super) fn clear_inbound(&mut self, calendar: &mut Calendar<Event>) {
        let strict = self.port.clearance_rule == ClearanceRule::StrictFirstCome;
        let by_priority = self.port.clearance_rule == ClearanceRule::Priority;
        let everybody = self.anchorage.looks_at_all() || strict || by_priority;
        let asked = self.channel.forget_asking(Direction::Import);
        let mut heads = std::mem::take(&mut self.heads);
        let (quays, flows, room_held) = (&self.quays, &self.site.flows, self.room_held);
        let (closures, now, in_order) = (&self.closures, calendar.now(), strict || by_priority);
        let sleeps = |outlook: Outlook, held: Option<(Fit, Time)>| {
            let keeps = |(fit, until): (Fit, Time)| now < until && closures.place_open(fit.place);
            outlook.not_before > now && held.map_or(!outlook.may_be_near(now, room_held), keeps)
        };
        self.anchorage.line_up(everybody, &self.visits, &mut heads, |anchorage, group, held| {
            if !in_order && anchorage.outlook(group).is_some_and(|outlook| sleeps(outlook, held)) {
                return false;
            }
            let (flow, draught) = anchorage.needs_of(group);
            let need = need(&flows[flow], draught);
            let places = &flows[flow].places;
            let room = || !anchorage.is_refused(group, quays.state(places)) && quays.has_room(places, need);
            in_order || held.is_some() || room()
        });
        while let Some(head) = heads.pop() {
            let holds = self.visits[head.slot].held.is_some();
            let state = self.quays.state(&self.site.flows[self.visits[head.slot].flow].places);
            if !in_order && !holds && self.anchorage.is_refused(head.group, state) {
                continue;
            }
            if self.enter(head, calendar) {
                self.anchorage.pop(head.group);
                self.anchorage.join_line(head.group, &self.visits, &mut heads);
            } else if strict {
                break;
            } else if by_priority {
                heads.retain(|other| other.priority <= head.priority);
            }
        }
        self.heads = heads;
        if asked && !self.channel.is_asked(Direction::Import) && !self.leaving.is_empty() {
            // Who asked for a turn does so no more: those on the other side may go on with their run.
            calendar.at(calendar.now(), Phase::Decision, Event::Decide);
        }
    }

    /// Clears one vessel inbound if all holds now; takes berth, channel, pilots and tugs together or nothing.
    fn enter(&mut self, head: Head, calendar: &mut Calendar<Event>) -> bool {
        let (now, slot) = (calendar.now(), head.slot);
        if self.visits[slot].held.is_some_and(|(fit, _)| !self.closures.place_open(fit.place)) {
            self.let_go(slot, calendar);
        }
        let visit = &self.visits[slot];
        let (flow, foreign, inbound, held) = (visit.flow, visit.cast.foreign, visit.draughts[0], visit.held);
        let need = need(&self.site.flows[flow], visit.draught);
        let places = &self.site.flows[flow].places;
        let open = |place| self.closures.place_open(place);
        let Some(fit) = held.map(|held| held.0).or_else(|| self.quays.fit(places, need, open)) else {
            let state = self.quays.state(&self.site.flows[flow].places);
            self.anchorage.refuse(head.group, state);
            return false;
        };
        let way = Direction::Import;
        let group = Some(head.group as u32);
        let passage = Passage { flow, way, offset: Duration::ZERO, draught: inbound, foreign, group };
        let mut outlook = self.anchorage.outlook(head.group);
        if held.is_none() && self.room_held > Duration::ZERO {
            // Others may have booked since it was found: room is held only for a clearance that is true now.
            outlook
                .iter_mut()
                .filter(|outlook| outlook.may_be_near(now, self.room_held))
                .for_each(|outlook| outlook.not_before = now);
        }
        let passes = self.may_pass(passage, &mut outlook, calendar);
        self.anchorage.keep_outlook(head.group, outlook);
        if passes != Passes::Now {
            self.hold_room(head, fit, passes, calendar);
            return false;
        }
        if self.visits[slot].held.take().is_some() {
            self.holders -= 1;
        } else {
            self.quays.reserve(fit, slot, now);
        }
        self.sail_in(slot, fit, passage, calendar);
        true
    }

    /// A vessel with its room reserved starts its transit to it.
    fn sail_in(&mut self, slot: u32, fit: Fit, passage: Passage, calendar: &mut Calendar<Event>) {
        let (now, flow) = (calendar.now(), passage.flow);
        self.account_goes(slot, now);
        self.book(passage, now, calendar);
        let sails = self.transit(flow, Direction::Import).total();
        let fast = now + sails + self.visits[slot].cast.mooring;
        self.bind_services(passage, now, fast);
        self.anchorage.leave(self.site.flows[flow].anchorage, now);
        let visit = &mut self.visits[slot];
        visit.waiting = false;
        visit.fit = fit;
        visit.cleared = now;
        visit.step();
        self.ledger.entered(&self.visits[slot], now, now + sails);
        self.stage_changes(flow, VisitStage::Transit, true, calendar);
        self.spend(slot, Activity::InboundTransit, sails, calendar);
    }

    /// A vessel that only the clock keeps from entering, and not for long, holds the room that is free for it; one that has held it long enough
    /// lets it go.
    fn hold_room(&mut self, head: Head, fit: Fit, passes: Passes, calendar: &mut Calendar<Event>) {
        let (now, slot) = (calendar.now(), head.slot);
        match (self.visits[slot].held, passes) {
            (Some((_, until)), _) if now >= until => self.let_go(slot, calendar),
            (Some(_), _) => {}
            (None, Passes::At(start)) if start - now <= self.room_held => {
                let until = now + self.room_held;
                self.quays.reserve(fit, slot, now);
                self.visits[slot].held = Some((fit, until));
                self.holders += 1;
                calendar.at(until, Phase::Decision, Event::Look { group: head.group as u32 });
            }
            (None, _) => {}
        }
    }

    /// The room that a waiting vessel holds is free for others again.
    pub(super) fn let_go(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        if let Some((fit, _)) = self.visits[slot].held.take() {
            self.holders -= 1;
            self.quays.let_go(fit.place, slot, calendar.now());
            self.look_at_users_of(fit.place);
            // Those ahead of it in the queue may have been looked at already: another round.
            calendar.at(calendar.now(), Phase::Decision, Event::MayLeave);
        }
    }

    /// Plans a decision at an instant at which only the clock stands in the way.
    pub(super) fn wake_at(&mut self, time: Time, calendar: &mut Calendar<Event>) {
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
    pub(super) fn limit_anchorages(&mut self, calendar: &mut Calendar<Event>) -> bool {
        let mut any = false;
        for group in 0..self.anchorage.places.len() - 1 {
            while self.anchorage.places[group].when_full == WhenFull::TurnAway
                && self.anchorage.places[group].waiting > self.anchorage.places[group].places
            {
                // Those ordered to sea come back: they are not lost.
                let Some(last) = self.last_waiting(group) else { break };
                self.lose(last, calendar, true);
                any = true;
            }
        }
        any
    }

    /// The last of an anchorage group to have arrived.
    fn last_waiting(&self, group: usize) -> Option<u32> {
        let of_group = |visit: &&super::visit::Visit| {
            visit.waiting && visit.side.is_none() && self.site.flows[visit.flow].anchorage == Some(group)
        };
        let last = self.visits.iter().filter(of_group).max_by_key(|visit| (visit.arrived, visit.number))?;
        self.visits.slot_of(last.number)
    }
}

/// What a vessel of a flow with this draught, in millimetres, needs alongside.
pub(super) fn need(flow: &FlowSite, draught: u32) -> Need {
    Need { loa: flow.loa, draught: f64::from(draught) / 1000.0 }
}
