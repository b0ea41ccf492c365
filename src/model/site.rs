//! The port of one replication as flat tables: figures drawn, names gone, every list in the order of the port's.

use super::plan::Plan;
use crate::port::{
    Calls, Direction, Draught, Draws, Flow, ModeKind, Place, PlaceId, PlaceKind, Port, Release, SectionId,
    Ways, WeatherId,
};
use crate::units::{Duration, Time, Tonnes};

/// What the run needs to know of a flow.
#[derive(Clone, Debug)]
pub(super) struct FlowSite {
    pub(super) trade: usize,
    pub(super) class: usize,
    pub(super) cargo: usize,
    pub(super) direction: Direction,
    pub(super) priority: i32,
    pub(super) anchorage: Option<usize>,
    /// Length overall, metres; 0 if not stated.
    pub(super) loa: f64,
    /// Places it may use with the machines that work its cargo there, in order of preference.
    pub(super) places: Vec<(usize, usize)>,
    /// Transit time by section, sea to port.
    pub(super) transit: Vec<Duration>,
    pub(super) no_meeting: bool,
    /// By section: it has it to itself.
    pub(super) exclusive: Vec<bool>,
    /// Ways on which it needs daylight.
    pub(super) daylight: Ways,
    /// Share of high waters at which it passes laden, if it loads to depth.
    pub(super) load_share: Option<f64>,
    /// Marine services it may need, with the rules for it.
    pub(super) needs: Vec<(usize, Vec<NeedSite>)>,
    pub(super) least_machines: u32,
    pub(super) most_machines: u32,
    pub(super) tail: Option<TailSite>,
    pub(super) hatch_change: Option<HatchSite>,
    pub(super) shift: Option<ShiftSite>,
    pub(super) draught: DraughtSite,
    /// Statistical tonnes per physical tonne.
    pub(super) counted_per_tonne: f64,
}

/// A tail (rule Q3) with whole machines.
#[derive(Clone, Copy, Debug)]
pub(super) struct TailSite {
    pub(super) share: f64,
    pub(super) rate: f64,
    pub(super) machines: u32,
}

/// Pauses after every so many tonnes.
#[derive(Clone, Copy, Debug)]
pub(super) struct HatchSite {
    pub(super) every: Tonnes,
    pub(super) takes: Duration,
}

/// A second place of work.
#[derive(Clone, Debug)]
pub(super) struct ShiftSite {
    /// Share of the parcel done by then.
    pub(super) after: f64,
    /// Where to, with the machines there, in order of preference.
    pub(super) to: Vec<(usize, usize)>,
    pub(super) takes: Duration,
}

/// A rule of need for a marine service, whose conditions on class and cargo the flow meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NeedSite {
    /// Only under a foreign flag.
    pub(super) foreign: bool,
    /// Only while this weather state is on.
    pub(super) weather: Option<usize>,
    /// How many inbound and outbound.
    pub(super) number: [u32; 2],
}

/// A vessel's draughts, metres.
#[derive(Clone, Copy, Debug)]
pub(super) enum DraughtSite {
    Stated { laden: f64, ballast: f64 },
    FromParcel { light: f64, per_centimetre: f64, design: f64 },
}

impl DraughtSite {
    /// The draught with `share` of a parcel of `parcel` tonnes on board, in millimetres; one that follows from the parcel is rounded up to
    /// 0.1 m, a stated one goes in proportion from ballast to laden.
    pub(super) fn millimetres(self, parcel: f64, share: f64) -> u32 {
        let (metres, step) = match self {
            DraughtSite::Stated { laden, ballast } => (ballast + (laden - ballast) * share, 1),
            DraughtSite::FromParcel { light, per_centimetre, design } => {
                ((light + share * parcel / per_centimetre / 100.0).min(design.max(light)), 100)
            }
        };
        (metres * 1000.0 / f64::from(step) - 1e-7).ceil().max(0.0) as u32 * step
    }
}

/// What the run needs to know of a trade's land side.
#[derive(Clone, Debug)]
pub(super) struct TradeSite {
    pub(super) yard: Option<usize>,
    pub(super) release: Release,
    pub(super) direct: f64,
    /// Direct cargo waits on board while no mode is open.
    pub(super) direct_waits: bool,
    /// Factor on the dwell of parcels whose owners are pressed, if its yard ever presses them.
    pub(super) pressed_dwell: Option<f64>,
}

/// All tables of one run.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) flows: Vec<FlowSite>,
    pub(super) trades: Vec<TradeSite>,
    /// Cargo by cargo: the flow's rate per machine at each kind of machine, t/h, rate factor and working share included: `[equipment][cargo]`.
    pub(super) rates: Vec<Vec<f64>>,
    /// By place: the flows that may use it.
    pub(super) users: Vec<Vec<usize>>,
    /// By weather state: some need for marine services depends on it.
    pub(super) weather_needs: Vec<bool>,
    /// Dates in the run at which a figure changes, ascending.
    pub(super) dates: Vec<Time>,
}

fn whole(figure: f64) -> u32 {
    figure.round().clamp(0.0, 1e9) as u32
}

impl Site {
    /// Builds the tables of one run.
    pub(super) fn build(port: &Port, draws: &Draws, plan: &Plan) -> Site {
        let rates = port.equipment.iter().map(|equipment| {
            let mut by_cargo = vec![0.0; port.cargoes.len()];
            let factor = equipment.rate_factor.at(draws) * equipment.working_share.at(draws);
            for (cargo, rate) in &equipment.rates {
                by_cargo[cargo.index()] = rate.at(draws).0 * factor;
            }
            by_cargo
        });
        let rates: Vec<Vec<f64>> = rates.collect();
        let flows: Vec<FlowSite> =
            port.flows.iter().map(|flow| flow_site(port, draws, flow, &rates)).collect();
        let uses = |flow: &FlowSite, place: usize| flow.places.iter().any(|one| one.0 == place);
        let users = |place: usize| (0..flows.len()).filter(|&flow| uses(&flows[flow], place)).collect();
        Site {
            users: (0..port.places.len()).map(users).collect(),
            flows,
            trades: port.trades.iter().map(|trade| trade_site(port, trade, draws)).collect(),
            weather_needs: (0..port.weathers.len() as u32)
                .map(|number| {
                    let mut needs = port.marine.iter().flat_map(|service| &service.needs);
                    needs.any(|need| need.weather == Some(WeatherId(number)))
                })
                .collect(),
            dates: dates(port, draws, plan),
            rates,
        }
    }
}

fn trade_site(port: &Port, trade: &crate::port::Trade, draws: &Draws) -> TradeSite {
    let pressure = trade.yard.and_then(|yard| port.yards[yard.index()].pressure);
    TradeSite {
        yard: trade.yard.map(|yard| yard.index()),
        release: trade.release,
        direct: trade.direct.at(draws).clamp(0.0, 1.0),
        direct_waits: trade.direct_waits && trade.direction == Direction::Import,
        pressed_dwell: pressure.map(|pressure| pressure.dwell.at(draws)),
    }
}

fn flow_site(port: &Port, draws: &Draws, flow: &Flow, rates: &[Vec<f64>]) -> FlowSite {
    let class = &port.classes[flow.class.index()];
    let trade = &port.trades[flow.trade.index()];
    let cargo = trade.cargo.index();
    let tail = class.tail.as_ref().map(|tail| TailSite {
        share: tail.share.at(draws).clamp(0.0, 1.0),
        rate: tail.rate.at(draws),
        machines: whole(tail.machines.at(draws)).max(1),
    });
    let draught = match &class.draught {
        Draught::None => DraughtSite::Stated { laden: 0.0, ballast: 0.0 },
        Draught::Stated { laden, ballast } => {
            DraughtSite::Stated { laden: laden.at(draws).0, ballast: ballast.at(draws).0 }
        }
        Draught::FromParcel { light, per_centimetre, design } => DraughtSite::FromParcel {
            light: light.at(draws).0,
            per_centimetre: per_centimetre.at(draws).0,
            design: design.at(draws).0,
        },
    };
    let hatch_change = class
        .hatch_change
        .as_ref()
        .map(|change| HatchSite { every: change.every.at(draws), takes: change.takes.at(draws) });
    let shift = flow.shift.as_ref().map(|shift| ShiftSite {
        after: shift.after.at(draws).clamp(0.0, 1.0),
        to: flow_places(port, draws, flow, &shift.to, rates),
        takes: shift.takes.at(draws),
    });
    let least = whole(class.least_machines.at(draws)).max(1);
    FlowSite {
        trade: flow.trade.index(),
        class: flow.class.index(),
        cargo,
        direction: trade.direction,
        priority: class.priority,
        anchorage: class.anchorage.map(|anchorage| anchorage.index()),
        loa: class.loa.map_or(0.0, |loa| loa.at(draws).0),
        places: flow_places(port, draws, flow, &trade.places, rates),
        transit: port.sections.iter().map(|section| section.stay(class, draws)).collect(),
        no_meeting: class.no_meeting,
        exclusive: (0..port.sections.len() as u32)
            .map(|section| class.exclusive.contains(&SectionId(section)))
            .collect(),
        daylight: class.daylight,
        load_share: class.load_to_depth.map(|share| share.at(draws)),
        needs: needs(port, draws, flow),
        least_machines: least,
        most_machines: class.most_machines.map_or(u32::MAX, |most| whole(most.at(draws)).max(least)),
        tail,
        hatch_change,
        shift,
        draught,
        counted_per_tonne: port.cargoes[cargo].counted_per_tonne.at(draws),
    }
}

/// The rules of marine services that a flow's vessels may fall under.
fn needs(port: &Port, draws: &Draws, flow: &Flow) -> Vec<(usize, Vec<NeedSite>)> {
    let class = &port.classes[flow.class.index()];
    let cargo = port.trades[flow.trade.index()].cargo;
    let mut needs = Vec::new();
    for (service, stated) in port.marine.iter().enumerate() {
        let mut rules = Vec::new();
        for need in &stated.needs {
            let long = need
                .loa_from
                .is_none_or(|from| class.loa.is_some_and(|loa| loa.at(draws).0 >= from.at(draws).0));
            let heavy = need
                .dwt_from
                .is_none_or(|from| class.dwt.is_some_and(|dwt| dwt.at(draws).0 >= from.at(draws).0));
            let named = need.classes.is_empty() || need.classes.contains(&flow.class);
            let carried = need.cargoes.is_empty() || need.cargoes.contains(&cargo);
            if long && heavy && named && carried {
                rules.push(NeedSite {
                    foreign: need.foreign,
                    weather: need.weather.map(|weather| weather.index()),
                    number: [whole(need.inbound.at(draws)), whole(need.outbound.at(draws))],
                });
            }
        }
        if !rules.is_empty() {
            needs.push((service, rules));
        }
    }
    needs
}

/// Places among those stated, or all, with machines for the flow's cargo, where cargo and deadweight fit; length and depth depend on the date.
fn flow_places(
    port: &Port,
    draws: &Draws,
    flow: &Flow,
    stated: &[PlaceId],
    rates: &[Vec<f64>],
) -> Vec<(usize, usize)> {
    let trade = &port.trades[flow.trade.index()];
    let class = &port.classes[flow.class.index()];
    let fits = |place: &Place| {
        let cargo = place.cargoes.is_empty() || place.cargoes.contains(&trade.cargo);
        let limits = place.dwt.zip(class.dwt);
        cargo && limits.is_none_or(|(limit, dwt)| dwt.at(draws).0 <= limit.at(draws).0)
    };
    let machines = |place: usize| {
        let here = |equipment: &usize| port.equipment[*equipment].place.index() == place;
        (0..port.equipment.len()).filter(here).find(|&equipment| rates[equipment][trade.cargo.index()] > 0.0)
    };
    let order: Vec<usize> = if stated.is_empty() {
        (0..port.places.len()).collect()
    } else {
        stated.iter().map(|place| place.index()).collect()
    };
    let fitting = order.into_iter().filter(|&place| fits(&port.places[place]));
    fitting.filter_map(|place| machines(place).map(|equipment| (place, equipment))).collect()
}

/// All dates within the run at which something changes.
fn dates(port: &Port, draws: &Draws, plan: &Plan) -> Vec<Time> {
    let mut dates: Vec<Time> = Vec::new();
    for place in &port.places {
        dates.extend(place.from.iter().chain(&place.until).map(|date| date.at(draws)));
        match &place.kind {
            PlaceKind::Quay { length, depths, .. } => {
                dates.extend(length.dates(draws));
                dates.extend(depths.iter().flat_map(|reach| reach.depth.dates(draws)));
            }
            PlaceKind::Berth { depth, .. } => dates.extend(depth.iter().flat_map(|depth| depth.dates(draws))),
        }
    }
    for equipment in &port.equipment {
        dates.extend(equipment.count.dates(draws));
    }
    for crew in &port.crews {
        dates.extend(crew.count.dates(draws));
    }
    for section in &port.sections {
        dates.extend(section.bed.iter().flat_map(|bed| bed.dates(draws)));
    }
    for service in &port.marine {
        dates.extend(service.count.dates(draws));
    }
    for yard in &port.yards {
        dates.extend(yard.from.iter().chain(&yard.until).map(|date| date.at(draws)));
        dates.extend(yard.capacity.dates(draws));
    }
    for capacity in &port.capacities {
        dates.extend(capacity.count.dates(draws));
    }
    for mode in &port.modes {
        dates.extend(mode.from.iter().chain(&mode.until).map(|date| date.at(draws)));
        match &mode.kind {
            ModeKind::Stream(Some(rate)) => dates.extend(rate.dates(draws)),
            ModeKind::Vehicles(vehicles) => dates.extend(vehicles.per_day.dates(draws)),
            ModeKind::Stream(None) | ModeKind::Rail(_) | ModeKind::Vessels => {}
        }
    }
    dates.retain(|&date| plan.figures_from < date && plan.start < date && date < plan.until);
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// Listed arrivals of a flow, if it is a list.
pub(super) fn listed(flow: &Flow) -> Option<&[crate::port::ListedArrival]> {
    match &flow.calls {
        Calls::Listed(list) => Some(list),
        _ => None,
    }
}
