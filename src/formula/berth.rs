//! Yearly capacity of a berth for general cargo or dry bulk, with a utilisation given or with an imbalance of calls.

use super::{DAYS_PER_YEAR, HOURS_PER_DAY};
use crate::units::{Duration, Tonnes, TonnesPerHour, TonnesPerYear};

/// What the calls at one berth look like.
///
/// Pt = T · G · ρ / ( tz / (td − Σt) + tf / td ), with tz = G / p
///
/// Source: JTS 165-2013 clause 7.10 (berth capacity of general and bulk berths; JTS 165-2025 clause 7.9). The table of ρ
/// by cargo and number of berths was not at hand.
///
/// Worked: T 330 d, G 8,000 t, ρ 0.60, p 200 t/h, Σt 3 h, tf 4 h: tz 40.00 h, 2.0714 d a call,
/// 764,690 t/a.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BerthCalls {
    /// T: days a year on which the berth can be operated; above 0, at most 366.
    pub operable_days: f64,
    /// G: cargo worked in one call, not the deadweight; above 0.
    pub cargo_per_call: Tonnes,
    /// p: rate of a ship while it is worked; above 0.
    pub ship_rate: TonnesPerHour,
    /// Σt: hours of a day in which nothing is worked: shift changes, meals; 0 to below 24 h, usually 2 to 4 h.
    pub idle_per_day: Duration,
    /// tf: hours alongside without cargo work in one call; at least 0, usually 3 to 8 h.
    pub auxiliary: Duration,
}

impl BerthCalls {
    /// tz = G / p: net hours of cargo work of one call.
    pub fn working_hours(&self) -> f64 {
        self.cargo_per_call.0 / self.ship_rate.0
    }

    /// Days for which one call occupies the berth: tz / (td − Σt) + tf / td.
    pub fn days_per_call(&self) -> f64 {
        self.working_hours() / (HOURS_PER_DAY - self.idle_per_day.hours())
            + self.auxiliary.hours() / HOURS_PER_DAY
    }

    /// Pt at an effective utilisation ρ (occupied ÷ operable days, 0 to 1) of one berth.
    pub fn capacity(&self, effective_utilisation: f64) -> TonnesPerYear {
        let calls = self.operable_days * effective_utilisation / self.days_per_call();
        TonnesPerYear(calls * self.cargo_per_call.0)
    }

    /// Pt where no utilisation is known, by the imbalance of calls KB (at least 1, 1.3 to 1.6 usual):
    ///
    /// Pt = T · G / [ ( tz / (td − Σt) + tf / td ) · KB ]
    ///
    /// The same as a utilisation of 1 / KB: 1.3 is 0.769, 1.4 is 0.714, 1.5 is 0.667. It leaves waiting out.
    ///
    /// Source: JTS 165-2013 clause 7.10; compared with the first form by Zhu and Yu 2016, Port & Waterway Engineering (6):
    /// 67–71.
    pub fn capacity_by_imbalance(&self, imbalance: f64) -> TonnesPerYear {
        self.capacity(1.0 / imbalance)
    }

    /// The effective utilisation ρ of one berth that carries `throughput`.
    pub fn utilisation(&self, throughput: TonnesPerYear) -> f64 {
        throughput.0 / self.capacity(1.0).0
    }
}

/// ρeff = ρcal · 365 / T: occupied ÷ operable days from occupied ÷ calendar days.
///
/// Source: JTS 165-2025 clause 2.0.13, which names both. Worked: T 330 d, 0.55 is 0.6083.
pub fn effective_utilisation(calendar: f64, operable_days: f64) -> f64 {
    calendar * DAYS_PER_YEAR / operable_days
}

/// ρcal = ρeff · T / 365.
///
/// Source: JTS 165-2025 clause 2.0.13. Worked: T 330 d, 0.60 is 0.5425.
pub fn calendar_utilisation(effective: f64, operable_days: f64) -> f64 {
    effective * operable_days / DAYS_PER_YEAR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    fn calls(cargo: f64, rate: f64, auxiliary: f64) -> BerthCalls {
        BerthCalls {
            operable_days: 330.0,
            cargo_per_call: Tonnes(cargo),
            ship_rate: TonnesPerHour(rate),
            idle_per_day: Duration::from_hours(3.0),
            auxiliary: Duration::from_hours(auxiliary),
        }
    }

    fn shown(calls: &BerthCalls, utilisation: f64) -> [String; 3] {
        [
            printed(calls.working_hours(), 2),
            printed(calls.days_per_call(), 4),
            printed(calls.capacity(utilisation).0, 0),
        ]
    }

    #[test]
    fn the_three_worked_berths_come_out() {
        assert_eq!(shown(&calls(8e3, 200.0, 4.0), 0.60), ["40.00", "2.0714", "764690"]);
        assert_eq!(shown(&calls(45e3, 1000.0, 6.0), 0.60), ["45.00", "2.3929", "3723582"]);
        assert_eq!(shown(&calls(20e3, 300.0, 5.0), 0.55), ["66.67", "3.3829", "1073032"]);
    }

    #[test]
    fn several_bulk_berths_add_up() {
        let one = calls(45e3, 1000.0, 6.0).capacity(0.60).0 / 1e6;
        let many = [1.0, 2.0, 3.0, 4.0].map(|berths| printed(one * berths, 3));
        assert_eq!(many, ["3.724", "7.447", "11.171", "14.894"]);
    }

    #[test]
    fn an_imbalance_of_calls_is_a_utilisation() {
        let berth = calls(8e3, 200.0, 4.0);
        for (imbalance, utilisation) in [(1.3, "0.769"), (1.4, "0.714"), (1.5, "0.667")] {
            let capacity = berth.capacity_by_imbalance(imbalance);
            assert_eq!(printed(berth.utilisation(capacity), 3), utilisation);
        }
    }

    #[test]
    fn utilisations_of_calendar_and_of_operable_days_convert() {
        assert_eq!(printed(effective_utilisation(0.55, 330.0), 4), "0.6083");
        assert_eq!(printed(calendar_utilisation(0.60, 330.0), 4), "0.5425");
    }
}
