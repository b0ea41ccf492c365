//! The model against queueing theory and hand computation, on ports built in code: no scenario text is needed here.

mod account;
mod instants;
mod land;
mod queues;
mod resources;
mod road;
mod waterway;
mod weather;
mod yards;

use crate::engine::Shape;
use crate::port::Dated;
use crate::port::{
    ArrivalLaw, BerthingRule, Calls, Cargo, CargoId, CargoUnit, CauseId, Class, ClassId, ClearanceRule,
    Closure, Direction, Draught, Effect, Equipment, Figure, Flow, Held, Label, LawFigure, Mode, ModeId,
    ModeKind, Place, PlaceId, PlaceKind, Port, Release, Service, Study, Target, Trade, TradeId, Trigger,
    Volume, Water, Ways, WindowTest,
};
use crate::units::{Almanac, Date, Duration, Time, Tonnes, TonnesPerHour, YearKind};

fn label(name: &str) -> Label {
    Label { english: name.to_owned(), chinese: String::new() }
}

/// Adds a land-side mode of the port that shares nothing and is there all the time.
fn add_mode(port: &mut Port, name: &str, kind: ModeKind) -> ModeId {
    port.modes.push(Mode {
        name: name.to_owned(),
        label: label(name),
        kind,
        uses: Vec::new(),
        through_gate: false,
        from: None,
        until: None,
        to: None,
        rhythm: None,
    });
    ModeId(port.modes.len() as u32 - 1)
}

/// Adds a closure of one target; each has a cause of its own.
fn close(port: &mut Port, name: &str, trigger: Trigger, target: Target, effect: Effect) {
    let cause = CauseId(port.causes.len() as u32);
    port.causes.push(label(name));
    port.closures.push(Closure { name: name.to_owned(), cause, trigger, targets: vec![target], effect });
}

/// From one hour of the run to another.
fn between(from: f64, until: f64) -> Trigger {
    let hours = |hours| Time::ZERO + Duration::from_hours(hours);
    Trigger::Listed(vec![(hours(from), hours(until))])
}

/// A port of `berths` berths, one machine of 1 t/h each, with flows still to be added.
pub(super) fn bare_port(berths: u32, years: i64) -> Port {
    let start = Date { year: 2025, month: 1, day: 1 };
    let place = |number: u32| Place {
        name: format!("b{number}"),
        label: label("berth"),
        kind: PlaceKind::Berth { length: None, depth: None },
        under_keel: Figure::fixed(crate::units::Metres::ZERO),
        dwt: None,
        cargoes: Vec::new(),
        from: None,
        until: None,
        cleaning: None,
    };
    let machine = |number: u32| Equipment {
        name: format!("m{number}"),
        label: label("machine"),
        place: PlaceId(number),
        count: Dated::fixed(1.0),
        rates: vec![(CargoId(0), Figure::fixed(TonnesPerHour(1.0)))],
        rate_factor: Figure::fixed(1.0),
        working_share: Figure::fixed(1.0),
        breakdown: None,
        maintenance: None,
        per_vessel: false,
        crew: None,
    };
    Port {
        study: Study {
            title: label("test"),
            warm_up: Duration::ZERO,
            end: Time::ZERO + Duration::from_days(365.0 * years as f64),
            replications: 1,
            seed: 1,
            target: None,
            design_capacity: None,
            service: Service {
                waiting_ratio: Some(0.5),
                berthed_share: None,
                within: Duration::from_hours(48.0),
            },
            observations: Vec::new(),
            marks: Vec::new(),
        },
        almanac: Almanac::new(start, YearKind::Plain),
        cargoes: vec![Cargo {
            name: "cargo".to_owned(),
            label: label("cargo"),
            unit: CargoUnit::Tonne,
            tonnes_per_unit: 1.0,
            counted_per_tonne: Figure::fixed(1.0),
            stacking: None,
            dwell: None,
            hold: None,
            density: None,
            held: Held::ALL,
        }],
        demands: Vec::new(),
        trades: Vec::new(),
        flows: Vec::new(),
        seasons: Vec::new(),
        classes: Vec::new(),
        sections: Vec::new(),
        water: Water::Still,
        window_test: WindowTest::Whole,
        daylight: None,
        marine: Vec::new(),
        anchorages: Vec::new(),
        clearance_rule: ClearanceRule::Greedy,
        room_held: Figure::fixed(Duration::ZERO),
        places: (0..berths).map(place).collect(),
        berthing_rule: BerthingRule::FirstFit,
        equipment: (0..berths).map(machine).collect(),
        yards: Vec::new(),
        capacities: Vec::new(),
        modes: Vec::new(),
        weathers: Vec::new(),
        series: Vec::new(),
        closures: Vec::new(),
        causes: Vec::new(),
        uncertain: Vec::new(),
        crews: Vec::new(),
        lines: Vec::new(),
    }
}

/// Adds a flow with its own trade and class: mean interval and mean service in hours.
pub(super) fn add_flow(
    port: &mut Port,
    interval: f64,
    arrivals: ArrivalLaw,
    service: f64,
    shape: Shape,
    priority: i32,
) {
    let number = port.flows.len() as u32;
    let none = LawFigure::fixed(Duration::ZERO);
    port.classes.push(Class {
        name: format!("class{number}"),
        label: label("class"),
        anchorage: None,
        priority,
        loa: None,
        dwt: None,
        draught: Draught::None,
        parcel: LawFigure { mean: Figure::fixed(Tonnes(service)), shape },
        productivity: LawFigure::fixed(1.0),
        least_machines: Figure::fixed(1.0),
        most_machines: None,
        tail: None,
        speed: None,
        no_meeting: false,
        foreign: Figure::fixed(0.0),
        daylight: Ways::default(),
        load_to_depth: None,
        exclusive: Vec::new(),
        mooring: none.clone(),
        opening: none.clone(),
        closing: none.clone(),
        unmooring: none,
        patience: None,
        hatch_change: None,
    });
    port.trades.push(Trade {
        name: format!("trade{number}"),
        label: label("trade"),
        cargo: CargoId(0),
        direction: Direction::Export,
        volume: Volume::ByCalls,
        months: [1.0; 12],
        yard: None,
        modes: Vec::new(),
        split: Vec::new(),
        rest: None,
        fallbacks: Vec::new(),
        release: Release::AtOnce,
        direct: Figure::fixed(0.0),
        places: Vec::new(),
        direct_waits: false,
        loads: None,
        onward: Vec::new(),
    });
    port.flows.push(Flow {
        name: format!("trade{number}/class{number}"),
        trade: TradeId(number),
        class: ClassId(number),
        calls: Calls::Interval(Figure::fixed(Duration::from_hours(interval))),
        arrivals,
        shift: None,
    });
}
