//! What is counted (rules C1–C5), as it happens: tallies of the present period, months, service, the log.

use super::handled::Spell;
use super::monthly::Monthly;
use super::plan::Plan;
use super::visit::Visit;
use crate::port::Port;
use crate::record::{
    ClosureState, Diary, Entry, FlowTally, HandlingTally, Occurrence, Passage, Period, PlaceTally,
    ServiceTally, Trace, Traffic, Unmet, VisitRecord, WaitKind, WaitSpell, WaitTally, Waits,
};
use crate::units::{Duration, Time, Tonnes};

/// Waits of one flow in the present period.
#[derive(Debug)]
struct FlowWaits {
    entry: Waits,
    exit: Waits,
    stay: Waits,
    occupied: Waits,
}

impl FlowWaits {
    fn new(quantiles: bool) -> Self {
        let waits = || Waits::new(quantiles);
        FlowWaits { entry: waits(), exit: waits(), stay: waits(), occupied: waits() }
    }
}

/// The accounts of a run.
#[derive(Debug)]
pub(super) struct Ledger {
    /// Figures of the present period.
    pub(super) flows: Vec<FlowTally>,
    waits: Vec<FlowWaits>,
    pub(super) places: Vec<PlaceTally>,
    /// By kind of machine: hours of those assigned.
    pub(super) machines: Vec<HandlingTally>,
    /// Cargo on board, or still to be loaded, of vessels in the system, by flow.
    pub(super) afloat: Vec<f64>,
    /// Statistical tonnes over the quays in the present month.
    month: f64,
    month_from: Time,
    months: Vec<(Time, Tonnes)>,
    pub(super) service: Vec<ServiceTally>,
    from: Time,
    until: Time,
    within: Duration,
    pub(super) periods: Vec<Period>,
    pub(super) balance_error: f64,
    /// Greatest gap between vessel-hours and the sum of their parts, if an account is kept.
    pub(super) account_error: f64,
    accounts: bool,
    pub(super) moved: f64,
    trace: Option<Trace>,
    traffic: Option<Traffic>,
    pub(super) diary: Option<Diary>,
    pub(super) monthly: Monthly,
}

impl Ledger {
    pub(super) fn new(port: &Port, plan: &Plan) -> Self {
        let flows = port.flows.len();
        Ledger {
            flows: vec![empty_flow(port); flows],
            waits: (0..flows).map(|_| FlowWaits::new(plan.quantiles)).collect(),
            places: vec![empty_place(port); port.places.len()],
            machines: vec![empty_handling(port); port.equipment.len()],
            afloat: vec![0.0; flows],
            month: 0.0,
            month_from: plan.start,
            months: Vec::new(),
            service: vec![ServiceTally::default(); flows],
            from: plan.from,
            until: plan.until,
            within: port.study.service.within,
            periods: Vec::new(),
            balance_error: 0.0,
            account_error: 0.0,
            accounts: plan.account,
            moved: 0.0,
            trace: plan.trace.then(Trace::default),
            traffic: plan.traffic.then(Traffic::default),
            diary: plan.diary.then(Diary::default),
            monthly: Monthly::new(plan.account, port, plan.start),
        }
    }

    /// A vessel arrived.
    pub(super) fn arrived(&mut self, visit: &Visit, now: Time) {
        let flow = &mut self.flows[visit.flow];
        flow.arrived += 1;
        flow.arrived_tonnes += visit.cast.parcel;
        self.afloat[visit.flow] += visit.cast.parcel.0;
        if self.measures(now) {
            self.service[visit.flow].arrived += 1;
        }
        if let Some(trace) = &mut self.trace {
            trace.visits.push(VisitRecord {
                number: visit.number,
                flow: visit.flow,
                parcel: visit.cast.parcel,
                arrived: now,
                ..VisitRecord::default()
            });
        }
        self.note_waiting(now, 1);
        self.note(now, Some(visit), Occurrence::Arrived(visit.cast.parcel));
    }

    fn measures(&self, arrived: Time) -> bool {
        self.from <= arrived && arrived < self.until
    }

    /// A vessel was cleared inbound and will berth at `berthed`.
    pub(super) fn entered(&mut self, visit: &Visit, now: Time, berthed: Time) {
        let (place, metre) = (visit.fit.place, visit.fit.metre);
        self.note(now, Some(visit), Occurrence::ClearedInbound { place, metre });
        self.open_berth_call(visit, now);
        if visit.side.is_some() {
            self.flows[visit.flow].sheltered_hours += (now - visit.sheltered).hours();
            return;
        }
        let wait = now - visit.arrived;
        self.flows[visit.flow].entered += 1;
        self.waits[visit.flow].entry.record(wait);
        if self.measures(visit.arrived) {
            let service = &mut self.service[visit.flow];
            service.wait += wait.hours();
            service.in_time += u32::from(berthed - visit.arrived <= self.within);
        }
        self.log(visit, |record| {
            record.cleared_inbound = Some(now);
            record.place = Some(place);
        });
    }

    /// A vessel alongside was ordered to sea.
    pub(super) fn ordered_to_sea(&mut self, visit: &Visit, now: Time) {
        self.note(now, Some(visit), Occurrence::OrderedToSea);
    }

    /// A vessel ordered to sea is there.
    pub(super) fn sheltered(&mut self, visit: &Visit, now: Time) {
        self.flows[visit.flow].sheltered += 1;
        self.note_waiting(now, 1);
        self.note(now, Some(visit), Occurrence::Sheltered);
    }

    /// A vessel is lost to the port: patience or a full anchorage.
    pub(super) fn lost(&mut self, visit: &Visit, now: Time, turned_away: bool) {
        let flow = &mut self.flows[visit.flow];
        if turned_away {
            flow.turned_away += 1;
            flow.turned_away_tonnes += visit.cast.parcel;
        } else {
            flow.diverted += 1;
            flow.diverted_tonnes += visit.cast.parcel;
        }
        self.afloat[visit.flow] -= visit.cast.parcel.0;
        if self.measures(visit.arrived) {
            self.service[visit.flow].wait += (now - visit.arrived).hours();
        }
        self.note_waiting(now, -1);
        self.log(visit, |record| record.lost = Some(now));
        self.note(now, Some(visit), if turned_away { Occurrence::TurnedAway } else { Occurrence::Diverted });
    }

    /// A vessel leaves with less than it came for: `left` stays behind.
    pub(super) fn left_short(&mut self, visit: &Visit, left: Tonnes, now: Time) {
        let flow = &mut self.flows[visit.flow];
        flow.short += 1;
        flow.short_tonnes += left;
        self.afloat[visit.flow] -= left.0;
        let (parcel, loaded) = (visit.cast.parcel, visit.cast.parcel - left);
        self.note(now, Some(visit), Occurrence::LeftShort { loaded, parcel });
    }

    /// A vessel is alongside.
    pub(super) fn berthed(&mut self, visit: &Visit, now: Time) {
        self.note(now, Some(visit), Occurrence::Berthed(visit.fit.place));
        self.note_berth_call(visit, |call| call.berthed = Some(now));
        if visit.side.is_none() {
            self.places[visit.fit.place].calls += 1;
            self.log(visit, |record| record.berthed = Some(now));
        }
    }

    /// A place was cleaned between cargoes.
    pub(super) fn cleaned(&mut self, place: usize, spent: Duration) {
        self.places[place].cleaning += spent.hours();
    }

    /// A vessel is at its second place of work.
    pub(super) fn shifted(&mut self, visit: &Visit, now: Time) {
        self.places[visit.fit.place].calls += 1;
        self.note(now, Some(visit), Occurrence::Berthed(visit.fit.place));
    }

    /// Cargo work begins or ends.
    pub(super) fn transfer(&mut self, visit: &Visit, now: Time, begins: bool) {
        self.log(visit, |record| match begins {
            true => {
                record.transfer_began.get_or_insert(now);
            }
            false => record.transfer_ended = Some(now),
        });
        self.note(
            now,
            Some(visit),
            if begins { Occurrence::TransferBegan } else { Occurrence::TransferEnded },
        );
    }

    /// A vessel is ready to leave.
    pub(super) fn ready(&mut self, visit: &Visit, now: Time) {
        self.log(visit, |record| record.ready = Some(now));
        self.note(now, Some(visit), Occurrence::ReadyToLeave);
    }

    /// A vessel was cleared outbound.
    pub(super) fn cleared_outbound(&mut self, visit: &Visit, now: Time) {
        self.note(now, Some(visit), Occurrence::ClearedOutbound);
        if visit.side.is_none() {
            self.waits[visit.flow].exit.record(now - visit.ready);
            self.log(visit, |record| record.cleared_outbound = Some(now));
        }
    }

    /// The last line is off: the occupied time is over.
    pub(super) fn unmoored(&mut self, visit: &Visit, now: Time) {
        self.note(now, Some(visit), Occurrence::Unmoored(visit.fit.place));
        self.note_berth_call(visit, |call| call.unmoored = Some(now));
        if visit.side.is_some() {
            return;
        }
        let occupied = visit.occupied;
        self.waits[visit.flow].occupied.record(occupied);
        if self.measures(visit.arrived) {
            let service = &mut self.service[visit.flow];
            service.occupied += occupied.hours();
            service.served += 1;
        }
    }

    /// A vessel left.
    pub(super) fn departed(&mut self, visit: &Visit, now: Time) {
        self.flows[visit.flow].departed += 1;
        self.waits[visit.flow].stay.record(now - visit.arrived);
        self.log(visit, |record| record.departed = Some(now));
        self.note(now, Some(visit), Occurrence::Departed);
    }

    /// Cargo crossed the quay.
    pub(super) fn crossed(&mut self, flow: usize, place: usize, counted_per_tonne: f64, moved: Tonnes) {
        self.flows[flow].crossed += moved;
        self.afloat[flow] -= moved.0;
        self.moved += moved.0;
        let counted = moved.0 * counted_per_tonne;
        self.places[place].counted += Tonnes(counted);
        self.places[place].crossed += moved;
        self.month += counted;
    }

    /// A vessel was in transfer for a while: its hours, those of the room it takes, and those of its machines.
    pub(super) fn handled(&mut self, visit: &Visit, spell: &Spell) {
        let place = &mut self.places[visit.fit.place];
        place.handling += spell.hours;
        spell.book(&mut self.flows[visit.flow].handling, 1.0);
        if self.accounts {
            spell.book(&mut place.account.handling, visit.fit.taken);
            spell.book_machines(&mut self.machines[visit.fit.equipment], visit.transfer.machines);
        }
    }

    /// The month ends at `now`; all work is settled to it.
    pub(super) fn end_month(&mut self, now: Time) {
        if now > self.month_from && self.month_from >= self.from {
            self.months.push((self.month_from, Tonnes(self.month)));
        }
        self.month = 0.0;
        self.month_from = now;
    }

    /// The figures of the flows for a period that ends at `now`, and starts new ones. `waiting` are those at anchor.
    pub(super) fn take_flows<'a>(
        &mut self,
        port: &Port,
        counted: &[f64],
        waiting: impl Iterator<Item = &'a Visit>,
        now: Time,
    ) -> Vec<FlowTally> {
        for visit in waiting {
            let flow = &mut self.flows[visit.flow];
            flow.waiting_end += 1;
            flow.waiting_end_hours += (now - visit.arrived).hours();
        }
        let flows = self.flows.iter_mut().zip(&mut self.waits).enumerate().map(|(number, (flow, waits))| {
            let mut taken = std::mem::replace(flow, empty_flow(port));
            flow.afloat_start = Tonnes(self.afloat[number]);
            taken.afloat_end = flow.afloat_start;
            taken.counted_per_tonne = counted[number];
            taken.entry_wait = take(&mut waits.entry);
            taken.exit_wait = take(&mut waits.exit);
            taken.stay = take(&mut waits.stay);
            taken.occupied = take(&mut waits.occupied);
            taken
        });
        let flows: Vec<FlowTally> = flows.collect();
        if self.accounts {
            let gaps = flows.iter().map(|flow| (flow.account.hours - flow.accounted()).abs());
            self.account_error = gaps.fold(self.account_error, f64::max);
        }
        flows
    }

    /// The figures of a place since the last call.
    pub(super) fn take_place(&mut self, port: &Port, place: usize) -> PlaceTally {
        std::mem::replace(&mut self.places[place], empty_place(port))
    }

    /// The hours of machines of a kind with vessels since the last call.
    pub(super) fn take_machines(&mut self, port: &Port, kind: usize) -> HandlingTally {
        std::mem::replace(&mut self.machines[kind], empty_handling(port))
    }

    /// Those still at anchor at the end of the window are late, with the wait so far (rule C5).
    pub(super) fn still_waiting<'a>(&mut self, waiting: impl Iterator<Item = &'a Visit>, now: Time) {
        for visit in waiting {
            if self.measures(visit.arrived) {
                self.service[visit.flow].wait += (now - visit.arrived).hours();
            }
        }
    }

    /// The greatest balance error seen, physical tonnes.
    pub(super) fn check_balance(&mut self, error: f64) {
        self.balance_error = self.balance_error.max(error.abs());
    }

    /// Writes a line of the log.
    pub(super) fn note(&mut self, time: Time, visit: Option<&Visit>, what: Occurrence) {
        if let Some(trace) = &mut self.trace {
            trace.entries.push(Entry { time, visit: visit.map(|visit| visit.number), what });
        }
    }

    /// Tells the log of a part of a wait.
    pub(super) fn wait_spell(
        &mut self,
        visit: &Visit,
        kind: WaitKind,
        (from, until): (Time, Time),
        unmet: Unmet,
    ) {
        if let Some(trace) = &mut self.trace {
            trace.waits.push(WaitSpell { visit: visit.number, kind, from, until, unmet });
        }
    }

    /// True if a log is kept.
    pub(super) fn traces(&self) -> bool {
        self.trace.is_some()
    }

    fn log(&mut self, visit: &Visit, change: impl FnOnce(&mut VisitRecord)) {
        if let Some(trace) = &mut self.trace {
            change(&mut trace.visits[visit.number as usize - 1]);
        }
    }

    /// What is handed over at the end of the run.
    pub(super) fn take_months(&mut self) -> Vec<(Time, Tonnes)> {
        std::mem::take(&mut self.months)
    }

    /// A transit was booked.
    pub(super) fn passage(&mut self, passage: impl FnOnce() -> Passage) {
        if let Some(traffic) = &mut self.traffic {
            traffic.passages.push(passage());
        }
    }

    /// A closure became active, or is over.
    pub(super) fn closure(&mut self, closure: usize, active: bool, now: Time) {
        let state = if active { ClosureState::Active } else { ClosureState::Over };
        self.note(now, None, Occurrence::Closure(closure, state));
        if let Some(traffic) = &mut self.traffic {
            traffic.closures.push((now, closure, active));
        }
    }

    /// The passages, if they were kept.
    pub(super) fn take_traffic(&mut self) -> Option<Traffic> {
        self.traffic.take()
    }

    /// The log, if one was kept.
    pub(super) fn take_trace(&mut self) -> Option<Trace> {
        let mut trace = self.trace.take()?;
        // Trucks are told of when their yard is settled, later than they moved.
        trace.entries.sort_by_key(|entry| entry.time);
        join_spells(&mut trace.waits);
        Some(trace)
    }
}

/// Parts of a wait with the same missing are one spell; all in order of time.
fn join_spells(waits: &mut Vec<WaitSpell>) {
    waits.sort_by_key(|spell| (spell.visit, spell.from));
    waits.dedup_by(|later, earlier| {
        let goes_on = (earlier.visit, earlier.kind, earlier.unmet, earlier.until)
            == (later.visit, later.kind, later.unmet, later.from);
        if goes_on {
            earlier.until = later.until;
        }
        goes_on
    });
    waits.sort_by_key(|spell| (spell.from, spell.visit));
}

fn empty_flow(port: &Port) -> FlowTally {
    FlowTally { handling: empty_handling(port), ..FlowTally::default() }
}

fn empty_place(port: &Port) -> PlaceTally {
    let mut place = PlaceTally::default();
    place.account.handling = empty_handling(port);
    place
}

fn empty_handling(port: &Port) -> HandlingTally {
    HandlingTally { closures: vec![0.0; port.causes.len()], ..HandlingTally::default() }
}

fn take(waits: &mut Waits) -> WaitTally {
    let taken = WaitTally {
        count: waits.count,
        positive: waits.positive,
        sum: waits.sum,
        greatest: waits.greatest,
        classes: waits.counts(),
    };
    waits.clear();
    taken
}
