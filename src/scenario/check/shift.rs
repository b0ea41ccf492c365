//! Second places of work that are never used (rule V1).

use super::fit::{candidates, misfit};
use crate::port::Port;
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Kind, Lowering};

pub(super) fn check(port: &Port, low: &mut Lowering<'_>) {
    for flow in &port.flows {
        let Some(shift) = &flow.shift else { continue };
        let class = &port.classes[flow.class.index()].name;
        let mut firsts = candidates(port, flow);
        firsts.retain(|place| misfit(port, low, flow, *place).is_none());
        let there = !firsts.is_empty() && firsts.iter().all(|place| shift.to.contains(place));
        let reasons: Option<Vec<String>> = (shift.to.iter())
            .map(|&place| {
                let reason = misfit(port, low, flow, place)?;
                Some(format!("{}: {reason}", port.places[place.index()].name))
            })
            .collect();
        let (message, help) = match reasons {
            Some(reasons) => {
                (format!("no place that `{class}` shifts to can ever take it"), reasons.join("; "))
            }
            None if there => {
                let message = format!("`{class}` never shifts: every place it may berth at is among `to`");
                (
                    message,
                    "keep it away from the second place at first, with `places` of the trade".to_owned(),
                )
            }
            None => continue,
        };
        let place = low.place(Kind::Trade, flow.trade.0, &["vessels", class, "shift", "to"]);
        let path = format!("{}.vessels.{class}.shift.to", low.path(Kind::Trade, flow.trade.0));
        low.report(Problem::new(Code::NeverShifts, place, &path, message).help(help));
    }
}
