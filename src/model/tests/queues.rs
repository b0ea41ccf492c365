//! Simple queues against exact theory: mean waits in units of the mean service time.
//!
//! Source: exact values of M/M/n, M/E2/n, E2/E2/n, M/D/n by phase-type and Crommelin solvers, cross-checked by the recursion for
//! M/M/n in this file's own test.

use super::{add_flow, bare_port};
use crate::engine::{Seed, Shape};
use crate::model::{Plan, Simulator};
use crate::port::{ArrivalLaw, Draws, Port};
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
    let count = ratios.len() as f64;
    let mean = ratios.iter().sum::<f64>() / count;
    let square = ratios.iter().map(|ratio| (ratio - mean).powi(2)).sum::<f64>() / (count - 1.0);
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
