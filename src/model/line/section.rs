//! A section of single track: who is in it, and from when on the clock lets the next one start.

use super::Way;
use crate::model::timetable::state_at;
use crate::port::Trigger;
use crate::units::{Almanac, Duration, Time};

/// Openings between maintenance windows that are looked at for one run; each section fits some opening of a week.
const OPENINGS: usize = 10_000;

/// What runs in a section must keep, by way where it differs.
#[derive(Debug)]
pub(super) struct Spacing {
    /// Gap from the end of a run this way to an opposing start.
    pub(super) gaps: [Duration; 2],
    /// Least time between following starts; `None` = the section must be clear.
    pub(super) headway: Option<Duration>,
    /// Maintenance windows, if there are any.
    pub(super) closed: Option<Trigger>,
}

/// A section as it stands.
#[derive(Debug)]
pub(super) struct Section {
    /// Running times by way.
    pub(super) run: [Duration; 2],
    /// Last start and end of a run by way; an end may lie ahead.
    starts: [Option<Time>; 2],
    ends: [Option<Time>; 2],
    /// The way of the last start.
    pub(super) last: Option<Way>,
    /// Whose turn it is: those who asked for it while the other way's train was in the section, or its gap ran.
    pub(super) turn: Option<Way>,
    inside: u32,
    since: Time,
    occupied: f64,
    runs: u32,
}

impl Section {
    pub(super) fn new(run: [Duration; 2], start: Time) -> Section {
        Section {
            run,
            starts: [None; 2],
            ends: [None; 2],
            last: None,
            turn: None,
            inside: 0,
            since: start,
            occupied: 0.0,
            runs: 0,
        }
    }

    /// The earliest start this way, from `now` on, if nobody else starts.
    pub(super) fn earliest(&self, way: Way, now: Time, spacing: &Spacing, almanac: &Almanac) -> Time {
        let (same, other) = (way as usize, way.opposite() as usize);
        let opposing = self.ends[other].map(|end| end + spacing.gaps[other]);
        let following = match spacing.headway {
            Some(headway) => self.starts[same].map(|start| start + headway),
            None => self.ends[same],
        };
        let clear = [opposing, following].into_iter().flatten().fold(now, Time::max);
        match &spacing.closed {
            Some(closed) => opening(closed, almanac, clear, self.run[same]),
            None => clear,
        }
    }

    /// Until when the other way can ask for its turn: the gap behind the last train.
    pub(super) fn turn_until(&self, last: Way, spacing: &Spacing) -> Option<Time> {
        self.ends[last as usize].map(|end| end + spacing.gaps[last as usize])
    }

    /// A run begins; returns when it ends.
    pub(super) fn begin(&mut self, way: Way, now: Time) -> Time {
        self.settle(now);
        let end = now + self.run[way as usize];
        (self.starts[way as usize], self.ends[way as usize]) = (Some(now), Some(end));
        self.last = Some(way);
        self.turn = self.turn.filter(|turn| *turn != way);
        self.inside += 1;
        self.runs += 1;
        end
    }

    /// A run is over.
    pub(super) fn end(&mut self, now: Time) {
        self.settle(now);
        self.inside -= 1;
    }

    fn settle(&mut self, now: Time) {
        let since = std::mem::replace(&mut self.since, now);
        self.occupied += if self.inside > 0 { (now - since).hours() } else { 0.0 };
    }

    /// Runs begun and hours occupied since the last call.
    pub(super) fn take_use(&mut self, now: Time) -> (u32, f64) {
        self.settle(now);
        (std::mem::take(&mut self.runs), std::mem::take(&mut self.occupied))
    }
}

/// The earliest start from `from` on of a run that no window touches: it may start as one ends and be over as one begins.
fn opening(closed: &Trigger, almanac: &Almanac, from: Time, run: Duration) -> Time {
    let mut start = from;
    for _ in 0..OPENINGS {
        let (on, next) = state_at(closed, almanac, start);
        match next {
            Some(edge) if on || edge < start + run => start = edge,
            _ if on => return Time::NEVER,
            _ => return start,
        }
    }
    Time::NEVER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::Recurrence;
    use crate::units::{Date, YearKind};

    fn minutes(minutes: i64) -> Duration {
        Duration::from_milliseconds(minutes * 60_000)
    }

    fn at(minute: i64) -> Time {
        Time::ZERO + minutes(minute)
    }

    /// Closed from 01:00 to 02:30: a run of 60 min may start at 00:00 but not at 00:01.
    #[test]
    fn a_run_is_over_as_maintenance_begins() {
        let almanac = Almanac::new(Date { year: 2025, month: 1, day: 1 }, YearKind::Plain);
        let closed = Trigger::Calendar(vec![Recurrence::Daily { from: minutes(60), until: minutes(150) }]);
        let start = |from: i64| opening(&closed, &almanac, at(from), minutes(60));
        assert_eq!([start(0), start(1), start(90), start(150)], [at(0), at(150), at(150), at(150)]);
        assert_eq!(start(1441), at(1440 + 150));
    }

    /// Gaps of 4 min after inbound and 3 min after outbound runs; a follower waits until the section is clear, or for the headway.
    #[test]
    fn opposing_trains_keep_their_gap() {
        let almanac = Almanac::new(Date { year: 2025, month: 1, day: 1 }, YearKind::Plain);
        let mut spacing = Spacing { gaps: [minutes(4), minutes(3)], headway: None, closed: None };
        let mut section = Section::new([minutes(12), minutes(15)], Time::ZERO);
        assert_eq!(section.begin(Way::In, at(0)), at(12));
        assert_eq!(section.earliest(Way::Out, at(5), &spacing, &almanac), at(16));
        assert_eq!(section.earliest(Way::In, at(5), &spacing, &almanac), at(12));
        spacing.headway = Some(minutes(8));
        assert_eq!(section.earliest(Way::In, at(5), &spacing, &almanac), at(8));
        section.end(at(12));
        assert_eq!(section.begin(Way::Out, at(16)), at(31));
        assert_eq!(section.earliest(Way::In, at(16), &spacing, &almanac), at(34));
        assert_eq!(section.take_use(at(20)).1, minutes(16).hours());
    }
}
