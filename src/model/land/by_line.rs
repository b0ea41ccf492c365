//! Trains that come and go on a single-track line: the line says when they take their track and when they leave it.

use super::Land;
use crate::units::Time;

impl Land {
    /// A train of `mode` comes at the main line; its slot in its network.
    pub(in crate::model) fn train_on_line(&mut self, mode: usize, now: Time) -> u32 {
        let (network, siding) = self.siding(mode).expect("only rail modes have trains");
        network.make_train(siding, now)
    }

    /// Number of the last train of `mode` that was due, from 1.
    pub(in crate::model) fn last_train(&mut self, mode: usize) -> u32 {
        let (network, siding) = self.siding(mode).expect("only rail modes have trains");
        network.sidings[siding].number as u32
    }

    /// A train comes to stand on its track; its number and when its first stage is over. Its network is settled.
    pub(in crate::model) fn enter_track(&mut self, mode: usize, slot: u32, now: Time) -> (u32, Time) {
        let (network, siding) = self.siding(mode).expect("only rail modes have trains");
        network.sidings[siding].on_track += 1;
        let until = network.enter_track(siding, slot, now);
        (network.trains[slot as usize].number, until)
    }

    /// A train whose time is over leaves its track: (loaded, net load) in tonnes.
    pub(in crate::model) fn leave_track(&mut self, mode: usize, slot: u32, now: Time) -> (f64, f64) {
        let (network, siding) = self.siding(mode).expect("only rail modes have trains");
        network.leave_track(siding, slot, now)
    }

    /// A train of `mode` found no track in time: it carries nothing.
    pub(in crate::model) fn cancel_train(&mut self, mode: usize, slot: u32) {
        let seat = self.modes[mode];
        let network = &mut self.networks[seat.network];
        network.modes[seat.at].cancelled += 1;
        network.free_train(slot);
    }

    /// Books hours that a train of `mode` stood for the line.
    pub(in crate::model) fn book_line_wait(&mut self, mode: usize, hours: f64) {
        let seat = self.modes[mode];
        self.networks[seat.network].modes[seat.at].line_wait += hours;
    }
}
