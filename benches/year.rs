//! One simulated year of the port of Toumen as built in 2025: milliseconds, events, nanoseconds an event; and what a
//! call costs in a port whose queue grows to hundreds, against a calm one; what the waterway adds, and trucks one by one; and what a call costs in several such
//! ports behind one channel: ratios within one run.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock and files")]
#![expect(clippy::print_stdout, reason = "a bench prints what it measures")]

mod shipped;
#[path = "shipped/variants.rs"]
mod variants;

use std::time::Instant;

use divan::Bencher;
use divan::counter::ItemsCount;
use toumen::batch::{Questions, Respondent};
use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};
use toumen::record::Run;
use toumen::units::TonnesPerYear;

/// Replications timed for each figure of the table.
const TIMED: u64 = 40;
/// Offered where saturation is asked for.
const OFFER: TonnesPerYear = TonnesPerYear(26e6);
/// Trucks a year, one by one.
const TRUCKS: f64 = 350_000.0;
/// Numbers of like ports behind one channel.
const COPIES: [u32; 3] = [3, 5, 10];
/// A demand that nothing waits for, and one that a queue of hundreds grows under, as multiples of the year's.
const CALM: f64 = 0.4;
const OVERLOADED: f64 = 2.5;

fn main() {
    if std::env::args().any(|argument| argument == "--bench") {
        print_table();
    }
    divan::main();
}

/// One item is one event.
#[divan::bench(sample_count = 100)]
fn whole_window(bencher: Bencher) {
    let port = shipped::scenario("toumen-2025").port;
    let mut simulator = Simulator::new(&port);
    let mut replication = 0;
    let events = simulate(&mut simulator, &port, &Plan::whole(&port), 0).events;
    bencher.counter(ItemsCount::new(events)).bench_local(|| {
        replication += 1;
        simulate(&mut simulator, &port, &Plan::whole(&port), replication % TIMED).events
    });
}

fn simulate(simulator: &mut Simulator, port: &Port, plan: &Plan, replication: u64) -> Run {
    let seed = Seed { batch: 1, replication };
    simulator.run(&Draws::draw(port, seed), seed, plan)
}

/// What one kind of run cost: median time of a replication in seconds, and the means of what it did.
struct Cost {
    seconds: f64,
    years: f64,
    events: f64,
    calls: f64,
    longest_queue: u32,
}

impl Cost {
    fn of(port: &Port, plan: &Plan) -> Cost {
        let mut simulator = Simulator::new(port);
        simulate(&mut simulator, port, plan, 0);
        let mut seconds = Vec::new();
        let mut cost = Cost { seconds: 0.0, years: 0.0, events: 0.0, calls: 0.0, longest_queue: 0 };
        for replication in 0..TIMED {
            let begin = Instant::now();
            let run = simulate(&mut simulator, port, plan, replication);
            seconds.push(begin.elapsed().as_secs_f64());
            let share = 1.0 / TIMED as f64;
            cost.years += run.simulated.days() / 365.0 * share;
            cost.events += run.events as f64 * share;
            let periods = run.periods.iter();
            cost.calls +=
                periods.flat_map(|one| &one.flows).map(|flow| f64::from(flow.arrived)).sum::<f64>() * share;
            let queues = run.periods.iter().map(|period| period.queue.greatest);
            cost.longest_queue = cost.longest_queue.max(queues.max().unwrap_or(0));
        }
        seconds.sort_by(f64::total_cmp);
        cost.seconds = seconds[seconds.len() / 2];
        cost
    }

    fn print(&self, name: &str) {
        println!(
            "{name:<12} {:>8.3} ms/year {:>8.0} events/year {:>7.1} ns/event {:>7.2} µs/call {:>5} waiting at most",
            self.seconds * 1e3 / self.years,
            self.events / self.years,
            self.seconds * 1e9 / self.events,
            self.seconds * 1e6 / self.calls,
            self.longest_queue,
        );
    }
}

/// Median seconds a simulated year of two runs, taken in turn.
fn paired((one, plan): (&Port, &Plan), (other, other_plan): (&Port, &Plan)) -> (f64, f64) {
    let (mut first, mut second) = (Simulator::new(one), Simulator::new(other));
    let mut seconds = [Vec::new(), Vec::new()];
    let mut time = |at: usize, simulator: &mut Simulator, port: &Port, plan: &Plan, replication: u64| {
        let begin = Instant::now();
        let years = simulate(simulator, port, plan, replication).simulated.days() / 365.0;
        seconds[at].push(begin.elapsed().as_secs_f64() / years);
    };
    for replication in 0..TIMED {
        time(0, &mut first, one, plan, replication);
        time(1, &mut second, other, other_plan, replication);
    }
    let [first, second] = seconds.map(|mut seconds| {
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    });
    (first, second)
}

/// What a year costs in which so many trucks carry the imports that leave by road, against one in which a stream does.
fn print_trucks(port: &Port, plan: &Plan) {
    let count = |port: &Port| {
        let run = simulate(&mut Simulator::new(port), port, plan, 0);
        let trucks =
            run.periods.iter().flat_map(|period| &period.modes).filter_map(|mode| mode.trucks.as_ref());
        let (came, unused) =
            trucks.fold((0, 0), |sum, trucks| (sum.0 + trucks.came(), sum.1 + trucks.unused));
        (came as f64, unused as f64, run.simulated.days() / 365.0)
    };
    let by = ["road", "road-units"];
    let (came, _, years) = count(&variants::with_trucks(port, &by, 31.0));
    let trucks = variants::with_trucks(port, &by, 31.0 * came / years / TRUCKS);
    let (came, unused, years) = count(&trucks);
    let (with, without) = paired((&trucks, plan), (port, plan));
    println!(
        "a year with {:.0} trucks one by one ({:.0} slots not used) takes {:.2} ms, {:.2} ms more than with a stream: {:.0} ns a truck",
        came / years,
        unused / years,
        with * 1e3,
        (with - without) * 1e3,
        (with - without) * 1e9 / (came / years)
    );
}

/// What the account of hours adds to the run of a window, and its share of a replication with all its questions: the account is kept in
/// the first of its runs.
fn print_account(name: &str) {
    let port = shipped::scenario(name).port;
    let on = Plan::whole(&port);
    let off = Plan { account: false, ..on.clone() };
    let mut simulator = Simulator::new(&port);
    let mut respondent = Respondent::new(&port);
    let questions = Questions { capacity: true, offer: Some(OFFER), fixed: false, trace: None };
    let seconds = |time: &mut dyn FnMut()| {
        let begin = Instant::now();
        time();
        begin.elapsed().as_secs_f64()
    };
    let (mut with, mut without, mut whole) = (0.0, 0.0, 0.0);
    for replication in 0..TIMED {
        whole += seconds(&mut || drop(respondent.answer(1, replication, &questions)));
        // Neither of the two is always the first after another simulator's run: that one finds memory cold.
        for first in [false, true] {
            let mut run = |plan| seconds(&mut || drop(simulate(&mut simulator, &port, plan, replication)));
            if first == (replication % 2 == 0) { with += run(&on) } else { without += run(&off) }
        }
    }
    println!(
        "account of hours, {name}: {:.1} % of a replication with all its questions; one run on ÷ off {:.3}",
        (with - without) / whole * 100.0,
        with / without,
    );
}

fn print_table() {
    let port = shipped::scenario("toumen-2025").port;
    let whole = Plan::whole(&port);
    Cost::of(&port, &whole).print("as offered");
    let judged = |multiplier| Cost::of(&port, &Plan::judged(whole.from, whole.until, multiplier));
    let (calm, overloaded) = (judged(CALM), judged(OVERLOADED));
    calm.print("calm");
    overloaded.print("overloaded");
    let a_call = |cost: &Cost| cost.seconds / cost.calls;
    let dry = variants::without_waterway(&port);
    let (wet, dry) = paired((&port, &whole), (&dry, &whole));
    println!(
        "a year with the waterway costs {:.2} × one without it, {:.2} ms more",
        wet / dry,
        (wet - dry) * 1e3
    );
    for name in ["toumen-2025", "toumen-2023", "quickstart"] {
        print_account(name);
    }
    print_trucks(&port, &whole);
    for (as_free, channel) in
        [(true, "one channel, as free as that of one port"), (false, "one channel, the same headway")]
    {
        let one = variants::side_by_side(&port, 1, as_free);
        for copies in COPIES {
            let many = variants::side_by_side(&port, copies, as_free);
            let (of_many, of_one) = paired((&many, &whole), (&one, &whole));
            let ratio = of_many / of_one / f64::from(copies);
            println!("{copies} ports behind {channel}: a call costs {ratio:.2} × one of one port");
        }
    }
    println!(
        "a call in the overloaded port costs {:.2} × one in the calm port",
        a_call(&overloaded) / a_call(&calm)
    );
}
