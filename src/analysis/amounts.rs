//! Tables of amounts that add up over replications and are then divided by their number. Leaves out what they are of.

/// Declares a table whose fields are all `f64`, with addition and scaling of every field.
macro_rules! amounts {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: f64,)*
        }

        impl $name {
            /// Adds every amount of another.
            pub fn add(&mut self, other: &Self) {
                $(self.$field += other.$field;)*
            }

            /// Every amount times `factor`.
            pub fn scaled(&self, factor: f64) -> Self {
                $name { $($field: self.$field * factor,)* }
            }
        }
    };
}

amounts!(
    /// Calls and cargo. "Statistical" tonnes are what statistics count, "physical" tonnes what is lifted.
    CallAmounts {
        /// Calls that arrived.
        arrived,
        /// Their parcels, statistical tonnes.
        arrived_tonnes,
        /// Their parcels, physical tonnes.
        arrived_physical,
        /// Calls cleared inbound.
        entered,
        /// Calls that left after service.
        departed,
        /// Calls whose patience ended.
        diverted,
        /// Their parcels, statistical tonnes.
        diverted_tonnes,
        /// Calls turned away by a full anchorage.
        turned_away,
        /// Their parcels, statistical tonnes.
        turned_away_tonnes,
        /// Times a vessel left its berth by order and waited at sea.
        sheltered,
        /// Hours waited there, in those that ended.
        sheltered_hours,
        /// Cargo that crossed the quay, statistical tonnes.
        throughput,
        /// Cargo that crossed the quay, physical tonnes.
        crossed,
        /// On board or still to be loaded for vessels in port at the start, physical tonnes.
        afloat_start,
        /// The same at the end.
        afloat_end,
        /// Vessels waiting at the end.
        waiting_end,
        /// Their waits so far, hours in all.
        waiting_end_hours,
    }
);

amounts!(
    /// Vessel-hours in transfer and where they went (rule A2); hours of closures stand beside it by cause.
    HandlingAmounts {
        /// All vessel-hours in transfer.
        hours,
        /// Vessel-hours in which cargo moved at all.
        working,
        /// Productive hours: × nominal rate = tonnes.
        productive,
        /// Lost outside shift hours.
        shift,
        /// Lost to the slower tail of parcels.
        tail,
        /// Lost to machines broken down or with other vessels.
        machine,
        /// Lost to closures that slow work, equivalent hours.
        slow,
        /// Lost to a full or empty yard, equivalent hours.
        yard,
        /// Vessel-hours in which the yard cut the rate at all.
        yard_slowed,
        /// Lost to changes of hatches.
        hatch,
    }
);

amounts!(
    /// A quay or berth. Occupied, reserved and open are metre-hours of a quay, hours of a berth.
    PlaceAmounts {
        /// Calls that berthed.
        calls,
        /// Cargo that crossed it, statistical tonnes.
        throughput,
        /// Occupied.
        occupied,
        /// Occupied or reserved.
        reserved,
        /// In use by date.
        open,
        /// Vessel-hours in transfer.
        handling,
        /// Vessel-hours occupied.
        vessel_hours,
        /// Hours of cleaning between cargoes.
        cleaning,
    }
);

amounts!(
    /// Machines of one kind, machine-hours.
    EquipmentAmounts {
        /// Present by date.
        present,
        /// Broken down.
        failed,
        /// Assigned to a vessel.
        assigned,
        /// Assigned and not stopped.
        working,
        /// Number of breakdowns.
        failures,
        /// Away for maintenance.
        maintained,
    }
);

amounts!(
    /// A yard, physical tonnes and hours; of the mean, peak and low of each replication the mean is given.
    YardAmounts {
        /// Stock at the start.
        start,
        /// Time-average stock.
        mean,
        /// Highest stock.
        peak,
        /// Lowest stock.
        low,
        /// Stock at the end.
        end,
        /// Hours full.
        full_hours,
        /// Hours empty.
        empty_hours,
        /// From vessels.
        landed,
        /// To vessels.
        loaded,
        /// To land-side modes.
        collected,
        /// From land-side modes.
        delivered,
    }
);

amounts!(
    /// A land-side mode.
    ModeAmounts {
        /// Moved out of or into yards, physical tonnes.
        tonnes,
        /// Most moved in one day, physical tonnes; the mean over the replications.
        peak_day,
        /// Hours in which it moved anything.
        working,
        /// Trains that came.
        trains,
        /// Trains that left short of their net load.
        short,
        /// Trains cancelled for want of a track.
        cancelled,
        /// Trains that did not come for want of wagons; not among `trains`.
        no_wagons,
        /// Hours that trains stood for a single-track line, in waits that ended.
        line_wait,
    }
);

amounts!(
    /// A section of a single-track line.
    LineSectionAmounts {
        /// Runs that began, both ways.
        runs,
        /// Hours with at least one train in it.
        occupied,
    }
);

amounts!(
    /// A shared land-side capacity, physical tonnes.
    CapacityAmounts {
        /// Moved with it.
        used,
        /// What it could have moved.
        available,
    }
);

amounts!(
    /// A channel section.
    SectionAmounts {
        /// Transits that began.
        transits,
        /// Hours with at least one vessel in it.
        occupied,
    }
);

amounts!(
    /// A marine service: pilots, tugs.
    MarineAmounts {
        /// Pilots or tugs ordered, each for one job.
        ordered,
        /// Hours bound.
        bound,
        /// Hours on duty.
        present,
    }
);

amounts!(
    /// A crew, hours outside of its shifts included.
    CrewAmounts {
        /// Gang-hours by date.
        present,
        /// Gang-hours with a vessel.
        assigned,
    }
);

amounts!(
    /// Vessels waiting at anchor; each the mean over the replications.
    QueueAmounts {
        /// Time-average number.
        mean,
        /// Greatest number.
        greatest,
        /// Number at the end.
        end,
        /// Age of the oldest still waiting at the end, hours.
        oldest,
        /// Time-average number beyond the anchorage's places.
        outside,
    }
);
