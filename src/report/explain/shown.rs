//! The hours of a call as they are shown, in tenths: what is shown in lines and what is summed in the end add up alike.

use super::names::hours;
use crate::analysis::explain::{Doing, Explained};
use crate::units::Time;

/// Tenths of hours of one call.
pub(super) struct Shown {
    /// By stretch of its timeline.
    pub stretches: Vec<i64>,
    /// Cargo work at the full rate.
    pub cargo: i64,
    /// By loss.
    pub losses: Vec<i64>,
}

/// Rounds the hours of a call so that they add up.
pub(super) fn shown(call: &Explained) -> Shown {
    let lasts: Vec<f64> = call.timeline.iter().map(|stretch| stretch.lasts().hours()).collect();
    let whole = (lasts.iter().sum::<f64>() * 10.0).round() as i64;
    let stretches = tenths(&lasts, whole);
    let work = call.timeline.iter().zip(&stretches).filter(|(stretch, _)| stretch.doing == Doing::Works);
    let mut parts = vec![call.hours.cargo];
    parts.extend(call.losses.iter().map(|loss| loss.hours));
    let mut parts = tenths(&parts, work.map(|(_, shown)| shown).sum());
    let losses = parts.split_off(1);
    Shown { stretches, cargo: parts[0], losses }
}

impl Shown {
    /// Of the stretches of a call between two instants.
    pub(super) fn between(&self, call: &Explained, from: Time, until: Time) -> i64 {
        let stretches = call.timeline.iter().zip(&self.stretches);
        stretches
            .filter(|(stretch, _)| stretch.from >= from && stretch.until <= until)
            .map(|(_, shown)| shown)
            .sum()
    }

    pub(super) fn lost(&self) -> i64 {
        self.losses.iter().sum()
    }
}

/// Hours in tenths, each rounded down or up, so that their sum is `sum` if it is that of the hours, rounded.
pub(super) fn tenths(hours: &[f64], sum: i64) -> Vec<i64> {
    let floor = |hours: f64| (hours * 10.0 + 1e-6).floor();
    let mut whole: Vec<i64> = hours.iter().map(|&hours| floor(hours) as i64).collect();
    let missing = sum - whole.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..hours.len()).collect();
    let rest = |at: usize| hours[at] * 10.0 - floor(hours[at]);
    order.sort_by(|&one, &other| rest(other).total_cmp(&rest(one)).then(one.cmp(&other)));
    for step in 0..missing.unsigned_abs() as usize {
        let Some(&at) = order.get(step % order.len().max(1)) else { break };
        whole[at] += missing.signum();
    }
    whole
}

/// Tenths of hours as text.
pub(super) fn told(tenths: i64) -> String {
    hours(tenths as f64 / 10.0)
}
