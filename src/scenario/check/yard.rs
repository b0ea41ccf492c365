//! Yards against the cargo that they hold: can it be counted in the measure of the yard, does it ever find room, may it wait (rules Y1, Y3).

use crate::port::{Cargo, Draws, ModeKind, Port, RoomMeasure, YardCapacity};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::{Place, Problem};
use crate::scenario::lowering::{Kind, Lowering};
use crate::units::Time;

/// Reports a cargo that cannot be counted in the measure of a yard. `yard` names it.
pub(super) fn countable(
    low: &mut Lowering<'_>,
    capacity: &YardCapacity,
    cargo: &Cargo,
    yard: &str,
    place: Place,
    path: &str,
) {
    let Some(measure) = capacity.measure() else { return };
    if cargo.room_per_tonne(measure, &Draws::fixed()).is_some() {
        return;
    }
    let name = &cargo.name;
    let (code, given, lacks, help) = match measure {
        RoomMeasure::SquareMetres => {
            (Code::NoStacking, "area", "has no `stacking`", "add `stacking = \"4.5 t/m2\"`")
        }
        RoomMeasure::CubicMetres => {
            (Code::NotCounted, "volume", "has no `density`", "add `density = \"0.75 t/m3\"`")
        }
        RoomMeasure::Boxes => {
            let help = "add `unit = \"box\"` and `tonnes_per_unit = \"14 t\"`";
            (Code::NotCounted, "slots for boxes", "is not counted in boxes", help)
        }
        RoomMeasure::Vehicles => {
            let help = "add `unit = \"vehicle\"` and `tonnes_per_unit = \"1.7 t\"`";
            (Code::NotCounted, "spaces for vehicles", "is not counted in vehicles", help)
        }
        RoomMeasure::Tonnes => return,
    };
    let message = format!("{yard} is given by {given}, but cargo `{name}` {lacks}");
    low.report(Problem::new(code, place, path, message).help(format!("{help} to [cargo.{name}]")));
}

/// True if a yard has no room at any date, figures as stated.
pub(super) fn never_any_room(capacity: &YardCapacity) -> bool {
    let fixed = Draws::fixed();
    let before_all = Time::from_milliseconds(-Time::NEVER.milliseconds());
    let mut dates = capacity.dates(&fixed);
    dates.push(before_all);
    dates.into_iter().all(|date| capacity.room(date, &fixed) <= 0.0)
}

/// Cargo that waits on board for a land mode needs one that takes cargo at a rate; a train that is loaded at once has none.
pub(super) fn direct_waits(port: &Port, low: &mut Lowering<'_>) {
    for (number, trade) in port.trades.iter().enumerate() {
        let number = number as u32;
        if !trade.direct_waits || low.is_broken(Kind::Trade, number) {
            continue;
        }
        let at_a_rate = trade.modes.iter().any(|mode| match &port.modes[mode.index()].kind {
            ModeKind::Stream(_) => true,
            ModeKind::Rail(rail) => rail.rate.is_some(),
            ModeKind::Vessels | ModeKind::Vehicles(_) => false,
        });
        let any_broken = trade.modes.iter().any(|mode| low.is_broken(Kind::Mode, mode.0));
        if !at_a_rate && !any_broken {
            let place = low.place(Kind::Trade, number, &["direct_waits"]);
            let message = "direct cargo waits on board, but none of the `modes` takes cargo at a rate: the vessel would wait for ever";
            let problem = Problem::new(Code::Conflict, place, &low.path(Kind::Trade, number), message);
            low.report(problem.help("add a mode with a `rate` to `modes`, or leave `direct_waits` out"));
        }
    }
}
