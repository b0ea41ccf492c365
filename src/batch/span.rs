//! The spans that are judged (rules T2, C5): the whole calendar years of the window; where there is none and no figure
//! changes inside the window, the window as one.

use crate::port::{Dated, Draws, Figure, ModeKind, Path, PlaceKind, Port, Volume};
use crate::record::Period;
use crate::units::{Duration, Time, Tonnes};

/// One judged span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    /// Position of its (first) period in the run's periods.
    pub(super) period: usize,
    pub(super) from: Time,
    pub(super) until: Time,
    /// Demand of the span on the quays, statistical tonnes.
    pub(super) demand: Tonnes,
    /// Side stream of the span, statistical tonnes.
    pub(super) side_stream: Tonnes,
    /// Years it counts for: 1 for a calendar year, else its length ÷ 365 days.
    pub(super) years: f64,
}

/// The spans of these periods that are judged, in order.
pub(super) fn judged_spans(port: &Port, draws: &Draws, periods: &[Period]) -> Vec<Span> {
    let years: Vec<Span> = (periods.iter().enumerate())
        .filter(|(_, period)| period.year.is_some())
        .map(|(position, period)| Span {
            period: position,
            from: period.from,
            until: period.until,
            demand: period.demand,
            side_stream: period.side_stream,
            years: 1.0,
        })
        .collect();
    match (periods.first(), periods.last()) {
        (Some(first), Some(last)) if years.is_empty() && !changes(port, draws, first.from, last.until) => {
            vec![Span {
                period: 0,
                from: first.from,
                until: last.until,
                demand: periods.iter().map(|period| period.demand).sum(),
                side_stream: periods.iter().map(|period| period.side_stream).sum(),
                years: (last.until - first.from).days() / Duration::from_days(365.0).days(),
            }]
        }
        _ => years,
    }
}

/// True if any figure of the port changes by date inside (from, until), or its demand by year.
fn changes(port: &Port, draws: &Draws, from: Time, until: Time) -> bool {
    let inside = |time: Time| from < time && time < until;
    let opens = |date: Option<Figure<Time>>| date.is_some_and(|date| inside(date.at(draws)));
    let years = port.almanac.date(from).year..=port.almanac.date(until).year;
    let demand = port.demands.iter().any(|demand| varies(&demand.path, years.clone()));
    let trades = port.trades.iter().any(|trade| {
        matches!(&trade.volume, Volume::Own { path, .. } if varies(path, years.clone()))
            || trade.split.iter().any(|share| steps(share, draws, inside))
    });
    let flows = port.flows.iter().any(|flow| match &flow.calls {
        crate::port::Calls::ShareOfTonnes(share) => steps(share, draws, inside),
        _ => false,
    });
    let places = port.places.iter().any(|place| {
        let dated = match &place.kind {
            PlaceKind::Quay { length, depths, .. } => {
                steps(length, draws, inside) || depths.iter().any(|reach| steps(&reach.depth, draws, inside))
            }
            PlaceKind::Berth { depth, .. } => depth.as_ref().is_some_and(|depth| steps(depth, draws, inside)),
        };
        dated || opens(place.from) || opens(place.until)
    });
    let yards = port.yards.iter().any(|yard| {
        yard.capacity.dates(draws).into_iter().any(inside) || opens(yard.from) || opens(yard.until)
    });
    let modes = port.modes.iter().any(|mode| {
        let rate = match &mode.kind {
            ModeKind::Stream(Some(rate)) => steps(rate, draws, inside),
            ModeKind::Vehicles(vehicles) => steps(&vehicles.per_day, draws, inside),
            ModeKind::Stream(None) | ModeKind::Rail(_) | ModeKind::Vessels => false,
        };
        rate || opens(mode.from) || opens(mode.until)
    });
    let machines = port.equipment.iter().any(|kind| steps(&kind.count, draws, inside));
    let capacities = port.capacities.iter().any(|capacity| steps(&capacity.count, draws, inside));
    demand || trades || flows || places || yards || modes || machines || capacities
}

fn steps<T: crate::engine::Quantity>(
    figure: &Dated<T>,
    draws: &Draws,
    inside: impl Fn(Time) -> bool,
) -> bool {
    figure.dates(draws).any(inside)
}

fn varies(path: &Path, mut years: std::ops::RangeInclusive<i16>) -> bool {
    let first = path.volume(*years.start(), None);
    years.any(|year| path.volume(year, None) != first)
}
