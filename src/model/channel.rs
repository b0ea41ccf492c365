//! Channel sections (rules W1, W6): transits under way or booked, who may meet, headway, runs, vessels that have a section to themselves.
//! What it leaves out: tide and daylight (`windows`).

use super::windows::Leg;
use crate::port::{Direction, Draws, PassingRule, Port};
use crate::units::{Duration, Time};

#[derive(Clone, Copy, Debug)]
struct Booking {
    from: Time,
    until: Time,
    way: Direction,
    no_meeting: bool,
    exclusive: bool,
}

/// The limits of a run of same-way transits (rule W1), and the run as it stands.
#[derive(Debug)]
struct Convoy {
    most: u32,
    within: Duration,
    way: Direction,
    /// Transits of the run, and when the first of them started.
    count: u32,
    since: Time,
}

#[derive(Debug)]
struct Section {
    passing: PassingRule,
    headway: Duration,
    convoy: Option<Convoy>,
    bookings: Vec<Booking>,
    /// Hours with at least one vessel in it, booked ahead included, since the last reset.
    occupied_hours: f64,
    transits: u32,
}

/// The way from the sea to the berths.
#[derive(Debug)]
pub(super) struct Channel {
    sections: Vec<Section>,
    /// Per way: a vessel that only opposing traffic keeps from going; true if it may not meet anybody where the section says so.
    asked: [Option<bool>; 2],
    /// Counts bookings.
    pub(super) booked: u32,
}

/// A transit to be booked: which way, how long in each section (sea to port), whether the class may not meet, and which sections it has
/// to itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Transit<'a> {
    pub(super) way: Direction,
    pub(super) durations: &'a [Duration],
    pub(super) no_meeting: bool,
    pub(super) exclusive: &'a [bool],
}

impl Transit<'_> {
    /// Sections in the order of sailing with the offsets at which the vessel is in them.
    pub(super) fn legs(&self) -> impl Iterator<Item = Leg> + Clone + '_ {
        let count = self.durations.len();
        let mut offset = Duration::ZERO;
        (0..count).map(move |leg| {
            let section = if self.way == Direction::Import { leg } else { count - 1 - leg };
            let enters = offset;
            offset += self.durations[section];
            Leg { section, enters, leaves: offset }
        })
    }

    /// From the start of the first section to the end of the last.
    pub(super) fn total(&self) -> Duration {
        self.durations.iter().fold(Duration::ZERO, |sum, &duration| sum + duration)
    }
}

const INSTANT: Duration = Duration::from_milliseconds(1);

/// Inbound, outbound.
fn index_of(way: Direction) -> usize {
    usize::from(way == Direction::Export)
}

fn opposite(way: Direction) -> Direction {
    match way {
        Direction::Import => Direction::Export,
        Direction::Export => Direction::Import,
    }
}

impl Channel {
    pub(super) fn new(port: &Port, draws: &Draws) -> Self {
        let sections = port.sections.iter().map(|section| Section {
            passing: section.passing,
            headway: section.headway.at(draws),
            convoy: section.convoy.map(|convoy| Convoy {
                most: convoy.most.map_or(u32::MAX, |most| most.at(draws).round().clamp(1.0, 1e9) as u32),
                within: convoy.within.map_or(Time::NEVER - Time::ZERO, |within| within.at(draws)),
                way: Direction::Import,
                count: 0,
                since: Time::ZERO,
            }),
            bookings: Vec::new(),
            occupied_hours: 0.0,
            transits: 0,
        });
        Channel { sections: sections.collect(), asked: [None; 2], booked: 0 }
    }

    /// The earliest start at or after `from` at which no booked transit is in the way: starts are only ever pushed later, so this ends.
    /// `Time::NEVER` while it is the other side's turn: that ends with a decision, not with time.
    pub(super) fn earliest(&self, transit: Transit<'_>, from: Time) -> Time {
        let mut start = from;
        loop {
            if self.is_others_turn(transit, start) {
                return Time::NEVER;
            }
            let pushed = self.push(transit, start);
            if pushed == start {
                return start;
            }
            start = pushed;
        }
    }

    /// The earliest start at or after `from` at which no booked transit is in the way, whosever turn it is.
    pub(super) fn earliest_clear(&self, transit: Transit<'_>, from: Time) -> Time {
        let mut start = from;
        loop {
            let pushed = self.push(transit, start);
            if pushed == start {
                return start;
            }
            start = pushed;
        }
    }

    /// A start put off until after what is booked now and bars it, section after section.
    fn push(&self, transit: Transit<'_>, start: Time) -> Time {
        let mut pushed = start;
        for Leg { section: number, enters, leaves } in transit.legs() {
            let section = &self.sections[number];
            let exclusive = transit.exclusive[number];
            for booking in &section.bookings {
                let (begin, end) = (pushed + enters, pushed + leaves);
                if let Some(clear) = section.push(booking, transit, exclusive, begin, end) {
                    pushed = pushed.max(clear - enters);
                }
            }
        }
        pushed
    }

    /// True if in some section it is the other side's turn.
    pub(super) fn is_others_turn(&self, transit: Transit<'_>, start: Time) -> bool {
        transit.legs().any(|leg| self.must_give_way(&self.sections[leg.section], transit, start + leg.enters))
    }

    /// Who asks for a turn, as a number.
    pub(super) fn asking(&self) -> u32 {
        self.asked.iter().fold(0, |code, asked| code * 3 + asked.map_or(0, |all| 1 + u32::from(all)))
    }

    /// The first start after `start` that a transit booked by now, or the limit of a run, may bar; `Time::NEVER` if none does.
    pub(super) fn barred_from(&self, transit: Transit<'_>, start: Time) -> Time {
        let mut first = Time::NEVER;
        for Leg { section: number, enters, leaves } in transit.legs() {
            let section = &self.sections[number];
            let ends = section
                .convoy
                .as_ref()
                .map(|run| (run.since + run.within + INSTANT).min(Time::NEVER) - enters);
            first = ends.filter(|&ends| ends > start).map_or(first, |ends| first.min(ends));
            for booking in &section.bookings {
                let alone = transit.exclusive[number] || booking.exclusive;
                let bars = section.bars_from(booking, transit, alone, (enters, leaves));
                first = bars.filter(|&bars| bars > start).fold(first, Time::min);
            }
        }
        first
    }

    /// True if the run that the transit would prolong has gone as far as it may while somebody on the other side waits for just that.
    fn must_give_way(&self, section: &Section, transit: Transit<'_>, begin: Time) -> bool {
        let asked = self.asked[index_of(opposite(transit.way))];
        let (Some(convoy), Some(no_meeting)) = (&section.convoy, asked) else { return false };
        let conflict = section.conflict(no_meeting, transit.no_meeting);
        let over = convoy.count >= convoy.most || begin - convoy.since > convoy.within;
        conflict && convoy.count > 0 && convoy.way == transit.way && over
    }

    /// Notes that only opposing traffic keeps a vessel from going this way now.
    pub(super) fn ask(&mut self, way: Direction, no_meeting: bool) {
        let asked = &mut self.asked[index_of(way)];
        *asked = Some(asked.unwrap_or(false) || no_meeting);
    }

    /// Forgets who asked to go this way: it is about to be found out again. Returns whether anybody did.
    pub(super) fn forget_asking(&mut self, way: Direction) -> bool {
        self.asked[index_of(way)].take().is_some()
    }

    /// True if somebody asked to go this way.
    pub(super) fn is_asked(&self, way: Direction) -> bool {
        self.asked[index_of(way)].is_some()
    }

    /// True if some section where not all may meet keeps runs.
    pub(super) fn keeps_runs(&self) -> bool {
        let runs = |section: &Section| section.convoy.is_some() && section.passing != PassingRule::TwoWay;
        self.sections.iter().any(runs)
    }

    /// True if in some section that keeps runs opposing traffic bars a transit that would start at `start`, or it is the other side's turn.
    pub(super) fn is_opposed(&self, transit: Transit<'_>, start: Time) -> bool {
        transit.legs().any(|Leg { section: number, enters, leaves }| {
            let section = &self.sections[number];
            let bars = |booking: &Booking| {
                let overlap = start + enters < booking.until && booking.from < start + leaves;
                let conflict = section.conflict(booking.no_meeting, transit.no_meeting);
                overlap && conflict && booking.way != transit.way
            };
            let barred = || section.bookings.iter().any(bars);
            section.convoy.is_some() && (barred() || self.must_give_way(section, transit, start + enters))
        })
    }

    /// Books a transit that starts at `start`; forgets those that no longer matter at `now`. True if a run turned.
    pub(super) fn book(&mut self, transit: Transit<'_>, start: Time, now: Time) -> bool {
        self.booked = self.booked.wrapping_add(1);
        let mut turned = false;
        let nobody_asked = !self.is_asked(opposite(transit.way));
        for Leg { section: number, enters, leaves } in transit.legs() {
            let section = &mut self.sections[number];
            let headway = section.headway;
            section.bookings.retain(|booking| booking.until > now || booking.from + headway > now);
            section.transits += 1;
            let (from, until) = (start + enters, start + leaves);
            section.occupied_hours += ((until - from).hours() - section.covered(from, until)).max(0.0);
            let (way, no_meeting) = (transit.way, transit.no_meeting);
            if let Some(convoy) = &mut section.convoy {
                // A run also ends when the section falls empty and nobody waited for it to end.
                let empty = section.bookings.iter().all(|booking| booking.until <= from);
                if convoy.count == 0 || convoy.way != way || (empty && nobody_asked) {
                    turned |= convoy.way != way;
                    (convoy.way, convoy.count, convoy.since) = (way, 0, from);
                }
                convoy.count += 1;
            }
            let exclusive = transit.exclusive[number];
            section.bookings.push(Booking { from, until, way, no_meeting, exclusive });
        }
        turned
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

    /// Per section: hours occupied since the last call of `take_use`, up to `now`.
    pub(super) fn read_use(&self, now: Time) -> impl Iterator<Item = f64> {
        let hours = move |section: &Section| section.occupied_hours - section.covered(now, Time::NEVER);
        self.sections.iter().map(hours)
    }
}

impl Section {
    /// May two opposing transits not meet, given whether either is of a class that may not where the section says so?
    fn conflict(&self, one: bool, other: bool) -> bool {
        match self.passing {
            PassingRule::TwoWay => false,
            PassingRule::OneWay => true,
            PassingRule::NoMeeting => one || other,
        }
    }

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

    /// The first starts that `booking` bars of a transit that is in the section from `enters` to `leaves` after its start.
    fn bars_from(
        &self,
        booking: &Booking,
        transit: Transit<'_>,
        alone: bool,
        (enters, leaves): (Duration, Duration),
    ) -> impl Iterator<Item = Time> {
        let same_way = booking.way == transit.way;
        let meets = alone || !same_way && self.conflict(booking.no_meeting, transit.no_meeting);
        let overlap = meets && leaves > enters && booking.until > booking.from;
        let close = same_way && self.headway > Duration::ZERO;
        let overlap = overlap.then(|| booking.from - leaves + INSTANT);
        overlap.into_iter().chain(close.then(|| booking.from - self.headway - enters + INSTANT))
    }

    /// The instant to which entering at `begin` must be put off because of `booking`, if at all.
    fn push(
        &self,
        booking: &Booking,
        transit: Transit<'_>,
        exclusive: bool,
        begin: Time,
        end: Time,
    ) -> Option<Time> {
        let overlap = begin < booking.until && booking.from < end;
        if overlap && (exclusive || booking.exclusive) {
            return Some(booking.until);
        }
        if booking.way == transit.way {
            let apart = if begin >= booking.from { begin - booking.from } else { booking.from - begin };
            return (apart < self.headway).then(|| booking.from + self.headway);
        }
        let conflict = self.conflict(booking.no_meeting, transit.no_meeting);
        (conflict && overlap).then_some(booking.until)
    }
}
