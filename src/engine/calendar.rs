//! The pending events, earliest first; at one instant by phase, then in the order in which they were scheduled. Most events come once and are
//! never taken back. What changes its mind (work at a new rate, a level on a new course) has a *timer*: setting it again moves its one event.

use std::hint::select_unpredictable;

use crate::units::Time;

/// What an event belongs to within its instant (rule T5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Reading figures at a boundary of half-open windows, before anything of the instant is applied.
    Reading,
    /// Work, levels and stages due to end.
    Ending,
    /// Weather, tide, closures, opening hours, dated changes.
    Environment,
    /// Transit ends, trains and the like.
    Operation,
    /// Arrivals.
    Arrival,
    /// A reason to decide again, with nothing else to it.
    Decision,
    /// What acts after the decisions of the instant: patience, limits.
    Closing,
}

/// Whose event may be moved and taken back; at most one is pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer(u32);

/// What sorts pending events, and where they are kept: time | phase | serial number | slot.
type Key = u128;

const TIME_SHIFT: u32 = 80;
const PHASE_SHIFT: u32 = 76;
const SERIAL_SHIFT: u32 = 32;
/// Serial numbers go round after this many bits: 1.7 × 10^13 events.
const SERIAL_BITS: u32 = PHASE_SHIFT - SERIAL_SHIFT;
/// Half of the instants that the key has room for: added, so that no key is negative. 4,460 years.
const HALF: i64 = 1 << 47;
const ARITY: usize = 4;
const NOWHERE: u32 = u32::MAX;

/// Where an event is kept while it is pending.
#[derive(Clone, Copy)]
struct Slot<E> {
    event: Option<E>,
    /// Its entry in the heap, or `NOWHERE`.
    place: u32,
    /// Kept for a timer.
    owned: bool,
}

/// Pending events in a 4-ary heap: for the 10 to 1,000 events of a port it beats a binary heap and needs no tuning. Only keys move.
pub struct Calendar<E> {
    heap: Vec<Key>,
    slots: Vec<Slot<E>>,
    free: Vec<u32>,
    serial: u64,
    now: Time,
    count: u64,
}

impl<E: Copy> Calendar<E> {
    /// An empty calendar whose clock stands at `start`.
    pub fn new(start: Time) -> Self {
        let (heap, slots, free) = (Vec::new(), Vec::new(), Vec::new());
        Calendar { heap, slots, free, serial: 0, now: start, count: 0 }
    }

    /// Empties the calendar, forgets its timers and puts its clock to `start`; keeps the memory.
    pub fn reset(&mut self, start: Time) {
        self.heap.clear();
        self.slots.clear();
        self.free.clear();
        (self.serial, self.now, self.count) = (0, start, 0);
    }

    /// The instant being settled.
    pub fn now(&self) -> Time {
        self.now
    }

    /// Events taken so far.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Number of pending events.
    pub fn pending(&self) -> usize {
        self.heap.len()
    }

    /// Schedules `event`. Instants later than any run (4,000 years and more) are not kept. Panics if `time` is past: that is a bug.
    #[inline]
    pub fn at(&mut self, time: Time, phase: Phase, event: E) {
        if let Some(order) = self.order(time, phase) {
            let slot = self.free.pop().unwrap_or_else(|| self.new_slot(false));
            self.slots[slot as usize].event = Some(event);
            self.push(order | Key::from(slot));
        }
    }

    /// A new timer.
    pub fn timer(&mut self) -> Timer {
        Timer(self.new_slot(true))
    }

    fn new_slot(&mut self, owned: bool) -> u32 {
        self.slots.push(Slot { event: None, place: NOWHERE, owned });
        self.slots.len() as u32 - 1
    }

    /// Schedules the event of `timer`, in place of the one that is pending if there is one. An instant later than any run stops it.
    /// Panics if `time` is past: that is a bug.
    pub fn set(&mut self, timer: Timer, time: Time, phase: Phase, event: E) {
        let Some(order) = self.order(time, phase) else { return self.stop(timer) };
        let slot = &mut self.slots[timer.0 as usize];
        slot.event = Some(event);
        let (place, key) = (slot.place, order | Key::from(timer.0));
        if place == NOWHERE {
            self.push(key);
        } else {
            self.replace(place as usize, key);
        }
    }

    /// Takes the pending event of `timer` back, if there is one.
    pub fn stop(&mut self, timer: Timer) {
        let place = std::mem::replace(&mut self.slots[timer.0 as usize].place, NOWHERE);
        if place == NOWHERE {
            return;
        }
        let last = self.heap.pop().expect("a pending event");
        if (place as usize) < self.heap.len() {
            self.replace(place as usize, last);
        }
    }

    /// The key but for the slot; `None` for an instant that no run reaches.
    fn order(&mut self, time: Time, phase: Phase) -> Option<Key> {
        assert!(time >= self.now, "event scheduled at {time:?}, before now {:?}", self.now);
        let milliseconds = time.milliseconds();
        if milliseconds >= HALF {
            return None;
        }
        let serial = self.serial & ((1 << SERIAL_BITS) - 1);
        self.serial += 1;
        let time = Key::from((milliseconds + HALF) as u64) << TIME_SHIFT;
        Some(time | ((phase as Key) << PHASE_SHIFT) | (Key::from(serial) << SERIAL_SHIFT))
    }

    /// When the next event is due.
    #[inline]
    pub fn next_time(&self) -> Option<Time> {
        self.heap.first().map(|&first| time_of(first))
    }

    /// The next event of the present instant whose phase is at most `latest`.
    #[inline]
    pub fn take_now(&mut self, latest: Phase) -> Option<E> {
        let first = *self.heap.first()?;
        if time_of(first) != self.now || (first >> PHASE_SHIFT) as u8 & 0xf > latest as u8 {
            return None;
        }
        let last = self.heap.pop()?;
        if !self.heap.is_empty() {
            self.sift_down(0, last);
        }
        let slot = &mut self.slots[first as u32 as usize];
        slot.place = NOWHERE;
        if !slot.owned {
            self.free.push(first as u32);
        }
        self.count += 1;
        slot.event
    }

    /// Moves the clock to `time`, which is not before now.
    pub fn advance(&mut self, time: Time) {
        debug_assert!(time >= self.now);
        self.now = time;
    }

    fn push(&mut self, key: Key) {
        self.heap.push(key);
        self.sift_up(self.heap.len() - 1, key);
    }

    /// Puts `key` in the place of the entry `at`, then up or down to its own.
    fn replace(&mut self, at: usize, key: Key) {
        if key < self.heap[at] {
            self.sift_up(at, key);
        } else {
            self.sift_down(at, key);
        }
    }

    /// Puts `key` at a place for good.
    #[inline]
    fn put(&mut self, at: usize, key: Key) {
        self.heap[at] = key;
        self.slots[key as u32 as usize].place = at as u32;
    }

    /// Puts `key` in the place of the entry `child`, then up to its own.
    fn sift_up(&mut self, mut child: usize, key: Key) {
        while child > 0 {
            let parent = (child - 1) / ARITY;
            let above = self.heap[parent];
            if key >= above {
                break;
            }
            self.put(child, above);
            child = parent;
        }
        self.put(child, key);
    }

    /// Puts `key` in the place of the entry `parent`, then down to its own.
    fn sift_down(&mut self, mut parent: usize, key: Key) {
        loop {
            let first = parent * ARITY + 1;
            let (least, child) = match *self.heap.get(first..).unwrap_or_default() {
                [one, two, three, four, ..] => {
                    earlier(earlier((0, one), (1, two)), earlier((2, three), (3, four)))
                }
                ref few => few.iter().copied().enumerate().fold((0, Key::MAX), earlier),
            };
            if child >= key {
                return self.put(parent, key);
            }
            self.put(parent, child);
            parent = first + least;
        }
    }
}

fn time_of(key: Key) -> Time {
    Time::from_milliseconds((key >> TIME_SHIFT) as i64 - HALF)
}

/// The earlier of two entries, by position and key. Which it is cannot be foretold, so it is chosen without a branch.
#[inline]
fn earlier(one: (usize, Key), other: (usize, Key)) -> (usize, Key) {
    let swap = other.1 < one.1;
    (select_unpredictable(swap, other.0, one.0), select_unpredictable(swap, other.1, one.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever is scheduled comes out as a stable sort by (time, phase) would put it.
        #[test]
        fn order_is_a_stable_sort(times in prop::collection::vec((0i64..50, 0usize..7), 0..200)) {
            let phases = [Phase::Reading, Phase::Ending, Phase::Environment, Phase::Operation, Phase::Arrival,
                Phase::Decision, Phase::Closing];
            let mut calendar = Calendar::new(Time::ZERO);
            for (serial, &(time, phase)) in times.iter().enumerate() {
                calendar.at(Time::from_milliseconds(time), phases[phase], serial);
            }
            let mut expected: Vec<usize> = (0..times.len()).collect();
            expected.sort_by_key(|&serial| times[serial]);
            let mut taken = Vec::new();
            while let Some(time) = calendar.next_time() {
                calendar.advance(time);
                while let Some(serial) = calendar.take_now(Phase::Closing) {
                    taken.push(serial);
                }
            }
            prop_assert_eq!(taken, expected);
        }
    }

    proptest! {
        /// Timers set, set again and stopped at will leave just the events that were set last, in order.
        #[test]
        fn timers_leave_what_was_set_last(
            acts in prop::collection::vec((0usize..6, prop::option::of(0i64..50)), 0..200),
            others in prop::collection::vec(0i64..50, 0..20),
        ) {
            let mut calendar = Calendar::new(Time::ZERO);
            let timers: Vec<Timer> = (0..6).map(|_| calendar.timer()).collect();
            let mut set = [None; 6];
            for &time in &others {
                calendar.at(Time::from_milliseconds(time), Phase::Operation, (6, time));
            }
            for &(timer, time) in &acts {
                set[timer] = time;
                match time {
                    Some(time) => {
                        calendar.set(timers[timer], Time::from_milliseconds(time), Phase::Ending, (timer, time));
                    }
                    None => calendar.stop(timers[timer]),
                }
            }
            let last = set.iter().enumerate().filter_map(|(timer, time)| time.map(|time| (timer, time)));
            let mut expected: Vec<(usize, i64)> = last.chain(others.iter().map(|&time| (6, time))).collect();
            expected.sort_unstable();
            let mut taken = Vec::new();
            while let Some(time) = calendar.next_time() {
                calendar.advance(time);
                while let Some(event) = calendar.take_now(Phase::Closing) {
                    prop_assert_eq!(Time::from_milliseconds(event.1), time);
                    taken.push(event);
                }
            }
            taken.sort_unstable();
            prop_assert_eq!(taken, expected);
        }
    }
}
