//! Yards and land side as the berth formula has them: it knows neither.

use super::drop_targets;
use crate::port::{ModeKind, Port, Target};

/// Trades end at the quay.
pub(super) fn yards(port: &mut Port) -> bool {
    let mut changed = false;
    for trade in &mut port.trades {
        changed |= trade.yard.take().is_some();
        changed |= trade.loads.take().is_some();
        trade.modes.clear();
        trade.split.clear();
        trade.rest = None;
        trade.fallbacks.clear();
        trade.onward.clear();
        trade.direct_waits = false;
    }
    changed |= drop_targets(port, |target| matches!(target, Target::Yard(_)));
    changed
}

/// The land takes all that is due, at all hours. Vessels that carry onward stay vessels.
pub(super) fn land(port: &mut Port) -> bool {
    let mut changed = false;
    for mode in &mut port.modes {
        let limited = !matches!(mode.kind, ModeKind::Stream(None) | ModeKind::Vessels);
        changed |= limited || !mode.uses.is_empty() || mode.rhythm.is_some();
        if limited {
            mode.kind = ModeKind::Stream(None);
        }
        mode.uses.clear();
        mode.rhythm = None;
    }
    let of_land = |target: &Target| matches!(target, Target::Mode(_) | Target::Capacity(_) | Target::Line(_));
    drop_targets(port, of_land) || changed
}
