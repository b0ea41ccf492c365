//! A station of the road with c lanes, served first come first served and in equal time: truck i starts at max(ready, end of truck i − c). As all
//! take equally long, nobody overtakes.

use crate::units::{Duration, Time};

/// Lanes side by side; one that is not there has none and takes no time.
#[derive(Debug, Default)]
pub(super) struct Station {
    /// When each lane is free, in a ring; the next to be free stands at `next`.
    free: Vec<Time>,
    next: usize,
    /// How long a truck holds a lane, and how long it stays itself.
    holds: Duration,
    stays: Duration,
}

impl Station {
    /// `count` lanes, each held for `holds`, while the truck moves on after `stays`.
    pub(super) fn new(count: usize, holds: Duration, stays: Duration, start: Time) -> Station {
        Station { free: vec![start; count], next: 0, holds, stays }
    }

    pub(super) fn exists(&self) -> bool {
        !self.free.is_empty()
    }

    /// When a truck that is ready at `ready` would start here.
    pub(super) fn start(&self, ready: Time) -> Time {
        self.free.get(self.next).map_or(ready, |&free| free.max(ready))
    }

    /// When a truck that is ready at `ready` would be done here.
    pub(super) fn done(&self, ready: Time) -> Time {
        self.start(ready) + self.stays
    }

    /// Its lanes.
    pub(super) fn lanes(&self) -> usize {
        self.free.len()
    }

    /// How long a truck holds a lane.
    pub(super) fn holds(&self) -> Duration {
        if self.exists() { self.holds } else { Duration::ZERO }
    }

    /// The next truck is ready at `ready`: (start, end) of its stay.
    pub(super) fn serve(&mut self, ready: Time) -> (Time, Time) {
        let Some(free) = self.free.get_mut(self.next) else { return (ready, ready) };
        let start = ready.max(*free);
        *free = start + self.holds;
        self.next = if self.next + 1 == self.free.len() { 0 } else { self.next + 1 };
        (start, start + self.stays)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(minutes: f64) -> Duration {
        Duration::from_hours(minutes / 60.0)
    }

    /// Two lanes of 4 min; trucks ready at 0, 1, 2, 3, 20 min start at 0, 1, 4, 5, 20.
    #[test]
    fn a_truck_starts_when_the_one_so_many_before_it_ends() {
        let mut station = Station::new(2, minutes(4.0), minutes(4.0), Time::ZERO);
        let ready = [0.0, 1.0, 2.0, 3.0, 20.0];
        let starts = ready.map(|at| station.serve(Time::ZERO + minutes(at)).0);
        assert_eq!(starts, [0.0, 1.0, 4.0, 5.0, 20.0].map(|at| Time::ZERO + minutes(at)));
    }

    /// A causeway of 600 an hour, 12 min long: starts 6 s apart, each 12 min on the way; several are on it at once.
    #[test]
    fn a_causeway_keeps_headway() {
        let mut road = Station::new(1, minutes(0.1), minutes(12.0), Time::ZERO);
        let ways = [0.0, 0.0, 0.05].map(|at| road.serve(Time::ZERO + minutes(at)));
        assert_eq!(ways.map(|way| way.0), [0.0, 0.1, 0.2].map(|at| Time::ZERO + minutes(at)));
        assert_eq!(ways[2].1, Time::ZERO + minutes(12.2));
    }

    #[test]
    fn a_station_that_is_not_there_takes_no_time() {
        let mut none = Station::default();
        assert!(!none.exists());
        assert_eq!(none.serve(Time::ZERO), (Time::ZERO, Time::ZERO));
    }
}
