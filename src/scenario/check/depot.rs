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
    helps_while_full(port, low);
    exports_beside(port, low);
}

/// Exports in a yard with a depot behind it: what imports and exports leave each other would be shared anew without end.
fn exports_beside(port: &Port, low: &mut Lowering<'_>) {
    let has_depot = |trade: &&Trade| trade.modes.iter().any(|mode| to(port, *mode).is_some());
    for (number, trade) in port.trades.iter().enumerate() {
        let number = number as u32;
        let Some(yard) = trade.yard.filter(|_| trade.direction == Direction::Export) else { continue };
        let beside = port.trades.iter().filter(has_depot).find(|other| other.yard == Some(yard));
        if let Some(other) = beside.filter(|_| !low.is_broken(Kind::Trade, number)) {
            let message = format!(
                "`{}` is loaded from yard `{}`, and a depot for `{}` lies behind that yard",
                trade.name,
                port.yards[yard.index()].name,
                other.name
            );
            error(low, number, "yard", message, "give the exports a yard of their own");
        }
    }
}

/// Where a depot lies, a mode that takes over as a yard is full would turn that yard full and not full again without end.
fn helps_while_full(port: &Port, low: &mut Lowering<'_>) {
    let near = near_depots(port);
    for (number, trade) in port.trades.iter().enumerate() {
        let number = number as u32;
        let broken = low.is_broken(Kind::Trade, number);
        if let Some(fallback) = trade.fallbacks.iter().find(|fallback| fallback.after.is_none())
            && near[number as usize]
            && !broken
        {
            let to = &port.modes[fallback.to.index()].name;
            let of = &port.modes[fallback.of.index()].name;
            let message =
                format!("`{to}` takes over from `{of}` while the yard is full, and a depot lies behind it");
            let help = format!(
                "let it take over after a time: fallback = {{ {of} = {{ to = \"{to}\", after = \"5 d\" }} }}"
            );
            error(low, number, "fallback", message, &help);
        }
    }
}

/// By trade: is it one with a depot, or joined to one by yards, modes and capacities?
fn near_depots(port: &Port) -> Vec<bool> {
    let all_modes = |trade: &Trade| trade.modes.iter().chain(&trade.onward).copied().collect::<Vec<ModeId>>();
    let joined = |one: &Trade, other: &Trade| {
        let capacities = |mode: ModeId| &port.modes[mode.index()].uses;
        let meet = |mode: ModeId, with: ModeId| {
            mode == with || capacities(mode).iter().any(|capacity| capacities(with).contains(capacity))
        };
        let others = all_modes(other);
        one.yard.is_some_and(|yard| other.yard == Some(yard))
            || all_modes(one).iter().any(|&mode| others.iter().any(|&with| meet(mode, with)))
    };
    let fills = |trade: &Trade| trade.modes.iter().any(|mode| to(port, *mode).is_some());
    let mut near: Vec<bool> = port.trades.iter().map(fills).collect();
    let mut open: Vec<usize> = (0..near.len()).filter(|&at| near[at]).collect();
    while let Some(at) = open.pop() {
        for (other, near) in near.iter_mut().enumerate() {
            if !*near && joined(&port.trades[at], &port.trades[other]) {
                *near = true;
                open.push(other);
            }
        }
    }
    near
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
