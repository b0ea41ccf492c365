//! Who starts next on a line: whoever can first; those who asked while the other way had the section have their turn; at one instant
//! outbound first, then in the order in which they came to stand.

use super::{Line, Way};
use crate::units::{Almanac, Time};

/// A train that only the clock and opposing trains keep from starting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    train: u32,
    section: usize,
    way: Way,
    since: Time,
    id: u32,
    /// When the clock lets it start.
    clock: Time,
}

/// What a line does next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Next {
    /// This train starts now.
    Start(u32),
    /// Nobody starts before then, unless something else changes.
    Wait(Time),
}

impl Line {
    /// Promises free tracks to trains that stand before the last section, in the order in which they came; returns the first train that got one.
    pub(super) fn promise_track(&mut self) -> Option<u32> {
        for mode in 0..self.modes.len() {
            let queue = self.queue_of(mode, self.end() - 1, Way::In);
            let first = self.queues[queue].get(self.promised[mode]);
            let Some(&train) = first.filter(|_| self.tracks_used[mode] < self.tracks[mode]) else { continue };
            self.trains[train as usize].track = true;
            self.tracks_used[mode] += 1;
            if !self.limited || self.is_safe() {
                self.promised[mode] += 1;
                return Some(train);
            }
            self.trains[train as usize].track = false;
            self.tracks_used[mode] -= 1;
        }
        None
    }

    /// Who starts now, or when that may be.
    pub(super) fn next(&mut self, now: Time, almanac: &Almanac) -> Next {
        let mut heads = std::mem::take(&mut self.heads);
        heads.clear();
        for queue in 0..self.queues.len() {
            let Some(&train) = self.queues[queue].front() else { continue };
            if self.has_room(train) {
                heads.push(self.head(train, now, almanac));
            }
        }
        for head in &heads {
            let section = &mut self.sections[head.section];
            if let Some(last) = section.last.filter(|last| *last != head.way)
                && section.turn_until(last, &self.spacing).is_some_and(|until| now <= until)
            {
                section.turn = Some(head.way);
            }
        }
        let free = |head: &&Head| head.clock <= now && !self.yields(head, &heads, now);
        let first = heads.iter().filter(free).min_by_key(|head| (head.way == Way::In, head.since, head.id));
        let next = match first {
            Some(head) => Next::Start(head.train),
            None => {
                let ahead = heads.iter().map(|head| head.clock).filter(|&clock| clock > now);
                Next::Wait(ahead.min().unwrap_or(Time::NEVER))
            }
        };
        self.heads = heads;
        next
    }

    fn head(&self, train: u32, now: Time, almanac: &Almanac) -> Head {
        let state = &self.trains[train as usize];
        let (section, way) = (state.next_section(), state.way);
        let clock = self.sections[section].earliest(way, now, &self.spacing, almanac);
        Head { train, section, way, since: state.since, id: state.id, clock }
    }

    /// Is it the turn of opposing trains, one of which it would delay?
    fn yields(&self, head: &Head, heads: &[Head], now: Time) -> bool {
        let section = &self.sections[head.section];
        let through = now + section.run[head.way as usize] + self.spacing.gaps[head.way as usize];
        section.turn == Some(head.way.opposite())
            && heads
                .iter()
                .any(|other| other.section == head.section && other.way != head.way && other.clock < through)
    }

    /// Is there a place for it at the far end of its next section, and can all still finish if it goes there?
    fn has_room(&mut self, train: u32) -> bool {
        let before = self.trains[train as usize];
        let target = before.target();
        if target == self.end() {
            return before.track;
        }
        if self.taken[target] >= self.rooms[target] {
            return false;
        }
        if !self.limited {
            return true;
        }
        self.move_claim(train, target);
        let safe = self.is_safe();
        self.move_claim(train, before.place);
        self.trains[train as usize] = before;
        safe
    }
}
