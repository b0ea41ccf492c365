//! Ships a day through a section of fairway, by the headway and the length of a run.

use super::HOURS_PER_DAY;
use crate::units::Duration;

/// A section of fairway: one way, ships = 24 · 2k / ( 2L/v + 2(k − 1)h ) a day, both directions together; two ways, 24 / h each way.
///
/// Source: planning practice for convoys of k in and k out that follow each other.
///
/// Worked: 10 nm at 8 kn (L/v 1.25 h), h 0.5 h: k 1: 19.20; 2: 27.43; 3: 32.00; 5: 36.92; 8: 40.42. Two ways: 48 each way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fairway {
    /// L/v: passage of one ship; at least 0.
    pub passage: Duration,
    /// h: headway between ships of one direction; at least 0.
    pub headway: Duration,
}

impl Fairway {
    /// Ships a day, both directions together, in runs of `run` ≥ 1 ships each way.
    pub fn one_way(&self, run: f64) -> f64 {
        let cycle = 2.0 * self.passage.hours() + 2.0 * (run - 1.0) * self.headway.hours();
        HOURS_PER_DAY * 2.0 * run / cycle
    }

    /// Ships a day, both directions together, that may meet.
    pub fn two_way(&self) -> f64 {
        2.0 * HOURS_PER_DAY / self.headway.hours()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn longer_runs_pass_more_ships() {
        let fairway = Fairway { passage: Duration::from_hours(1.25), headway: Duration::from_hours(0.5) };
        let shown = [1.0, 2.0, 3.0, 5.0, 8.0].map(|run| printed(fairway.one_way(run), 2));
        assert_eq!(shown, ["19.20", "27.43", "32.00", "36.92", "40.42"]);
        assert_eq!(fairway.two_way(), 96.0);
    }
}
