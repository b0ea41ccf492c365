//! Where the hours of vessels went (rule A1): what they did, and what they waited for, by the set of conditions that were not met.

/// A step of a call that takes a stated time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// From the sea to the berth.
    InboundTransit,
    /// Mooring, then opening formalities.
    Berthing,
    /// Mooring alone, of a vessel that comes back from sea or from another place.
    Mooring,
    /// Berth and machines, before a cargo other than the last one there.
    Cleaning,
    /// Formalities after the cargo work.
    ClosingFormalities,
    /// Until the last line is off.
    Unmooring,
    /// From the berth to the sea.
    OutboundTransit,
    /// From place to place within the port.
    Shifting,
}

impl Activity {
    /// All of them, in the order of `StayTally::activities`.
    pub const ALL: [Activity; 8] = [
        Activity::InboundTransit,
        Activity::Berthing,
        Activity::Mooring,
        Activity::Cleaning,
        Activity::ClosingFormalities,
        Activity::Unmooring,
        Activity::OutboundTransit,
        Activity::Shifting,
    ];
}

/// What a vessel may have to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Room at a berth that fits it.
    Room,
    /// Enough water over the bed.
    Tide,
    /// Daylight for the whole transit.
    Daylight,
    /// The channel free of transits that bar its own.
    Traffic,
    /// Its turn: a rule of order, or of runs in the channel, lets others go first.
    Turn,
    /// A marine service (position in the port's list): too few are free.
    Service(usize),
    /// The end of closures of a cause (position in the port's causes).
    Closure(usize),
}

/// Positions of conditions in a set: five of the port, then causes from below and services from above.
const FIXED: u32 = 5;
const LAST: u32 = u128::BITS - 1;
/// Services told apart; those beyond share the last position.
const SERVICES: u32 = 28;

/// A set of conditions that are not met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unmet(pub u128);

impl Unmet {
    /// All is met.
    pub const NONE: Unmet = Unmet(0);

    /// The set of one condition.
    pub fn of(condition: Condition) -> Unmet {
        let position = match condition {
            Condition::Room => 0,
            Condition::Tide => 1,
            Condition::Daylight => 2,
            Condition::Traffic => 3,
            Condition::Turn => 4,
            Condition::Closure(cause) => FIXED + (cause as u32).min(LAST - SERVICES - FIXED),
            Condition::Service(service) => LAST - (service as u32).min(SERVICES - 1),
        };
        Unmet(1 << position)
    }

    /// This set and another.
    #[must_use]
    pub fn and(self, other: Unmet) -> Unmet {
        Unmet(self.0 | other.0)
    }

    /// This set without another.
    #[must_use]
    pub fn without(self, other: Unmet) -> Unmet {
        Unmet(self.0 & !other.0)
    }

    /// True if all is met.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many conditions are not met.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The conditions, those of the port first, then causes, then services.
    pub fn conditions(self) -> impl Iterator<Item = Condition> {
        let held = move |position: &u32| self.0 & (1 << position) != 0;
        let services = (0..SERVICES).map(|service| LAST - service);
        (0..=LAST - SERVICES).chain(services).filter(held).map(|position| match position {
            0 => Condition::Room,
            1 => Condition::Tide,
            2 => Condition::Daylight,
            3 => Condition::Traffic,
            4 => Condition::Turn,
            cause if cause <= LAST - SERVICES => Condition::Closure((cause - FIXED) as usize),
            service => Condition::Service((LAST - service) as usize),
        })
    }
}

/// Vessel-hours that waited while just these conditions were not met.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WaitHours {
    /// The conditions.
    pub unmet: Unmet,
    /// Vessel-hours.
    pub hours: f64,
}

/// Where the hours of the vessels of one flow went, from arrival to departure. Hours in transfer are tiled apart
/// (`HandlingTally`): `hours` = `activities` + `entry` + `start` + `exit` + `HandlingTally::hours`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StayTally {
    /// Vessel-hours in the port and at its anchorage, counted on their own: number present × time.
    pub hours: f64,
    /// Vessel-hours by activity, in the order of `Activity::ALL`.
    pub activities: [f64; 8],
    /// At anchor, by what was missing.
    pub entry: Vec<WaitHours>,
    /// Alongside, kept by closures from beginning cargo work.
    pub start: Vec<WaitHours>,
    /// Alongside and ready, by what was missing for the way out.
    pub exit: Vec<WaitHours>,
}

impl StayTally {
    /// Vessel-hours of a list of waits.
    pub fn sum(waits: &[WaitHours]) -> f64 {
        waits.iter().map(|wait| wait.hours).sum()
    }
}

/// Adds hours to the set that they belong to.
pub fn add_hours(waits: &mut Vec<WaitHours>, unmet: Unmet, hours: f64) {
    match waits.iter_mut().find(|wait| wait.unmet == unmet) {
        Some(wait) => wait.hours += hours,
        None => waits.push(WaitHours { unmet, hours }),
    }
}

/// Which wait of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitKind {
    /// At anchor, for the way in.
    Entry,
    /// Alongside, to begin cargo work.
    Start,
    /// Alongside, for the way out.
    Exit,
}

/// A part of the wait of one vessel in which just these conditions were not met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitSpell {
    /// Number of the visit, from 1.
    pub visit: u32,
    /// Which of its waits.
    pub kind: WaitKind,
    /// First instant.
    pub from: crate::units::Time,
    /// First instant after.
    pub until: crate::units::Time,
    /// What was missing.
    pub unmet: Unmet,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_tells_its_conditions() {
        let all = [
            Condition::Room,
            Condition::Turn,
            Condition::Closure(0),
            Condition::Closure(94),
            Condition::Service(0),
            Condition::Service(27),
        ];
        let set = all.iter().fold(Unmet::NONE, |set, &condition| set.and(Unmet::of(condition)));
        assert_eq!(set.conditions().collect::<Vec<_>>(), all);
        assert_eq!(set.count(), 6);
        assert!(set.without(set).is_empty());
    }
}
