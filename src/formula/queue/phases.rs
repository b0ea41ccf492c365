//! Ek/Em/n by phases: a Markov chain whose level is the number of vessels in port, solved exactly. From n vessels on all
//! levels are alike (a quasi-birth-and-death process); logarithmic reduction gives their ratio R, and the levels below
//! are folded in one by one.

use super::matrix::Matrix;

/// Reductions at most; each doubles the levels that have been looked at.
const REDUCTIONS: u32 = 60;
/// The reduction ends when what is left is less.
const LEFT_OVER: f64 = 1e-14;

/// Mean wait ÷ mean service time; utilisation between 0 and 1.
///
/// Source: Latouche and Ramaswami 1993, A logarithmic reduction algorithm for quasi-birth-death processes.
pub(super) fn waiting_ratio(arrival: u32, service: u32, berths: u32, utilisation: f64) -> f64 {
    let chain = Chain::new(arrival, service, berths, utilisation);
    let full = chain.at(berths);
    let ratio = chain.ratio(&full);
    // From n down to 1: R of each level, so that π(level + 1) = π(level) · R.
    let mut ratios = vec![ratio.clone()];
    let mut returning = ratio.times(&chain.down(berths + 1));
    for level in (0..berths).rev() {
        let here = chain.at(level + 1).plus(&returning, 1.0);
        let up = chain.up(level);
        let ratio = up.over(&here.negative());
        returning = ratio.times(&chain.down(level + 1));
        ratios.push(ratio);
    }
    ratios.reverse();
    let nobody = null_vector(&chain.at(0).plus(&returning, 1.0));
    let (in_queue, all) = queue_and_mass(nobody, &ratios, &ratio);
    // Little: wait = queue ÷ arrival rate, which is n·ρ per mean service time.
    in_queue / all / (f64::from(berths) * utilisation)
}

/// Mean number waiting, and total mass, from the level with nobody (not yet scaled).
fn queue_and_mass(nobody: Matrix, ratios: &[Matrix], ratio: &Matrix) -> (f64, f64) {
    let mut level = nobody;
    let mut all = 0.0;
    // ratios[l] leads from level l to l + 1; the last is R itself, above level n.
    let (above, below) = ratios.split_last().expect("R is there");
    for step in below {
        all += level.row_sums()[0];
        level = level.times(step);
    }
    // π_n (I − R)⁻¹ 1 in all from n on; π_n R (I − R)⁻² 1 vessels wait.
    let rest = Matrix::identity(above.rows()).plus(ratio, -1.0);
    let mut ones = Matrix::zero(above.rows(), 1);
    (0..above.rows()).for_each(|row| ones[(row, 0)] = 1.0);
    let once = rest.solve(&ones);
    let twice = rest.solve(&once);
    all += level.times(&once)[(0, 0)];
    (level.times(ratio).times(&twice)[(0, 0)], all)
}

/// The row x with x · matrix = 0 and first entry 1; the rank is one below the size.
fn null_vector(matrix: &Matrix) -> Matrix {
    let size = matrix.rows();
    let mut found = Matrix::zero(1, size);
    found[(0, 0)] = 1.0;
    if size > 1 {
        // All equations but the first, with x₀ = 1 on the right.
        let (mut left, mut right) = (Matrix::zero(size - 1, size - 1), Matrix::zero(size - 1, 1));
        for equation in 1..size {
            right[(equation - 1, 0)] = -matrix[(0, equation)];
            for unknown in 1..size {
                left[(equation - 1, unknown - 1)] = matrix[(unknown, equation)];
            }
        }
        let rest = left.solve(&right);
        (1..size).for_each(|at| found[(0, at)] = rest[(at - 1, 0)]);
    }
    found
}

/// The chain: its state is the phase of the gap under way and how many of the vessels at work are in each phase.
struct Chain {
    arrival: usize,
    service: usize,
    berths: u32,
    /// Rate of a phase of a gap, per mean service time.
    arrival_rate: f64,
    /// Rate of a phase of a service.
    service_rate: f64,
    /// By vessels at work: the ways in which they can lie in the phases.
    ways: Vec<Vec<Vec<u32>>>,
}

impl Chain {
    fn new(arrival: u32, service: u32, berths: u32, utilisation: f64) -> Self {
        Chain {
            arrival: arrival as usize,
            service: service as usize,
            berths,
            arrival_rate: f64::from(arrival) * f64::from(berths) * utilisation,
            service_rate: f64::from(service),
            ways: (0..=berths).map(|vessels| ways(vessels, service as usize)).collect(),
        }
    }

    fn ways(&self, level: u32) -> &[Vec<u32>] {
        &self.ways[level.min(self.berths) as usize]
    }

    fn size(&self, level: u32) -> usize {
        self.arrival * self.ways(level).len()
    }

    fn state(&self, phase: usize, level: u32, way: &[u32]) -> usize {
        let number = self.ways(level).iter().position(|other| other == way).expect("a way of the level");
        phase * self.ways(level).len() + number
    }

    /// Rates from `level` to one more.
    fn up(&self, level: u32) -> Matrix {
        let mut rates = Matrix::zero(self.size(level), self.size(level + 1));
        for way in self.ways(level) {
            let mut next = way.clone();
            if level < self.berths {
                next[0] += 1;
            }
            let (from, to) = (self.state(self.arrival - 1, level, way), self.state(0, level + 1, &next));
            rates[(from, to)] += self.arrival_rate;
        }
        rates
    }

    /// Rates from `level` ≥ 1 to one less.
    fn down(&self, level: u32) -> Matrix {
        let last = self.service - 1;
        let mut rates = Matrix::zero(self.size(level), self.size(level - 1));
        for way in self.ways(level).iter().filter(|way| way[last] > 0) {
            let mut next = way.clone();
            next[last] -= 1;
            if level > self.berths {
                next[0] += 1;
            }
            for phase in 0..self.arrival {
                let (from, to) = (self.state(phase, level, way), self.state(phase, level - 1, &next));
                rates[(from, to)] += self.service_rate * f64::from(way[last]);
            }
        }
        rates
    }

    /// Rates inside `level`, with what leaves each state on the diagonal.
    fn at(&self, level: u32) -> Matrix {
        let mut rates = Matrix::zero(self.size(level), self.size(level));
        for way in self.ways(level) {
            let working: u32 = way.iter().sum();
            for phase in 0..self.arrival {
                let from = self.state(phase, level, way);
                rates[(from, from)] -= self.arrival_rate + self.service_rate * f64::from(working);
                if phase + 1 < self.arrival {
                    rates[(from, self.state(phase + 1, level, way))] += self.arrival_rate;
                }
                for stage in (0..self.service - 1).filter(|stage| way[*stage] > 0) {
                    let mut next = way.clone();
                    next[stage] -= 1;
                    next[stage + 1] += 1;
                    let to = self.state(phase, level, &next);
                    rates[(from, to)] += self.service_rate * f64::from(way[stage]);
                }
            }
        }
        rates
    }

    /// R above level n: π(level + 1) = π(level) · R.
    fn ratio(&self, here: &Matrix) -> Matrix {
        let (up, down) = (self.up(self.berths), self.down(self.berths + 1));
        let size = here.rows();
        let outward = here.negative();
        let (mut high, mut low) = (outward.solve(&up), outward.solve(&down));
        let (mut first, mut path) = (low.clone(), high.clone());
        for _ in 0..REDUCTIONS {
            let stay = Matrix::identity(size).plus(&high.times(&low), -1.0).plus(&low.times(&high), -1.0);
            (high, low) = (stay.solve(&high.times(&high)), stay.solve(&low.times(&low)));
            first = first.plus(&path.times(&low), 1.0);
            path = path.times(&high);
            if first.row_sums().iter().all(|sum| (1.0 - sum).abs() < LEFT_OVER) {
                break;
            }
        }
        // R = up · (−(here + up · G))⁻¹.
        let inner = outward.plus(&up.times(&first), -1.0);
        up.over(&inner)
    }
}

/// The ways in which `vessels` can lie in `phases` ≥ 1 phases.
fn ways(vessels: u32, phases: usize) -> Vec<Vec<u32>> {
    if phases == 1 {
        return vec![vec![vessels]];
    }
    let mut found = Vec::new();
    for first in 0..=vessels {
        for mut rest in ways(vessels - first, phases - 1) {
            rest.insert(0, first);
            found.push(rest);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_vessels_lie_in_two_phases_in_four_ways() {
        assert_eq!(ways(3, 2), [[0, 3], [1, 2], [2, 1], [3, 0]]);
        assert_eq!(ways(0, 3), [[0, 0, 0]]);
        assert_eq!(ways(2, 3).len(), 6);
    }

    /// Where nobody may wait less than nothing: more regular arrivals and services never wait more.
    #[test]
    fn regularity_shortens_the_wait() {
        let by_arrival = [1, 2, 3, 6].map(|phases| waiting_ratio(phases, 2, 3, 0.8));
        assert!(by_arrival.is_sorted_by(|one, other| one > other), "{by_arrival:?}");
        let by_service = [1, 2, 3, 4].map(|phases| waiting_ratio(2, phases, 3, 0.8));
        assert!(by_service.is_sorted_by(|one, other| one > other), "{by_service:?}");
    }
}
