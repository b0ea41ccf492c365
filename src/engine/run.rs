//! The loop: one instant after the other, each settled in rounds (rule T5).

use super::{Calendar, Phase};
use crate::units::Time;

/// What the engine runs. All state changes happen in these four calls.
pub trait Model {
    /// A small event, copied freely.
    type Event: Copy;

    /// Steps (1) and (2) of a round: something is due, or the world changes.
    fn on(&mut self, event: Self::Event, calendar: &mut Calendar<Self::Event>);

    /// Step (3): who may start something now.
    fn decide(&mut self, calendar: &mut Calendar<Self::Event>);

    /// Step (4): machines, then flows, shared out once from the state reached.
    fn share_out(&mut self, calendar: &mut Calendar<Self::Event>);

    /// Nothing moves any more at this instant.
    fn settled(&mut self, calendar: &mut Calendar<Self::Event>);
}

/// Runs `model` over all instants before `end` (half-open); leaves the clock at `end`.
pub fn run<M: Model>(model: &mut M, calendar: &mut Calendar<M::Event>, end: Time) {
    while let Some(instant) = calendar.next_time().filter(|&time| time < end) {
        calendar.advance(instant);
        settle_instant(model, calendar);
    }
    calendar.advance(end);
}

fn settle_instant<M: Model>(model: &mut M, calendar: &mut Calendar<M::Event>) {
    loop {
        let mut moved = false;
        while let Some(event) = calendar.take_now(Phase::Decision) {
            model.on(event, calendar);
            moved = true;
        }
        if !moved {
            match calendar.take_now(Phase::Closing) {
                Some(event) => model.on(event, calendar),
                None => break,
            }
        }
        model.decide(calendar);
        model.share_out(calendar);
    }
    model.settled(calendar);
}
