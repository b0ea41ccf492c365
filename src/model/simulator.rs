//! One run from its first instant to its record.

use super::account::Account;
use super::anchorage::{Anchorage, Head};
use super::arrivals::Source;
use super::channel::Channel;
use super::cleaning::Cleanings;
use super::closures::Closures;
use super::cranes::Cranes;
use super::demand::demand;
use super::ephemeris::{self, Held};
use super::event::Event;
use super::land::Land;
use super::ledger::Ledger;
use super::line::Lines;
use super::loading::Loading;
use super::marine::Marine;
use super::plan::{Plan, Span, periods};
use super::quay::Quays;
use super::served::Served;
use super::site::Site;
use super::visit::Visits;
use super::windows::Windows;
use crate::engine::{Calendar, Model, Phase, Seed, run};
use crate::port::{Direction, Draws, Port};
use crate::record::{
    CrewTally, EquipmentTally, Occurrence, Period, PlaceAccount, PlaceTally, QueueTally, Run, SectionTally,
};
use crate::units::{Duration, Time, Tonnes};
use crate::window::Days;

/// Simulates a port; keeps its calendar from run to run, so one serves a worker.
pub struct Simulator<'p> {
    port: &'p Port,
    calendar: Calendar<Event>,
    days: Option<Days>,
    held: Held,
}

impl<'p> Simulator<'p> {
    /// A simulator for `port`.
    pub fn new(port: &'p Port) -> Self {
        let calendar = Calendar::new(Time::ZERO);
        Simulator { port, calendar, days: ephemeris::days(port), held: Held::default() }
    }

    /// Simulates one window with these drawn figures and this chance.
    pub fn run(&mut self, draws: &Draws, seed: Seed, plan: &Plan) -> Run {
        self.calendar.reset(plan.start);
        let mut windows = Windows::new(self.port, draws, plan, self.days.as_ref());
        let site = Site::build(self.port, draws, plan);
        let loading = Loading::new(self.port, draws, plan, &site.flows, &mut windows, &mut self.held);
        let mut world = World::new(self.port, draws, seed, plan, (site, windows, loading));
        world.open(&mut self.calendar);
        run(&mut world, &mut self.calendar, plan.until);
        world.close(plan.until);
        world.record(self.calendar.count())
    }
}

/// The state of one run.
pub(super) struct World<'r> {
    pub(super) port: &'r Port,
    pub(super) draws: &'r Draws,
    pub(super) plan: &'r Plan,
    pub(super) site: Site,
    pub(super) sources: Vec<Source>,
    pub(super) visits: Visits,
    pub(super) anchorage: Anchorage,
    pub(super) channel: Channel,
    pub(super) served: Served,
    pub(super) windows: Windows<'r>,
    pub(super) marine: Marine,
    pub(super) loading: Loading,
    pub(super) quays: Quays,
    pub(super) cranes: Cranes,
    pub(super) cleanings: Cleanings,
    pub(super) land: Land,
    pub(super) lines: Lines,
    pub(super) closures: Closures,
    pub(super) ledger: Ledger,
    pub(super) account: Account,
    /// Statistical tonnes per physical tonne, by flow.
    pub(super) counted: Vec<f64>,
    /// Visits alongside that are ready to leave, in that order.
    pub(super) leaving: Vec<u32>,
    /// Visits that a closure keeps from beginning their parcel.
    pub(super) held_back: Vec<u32>,
    /// Visits that have done their share at the first of two places.
    pub(super) shifting: Vec<u32>,
    /// Vessels alongside may have been ordered to sea, or orders called off.
    pub(super) orders_changed: bool,
    /// A vessel alongside may be able to leave.
    pub(super) may_leave: bool,
    /// Closures or dates changed: rates of all work at the quay must be found again.
    pub(super) work_changed: bool,
    /// Closures or dates changed: limits of the land side must be found again.
    pub(super) land_changed: bool,
    /// A vessel joined the queue at this instant: limits are looked at when it is over.
    pub(super) joined: bool,
    /// How long room may be held for a vessel that only the clock keeps from entering.
    pub(super) room_held: Duration,
    /// Vessels that hold room now.
    pub(super) holders: u32,
    /// The next instant at which a decision is already planned.
    pub(super) wake: Time,
    /// Heads of groups in a decision; needs and shares of machines; kept for their memory.
    pub(super) heads: Vec<Head>,
    pub(super) needs: Vec<(u32, u32)>,
    pub(super) shares: Vec<u32>,
    /// Vessels and their machines while a crew is shared out; kept for its memory.
    pub(super) crew_order: Vec<(u32, u32)>,
    spans: Vec<Span>,
    span: usize,
}

impl<'r> World<'r> {
    fn new(
        port: &'r Port,
        draws: &'r Draws,
        seed: Seed,
        plan: &'r Plan,
        (site, windows, loading): (Site, Windows<'r>, Loading),
    ) -> Self {
        World {
            port,
            draws,
            plan,
            sources: (0..port.flows.len())
                .map(|flow| Source::new(port, draws, seed, plan, &loading, flow))
                .collect(),
            visits: Visits::default(),
            anchorage: Anchorage::new(port, draws, plan.start),
            channel: Channel::new(port, draws),
            served: Served::new(&site.flows),
            windows,
            marine: Marine::new(port, draws, plan.start),
            loading,
            quays: Quays::new(port, plan.start),
            cranes: Cranes::new(port, draws, seed, plan.start),
            cleanings: Cleanings::new(port, draws),
            land: Land::new(port, draws, seed, plan),
            lines: Lines::new(port, draws, plan),
            closures: Closures::new(port, draws, seed, plan),
            ledger: Ledger::new(port, plan),
            account: Account::new(plan.account, &site.flows, plan.start),
            counted: site.flows.iter().map(|flow| flow.counted_per_tonne).collect(),
            leaving: Vec::new(),
            held_back: Vec::new(),
            shifting: Vec::new(),
            orders_changed: false,
            may_leave: false,
            work_changed: true,
            land_changed: true,
            joined: false,
            room_held: port.room_held.at(draws),
            holders: 0,
            wake: Time::NEVER,
            heads: Vec::new(),
            needs: Vec::new(),
            shares: Vec::new(),
            crew_order: Vec::new(),
            spans: periods(port, plan.from, plan.until),
            span: 0,
            site,
        }
    }

    /// Schedules the first of everything.
    fn open(&mut self, calendar: &mut Calendar<Event>) {
        self.land.networks.iter_mut().for_each(|network| network.timer = Some(calendar.timer()));
        self.cranes.kinds.iter_mut().for_each(|kind| kind.timer = Some(calendar.timer()));
        self.find_services();
        self.start_lines(calendar);
        self.start_environment(calendar);
        for flow in 0..self.sources.len() {
            self.schedule_arrival(flow, calendar);
        }
        for boundary in self.boundaries() {
            calendar.at(boundary, Phase::Reading, Event::Boundary);
        }
        // Stocks move from the first instant on, whether or not something happens then.
        calendar.at(self.plan.start, Phase::Decision, Event::Decide);
    }

    /// Months and periods within the run, and the start of the measured window.
    fn boundaries(&self) -> Vec<Time> {
        let almanac = &self.port.almanac;
        let mut boundaries: Vec<Time> = self.spans.iter().map(|span| span.from).collect();
        let mut month = almanac.next_month(almanac.date(self.plan.from));
        while month < self.plan.until {
            boundaries.push(month);
            month = almanac.next_month(almanac.date(month));
        }
        boundaries.retain(|&boundary| boundary > self.plan.start);
        boundaries.sort_unstable();
        boundaries.dedup();
        boundaries
    }

    /// Settles everything to `now`, without applying anything of it.
    pub(super) fn settle_all(&mut self, now: Time) {
        self.settle_networks(now);
        self.account_all(now);
        for kind in 0..self.cranes.kinds.len() {
            for at in 0..self.cranes.kinds[kind].visits.len() {
                let slot = self.cranes.kinds[kind].visits[at];
                self.account(slot, now);
                self.settle_without_yard(slot, now);
            }
            self.cranes.kinds[kind].settle(now);
        }
        let month = self.port.almanac.date(now).month;
        self.closures.settle(now, month);
    }

    /// Reads the figures at a boundary.
    pub(super) fn read_boundary(&mut self, now: Time) {
        self.settle_all(now);
        self.end_month(now);
        if now == self.plan.from {
            let _warm_up = self.take_period(now, now);
            self.ledger.forget_profiles();
            self.span = 0;
        } else if self.spans.get(self.span).is_some_and(|span| span.until == now) {
            self.end_period(now);
        }
    }

    fn end_period(&mut self, now: Time) {
        let span = self.spans[self.span];
        self.span += 1;
        let mut period = self.take_period(span.from, now);
        period.year = span.year;
        self.ledger.note(now, None, Occurrence::PeriodEnds);
        self.ledger.periods.push(period);
    }

    /// The figures since the last reading, and a new start for all.
    fn take_period(&mut self, from: Time, now: Time) -> Period {
        let hours = (now - from).hours();
        self.ledger.monthly.restart();
        let (stated, side_stream) = demand(self.port, self.draws, &self.loading, from, now);
        let afloat: Vec<f64> = self.afloat_by_flow();
        for (kept, found) in self.ledger.afloat.clone().iter().zip(&afloat) {
            self.ledger.check_balance(kept - found);
        }
        self.ledger.check_balance(self.land.balance_error());
        let waiting = self.visits.iter().filter(|visit| visit.waiting && visit.side.is_none());
        let flows = self.ledger.take_flows(self.port, &self.counted, waiting, now);
        let mut closed = self.closures.take_closed().into_iter();
        if let Some(diary) = &mut self.ledger.diary {
            diary.profiles.push(self.land.take_profiles());
        }
        Period {
            from,
            until: now,
            year: None,
            demand: Tonnes(stated.0),
            side_stream,
            flows,
            places: self.take_places(now),
            equipment: self.take_equipment(now),
            yards: self.land.take_yards(hours, now),
            capacities: self.land.take_capacities(now),
            modes: self.land.take_modes(now),
            sections: self.take_sections(now),
            marine: self.marine.take_use(now).collect(),
            closures: take_all(&mut self.closures.hours),
            causes: take_all(&mut self.closures.cause_hours),
            channel_closed: closed.next().unwrap_or_default(),
            cargoes_closed: closed.collect(),
            queue: self.take_queue(self.anchorage.places.len() - 1, hours, now),
            anchorages: (0..self.anchorage.places.len() - 1)
                .map(|group| self.take_queue(group, hours, now))
                .collect(),
            crews: self.take_crews(now),
            lines: self.lines.take_use(now),
            carried: self.land.take_carried(self.port),
        }
    }

    /// Cargo on board, or still to be loaded, of the vessels in the system, by flow: counted afresh.
    fn afloat_by_flow(&self) -> Vec<f64> {
        let mut afloat = vec![0.0; self.port.flows.len()];
        for visit in self.visits.iter() {
            afloat[visit.flow] += visit.transfer.work.left().0;
        }
        afloat
    }

    fn take_places(&mut self, now: Time) -> Vec<PlaceTally> {
        let used = self.quays.take_use(now);
        let each = used.into_iter().enumerate().map(|(place, [occupied, reserved, open, vessel_hours])| {
            let mut tally = self.ledger.take_place(self.port, place);
            if self.account.on {
                let free = self.quays.take_free(place, now);
                let PlaceAccount { activities, start, exit, handling, .. } = tally.account;
                tally.account = PlaceAccount { activities, start, exit, handling, ..free };
            }
            PlaceTally { occupied, reserved, open, vessel_hours, ..tally }
        });
        each.collect()
    }

    fn take_equipment(&mut self, now: Time) -> Vec<EquipmentTally> {
        let ledger = &mut self.ledger;
        let each = self.cranes.kinds.iter_mut().enumerate().map(|(number, kind)| {
            kind.settle(now);
            let [present, failed, assigned, working, maintained, idle, spare] =
                std::mem::take(&mut kind.hours);
            let failures = std::mem::take(&mut kind.failures);
            let account = ledger.take_machines(self.port, number);
            EquipmentTally { present, failed, assigned, working, failures, maintained, idle, spare, account }
        });
        each.collect()
    }

    fn take_crews(&mut self, now: Time) -> Vec<CrewTally> {
        let each = self.cranes.crews.iter_mut().map(|gangs| {
            gangs.settle(now);
            let [present, assigned] = std::mem::take(&mut gangs.hours);
            CrewTally { present, assigned }
        });
        each.collect()
    }

    fn take_sections(&mut self, now: Time) -> Vec<SectionTally> {
        let each = self.channel.take_use(now).into_iter();
        each.map(|(transits, occupied)| SectionTally { transits, occupied }).collect()
    }

    fn take_queue(&mut self, group: usize, hours: f64, now: Time) -> QueueTally {
        let everybody = self.anchorage.places.len() - 1;
        let of_group = |flow: usize| group == everybody || self.site.flows[flow].anchorage == Some(group);
        let waiting = self.visits.iter().filter(|visit| visit.waiting && of_group(visit.flow));
        let oldest = waiting.map(|visit| (now - visit.arrived).hours()).fold(0.0, f64::max);
        let places = &mut self.anchorage.places[group];
        places.level.step_to(now, places.level.value());
        places.outside.step_to(now, places.outside.value());
        let mean = |integral: f64| if hours > 0.0 { integral / hours } else { 0.0 };
        let tally = QueueTally {
            mean: mean(places.level.integral()),
            greatest: places.level.greatest() as u32,
            end: places.waiting,
            oldest,
            outside: mean(places.outside.integral()),
            hours_by_number: places.take_hours(now),
        };
        places.level.reset(now);
        places.outside.reset(now);
        tally
    }

    /// The window is over.
    fn close(&mut self, until: Time) {
        self.account_until(until);
        self.settle_all(until);
        self.end_month(until);
        self.end_period(until);
        let waiting = self.visits.iter().filter(|visit| visit.waiting && visit.side.is_none());
        self.ledger.still_waiting(waiting, until);
    }

    fn record(mut self, events: u64) -> Run {
        Run {
            periods: std::mem::take(&mut self.ledger.periods),
            months: self.ledger.take_months(),
            service: std::mem::take(&mut self.ledger.service),
            balance_error: Tonnes(self.ledger.balance_error),
            account_error: self.ledger.account_error,
            moved: Tonnes(self.ledger.moved),
            simulated: self.plan.until - self.plan.start,
            events,
            trace: self.ledger.take_trace(),
            traffic: self.ledger.take_traffic(),
            diary: self.ledger.diary.take(),
            monthly: std::mem::take(&mut self.ledger.monthly.months),
        }
    }
}

fn take_all(hours: &mut [f64]) -> Vec<f64> {
    hours.iter_mut().map(std::mem::take).collect()
}

impl Model for World<'_> {
    type Event = Event;

    fn on(&mut self, event: Event, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        if self.account.next < now {
            self.account_until(now);
        }
        match event {
            Event::Boundary => self.read_boundary(now),
            Event::Arrive { flow, item } => self.arrive(flow as usize, item, calendar),
            Event::StageEnds { visit } => self.stage_ends(visit, calendar),
            Event::WorkDone { visit } => self.work_done(visit, calendar),
            Event::HatchChanged { visit } => self.hatch_changed(visit, now),
            Event::LeavesShort { visit } => self.leaves_short(visit, calendar),
            Event::PatienceEnds { visit, number } => self.patience_ends(visit, number, calendar),
            Event::MachineFails { equipment } => self.machine_fails(equipment as usize, calendar),
            Event::MachineReturns { equipment } => self.machine_returns(equipment as usize, now),
            Event::Maintenance { equipment } => self.maintenance_changes(equipment as usize, calendar),
            Event::Land { network } => self.land_changes(network as usize, now),
            Event::TrainComes { mode } => self.train_comes(mode as usize, calendar),
            Event::TrainEnds { mode, train, number } => {
                self.train_ends(mode as usize, train, number, calendar);
            }
            Event::Closure(closure) => self.closure_changes(closure as usize, calendar),
            Event::Reason { closure, more } => self.reason_changes(closure as usize, more, now),
            Event::Weather(weather) => self.weather_changes(weather as usize, calendar),
            Event::WeatherWithin(weather) => self.weather_within_ends(weather as usize, now),
            Event::Midnight => self.midnight(calendar),
            Event::Rhythm { mode } => self.rhythm_changes(mode as usize, calendar),
            Event::Dates => self.dates_change(now),
            Event::Decide => self.look_at_all(),
            Event::Look { group } => self.anchorage.look_at(group as usize),
            Event::MayLeave => self.may_leave = true,
            Event::SectionEnds { line, train } => self.section_ends(line as usize, train, calendar),
            Event::TrackWaitEnds { line, train, number } => {
                self.track_wait_ends(line as usize, train, number, now);
            }
            Event::LineLook(line) => self.lines.look_at(line as usize),
        }
    }

    fn decide(&mut self, calendar: &mut Calendar<Event>) {
        if std::mem::take(&mut self.orders_changed) {
            self.heed_orders(calendar);
        }
        if self.plan.thorough {
            self.forget_outlooks();
            self.look_at_all();
        }
        // Who asks for its turn is looked at in every decision.
        if std::mem::take(&mut self.may_leave) || self.channel.is_asked(Direction::Export) {
            self.clear_outbound(calendar);
        }
        if !self.shifting.is_empty() {
            self.decide_shifts(calendar);
        }
        if self.anchorage.may_go() {
            self.clear_inbound(calendar);
        }
        self.run_lines(calendar);
    }

    fn share_out(&mut self, calendar: &mut Calendar<Event>) {
        self.share_machines(calendar);
        self.share_flows(calendar);
        self.recount_working(calendar);
    }

    fn settled(&mut self, calendar: &mut Calendar<Event>) {
        if std::mem::take(&mut self.joined) && self.limit_anchorages(calendar) {
            calendar.at(calendar.now(), Phase::Decision, Event::Decide);
        }
        self.account_waits(calendar.now());
    }
}
