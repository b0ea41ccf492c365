//! The time for which the water is to be known: the run, what comes before and after it, and the longest transit.

use crate::port::{Class, Section};
use crate::scenario::lowering::Lowering;
use crate::units::{Duration, Time};

/// Before t = 0: the warm-up of a judged year, and a day.
const AHEAD: f64 = 91.0;
/// After the end of the run: vessels that look for their next window.
const BEYOND: f64 = 31.0;
/// Longest transit that the table is prepared for, in days.
const LONGEST_TRANSIT: f64 = 60.0;

/// The time for which the water is to be known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// End of the run, which starts at t = 0.
    pub(super) end: Time,
    /// The longest way through all sections.
    transit: Duration,
}

impl Reach {
    /// The reach of a run that ends at `end`.
    pub(super) fn new(low: &Lowering<'_>, end: Time, sections: &[Section], classes: &[Class]) -> Self {
        let speeds =
            sections.iter().map(|section| section.speed).chain(classes.iter().map(|class| class.speed));
        let slowest = speeds.flatten().map(|speed| low.range(&speed).0).fold(f64::INFINITY, f64::min);
        let hours = sections
            .iter()
            .map(|section| low.range(&section.length).1 / slowest + low.range(&section.transit).1);
        Reach { end, transit: Duration::from_hours(hours.sum()).min(Duration::from_days(LONGEST_TRANSIT)) }
    }

    /// First instant.
    pub(super) fn from(&self) -> Time {
        Time::ZERO - Duration::from_days(AHEAD) - self.transit
    }

    /// Last instant.
    pub(super) fn until(&self) -> Time {
        self.end + Duration::from_days(BEYOND) + self.transit
    }
}
