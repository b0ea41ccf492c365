//! The land side settled trade by trade where nothing else is touched, and only those vessels looked at that may be able to go, against all of it
//! settled and all of them looked at every time (`Plan::thorough`): the same vessels, yards, modes and trains, on the shipped scenarios and on
//! random ports that do everything by the hour.

use proptest::prelude::*;
use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};
use toumen::record::Period;

use crate::identities;
use crate::sketch;
use crate::validation::port;

/// Greatest relative difference, or difference below 1 t, 1 h: events fall on whole milliseconds.
const APART: f64 = 1e-6;

/// Greatest error of the balance of any stock or flow: tonnes, or share of the tonnes moved (rule T4).
const BALANCE: (f64, f64) = (1e-6, 1e-9);

/// One year, and all the dates of the long scenario.
#[test]
fn on_shipped_scenarios() {
    for (name, replications) in [("toumen-2025", 30), ("toumen", 5)] {
        let port = port(name);
        for replication in 0..replications {
            let seed = Seed { batch: 7, replication };
            if let Err(what) = compare(&port, &Draws::draw(&port, seed), seed) {
                panic!("{name}, replication {replication}, {what}");
            }
        }
    }
}

pub(crate) fn compare(port: &Port, draws: &Draws, seed: Seed) -> Result<(), String> {
    let mut simulator = Simulator::new(port);
    let mut run = |thorough: bool| {
        let plan = Plan { thorough, ..Plan::whole(port) };
        let run = simulator.run(draws, seed, &plan);
        if let Some(what) = identities::broken(&run) {
            return Err(format!("{what}, thorough: {thorough}"));
        }
        let moved: f64 = run.periods.iter().map(|period| period.throughput().0).sum();
        match run.balance_error.0 {
            error if error <= BALANCE.0.max(BALANCE.1 * moved) => Ok(run.periods),
            error => Err(format!("tonnes do not balance by {error} t, thorough: {thorough}")),
        }
    };
    for (short, long) in run(false)?.iter().zip(&run(true)?) {
        for ((what, short), (_, long)) in figures(short).iter().zip(&figures(long)) {
            if (short - long).abs() > APART * long.abs().max(1.0) {
                return Err(format!("{what}: {short} against {long}"));
            }
        }
    }
    Ok(())
}

fn figures(period: &Period) -> Vec<(&'static str, f64)> {
    let mut figures = vec![("throughput", period.throughput().0)];
    for flow in &period.flows {
        figures.extend([("entry wait", flow.entry_wait.sum), ("exit wait", flow.exit_wait.sum)]);
    }
    for account in period.flows.iter().map(|flow| &flow.account) {
        let mut waits: Vec<_> = account.entry.iter().chain(&account.exit).collect();
        waits.retain(|wait| wait.hours > APART);
        waits.sort_by_key(|wait| wait.unmet);
        figures.extend(waits.iter().map(|wait| ("hours of a wait", wait.hours)));
    }
    for yard in &period.yards {
        figures.extend([("yard mean", yard.mean.0), ("yard peak", yard.peak.0), ("yard end", yard.end.0)]);
        figures.extend([("collected", yard.collected.0), ("empty hours", yard.empty_hours)]);
    }
    for mode in &period.modes {
        figures.extend([
            ("mode", mode.tonnes.0),
            ("peak day", mode.peak_day.0),
            ("hours at work", mode.working),
        ]);
        figures.extend([("trains", f64::from(mode.trains)), ("short", f64::from(mode.short))]);
    }
    figures
}

/// A port of two trades that share a yard and the road, by whole hours: arrivals (day, trade, kilotonnes), dwell in days, hours of the road.
#[derive(Clone, Debug)]
struct Sketch {
    arrivals: Vec<(u32, u32, usize, u32)>,
    dwell: [u32; 2],
    at_once: [bool; 2],
    room: Option<u32>,
    road: (u32, u32, u32),
    rail: Option<(u32, u32)>,
    fallback: Option<&'static str>,
    /// Rate of the loaders that road and rail share, t/h.
    loaders: Option<u32>,
    ways: Ways,
}

/// How the yard is given and ruled.
#[derive(Clone, Debug)]
struct Ways {
    /// In what it is measured, by number of `FORMS`.
    form: usize,
    /// Days on which it opens and closes.
    dates: Option<(u32, u32)>,
    /// Tenths of the room from which on owners are pressed, and of the dwell that is left.
    pressure: Option<(u32, u32)>,
    /// Tenths of each cargo that go direct; do they wait on board?
    direct: [u32; 2],
    waits: bool,
    /// Hours that half of the parcels are held.
    hold: Option<u32>,
    /// Days on which salt is loaded out of the same yard, and hundreds of tonnes.
    exports: Vec<(u32, u32)>,
}

/// A cargo's words in a yard of each form, for coal and for sand, and the room of 100 t of sand.
const FORMS: [([&str; 2], &str); 5] = [
    (["", ""], "capacity = \"ROOM00 t\""),
    (["stacking = \"4 t/m2\"", "stacking = \"2 t/m2\""], "area = \"ROOM00 m2\"\nusable = 0.5"),
    (
        ["unit = \"box\"\ntonnes_per_unit = \"20 t\"", "unit = \"box\"\ntonnes_per_unit = \"10 t\""],
        "ground_slots = ROOM\ntiers = 20\nfill_limit = 0.5",
    ),
    (
        ["unit = \"vehicle\"\ntonnes_per_unit = \"4 t\"", "unit = \"vehicle\"\ntonnes_per_unit = \"2 t\""],
        "spaces = ROOM00\nfill_limit = 0.5",
    ),
    (
        ["density = \"1 t/m3\"", "density = \"0.5 t/m3\""],
        "volume = \"ROOM00 m3\"\nfill_limit = [{ value = 1 }, { from = \"2025-02-01\", value = 0.5 }]",
    ),
];

impl Ways {
    fn yard(&self, room: Option<u32>) -> String {
        let mut text = String::new();
        if let Some(room) = room {
            text += &format!("{}\n", FORMS[self.form].1.replace("ROOM", &(room / 100).to_string()));
            if let Some((above, dwell)) = self.pressure {
                text += &format!("pressure = {{ above = 0.{above}, dwell = 0.{dwell} }}\n");
            }
        }
        if let Some((from, until)) = self.dates {
            text += &format!("from = \"2025-01-{from:02}\"\nuntil = \"2025-02-{until:02}\"\n");
        }
        text
    }

    fn cargo(&self, number: usize) -> String {
        let hold = self.hold.map(|hours| format!("hold = \"{hours} h\"\nheld_share = 0.5\n"));
        format!("{}\n{}", FORMS[self.form].0[number], hold.unwrap_or_default())
    }

    fn exports(&self) -> String {
        if self.exports.is_empty() {
            return String::new();
        }
        let mut days = self.exports.clone();
        days.sort_unstable();
        let list =
            days.iter().map(|(day, size)| format!("{{ at = \"{day} days\", parcel = \"{size}00 t\" }}"));
        let list: Vec<String> = list.collect();
        format!(
            "[cargo.salt]\n{}\n[berth.b3]\n[equipment.loader]\nat = \"b3\"\nrates = {{ salt = \"100 t/h\" }}\n\
             [trade.salt-out]\ncargo = \"salt\"\ndirection = \"export\"\nyard = \"floor\"\nmodes = [\"road\"]\n\
             [trade.salt-out.vessels.coaster]\nlist = [{}]\n",
            FORMS[self.form].0[1],
            list.join(", ")
        )
    }

    fn trade(&self, number: usize) -> String {
        let direct = f64::from(self.direct[number]) / 10.0;
        format!("direct = {direct:.1}\ndirect_waits = {}\n", self.waits)
    }
}

impl Sketch {
    fn text(&self) -> String {
        let mut text = "calendar = \"true\"\nstart = \"2025-01-01\"\nhorizon = \"100 days\"\n".to_owned();
        let (rate, from, until) = self.road;
        let uses = if self.loaders.is_some() { "uses = [\"loaders\"]\n" } else { "" };
        if let Some(rate) = self.loaders {
            text += &format!("[capacity.loaders]\ncount = 1\nrate = \"{rate} t/h\"\n");
        }
        let hours = format!("{from:02}:00\", until = \"{until:02}:00");
        text += &format!("[mode.road]\nrate = \"{rate} t/h\"\nhours = [{{ from = \"{hours}\" }}]\n{uses}");
        if let Some((load, rate)) = self.rail {
            let every = "first = \"06:00\", every = \"24 h\"";
            text += &format!(
                "[mode.rail]\nrail = {{ {every}, net_load = \"{load} t\", rate = \"{rate} t/h\" }}\n{uses}"
            );
        }
        text += "[yard.floor]\n";
        text += &self.ways.yard(self.room);
        text += "[class.coaster]\nparcel = \"1000 t\"\n[berth.b1]\n[berth.b2]\n";
        for berth in ["b1", "b2"] {
            let rates = "{ coal = \"100 t/h\", sand = \"100 t/h\" }";
            text += &format!("[equipment.crane-{berth}]\nat = \"{berth}\"\nrates = {rates}\n");
        }
        for (number, cargo) in ["coal", "sand"].into_iter().enumerate() {
            text += &self.trade(number, cargo);
        }
        text + &self.ways.exports()
    }

    fn trade(&self, number: usize, cargo: &str) -> String {
        let mut text = format!("[cargo.{cargo}]\ndwell = \"{} d\"\n", self.dwell[number]);
        text += &self.ways.cargo(number);
        text +=
            &format!("[trade.{cargo}-in]\ncargo = \"{cargo}\"\ndirection = \"import\"\nyard = \"floor\"\n");
        text += &self.ways.trade(number);
        if self.at_once[number] {
            text += "release = \"at-once\"\n";
        }
        if self.rail.is_some() {
            text += "modes = [\"road\", \"rail\"]\nsplit = { road = \"rest\", rail = 0.5 }\n";
            if let Some(fallback) = self.fallback {
                text += &format!("fallback = {{ rail = {{ to = \"road\"{fallback} }} }}\n");
            }
        } else {
            text += "modes = [\"road\"]\n";
        }
        let mine = self.arrivals.iter().filter(|arrival| arrival.2 == number);
        let list: Vec<(u32, u32)> = mine.map(|&(day, hour, _, size)| (24 * day + hour, size)).collect();
        let calls = sketch::calls(list);
        text + &format!("[trade.{cargo}-in.vessels.coaster]\n{calls}\n")
    }

    fn port(&self) -> Port {
        sketch::port(&self.text())
    }
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let arrival = (0u32..60, 0u32..24, 0usize..2, 1u32..40);
    (
        prop::collection::vec(arrival, 1..12),
        [0u32..12, 0u32..12],
        [any::<bool>(), any::<bool>()],
        prop::option::of(500u32..6000),
        (20u32..400, 0u32..12, 13u32..24),
        prop::option::of((200u32..2000, 50u32..400)),
        prop::option::of(prop::sample::select(vec!["", ", after = \"3 d\""])),
        (prop::option::of(50u32..500), ways()),
    )
        .prop_map(|(arrivals, dwell, at_once, room, road, rail, fallback, (loaders, ways))| Sketch {
            arrivals,
            dwell,
            at_once,
            room,
            road,
            rail,
            fallback,
            loaders,
            ways,
        })
}

/// Half of the yards are as simple as can be; the others have some of all that a yard may have.
fn ways() -> impl Strategy<Value = Ways> {
    let plain = Just(Ways {
        form: 0,
        dates: None,
        pressure: None,
        direct: [0; 2],
        waits: false,
        hold: None,
        exports: Vec::new(),
    });
    let some = (
        0..FORMS.len(),
        prop::option::of((2u32..20, 5u32..28)),
        prop::option::of((1u32..10, 0u32..10)),
        prop::array::uniform2(0u32..=10),
        any::<bool>(),
        prop::option::of(1u32..60),
        prop_oneof![Just(Vec::new()), prop::collection::vec((0u32..80, 1u32..30), 1..4)],
    );
    let some = some.prop_map(|(form, dates, pressure, direct, waits, hold, exports)| Ways {
        form,
        dates,
        pressure,
        direct,
        waits,
        hold,
        exports,
    });
    prop_oneof![plain, some]
}

/// Whole hours make things coincide: dwells that end as a month does, trains as the road opens, vessels that are done as a yard is full.
#[test]
fn on_random_ports_by_the_hour() {
    let config = sketch::trials(150);
    proptest!(config, |(sketch in sketch())| {
        let same = compare(&sketch.port(), &Draws::fixed(), Seed { batch: 1, replication: 0 });
        prop_assert!(same.is_ok(), "{}\n{}", same.unwrap_err(), sketch.text());
    });
}
