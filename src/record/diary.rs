//! What is kept of one run, day by day, for the charts of quays, yards and the land side.

use crate::units::{Duration, Metres, Time, Tonnes};

/// Hours of a day.
pub const DAY_HOURS: usize = 24;

/// One time of a vessel alongside. A vessel that was ordered to sea and came back has one for each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BerthCall {
    /// Number of the visit in order of arrival, from 1.
    pub visit: u32,
    /// Position in the port's flows.
    pub flow: usize,
    /// Its whole parcel, physical tonnes.
    pub parcel: Tonnes,
    /// Position in the port's places.
    pub place: usize,
    /// Lowest metre taken on a quay; 0 on a berth.
    pub metre: Metres,
    /// Metres taken on a quay, clearance included; 1 on a berth.
    pub taken: Metres,
    /// Since when it waited: its arrival, or its return to sea by order.
    pub waited_from: Time,
    /// Start of the inbound transit: the place is reserved from then on.
    pub cleared: Time,
    /// End of the inbound transit.
    pub berthed: Option<Time>,
    /// Last line off.
    pub unmoored: Option<Time>,
}

/// What lies in the yards at one midnight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YardStocks {
    /// When.
    pub at: Time,
    /// By trade: physical tonnes in its yard.
    pub tonnes: Vec<Tonnes>,
    /// By trade: what they take of the capacity, m² or tonnes as the yard is measured; 0 in an unlimited yard.
    pub used: Vec<f64>,
    /// By yard: capacity in its own measure; infinite if it has no limit.
    pub capacity: Vec<f64>,
}

/// What a land-side mode did by hour of the day, from 00:00 on, over all days of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DayProfile {
    /// Physical tonnes moved out of or into yards.
    pub tonnes: [f64; DAY_HOURS],
    /// Trains that came.
    pub arrived: [u32; DAY_HOURS],
    /// Trains that left a track.
    pub departed: [u32; DAY_HOURS],
}

/// The diary of one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diary {
    /// In order of inbound clearance.
    pub calls: Vec<BerthCall>,
    /// Changes of the number of vessels that wait at anchor or, by order, at sea: when, and by how many.
    pub waiting: Vec<(Time, i32)>,
    /// At each midnight, the start of the run excluded.
    pub stocks: Vec<YardStocks>,
    /// By period of the run, and by mode.
    pub profiles: Vec<Vec<DayProfile>>,
}

/// The hour of the day that an instant lies in.
pub fn hour_of_day(at: Time) -> usize {
    let into = at.milliseconds().rem_euclid(Duration::DAY.milliseconds());
    (into / Duration::HOUR.milliseconds()) as usize
}

impl DayProfile {
    /// Tonnes moved evenly between two instants, each hour its part; all in one hour if there is no time between.
    pub fn spread(&mut self, moved: f64, from: Time, until: Time) {
        let whole = (until - from).milliseconds();
        if whole <= 0 {
            self.tonnes[hour_of_day(from)] += moved;
            return;
        }
        let (day, hour) = (Duration::DAY.milliseconds(), Duration::HOUR.milliseconds());
        let days = whole / day;
        if days > 0 {
            let each = moved * (days * hour) as f64 / whole as f64;
            self.tonnes.iter_mut().for_each(|tonnes| *tonnes += each);
        }
        let mut at = from + Duration::from_milliseconds(days * day);
        while at < until {
            let rest = hour - at.milliseconds().rem_euclid(hour);
            let step = rest.min((until - at).milliseconds());
            self.tonnes[hour_of_day(at)] += moved * step as f64 / whole as f64;
            at += Duration::from_milliseconds(step);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(hours: f64) -> Time {
        Time::ZERO + Duration::from_hours(hours)
    }

    #[test]
    fn tonnes_are_spread_over_the_hours_in_which_they_moved() {
        // 40 t from 22:30 to 00:30: 10 t in the last half hour of 22, 20 t in 23, 10 t after midnight.
        let mut profile = DayProfile::default();
        profile.spread(40.0, hours(22.5), hours(24.5));
        assert_eq!((profile.tonnes[22], profile.tonnes[23], profile.tonnes[0]), (10.0, 20.0, 10.0));
        // 500 t over two days and two hours: 10 t in every hour of each day, so 20 t an hour, and 10 t more in 5 and 6.
        let mut profile = DayProfile::default();
        profile.spread(500.0, hours(5.0), hours(55.0));
        assert_eq!(
            (profile.tonnes[4], profile.tonnes[5], profile.tonnes[6], profile.tonnes[7]),
            (20.0, 30.0, 30.0, 20.0)
        );
        assert!((profile.tonnes.iter().sum::<f64>() - 500.0).abs() < 1e-9);
        // At once, before the start of the scenario: 23:00 of the day before.
        let mut profile = DayProfile::default();
        profile.spread(7.0, hours(-1.0), hours(-1.0));
        assert_eq!(profile.tonnes[23], 7.0);
    }
}
