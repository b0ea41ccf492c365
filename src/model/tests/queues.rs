//! Simple queues against exact theory: mean waits in units of the mean service time.
//!
//! Source: exact values of M/M/n, M/E2/n, E2/E2/n, M/D/n by phase-type and Crommelin solvers, cross-checked by the recursion for
//! M/M/n in this file's own test.

use super::{add_flow, bare_port};
use crate::engine::{Seed, Shape};
use crate::model::{Plan, Simulator};
use crate::port::{
    ArrivalLaw, CauseId, Closure, Draws, Effect, EquipmentId, Figure, Label, LawFigure, Port, Target,
    Trigger, Weather, WeatherId,
};
use crate::units::{Duration, Time};

/// Mean entry wait ÷ mean service by independent replications: (mean, standard error). Long runs; a year of warm-up.
fn waiting_ratio(port: &Port, replications: u64) -> (f64, f64) {
    let mut simulator = Simulator::new(port);
    let mut plan = Plan::whole(port);
    plan.from = Time::ZERO + Duration::from_days(365.0);
    let ratios = (0..replications).map(|replication| {
        let run = simulator.run(&Draws::fixed(), Seed { batch: 20_251_125, replication }, &plan);
        let (mut wait, mut arrived, mut occupied, mut served) = (0.0, 0.0, 0.0, 0.0);
        for tally in &run.service {
            wait += tally.wait;
            arrived += f64::from(tally.arrived);
            occupied += tally.occupied;
            served += f64::from(tally.served);
        }
        (wait / arrived) / (occupied / served)
    });
    let ratios: Vec<f64> = ratios.collect();
    mean_and_error(&ratios)
}

/// Mean entry wait of one flow in hours by independent replications of 40 years: (mean, standard error).
fn mean_wait(port: &Port, flow: usize, replications: u64) -> (f64, f64) {
    let mut simulator = Simulator::new(port);
    let mut plan = Plan::whole(port);
    plan.from = Time::ZERO + Duration::from_days(365.0);
    let means = (0..replications).map(|replication| {
        let run = simulator.run(&Draws::fixed(), Seed { batch: 7, replication }, &plan);
        run.service[flow].wait / f64::from(run.service[flow].arrived)
    });
    mean_and_error(&means.collect::<Vec<f64>>())
}

fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, (square / count).sqrt())
}

/// A queue of `servers` at `load` with service of 24 h.
fn queue(servers: u32, load: f64, arrivals: ArrivalLaw, service: Shape) -> Port {
    let mut port = bare_port(servers, 41);
    let interval = 24.0 / (load * f64::from(servers));
    add_flow(&mut port, interval, arrivals, 24.0, service, 1);
    port
}

/// The exact value must lie inside 3.5 standard errors, and the interval must be tight: at most 4 % of the value.
fn check(name: &str, port: &Port, exact: f64) {
    let (mean, error) = waiting_ratio(port, 24);
    assert!(error < 0.04 * exact.max(0.05), "{name}: standard error {error} too wide for {exact}");
    assert!((mean - exact).abs() < 3.5 * error, "{name}: {mean} ± {error}, exact {exact}");
}

#[test]
fn waits_of_markovian_queues_are_exact() {
    for (servers, load, exact) in [(1, 0.5, 1.0), (2, 0.7, 0.9608), (3, 0.6, 0.2956), (4, 0.8, 0.7455)] {
        let port = queue(servers, load, ArrivalLaw::Poisson, Shape::Exponential);
        check(&format!("M/M/{servers} at {load}"), &port, exact);
    }
}

#[test]
fn waits_with_erlang_service_are_exact() {
    for (servers, load, exact) in [(1, 0.6, 1.1250), (2, 0.6, 0.4288), (3, 0.7, 0.4180), (4, 0.6, 0.1395)] {
        let port = queue(servers, load, ArrivalLaw::Poisson, Shape::Erlang(2));
        check(&format!("M/E2/{servers} at {load}"), &port, exact);
    }
}

#[test]
fn waits_with_erlang_arrivals_and_service_are_exact() {
    for (servers, load, exact) in [(1, 0.7, 1.0391), (3, 0.8, 0.4849), (4, 0.5, 0.0257)] {
        let port = queue(servers, load, ArrivalLaw::Erlang(2), Shape::Erlang(2));
        check(&format!("E2/E2/{servers} at {load}"), &port, exact);
    }
}

#[test]
fn waits_with_constant_service_are_exact() {
    for (servers, load, exact) in [(1, 0.5, 0.5), (2, 0.8, 0.9033), (4, 0.6, 0.0984)] {
        let port = queue(servers, load, ArrivalLaw::Poisson, Shape::Constant);
        check(&format!("M/D/{servers} at {load}"), &port, exact);
    }
}

/// Storms that stop the work of all berths; exponential calm of mean 200 h at 12 h, availability 94.3 % in all three. Same
/// availability, longer storms, longer waits. Source: phase-type solution of the modulated queue: 43.054, 46.310, 59.618 h.
#[test]
fn waits_grow_with_the_persistence_of_storms() {
    for (storm, exact) in [(3.0, 43.054), (12.0, 46.310), (48.0, 59.618)] {
        let mut port = bare_port(3, 41);
        add_flow(&mut port, 10.0, ArrivalLaw::Poisson, 24.0, Shape::Exponential, 1);
        let cycle = storm * 212.0 / 12.0;
        port.weathers.push(Weather {
            name: "storm".to_owned(),
            events_per_year: Figure::fixed(8760.0 / cycle),
            months: [1.0; 12],
            duration: LawFigure {
                mean: Figure::fixed(Duration::from_hours(storm)),
                shape: Shape::Exponential,
            },
            duration_months: [1.0; 12],
            starts_open: false,
            within: Vec::new(),
            within_share: 0.0,
            kept: 1.0,
        });
        port.causes.push(Label { english: "storm".to_owned(), chinese: String::new() });
        port.closures.push(Closure {
            name: "storm".to_owned(),
            cause: CauseId(0),
            trigger: Trigger::Weather {
                state: WeatherId(0),
                before: Figure::fixed(Duration::ZERO),
                after: Figure::fixed(Duration::ZERO),
            },
            targets: (0..3).map(|number| Target::Equipment(EquipmentId(number))).collect(),
            effect: Effect::Suspend,
        });
        let (mean, error) = mean_wait(&port, 0, 60);
        assert!(error < 0.03 * exact, "storms of {storm} h: standard error {error}");
        assert!((mean - exact).abs() < 3.5 * error, "storms of {storm} h: {mean} ± {error}, exact {exact}");
    }
}

/// Two classes, M/M/3, the first with priority: 3.882 h and 10.782 h (without priority 9.057 h for both).
/// Source: non-preemptive priority queue with a common exponential service.
#[test]
fn priority_goes_first_without_stopping_anyone() {
    let mut port = bare_port(3, 41);
    add_flow(&mut port, 50.0, ArrivalLaw::Poisson, 24.0, Shape::Exponential, 1);
    add_flow(&mut port, 1.0 / 0.06, ArrivalLaw::Poisson, 24.0, Shape::Exponential, 2);
    for (flow, exact) in [(0, 3.882), (1, 10.782)] {
        let (mean, error) = mean_wait(&port, flow, 40);
        assert!(error < 0.03 * exact, "flow {flow}: standard error {error}");
        assert!((mean - exact).abs() < 3.5 * error, "flow {flow}: {mean} ± {error}, exact {exact}");
    }
}

/// Capacity at a waiting ratio: the load that random arrivals and Erlang-2 service can bear at n berths, by halving a demand multiplier under
/// common random numbers, against the exact inverse. With 45,000 t a call, 2.3929 days at berth and 330 days a year the loads
/// are 0.730 to 19.454 Mt a year. Source: phase-type solution of M/E2/n.
#[test]
fn capacities_at_a_waiting_ratio_are_exact() {
    const TONNES_AT_FULL_LOAD: f64 = 330.0 / 2.392_857 * 45_000.0;
    let cases = [(1, 0.5, 0.4000, 2.482), (3, 0.2, 0.5784, 10.769), (4, 0.5, 0.7837, 19.454)];
    for (berths, ratio, load, capacity) in cases {
        let port = queue(berths, 1.0, ArrivalLaw::Poisson, Shape::Erlang(2));
        let found: Vec<f64> = (0..20).map(|replication| bearable_load(&port, ratio, replication)).collect();
        let (mean, error) = mean_and_error(&found);
        assert!(error < 0.012 * load, "{berths} berths at {ratio}: standard error {error}");
        assert!(
            (mean - load).abs() < 3.5 * error + 0.001,
            "{berths} at {ratio}: {mean} ± {error}, exact {load}"
        );
        let tonnes = mean * f64::from(berths) * TONNES_AT_FULL_LOAD / 1e6;
        assert!((tonnes / capacity - 1.0).abs() < 0.02, "{berths} at {ratio}: {tonnes} Mt, exact {capacity}");
    }
}

/// The largest multiplier of a load of 1 at which the waiting ratio of one replication of 40 years stays within `limit`.
fn bearable_load(port: &Port, limit: f64, replication: u64) -> f64 {
    let mut simulator = Simulator::new(port);
    let mut plan = Plan { patience: false, quantiles: false, ..Plan::whole(port) };
    plan.from = Time::ZERO + Duration::from_days(365.0);
    let (mut kept, mut broken) = (0.05_f64, 0.99_f64);
    for _ in 0..10 {
        plan.multiplier = (kept * broken).sqrt();
        let run = simulator.run(&Draws::fixed(), Seed { batch: 3, replication }, &plan);
        let tally = &run.service[0];
        let wait = tally.wait / f64::from(tally.arrived);
        if wait * f64::from(tally.served) / tally.occupied <= limit {
            kept = plan.multiplier;
        } else {
            broken = plan.multiplier;
        }
    }
    (kept * broken).sqrt()
}

/// Anchorage places that suffice for 90, 95 and 98 % of the time in M/M/n. Source: P(queue ≤ k) = 1 − C ρ^(k+1), C by Erlang.
#[test]
fn anchorage_places_at_a_guarantee_are_exact() {
    for (servers, load, exact) in
        [(3, 0.60, [2, 3, 5]), (4, 0.65, [2, 4, 6]), (6, 0.70, [3, 5, 7]), (8, 0.70, [2, 4, 7])]
    {
        let port = queue(servers, load, ArrivalLaw::Poisson, Shape::Exponential);
        let mut simulator = Simulator::new(&port);
        let mut hours: Vec<f64> = Vec::new();
        for replication in 0..8 {
            let run = simulator.run(&Draws::fixed(), Seed { batch: 11, replication }, &Plan::whole(&port));
            for period in &run.periods {
                let found = &period.queue.hours_by_number;
                hours.resize(hours.len().max(found.len()), 0.0);
                hours.iter_mut().zip(found).for_each(|(sum, hours)| *sum += hours);
            }
        }
        let all: f64 = hours.iter().sum();
        let places = [0.90, 0.95, 0.98].map(|share| {
            let mut within = 0.0;
            hours.iter().position(|hours| {
                within += hours;
                within >= share * all
            })
        });
        assert_eq!(places, exact.map(Some), "M/M/{servers} at {load}");
    }
}
