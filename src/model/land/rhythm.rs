//! The shape of a stream through day and week (rule L2): its limit in an hour is that of the busiest hour × the hour's part of it. Only hours in which
//! the part changes are events.

use super::Land;
use crate::engine::{Calendar, Phase};
use crate::model::event::Event;
use crate::model::simulator::World;
use crate::port::{Port, Rhythm};
use crate::units::{Almanac, Duration, Time};

/// Hours of a week.
const WEEK: usize = 168;

/// The part of the limit in the hour of `now`, and when it changes next; `None` if it never does.
fn part_at(rhythm: &Rhythm, almanac: &Almanac, now: Time) -> (f64, Option<Time>) {
    let hour = Duration::HOUR.milliseconds();
    let begin = Time::from_milliseconds(now.milliseconds().div_euclid(hour) * hour);
    let part = |time: Time| {
        let of_day = time.milliseconds().div_euclid(hour).rem_euclid(24) as usize;
        rhythm.share_of_peak(almanac.weekday(time) as usize, of_day)
    };
    let present = part(begin);
    let hours = (1..=WEEK).map(|ahead| begin + Duration::from_hours(ahead as f64));
    (present, hours.into_iter().find(|&time| part(time) != present))
}

impl Land {
    /// A stream goes at another part of its limit; its network is settled.
    fn set_part(&mut self, mode: usize, part: f64, factor: f64) {
        let seat = self.modes[mode];
        let network = &mut self.networks[seat.network];
        let state = &mut network.modes[seat.at];
        state.part = part;
        let (own, factor) = (state.stated, if state.in_use { part * factor } else { 0.0 });
        network.set_mode_limit(seat.at, own, factor);
        network.find_paces();
        network.touch_all();
    }
}

impl World<'_> {
    /// The rhythm of a stream from now on, and its next change.
    pub(in crate::model) fn keep_rhythm(&mut self, mode: usize, calendar: &mut Calendar<Event>) {
        let port: &Port = self.port;
        let Some(rhythm) = &port.modes[mode].rhythm else { return };
        let (part, next) = part_at(rhythm, &port.almanac, calendar.now());
        self.land.set_part(mode, part, self.closures.mode_factor(mode));
        if let Some(next) = next {
            calendar.at(next, Phase::Environment, Event::Rhythm { mode: mode as u16 });
        }
    }

    /// A stream goes at another part of its limit from this hour on.
    pub(in crate::model) fn rhythm_changes(&mut self, mode: usize, calendar: &mut Calendar<Event>) {
        self.settle_network(self.land.network_of_mode(mode), calendar.now());
        self.keep_rhythm(mode, calendar);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::YearKind;

    /// Two factors by day, 06:00 to 22:00 twice the night, half of all on Sunday: 1, 0.5, 0.5 and 0.25 of the peak.
    #[test]
    fn a_part_holds_until_it_changes() {
        let mut rhythm = Rhythm::EVEN;
        rhythm.by_hour[6..22].fill(2.0);
        rhythm.by_weekday[6] = 0.5;
        let monday = crate::units::Date { year: 2025, month: 1, day: 6 };
        let almanac = Almanac::new(monday, YearKind::True);
        let at = |hours: f64| Time::ZERO + Duration::from_hours(hours);
        assert_eq!(part_at(&rhythm, &almanac, at(3.5)), (0.5, Some(at(6.0))));
        assert_eq!(part_at(&rhythm, &almanac, at(6.0)), (1.0, Some(at(22.0))));
        assert_eq!(part_at(&rhythm, &almanac, at(22.0)), (0.5, Some(at(30.0))));
        assert_eq!(part_at(&rhythm, &almanac, at(142.0)), (0.5, Some(at(144.0))), "Saturday night");
        assert_eq!(part_at(&rhythm, &almanac, at(144.0)), (0.25, Some(at(150.0))), "Sunday");
        assert_eq!(part_at(&Rhythm::EVEN, &almanac, at(0.0)), (1.0, None));
    }
}
