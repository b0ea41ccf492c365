//! Trains on a siding (rule L1): they come by timetable, take a track, are loaded for their allotted time and leave with what they
//! have. Short and cancelled trains are lost capacity.

use super::Land;
use crate::engine::{Seed, Shape, Stream};
use crate::model::arrivals::Draw;
use crate::model::plan::Plan;
use crate::port::{Direction, Draws, Mode, ModeKind, Rail, Timetable};
use crate::units::{Duration, Time, Tonnes};

/// A train less than this short, relatively, is full; so is one that lacks less than a millisecond of its loading rate (rule T4).
const FULL: f64 = 1e-9;

/// The siding of a rail mode.
#[derive(Debug)]
pub(super) struct Siding {
    timetable: Timetable,
    interval: Duration,
    per_hour: f64,
    gaps: Stream,
    net_load: Draw<Tonnes>,
    /// Loading rate of one train; `None` = at once.
    rate: Option<f64>,
    allotted: Option<Duration>,
    tracks: u32,
    on_track: u32,
    max_wait: Duration,
    number: u64,
    /// Position of the next train in a list.
    listed: usize,
    from: Time,
    until: Time,
    start: Time,
    /// Trains on tracks and waiting, in order, by slot.
    standing: Vec<u32>,
    waiting: Vec<u32>,
}

/// A train.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Train {
    pub(super) mode: usize,
    /// Slots are used again: 0 = free.
    pub(super) number: u32,
    net_load: f64,
    loaded: f64,
    full: bool,
    on_track: bool,
    /// When its time on the track, or its wait for one, is over.
    until: Time,
}

/// What became of a train.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::model) enum TrainAnswer {
    /// It stands on a track until then.
    OnTrack { train: u32, number: u32, until: Time },
    /// It waits for a track until then.
    Waits { train: u32, number: u32, until: Time },
    /// No track: cancelled.
    Cancelled,
}

impl Siding {
    pub(super) fn new(mode: &Mode, draws: &Draws, seed: Seed, plan: &Plan) -> Option<Siding> {
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
            standing: Vec::new(),
            waiting: Vec::new(),
        })
    }
}

/// What a full train may lack, t.
fn crumb_of(rate: Option<f64>, net_load: f64) -> f64 {
    let millisecond = Duration::from_milliseconds(1).hours();
    rate.map_or(0.0, |rate| rate * millisecond).max(net_load * FULL)
}

fn allotted(rail: &Rail, draws: &Draws) -> Option<Duration> {
    rail.allotted.map(|allotted| allotted.at(draws))
}

impl Land {
    /// When the next train of `mode` comes, strictly after the last one.
    pub(in crate::model) fn next_train(&mut self, mode: usize, now: Time) -> Option<Time> {
        let siding = self.rail[mode].as_mut()?;
        let first_call = siding.number == 0;
        let next = match &siding.timetable {
            Timetable::Every { first, .. } => {
                let origin = Time::ZERO + *first;
                let interval = siding.interval.milliseconds().max(1);
                let earliest = siding.from.max(siding.start).max(if first_call {
                    now
                } else {
                    now + Duration::from_milliseconds(1)
                });
                // A warm-up before t = 0 keeps the phase of the timetable; else it begins with its first train.
                let least = if siding.start < Time::ZERO { i64::MIN } else { 0 };
                let steps = (earliest - origin).milliseconds().max(least);
                origin + Duration::from_milliseconds((steps + interval - 1).div_euclid(interval) * interval)
            }
            Timetable::Random { .. } => {
                let gap: f64 = Shape::Exponential.sample(siding.gaps.item(siding.number));
                now.max(siding.from) + Duration::from_hours(gap / siding.per_hour)
            }
            Timetable::Listed(list) => {
                siding.listed = if first_call {
                    let earliest = now.max(siding.from);
                    list.partition_point(|&time| time < earliest)
                } else {
                    siding.listed + 1
                };
                *list.get(siding.listed)?
            }
        };
        siding.number += 1;
        (next < siding.until).then_some(next)
    }

    /// A train of `mode` comes at `now`; its network is settled.
    pub(in crate::model) fn train_comes(&mut self, mode: usize, now: Time) -> TrainAnswer {
        self.modes[mode].trains += 1;
        let siding = self.rail[mode].as_mut().expect("a rail mode");
        let net_load = siding.net_load.item(siding.number - 1).0;
        let free = siding.on_track < siding.tracks;
        if !free && siding.max_wait <= Duration::ZERO {
            self.modes[mode].cancelled += 1;
            return TrainAnswer::Cancelled;
        }
        let max_wait = siding.max_wait;
        self.trains_created += 1;
        let number = self.trains_created;
        let new = Train {
            mode,
            number,
            net_load,
            loaded: 0.0,
            full: false,
            on_track: false,
            until: now + max_wait,
        };
        let slot = match self.trains.iter().position(|train| train.number == 0) {
            Some(slot) => {
                self.trains[slot] = new;
                slot
            }
            None => {
                self.trains.push(new);
                self.trains.len() - 1
            }
        } as u32;
        if free {
            let until = self.take_track(slot, now);
            return TrainAnswer::OnTrack { train: slot, number, until };
        }
        self.rail[mode].as_mut().expect("a rail mode").waiting.push(slot);
        TrainAnswer::Waits { train: slot, number, until: now + max_wait }
    }

    /// Puts a train on a track; returns when its time there is over.
    fn take_track(&mut self, slot: u32, now: Time) -> Time {
        let mode = self.trains[slot as usize].mode;
        let siding = self.rail[mode].as_mut().expect("a rail mode");
        siding.on_track += 1;
        siding.standing.push(slot);
        let net_load = self.trains[slot as usize].net_load;
        let time = siding.allotted.unwrap_or_else(|| match siding.rate {
            Some(rate) => Duration::from_hours(net_load / rate),
            None => Duration::ZERO,
        });
        let at_once = siding.rate.is_none();
        self.trains[slot as usize].on_track = true;
        if at_once {
            self.exchange(slot, now);
        }
        self.mark_changed(mode);
        self.trains[slot as usize].until = now + time;
        now + time
    }

    /// Loads (or unloads) a train at once with what is due (or what there is room for), in proportion.
    fn exchange(&mut self, slot: u32, now: Time) {
        let train = self.trains[slot as usize];
        let Some(network) = self.mode_network[train.mode] else { return };
        if self.modes[train.mode].factor <= 0.0 {
            return;
        }
        let routes: Vec<usize> = (self.networks[network].routes.iter())
            .filter(|route| route.mode == train.mode && !route.fallback)
            .map(|route| route.stock)
            .collect();
        let ready: Vec<f64> =
            routes.iter().map(|&stock| self.ready(stock, &routes, train.net_load)).collect();
        let all: f64 = ready.iter().sum();
        let taken = train.net_load.min(all);
        if taken > 0.0 {
            for (&stock, ready) in routes.iter().zip(ready) {
                self.move_by(stock, train.mode, taken * ready / all, now, now);
            }
            for index in 0..self.networks[network].yards.len() {
                self.measure_yard(self.networks[network].yards[index], now);
            }
        }
        let train = &mut self.trains[slot as usize];
        train.loaded = taken;
        train.full = true;
    }

    /// What a train may exchange with a stock at once: what is due there; or room in its yard, shared evenly by the export stocks
    /// among `routes`, at most a load.
    fn ready(&self, number: usize, routes: &[usize], net_load: f64) -> f64 {
        let stock = &self.stocks[number];
        let yard = &self.yards[stock.yard];
        let beside = |other: &&usize| {
            let other = &self.stocks[**other];
            other.yard == stock.yard && other.direction == Direction::Export
        };
        match stock.direction {
            _ if yard.closed => 0.0,
            Direction::Import => stock.due,
            Direction::Export if stock.space > 0.0 => {
                let room = (yard.capacity - yard.used).max(0.0) / stock.space;
                (room / routes.iter().filter(beside).count() as f64).min(net_load)
            }
            Direction::Export => net_load,
        }
    }

    /// A train's time on the track, or its wait, is over. Returns (mode, loaded, net load) if it left a track, and the train
    /// that took its place, if any.
    pub(in crate::model) fn train_ends(
        &mut self,
        slot: u32,
        now: Time,
    ) -> (Option<(usize, f64, f64)>, Option<TrainAnswer>) {
        let train = self.trains[slot as usize];
        let siding = self.rail[train.mode].as_mut().expect("a rail mode");
        if !train.on_track {
            siding.waiting.retain(|&waiting| waiting != slot);
            self.modes[train.mode].cancelled += 1;
            self.trains[slot as usize].number = 0;
            return (None, None);
        }
        siding.on_track -= 1;
        siding.standing.retain(|&standing| standing != slot);
        let next = (!siding.waiting.is_empty()).then(|| siding.waiting.remove(0));
        let lacks = train.net_load - train.loaded;
        self.modes[train.mode].short += u32::from(lacks > crumb_of(siding.rate, train.net_load));
        self.trains[slot as usize].number = 0;
        self.mark_changed(train.mode);
        let follower = next.map(|slot| {
            let number = self.trains[slot as usize].number;
            TrainAnswer::OnTrack { train: slot, number, until: self.take_track(slot, now) }
        });
        (Some((train.mode, train.loaded, train.net_load)), follower)
    }

    /// True if the slot still holds the train of this number and its time is over now (not that of a wait that ended earlier).
    pub(in crate::model) fn train_event_counts(&self, slot: u32, number: u32, now: Time) -> bool {
        let train = &self.trains[slot as usize];
        train.number == number && train.until == now
    }

    /// The mode of the train in a slot.
    pub(in crate::model) fn mode_of_train(&self, slot: u32) -> usize {
        self.trains[slot as usize].mode
    }

    fn mark_changed(&mut self, mode: usize) {
        let own = self.train_rate(mode);
        self.set_mode_limit(mode, own, self.modes[mode].factor);
        if let Some(network) = self.mode_network[mode] {
            self.networks[network].changed = true;
        }
    }

    /// Rate at which trains on tracks can take cargo, t/h.
    pub(super) fn train_rate(&self, mode: usize) -> f64 {
        let Some(siding) = &self.rail[mode] else { return 0.0 };
        let Some(rate) = siding.rate else { return 0.0 };
        siding.standing.iter().filter(|&&slot| !self.trains[slot as usize].full).map(|_| rate).sum()
    }

    /// Gives what rail modes carried since the last settlement to their trains, equally.
    pub(super) fn load_trains(&mut self, network: usize) {
        for index in 0..self.networks[network].modes.len() {
            let mode = self.networks[network].modes[index];
            let carried = std::mem::take(&mut self.modes[mode].unloaded_on_trains);
            if carried <= 0.0 {
                continue;
            }
            let siding = self.rail[mode].as_ref().expect("only rail modes carry by train");
            let rate = siding.rate;
            let loading = siding.standing.iter().filter(|&&slot| !self.trains[slot as usize].full).count();
            let mut filled = false;
            for at in 0..siding.standing.len() {
                let slot = self.rail[mode].as_ref().expect("a rail mode").standing[at];
                let train = &mut self.trains[slot as usize];
                if !train.full {
                    train.loaded += carried / loading as f64;
                    if train.net_load - train.loaded <= crumb_of(rate, train.net_load) {
                        train.full = true;
                        filled = true;
                    }
                }
            }
            if filled {
                self.mark_changed(mode);
            }
        }
    }

    /// When the next train of a network is full at the present rates.
    pub(super) fn next_full_train(&self, network: usize, now: Time) -> Option<Time> {
        let mut next: Option<Time> = None;
        for &mode in &self.networks[network].modes {
            let Some(siding) = &self.rail[mode] else { continue };
            let rate = self.modes[mode].rate;
            let loading =
                siding.standing.iter().map(|&slot| &self.trains[slot as usize]).filter(|train| !train.full);
            let count = loading.clone().count() as f64;
            for train in loading {
                if rate > 0.0 {
                    let full = now + Duration::from_hours((train.net_load - train.loaded) * count / rate);
                    next = Some(next.map_or(full, |next| next.min(full)));
                }
            }
        }
        next
    }
}
