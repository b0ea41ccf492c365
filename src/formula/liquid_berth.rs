//! Yearly capacity of a berth for liquids: oil, chemicals, LNG.

use super::HOURS_PER_DAY;
use crate::units::{Duration, Tonnes, TonnesPerYear};

/// What the calls at one liquid berth look like: Pt = T · ρ · td · G / ( tz + tf + tp ).
///
/// Source: planning practice for crude and product berths, in the form of a published oil berth calculation (no clause
/// was at hand). For LNG, JTS 165-5-2016 has a formula of its own, whose text was not at hand either; this form stands
/// in for it. A published benchmark for LNG: two dolphins at Incheon are best used for 49 % of the time (Park and An 2022,
/// J. Mar. Sci. Eng. 10(12):2031).
///
/// Worked: 365 d, ρ 0.85, 30 h a call, 5,000 t: 1,241,000 t/a; a demand of 760,000 t/a is 0.612 of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LiquidBerth {
    /// T: days a year on which the berth can be operated; above 0.
    pub operable_days: f64,
    /// G: cargo of one call; above 0.
    pub cargo_per_call: Tonnes,
    /// tz: loading or discharging; above 0.
    pub pumping: Duration,
    /// tf: mooring, arms, gauging, customs; at least 0.
    pub auxiliary: Duration,
    /// tp: deballasting and other times that overlap nothing; at least 0.
    pub other: Duration,
}

impl LiquidBerth {
    /// Hours for which one call occupies the berth.
    pub fn hours_per_call(&self) -> f64 {
        (self.pumping + self.auxiliary + self.other).hours()
    }

    /// Pt at an effective utilisation ρ (0 to 1).
    pub fn capacity(&self, effective_utilisation: f64) -> TonnesPerYear {
        let hours = self.operable_days * HOURS_PER_DAY * effective_utilisation;
        TonnesPerYear(hours / self.hours_per_call() * self.cargo_per_call.0)
    }

    /// The effective utilisation ρ of one berth that carries `throughput`.
    pub fn utilisation(&self, throughput: TonnesPerYear) -> f64 {
        throughput / self.capacity(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::{adequacy, tests::printed};

    #[test]
    fn the_published_oil_berth_comes_out() {
        // 30 h a call in all; the page does not part them.
        let berth = LiquidBerth {
            operable_days: 365.0,
            cargo_per_call: Tonnes(5000.0),
            pumping: Duration::from_hours(24.0),
            auxiliary: Duration::from_hours(4.0),
            other: Duration::from_hours(2.0),
        };
        let capacity = berth.capacity(0.85);
        assert_eq!(printed(capacity.0, 0), "1241000");
        assert_eq!(printed(adequacy(TonnesPerYear(760e3), capacity), 4), "0.6124");
    }
}
