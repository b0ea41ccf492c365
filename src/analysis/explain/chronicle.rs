//! One replication in order, ready to be asked: what each vessel did, who lay where, who was in the channel, which closures were active.

use crate::port::{Draws, Port};
use crate::record::{ClosureState, Entry, Occurrence, Trace, VisitRecord, WaitSpell};
use crate::units::Time;

/// A vessel at a place, from when it was bound for it until its last line is off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lying {
    pub visit: u32,
    pub from: Time,
    pub until: Time,
}

/// A vessel in the channel, from its clearance on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Transit {
    pub visit: u32,
    pub flow: usize,
    pub inbound: bool,
    pub cleared: Time,
    pub start: Time,
    pub end: Time,
}

/// The log of one replication, sorted by what will be asked of it.
#[derive(Debug)]
pub struct Chronicle<'a> {
    pub(super) port: &'a Port,
    pub(super) draws: &'a Draws,
    pub(super) trace: &'a Trace,
    /// By visit, its entries in order of time.
    steps: Vec<Vec<Entry>>,
    /// By visit, its waits in order of time.
    waits: Vec<Vec<WaitSpell>>,
    /// By place, in order of clearance.
    pub(super) lying: Vec<Vec<Lying>>,
    /// In order of clearance.
    pub(super) transits: Vec<Transit>,
    /// By closure, spans in which it was active.
    pub(super) closures: Vec<Vec<(Time, Time)>>,
    /// By kind of machine: how many are broken down or away from an instant on.
    pub(super) unfit: Vec<Vec<(Time, i64)>>,
    /// End of the run.
    pub(super) end: Time,
}

impl<'a> Chronicle<'a> {
    /// Of the log of one run under these draws.
    pub fn new(port: &'a Port, draws: &'a Draws, trace: &'a Trace) -> Self {
        let count = trace.visits.len();
        let last = trace.entries.last().map_or(Time::ZERO, |entry| entry.time);
        let mut chronicle = Chronicle {
            port,
            draws,
            trace,
            steps: vec![Vec::new(); count],
            waits: vec![Vec::new(); count],
            lying: vec![Vec::new(); port.places.len()],
            transits: Vec::new(),
            closures: vec![Vec::new(); port.closures.len()],
            unfit: vec![Vec::new(); port.equipment.len()],
            end: last.max(port.study.end),
        };
        for entry in &trace.entries {
            match entry.visit {
                Some(visit) => chronicle.steps[visit as usize - 1].push(*entry),
                None => chronicle.note(entry.time, entry.what),
            }
        }
        for spell in &trace.waits {
            chronicle.waits[spell.visit as usize - 1].push(*spell);
        }
        for visit in &trace.visits {
            chronicle.follow(visit);
        }
        chronicle.lying.iter_mut().for_each(|place| place.sort_by_key(|one| (one.from, one.visit)));
        chronicle.transits.sort_by_key(|transit| (transit.cleared, transit.visit));
        chronicle
    }

    /// How many vessels arrived.
    pub fn visits(&self) -> u32 {
        self.trace.visits.len() as u32
    }

    /// The record of a visit, by its number from 1.
    pub fn visit(&self, number: u32) -> Option<&'a VisitRecord> {
        self.trace.visits.get((number as usize).checked_sub(1)?)
    }

    pub(super) fn steps(&self, visit: u32) -> &[Entry] {
        &self.steps[visit as usize - 1]
    }

    pub(super) fn waits(&self, visit: u32) -> &[WaitSpell] {
        &self.waits[visit as usize - 1]
    }

    /// The record of a visit that is known to be there.
    pub(super) fn record(&self, visit: u32) -> &'a VisitRecord {
        &self.trace.visits[visit as usize - 1]
    }

    fn note(&mut self, time: Time, what: Occurrence) {
        match what {
            Occurrence::Closure(at, ClosureState::Active) => self.closures[at].push((time, Time::NEVER)),
            Occurrence::Closure(at, ClosureState::Over) => {
                if let Some(span) = self.closures[at].last_mut() {
                    span.1 = time;
                }
            }
            Occurrence::MachineFailed(at) => self.unfit(at, time, 1),
            Occurrence::MachineRepaired(at) => self.unfit(at, time, -1),
            Occurrence::MachinesAway(at, count) => self.unfit(at, time, i64::from(count)),
            Occurrence::MachinesBack(at, count) => self.unfit(at, time, -i64::from(count)),
            _ => {}
        }
    }

    fn unfit(&mut self, equipment: usize, time: Time, more: i64) {
        let before = self.unfit[equipment].last().map_or(0, |(_, count)| *count);
        self.unfit[equipment].push((time, before + more));
    }

    /// Notes where a vessel lay, and its transits.
    fn follow(&mut self, record: &VisitRecord) {
        let (visit, flow) = (record.number, record.flow);
        let mut cleared = record.arrived;
        let steps = std::mem::take(&mut self.steps[visit as usize - 1]);
        for (at, &Entry { time: start, what, .. }) in steps.iter().enumerate() {
            let next =
                |ends: &dyn Fn(Occurrence) -> bool| steps[at + 1..].iter().find(|step| ends(step.what));
            let berthed = |what| matches!(what, Occurrence::Berthed(_));
            let time = |found: Option<&Entry>| found.map_or(Time::NEVER, |step| step.time);
            match what {
                Occurrence::ClearedInbound { place, .. } | Occurrence::Shifts { place, .. } => {
                    let until = time(next(&|what| what == Occurrence::Unmoored(place)));
                    self.lying[place].push(Lying { visit, from: start, until });
                    if let Occurrence::ClearedInbound { .. } = what {
                        let end = time(next(&berthed));
                        self.transits.push(Transit {
                            visit,
                            flow,
                            inbound: true,
                            cleared: start,
                            start,
                            end,
                        });
                    }
                }
                Occurrence::ClearedOutbound => cleared = start,
                Occurrence::Unmoored(_) => {
                    let out = |what| matches!(what, Occurrence::Departed | Occurrence::Sheltered);
                    let arrives = next(&|what| out(what) || berthed(what));
                    if arrives.is_none_or(|step| out(step.what)) {
                        let end = time(arrives);
                        self.transits.push(Transit { visit, flow, inbound: false, cleared, start, end });
                    }
                }
                _ => {}
            }
        }
        self.steps[visit as usize - 1] = steps;
    }

    /// How many machines of a kind are broken down or away at an instant.
    pub(super) fn unfit_at(&self, equipment: usize, time: Time) -> u32 {
        let changes = &self.unfit[equipment];
        let before = &changes[..changes.partition_point(|(at, _)| *at <= time)];
        before.last().map_or(0, |(_, count)| *count).max(0) as u32
    }

    /// Whether a closure is active at an instant, and if so until when.
    pub(super) fn active_until(&self, closure: usize, time: Time) -> Option<Time> {
        let spans = &self.closures[closure];
        let at = spans.partition_point(|(from, _)| *from <= time);
        let (_, until) = spans[..at].last()?;
        (*until > time).then_some(*until)
    }
}
