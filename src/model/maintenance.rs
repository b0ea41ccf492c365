//! Planned maintenance: machines that are away from their place by the calendar (rule Q3).

use super::event::Event;
use super::simulator::World;
use crate::engine::{Calendar, Phase};
use crate::port::{Draws, MaintenanceTimes};
use crate::record::Occurrence;
use crate::units::{Duration, Time};

impl World<'_> {
    /// Maintenance at the first instant, and when it begins.
    pub(super) fn start_maintenance(&mut self, calendar: &mut Calendar<Event>) {
        for equipment in 0..self.port.equipment.len() {
            if self.port.equipment[equipment].maintenance.is_some() {
                self.maintenance_changes(equipment, calendar);
            }
        }
    }

    /// Machines of a kind go to maintenance, or are back.
    pub(super) fn maintenance_changes(&mut self, equipment: usize, calendar: &mut Calendar<Event>) {
        let Some(maintenance) = &self.port.equipment[equipment].maintenance else { return };
        let now = calendar.now();
        let (on, next) = state_at(&maintenance.times, self.draws, now);
        let planned = maintenance.machines.at(self.draws).round().max(1.0) as u32;
        let away = if on { planned } else { 0 };
        if away != self.cranes.kinds[equipment].away {
            self.cranes.keep_away(equipment, away, now);
            let what = match on {
                true => Occurrence::MachinesAway(equipment, planned),
                false => Occurrence::MachinesBack(equipment, planned),
            };
            self.ledger.note(now, None, what);
        }
        if let Some(next) = next {
            let event = Event::Maintenance { equipment: equipment as u16 };
            calendar.at(next, Phase::Environment, event);
        }
    }
}

/// Whether machines are away at `time`, and when that changes next.
fn state_at(times: &MaintenanceTimes, draws: &Draws, time: Time) -> (bool, Option<Time>) {
    match times {
        MaintenanceTimes::Listed(spans) => {
            let on = spans.iter().any(|&(from, until)| from <= time && time < until);
            let edges = spans.iter().flat_map(|&(from, until)| [from, until]);
            (on, edges.filter(|&edge| edge > time).min())
        }
        MaintenanceTimes::Every { first, interval, takes } => {
            let (interval, takes) = (interval.at(draws), takes.at(draws));
            let first = first.unwrap_or(Time::ZERO + interval);
            if time < first {
                return (false, Some(first));
            }
            let (since, cycle) = ((time - first).milliseconds(), interval.milliseconds().max(1));
            let begun = first + Duration::from_milliseconds(since - since.rem_euclid(cycle));
            let over = begun + takes.min(interval);
            let on = time < over;
            (on, Some(if on { over } else { begun + interval }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::Figure;

    #[test]
    fn maintenance_comes_back_at_equal_intervals() {
        let days = Duration::from_days;
        let times = MaintenanceTimes::Every {
            first: Some(Time::ZERO + days(20.0)),
            interval: Figure::fixed(days(60.0)),
            takes: Figure::fixed(days(3.0)),
        };
        let at = |day: f64| state_at(&times, &Draws::fixed(), Time::ZERO + days(day));
        let next = |day: f64| Some(Time::ZERO + days(day));
        assert_eq!(at(-5.0), (false, next(20.0)), "none before the first");
        assert_eq!(at(20.0), (true, next(23.0)));
        assert_eq!(at(23.0), (false, next(80.0)));
        assert_eq!(at(81.0), (true, next(83.0)));
    }
}
