//! When a transit may start as far as tide and daylight go (rules W2, W3): spans of starts, found exactly ahead of time. What it leaves
//! out: other vessels, pilots, weather.

use super::ephemeris::Held;
use super::plan::Plan;
use crate::port::{DaylightHours, Draws, Port, SiteTide, UnderKeel, Water, WindowTest};
use crate::units::{Almanac, Duration, Time};
use crate::window::{Days, Window};

/// A closed span of instants at which a transit may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Starts {
    pub(super) from: Time,
    pub(super) until: Time,
}

impl Starts {
    /// Any time.
    pub(super) const ALWAYS: Starts =
        Starts { from: Time::from_milliseconds(i64::MIN / 4), until: Time::NEVER };
    /// At no time.
    const NEVER: Starts = Starts { from: Time::NEVER, until: Time::NEVER };
}

/// Time in one section of a transit that begins at 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    pub(super) section: usize,
    pub(super) enters: Duration,
    pub(super) leaves: Duration,
}

/// The bed of a section, as the dates stand.
#[derive(Clone, Copy, Debug)]
struct Bed {
    /// Level on the datum of the tide, m; −∞ where it is deep enough for all.
    level: f64,
    under_keel: UnderKeel,
}

#[derive(Debug)]
enum Level<'r> {
    Still,
    Tide(SiteTide<'r>),
    Stated(&'r [Window]),
}

#[derive(Clone, Copy, Debug)]
enum Light<'r> {
    Fixed { from: Duration, until: Duration },
    Sun(&'r Days),
}

/// Tide over the beds, and the light of day.
#[derive(Debug)]
pub(super) struct Windows<'r> {
    water: Level<'r>,
    beds: Vec<Bed>,
    light: Option<Light<'r>>,
    whole: bool,
    almanac: Almanac,
    /// Nothing is looked for beyond.
    horizon: Time,
}

impl<'r> Windows<'r> {
    pub(super) fn new(port: &'r Port, draws: &Draws, plan: &Plan, days: Option<&'r Days>) -> Self {
        let water = match &port.water {
            Water::Windows(stated) => Level::Stated(stated),
            water => water.tide(draws).map_or(Level::Still, Level::Tide),
        };
        let bed = |section: &crate::port::Section| Bed {
            level: f64::NEG_INFINITY,
            under_keel: section.under_keel_of(draws),
        };
        let daylight = port.daylight.as_ref().filter(|daylight| daylight.in_force.at(draws) >= 0.5);
        Windows {
            water,
            beds: port.sections.iter().map(bed).collect(),
            light: daylight.and_then(|daylight| match daylight.hours {
                DaylightHours::Fixed { from, until } => Some(Light::Fixed { from, until }),
                DaylightHours::Sun(_) => days.map(Light::Sun),
            }),
            whole: port.window_test == WindowTest::Whole,
            almanac: port.almanac,
            horizon: plan.until + Duration::DAY,
        }
    }

    /// Takes the beds that hold at `now`.
    pub(super) fn apply_dates(&mut self, port: &Port, draws: &Draws, plan: &Plan, now: Time) {
        for (bed, section) in self.beds.iter_mut().zip(&port.sections) {
            let stated = section.bed.as_ref().map(|bed| bed.at(plan.figures_at(now), draws).0);
            bed.level = stated.unwrap_or(f64::NEG_INFINITY);
        }
    }

    /// The level that a draught needs in a section, m above the datum of the tide.
    pub(super) fn need(&self, section: usize, draught: f64) -> f64 {
        let bed = self.beds[section];
        bed.level + bed.under_keel.depth(draught)
    }

    /// The greatest draught that a level lets through every section of `legs`; infinite where all are deep enough.
    pub(super) fn draught_at(&self, legs: impl Iterator<Item = (usize, f64)>) -> f64 {
        let each = legs.map(|(section, level)| {
            let bed = self.beds[section];
            bed.under_keel.draught(level - bed.level)
        });
        each.fold(f64::INFINITY, f64::min)
    }

    /// The level that `share` of the high waters of the 365 days from `from` on hold for `stay`; the datum without a tide. `None` where windows
    /// are stated: they bind whatever the draught.
    pub(super) fn held(&self, stay: Duration, share: f64, from: Time, known: &mut Held) -> Option<f64> {
        match &self.water {
            Level::Still => Some(0.0),
            Level::Tide(tide) => known.level(tide, stay, share, from),
            Level::Stated(_) => None,
        }
    }

    /// True if the tide may stand in the way of a draught somewhere.
    pub(super) fn binds(&self, draught: f64) -> bool {
        match &self.water {
            Level::Still => false,
            Level::Tide(tide) => {
                (0..self.beds.len()).any(|section| self.need(section, draught) > tide.lowest())
            }
            Level::Stated(_) => draught > 0.0,
        }
    }

    /// The first span of starts that ends at or after `from`, for a transit of these legs, `total` long.
    pub(super) fn starts(
        &self,
        legs: impl Iterator<Item = Leg> + Clone,
        total: Duration,
        draught: f64,
        daylight: bool,
        from: Time,
    ) -> Starts {
        let light = self.light.filter(|_| daylight);
        // Windows found last, by leg, and of light.
        let (mut wet, mut lit) = ([None; LEGS_KEPT], None);
        let mut start = from;
        while start < self.horizon {
            let mut looked = Looked::Holds(Starts::ALWAYS);
            for (number, leg) in legs.clone().enumerate() {
                let find = |at| self.water(leg.section, draught, at);
                let window = |at| match wet.get_mut(number) {
                    Some(known) => closing_from(at, known, find),
                    None => find(at),
                };
                looked = looked.and(|| self.over(leg, start, window));
            }
            if let Some(light) = light {
                let whole = Leg { section: 0, enters: Duration::ZERO, leaves: total };
                let window = |at| closing_from(at, &mut lit, |at| self.light(light, at));
                looked = looked.and(|| self.over(whole, start, window));
            }
            match looked {
                Looked::Holds(starts) => return starts,
                Looked::NotBefore(later) => start = later,
            }
        }
        Starts::NEVER
    }

    /// The first span of starts that ends at or after `from`, for a transit `total` long that must lie in daylight.
    pub(super) fn light_starts(&self, total: Duration, from: Time) -> Starts {
        self.starts(std::iter::empty(), total, 0.0, true, from)
    }

    /// Whether a leg of a transit that starts at `start` lies in a window; `window` gives the first that closes at or after an instant.
    fn over(&self, leg: Leg, start: Time, window: impl FnOnce(Time) -> Option<Window>) -> Looked {
        let (enters, leaves) =
            if self.whole { (leg.enters, leg.leaves) } else { (Duration::ZERO, Duration::ZERO) };
        let Some(window) = window(start + enters) else { return Looked::NotBefore(Time::NEVER) };
        let starts = Starts { from: window.opens - enters, until: window.closes - leaves };
        if starts.until < start || starts.until < starts.from {
            // It closes too early, whenever the transit starts: the next one.
            return Looked::NotBefore(window.closes + Duration::from_milliseconds(1) - enters);
        }
        if starts.from > start { Looked::NotBefore(starts.from) } else { Looked::Holds(starts) }
    }

    /// The first window of enough water in a section that closes at or after `at`.
    fn water(&self, section: usize, draught: f64, at: Time) -> Option<Window> {
        const OPEN: Window = Window { opens: Starts::ALWAYS.from, closes: Time::NEVER };
        match &self.water {
            Level::Still => (self.need(section, draught) <= 0.0).then_some(OPEN),
            Level::Tide(tide) => {
                let need = self.need(section, draught);
                if need == f64::NEG_INFINITY { Some(OPEN) } else { tide.window(need, at) }
            }
            Level::Stated(_) if draught <= 0.0 => Some(OPEN),
            Level::Stated(windows) => {
                windows.get(windows.partition_point(|window| window.closes < at)).copied()
            }
        }
    }

    /// The light of the day of `at`, or of the next day that is not over.
    fn light(&self, light: Light<'_>, at: Time) -> Option<Window> {
        // Where the clock is far from the sun, the light of a day may end after midnight.
        let mut noon = at - Duration::DAY;
        // Beyond a polar night of half a year there is light.
        for _ in 0..200 {
            let date = self.almanac.date(noon);
            let midnight = self.almanac.instant(date);
            let window = match light {
                Light::Fixed { from, until } => {
                    Some(Window { opens: midnight + from, closes: midnight + until })
                }
                Light::Sun(days) => days.daylight(&self.almanac, date),
            };
            if let Some(window) = window.filter(|window| window.closes >= at) {
                return Some(window);
            }
            noon = midnight + Duration::DAY;
        }
        None
    }
}

/// Legs of a transit whose windows are kept while its start is put off.
const LEGS_KEPT: usize = 8;

/// The first window that closes at or after `at`: the one found last for an earlier instant, if it does; else that which `find` finds.
fn closing_from(
    at: Time,
    known: &mut Option<Window>,
    find: impl FnOnce(Time) -> Option<Window>,
) -> Option<Window> {
    if known.is_none_or(|window| window.closes < at) {
        *known = find(at);
    }
    *known
}

/// What a look at a start found.
enum Looked {
    /// Everything holds for these starts, the one looked at among them.
    Holds(Starts),
    /// Something does not hold before this instant.
    NotBefore(Time),
}

impl Looked {
    /// This and another condition.
    fn and(self, other: impl FnOnce() -> Looked) -> Looked {
        let Looked::Holds(one) = self else { return self };
        match other() {
            Looked::Holds(other) => {
                Looked::Holds(Starts { from: one.from.max(other.from), until: one.until.min(other.until) })
            }
            later @ Looked::NotBefore(_) => later,
        }
    }
}
