//! Hours in transfer have a cause each (rule A2): those of the vessel, and with them those of the room it takes and of its machines (rule A3).

use super::simulator::World;
use super::site::TailSite;
use super::visit::Transfer;
use crate::port::Direction;
use crate::record::HandlingTally;
use crate::units::Time;

/// Most causes that share an hour.
const SHARERS: usize = 16;

/// A while of a vessel in transfer in which nothing changed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spell {
    pub(super) hours: f64,
    /// Outside shift; else the causes of closures that stop it, if any; else what the shares say.
    outside_shift: bool,
    causes: [usize; SHARERS],
    count: usize,
    shares: Shares,
    /// What it moves at this rate, tonnes.
    tonnes: f64,
    /// It loads: a yard that cuts its rate is an empty one.
    loads: bool,
}

/// Where the hours of a vessel in transfer went, as shares of the span (rule A2).
#[derive(Clone, Copy, Debug, Default)]
struct Shares {
    productive: f64,
    hatch: f64,
    tail: f64,
    machine: f64,
    slow: f64,
    yard: f64,
}

impl World<'_> {
    /// Accounts for the hours of one vessel in transfer until `now`, in the fixed order of rule A2.
    pub(super) fn account(&mut self, slot: u32, now: Time) {
        let visit = &mut self.visits[slot];
        let hours = (now - visit.transfer.since).hours();
        visit.transfer.since = now;
        if hours <= 0.0 {
            return;
        }
        let visit = &self.visits[slot];
        let flow = &self.site.flows[visit.flow];
        let stopped = visit.transfer.stopped;
        let mut spell = Spell {
            hours,
            outside_shift: stopped & self.closures.shift != 0,
            causes: [0; SHARERS],
            count: 0,
            shares: Shares::default(),
            tonnes: 0.0,
            loads: flow.direction == Direction::Export,
        };
        if stopped == 0 {
            spell.shares = shares(&visit.transfer, flow.tail);
            spell.tonnes = hours * spell.shares.productive * visit.transfer.nominal;
        } else if !spell.outside_shift {
            for (cause, closures) in self.closures.by_cause.iter().enumerate() {
                if closures & stopped != 0 && spell.count < SHARERS {
                    spell.causes[spell.count] = cause;
                    spell.count += 1;
                }
            }
        }
        self.ledger.handled(visit, &spell);
    }
}

impl Spell {
    /// Books it, each hour so many times.
    pub(super) fn book(&self, tally: &mut HandlingTally, times: f64) {
        self.book_shares(tally, times, self.shares);
    }

    /// Books the hours of `machines`: as long as they may move cargo, at their full pace, or cut by slowing or by the yard.
    pub(super) fn book_machines(&self, tally: &mut HandlingTally, machines: u32) {
        if machines == 0 {
            return;
        }
        let of = self.shares;
        let manned = of.productive + of.slow + of.yard;
        let shares = if manned > 0.0 {
            let part = |share: f64| share / manned;
            let (productive, slow, yard) = (part(of.productive), part(of.slow), part(of.yard));
            Shares { productive, slow, yard, ..Shares::default() }
        } else {
            Shares { hatch: of.hatch, ..Shares::default() }
        };
        self.book_shares(tally, f64::from(machines), shares);
    }

    fn book_shares(&self, tally: &mut HandlingTally, times: f64, shares: Shares) {
        let hours = self.hours * times;
        tally.hours += hours;
        if self.outside_shift {
            tally.shift += hours;
            return;
        }
        if self.count > 0 {
            for &cause in &self.causes[..self.count] {
                tally.closures[cause] += hours / self.count as f64;
            }
            return;
        }
        tally.working += if shares.productive > 0.0 { hours } else { 0.0 };
        tally.productive += hours * shares.productive;
        tally.hatch += hours * shares.hatch;
        tally.tail += hours * shares.tail;
        tally.machine += hours * shares.machine;
        tally.slow += hours * shares.slow;
        tally.yard += hours * shares.yard;
        tally.yard_slowed += if shares.yard > 1e-9 { hours } else { 0.0 };
        tally.empty += if self.loads { hours * shares.yard } else { 0.0 };
        tally.rated += self.tonnes;
    }
}

/// Shares of an open hour: a change of hatches, or tail, machines, slowing, yard; the rest is productive.
fn shares(transfer: &Transfer, tail: Option<TailSite>) -> Shares {
    if transfer.changes_until.is_some() {
        return Shares { hatch: 1.0, ..Shares::default() };
    }
    let (pace, most) = match tail {
        Some(tail) if transfer.in_tail => (tail.rate, tail.machines.min(transfer.most)),
        _ => (1.0, transfer.most),
    };
    let manned = pace * f64::from(transfer.machines) / f64::from(most.max(1));
    let productive = transfer.work.rate().0 / transfer.nominal.max(f64::MIN_POSITIVE);
    Shares {
        productive,
        hatch: 0.0,
        tail: 1.0 - pace,
        machine: pace - manned,
        slow: manned * (1.0 - transfer.slowness),
        yard: manned * transfer.slowness - productive,
    }
}
