//! Use and loss by month: the mean over replications for each month of the window, for each link of the chain, the channel and the
//! anchorage; and the account of vessel-hours by class and month. Leaves out years (`chain`, `table`).

use std::collections::BTreeMap;

use serde::Serialize;

use super::chain::{Link, LinkKind, uses};
use super::estimate::half_width;
use super::span::Span;
use super::tally::SpanTally;
use crate::port::{Draws, Port};
use crate::record::{ClassMonth, MonthSums, MonthTally, PlaceMonth, StayTally, Unmet};
use crate::units::Time;

/// A mean over replications.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Its 95 % interval after Student, (low, high); absent for one value.
    pub interval: Option<(f64, f64)>,
}

/// One month of the window, or the part of one at an end of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MonthTable {
    /// First instant.
    #[serde(skip)]
    pub from: Time,
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Its hours within the window.
    pub hours: f64,
    /// The channel: share of the hours in which its busiest section is in use; share in which closures shut it inbound. Absent without sections.
    pub channel: Option<MonthUse>,
    /// Vessels at anchor, mean number.
    pub waiting: Option<Mean>,
    /// By link of the chain, in the order of the chain.
    pub links: Vec<MonthUse>,
    /// Vessel-hours by class and what they went into; parts without hours are left out.
    #[serde(skip)]
    pub account: Vec<MonthStay>,
}

/// Use and loss of a thing in one month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MonthUse {
    /// The link; absent for the channel as a whole.
    #[serde(flatten)]
    pub link: Option<Link>,
    /// Share in use, as in the use of the chain.
    pub used: Option<Mean>,
    /// Share lost; absent where nothing is counted as lost.
    pub lost: Option<Mean>,
    /// Hours in all, by what they are; mean.
    pub hours: BTreeMap<&'static str, f64>,
}

/// Vessel-hours of one class in one month that went into one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthStay {
    /// Position of the class in the port's list.
    pub class: usize,
    /// What they went into.
    pub part: StayPart,
    /// Vessel-hours.
    pub hours: Mean,
}

/// What an hour of a vessel goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StayPart {
    /// Waits at anchor while just these conditions are not met.
    Entry(Unmet),
    /// Waits alongside to begin.
    Start(Unmet),
    /// Waits alongside to leave.
    Exit(Unmet),
    /// An activity (position in `Activity::ALL`).
    Activity(usize),
    /// Transfer, by the tiles of rule A2 but for closures that stop work.
    Transfer(&'static str),
    /// Transfer stopped by closures of a cause (position in the port's causes).
    Stopped(usize),
}

/// How many replications there are, and half the interval of a mean of as many values that deviate by 1: it is found once.
#[derive(Clone, Copy, Debug)]
struct Replications {
    count: u64,
    half: Option<f64>,
}

impl Replications {
    fn new(count: u64) -> Self {
        Replications { count, half: half_of_one(count) }
    }
}

fn half_of_one(count: u64) -> Option<f64> {
    (count > 1).then(|| half_width(1.0, count as usize))
}

/// Sums of a sample: mean and interval without the sample.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    count: u64,
    sum: f64,
    squares: f64,
}

impl Moments {
    fn take(&mut self, value: f64) {
        self.count += 1;
        self.sum += value;
        self.squares += value * value;
    }

    /// The mean of as many values as there are replications, those not taken being 0; `None` of nothing.
    fn mean_of_all(&self, all: Replications) -> Option<Mean> {
        Moments { count: all.count, ..*self }.mean(all)
    }

    /// The mean of the values taken; `None` of nothing.
    fn mean(&self, all: Replications) -> Option<Mean> {
        let count = self.count;
        if count == 0 {
            return None;
        }
        let n = count as f64;
        let mean = self.sum / n;
        let variance = (self.squares - n * mean * mean).max(0.0) / (n - 1.0);
        let unit = if count == all.count { all.half } else { half_of_one(count) };
        let half = unit.map(|half| half * variance.sqrt());
        Some(Mean { mean, interval: half.map(|half| (mean - half, mean + half)) })
    }
}

/// Sums over replications of one thing.
#[derive(Clone, Debug, Default)]
struct Sum {
    used: Moments,
    lost: Moments,
    hours: BTreeMap<&'static str, f64>,
}

impl Sum {
    fn take(&mut self, used: Option<f64>, lost: Option<f64>, hours: &[(&'static str, f64)]) {
        used.into_iter().for_each(|share| self.used.take(share));
        lost.into_iter().for_each(|share| self.lost.take(share));
        for (name, hours) in hours {
            *self.hours.entry(name).or_default() += hours;
        }
    }

    fn table(&self, link: Option<&Link>, all: Replications) -> MonthUse {
        MonthUse {
            link: link.cloned(),
            used: self.used.mean(all),
            lost: self.lost.mean(all),
            hours: self.hours.iter().map(|(name, hours)| (*name, hours / all.count as f64)).collect(),
        }
    }
}

/// Sums over replications of one month.
#[derive(Clone, Debug, Default)]
struct Month {
    from: Time,
    until: Time,
    channel: Sum,
    waiting: Moments,
    links: Vec<Sum>,
    account: BTreeMap<(usize, StayPart), Moments>,
}

/// All months of a batch under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Months {
    months: Vec<Month>,
    count: u64,
}

impl Months {
    /// Folds in the months of the next replication.
    pub(super) fn add(&mut self, port: &Port, links: &[Link], months: &[MonthTally], draws: &Draws) {
        self.count += 1;
        self.months.resize_with(months.len(), Month::default);
        for (sum, month) in self.months.iter_mut().zip(months) {
            sum.add(port, links, month, draws);
        }
    }

    /// The tables, by month.
    pub(super) fn tables(&self, port: &Port, links: &[Link]) -> Vec<MonthTable> {
        let all = Replications::new(self.count);
        let table = |month: &Month| {
            let date = port.almanac.date(month.from);
            let parts = month.account.iter().filter_map(|(&(class, part), hours)| {
                Some(MonthStay { class, part, hours: hours.mean_of_all(all)? })
            });
            MonthTable {
                from: month.from,
                year: date.year,
                month: date.month,
                hours: (month.until - month.from).hours(),
                channel: (!port.sections.is_empty()).then(|| month.channel.table(None, all)),
                waiting: month.waiting.mean(all),
                links: (month.links.iter().zip(links))
                    .map(|(sum, link)| sum.table(Some(link), all))
                    .collect(),
                account: parts.collect(),
            }
        };
        self.months.iter().map(table).collect()
    }
}

impl Month {
    fn add(&mut self, port: &Port, links: &[Link], month: &MonthTally, draws: &Draws) {
        (self.from, self.until) = (month.from, month.until);
        let (span, sums) = ((month.from, month.until), &month.sums);
        let hours = (month.until - month.from).hours();
        self.waiting.take(sums.waiting / hours);
        let busiest = sums.sections.iter().copied().fold(0.0, f64::max);
        let shut = [("in use", busiest), ("closed", sums.channel_closed)];
        self.channel.take(Some(busiest / hours), Some(sums.channel_closed / hours), &shut);
        let used = uses(port, links, &SpanTally::of_month(sums, hours), span, draws);
        self.links.resize_with(links.len(), Sum::default);
        for ((sum, link), used) in self.links.iter_mut().zip(links).zip(used) {
            let (lost, hours) = lost(link, sums, hours, used);
            sum.take(used, lost, &hours);
        }
        for (class, tally) in month.classes.iter().enumerate() {
            for (part, hours) in parts(tally).filter(|(_, hours)| *hours > 0.0) {
                self.account.entry((class, part)).or_default().take(hours);
            }
        }
    }
}

/// The share lost of a link, and its hours by what they are.
fn lost(
    link: &Link,
    sums: &MonthSums,
    hours: f64,
    used: Option<f64>,
) -> (Option<f64>, Vec<(&'static str, f64)>) {
    let share = |lost: f64, of: f64| (of > 0.0).then(|| lost / of);
    match link.kind {
        LinkKind::Place => {
            let place = &sums.places[link.index];
            let alongside = share(place.lost(), place.occupied).unwrap_or(0.0);
            (used.map(|used| used * alongside), alongside_hours(place))
        }
        LinkKind::Equipment => {
            let machines = &sums.equipment[link.index];
            let away = machines.failed + machines.maintained;
            let named = [
                ("in use", machines.working),
                ("failed", machines.failed),
                ("maintained", machines.maintained),
                ("assigned", machines.assigned),
            ];
            (share(away, machines.present), named.into())
        }
        LinkKind::Yard => {
            let yard = &sums.yards[link.index];
            (share(yard.full, hours), vec![("full", yard.full), ("empty", yard.empty)])
        }
        LinkKind::Section => (None, vec![("in use", sums.sections[link.index])]),
        LinkKind::Marine => (None, vec![("in use", sums.marine[link.index].bound)]),
        LinkKind::Crew => (None, vec![("in use", sums.crews[link.index].assigned)]),
        LinkKind::Mode => (None, vec![("in use", sums.modes[link.index].working)]),
        LinkKind::Capacity => (None, Vec::new()),
    }
}

fn alongside_hours(place: &PlaceMonth) -> Vec<(&'static str, f64)> {
    let named = place.lost() + place.productive + place.pattern;
    vec![
        ("in use", place.occupied),
        ("productive", place.productive),
        ("closed", place.closure),
        ("shift", place.shift),
        ("yard", place.yard),
        ("machine", place.machine),
        ("way out", place.leave),
        ("pattern", place.pattern),
        ("mooring", place.occupied - named),
    ]
}

/// The vessel-hours of a class by what they went into.
fn parts(tally: &ClassMonth) -> impl Iterator<Item = (StayPart, f64)> {
    let (account, work) = (&tally.account, &tally.handling);
    let StayTally { entry, start, exit, activities, .. } = account;
    let transfer = [
        ("productive", work.productive),
        ("shift", work.shift),
        ("tail", work.tail),
        ("machine", work.machine),
        ("slow", work.slow),
        ("yard", work.yard),
        ("hatch", work.hatch),
    ];
    let waits = (entry.iter().map(|wait| (StayPart::Entry(wait.unmet), wait.hours)))
        .chain(start.iter().map(|wait| (StayPart::Start(wait.unmet), wait.hours)))
        .chain(exit.iter().map(|wait| (StayPart::Exit(wait.unmet), wait.hours)));
    let activities = activities.iter().enumerate().map(|(at, hours)| (StayPart::Activity(at), *hours));
    let stopped = tally.closures.iter().enumerate().map(|(at, hours)| (StayPart::Stopped(at), *hours));
    let transfer = transfer.into_iter().map(|(name, hours)| (StayPart::Transfer(name), hours));
    waits.chain(activities).chain(transfer).chain(stopped)
}

impl MonthTable {
    /// True if the month lies in `span`.
    pub fn is_in(&self, span: &Span) -> bool {
        span.from <= self.from && self.from < span.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Estimate;

    #[test]
    fn moments_say_what_the_sample_says() {
        let values = [0.31, 0.27, 0.4, 0.0, 0.22];
        let (five, mut moments) = (Replications::new(5), Moments::default());
        values.iter().filter(|value| **value > 0.0).for_each(|value| moments.take(*value));
        let (found, estimate) =
            (moments.mean_of_all(five).expect("five"), Estimate::of(&values).expect("five"));
        assert!((found.mean - estimate.mean).abs() < 1e-12);
        let (found, sample) = (found.interval.expect("five"), estimate.interval.expect("five"));
        assert!((found.0 - sample.0).abs() < 1e-12 && (found.1 - sample.1).abs() < 1e-12);
        assert_eq!(Moments::default().mean(five), None);
        let mut one = Moments::default();
        one.take(0.5);
        assert_eq!(one.mean(five), Some(Mean { mean: 0.5, interval: None }));
    }

    /// Ten vessel-hours alongside in 20 h of the berth: five lost of them is a quarter of the berth's hours.
    #[test]
    fn the_lost_share_of_a_berth_is_of_its_hours() {
        let place = PlaceMonth { occupied: 10.0, open: 20.0, shift: 2.0, leave: 3.0, ..Default::default() };
        let sums = MonthSums { places: vec![place], ..MonthSums::default() };
        let link = Link { kind: LinkKind::Place, index: 0, name: "b".into() };
        let (share, hours) = lost(&link, &sums, 20.0, Some(0.5));
        assert_eq!(share, Some(0.25));
        assert_eq!(hours.last(), Some(&("mooring", 5.0)));
    }
}
