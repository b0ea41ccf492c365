//! The two measures of the service level (rule C5) over the vessels that arrived in a span, and how far they are from
//! their limits.

use crate::port::Service;
use crate::record::{ClassService, ServiceTally};

/// How a group of vessels was served.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Measures {
    arrived: u64,
    wait: f64,
    in_time: u64,
    occupied: f64,
    served: u64,
}

impl Measures {
    /// The measures of several flows together.
    pub(super) fn of<'a>(tallies: impl IntoIterator<Item = &'a ServiceTally>) -> Self {
        let mut measures = Measures::default();
        for tally in tallies {
            measures.arrived += u64::from(tally.arrived);
            measures.wait += tally.wait;
            measures.in_time += u64::from(tally.in_time);
            measures.occupied += tally.occupied;
            measures.served += u64::from(tally.served);
        }
        measures
    }

    /// Mean entry wait ÷ mean occupied time. Absent without an arrival or a served call.
    pub(super) fn waiting_ratio(&self) -> Option<f64> {
        let mean_occupied = self.occupied / self.served as f64;
        (self.arrived > 0 && self.served > 0 && mean_occupied > 0.0)
            .then(|| self.wait / self.arrived as f64 / mean_occupied)
    }

    /// Share berthed in time. Absent without an arrival.
    pub(super) fn in_time(&self) -> Option<f64> {
        (self.arrived > 0).then(|| self.in_time as f64 / self.arrived as f64)
    }

    /// Both, for the record.
    pub(super) fn record(&self) -> ClassService {
        ClassService { waiting_ratio: self.waiting_ratio(), in_time: self.in_time() }
    }

    /// The worse of the two measures relative to its limit: at most 1 keeps the level. Vessels that wait while none is
    /// served are infinitely badly off.
    pub(super) fn strain(&self, level: &Service) -> f64 {
        let ratio = self.waiting_ratio().unwrap_or(if self.wait > 0.0 { f64::INFINITY } else { 0.0 });
        let late = self.in_time().map_or(0.0, |in_time| 1.0 - in_time);
        let by_ratio = level.waiting_ratio.map_or(0.0, |limit| relative(ratio, limit));
        let by_share = level.berthed_share.map_or(0.0, |share| relative(late, 1.0 - share));
        by_ratio.max(by_share)
    }

    /// True if the level is kept: exactly at a limit is kept.
    pub(super) fn keep(&self, level: &Service) -> bool {
        let ratio = level.waiting_ratio.is_none_or(|limit| match self.waiting_ratio() {
            Some(ratio) => ratio <= limit,
            None => self.wait <= 0.0,
        });
        let share =
            level.berthed_share.is_none_or(|share| self.in_time as f64 >= share * self.arrived as f64);
        ratio && share
    }
}

fn relative(value: f64, limit: f64) -> f64 {
    if value <= 0.0 {
        0.0
    } else if limit <= 0.0 {
        f64::INFINITY
    } else {
        value / limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Duration;

    const LEVEL: Service = Service {
        waiting_ratio: Some(0.5),
        berthed_share: Some(0.9),
        within: Duration::from_milliseconds(48 * 3_600_000),
    };

    fn tally(arrived: u32, wait: f64, in_time: u32, occupied: f64, served: u32) -> ServiceTally {
        ServiceTally { arrived, wait, in_time, occupied, served }
    }

    #[test]
    fn the_ratio_is_of_means_and_both_limits_are_kept_when_met_exactly() {
        // 10 calls waited 60 h in all (6 h each); 8 of them occupied a berth for 96 h in all (12 h each): 0.5.
        let measures = Measures::of(&[tally(4, 50.0, 3, 36.0, 3), tally(6, 10.0, 6, 60.0, 5)]);
        assert_eq!(measures.waiting_ratio(), Some(0.5));
        assert_eq!(measures.in_time(), Some(0.9));
        assert!(measures.keep(&LEVEL));
        assert!((measures.strain(&LEVEL) - 1.0).abs() < 1e-12);
        assert!(!Measures::of(&[tally(10, 60.1, 9, 96.0, 8)]).keep(&LEVEL));
        assert!(!Measures::of(&[tally(10, 60.0, 8, 96.0, 8)]).keep(&LEVEL));
    }

    #[test]
    fn nobody_served_breaks_the_level_and_nobody_at_all_keeps_it() {
        assert!(!Measures::of(&[tally(3, 100.0, 3, 0.0, 0)]).keep(&LEVEL));
        assert_eq!(Measures::of(&[tally(3, 100.0, 3, 0.0, 0)]).strain(&LEVEL), f64::INFINITY);
        let nobody = Measures::of(&[]);
        assert!(nobody.keep(&LEVEL));
        assert_eq!(nobody.record(), ClassService::default());
        let unjudged = Service { waiting_ratio: None, berthed_share: None, ..LEVEL };
        assert!(Measures::of(&[tally(3, 1e6, 0, 1.0, 1)]).keep(&unjudged));
    }
}
