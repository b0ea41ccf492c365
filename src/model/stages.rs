//! Vessels arrive and go through their itinerary: one interpreter for all of them.

use super::event::Event;
use super::itinerary::{Activity, Milestone, Stage};
use super::simulator::World;
use crate::engine::{Calendar, Phase};
use crate::port::{ClearanceRule, Direction, VisitStage};
use crate::record::Occurrence;
use crate::units::{Duration, Time};

impl World<'_> {
    /// Schedules the next arrival of a flow.
    pub(super) fn schedule_arrival(&mut self, flow: usize, calendar: &mut Calendar<Event>) {
        if let Some((at, item)) = self.sources[flow].next() {
            calendar.at(at.max(calendar.now()), Phase::Arrival, Event::Arrive { flow: flow as u16, item });
        }
    }

    /// A vessel arrives and joins the queue at anchor.
    pub(super) fn arrive(&mut self, flow: usize, item: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let mut cast = self.sources[flow].cast(item);
        cast.parcel = self.loading.parcel(flow, cast.parcel, now);
        let site = &self.site.flows[flow];
        let [laden, ballast] = [1.0, 0.0].map(|share| site.draught.millimetres(cast.parcel.0, share));
        let draughts = match site.direction {
            Direction::Import => [laden, ballast],
            Direction::Export => [ballast, laden],
        };
        let slot = self.visits.create(flow, now, cast, draughts, || calendar.timer());
        self.ledger.arrived(&self.visits[slot], now);
        self.account_present(flow, 1, now);
        if let Some(patience) = cast.patience {
            let number = self.visits[slot].number;
            calendar.at(now + patience, Phase::Closing, Event::PatienceEnds { visit: slot, number });
        }
        self.join_queue(slot, calendar);
        self.schedule_arrival(flow, calendar);
    }

    /// Puts a vessel at anchor, in its place in the queue.
    fn join_queue(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let visit = &mut self.visits[slot];
        visit.waiting = true;
        let site = &self.site.flows[visit.flow];
        let by_tide = self.port.clearance_rule == ClearanceRule::TideBoundFirst;
        let last = by_tide && !self.windows.binds(f64::from(visit.draughts[0]) / 1000.0);
        let (limit, priority) = (site.anchorage, site.priority);
        let group = self.anchorage.group_of(visit, (last, priority));
        visit.group = group as u32;
        self.account_joins(slot, group, now);
        let displaced = self.anchorage.join(slot, &self.visits, limit, now);
        if let Some(displaced) = displaced {
            self.let_go(displaced, calendar);
        }
        self.joined = true;
    }

    /// A vessel's patience ends: if it still waits, it sails elsewhere.
    pub(super) fn patience_ends(&mut self, slot: u32, number: u32, calendar: &mut Calendar<Event>) {
        let visit = &self.visits[slot];
        if visit.number == number && visit.waiting && visit.side.is_none() {
            self.lose(slot, calendar, false);
        }
    }

    /// A waiting vessel is lost to the port.
    pub(super) fn lose(&mut self, slot: u32, calendar: &mut Calendar<Event>, turned_away: bool) {
        let now = calendar.now();
        self.let_go(slot, calendar);
        self.account_goes(slot, now);
        self.account_present(self.visits[slot].flow, -1, now);
        self.anchorage.leave(self.site.flows[self.visits[slot].flow].anchorage, now);
        self.ledger.lost(&self.visits[slot], now, turned_away);
        // Whoever was behind it may be next.
        self.anchorage.look_at_flow(self.visits[slot].flow);
        self.visits.remove(slot);
    }

    /// A timed stage ends.
    pub(super) fn stage_ends(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        self.account_activity(slot, calendar.now());
        if self.visits[slot].at() == Some(Stage::Spend(Activity::Cleaning)) {
            let spent = self.duration(slot, Activity::Cleaning);
            self.ledger.cleaned(self.visits[slot].fit.place, spent);
        }
        self.visits[slot].step();
        self.advance(slot, calendar);
    }

    /// Runs a visit through its stages until one takes time or has to wait.
    pub(super) fn advance(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        loop {
            let Some(stage) = self.visits[slot].at() else {
                if self.visits[slot].side.is_some() {
                    return self.return_alongside(slot, calendar);
                }
                break;
            };
            match stage {
                Stage::ClearInbound => return self.join_queue(slot, calendar),
                Stage::ClearOutbound => return self.ask_to_leave(slot, calendar.now()),
                Stage::Spend(activity) => {
                    let duration = self.duration(slot, activity);
                    if duration > Duration::ZERO {
                        return self.spend(slot, activity, duration, calendar);
                    }
                }
                Stage::Transfer(direction) => {
                    if self.site.flows[self.visits[slot].flow].direction == direction {
                        return self.ask_to_transfer(slot, calendar);
                    }
                }
                Stage::Mark(milestone) => self.mark(slot, milestone, calendar),
            }
            self.visits[slot].step();
        }
        self.visits.remove(slot);
    }

    pub(super) fn ask_to_leave(&mut self, slot: u32, now: Time) {
        self.account_ready(slot, now);
        self.visits[slot].outlook = None;
        self.leaving.push(slot);
        self.may_leave = true;
    }

    /// Schedules the end of an activity; transits end in step 2 of an instant, all else in step 1.
    pub(super) fn spend(
        &mut self,
        slot: u32,
        activity: Activity,
        duration: Duration,
        calendar: &mut Calendar<Event>,
    ) {
        let phase = match activity {
            Activity::InboundTransit | Activity::OutboundTransit => Phase::Operation,
            _ => Phase::Ending,
        };
        if activity == Activity::Cleaning {
            self.ledger.note(calendar.now(), Some(&self.visits[slot]), Occurrence::Cleaning(duration));
        }
        let ends = calendar.now() + duration;
        self.visits[slot].stage_ends = ends;
        self.visits[slot].stage_since = calendar.now();
        calendar.set(self.visits[slot].timer, ends, phase, Event::StageEnds { visit: slot });
    }

    /// How long an activity takes this visit.
    pub(super) fn duration(&self, slot: u32, activity: Activity) -> Duration {
        let visit = &self.visits[slot];
        match activity {
            Activity::InboundTransit | Activity::OutboundTransit => {
                let legs = &self.site.flows[visit.flow].transit;
                legs.iter().fold(Duration::ZERO, |sum, &leg| sum + leg)
            }
            Activity::Berthing => visit.cast.mooring + visit.cast.opening,
            Activity::Mooring => visit.cast.mooring,
            Activity::Cleaning => self.cleanings.needed(visit.fit.place, self.site.flows[visit.flow].cargo),
            Activity::Shifting => {
                self.site.flows[visit.flow].shift.as_ref().map_or(Duration::ZERO, |shift| shift.takes)
            }
            Activity::ClosingFormalities => visit.cast.closing,
            Activity::Unmooring => visit.cast.unmooring,
        }
    }

    fn mark(&mut self, slot: u32, milestone: Milestone, calendar: &mut Calendar<Event>) {
        let (now, flow) = (calendar.now(), self.visits[slot].flow);
        match milestone {
            Milestone::Berthed => {
                self.stage_changes(flow, VisitStage::Transit, false, calendar);
                self.visits[slot].berthed = now;
                self.visits[slot].alongside = true;
                self.orders_changed |= self.closures.evacuates(self.visits[slot].fit.place);
                let visit = &self.visits[slot];
                self.quays.occupy(visit.fit.place, visit.fit.taken, now);
                self.ledger.berthed(visit, now);
                self.rate_nominally(slot);
            }
            Milestone::ReadyToLeave => {
                self.visits[slot].ready = now;
                self.ledger.ready(&self.visits[slot], now);
            }
            Milestone::Unmoored => {
                let spent = now - self.visits[slot].berthed;
                self.visits[slot].occupied += spent;
                let visit = &self.visits[slot];
                self.ledger.unmoored(visit, now);
                let visit_place = visit.fit.place;
                self.quays.release(visit_place, slot, now);
                self.look_at_users_of(visit_place);
                self.stage_changes(flow, VisitStage::Transit, true, calendar);
            }
            Milestone::Departed => {
                self.stage_changes(flow, VisitStage::Transit, false, calendar);
                self.ledger.departed(&self.visits[slot], now);
                self.account_present(flow, -1, now);
            }
            Milestone::CastOff => self.cast_off(slot, now),
            Milestone::Shifted => self.shifted(slot, now),
            Milestone::Sheltered => {
                self.stage_changes(flow, VisitStage::Transit, false, calendar);
                self.shelter(slot, now);
            }
        }
    }
}
