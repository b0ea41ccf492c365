//! What of tide and light can be worked out once and serves many runs: the days of the year, and the levels that high waters hold.

use crate::port::{DaylightHours, Port, SiteTide};
use crate::units::{Duration, Time};
use crate::window::Days;

/// Levels kept; a replication asks for a few, over and over.
const KEPT: usize = 64;

/// A question about the tide: for how long a level is held, by which share of the high waters, of the year from when.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Question {
    stay: Duration,
    share: f64,
    from: Time,
}

/// Levels that high waters hold, as far as they were asked for.
#[derive(Debug, Default)]
pub(super) struct Held {
    known: Vec<(Question, Option<f64>)>,
}

impl Held {
    /// The level, m, that `share` of the high waters of the 365 days from `from` on hold for `stay`. What is kept is of the curve, which is the
    /// same in all replications.
    pub(super) fn level(
        &mut self,
        tide: &SiteTide<'_>,
        stay: Duration,
        share: f64,
        from: Time,
    ) -> Option<f64> {
        let from = tide.on_curve(from);
        let question = Question { stay, share, from };
        if let Some((_, level)) = self.known.iter().find(|(asked, _)| *asked == question) {
            return level.map(|level| tide.here(level));
        }
        let level = tide.curve.held(stay, share, from, from + Duration::from_days(365.0));
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.push((question, level));
        level.map(|level| tide.here(level))
    }
}

/// The days of the year at a port, where daylight follows the sun.
pub(super) fn days(port: &Port) -> Option<Days> {
    match port.daylight.as_ref()?.hours {
        DaylightHours::Sun(sun) => Some(Days::new(&sun)),
        DaylightHours::Fixed { .. } => None,
    }
}
