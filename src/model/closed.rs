//! Hours in which the channel, or all work on a cargo, is shut by closures, by cause and month. Hours outside shifts are no closure here.

use super::causes::Causes;
use crate::record::ClosedTally;
use crate::units::Time;

/// What shuts one thing: any of `own`, or one of each of `all`.
#[derive(Debug)]
pub(super) struct Watch {
    /// Closures of the thing itself.
    pub(super) own: Causes,
    /// By way round: the closures that shut it; if all ways round are shut, so is the thing.
    pub(super) all: Vec<Causes>,
}

impl Watch {
    /// The active closures that shut it; none if it is open.
    fn shut_by(&self, active: Causes) -> Causes {
        let mut by = self.own & active;
        if !self.all.is_empty() && self.all.iter().all(|way| way & active != 0) {
            by |= self.all.iter().fold(0, |all, way| all | way) & active;
        }
        by
    }
}

/// The hours of everything watched: the channel first, then each cargo.
#[derive(Debug)]
pub(super) struct Closed {
    watches: Vec<Watch>,
    tallies: Vec<ClosedTally>,
    causes: usize,
    /// Month of `since`, 0 to 11.
    month: usize,
    since: Time,
}

impl Closed {
    pub(super) fn new(watches: Vec<Watch>, causes: usize, start: Time, month: usize) -> Self {
        let tallies = watches.iter().map(|_| ClosedTally::new(causes)).collect();
        Closed { watches, tallies, causes, month, since: start }
    }

    /// Books the hours until `now` with these closures active; from then on it is this month (0 to 11).
    pub(super) fn settle(&mut self, active: Causes, by_cause: &[Causes], now: Time, month: Option<usize>) {
        let hours = (now - std::mem::replace(&mut self.since, now)).hours();
        if hours > 0.0 && active != 0 {
            for (watch, tally) in self.watches.iter().zip(&mut self.tallies) {
                let by = watch.shut_by(active);
                if by == 0 {
                    continue;
                }
                tally.hours[self.month] += hours;
                for (cause, closures) in by_cause.iter().enumerate() {
                    if closures & by != 0 {
                        tally.causes[cause][self.month] += hours;
                    }
                }
            }
        }
        self.month = month.unwrap_or(self.month);
    }

    /// The tallies since the last call.
    pub(super) fn take(&mut self) -> Vec<ClosedTally> {
        let causes = self.causes;
        self.tallies.iter_mut().map(|tally| std::mem::replace(tally, ClosedTally::new(causes))).collect()
    }

    /// Hours of the channel since the last call of `take`, in all and by cause.
    pub(super) fn channel(&self) -> (f64, Vec<f64>) {
        let sum = |months: &[f64; 12]| months.iter().sum();
        self.tallies.first().map_or_else(Default::default, |channel| {
            (sum(&channel.hours), channel.causes.iter().map(sum).collect())
        })
    }
}
