//! What hours are put down to, and the names of it in files.

use serde::Serializer;

use crate::port::Port;
use crate::record::{Activity, Condition, Unmet, WaitKind};

/// What costs hours of cargo work, in the order of rule A2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Outside shift hours.
    Shift,
    /// Closures of a cause that stop work (position in the port's causes).
    Closure(usize),
    /// Changes of hatches.
    Hatch,
    /// The slower tail of parcels.
    Tail,
    /// Machines broken down, away, or with other vessels.
    Machine,
    /// Closures that slow work.
    Slow,
    /// A full or empty yard.
    Yard,
}

/// What holds hours beyond those needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// A condition that vessels wait for.
    Wait(Condition),
    /// A loss of cargo work.
    Work(Loss),
}

/// A quantity of a group of vessels that is added up. The first four tile the hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    Activity(usize),
    Wait(WaitKind, Unmet),
    Productive,
    Lost(Loss),
    Total,
    AllNeeded,
    AllWaits,
    SharedWaits,
    AllLosses,
    Alone(Condition),
    Shared(Condition),
    AtMost(Condition),
}

/// The name of an activity in files.
pub(super) fn activity_name(activity: Activity) -> &'static str {
    match activity {
        Activity::InboundTransit => "inbound transit",
        Activity::Berthing => "mooring and opening formalities",
        Activity::Mooring => "mooring again",
        Activity::Cleaning => "cleaning",
        Activity::ClosingFormalities => "closing formalities",
        Activity::Unmooring => "unmooring",
        Activity::OutboundTransit => "outbound transit",
        Activity::Shifting => "shifting",
    }
}

/// The name of a condition in files.
pub(super) fn condition_name(port: &Port, condition: Condition) -> String {
    let fixed = match condition {
        Condition::Room => "berth",
        Condition::Tide => "tide",
        Condition::Daylight => "daylight",
        Condition::Traffic => "channel",
        Condition::Turn => "turn",
        Condition::Service(at) => return format!("service: {}", port.marine[at].name),
        Condition::Closure(at) => return format!("closure: {}", port.causes[at].english),
    };
    fixed.to_owned()
}

/// The name of a loss in files.
pub(super) fn loss_name(port: &Port, loss: Loss) -> String {
    let fixed = match loss {
        Loss::Shift => "shift",
        Loss::Closure(at) => return format!("closure: {}", port.causes[at].english),
        Loss::Hatch => "hatch",
        Loss::Tail => "tail",
        Loss::Machine => "machine",
        Loss::Slow => "slow",
        Loss::Yard => "yard",
    };
    fixed.to_owned()
}

pub(super) fn wait_name<S: Serializer>(kind: &WaitKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match kind {
        WaitKind::Entry => "anchor",
        WaitKind::Start => "begin",
        WaitKind::Exit => "leave",
    })
}
