//! Trains through one loading track, from the time each takes.

use super::HOURS_PER_DAY;
use crate::units::{Duration, Tonnes, TonnesPerHour, TonnesPerYear};

/// One track on which whole trains are loaded or unloaded: wagons × payload ÷ rate + preparation.
///
/// Source: OpenTISim (TU Delft), agribulk defaults, for the form and the first example.
///
/// Worked, 330 d at a use of 0.75: 60 × 60 t at 800 t/h + 2 h: 6.50 h, 3.29 Mt/a; 50 × 70 t at 1,200 t/h + 2 h: 4.92 h,
/// 4.23 Mt/a; 55 × 65 t at 400 t/h + 2.5 h: 11.44 h, 1.86 Mt/a.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadingTrack {
    /// Wagons of a train; above 0.
    pub wagons: f64,
    /// Net load of a wagon; above 0.
    pub payload: Tonnes,
    /// Rate of loading; above 0.
    pub rate: TonnesPerHour,
    /// Placement, inspection, covering, pulling out; at least 0.
    pub preparation: Duration,
}

impl LoadingTrack {
    /// Net load of a train.
    pub fn train(&self) -> Tonnes {
        self.payload * self.wagons
    }

    /// Hours for which a train takes the track.
    pub fn hours_per_train(&self) -> f64 {
        self.train().0 / self.rate.0 + self.preparation.hours()
    }

    /// Tonnes a year of the track, in use for a share of its operating days.
    pub fn capacity(&self, operating_days: f64, use_share: f64) -> TonnesPerYear {
        let trains = operating_days * HOURS_PER_DAY * use_share / self.hours_per_train();
        TonnesPerYear(trains * self.train().0)
    }
}

/// Trains a day: yearly tonnes by rail × imbalance ÷ (days × net load).
///
/// Source: planning practice. Worked: 6.0 Mt/a, 35 %, 1.2, 330 d, 3,500 t: 2.18 a day.
pub fn trains_per_day(by_rail: TonnesPerYear, imbalance: f64, operating_days: f64, train: Tonnes) -> f64 {
    by_rail.0 * imbalance / (operating_days * train.0)
}

/// Tracks, not rounded, for so many trains a day that take `hours_per_train` each, at a use of `use_share`.
///
/// Source: planning practice. Worked: 2.18 trains, 6.5 h, 0.75: 0.79.
pub fn tracks_needed(trains_per_day: f64, hours_per_train: f64, use_share: f64) -> f64 {
    trains_per_day * hours_per_train / (HOURS_PER_DAY * use_share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn the_three_worked_tracks_come_out() {
        let tracks = [(60.0, 60.0, 800.0, 2.0), (50.0, 70.0, 1200.0, 2.0), (55.0, 65.0, 400.0, 2.5)];
        let shown = tracks.map(|(wagons, payload, rate, preparation)| {
            let track = LoadingTrack {
                wagons,
                payload: Tonnes(payload),
                rate: TonnesPerHour(rate),
                preparation: Duration::from_hours(preparation),
            };
            (printed(track.hours_per_train(), 2), printed(track.capacity(330.0, 0.75).0 / 1e6, 2))
        });
        let expected = [("6.50", "3.29"), ("4.92", "4.23"), ("11.44", "1.86")];
        assert_eq!(shown, expected.map(|(hours, capacity)| (hours.to_owned(), capacity.to_owned())));
    }

    #[test]
    fn the_worked_trains_take_less_than_a_track() {
        let trains = trains_per_day(TonnesPerYear(6e6 * 0.35), 1.2, 330.0, Tonnes(3500.0));
        assert_eq!(printed(trains, 2), "2.18");
        assert_eq!(printed(tracks_needed(trains, 6.5, 0.75), 2), "0.79");
    }
}
