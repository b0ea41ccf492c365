//! A small port and replications of it with figures chosen by hand, for the tests of `analysis` and `report`.

use super::{Answer, Batch};
use crate::engine::Shape;
use crate::port::{
    ArrivalLaw, BerthingRule, Calls, Cargo, CargoId, CargoUnit, CauseId, Class, ClassId, ClearanceRule,
    Closure, Dated, Demand, DemandId, Direction, Draught, Effect, Equipment, Figure, Flow, Held, Label,
    LawFigure, Mark, MixShare, Mode, ModeKind, Observation, Path, Place, PlaceId, PlaceKind, Port, Rail,
    Recurrence, Release, Service, Spread, Study, Target, Timetable, Trade, TradeId, Trigger, Uncertain,
    Volume, Water, Ways, WindowTest, Yard, YardCapacity, YardId, YearVolume,
};
use crate::record::{
    CapacityAnswer, ClassService, EquipmentTally, FlowTally, HandlingTally, ModeTally, Period, PlaceTally,
    QueueTally, Replication, Run, SaturationAnswer, Trial, WaitTally, Waits, YardTally, YearAnswer,
};
use crate::units::{Almanac, Date, Duration, Metres, Time, Tonnes, TonnesPerHour, TonnesPerYear, YearKind};

fn label(english: &str, chinese: &str) -> Label {
    Label { english: english.to_owned(), chinese: chinese.to_owned() }
}

/// Two years from 2024 on: a quay of 500 m and a berth, coal in and steel out, a yard, trains. Target 20 Mt.
pub(crate) fn port() -> Port {
    let almanac = Almanac::new(Date { year: 2024, month: 1, day: 1 }, YearKind::True);
    let year = |year, low, base, high| YearVolume {
        year,
        low: TonnesPerYear(low),
        base: TonnesPerYear(base),
        high: TonnesPerYear(high),
    };
    let demand = Demand {
        name: "area".into(),
        label: label("Port area", "港区"),
        path: Path { years: vec![year(2024, 8e6, 9e6, 11e6), year(2025, 18e6, 22e6, 26e6)] },
        berths_share: Figure::fixed(0.9),
        side_stream: Some(label("small wharves", "小码头")),
        mix: [(0, 0.8, 1.0), (1, 0.2, 0.0)]
            .map(|(cargo, share, import)| MixShare {
                cargo: CargoId(cargo),
                share,
                import: Figure::fixed(import),
            })
            .into(),
        mix_weight: None,
    };
    Port {
        study: study(&almanac),
        almanac,
        cargoes: vec![cargo("coal", "煤炭"), cargo("steel", "钢材")],
        demands: vec![demand],
        trades: vec![trade("coal-in", 0, Direction::Import), trade("steel-out", 1, Direction::Export)],
        flows: (0..2)
            .map(|number| Flow {
                name: format!("flow{number}"),
                trade: TradeId(number),
                class: ClassId(number),
                calls: Calls::ShareOfTonnes(Dated::fixed(1.0)),
                arrivals: ArrivalLaw::Poisson,
                shift: None,
            })
            .collect(),
        seasons: Vec::new(),
        classes: vec![class("coal-42k", "煤炭船"), class("steel-8k", "钢材船")],
        sections: Vec::new(),
        water: Water::Still,
        window_test: WindowTest::Whole,
        daylight: None,
        marine: Vec::new(),
        anchorages: Vec::new(),
        clearance_rule: ClearanceRule::Greedy,
        room_held: Figure::fixed(Duration::ZERO),
        places: places(),
        berthing_rule: BerthingRule::FirstFit,
        equipment: vec![cranes()],
        yards: vec![bulk_yard()],
        capacities: Vec::new(),
        modes: modes(),
        weathers: Vec::new(),
        series: Vec::new(),
        closures: vec![night()],
        causes: vec![label("night", "夜间")],
        lines: Vec::new(),
        uncertain: vec![Uncertain {
            path: "equipment.cranes.rate_factor".into(),
            group: None,
            spread: Spread::Uniform { low: 0.75, high: 1.25 },
        }],
        crews: Vec::new(),
    }
}

/// Machines whose rate is uncertain.
fn cranes() -> Equipment {
    Equipment {
        name: "cranes".into(),
        label: label("Cranes", "门机"),
        place: PlaceId(0),
        count: Dated::fixed(4.0),
        rates: vec![(CargoId(0), Figure::fixed(TonnesPerHour(330.0)))],
        rate_factor: Figure { value: 1.0, draw: Some(crate::port::DrawId(0)) },
        working_share: Figure::fixed(1.0),
        breakdown: None,
        maintenance: None,
        per_vessel: false,
        crew: None,
    }
}

fn bulk_yard() -> Yard {
    Yard {
        name: "bulk".into(),
        label: label("Bulk yard", "散货堆场"),
        capacity: YardCapacity::Tonnes(Dated::fixed(Tonnes(4e5))),
        stock: Vec::new(),
        from: None,
        until: None,
        pressure: None,
    }
}

fn study(almanac: &Almanac) -> Study {
    let january = Observation {
        label: label("January 2024", "2024 年 1 月"),
        from: almanac.month_start(2024, 1),
        until: almanac.month_start(2024, 2),
        tonnes: Tonnes(1e6),
        tolerance: 0.1,
        calibrated: true,
    };
    let whole = Observation {
        label: label("2024", "2024 年"),
        until: almanac.year_start(2025),
        tonnes: Tonnes(15e6),
        calibrated: false,
        ..january.clone()
    };
    Study {
        title: label("Two years", "两年"),
        warm_up: Duration::ZERO,
        end: almanac.year_start(2026),
        replications: 4,
        seed: 1,
        target: Some(TonnesPerYear(20e6)),
        design_capacity: Some(TonnesPerYear(5.8e6)),
        service: Service {
            waiting_ratio: Some(0.5),
            berthed_share: Some(0.9),
            within: Duration::from_hours(48.0),
        },
        observations: vec![january, whole],
        marks: vec![Mark {
            label: label("Rail spur", "铁路支线"),
            at: Figure::fixed(almanac.month_start(2024, 7)),
        }],
    }
}

fn places() -> Vec<Place> {
    let place = |name: &str, names: Label, kind| Place {
        name: name.into(),
        label: names,
        kind,
        under_keel: Figure::fixed(Metres(0.0)),
        dwt: None,
        cargoes: Vec::new(),
        from: None,
        until: None,
        cleaning: None,
    };
    let quay = PlaceKind::Quay {
        length: Dated::fixed(Metres(500.0)),
        clearance: Figure::fixed(Metres(20.0)),
        depths: Vec::new(),
    };
    let berth = PlaceKind::Berth { length: Some(Figure::fixed(Metres(100.0))), depth: None };
    vec![place("a", label("Quay A", "A 码头"), quay), place("b1", label("Berth 1", "1 号泊位"), berth)]
}

fn modes() -> Vec<Mode> {
    let daily = Timetable::Every { interval: Figure::fixed(Duration::DAY), first: Duration::ZERO };
    let rail = Rail::new(daily, LawFigure::fixed(Tonnes(3000.0)));
    let mode = |name: &str, names: Label, kind| Mode {
        name: name.into(),
        label: names,
        kind,
        uses: Vec::new(),
        through_gate: true,
        from: None,
        until: None,
        to: None,
        rhythm: None,
    };
    let stream = ModeKind::Stream(Some(Dated::fixed(TonnesPerHour(1000.0))));
    vec![
        mode("rail", label("Rail", "铁路"), ModeKind::Rail(rail)),
        mode("road", label("Road", "公路"), stream),
    ]
}

/// Stops the road every night for six hours.
fn night() -> Closure {
    let span = Recurrence::Daily { from: Duration::ZERO, until: Duration::from_hours(6.0) };
    Closure {
        name: "night".into(),
        cause: CauseId(0),
        trigger: Trigger::Calendar(vec![span]),
        targets: vec![Target::Mode(crate::port::ModeId(1))],
        effect: Effect::Suspend,
    }
}

fn cargo(name: &str, chinese: &str) -> Cargo {
    Cargo {
        name: name.into(),
        label: label(name, chinese),
        unit: CargoUnit::Tonne,
        tonnes_per_unit: 1.0,
        counted_per_tonne: Figure::fixed(1.0),
        stacking: None,
        dwell: None,
        hold: None,
        density: None,
        held: Held::ALL,
    }
}

fn trade(name: &str, cargo: u32, direction: Direction) -> Trade {
    Trade {
        name: name.into(),
        label: label(name, ""),
        cargo: CargoId(cargo),
        direction,
        volume: Volume::ShareOf(DemandId(0)),
        months: [1.0; 12],
        yard: Some(YardId(0)),
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
    }
}

fn class(name: &str, chinese: &str) -> Class {
    let none = LawFigure::fixed(Duration::ZERO);
    Class {
        name: name.into(),
        label: label(name, chinese),
        anchorage: None,
        priority: 1,
        loa: None,
        dwt: None,
        draught: Draught::FromParcel {
            light: Figure::fixed(Metres(5.0)),
            per_centimetre: Figure::fixed(Tonnes(60.0)),
            design: Figure::fixed(Metres(12.0)),
        },
        parcel: LawFigure { mean: Figure::fixed(Tonnes(40_000.0)), shape: Shape::Constant },
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
    }
}

/// Four replications: in 2024 demand is 10 Mt and capacity ample, in 2025 demand is 24 Mt and capacity 15 to 21 Mt.
pub(crate) fn answer(port: &Port) -> Answer {
    let mut batch = Batch::new(port, 1, false);
    for (number, late) in [(20.0, 21.0), (14.0, 15.0), (18.0, 19.0), (16.0, 17.0)].into_iter().enumerate() {
        let years = [(10.0, 9.0 + number as f64, 16.0), (24.0, late.0, late.1)];
        batch.add(&replication(port, number as u64, years));
    }
    batch.answer()
}

/// A replication whose years have these (demand, throughput, capacity) in Mt, side stream of 1 Mt included.
pub(crate) fn replication(port: &Port, number: u64, years: [(f64, f64, f64); 2]) -> Replication {
    let almanac = &port.almanac;
    let starts = [2024, 2025, 2026].map(|year| almanac.year_start(year));
    let mut run = Run { balance_error: Tonnes(1e-7), moved: Tonnes(1e7), ..Run::default() };
    let mut answers = Vec::new();
    for (at, (demand, throughput, capacity)) in years.into_iter().enumerate() {
        run.periods.push(period((starts[at], starts[at + 1]), 2024 + at as i16, demand, throughput));
        answers.push(YearAnswer {
            period: at,
            capacity: Some(capacity_answer(capacity)),
            saturation: Some(SaturationAnswer {
                offered: Tonnes(26e6),
                tonnes: Tonnes((capacity + 2.0) * 1e6),
                flows: vec![(Tonnes(20e6), Tonnes(10e6)), (Tonnes(5e6), Tonnes(5e6))],
            }),
        });
    }
    let months = (0..24).map(|month| almanac.month_start(2024 + month / 12, (month % 12 + 1) as i8));
    run.months = months.map(|from| (from, Tonnes(1e6))).collect();
    Replication {
        number,
        second_chance: run.periods.iter().map(|period| period.throughput() + Tonnes(4e5)).collect(),
        run,
        years: answers,
        events: 1000,
        simulated: Duration::from_days(730.0),
    }
}

fn capacity_answer(capacity: f64) -> CapacityAnswer {
    let trial = |multiplier: f64| Trial {
        multiplier,
        occupancy: 0.4 * multiplier,
        waiting_ratio: 0.2 * multiplier,
        in_time: 0.95,
    };
    CapacityAnswer {
        multiplier: 1.5,
        tonnes: Tonnes(capacity * 1e6),
        classes: vec![ClassService { waiting_ratio: Some(0.5), in_time: Some(0.9) }, ClassService::default()],
        binding_class: Some(0),
        trials: vec![trial(1.0), trial(1.5), trial(2.0)],
    }
}

fn waits(hours: &[f64]) -> WaitTally {
    let mut waits = Waits::new(true);
    hours.iter().for_each(|&hours| waits.record(Duration::from_hours(hours)));
    WaitTally {
        count: waits.count,
        positive: waits.positive,
        sum: waits.sum,
        greatest: waits.greatest,
        classes: waits.counts(),
    }
}

/// Coal in and steel out that carry these tonnes over the quays, four fifths of them coal.
fn flows(over_quays: Tonnes) -> Vec<FlowTally> {
    let coal = FlowTally {
        counted_per_tonne: 1.0,
        arrived: 100,
        arrived_tonnes: over_quays + Tonnes(1e5),
        entered: 99,
        departed: 98,
        diverted: 2,
        diverted_tonnes: Tonnes(8e4),
        crossed: over_quays * 0.8,
        entry_wait: waits(&[0.0, 10.0, 20.0, 50.0]),
        exit_wait: waits(&[0.0]),
        stay: waits(&[40.0, 60.0]),
        occupied: waits(&[30.0, 50.0]),
        handling: HandlingTally {
            hours: 1000.0,
            working: 800.0,
            productive: 600.0,
            closures: vec![200.0],
            tail: 100.0,
            machine: 60.0,
            yard: 40.0,
            yard_slowed: 90.0,
            ..HandlingTally::default()
        },
        ..FlowTally::default()
    };
    let steel = FlowTally {
        crossed: over_quays * 0.2,
        arrived: 50,
        arrived_tonnes: over_quays * 0.2,
        diverted: 0,
        diverted_tonnes: Tonnes::ZERO,
        entry_wait: waits(&[0.0, 0.0]),
        occupied: waits(&[10.0]),
        handling: HandlingTally { closures: vec![0.0], ..HandlingTally::default() },
        ..coal.clone()
    };
    vec![coal, steel]
}

fn period((from, until): (Time, Time), year: i16, demand: f64, throughput: f64) -> Period {
    let hours = (until - from).hours();
    let over_quays = Tonnes((throughput - 1.0) * 1e6);
    let place = |occupied: f64, open: f64| PlaceTally {
        calls: 10,
        occupied: occupied * hours,
        reserved: occupied * hours,
        open: open * hours,
        vessel_hours: occupied * hours / 200.0,
        ..PlaceTally::default()
    };
    let mode = |tonnes: f64, trains| ModeTally {
        tonnes: Tonnes(tonnes),
        peak_day: Tonnes(9000.0),
        working: 100.0,
        trains,
        short: 1,
        ..ModeTally::default()
    };
    Period {
        from,
        until,
        year: Some(year),
        demand: Tonnes((demand - 1.0) * 1e6),
        side_stream: Tonnes(1e6),
        flows: flows(over_quays),
        places: vec![place(300.0, 500.0), place(0.3, 1.0)],
        equipment: vec![EquipmentTally {
            present: 4.0 * hours,
            working: 2.0 * hours,
            ..EquipmentTally::default()
        }],
        yards: vec![YardTally {
            mean: Tonnes(1e5),
            peak: Tonnes(2e5),
            mean_use: Some(0.25),
            landed: over_quays * 0.8,
            ..YardTally::default()
        }],
        modes: vec![mode(600_000.0, 250), mode(0.5 * 1000.0 * 0.75 * hours, 0)],
        closures: vec![hours / 4.0],
        causes: vec![hours / 4.0],
        queue: QueueTally { mean: 1.5, greatest: 6, ..QueueTally::default() },
        ..Period::default()
    }
}
