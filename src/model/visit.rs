//! A vessel on its way through the port, and the slots that hold those in the system.

use super::arrivals::Cast;
use super::breaks::Breaks;
use super::closures::Causes;
use super::itinerary::{EVACUATION, SHIFT, Stage, VESSEL_CALL};
use super::passage::Outlook;
use super::quay::Fit;
use crate::engine::{Timer, Work};
use crate::units::{Duration, Time, Tonnes};

/// Cargo work of a visit: what is left, at what rate, and what cuts it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Transfer {
    pub(super) work: Work,
    /// What is left at the end of the part it is in: the next of its breaks, or zero.
    pub(super) remainder: Tonnes,
    pub(super) breaks: Breaks,
    /// Until when its work rests for a change of hatches.
    pub(super) changes_until: Option<Time>,
    pub(super) in_tail: bool,
    /// Rate of one machine, productivity included.
    pub(super) per_machine: f64,
    /// Machines that nominal rate counts: the lesser of the class's most and those owned at berthing.
    pub(super) most: u32,
    /// Nominal rate, constant for the visit (rule Q3).
    pub(super) nominal: f64,
    /// Machines it has now.
    pub(super) machines: u32,
    /// Active closures that stop it.
    pub(super) stopped: Causes,
    /// Factor of closures that slow it.
    pub(super) slowness: f64,
    /// Accounted up to here.
    pub(super) since: Time,
}

/// A vessel in the system.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    /// Number in order of arrival, from 1.
    pub(super) number: u32,
    pub(super) flow: usize,
    pub(super) arrived: Time,
    pub(super) cast: Cast,
    /// The deeper of its draughts from now on, millimetres.
    pub(super) draught: u32,
    /// Its draughts inbound and outbound as it is loaded, millimetres.
    pub(super) draughts: [u32; 2],
    /// Position in the itinerary.
    pub(super) stage: usize,
    /// Position in the side itinerary of an order or a shift; `None` = in neither.
    pub(super) side: Option<usize>,
    /// Where it shifts to.
    pub(super) shift: Option<Fit>,
    /// What is left of the timed stage that an order interrupted, and whether its cargo work was.
    pub(super) rest: Duration,
    pub(super) interrupted: bool,
    /// Of the end of its cargo work, or of a timed stage.
    pub(super) timer: Timer,
    /// When the timed stage it is in ends, and up to when it is accounted for.
    pub(super) stage_ends: Time,
    pub(super) stage_since: Time,
    /// Its group while it waits at anchor.
    pub(super) group: u32,
    /// True while it waits at anchor.
    pub(super) waiting: bool,
    /// Room that it holds while it waits at anchor, and until when.
    pub(super) held: Option<(Fit, Time)>,
    /// Made fast, or being so, and not yet cleared to leave.
    pub(super) alongside: bool,
    pub(super) fit: Fit,
    pub(super) cleared: Time,
    pub(super) berthed: Time,
    pub(super) ready: Time,
    /// Time at berth before it was ordered to sea; since when it is at sea.
    pub(super) occupied: Duration,
    pub(super) sheltered: Time,
    /// What is known ahead of its way out.
    pub(super) outlook: Option<Outlook>,
    pub(super) transfer: Transfer,
    /// True from the start to the end of its cargo work.
    pub(super) in_transfer: bool,
    /// True while a closure keeps it from beginning its parcel.
    pub(super) held_back: bool,
}

impl Visit {
    /// The stage it is in; `None` when its call is over.
    pub(super) fn at(&self) -> Option<Stage> {
        match self.side {
            Some(side) if self.shift.is_some() => SHIFT.get(side).copied(),
            Some(side) => EVACUATION.get(side).copied(),
            None => VESSEL_CALL.get(self.stage).copied(),
        }
    }

    /// On to the next stage.
    pub(super) fn step(&mut self) {
        match &mut self.side {
            Some(side) => *side += 1,
            None => self.stage += 1,
        }
    }
}

/// Slots of visits; a slot is used again when its visit has left.
#[derive(Debug, Default)]
pub(super) struct Visits {
    slots: Vec<Visit>,
    free: Vec<u32>,
    created: u32,
}

impl Visits {
    /// A new visit that arrives now; returns its slot.
    pub(super) fn create(
        &mut self,
        flow: usize,
        arrived: Time,
        cast: Cast,
        draughts: [u32; 2],
        timer: impl FnOnce() -> Timer,
    ) -> u32 {
        self.created += 1;
        let nowhere = Fit { place: 0, equipment: 0, metre: 0.0, taken: 0.0 };
        let transfer = Transfer {
            work: Work::new(cast.parcel, arrived),
            remainder: Tonnes::ZERO,
            breaks: Breaks::default(),
            changes_until: None,
            in_tail: false,
            per_machine: 0.0,
            most: 0,
            nominal: 0.0,
            machines: 0,
            stopped: 0,
            slowness: 1.0,
            since: arrived,
        };
        let free = self.free.pop();
        let visit = Visit {
            number: self.created,
            flow,
            arrived,
            cast,
            draught: draughts[0].max(draughts[1]),
            draughts,
            stage: 0,
            side: None,
            shift: None,
            rest: Duration::ZERO,
            interrupted: false,
            stage_ends: arrived,
            stage_since: arrived,
            group: 0,
            held: None,
            alongside: false,
            occupied: Duration::ZERO,
            sheltered: arrived,
            outlook: None,
            timer: free.map_or_else(timer, |slot| self.slots[slot as usize].timer),
            waiting: false,
            fit: nowhere,
            cleared: arrived,
            berthed: arrived,
            ready: arrived,
            transfer,
            in_transfer: false,
            held_back: false,
        };
        match free {
            Some(slot) => {
                self.slots[slot as usize] = visit;
                slot
            }
            None => {
                self.slots.push(visit);
                self.slots.len() as u32 - 1
            }
        }
    }

    /// The visit has left the system.
    pub(super) fn remove(&mut self, slot: u32) {
        let visit = &mut self.slots[slot as usize];
        visit.number = 0;
        visit.alongside = false;
        visit.waiting = false;
        self.free.push(slot);
    }

    /// Number of slots; one whose visit has left has number 0.
    pub(super) fn slots(&self) -> u32 {
        self.slots.len() as u32
    }

    /// The slot of the visit of this number.
    pub(super) fn slot_of(&self, number: u32) -> Option<u32> {
        self.slots.iter().position(|visit| visit.number == number).map(|slot| slot as u32)
    }

    /// All visits in the system.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Visit> {
        self.slots.iter().filter(|visit| visit.number > 0)
    }
}

impl std::ops::Index<u32> for Visits {
    type Output = Visit;
    fn index(&self, slot: u32) -> &Visit {
        &self.slots[slot as usize]
    }
}

impl std::ops::IndexMut<u32> for Visits {
    fn index_mut(&mut self, slot: u32) -> &mut Visit {
        &mut self.slots[slot as usize]
    }
}
