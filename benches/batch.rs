//! A batch of Toumen 2025 with all its questions: replications a second on one thread and on all.
#![expect(clippy::disallowed_methods, reason = "a bench reads files")]

mod shipped;

use divan::Bencher;
use divan::counter::ItemsCount;
use toumen::batch::{Order, Questions};
use toumen::units::TonnesPerYear;

/// Replications of one sample.
const REPLICATIONS: u64 = 16;

fn main() {
    divan::main();
}

/// One item is one replication; 0 threads = all cores.
#[divan::bench(args = [1, 0], sample_count = 5, sample_size = 1)]
fn replications(bencher: Bencher, threads: usize) {
    let port = shipped::scenario("toumen-2025").port;
    let questions = Questions { capacity: true, offer: Some(TonnesPerYear(26e6)), fixed: false, trace: None };
    let order = Order { seed: 1, replications: REPLICATIONS, questions, threads };
    bencher.counter(ItemsCount::new(REPLICATIONS)).bench_local(|| {
        let mut events = 0;
        let run =
            toumen::batch::run(&port, &order, &|| false, &mut |replication| events += replication.events);
        run.map(|complete| (complete, events))
    });
}
