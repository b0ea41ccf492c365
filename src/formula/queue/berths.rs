//! How many berths: what a number of them carries at a waiting ratio, and which number costs least.

use super::Queue;
use crate::formula::{BerthCalls, DAYS_PER_YEAR};
use crate::units::{Tonnes, TonnesPerYear};

/// Equal berths of which the calls, the law of the queue and the number are known.
///
/// Worked: bulk berths of 45,000 t and 2.3929 days a call, 330 days, three of them, M/E2: at a waiting ratio of 0.2
/// 10.769 Mt/a; the utilisation of 0.60 that a code fixes means 11.171 Mt/a and a ratio of 0.228.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BerthLoad {
    /// Calls at each of them.
    pub calls: BerthCalls,
    /// How many, at least 1.
    pub berths: u32,
    /// Law of arrivals and service.
    pub queue: Queue,
}

impl BerthLoad {
    /// Tonnes a year of all of them at a waiting ratio.
    pub fn capacity_at_wait(&self, waiting_ratio: f64) -> TonnesPerYear {
        let utilisation = self.queue.utilisation(self.berths, waiting_ratio);
        self.calls.capacity(utilisation) * f64::from(self.berths)
    }

    /// The waiting ratio under a throughput of all of them together.
    pub fn waiting_ratio(&self, throughput: TonnesPerYear) -> f64 {
        let each = throughput * (1.0 / f64::from(self.berths));
        self.queue.waiting_ratio(self.berths, self.calls.utilisation(each))
    }
}

/// The number of berths of least cost to port and ships: C(S) = Cb · S + Cs · ns, with ns ships in port in the mean (M/M/S).
///
/// Source: the course-book method after UNCTAD, with the figures of a published course design.
///
/// Worked: 4.5 Mt/a, 1,800 t a berth and day (calls of 8,000 t, which do not matter), Cb 3.2, Cs 7.2: S = 9 costs 86.17, 10 costs 84.44 (the least),
/// 11 costs 85.79 a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BerthCosts {
    /// Tonnes a year.
    pub yearly: TonnesPerYear,
    /// Tonnes that a berth works in a day while it is occupied; above 0.
    pub per_berth_day: Tonnes,
    /// Cb: cost of a berth a day, in any money.
    pub berth: f64,
    /// Cs: cost of a ship's day in port, in the same money.
    pub ship: f64,
}

impl BerthCosts {
    /// a: berths busy in the mean.
    fn load(&self) -> f64 {
        self.yearly.0 / DAYS_PER_YEAR / self.per_berth_day.0
    }

    /// Utilisation of so many berths.
    pub fn utilisation(&self, berths: u32) -> f64 {
        self.load() / f64::from(berths)
    }

    /// C(S): cost a day with so many berths; infinite where they cannot carry the tonnes.
    pub fn cost(&self, berths: u32) -> f64 {
        let wait = Queue::M_M.waiting_ratio(berths, self.utilisation(berths));
        self.berth * f64::from(berths) + self.ship * self.load() * (1.0 + wait)
    }

    /// The number of berths of least cost.
    pub fn best(&self) -> u32 {
        let mut berths = (self.load().floor() as u32).saturating_add(1);
        while self.cost(berths + 1) < self.cost(berths) {
            berths += 1;
        }
        berths
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;
    use crate::units::{Duration, TonnesPerHour};

    /// Source: standards note, section 2.4.
    #[test]
    fn capacity_at_a_service_level_comes_out() {
        let calls = BerthCalls {
            operable_days: 330.0,
            cargo_per_call: Tonnes(45e3),
            ship_rate: TonnesPerHour(1000.0),
            idle_per_day: Duration::from_hours(3.0),
            auxiliary: Duration::from_hours(6.0),
        };
        let rows = [
            (1, ["0.1176 0.730", "0.2105 1.307", "0.2857 1.773", "0.4000 2.482"], "3.724 1.125"),
            (2, ["0.3377 4.192", "0.4542 5.638", "0.5306 6.586", "0.6297 7.816"], "7.447 0.429"),
            (3, ["0.4684 8.720", "0.5784 10.769", "0.6457 12.022", "0.7283 13.559"], "11.171 0.228"),
            (4, ["0.5520 13.702", "0.6532 16.216", "0.7129 17.696", "0.7837 19.454"], "14.894 0.140"),
        ];
        for (berths, expected, fixed) in rows {
            let load = BerthLoad { calls, berths, queue: Queue::M_E2 };
            let found = [0.1, 0.2, 0.3, 0.5].map(|ratio| {
                let utilisation = load.queue.utilisation(berths, ratio);
                format!("{utilisation:.4} {:.3}", load.capacity_at_wait(ratio).0 / 1e6)
            });
            assert_eq!(found, expected, "{berths} berths");
            let throughput = calls.capacity(0.60) * f64::from(berths);
            let ratio = load.waiting_ratio(throughput);
            assert_eq!(format!("{:.3} {ratio:.3}", throughput.0 / 1e6), fixed, "{berths} berths");
        }
    }

    #[test]
    fn the_published_course_design_comes_out() {
        let costs =
            BerthCosts { yearly: TonnesPerYear(4.5e6), per_berth_day: Tonnes(1800.0), berth: 3.2, ship: 7.2 };
        let shown = [9, 10, 11].map(|berths| printed(costs.cost(berths), 2));
        assert_eq!(shown, ["86.17", "84.44", "85.79"]);
        assert_eq!(costs.best(), 10);
        assert_eq!(printed(costs.utilisation(10), 3), "0.685");
        let wait = Queue::M_M.waiting_ratio(10, costs.utilisation(10));
        assert_eq!(printed(wait, 3), "0.063");
        assert_eq!(costs.cost(6), f64::INFINITY);
    }
}
