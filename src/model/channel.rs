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
    /// Hours with at least one vessel in it, since the last reset; settled up to `occupied_until`.
    occupied_hours: f64,
    occupied_until: Time,
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
            occupied_until: Time::from_milliseconds(i64::MIN / 4),
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
            section.bookings.push(Booking {
                from: start + enters,
                until: start + leaves,
                way: transit.way,
                no_meeting: transit.no_meeting,
            });
            section.occupy(start + enters, start + leaves);
        }
    }

    /// Per section: transits booked and hours occupied since the last call; what lies beyond `now` is left for the next.
    pub(super) fn take_use(&mut self, now: Time) -> Vec<(u32, f64)> {
        let each = self.sections.iter_mut().map(|section| {
            let beyond = (section.occupied_until - now).hours().max(0.0).min(section.occupied_hours);
            let taken = (std::mem::take(&mut section.transits), section.occupied_hours - beyond);
            section.occupied_hours = beyond;
            taken
        });
        each.collect()
    }
}

impl Section {
    /// Adds [from, until) to the hours occupied; bookings come nearly in order of their starts.
    fn occupy(&mut self, from: Time, until: Time) {
        let begin = from.max(self.occupied_until);
        if until > begin {
            self.occupied_hours += (until - begin).hours();
            self.occupied_until = until;
        }
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
