//! Yearly capacity of a ro-ro berth, in vehicles.

use super::HOURS_PER_DAY;
use crate::units::Duration;

/// What the calls at one ro-ro berth look like: the form of other berths, with vehicles in place of tonnes and gangs of
/// drivers in place of cranes.
///
/// Source: planning practice (no clause was at hand). Sizes of car carriers: JTS 165-2025 appendix A (20,000 GT: 1,246 to
/// 2,520 cars; 50,000 GT: 4,901 to 6,700).
///
/// Worked by hand, for the form alone: T 330 d, 1,000 vehicles, 4 gangs of 30 an hour, no idle hours, tf 3 h:
/// 11.33 h a call; at ρ 0.5 349,411.8 vehicles a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoRoBerth {
    /// T: days a year on which the berth can be operated; above 0.
    pub operable_days: f64,
    /// G: vehicles worked in one call; above 0.
    pub vehicles_per_call: f64,
    /// Gangs of drivers on a ship; above 0.
    pub gangs: f64,
    /// Vehicles an hour of one gang; above 0.
    pub vehicles_per_gang_hour: f64,
    /// Σt: hours of a day in which nobody drives; 0 to below 24 h.
    pub idle_per_day: Duration,
    /// tf: hours alongside without cargo work in one call.
    pub auxiliary: Duration,
}

impl RoRoBerth {
    /// Days for which one call occupies the berth.
    pub fn days_per_call(&self) -> f64 {
        let driving = self.vehicles_per_call / (self.gangs * self.vehicles_per_gang_hour);
        driving / (HOURS_PER_DAY - self.idle_per_day.hours()) + self.auxiliary.hours() / HOURS_PER_DAY
    }

    /// Vehicles a year at an effective utilisation ρ (0 to 1).
    pub fn capacity(&self, effective_utilisation: f64) -> f64 {
        self.operable_days * effective_utilisation * self.vehicles_per_call / self.days_per_call()
    }

    /// The effective utilisation ρ of one berth that works so many vehicles a year.
    pub fn utilisation(&self, vehicles_per_year: f64) -> f64 {
        vehicles_per_year / self.capacity(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn gangs_drive_off_a_ship() {
        // 1,000 ÷ (4 × 30) = 8.33 h of driving, 11.33 h a call; 330 × 24 × 0.5 ÷ 11.33 = 349.41 calls.
        let berth = RoRoBerth {
            operable_days: 330.0,
            vehicles_per_call: 1000.0,
            gangs: 4.0,
            vehicles_per_gang_hour: 30.0,
            idle_per_day: Duration::ZERO,
            auxiliary: Duration::from_hours(3.0),
        };
        assert_eq!(printed(berth.days_per_call() * 24.0, 2), "11.33");
        assert_eq!(printed(berth.capacity(0.5), 1), "349411.8");
    }
}
