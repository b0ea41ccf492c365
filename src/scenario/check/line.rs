//! More trains than a single-track line can pass, as stated (rule L1).

use crate::port::{Line, LineId, ModeKind, Port, Rail, Recurrence, Timetable};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::trim;
use crate::units::{Duration, Time};

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    let days = (port.study.end - Time::ZERO).hours() / 24.0;
    for (number, line) in port.lines.iter().enumerate() {
        let number = number as u32;
        let rails = port.modes.iter().filter_map(|mode| match &mode.kind {
            ModeKind::Rail(rail) if rail.line == Some(LineId(number)) => Some(rail),
            _ => None,
        });
        let trains: f64 = rails.map(|rail| trains_a_day(rail, days)).sum();
        let (most, at) = pairs_a_day(line);
        if trains > most {
            let message = format!(
                "{} trains a day are due on line `{}`, but section {at} passes {} pairs a day",
                trim((trains * 100.0).round() / 100.0),
                line.name,
                trim((most * 100.0).round() / 100.0),
            );
            let place = low.place(Kind::Line, number, &[]);
            let problem = Problem::new(Code::LineShort, place, &low.path(Kind::Line, number), message);
            let help = "the trains queue on the main line without end; fewer and longer trains, or a crossing place within the section, ends it";
            low.report(problem.help(help));
        }
    }
}

fn trains_a_day(rail: &Rail, days: f64) -> f64 {
    let due = match &rail.timetable {
        Timetable::Every { interval, .. } => 24.0 / interval.value.hours(),
        Timetable::Random { per_day } => per_day.value,
        Timetable::Listed(list) => list.len() as f64 / days,
    };
    due * (1.0 - rail.wagon_shortage.value)
}

/// (1440 − maintenance) ÷ (running times + gaps) of the section that passes least, and its number from 1.
fn pairs_a_day(line: &Line) -> (f64, usize) {
    let open = 24.0 - closed_a_day(&line.maintenance);
    let pairs = line.sections.iter().enumerate().map(|(at, section)| {
        let times = [section.inbound, section.outbound, line.after_inbound, line.after_outbound];
        (open / times.iter().map(|time| time.value.hours()).sum::<f64>(), at + 1)
    });
    pairs.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or((f64::INFINITY, 0))
}

/// Mean hours of maintenance a day; windows that overlap count twice.
fn closed_a_day(windows: &[Recurrence]) -> f64 {
    let hours = |from: Duration, until: Duration, cycle: Duration| {
        let span = (until.milliseconds() - from.milliseconds()).rem_euclid(cycle.milliseconds());
        Duration::from_milliseconds(span).hours() / cycle.hours() * 24.0
    };
    let of = |window: &Recurrence| match *window {
        Recurrence::Daily { from, until } => hours(from, until, Duration::DAY),
        Recurrence::Weekly { from, until } => hours(from, until, Duration::from_days(7.0)),
        Recurrence::Yearly { .. } => 0.0,
    };
    windows.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::{Figure, Label, LineSection};

    fn minutes(minutes: i64) -> Duration {
        Duration::from_milliseconds(minutes * 60_000)
    }

    /// The published examples: tB 4, tH 3, TT 90 min.
    #[test]
    fn pairs_a_day_are_those_of_the_formula() {
        for (run, pairs) in [(12, 43.55), (15, 36.49), (20, 28.72)] {
            let time = |time| Figure::fixed(minutes(time));
            let line = Line {
                name: "spur".to_owned(),
                label: Label { english: String::new(), chinese: String::new() },
                sections: vec![
                    LineSection { inbound: time(5), outbound: time(5), room: None },
                    LineSection { inbound: time(run), outbound: time(run), room: None },
                ],
                after_inbound: time(4),
                after_outbound: time(3),
                headway: None,
                maintenance: vec![Recurrence::Daily { from: minutes(60), until: minutes(150) }],
            };
            let (found, section) = pairs_a_day(&line);
            assert!((found - pairs).abs() < 0.005 && section == 2, "{found}");
        }
    }
}
