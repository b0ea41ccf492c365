//! What a utilisation means in waiting: places that share vessels as one group of equal berths under the four queues that
//! planners tabulate, at the ρ of the formula and at the year's demand.

use super::berths::PlaceRow;
use super::volume::FlowYear;
use super::{Coefficients, fleet};
use crate::formula::{Queue, waits_share};
use crate::port::Port;
use crate::units::TonnesPerYear;

/// One law of queues.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitRow {
    /// The law.
    pub queue: Queue,
    /// W/S at the ρ of the formula.
    pub at_formula: f64,
    /// W/S at the year's demand; infinite from a utilisation of 1 on.
    pub at_demand: f64,
    /// ρ at which W/S is what the scenario's service level allows; absent without such a level.
    pub allowed: Option<f64>,
    /// Statistical tonnes a year at that ρ.
    pub capacity: Option<TonnesPerYear>,
}

/// Places that share vessels.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRow {
    /// Positions in the port's places.
    pub places: Vec<usize>,
    /// Berths in all.
    pub berths: u32,
    /// Statistical tonnes a year that come to them.
    pub demand: TonnesPerYear,
    /// Statistical tonnes a year of this fleet with all operable days occupied.
    pub full: TonnesPerYear,
    /// ρ of the formula.
    pub formula_utilisation: f64,
    /// ρ at the year's demand (effective: occupied ÷ operable days); above 1 it cannot be served.
    pub demand_utilisation: f64,
    /// Share of vessels that wait at the year's demand under M/M/n.
    pub waits_share: f64,
    /// The four queues.
    pub waits: Vec<WaitRow>,
}

/// The groups of places joined by flows that may use several of them.
pub(super) fn groups(
    port: &Port,
    places: &[PlaceRow],
    flows: &[FlowYear],
    coefficients: &Coefficients,
) -> Vec<GroupRow> {
    let mut joined: Vec<Vec<usize>> = Vec::new();
    for number in 0..places.len() {
        let shares = |other: &usize| {
            let here = |row: &super::BerthRow| places[*other].rows.iter().any(|there| there.flow == row.flow);
            places[number].rows.iter().any(here)
        };
        let (touching, mut apart): (Vec<_>, Vec<_>) =
            joined.into_iter().partition(|group| group.iter().any(shares));
        let mut group: Vec<usize> = touching.into_iter().flatten().collect();
        group.push(number);
        group.sort_unstable();
        apart.push(group);
        joined = apart;
    }
    joined.sort();
    let row = |group: &Vec<usize>| {
        let members: Vec<PlaceRow> = group.iter().map(|at| places[*at].clone()).collect();
        group_row(port, &members, flows, coefficients)
    };
    joined.iter().map(row).collect()
}

fn group_row(port: &Port, places: &[PlaceRow], flows: &[FlowYear], coefficients: &Coefficients) -> GroupRow {
    let of_group = |flow: &usize| places.iter().any(|place| place.rows.iter().any(|row| row.flow == *flow));
    let homes: Vec<usize> = (0..flows.len()).filter(of_group).collect();
    let demand: f64 = homes.iter().map(|flow| flows[*flow].counted).sum();
    let multiple = fleet::greatest_multiple(places, flows, &homes);
    let berths = places.iter().map(|place| place.berths).sum();
    let demand_utilisation = 1.0 / multiple;
    let full = TonnesPerYear(demand * multiple);
    let waits = Queue::USUAL.iter().map(|&queue| {
        let allowed = port.study.service.waiting_ratio.map(|ratio| queue.utilisation(berths, ratio));
        WaitRow {
            queue,
            at_formula: queue.waiting_ratio(berths, coefficients.utilisation),
            at_demand: queue.waiting_ratio(berths, demand_utilisation),
            allowed,
            capacity: allowed.map(|allowed| full * allowed),
        }
    });
    GroupRow {
        places: places.iter().map(|place| place.place).collect(),
        berths,
        demand: TonnesPerYear(demand),
        full,
        formula_utilisation: coefficients.utilisation,
        demand_utilisation,
        waits_share: waits_share(berths, demand_utilisation),
        waits: waits.collect(),
    }
}
