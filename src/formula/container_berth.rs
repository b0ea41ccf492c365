//! Yearly capacity of a container berth, in TEU.

use super::HOURS_PER_DAY;
use crate::units::Duration;

/// Rate of a ship worked by gantries: p = n · p1 · K1 · K2 · (1 − K3) · K4.
///
/// Source: JTS 165-2013 clause 7.10.7, as a published design of a container berth applies it.
///
/// Worked: n 2, p1 25, K1 1.6, K2 0.85, K3 0.05, K4 1.05: 67.83 TEU/h.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GantryRate {
    /// n: cranes on a ship; above 0, 1 to 2 for 4 to 15 kt deadweight.
    pub cranes: f64,
    /// p1: boxes an hour of one crane; above 0, usually 20 to 25.
    pub boxes_per_hour: f64,
    /// K1: TEU in a box; 1 to 2, usually 1.1 to 1.9.
    pub teu_per_box: f64,
    /// K2: share of the time in which the cranes work together; 0 to 1, usually 0.85 to 0.95.
    pub together: f64,
    /// K3: share of moves that only shift a box; 0 to below 1, usually 0 to 0.05.
    pub rehandled: f64,
    /// K4: gain by twin lifts or two trolleys; at least 1, usually 1.05 to 1.25.
    pub twin_lift: f64,
}

impl GantryRate {
    /// p: TEU an hour.
    pub fn teu_per_hour(&self) -> f64 {
        self.cranes
            * self.boxes_per_hour
            * self.teu_per_box
            * self.together
            * (1.0 - self.rehandled)
            * self.twin_lift
    }
}

/// What the calls at one container berth look like: Pt = T · ρ · Q / ( Q / (p · tg) + tf / td ).
///
/// Source: JTS 165-2013 clause 7.10.7.
///
/// Worked: T 333 d, ρ 0.50, Q 1,050 TEU, p 67.83 TEU/h, tg 24 h, tf 3 h: 227,047 TEU/a.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CallsOfBoxes {
    /// T: days a year on which the berth can be operated; above 0.
    pub operable_days: f64,
    /// Q: TEU worked in one call; above 0.
    pub teu_per_call: f64,
    /// p: TEU an hour of a ship, see [`GantryRate`]; above 0.
    pub teu_per_hour: f64,
    /// tg: hours of a day in which ships are worked; above 0 to 24 h, usually 22 to 24 h.
    pub working_per_day: Duration,
    /// tf: hours alongside without cargo work in one call; usually 3 to 5 h.
    pub auxiliary: Duration,
}

impl CallsOfBoxes {
    /// Days for which one call occupies the berth.
    pub fn days_per_call(&self) -> f64 {
        self.teu_per_call / (self.teu_per_hour * self.working_per_day.hours())
            + self.auxiliary.hours() / HOURS_PER_DAY
    }

    /// Pt: TEU a year at an effective utilisation ρ (0 to 1; 0.50 to 0.70 usual, the low end for few berths).
    pub fn capacity(&self, effective_utilisation: f64) -> f64 {
        self.operable_days * effective_utilisation * self.teu_per_call / self.days_per_call()
    }

    /// The effective utilisation ρ of one berth that works so many TEU a year.
    pub fn utilisation(&self, teu_per_year: f64) -> f64 {
        teu_per_year / self.capacity(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn the_worked_container_berth_comes_out() {
        let gantries = GantryRate {
            cranes: 2.0,
            boxes_per_hour: 25.0,
            teu_per_box: 1.6,
            together: 0.85,
            rehandled: 0.05,
            twin_lift: 1.05,
        };
        assert_eq!(printed(gantries.teu_per_hour(), 2), "67.83");
        let berth = CallsOfBoxes {
            operable_days: 333.0,
            teu_per_call: 1050.0,
            teu_per_hour: gantries.teu_per_hour(),
            working_per_day: Duration::from_hours(24.0),
            auxiliary: Duration::from_hours(3.0),
        };
        assert_eq!(printed(berth.capacity(0.50), 0), "227047");
        assert_eq!(printed(berth.utilisation(berth.capacity(0.50)), 3), "0.500");
    }
}
