//! Names and numbers of a story: vessels, causes, conditions, instants.

use super::super::number::fixed;
use super::super::text::{Language, fill};
use super::Voice;
use crate::analysis::explain::LossCause;
use crate::port::Direction;
use crate::record::{Condition, Unmet};
use crate::units::{Duration, Time};

/// Vessels that are named one by one at most.
const NAMED: usize = 3;

impl<'a> Voice<'a> {
    /// "2025-03-04 05:12", to the minute.
    pub(super) fn instant(&self, time: Time) -> String {
        let half = Duration::from_milliseconds(30_000);
        let date = self.port.almanac.date(time + half);
        let minutes = (time + half - self.port.almanac.instant(date)).milliseconds() / 60_000;
        format!("{:04}-{:02}-{:02} {:02}:{:02}", date.year, date.month, date.day, minutes / 60, minutes % 60)
    }

    /// An instant as it is told near another: without the year, and without the date on the same day.
    pub(super) fn near(&self, time: Time, near: Time) -> String {
        let (text, other) = (self.instant(time), self.instant(near));
        if text[..10] == other[..10] { text[11..].to_owned() } else { text[5..].to_owned() }
    }

    pub(super) fn tonnes(&self, tonnes: f64) -> String {
        let unit = if self.asked.language == Language::Chinese { "吨" } else { "t" };
        format!("{} {unit}", fixed(tonnes, 0))
    }

    pub(super) fn class(&self, visit: u32) -> &'a str {
        let flow = self.chronicle.visit(visit).map_or(0, |record| record.flow);
        self.asked.language.name(&self.port.classes[self.port.flows[flow].class.index()].label)
    }

    pub(super) fn cargo(&self, flow: usize) -> &'a str {
        let trade = &self.port.trades[self.port.flows[flow].trade.index()];
        self.asked.language.name(&self.port.cargoes[trade.cargo.index()].label)
    }

    pub(super) fn direction(&self, flow: usize) -> Direction {
        self.port.trades[self.port.flows[flow].trade.index()].direction
    }

    pub(super) fn verb(&self, flow: usize) -> &'static str {
        if self.direction(flow) == Direction::Import { self.words.unload } else { self.words.load }
    }

    pub(super) fn place(&self, place: usize) -> &'a str {
        self.asked.language.name(&self.port.places[place].label)
    }

    pub(super) fn cause(&self, cause: usize) -> &'a str {
        self.asked.language.name(&self.port.causes[cause])
    }

    pub(super) fn mode(&self, mode: usize) -> &'a str {
        self.asked.language.name(&self.port.modes[mode].label)
    }

    /// "visit 3 (large)".
    pub(super) fn vessel(&self, visit: u32) -> String {
        fill(self.words.vessel, &[("visit", &visit.to_string()), ("class", self.class(visit))])
    }

    /// Vessels in a list; those beyond a few by number.
    pub(super) fn vessels(&self, visits: &[u32]) -> String {
        let named = if visits.len() == NAMED + 1 { visits.len() } else { NAMED };
        let mut names: Vec<String> = visits.iter().take(named).map(|&visit| self.vessel(visit)).collect();
        if visits.len() > named {
            names.push(fill(self.words.more, &[("count", &(visits.len() - named).to_string())]));
        }
        self.listed(&names)
    }

    /// "a, b and c".
    pub(super) fn listed(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{}{}{last}", first.join(self.words.between), self.words.and),
        }
    }

    pub(super) fn condition(&self, condition: Condition) -> String {
        let words = self.words;
        match condition {
            Condition::Room => words.room,
            Condition::Tide => words.water,
            Condition::Daylight => words.light,
            Condition::Traffic => words.traffic,
            Condition::Turn => words.turn,
            Condition::Service(at) => self.asked.language.name(&self.port.marine[at].label),
            Condition::Closure(at) => self.cause(at),
        }
        .to_owned()
    }

    /// All that was missing at once: "berth + water".
    pub(super) fn conditions(&self, unmet: Unmet) -> String {
        let names: Vec<String> = unmet.conditions().map(|condition| self.condition(condition)).collect();
        if names.is_empty() { self.words.unknown.to_owned() } else { names.join(self.words.together) }
    }

    /// What cost hours of cargo work; the vessels that had the machines, if they are known.
    pub(super) fn loss_cause(&self, flow: usize, cause: LossCause, who: &[u32]) -> String {
        let words = self.words;
        let yard = |at: usize| self.asked.language.name(&self.port.yards[at].label);
        match cause {
            LossCause::Shift => words.by_shift.to_owned(),
            LossCause::Closure(at) => fill(words.by_closure, &[("cause", self.cause(at))]),
            LossCause::Hatch => words.by_hatch.to_owned(),
            LossCause::Tail => words.by_tail.to_owned(),
            LossCause::Broken => words.by_broken.to_owned(),
            LossCause::Others if who.is_empty() => words.by_others_short.to_owned(),
            LossCause::Others => fill(words.by_others, &[("who", &self.vessels(who))]),
            LossCause::Unmanned => words.by_unmanned.to_owned(),
            LossCause::Slowed(at) => fill(words.by_slowed, &[("cause", self.cause(at))]),
            LossCause::Yard(at) if self.direction(flow) == Direction::Import => {
                fill(words.by_full, &[("yard", yard(at))])
            }
            LossCause::Yard(at) => fill(words.by_empty, &[("yard", yard(at))]),
            LossCause::Nothing => words.by_nothing.to_owned(),
        }
    }
}

/// Hours with one decimal.
pub(super) fn hours(hours: f64) -> String {
    fixed(hours, 1)
}

/// Hours in tenths that add up: each is the tenth below or above, and their sum is that of the hours, rounded.
pub(super) fn tenths(hours: &[f64]) -> Vec<i64> {
    let mut whole: Vec<i64> = hours.iter().map(|hours| (hours * 10.0 + 1e-9).floor() as i64).collect();
    let sum = (hours.iter().sum::<f64>() * 10.0).round() as i64;
    let missing = sum - whole.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..hours.len()).collect();
    let rest = |at: usize| hours[at] * 10.0 - (hours[at] * 10.0 + 1e-9).floor();
    order.sort_by(|&one, &other| rest(other).total_cmp(&rest(one)).then(one.cmp(&other)));
    for &at in order.iter().take(missing.max(0) as usize) {
        whole[at] += 1;
    }
    whole
}

/// Tenths of hours as text.
pub(super) fn told(tenths: i64) -> String {
    hours(tenths as f64 / 10.0)
}
