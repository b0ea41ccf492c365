//! Quays in metres and berths one by one (rules Q1, Q4): what fits where, and how much of it is taken.

use super::free_room::FreeRoom;
use super::plan::Plan;
use crate::engine::Level;
use crate::port::{BerthingRule, Draws, PlaceKind, Port};
use crate::record::{PlaceAccount, Unmet};
use crate::units::Time;

/// A stretch of a quay taken by a visit.
#[derive(Clone, Copy, Debug)]
struct Taken {
    from: f64,
    until: f64,
    visit: u32,
}

#[derive(Clone, Copy, Debug)]
struct Reach {
    until: f64,
    depth: f64,
}

/// What a vessel needs alongside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    /// Length overall, m; 0 = none stated.
    pub(super) loa: f64,
    /// The deeper of its draughts, m; 0 = none stated.
    pub(super) draught: f64,
}

/// A quay or berth as it stands.
#[derive(Debug)]
struct Place {
    /// True for a quay in metres.
    metres: bool,
    /// In use by date.
    open: bool,
    /// Length of a quay, or of the longest vessel of a berth (infinite if not stated), m.
    length: f64,
    clearance: f64,
    under_keel: f64,
    reaches: Vec<Reach>,
    taken: Vec<Taken>,
    /// Counts the changes that may let a vessel fit that did not fit before.
    state: u32,
    /// Counts all changes of what is free.
    changes: u32,
    /// Longest stretch nobody has taken, m.
    longest_gap: f64,
    /// Metres (quay) or vessels (berth) occupied, and occupied or reserved; open metres or berths.
    occupied: Level,
    reserved: Level,
    available: Level,
    vessels: Level,
    /// What nobody has taken.
    free_room: FreeRoom,
}

/// All quays and berths.
#[derive(Debug)]
pub(super) struct Quays {
    places: Vec<Place>,
    rule: BerthingRule,
    /// Counts the changes of what is free, for better or worse.
    pub(super) changes: u32,
    /// Counts those for the better.
    pub(super) freed: u32,
}

/// Where a vessel goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    pub(super) place: usize,
    pub(super) equipment: usize,
    /// Lowest metre of the stretch; 0 on a berth.
    pub(super) metre: f64,
    /// Metres taken on a quay, 1 on a berth.
    pub(super) taken: f64,
}

impl Quays {
    pub(super) fn new(port: &Port, start: Time) -> Self {
        let place = |_: &crate::port::Place| Place {
            metres: false,
            open: false,
            length: 0.0,
            clearance: 0.0,
            under_keel: 0.0,
            reaches: Vec::new(),
            taken: Vec::new(),
            state: 0,
            changes: 0,
            longest_gap: 0.0,
            occupied: Level::new(0.0, start),
            reserved: Level::new(0.0, start),
            available: Level::new(0.0, start),
            vessels: Level::new(0.0, start),
            free_room: FreeRoom::new(start),
        };
        Quays {
            places: port.places.iter().map(place).collect(),
            rule: port.berthing_rule,
            changes: 0,
            freed: 0,
        }
    }

    /// Takes the dated figures that hold at `now`.
    pub(super) fn apply_dates(&mut self, port: &Port, draws: &Draws, plan: &Plan, now: Time) {
        let figures = plan.figures_at(now);
        self.change(true);
        for (place, stated) in self.places.iter_mut().zip(&port.places) {
            let begun = stated.from.is_none_or(|from| from.at(draws) <= figures);
            let over = stated.until.is_some_and(|until| until.at(draws) <= figures);
            place.open = begun && !over;
            place.under_keel = stated.under_keel.at(draws).0;
            place.reaches.clear();
            match &stated.kind {
                PlaceKind::Quay { length, clearance, depths } => {
                    place.metres = true;
                    place.length = length.at(figures, draws).0;
                    place.clearance = clearance.at(draws).0;
                    for reach in depths {
                        place
                            .reaches
                            .push(Reach { until: reach.until.0, depth: reach.depth.at(figures, draws).0 });
                    }
                }
                PlaceKind::Berth { length, depth } => {
                    place.length = length.map_or(f64::INFINITY, |length| length.at(draws).0);
                    if let Some(depth) = depth {
                        place.reaches.push(Reach { until: f64::INFINITY, depth: depth.at(figures, draws).0 });
                    }
                }
            }
            place.measure_gaps();
            place.change(true);
            let size = if place.metres { place.length } else { 1.0 };
            let open = if place.open { size } else { 0.0 };
            place.available.step_to(now, open);
            place.free_room.set_size(size, open, now);
        }
    }

    /// The first or smallest place of `choices` (place, equipment) that is open and fits; `open` adds the closures.
    pub(super) fn fit(
        &self,
        choices: &[(usize, usize)],
        need: Need,
        open: impl Fn(usize) -> bool,
    ) -> Option<Fit> {
        let found = choices.iter().filter_map(|&(place, equipment)| {
            if !self.places[place].open || !open(place) {
                return None;
            }
            let metre = self.places[place].lowest_free(need)?;
            let taken = if self.places[place].metres { need.loa + self.places[place].clearance } else { 1.0 };
            Some(Fit { place, equipment, metre, taken })
        });
        match self.rule {
            BerthingRule::FirstFit => { found }.next(),
            BerthingRule::SmallestFit => found.min_by(|one, other| {
                self.places[one.place].length.total_cmp(&self.places[other.place].length)
            }),
        }
    }

    /// The state of these places: it changes whenever a vessel may fit one of them that did not fit before.
    pub(super) fn state(&self, choices: &[(usize, usize)]) -> u32 {
        choices.iter().fold(0, |sum, &(place, _)| sum.wrapping_add(self.places[place].state))
    }

    /// Closures of places changed.
    pub(super) fn open_or_close(&mut self) {
        self.change(true);
        self.places.iter_mut().for_each(|place| place.change(true));
    }

    /// Counts a change of what is free.
    fn change(&mut self, better: bool) {
        self.changes = self.changes.wrapping_add(1);
        self.freed = self.freed.wrapping_add(u32::from(better));
    }

    /// Changes with each change of what is free at a place.
    pub(super) fn changes_of(&self, place: usize) -> u32 {
        self.places[place].changes
    }

    /// True if some place of `choices` has a stretch that is long enough and that nobody has taken; whether it is open and deep enough is
    /// another question.
    pub(super) fn has_room(&self, choices: &[(usize, usize)], need: Need) -> bool {
        choices.iter().any(|&(place, _)| self.places[place].has_room(need))
    }

    /// Reserves what `fit` found for `visit`.
    pub(super) fn reserve(&mut self, fit: Fit, visit: u32, now: Time) {
        self.change(false);
        let place = &mut self.places[fit.place];
        place.change(false);
        let at = place.taken.partition_point(|taken| taken.from <= fit.metre);
        place.taken.insert(at, Taken { from: fit.metre, until: fit.metre + fit.taken, visit });
        place.measure_gaps();
        place.set_reserved(place.reserved.value() + fit.taken, now);
    }

    /// The vessel is alongside: reserved turns into occupied as well.
    pub(super) fn occupy(&mut self, place: usize, taken: f64, now: Time) {
        let place = &mut self.places[place];
        place.occupied.step_to(now, place.occupied.value() + taken);
        place.vessels.step_to(now, place.vessels.value() + 1.0);
    }

    /// A vessel that held room without coming lets it go.
    pub(super) fn let_go(&mut self, place: usize, visit: u32, now: Time) {
        self.change(true);
        let place = &mut self.places[place];
        let size = place.free(visit);
        let left = if place.taken.is_empty() { 0.0 } else { place.reserved.value() - size };
        place.set_reserved(left, now);
    }

    /// The last line is off.
    pub(super) fn release(&mut self, place: usize, visit: u32, now: Time) {
        self.change(true);
        let place = &mut self.places[place];
        let size = place.free(visit);
        let left = |level: f64| if place.taken.is_empty() { 0.0 } else { level - size };
        place.set_reserved(left(place.reserved.value()), now);
        place.occupied.step_to(now, (place.occupied.value() - size).max(0.0));
        place.vessels.step_to(now, place.vessels.value() - 1.0);
    }

    /// The causes of closures that keep vessels from a place from `now` on.
    pub(super) fn close(&mut self, place: usize, causes: Unmet, now: Time) {
        self.places[place].free_room.close(causes, now);
    }

    /// A vessel at anchor could come to these places by its trade from `now` on (+1), or waits no more (−1).
    pub(super) fn want(&mut self, choices: &[(usize, usize)], change: i32, now: Time) {
        choices.iter().for_each(|&(place, _)| self.places[place].free_room.want(change, now));
    }

    /// By place: the hours of what nobody has taken since the last call.
    pub(super) fn take_free(&mut self, place: usize, now: Time) -> PlaceAccount {
        self.places[place].free_room.take(now)
    }

    /// Per place: (occupied, reserved, open, vessel-hours) since the last reset, and starts a new span.
    pub(super) fn take_use(&mut self, now: Time) -> Vec<[f64; 4]> {
        let each = self.places.iter_mut().map(|place| {
            [&mut place.occupied, &mut place.reserved, &mut place.available, &mut place.vessels].map(
                |level| {
                    level.step_to(now, level.value());
                    let hours = level.integral();
                    level.reset(now);
                    hours
                },
            )
        });
        each.collect()
    }

    /// Per place: (occupied, open) since the last reset, up to `now`.
    pub(super) fn read_use(&self, now: Time) -> impl Iterator<Item = [f64; 2]> {
        let levels = |place: &Place| [place.occupied, place.available];
        self.places.iter().map(move |place| levels(place).map(|level| level.integral_until(now)))
    }
}

impl Place {
    fn set_reserved(&mut self, reserved: f64, now: Time) {
        self.reserved.step_to(now, reserved);
        self.free_room.set_taken(reserved, now);
    }

    /// Frees the stretch of a visit; returns its metres, or 1 on a berth.
    fn free(&mut self, visit: u32) -> f64 {
        let found = self.taken.iter().position(|taken| taken.visit == visit);
        let taken = self.taken.remove(found.expect("a vessel with room has a stretch"));
        self.change(true);
        self.measure_gaps();
        if self.metres { taken.until - taken.from } else { 1.0 }
    }

    /// Counts a change of what is free.
    fn change(&mut self, better: bool) {
        self.changes = self.changes.wrapping_add(1);
        self.state = self.state.wrapping_add(u32::from(better));
    }

    /// A stretch that is long enough and that nobody has taken.
    fn has_room(&self, need: Need) -> bool {
        match self.metres {
            true => need.loa + self.clearance <= self.longest_gap + 1e-9,
            false => self.taken.is_empty() && need.loa <= self.length,
        }
    }

    /// The lowest metre at which `need` fits now.
    fn lowest_free(&self, need: Need) -> Option<f64> {
        if !self.has_room(need) {
            return None;
        }
        if !self.metres {
            let deep = |reach: &Reach| deep_enough(reach.depth, need, self.under_keel);
            return self.reaches.first().is_none_or(deep).then_some(0.0);
        }
        let length = need.loa + self.clearance;
        let mut from = 0.0;
        for taken in
            self.taken.iter().chain(std::iter::once(&Taken { from: self.length, until: 0.0, visit: 0 }))
        {
            if let Some(metre) = self.lowest_deep(from, taken.from.min(self.length), length, need) {
                return Some(metre);
            }
            from = taken.until;
        }
        None
    }

    fn measure_gaps(&mut self) {
        let (mut from, mut longest) = (0.0, 0.0_f64);
        for taken in &self.taken {
            longest = longest.max(taken.from.min(self.length) - from);
            from = taken.until;
        }
        self.longest_gap = longest.max(self.length - from);
    }

    /// The lowest metre in the gap [from, until] at which `length` metres are deep enough.
    fn lowest_deep(&self, from: f64, until: f64, length: f64, need: Need) -> Option<f64> {
        let mut metre = from;
        while metre + length <= until + 1e-9 {
            match self.reaches.iter().rev().find(|reach| {
                let begin = self.reach_begin(reach);
                begin < metre + need.loa
                    && reach.until > metre
                    && !deep_enough(reach.depth, need, self.under_keel)
            }) {
                None => return Some(metre),
                Some(shallow) => metre = shallow.until,
            }
        }
        None
    }

    fn reach_begin(&self, reach: &Reach) -> f64 {
        let before = self.reaches.iter().filter(|other| other.until < reach.until);
        before.map(|other| other.until).fold(0.0, f64::max)
    }
}

/// Depth alongside at datum against the deeper draught; exact to a tenth of a millimetre.
fn deep_enough(depth: f64, need: Need, under_keel: f64) -> bool {
    depth + 1e-4 >= need.draught + under_keel
}
