//! Classes that sail by day and take longer than the longest day (rule W3).

use super::passage::{callers, whole_transit};
use super::water::hours;
use crate::port::{Daylight, DaylightHours, Port, WindowTest};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::units::{Duration, Time};

/// Days looked at: a year holds every length of day.
const MOST_DAYS: f64 = 366.0;

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    let Some(daylight) = &port.daylight else { return };
    if low.range(&daylight.in_force).1 < 0.5 {
        return;
    }
    let longest = longest(port, daylight);
    for class in callers(port) {
        let ways = port.classes[class].daylight;
        let bound = ways.inbound || ways.outbound;
        let least = match port.window_test {
            WindowTest::Whole => whole_transit(port, class),
            WindowTest::Start => Duration::ZERO,
        };
        // Where the Sun does not set, one day runs into the next.
        let never = longest.is_none_or(|longest| longest < least && longest < Duration::DAY);
        if !bound || !never || port.sections.is_empty() {
            continue;
        }
        let name = &port.classes[class].name;
        let message = match longest {
            Some(longest) => format!(
                "`{name}` never sails by day: its transit takes {}, and the longest day is {}",
                hours(least),
                hours(longest)
            ),
            None => format!("`{name}` never sails by day: the Sun does not rise in the run"),
        };
        let id = class as u32;
        let place = low.place(Kind::Class, id, &["daylight"]);
        let help = "a faster transit, longer hours, or `windows_hold = \"start\"`";
        low.report(
            Problem::new(Code::NoDaylightEnough, place, &low.path(Kind::Class, id), message).help(help),
        );
    }
}

/// The longest day of the run; `None` if there is none.
fn longest(port: &Port, daylight: &Daylight) -> Option<Duration> {
    let sun = match daylight.hours {
        DaylightHours::Fixed { from, until } => return Some(until - from),
        DaylightHours::Sun(sun) => sun,
    };
    let days = (port.study.end - Time::ZERO).days().min(MOST_DAYS).ceil() as i64;
    let day = |number: i64| {
        let date = port.almanac.date(Time::ZERO + Duration::from_days(number as f64));
        let window = sun.daylight(&port.almanac, date)?;
        Some(window.closes - window.opens)
    };
    (0..days).filter_map(day).max()
}
