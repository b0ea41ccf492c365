//! Mean figures of a port as stated, for the static look at feasibility: calls and tonnes a year, time at berth.

use crate::port::{
    Calls, Class, Direction, Draws, Equipment, Flow, Port, Recurrence, Target, TradeId, Trigger, Volume,
};
use crate::scenario::quantity::HOURS_PER_YEAR;
use crate::units::{Duration, Time};

/// Calendar years looked at: those of the measured window, at most this many from its beginning.
const MOST_YEARS: usize = 200;

/// The calendar years that the measured window touches.
pub(super) fn years(port: &Port) -> Vec<i16> {
    let begin = port.almanac.date(Time::ZERO + port.study.warm_up).year;
    let end = port.almanac.date(port.study.end + Duration::from_milliseconds(-1)).year;
    (begin..=end.max(begin)).take(MOST_YEARS).collect()
}

/// The middle of a year, at which its assets are judged; within the measured window.
pub(super) fn middle(port: &Port, year: i16) -> Time {
    let middle = port.almanac.month_start(year, 7);
    middle.clamp(Time::ZERO + port.study.warm_up, port.study.end)
}

/// Physical tonnes a year of a trade that states tonnes; 0 for one whose flows state their calls.
pub(super) fn stated_tonnes(port: &Port, trade: TradeId, year: i16) -> f64 {
    let about = &port.trades[trade.index()];
    let statistical = match &about.volume {
        Volume::Own { path, .. } => path.volume(year, None).0,
        Volume::ShareOf(demand) => {
            let demand = &port.demands[demand.index()];
            let part = demand.mix.iter().find(|part| part.cargo == about.cargo);
            let share = part.map_or(0.0, |part| {
                let import = part.import.value;
                part.share * if about.direction == Direction::Import { import } else { 1.0 - import }
            });
            demand.path.volume(year, None).0 * demand.berths_share.value * share
        }
        Volume::ByCalls => 0.0,
    };
    let counted = port.cargoes[about.cargo.index()].counted_per_tonne.value;
    if counted > 0.0 { statistical / counted } else { 0.0 }
}

/// Calls a year of a flow in `year`, with the assets and shares of `at`.
pub(super) fn calls(port: &Port, flow: &Flow, year: i16, at: Time) -> f64 {
    match &flow.calls {
        Calls::PerYear(calls) => calls.value,
        Calls::Interval(interval) => HOURS_PER_YEAR / interval.value.hours(),
        Calls::Listed(list) => {
            let (from, until) = (port.almanac.year_start(year), port.almanac.year_start(year + 1));
            list.iter().filter(|call| from <= call.at && call.at < until).count() as f64
        }
        Calls::ShareOfTonnes(share) => {
            let fixed = Draws::fixed();
            let siblings = port.flows.iter().filter(|other| other.trade == flow.trade);
            let sum: f64 = siblings
                .map(|other| match &other.calls {
                    Calls::ShareOfTonnes(share) => share.at(at, &fixed),
                    _ => 0.0,
                })
                .sum();
            let part = if sum > 0.0 { share.at(at, &fixed) / sum } else { 0.0 };
            stated_tonnes(port, flow.trade, year) * part / parcel(port, flow)
        }
    }
}

/// Mean parcel of a flow, tonnes.
pub(super) fn parcel(port: &Port, flow: &Flow) -> f64 {
    port.classes[flow.class.index()].parcel.mean.value.0
}

/// Physical tonnes a year of a trade over all its flows.
pub(super) fn tonnes(port: &Port, trade: TradeId, year: i16, at: Time) -> f64 {
    let flows = port.flows.iter().filter(|flow| flow.trade == trade);
    flows.map(|flow| calls(port, flow, year, at) * parcel(port, flow)).sum()
}

/// Tonnes an hour that one machine moves over the calendar, breakdowns and pauses taken off.
pub(super) fn machine_rate(equipment: &Equipment, cargo: crate::port::CargoId) -> Option<f64> {
    let (_, rate) = equipment.rates.iter().find(|(id, _)| *id == cargo)?;
    let up = equipment.breakdown.as_ref().map_or(1.0, |breakdown| {
        let (between, repair) = (breakdown.between.mean.value.hours(), breakdown.repair.mean.value.hours());
        between / (between + repair)
    });
    Some(rate.value.0 * equipment.rate_factor.value * equipment.working_share.value * up)
}

/// Mean hours at berth of a class that is worked at `rate` by each of at most `machines`.
pub(super) fn berth_hours(class: &Class, rate: f64, machines: f64) -> f64 {
    let most = class.most_machines.map_or(machines, |most| most.value.min(machines)).max(1.0);
    let tail =
        class.tail.as_ref().map_or(1.0, |tail| 1.0 - tail.share.value + tail.share.value / tail.rate.value);
    let fixed = [&class.mooring, &class.opening, &class.closing, &class.unmooring];
    let fixed: f64 = fixed.iter().map(|law| law.mean.value.hours()).sum();
    fixed + class.parcel.mean.value.0 / (rate * most) * tail
}

/// Share of time in which no calendar closure suspends `target`.
pub(super) fn open_share(port: &Port, target: Target) -> f64 {
    let mut open = 1.0;
    for closure in port.closures.iter().filter(|closure| closure.targets.contains(&target)) {
        let Trigger::Calendar(spans) = &closure.trigger else { continue };
        let closed: f64 = spans.iter().map(closed_share).sum();
        open *= (1.0 - closed).max(0.0);
    }
    open
}

fn closed_share(span: &Recurrence) -> f64 {
    let share = |from: Duration, until: Duration, cycle: f64| {
        let length = until.hours() - from.hours();
        if length > 0.0 { length / cycle } else { length / cycle + 1.0 }
    };
    match *span {
        Recurrence::Daily { from, until } => share(from, until, 24.0),
        Recurrence::Weekly { from, until } => share(from, until, 168.0),
        Recurrence::Yearly { .. } => 0.0,
    }
}
