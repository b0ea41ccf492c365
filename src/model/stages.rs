//! Vessels arrive and go through their itinerary: one interpreter for all of them.

use super::event::Event;
use super::itinerary::{Activity, Milestone, Stage, VESSEL_CALL};
use super::simulator::World;
use crate::engine::{Calendar, Phase};
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
        let cast = self.sources[flow].cast(item);
        let site = &self.site.flows[flow];
        let draught = site.draught.millimetres(cast.parcel.0);
        let (priority, limit) = (site.priority, site.anchorage);
        let slot = self.visits.create(flow, now, cast, draught, || calendar.timer());
        self.visits[slot].waiting = true;
        self.ledger.arrived(&self.visits[slot], now);
        if let Some(patience) = cast.patience {
            let number = self.visits[slot].number;
            calendar.at(now + patience, Phase::Closing, Event::PatienceEnds { visit: slot, number });
        }
        self.anchorage.join(slot, &self.visits, priority, limit, now);
        self.joined = true;
        self.schedule_arrival(flow, calendar);
    }

    /// A vessel's patience ends: if it still waits, it sails elsewhere.
    pub(super) fn patience_ends(&mut self, slot: u32, number: u32, now: Time) {
        let visit = &self.visits[slot];
        if visit.number == number && visit.waiting {
            self.lose(slot, now, false);
        }
    }

    /// A waiting vessel is lost to the port.
    pub(super) fn lose(&mut self, slot: u32, now: Time, turned_away: bool) {
        self.anchorage.leave(self.site.flows[self.visits[slot].flow].anchorage, now);
        self.ledger.lost(&self.visits[slot], now, turned_away);
        self.visits.remove(slot);
        // Whoever was behind it may be next in a strict queue, or have other needs.
        self.may_decide = true;
    }

    /// A timed stage ends.
    pub(super) fn stage_ends(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        self.visits[slot].stage += 1;
        self.advance(slot, calendar);
    }

    /// Runs a visit through its stages until one takes time or has to wait.
    pub(super) fn advance(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        while let Some(&stage) = VESSEL_CALL.get(self.visits[slot].stage) {
            match stage {
                Stage::ClearInbound | Stage::ClearOutbound => return self.ask_to_leave(slot),
                Stage::Spend(activity) => {
                    let duration = self.duration(slot, activity);
                    if duration > Duration::ZERO {
                        return self.spend(slot, activity, duration, calendar);
                    }
                }
                Stage::Transfer(direction) => {
                    if self.site.flows[self.visits[slot].flow].direction == direction {
                        return self.ask_to_transfer(slot, now);
                    }
                }
                Stage::Mark(milestone) => self.mark(slot, milestone, now),
            }
            self.visits[slot].stage += 1;
        }
        self.visits.remove(slot);
    }

    fn ask_to_leave(&mut self, slot: u32) {
        self.leaving.push(slot);
        self.may_leave = true;
    }

    /// Schedules the end of an activity; transits end in step 2 of an instant, all else in step 1.
    pub(super) fn spend(
        &self,
        slot: u32,
        activity: Activity,
        duration: Duration,
        calendar: &mut Calendar<Event>,
    ) {
        let phase = match activity {
            Activity::InboundTransit | Activity::OutboundTransit => Phase::Operation,
            _ => Phase::Ending,
        };
        calendar.at(calendar.now() + duration, phase, Event::StageEnds { visit: slot });
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
            Activity::ClosingFormalities => visit.cast.closing,
            Activity::Unmooring => visit.cast.unmooring,
        }
    }

    fn mark(&mut self, slot: u32, milestone: Milestone, now: Time) {
        match milestone {
            Milestone::Berthed => {
                self.visits[slot].berthed = now;
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
                let visit = &self.visits[slot];
                self.ledger.unmoored(visit, now);
                self.quays.release(visit.fit.place, slot, now);
                self.berths = self.berths.wrapping_add(1);
                self.may_decide = true;
            }
            Milestone::Departed => self.ledger.departed(&self.visits[slot], now),
        }
    }
}
