//! The ladder from the port of the formula to the port of the scenario. The lowest rung is a port as the formula has it;
//! each further rung is the scenario with one thing less taken away from it, the last the scenario itself. Every
//! simplification is a pure function of a port, so that a step shows what that one thing does, given those below it.

mod approach;
mod land;
mod quay;
mod weather;

use super::{PlaceRow, YearSpan, volume};
use crate::engine::Quantity;
use crate::port::{ArrivalLaw, Calls, ClearanceRule, Draws, Figure, LawFigure, Port, Target};
use crate::units::{Duration, Time, Tonnes};

/// What a step switches on, in the order of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Vessels come as the scenario says instead of at equal gaps.
    Arrivals,
    /// Parcels, pace and times at berth are drawn instead of being the same for all calls of a class.
    Laws,
    /// Months and seasons of demand.
    Seasons,
    /// Weather, shifts and other closures of the water and quay side by the clock, instead of as a flat derating.
    Weather,
    /// Quays in metres with machines that vessels share, instead of whole berths with machines of their own; cleaning, shifts of berth.
    Quays,
    /// Breakdowns, maintenance, crews.
    Breakdowns,
    /// The passage takes time, and headway.
    Passage,
    /// Who may meet whom, runs, sections that vessels have to themselves.
    OneWay,
    /// Tide, draught over the bed, loading to depth, daylight.
    Tide,
    /// Pilots and tugs.
    Marine,
    /// Yards with their room and dwell; the land takes all that is due.
    Yards,
    /// The land side: modes, what they share, their hours and weather.
    Land,
    /// Everything else: anchorages, who goes next, room held.
    Rest,
}

impl Feature {
    /// All, in the order in which they are switched on.
    pub const ALL: [Feature; 13] = [
        Feature::Arrivals,
        Feature::Laws,
        Feature::Seasons,
        Feature::Weather,
        Feature::Quays,
        Feature::Breakdowns,
        Feature::Passage,
        Feature::OneWay,
        Feature::Tide,
        Feature::Marine,
        Feature::Yards,
        Feature::Land,
        Feature::Rest,
    ];
}

/// A rung: a port, and what was switched on to reach it from the rung below.
#[derive(Clone, Debug)]
pub struct Rung {
    /// What it has more than the rung below; `None` = the lowest, the port of the formula.
    pub feature: Option<Feature>,
    /// The port; to be run with its figures as stated.
    pub port: Port,
}

/// The rungs of `port` in `span`, lowest first; the last is `port` itself. Things that the scenario does not have make no rung.
/// `places` are those of its twin.
pub fn rungs(port: &Port, span: &YearSpan, places: &[PlaceRow]) -> Vec<Rung> {
    let cause = Circumstances { span, places, draws: Draws::fixed(), stated: port };
    let present: Vec<Feature> =
        Feature::ALL.into_iter().filter(|feature| cause.take_away(&mut port.clone(), *feature)).collect();
    let without = |features: &[Feature]| {
        let mut simpler = port.clone();
        features.iter().for_each(|feature| {
            cause.take_away(&mut simpler, *feature);
        });
        simpler
    };
    let lowest = Rung { feature: None, port: without(&present) };
    let further = (1..=present.len())
        .map(|above| Rung { feature: Some(present[above - 1]), port: without(&present[above..]) });
    std::iter::once(lowest).chain(further).collect()
}

/// What simplifications are made from.
struct Circumstances<'a> {
    span: &'a YearSpan,
    places: &'a [PlaceRow],
    draws: Draws,
    /// The port as the scenario states it.
    stated: &'a Port,
}

impl Circumstances<'_> {
    /// Takes a feature away from a port; false if it did not have it.
    fn take_away(&self, port: &mut Port, feature: Feature) -> bool {
        match feature {
            Feature::Arrivals => self.arrivals(port),
            Feature::Laws => self.laws(port),
            Feature::Seasons => seasons(port),
            Feature::Weather => self.weather(port),
            Feature::Quays => self.quays(port),
            Feature::Breakdowns => breakdowns(port),
            Feature::Passage => approach::passage(port),
            Feature::OneWay => approach::one_way(port),
            Feature::Tide => self.tide(port),
            Feature::Marine => approach::marine(port),
            Feature::Yards => land::yards(port),
            Feature::Land => land::land(port),
            Feature::Rest => rest(port),
        }
    }

    /// Equal gaps for each flow, begun at different parts of an interval so that flows of one pace do not come in step.
    fn arrivals(&self, port: &mut Port) -> bool {
        let years = volume::flows(self.stated, self.span, &self.draws);
        let mut changed = false;
        for (number, (flow, year)) in port.flows.iter_mut().zip(&years).enumerate() {
            let regular = matches!(flow.arrivals, ArrivalLaw::Regular { lateness: None, .. });
            let listed = matches!(flow.calls, Calls::Listed(_));
            if year.calls <= 0.0 || regular && !listed {
                continue;
            }
            let days = self.span.days_a_year();
            if listed {
                flow.calls = Calls::PerYear(Figure::fixed(year.calls * 365.0 / days));
            }
            /// The golden part: the most even spread of any number of firsts.
            const TURN: f64 = 0.618_033_988_749_895;
            let part = (number as f64 * TURN).fract();
            let first = Time::ZERO + Duration::from_days(part * days / year.calls);
            flow.arrivals = ArrivalLaw::Regular { first: Some(first), lateness: None };
            changed = true;
        }
        changed
    }

    /// Each class brings its mean parcel at its mean pace.
    fn laws(&self, port: &mut Port) -> bool {
        let mut changed = false;
        for number in 0..port.classes.len() {
            let parcel = self.parcel(number);
            let class = &mut port.classes[number];
            changed |= level(&mut class.productivity);
            for law in [&mut class.mooring, &mut class.opening, &mut class.closing, &mut class.unmooring] {
                changed |= level(law);
            }
            if level(&mut class.parcel) {
                class.parcel.mean = Figure::fixed(parcel);
                changed = true;
            }
        }
        changed
    }

    /// G of a class: its mean parcel after the cut to the depth of water.
    fn parcel(&self, class: usize) -> Tonnes {
        let flow = self.stated.flows.iter().position(|flow| flow.class.index() == class);
        let stated = self.stated.classes[class].parcel.mean.at(&self.draws);
        flow.map_or(stated, |flow| Tonnes(volume::mean_parcel(self.stated, self.span, &self.draws, flow)))
    }
}

/// A law becomes its mean; false if it was.
fn level<Q: Quantity>(law: &mut LawFigure<Q>) -> bool {
    let drawn = law.shape != crate::engine::Shape::Constant;
    law.shape = crate::engine::Shape::Constant;
    drawn
}

fn seasons(port: &mut Port) -> bool {
    let uneven = port.trades.iter().any(|trade| trade.months != [1.0; 12]);
    let changed = uneven || !port.seasons.is_empty();
    port.trades.iter_mut().for_each(|trade| trade.months = [1.0; 12]);
    port.seasons.clear();
    changed
}

fn breakdowns(port: &mut Port) -> bool {
    let mut changed = false;
    for kind in &mut port.equipment {
        changed |= kind.breakdown.take().is_some();
        changed |= kind.maintenance.take().is_some();
        changed |= kind.crew.take().is_some();
    }
    changed
}

fn rest(port: &mut Port) -> bool {
    let held = port.room_held.value > Duration::ZERO;
    let rule = port.clearance_rule != ClearanceRule::Greedy;
    let first = port.classes.first().map(|class| class.priority);
    let ranked = port.classes.iter().any(|class| Some(class.priority) != first);
    let limited = port.classes.iter().any(|class| class.anchorage.is_some());
    port.room_held = Figure::fixed(Duration::ZERO);
    port.clearance_rule = ClearanceRule::Greedy;
    for class in &mut port.classes {
        class.priority = 0;
        class.anchorage = None;
    }
    held || rule || ranked || limited
}

/// Takes targets out of all closures; false if none was there.
fn drop_targets(port: &mut Port, goes: impl Fn(&Target) -> bool) -> bool {
    let mut changed = false;
    for closure in &mut port.closures {
        let before = closure.targets.len();
        closure.targets.retain(|target| !goes(target));
        changed |= closure.targets.len() < before;
    }
    changed
}
