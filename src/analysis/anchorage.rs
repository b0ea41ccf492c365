//! How many anchorage places are needed: the number at anchor that is not exceeded for a stated share of the time.

use serde::Serialize;

use super::amounts::QueueAmounts;

/// Vessels at anchor, and the places they need.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AnchorageTable {
    /// Numbers over time.
    #[serde(flatten)]
    pub amounts: QueueAmounts,
    /// Places that suffice in 90 % of the time; absent where nothing was measured.
    pub places_90: Option<u32>,
    /// Places that suffice in 95 % of the time.
    pub places_95: Option<u32>,
    /// Places that suffice in 98 % of the time.
    pub places_98: Option<u32>,
}

impl AnchorageTable {
    /// The table of `count` replications from their sums: numbers over time, and hours by number at anchor.
    pub(super) fn of(sums: &QueueAmounts, hours: &[f64], count: f64) -> Self {
        AnchorageTable {
            amounts: sums.scaled(1.0 / count),
            places_90: places(hours, 0.90),
            places_95: places(hours, 0.95),
            places_98: places(hours, 0.98),
        }
    }
}

/// The least number that is not exceeded for `share` of the hours.
fn places(hours: &[f64], share: f64) -> Option<u32> {
    let all: f64 = hours.iter().sum();
    let mut within = 0.0;
    let found = hours.iter().position(|hours| {
        within += hours;
        within >= share * all
    });
    found.filter(|_| all > 0.0).map(|number| number as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 80 h with nobody, 12 h with one, 5 h with two, 3 h with three: 92 % within one, 97 % within two.
    #[test]
    fn places_by_hand() {
        let hours = [80.0, 12.0, 5.0, 3.0];
        assert_eq!([0.8, 0.9, 0.95, 0.98].map(|share| places(&hours, share)), [0, 1, 2, 3].map(Some));
        assert_eq!(places(&[], 0.9), None);
    }
}
