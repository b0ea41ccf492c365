//! The account of vessel-hours (rule A1): each hour of a vessel from its arrival to its departure has an activity, or the set of conditions
//! that were not met while it waited. Vessels with equal needs wait as one. Nothing here changes what happens: it looks at the state
//! that an instant left behind, and at what of it changes of itself until the next.

mod alongside;
mod condition;
mod look;
mod settle;
mod wait;

use condition::Commons;
use look::{Changes, Seen};
use wait::{Part, Wait, Waiting};

use super::site::FlowSite;
use crate::record::Unmet;
use crate::units::Time;

/// A vessel alongside that closures keep from beginning its parcel.
#[derive(Clone, Copy, Debug)]
struct HeldBack {
    slot: u32,
    since: Time,
    unmet: Unmet,
}

/// The account of a run.
#[derive(Debug)]
pub(super) struct Account {
    /// False: no account is kept.
    pub(super) on: bool,
    /// First instant at which a condition of somebody waiting may change of itself.
    pub(super) next: Time,
    /// What the last look saw of channel, quays and closures.
    seen: Option<Seen>,
    /// Waits at anchor, by group; and the groups in which somebody waits.
    groups: Vec<Wait>,
    waiting: Vec<Waiting>,
    /// First instant at which one of these groups is to be looked at for itself.
    groups_next: Time,
    /// One of these groups had room at a berth when last looked at, or holds it.
    some_have_room: bool,
    /// What vessels at anchor have in common.
    commons: Commons,
    /// Waits for the way out.
    leaving: Vec<Wait>,
    held_back: Vec<HeldBack>,
    /// By flow: vessels present, and counted up to when.
    present: Vec<(u32, Time)>,
}

impl Account {
    pub(super) fn new(on: bool, flows: &[FlowSite], start: Time) -> Self {
        Account {
            on,
            next: Time::NEVER,
            seen: None,
            groups: Vec::new(),
            waiting: Vec::new(),
            groups_next: Time::NEVER,
            some_have_room: false,
            commons: Commons::new(if on { flows } else { &[] }),
            leaving: Vec::new(),
            held_back: Vec::new(),
            present: vec![(0, start); flows.len()],
        }
    }

    /// The next look is at everything, whatever was seen last.
    pub(super) fn forget(&mut self) {
        self.seen = None;
        self.groups_next = Part::UNKNOWN.until;
        self.commons.forget();
        let waits = self.groups.iter_mut().chain(&mut self.leaving);
        waits.for_each(Wait::forget);
        self.waiting.iter_mut().for_each(|group| group.next = Part::UNKNOWN.until);
    }

    /// Groups at anchor are looked at for themselves at `time` at the latest.
    fn look_at_groups_by(&mut self, time: Time) {
        self.groups_next = self.groups_next.min(time);
        self.next = self.next.min(time);
    }
}
