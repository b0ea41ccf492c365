//! Yearly tonnes of a rail line on which wagons are loaded or unloaded, from its length.

use super::HOURS_PER_DAY;
use crate::units::{Duration, Metres, Tonnes, TonnesPerYear};

/// A loading line: Q = (L / Ly) · m · T · Gw · kL / KT.
///
/// Source: JTS 165-2013 equation 7.10.13, with the numbers of a port engineer examination of 2019–2020.
///
/// Worked: L 154 m, Ly 14 m, m 4, T 360 d, Gw 60 t, kL 0.8, KT 1.15: 661,148 t/a
/// (661,147.8).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RailLine {
    /// Ly: length of a wagon; above 0, 14 m in the example.
    pub wagon_length: Metres,
    /// m: cuts of wagons placed a day; above 0.
    pub placements_per_day: f64,
    /// T: days a year on which the line is operated; above 0.
    pub operating_days: f64,
    /// Gw: net load of a wagon; above 0.
    pub net_load: Tonnes,
    /// kL: use of the length of the line; above 0 to 1, 0.8 in the example.
    pub line_use: f64,
    /// KT: imbalance of train arrivals; at least 1, 1.15 in the example.
    pub imbalance: f64,
}

impl RailLine {
    /// Q: yearly tonnes over a working length L.
    pub fn capacity(&self, length: Metres) -> TonnesPerYear {
        TonnesPerYear(length.0 * self.per_metre())
    }

    /// L: working length for `yearly`.
    pub fn length(&self, yearly: TonnesPerYear) -> Metres {
        Metres(yearly.0 / self.per_metre())
    }

    /// Yearly tonnes a metre.
    fn per_metre(&self) -> f64 {
        let wagons_per_year = self.placements_per_day * self.operating_days / self.wagon_length.0;
        wagons_per_year * self.net_load.0 * self.line_use / self.imbalance
    }
}

/// C = 24 h ÷ time for which a cut of wagons stands on the line: the cuts a day that it can take.
///
/// Source: the capacity of loading lines in a management text, P = n · Q · C · T / K, which is otherwise the same form.
pub fn placements_per_day(dwell: Duration) -> f64 {
    HOURS_PER_DAY / dwell.hours()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn the_published_line_comes_out_both_ways() {
        let line = RailLine {
            wagon_length: Metres(14.0),
            placements_per_day: placements_per_day(Duration::from_hours(6.0)),
            operating_days: 360.0,
            net_load: Tonnes(60.0),
            line_use: 0.8,
            imbalance: 1.15,
        };
        assert_eq!(line.placements_per_day, 4.0);
        let yearly = line.capacity(Metres(154.0));
        assert_eq!(printed(yearly.0, 1), "661147.8");
        assert_eq!(printed(line.length(yearly).0, 1), "154.0");
    }
}
