//! M/D/n: random arrivals, service times all the same, by the roots of Crommelin's equation.

/// Iterations at most; each brings a root nearer by the factor ρ|z|.
const ITERATIONS: u32 = 20_000;
/// A root is found when a step moves it by less.
const STILL: f64 = 1e-15;

/// Mean wait ÷ service time.
///
/// Source: Crommelin 1932. With roots z_k of z = exp(2πik/n)·exp(−ρ(1 − z)) inside the unit circle, k = 1 … n − 1, and a = n·ρ:
/// E[N] = Σ 1/(1 − z_k) + (n − (n − a)²)/(2(n − a)), and the wait follows from E[N] by Little's law.
pub(super) fn waiting_ratio(berths: u32, utilisation: f64) -> f64 {
    let n = f64::from(berths);
    let load = n * utilisation;
    let roots: f64 = (1..berths).map(|number| inverse_distance(f64::from(number) / n, utilisation)).sum();
    let free = n - load;
    let in_port = roots + (n - free * free) / (2.0 * free);
    ((in_port - load) / load).max(0.0)
}

/// The real part of 1/(1 − z) for the root whose turn is `turn` of a circle. Imaginary parts cancel over all roots.
fn inverse_distance(turn: f64, utilisation: f64) -> f64 {
    let angle = std::f64::consts::TAU * turn;
    let (mut real, mut imaginary) = (0.0_f64, 0.0_f64);
    for _ in 0..ITERATIONS {
        let size = (-utilisation * (1.0 - real)).exp();
        let direction = angle + utilisation * imaginary;
        let next = (size * direction.cos(), size * direction.sin());
        let moved = (next.0 - real).abs() + (next.1 - imaginary).abs();
        (real, imaginary) = next;
        if moved < STILL {
            break;
        }
    }
    let (x, y) = (1.0 - real, -imaginary);
    x / (x * x + y * y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_berth_has_half_the_wait_of_random_service() {
        for utilisation in [0.1, 0.5, 0.9, 0.99] {
            let exact = utilisation / (2.0 * (1.0 - utilisation));
            assert!((waiting_ratio(1, utilisation) - exact).abs() < 1e-12 * exact.max(1.0));
        }
    }

    #[test]
    fn four_berths_at_60_per_cent_wait_a_tenth_of_their_service() {
        // A published rule of thumb says about 10 %.
        assert_eq!(format!("{:.4}", waiting_ratio(4, 0.60)), "0.0984");
    }
}
