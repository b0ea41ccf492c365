//! The time of one call as stretches without gaps: what it did, and what it waited for.

use super::chronicle::Chronicle;
use crate::record::{Activity, Occurrence, Unmet, WaitKind};
use crate::units::{Duration, Time};

/// What a vessel does in a stretch of its time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doing {
    /// Waits, while just these conditions are not met; none if the log does not know.
    Waits(WaitKind, Unmet),
    /// A step of the call that takes a stated time.
    Does(Activity),
    /// Cargo work, pauses included.
    Works,
}

/// A stretch of the time of a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// First instant.
    pub from: Time,
    /// First instant after.
    pub until: Time,
    /// What it does.
    pub doing: Doing,
}

impl Stretch {
    /// How long.
    pub fn lasts(&self) -> Duration {
        self.until - self.from
    }
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It departed.
    Departed,
    /// It sailed elsewhere.
    Diverted,
    /// It found the anchorage full.
    TurnedAway,
    /// The run ended first.
    StillHere,
}

impl Chronicle<'_> {
    /// When and how the call of a visit ended.
    pub(super) fn ending(&self, visit: u32) -> (Time, Ending) {
        let ends = self.steps(visit).iter().rev().find_map(|step| match step.what {
            Occurrence::Departed => Some((step.time, Ending::Departed)),
            Occurrence::Diverted => Some((step.time, Ending::Diverted)),
            Occurrence::TurnedAway => Some((step.time, Ending::TurnedAway)),
            _ => None,
        });
        ends.unwrap_or((self.end, Ending::StillHere))
    }

    /// The whole time of a visit from arrival to its end, without gaps.
    pub(super) fn timeline(&self, visit: u32) -> Vec<Stretch> {
        let (end, _) = self.ending(visit);
        let steps = self.steps(visit);
        let mut stretches = Vec::new();
        let (mut returns, mut shifts) = (false, false);
        let mut doing = None;
        for (at, step) in steps.iter().enumerate() {
            let until = steps.get(at + 1).map_or(end, |next| next.time);
            returns |= matches!(step.what, Occurrence::Sheltered | Occurrence::Shifts { .. });
            let before = doing;
            doing = begins(step.what, returns, doing);
            match step.what {
                Occurrence::Shifts { .. } => shifts = true,
                Occurrence::Unmoored(_) if shifts => doing = Some(Doing::Does(Activity::Shifting)),
                Occurrence::Berthed(_) => shifts = false,
                _ => {}
            }
            match step.what {
                Occurrence::Cleaning(takes) => {
                    let cleaned = (step.time + takes).min(until);
                    stretches.push(Stretch {
                        from: step.time,
                        until: cleaned,
                        doing: Doing::Does(Activity::Cleaning),
                    });
                    doing = before;
                    self.cut(visit, cleaned, until, doing, &mut stretches);
                }
                _ => self.cut(visit, step.time, until, doing, &mut stretches),
            }
        }
        stretches.retain(|stretch| stretch.until > stretch.from);
        stretches.dedup_by(|later, earlier| {
            let goes_on = later.doing == earlier.doing;
            if goes_on {
                earlier.until = later.until;
            }
            goes_on
        });
        stretches
    }

    /// A stretch, with the waits told of in it cut out.
    fn cut(&self, visit: u32, from: Time, until: Time, doing: Option<Doing>, stretches: &mut Vec<Stretch>) {
        let Some(doing) = doing else { return };
        let mut at = from;
        for wait in self.waits(visit).iter().filter(|wait| wait.from < until && wait.until > from) {
            let (begins, ends) = (wait.from.max(at), wait.until.min(until));
            stretches.push(Stretch { from: at, until: begins, doing });
            stretches.push(Stretch { from: begins, until: ends, doing: Doing::Waits(wait.kind, wait.unmet) });
            at = ends;
        }
        stretches.push(Stretch { from: at, until, doing });
    }
}

/// What a vessel does from a step on; `None` when its call is over.
fn begins(what: Occurrence, returns: bool, before: Option<Doing>) -> Option<Doing> {
    Some(match what {
        Occurrence::Arrived(_) | Occurrence::Sheltered => Doing::Waits(WaitKind::Entry, Unmet::NONE),
        Occurrence::ClearedInbound { .. } => Doing::Does(Activity::InboundTransit),
        Occurrence::Berthed(_) if returns => Doing::Does(Activity::Mooring),
        Occurrence::Berthed(_) => Doing::Does(Activity::Berthing),
        Occurrence::TransferBegan => Doing::Works,
        Occurrence::TransferEnded => Doing::Does(Activity::ClosingFormalities),
        Occurrence::ReadyToLeave => Doing::Waits(WaitKind::Exit, Unmet::NONE),
        // If the order is called off, what is not a wait is what it broke off.
        Occurrence::OrderedToSea => Doing::Does(Activity::Berthing),
        Occurrence::ClearedOutbound | Occurrence::Shifts { .. } => Doing::Does(Activity::Unmooring),
        Occurrence::Unmoored(_) => Doing::Does(Activity::OutboundTransit),
        Occurrence::Departed | Occurrence::Diverted | Occurrence::TurnedAway => return None,
        _ => return before,
    })
}
