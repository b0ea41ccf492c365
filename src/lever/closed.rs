//! Closures that take fewer hours. Those of weather lose a share of the events, so that what is left are events that were there before;
//! spans of the calendar keep their beginnings and are shorter.

use crate::port::{Closure, ClosureId, Port, Recurrence, Trigger, WeatherId};
use crate::units::{Duration, Time};

/// True if the hours of this closure can be made fewer: not where a limit of a series, the stage of a vessel or days of the year set it off.
pub(super) fn can_shrink(closure: &Closure) -> bool {
    match &closure.trigger {
        Trigger::Calendar(spans) => !spans.iter().any(|span| matches!(span, Recurrence::Yearly { .. })),
        Trigger::Listed(_) | Trigger::Weather { .. } => true,
        Trigger::Series { .. } | Trigger::Visit { .. } => false,
    }
}

/// Multiplies the hours of these closures by `factor`. A weather state keeps all its events for everything else that depends on it.
pub(super) fn shrink(port: &mut Port, closures: &[ClosureId], factor: f64) {
    let mut fewer: Vec<(WeatherId, WeatherId)> = Vec::new();
    for id in closures {
        let mut trigger = port.closures[id.index()].trigger.clone();
        match &mut trigger {
            Trigger::Weather { state, .. } => *state = thinned(port, &mut fewer, *state, factor),
            Trigger::Listed(spans) => {
                for (from, until) in spans {
                    *until = part_of(*from, *until, factor);
                }
            }
            Trigger::Calendar(spans) => spans.iter_mut().for_each(|span| shorten(span, factor)),
            Trigger::Series { .. } | Trigger::Visit { .. } => {}
        }
        port.closures[id.index()].trigger = trigger;
    }
}

/// The same state, of whose events only a share takes place.
fn thinned(
    port: &mut Port,
    fewer: &mut Vec<(WeatherId, WeatherId)>,
    of: WeatherId,
    factor: f64,
) -> WeatherId {
    if let Some((_, twin)) = fewer.iter().find(|(state, _)| *state == of) {
        return *twin;
    }
    let twin = WeatherId(port.weathers.len() as u32);
    let mut state = port.weathers[of.index()].clone();
    state.kept *= factor;
    port.weathers.push(state);
    fewer.push((of, twin));
    twin
}

fn part_of(from: Time, until: Time, factor: f64) -> Time {
    from + part((until - from).milliseconds(), factor)
}

/// A part of a span, at least the millisecond that makes it one.
fn part(milliseconds: i64, factor: f64) -> Duration {
    Duration::from_milliseconds(((milliseconds as f64 * factor).round() as i64).max(1))
}

fn shorten(span: &mut Recurrence, factor: f64) {
    let (cycle, from, until) = match span {
        Recurrence::Daily { from, until } => (Duration::DAY.milliseconds(), from, until),
        Recurrence::Weekly { from, until } => (7 * Duration::DAY.milliseconds(), from, until),
        Recurrence::Yearly { .. } => return,
    };
    let length = (until.milliseconds() - from.milliseconds()).rem_euclid(cycle);
    let whole = if length == 0 { cycle } else { length };
    let end = from.milliseconds() + part(whole, factor).milliseconds();
    *until = Duration::from_milliseconds(if end > cycle { end - cycle } else { end });
}

/// Takes the triggers of these closures away; the closures stay, so that everything keeps its number.
pub(super) fn open(port: &mut Port, closures: &[ClosureId]) {
    for id in closures {
        port.closures[id.index()].trigger = Trigger::Listed(Vec::new());
    }
}
