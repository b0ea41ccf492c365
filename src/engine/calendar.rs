//! The pending events, earliest first; at one instant by phase, then in the order in which they were scheduled.
//! There is no cancelling: the owner of an event keeps an epoch and drops a completion that carries an older one.

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

#[derive(Clone, Copy)]
struct Scheduled<E> {
    /// Time in the high half, its sign turned so that early is small; then the phase in a byte; then the serial number.
    key: Key,
    event: E,
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
        Calendar { heap: Vec::new(), serial: 0, now: start, count: 0 }
    }

    /// Empties the calendar and puts its clock to `start`; keeps the memory.
    pub fn reset(&mut self, start: Time) {
        self.heap.clear();
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
        assert!(time >= self.now, "event scheduled at {time:?}, before now {:?}", self.now);
        if time >= Time::NEVER {
            return;
        }
        let order = ((phase as u64) << PHASE_SHIFT) | self.serial;
        let key = (u128::from(time.milliseconds() as u64 ^ SIGN) << TIME_SHIFT) | u128::from(order);
        self.serial += 1;
        self.heap.push(Scheduled { key, event });
        self.sift_up();
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
        let last = self.heap.pop()?;
        if !self.heap.is_empty() {
            self.sift_down(last);
        }
        self.count += 1;
        Some(first.event)
    }

    /// Moves the clock to `time`, which is not before now.
    pub fn advance(&mut self, time: Time) {
        debug_assert!(time >= self.now);
        self.now = time;
    }

    /// Moves the last entry up to its place.
    fn sift_up(&mut self) {
        let mut child = self.heap.len() - 1;
        let moved = self.heap[child];
        while child > 0 {
            let parent = (child - 1) / ARITY;
            if moved.key >= self.heap[parent].key {
                break;
            }
            self.heap[child] = self.heap[parent];
            child = parent;
        }
        self.heap[child] = moved;
    }

    /// Puts `moved` in the place of the first entry, then down to its own.
    fn sift_down(&mut self, moved: Scheduled<E>) {
        let heap = self.heap.as_mut_slice();
        let mut parent = 0;
        loop {
            let first = parent * ARITY + 1;
            let children = heap.get(first..).unwrap_or_default();
            let (least, key) = match children {
                [one, two, three, four, ..] => {
                    earlier(earlier((0, one.key), (1, two.key)), earlier((2, three.key), (3, four.key)))
                }
                few => few.iter().map(|child| child.key).enumerate().fold((0, Key::MAX), earlier),
            };
            if key >= moved.key {
                heap[parent] = moved;
                return;
            }
            heap[parent] = heap[first + least];
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
}
