//! Things that nothing uses, and figures that are merely unusual.

use super::mean;
use crate::port::{Calls, Direction, Draws, Port, TradeId, Volume};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::{Place, Problem};
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::{Dimension, trim};

/// Calls a year of one flow above which the units are doubted.
const MANY_CALLS: f64 = 50_000.0;

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    let kinds = [
        Kind::Cargo,
        Kind::Class,
        Kind::Yard,
        Kind::Mode,
        Kind::Capacity,
        Kind::Weather,
        Kind::Series,
        Kind::Anchorage,
        Kind::Demand,
        Kind::Crew,
        Kind::Line,
    ];
    for kind in kinds {
        for id in low.unused(kind) {
            let path = low.path(kind, id);
            let message = format!("nothing uses `{path}`");
            low.report(Problem::new(Code::Unused, low.place(kind, id, &[]), &path, message));
        }
    }
    if port.flows.is_empty() {
        let start = Place { file: 0, start: 0, end: 0 };
        let problem =
            Problem::new(Code::Unusual, start, "trade", "no vessel ever calls: the scenario has no trade");
        low.report(problem.help("a patch is laid over a scenario with `--with`; it is none by itself"));
    }
    machines(port, low);
    classes(port, low);
    demands(port, low);
    flows(port, low);
}

fn machines(port: &Port, low: &mut Lowering<'_>) {
    for (number, place) in port.places.iter().enumerate() {
        if !port.equipment.iter().any(|equipment| equipment.place.index() == number) {
            let path = low.path(Kind::Place, number as u32);
            let message = format!("`{}` has no equipment: no vessel is ever worked there", place.name);
            let problem =
                Problem::new(Code::Unused, low.place(Kind::Place, number as u32, &[]), &path, message);
            low.report(problem.help(format!("[equipment.NAME], at = \"{}\", rates = {{ … }}", place.name)));
        }
    }
    for (number, equipment) in port.equipment.iter().enumerate() {
        for (cargo, _) in &equipment.rates {
            let before = port.equipment[..number].iter().find(|other| {
                other.place == equipment.place && other.rates.iter().any(|(id, _)| id == cargo)
            });
            if let Some(first) = before {
                let cargo = &port.cargoes[cargo.index()].name;
                let path = low.path(Kind::Equipment, number as u32);
                let message = format!(
                    "`{}` never works {cargo}: on the same place `{}` comes first in the scenario",
                    equipment.name, first.name
                );
                let place = low.place(Kind::Equipment, number as u32, &["rates", cargo]);
                low.report(
                    Problem::new(Code::Unused, place, &path, message)
                        .help("a cargo has one kind of machine on a place"),
                );
            }
        }
    }
}

fn classes(port: &Port, low: &mut Lowering<'_>) {
    for (number, class) in port.classes.iter().enumerate() {
        let number = number as u32;
        let parcel = class.parcel.mean.value.0;
        if let Some(dwt) = class.dwt
            && parcel > dwt.value.0
        {
            let (parcel, dwt) = (Dimension::Mass.show(parcel), Dimension::Mass.show(dwt.value.0));
            let message = format!("`{}` carries {parcel} on {dwt} deadweight", class.name);
            let place = low.place(Kind::Class, number, &["parcel"]);
            low.report(Problem::new(Code::Unusual, place, &low.path(Kind::Class, number), message));
        }
        let mean = class.productivity.mean.value;
        if (mean - 1.0).abs() > 1e-9 {
            let message = format!("the productivity of `{}` has mean {}, not 1", class.name, trim(mean));
            let place = low.place(Kind::Class, number, &["productivity"]);
            let problem = Problem::new(Code::Unusual, place, &low.path(Kind::Class, number), message);
            low.report(
                problem.help("it spreads the rate of visits; the rate itself belongs to the equipment"),
            );
        }
    }
}

/// Parts of a demand that no trade carries.
fn demands(port: &Port, low: &mut Lowering<'_>) {
    for (number, demand) in port.demands.iter().enumerate() {
        let number = number as u32;
        for part in &demand.mix {
            let import = part.import.value;
            for (direction, share) in [(Direction::Import, import), (Direction::Export, 1.0 - import)] {
                let carried = port.trades.iter().any(|trade| {
                    matches!(trade.volume, Volume::ShareOf(id) if id.0 == number)
                        && (trade.cargo, trade.direction) == (part.cargo, direction)
                });
                if carried || part.share * share <= 0.0 {
                    continue;
                }
                let cargo = &port.cargoes[part.cargo.index()].name;
                let way = if direction == Direction::Import { "imports" } else { "exports" };
                let message = format!(
                    "no trade carries the {way} of {cargo}: {} % of demand `{}` is lost",
                    trim((part.share * share * 1000.0).round() / 10.0),
                    demand.name
                );
                let place = low.place(Kind::Demand, number, &["mix", cargo]);
                low.report(Problem::new(Code::Unusual, place, &low.path(Kind::Demand, number), message));
            }
        }
    }
}

fn flows(port: &Port, low: &mut Lowering<'_>) {
    let fixed = Draws::fixed();
    for (number, trade) in port.trades.iter().enumerate() {
        let flows = port.flows.iter().filter(|flow| flow.trade.index() == number);
        let shares = flows.filter_map(|flow| match &flow.calls {
            Calls::ShareOfTonnes(share) => Some(share),
            _ => None,
        });
        let any = shares.clone().any(|share| {
            share.first.value > 0.0 || share.dates(&fixed).any(|date| share.at(date, &fixed) > 0.0)
        });
        if trade.volume != Volume::ByCalls && !any {
            let number = number as u32;
            let message =
                format!("no vessels carry the tonnes of `{}`: the shares of its flows are 0", trade.name);
            let place = low.place(Kind::Trade, number, &["vessels"]);
            low.report(Problem::new(Code::Unusual, place, &low.path(Kind::Trade, number), message));
        }
    }
    let Some(year) = mean::years(port).last().copied() else { return };
    for flow in &port.flows {
        let calls = mean::calls(port, flow, year, mean::middle(port, year));
        if calls > MANY_CALLS {
            let TradeId(trade) = flow.trade;
            let class = &port.classes[flow.class.index()].name;
            let message = format!("{} calls a year of `{class}`", trim(calls.round()));
            let place = low.place(Kind::Trade, trade, &["vessels", class]);
            let problem = Problem::new(Code::Unusual, place, &low.path(Kind::Trade, trade), message);
            low.report(problem.help("are the parcel and the tonnes in the units meant?"));
        }
    }
}
