//! What the lanes of the stations that trucks pass are used for (rule A3). A truck's way is known in full as it comes in, so of the times it holds
//! lanes a part may lie ahead.

use super::station::Station;
use crate::record::{LaneTally, TRUCK_STATIONS};
use crate::units::{Duration, Time};

/// Lanes of all stations of a mode.
#[derive(Debug)]
pub(super) struct Lanes {
    /// Held in all by trucks that came in since the hours were last booked, and what of it lay ahead then.
    held: [Duration; TRUCK_STATIONS],
    ahead: [Duration; TRUCK_STATIONS],
    since: Time,
    hours: [LaneTally; TRUCK_STATIONS],
}

/// What the time without a truck is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Idle {
    Free,
    Closed,
    Retired,
}

impl Lanes {
    pub(super) fn new(start: Time) -> Lanes {
        let none = [Duration::ZERO; TRUCK_STATIONS];
        Lanes { held: none, ahead: none, since: start, hours: Default::default() }
    }

    /// A truck comes in and will hold a lane of each station once.
    pub(super) fn enter(&mut self, stations: &[Station; TRUCK_STATIONS]) {
        self.held.iter_mut().zip(stations).for_each(|(held, station)| *held += station.holds());
    }

    /// Books the hours up to `now`; `starts` are those of the trucks inside, by station.
    pub(super) fn book<'a>(
        &mut self,
        stations: &[Station; TRUCK_STATIONS],
        starts: impl Iterator<Item = &'a [Time; TRUCK_STATIONS]>,
        idle: Idle,
        now: Time,
    ) {
        let hours = (now - std::mem::replace(&mut self.since, now)).hours();
        if hours <= 0.0 {
            return;
        }
        let mut ahead = [Duration::ZERO; TRUCK_STATIONS];
        for starts in starts {
            for ((ahead, &start), station) in ahead.iter_mut().zip(starts).zip(stations) {
                let ends = start + station.holds();
                *ahead += if ends > now { ends - start.max(now) } else { Duration::ZERO };
            }
        }
        for (at, station) in stations.iter().enumerate() {
            let held = std::mem::replace(&mut self.held[at], Duration::ZERO);
            let serving = held.hours() + self.ahead[at].hours() - ahead[at].hours();
            let tally = &mut self.hours[at];
            tally.serving += serving;
            let rest = match idle {
                Idle::Free => &mut tally.free,
                Idle::Closed => &mut tally.closed,
                Idle::Retired => &mut tally.retired,
            };
            *rest += hours * station.lanes() as f64 - serving;
        }
        self.ahead = ahead;
    }

    /// The hours since the last call; they are booked up to now.
    pub(super) fn take(&mut self) -> [LaneTally; TRUCK_STATIONS] {
        std::mem::take(&mut self.hours)
    }
}
