//! Replications folded, in the order of their numbers, into the answer of a batch. Leaves out running them.

use super::answer::{Answer, Balance, FirstYears};
use super::chain::{Link, links};
use super::estimate::Proportion;
use super::losses::StaySum;
use super::months::Months;
use super::resources::ResourceSums;
use super::row::{Row, SpanRow};
use super::span::{Span, judged, shown};
use super::starvation::{barred, starved};
use super::table::{Table, table};
use super::tally::SpanTally;
use super::tide::tide_table;
use super::validation::{passes, simulated, validation};
use super::verdict::{SURE, Verdict, verdict};
use crate::engine::Seed;
use crate::port::{Draws, Port};
use crate::record::{Diary, Replication, Traffic};

/// Hours of a year of 365 days.
const YEAR_HOURS: f64 = 8_760.0;

/// A batch under way: rows and sums, no replication itself.
#[derive(Clone, Debug)]
pub struct Batch<'p> {
    port: &'p Port,
    seed: u64,
    fixed: bool,
    links: Vec<Link>,
    judged: Vec<Span>,
    shown: Vec<Span>,
    tallies: Vec<SpanTally>,
    resources: Vec<ResourceSums>,
    rows: Vec<Row>,
    balance: Balance,
    traffic: Option<Traffic>,
    diary: Option<Diary>,
    stays: Vec<StaySum>,
    months: Months,
}

impl<'p> Batch<'p> {
    /// An empty batch of `port` under `seed`; `fixed`: assumed figures take their values.
    pub fn new(port: &'p Port, seed: u64, fixed: bool) -> Self {
        Batch {
            port,
            seed,
            fixed,
            links: links(port),
            judged: Vec::new(),
            shown: Vec::new(),
            tallies: Vec::new(),
            resources: Vec::new(),
            rows: Vec::new(),
            balance: Balance::default(),
            traffic: None,
            diary: None,
            stays: Vec::new(),
            months: Months::default(),
        }
    }

    /// Replications folded in so far.
    pub fn replications(&self) -> u64 {
        self.rows.len() as u64
    }

    /// Folds in the next replication; the caller keeps the order of numbers, on which the last bits of sums depend.
    pub fn add(&mut self, replication: &Replication) {
        let periods = &replication.run.periods;
        if self.rows.is_empty() {
            self.judged = judged(periods, &self.port.almanac);
            self.shown = shown(periods, &self.port.almanac);
            self.tallies = vec![SpanTally::default(); self.shown.len()];
            self.stays = vec![StaySum::default(); self.judged.len()];
            self.resources = vec![ResourceSums::default(); self.shown.len()];
        }
        for (sums, span) in self.tallies.iter_mut().zip(&self.shown) {
            sums.add(&SpanTally::of(&periods[span.periods.clone()]));
        }
        for (sums, span) in self.stays.iter_mut().zip(&self.judged) {
            sums.add(self.port, &periods[span.periods.clone()]);
        }
        for (sums, span) in self.resources.iter_mut().zip(&self.shown) {
            sums.add(&periods[span.periods.clone()]);
        }
        let draws = self.draws(replication);
        self.rows.push(self.row(replication, &draws));
        self.months.add(self.port, &self.links, &replication.run.monthly, &draws);
        if let Some(traffic) = &replication.run.traffic {
            self.traffic = Some(traffic.clone());
        }
        if let Some(diary) = &replication.run.diary {
            self.diary = Some(diary.clone());
        }
        self.balance.greatest_error = self.balance.greatest_error.max(replication.run.balance_error.0);
        self.balance.moved += replication.run.moved.0;
        self.balance.simulated_years += replication.simulated.hours() / YEAR_HOURS;
        self.balance.events += replication.events;
    }

    fn draws(&self, replication: &Replication) -> Draws {
        match self.fixed {
            true => Draws::fixed(),
            false => Draws::draw(self.port, Seed { batch: self.seed, replication: replication.number }),
        }
    }

    fn row(&self, replication: &Replication, draws: &Draws) -> Row {
        let (port, observations) = (self.port, &self.port.study.observations);
        let observed: Vec<Option<f64>> =
            observations.iter().map(|observation| simulated(observation, &replication.run)).collect();
        let row = |span: &Span| SpanRow::of(port, &self.links, span, replication, draws);
        Row {
            replication: replication.number,
            spans: self.judged.iter().map(row).collect(),
            passes_calibration: passes(observations, &observed, |observation| observation.calibrated),
            passes_all: passes(observations, &observed, |_| true),
            observed,
        }
    }

    /// The answer from what was folded in; without any replication it holds no figures.
    pub fn answer(&self) -> Answer {
        let port = self.port;
        let verdicts: Vec<Verdict> = (self.judged.iter().enumerate())
            .map(|(at, span)| verdict(port, &self.links, span, at, &self.rows, self.fixed))
            .collect();
        let tables = self.shown.iter().zip(&self.tallies);
        let tables: Vec<Table> =
            tables.map(|(span, sums)| table(port, span, sums, self.replications())).collect();
        Answer {
            replications: self.replications(),
            fixed: self.fixed,
            target: port.study.target.map(|target| target.0),
            design_capacity: port.study.design_capacity.map(|capacity| capacity.0),
            first_years: first_years(&verdicts),
            validation: validation(port, &self.judged, &self.rows),
            barred: tables.last().map(barred).unwrap_or_default(),
            starved: tables.last().map(starved).unwrap_or_default(),
            tables,
            tide: self.judged.first().and_then(|span| tide_table(port, span.from)),
            balance: self.balance,
            resources: self
                .shown
                .iter()
                .zip(&self.resources)
                .map(|(span, sums)| sums.table(port, span))
                .collect(),
            rows: self.rows.clone(),
            traffic: self.traffic.clone(),
            diary: self.diary.clone(),
            months: self.months.tables(port, &self.links),
            verdicts,
            stays: self
                .judged
                .iter()
                .zip(&self.stays)
                .filter_map(|(span, sums)| sums.table(port, span))
                .collect(),
        }
    }
}

fn first_years(verdicts: &[Verdict]) -> FirstYears {
    let first = |share: fn(&Verdict) -> Option<Proportion>| {
        let sure = |verdict: &&Verdict| share(verdict).is_some_and(|share| share.share >= SURE);
        verdicts.iter().filter(|verdict| verdict.span.year.is_some()).find(sure)?.span.year
    };
    FirstYears {
        demand: first(|verdict| verdict.demand_meets),
        capacity: first(|verdict| verdict.capacity_meets),
        throughput: first(|verdict| verdict.throughput_meets),
    }
}
