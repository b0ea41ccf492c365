//! Whether a vessel may pass the channel now, or when (rule V4): channel, tide, daylight, pilots, tugs and closures meet here, and the
//! earliest instant at which all of them hold is found.

use super::channel::Transit;
use super::event::Event;
use super::simulator::World;
use super::site::FlowSite;
use super::visit::Visit;
use super::windows::Starts;
use crate::engine::{Calendar, Phase};
use crate::port::Direction;
use crate::record;
use crate::units::{Duration, Metres, Time};

/// What a vessel asks for: to start a transit this way, `offset` after its clearance, with this draught in millimetres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    pub(super) flow: usize,
    pub(super) way: Direction,
    pub(super) offset: Duration,
    pub(super) draught: u32,
    pub(super) foreign: bool,
    /// Its group at anchor; none on the way out.
    pub(super) group: Option<u32>,
}

/// Whether and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passes {
    /// All holds.
    Now,
    /// Only the clock stands in the way: at this instant, as things stand.
    At(Time),
    /// Something stands in the way whose end is not known.
    NotYet,
}

/// What is known ahead of a passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outlook {
    /// Starts of its transit that tide and light permit.
    starts: Starts,
    /// It cannot be cleared before, nor ask for its turn.
    pub(super) not_before: Time,
    /// When it may be cleared, as things stand.
    pub(super) clearance: Time,
}

impl Outlook {
    /// Might room be held for it at `now`, if it is looked at anew? True if its clearance is near, or not known: that may have changed.
    pub(super) fn may_be_near(&self, now: Time, room_held: Duration) -> bool {
        self.clearance - now <= room_held || self.clearance >= LAST && room_held > Duration::ZERO
    }
}

/// Later than every run: never.
const LAST: Time = Time::from_milliseconds(Time::NEVER.milliseconds() / 2);

impl Passage {
    /// The way out of a visit, after unmooring.
    pub(super) fn outbound(visit: &Visit) -> Self {
        Passage {
            flow: visit.flow,
            way: Direction::Export,
            offset: visit.cast.unmooring,
            draught: visit.draughts[1],
            foreign: visit.cast.foreign,
            group: None,
        }
    }
}

impl World<'_> {
    /// The transit of a flow's vessels this way.
    pub(super) fn transit(&self, flow: usize, way: Direction) -> Transit<'_> {
        transit(&self.site.flows[flow], way)
    }

    /// Whether a passage may be cleared now as far as closures, channel, tide, daylight, pilots and tugs go. If only the clock stands in
    /// the way, a decision is planned for the instant at which all of that holds, as things stand. `outlook` keeps what was found: bookings
    /// are never taken back, so before that instant it need not be looked for again.
    pub(super) fn may_pass(
        &mut self,
        passage: Passage,
        outlook: &mut Option<Outlook>,
        calendar: &mut Calendar<Event>,
    ) -> Passes {
        let now = calendar.now();
        let site = &self.site.flows[passage.flow];
        if !self.closures.way_open(site.class, passage.way) || self.services_held(passage) {
            return Passes::NotYet;
        }
        if let Some(outlook) = outlook
            && outlook.not_before > now
        {
            return passes_at(outlook.clearance);
        }
        let first = now + passage.offset;
        let known = outlook.map(|outlook| outlook.starts).filter(|starts| first <= starts.until);
        let starts = known.unwrap_or_else(|| self.starts(passage, first));
        let clearance = self.earliest(passage, starts, first) - passage.offset;
        *outlook = Some(Outlook { starts, not_before: now, clearance });
        if clearance == now {
            return Passes::Now;
        }
        // Apart from traffic it could go then.
        let wanted = self.services_free(passage, starts.from.max(first) - passage.offset);
        let runs = self.channel.keeps_runs();
        if runs && wanted <= now {
            if self.channel.is_opposed(self.transit(passage.flow, passage.way), first) {
                // Nothing but opposing traffic: it asks for its turn, and goes on asking at every decision.
                self.channel.ask(passage.way, self.site.flows[passage.flow].no_meeting);
            }
            // Those on its own side may be followed by opposing traffic: it stays awake.
            if let Some(group) = passage.group {
                self.anchorage.stays_awake(group as usize);
            }
            // When its window closes it asks no more, and the others need not wait for it.
            let closes = starts.until - passage.offset + Duration::from_milliseconds(1);
            self.wake_at(clearance.min(closes), calendar);
            return passes_at(clearance);
        }
        // In a channel with runs it sleeps until it could ask for its turn.
        let until = if runs { clearance.min(wanted) } else { clearance };
        if until < LAST || starts.from >= LAST {
            // Else it is the other side's turn, or there are too few tugs: that ends with a decision, not with time.
            *outlook = Some(Outlook { starts, not_before: until, clearance });
            self.plan_decisions(passage, until, clearance, calendar);
        }
        passes_at(clearance)
    }

    /// The earliest start at or after `first` at which tide, light, channel and services all permit a passage; beyond every run if never.
    fn earliest(&self, passage: Passage, known: Starts, first: Time) -> Time {
        let transit = self.transit(passage.flow, passage.way);
        let mut start = first.max(known.from);
        loop {
            let clear = self.channel.earliest(transit, start);
            let wet = match clear <= known.until {
                true => clear,
                false => self.starts(passage, clear).from.max(clear),
            };
            let served = self.services_free(passage, wet - passage.offset) + passage.offset;
            if served == start || served >= LAST {
                return served;
            }
            start = served;
        }
    }

    /// Plans a decision for the end of a passage's sleep, and for the instant from which on room may be held for its clearance.
    fn plan_decisions(&self, passage: Passage, until: Time, clearance: Time, calendar: &mut Calendar<Event>) {
        let Some(group) = passage.group else {
            return calendar.at(until, Phase::Decision, Event::MayLeave);
        };
        calendar.at(until, Phase::Decision, Event::Look { group });
        let hold = clearance - self.room_held;
        if calendar.now() < hold && hold < until {
            calendar.at(hold, Phase::Decision, Event::Look { group });
        }
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

    /// Finds the marine services that passages need as the weather stands.
    pub(super) fn find_services(&mut self) {
        self.served.find(&self.site.flows, |weather| self.closures.weathers[weather].on > 0);
    }

    /// True if a passage needs of a marine service of which nobody can be ordered.
    fn services_held(&self, passage: Passage) -> bool {
        self.served.of(passage).iter().any(|&(service, _)| self.closures.marine_held(service))
    }

    /// The earliest instant at or after `from` at which all services that a passage needs are free.
    fn services_free(&self, passage: Passage, from: Time) -> Time {
        let services = self.served.of(passage);
        let mut free = from;
        loop {
            let each = services.iter().map(|&(service, number)| self.marine.earliest(service, number, free));
            let later = each.max().unwrap_or(free);
            if later == free || later >= Time::NEVER {
                return later;
            }
            free = later;
        }
    }

    /// Binds the services of a passage from now; it lets go of them at `released`.
    pub(super) fn bind_services(&mut self, passage: Passage, now: Time, released: Time) {
        for &(service, number) in self.served.of(passage) {
            self.marine.bind(service, number, now, released);
        }
    }

    /// Books the channel for a transit that starts at `start`. If a run turns, those who wait for traffic look anew.
    pub(super) fn book(&mut self, passage: Passage, start: Time, calendar: &mut Calendar<Event>) {
        let site = &self.site.flows[passage.flow];
        self.ledger.passage(|| record::Passage {
            flow: passage.flow,
            inbound: passage.way == Direction::Import,
            draught: Metres(f64::from(passage.draught) / 1000.0),
            start,
            stays: site.transit.clone(),
        });
        if self.channel.book(transit(site, passage.way), start, calendar.now()) {
            calendar.at(calendar.now(), Phase::Decision, Event::Decide);
        }
    }
}

/// Cleared at this instant at the earliest; beyond every run if what stands in the way has no known end.
fn passes_at(clearance: Time) -> Passes {
    if clearance < LAST { Passes::At(clearance) } else { Passes::NotYet }
}

/// The transit of a flow's vessels this way.
fn transit(site: &FlowSite, way: Direction) -> Transit<'_> {
    Transit { way, durations: &site.transit, no_meeting: site.no_meeting, exclusive: &site.exclusive }
}
