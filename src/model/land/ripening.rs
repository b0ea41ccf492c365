//! When landed cargo falls due for collection (rule Y3): spread at a constant rate, or all at once after the dwell.

use super::MODES_PER_TRADE;
use super::bounds::CRUMB_HOURS;
use crate::port::Release;
use crate::units::{Duration, Time};

/// How a parcel that is still landing falls due.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Ripening {
    /// Share that needs no storage: due as it lands.
    pub(super) direct: f64,
    law: Law,
    /// The laws to choose from at the first landing, if its yard may press owners: without pressure, and with it.
    choice: Option<[Law; 2]>,
    /// If its direct part waits on board for an open mode.
    on_board: Option<OnBoard>,
    /// First landing.
    began: Option<Time>,
    /// Landed and due so far, direct part left out, tonnes.
    landed: f64,
    due: f64,
}

/// What is still on board of a parcel whose direct part waits there.
#[derive(Clone, Copy, Debug)]
struct OnBoard {
    /// Direct share of the parcel.
    share: f64,
    /// Tonnes left that go to the yard.
    stored: f64,
}

#[derive(Clone, Copy, Debug)]
enum Law {
    /// Due as it lands.
    Immediate,
    /// At this rate in t/h from the first landing on, never more than has landed.
    Spread(f64),
    /// What has landed when the dwell is over, then as it lands.
    AtOnce(Duration),
}

/// A parcel that has landed wholly but is not wholly due.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parcel {
    pub(super) ends: Time,
    /// Where it lies, and its share in each stock there.
    pub(super) holding: usize,
    pub(super) shares: [f64; MODES_PER_TRADE],
    /// Rate at which it falls due, t/h; 0 = all at the end.
    pub(super) rate: f64,
    /// Tonnes that fall due at the end beyond what the rate brought.
    pub(super) rest: f64,
}

impl Ripening {
    /// A parcel of `parcel` tonnes with this dwell, discharged in `nominal` hours if nothing holds it up.
    pub(in crate::model) fn new(
        release: Release,
        direct: f64,
        dwell: Option<Duration>,
        parcel: f64,
        nominal: f64,
    ) -> Self {
        let law = match (dwell, release) {
            (None, _) => Law::Immediate,
            (Some(dwell), Release::Spread) => {
                let hours = 2.0 * dwell.hours() + nominal;
                if hours > 0.0 { Law::Spread((1.0 - direct) * parcel / hours) } else { Law::Immediate }
            }
            (Some(dwell), Release::AtOnce) => Law::AtOnce(dwell),
        };
        Ripening { direct, law, choice: None, on_board: None, began: None, landed: 0.0, due: 0.0 }
    }

    /// The same parcel in a yard that may press its owner: then it falls due as `pressed`.
    pub(in crate::model) fn or(mut self, pressed: Ripening) -> Self {
        self.choice = Some([self.law, pressed.law]);
        self
    }

    /// The same parcel, `parcel` tonnes, with its direct part waiting on board while no mode is open.
    pub(in crate::model) fn waiting_on_board(mut self, parcel: f64) -> Self {
        if self.direct > 0.0 {
            self.on_board = Some(OnBoard { share: self.direct, stored: (1.0 - self.direct) * parcel });
        }
        self
    }

    /// True until it begins to land, in a yard that may press its owner.
    pub(super) fn may_be_pressed(&self) -> bool {
        self.began.is_none() && self.choice.is_some()
    }

    /// Its owner is pressed, or not.
    pub(super) fn press(&mut self, pressed: bool) {
        if let Some(choice) = self.choice {
            self.law = choice[usize::from(pressed)];
        }
    }

    /// Share of the permitted rate (t/h) at which it may move, and from here on the direct share of what moves. While no mode is open, the part for
    /// the yard moves at its own share of the rate; it is done first then, and only direct cargo is left.
    pub(super) fn moving(&mut self, open: bool, permitted: f64) -> f64 {
        let Some(OnBoard { share, stored }) = self.on_board else { return 1.0 };
        let stores = stored > permitted * CRUMB_HOURS;
        let (direct, moves) = match (open, stores) {
            (true, true) => (share, 1.0),
            (true, false) => (1.0, 1.0),
            (false, true) => (0.0, 1.0 - share),
            (false, false) => (1.0, 0.0),
        };
        self.direct = direct;
        moves
    }

    /// Cargo begins to land now, if it has not before.
    pub(super) fn begin(&mut self, now: Time) {
        self.began.get_or_insert(now);
    }

    /// `moved` tonnes landed until `now`; returns what fell due meanwhile, direct part included.
    pub(super) fn land(&mut self, moved: f64, now: Time) -> f64 {
        let stored = moved * (1.0 - self.direct);
        self.landed += stored;
        if let Some(on_board) = &mut self.on_board {
            on_board.stored -= stored;
        }
        let due = self.due_at(now);
        let fell = (due - self.due).max(0.0);
        self.due = self.due.max(due);
        fell + moved * self.direct
    }

    /// True at the instant at which all that has landed falls due at once.
    pub(super) fn falls_due_at_once(&self, now: Time) -> bool {
        matches!((self.law, self.began), (Law::AtOnce(dwell), Some(began)) if began + dwell == now)
    }

    fn due_at(&self, now: Time) -> f64 {
        let Some(began) = self.began else { return 0.0 };
        match self.law {
            Law::Immediate => self.landed,
            // What would fall due within a millisecond is due.
            Law::Spread(rate) => {
                let due = rate * (now - began).hours();
                if self.landed - due <= rate * CRUMB_HOURS { self.landed } else { due }
            }
            Law::AtOnce(dwell) if now >= began + dwell => self.landed,
            Law::AtOnce(_) => 0.0,
        }
    }

    /// Rate at which it falls due while it lands at `rate` from `now` on, and when that changes by itself.
    pub(super) fn supply(&self, rate: f64, now: Time) -> (f64, Option<Time>) {
        let landing = rate * (1.0 - self.direct);
        let Some(began) = self.began.or((rate > 0.0).then_some(now)) else { return (0.0, None) };
        let (due, change) = match self.law {
            Law::Immediate => (landing, None),
            Law::Spread(ramp) => {
                let ahead = self.landed - ramp * (now - began).hours();
                let crumb = ramp.max(landing) * Duration::from_milliseconds(1).hours();
                if ahead > crumb || (ahead >= -crumb && landing > ramp) {
                    let meets = (landing < ramp)
                        .then(|| now + Duration::from_hours(ahead.max(0.0) / (ramp - landing)));
                    (ramp, meets)
                } else {
                    let parts =
                        (landing > ramp).then(|| now + Duration::from_hours(-ahead / (landing - ramp)));
                    (landing, parts)
                }
            }
            Law::AtOnce(dwell) if now >= began + dwell => (landing, None),
            Law::AtOnce(dwell) => (0.0, Some(began + dwell)),
        };
        (due + rate * self.direct, self.stored_ends(landing, now).into_iter().chain(change).min())
    }

    /// When only cargo that waits for open modes is left on board, with `landing` t/h going to the yard.
    fn stored_ends(&self, landing: f64, now: Time) -> Option<Time> {
        let stored = self.on_board.map(|on_board| on_board.stored).filter(|&stored| stored > 0.0)?;
        (landing > 0.0).then(|| now + Duration::from_hours(stored / landing))
    }

    /// The parcel has landed wholly at `now`: what is still to fall due, if anything.
    pub(super) fn rest(&self, holding: usize, shares: [f64; MODES_PER_TRADE], now: Time) -> Option<Parcel> {
        let left = self.landed - self.due;
        if left <= 0.0 {
            return None;
        }
        match self.law {
            Law::Immediate => None,
            Law::Spread(rate) => {
                let lasts = Duration::from_hours(left / rate);
                let rest = left - rate * lasts.hours();
                Some(Parcel { ends: now + lasts, holding, shares, rate, rest })
            }
            Law::AtOnce(dwell) => {
                let ends = self.began.map_or(now, |began| began + dwell);
                Some(Parcel { ends: ends.max(now), holding, shares, rate: 0.0, rest: left })
            }
        }
    }
}
