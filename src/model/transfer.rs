//! Cargo work (rules Q2, Q3, A2): machines are shared out, rates follow, what moves is booked, lost hours get their cause.

use super::breaks::Breaks;
use super::closures::WorkAt;
use super::cranes::{share_gear, share_out};
use super::event::Event;
use super::land::{Books, Ripening, label_shares};
use super::simulator::World;
use super::site::Site;
use super::visit::Visit;
use crate::engine::{Calendar, Phase, Work};
use crate::port::VisitStage;
use crate::record::Occurrence;
use crate::units::{Duration, Time, Tonnes, TonnesPerHour};

impl World<'_> {
    /// At berthing: the nominal rate of the visit, constant from here on (rule Q3).
    pub(super) fn rate_nominally(&mut self, slot: u32) {
        let visit = &mut self.visits[slot];
        let site = &self.site.flows[visit.flow];
        let kind = &self.cranes.kinds[visit.fit.equipment];
        visit.transfer.per_machine =
            self.site.rates[visit.fit.equipment][site.cargo] * visit.cast.productivity;
        visit.transfer.most = site.most_machines.min(kind.present).max(1);
        visit.transfer.nominal = visit.transfer.per_machine * f64::from(visit.transfer.most);
    }

    /// A visit is ready for its parcel: begins unless a closure keeps it from beginning.
    pub(super) fn ask_to_transfer(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        if self.closures.may_begin(self.work_at(slot)) {
            self.begin_transfer(slot, calendar);
        } else {
            self.visits[slot].held_back = true;
            self.held_back.push(slot);
            self.account_held_back(slot, calendar.now());
        }
    }

    pub(super) fn work_at(&self, slot: u32) -> WorkAt {
        let visit = &self.visits[slot];
        let site = &self.site.flows[visit.flow];
        let (place, equipment) = (visit.fit.place, visit.fit.equipment);
        WorkAt { place, equipment, cargo: site.cargo, class: site.class }
    }

    /// Visits held back begin once they may.
    fn begin_held_back(&mut self, calendar: &mut Calendar<Event>) {
        for slot in std::mem::take(&mut self.held_back) {
            self.visits[slot].held_back = false;
            self.account_let_begin(slot, calendar.now());
            self.ask_to_transfer(slot, calendar);
        }
    }

    fn begin_transfer(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let flow = &self.site.flows[self.visits[slot].flow];
        let trade = flow.trade;
        let visit = &mut self.visits[slot];
        let parcel = visit.cast.parcel;
        visit.in_transfer = true;
        if std::mem::take(&mut visit.interrupted) {
            // It goes on with what was left when it was ordered to sea.
            visit.transfer.work = Work::new(visit.transfer.work.left(), now);
        } else {
            visit.transfer.work = Work::new(parcel, now);
            visit.transfer.breaks = Breaks::new(parcel, flow);
            visit.transfer.remainder = visit.transfer.breaks.next();
            visit.transfer.in_tail = flow.tail.is_some_and(|tail| tail.share >= 1.0);
        }
        visit.transfer.since = now;
        self.cleanings.works(visit.fit.place, flow.cargo);
        let flow = visit.flow;
        let equipment = visit.fit.equipment;
        let key = |slot: u32| order_of_berthing(&self.visits[slot], &self.site);
        let order = &mut self.cranes.kinds[equipment].visits;
        let at = order.partition_point(|&other| key(other) < key(slot));
        order.insert(at, slot);
        self.cranes.share_again(equipment);
        self.ledger.transfer(&self.visits[slot], now, true);
        self.stage_changes(flow, VisitStage::Transfer, true, calendar);
        self.heed_closures(slot, now);
        self.await_hatch(slot, calendar);
        if let Some(network) = self.land.network_of(trade) {
            self.attach_to_yard(slot, trade, network, now);
        }
    }

    fn attach_to_yard(&mut self, slot: u32, trade: usize, network: usize, now: Time) {
        if self.attach_to_mode(slot, trade, now) {
            return;
        }
        self.settle_trade(trade, now);
        let visit = &self.visits[slot];
        let stated = &self.site.trades[trade];
        let parcel = visit.transfer.work.left().0;
        let nominal_hours = parcel / visit.transfer.nominal.max(f64::MIN_POSITIVE);
        let ripens = |stay: Option<Duration>| {
            Ripening::new(stated.release, stated.direct, stay, parcel, nominal_hours)
        };
        let mut ripening = ripens(visit.cast.stay(None));
        if let (Some(factor), Some(_)) = (stated.pressed_dwell, visit.cast.dwell) {
            ripening = ripening.or(ripens(visit.cast.stay(Some(factor))));
        }
        if stated.direct_waits {
            ripening = ripening.waiting_on_board(parcel);
        }
        let shares = label_shares(&self.port.trades[trade], self.draws, self.plan.figures_at(now));
        let lift = self.land.lift(slot, visit.flow, visit.fit.place, trade, shares, ripening);
        self.land.networks[network].attach(lift);
    }

    /// A part of a parcel is done: on with the next, or with closing formalities.
    pub(super) fn work_done(&mut self, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let flow = self.visits[slot].flow;
        self.account(slot, now);
        let network = self.settle_work(slot, now);
        if self.still_loads(slot) {
            return;
        }
        let visit = &mut self.visits[slot];
        let moved = visit.transfer.work.complete(now, visit.transfer.remainder);
        let (place, equipment) = (visit.fit.place, visit.fit.equipment);
        self.ledger.crossed(flow, place, self.counted[flow], moved);
        if let Some(network) = network {
            self.land.networks[network].book(slot, moved, now);
        }
        self.cranes.share_again(equipment);
        if self.visits[slot].transfer.remainder > Tonnes::ZERO {
            self.reach_break(slot, calendar);
        } else {
            self.end_transfer(slot, network, calendar);
        }
    }

    pub(super) fn end_transfer(&mut self, slot: u32, network: Option<usize>, calendar: &mut Calendar<Event>) {
        self.leave_machines(slot, network, calendar);
        self.ledger.transfer(&self.visits[slot], calendar.now(), false);
        self.visits[slot].step();
        self.advance(slot, calendar);
    }

    /// Settles the work of a vessel in transfer to `now`; returns the network of its yard, if it has one.
    pub(super) fn settle_work(&mut self, slot: u32, now: Time) -> Option<usize> {
        let trade = self.site.flows[self.visits[slot].flow].trade;
        let network = self.land.network_of(trade);
        match network {
            Some(_) => self.settle_trade(trade, now),
            None => self.settle_without_yard(slot, now),
        }
        network
    }

    /// A vessel is no longer in transfer: others have its machines.
    pub(super) fn leave_machines(
        &mut self,
        slot: u32,
        network: Option<usize>,
        calendar: &mut Calendar<Event>,
    ) {
        let visit = &mut self.visits[slot];
        visit.in_transfer = false;
        visit.transfer.machines = 0;
        let (flow, equipment) = (visit.flow, visit.fit.equipment);
        self.cranes.kinds[equipment].visits.retain(|&other| other != slot);
        self.cranes.share_again(equipment);
        if let Some(network) = network {
            self.land.networks[network].detach(slot, calendar.now());
        }
        self.stage_changes(flow, VisitStage::Transfer, false, calendar);
    }

    /// Books the work of a vessel whose trade has no yard.
    pub(super) fn settle_without_yard(&mut self, slot: u32, now: Time) {
        let flow = self.visits[slot].flow;
        if self.land.network_of(self.site.flows[flow].trade).is_none() {
            let visit = &mut self.visits[slot];
            let moved = visit.transfer.work.settle(now);
            let place = visit.fit.place;
            self.ledger.crossed(flow, place, self.counted[flow], moved);
        }
    }

    /// Settles a network and tells of yards that filled or have room again.
    pub(super) fn settle_network(&mut self, network: usize, now: Time) {
        let (visits, ledger, counted) = (&mut self.visits, &mut self.ledger, &self.counted);
        self.land.networks[network].settle(now, &mut Books { visits, ledger, counted });
        if self.ledger.traces() {
            self.tell_of_yards(now);
        }
    }

    /// Settles what a trade holds in its yard; where its vessels load from a mode, all that touches that.
    fn settle_trade(&mut self, trade: usize, now: Time) {
        if let Some((network, holding)) = self.land.holding_of(trade) {
            let (visits, ledger, counted) = (&mut self.visits, &mut self.ledger, &self.counted);
            self.land.networks[network].settle_trade(holding, now, &mut Books { visits, ledger, counted });
        } else if let Some(network) = self.land.network_of(trade) {
            self.settle_network(network, now);
        }
    }

    /// Writes to the log which yards filled or have room again.
    fn tell_of_yards(&mut self, now: Time) {
        for (yard, full) in self.land.news_of_yards() {
            self.ledger.note(now, None, Occurrence::YardFull(yard, full));
        }
    }

    /// Settles all networks.
    pub(super) fn settle_networks(&mut self, now: Time) {
        for network in 0..self.land.networks.len() {
            self.settle_network(network, now);
        }
    }

    /// A level of a network meets a bound.
    pub(super) fn land_changes(&mut self, network: usize, now: Time) {
        self.land.networks[network].changes(now);
        if self.land.networks[network].all_touched {
            self.settle_network(network, now);
        }
    }

    /// Shares machines out where something changed, and finds the rates they permit (step 4).
    pub(super) fn share_machines(&mut self, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        if std::mem::take(&mut self.land_changed) {
            self.settle_networks(now);
            self.land.apply_closures(&self.closures, now);
        }
        if std::mem::take(&mut self.work_changed) {
            self.heed_closures_everywhere(calendar);
        }
        if std::mem::take(&mut self.cranes.changed) {
            for kind in 0..self.cranes.kinds.len() {
                if self.cranes.kinds[kind].changed {
                    self.share_kind(kind, calendar);
                }
            }
        }
    }

    /// Closures changed: what was held back may begin, and all work looks anew at what stops or slows it.
    fn heed_closures_everywhere(&mut self, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        self.begin_held_back(calendar);
        for kind in 0..self.cranes.kinds.len() {
            for at in 0..self.cranes.kinds[kind].visits.len() {
                self.heed_closures(self.cranes.kinds[kind].visits[at], now);
            }
        }
    }

    /// Finds the closures that stop or slow the work of a visit.
    fn heed_closures(&mut self, slot: u32, now: Time) {
        let work = self.work_at(slot);
        let yard = self.site.trades[self.site.flows[self.visits[slot].flow].trade].yard;
        let (stopped, slowness) = (self.closures.stopped(work, yard), self.closures.slowness(work));
        let transfer = &self.visits[slot].transfer;
        if (stopped, slowness) != (transfer.stopped, transfer.slowness) {
            self.account(slot, now);
            self.cranes.share_again(work.equipment);
            let transfer = &mut self.visits[slot].transfer;
            (transfer.stopped, transfer.slowness) = (stopped, slowness);
        }
    }

    fn share_kind(&mut self, kind: usize, calendar: &mut Calendar<Event>) {
        if let Some((crew, _)) = self.cranes.kinds[kind].crew {
            return self.share_crew(crew, calendar);
        }
        let now = calendar.now();
        self.cranes.kinds[kind].settle(now);
        self.cranes.kinds[kind].changed = false;
        self.needs.clear();
        for at in 0..self.cranes.kinds[kind].visits.len() {
            let need = self.machines_needed(self.cranes.kinds[kind].visits[at]);
            self.needs.push(need);
        }
        let state = &mut self.cranes.kinds[kind];
        match &mut state.gear {
            Some(all) => {
                *all = state.present * self.needs.len() as u32;
                share_gear(state.present, &self.needs, &mut self.shares);
            }
            None => share_out(state.able(), &self.needs, &mut self.shares),
        }
        self.cranes.kinds[kind].assigned = self.shares.iter().sum();
        self.cranes.kinds[kind].serves = !self.needs.is_empty();
        for at in 0..self.shares.len() {
            let slot = self.cranes.kinds[kind].visits[at];
            self.permit(slot, self.shares[at], calendar);
        }
        self.cranes.count_again(kind);
    }

    /// Fewest and most machines that a vessel can use now.
    pub(super) fn machines_needed(&self, slot: u32) -> (u32, u32) {
        let visit = &self.visits[slot];
        let site = &self.site.flows[visit.flow];
        let most = match site.tail {
            Some(tail) if visit.transfer.in_tail => tail.machines.min(visit.transfer.most),
            _ => site.most_machines,
        };
        (site.least_machines.min(most), most)
    }

    /// Counts the machines at work where that may have changed (end of step 4).
    pub(super) fn recount_working(&mut self, calendar: &mut Calendar<Event>) {
        if !std::mem::take(&mut self.cranes.recount) {
            return;
        }
        for kind in 0..self.cranes.kinds.len() {
            if std::mem::take(&mut self.cranes.kinds[kind].recount) {
                self.count_working(kind, calendar);
            }
        }
    }

    /// Machines at work: those of vessels that cargo moves to or from.
    fn count_working(&mut self, kind: usize, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let moving = |slot: &&u32| self.visits[**slot].transfer.work.rate().0 > 0.0;
        let working = self.cranes.kinds[kind]
            .visits
            .iter()
            .filter(moving)
            .map(|&slot| self.visits[slot].transfer.machines)
            .sum();
        let state = &mut self.cranes.kinds[kind];
        state.settle(now);
        state.working = working;
        if let (Some(time), Some(timer)) = (state.forecast(now), state.timer) {
            calendar.set(timer, time, Phase::Environment, Event::MachineFails { equipment: kind as u16 });
        }
    }

    /// Gives a visit its machines and finds the rate that they and the closures permit.
    pub(super) fn permit(&mut self, slot: u32, machines: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let visit = &self.visits[slot];
        let site = &self.site.flows[visit.flow];
        let transfer = &visit.transfer;
        let working = match site.tail {
            Some(tail) if transfer.in_tail => {
                let most = tail.machines.min(transfer.most);
                tail.rate * transfer.nominal * f64::from(machines) / f64::from(most)
            }
            _ => transfer.per_machine * f64::from(machines),
        };
        let rests = transfer.stopped != 0 || transfer.changes_until.is_some();
        let permitted = if rests { 0.0 } else { working * transfer.slowness };
        let permitted = TonnesPerHour(permitted);
        let trade = site.trade;
        if machines != transfer.machines {
            self.account(slot, now);
            self.visits[slot].transfer.machines = machines;
        }
        match self.land.network_of(trade) {
            Some(network) => self.land.networks[network].permit(slot, permitted.0),
            None => {
                self.settle_without_yard(slot, now);
                self.set_rate(slot, permitted, calendar);
            }
        }
    }

    /// Finds the flows of networks that changed (step 4).
    pub(super) fn share_flows(&mut self, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        for network in 0..self.land.networks.len() {
            if !self.land.networks[network].changed {
                continue;
            }
            let (visits, ledger, counted) = (&mut self.visits, &mut self.ledger, &self.counted);
            self.land.networks[network].share_out(now, &mut Books { visits, ledger, counted });
            if self.ledger.traces() {
                self.tell_of_yards(now);
            }
            for at in 0..self.land.networks[network].lifts.len() {
                let (slot, rate) = {
                    let lift = &self.land.networks[network].lifts[at];
                    (lift.visit, lift.rate)
                };
                self.set_rate(slot, TonnesPerHour(rate), calendar);
            }
            self.rate_barges(network, calendar);
            self.forecast_network(network, calendar);
        }
    }

    /// Schedules the next instant at which a network changes by itself, unless that is planned already.
    fn forecast_network(&mut self, network: usize, calendar: &mut Calendar<Event>) {
        let state = &mut self.land.networks[network];
        let next = state.next_change(calendar.now());
        if state.forecast == next {
            return;
        }
        state.forecast = next;
        if let Some(timer) = state.timer {
            let event = Event::Land { network: network as u16 };
            calendar.set(timer, next.unwrap_or(Time::NEVER), Phase::Ending, event);
        }
    }

    /// Sets the rate of settled work and schedules its end.
    pub(super) fn set_rate(&mut self, slot: u32, rate: TonnesPerHour, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let work = &self.visits[slot].transfer.work;
        let part = work.left() - self.visits[slot].transfer.remainder;
        // During a change of hatches the timer awaits its end.
        let changing = self.visits[slot].transfer.changes_until.is_some();
        if work.rate() == rate && (rate.0 > 0.0 || part.0 > 0.0 || changing) {
            return;
        }
        self.account(slot, now);
        let visit = &mut self.visits[slot];
        let transfer = &mut visit.transfer;
        if (transfer.work.rate().0 > 0.0) != (rate.0 > 0.0) {
            self.cranes.count_again(visit.fit.equipment);
        }
        let ends = transfer.work.set_rate(now, rate, part).unwrap_or(Time::NEVER);
        calendar.set(visit.timer, ends, Phase::Ending, Event::WorkDone { visit: slot });
        if self.ledger.traces() {
            let machines = visit.transfer.machines;
            let what = Occurrence::Rate { tonnes_per_hour: rate.0, machines };
            self.ledger.note(now, Some(&self.visits[slot]), what);
        }
    }
}

/// Who comes first when machines are shared out (rules Q2, T6).
pub(super) fn order_of_berthing(visit: &Visit, site: &Site) -> (Time, i32, Time, usize, u32) {
    (visit.berthed, site.flows[visit.flow].priority, visit.arrived, visit.flow, visit.number)
}
