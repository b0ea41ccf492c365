//! Random small ports in which all that was built apart meets: yards of every form with pressure, holds, dates and cargo that waits on board; trucks
//! one by one; trains on a single-track line; feeders and depots; exports out of the same yard; hatch changes, cleaning, shifting berth, crews,
//! maintenance; closures of modes and yards, evacuation. Each runs to its end, tonnes balance, nothing flickers, twice the same is the same,
//! and the short way tells the same as the thorough one.
//!
//! Left out, for rates may flicker there by the millisecond: exports out of a yard with a depot behind it (one in some thousands of ports), and a fallback
//! while the yard is full where there is a depot (an error of the scenario, S041).

use proptest::prelude::*;
use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};

use crate::short_way::compare;
use crate::sketch;

/// Most events of a run of 120 days with a few dozen calls; a yard that turned full and not full each millisecond would make millions.
const MANY_EVENTS: u64 = 200_000;

/// The words of a cargo in a yard of each form, and a yard with room for `ROOM` hundreds of them.
const FORMS: [(&str, &str); 5] = [
    ("", "capacity = \"ROOM00 t\""),
    ("stacking = \"2 t/m2\"", "area = \"ROOM00 m2\"\nusable = 0.5"),
    ("unit = \"box\"\ntonnes_per_unit = \"10 t\"", "ground_slots = ROOM\ntiers = 20\nfill_limit = 0.5"),
    ("unit = \"vehicle\"\ntonnes_per_unit = \"2 t\"", "spaces = ROOM00\nfill_limit = 0.5"),
    (
        "density = \"0.5 t/m3\"",
        "volume = \"ROOM00 m3\"\nfill_limit = [{ value = 1 }, { from = \"2025-02-01\", value = 0.5 }]",
    ),
];

/// Coal by ship goes on by road, by trucks one by one, by rail, by feeder and over a depot; sand shares yard, road and rail; salt goes out.
#[derive(Clone, Debug)]
struct Sketch {
    /// (day, hour, hundreds of tonnes) of ships with coal, with sand, of feeders, of ships that fetch salt.
    calls: [Vec<(u32, u32, u32)>; 4],
    days: u32,
    yard: Yard,
    trades: Trades,
    land: Modes,
    quay: Quay,
    /// (what, first hour, hours).
    closures: Vec<(usize, u32, u32)>,
}

#[derive(Clone, Debug)]
struct Yard {
    form: usize,
    room: Option<u32>,
    dates: Option<(u32, u32)>,
    pressure: Option<(u32, u32)>,
    stock: bool,
}

#[derive(Clone, Debug)]
struct Trades {
    dwell: [u32; 2],
    hold: Option<u32>,
    direct: [u32; 2],
    waits: bool,
    split: bool,
    /// Rail is late: road takes over after so many days, or as the yard is full (0).
    fallback: Option<u32>,
    short: Option<u32>,
    sails: Option<u32>,
}

#[derive(Clone, Debug)]
struct Modes {
    road: (u32, u32, u32),
    /// (trucks a day, places, appointments?)
    trucks: Option<(u32, u32, bool)>,
    /// (hours between trains, wagons, minutes of the line, longest wait in hours)
    rail: Option<(u32, u32, u32, u32)>,
    feeder: bool,
    /// (rate of the shuttle, hundreds of room, rate out of the depot)
    depot: Option<(u32, Option<u32>, u32)>,
    loaders: Option<u32>,
}

#[derive(Clone, Debug)]
struct Quay {
    hatch: Option<(u32, u32)>,
    cleaning: Option<u32>,
    shift: Option<(u32, u32)>,
    crew: Option<u32>,
    maintenance: Option<(u32, u32)>,
    tail: bool,
}

/// What closes, and how; those that need a mode which is not there are left out.
const CLOSURES: [(&str, &str); 10] = [
    ("mode:road", "\"suspend\""),
    ("mode:trucks", "\"suspend\""),
    ("mode:rail", "\"suspend\""),
    ("mode:feeder", "\"suspend\""),
    ("mode:shuttle", "{ slow = 0.5 }"),
    ("yard:floor", "\"suspend\""),
    ("yard:park", "\"suspend\""),
    ("line:spur", "\"hold\""),
    ("cranes", "{ slow = 0.5 }"),
    ("quays", "\"evacuate\""),
];

impl Sketch {
    fn text(&self) -> String {
        let mut text =
            format!("calendar = \"true\"\nstart = \"2025-01-01\"\nhorizon = \"{} days\"\n", self.days);
        text += &self.cargoes();
        text += &self.yards();
        text += &self.modes();
        text += &self.berths();
        text += &self.import(0, "coal");
        text += &self.import(1, "sand");
        if self.land.feeder {
            text += "[trade.coal-onward]\ncargo = \"coal\"\ndirection = \"export\"\nloads = \"feeder\"\nplaces = [\"b3\"]\n";
            for (key, hours) in
                [("leaves_short_after", self.trades.short), ("sails_after", self.trades.sails)]
            {
                text += &hours.map_or(String::new(), |hours| format!("{key} = \"{hours} h\"\n"));
            }
            text += &self.vessels(2, "coal-onward");
        }
        if !self.calls[3].is_empty() && self.land.depot.is_none() {
            let rail = if self.land.rail.is_some() { ", \"rail\"" } else { "" };
            text += &format!(
                "[trade.salt-out]\ncargo = \"salt\"\ndirection = \"export\"\nyard = \"floor\"\nmodes = [\"road\"{rail}]\n"
            );
            text += &self.vessels(3, "salt-out");
        }
        text + &self.closed()
    }

    fn cargoes(&self) -> String {
        let words = FORMS[self.yard.form].0;
        let hold = self.trades.hold.map(|hours| format!("hold = \"{hours} h\"\nheld_share = 0.5\n"));
        let hold = hold.unwrap_or_default();
        let [coal, sand] = self.trades.dwell;
        format!(
            "[cargo.coal]\n{words}\ndwell = \"{coal} d\"\n{hold}[cargo.sand]\n{words}\ndwell = \"{sand} d\"\n{hold}\
             [cargo.salt]\n{words}\n"
        )
    }

    fn yards(&self) -> String {
        let room = |room: Option<u32>| {
            let many = room.map(|room| (100 * room).to_string());
            let few = room.map(|room| room.to_string());
            let form = FORMS[self.yard.form].1;
            many.zip(few).map_or(String::new(), |(many, few)| {
                format!("{}\n", form.replace("ROOM00", &many).replace("ROOM", &few))
            })
        };
        let mut text = format!("[yard.floor]\n{}", room(self.yard.room));
        if let (Some((above, dwell)), true) = (self.yard.pressure, self.yard.room.is_some()) {
            text += &format!("pressure = {{ above = 0.{above}, dwell = 0.{dwell} }}\n");
        }
        if let Some((from, until)) = self.yard.dates {
            text += &format!("from = \"2025-01-{from:02}\"\nuntil = \"2025-02-{until:02}\"\n");
        } else if self.yard.stock {
            text += "stock = { coal = \"100 t\" }\n";
        }
        if let Some((_, park, _)) = self.land.depot {
            text += &format!("[yard.park]\n{}", room(park));
        }
        text
    }

    fn modes(&self) -> String {
        let (rate, from, until) = self.land.road;
        let uses = if self.land.loaders.is_some() { "uses = [\"loaders\"]\n" } else { "" };
        let mut text = self
            .land
            .loaders
            .map_or(String::new(), |rate| format!("[capacity.loaders]\ncount = 1\nrate = \"{rate} t/h\"\n"));
        let hours = format!("hours = [{{ from = \"{from:02}:00\", until = \"{until:02}:00\" }}]\n");
        text += &format!("[mode.road]\nrate = \"{rate} t/h\"\n{hours}{uses}");
        if let Some((trucks, places, appointments)) = self.land.trucks {
            text += &format!(
                "[mode.trucks]\n{hours}[mode.trucks.vehicles]\npayload = \"30 t\"\nper_day = {trucks}\n\
                 appointments = {appointments}\ngate_in = {{ lanes = 1, time = \"75 s\" }}\n\
                 loading = {{ places = {places}, time = \"10 min\" }}\n"
            );
        }
        if let Some((every, wagons, minutes, wait)) = self.land.rail {
            text += &format!(
                "[mode.rail]\n{uses}rail = {{ every = \"{every} h\", first = \"6 h\", wagons = {wagons}, wagon_load = \"60 t\", \
                 rate = \"200 t/h\", tracks = 2, max_wait = \"{wait} h\", shunting = \"30 min\", line = \"spur\" }}\n\
                 [line.spur]\nmaintenance = [{{ from = \"01:00\", until = \"02:30\" }}]\n"
            );
            for room in ["loop = 1\n", ""] {
                text += &format!(
                    "[[line.spur.section]]\ninbound = \"{minutes} min\"\noutbound = \"{minutes} min\"\n{room}"
                );
            }
        }
        if self.land.feeder {
            text += &format!("[mode.feeder]\nbarge = true\n{uses}");
        }
        if let Some((rate, _, away)) = self.land.depot {
            text += &format!("[mode.shuttle]\nrate = \"{rate} t/h\"\nto = \"park\"\n{uses}");
            text += &format!("[mode.away]\nrate = \"{away} t/h\"\n{hours}");
        }
        text
    }

    fn berths(&self) -> String {
        let mut text = String::new();
        let crew = self.quay.crew.is_some();
        if let Some(count) = self.quay.crew {
            text += &format!(
                "[crew.drivers]\ncount = {count}\nhours = [{{ from = \"06:00\", until = \"22:00\" }}]\n"
            );
        }
        for berth in ["b1", "b2", "b3"] {
            text += &format!("[berth.{berth}]\n");
            text += &self.quay.cleaning.map_or(String::new(), |hours| format!("cleaning = \"{hours} h\"\n"));
            text += &format!(
                "[equipment.crane-{berth}]\nat = \"{berth}\"\ncount = 2\n\
                 rates = {{ coal = \"60 t/h\", sand = \"100 t/h\", salt = \"80 t/h\" }}\n"
            );
            text += if crew { "crew = \"drivers\"\n" } else { "" };
            if let (Some((every, takes)), "b1") = (self.quay.maintenance, berth) {
                text += &format!("maintenance = {{ every = \"{every} days\", takes = \"{takes} days\" }}\n");
            }
        }
        text += "[class.vessel]\nparcel = \"1000 t\"\nmooring = \"1 h\"\nunmooring = \"30 min\"\n";
        if let Some((every, takes)) = self.quay.hatch {
            text += &format!("hatch_change = {{ every = \"{every}00 t\", takes = \"{takes} min\" }}\n");
        }
        text += if self.quay.tail { "tail = { share = 0.12, rate = 0.5, machines = 1 }\n" } else { "" };
        text
    }

    fn import(&self, number: usize, cargo: &str) -> String {
        let mut modes = vec!["road"];
        let mut also = |mode: &'static str, there: bool| modes.extend(there.then_some(mode));
        also("rail", self.land.rail.is_some());
        also("trucks", self.land.trucks.is_some() && number == 0);
        also("feeder", self.land.feeder && number == 0);
        also("shuttle", self.land.depot.is_some());
        let names: Vec<String> = modes.iter().map(|mode| format!("\"{mode}\"")).collect();
        let places = if number == 0 { "[\"b1\"]" } else { "[\"b2\", \"b1\"]" };
        let mut text = format!(
            "[trade.{cargo}-in]\ncargo = \"{cargo}\"\ndirection = \"import\"\nyard = \"floor\"\nplaces = {places}\nmodes = [{}]\n\
             direct = {:.1}\ndirect_waits = {}\n",
            names.join(", "),
            f64::from(self.trades.direct[number]) / 10.0,
            self.trades.waits
        );
        let trucks = modes.contains(&"trucks");
        if (self.trades.split || trucks) && modes.len() > 1 {
            let shares: Vec<String> = modes[1..].iter().map(|mode| format!("{mode} = 0.2")).collect();
            text += &format!("split = {{ road = \"rest\", {} }}\n", shares.join(", "));
            if let (Some(days), Some(_), false) = (self.trades.fallback, self.land.rail, self.flickers()) {
                text += &match days {
                    0 => "fallback = { rail = \"road\" }\n".to_owned(),
                    days => format!("fallback = {{ rail = {{ to = \"road\", after = \"{days} d\" }} }}\n"),
                };
            }
        }
        text += if self.land.depot.is_some() { "onward = [\"away\"]\n" } else { "" };
        text += &self.vessels(number, &format!("{cargo}-in"));
        if let (Some((tenths, hours)), 0) = (self.quay.shift, number) {
            text += &format!("shift = {{ after = 0.{tenths}, to = [\"b2\"], takes = \"{hours} h\" }}\n");
        }
        text
    }

    /// As the yard is full another mode takes over, and a depot lies behind it: refused (S041).
    fn flickers(&self) -> bool {
        self.trades.fallback == Some(0) && self.land.depot.is_some()
    }

    fn vessels(&self, number: usize, trade: &str) -> String {
        let list: Vec<(u32, u32)> =
            self.calls[number].iter().map(|&(day, hour, size)| (24 * day + hour, size)).collect();
        let calls = sketch::calls(list);
        format!("[trade.{trade}.vessels.vessel]\n{calls}\n")
    }

    fn closed(&self) -> String {
        let mut text = String::new();
        for (number, &(what, begins, hours)) in self.closures.iter().enumerate() {
            let (target, effect) = CLOSURES[what];
            let there = match target.split_once(':').map_or(target, |(_, name)| name) {
                "trucks" => self.land.trucks.is_some(),
                "rail" | "spur" => self.land.rail.is_some(),
                "feeder" => self.land.feeder,
                "shuttle" | "park" => self.land.depot.is_some(),
                _ => true,
            };
            if there {
                text += &format!(
                    "[closure.c{number}]\nwhile = {{ list = [[\"{begins} h\", \"{} h\"]] }}\ntargets = [\"{target}\"]\neffect = {effect}\n",
                    begins + hours
                );
            }
        }
        text
    }

    fn port(&self) -> Port {
        sketch::port(&self.text())
    }
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let calls = |most: usize| prop::collection::vec((0u32..50, 0u32..24, 1u32..40), 0..most);
    let closures = prop::collection::vec((0..CLOSURES.len(), 1u32..1400, 1u32..80), 0..4);
    ([calls(8), calls(6), calls(8), calls(4)], 60u32..=120, (yard(), trades()), (modes(), quay()), closures)
        .prop_map(|(calls, days, (yard, trades), (land, quay), closures)| Sketch {
            calls,
            days,
            yard,
            trades,
            land,
            quay,
            closures,
        })
}

fn yard() -> impl Strategy<Value = Yard> {
    let dates = prop::option::weighted(0.2, (2u32..20, 5u32..28));
    (
        0..FORMS.len(),
        prop::option::weighted(0.8, 5u32..60),
        dates,
        prop::option::of((1u32..10, 0u32..10)),
        any::<bool>(),
    )
        .prop_map(|(form, room, dates, pressure, stock)| Yard { form, room, dates, pressure, stock })
}

fn trades() -> impl Strategy<Value = Trades> {
    let rules = (prop::option::of(0u32..4), prop::option::of(0u32..60), prop::option::of(1u32..200));
    (
        [0u32..10, 0u32..10],
        prop::option::of(1u32..60),
        [0u32..=10, 0u32..=10],
        any::<bool>(),
        any::<bool>(),
        rules,
    )
        .prop_map(|(dwell, hold, direct, waits, split, (fallback, short, sails))| Trades {
            dwell,
            hold,
            direct,
            waits,
            split,
            fallback,
            short,
            sails,
        })
}

fn modes() -> impl Strategy<Value = Modes> {
    let room = prop::option::of(prop_oneof![1 => Just(0u32), 4 => 1u32..40]);
    let rail = (4u32..30, 3u32..30, 10u32..60, 1u32..12);
    (
        (20u32..300, 0u32..12, 13u32..24),
        prop::option::of((5u32..200, 1u32..4, any::<bool>())),
        prop::option::of(rail),
        any::<bool>(),
        prop::option::of((20u32..300, room, 10u32..300)),
        prop::option::weighted(0.4, 50u32..500),
    )
        .prop_map(|(road, trucks, rail, feeder, depot, loaders)| Modes {
            road,
            trucks,
            rail,
            feeder,
            depot,
            loaders,
        })
}

fn quay() -> impl Strategy<Value = Quay> {
    (
        prop::option::of((1u32..12, 1u32..200)),
        prop::option::of(1u32..40),
        prop::option::of((1u32..10, 0u32..5)),
        prop::option::of(1u32..6),
        prop::option::of((5u32..30, 1u32..4)),
        any::<bool>(),
    )
        .prop_map(|(hatch, cleaning, shift, crew, maintenance, tail)| Quay {
            hatch,
            cleaning,
            shift,
            crew,
            maintenance,
            tail,
        })
}

/// Balances, counts events, and is the same twice.
fn sound(port: &Port) -> Result<(), String> {
    let plan = Plan { thorough: false, ..Plan::whole(port) };
    let once = || Simulator::new(port).run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan);
    let run = once();
    let moved: f64 = run.periods.iter().map(|period| period.throughput().0).sum();
    if run.balance_error.0 > (1e-9 * moved).max(1e-6) {
        return Err(format!("balance: {:?}", run.balance_error));
    }
    if run.account_error > 1e-6 {
        return Err(format!("account: {} h", run.account_error));
    }
    crate::months::add_up(port, &run)?;
    if run.events > MANY_EVENTS {
        return Err(format!("{} events", run.events));
    }
    if format!("{run:?}") != format!("{:?}", once()) {
        return Err("twice the same is not the same".to_owned());
    }
    for (yard, tally) in port.yards.iter().zip(&run.periods[0].yards) {
        let loads = port
            .flows
            .iter()
            .zip(&run.periods[0].flows)
            .filter(|(flow, _)| flow.name.starts_with("salt-out"));
        let loaded: f64 = loads.map(|(_, flow)| flow.crossed.0).sum();
        let mut moved = tally.start + tally.landed + tally.delivered - tally.collected;
        moved.0 -= if yard.name == "floor" { loaded } else { 0.0 };
        if (moved - tally.end).0.abs() > 1e-6 {
            return Err(format!("yard {}: {moved:?} is not {:?}", yard.name, tally.end));
        }
    }
    Ok(())
}

#[test]
fn on_random_ports_of_everything_at_once() {
    let config = sketch::trials(100);
    proptest!(config, |(sketch in sketch())| {
        let port = sketch.port();
        let sound = sound(&port);
        prop_assert!(sound.is_ok(), "{}\n{}", sound.unwrap_err(), sketch.text());
        let same = compare(&port, &Draws::fixed(), Seed { batch: 1, replication: 0 });
        prop_assert!(same.is_ok(), "{}\n{}", same.unwrap_err(), sketch.text());
    });
}
