//! The figures of one month: what each thing was used and what was lost of it, and where the hours of vessels went. All are sums,
//! so that months add up to their year.

use super::{PlaceAccount, StayTally, add_hours};
use crate::units::Time;

/// One calendar month of the measured window, or the part of one at an end of it. Lists are in the order of the port's lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MonthTally {
    /// First instant.
    pub from: Time,
    /// First instant after.
    pub until: Time,
    /// By class.
    pub classes: Vec<ClassMonth>,
    /// All sums but those of classes.
    pub sums: MonthSums,
}

/// Sums of things over a span of time. Lists are in the order of the port's lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MonthSums {
    /// By quay or berth.
    pub places: Vec<PlaceMonth>,
    /// By kind of machine.
    pub equipment: Vec<MachineMonth>,
    /// By crew.
    pub crews: Vec<CrewMonth>,
    /// By yard.
    pub yards: Vec<YardMonth>,
    /// By land-side mode.
    pub modes: Vec<ModeMonth>,
    /// By shared land-side capacity.
    pub capacities: Vec<CapacityMonth>,
    /// By channel section: hours with at least one vessel in it.
    pub sections: Vec<f64>,
    /// By marine service.
    pub marine: Vec<MarineMonth>,
    /// Hours each closure was active, by closure.
    pub closures: Vec<f64>,
    /// Hours in which nobody may start inbound.
    pub channel_closed: f64,
    /// The same by cause; overlapping causes all count.
    pub channel_causes: Vec<f64>,
    /// Vessel-hours at anchor.
    pub waiting: f64,
}

/// Where the hours of the vessels of one class went in a month (rule A1).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassMonth {
    /// Presence, activities and waits; sets without hours in the month are left out.
    pub account: StayTally,
    /// Time in transfer.
    pub handling: HandlingMonth,
    /// Hours of it lost to closures that stop work, by cause.
    pub closures: Vec<f64>,
}

/// Declares a table of sums, with addition and the difference of two readings.
macro_rules! sums {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: f64,)*
        }

        impl $name {
            /// Adds every sum of another.
            pub fn add(&mut self, other: &Self) {
                $(self.$field += other.$field;)*
            }

            /// What came since an earlier reading of the same sums.
            #[must_use]
            pub fn since(&self, before: &Self) -> Self {
                $name { $($field: self.$field - before.$field,)* }
            }
        }
    };
}

sums!(
    /// A quay or berth: metre-hours of a quay, hours of a berth. What is not named of those occupied went into mooring, formalities,
    /// cleaning and unmooring.
    PlaceMonth {
        /// Occupied.
        occupied,
        /// In use by date.
        open,
        /// Productive: × nominal rate = tonnes.
        productive,
        /// Kept from beginning, stopped or slowed by closures, shifts excluded.
        closure,
        /// Outside shift hours.
        shift,
        /// A full or empty yard.
        yard,
        /// Machines broken down or with other vessels.
        machine,
        /// Changes of hatches and the slower tail of parcels.
        pattern,
        /// Ready, and not cleared outbound.
        leave,
    }
);

impl PlaceMonth {
    /// The sums of `place`, `occupied` and `open` as they stand in a period that runs.
    pub fn of(place: &PlaceAccount, occupied: f64, open: f64) -> Self {
        let work = &place.handling;
        PlaceMonth {
            occupied,
            open,
            productive: work.productive,
            closure: StayTally::sum(&place.start) + work.closures.iter().sum::<f64>() + work.slow,
            shift: work.shift,
            yard: work.yard,
            machine: work.machine,
            pattern: work.hatch + work.tail,
            leave: StayTally::sum(&place.exit),
        }
    }

    /// Hours alongside that closures, shifts, yards, machines and the way out cost.
    pub fn lost(&self) -> f64 {
        self.closure + self.shift + self.yard + self.machine + self.leave
    }
}

sums!(
    /// Vessel-hours in transfer (rule A2); hours of closures that stop work stand beside it by cause.
    HandlingMonth {
        /// All of them.
        hours,
        /// Productive: × nominal rate = tonnes.
        productive,
        /// Lost outside shift hours.
        shift,
        /// Lost to the slower tail of parcels.
        tail,
        /// Lost to machines broken down or with other vessels.
        machine,
        /// Lost to closures that slow work.
        slow,
        /// Lost to a full or empty yard.
        yard,
        /// Lost to changes of hatches.
        hatch,
    }
);

sums!(
    /// Machines of one kind, machine-hours.
    MachineMonth {
        /// Present by date.
        present,
        /// Broken down.
        failed,
        /// Assigned to a vessel.
        assigned,
        /// Assigned and not stopped.
        working,
        /// Away for maintenance, those broken down not counted again.
        maintained,
    }
);

sums!(
    /// A crew, gang-hours.
    CrewMonth {
        /// By date.
        present,
        /// With a vessel.
        assigned,
    }
);

sums!(
    /// A yard.
    YardMonth {
        /// Tonne-hours of stock.
        stock,
        /// Hours times the share of its capacity in use; 0 if unlimited.
        used,
        /// Hours full.
        full,
        /// Hours empty.
        empty,
    }
);

sums!(
    /// A land-side mode.
    ModeMonth {
        /// Moved, physical tonnes.
        tonnes,
        /// Hours in which it moved anything.
        working,
        /// Trains that came.
        trains,
        /// Trucks that came or could have come, of a mode that has them one by one.
        slots,
    }
);

sums!(
    /// A shared land-side capacity, physical tonnes.
    CapacityMonth {
        /// Moved with it.
        used,
        /// What it could have moved, closures counted out.
        available,
    }
);

sums!(
    /// A marine service, hours.
    MarineMonth {
        /// Bound.
        bound,
        /// On duty.
        present,
    }
);

impl MonthSums {
    /// What came since an earlier reading of the same sums; an empty reading is one of nothing.
    #[must_use]
    pub fn since(&self, before: &MonthSums) -> MonthSums {
        let hours = |now: &f64, before: &f64| now - before;
        MonthSums {
            places: each(&self.places, &before.places, PlaceMonth::since),
            equipment: each(&self.equipment, &before.equipment, MachineMonth::since),
            crews: each(&self.crews, &before.crews, CrewMonth::since),
            yards: each(&self.yards, &before.yards, YardMonth::since),
            modes: each(&self.modes, &before.modes, ModeMonth::since),
            capacities: each(&self.capacities, &before.capacities, CapacityMonth::since),
            sections: each(&self.sections, &before.sections, hours),
            marine: each(&self.marine, &before.marine, MarineMonth::since),
            closures: each(&self.closures, &before.closures, hours),
            channel_closed: self.channel_closed - before.channel_closed,
            channel_causes: each(&self.channel_causes, &before.channel_causes, hours),
            waiting: self.waiting - before.waiting,
        }
    }
}

/// Differences one by one; what the earlier list does not have was nothing.
fn each<T: Default>(now: &[T], before: &[T], since: impl Fn(&T, &T) -> T) -> Vec<T> {
    let nothing = T::default();
    (now.iter().enumerate()).map(|(at, now)| since(now, before.get(at).unwrap_or(&nothing))).collect()
}

impl ClassMonth {
    /// Adds what one flow's running account grew by since an earlier reading of it. Sets are only ever added at the end of its lists.
    pub fn add_growth(&mut self, now: &StayTally, before: &StayTally) {
        let account = &mut self.account;
        account.hours += now.hours - before.hours;
        for (at, sum) in account.activities.iter_mut().enumerate() {
            *sum += now.activities[at] - before.activities[at];
        }
        let lists = [
            (&mut account.entry, &now.entry, &before.entry),
            (&mut account.start, &now.start, &before.start),
            (&mut account.exit, &now.exit, &before.exit),
        ];
        for (sums, now, before) in lists {
            for (at, wait) in now.iter().enumerate() {
                let hours = wait.hours - before.get(at).map_or(0.0, |before| before.hours);
                if hours > 0.0 {
                    add_hours(sums, wait.unmet, hours);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Condition, Unmet, WaitHours};

    #[test]
    fn a_month_is_the_growth_of_the_running_account() {
        let wait = |condition, hours| WaitHours { unmet: Unmet::of(condition), hours };
        let before =
            StayTally { hours: 3.0, entry: vec![wait(Condition::Room, 2.0)], ..StayTally::default() };
        let mut now = before.clone();
        now.hours = 10.0;
        now.entry[0].hours = 5.0;
        now.entry.push(wait(Condition::Tide, 4.0));
        let mut month = ClassMonth::default();
        month.add_growth(&now, &before);
        month.add_growth(&before, &before);
        assert_eq!(month.account.hours, 7.0);
        assert_eq!(month.account.entry, [wait(Condition::Room, 3.0), wait(Condition::Tide, 4.0)]);
    }
}
