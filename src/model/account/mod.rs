//! The account of vessel-hours (rule A1): each hour of a vessel from its arrival to its departure has an activity, or the set of conditions
//! that were not met while it waited. Vessels with equal needs wait as one. Nothing here changes what happens: it looks at the state
//! that an instant left behind, and at what of it changes of itself until the next.

mod alongside;
mod look;
mod settle;
mod wait;

use look::{Changes, Seen};
use wait::{Part, Wait};

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
    waiting: Vec<usize>,
    /// Waits for the way out.
    leaving: Vec<Wait>,
    held_back: Vec<HeldBack>,
    /// By flow: the first flow whose transits are like its own.
    alike: Vec<usize>,
    /// Traffic on the way in, by flow among those alike, with the bookings it was found under.
    traffic: Vec<(u32, Part)>,
    /// By flow: vessels present, and counted up to when.
    present: Vec<(u32, Time)>,
}

impl Account {
    pub(super) fn new(on: bool, flows: &[FlowSite], start: Time) -> Self {
        let like = |flow: &FlowSite| {
            let transit = |flow: &FlowSite| (flow.transit.clone(), flow.no_meeting, flow.exclusive.clone());
            flows.iter().position(|other| transit(other) == transit(flow)).expect("it is like itself")
        };
        Account {
            on,
            next: Time::NEVER,
            seen: None,
            groups: Vec::new(),
            waiting: Vec::new(),
            leaving: Vec::new(),
            held_back: Vec::new(),
            alike: if on { flows.iter().map(like).collect() } else { Vec::new() },
            traffic: vec![(0, Part::UNKNOWN); flows.len()],
            present: vec![(0, start); flows.len()],
        }
    }

    /// The next look is at everything, whatever was seen last.
    pub(super) fn forget(&mut self) {
        self.seen = None;
        let waits = self.groups.iter_mut().chain(&mut self.leaving);
        waits.for_each(Wait::forget);
    }
}
