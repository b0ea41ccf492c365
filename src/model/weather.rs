//! Weather states that come and go (rule 6): frequency by month stretches the open time, a length is drawn from the law
//! when an event begins, and goes by the month of that. A state may lie in part within others.

use super::arrivals::Draw;
use super::plan::Plan;
use crate::engine::{Seed, Shape, Stream};
use crate::port::{Draws, Port, Weather};
use crate::units::{Almanac, Duration, Time};

/// Longest share of a month that a state may be on; beyond, its frequency is held (parsing refuses such figures).
const GREATEST_SHARE: f64 = 0.95;
/// How long before the start the process runs so that it is in equilibrium there.
const RUN_IN_DAYS: f64 = 366.0;

/// A month of the run.
#[derive(Debug)]
struct Month {
    /// Its first instant.
    from: Time,
    /// Onsets per open hour.
    rate: f64,
    /// Factor on the length of events that begin in it.
    length: f64,
}

/// A state's own alternation of open and closed spans.
#[derive(Debug)]
pub(super) struct WeatherState {
    months: Vec<Month>,
    month: usize,
    gaps: Stream,
    lengths: Draw<Duration>,
    number: u64,
    /// When the present or next event of its own begins and ends.
    pub(super) begins: Time,
    pub(super) ends: Time,
    /// Hosts whose events it may share, with the chance that it does.
    pub(super) hosts: Vec<usize>,
    chance: f64,
    shares: Stream,
    /// Share of the events that take place, and the draws of which; `None` = all do.
    kept: Option<(f64, Stream)>,
    /// How many of its own and shared events are on.
    pub(super) on: u32,
}

/// Mean hours a year that a state is on, and its events a year.
fn yearly(weather: &Weather, draws: &Draws) -> (f64, f64) {
    let events = weather.events_per_year.at(draws);
    (events * weather.duration.mean.at(draws).hours() * weather.mean_length_factor(), events)
}

/// Onsets per open hour by month from before `start` to `until`, given events a year that begin outside of hosts.
fn onset_rates(
    almanac: &Almanac,
    weather: &Weather,
    events: f64,
    length: f64,
    from: Time,
    until: Time,
) -> Vec<Month> {
    let mut months = Vec::new();
    let mut begin = from;
    while begin < until {
        let date = almanac.date(begin);
        let hours = |month: i8| {
            let start = crate::units::Date { year: date.year, month, day: 1 };
            (almanac.next_month(start) - almanac.month_start(date.year, month)).hours()
        };
        let weighted: f64 = (1..=12).map(|month| weather.months[month as usize - 1] * hours(month)).sum();
        let per_hour = events * weather.months[date.month as usize - 1] / weighted;
        let factor = weather.duration_months[date.month as usize - 1];
        let share = (per_hour * length * factor).min(GREATEST_SHARE);
        months.push(Month { from: begin, rate: per_hour / (1.0 - share), length: factor });
        begin = almanac.next_month(date);
    }
    months
}

impl WeatherState {
    /// The state of `port.weathers[number]`, run in to `plan.start` or open there.
    pub(super) fn new(port: &Port, draws: &Draws, seed: Seed, plan: &Plan, number: usize) -> Self {
        let weather = &port.weathers[number];
        let purpose = |what: &str| format!("weather/{}/{what}", weather.name);
        let (hours, events) = yearly(weather, draws);
        let hosts: Vec<usize> = weather.within.iter().map(|host| host.index()).collect();
        let host_hours: f64 = hosts.iter().map(|&host| yearly(&port.weathers[host], draws).0).sum();
        let shared = if host_hours > 0.0 { weather.within_share } else { 0.0 };
        let length = weather.duration.mean.at(draws).hours();
        let begin =
            if weather.starts_open { plan.start } else { plan.start - Duration::from_days(RUN_IN_DAYS) };
        let months = onset_rates(&port.almanac, weather, events * (1.0 - shared), length, begin, plan.until);
        let mut state = WeatherState {
            months,
            month: 0,
            gaps: seed.stream(&purpose("gaps")),
            lengths: Draw::new(&weather.duration, draws, seed, &purpose("lengths")),
            number: 0,
            begins: begin,
            ends: begin,
            hosts,
            chance: if host_hours > 0.0 {
                (shared * hours / host_hours).min(1.0) * weather.kept
            } else {
                0.0
            },
            shares: seed.stream(&purpose("shares")),
            kept: (weather.kept < 1.0).then(|| (weather.kept, seed.stream(&purpose("kept")))),
            on: 0,
        };
        state.next_event();
        while state.ends <= plan.start {
            state.next_event();
        }
        state
    }

    /// Moves on to the next event of its own that takes place; `begins` is `Time::NEVER` when there is none.
    pub(super) fn next_event(&mut self) {
        loop {
            self.draw_event();
            let Some((share, draws)) = &mut self.kept else { return };
            if self.begins == Time::NEVER || draws.uniform(self.number - 1) < *share {
                return;
            }
        }
    }

    fn draw_event(&mut self) {
        let mut left: f64 = Shape::Exponential.sample(self.gaps.item(self.number));
        let mut now = self.ends.milliseconds() as f64;
        self.begins = Time::NEVER;
        let mut factor = 1.0;
        while let Some(&Month { rate, length, .. }) = self.months.get(self.month) {
            let end =
                self.months.get(self.month + 1).map_or(f64::INFINITY, |next| next.from.milliseconds() as f64);
            let per_millisecond = rate / Duration::HOUR.milliseconds() as f64;
            let inside = if rate > 0.0 { (end - now).max(0.0) * per_millisecond } else { 0.0 };
            if rate > 0.0 && left <= inside {
                self.begins = Time::from_milliseconds((now + left / per_millisecond).round() as i64);
                factor = length;
                break;
            }
            left -= inside;
            now = now.max(end);
            self.month += 1;
        }
        let drawn = self.lengths.item(self.number).milliseconds() as f64;
        let length = Duration::from_milliseconds((drawn * factor).round() as i64);
        self.ends = self.begins + length.max(Duration::from_milliseconds(1));
        self.number += 1;
    }

    /// Number of the present or next event of its own.
    pub(super) fn event_number(&self) -> u64 {
        self.number - 1
    }

    /// True if this state shares event `event` of its host in position `host`.
    pub(super) fn shares(&mut self, host: usize, event: u64) -> bool {
        self.chance > 0.0 && self.shares.uniform(event * self.hosts.len() as u64 + host as u64) < self.chance
    }
}
