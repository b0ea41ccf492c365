//! The price of a constraint where it is known: from queueing theory and from hand computation.

use toumen::analysis::Measure;
use toumen::batch::{PairedOrder, run_paired};
use toumen::lever::{Change, apply};
use toumen::port::PlaceId;
use toumen::price::{PriceList, PriceOrder, study};
use toumen::record::Measured;
use toumen::scenario::{Scenario, Source, read, render};
use toumen::units::TonnesPerYear;

use crate::command::Desk;
use crate::validation::port;

fn scenario(text: &str) -> Scenario {
    let source = Source { name: "price.toml".to_owned(), bytes: text.as_bytes().to_vec() };
    read(&source, &[], &mut |_| Err("no file".to_owned()))
        .unwrap_or_else(|wrong| panic!("{}", render(&wrong, false)))
}

fn order(replications: u64, by: Measure) -> PriceOrder {
    PriceOrder {
        seed: 5,
        replications,
        threads: 0,
        fixed: false,
        capacity: by == Measure::Service,
        offer: None,
        year: None,
        by: Some(by),
    }
}

fn priced(scenario: &Scenario, order: &PriceOrder) -> PriceList {
    let list = study(&scenario.port, &scenario.levers, order, &|| false, &mut || {});
    list.expect("threads").expect("not stopped")
}

/// Mean wait of M/M/c in hours by Erlang's formula: C(c, a) ÷ (c μ − λ).
fn erlang_wait(servers: u32, per_hour: f64, service: f64) -> f64 {
    let offered = per_hour * service;
    let (mut term, mut sum) = (1.0, 1.0);
    for number in 1..servers {
        term *= offered / f64::from(number);
        sum += term;
    }
    let last = term * offered / f64::from(servers) / (1.0 - offered / f64::from(servers));
    last / (sum + last) / (f64::from(servers) / service - per_hour)
}

fn queue(berths: u32, interval: f64) -> String {
    let mut text = format!(
        "calendar = \"plain\"\nstart = \"2025-01-01\"\nhorizon = \"40 years\"\nwarm_up = \"365 days\"\ndefault_levers = false\n\
         [cargo.ore]\n[class.ship]\nparcel = {{ exponential = {{ mean = \"24 t\" }} }}\n\
         [trade.ore-out]\ncargo = \"ore\"\ndirection = \"export\"\n\
         [trade.ore-out.vessels.ship]\ninterval = \"{interval} h\"\narrivals = \"poisson\"\n\
         [lever.berth]\nkind = \"berth\"\nof = \"b1\"\n"
    );
    for berth in 1..=berths {
        text += &format!(
            "[berth.b{berth}]\n[equipment.m{berth}]\nat = \"b{berth}\"\ncount = 1\nrates = {{ ore = \"1 t/h\" }}\n"
        );
    }
    text
}

/// One more berth in M/M/c: the wait saved is the difference of two Erlang waits, and the interval is tight.
#[test]
fn the_wait_that_a_berth_saves_is_that_of_erlang() {
    assert!((erlang_wait(1, 1.0 / 48.0, 24.0) - 24.0).abs() < 1e-9, "M/M/1 at 0.5 waits one service");
    for (berths, load) in [(1, 0.5), (2, 0.7), (3, 0.8)] {
        let interval = 24.0 / (load * f64::from(berths));
        let exact = erlang_wait(berths, 1.0 / interval, 24.0) - erlang_wait(berths + 1, 1.0 / interval, 24.0);
        let list = priced(&scenario(&queue(berths, interval)), &order(24, Measure::Waiting));
        let gain = list.answer.levers[0].gain(Measure::Waiting).copied().expect("waits");
        let half = gain.half.expect("24 replications");
        assert!(half < 0.08 * exact, "{berths} berths: {} ± {half} is too wide for {exact}", gain.mean);
        assert!(
            (gain.mean - exact).abs() < 1.75 * half,
            "{berths} berths: {} ± {half}, exact {exact}",
            gain.mean
        );
        assert!(list.answer.levers[0].told);
    }
}

/// Vessels of 1,200 t every 24 h by the clock, through a berth whose machines can move `crane` t/h and out by a road of `road` t/h from a
/// yard that holds 600 t: in the long run the lesser of the two passes, 24 × 365 times an hour's rate, when more is offered.
fn chain(crane: f64, road: f64) -> String {
    format!(
        "calendar = \"plain\"\nstart = \"2025-01-01\"\nhorizon = \"365 days\"\nwarm_up = \"90 days\"\ndefault_levers = false\n\
         [cargo.ore]\n[class.ship]\nparcel = \"1200 t\"\n\
         [yard.floor]\ncapacity = \"600 t\"\n[mode.road]\nrate = \"{road} t/h\"\n\
         [trade.ore-in]\ncargo = \"ore\"\ndirection = \"import\"\nyard = \"floor\"\nmodes = [\"road\"]\n\
         [trade.ore-in.vessels.ship]\ninterval = \"24 h\"\narrivals = {{ regular = {{}} }}\n\
         [berth.b]\n[equipment.m]\nat = \"b\"\ncount = 1\nrates = {{ ore = \"{crane} t/h\" }}\n\
         [lever.crane-rate]\nkind = \"machine-rate\"\nof = \"m\"\nby = 1.2\n\
         [lever.road-rate]\nkind = \"rate\"\nof = \"road\"\nby = 1.2\n\
         [lever.yard]\nkind = \"room\"\nof = \"floor\"\nby = 1.2\n"
    )
}

fn saturated(text: &str) -> (Scenario, PriceList) {
    let scenario = scenario(text);
    let offered = PriceOrder { offer: Some(TonnesPerYear(3e6)), ..order(2, Measure::Saturation) };
    let list = priced(&scenario, &offered);
    (scenario, list)
}

/// A crane of 60 t/h before a road of 200 t/h: 525,600 t a year pass, and a crane 20 % faster is worth 105,120 t; nothing else is worth
/// anything, and the pair no more than the crane.
#[test]
fn a_chain_with_one_limit_names_it() {
    let (scenario, list) = saturated(&chain(60.0, 200.0));
    let names: Vec<&str> =
        list.answer.levers.iter().map(|row| scenario.levers[row.lever].name.as_str()).collect();
    assert_eq!(names[0], "crane-rate");
    let gains: Vec<f64> =
        list.answer.levers.iter().map(|row| row.gain(Measure::Saturation).expect("asked").mean).collect();
    assert!((gains[0] - 105_120.0).abs() < 0.01 * 105_120.0, "{gains:?}");
    assert!(list.answer.levers[0].told && list.answer.levers[0].apart, "{list:?}");
    assert!(gains[1].abs() < 1.0 && gains[2].abs() < 1.0, "{gains:?}");
    assert!(list.pairs.pairs.iter().all(|pair| !pair.neither_alone || !pair.told), "{:?}", list.pairs);
}

/// Crane and road both of 60 t/h: neither alone is worth anything, both together are worth 105,120 t a year; the yard is no part of it.
#[test]
fn a_chain_with_two_equal_limits_needs_the_pair() {
    let (scenario, list) = saturated(&chain(60.0, 60.0));
    for row in &list.answer.levers {
        let gain = row.gain(Measure::Saturation).expect("asked");
        assert!(gain.mean.abs() < 0.005 * 105_120.0, "{}: {gain:?}", scenario.levers[row.lever].name);
    }
    let best = &list.pairs.pairs[0];
    let names = [best.levers.0, best.levers.1].map(|lever| scenario.levers[lever].name.as_str());
    assert_eq!(names, ["crane-rate", "road-rate"]);
    let both = best.gains[Measure::Saturation as usize].expect("asked").mean;
    assert!((both - 105_120.0).abs() < 0.01 * 105_120.0, "{both}");
    assert!(best.told && best.neither_alone, "{best:?}");
}

/// Tonnes at saturation with one more berth at Toumen: the paired interval is at most half as wide as that of two batches with chances and
/// draws of their own, whose variances add up.
#[test]
fn paired_intervals_are_at_most_half_as_wide_as_unpaired_ones() {
    let port = port("toumen-2025");
    let place = port.places.iter().position(|place| place.name == "b").expect("quay b");
    let more = apply(&port, &[Change::Berth(PlaceId(place as u32))]);
    let order = PairedOrder {
        seed: 1,
        first: 0,
        replications: 32,
        threads: 0,
        fixed: false,
        capacity: false,
        offer: Some(TonnesPerYear(26e6)),
        year: None,
    };
    let (mut base, mut with) = (Vec::new(), Vec::new());
    run_paired(&port, &[more], &order, &|| false, &mut |paired| {
        let tonnes = |measured: &Measured| measured.saturation.expect("asked").0;
        base.push(tonnes(&paired.base));
        with.push(tonnes(&paired.variants[0]));
    })
    .expect("threads");
    let deviation = |values: &[f64]| toumen::analysis::deviation(values).expect("several");
    let differences: Vec<f64> = base.iter().zip(&with).map(|(base, with)| with - base).collect();
    let (paired, unpaired) = (deviation(&differences), deviation(&base).hypot(deviation(&with)));
    assert!(paired <= 0.5 * unpaired, "paired {paired:.0} t, unpaired {unpaired:.0} t");
}

#[test]
fn the_command_ranks_levers_and_says_what_it_cannot_price() {
    let desk = Desk::new();
    let ask = ["price", "quickstart", "--replications", "3", "--quiet", "--out", "out"];
    let outcome = desk.succeed(&ask);
    assert!(
        outcome.told.contains("As it is:") && outcome.told.contains("replications of at most 3"),
        "{}",
        outcome.told
    );
    let files = desk.files("out");
    for name in ["price.html", "price.csv", "price-pairs.csv", "price.json"] {
        assert!(files.get(name).is_some_and(|content| !content.is_empty()), "{name}");
    }
    for measure in ["service", "saturation", "waiting"] {
        for ending in ["en.svg", "en.png", "zh.svg", "zh.png"] {
            let name = format!("charts/price-{measure}.{ending}");
            assert!(files.get(&name).is_some_and(|content| !content.is_empty()), "{name}");
        }
    }
    let page = String::from_utf8(files["price.html"].clone()).expect("UTF-8");
    assert_eq!(page.matches("<svg").count(), 6, "three charts in two languages");
    assert!(page.contains("现状") && page.contains("As it is"), "{page}");
    let longest = outcome.told.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(100), "{}", outcome.told);
    let listed = desk.succeed(&["price", "quickstart", "--list"]).told;
    assert!(
        listed
            .lines()
            .any(|line| line.starts_with("machine-rate ") && line.ends_with("  machines 10% faster")),
        "{listed}"
    );
    let outcome = desk.succeed(&[&ask[..], &["--language", "zh", "--rank", "waiting"]].concat());
    assert!(outcome.told.contains("现状"), "{}", outcome.told);
    for (more, expected) in [
        (vec!["--levers", "moon"], "no lever is called `moon`; there are:"),
        (vec!["--year", "1999"], "no whole year"),
        (vec!["--rank", "saturation", "--offer", "none"], "--offer"),
        (vec!["--rank", "service", "--capacity", "none"], "service level"),
    ] {
        let outcome = desk.run(&[&ask[..], &more].concat());
        assert_eq!(outcome.code, Some(2), "{more:?}: {}", outcome.complained);
        assert!(outcome.complained.contains(expected), "{more:?}: {}", outcome.complained);
    }
}

/// A lever of several changes at once, a cost on a lever that every port has, and tonnes per million.
#[test]
fn levers_of_the_scenario_join_those_of_every_port() {
    let desk = Desk::new();
    desk.file(
        "levers.toml",
        "[lever.both]\nchanges = [{ kind = \"machine-rate\", by = 1.2 }, { kind = \"room\", by = 1.5 }]\n\
         cost = { value = 50, assumed = \"made up\" }\ncurrency = \"CNY\"\n\
         [lever.machine-rate]\ncost = { value = 20, assumed = \"made up\" }\ncurrency = \"CNY\"\n",
    );
    let ask =
        ["price", "quickstart", "--with", "levers.toml", "--replications", "2", "--quiet", "--out", "out"];
    desk.succeed(&[&ask[..], &["--levers", "both,machine-rate"]].concat());
    let table = String::from_utf8(desk.files("out")["price.csv"].clone()).expect("UTF-8");
    assert_eq!(table.lines().count(), 3, "{table}");
    assert!(table.contains(",50,CNY,") && table.contains(",20,CNY,"), "{table}");
}

/// A crane of 60 t/h before a road of 200 t/h (`chain`): 20 % more is 12 t/h × 8,760 h = 105,120 t a year, at a cost of 20 million
/// 5,256 t per million; what changes nothing costs as much as it does and gives nothing.
#[test]
fn tonnes_per_million_by_hand() {
    let desk = Desk::new();
    let cost = "cost = { value = 20, assumed = \"made up\" }\ncurrency = \"CNY\"\n";
    desk.file(
        "chain.toml",
        format!(
            "{}{cost}",
            chain(60.0, 200.0).replace("[lever.crane-rate]\n", &format!("[lever.crane-rate]\n{cost}"))
        ),
    );
    let ask = [
        "price",
        "chain.toml",
        "--replications",
        "2",
        "--offer",
        "3 Mt",
        "--rank",
        "saturation",
        "--quiet",
        "--out",
        "out",
    ];
    let outcome = desk.succeed(&ask);
    assert!(outcome.told.contains("CNY million  t per million"), "{}", outcome.told);
    let files = desk.files("out");
    let mut table = csv::Reader::from_reader(files["price.csv"].as_slice());
    let heads = table.headers().expect("heads").clone();
    let at = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("rows");
    let number = |row: &csv::StringRecord, name: &str| row[at(name)].parse::<f64>().unwrap_or(f64::NAN);
    assert_eq!(&rows[0][at("lever")], "crane-rate");
    assert!((number(&rows[0], "saturation_t") - 105_120.0).abs() < 0.01 * 105_120.0, "{rows:?}");
    assert!((number(&rows[0], "t_per_million") - 5256.0).abs() < 53.0, "{rows:?}");
    assert_eq!(
        number(&rows[0], "t_per_million"),
        (number(&rows[0], "saturation_t") / 20.0 * 1e6).round() / 1e6
    );
    let yard = rows.iter().find(|row| &row[at("lever")] == "yard").expect("the yard");
    assert_eq!((number(yard, "cost_millions"), number(yard, "t_per_million")), (20.0, 0.0));
    assert!(rows.iter().any(|row| &row[at("lever")] == "road-rate" && row[at("t_per_million")].is_empty()));
}
