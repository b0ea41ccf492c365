//! Trains on lines come, start, cross, take their track, leave it and go.

use super::turn::Next;
use super::{Train, Way};
use crate::engine::{Calendar, Phase};
use crate::model::event::Event;
use crate::model::simulator::World;
use crate::port::ModeKind;
use crate::record::{LineMove, Occurrence, hour_of_day};
use crate::units::{Duration, Time, Tonnes};

impl World<'_> {
    /// Timers of the lines.
    pub(in crate::model) fn start_lines(&mut self, calendar: &mut Calendar<Event>) {
        self.lines.lines.iter_mut().for_each(|line| line.timer = Some(calendar.timer()));
    }

    /// A train of `mode` comes on the main line.
    pub(in crate::model) fn train_on_main_line(
        &mut self,
        mode: usize,
        line: usize,
        calendar: &mut Calendar<Event>,
    ) {
        let now = calendar.now();
        let land = self.land.train_on_line(mode, now);
        let number = self.land.last_train(mode);
        let slot = self.lines.lines[line].create(mode, number, land, now);
        self.wait_for_track(line, slot, calendar);
    }

    /// Before the last section a train waits for a track, at most as long as its mode says.
    fn wait_for_track(&mut self, line: usize, slot: u32, calendar: &mut Calendar<Event>) {
        let state = &self.lines.lines[line];
        let train = state.trains[slot as usize];
        if train.way == Way::In && train.place + 1 == state.end() {
            let event = Event::TrackWaitEnds { line: line as u16, train: slot, number: train.id };
            let until = calendar.now() + self.longest_wait(state.modes[train.mode]);
            calendar.at(until, Phase::Closing, event);
        }
    }

    fn longest_wait(&self, mode: usize) -> Duration {
        match &self.port.modes[mode].kind {
            ModeKind::Rail(rail) => rail.max_wait.at(self.draws),
            _ => Duration::ZERO,
        }
    }

    /// The longest wait for a track is over: who has none is cancelled, and goes back if it is on the line.
    pub(in crate::model) fn track_wait_ends(&mut self, line: usize, slot: u32, number: u32, now: Time) {
        let state = &mut self.lines.lines[line];
        let train = state.trains[slot as usize];
        if train.id != number || train.track || train.way == Way::Out {
            return;
        }
        let mode = state.modes[train.mode];
        let queue = state.queue_of(train.mode, train.place, Way::In);
        let at = state.queues[queue].iter().position(|&waiting| waiting == slot);
        state.queues[queue].remove(at.expect("it stands in its queue"));
        state.look = true;
        if train.place == 0 {
            state.remove(slot);
        } else {
            state.trains[slot as usize].way = Way::Out;
            state.stand(slot, now);
        }
        self.land.cancel_train(mode, train.land);
        self.ledger.note(now, None, Occurrence::TrainCancelled(mode));
    }

    /// The time of a train on its track is over: it asks for the line.
    pub(in crate::model) fn train_is_ready(&mut self, mode: usize, land: u32, now: Time) {
        let Some(line) = self.lines.of_mode(mode) else { return };
        let state = &mut self.lines.lines[line];
        let stands = |train: &Train| {
            train.id != 0
                && train.land == land
                && train.place == state.end()
                && state.modes[train.mode] == mode
        };
        let slot = state.trains.iter().position(stands).expect("a train on a track of its line");
        state.trains[slot].way = Way::Out;
        state.stand(slot as u32, now);
    }

    /// A train is at the end of a section.
    pub(in crate::model) fn section_ends(&mut self, line: usize, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let state = &mut self.lines.lines[line];
        let train = state.trains[slot as usize];
        let section = match train.way {
            Way::In => train.place - 1,
            Way::Out => train.place,
        };
        state.sections[section].end(now);
        state.look = true;
        let mode = state.modes[train.mode];
        if train.place == state.end() {
            state.trains[slot as usize].running = false;
            self.note_move(mode, train, LineMove::OnTrack, now);
            self.settle_network(self.land.network_of_mode(mode), now);
            let (number, until) = self.land.enter_track(mode, train.land, now);
            let event = Event::TrainEnds { mode: mode as u16, train: train.land, number };
            calendar.at(until, Phase::Ending, event);
        } else if train.place == 0 {
            state.remove(slot);
            self.note_move(mode, train, LineMove::Out, now);
        } else {
            state.stand(slot, now);
            let what = LineMove::AtPlace { place: train.place, inbound: train.way == Way::In };
            self.note_move(mode, train, what, now);
            self.wait_for_track(line, slot, calendar);
        }
    }

    /// Decisions on lines: tracks are promised, and whoever can starts.
    pub(in crate::model) fn run_lines(&mut self, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        for line in 0..self.lines.lines.len() {
            if !std::mem::take(&mut self.lines.lines[line].look) {
                continue;
            }
            let mut wake = Time::NEVER;
            loop {
                let state = &mut self.lines.lines[line];
                while let Some(train) = state.promise_track() {
                    state.trains[train as usize].asks = now;
                }
                if self.closures.line_held(line) {
                    break;
                }
                match state.next(now, &self.port.almanac) {
                    Next::Start(train) => self.start_section(line, train, calendar),
                    Next::Wait(until) => {
                        wake = until;
                        break;
                    }
                }
            }
            let timer = self.lines.lines[line].timer.expect("timers are there from the start of the run");
            if wake < Time::NEVER {
                calendar.set(timer, wake, Phase::Decision, Event::LineLook(line as u16));
            } else {
                calendar.stop(timer);
            }
        }
    }

    fn start_section(&mut self, line: usize, slot: u32, calendar: &mut Calendar<Event>) {
        let now = calendar.now();
        let state = &mut self.lines.lines[line];
        let before = state.trains[slot as usize];
        let (section, mode, end) = (before.next_section(), state.modes[before.mode], state.end());
        let queue = state.queue_of(before.mode, before.place, before.way);
        state.queues[queue].pop_front();
        state.move_claim(slot, before.target());
        state.trains[slot as usize].running = true;
        if before.way == Way::In && before.place + 1 == end {
            state.promised[before.mode] -= 1;
        }
        let leaves_track = before.way == Way::Out && before.place == end;
        if leaves_track {
            state.trains[slot as usize].track = false;
            state.tracks_used[before.mode] -= 1;
        }
        let until = state.sections[section].begin(before.way, now);
        calendar.at(until, Phase::Operation, Event::SectionEnds { line: line as u16, train: slot });
        self.land.book_line_wait(mode, (now - before.asks).hours());
        if leaves_track {
            let (loaded, net_load) = self.land.leave_track(mode, before.land, now);
            self.land.note_train(mode, |profile| profile.departed[hour_of_day(now)] += 1);
            let what = Occurrence::TrainLeft { mode, loaded: Tonnes(loaded), net_load: Tonnes(net_load) };
            self.ledger.note(now, None, what);
        }
        let what = LineMove::Starts { section: section + 1, inbound: before.way == Way::In };
        self.note_move(mode, before, what, now);
    }

    fn note_move(&mut self, mode: usize, train: Train, what: LineMove, now: Time) {
        self.ledger.note(now, None, Occurrence::OnLine { mode, train: train.number, what });
    }
}
