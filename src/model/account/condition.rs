//! The conditions of a clearance but berth and tide: each is looked at by itself, only when it may have changed, and once for all vessels at
//! anchor that stand alike before it.

use super::look::Changes;
use super::wait::Part;
use crate::model::passage::Passage;
use crate::model::site::FlowSite;
use crate::port::Direction;
use crate::record::{Condition, Unmet};
use crate::units::{Duration, Time};

/// Some of what vessels at anchor have in common, a bit for each; those beyond share the last.
pub(super) type Marks = u64;

/// The mark of the common condition of this number.
pub(super) fn mark(number: usize) -> Marks {
    1 << (number as u32).min(Marks::BITS - 1)
}

/// Closures of the way; daylight; booked transits and turns; pilots and tugs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Which {
    Way,
    Light,
    Traffic,
    Services,
}

impl Which {
    pub(super) const ALL: [Which; 4] = [Which::Way, Which::Light, Which::Traffic, Which::Services];

    /// May the condition be otherwise than it was found?
    pub(super) fn may_differ(self, part: &Part, at: Time, changes: Changes) -> bool {
        part.until <= at
            || match self {
                Which::Way => changes.closures,
                Which::Light => false,
                // Booked transits that bar it do so until a known instant: more of them do not change that.
                Which::Traffic => {
                    let clear = part.unmet != Unmet::of(Condition::Traffic);
                    clear && (changes.bookings || changes.asking)
                }
                Which::Services => changes.bookings || changes.closures,
            }
    }

    /// Do vessels at anchor of two flows always stand alike before it?
    fn is_alike(self, one: &FlowSite, other: &FlowSite) -> bool {
        match self {
            Which::Way => one.class == other.class,
            Which::Light => {
                let total = |flow: &FlowSite| {
                    flow.transit.iter().fold(Duration::ZERO, |sum, &duration| sum + duration)
                };
                let bound = (one.daylight.inbound, other.daylight.inbound);
                bound == (false, false) || bound == (true, true) && total(one) == total(other)
            }
            Which::Traffic => {
                let rules = one.no_meeting == other.no_meeting && one.exclusive == other.exclusive;
                rules && one.transit == other.transit
            }
            Which::Services => one.needs == other.needs,
        }
    }

    /// Does the flag matter before it?
    fn asks_for_flag(self, flow: &FlowSite) -> bool {
        let foreign = || flow.needs.iter().any(|(_, rules)| rules.iter().any(|rule| rule.foreign));
        self == Which::Services && foreign()
    }
}

/// A condition that vessels at anchor have in common.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) which: Which,
    /// One of those that stand alike.
    pub(super) passage: Passage,
    pub(super) part: Part,
    /// Groups that wait under it.
    pub(super) waiting: u32,
}

/// The conditions that vessels at anchor have in common, and by flow and flag which of them are theirs.
#[derive(Debug)]
pub(super) struct Commons {
    pub(super) all: Vec<Common>,
    /// First instant at which one of those somebody waits under may change of itself.
    pub(super) next: Time,
    of: Vec<[usize; 4]>,
}

impl Commons {
    pub(super) fn new(flows: &[FlowSite]) -> Self {
        let mut commons = Commons { all: Vec::new(), next: Part::UNKNOWN.until, of: Vec::new() };
        for flow in 0..flows.len() {
            for foreign in [false, true] {
                let of = Which::ALL.map(|which| commons.find(flows, which, flow, foreign));
                commons.of.push(of);
            }
        }
        commons
    }

    fn find(&mut self, flows: &[FlowSite], which: Which, flow: usize, foreign: bool) -> usize {
        let foreign = foreign && which.asks_for_flag(&flows[flow]);
        let found = self.all.iter().position(|common| {
            let passage = common.passage;
            let alike = || which.is_alike(&flows[passage.flow], &flows[flow]);
            common.which == which && passage.foreign == foreign && alike()
        });
        found.unwrap_or_else(|| {
            let way = Direction::Import;
            let passage = Passage { flow, way, offset: Duration::ZERO, draught: 0, foreign, group: None };
            self.all.push(Common { which, passage, part: Part::UNKNOWN, waiting: 0 });
            self.all.len() - 1
        })
    }

    /// Those of a passage.
    fn of(&self, passage: &Passage) -> [usize; 4] {
        self.of[2 * passage.flow + usize::from(passage.foreign)]
    }

    /// What of them is missing for a passage.
    pub(super) fn missing(&self, passage: &Passage) -> Unmet {
        let of = self.of(passage);
        of.iter().fold(Unmet::NONE, |set, &common| set.and(self.all[common].part.unmet))
    }

    /// The marks of those of a passage.
    pub(super) fn marks(&self, passage: &Passage) -> Marks {
        self.of(passage).iter().fold(0, |marks, &common| marks | mark(common))
    }

    /// A group begins to wait under its conditions, or none of it waits any more.
    pub(super) fn count(&mut self, passage: &Passage, waits: bool) {
        for common in self.of(passage) {
            let common = &mut self.all[common];
            if common.waiting == 0 {
                common.part = Part::UNKNOWN;
                self.next = Part::UNKNOWN.until;
            }
            common.waiting = if waits { common.waiting + 1 } else { common.waiting - 1 };
        }
    }

    pub(super) fn forget(&mut self) {
        self.all.iter_mut().for_each(|common| common.part = Part::UNKNOWN);
        self.next = Part::UNKNOWN.until;
    }
}
