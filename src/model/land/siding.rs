//! The siding of a rail mode: its timetable, its tracks, and the trains on it.

use super::tracks::Tracks;
use crate::engine::{Seed, Shape, Stream};
use crate::model::arrivals::Draw;
use crate::model::plan::Plan;
use crate::port::{Draws, Mode, ModeKind, Rail, Timetable};
use crate::units::{Duration, Time, Tonnes};

/// A train less than this short, relatively, is full; so is one that lacks less than a millisecond of its loading rate (rule T4).
const FULL: f64 = 1e-9;

/// The siding of a rail mode.
#[derive(Debug)]
pub(super) struct Siding {
    /// Its mode, in the network.
    pub(super) mode: usize,
    pub(super) timetable: Timetable,
    pub(super) interval: Duration,
    pub(super) per_hour: f64,
    pub(super) gaps: Stream,
    net_load: Draw<Tonnes>,
    /// Loading rate of one train; `None` = at once.
    pub(super) rate: Option<f64>,
    pub(super) allotted: Option<Duration>,
    pub(super) tracks: u32,
    pub(super) on_track: u32,
    pub(super) max_wait: Duration,
    pub(super) number: u64,
    /// Position of the next train in a list.
    pub(super) listed: usize,
    pub(super) from: Time,
    pub(super) until: Time,
    pub(super) start: Time,
    /// What its trains took is given to them up to here.
    pub(super) since: Time,
    /// Trains in their time for loading, and trains that wait for a track, in order, by slot.
    pub(super) standing: Vec<u32>,
    pub(super) waiting: Vec<u32>,
    /// What its trains may load at once from each stock; kept for its memory.
    pub(super) ready: Vec<(usize, f64)>,
    /// Wagons of a train.
    wagons: f64,
    pub(super) shunting: Duration,
    pub(super) inspection: Duration,
    /// Share of trains without wagons by month, and their draws; `None` = there are always wagons.
    shortage: Option<([f64; 12], Stream)>,
    /// Its trains come and go on a line, which says when they leave their track.
    pub(super) by_line: bool,
    /// What its tracks are used for.
    pub(super) hours: Tracks,
}

/// A train.
#[derive(Clone, Copy, Debug)]
pub(super) struct Train {
    /// Slots are used again: 0 = free.
    pub(super) number: u32,
    pub(super) net_load: f64,
    pub(super) loaded: f64,
    pub(super) full: bool,
    pub(super) on_track: bool,
    pub(super) stage: Stage,
    /// When its time on the track, or its wait for one, is over.
    pub(super) until: Time,
}

/// What a train does on its track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stage {
    /// It is placed; nothing is loaded yet.
    Shunting,
    /// Its time for loading.
    Loading,
    /// It is looked over; nothing is loaded any more.
    Inspection,
    /// Its time is over; it stands until the line lets it go.
    Ready,
}

impl Siding {
    /// The siding of a rail mode that is number `at` of its network.
    pub(super) fn new(mode: &Mode, at: usize, draws: &Draws, seed: Seed, plan: &Plan) -> Option<Siding> {
        let ModeKind::Rail(rail) = &mode.kind else { return None };
        let purpose = |what: &str| format!("mode/{}/{what}", mode.name);
        let interval = match &rail.timetable {
            Timetable::Every { interval, .. } => interval.at(draws),
            _ => Duration::ZERO,
        };
        let per_hour = match &rail.timetable {
            Timetable::Random { per_day } => per_day.at(draws) / 24.0,
            _ => 0.0,
        };
        let date = |date: Option<crate::port::Figure<Time>>| date.map(|date| date.at(draws));
        Some(Siding {
            mode: at,
            timetable: rail.timetable.clone(),
            interval,
            per_hour,
            gaps: seed.stream(&purpose("paths")),
            net_load: Draw::new(&rail.net_load, draws, seed, &purpose("net load")),
            rate: rail.rate.map(|rate| rate.at(draws).0),
            allotted: allotted(rail, draws),
            tracks: rail.tracks.map_or(u32::MAX, |tracks| tracks.at(draws).round().clamp(0.0, 1e9) as u32),
            on_track: 0,
            max_wait: rail.max_wait.at(draws),
            number: 0,
            listed: 0,
            from: date(mode.from).filter(|&from| from > plan.figures_from).unwrap_or(plan.start),
            until: date(mode.until).unwrap_or(Time::NEVER),
            start: plan.start,
            since: plan.start,
            standing: Vec::new(),
            waiting: Vec::new(),
            ready: Vec::new(),
            wagons: f64::from(rail.wagons),
            shunting: rail.shunting.at(draws),
            inspection: rail.inspection.at(draws),
            shortage: shortage(rail, draws).map(|shares| (shares, seed.stream(&purpose("wagons")))),
            by_line: rail.line.is_some(),
            hours: Tracks::new(plan.start),
        })
    }

    /// True if the train that is due in `month` (1 to 12) has no wagons.
    pub(super) fn lacks_wagons(&mut self, month: impl FnOnce() -> i8) -> bool {
        let number = self.number - 1;
        let Some((shares, stream)) = &mut self.shortage else { return false };
        stream.uniform(number) < shares[month() as usize - 1]
    }

    /// The net load of the train that comes.
    pub(super) fn next_load(&mut self) -> f64 {
        self.net_load.item(self.number - 1).0 * self.wagons
    }

    /// When the next train comes, strictly after the last one.
    pub(super) fn next_train(&mut self, now: Time) -> Option<Time> {
        let first_call = self.number == 0;
        let next = match &self.timetable {
            Timetable::Every { first, .. } => {
                let origin = Time::ZERO + *first;
                let interval = self.interval.milliseconds().max(1);
                let earliest = self.from.max(self.start).max(if first_call {
                    now
                } else {
                    now + Duration::from_milliseconds(1)
                });
                // A warm-up before t = 0 keeps the phase of the timetable; else it begins with its first train.
                let least = if self.start < Time::ZERO { i64::MIN } else { 0 };
                let steps = (earliest - origin).milliseconds().max(least);
                origin + Duration::from_milliseconds((steps + interval - 1).div_euclid(interval) * interval)
            }
            Timetable::Random { .. } => {
                let gap: f64 = Shape::Exponential.sample(self.gaps.item(self.number));
                now.max(self.from) + Duration::from_hours(gap / self.per_hour)
            }
            Timetable::Listed(list) => {
                self.listed = if first_call {
                    let earliest = now.max(self.from);
                    list.partition_point(|&time| time < earliest)
                } else {
                    self.listed + 1
                };
                *list.get(self.listed)?
            }
        };
        self.number += 1;
        (next < self.until).then_some(next)
    }

    /// Books the hours of its tracks up to `now`.
    pub(super) fn book_tracks(&mut self, now: Time) {
        self.hours.book(self.tracks, (self.from, self.until), now);
    }

    /// Its trains on tracks that are not full yet.
    pub(super) fn loading<'a>(&'a self, trains: &'a [Train]) -> impl Iterator<Item = &'a Train> + 'a {
        self.standing.iter().map(|&slot| &trains[slot as usize]).filter(|train| !train.full)
    }

    /// How long a train with this load stands for loading.
    pub(super) fn time_for_loading(&self, net_load: f64) -> Duration {
        self.allotted.unwrap_or_else(|| match self.rate {
            Some(rate) => Duration::from_hours(net_load / rate),
            None => Duration::ZERO,
        })
    }
}

/// What a full train may lack, t.
pub(super) fn crumb_of(rate: Option<f64>, net_load: f64) -> f64 {
    let millisecond = Duration::from_milliseconds(1).hours();
    rate.map_or(0.0, |rate| rate * millisecond).max(net_load * FULL)
}

/// Share of trains without wagons by month, if there are such.
fn shortage(rail: &Rail, draws: &Draws) -> Option<[f64; 12]> {
    let share = rail.wagon_shortage.at(draws);
    (share > 0.0).then(|| (*rail.shortage_months).map(|month| share * month))
}

fn allotted(rail: &Rail, draws: &Draws) -> Option<Duration> {
    rail.allotted.map(|allotted| allotted.at(draws))
}
