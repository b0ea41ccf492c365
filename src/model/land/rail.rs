//! Trains on a siding (rule L1): they come by timetable, take a track, are loaded for their allotted time and leave with what they
//! have. Short and cancelled trains are lost capacity.

use super::siding::{Stage, Train, crumb_of};
use super::stock::Route;
use super::tracks::OnTrack;
use super::{Land, Network};
use crate::port::Direction;
use crate::units::{Duration, Time};

/// What became of a train that came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::model) enum TrainAnswer {
    /// It stands on a track until then.
    OnTrack { train: u32, number: u32, until: Time },
    /// It waits for a track until then.
    Waits { train: u32, number: u32, until: Time },
    /// No track: cancelled.
    Cancelled,
}

/// What became of a train whose time was over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::model) enum TrainEnd {
    /// It waited in vain for a track.
    Cancelled,
    /// Its shunting is over: its time for loading lasts until then.
    Loads { until: Time },
    /// Its time for loading is over, with so many tonnes: its inspection lasts until then.
    Inspected { loaded: f64, until: Time },
    /// It left its track with so many tonnes of what it could take; the train that took its place.
    Left { loaded: f64, net_load: f64, follower: Option<TrainAnswer> },
    /// It stands on its track until the line lets it go.
    Ready,
}

impl Land {
    pub(super) fn siding(&mut self, mode: usize) -> Option<(&mut Network, usize)> {
        let seat = self.modes[mode];
        let network = &mut self.networks[seat.network];
        network.modes[seat.at].siding.map(|siding| (network, siding))
    }

    /// When the next train of `mode` comes, strictly after the last one; `None` for good, or if it has no trains.
    pub(in crate::model) fn next_train(&mut self, mode: usize, now: Time) -> Option<Time> {
        let (network, siding) = self.siding(mode)?;
        network.sidings[siding].next_train(now)
    }

    /// A train of `mode` comes at `now`; its network is settled.
    pub(in crate::model) fn train_comes(&mut self, mode: usize, now: Time) -> TrainAnswer {
        let (network, siding) = self.siding(mode).expect("only rail modes have trains");
        network.train_comes(siding, now)
    }

    /// True, and counted, if the train of `mode` that is due in `month` (1 to 12) has no wagons.
    pub(in crate::model) fn lacks_wagons(&mut self, mode: usize, month: impl FnOnce() -> i8) -> bool {
        let (network, siding) = self.siding(mode).expect("only rail modes have trains");
        let lacks = network.sidings[siding].lacks_wagons(month);
        network.modes[network.sidings[siding].mode].no_wagons += u32::from(lacks);
        lacks
    }

    /// A stage of a train of `mode` on the track, or its wait, is over; its network is settled.
    pub(in crate::model) fn train_ends(&mut self, mode: usize, slot: u32, now: Time) -> TrainEnd {
        let (network, siding) = self.siding(mode).expect("only rail modes have trains");
        network.train_ends(siding, slot, now)
    }

    /// True if the slot still holds the train of this number and its time is over now (not that of a wait that ended earlier).
    pub(in crate::model) fn train_event_counts(
        &self,
        mode: usize,
        slot: u32,
        number: u32,
        now: Time,
    ) -> bool {
        let train = &self.networks[self.modes[mode].network].trains[slot as usize];
        train.number == number && train.until == now
    }
}

impl Network {
    fn train_comes(&mut self, number: usize, now: Time) -> TrainAnswer {
        let siding = &self.sidings[number];
        let free = siding.on_track < siding.tracks;
        if !free && siding.max_wait <= Duration::ZERO {
            let mode = siding.mode;
            self.modes[mode].trains += 1;
            self.modes[mode].cancelled += 1;
            return TrainAnswer::Cancelled;
        }
        let slot = self.make_train(number, now + siding.max_wait);
        let created = self.trains[slot as usize].number;
        if free {
            self.sidings[number].on_track += 1;
            let until = self.enter_track(number, slot, now);
            return TrainAnswer::OnTrack { train: slot, number: created, until };
        }
        self.sidings[number].waiting.push(slot);
        let until = self.trains[slot as usize].until;
        TrainAnswer::Waits { train: slot, number: created, until }
    }

    /// A train that came and waits, at most until then; returns its slot.
    pub(super) fn make_train(&mut self, number: usize, until: Time) -> u32 {
        let siding = &mut self.sidings[number];
        self.modes[siding.mode].trains += 1;
        let net_load = siding.next_load();
        self.trains_created += 1;
        let (number, stage) = (self.trains_created, Stage::Loading);
        let new = Train { number, net_load, loaded: 0.0, full: false, on_track: false, stage, until };
        let slot = self.free_trains.pop().unwrap_or(self.trains.len() as u32);
        match self.trains.get_mut(slot as usize) {
            Some(train) => *train = new,
            None => self.trains.push(new),
        }
        slot
    }

    /// A train comes to stand on the track taken for it; returns when its first stage there is over.
    pub(super) fn enter_track(&mut self, number: usize, slot: u32, now: Time) -> Time {
        let siding = &mut self.sidings[number];
        siding.book_tracks(now);
        siding.hours.turn(None, Some(OnTrack::Shunting));
        let shunting = siding.shunting;
        let train = &mut self.trains[slot as usize];
        train.on_track = true;
        if shunting > Duration::ZERO {
            (train.stage, train.until) = (Stage::Shunting, now + shunting);
            return train.until;
        }
        self.begin_loading(number, slot, now)
    }

    /// The time of a train for loading begins; returns when it is over.
    fn begin_loading(&mut self, number: usize, slot: u32, now: Time) -> Time {
        let siding = &mut self.sidings[number];
        siding.book_tracks(now);
        siding.hours.turn(Some(OnTrack::Shunting), Some(OnTrack::Loading));
        siding.standing.push(slot);
        let train = &mut self.trains[slot as usize];
        train.stage = Stage::Loading;
        train.until = now + siding.time_for_loading(train.net_load);
        let until = train.until;
        if siding.rate.is_none() {
            self.exchange(number, slot, now);
        }
        self.mark_changed(number);
        until
    }

    /// Loads (or unloads) a train at once with what is due (or what there is room for), in proportion.
    fn exchange(&mut self, number: usize, slot: u32, now: Time) {
        let mode = self.sidings[number].mode;
        let net_load = self.trains[slot as usize].net_load;
        if self.modes[mode].factor <= 0.0 {
            return;
        }
        let mut ready = std::mem::take(&mut self.sidings[number].ready);
        ready.clear();
        let served = self.routes[..self.primary].iter().filter(|route| route.mode == mode);
        ready.extend(served.map(|route| (route.stock, self.ready(route.stock, mode, net_load))));
        let all: f64 = ready.iter().map(|ready| ready.1).sum();
        let taken = net_load.min(all);
        if taken > 0.0 {
            for &(stock, ready) in &ready {
                self.move_at_once(stock, mode, taken * ready / all, now);
            }
            (0..self.yards.len()).for_each(|yard| self.measure_yard(yard, now));
        }
        self.sidings[number].ready = ready;
        let train = &mut self.trains[slot as usize];
        train.loaded = taken;
        train.full = true;
        self.sidings[number].hours.turn(Some(OnTrack::Loading), Some(OnTrack::Full));
    }

    /// What a train of `mode` may exchange with a stock at once: what is due there; or room in its yard, shared evenly by the export
    /// stocks that the mode serves there, at most a load.
    fn ready(&self, number: usize, mode: usize, net_load: f64) -> f64 {
        let stock = &self.stocks[number];
        let yard = &self.yards[stock.yard];
        match stock.direction {
            _ if yard.closed => 0.0,
            Direction::Export if yard.shut => 0.0,
            Direction::Import => stock.due,
            Direction::Export if stock.space > 0.0 => {
                let room = (yard.capacity - yard.used).max(0.0) / stock.space;
                let beside = |route: &&Route| {
                    let other = &self.stocks[route.stock];
                    route.mode == mode && other.yard == stock.yard && other.direction == Direction::Export
                };
                let sharers = self.routes[..self.primary].iter().filter(beside).count();
                (room / sharers as f64).min(net_load)
            }
            Direction::Export => net_load,
        }
    }

    fn train_ends(&mut self, number: usize, slot: u32, now: Time) -> TrainEnd {
        let train = self.trains[slot as usize];
        if !train.on_track {
            let siding = &mut self.sidings[number];
            siding.waiting.retain(|&waiting| waiting != slot);
            self.modes[siding.mode].cancelled += 1;
            self.free_train(slot);
            return TrainEnd::Cancelled;
        }
        match train.stage {
            Stage::Shunting => return TrainEnd::Loads { until: self.begin_loading(number, slot, now) },
            Stage::Loading => {
                self.end_loading(number, slot, now);
                let inspection = self.sidings[number].inspection;
                if inspection > Duration::ZERO {
                    let train = &mut self.trains[slot as usize];
                    (train.stage, train.until) = (Stage::Inspection, now + inspection);
                    return TrainEnd::Inspected { loaded: train.loaded, until: train.until };
                }
            }
            Stage::Inspection => {}
            Stage::Ready => unreachable!("a train that is ready has no stage to end"),
        }
        if self.sidings[number].by_line {
            self.sidings[number].book_tracks(now);
            self.sidings[number].hours.turn(Some(OnTrack::Inspected), Some(OnTrack::Ready));
            self.trains[slot as usize].stage = Stage::Ready;
            return TrainEnd::Ready;
        }
        let (loaded, net_load) = self.leave_track(number, slot, now);
        let siding = &mut self.sidings[number];
        let next = (!siding.waiting.is_empty()).then(|| siding.waiting.remove(0));
        let follower = next.map(|slot| {
            self.sidings[number].on_track += 1;
            TrainAnswer::OnTrack {
                train: slot,
                number: self.trains[slot as usize].number,
                until: self.enter_track(number, slot, now),
            }
        });
        TrainEnd::Left { loaded, net_load, follower }
    }

    /// The time of a train for loading is over: it leaves with what it has.
    fn end_loading(&mut self, number: usize, slot: u32, now: Time) {
        let train = self.trains[slot as usize];
        let siding = &mut self.sidings[number];
        siding.book_tracks(now);
        let was = if train.full { OnTrack::Full } else { OnTrack::Loading };
        siding.hours.turn(Some(was), Some(OnTrack::Inspected));
        siding.standing.retain(|&standing| standing != slot);
        let lacks = train.net_load - train.loaded;
        self.modes[siding.mode].short += u32::from(lacks > crumb_of(siding.rate, train.net_load));
        self.mark_changed(number);
    }

    /// A train frees its track and is gone from the siding: what it has, and what it could have.
    pub(super) fn leave_track(&mut self, number: usize, slot: u32, now: Time) -> (f64, f64) {
        let siding = &mut self.sidings[number];
        siding.book_tracks(now);
        siding.hours.turn(Some(if siding.by_line { OnTrack::Ready } else { OnTrack::Inspected }), None);
        siding.on_track -= 1;
        self.free_train(slot);
        let train = &self.trains[slot as usize];
        (train.loaded, train.net_load)
    }

    /// The slot of a train may be used again.
    pub(super) fn free_train(&mut self, slot: u32) {
        self.trains[slot as usize].number = 0;
        self.free_trains.push(slot);
    }

    /// The limit of a rail mode follows its trains.
    fn mark_changed(&mut self, siding: usize) {
        let mode = self.sidings[siding].mode;
        self.set_mode_limit(mode, self.train_rate(siding), self.modes[mode].factor);
        self.find_paces();
        self.touch_all();
    }

    /// Rate at which trains on tracks can take cargo, t/h.
    pub(super) fn train_rate(&self, siding: usize) -> f64 {
        let siding = &self.sidings[siding];
        let Some(rate) = siding.rate else { return 0.0 };
        siding.loading(&self.trains).map(|_| rate).sum()
    }

    /// Gives what the trains of a siding took since they were last loaded to them, equally.
    pub(super) fn load_trains(&mut self, number: usize, now: Time) {
        let siding = &mut self.sidings[number];
        siding.since = now;
        siding.book_tracks(now);
        let carried = std::mem::take(&mut self.modes[siding.mode].unloaded_on_trains);
        if carried <= 0.0 {
            return;
        }
        siding.rate.iter().for_each(|rate| siding.hours.load(carried / rate));
        let loading = siding.loading(&self.trains).count() as f64;
        let mut filled = false;
        for &slot in &siding.standing {
            let train = &mut self.trains[slot as usize];
            if !train.full {
                train.loaded += carried / loading;
                train.full = train.net_load - train.loaded <= crumb_of(siding.rate, train.net_load);
                if train.full {
                    filled = true;
                    siding.hours.turn(Some(OnTrack::Loading), Some(OnTrack::Full));
                }
            }
        }
        if filled {
            self.mark_changed(number);
        }
    }

    /// When the next train is full at the present rates, which have held since trains were last loaded.
    pub(super) fn next_full_train(&self) -> Option<Time> {
        let mut next: Option<Time> = None;
        for siding in &self.sidings {
            let rate = self.modes[siding.mode].rate;
            if rate <= 0.0 {
                continue;
            }
            let count = siding.loading(&self.trains).count() as f64;
            for train in siding.loading(&self.trains) {
                let left = (train.net_load - train.loaded) * count;
                let full = siding.since + Duration::from_hours(left / rate);
                next = Some(next.map_or(full, |next| next.min(full)));
            }
        }
        next
    }
}
