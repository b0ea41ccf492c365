//! What can be due: a closed set of small events. Numbers are positions in tables.

/// An event of the port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A boundary of the measured window, a year or a month.
    Boundary,
    /// The next vessel of a flow arrives.
    Arrive {
        /// The flow.
        flow: u16,
        /// Number of the vessel in its flow.
        item: u32,
    },
    /// A timed stage of a visit ends.
    StageEnds {
        /// The visit's slot.
        visit: u32,
    },
    /// A part of a visit's parcel is done.
    WorkDone {
        /// The visit's slot.
        visit: u32,
    },
    /// A visit's hatches are changed.
    HatchChanged {
        /// The visit's slot.
        visit: u32,
    },
    /// A vessel that loads what a mode holds ready leaves with what it has.
    LeavesShort {
        /// The visit's slot.
        visit: u32,
    },
    /// A visit's patience ends.
    PatienceEnds {
        /// The visit's slot.
        visit: u32,
        /// The visit's number: slots are used again.
        number: u32,
    },
    /// A machine breaks down.
    MachineFails {
        /// Kind of machine.
        equipment: u16,
    },
    /// A machine is back.
    MachineReturns {
        /// Kind of machine.
        equipment: u16,
    },
    /// Machines go to planned maintenance, or are back.
    Maintenance {
        /// Kind of machine.
        equipment: u16,
    },
    /// A level of a land network meets a bound, or cargo falls due.
    Land {
        /// The network.
        network: u16,
    },
    /// A train of a mode comes.
    TrainComes {
        /// The mode.
        mode: u16,
    },
    /// A train's time on the track, or its wait for one, is over.
    TrainEnds {
        /// The mode.
        mode: u16,
        /// The train's slot.
        train: u32,
        /// Its number: slots are used again.
        number: u32,
    },
    /// A closure with a calendar or a list changes.
    Closure(u16),
    /// One more, or one fewer, reason for a closure that is foreseen or outlasts its cause.
    Reason {
        /// The closure.
        closure: u16,
        /// One more?
        more: bool,
    },
    /// A weather state changes.
    Weather(u16),
    /// A weather state that lies within another's event ends.
    WeatherWithin(u16),
    /// Midnight: the land side's day is over; cargo that has been due for long gets another label.
    Midnight,
    /// A stream goes at another part of its limit from this hour on.
    Rhythm {
        /// The mode.
        mode: u16,
    },
    /// Dated figures change.
    Dates,
    /// Anybody may be able to go now who could not before.
    Decide,
    /// The first of a group at anchor may be able to go now, or to hold room.
    Look {
        /// The group.
        group: u32,
    },
    /// Somebody alongside may be able to leave now.
    MayLeave,
    /// A train on a line is at the end of a section.
    SectionEnds {
        /// The line.
        line: u16,
        /// The train's slot.
        train: u32,
    },
    /// The longest wait of a train on a line for a track is over.
    TrackWaitEnds {
        /// The line.
        line: u16,
        /// The train's slot.
        train: u32,
        /// Its number: slots are used again.
        number: u32,
    },
    /// Somebody may be able to start on a line.
    LineLook(u16),
}

const _: () = assert!(size_of::<Event>() <= 12, "events are copied freely");
