//! A vessel call as a port operator would tell it (rule V1). The verbs are backed by parts; there is no branch or loop.

use crate::port::Direction;
pub(super) use crate::record::Activity;

/// A moment worth recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Milestone {
    Berthed,
    ReadyToLeave,
    Unmoored,
    Departed,
    /// At sea again, by order.
    Sheltered,
    /// Off the first place of work, on the way to the second.
    CastOff,
    /// At the second place of work.
    Shifted,
}

/// One stage of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Waits at anchor until everything for the way in is there at once.
    ClearInbound,
    /// Takes its time, whatever the weather (rules V6, W4).
    Spend(Activity),
    /// Moves the parcel if it is of this direction, at the rate that machines and yard allow.
    Transfer(Direction),
    /// Waits alongside until everything for the way out is there at once.
    ClearOutbound,
    /// Records a moment.
    Mark(Milestone),
}

/// Sea to berth and back.
pub(super) const VESSEL_CALL: &[Stage] = &[
    Stage::ClearInbound,
    Stage::Spend(Activity::InboundTransit),
    Stage::Mark(Milestone::Berthed),
    Stage::Spend(Activity::Berthing),
    Stage::Spend(Activity::Cleaning),
    Stage::Transfer(Direction::Import),
    Stage::Transfer(Direction::Export),
    Stage::Spend(Activity::ClosingFormalities),
    Stage::Mark(Milestone::ReadyToLeave),
    Stage::ClearOutbound,
    Stage::Spend(Activity::Unmooring),
    Stage::Mark(Milestone::Unmoored),
    Stage::Spend(Activity::OutboundTransit),
    Stage::Mark(Milestone::Departed),
];

/// Where cleaning stands in a call: who comes to a place with cargo to work goes on from here.
pub(super) const CLEANING: usize = 4;
const _: () = assert!(matches!(VESSEL_CALL[CLEANING], Stage::Spend(Activity::Cleaning)));

/// Ordered to sea (a typhoon comes): out, and back when the queue and the port permit; then the stage that was interrupted goes on.
pub(super) const EVACUATION: &[Stage] = &[
    Stage::ClearOutbound,
    Stage::Spend(Activity::Unmooring),
    Stage::Mark(Milestone::Unmoored),
    Stage::Spend(Activity::OutboundTransit),
    Stage::Mark(Milestone::Sheltered),
    Stage::ClearInbound,
    Stage::Spend(Activity::InboundTransit),
    Stage::Mark(Milestone::Berthed),
    Stage::Spend(Activity::Mooring),
];

/// To the second place of work: room there has been taken already; then the cargo work goes on.
pub(super) const SHIFT: &[Stage] = &[
    Stage::Spend(Activity::Unmooring),
    Stage::Mark(Milestone::CastOff),
    Stage::Spend(Activity::Shifting),
    Stage::Mark(Milestone::Shifted),
    Stage::Spend(Activity::Mooring),
];
