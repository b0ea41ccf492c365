//! Where the hours of tracks, gate lanes and yard space went (rule A3).

/// Track-hours of the siding of a rail mode: `present` + `beyond` = all the others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TrackTally {
    /// Tracks × hours in use by date; 0 where their number is not limited, and `free` too.
    pub present: f64,
    /// Taken outside the dates of the mode, or without a limit.
    pub beyond: f64,
    /// Nobody on it.
    pub free: f64,
    /// Shunting.
    pub shunting: f64,
    /// In their time for loading, at the full rate: × rate of a train = tonnes.
    pub loading: f64,
    /// In their time for loading and not full, lost: no cargo due, no room, or a capacity that the mode shares.
    pub wanting: f64,
    /// In their time for loading and not full while the mode is suspended.
    pub suspended: f64,
    /// Full before their time is over.
    pub full: f64,
    /// Inspection.
    pub inspection: f64,
    /// Ready, and kept by the single-track line.
    pub line: f64,
}

impl TrackTally {
    /// Free and taken, the sum of its parts.
    pub fn sum(&self) -> f64 {
        let loading = self.loading + self.wanting + self.suspended + self.full;
        self.free + self.shunting + loading + self.inspection + self.line
    }
}

/// Lane-hours of a station that trucks pass, all lanes × all hours: the sum of its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LaneTally {
    /// With a truck; on a causeway, the headway behind each.
    pub serving: f64,
    /// Without, while trucks may come in.
    pub free: f64,
    /// Without, while nobody may come in: outside hours, closures.
    pub closed: f64,
    /// Without, while the mode is not in use by date.
    pub retired: f64,
}

/// Space of a yard × hours, in the measure of its capacity (without a limit: tonnes × hours): `room` + `beyond` = all the others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SpaceTally {
    /// Capacity × hours; 0 without a limit.
    pub room: f64,
    /// Taken above the capacity, or without a limit.
    pub beyond: f64,
    /// Nothing on it while the yard may take cargo.
    pub free: f64,
    /// Nothing on it while the yard takes none: closures.
    pub closed: f64,
    /// Nothing on it outside the dates of the yard.
    pub retired: f64,
    /// Landed cargo that is not due for collection: dwell, holds.
    pub dwelling: f64,
    /// Landed cargo that is due while a mode that may take it is in service (a train or truck need not be there).
    pub queued: f64,
    /// Landed cargo that is due while no mode that may take it is in service: dates, hours, closures; or the yard is closed.
    pub stranded: f64,
    /// Cargo for vessels while none loads it.
    pub gathering: f64,
    /// Cargo for vessels while one loads it.
    pub loading: f64,
}

impl SpaceTally {
    /// What lies there, the sum of its causes.
    pub fn taken(&self) -> f64 {
        self.dwelling + self.queued + self.stranded + self.gathering + self.loading
    }

    /// Free and taken, the sum of its parts.
    pub fn sum(&self) -> f64 {
        self.free + self.closed + self.retired + self.taken()
    }
}
