//! Trains come, take a track or wait for one, go through their stages there and leave (rule L1).

use super::event::Event;
use super::land::{TrainAnswer, TrainEnd};
use super::simulator::World;
use crate::engine::{Calendar, Phase};
use crate::record::{Occurrence, hour_of_day};
use crate::units::Tonnes;

impl World<'_> {
    pub(super) fn schedule_train(&mut self, mode: usize, calendar: &mut Calendar<Event>) {
        if let Some(next) = self.land.next_train(mode, calendar.now()) {
            calendar.at(next, Phase::Operation, Event::TrainComes { mode: mode as u16 });
        }
    }

    /// A train comes, if there are wagons.
    pub(super) fn train_comes(&mut self, mode: usize, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        if self.land.lacks_wagons(mode, || self.port.almanac.date(now).month) {
            self.ledger.note(now, None, Occurrence::TrainWithoutWagons(mode));
            self.schedule_train(mode, calendar);
            return;
        }
        self.settle_network(self.land.network_of_mode(mode), now);
        self.ledger.note(now, None, Occurrence::TrainArrived(mode));
        self.land.note_train(mode, |profile| profile.arrived[hour_of_day(now)] += 1);
        match self.lines.of_mode(mode) {
            Some(line) => self.train_on_main_line(mode, line, calendar),
            None => self.train_at_siding(mode, calendar),
        }
        self.schedule_train(mode, calendar);
    }

    fn train_at_siding(&mut self, mode: usize, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        match self.land.train_comes(mode, now) {
            TrainAnswer::OnTrack { train, number, until } => {
                let event = Event::TrainEnds { mode: mode as u16, train, number };
                calendar.at(until, Phase::Ending, event);
            }
            TrainAnswer::Waits { train, number, until } => {
                let event = Event::TrainEnds { mode: mode as u16, train, number };
                calendar.at(until, Phase::Closing, event);
            }
            TrainAnswer::Cancelled => self.ledger.note(now, None, Occurrence::TrainCancelled(mode)),
        }
    }

    /// A stage of a train on the track, or its wait for one, is over.
    pub(super) fn train_ends(
        &mut self,
        mode: usize,
        train: u32,
        number: u32,
        calendar: &mut Calendar<Event>,
    ) {
        let now = calendar.now();
        if !self.land.train_event_counts(mode, train, number, now) {
            return;
        }
        self.settle_network(self.land.network_of_mode(mode), now);
        let same = Event::TrainEnds { mode: mode as u16, train, number };
        match self.land.train_ends(mode, train, now) {
            TrainEnd::Cancelled => self.ledger.note(now, None, Occurrence::TrainCancelled(mode)),
            TrainEnd::Loads { until } => {
                self.ledger.note(now, None, Occurrence::TrainLoads(mode));
                calendar.at(until, Phase::Ending, same);
            }
            TrainEnd::Inspected { loaded, until } => {
                self.ledger.note(now, None, Occurrence::TrainLoaded(mode, Tonnes(loaded)));
                calendar.at(until, Phase::Ending, same);
            }
            TrainEnd::Left { loaded, net_load, follower } => {
                let what = Occurrence::TrainLeft { mode, loaded: Tonnes(loaded), net_load: Tonnes(net_load) };
                self.ledger.note(now, None, what);
                self.land.note_train(mode, |profile| profile.departed[hour_of_day(now)] += 1);
                if let Some(TrainAnswer::OnTrack { train, number, until }) = follower {
                    let event = Event::TrainEnds { mode: mode as u16, train, number };
                    calendar.at(until, Phase::Ending, event);
                }
            }
            TrainEnd::Ready => self.train_is_ready(mode, train, now),
        }
    }
}
