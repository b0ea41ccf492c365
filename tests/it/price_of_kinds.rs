//! The price of each kind of lever in a port where it alone binds: regular vessels, times by the clock, and a gain computed by hand.

use toumen::analysis::Measure;
use toumen::price::{PriceList, PriceOrder, study};
use toumen::scenario::{Source, read, render};
use toumen::units::TonnesPerYear;

/// A port of 365 plain days that exports or imports ore in vessels of 1,200 t every `interval`; `rest` adds what binds, and the lever.
fn port(interval: &str, rest: &str) -> String {
    format!(
        "calendar = \"plain\"\nstart = \"2025-01-01\"\nhorizon = \"365 days\"\nwarm_up = \"90 days\"\ndefault_levers = false\n\
         [cargo.ore]\n{}\
         [trade.ore.vessels.ship]\ninterval = \"{interval}\"\narrivals = {{ regular = {{}} }}\n{rest}",
        if rest.contains("[class.ship]") { "" } else { "[class.ship]\nparcel = \"1200 t\"\n" }
    )
}

/// Exports: nothing but the quay.
const OUT: &str = "[trade.ore]\ncargo = \"ore\"\ndirection = \"export\"\n";

/// Imports through a yard to one mode.
fn inland(mode: &str) -> String {
    format!("[trade.ore]\ncargo = \"ore\"\ndirection = \"import\"\nyard = \"floor\"\nmodes = [\"{mode}\"]\n")
}

/// So many berths, each with one machine of `rate` t/h.
fn berths(count: usize, rate: f64) -> String {
    let berth = |number: usize| {
        format!(
            "[berth.b{number}]\n[equipment.m{number}]\nat = \"b{number}\"\ncount = 1\nrates = {{ ore = \"{rate} t/h\" }}\n"
        )
    };
    (1..=count).map(berth).collect()
}

fn priced(text: &str, by: Measure) -> PriceList {
    let source = Source { name: "kinds.toml".to_owned(), bytes: text.as_bytes().to_vec() };
    let scenario = read(&source, &[], &mut |_| Err("no file".to_owned()))
        .unwrap_or_else(|wrong| panic!("{}", render(&wrong, false)));
    let order = PriceOrder {
        seed: 3,
        replications: 2,
        threads: 0,
        fixed: false,
        capacity: false,
        offer: (by == Measure::Saturation).then_some(TonnesPerYear(3e6)),
        year: None,
        by: Some(by),
    };
    let list = study(&scenario.port, &scenario.levers, &order, &|| false, &mut || {});
    list.expect("threads").expect("not stopped")
}

/// The port as it is passes `level` t a year, and the only lever is worth `gain`, to so small a part of it.
fn is_worth(text: &str, by: Measure, (level, gain): (f64, f64), part: f64) {
    let list = priced(text, by);
    let base = list.answer.base[by as usize].expect("asked").mean;
    let found = list.answer.levers[0].gain(by).expect("asked").mean;
    assert!((base - level).abs() < part * level, "passes {base}, by hand {level}, in\n{text}");
    assert!((found - gain).abs() < part * level.max(gain), "gains {found}, by hand {gain}, in\n{text}");
}

/// One berth and one machine of 60 t/h: 60 × 8,760 = 525,600 t a year. A second berth, or a second machine, as much again; a machine
/// 10 % faster 52,560 t.
#[test]
fn a_berth_a_machine_and_a_rate() {
    for (lever, gain) in [
        ("kind = \"berth\"\nof = \"b1\"\n", 525_600.0),
        ("kind = \"machines\"\nof = \"m1\"\nby = 1\n", 525_600.0),
        ("kind = \"machine-rate\"\nof = \"m1\"\nby = 1.1\n", 52_560.0),
    ] {
        let text = port("24 h", &format!("{OUT}{}[lever.it]\n{lever}", berths(1, 60.0)));
        is_worth(&text, Measure::Saturation, (525_600.0, gain), 0.006);
    }
}

/// One tug for a job of 12 h, in and out: a call a day through eight berths, 365 × 1,200 = 438,000 t; two tugs twice that. One pilot for
/// 12 h, inbound alone: two calls a day, 876,000 t.
#[test]
fn a_tug_and_a_pilot() {
    for (name, need, tonnes) in [("tugs", "both = 1", 438_000.0), ("pilots", "inbound = 1", 876_000.0)] {
        let rest = format!(
            "{OUT}{}[section.approach]\ntransit = \"1 h\"\npassing = \"two-way\"\n\
             [marine.{name}]\ncount = 1\njob = \"12 h\"\n[marine.{name}.need.all]\n{need}\n\
             [lever.it]\nkind = \"marine\"\nof = \"{name}\"\nby = 1\n",
            berths(8, 1200.0)
        );
        is_worth(&port("24 h", &rest), Measure::Saturation, (tonnes, tonnes), 0.01);
    }
}

/// Water of 7.7 m over the bed, 0.7 m of it below the keel, carries 7.0 m: 200 cm above 5 m at 5 t per cm, 1,000 t. With 0.3 m more it is
/// 7.3 m, 1,150 t: 150 t more in each of 365 calls of the scenario's own demand, 54,750 t. (Draughts count by the decimetre, D3.)
#[test]
fn decimetres_of_depth() {
    let rest = format!(
        "{OUT}{}[class.ship]\nparcel = \"2000 t\"\ndraught = {{ light = \"5 m\", per_centimetre = \"5 t\", design = \"14 m\" }}\n\
         load_to_depth = 0.9\n\
         [tide]\nmean_level = \"0.7 m\"\nphases = \"local\"\n[tide.constants]\nS2 = {{ amplitude = \"0.001 m\", phase = \"0 deg\" }}\n\
         [section.approach]\ntransit = \"2 h\"\npassing = \"two-way\"\nbed = \"-7 m\"\nunder_keel = {{ share = 0, plus = \"0.7 m\" }}\n\
         [lever.it]\nkind = \"depth\"\nof = \"approach\"\nby = \"0.3 m\"\n",
        berths(1, 200.0)
    );
    is_worth(&port("24 h", &rest), Measure::Passed, (365_000.0, 54_750.0), 0.01);
}

/// One berth, 16 h of work, a channel of 4 h one way: the next vessel enters when the last one is out, so a call takes 4 + 16 + 4 = 24 h.
/// Where vessels meet it enters as the last one leaves: 20 h. 1,200 t × (8,760 ÷ 20 − 365) = 87,600 t.
#[test]
fn two_way_traffic() {
    let rest = format!(
        "{OUT}{}[section.approach]\ntransit = \"4 h\"\npassing = \"one-way\"\n\
         [lever.it]\nkind = \"two-way\"\nof = \"approach\"\n",
        berths(1, 75.0)
    );
    is_worth(&port("24 h", &rest), Measure::Saturation, (438_000.0, 87_600.0), 0.01);
}

/// 6,000 t of room and a dwell of 5 days turn over 1,200 t a day, 438,000 t a year. A tenth more room is worth a tenth of it; a dwell of
/// 4.5 days 438,000 × (1 ÷ 0.9 − 1) = 48,667 t. Small vessels, so that parcels do not stand in for room.
#[test]
fn room_and_dwell() {
    for (lever, gain) in [
        ("kind = \"room\"\nof = \"floor\"\nby = 1.1\n", 43_800.0),
        ("kind = \"dwell\"\nof = \"ore\"\nby = 0.9\n", 48_667.0),
    ] {
        let rest = format!(
            "{}{}[class.ship]\nparcel = \"60 t\"\n[yard.floor]\ncapacity = \"6 kt\"\n[mode.road]\nrate = \"2000 t/h\"\n\
             [lever.it]\n{lever}",
            inland("road"),
            berths(1, 600.0)
        );
        let text = port("2 h", &rest).replace("[cargo.ore]\n", "[cargo.ore]\ndwell = \"5 days\"\n");
        is_worth(&text, Measure::Saturation, (438_000.0, gain), 0.03);
    }
}

/// A train a day takes 1,200 t: 438,000 t a year, and the second as much.
#[test]
fn a_train_a_day() {
    let rest = format!(
        "{}{}[yard.floor]\ncapacity = \"20 kt\"\n[mode.rail.rail]\nevery = \"24 h\"\nnet_load = \"1200 t\"\nrate = \"2000 t/h\"\ntracks = 1\n\
         [lever.it]\nkind = \"trains\"\nof = \"rail\"\nby = 1\n",
        inland("rail"),
        berths(1, 400.0)
    );
    is_worth(&port("24 h", &rest), Measure::Saturation, (438_000.0, 438_000.0), 0.01);
}

/// A gate lane passes a truck of 30 t in 18 min, 100 t/h: 876,000 t a year, and the second lane as much. A loader of 50 t/h that modes
/// share: 438,000 t, and the second as much.
#[test]
fn a_gate_lane_and_a_loader() {
    let rest = |mode: &str| {
        format!("{}{}[yard.floor]\ncapacity = \"20 kt\"\n{mode}", inland("road"), berths(1, 400.0))
    };
    let trucks = "[mode.road.vehicles]\npayload = \"30 t\"\nper_day = 1000\nappointments = true\n\
                  gate_in = { lanes = 1, time = \"18 min\" }\nloading = { places = 50, time = \"2 min\" }\n\
                  [lever.it]\nkind = \"lanes\"\nof = \"road\"\nby = 1\n";
    is_worth(&port("24 h", &rest(trucks)), Measure::Saturation, (876_000.0, 876_000.0), 0.01);
    let loaders = "[capacity.loaders]\ncount = 1\nrate = \"50 t/h\"\n[mode.road]\nuses = [\"loaders\"]\n\
                   [lever.it]\nkind = \"capacity\"\nof = \"loaders\"\nby = 1\n";
    is_worth(&port("24 h", &rest(loaders)), Measure::Saturation, (438_000.0, 438_000.0), 0.01);
}

/// A machine of 60 t/h that stands 12 h a day: 262,800 t a year; half the closure is 6 h × 60 t/h × 365 = 131,400 t.
#[test]
fn a_closure_halved() {
    let rest = format!(
        "{OUT}{}[closure.night]\nwhile = {{ daily = [{{ from = \"00:00\", until = \"12:00\" }}] }}\ntargets = [\"cranes\"]\neffect = \"suspend\"\n\
         [lever.it]\nkind = \"closure\"\nof = \"night\"\nby = 0.5\n",
        berths(1, 60.0)
    );
    is_worth(&port("24 h", &rest), Measure::Saturation, (262_800.0, 131_400.0), 0.01);
}
