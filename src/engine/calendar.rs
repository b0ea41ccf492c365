//! The pending events, earliest first; at one instant by phase, then in the order in which they were scheduled. Most events come once and are
//! never taken back. What changes its mind (work at a new rate, a level on a new course) has a *timer*: setting it again moves its one event.

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

impl Timer {
    /// No timer: of events that come once.
    const NONE: Timer = Timer(u32::MAX);
}

#[derive(Clone, Copy)]
struct Scheduled<E> {
    /// Time in the high half, its sign turned so that early is small; then the phase in a byte; then the serial number.
    key: Key,
    event: E,
    timer: Timer,
}

type Key = u128;

impl<E> Scheduled<E> {
    fn time(&self) -> Time {
        Time::from_milliseconds(((self.key >> TIME_SHIFT) as u64 ^ SIGN) as i64)
    }

    fn phase(&self) -> u8 {
        (self.key as u64 >> PHASE_SHIFT) as u8
    }
}

/// Pending events in a 4-ary heap: for the 10 to 1,000 events of a port it beats a binary heap and needs no tuning.
pub struct Calendar<E> {
    heap: Vec<Scheduled<E>>,
    /// By timer: where its event is in the heap.
    places: Vec<Option<u32>>,
    serial: u64,
    now: Time,
    count: u64,
}

const ARITY: usize = 4;
const PHASE_SHIFT: u32 = 56;
const TIME_SHIFT: u32 = 64;
const SIGN: u64 = 1 << 63;

impl<E: Copy> Calendar<E> {
    /// An empty calendar whose clock stands at `start`.
    pub fn new(start: Time) -> Self {
        Calendar { heap: Vec::new(), places: Vec::new(), serial: 0, now: start, count: 0 }
    }

    /// Empties the calendar, forgets its timers and puts its clock to `start`; keeps the memory.
    pub fn reset(&mut self, start: Time) {
        self.heap.clear();
        self.places.clear();
        self.serial = 0;
        self.now = start;
        self.count = 0;
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

    /// Schedules `event`. Instants at or beyond `Time::NEVER` are not kept. Panics if `time` is past: that is a bug.
    #[inline]
    pub fn at(&mut self, time: Time, phase: Phase, event: E) {
        let key = self.key(time, phase);
        if time < Time::NEVER {
            self.heap.push(Scheduled { key, event, timer: Timer::NONE });
            self.sift_up(self.heap.len() - 1);
        }
    }

    /// A new timer.
    pub fn timer(&mut self) -> Timer {
        self.places.push(None);
        Timer(self.places.len() as u32 - 1)
    }

    /// Schedules the event of `timer`, in place of the one that is pending if there is one. An instant at or beyond `Time::NEVER` stops it.
    /// Panics if `time` is past: that is a bug.
    pub fn set(&mut self, timer: Timer, time: Time, phase: Phase, event: E) {
        let key = self.key(time, phase);
        if time >= Time::NEVER {
            return self.stop(timer);
        }
        let scheduled = Scheduled { key, event, timer };
        match self.places[timer.0 as usize] {
            Some(at) => self.replace(at as usize, scheduled),
            None => {
                self.heap.push(scheduled);
                self.sift_up(self.heap.len() - 1);
            }
        }
    }

    /// Takes the pending event of `timer` back, if there is one.
    pub fn stop(&mut self, timer: Timer) {
        let Some(at) = self.places[timer.0 as usize].take() else { return };
        let last = self.heap.pop().expect("a pending event");
        if (at as usize) < self.heap.len() {
            self.replace(at as usize, last);
        }
    }

    fn key(&mut self, time: Time, phase: Phase) -> Key {
        assert!(time >= self.now, "event scheduled at {time:?}, before now {:?}", self.now);
        let order = ((phase as u64) << PHASE_SHIFT) | self.serial;
        self.serial += 1;
        (u128::from(time.milliseconds() as u64 ^ SIGN) << TIME_SHIFT) | u128::from(order)
    }

    /// When the next event is due.
    #[inline]
    pub fn next_time(&self) -> Option<Time> {
        self.heap.first().map(Scheduled::time)
    }

    /// The next event of the present instant whose phase is at most `latest`.
    #[inline]
    pub fn take_now(&mut self, latest: Phase) -> Option<E> {
        let first = *self.heap.first()?;
        if first.time() != self.now || first.phase() > latest as u8 {
            return None;
        }
        if first.timer != Timer::NONE {
            self.places[first.timer.0 as usize] = None;
        }
        let last = self.heap.pop()?;
        if !self.heap.is_empty() {
            self.sift_down(0, last);
        }
        self.count += 1;
        Some(first.event)
    }

    /// Moves the clock to `time`, which is not before now.
    pub fn advance(&mut self, time: Time) {
        debug_assert!(time >= self.now);
        self.now = time;
    }

    /// Puts `scheduled` in the place of the entry `at`, then up or down to its own.
    fn replace(&mut self, at: usize, scheduled: Scheduled<E>) {
        if scheduled.key < self.heap[at].key {
            self.heap[at] = scheduled;
            self.sift_up(at);
        } else {
            self.sift_down(at, scheduled);
        }
    }

    /// Puts `scheduled` at a place for good.
    #[inline]
    fn put(&mut self, at: usize, scheduled: Scheduled<E>) {
        self.heap[at] = scheduled;
        if scheduled.timer != Timer::NONE {
            self.places[scheduled.timer.0 as usize] = Some(at as u32);
        }
    }

    /// Moves the entry at `child` up to its place.
    fn sift_up(&mut self, mut child: usize) {
        let moved = self.heap[child];
        while child > 0 {
            let parent = (child - 1) / ARITY;
            if moved.key >= self.heap[parent].key {
                break;
            }
            self.put(child, self.heap[parent]);
            child = parent;
        }
        self.put(child, moved);
    }

    /// Puts `moved` in the place of the entry `parent`, then down to its own.
    fn sift_down(&mut self, mut parent: usize, moved: Scheduled<E>) {
        loop {
            let first = parent * ARITY + 1;
            let children = self.heap.get(first..).unwrap_or_default();
            let (least, key) = match children {
                [one, two, three, four, ..] => {
                    earlier(earlier((0, one.key), (1, two.key)), earlier((2, three.key), (3, four.key)))
                }
                few => few.iter().map(|child| child.key).enumerate().fold((0, Key::MAX), earlier),
            };
            if key >= moved.key {
                return self.put(parent, moved);
            }
            self.put(parent, children[least]);
            parent = first + least;
        }
    }
}

/// The earlier of two entries, by position and key.
#[inline]
fn earlier(one: (usize, Key), other: (usize, Key)) -> (usize, Key) {
    if other.1 < one.1 { other } else { one }
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
