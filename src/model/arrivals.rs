//! When vessels come and what they bring: everything random about a visit is drawn here, when it is created (rule D3).

use super::demand::{OperationalClock, arrival_reaches};
use super::loading::Loading;
use super::plan::Plan;
use super::site::listed;
use crate::engine::{Law, Quantity, Seed, Shape, Stream};
use crate::port::{ArrivalLaw, Draws, Held, LawFigure, ListedArrival, Port};
use crate::units::{Duration, Time, Tonnes};

/// A random figure of each item of a stream; a constant one needs no stream.
#[derive(Debug)]
pub(super) struct Draw<Q> {
    law: Law<Q>,
    stream: Option<Stream>,
}

impl<Q: Quantity> Draw<Q> {
    pub(super) fn new(figure: &LawFigure<Q>, draws: &Draws, seed: Seed, purpose: &str) -> Self {
        let law = figure.at(draws);
        let stream = (!law.is_constant()).then(|| seed.stream(purpose));
        Draw { law, stream }
    }

    /// The figure of item `number`.
    pub(super) fn item(&mut self, number: u64) -> Q {
        match &mut self.stream {
            Some(stream) => self.law.sample(stream.item(number)),
            None => self.law.mean,
        }
    }
}

/// What a vessel brings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cast {
    pub(super) parcel: Tonnes,
    pub(super) productivity: f64,
    pub(super) mooring: Duration,
    pub(super) opening: Duration,
    pub(super) closing: Duration,
    pub(super) unmooring: Duration,
    pub(super) patience: Option<Duration>,
    /// By customs or inspection; `None` if there is no hold, or not on this parcel.
    pub(super) hold: Option<Duration>,
    pub(super) dwell: Option<Duration>,
    /// Under a foreign flag.
    pub(super) foreign: bool,
}

impl Cast {
    /// How long its cargo stays: the hold, then the dwell, or the dwell × `pressed`; `None` = due as it lands.
    pub(super) fn stay(&self, pressed: Option<f64>) -> Option<Duration> {
        let dwell = match (self.dwell, pressed) {
            (Some(dwell), Some(factor)) => Some(Duration::from_hours(dwell.hours() * factor)),
            (dwell, _) => dwell,
        };
        match (self.hold, dwell) {
            (None, None) => None,
            (hold, dwell) => Some(hold.unwrap_or_default() + dwell.unwrap_or_default()),
        }
    }
}

/// Which of a flow's parcels are held.
#[derive(Debug)]
struct Holds {
    share: f64,
    foreign_only: bool,
    /// Unless none or all are.
    stream: Option<Stream>,
}

impl Holds {
    fn new(held: &Held, draws: &Draws, seed: Seed, purpose: &str) -> Holds {
        let share = held.share.at(draws);
        let stream = (share > 0.0 && share < 1.0).then(|| seed.stream(purpose));
        Holds { share, foreign_only: held.foreign_only, stream }
    }

    /// True if parcel `number` is held.
    fn item(&mut self, number: u64, foreign: bool) -> bool {
        let drawn = match &mut self.stream {
            Some(stream) => stream.uniform(number) < self.share,
            None => self.share >= 1.0,
        };
        drawn && (foreign || !self.foreign_only)
    }
}

#[derive(Debug)]
enum Gaps {
    Random { shape: Shape, stream: Stream },
    Equal(Planned),
    Listed { list: Vec<ListedArrival>, origin: Time, multiplier: f64 },
}

/// Vessels planned at equal intervals, each late by a draw ≥ 0: one on time overtakes one that is late.
#[derive(Debug)]
struct Planned {
    lateness: Option<Draw<Duration>>,
    /// The next that is planned, and how many were before it.
    next: Option<Time>,
    count: u32,
    /// Planned before it and not yet here, with their numbers.
    late: Vec<(Time, u32)>,
}

impl Planned {
    /// The next to arrive, with its number.
    fn next(&mut self, clock: &mut OperationalClock) -> Option<(Time, u32)> {
        if self.count == 0 {
            self.next = clock.advance(1.0);
        }
        loop {
            let first = self.late.iter().enumerate().min_by_key(|(_, arrival)| **arrival);
            if let Some((at, &arrival)) = first
                && self.next.is_none_or(|planned| arrival.0 < planned)
            {
                self.late.swap_remove(at);
                return Some(arrival);
            }
            let planned = self.next?;
            let late = self.lateness.as_mut().map(|late| late.item(u64::from(self.count)));
            self.late.push((planned + late.unwrap_or_default(), self.count));
            self.count += 1;
            self.next = clock.advance(1.0);
        }
    }
}

/// The source of a flow's vessels.
#[derive(Debug)]
pub(super) struct Source {
    clock: OperationalClock,
    gaps: Gaps,
    next_item: u32,
    parcel: Draw<Tonnes>,
    productivity: Draw<f64>,
    mooring: Draw<Duration>,
    opening: Draw<Duration>,
    closing: Draw<Duration>,
    unmooring: Draw<Duration>,
    patience: Option<Draw<Duration>>,
    hold: Option<Draw<Duration>>,
    held: Holds,
    dwell: Option<Draw<Duration>>,
    /// Share under a foreign flag, with its draws unless it is none or all.
    foreign: (f64, Option<Stream>),
}

impl Source {
    /// The source of `flow` in one run.
    pub(super) fn new(
        port: &Port,
        draws: &Draws,
        seed: Seed,
        plan: &Plan,
        loading: &Loading,
        number: usize,
    ) -> Self {
        let flow = &port.flows[number];
        let class = &port.classes[flow.class.index()];
        let cargo = &port.cargoes[port.trades[flow.trade.index()].cargo.index()];
        let purpose = |what: &str| format!("flow/{}/{what}", flow.name);
        let time = |law: &LawFigure<Duration>, what: &str| Draw::new(law, draws, seed, &purpose(what));
        let optional =
            |law: &Option<LawFigure<Duration>>, what: &str| law.as_ref().map(|law| time(law, what));
        let patience = if plan.patience { optional(&class.patience, "patience") } else { None };
        let (clock, gaps) = clock_and_gaps(port, draws, seed, plan, loading, number);
        Source {
            clock,
            gaps,
            next_item: 0,
            parcel: Draw::new(&class.parcel, draws, seed, &purpose("parcel")),
            productivity: Draw::new(&class.productivity, draws, seed, &purpose("productivity")),
            mooring: time(&class.mooring, "mooring"),
            opening: time(&class.opening, "opening"),
            closing: time(&class.closing, "closing"),
            unmooring: time(&class.unmooring, "unmooring"),
            patience,
            hold: optional(&cargo.hold, "hold"),
            held: Holds::new(&cargo.held, draws, seed, &purpose("held")),
            dwell: optional(&cargo.dwell, "dwell"),
            foreign: {
                let share = class.foreign.at(draws);
                (share, (share > 0.0 && share < 1.0).then(|| seed.stream(&purpose("flag"))))
            },
        }
    }

    /// The next arrival: (when, number in its flow); `None` when there are no more.
    pub(super) fn next(&mut self) -> Option<(Time, u32)> {
        let item = self.next_item;
        let at = match &mut self.gaps {
            Gaps::Random { shape, stream } => {
                let gap = shape.sample(stream.item(u64::from(item)));
                self.clock.advance(gap)?
            }
            Gaps::Equal(planned) => return planned.next(&mut self.clock),
            Gaps::Listed { list, origin, multiplier } => {
                let stated = list.get(item as usize)?.at;
                *origin + Duration::from_hours((stated - *origin).hours() / *multiplier)
            }
        };
        self.next_item += 1;
        Some((at, item))
    }

    /// Draws everything about vessel `item`.
    pub(super) fn cast(&mut self, item: u32) -> Cast {
        let stated = match &self.gaps {
            Gaps::Listed { list, .. } => list[item as usize].parcel,
            _ => None,
        };
        let number = u64::from(item);
        let hold = self.hold.as_mut().map(|hold| hold.item(number));
        let dwell = self.dwell.as_mut().map(|dwell| dwell.item(number));
        let (share, flags) = &mut self.foreign;
        let foreign = flags.as_mut().map_or(*share >= 1.0, |flags| flags.uniform(number) < *share);
        Cast {
            parcel: stated.unwrap_or_else(|| self.parcel.item(number)),
            productivity: self.productivity.item(number),
            mooring: self.mooring.item(number),
            opening: self.opening.item(number),
            closing: self.closing.item(number),
            unmooring: self.unmooring.item(number),
            patience: self.patience.as_mut().map(|patience| patience.item(number)),
            hold: hold.filter(|_| self.held.item(number, foreign)),
            dwell,
            foreign,
        }
    }
}

/// The operational clock of a flow and the law of its gaps.
fn clock_and_gaps(
    port: &Port,
    draws: &Draws,
    seed: Seed,
    plan: &Plan,
    loading: &Loading,
    number: usize,
) -> (OperationalClock, Gaps) {
    let flow = &port.flows[number];
    if let Some(list) = listed(flow) {
        let from = list.partition_point(|arrival| arrival.at < plan.start);
        let list = list[from..].to_vec();
        let gaps = Gaps::Listed { list, origin: plan.start, multiplier: plan.multiplier };
        return (OperationalClock::default(), gaps);
    }
    let reaches = arrival_reaches(port, draws, plan, loading, number);
    let stream = || seed.stream(&format!("flow/{}/gaps", flow.name));
    let mut clock = OperationalClock::new(reaches, plan.start);
    let gaps = match &flow.arrivals {
        ArrivalLaw::Poisson => Gaps::Random { shape: Shape::Exponential, stream: stream() },
        ArrivalLaw::Erlang(phases) => Gaps::Random { shape: Shape::Erlang(*phases), stream: stream() },
        ArrivalLaw::Regular { first, lateness } => {
            if let Some(first) = first {
                clock = OperationalClock::ending_at(clock, (*first).max(plan.start));
            }
            let purpose = format!("flow/{}/lateness", flow.name);
            let lateness = lateness.as_ref().map(|law| Draw::new(law, draws, seed, &purpose));
            Gaps::Equal(Planned { lateness, next: None, count: 0, late: Vec::new() })
        }
    };
    (clock, gaps)
}
