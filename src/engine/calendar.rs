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
    time: i64,
    /// Phase in the top byte, serial number below.
    order: u64,
    event: E,
}

impl<E> Scheduled<E> {
    fn before(&self, other: &Self) -> bool {
        (self.time, self.order) < (other.time, other.order)
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
        self.serial += 1;
        self.heap.push(Scheduled { time: time.milliseconds(), order, event });
        self.sift_up(self.heap.len() - 1);
    }

    /// When the next event is due.
    #[inline]
    pub fn next_time(&self) -> Option<Time> {
        self.heap.first().map(|first| Time::from_milliseconds(first.time))
    }

    /// The next event of the present instant whose phase is at most `latest`.
    #[inline]
    pub fn take_now(&mut self, latest: Phase) -> Option<E> {
        let first = self.heap.first()?;
        if first.time != self.now.milliseconds() || (first.order >> PHASE_SHIFT) > latest as u64 {
            return None;
        }
        let event = first.event;
        let last = self.heap.pop().expect("a first event implies a last one");
        if !self.heap.is_empty() {
            self.heap[0] = last;
            self.sift_down();
        }
        self.count += 1;
        Some(event)
    }

    /// Moves the clock to `time`, which is not before now.
    pub fn advance(&mut self, time: Time) {
        debug_assert!(time >= self.now);
        self.now = time;
    }

    fn sift_up(&mut self, mut child: usize) {
        let moved = self.heap[child];
        while child > 0 {
            let parent = (child - 1) / ARITY;
            if !moved.before(&self.heap[parent]) {
                break;
            }
            self.heap[child] = self.heap[parent];
            child = parent;
        }
        self.heap[child] = moved;
    }

    fn sift_down(&mut self) {
        let moved = self.heap[0];
        let mut parent = 0;
        loop {
            let first = parent * ARITY + 1;
            if first >= self.heap.len() {
                break;
            }
            let last = (first + ARITY).min(self.heap.len());
            let mut least = first;
            for child in first + 1..last {
                if self.heap[child].before(&self.heap[least]) {
                    least = child;
                }
            }
            if !self.heap[least].before(&moved) {
                break;
            }
            self.heap[parent] = self.heap[least];
            parent = least;
        }
        self.heap[parent] = moved;
    }
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
