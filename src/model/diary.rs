//! The diary of a run, where one is kept: who lay where and when, and how many waited. Leaves out the yards (`land`).

use super::ledger::Ledger;
use super::visit::Visit;
use crate::record::BerthCall;
use crate::units::{Metres, Time};

impl Ledger {
    /// So many more wait at anchor, or at sea by order, from `now` on.
    pub(super) fn note_waiting(&mut self, now: Time, more: i32) {
        if let Some(diary) = &mut self.diary {
            diary.waiting.push((now, more));
        }
    }

    /// A vessel was cleared inbound to its place.
    pub(super) fn open_berth_call(&mut self, visit: &Visit, now: Time) {
        self.note_waiting(now, -1);
        if let Some(diary) = &mut self.diary {
            diary.calls.push(BerthCall {
                visit: visit.number,
                flow: visit.flow,
                parcel: visit.cast.parcel,
                place: visit.fit.place,
                metre: Metres(visit.fit.metre),
                taken: Metres(visit.fit.taken),
                waited_from: if visit.side.is_some() { visit.sheltered } else { visit.arrived },
                cleared: now,
                berthed: None,
                unmoored: None,
            });
        }
    }

    /// Changes the last call of a vessel.
    pub(super) fn note_berth_call(&mut self, visit: &Visit, change: impl FnOnce(&mut BerthCall)) {
        if let Some(diary) = &mut self.diary {
            let last = diary.calls.iter_mut().rev().find(|call| call.visit == visit.number);
            change(last.expect("a vessel alongside was cleared inbound"));
        }
    }

    /// The profiles of the warm-up do not count.
    pub(super) fn forget_profiles(&mut self) {
        if let Some(diary) = &mut self.diary {
            diary.profiles.clear();
        }
    }
}
