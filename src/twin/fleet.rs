//! What the berths carry of one fleet: the greatest multiple of the year's flows that all places together can take, whoever
//! goes where. A small linear programme, since a flow may use several places at different pace.

use super::PlaceRow;
use super::volume::FlowYear;
use crate::units::TonnesPerYear;

/// Steps at most; Bland's rule ends long before.
const STEPS: usize = 10_000;
/// What counts as zero.
const NEXT_TO_NOTHING: f64 = 1e-12;

/// The greatest multiple of the year's fleet.
#[derive(Clone, Debug, PartialEq)]
pub struct FleetCapacity {
    /// Multiple of the year's tonnes at ρ.
    pub multiple: f64,
    /// Statistical tonnes a year at ρ.
    pub capacity: TonnesPerYear,
    /// Statistical tonnes a year if berths were occupied in all operable days (ρ = 1).
    pub full: TonnesPerYear,
    /// Flows that no place takes; they are not part of it.
    pub homeless: Vec<usize>,
}

/// The capacity of all places for the fleet at utilisation ρ; `None` where no flow has a place.
pub(super) fn capacity(places: &[PlaceRow], flows: &[FlowYear], utilisation: f64) -> Option<FleetCapacity> {
    let has_place = |flow: &usize| places.iter().any(|place| place.rows.iter().any(|row| row.flow == *flow));
    let calling = (0..flows.len()).filter(|flow| flows[*flow].counted > 0.0);
    let (homes, homeless): (Vec<usize>, Vec<usize>) = calling.partition(has_place);
    let all: f64 = homes.iter().map(|flow| flows[*flow].counted).sum();
    if all <= 0.0 {
        return None;
    }
    let full = greatest_multiple(places, flows, &homes);
    Some(FleetCapacity {
        multiple: full * utilisation,
        capacity: TonnesPerYear(all * full * utilisation),
        full: TonnesPerYear(all * full),
        homeless,
    })
}

/// The greatest multiple at ρ = 1 of the flows `homes`, over `places`.
pub(super) fn greatest_multiple(places: &[PlaceRow], flows: &[FlowYear], homes: &[usize]) -> f64 {
    // Unknowns: the multiple, then the years of berth that each row takes. Per flow: multiple × tonnes ≤ Σ what rows carry.
    // Per place: Σ years ≤ berths.
    let rows: Vec<(usize, usize, f64)> = (places.iter().enumerate())
        .flat_map(|(place, stated)| {
            stated.rows.iter().map(move |row| (place, row.flow, row.years_per_tonne()))
        })
        .filter(|(_, flow, _)| homes.contains(flow))
        .collect();
    let width = 1 + rows.len();
    let mut limits: Vec<(Vec<f64>, f64)> = Vec::new();
    for flow in homes {
        let mut limit = vec![0.0; width];
        limit[0] = 1.0;
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.1 == *flow) {
            limit[at + 1] = -1.0 / (row.2 * flows[*flow].counted);
        }
        limits.push((limit, 0.0));
    }
    for (place, stated) in places.iter().enumerate() {
        let mut limit = vec![0.0; width];
        for (at, _) in rows.iter().enumerate().filter(|(_, row)| row.0 == place) {
            limit[at + 1] = 1.0;
        }
        limits.push((limit, f64::from(stated.berths)));
    }
    maximise(limits, width)
}

/// The greatest value of the first unknown, all unknowns ≥ 0, each sum at most its limit ≥ 0. Infinite if nothing binds.
///
/// Source: the simplex method with Bland's rule, which never cycles.
fn maximise(limits: Vec<(Vec<f64>, f64)>, width: usize) -> f64 {
    let height = limits.len();
    let mut table: Vec<Vec<f64>> = (limits.into_iter().enumerate())
        .map(|(number, (mut row, limit))| {
            row.extend((0..height).map(|at| f64::from(u8::from(at == number))));
            row.push(limit);
            row
        })
        .collect();
    let last = width + height;
    let mut gain = vec![0.0; last + 1];
    gain[0] = 1.0;
    let mut basis: Vec<usize> = (width..last).collect();
    for _ in 0..STEPS {
        let Some(entering) = (0..last).find(|at| gain[*at] > NEXT_TO_NOTHING) else { break };
        let bound = |row: &usize| table[*row][last] / table[*row][entering];
        let limiting = (0..height)
            .filter(|row| table[*row][entering] > NEXT_TO_NOTHING)
            .min_by(|one, other| bound(one).total_cmp(&bound(other)).then(basis[*one].cmp(&basis[*other])));
        let Some(pivot) = limiting else { return f64::INFINITY };
        let size = table[pivot][entering];
        table[pivot].iter_mut().for_each(|cell| *cell /= size);
        let row = table[pivot].clone();
        let clear = |cells: &mut Vec<f64>| {
            let factor = cells[entering];
            cells.iter_mut().zip(&row).for_each(|(cell, other)| *cell -= factor * other);
        };
        (table.iter_mut().enumerate()).filter(|(at, _)| *at != pivot).for_each(|(_, cells)| clear(cells));
        clear(&mut gain);
        basis[pivot] = entering;
    }
    -gain[last]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_products_share_two_machines() {
        // x₀ ≤ a, x₀ ≤ b; a + b ≤ 6, b ≤ 2: 2.
        let limits = vec![
            (vec![1.0, -1.0, 0.0], 0.0),
            (vec![1.0, 0.0, -1.0], 0.0),
            (vec![0.0, 1.0, 1.0], 6.0),
            (vec![0.0, 0.0, 1.0], 2.0),
        ];
        assert!((maximise(limits.clone(), 3) - 2.0).abs() < 1e-12);
        // Without the last limit: 3 each.
        assert!((maximise(limits[..3].to_vec(), 3) - 3.0).abs() < 1e-12);
        assert_eq!(maximise(vec![(vec![-1.0], 1.0)], 1), f64::INFINITY);
    }
}
