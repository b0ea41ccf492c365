//! Plain counts and means over turning points.

use super::Turn;

pub(super) fn count_high_waters(turns: &[Turn]) -> usize {
    turns.iter().filter(|turn| turn.high).count()
}

/// Mean difference of successive turns, m; `None` with fewer than two.
pub(super) fn mean_range(turns: &[Turn]) -> Option<f64> {
    let sum: f64 = turns.windows(2).map(|pair| (pair[1].level - pair[0].level).abs()).sum();
    (turns.len() >= 2).then(|| sum / (turns.len() - 1) as f64)
}
