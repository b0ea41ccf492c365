//! Land-side modes and the capacities they share: limits, rates, and what they carried.

use crate::record::DayProfile;
use crate::units::Time;

/// A land-side mode as it stands.
#[derive(Debug)]
pub(super) struct ModeState {
    /// Own limit now, t/h; infinite if none; 0 when closed.
    pub(super) limit: f64,
    /// The same as a number to compute with.
    pub(super) most: f64,
    /// Factor of closures and dates: 0 when closed.
    pub(super) factor: f64,
    /// In use by date, and its stated rate then, t/h; infinite if none.
    pub(super) in_use: bool,
    pub(super) stated: f64,
    /// Part of its limit that it goes at in this hour of the week, 1 without a rhythm.
    pub(super) part: f64,
    /// What it could move alone: the lesser of its limit and those of the capacities it uses, t/h.
    pub(super) pace: f64,
    pub(super) rate: f64,
    /// Its place among the sidings, if it is a rail mode.
    pub(super) siding: Option<usize>,
    /// Carried by trains since the last settlement, not yet given to one.
    pub(super) unloaded_on_trains: f64,
    pub(super) filling: Filling,
    pub(super) tonnes: f64,
    /// Hours at work, up to when they were last counted.
    pub(super) working: f64,
    pub(super) since: Time,
    /// Carried since the last midnight or reading, and the most in a day.
    pub(super) day_tonnes: f64,
    pub(super) peak_day: f64,
    pub(super) trains: u32,
    pub(super) short: u32,
    pub(super) cancelled: u32,
    pub(super) no_wagons: u32,
    /// Hours that its trains stood for the line, in waits that ended.
    pub(super) line_wait: f64,
    /// Carried for vessels since they were last loaded, if it hands over to vessels.
    pub(super) for_vessels: Option<f64>,
    /// What it does by hour of the day, if a diary is kept.
    pub(super) profile: Option<DayProfile>,
}

/// A shared capacity as it stands.
#[derive(Debug)]
pub(super) struct CapacityState {
    /// Who uses it, among the `uses` of the network: first, and first after.
    pub(super) users: (usize, usize),
    /// By date, before closures, t/h.
    pub(super) stated: f64,
    pub(super) limit: f64,
    pub(super) filling: Filling,
    /// What it could have taken since the last reading, up to when its limit last changed, t.
    pub(super) available: f64,
    pub(super) since: Time,
}

/// Room to compute in for a mode or a capacity while rates rise.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Filling {
    /// What it can still take, t/h.
    pub(super) left: f64,
    /// Rate that one step of the common factor asks of it.
    pub(super) weight: f64,
    /// Routes to stocks with a backlog; whether they still rise, and to what factor they rose.
    pub(super) routes: f64,
    pub(super) rising: bool,
    pub(super) level: f64,
}

impl ModeState {
    pub(super) fn new(siding: Option<usize>, by_vessel: bool, start: Time) -> ModeState {
        ModeState {
            limit: 0.0,
            most: 0.0,
            factor: 0.0,
            in_use: false,
            stated: 0.0,
            part: 1.0,
            pace: 0.0,
            rate: 0.0,
            siding,
            unloaded_on_trains: 0.0,
            filling: Filling::default(),
            tonnes: 0.0,
            working: 0.0,
            since: start,
            day_tonnes: 0.0,
            peak_day: 0.0,
            trains: 0,
            short: 0,
            cancelled: 0,
            no_wagons: 0,
            line_wait: 0.0,
            for_vessels: by_vessel.then_some(0.0),
            profile: None,
        }
    }

    /// Books tonnes carried between two instants, evenly.
    pub(super) fn book(&mut self, moved: f64, (from, until): (Time, Time)) {
        self.tonnes += moved;
        self.day_tonnes += moved;
        if let Some(profile) = &mut self.profile {
            profile.spread(moved, from, until);
        }
    }

    /// Books tonnes carried at a rate; if by train or vessel, they go to those that load.
    pub(super) fn carry(&mut self, moved: f64, span: (Time, Time)) {
        self.book(moved, span);
        if self.siding.is_some() {
            self.unloaded_on_trains += moved;
        }
        if let Some(waits) = &mut self.for_vessels {
            *waits += moved;
        }
    }

    /// Counts the hours at work up to `now`, when its rate may change.
    pub(super) fn count_hours(&mut self, now: Time) {
        let hours = (now - std::mem::replace(&mut self.since, now)).hours();
        self.working += if self.rate > 0.0 { hours } else { 0.0 };
    }

    /// Midnight: the day is over.
    pub(super) fn end_day(&mut self) {
        self.peak_day = self.peak_day.max(self.day_tonnes);
        self.day_tonnes = 0.0;
    }
}

impl CapacityState {
    pub(super) fn new(start: Time) -> CapacityState {
        let (users, filling) = ((0, 0), Filling::default());
        CapacityState { users, stated: 0.0, limit: 0.0, filling, available: 0.0, since: start }
    }

    /// Its limit is another from `now` on.
    pub(super) fn set_limit(&mut self, limit: f64, now: Time) {
        self.available += self.limit * (now - self.since).hours();
        (self.limit, self.since) = (limit, now);
    }
}
