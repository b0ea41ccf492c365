//! The hours of those who wait for clearance are booked: when what is missing changes, when one more waits or one fewer, at the ends of
//! periods.

use super::condition::{Marks, Which};
use super::wait::{Wait, Waiting};
use super::{Changes, Seen};
use crate::model::passage::Passage;
use crate::model::simulator::World;
use crate::port::Direction;
use crate::record::{Unmet, WaitKind, add_hours};
use crate::units::{Duration, Time};

impl World<'_> {
    /// Before anything of `now` is applied: what changed of itself since the last instant.
    pub(in crate::model) fn account_until(&mut self, now: Time) {
        while self.account.next < now {
            let at = self.account.next;
            self.look_at_waits(at, self.present_state());
        }
    }

    /// An instant is over: conditions are looked at anew if they may have changed.
    pub(in crate::model) fn account_waits(&mut self, now: Time) {
        if !self.account.on {
            return;
        }
        if self.plan.thorough {
            self.account.forget();
        }
        let present = self.present_state();
        if self.account.seen != Some(present) || self.account.next <= now {
            self.look_at_waits(now, present);
        }
    }

    fn look_at_waits(&mut self, at: Time, present: Seen) {
        let changes = present.since(self.account.seen.replace(present));
        let (differs, mut next) = self.look_at_commons(at, changes);
        // Room that is taken matters to those who have some, or hold it.
        let rooms = changes.freed || changes.quays && (self.account.some_have_room || self.holders > 0);
        if differs != 0 || rooms || self.account.groups_next <= at {
            self.look_at_groups(at, differs, changes);
        }
        let mut leaving = std::mem::take(&mut self.account.leaving);
        for wait in &mut leaving {
            next = next.min(self.look_at_leaving(wait, at, changes));
        }
        self.account.leaving = leaving;
        self.account.next = next.min(self.account.groups_next);
    }

    /// Looks at those at anchor anew; books their hours if something else is missing now.
    fn look_at_groups(&mut self, at: Time, differs: Marks, changes: Changes) {
        let rooms_held = self.holders > 0;
        let (mut next, mut some_have_room) = (Time::NEVER, false);
        let mut groups = std::mem::take(&mut self.account.groups);
        let mut waiting = std::mem::take(&mut self.account.waiting);
        for one in &mut waiting {
            let due = one.next <= at;
            let mut anew = due || one.marks & differs != 0;
            if changes.quays || due {
                let wait = &mut groups[one.group];
                anew |= self.look_for_room(wait, at, changes);
                anew |= (rooms_held && self.one_holds(wait)) != wait.holder.is_some();
            }
            if anew {
                let wait = &mut groups[one.group];
                if wait.water.until <= at {
                    self.look_at_water(wait, at);
                }
                let common = self.account.commons.missing(&wait.passage);
                let holds = rooms_held && self.one_holds(wait);
                self.book_if_differs(wait, common, holds, at);
                (one.next, one.has_room) = (wait.water.until, wait.fits.is_some() || holds);
            }
            next = next.min(one.next);
            some_have_room |= one.has_room;
        }
        (self.account.groups, self.account.waiting) = (groups, waiting);
        (self.account.groups_next, self.account.some_have_room) = (next, some_have_room);
    }

    /// Looks at one that waits for the way out; returns when it may change of itself.
    fn look_at_leaving(&mut self, wait: &mut Wait, at: Time, changes: Changes) -> Time {
        for (part, which) in wait.own.iter_mut().zip(Which::ALL) {
            if which.may_differ(part, at, changes) {
                *part = self.look_at_condition(which, wait.passage, at);
            }
        }
        if wait.water.until <= at {
            self.look_at_water(wait, at);
        }
        self.book_if_differs(wait, Unmet::NONE, false, at);
        wait.own.iter().fold(wait.water.until, |first, part| first.min(part.until))
    }

    fn book_if_differs(&mut self, wait: &mut Wait, common: Unmet, holds: bool, at: Time) {
        let missing = wait.missing(common, false);
        let holder = holds.then(|| wait.missing(common, true));
        if missing != wait.unmet || holder != wait.holder {
            self.book_wait(wait, at);
            (wait.unmet, wait.holder) = (missing, holder);
        }
    }

    fn one_holds(&self, wait: &Wait) -> bool {
        let first = wait.passage.group.and_then(|group| self.anchorage.first(group as usize, &self.visits));
        first.is_some_and(|slot| self.visits[slot].held.is_some())
    }

    /// Books the hours of a wait until `now`.
    fn book_wait(&mut self, wait: &mut Wait, now: Time) {
        let from = std::mem::replace(&mut wait.since, now);
        let hours = (now - from).hours();
        if hours <= 0.0 || wait.count == 0 {
            return;
        }
        if self.ledger.traces() {
            self.tell_wait(wait, from, now);
        }
        if let Some(slot) = wait.slot {
            let fit = self.visits[slot].fit;
            add_hours(&mut self.ledger.places[fit.place].account.exit, wait.unmet, hours * fit.taken);
        }
        let stay = &mut self.ledger.flows[wait.passage.flow].account;
        let waits = if wait.passage.way == Direction::Import { &mut stay.entry } else { &mut stay.exit };
        let others = wait.count - u32::from(wait.holder.is_some());
        if let Some(unmet) = wait.holder {
            add_hours(waits, unmet, hours);
        }
        if others > 0 {
            add_hours(waits, wait.unmet, hours * f64::from(others));
        }
    }

    /// Tells the log what each of those who wait was missing.
    fn tell_wait(&mut self, wait: &Wait, from: Time, until: Time) {
        let span = (from, until);
        let Some(group) = wait.passage.group else {
            let visit = wait.slot.map(|slot| &self.visits[slot]).expect("one vessel leaves");
            return self.ledger.wait_spell(visit, WaitKind::Exit, span, wait.unmet);
        };
        for &(slot, number) in self.anchorage.queue(group as usize) {
            let visit = &self.visits[slot];
            if visit.number == number && visit.waiting {
                let unmet = wait.holder.filter(|_| visit.held.is_some()).unwrap_or(wait.unmet);
                self.ledger.wait_spell(visit, WaitKind::Entry, span, unmet);
            }
        }
    }

    /// A vessel is about to join a group at anchor.
    pub(in crate::model) fn account_joins(&mut self, slot: u32, group: usize, now: Time) {
        if !self.account.on {
            return;
        }
        let visit = &self.visits[slot];
        self.quays.want(&self.site.flows[visit.flow].places, 1, now);
        let passage = Passage {
            flow: visit.flow,
            way: Direction::Import,
            offset: Duration::ZERO,
            draught: visit.draughts[0],
            foreign: visit.cast.foreign,
            group: Some(group as u32),
        };
        while self.account.groups.len() <= group {
            self.account.groups.push(Wait::new(passage, 0, now));
        }
        let mut wait = self.account.groups[group];
        if wait.count == 0 {
            wait = Wait::new(passage, 0, now);
            let marks = self.account.commons.marks(&passage);
            self.account.waiting.push(Waiting { group, marks, next: now, has_room: false });
            self.account.commons.count(&passage, true);
        }
        self.book_wait(&mut wait, now);
        wait.count += 1;
        self.account.groups[group] = wait;
        self.account.look_at_groups_by(now);
    }

    /// A vessel is about to leave its group at anchor, cleared or lost.
    pub(in crate::model) fn account_goes(&mut self, slot: u32, now: Time) {
        if !self.account.on {
            return;
        }
        self.quays.want(&self.site.flows[self.visits[slot].flow].places, -1, now);
        let group = self.visits[slot].group as usize;
        let mut wait = self.account.groups[group];
        self.book_wait(&mut wait, now);
        wait.count -= 1;
        wait.holder = None;
        self.account.groups[group] = wait;
        let waiting = &mut self.account.waiting;
        if wait.count == 0 {
            waiting.retain(|other| other.group != group);
            self.account.commons.count(&wait.passage, false);
        } else {
            waiting.iter_mut().filter(|other| other.group == group).for_each(|other| other.next = now);
        }
        self.account.look_at_groups_by(now);
    }

    /// A vessel is ready to leave, or ordered to.
    pub(in crate::model) fn account_ready(&mut self, slot: u32, now: Time) {
        if self.account.on {
            let mut wait = Wait::new(Passage::outbound(&self.visits[slot]), 1, now);
            wait.slot = Some(slot);
            self.account.leaving.push(wait);
            self.account.next = self.account.next.min(now);
        }
    }

    /// A vessel that was ready leaves, or need not.
    pub(in crate::model) fn account_leaves(&mut self, slot: u32, now: Time) {
        let found = self.account.leaving.iter().position(|wait| wait.slot == Some(slot));
        if let Some(position) = found {
            let mut wait = self.account.leaving.remove(position);
            self.book_wait(&mut wait, now);
        }
    }

    /// Books all hours until `now`: a period ends.
    pub(in crate::model) fn account_all(&mut self, now: Time) {
        if !self.account.on {
            return;
        }
        let mut groups = std::mem::take(&mut self.account.groups);
        groups.iter_mut().for_each(|wait| self.book_wait(wait, now));
        self.account.groups = groups;
        let mut leaving = std::mem::take(&mut self.account.leaving);
        leaving.iter_mut().for_each(|wait| self.book_wait(wait, now));
        self.account.leaving = leaving;
        self.account_alongside(now);
    }
}
