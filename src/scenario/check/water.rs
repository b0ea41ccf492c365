//! Vessels that the water never lets through, or rarely; figures as stated (rules W2, D3).

use super::passage::{Way, transit, ways, whole_transit, word};
use crate::port::{Draws, Port, Section, SiteTide, Water, WindowTest};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::{Dimension, trim};
use crate::units::{Duration, Time};
use crate::window::Window;

/// Share of high waters or windows below which passing is rare.
const RARE: f64 = 0.2;

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    match &port.water {
        Water::Windows(windows) => given(port, low, windows),
        water => levels(port, low, &Levels::of(water.tide(&Draws::fixed()), port.study.end)),
    }
}

/// The high waters of the run, and the curve they belong to.
struct Levels<'t> {
    /// When each is here, and its level, m on the datum of the beds.
    highs: Vec<(Time, f64)>,
    /// `None` = the level stays at the datum.
    tide: Option<SiteTide<'t>>,
}

impl<'t> Levels<'t> {
    fn of(tide: Option<SiteTide<'t>>, end: Time) -> Self {
        let all = tide.iter().flat_map(|tide| tide.high_waters());
        let mut highs: Vec<(Time, f64)> = all.filter(|(at, _)| Time::ZERO <= *at && *at < end).collect();
        if let (true, Some(tide)) = (highs.is_empty(), &tide) {
            // A run shorter than a tide: its ends stand for the high water it does not have.
            highs.extend([Time::ZERO, end].map(|at| (at, tide.level(at))));
        }
        Levels { highs, tide }
    }

    /// How long the water stays at or above `level` around `at`; for ever where it does not move.
    fn stay(&self, level: f64, at: Time) -> Duration {
        let Some(tide) = &self.tide else { return Time::NEVER - Time::ZERO };
        tide.window(level, at).map_or(Duration::ZERO, |window| window.closes - window.opens)
    }
}

/// How a class fares at the high waters of the run in one section.
#[derive(Default)]
struct Tally {
    all: usize,
    passed: usize,
    /// Least lack of water, m, with the level needed and the level there.
    nearest: Option<(f64, f64, f64)>,
    /// Longest stay at the level needed.
    longest: Duration,
}

fn levels(port: &Port, low: &mut Lowering<'_>, levels: &Levels<'_>) {
    for way in ways(port) {
        for section in &port.sections {
            if section.bed.is_some() {
                let tally = tally(port, levels, &way, section);
                tell(port, low, &way, section, &tally);
            }
        }
    }
}

/// Water that a way needs in a section, m.
fn depth(way: &Way, section: &Section) -> f64 {
    section.under_keel_of(&Draws::fixed()).depth(way.draught)
}

fn tally(port: &Port, levels: &Levels<'_>, way: &Way, section: &Section) -> Tally {
    let fixed = Draws::fixed();
    let Some(bed) = &section.bed else { return Tally::default() };
    let least = match port.window_test {
        WindowTest::Whole => transit(section, &port.classes[way.class]),
        WindowTest::Start => Duration::ZERO,
    };
    // Without a tide the bed alone changes: at its dates, and at the start.
    let still =
        || bed.dates(&fixed).chain([Time::ZERO]).filter(|at| *at < port.study.end).map(|at| (at, 0.0));
    let moments: Vec<(Time, f64)> =
        if levels.highs.is_empty() { still().collect() } else { levels.highs.clone() };
    let mut tally = Tally { all: moments.len(), ..Tally::default() };
    for (at, level) in moments {
        let need = depth(way, section) + bed.at(at, &fixed).0;
        let lack = need - level;
        if tally.nearest.is_none_or(|(nearest, ..)| lack < nearest) {
            tally.nearest = Some((lack, need, level));
        }
        if lack <= 0.0 {
            let stay = levels.stay(need, at);
            tally.longest = tally.longest.max(stay);
            tally.passed += usize::from(stay >= least);
        }
    }
    tally
}

fn metres(number: f64) -> String {
    Dimension::Length.show((number * 100.0).round() / 100.0)
}

fn tell(port: &Port, low: &mut Lowering<'_>, way: &Way, section: &Section, tally: &Tally) {
    let Some((lack, need, level)) = tally.nearest else { return };
    let class = &port.classes[way.class];
    let (name, part, way_word) = (&class.name, &section.name, word(way.inbound));
    let time = transit(section, class);
    let (code, message, help) = if tally.passed == 0 && lack > 0.0 {
        let keel = depth(way, section) - way.draught;
        let message = format!(
            "`{name}` never passes `{part}` {way_word}: {} of draught and {} below the keel need a level of {}, but the \
             highest is {}: {} short",
            metres(way.draught),
            metres(keel),
            metres(need),
            metres(level),
            metres(lack)
        );
        (
            Code::NeverPasses,
            message,
            "a deeper bed or less draught; a class that loads to depth is cut to the water",
        )
    } else if tally.passed == 0 {
        let message = format!(
            "`{name}` never passes `{part}` {way_word}: the level of {} that it needs stays for {} at most, and the \
             transit takes {}",
            metres(need),
            hours(tally.longest),
            hours(time)
        );
        (Code::NeverPasses, message, "a deeper bed, a faster transit, or `windows_hold = \"start\"`")
    } else if (tally.passed as f64) < RARE * tally.all as f64 && tally.all > 1 {
        let share = (tally.passed as f64 / tally.all as f64 * 1000.0).round() / 10.0;
        let message = format!(
            "`{name}` passes `{part}` {way_word} on {} % of the high waters only: it needs a level of {} for {}",
            trim(share),
            metres(need),
            hours(time)
        );
        (Code::RarelyPasses, message, "long waits follow; a class that loads to depth is cut to the water")
    } else {
        return;
    };
    let id = way.class as u32;
    let place = low.place(Kind::Class, id, &["draught"]);
    low.report(Problem::new(code, place, &low.path(Kind::Class, id), message).help(help));
}

/// A span in hours and minutes, for people.
pub(super) fn hours(span: Duration) -> String {
    let minutes = (span.hours() * 60.0).round() as i64;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// Stated windows bind every class with a draught, in all sections as one.
fn given(port: &Port, low: &mut Lowering<'_>, windows: &[Window]) {
    if port.sections.is_empty() {
        return;
    }
    let open: Vec<Duration> = (windows.iter())
        .filter(|window| window.closes >= Time::ZERO && window.opens < port.study.end)
        .map(|window| window.closes - window.opens)
        .collect();
    let longest = open.iter().copied().max();
    let mut classes: Vec<usize> = ways(port).iter().map(|way| way.class).collect();
    classes.dedup();
    for class in classes {
        let least = match port.window_test {
            WindowTest::Whole => whole_transit(port, class),
            WindowTest::Start => Duration::ZERO,
        };
        let passed = open.iter().filter(|window| **window >= least).count();
        let name = &port.classes[class].name;
        let help = "longer windows, a faster transit, or `windows_hold = \"start\"`";
        let (code, message) = match longest {
            None => (
                Code::NeverPasses,
                format!("`{name}` never passes: no window of the tide is open in the run"),
            ),
            Some(longest) if passed == 0 => {
                let message = format!(
                    "`{name}` never passes: its transit takes {}, and the longest window of the tide is {}",
                    hours(least),
                    hours(longest)
                );
                (Code::NeverPasses, message)
            }
            Some(_) if (passed as f64) < RARE * open.len() as f64 => {
                let share = (passed as f64 / open.len() as f64 * 1000.0).round() / 10.0;
                let message = format!(
                    "`{name}` passes in {} % of the windows only: its transit takes {}",
                    trim(share),
                    hours(least)
                );
                (Code::RarelyPasses, message)
            }
            Some(_) => continue,
        };
        let place = low.place(Kind::Class, class as u32, &["draught"]);
        low.report(Problem::new(code, place, &low.path(Kind::Class, class as u32), message).help(help));
    }
}
