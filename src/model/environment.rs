//! The world changes: closures by calendar, list and weather, dated figures, machines (step 2 of an instant).

use super::event::Event;
use super::series::Replayed;
use super::simulator::World;
use super::timetable::state_at;
use crate::engine::{Calendar, Phase};
use crate::port::{Effect, Trigger, VisitStage};
use crate::record::Occurrence;
use crate::units::{Duration, Time};

/// The next 00:00.
fn midnight_after(time: Time) -> Time {
    let day = Duration::DAY.milliseconds();
    Time::from_milliseconds((time.milliseconds().div_euclid(day) + 1) * day)
}

impl World<'_> {
    /// Figures, closures, weather and trains at the first instant.
    pub(super) fn start_environment(&mut self, calendar: &mut Calendar<Event>) {
        let start = self.plan.start;
        for closure in 0..self.port.closures.len() {
            let trigger = &self.port.closures[closure].trigger;
            if matches!(trigger, Trigger::Weather { .. } | Trigger::Visit { .. }) {
                continue;
            }
            let (on, next) = self.closure_state(closure, start);
            self.set_closure(closure, on, start);
            if let Some(next) = next {
                calendar.at(next, Phase::Environment, Event::Closure(closure as u16));
            }
        }
        for weather in 0..self.port.weathers.len() {
            self.start_weather(weather, calendar);
        }
        self.dates_change(start);
        for &date in &self.site.dates {
            calendar.at(date, Phase::Environment, Event::Dates);
        }
        self.start_maintenance(calendar);
        for mode in 0..self.port.modes.len() {
            self.schedule_train(mode, calendar);
        }
        for mode in 0..self.port.modes.len() {
            self.keep_rhythm(mode, calendar);
        }
        if self.land.keeps_days() {
            calendar.at(midnight_after(start), Phase::Environment, Event::Midnight);
        }
    }

    /// Midnight: the land side's day is over.
    pub(super) fn midnight(&mut self, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        self.settle_networks(now);
        if let Some(diary) = &mut self.ledger.diary {
            diary.stocks.push(self.land.stocks(now));
        }
        self.land.end_day();
        calendar.at(midnight_after(now), Phase::Environment, Event::Midnight);
    }

    fn start_weather(&mut self, weather: usize, calendar: &mut Calendar<Event>) {
        let now = self.plan.start;
        self.announce(weather, calendar);
        let state = &self.closures.weathers[weather];
        if state.begins > now {
            calendar.at(state.begins, Phase::Environment, Event::Weather(weather as u16));
            return;
        }
        let ends = state.ends;
        calendar.at(ends, Phase::Environment, Event::Weather(weather as u16));
        self.weather_on(weather, now);
        self.share_event(weather, ends, now, calendar);
    }

    /// A weather state's own event begins or ends.
    pub(super) fn weather_changes(&mut self, weather: usize, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let state = &mut self.closures.weathers[weather];
        if now < state.ends {
            let ends = state.ends;
            calendar.at(ends, Phase::Environment, Event::Weather(weather as u16));
            self.weather_on(weather, now);
            self.share_event(weather, ends, now, calendar);
        } else {
            state.next_event();
            calendar.at(state.begins, Phase::Environment, Event::Weather(weather as u16));
            self.weather_off(weather, now);
            self.announce(weather, calendar);
        }
    }

    /// The next event of a state is known: closures that begin ahead of it are planned, from now at the earliest, and those that outlast it.
    fn announce(&mut self, weather: usize, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let (begins, ends) = (self.closures.weathers[weather].begins, self.closures.weathers[weather].ends);
        for at in 0..self.closures.foreseen[weather].len() {
            let foreseen = self.closures.foreseen[weather][at];
            let closure = foreseen.closure as u16;
            let from = (begins - foreseen.before).max(now);
            calendar.at(from, Phase::Environment, Event::Reason { closure, more: true });
            calendar.at(ends + foreseen.after, Phase::Environment, Event::Reason { closure, more: false });
        }
    }

    /// One more, or one fewer, reason for a closure to be active.
    pub(super) fn reason_changes(&mut self, closure: usize, more: bool, now: Time) {
        let active = self.closures.count_reason(closure, more);
        self.set_closure(closure, active, now);
    }

    /// A vessel of a flow begins or ends a stage that may set closures off.
    pub(super) fn stage_changes(
        &mut self,
        flow: usize,
        stage: VisitStage,
        begins: bool,
        calendar: &mut Calendar<Event>,
    ) {
        let class = self.site.flows[flow].class;
        for at in 0..self.closures.by_stage.len() {
            let (closure, of_class, of_stage) = self.closures.by_stage[at];
            if (of_class, of_stage) == (class, stage) {
                self.reason_changes(closure, begins, calendar.now());
                // It may come of a decision, or of work that was let begin: both are looked at again.
                calendar.at(calendar.now(), Phase::Decision, Event::Decide);
            }
        }
    }

    /// States that lie within others share some of their events.
    fn share_event(&mut self, host: usize, ends: Time, now: Time, calendar: &mut Calendar<Event>) {
        let event = self.closures.weathers[host].event_number();
        for guest in 0..self.closures.weathers.len() {
            let Some(at) = self.closures.weathers[guest].hosts.iter().position(|&named| named == host) else {
                continue;
            };
            if self.closures.weathers[guest].shares(at, event) {
                calendar.at(ends, Phase::Environment, Event::WeatherWithin(guest as u16));
                self.weather_on(guest, now);
            }
        }
    }

    /// A shared event ends.
    pub(super) fn weather_within_ends(&mut self, weather: usize, now: Time) {
        self.weather_off(weather, now);
    }

    fn weather_on(&mut self, weather: usize, now: Time) {
        self.closures.weathers[weather].on += 1;
        if self.closures.weathers[weather].on == 1 {
            if self.site.weather_needs[weather] {
                self.closures.changes += 1;
                self.find_services();
            }
            self.set_triggered(weather, true, now);
        }
    }

    fn weather_off(&mut self, weather: usize, now: Time) {
        self.closures.weathers[weather].on -= 1;
        if self.closures.weathers[weather].on == 0 {
            if self.site.weather_needs[weather] {
                // Fewer tugs may do now.
                self.closures.changes += 1;
                self.find_services();
                self.forget_outlooks();
                self.look_at_all();
            }
            self.set_triggered(weather, false, now);
        }
    }

    fn set_triggered(&mut self, weather: usize, on: bool, now: Time) {
        for at in 0..self.closures.triggered[weather].len() {
            let closure = self.closures.triggered[weather][at];
            self.set_closure(closure, on, now);
        }
    }

    /// Whether a closure by calendar, list or series is on, and when that changes next.
    fn closure_state(&self, closure: usize, time: Time) -> (bool, Option<Time>) {
        let almanac = &self.port.almanac;
        match &self.port.closures[closure].trigger {
            &Trigger::Series { series, limit, above } => {
                let series = &self.port.series[series.index()];
                let replayed = Replayed { series, almanac, replication: self.closures.replication };
                replayed.state_at(limit.at(self.draws), above, time, self.plan.until)
            }
            trigger => state_at(trigger, almanac, time),
        }
    }

    /// A closure by calendar, list or series changes.
    pub(super) fn closure_changes(&mut self, closure: usize, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let (on, next) = self.closure_state(closure, now);
        self.set_closure(closure, on, now);
        if let Some(next) = next {
            calendar.at(next, Phase::Environment, Event::Closure(closure as u16));
        }
    }

    fn set_closure(&mut self, closure: usize, on: bool, now: Time) {
        if !self.closures.set(closure, on, now) {
            return;
        }
        self.ledger.closure(closure, on, now);
        self.orders_changed |= self.port.closures[closure].effect == Effect::Evacuate;
        if self.closures.acts_on_clearance(closure) {
            self.quays.open_or_close();
            self.account_closed_places(now);
            self.look_at_all();
        }
        self.work_changed |= self.closures.acts_on_work(closure);
        self.land_changed |= self.closures.acts_on_land(closure);
        if self.closures.acts_on_lines(closure) {
            self.lines.look_at_all();
        }
    }

    /// Anybody may be able to go now, in or out.
    pub(super) fn look_at_all(&mut self) {
        self.anchorage.look_at_all();
        self.may_leave = true;
    }

    /// What was found ahead of passages holds no more.
    pub(super) fn forget_outlooks(&mut self) {
        self.anchorage.forget_outlooks();
        self.leaving.iter().for_each(|&slot| self.visits[slot].outlook = None);
    }

    /// Dated figures change.
    pub(super) fn dates_change(&mut self, now: Time) {
        self.settle_networks(now);
        self.quays.apply_dates(self.port, self.draws, self.plan, now);
        self.cranes.apply_dates(self.port, self.draws, self.plan, now);
        self.land.apply_dates(self.port, self.draws, self.plan, now);
        self.windows.apply_dates(self.port, self.draws, self.plan, now);
        self.marine.apply_dates(self.port, self.draws, self.plan, now);
        self.account.forget();
        self.forget_outlooks();
        self.look_at_all();
        self.work_changed = true;
        self.land_changed = true;
    }

    /// A machine breaks down.
    pub(super) fn machine_fails(&mut self, equipment: usize, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let repair = self.cranes.fail(equipment, now);
        calendar.at(now + repair, Phase::Environment, Event::MachineReturns { equipment: equipment as u16 });
        self.ledger.note(now, None, Occurrence::MachineFailed(equipment));
    }

    /// A machine is back.
    pub(super) fn machine_returns(&mut self, equipment: usize, now: Time) {
        self.cranes.repaired(equipment, now);
        self.ledger.note(now, None, Occurrence::MachineRepaired(equipment));
    }
}
