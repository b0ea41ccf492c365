//! M/M/n: random arrivals, random service times. Closed forms by Erlang's loss and delay formulas.

/// Erlang's C: the share of vessels that wait, with `berths` at a utilisation of 0 to 1 (1 from 1 on).
///
/// Source: Erlang B by its recursion, B₀ = 1, Bₖ = a·Bₖ₋₁ / (k + a·Bₖ₋₁) with a = n·ρ, and C = B / (1 − ρ(1 − B)).
///
/// Worked: two berths at 0.45: 0.2793.
pub fn waits_share(berths: u32, utilisation: f64) -> f64 {
    if utilisation >= 1.0 {
        return 1.0;
    }
    let load = f64::from(berths) * utilisation;
    let lost = (1..=berths).fold(1.0, |lost, berth| load * lost / (f64::from(berth) + load * lost));
    lost / (1.0 - utilisation * (1.0 - lost))
}

/// P(W > t) = C · exp(−n(1 − ρ)t), t in mean service times.
///
/// Worked: a gate of six lanes of 3 min at 90 trucks an hour (0.75): 3.5 % wait more than 5 min.
pub fn waits_longer(berths: u32, utilisation: f64, services: f64) -> f64 {
    let free = f64::from(berths) * (1.0 - utilisation);
    waits_share(berths, utilisation) * (-free * services.max(0.0)).exp()
}

/// The least number of vessels waiting that is not exceeded for a share of the time: P(queue ≤ k) = 1 − C·ρᵏ⁺¹.
///
/// Worked: 3 berths at 0.60: 2, 3, 5 for 90, 95, 98 %.
///
/// Source: oracle for the number of anchorage places at a guarantee rate (JTS 165-2025 clause 6.5.2.5 asks for such a rate).
pub fn queue_quantile(berths: u32, utilisation: f64, share: f64) -> u32 {
    let mut beyond = waits_share(berths, utilisation) * utilisation;
    let mut waiting = 0;
    while beyond > 1.0 - share && waiting < u32::MAX && utilisation < 1.0 {
        beyond *= utilisation;
        waiting += 1;
    }
    waiting
}

/// Mean wait ÷ mean service time: C / (n(1 − ρ)).
pub(super) fn waiting_ratio(berths: u32, utilisation: f64) -> f64 {
    waits_share(berths, utilisation) / (f64::from(berths) * (1.0 - utilisation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn the_published_two_server_queue_comes_out() {
        // λ 18 a week. μ 20: Lq 0.2285, W 0.0627 weeks; μ 10: Lq 7.674, W 0.526.
        let shown = |service: f64, places: usize| {
            let wait = waiting_ratio(2, 18.0 / 2.0 / service) / service;
            (printed(wait * 18.0, places), printed(wait + 1.0 / service, places))
        };
        assert_eq!(shown(20.0, 4), ("0.2285".to_owned(), "0.0627".to_owned()));
        assert_eq!(shown(10.0, 3), ("7.674".to_owned(), "0.526".to_owned()));
        assert_eq!(printed(waits_share(2, 0.45), 4), "0.2793");
    }

    #[test]
    fn the_gate_of_the_standards_note_comes_out() {
        // Six lanes of 3 min at 90 trucks an hour: mean 0.84 min, Lq 1.26, 3.5 % above 5 min, 5 % above 4.26 min.
        let wait = waiting_ratio(6, 0.75) * 3.0;
        assert_eq!((printed(wait, 2), printed(wait * 1.5, 2)), ("0.84".to_owned(), "1.26".to_owned()));
        assert_eq!(printed(waits_longer(6, 0.75, 5.0 / 3.0) * 100.0, 1), "3.5");
        assert_eq!(printed(waits_longer(6, 0.75, 4.26 / 3.0), 3), "0.050");
        assert_eq!(printed(waiting_ratio(5, 0.90) * 3.0, 2), "4.57", "five lanes");
        assert_eq!(waits_longer(6, 0.75, 0.0), waits_share(6, 0.75));
    }

    #[test]
    fn anchorages_are_sized_at_a_guarantee_rate() {
        let places =
            |berths, utilisation| [0.90, 0.95, 0.98].map(|share| queue_quantile(berths, utilisation, share));
        assert_eq!(places(3, 0.60), [2, 3, 5]);
        assert_eq!(places(4, 0.65), [2, 4, 6]);
        assert_eq!(places(6, 0.70), [3, 5, 7]);
        assert_eq!(places(8, 0.70), [2, 4, 7]);
        assert_eq!(places(2, 0.05), [0, 0, 0]);
    }
}
