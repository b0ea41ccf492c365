//! Pairs of trains a day over a single-track section.

use super::ROUNDING;
use crate::units::Duration;

/// A single-track section: N = (1440 − TT) / ( tW + tF + tB + tH ) pairs a day.
///
/// Source: railway textbook on the capacity of sections with parallel train paths.
///
/// Worked: electrified (TT 90 min), tB 4, tH 3 min; tW = tF = 12 min:
/// 43.55 pairs, 36.3 after a reserve of 20 %; 15 min: 36.49; 20 min: 28.72.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SingleTrack {
    /// TT: time a day without trains, for maintenance: 90 min electrified, 30 min diesel.
    pub maintenance: Duration,
    /// tW: running time one way over the section that takes longest.
    pub there: Duration,
    /// tF: running time the other way over it.
    pub back: Duration,
    /// tB: between arrivals from opposite sides at a station.
    pub between_arrivals: Duration,
    /// tH: from an arrival to the departure of the train that waited for it.
    pub meeting: Duration,
}

impl SingleTrack {
    /// N before it is rounded.
    pub fn pairs(&self) -> f64 {
        let pair = self.there + self.back + self.between_arrivals + self.meeting;
        (Duration::DAY - self.maintenance).hours() / pair.hours()
    }

    /// What is left of N if a reserve is kept on top of it: N / (1 + reserve). On single track 0.20 is usual.
    pub fn pairs_after_reserve(&self, reserve: f64) -> f64 {
        self.pairs() / (1.0 + reserve)
    }
}

impl SingleTrack {
    /// `pairs` rounded down to half a pair, as capacity is quoted.
    pub fn quoted(pairs: f64) -> f64 {
        (pairs * 2.0 + ROUNDING).floor() / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    fn minutes(minutes: i64) -> Duration {
        Duration::from_milliseconds(minutes * 60_000)
    }

    fn section(running: i64) -> SingleTrack {
        SingleTrack {
            maintenance: minutes(90),
            there: minutes(running),
            back: minutes(running),
            between_arrivals: minutes(4),
            meeting: minutes(3),
        }
    }

    #[test]
    fn the_worked_sections_come_out() {
        let pairs = [12, 15, 20].map(|running| printed(section(running).pairs(), 2));
        assert_eq!(pairs, ["43.55", "36.49", "28.72"]);
        let quoted = [12, 15, 20].map(|running| SingleTrack::quoted(section(running).pairs()));
        assert_eq!(quoted, [43.5, 36.0, 28.5]);
        assert_eq!(SingleTrack::quoted(7.0), 7.0);
    }

    #[test]
    fn a_reserve_is_kept_on_top() {
        let left = section(12).pairs_after_reserve(0.20);
        assert_eq!(printed(left, 1), "36.3");
        // A line is rarely the bottleneck of a port: 3,500 t a train on 330 days.
        assert_eq!(printed(left * 3500.0 * 330.0 / 1e6, 1), "41.9");
    }
}
