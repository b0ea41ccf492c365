//! The same port otherwise: without its waterway, with trucks one by one, and several times over behind one channel.

use toumen::port::{
    CapacityId, Causeway, Dated, Direction, EquipmentId, Figure, Mode, ModeId, ModeKind, PassingRule,
    PlaceId, Port, Rhythm, ServiceTime, Station, Target, TradeId, Vehicles, Water, YardId,
};
use toumen::units::{Duration, Tonnes};

/// The port with every import that leaves by one of the modes `by` on trucks of `payload`, which come one by one, at random, in the hours of the
/// first of these modes; who else would take over their cargo does not.
pub(crate) fn with_trucks(port: &Port, by: &[&str], payload: f64) -> Port {
    let mut port = port.clone();
    let replaced: Vec<ModeId> = (port.modes.iter().zip(0..))
        .filter_map(|(mode, number)| by.contains(&mode.name.as_str()).then_some(ModeId(number)))
        .collect();
    let trucks = ModeId(port.modes.len() as u32);
    let station = |count: f64, minutes: f64| Station {
        count: Figure::fixed(count),
        time: ServiceTime::Each(Figure::fixed(Duration::from_hours(minutes / 60.0))),
    };
    let travel = Figure::fixed(Duration::from_hours(0.2));
    let mut rhythm = Rhythm::EVEN;
    rhythm.by_hour[2..6].fill(0.0);
    port.modes.push(Mode {
        name: "trucks".to_owned(),
        kind: ModeKind::Vehicles(Box::new(Vehicles {
            payload: Figure::fixed(Tonnes(payload)),
            per_day: Dated::fixed(1600.0),
            rhythm,
            appointments: false,
            causeway: Some(Causeway { per_hour: Figure::fixed(600.0), travel }),
            gate_in: Some(station(4.0, 1.25)),
            loading: station(16.0, 6.6),
            weighbridge: Some(station(2.0, 0.7)),
            gate_out: Some(station(4.0, 0.75)),
        })),
        uses: Vec::new(),
        ..port.modes[replaced[0].index()].clone()
    });
    for trade in port.trades.iter_mut().filter(|trade| trade.direction == Direction::Import) {
        trade
            .fallbacks
            .retain(|fallback| !replaced.contains(&fallback.to) && !replaced.contains(&fallback.of));
        for mode in trade.modes.iter_mut().filter(|mode| replaced.contains(mode)) {
            *mode = trucks;
        }
    }
    for closure in &mut port.closures {
        if closure.targets.contains(&Target::Mode(replaced[0])) {
            closure.targets.push(Target::Mode(trucks));
        }
    }
    port
}

/// The port with deep water, eternal light, and nobody needing a pilot or a tug.
pub(crate) fn without_waterway(port: &Port) -> Port {
    let mut port = port.clone();
    port.water = Water::Still;
    port.daylight = None;
    port.room_held = Figure::fixed(Duration::ZERO);
    port.marine.clear();
    for section in &mut port.sections {
        section.bed = None;
        section.convoy = None;
    }
    for class in &mut port.classes {
        class.load_to_depth = None;
    }
    for closure in &mut port.closures {
        closure.targets.retain(|target| !matches!(target, Target::Marine(_)));
    }
    port
}

/// `copies` ports side by side behind one two-way channel: quays, machines, yards, land side and calls so many times, pilots and tugs as well. With
/// `as_free` the headway is divided by their number, so that the channel stays as free as that of one.
pub(crate) fn side_by_side(port: &Port, copies: u32, as_free: bool) -> Port {
    let mut all = port.clone();
    for section in &mut all.sections {
        section.passing = PassingRule::TwoWay;
        if as_free {
            section.headway =
                Figure::fixed(Duration::from_hours(section.headway.value.hours() / f64::from(copies)));
        }
    }
    restrict_to_own(&mut all, port, 0);
    for copy in 1..copies {
        append(&mut all, port, copy);
    }
    for service in &mut all.marine {
        scale(&mut service.count, f64::from(copies));
    }
    all
}

fn scale(count: &mut Dated<f64>, factor: f64) {
    count.first.value *= factor;
    count.later.iter_mut().for_each(|step| step.value.value *= factor);
}

/// The trades of copy `copy` use its own quays only.
fn restrict_to_own(all: &mut Port, one: &Port, copy: u32) {
    let (places, trades) = (one.places.len() as u32, one.trades.len());
    for trade in &mut all.trades[copy as usize * trades..] {
        if trade.places.is_empty() {
            trade.places = (0..places).map(PlaceId).collect();
        }
        trade.places.iter_mut().for_each(|place| place.0 += copy * places);
    }
}

fn append(all: &mut Port, one: &Port, copy: u32) {
    let name = |name: &str| format!("{name} {copy}");
    let shift = |of: usize| copy * of as u32;
    let (yards, modes, capacities) =
        (shift(one.yards.len()), shift(one.modes.len()), shift(one.capacities.len()));
    let (places, equipment, trades) =
        (shift(one.places.len()), shift(one.equipment.len()), shift(one.trades.len()));
    all.places.extend(one.places.iter().cloned());
    all.yards.extend(one.yards.iter().cloned());
    all.capacities.extend(one.capacities.iter().cloned());
    all.equipment.extend(one.equipment.iter().cloned().map(|mut machines| {
        machines.name = name(&machines.name);
        machines.place.0 += places;
        machines
    }));
    all.modes.extend(one.modes.iter().cloned().map(|mut mode| {
        mode.uses.iter_mut().for_each(|capacity| capacity.0 += capacities);
        mode
    }));
    all.trades.extend(one.trades.iter().cloned().map(|mut trade| {
        trade.yard = trade.yard.map(|yard| YardId(yard.0 + yards));
        trade.modes.iter_mut().for_each(|mode| mode.0 += modes);
        for fallback in &mut trade.fallbacks {
            (fallback.of.0, fallback.to.0) = (fallback.of.0 + modes, fallback.to.0 + modes);
        }
        trade
    }));
    restrict_to_own(all, one, copy);
    all.flows.extend(one.flows.iter().cloned().map(|mut flow| {
        flow.name = name(&flow.name);
        flow.trade = TradeId(flow.trade.0 + trades);
        flow
    }));
    for (closure, stated) in all.closures.iter_mut().zip(&one.closures) {
        closure.targets.extend(stated.targets.iter().filter_map(|target| match *target {
            Target::Place(id) => Some(Target::Place(PlaceId(id.0 + places))),
            Target::Equipment(id) => Some(Target::Equipment(EquipmentId(id.0 + equipment))),
            Target::Yard(id) => Some(Target::Yard(YardId(id.0 + yards))),
            Target::Mode(id) => Some(Target::Mode(ModeId(id.0 + modes))),
            Target::Capacity(id) => Some(Target::Capacity(CapacityId(id.0 + capacities))),
            _ => None,
        }));
    }
}
