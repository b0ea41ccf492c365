//! Vessels at anchor (rules V2, V3): one queue ordered by (priority, arrival), kept as groups of vessels with equal needs, so that a
//! decision looks at one head per group and a long queue costs no more than a short one.

use std::collections::VecDeque;

use super::visit::Visits;
use crate::engine::Level;
use crate::port::{Draws, Port, WhenFull};
use crate::units::Time;

/// Vessels with equal needs, first come first.
#[derive(Debug)]
struct Group {
    flow: usize,
    draught: u32,
    priority: i32,
    /// (slot, visit number); those that left the queue otherwise are skipped.
    queue: VecDeque<(u32, u32)>,
}

/// Anchorage places of a group of classes, and who lies there.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) places: u32,
    pub(super) when_full: WhenFull,
    pub(super) waiting: u32,
    pub(super) level: Level,
    pub(super) outside: Level,
}

/// The anchorage.
#[derive(Debug)]
pub(super) struct Anchorage {
    groups: Vec<Group>,
    /// By flow: at which state of the berths a vessel found none, and the least draught of such a vessel, millimetres.
    refused: Vec<Option<(u32, u32)>>,
    /// Groups whose head arrived since the last decision: nobody has looked at it yet.
    newcomers: Vec<usize>,
    /// Limits, in the order of the port; the last entry is everybody.
    pub(super) places: Vec<Places>,
}

/// The head of a group: who would go first from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) group: usize,
    pub(super) slot: u32,
    key: (i32, Time, usize, u32),
}

impl Anchorage {
    pub(super) fn new(port: &Port, draws: &Draws, start: Time) -> Self {
        let limited = |places: u32, when_full: WhenFull| Places {
            places,
            when_full,
            waiting: 0,
            level: Level::new(0.0, start),
            outside: Level::new(0.0, start),
        };
        let mut places: Vec<Places> = (port.anchorages.iter())
            .map(|anchorage| {
                limited(anchorage.places.at(draws).round().clamp(0.0, 1e9) as u32, anchorage.when_full)
            })
            .collect();
        places.push(limited(u32::MAX, WhenFull::WaitOutside));
        let refused = vec![None; port.flows.len()];
        Anchorage { groups: Vec::new(), refused, newcomers: Vec::new(), places }
    }

    /// Puts a visit in the queue.
    pub(super) fn join(
        &mut self,
        slot: u32,
        visits: &Visits,
        priority: i32,
        limit: Option<usize>,
        now: Time,
    ) {
        let visit = &visits[slot];
        let found =
            self.groups.iter().position(|group| group.flow == visit.flow && group.draught == visit.draught);
        let group = found.unwrap_or_else(|| {
            let (flow, draught) = (visit.flow, visit.draught);
            self.groups.push(Group { flow, draught, priority, queue: VecDeque::new() });
            self.groups.len() - 1
        });
        self.count(limit, 1, now);
        drop_those_gone(&mut self.groups[group].queue, visits);
        let queue = &mut self.groups[group].queue;
        queue.push_back((slot, visit.number));
        if queue.len() == 1 && !self.newcomers.contains(&group) {
            self.newcomers.push(group);
        }
    }

    /// True if the head of some group arrived since the last decision.
    pub(super) fn has_newcomers(&self) -> bool {
        !self.newcomers.is_empty()
    }

    /// A visit of this anchorage group left the queue; `leave_group` or skipping takes it off its group.
    pub(super) fn leave(&mut self, limit: Option<usize>, now: Time) {
        self.count(limit, -1, now);
    }

    /// Takes the head off its group.
    pub(super) fn pop(&mut self, group: usize) {
        self.groups[group].queue.pop_front();
    }

    fn count(&mut self, limit: Option<usize>, change: i32, now: Time) {
        let everybody = self.places.len() - 1;
        for number in limit.into_iter().chain([everybody]) {
            let places = &mut self.places[number];
            places.waiting =
                places.waiting.checked_add_signed(change).expect("nobody leaves who has not joined");
            places.level.step_to(now, f64::from(places.waiting));
            places.outside.step_to(now, f64::from(places.waiting.saturating_sub(places.places)));
        }
    }

    /// A vessel of this group fits no berth as the berths stand; so does no deeper one of its flow.
    pub(super) fn refuse(&mut self, group: usize, berths: u32) {
        let Group { flow, draught, .. } = self.groups[group];
        let least =
            self.refused[flow].filter(|refused| refused.0 == berths).map_or(draught, |refused| refused.1);
        self.refused[flow] = Some((berths, least.min(draught)));
    }

    /// The flow of a group and the draught of its vessels, millimetres.
    pub(super) fn needs_of(&self, group: usize) -> (usize, u32) {
        (self.groups[group].flow, self.groups[group].draught)
    }

    /// True if it is known that a vessel of this group fits no berth as the berths stand.
    pub(super) fn is_refused(&self, group: usize, berths: u32) -> bool {
        let Group { flow, draught, .. } = self.groups[group];
        self.refused[flow].is_some_and(|refused| refused.0 == berths && refused.1 <= draught)
    }

    /// Writes the heads of groups to `heads`, the first in queue order last: of all, or only of those whose head arrived since the last
    /// decision. Groups that `may_go` denies are left out.
    pub(super) fn line_up(
        &mut self,
        all: bool,
        visits: &Visits,
        heads: &mut Vec<Head>,
        may_go: impl Fn(&Anchorage, usize) -> bool,
    ) {
        heads.clear();
        let mut newcomers = std::mem::take(&mut self.newcomers);
        if !self.is_empty() {
            if all {
                newcomers.clear();
                newcomers.extend(0..self.groups.len());
            }
            for &group in &newcomers {
                if !self.groups[group].queue.is_empty() && may_go(self, group) {
                    heads.extend(self.head(group, visits));
                }
            }
            heads.sort_unstable_by_key(|head| std::cmp::Reverse(head.key));
        }
        newcomers.clear();
        self.newcomers = newcomers;
    }

    /// Puts the head of a group in its place among `heads`, which stand as `line_up` writes them.
    pub(super) fn join_line(&mut self, group: usize, visits: &Visits, heads: &mut Vec<Head>) {
        if let Some(head) = self.head(group, visits) {
            let at = heads.partition_point(|other| other.key > head.key);
            heads.insert(at, head);
        }
    }

    fn head(&mut self, number: usize, visits: &Visits) -> Option<Head> {
        let group = &mut self.groups[number];
        drop_those_gone(&mut group.queue, visits);
        let &(slot, visit) = group.queue.front()?;
        let key = (group.priority, visits[slot].arrived, group.flow, visit);
        Some(Head { group: number, slot, key })
    }

    /// Anyone waiting?
    fn is_empty(&self) -> bool {
        self.places.last().is_none_or(|everybody| everybody.waiting == 0)
    }
}

/// Takes those who left the queue otherwise off its front.
fn drop_those_gone(queue: &mut VecDeque<(u32, u32)>, visits: &Visits) {
    while let Some(&(slot, visit)) = queue.front() {
        if visits[slot].number == visit && visits[slot].waiting {
            break;
        }
        queue.pop_front();
    }
}
