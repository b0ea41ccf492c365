//! Vessels that need more pilots or tugs than there ever are (rule W5).

use super::fit::greatest;
use super::passage::word;
use crate::port::{Class, ClassId, Flow, MarineNeed, Port};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::quantity::trim;

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    for (number, service) in port.marine.iter().enumerate() {
        let most = greatest(low, &service.count).round();
        let mut told: Vec<(ClassId, bool)> = Vec::new();
        for (flow, need) in
            port.flows.iter().flat_map(|flow| service.needs.iter().map(move |need| (flow, need)))
        {
            if !may_meet(port, low, need, flow) {
                continue;
            }
            for inbound in [true, false] {
                let figure = if inbound { need.inbound } else { need.outbound };
                let least = low.range(&figure).0.round();
                if least > most && !told.contains(&(flow.class, inbound)) {
                    told.push((flow.class, inbound));
                    let way = format!("{}{}", word(inbound), condition(port, need));
                    let message = format!(
                        "`{}` needs {} of `{}` {way}, and there are never more than {}: it waits {}",
                        port.classes[flow.class.index()].name,
                        trim(least),
                        service.name,
                        trim(most),
                        if need.weather.is_some() { "until that is over" } else { "for ever" }
                    );
                    let place = low.place(Kind::Marine, number as u32, &["need", &need.name]);
                    let path = low.path(Kind::Marine, number as u32);
                    let help = format!("a greater `count` of [marine.{}], or a smaller need", service.name);
                    low.report(Problem::new(Code::MarineShort, place, &path, message).help(help));
                }
            }
        }
    }
}

/// True if some vessels of a flow meet the conditions of a need, its figures as stated.
fn may_meet(port: &Port, low: &Lowering<'_>, need: &MarineNeed, flow: &Flow) -> bool {
    let class: &Class = &port.classes[flow.class.index()];
    let cargo = port.trades[flow.trade.index()].cargo;
    let among = need.classes.is_empty() || need.classes.contains(&flow.class);
    let carries = need.cargoes.is_empty() || need.cargoes.contains(&cargo);
    let long = need.loa_from.is_none_or(|from| class.loa.is_some_and(|loa| loa.value >= from.value));
    let heavy = need.dwt_from.is_none_or(|from| class.dwt.is_some_and(|dwt| dwt.value >= from.value));
    let flag = !need.foreign || low.range(&class.foreign).1 > 0.0;
    among && carries && long && heavy && flag
}

/// The conditions of a need that hold at times only, in words.
fn condition(port: &Port, need: &MarineNeed) -> String {
    let flag = if need.foreign { " under a foreign flag" } else { "" };
    match need.weather {
        Some(weather) => format!("{flag} while `{}` is on", port.weathers[weather.index()].name),
        None => flag.to_owned(),
    }
}
