//! The answer for one judged span: demand, capacity and saturation beside one another, the target, and what is missing.
//! Leaves out the accounts behind it (`table`). Amounts are statistical tonnes a year.

use serde::Serialize;

use super::chain::Link;
use super::estimate::{Estimate, Proportion, deviation, mean, quantile};
use super::row::{Row, SpanRow};
use super::span::Span;
use crate::port::{Port, Volume, YearVolume};

/// The least share that counts as sure enough (rule C3).
pub const SURE: f64 = 0.8;
/// Groups of trials in the middle line of occupancy against waiting.
const GROUPS: usize = 12;

/// The answer for one judged span.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// The span; amounts of a span that is no calendar year are scaled to 365 days.
    pub span: Span,
    /// Demand of the port area over the replications, side stream included.
    pub demand: Option<Estimate>,
    /// Demand as the scenario states it; absent if part of it is not stated by year.
    pub stated_demand: Option<StatedDemand>,
    /// Side stream in it.
    pub side_stream: Option<Estimate>,
    /// Parcels of vessels that arrived, and the side stream.
    pub arrived: Option<Estimate>,
    /// What passes, side stream included.
    pub throughput: Option<Estimate>,
    /// Sailed elsewhere.
    pub diverted: Option<Estimate>,
    /// Turned away.
    pub turned_away: Option<Estimate>,
    /// Capacity at the service level; `p05` to `p95` is its 90 % range.
    pub capacity: Option<Estimate>,
    /// Demand multiplier at capacity.
    pub multiplier: Option<Estimate>,
    /// What passes when vessels wait without end.
    pub saturation: Option<Estimate>,
    /// What was offered then.
    pub saturation_offered: Option<Estimate>,
    /// Share of replications in which demand ≤ capacity.
    pub demand_limited: Option<Proportion>,
    /// P(demand ≥ target).
    pub demand_meets: Option<Proportion>,
    /// P(capacity ≥ target).
    pub capacity_meets: Option<Proportion>,
    /// P(throughput ≥ target).
    pub throughput_meets: Option<Proportion>,
    /// What is missing to the target.
    pub shortfall: Option<Shortfall>,
    /// Spread of the throughput by chance and by ignorance.
    pub scatter: Option<Scatter>,
    /// Classes that broke the service level first, most frequent first.
    pub binding_classes: Vec<Binding>,
    /// Service by class at capacity.
    pub service: Vec<ServiceAtCapacity>,
    /// Offered and handled under saturation, by class.
    pub saturation_classes: Vec<Served>,
    /// The same by cargo.
    pub saturation_cargoes: Vec<Served>,
    /// Use of each link of the chain.
    pub chain: Vec<LinkUse>,
    /// Occupancy of all quays and berths together.
    pub occupancy: Option<Estimate>,
    /// Mean entry wait ÷ mean occupied time over all vessels.
    pub waiting_ratio: Option<Estimate>,
    /// Mean entry wait, hours.
    pub entry_wait: Option<Estimate>,
    /// (occupancy, waiting ratio) through the middle of the trials, ascending.
    pub occupancy_wait: Vec<(f64, f64)>,
}

/// Demand of a year as stated.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StatedDemand {
    /// Least.
    pub low: f64,
    /// Likeliest.
    pub base: f64,
    /// Greatest.
    pub high: f64,
}

/// What is missing to the target: the mean over the replications of max(0, target − throughput). Of it, for want of cargo
/// is the mean of max(0, target − demand), at most what is missing; the rest is cargo that wanted to pass and did not:
/// for want of capacity. Splitting means instead of replications lets the chance of single arrivals cancel out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Shortfall {
    /// Missing.
    pub missing: f64,
    /// For want of cargo.
    pub cargo: f64,
    /// For want of capacity.
    pub capacity: f64,
}

/// Standard deviations of the throughput of one replication.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scatter {
    /// All told; absent for one replication.
    pub total: Option<f64>,
    /// By chance (arrivals, parcels, weather, breakdowns); absent without second runs under the same draws.
    pub chance: Option<f64>,
    /// By ignorance (the spreads of assumed figures): what chance leaves of the variance, at least 0.
    pub ignorance: Option<f64>,
}

/// A class that broke the service level first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Binding {
    /// Position in the port's classes.
    #[serde(skip)]
    pub index: usize,
    /// The class.
    pub class: String,
    /// Share of replications in which it did.
    pub share: Proportion,
}

/// Service of a class at the last multiplier that kept the level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ServiceAtCapacity {
    /// The class.
    pub class: String,
    /// Mean entry wait ÷ mean occupied time.
    pub waiting_ratio: Option<Estimate>,
    /// Share berthed in time.
    pub in_time: Option<Estimate>,
}

/// Offered and handled under saturation, means over the replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Served {
    /// The class or cargo.
    pub name: String,
    /// Offered.
    pub offered: f64,
    /// Handled.
    pub handled: f64,
    /// Handled ÷ offered; absent if nothing was offered.
    pub share: Option<f64>,
}

/// Use of a link over the replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkUse {
    /// The link.
    #[serde(flatten)]
    pub link: Link,
    /// Its use, 1 = full; absent if it was not there.
    #[serde(rename = "use")]
    pub share: Option<Estimate>,
}

/// Whether `tonnes` reach `target`; a shortfall within the tolerance of rule T4 counts as met.
pub fn meets(tonnes: f64, target: f64) -> bool {
    tonnes >= target - (1e-9 * tonnes.abs().max(target.abs())).max(1e-6)
}

/// The verdict on judged span number `at`.
pub(super) fn verdict(
    port: &Port,
    links: &[Link],
    span: &Span,
    at: usize,
    rows: &[Row],
    fixed: bool,
) -> Verdict {
    let rows: Vec<&SpanRow> = rows.iter().map(|row| &row.spans[at]).collect();
    let all = |value: fn(&SpanRow) -> Option<f64>| Estimate::of_present(rows.iter().map(|row| value(row)));
    let target = port.study.target.map(|target| target.0);
    let reach = |value: fn(&SpanRow) -> Option<f64>| {
        let target = target?;
        Proportion::of(rows.iter().map(|row| value(row).map(|tonnes| meets(tonnes, target))))
    };
    let limited = |row: &&SpanRow| row.capacity.map(|capacity| meets(capacity, row.demand));
    Verdict {
        span: span.clone(),
        demand: all(|row| Some(row.demand)),
        stated_demand: span.year.and_then(|year| stated_demand(port, year)),
        side_stream: all(|row| Some(row.side_stream)),
        arrived: all(|row| Some(row.arrived)),
        throughput: all(|row| Some(row.throughput)),
        diverted: all(|row| Some(row.diverted)),
        turned_away: all(|row| Some(row.turned_away)),
        capacity: all(|row| row.capacity),
        multiplier: all(|row| row.multiplier),
        saturation: all(|row| row.saturation),
        saturation_offered: all(|row| row.offered),
        demand_limited: Proportion::of(rows.iter().map(limited)),
        demand_meets: reach(|row| Some(row.demand)),
        capacity_meets: reach(|row| row.capacity),
        throughput_meets: reach(|row| Some(row.throughput)),
        shortfall: target.and_then(|target| shortfall(&rows, target)),
        scatter: scatter(&rows, fixed),
        binding_classes: binding_classes(port, &rows),
        service: service(port, &rows),
        saturation_classes: served(&rows, port.classes.iter().map(|class| class.name.clone()), |flow| {
            port.flows[flow].class.index()
        }),
        saturation_cargoes: served(&rows, port.cargoes.iter().map(|cargo| cargo.name.clone()), |flow| {
            port.trades[port.flows[flow].trade.index()].cargo.index()
        }),
        chain: links
            .iter()
            .enumerate()
            .map(|(number, link)| LinkUse {
                link: link.clone(),
                share: Estimate::of_present(rows.iter().map(|row| row.links[number])),
            })
            .collect(),
        occupancy: all(|row| row.occupancy),
        waiting_ratio: all(|row| row.waiting_ratio),
        entry_wait: all(|row| row.entry_wait),
        occupancy_wait: middle(&rows),
    }
}

/// What is missing to `target`; see [`Shortfall`].
fn shortfall(rows: &[&SpanRow], target: f64) -> Option<Shortfall> {
    let gap = |value: fn(&SpanRow) -> f64| {
        let lack = |row: &&SpanRow| {
            let tonnes = value(row);
            if meets(tonnes, target) { 0.0 } else { target - tonnes }
        };
        mean(&rows.iter().map(lack).collect::<Vec<_>>())
    };
    let missing = gap(|row| row.throughput)?;
    let cargo = gap(|row| row.demand)?.min(missing);
    Some(Shortfall { missing, cargo, capacity: missing - cargo })
}

/// The spread of the throughput. Two runs under the same draws differ by chance alone, so half the mean of their squared
/// differences is the variance by chance; with fixed figures all of it is.
fn scatter(rows: &[&SpanRow], fixed: bool) -> Option<Scatter> {
    let values: Vec<f64> = rows.iter().map(|row| row.throughput).collect();
    mean(&values)?;
    let total = deviation(&values);
    if fixed {
        return Some(Scatter { total, chance: total, ignorance: total.map(|_| 0.0) });
    }
    let halves = rows.iter().filter_map(|row| {
        let difference = row.throughput - row.second_chance?;
        Some(difference * difference / 2.0)
    });
    let chance = mean(&halves.collect::<Vec<_>>());
    let ignorance = total.zip(chance).map(|(total, chance)| (total * total - chance).max(0.0).sqrt());
    Some(Scatter { total, chance: chance.map(f64::sqrt), ignorance })
}

fn binding_classes(port: &Port, rows: &[&SpanRow]) -> Vec<Binding> {
    let asked = rows.iter().filter(|row| row.capacity.is_some()).count() as u64;
    let mut found: Vec<Binding> = (port.classes.iter().enumerate())
        .filter_map(|(index, class)| {
            let met = rows.iter().filter(|row| row.binding_class == Some(index)).count() as u64;
            let share = Proportion::new(met, asked).filter(|share| share.met > 0)?;
            Some(Binding { index, class: class.name.clone(), share })
        })
        .collect();
    found.sort_by_key(|binding| std::cmp::Reverse(binding.share.met));
    found
}

fn service(port: &Port, rows: &[&SpanRow]) -> Vec<ServiceAtCapacity> {
    if rows.iter().all(|row| row.service.is_empty()) {
        return Vec::new();
    }
    let classes = port.classes.iter().enumerate();
    classes
        .map(|(at, class)| {
            let of = |value: fn(&crate::record::ClassService) -> Option<f64>| {
                Estimate::of_present(rows.iter().map(|row| row.service.get(at).and_then(value)))
            };
            ServiceAtCapacity {
                class: class.name.clone(),
                waiting_ratio: of(|service| service.waiting_ratio),
                in_time: of(|service| service.in_time),
            }
        })
        .collect()
}

fn served(
    rows: &[&SpanRow],
    names: impl Iterator<Item = String>,
    group: impl Fn(usize) -> usize,
) -> Vec<Served> {
    let asked: Vec<&SpanRow> = rows.iter().copied().filter(|row| !row.saturation_flows.is_empty()).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let count = asked.len() as f64;
    let one = |(at, name): (usize, String)| {
        let flows = asked.iter().flat_map(|row| row.saturation_flows.iter().enumerate());
        let (mut offered, mut handled) = (0.0, 0.0);
        for (_, amounts) in flows.filter(|(flow, _)| group(*flow) == at) {
            offered += amounts.0;
            handled += amounts.1;
        }
        let share = (offered > 0.0).then(|| handled / offered);
        Served { name, offered: offered / count, handled: handled / count, share }
    };
    names.enumerate().map(one).collect()
}

/// The demand of `year` as stated: port-wide figures (with their side stream, if it is counted) and trades with figures of
/// their own. Absent if a trade's demand follows from its calls.
fn stated_demand(port: &Port, year: i16) -> Option<StatedDemand> {
    let mut sum = StatedDemand { low: 0.0, base: 0.0, high: 0.0 };
    let mut add = |volume: YearVolume, share: f64| {
        sum.low += volume.low.0 * share;
        sum.base += volume.base.0 * share;
        sum.high += volume.high.0 * share;
    };
    for demand in &port.demands {
        let share = if demand.side_stream.is_some() { 1.0 } else { demand.berths_share.value };
        add(in_year(&demand.path.years, year)?, share);
    }
    for trade in &port.trades {
        match &trade.volume {
            Volume::Own { path, factor } => add(in_year(&path.years, year)?, factor.value),
            Volume::ShareOf(_) => {}
            Volume::ByCalls => return None,
        }
    }
    (sum.high > 0.0).then_some(sum)
}

/// The volume of `year`; the first and the last stated hold beyond the ends.
fn in_year(years: &[YearVolume], year: i16) -> Option<YearVolume> {
    let at = years.partition_point(|entry| entry.year <= year).saturating_sub(1);
    years.get(at).copied()
}

/// Trials in groups of equal number by occupancy, each as its median.
fn middle(rows: &[&SpanRow]) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = (rows.iter().flat_map(|row| &row.trials))
        .map(|trial| (trial.occupancy, trial.waiting_ratio))
        .filter(|point| point.0.is_finite() && point.1.is_finite())
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let size = points.len().div_ceil(GROUPS).max(1);
    let median = |values: &mut dyn Iterator<Item = f64>| {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        quantile(&values, 0.5)
    };
    let groups = points.chunks(size).filter(|group| 2 * group.len() >= size);
    groups
        .filter_map(|group| {
            Some((
                median(&mut group.iter().map(|point| point.0))?,
                median(&mut group.iter().map(|point| point.1))?,
            ))
        })
        .collect()
}
