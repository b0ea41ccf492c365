//! Who may go, in and out (rules V2–V4): joint clearance, all or none, at the earliest instant at which everything holds. The one
//! place where berth, channel, tide, daylight, pilots, tugs and closures meet.

use super::anchorage::Head;
use super::channel::Transit;
use super::event::Event;
use super::itinerary::Activity;
use super::quay::Need;
use super::simulator::World;
use super::site::{FlowSite, NeedSite};
use super::windows::Starts;
use crate::engine::{Calendar, Phase};
use crate::port::{ClearanceRule, Direction, VisitStage, WhenFull};
use crate::record;
use crate::units::{Duration, Metres, Time};

/// What a vessel asks for: to start a transit this way, `offset` after its clearance, with this draught in millimetres.
#[derive(Clone, Copy, Debug)]
struct Passage {
    flow: usize,
    way: Direction,
    offset: Duration,
    draught: u32,
    foreign: bool,
}

impl World<'_> {
    /// Lets vessels out that are ready and may go, in the order in which they became ready.
    pub(super) fn clear_outbound(&mut self, calendar: &mut Calendar<Event>) {
        self.channel.forget_asking(Direction::Export);
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
        Transit { way, durations: &site.transit, no_meeting: site.no_meeting, exclusive: &site.exclusive }
    }

    /// Outbound: everything at now, for the transit that follows unmooring.
    fn may_leave(&mut self, slot: u32, calendar: &mut Calendar<Event>) -> bool {
        let visit = &self.visits[slot];
        let passage = Passage {
            flow: visit.flow,
            way: Direction::Export,
            offset: visit.cast.unmooring,
            draught: visit.draughts[1],
            foreign: visit.cast.foreign,
        };
        let mut starts = visit.starts;
        let goes = self.may_pass(passage, &mut starts, calendar);
        self.visits[slot].starts = starts;
        goes
    }

    fn leave(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let visit = &mut self.visits[slot];
        let (flow, unmooring, foreign) = (visit.flow, visit.cast.unmooring, visit.cast.foreign);
        visit.alongside = false;
        visit.step();
        let start = now + unmooring;
        let draught = visit.draughts[1];
        self.book(flow, Direction::Export, draught, start, calendar);
        let departs = start + self.transit(flow, Direction::Export).total();
        self.bind_services(flow, Direction::Export, foreign, now, departs);
        self.ledger.cleared_outbound(&self.visits[slot], now);
        // Even without duration it ends in the next round: decisions come first (rule T5).
        self.spend(slot, Activity::Unmooring, unmooring, calendar);
    }

    /// Lets vessels in from the anchorage, in queue order. If nothing but arrivals happened since the last decision, those who could not go
    /// then cannot go now (clearing others only takes berths and channel), and it is enough to look at the newcomers.
    pub(super) fn clear_inbound(&mut self, only_arrivals: bool, calendar: &mut Calendar<Event>) {
        let strict = self.port.clearance_rule == ClearanceRule::StrictFirstCome;
        let by_priority = self.port.clearance_rule == ClearanceRule::Priority;
        let everybody = !only_arrivals || strict || by_priority;
        let asked = everybody && self.channel.forget_asking(Direction::Import);
        let mut heads = std::mem::take(&mut self.heads);
        let (quays, flows, berths) = (&self.quays, &self.site.flows, self.berths);
        self.anchorage.line_up(everybody, &self.visits, &mut heads, |anchorage, group| {
            let (flow, draught) = anchorage.needs_of(group);
            let need = need(&flows[flow], draught);
            let room = || !anchorage.is_refused(group, berths) && quays.has_room(&flows[flow].places, need);
            strict || by_priority || room()
        });
        while let Some(head) = heads.pop() {
            let held_up = strict || by_priority;
            if !held_up && self.anchorage.is_refused(head.group, self.berths) {
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
        let visit = &self.visits[slot];
        let (flow, foreign) = (visit.flow, visit.cast.foreign);
        let inbound = visit.draughts[0];
        let need = need(&self.site.flows[flow], visit.draught);
        let places = &self.site.flows[flow].places;
        let Some(fit) = self.quays.fit(places, need, |place| self.closures.place_open(place)) else {
            self.anchorage.refuse(head.group, self.berths);
            return false;
        };
        let way = Direction::Import;
        let passage = Passage { flow, way, offset: Duration::ZERO, draught: inbound, foreign };
        let mut starts = *self.anchorage.starts_mut(head.group);
        let goes = self.may_pass(passage, &mut starts, calendar);
        *self.anchorage.starts_mut(head.group) = starts;
        if !goes {
            return false;
        }
        self.book(flow, Direction::Import, inbound, now, calendar);
        let sails = self.transit(flow, Direction::Import).total();
        let fast = now + sails + self.visits[slot].cast.mooring;
        self.bind_services(flow, Direction::Import, foreign, now, fast);
        self.quays.reserve(fit, slot, now);
        self.anchorage.leave(self.site.flows[flow].anchorage, now);
        let visit = &mut self.visits[slot];
        visit.waiting = false;
        visit.fit = fit;
        visit.cleared = now;
        visit.step();
        self.ledger.entered(&self.visits[slot], now, now + sails);
        self.stage_changes(flow, VisitStage::Transit, true, calendar);
        self.spend(slot, Activity::InboundTransit, sails, calendar);
        true
    }

    /// True if a passage may be cleared now as far as closures, channel, tide, daylight, pilots and tugs go. If only the clock stands in the
    /// way, a decision is planned for the instant at which all of that holds, as things stand. `starts` keeps what was found of tide and light.
    fn may_pass(
        &mut self,
        passage: Passage,
        starts: &mut Option<Starts>,
        calendar: &mut Calendar<Event>,
    ) -> bool {
        let now = calendar.now();
        let site = &self.site.flows[passage.flow];
        if !self.closures.way_open(site.class, passage.way) || self.services_held(passage) {
            return false;
        }
        let first = now + passage.offset;
        let known = starts.filter(|known| first <= known.until && known.from <= known.until);
        let known = known.unwrap_or_else(|| self.starts(passage, first));
        *starts = Some(known);
        let transit = self.transit(passage.flow, passage.way);
        let mut start = first;
        loop {
            let clear = self.channel.earliest(transit, start);
            let wet = if clear <= known.until {
                clear.max(known.from)
            } else {
                self.starts(passage, clear).from.max(clear)
            };
            let served = self.services_free(passage, wet - passage.offset) + passage.offset;
            if served == start || served >= Time::NEVER {
                start = served;
                break;
            }
            start = served;
        }
        if start > first {
            let only_traffic = known.from <= first && self.services_free(passage, now) <= now;
            if only_traffic && self.channel.has_convoys() {
                let (way, durations) = (passage.way, &self.site.flows[passage.flow].transit);
                let (no_meeting, exclusive) = (transit.no_meeting, &self.site.flows[passage.flow].exclusive);
                self.channel.ask(Transit { way, durations, no_meeting, exclusive });
            }
            if start < Time::NEVER {
                self.wake_at(start - passage.offset, calendar);
            }
            return false;
        }
        true
    }

    /// The spans of starts that tide and daylight permit a passage, from `first` on.
    fn starts(&self, passage: Passage, first: Time) -> Starts {
        let site = &self.site.flows[passage.flow];
        let transit = self.transit(passage.flow, passage.way);
        let daylight = match passage.way {
            Direction::Import => site.daylight.inbound,
            Direction::Export => site.daylight.outbound,
        };
        let draught = f64::from(passage.draught) / 1000.0;
        self.windows.starts(transit.legs(), transit.total(), draught, daylight, first)
    }

    /// The marine services that a passage may need, with how many it does as the weather stands.
    fn services(&self, passage: Passage) -> impl Iterator<Item = (usize, u32)> + Clone {
        let way = usize::from(passage.way == Direction::Export);
        let applies = move |need: &&NeedSite| {
            let flag = !need.foreign || passage.foreign;
            flag && need.weather.is_none_or(|weather| self.closures.weathers[weather].on > 0)
        };
        self.site.flows[passage.flow].needs.iter().map(move |(service, rules)| {
            (*service, rules.iter().filter(applies).map(|need| need.number[way]).max().unwrap_or(0))
        })
    }

    /// True if a passage needs of a marine service of which nobody can be ordered.
    fn services_held(&self, passage: Passage) -> bool {
        self.services(passage).any(|(service, number)| number > 0 && self.closures.marine_held(service))
    }

    /// The earliest instant at or after `from` at which all services that a passage needs are free.
    fn services_free(&self, passage: Passage, from: Time) -> Time {
        let services = self.services(passage);
        let mut free = from;
        loop {
            let each = services.clone().map(|(service, number)| self.marine.earliest(service, number, free));
            let later = each.max().unwrap_or(free);
            if later == free || later >= Time::NEVER {
                return later;
            }
            free = later;
        }
    }

    /// Binds the services of a passage from now; it lets go of them at `released`.
    fn bind_services(&mut self, flow: usize, way: Direction, foreign: bool, now: Time, released: Time) {
        let passage = Passage { flow, way, offset: Duration::ZERO, draught: 0, foreign };
        for at in 0..self.site.flows[flow].needs.len() {
            let next = self.services(passage).nth(at);
            if let Some((service, number)) = next {
                self.marine.bind(service, number, now, released);
            }
        }
    }

    /// Books the channel for a transit that starts at `start`. If a run turns, those who wait for traffic look anew.
    fn book(
        &mut self,
        flow: usize,
        way: Direction,
        draught: u32,
        start: Time,
        calendar: &mut Calendar<Event>,
    ) {
        let site = &self.site.flows[flow];
        self.ledger.passage(|| record::Passage {
            flow,
            inbound: way == Direction::Import,
            draught: Metres(f64::from(draught) / 1000.0),
            start,
            stays: site.transit.clone(),
        });
        let (durations, no_meeting, exclusive) = (&site.transit, site.no_meeting, &site.exclusive);
        let transit = Transit { way, durations, no_meeting, exclusive };
        if self.channel.book(transit, start, calendar.now()) {
            calendar.at(calendar.now(), Phase::Decision, Event::Decide);
        }
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
                // Those ordered to sea come back: they are not lost.
                let Some(last) = self.last_waiting(group) else { break };
                self.lose(last, now, true);
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
fn need(flow: &FlowSite, draught: u32) -> Need {
    Need { loa: flow.loa, draught: f64::from(draught) / 1000.0 }
}
