//! Channel sections (rule W1): transits under way or booked, who may meet, headway. Tide and daylight will bound the
//! instant that `earliest` finds.

use crate::port::{Direction, Draws, PassingRule, Port};
use crate::units::{Duration, Time};

#[derive(Clone, Copy, Debug)]
struct Booking {
    from: Time,
    until: Time,
    way: Direction,
    no_meeting: bool,
}

#[derive(Debug)]
struct Section {
    passing: PassingRule,
    headway: Duration,
    bookings: Vec<Booking>,
    /// Hours with at least one vessel in it, booked ahead included, since the last reset.
    occupied_hours: f64,
    transits: u32,
}

/// The way from the sea to the berths.
#[derive(Debug)]
pub(super) struct Channel {
    sections: Vec<Section>,
}

/// A transit to be booked: which way, how long in each section (sea to port), and whether the class may not meet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Transit<'a> {
    pub(super) way: Direction,
    pub(super) durations: &'a [Duration],
    pub(super) no_meeting: bool,
}

impl Transit<'_> {
    /// Sections in the order of sailing with the offsets at which the vessel is in them.
    fn legs(&self) -> impl Iterator<Item = (usize, Duration, Duration)> + '_ {
        let count = self.durations.len();
        let mut offset = Duration::ZERO;
        (0..count).map(move |leg| {
            let section = if self.way == Direction::Import { leg } else { count - 1 - leg };
            let enters = offset;
            offset += self.durations[section];
            (section, enters, offset)
        })
    }

    /// From the start of the first section to the end of the last.
    pub(super) fn total(&self) -> Duration {
        self.durations.iter().fold(Duration::ZERO, |sum, &duration| sum + duration)
    }
}

impl Channel {
    pub(super) fn new(port: &Port, draws: &Draws) -> Self {
        let sections = port.sections.iter().map(|section| Section {
            passing: section.passing,
            headway: section.headway.at(draws),
            bookings: Vec::new(),
            occupied_hours: 0.0,
            transits: 0,
        });
        Channel { sections: sections.collect() }
    }

    /// The earliest start at or after `from` at which no booked transit is in the way. Starts are only ever pushed later, so this ends.
    pub(super) fn earliest(&self, transit: Transit<'_>, from: Time) -> Time {
        let mut start = from;
        loop {
            let mut pushed = start;
            for (section, enters, leaves) in transit.legs() {
                let section = &self.sections[section];
                for booking in &section.bookings {
                    let (begin, end) = (pushed + enters, pushed + leaves);
                    if let Some(clear) = section.push(booking, transit, begin, end) {
                        pushed = pushed.max(clear - enters);
                    }
                }
            }
            if pushed == start {
                return start;
            }
            start = pushed;
        }
    }

    /// Books a transit that starts at `start`; forgets those that no longer matter at `now`.
    pub(super) fn book(&mut self, transit: Transit<'_>, start: Time, now: Time) {
        for (number, enters, leaves) in transit.legs() {
            let section = &mut self.sections[number];
            let headway = section.headway;
            section.bookings.retain(|booking| booking.until > now || booking.from + headway > now);
            section.transits += 1;
            let (from, until) = (start + enters, start + leaves);
            section.occupied_hours += ((until - from).hours() - section.covered(from, until)).max(0.0);
            let (way, no_meeting) = (transit.way, transit.no_meeting);
            section.bookings.push(Booking { from, until, way, no_meeting });
        }
    }

    /// Per section: transits booked and hours occupied since the last call; what lies beyond `now` is left for the next.
    pub(super) fn take_use(&mut self, now: Time) -> Vec<(u32, f64)> {
        let each = self.sections.iter_mut().map(|section| {
            let beyond = section.covered(now, Time::NEVER);
            let taken = (std::mem::take(&mut section.transits), (section.occupied_hours - beyond).max(0.0));
            section.occupied_hours = beyond;
            taken
        });
        each.collect()
    }
}

impl Section {
    /// Hours of [from, until) in which a booked vessel is in the section.
    fn covered(&self, from: Time, until: Time) -> f64 {
        let mut hours = 0.0;
        let mut begin = from;
        while begin < until {
            let after = self.bookings.iter().filter(|booking| {
                booking.from < booking.until && booking.until > begin && booking.from < until
            });
            let Some(next) = after.min_by_key(|booking| booking.from.max(begin)) else { break };
            let end = next.until.min(until);
            hours += (end - next.from.max(begin)).hours();
            begin = end;
        }
        hours
    }

    /// The instant to which entering at `begin` must be put off because of `booking`, if at all.
    fn push(&self, booking: &Booking, transit: Transit<'_>, begin: Time, end: Time) -> Option<Time> {
        if booking.way == transit.way {
            let apart = if begin >= booking.from { begin - booking.from } else { booking.from - begin };
            return (apart < self.headway).then(|| booking.from + self.headway);
        }
        let conflict = match self.passing {
            PassingRule::TwoWay => false,
            PassingRule::OneWay => true,
            PassingRule::NoMeeting => booking.no_meeting || transit.no_meeting,
        };
        let overlap = begin < booking.until && booking.from < end;
        (conflict && overlap).then_some(booking.until)
    }
}
