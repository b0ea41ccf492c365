//! Machines of each kind: who has how many (rule Q2), and when they break down and return (rule Q3). What it leaves out: what
//! they move (`transfer`).

use super::arrivals::Draw;
use super::crews::Gangs;
use super::plan::Plan;
use crate::engine::{Seed, Timer};
use crate::port::{Clock, Draws, Port};
use crate::units::{Duration, Time};

/// Breakdowns of the machines of one kind: a common clock of machine-hours runs to the next failure. For exponential lives that
/// is exactly a clock for each machine.
#[derive(Debug)]
struct Breakdowns {
    between: Draw<Duration>,
    repair: Draw<Duration>,
    clock: Clock,
    number: u64,
    /// Machine-hours to the next failure.
    left: f64,
}

/// Machines of one kind.
#[derive(Debug)]
pub(super) struct Kind {
    /// Present by date.
    pub(super) present: u32,
    /// Broken down.
    pub(super) failed: u32,
    /// Away for maintenance as planned.
    pub(super) away: u32,
    /// The crew it needs, and how many gangs for each machine.
    pub(super) crew: Option<(usize, u32)>,
    /// Ship's gear: each vessel has as many as are `present`, and so many there are in all; `None` = they are shared.
    pub(super) gear: Option<u32>,
    /// Visits in transfer with these machines, in the order of berthing.
    pub(super) visits: Vec<u32>,
    /// Assigned to vessels; of those, at work.
    pub(super) assigned: u32,
    pub(super) working: u32,
    /// Some vessel was in transfer with them when they were last shared out.
    pub(super) serves: bool,
    breakdowns: Option<Breakdowns>,
    since: Time,
    /// Of its next failure; there from the start of the run.
    pub(super) timer: Option<Timer>,
    /// Clocks that ran when the next failure was last forecast.
    forecast_for: Option<u32>,
    /// Machine-hours since the last reset: present, failed, assigned, working, away and not failed, free while no vessel is served, and while
    /// some is; and failures.
    pub(super) hours: [f64; 7],
    pub(super) failures: u32,
    /// Its share-out must be made again.
    pub(super) changed: bool,
    /// Those at work must be counted again.
    pub(super) recount: bool,
}

/// All machines.
#[derive(Debug)]
pub(super) struct Cranes {
    pub(super) kinds: Vec<Kind>,
    /// By crew.
    pub(super) crews: Vec<Gangs>,
    /// Some kind must be shared out, or those at work counted, again.
    pub(super) changed: bool,
    pub(super) recount: bool,
}

impl Cranes {
    pub(super) fn new(port: &Port, draws: &Draws, seed: Seed, start: Time) -> Self {
        let kinds = port.equipment.iter().map(|equipment| {
            let purpose = |what: &str| format!("equipment/{}/{what}", equipment.name);
            let breakdowns = equipment.breakdown.as_ref().map(|breakdown| {
                let mut between = Draw::new(&breakdown.between, draws, seed, &purpose("between failures"));
                let left = between.item(0).hours();
                let repair = Draw::new(&breakdown.repair, draws, seed, &purpose("repair"));
                Breakdowns { between, repair, clock: breakdown.clock, number: 0, left }
            });
            Kind {
                present: 0,
                failed: 0,
                away: 0,
                crew: equipment.crew.as_ref().map(|manning| {
                    (manning.crew.index(), manning.per_machine.at(draws).round().max(1.0) as u32)
                }),
                gear: equipment.per_vessel.then_some(0),
                visits: Vec::new(),
                assigned: 0,
                working: 0,
                serves: false,
                breakdowns,
                since: start,
                timer: None,
                forecast_for: None,
                hours: [0.0; 7],
                failures: 0,
                changed: true,
                recount: true,
            }
        });
        Cranes {
            kinds: kinds.collect(),
            crews: vec![Gangs::new(start); port.crews.len()],
            changed: true,
            recount: true,
        }
    }

    /// Takes the dated counts that hold at `now`.
    pub(super) fn apply_dates(&mut self, port: &Port, draws: &Draws, plan: &Plan, now: Time) {
        for (kind, equipment) in self.kinds.iter_mut().zip(&port.equipment) {
            let present = equipment.count.at(plan.figures_at(now), draws).round().max(0.0) as u32;
            if present != kind.present {
                kind.settle(now);
                kind.present = present;
                kind.changed = true;
                self.changed = true;
            }
        }
        for (crew, stated) in port.crews.iter().enumerate() {
            let present = stated.count.at(plan.figures_at(now), draws).round().max(0.0) as u32;
            if present != self.crews[crew].present {
                self.crews[crew].settle(now);
                self.crews[crew].present = present;
                let of_crew = |kind: &&mut Kind| kind.crew.is_some_and(|needed| needed.0 == crew);
                self.kinds.iter_mut().filter(of_crew).for_each(|kind| kind.changed = true);
                self.changed = true;
            }
        }
    }

    /// The machines of a kind must be shared out again.
    pub(super) fn share_again(&mut self, kind: usize) {
        self.kinds[kind].changed = true;
        self.changed = true;
    }

    /// The machines of a kind at work must be counted again.
    pub(super) fn count_again(&mut self, kind: usize) {
        self.kinds[kind].recount = true;
        self.recount = true;
    }

    /// One machine of a kind breaks down; returns the time to repair it.
    pub(super) fn fail(&mut self, kind: usize, now: Time) -> Duration {
        self.share_again(kind);
        self.kinds[kind].fail(now)
    }

    /// So many machines of a kind are away for maintenance from now on.
    pub(super) fn keep_away(&mut self, kind: usize, machines: u32, now: Time) {
        self.share_again(kind);
        self.kinds[kind].settle(now);
        self.kinds[kind].away = machines;
    }

    /// One machine of a kind is back.
    pub(super) fn repaired(&mut self, kind: usize, now: Time) {
        self.share_again(kind);
        self.kinds[kind].settle(now);
        self.kinds[kind].failed -= 1;
    }
}

impl Kind {
    /// Machines that can work.
    pub(super) fn able(&self) -> u32 {
        self.present.saturating_sub(self.failed + self.away)
    }

    /// Runs the clocks up to `now`.
    pub(super) fn settle(&mut self, now: Time) {
        let hours = (now - self.since).hours();
        self.since = now;
        let failed = self.failed.min(self.present);
        let away = self.away.min(self.present - failed);
        let present = self.gear.unwrap_or(self.present);
        let free = present.saturating_sub(failed + away + self.assigned);
        let (idle, spare) = if self.serves { (0, free) } else { (free, 0) };
        let counts = [present, failed, self.assigned, self.working, away, idle, spare];
        for (sum, count) in self.hours.iter_mut().zip(counts) {
            *sum += hours * f64::from(count);
        }
        let exposed = f64::from(self.exposed());
        if let Some(breakdowns) = &mut self.breakdowns {
            breakdowns.left -= hours * exposed;
        }
    }

    /// Machines whose clock runs.
    fn exposed(&self) -> u32 {
        match &self.breakdowns {
            Some(breakdowns) if breakdowns.clock == Clock::Calendar => self.able(),
            Some(_) => self.working,
            None => 0,
        }
    }

    /// When the next machine fails, if the number of clocks that run has changed; `Time::NEVER` if none runs.
    pub(super) fn forecast(&mut self, now: Time) -> Option<Time> {
        let exposed = self.exposed();
        let breakdowns = self.breakdowns.as_ref()?;
        if self.forecast_for.replace(exposed) == Some(exposed) {
            return None;
        }
        if exposed == 0 {
            return Some(Time::NEVER);
        }
        Some(now + Duration::from_hours(breakdowns.left.max(0.0) / f64::from(exposed)))
    }

    fn fail(&mut self, now: Time) -> Duration {
        self.settle(now);
        self.failed += 1;
        self.failures += 1;
        self.forecast_for = None;
        let breakdowns = self.breakdowns.as_mut().expect("only machines with breakdowns fail");
        let repair = breakdowns.repair.item(breakdowns.number);
        breakdowns.number += 1;
        breakdowns.left = breakdowns.between.item(breakdowns.number).hours();
        repair
    }
}

/// Each vessel its own gear (rule Q2): as many as it can use, none below its minimum.
pub(super) fn share_gear(own: u32, needs: &[(u32, u32)], shares: &mut Vec<u32>) {
    shares.clear();
    shares.extend(needs.iter().map(|&(least, most)| if least <= own { own.min(most) } else { 0 }));
}

/// Shares `able` machines out from zero in two passes in the order given (rule Q2): first each its minimum if that many are left,
/// else none; then up to its maximum. `needs` is (least, most) by vessel; the shares go to `shares`.
pub(super) fn share_out(able: u32, needs: &[(u32, u32)], shares: &mut Vec<u32>) {
    let mut left = able;
    shares.clear();
    for &(least, _) in needs {
        let given = if least <= left { least } else { 0 };
        left -= given;
        shares.push(given);
    }
    for (share, &(_, most)) in shares.iter_mut().zip(needs) {
        let given = if *share > 0 { left.min(most.saturating_sub(*share)) } else { 0 };
        *share += given;
        left -= given;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of three machines two are broken down and two planned to be away: one of them counts as both, and is counted once.
    #[test]
    fn machines_broken_down_are_not_away_as_well() {
        let mut kind = Kind {
            present: 3,
            failed: 2,
            away: 2,
            crew: None,
            gear: None,
            visits: Vec::new(),
            assigned: 0,
            working: 0,
            serves: false,
            breakdowns: None,
            since: Time::ZERO,
            timer: None,
            forecast_for: None,
            hours: [0.0; 7],
            failures: 0,
            changed: false,
            recount: false,
        };
        assert_eq!(kind.able(), 0);
        kind.settle(Time::ZERO + Duration::from_hours(10.0));
        assert_eq!(kind.hours, [30.0, 20.0, 0.0, 0.0, 10.0, 0.0, 0.0]);
        kind.failed = 0;
        assert_eq!(kind.able(), 1);
        kind.settle(Time::ZERO + Duration::from_hours(20.0));
        assert_eq!(kind.hours, [60.0, 20.0, 0.0, 0.0, 30.0, 10.0, 0.0]);
    }

    #[test]
    fn gear_is_each_vessels_own() {
        let mut shares = Vec::new();
        share_gear(2, &[(1, 1), (1, 4), (3, 4)], &mut shares);
        assert_eq!(shares, [1, 2, 0], "the third would need three");
    }

    #[test]
    fn machines_go_round_in_order_of_berthing() {
        let mut shares = Vec::new();
        share_out(8, &[(1, 3), (1, 3), (1, 2)], &mut shares);
        assert_eq!(shares, [3, 3, 2]);
        share_out(6, &[(1, 3), (1, 3), (1, 2)], &mut shares);
        assert_eq!(shares, [3, 2, 1]);
        share_out(3, &[(2, 3), (2, 4), (1, 2)], &mut shares);
        assert_eq!(shares, [2, 0, 1], "the second has none, for two are not left; the third its one");
        share_out(0, &[(1, 3)], &mut shares);
        assert_eq!(shares, [0]);
    }
}
