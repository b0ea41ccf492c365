//! The calendar alone: one event taken and one scheduled, at several numbers of pending events.

use divan::Bencher;
use toumen::engine::{Calendar, Phase};
use toumen::units::{Duration, Time};

/// Pending events: a small port, a port with its machines, a large one, and far beyond.
const PENDING: [u64; 4] = [64, 512, 4_096, 32_768];
/// Takes and schedules a sample, so that the clock of the bench does not show.
const TURNS: u32 = 1_000;

fn main() {
    divan::main();
}

/// Reported per item: one item is one event taken and one scheduled.
#[divan::bench(args = PENDING, sample_count = 200)]
fn take_and_schedule(bencher: Bencher, pending: u64) {
    let mut state = 1;
    let mut calendar = Calendar::new(Time::ZERO);
    for number in 0..pending {
        calendar.at(Time::ZERO + gap(&mut state), Phase::Operation, number);
    }
    bencher.counter(divan::counter::ItemsCount::new(TURNS)).bench_local(|| {
        for _ in 0..TURNS {
            let time = calendar.next_time().expect("as many are scheduled as are taken");
            calendar.advance(time);
            let event = calendar.take_now(Phase::Closing).expect("one is due");
            calendar.at(time + gap(&mut state), Phase::Operation, event);
        }
    });
}

/// A gap of up to about 12 days, from a multiplicative congruential generator: cheap, so that the heap is what is measured.
fn gap(state: &mut u64) -> Duration {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    Duration::from_milliseconds((*state >> 34) as i64)
}
