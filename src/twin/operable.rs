//! Operable days T and idle hours a day Σt, from the weather and the closures of the scenario. Weather states are taken as
//! independent of each other but for the share that the scenario puts inside others; a slowed hour counts by what it
//! loses. Daily and weekly hours make Σt, everything else shortens T. Closures set off by vessels are left out.

use super::YearSpan;
use crate::port::{Closure, Draws, Effect, Port, Recurrence, Trigger, WeatherId};
use crate::units::{Duration, Time};

/// Hours that one closure takes alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// Position in the port's closures.
    pub closure: usize,
    /// Days a year, others not looked at.
    pub days: f64,
}

/// What closures leave of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Operable {
    /// T: days a year.
    pub days: f64,
    /// Share of an operable day that daily and weekly hours leave open.
    pub daily_share: f64,
    /// By closure, as listed.
    pub lost: Vec<Lost>,
}

/// What the closures that `touches` picks leave open.
pub(super) fn operable(
    port: &Port,
    span: &YearSpan,
    draws: &Draws,
    touches: impl Fn(&Closure) -> bool,
) -> Operable {
    let days_a_year = span.days_a_year();
    let chosen: Vec<(usize, &Closure)> =
        port.closures.iter().enumerate().filter(|(_, closure)| touches(closure)).collect();
    let states = weather_of(draws, &chosen);
    let mut open = states.iter().fold(1.0, |open, state| open * (1.0 - state.share(port, draws, &states)));
    let (mut daily_share, mut lost) = (1.0, Vec::new());
    for &(number, closure) in &chosen {
        let taken = match &closure.trigger {
            Trigger::Weather { state, before, after } => {
                let extra = before.at(draws) + after.at(draws);
                hours_a_year(port, draws, *state, extra) / 8760.0 * loss(closure, draws)
            }
            Trigger::Visit { .. } => continue,
            Trigger::Series { series, limit, above } => {
                let values = &port.series[series.index()].values;
                let limit = limit.at(draws);
                let beyond = values.iter().filter(|v| if *above { **v > limit } else { **v < limit }).count();
                beyond as f64 / values.len() as f64 * loss(closure, draws)
            }
            Trigger::Listed(spans) => listed(span, spans) * loss(closure, draws),
            Trigger::Calendar(times) => {
                daily_share *= 1.0 - weekly(times) * loss(closure, draws);
                yearly(port, span, times) * loss(closure, draws)
            }
        };
        if !matches!(closure.trigger, Trigger::Weather { .. }) {
            open *= 1.0 - taken.clamp(0.0, 1.0);
        }
        if taken > 0.0 {
            lost.push(Lost { closure: number, days: taken * days_a_year });
        }
    }
    Operable { days: open * days_a_year, daily_share, lost }
}

/// What an hour under a closure loses, 0 to 1.
fn loss(closure: &Closure, draws: &Draws) -> f64 {
    match &closure.effect {
        Effect::Slow(share) => 1.0 - share.at(draws),
        _ => 1.0,
    }
}

/// A weather state with the longest span round each of its events.
struct State {
    state: WeatherId,
    extra: Duration,
    loss: f64,
}

fn weather_of(draws: &Draws, chosen: &[(usize, &Closure)]) -> Vec<State> {
    let mut states: Vec<State> = Vec::new();
    for (_, closure) in chosen {
        let Trigger::Weather { state, before, after } = &closure.trigger else { continue };
        let extra = before.at(draws) + after.at(draws);
        let loss = loss(closure, draws);
        match states.iter_mut().find(|other| other.state == *state) {
            Some(known) => {
                known.extra = known.extra.max(extra);
                known.loss = known.loss.max(loss);
            }
            None => states.push(State { state: *state, extra, loss }),
        }
    }
    states
}

impl State {
    /// Share of the year that it takes beside the states it lies inside of and that are counted themselves.
    fn share(&self, port: &Port, draws: &Draws, states: &[State]) -> f64 {
        let weather = &port.weathers[self.state.index()];
        let hours = |state: &WeatherId| hours_a_year(port, draws, *state, Duration::ZERO);
        let hosts: f64 = weather.within.iter().map(hours).sum();
        let counted = |state: &&WeatherId| states.iter().any(|other| other.state == **state);
        let inside: f64 = weather.within.iter().filter(counted).map(hours).sum();
        let hidden = if hosts > 0.0 { weather.within_share * inside / hosts } else { 0.0 };
        let alone = hours_a_year(port, draws, self.state, self.extra) * (1.0 - hidden);
        (alone / 8760.0 * self.loss).clamp(0.0, 1.0)
    }
}

/// Hours a year of a state, each event longer by `extra`.
fn hours_a_year(port: &Port, draws: &Draws, state: WeatherId, extra: Duration) -> f64 {
    let weather = &port.weathers[state.index()];
    let length = weather.duration.at(draws).mean.hours() * weather.mean_length_factor();
    weather.events_per_year.at(draws) * (length + extra.hours())
}

/// Share of the span that listed spans cover.
fn listed(span: &YearSpan, spans: &[(Time, Time)]) -> f64 {
    let inside = |(from, until): &(Time, Time)| {
        let (from, until) = ((*from).max(span.from), (*until).min(span.until));
        if until > from { (until - from).hours() } else { 0.0 }
    };
    spans.iter().map(inside).sum::<f64>() / (span.until - span.from).hours()
}

/// Share of a week that daily and weekly spans cover; they must not overlap to be right.
fn weekly(times: &[Recurrence]) -> f64 {
    let part = |from: Duration, until: Duration, whole: Duration| {
        let length = if until > from { until - from } else { until + whole - from };
        length.hours() / whole.hours()
    };
    let share = |time: &Recurrence| match time {
        Recurrence::Daily { from, until } => part(*from, *until, Duration::DAY),
        Recurrence::Weekly { from, until } => part(*from, *until, Duration::from_days(7.0)),
        Recurrence::Yearly { .. } => 0.0,
    };
    times.iter().map(share).sum::<f64>().min(1.0)
}

/// Share of the span that yearly spans cover.
fn yearly(port: &Port, span: &YearSpan, times: &[Recurrence]) -> f64 {
    let almanac = &port.almanac;
    let (first, last) = (almanac.date(span.from).year - 1, almanac.date(span.until).year);
    let mut spans = Vec::new();
    for time in times {
        let Recurrence::Yearly { from, until } = time else { continue };
        for year in first..=last {
            let day = |year: i16, (month, day): (i8, i8)| {
                let date = crate::units::Date::new(year, month, day, almanac.kind());
                date.map(|date| almanac.instant(date))
            };
            let end = if until > from { year } else { year + 1 };
            if let (Some(from), Some(until)) = (day(year, *from), day(end, *until)) {
                spans.push((from, until));
            }
        }
    }
    listed(span, &spans)
}
