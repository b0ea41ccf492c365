//! Depots: yards behind the yard, filled by a mode and emptied by others. One behind each yard, and nothing runs in a circle.

use crate::port::{Direction, ModeId, Port, Trade, YardCapacity, YardId};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};

/// Errors.
pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    for (number, trade) in port.trades.iter().enumerate() {
        let number = number as u32;
        if low.is_broken(Kind::Trade, number) {
            continue;
        }
        for &mode in &trade.modes {
            if let Some(depot) = to(port, mode)
                && !low.is_broken(Kind::Mode, mode.0)
            {
                fills(port, low, (number, trade), (mode, depot));
            }
        }
        empties(port, low, number, trade);
    }
}

fn to(port: &Port, mode: ModeId) -> Option<YardId> {
    port.modes[mode.index()].to
}

/// A mode of a trade that carries into a depot.
fn fills(
    port: &Port,
    low: &mut Lowering<'_>,
    (number, trade): (u32, &Trade),
    (mode, depot): (ModeId, YardId),
) {
    let (name, yard) = (&port.modes[mode.index()].name, &port.yards[depot.index()].name);
    if trade.direction == Direction::Export {
        let message = format!("`{name}` carries into yard `{yard}`, but `{}` is exported", trade.name);
        error(low, number, "modes", message, "a depot lies behind an import yard");
    }
    let first = trade.modes.iter().find_map(|mode| to(port, *mode));
    if first.is_some_and(|first| first != depot) {
        let message = format!("cargo of `{}` goes to two depots", trade.name);
        error(low, number, "modes", message, "a trade has one depot; make a trade for each");
    }
    if let Some(other) = port.trades.iter().find(|other| other.yard == Some(depot)) {
        let circle = trade.yard == Some(depot);
        let message = match circle {
            true => format!("`{name}` carries from yard `{yard}` into itself"),
            false => format!("`{name}` carries into yard `{yard}`, which is the yard of `{}`", other.name),
        };
        error(low, number, "modes", message, "a depot is filled by modes alone; give it a yard of its own");
    }
    if trade.fallbacks.iter().any(|fallback| fallback.to == mode) {
        let message = format!("`{name}` carries into a depot: it cannot be a fallback");
        error(low, number, "fallback", message, "let it have a share of the split");
    }
    let cargo = &port.cargoes[trade.cargo.index()];
    if matches!(port.yards[depot.index()].capacity, YardCapacity::Area { .. }) && cargo.stacking.is_none() {
        let message = format!("yard `{yard}` is given by area, but cargo `{}` has no `stacking`", cargo.name);
        let (place, path) = (low.place(Kind::Trade, number, &["modes"]), low.path(Kind::Trade, number));
        let help = format!("add `stacking = \"4.5 t/m2\"` to [cargo.{}]", cargo.name);
        low.report(Problem::new(Code::NoStacking, place, &path, message).help(help));
    }
}

/// The modes that empty the depot of a trade.
fn empties(port: &Port, low: &mut Lowering<'_>, number: u32, trade: &Trade) {
    let Some(&first) = trade.onward.first() else { return };
    if !trade.modes.iter().any(|mode| to(port, *mode).is_some()) {
        let name = &port.modes[first.index()].name;
        let message = format!("`onward` empties a depot, but no mode of `{}` fills one", trade.name);
        let help = format!(
            "a mode with `to = \"…\"`; what leaves the yard itself, as `{name}` does, stands in `modes`"
        );
        error(low, number, "onward", message, &help);
    }
    for &mode in trade.onward.iter().filter(|mode| to(port, **mode).is_some()) {
        let message = format!("`{}` carries from one depot into another", port.modes[mode.index()].name);
        error(
            low,
            number,
            "onward",
            message,
            "a depot lies behind a yard that vessels fill, not behind a depot",
        );
    }
}

fn error(low: &mut Lowering<'_>, trade: u32, key: &'static str, message: String, help: &str) {
    let (place, path) = (low.place(Kind::Trade, trade, &[key]), low.path(Kind::Trade, trade));
    low.report(Problem::new(Code::BadDepot, place, &path, message).help(help));
}

/// Findings.
pub(super) fn find(port: &Port, low: &mut Lowering<'_>) {
    for (number, trade) in port.trades.iter().enumerate() {
        let number = number as u32;
        let Some(depot) = trade.modes.iter().find_map(|mode| to(port, *mode)) else { continue };
        if trade.onward.is_empty() {
            let yard = &port.yards[depot.index()].name;
            let message = format!("cargo of `{}` has no way out of yard `{yard}`", trade.name);
            let (place, path) = (low.place(Kind::Trade, number, &["modes"]), low.path(Kind::Trade, number));
            let problem = Problem::new(Code::NoWayOut, place, &path, message);
            low.report(problem.help("add `onward = [\"…\"]`, the modes that empty it"));
        }
    }
}
