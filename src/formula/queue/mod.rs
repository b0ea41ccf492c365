//! Queues with exact answers: what a utilisation means in waiting, and which utilisation a wait allows. `n` equal berths,
//! first come first served, arrivals and service times independent of each other; times in units of the mean service
//! time. No port, no tide, no weather: what a simulation adds to that is its own doing.

mod berths;
mod constant;
mod matrix;
mod phases;
mod random;
#[cfg(test)]
mod tables;

pub use berths::{BerthCosts, BerthLoad};
pub use random::{queue_quantile, waits_longer, waits_share};

/// Bisections in the inverse: 2⁻⁵⁰ of the range.
const HALVINGS: u32 = 50;
/// Greatest utilisation tried in the inverse.
const ALMOST_ONE: f64 = 1.0 - 1e-6;

/// Laws of the gaps between arrivals and of the service time, in Kendall's notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Erlang gaps and Erlang service: exact by phases (Ek/Em/n). One phase is the exponential law, written M.
    Phases {
        /// Phases of a gap, k ≥ 1; the more, the more regular.
        arrival: u32,
        /// Phases of a service, m ≥ 1. The work of an answer grows steeply with n and m: up to 20 berths with m = 2, 8 with m = 4.
        service: u32,
    },
    /// Random arrivals, service times all the same (M/D/n): exact by Crommelin's roots.
    ConstantService,
}

impl Queue {
    /// Random arrivals and random service times.
    pub const M_M: Queue = Queue::Phases { arrival: 1, service: 1 };
    /// Random arrivals, Erlang-2 service times: the usual law for common users of a port.
    pub const M_E2: Queue = Queue::Phases { arrival: 1, service: 2 };
    /// Erlang-2 arrivals and service times: the usual law for a line with berths of its own.
    pub const E2_E2: Queue = Queue::Phases { arrival: 2, service: 2 };
    /// Random arrivals, constant service times.
    pub const M_D: Queue = Queue::ConstantService;
    /// The four that planners tabulate.
    pub const USUAL: [Queue; 4] = [Queue::M_M, Queue::M_E2, Queue::E2_E2, Queue::M_D];

    /// Kendall's notation: "M/E2/n".
    pub fn name(self) -> String {
        let law = |phases: u32| if phases == 1 { "M".to_owned() } else { format!("E{phases}") };
        match self {
            Queue::Phases { arrival, service } => format!("{}/{}/n", law(arrival), law(service)),
            Queue::ConstantService => "M/D/n".to_owned(),
        }
    }

    /// W/S: mean wait ÷ mean service time with `berths` ≥ 1 at a utilisation of 0 to 1; infinite from 1 on.
    ///
    /// Worked, 3 berths at 0.60: M/M 0.2956, M/E2 0.2279, E2/E2 0.1107, M/D 0.1584.
    pub fn waiting_ratio(self, berths: u32, utilisation: f64) -> f64 {
        if utilisation <= 0.0 {
            return 0.0;
        }
        if utilisation >= 1.0 {
            return f64::INFINITY;
        }
        match self {
            Queue::M_M => random::waiting_ratio(berths, utilisation),
            Queue::Phases { arrival, service } => {
                phases::waiting_ratio(arrival, service, berths, utilisation)
            }
            Queue::ConstantService => constant::waiting_ratio(berths, utilisation),
        }
    }

    /// The utilisation at which the mean wait is `waiting_ratio` mean service times.
    ///
    /// Worked, W/S 0.2 under M/E2: one berth 0.2105, two 0.4542, three 0.5784, four 0.6532.
    pub fn utilisation(self, berths: u32, waiting_ratio: f64) -> f64 {
        let (mut low, mut high) = (0.0, ALMOST_ONE);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            if self.waiting_ratio(berths, middle) <= waiting_ratio {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn queues_are_named_as_kendall_does() {
        assert_eq!(Queue::USUAL.map(Queue::name), ["M/M/n", "M/E2/n", "E2/E2/n", "M/D/n"]);
    }

    /// Where two methods know the answer, they agree.
    #[test]
    fn phases_agree_with_closed_forms() {
        for berths in [1, 3, 8] {
            for utilisation in [0.3, 0.7, 0.95] {
                let exact = random::waiting_ratio(berths, utilisation);
                let found = phases::waiting_ratio(1, 1, berths, utilisation);
                assert!((found / exact - 1.0).abs() < 1e-9, "{berths} at {utilisation}: {found} for {exact}");
            }
        }
        // Pollaczek and Khinchine: one berth, random arrivals, variation of the service time 1/√m.
        for phases in [2, 5] {
            let found = Queue::Phases { arrival: 1, service: phases }.waiting_ratio(1, 0.8);
            let exact = 0.8 * (1.0 + 1.0 / f64::from(phases)) / 2.0 / 0.2;
            assert!((found - exact).abs() < 1e-9, "{phases} phases: {found} for {exact}");
        }
        // Many phases come close to constant service.
        let many = Queue::Phases { arrival: 1, service: 12 }.waiting_ratio(2, 0.7);
        let constant = Queue::M_D.waiting_ratio(2, 0.7);
        assert!(many > constant && many < constant * 1.1, "{many} and {constant}");
    }

    #[test]
    fn beyond_the_ends_nothing_panics() {
        for queue in Queue::USUAL {
            assert_eq!(queue.waiting_ratio(2, 0.0), 0.0);
            assert_eq!(queue.waiting_ratio(2, 1.0), f64::INFINITY);
            assert!(queue.utilisation(2, 0.0) < 0.1);
            assert!(queue.utilisation(2, 1e9) > 0.9999);
        }
    }

    /// Source: standards note, table of utilisations for a waiting ratio.
    #[test]
    fn a_wait_allows_the_tabulated_utilisation() {
        let berths = [1, 2, 3, 4, 5, 6, 8, 10];
        let rows = [
            (Queue::M_M, 0.1, ["0.091", "0.302", "0.433", "0.518", "0.579", "0.624", "0.687", "0.730"]),
            (Queue::M_M, 0.3, ["0.231", "0.480", "0.602", "0.675", "0.723", "0.758", "0.805", "0.836"]),
            (Queue::M_E2, 0.1, ["0.118", "0.338", "0.468", "0.552", "0.610", "0.654", "0.714", "0.754"]),
            (Queue::M_E2, 0.2, ["0.211", "0.454", "0.578", "0.653", "0.704", "0.740", "0.790", "0.822"]),
            (Queue::M_E2, 0.3, ["0.286", "0.531", "0.646", "0.713", "0.757", "0.789", "0.831", "0.859"]),
            (Queue::M_E2, 0.5, ["0.400", "0.630", "0.728", "0.784", "0.819", "0.845", "0.878", "0.899"]),
            (Queue::E2_E2, 0.1, ["0.261", "0.475", "0.586", "0.654", "0.701", "0.736", "0.783", "0.815"]),
            (Queue::E2_E2, 0.3, ["0.447", "0.649", "0.738", "0.789", "0.822", "0.846", "0.878", "0.898"]),
            (Queue::M_D, 0.1, ["0.167", "0.394", "0.522", "0.602", "0.658", "0.698", "0.754", "0.791"]),
        ];
        for (queue, ratio, expected) in rows {
            let found = berths.map(|berths| printed(queue.utilisation(berths, ratio), 3));
            assert_eq!(found, expected, "{} at {ratio}", queue.name());
        }
    }
}
