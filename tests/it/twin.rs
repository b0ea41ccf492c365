//! The analytic twin: tables against hand computation, the port of the formula against the formula, the ladder's ends, and the
//! Toumen case.

use toumen::batch::{Ladder, Order, Questions, climb};
use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};
use toumen::record::Climb;
use toumen::scenario::{Source, read, render};
use toumen::twin::{ChainLink, Coefficients, Feature, LandKind, Rung, Twin, YearSpan, rungs};

use crate::command::Desk;
use crate::validation::port;

/// One berth, one class, the worked general berth of the standards note: G 8,000 t, p 200 t/h, Σt 3 h, tf 4 h, and 35 days of the
/// year without work: T 330 d. By hand: tz 40.00 h, 40 ÷ 21 + 4 ÷ 24 = 2.0714 d a call; Pt = 330 × 8,000 × 0.60 ÷ 2.0714 = 764,690 t.
///
/// Yard: 500,000 t a year, a fifth direct, 10 days: E = 500,000 × 1.3 × 0.8 × 10 ÷ 355 = 14,648 t, of 20,000 t: load 0.7324.
/// Road: 100 t/h in 16 h a day: 584,000 t a year, load 0.8562.
const ONE_BERTH: &str = r#"
title = "One berth"
start = "2025-01-01"
calendar = "plain"
horizon = "1 year"
[service]
waiting_ratio = 0.5
[cargo.goods]
dwell = "10 days"
[trade.goods-in]
cargo = "goods"
direction = "import"
tonnes = "0.5 Mt/year"
yard = "shed"
modes = ["road"]
direct = 0.2
[trade.goods-in.vessels.ship]
[class.ship]
parcel = "8 kt"
mooring = "1 h"
opening = "1 h"
closing = "1 h"
unmooring = "1 h"
[berth.one]
[equipment.cranes]
at = "one"
count = 1
rates = { goods = "200 t/h" }
working_share = 0.875
[yard.shed]
capacity = "20 kt"
[mode.road]
rate = "100 t/h"
hours = [{ from = "06:00", until = "22:00" }]
[closure.summer]
cause = "summer"
while = { list = [["2025-07-01", "2025-08-05"]] }
targets = ["cranes"]
effect = "suspend"
"#;

fn written(text: &str) -> Port {
    let source = Source { name: "twin.toml".to_owned(), bytes: text.as_bytes().to_vec() };
    match read(&source, &[], &mut |name| Err(format!("no {name}"))) {
        Ok(scenario) => scenario.port,
        Err(diagnostics) => panic!("{}", render(&diagnostics, false)),
    }
}

fn twin(port: &Port) -> Twin {
    Twin::of(port, YearSpan::all(port)[0], Coefficients::default())
}

fn ladder(port: &Port) -> Vec<Rung> {
    let twin = twin(port);
    rungs(port, &twin.span, &twin.places)
}

fn climbs(port: &Port, rungs: &[Rung], replications: u64, threads: usize) -> Vec<Climb> {
    let span = YearSpan::all(port)[0];
    let ports = rungs.iter().map(|rung| (&rung.port, false)).collect();
    let ladder = Ladder { rungs: ports, from: span.from, until: span.until, years: span.years() };
    let order = Order { seed: 1, replications, questions: Questions::default(), threads };
    let mut found = Vec::new();
    climb(&ladder, &order, &|| false, &mut |climb| found.push(climb)).expect("threads");
    found
}

#[test]
fn a_berth_of_the_standards_note_comes_out_to_the_digit() {
    let twin = twin(&written(ONE_BERTH));
    let row = &twin.places[0].rows[0];
    assert!((row.calls.operable_days - 330.0).abs() < 1e-9, "T {}", row.calls.operable_days);
    assert_eq!(format!("{:.2} {:.4}", row.calls.working_hours(), row.calls.days_per_call()), "40.00 2.0714");
    assert_eq!(format!("{:.0}", row.capacity.0), "764690");
    assert_eq!(format!("{:.0}", row.by_imbalance.0), format!("{:.0}", 764_689.655 / 0.9));
    assert_eq!(format!("{:.4}", twin.places[0].calendar_utilisation), "0.5425");
    assert_eq!(format!("{:.0}", twin.berths.0), "764690");
    // 500,000 of 1,274,483 t at ρ = 1.
    let group = &twin.groups[0];
    assert_eq!((group.berths, format!("{:.4}", group.demand_utilisation)), (1, "0.3923".to_owned()));
    // One berth at 0.60: 1.5 and 1.125 service times (M/M/1, M/E2/1).
    let at: Vec<String> = group.waits.iter().map(|row| format!("{:.3}", row.at_formula)).collect();
    assert_eq!(at, ["1.500", "1.125", "0.631", "0.750"]);
}

#[test]
fn yard_road_and_chain_come_out_by_hand() {
    let twin = twin(&written(ONE_BERTH));
    let yard = &twin.yards[0];
    assert_eq!(format!("{:.0}", yard.needed.expect("a dwell").0), "14648");
    assert_eq!(format!("{:.4}", yard.adequacy.expect("a room")), "0.7324");
    let road = &twin.land[0];
    assert_eq!((road.kind, road.share), (LandKind::Mode(0), Some(1.0)));
    assert!((road.capacity.expect("a rate").0 - 584_000.0).abs() < 1e-6);
    // 0.6539 for the berth, 0.7324 for the yard, 0.8562 for the road.
    let chain: Vec<String> = twin.chain.iter().map(|row| format!("{:.4}", row.adequacy)).collect();
    assert_eq!(chain, ["0.6539", "0.7324", "0.8562"]);
    assert_eq!(twin.narrowest().map(|row| row.link), Some(ChainLink::Land(LandKind::Mode(0))));
}

/// The lowest rung is the formula's port: saturated it passes what the formula gives at ρ = 1, but for a call at each end of the
/// year; and since nothing is left to chance its capacity at the service level is the same within the bracket of the search.
#[test]
fn the_port_of_the_formula_passes_what_the_formula_says() {
    let port = written(ONE_BERTH);
    let (twin, rungs) = (twin(&port), ladder(&port));
    let full = twin.fleet.expect("a berth").full.0;
    assert_eq!(format!("{full:.0}"), "1274483");
    let plan = Plan::judged(twin.span.from, twin.span.until, 4.0);
    let mut simulator = Simulator::new(&rungs[0].port);
    let run = simulator.run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan);
    let passed: f64 = run.periods.iter().map(|period| period.throughput().0).sum();
    assert!((passed - full).abs() <= 8_000.0, "{passed} of {full}");
    let capacity = climbs(&port, &rungs[..1], 1, 1)[0].tonnes[0].expect("a level").0;
    assert!((capacity / full - 1.0).abs() < 0.01, "{capacity} of {full}");
}

/// What a scenario does not have makes no rung; the last rung is the scenario, to the letter.
#[test]
fn a_ladder_ends_at_the_scenario() {
    let small = written(ONE_BERTH);
    let features: Vec<Option<Feature>> = ladder(&small).iter().map(|rung| rung.feature).collect();
    let expected = [Feature::Arrivals, Feature::Weather, Feature::Yards, Feature::Land].map(Some);
    assert_eq!(features, [&[None], &expected[..]].concat());
    for name in ["quickstart", "toumen-2025", "toumen-2030"] {
        let port = port(name);
        let rungs = ladder(&port);
        let last = rungs.last().expect("a rung");
        assert!(format!("{port:?}") == format!("{:?}", last.port), "{name} is not the last rung");
        assert!(rungs.len() > 8, "{name}: {}", rungs.len());
    }
}

/// Every rung of every kind of shipped scenario runs and has a capacity, the same on one thread and on two; the steps add up to
/// the difference in each replication.
#[test]
fn rungs_run_and_steps_add_up_on_any_number_of_threads() {
    for (name, replications) in [("quickstart", 3), ("toumen-2023", 1)] {
        let port = port(name);
        let (twin, rungs) = (twin(&port), ladder(&port));
        let one = climbs(&port, &rungs, replications, 1);
        assert_eq!(one, climbs(&port, &rungs, replications, 2), "{name}");
        let fleet = twin.fleet.expect("berths");
        let found = toumen::analysis::Reconciliation::of(fleet.capacity.0, fleet.full.0, &one);
        assert!(found.steps.iter().all(Option::is_some), "{name}: a rung has no capacity");
        let steps: f64 = found.steps.iter().flatten().map(|step| step.mean).sum();
        let end = found.end().expect("a rung").mean;
        assert!((found.full + steps - end).abs() < 1e-6 * end, "{name}: {steps} to {end}");
    }
}

/// The twin's own reckoning of demand, calls' parcel and closed hours is that of the simulation, figures as stated.
#[test]
fn the_twin_reads_the_scenario_as_the_simulation_does() {
    for name in ["quickstart", "toumen-2023", "toumen-2025", "toumen-2030"] {
        let port = port(name);
        let twin = twin(&port);
        let plan = Plan { start: twin.span.from, ..Plan::judged(twin.span.from, twin.span.until, 1.0) };
        let run = Simulator::new(&port).run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan);
        let (demand, side) = (run.periods[0].demand.0, run.periods[0].side_stream.0);
        assert!((twin.demand.0 / demand - 1.0).abs() < 1e-9, "{name}: {} for {demand}", twin.demand.0);
        assert!((twin.side_stream.0 - side).abs() < 1.0, "{name}: {} for {side}", twin.side_stream.0);
    }
}

/// T against the hours in which the simulation finds each cargo shut, in the mean of 40 years.
#[test]
fn operable_days_are_those_of_the_simulation() {
    let port = port("toumen-2025");
    let twin = twin(&port);
    let mut simulator = Simulator::new(&port);
    let mut shut = vec![0.0; port.cargoes.len()];
    let years = 40;
    for replication in 0..years {
        let plan = Plan::judged(twin.span.from, twin.span.until, 0.05);
        let run = simulator.run(&Draws::fixed(), Seed { batch: 7, replication }, &plan);
        for (sum, tally) in shut.iter_mut().zip(&run.periods[0].cargoes_closed) {
            *sum += tally.hours.iter().sum::<f64>() / years as f64;
        }
    }
    for row in &twin.places[0].rows {
        let cargo = port.trades[port.flows[row.flow].trade.index()].cargo.index();
        // A slowed day (the five of the Spring Festival, at a fifth of the pace) is open to the simulation.
        let simulated = 365.0 - shut[cargo] / 24.0 - 4.0;
        let stated = row.calls.operable_days;
        assert!(
            (stated - simulated).abs() < 3.0,
            "{}: T {stated}, simulated {simulated}",
            port.cargoes[cargo].name
        );
    }
}

/// Held out: the formula on the design fleet gives the approved 5.8 Mt within 15 %; by the berths of the table and for the very fleet.
#[test]
fn the_code_formula_gives_the_design_capacity_of_toumen() {
    for name in ["toumen-2023", "toumen-2025"] {
        let twin = twin(&port(name));
        let fleet = twin.fleet.as_ref().expect("berths").capacity.0;
        for tonnes in [twin.berths.0, fleet] {
            assert!((tonnes / 5.8e6 - 1.0).abs() < 0.15, "{name}: {:.2} Mt", tonnes / 1e6);
        }
        let berths: u32 = twin.places.iter().map(|place| place.berths).sum();
        assert_eq!(berths, 3, "{name}");
    }
}

#[test]
fn the_command_shows_the_tables_in_a_terminal_and_writes_them() {
    let desk = Desk::new();
    for language in ["en", "zh"] {
        let ask = ["twin", "toumen-2025", "--replications", "2", "--out", "twin", "--language", language];
        let told = desk.succeed(&ask).told;
        let wide = |line: &&str| {
            line.chars().map(|c| 1 + usize::from(('\u{2E80}'..'\u{FFE6}').contains(&c))).sum::<usize>() > 100
        };
        assert_eq!(told.lines().find(wide), None, "{told}");
        assert!(told.contains("JTS 165-2013") && told.contains("1.92"), "{told}");
    }
    let files = desk.files("twin");
    for name in [
        "twin.html",
        "twin.json",
        "twin-berths.csv",
        "twin-ladder.csv",
        "twin-chain.csv",
        "charts/twin-ladder.zh.svg",
    ] {
        assert!(files.contains_key(name), "{name} of {:?}", files.keys());
    }
    desk.succeed(&["twin", "quickstart", "--replications", "4", "--threads", "1", "--out", "one"]);
    desk.succeed(&["twin", "quickstart", "--replications", "4", "--threads", "2", "--out", "two"]);
    assert_eq!(desk.files("one"), desk.files("two"));
    let outcome = desk.run(&["twin", "quickstart", "--year", "2031"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.complained.contains("it holds 2025"), "{}", outcome.complained);
}
