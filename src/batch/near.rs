//! The search for capacity begun at a cell already known: the same 1,024 cells that ten halvings of rule C5 can end in. A variant of a port
//! is looked for from where the port itself ended, step by step further away, then by halving. Where service only gets worse with more
//! traffic, it ends in the very cell that halving from the ends finds; where it does not, both end at a multiplier that keeps the level
//! with one that breaks it 0.43 % above.

use super::capacity::{GREATEST_MULTIPLIER, HALVINGS, LEAST_MULTIPLIER};

/// Cells of the search.
const CELLS: u32 = 1 << HALVINGS;

/// Number `bound` of the 1,025 bounds between cells, as halving from the ends comes to it: the same bits.
pub(super) fn multiplier(bound: u32) -> f64 {
    let (mut low, mut high) = ((0, LEAST_MULTIPLIER), (CELLS, GREATEST_MULTIPLIER));
    if bound == 0 || bound >= CELLS {
        return if bound == 0 { LEAST_MULTIPLIER } else { GREATEST_MULTIPLIER };
    }
    loop {
        let middle = ((low.0 + high.0) / 2, (low.1 * high.1).sqrt());
        match bound.cmp(&middle.0) {
            std::cmp::Ordering::Less => high = middle,
            std::cmp::Ordering::Greater => low = middle,
            std::cmp::Ordering::Equal => return middle.1,
        }
    }
}

/// The multiplier that a search ending in `cell` gives.
pub(super) fn middle_of(cell: u32) -> f64 {
    (multiplier(cell) * multiplier(cell + 1)).sqrt()
}

/// The cell whose lower bound keeps the level and whose upper bound breaks it; the ends are never tried (rule C5).
/// `begin`: the cell to begin at; `None` = halve from the ends.
pub(super) fn search(begin: Option<u32>, mut keeps: impl FnMut(f64) -> bool) -> u32 {
    let mut keeps = |bound: u32| match bound {
        0 => true,
        CELLS.. => false,
        bound => keeps(multiplier(bound)),
    };
    let (mut kept, mut broken) = match begin {
        None => (0, CELLS),
        Some(cell) if keeps(cell) => upwards(cell, &mut keeps),
        Some(cell) => downwards(cell, &mut keeps),
    };
    while broken - kept > 1 {
        let middle = (kept + broken) / 2;
        if keeps(middle) {
            kept = middle;
        } else {
            broken = middle;
        }
    }
    kept
}

/// From a bound that is kept to one that is broken, by steps that double.
fn upwards(from: u32, keeps: &mut impl FnMut(u32) -> bool) -> (u32, u32) {
    let (mut kept, mut step) = (from, 1);
    loop {
        let next = (kept + step).min(CELLS);
        if !keeps(next) {
            return (kept, next);
        }
        kept = next;
        step *= 2;
    }
}

/// From a bound that is broken to one that is kept, by steps that double.
fn downwards(from: u32, keeps: &mut impl FnMut(u32) -> bool) -> (u32, u32) {
    let (mut broken, mut step) = (from, 1);
    loop {
        let next = broken.saturating_sub(step);
        if keeps(next) {
            return (next, broken);
        }
        broken = next;
        step *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the level breaks once and for all, the beginning does not matter, and near it few trials do.
    #[test]
    fn every_beginning_ends_in_the_same_cell() {
        for limit in [0.01, 0.0501, 0.3, 0.777, 1.0, 1.0001, 3.9, 3.999, 9.0] {
            let from_the_ends = search(None, |multiplier| multiplier <= limit);
            for begin in (0..CELLS).step_by(31).chain([CELLS - 1, from_the_ends]) {
                let mut trials = 0;
                let cell = search(Some(begin), |multiplier| {
                    trials += 1;
                    multiplier <= limit
                });
                assert_eq!(cell, from_the_ends, "{limit} from {begin}");
                assert!(trials <= 2 || begin != from_the_ends, "{trials} trials at the cell itself");
            }
        }
    }

    #[test]
    fn the_bounds_ascend_and_a_cell_is_less_than_half_a_per_cent_wide() {
        let bounds: Vec<f64> = (0..=CELLS).map(multiplier).collect();
        assert_eq!((bounds[0], bounds[CELLS as usize]), (LEAST_MULTIPLIER, GREATEST_MULTIPLIER));
        assert!(bounds.windows(2).all(|two| two[1] > two[0] && two[1] / two[0] < 1.0044));
    }
}
