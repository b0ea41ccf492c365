//! What the tracks of a siding are used for (rule A3), hour by hour.

use crate::record::TrackTally;
use crate::units::Time;

/// The tracks of a siding as they stand.
#[derive(Debug)]
pub(super) struct Tracks {
    /// By what trains do there.
    shunting: u32,
    /// In their time for loading, and of those, full.
    loading: u32,
    full: u32,
    inspected: u32,
    ready: u32,
    /// The mode is suspended.
    suspended: bool,
    since: Time,
    /// Since the last reading; `wanting` holds all hours of trains that are not full until then.
    hours: TrackTally,
}

/// What a train does on its track, as far as its hours go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnTrack {
    Shunting,
    Loading,
    Full,
    Inspected,
    Ready,
}

impl Tracks {
    pub(super) fn new(start: Time) -> Tracks {
        let hours = TrackTally::default();
        Tracks {
            shunting: 0,
            loading: 0,
            full: 0,
            inspected: 0,
            ready: 0,
            suspended: false,
            since: start,
            hours,
        }
    }

    fn count(&mut self, what: OnTrack) -> &mut u32 {
        match what {
            OnTrack::Shunting => &mut self.shunting,
            OnTrack::Loading => &mut self.loading,
            OnTrack::Full => &mut self.full,
            OnTrack::Inspected => &mut self.inspected,
            OnTrack::Ready => &mut self.ready,
        }
    }

    /// A train goes from one thing to another; `None` is not there. The hours up to now are booked.
    pub(super) fn turn(&mut self, from: Option<OnTrack>, to: Option<OnTrack>) {
        if let Some(from) = from {
            *self.count(from) -= 1;
        }
        if let Some(to) = to {
            *self.count(to) += 1;
        }
    }

    /// The mode is suspended, or not, from now on; the hours up to now are booked.
    pub(super) fn suspend(&mut self, suspended: bool) {
        self.suspended = suspended;
    }

    /// Books the hours up to `now`, of so many `tracks`, in use within these dates.
    pub(super) fn book(&mut self, tracks: u32, (from, until): (Time, Time), now: Time) {
        let since = std::mem::replace(&mut self.since, now);
        let hours = (now - since).hours();
        if hours <= 0.0 {
            return;
        }
        let (from, until) = (since.max(from), now.min(until));
        let in_use = if until > from { (until - from).hours() } else { 0.0 };
        let taken = self.shunting + self.loading + self.full + self.inspected + self.ready;
        if tracks < u32::MAX {
            self.hours.present += in_use * f64::from(tracks);
            self.hours.free += in_use * f64::from(tracks.saturating_sub(taken));
            self.hours.beyond += (hours - in_use) * f64::from(taken);
        } else {
            self.hours.beyond += hours * f64::from(taken);
        }
        let of = |count: u32| hours * f64::from(count);
        self.hours.shunting += of(self.shunting);
        self.hours.full += of(self.full);
        self.hours.inspection += of(self.inspected);
        self.hours.line += of(self.ready);
        let loading = if self.suspended { &mut self.hours.suspended } else { &mut self.hours.wanting };
        *loading += of(self.loading);
    }

    /// Trains were loaded with what takes one of them so many hours at its full rate.
    pub(super) fn load(&mut self, hours: f64) {
        self.hours.loading += hours;
        self.hours.wanting -= hours;
    }

    /// The hours since the last call; they are booked up to now.
    pub(super) fn take(&mut self) -> TrackTally {
        std::mem::take(&mut self.hours)
    }
}
