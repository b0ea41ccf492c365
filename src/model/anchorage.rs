//! Vessels at anchor (rules V2, V3): one queue ordered by (priority, arrival), kept as groups of vessels with equal needs, so that a
//! decision looks at one head per group and a long queue costs no more than a short one.

use std::collections::VecDeque;

use super::passage::Outlook;
use super::quay::Fit;
use super::visit::{Visit, Visits};
use crate::engine::Level;
use crate::port::{Draws, Port, WhenFull};
use crate::units::Time;

/// Vessels with equal needs, first come first.
#[derive(Debug)]
struct Group {
    flow: usize,
    draught: u32,
    /// Draught on the way in: less than `draught` for those that come to load.
    inbound: u32,
    foreign: bool,
    priority: i32,
    /// False where only vessels bound by the tide go first and these are not.
    last: bool,
    /// It stands among those to be looked at.
    listed: bool,
    /// What is known ahead of the passage of its first.
    outlook: Option<Outlook>,
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
    /// Hours with just so many waiting since the last reset, up to `since`; the last entry holds all beyond.
    hours: Vec<f64>,
    since: Time,
}

/// Numbers at anchor told apart.
const NUMBERS: usize = 200;

impl Places {
    /// Books the hours with the present number until `now`.
    fn settle_hours(&mut self, now: Time) {
        let number = (self.waiting as usize).min(NUMBERS);
        if self.hours.len() <= number {
            self.hours.resize(number + 1, 0.0);
        }
        self.hours[number] += (now - self.since).hours();
        self.since = now;
    }

    /// Hours by number since the last call.
    pub(super) fn take_hours(&mut self, now: Time) -> Vec<f64> {
        self.settle_hours(now);
        std::mem::take(&mut self.hours)
    }
}

/// The anchorage.
#[derive(Debug)]
pub(super) struct Anchorage {
    groups: Vec<Group>,
    /// By flow: its groups.
    of_flow: Vec<Vec<usize>>,
    /// Groups in which somebody waits, and some in which nobody does any more.
    waiting: Vec<usize>,
    /// By flow: at which state of its berths a vessel found none, and the least draught of such a vessel, millimetres.
    refused: Vec<Option<(u32, u32)>>,
    /// Groups whose first may be able to go now: it just came, its berths changed, or its time has come.
    to_look_at: Vec<usize>,
    /// All groups are to be looked at.
    all_to_look_at: bool,
    /// Groups whose first waited for nothing but traffic when it was last looked at: they are looked at in every decision.
    awake: Vec<usize>,
    /// Limits, in the order of the port; the last entry is everybody.
    pub(super) places: Vec<Places>,
}

/// The head of a group: who would go first from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) group: usize,
    pub(super) slot: u32,
    pub(super) priority: i32,
    key: (bool, i32, Time, usize, u32),
}

impl Anchorage {
    pub(super) fn new(port: &Port, draws: &Draws, start: Time) -> Self {
        let limited = |places: u32, when_full: WhenFull| Places {
            places,
            when_full,
            waiting: 0,
            level: Level::new(0.0, start),
            outside: Level::new(0.0, start),
            hours: Vec::new(),
            since: start,
        };
        let mut places: Vec<Places> = (port.anchorages.iter())
            .map(|anchorage| {
                limited(anchorage.places.at(draws).round().clamp(0.0, 1e9) as u32, anchorage.when_full)
            })
            .collect();
        places.push(limited(u32::MAX, WhenFull::WaitOutside));
        let refused = vec![None; port.flows.len()];
        let of_flow = vec![Vec::new(); port.flows.len()];
        Anchorage {
            groups: Vec::new(),
            of_flow,
            waiting: Vec::new(),
            refused,
            to_look_at: Vec::new(),
            all_to_look_at: false,
            awake: Vec::new(),
            places,
        }
    }

    /// The group of vessels with the needs of this visit.
    pub(super) fn group_of(&mut self, visit: &Visit, (last, priority): (bool, i32)) -> usize {
        let needs = |group: &Group| (group.flow, group.draught, group.inbound, group.foreign);
        let wanted = (visit.flow, visit.draught, visit.draughts[0], visit.cast.foreign);
        let mut of_flow = self.of_flow[visit.flow].iter().copied();
        let found = of_flow.find(|&group| needs(&self.groups[group]) == wanted);
        let group = found.unwrap_or_else(|| {
            let (flow, draught, inbound, foreign) = wanted;
            let queue = VecDeque::new();
            self.groups.push(Group {
                flow,
                draught,
                inbound,
                foreign,
                priority,
                last,
                listed: false,
                outlook: None,
                queue,
            });
            self.of_flow[flow].push(self.groups.len() - 1);
            self.groups.len() - 1
        });
        self.groups[group].last = last;
        group
    }

    /// Puts a visit in the queue, in its group; returns the slot of the one that was first of its group before it, if it now stands in front
    /// of it.
    pub(super) fn join(
        &mut self,
        slot: u32,
        visits: &Visits,
        limit: Option<usize>,
        now: Time,
    ) -> Option<u32> {
        let visit = &visits[slot];
        let group = visit.group as usize;
        self.count(limit, 1, now);
        drop_those_gone(&mut self.groups[group].queue, visits);
        let queue = &mut self.groups[group].queue;
        // One that comes back from sea stands where it stood.
        let at = match queue.back() {
            Some(&(before, _)) if visits[before].arrived > visit.arrived => {
                let behind = |&(other, number): &(u32, u32)| {
                    let other = &visits[other];
                    other.number == number && (other.arrived, number) > (visit.arrived, visit.number)
                };
                queue.iter().position(behind).unwrap_or(queue.len())
            }
            _ => queue.len(),
        };
        queue.insert(at, (slot, visit.number));
        if queue.len() == 1 && !self.waiting.contains(&group) {
            self.waiting.push(group);
        }
        if at == 0 {
            self.look_at(group);
        }
        let displaced = self.groups[group].queue.get(1).copied().filter(|_| at == 0);
        displaced.filter(|&(slot, number)| visits[slot].number == number).map(|(slot, _)| slot)
    }

    /// True if somebody may be able to go now.
    pub(super) fn may_go(&self) -> bool {
        self.all_to_look_at || !self.to_look_at.is_empty() || !self.awake.is_empty()
    }

    /// The first of a group may be able to go now.
    pub(super) fn look_at(&mut self, group: usize) {
        if !self.all_to_look_at && !std::mem::replace(&mut self.groups[group].listed, true) {
            self.to_look_at.push(group);
        }
    }

    /// The first of a group waits for nothing but traffic: it is looked at with every decision.
    pub(super) fn stays_awake(&mut self, group: usize) {
        self.awake.push(group);
    }

    /// The first of a flow's vessels may be able to go now.
    pub(super) fn look_at_flow(&mut self, flow: usize) {
        for at in 0..self.of_flow[flow].len() {
            let group = self.of_flow[flow][at];
            if !self.groups[group].queue.is_empty() {
                self.look_at(group);
            }
        }
    }

    /// Everybody may be able to go now.
    pub(super) fn look_at_all(&mut self) {
        self.all_to_look_at = true;
    }

    /// Are all to be looked at?
    pub(super) fn looks_at_all(&self) -> bool {
        self.all_to_look_at
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
            places.settle_hours(now);
            places.waiting =
                places.waiting.checked_add_signed(change).expect("nobody leaves who has not joined");
            places.level.step_to(now, f64::from(places.waiting));
            places.outside.step_to(now, f64::from(places.waiting.saturating_sub(places.places)));
        }
    }

    /// A vessel of this group fits no berth while its berths are in this state; so does no deeper one of its flow.
    pub(super) fn refuse(&mut self, group: usize, state: u32) {
        let Group { flow, draught, .. } = self.groups[group];
        let least =
            self.refused[flow].filter(|refused| refused.0 == state).map_or(draught, |refused| refused.1);
        self.refused[flow] = Some((state, least.min(draught)));
    }

    /// (slot, visit number) of a group, first come first; some may have left the queue.
    pub(super) fn queue(&self, group: usize) -> &VecDeque<(u32, u32)> {
        &self.groups[group].queue
    }

    /// The slot of the first of a group that still waits.
    pub(super) fn first(&self, group: usize, visits: &Visits) -> Option<u32> {
        let waits = |&&(slot, number): &&(u32, u32)| visits[slot].number == number && visits[slot].waiting;
        self.groups[group].queue.iter().find(waits).map(|&(slot, _)| slot)
    }

    /// The flow of a group and the draught of its vessels, millimetres.
    pub(super) fn needs_of(&self, group: usize) -> (usize, u32) {
        (self.groups[group].flow, self.groups[group].draught)
    }

    /// Keeps what was found ahead of a group.
    pub(super) fn keep_outlook(&mut self, group: usize, outlook: Option<Outlook>) {
        self.groups[group].outlook = outlook;
    }

    /// What is known ahead of a group.
    pub(super) fn outlook(&self, group: usize) -> Option<Outlook> {
        self.groups[group].outlook
    }

    /// Beds, pools or needs changed: what was found holds no more.
    pub(super) fn forget_outlooks(&mut self) {
        self.groups.iter_mut().for_each(|group| group.outlook = None);
    }

    /// True if it is known that a vessel of this group fits no berth while its berths are in this state.
    pub(super) fn is_refused(&self, group: usize, state: u32) -> bool {
        let Group { flow, draught, .. } = self.groups[group];
        self.refused[flow].is_some_and(|refused| refused.0 == state && refused.1 <= draught)
    }

    /// Writes the heads of groups to `heads`, the first in queue order last: of all, or only of those to be looked at. Groups that `may_go`
    /// denies, told where and until when the first of them holds room, are left out.
    pub(super) fn line_up(
        &mut self,
        all: bool,
        visits: &Visits,
        heads: &mut Vec<Head>,
        may_go: impl Fn(&Anchorage, usize, Option<(Fit, Time)>) -> bool,
    ) {
        heads.clear();
        let mut awake = std::mem::take(&mut self.awake);
        awake.drain(..).for_each(|group| self.look_at(group));
        self.awake = awake;
        let mut groups = std::mem::take(&mut self.to_look_at);
        if !self.is_empty() {
            if all {
                groups.drain(..).for_each(|group| self.groups[group].listed = false);
                self.waiting.retain(|&group| !self.groups[group].queue.is_empty());
                groups.extend_from_slice(&self.waiting);
            }
            for &group in &groups {
                self.groups[group].listed = false;
                let waits = !self.groups[group].queue.is_empty();
                if waits && may_go(self, group, self.held(group, visits)) {
                    heads.extend(self.head(group, visits));
                }
            }
            heads.sort_unstable_by_key(|head| std::cmp::Reverse(head.key));
        }
        groups.drain(..).for_each(|group| self.groups[group].listed = false);
        self.to_look_at = groups;
        self.all_to_look_at = false;
    }

    /// Where and until when the first of a group holds room, if it does.
    fn held(&self, group: usize, visits: &Visits) -> Option<(Fit, Time)> {
        let &(slot, number) = self.groups[group].queue.front()?;
        visits[slot].held.filter(|_| visits[slot].number == number)
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
        let priority = group.priority;
        let key = (group.last, priority, visits[slot].arrived, group.flow, visit);
        Some(Head { group: number, slot, priority, key })
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
