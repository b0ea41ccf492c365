//! Weather states that cannot be as frequent, long or nested as stated (rule 6).

use crate::port::{MONTH_DAYS, Port, Trigger, Weather};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::{HOURS_PER_YEAR, trim};

/// Longest share of a month in which a state may be on in the mean; beyond it the open time vanishes.
const GREATEST_SHARE: f64 = 0.95;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    let sound: Vec<bool> =
        (0..port.weathers.len() as u32).map(|id| !low.is_broken(Kind::Weather, id)).collect();
    for (number, weather) in port.weathers.iter().enumerate() {
        if sound[number] {
            shares(low, number as u32, weather);
        }
        let hosts = weather.within.iter().all(|host| sound[host.index()]);
        if sound[number] && hosts && !weather.within.is_empty() {
            nesting(port, low, number as u32, weather);
        }
    }
    forecasts(port, low);
}

/// Only a state of its own can be known ahead: events within another state have no forecast.
fn forecasts(port: &Port, low: &mut Lowering<'_>) {
    for number in 0..low.entries(Kind::Closure).len() {
        let Trigger::Weather { state, before, after } = &port.closures[number].trigger else { continue };
        let weather = &port.weathers[state.index()];
        if weather.within.is_empty() {
            continue;
        }
        for (key, figure) in [("before", before), ("after", after)] {
            if low.range(figure).1 > 0.0 {
                let number = number as u32;
                let place = low.place(Kind::Closure, number, &["while", key]);
                let message = format!("`{}` lies within other states and has no `{key}`", weather.name);
                let help = "a closure reaches beyond the events of a state without `within` only";
                let path = low.path(Kind::Closure, number);
                low.report(Problem::new(Code::BadWeather, place, &path, message).help(help));
            }
        }
    }
}

/// Greatest mean hours a year that a state would be on if every month had the factor 1 on lengths.
fn most_hours(low: &Lowering<'_>, weather: &Weather) -> f64 {
    low.range(&weather.events_per_year).1 * low.range(&weather.duration.mean).1
}

fn shares(low: &mut Lowering<'_>, number: u32, weather: &Weather) {
    // Hours a year times this is the share of a month in which the state is on.
    let weighted: f64 =
        weather.months.iter().zip(MONTH_DAYS).map(|(factor, days)| factor * days * 24.0).sum();
    let weight = |month: usize| weather.months[month] * weather.duration_months[month];
    let own = most_hours(low, weather) * (1.0 - weather.within_share);
    let worst = (0..12).max_by(|one, other| weight(*one).total_cmp(&weight(*other))).unwrap_or(0);
    let share = own * weight(worst) / weighted;
    if share > GREATEST_SHARE {
        let place = low.place(Kind::Weather, number, &["duration"]);
        let path = low.path(Kind::Weather, number);
        let message = format!(
            "`{}` would be on for {} % of {}: there is no room for its events",
            weather.name,
            trim((share * 1000.0).round() / 10.0),
            MONTHS[worst]
        );
        let help = "fewer or shorter events, or less weight on that month: events × duration must leave 5 % of every month";
        low.report(Problem::new(Code::BadWeather, place, &path, message).help(help));
    }
}

/// Mean hours a year that a state is on, figures as stated.
fn stated_hours(weather: &Weather) -> f64 {
    weather.events_per_year.value * weather.duration.mean.value.hours() * weather.mean_length_factor()
}

fn nesting(port: &Port, low: &mut Lowering<'_>, number: u32, weather: &Weather) {
    let path = low.path(Kind::Weather, number);
    if reaches(port, number as usize, number as usize) {
        let place = low.place(Kind::Weather, number, &["within"]);
        let message = format!("`{}` lies within itself", weather.name);
        low.report(
            Problem::new(Code::BadWeather, place, &path, message).help("take one `within` of the ring out"),
        );
        return;
    }
    let hosts: f64 = weather.within.iter().map(|host| stated_hours(&port.weathers[host.index()])).sum();
    // Figures as stated: host and guest may err together.
    let needed = weather.within_share * stated_hours(weather);
    if needed > hosts.min(HOURS_PER_YEAR) {
        let place = low.place(Kind::Weather, number, &["within_share"]);
        let message = format!(
            "{} h a year of `{}` should lie within states that are on for {} h only",
            trim(needed.round()),
            weather.name,
            trim(hosts.round())
        );
        let help = "a lower `within_share`, or more hosts";
        low.report(Problem::new(Code::BadWeather, place, &path, message).help(help));
    }
}

/// True if following `within` from `from` leads to `to`.
fn reaches(port: &Port, from: usize, to: usize) -> bool {
    let mut seen = vec![false; port.weathers.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for host in &port.weathers[at].within {
            if host.index() == to {
                return true;
            }
            if !std::mem::replace(&mut seen[host.index()], true) {
                open.push(host.index());
            }
        }
    }
    false
}
