//! Where the space of a yard went (rule A3): what lies there by what it waits for, and what of the capacity is free. Between two settlements all
//! of it goes in straight lines.

use super::stock::Stock;
use super::yard::{Held, YardState};
use crate::port::Direction;
use crate::record::SpaceTally;
use crate::units::Duration;

/// Tonne-hours that lay in a stock, by what they waited for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lying {
    dwelling: f64,
    queued: f64,
    stranded: f64,
    gathering: f64,
    loading: f64,
    /// Of loads that left one by one since it was last settled: what lay there until they did.
    left: f64,
}

/// Space × hours of a yard that was not taken, and its capacity × hours.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Vacant {
    room: f64,
    beyond: f64,
    free: f64,
    closed: f64,
    retired: f64,
}

impl Stock {
    /// Books the hours for which it went on at its present rates, before it is settled to their end.
    pub(super) fn count_lying(&mut self, hours: f64) {
        let left = std::mem::take(&mut self.lying.left);
        let (into, from) = self.flows();
        // What was brought to a depot meanwhile is there already.
        let before = if self.brought { self.tonnes - into * hours } else { self.tonnes };
        let there = (before + (into - from) * hours / 2.0) * hours + left;
        if self.direction == Direction::Export {
            let loads = self.quay_rate > 0.0;
            *(if loads { &mut self.lying.loading } else { &mut self.lying.gathering }) += there;
            return;
        }
        let due = if self.passes_on {
            left
        } else {
            (self.due + (self.supply - self.land_rate) * hours / 2.0) * hours + left
        };
        let due = due.clamp(0.0, there.max(0.0));
        self.lying.dwelling += there - due;
        *(if self.in_service { &mut self.lying.queued } else { &mut self.lying.stranded }) += due;
    }

    /// A load leaves it this long after it was last settled.
    pub(super) fn count_load(&mut self, load: f64, after: Duration) {
        self.lying.left += load * after.hours();
    }
}

impl YardState {
    /// Books the hours in which what it holds went in a straight line to `held`, before that is taken over.
    pub(super) fn count_vacant(&mut self, held: Held, hours: f64) {
        if hours <= 0.0 {
            return;
        }
        if !self.capacity.is_finite() {
            self.vacant.beyond += (self.tonnes.value() + held.tonnes) / 2.0 * hours;
            return;
        }
        let (before, after) = (self.capacity - self.used, self.capacity - held.space);
        self.vacant.room += self.capacity * hours;
        self.vacant.beyond += above_zero(-before, -after) * hours;
        let free = above_zero(before, after) * hours;
        let vacant = &mut self.vacant;
        *(match (self.shut, self.closed) {
            (true, _) => &mut vacant.retired,
            (false, true) => &mut vacant.closed,
            (false, false) => &mut vacant.free,
        }) += free;
    }

    /// Since the last call, with the stocks that lie there.
    pub(super) fn take_space(&mut self, stocks: &mut [Stock]) -> SpaceTally {
        let Vacant { room, beyond, free, closed, retired } = std::mem::take(&mut self.vacant);
        let mut tally = SpaceTally { room, beyond, free, closed, retired, ..SpaceTally::default() };
        for stock in stocks {
            let space = if self.capacity.is_finite() { stock.space } else { 1.0 };
            let left = stock.lying.left;
            let lying = std::mem::replace(&mut stock.lying, Lying { left, ..Lying::default() });
            tally.dwelling += lying.dwelling * space;
            tally.queued += lying.queued * space;
            tally.stranded += lying.stranded * space;
            tally.gathering += lying.gathering * space;
            tally.loading += lying.loading * space;
        }
        tally
    }
}

/// Mean of a straight line from one value to another, with 0 in place of what is below.
fn above_zero(from: f64, to: f64) -> f64 {
    match (from > 0.0, to > 0.0) {
        (true, true) => (from + to) / 2.0,
        (false, false) => 0.0,
        (true, false) => from / 2.0 * (from / (from - to)),
        (false, true) => to / 2.0 * (to / (to - from)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From 6 above to 2 below: three quarters of the time above, there 3 in the mean.
    #[test]
    fn a_line_through_zero_counts_its_part_above() {
        for (from, to, mean) in [(6.0, -2.0, 2.25), (-2.0, 6.0, 2.25), (6.0, 2.0, 4.0), (-1.0, 0.0, 0.0)] {
            assert_eq!(above_zero(from, to), mean, "{from} to {to}");
        }
    }
}
