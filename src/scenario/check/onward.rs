//! Vessels that carry onward what others landed (rule L3): what they may load, whether there is anything to load, whether they carry it all.

use super::mean;
use crate::port::{Direction, Draws, ModeId, ModeKind, Port, Trade, TradeId};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::Dimension;
use crate::units::Time;

/// Errors.
pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    for (number, trade) in port.trades.iter().enumerate() {
        let number = number as u32;
        if low.is_broken(Kind::Trade, number) {
            continue;
        }
        if let Some(loads) = trade.loads
            && !low.is_broken(Kind::Mode, loads.mode.0)
        {
            vessels(port, low, number, trade, loads.mode);
        }
        for &mode in trade.modes.iter().filter(|mode| by_vessel(port, **mode)) {
            if trade.direction == Direction::Export && !low.is_broken(Kind::Mode, mode.0) {
                let name = &port.modes[mode.index()].name;
                let message = format!("`{name}` is a mode by vessel: it brings nothing to an export yard");
                let help = "vessels that bring cargo are an import trade of their own, with a yard";
                error(low, number, "modes", message, help);
            }
        }
    }
}

/// The vessels of an onward trade against the mode they load from.
fn vessels(port: &Port, low: &mut Lowering<'_>, number: u32, trade: &Trade, mode: ModeId) {
    let name = &port.modes[mode.index()].name;
    if trade.direction == Direction::Import {
        let message = format!("vessels that load from `{name}` export, they do not import");
        error(low, number, "direction", message, "direction = \"export\"");
    }
    if !by_vessel(port, mode) {
        let message = format!("`{name}` is not a mode by vessel");
        error(low, number, "loads", message, &format!("add `barge = true` to [mode.{name}]"));
        return;
    }
    for other in port.trades.iter().filter(|other| hands_over(other, mode)) {
        if other.cargo != trade.cargo {
            let cargo = |trade: &Trade| &port.cargoes[trade.cargo.index()].name;
            let message =
                format!("`{}` hands {} to `{name}`, not {}", other.name, cargo(other), cargo(trade));
            error(low, number, "cargo", message, "a mode by vessel has one cargo; make a mode for each");
        }
    }
}

fn error(low: &mut Lowering<'_>, trade: u32, key: &'static str, message: String, help: &str) {
    let (place, path) = (low.place(Kind::Trade, trade, &[key]), low.path(Kind::Trade, trade));
    low.report(Problem::new(Code::BadOnward, place, &path, message).help(help));
}

/// True if a trade hands cargo to a mode, from its yard or its depot.
fn hands_over(trade: &Trade, mode: ModeId) -> bool {
    trade.modes.contains(&mode) || trade.onward.contains(&mode)
}

fn by_vessel(port: &Port, mode: ModeId) -> bool {
    matches!(port.modes[mode.index()].kind, ModeKind::Vessels)
}

/// What the vessels that load from a mode carry, tonnes a year.
pub(super) fn carried(port: &Port, mode: ModeId, year: i16, at: Time) -> f64 {
    let loads = |trade: &Trade| trade.loads.is_some_and(|loads| loads.mode == mode);
    let trades = (0..port.trades.len()).filter(|&trade| loads(&port.trades[trade]));
    trades.map(|trade| mean::tonnes(port, TradeId(trade as u32), year, at)).sum()
}

/// Findings.
pub(super) fn find(port: &Port, low: &mut Lowering<'_>) {
    for number in 0..port.modes.len() as u32 {
        let mode = ModeId(number);
        if !by_vessel(port, mode) {
            continue;
        }
        let loading =
            port.trades.iter().position(|trade| trade.loads.is_some_and(|loads| loads.mode == mode));
        let served = port.trades.iter().any(|trade| hands_over(trade, mode));
        if let (Some(trade), false) = (loading, served) {
            let name = &port.modes[number as usize].name;
            let message =
                format!("no trade hands cargo to `{name}`: the vessels that load from it find nothing");
            let place = low.place(Kind::Trade, trade as u32, &["loads"]);
            let path = low.path(Kind::Trade, trade as u32);
            let problem = Problem::new(Code::Unused, place, &path, message);
            low.report(
                problem.help(format!("add \"{name}\" to the `modes` of the trade that lands the cargo")),
            );
        }
        short(port, low, mode);
    }
}

/// Cargo labelled for a mode against what its vessels carry.
fn short(port: &Port, low: &mut Lowering<'_>, mode: ModeId) {
    let fixed = Draws::fixed();
    let mut worst: Option<(f64, f64, i16)> = None;
    for year in mean::years(port) {
        let at = mean::middle(port, year);
        let labelled: f64 = (port.trades.iter().enumerate())
            .map(|(number, trade)| {
                let Some(label) = trade.modes.iter().position(|&served| served == mode) else { return 0.0 };
                let share = |label: usize| trade.split.get(label).map_or(0.0, |share| share.at(at, &fixed));
                let all: f64 = (0..trade.modes.len()).map(share).sum();
                let share = match trade.rest {
                    Some(rest) if rest == label => (1.0 - all).max(0.0),
                    _ if trade.modes.len() == 1 => 1.0,
                    _ => share(label),
                };
                share * mean::tonnes(port, TradeId(number as u32), year, at)
            })
            .sum();
        let carried = carried(port, mode, year, at);
        if labelled > carried && worst.is_none_or(|(most, less, _)| labelled - carried > most - less) {
            worst = Some((labelled, carried, year));
        }
    }
    let Some((labelled, carried, year)) = worst else { return };
    let name = &port.modes[mode.index()].name;
    let show = |tonnes| Dimension::Volume.show(tonnes);
    let message = format!(
        "the vessels that load from `{name}` carry at most {} in {year}, but {} wait for them",
        show(carried),
        show(labelled)
    );
    let place = low.place(Kind::Mode, mode.0, &[]);
    let problem = Problem::new(Code::OnwardShort, place, &low.path(Kind::Mode, mode.0), message);
    low.report(problem.help("cargo for them piles up; more or larger calls end it, or a fallback"));
}
