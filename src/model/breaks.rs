//! Where a parcel breaks (rule Q3): the tail begins, hatches change, the vessel shifts to another place. And the changes of hatches.

use super::event::Event;
use super::simulator::World;
use super::site::FlowSite;
use crate::engine::{Calendar, Phase};
use crate::record::Occurrence;
use crate::units::{Time, Tonnes};

/// Breaks nearer to each other than this share of the parcel are one (rule T4).
const TOGETHER: f64 = 1e-9;

/// What is left of the parcel at the next break of each kind; zero = none comes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Breaks {
    tail: Tonnes,
    hatch: Tonnes,
    shift: Tonnes,
    /// Tonnes between changes of hatches, and how much is nothing.
    every: Tonnes,
    crumb: Tonnes,
}

/// The breaks that have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) tail: bool,
    pub(super) hatch: bool,
    pub(super) shift: bool,
}

impl Breaks {
    /// The breaks of a parcel of a flow; a tail that is all of it has begun already.
    pub(super) fn new(parcel: Tonnes, flow: &FlowSite) -> Self {
        let share = |share: f64| if share < 1.0 { parcel * share } else { Tonnes::ZERO };
        let every = flow.hatch_change.map_or(Tonnes::ZERO, |change| change.every);
        let mut breaks = Breaks {
            tail: flow.tail.map_or(Tonnes::ZERO, |tail| share(tail.share)),
            hatch: parcel,
            shift: flow.shift.as_ref().map_or(Tonnes::ZERO, |shift| share(1.0 - shift.after)),
            every,
            crumb: parcel * TOGETHER,
        };
        breaks.next_hatch();
        breaks
    }

    /// What is left at the next break of any kind.
    pub(super) fn next(&self) -> Tonnes {
        self.tail.max(self.hatch).max(self.shift)
    }

    /// So much is left: which breaks have come.
    pub(super) fn reach(&mut self, left: Tonnes) -> Reached {
        let crumb = self.crumb;
        let come = |at: Tonnes| at > Tonnes::ZERO && at + crumb >= left;
        let reached = Reached { tail: come(self.tail), hatch: come(self.hatch), shift: come(self.shift) };
        if reached.tail {
            self.tail = Tonnes::ZERO;
        }
        if reached.shift {
            self.shift = Tonnes::ZERO;
        }
        while come(self.hatch) {
            self.next_hatch();
        }
        reached
    }

    /// The change of hatches after this one; none at the very end.
    fn next_hatch(&mut self) {
        let next = self.hatch - self.every;
        self.hatch = if self.every > Tonnes::ZERO && next > self.crumb { next } else { Tonnes::ZERO };
    }
}

impl World<'_> {
    /// A part of a parcel is done, and more is to come: what comes next.
    pub(super) fn reach_break(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let flow = self.visits[slot].flow;
        let transfer = &mut self.visits[slot].transfer;
        let reached = transfer.breaks.reach(transfer.remainder.min(transfer.work.left()));
        transfer.remainder = transfer.breaks.next();
        transfer.in_tail |= reached.tail;
        if reached.hatch
            && let Some(change) = self.site.flows[flow].hatch_change
        {
            let until = calendar.now() + change.takes;
            self.visits[slot].transfer.changes_until = Some(until);
            self.ledger.note(calendar.now(), Some(&self.visits[slot]), Occurrence::HatchChange(change.takes));
            self.await_hatch(slot, calendar);
        }
        if reached.shift {
            self.shifting.push(slot);
        }
    }

    /// The end of a change of hatches is awaited, unless it is over.
    pub(super) fn await_hatch(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let visit = &mut self.visits[slot];
        visit.transfer.changes_until = visit.transfer.changes_until.filter(|&until| until > calendar.now());
        if let Some(until) = visit.transfer.changes_until {
            calendar.set(visit.timer, until, Phase::Ending, Event::HatchChanged { visit: slot });
        }
    }

    /// Hatches are changed: work goes on.
    pub(super) fn hatch_changed(&mut self, slot: u32, now: Time) {
        self.account(slot, now);
        let visit = &mut self.visits[slot];
        visit.transfer.changes_until = None;
        self.cranes.share_again(visit.fit.equipment);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left at each break of a parcel, with what breaks there.
    fn told(mut breaks: Breaks) -> Vec<(f64, Reached)> {
        let mut told = Vec::new();
        while breaks.next() > Tonnes::ZERO {
            let left = breaks.next();
            told.push((left.0, breaks.reach(left)));
        }
        told
    }

    fn breaks(parcel: f64, tail: f64, every: f64, shift: f64) -> Breaks {
        let parcel = Tonnes(parcel);
        let (tail, shift) = (parcel * tail, parcel * shift);
        let mut breaks =
            Breaks { tail, hatch: parcel, shift, every: Tonnes(every), crumb: parcel * TOGETHER };
        breaks.next_hatch();
        breaks
    }

    #[test]
    fn breaks_come_in_turn_and_together() {
        let reached = |tail, hatch, shift| Reached { tail, hatch, shift };
        let both = told(breaks(1000.0, 0.1, 300.0, 0.4));
        let expected = [
            (700.0, reached(false, true, false)),
            (400.0, reached(false, true, true)),
            (100.0, reached(true, true, false)),
        ];
        assert_eq!(both, expected);
        assert_eq!(told(breaks(900.0, 0.0, 300.0, 0.0)).len(), 2, "no change at the very end");
        assert_eq!(told(breaks(200.0, 0.0, 300.0, 0.0)), []);
        assert_eq!(told(breaks(200.0, 0.0, 0.0, 0.0)), []);
    }
}
