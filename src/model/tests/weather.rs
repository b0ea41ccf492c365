//! Lengths of weather events by month, and series replayed.

use super::{bare_port, label};
use crate::engine::{Seed, Shape};
use crate::model::Plan;
use crate::model::series::Replayed;
use crate::model::weather::WeatherState;
use crate::port::{Draws, Figure, LawFigure, MONTH_DAYS, Replay, Series, Weather};
use crate::units::{Almanac, Date, Duration, Time, YearKind};

const YEARS: i64 = 2000;
const EVENTS: f64 = 60.0;
const LENGTH: f64 = 6.0;

/// Events at the same rate all year, twice as long from December to February, half as long from June to August. Hours closed in a month: those
/// of its own events, less what they last into the next month (rate × mean square of the length ÷ 2), and what comes from the month before.
#[test]
fn hours_closed_by_month_follow_the_lengths() {
    let mut factors = [1.0; 12];
    [11, 0, 1].iter().for_each(|&month| factors[month] = 2.0);
    [5, 6, 7].iter().for_each(|&month| factors[month] = 0.5);
    let mut port = bare_port(1, YEARS);
    port.weathers.push(Weather {
        name: "gale".to_owned(),
        events_per_year: Figure::fixed(EVENTS),
        months: [1.0; 12],
        duration: LawFigure { mean: Figure::fixed(Duration::from_hours(LENGTH)), shape: Shape::Exponential },
        duration_months: factors,
        starts_open: true,
        within: Vec::new(),
        within_share: 0.0,
        kept: 1.0,
    });
    let plan = Plan::whole(&port);
    let seed = Seed { batch: 11, replication: 0 };
    let mut state = WeatherState::new(&port, &Draws::fixed(), seed, &plan, 0);
    let (mut hours, mut events) = ([0.0; 12], 0.0);
    while state.begins < plan.until {
        events += 1.0;
        let mut begin = state.begins;
        while begin < state.ends {
            let date = port.almanac.date(begin);
            let end = state.ends.min(port.almanac.next_month(date));
            hours[date.month as usize - 1] += (end - begin).hours() / YEARS as f64;
            begin = end;
        }
        state.next_event();
    }
    let yearly = events / YEARS as f64;
    assert!((yearly / EVENTS - 1.0).abs() < 0.01, "{yearly} events a year");
    let lasts_on = |month: usize| EVENTS / 8760.0 * (LENGTH * factors[month % 12]).powi(2);
    for month in 0..12 {
        let own = EVENTS * MONTH_DAYS[month] / 365.0 * LENGTH * factors[month];
        let expected = own - lasts_on(month) + lasts_on(month + 11);
        let found = hours[month];
        assert!((found / expected - 1.0).abs() < 0.04, "month {}: {found} h, {expected} h", month + 1);
    }
}

/// Days of 2023 and 2024 with 1 on 28 February 2023 and on 1 March 2024, else 0.
fn two_years(almanac: &Almanac) -> Series {
    let day = |year, month, day| almanac.instant(Date { year, month, day });
    let first = day(2023, 1, 1);
    let mut values = vec![0.0; 731];
    for marked in [day(2023, 2, 28), day(2024, 3, 1)] {
        values[(marked - first).days() as usize] = 1.0;
    }
    let replay = Replay::Years { first: 2023, count: 2 };
    Series {
        name: "wind".into(),
        label: label("wind"),
        unit: String::new(),
        first,
        step: Duration::DAY,
        values,
        replay,
    }
}

#[test]
fn years_of_a_series_come_in_turn_and_29_february_repeats_the_day_before() {
    let almanac = Almanac::new(Date { year: 2024, month: 1, day: 1 }, YearKind::True);
    let day = |year, month, day| almanac.instant(Date { year, month, day });
    let series = two_years(&almanac);
    let until = day(2027, 1, 1);
    let spans = |replication| {
        let replayed = Replayed { series: &series, almanac: &almanac, replication };
        let (mut time, mut changes) = (Time::ZERO, Vec::new());
        while let (on, Some(next)) = replayed.state_at(0.5, true, time, until) {
            assert_eq!(on, changes.len() % 2 == 1);
            changes.push(next);
            time = next;
        }
        changes
    };
    let of_2023 = |year| [day(year, 2, 28), day(year, 3, 1)];
    let of_2024 = |year| [day(year, 3, 1), day(year, 3, 2)];
    assert_eq!(spans(0), [of_2023(2024), of_2024(2025), of_2023(2026)].concat());
    assert_eq!(spans(1), [of_2024(2024), of_2023(2025), of_2024(2026)].concat());
    assert_eq!(spans(2), spans(0));
}

#[test]
fn limits_are_strict_and_the_first_row_holds_before_the_series() {
    let almanac = Almanac::new(Date { year: 2025, month: 1, day: 1 }, YearKind::Plain);
    let series = Series {
        first: Time::ZERO,
        step: Duration::HOUR,
        values: vec![13.0, 12.0, 12.5, 11.0, 12.0],
        replay: Replay::SameDates,
        ..two_years(&almanac)
    };
    let replayed = Replayed { series: &series, almanac: &almanac, replication: 3 };
    let hour = |hour: f64| Time::ZERO + Duration::from_hours(hour);
    let until = hour(5.0);
    let above = |at| replayed.state_at(12.0, true, hour(at), until);
    assert_eq!(above(-48.0), (true, Some(hour(1.0))));
    assert_eq!(above(1.0), (false, Some(hour(2.0))));
    assert_eq!(above(2.5), (true, Some(hour(3.0))));
    assert_eq!(above(3.0), (false, None));
    assert_eq!(replayed.state_at(12.0, false, hour(0.0), until), (false, Some(hour(3.0))));
    assert_eq!(replayed.state_at(12.0, false, hour(3.0), until), (true, Some(hour(4.0))));
}
