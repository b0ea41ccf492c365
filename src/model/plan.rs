//! What to simulate: which window, under which changes. And how a window falls into periods.

use crate::port::Port;
use crate::units::{Duration, Time};

/// Warm-up of a year judged alone (rule C5).
const JUDGED_WARM_UP: f64 = 90.0;

/// One run to make of a port.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// First instant simulated.
    pub start: Time,
    /// First instant measured.
    pub from: Time,
    /// First instant after the measured window.
    pub until: Time,
    /// Factor on every flow's arrival rate: gaps between arrivals are divided by it.
    pub multiplier: f64,
    /// False: nobody sails elsewhere (capacity and saturation).
    pub patience: bool,
    /// Before this instant, dated figures and yearly volumes are taken as they stand at it.
    pub figures_from: Time,
    /// Count waits by class, so that quantiles can be read.
    pub quantiles: bool,
    /// Keep the log of occurrences and visits.
    pub trace: bool,
    /// Keep the passages of the channel.
    pub traffic: bool,
    /// Settle and share out the whole land side at each of its changes, not only the trade that changed; look at all vessels in each decision,
    /// not only at those that may be able to go: the same figures but for rounding, and the check on the short way.
    pub thorough: bool,
    /// Keep the account of vessel-hours.
    pub account: bool,
    /// Keep the diary of quays, yards and the land side.
    pub diary: bool,
}

impl Plan {
    /// The scenario's own window, as stated.
    pub fn whole(port: &Port) -> Plan {
        let from = Time::ZERO + port.study.warm_up;
        Plan {
            start: Time::ZERO,
            from,
            until: port.study.end,
            multiplier: 1.0,
            patience: true,
            figures_from: Time::ZERO,
            quantiles: true,
            trace: false,
            traffic: false,
            thorough: false,
            diary: false,
            account: true,
        }
    }

    /// [from, until) alone after 90 days of warm-up under the figures of `from`, patience off (rule C5).
    pub fn judged(from: Time, until: Time, multiplier: f64) -> Plan {
        Plan {
            start: from - Duration::from_days(JUDGED_WARM_UP),
            from,
            until,
            multiplier,
            patience: false,
            figures_from: from,
            quantiles: false,
            trace: false,
            traffic: false,
            thorough: false,
            diary: false,
            account: false,
        }
    }

    /// The instant whose dated figures hold at `time`.
    pub fn figures_at(&self, time: Time) -> Time {
        time.max(self.figures_from)
    }
}

/// A calendar year of a window, or the part of one at an end of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First instant.
    pub from: Time,
    /// First instant after.
    pub until: Time,
    /// The calendar year, if the span is a whole one.
    pub year: Option<i16>,
}

/// The periods of [from, until): calendar years, and the parts of years at its ends.
pub fn periods(port: &Port, from: Time, until: Time) -> Vec<Span> {
    let almanac = &port.almanac;
    let mut spans = Vec::new();
    let mut begin = from;
    while begin < until {
        let year = almanac.date(begin).year;
        let next = almanac.year_start(year + 1);
        let whole = begin == almanac.year_start(year) && next <= until;
        let end = next.min(until);
        spans.push(Span { from: begin, until: end, year: whole.then_some(year) });
        begin = end;
    }
    spans
}
