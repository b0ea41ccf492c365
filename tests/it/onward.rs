//! Barges and depots on random small ports that do everything by the hour: the short way tells the same as the thorough one, tonnes balance,
//! nothing chatters.

use proptest::prelude::*;
use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};

use crate::short_way::compare;
use crate::sketch;

/// Most events of a run of 100 days with a few dozen calls; a yard that turned full and not full each millisecond would make millions.
const MANY_EVENTS: u64 = 50_000;

/// Coal by ship goes on by road, by feeder, and over a depot by trucks and barges; sand shares the yards, the shuttle and the loaders.
#[derive(Clone, Debug)]
struct Sketch {
    /// (day, hour, hundreds of tonnes) of ships with coal, ships with sand, feeders, barges.
    calls: [Vec<(u32, u32, u32)>; 4],
    floor: Option<u32>,
    park: Option<u32>,
    dwell: Option<u32>,
    road: (u32, u32, u32),
    shuttle: (u32, u32, u32),
    trucks: u32,
    loaders: Option<u32>,
    /// Shares of road, feeder and shuttle; none = they all draw on one stock.
    split: Option<(u32, u32)>,
    short: Option<u32>,
    sails: Option<u32>,
    fallback: bool,
    storm: Option<(u32, u32)>,
    stock: u32,
}

impl Sketch {
    fn text(&self) -> String {
        let mut text = "calendar = \"true\"\nstart = \"2025-01-01\"\nhorizon = \"100 days\"\n".to_owned();
        let uses = if self.loaders.is_some() { "uses = [\"loaders\"]\n" } else { "" };
        if let Some(rate) = self.loaders {
            text += &format!("[capacity.loaders]\ncount = 1\nrate = \"{rate} t/h\"\n");
        }
        for (name, (rate, from, until), to) in
            [("road", self.road, ""), ("shuttle", self.shuttle, "to = \"park\"\n")]
        {
            let hours = format!("{from:02}:00\", until = \"{until:02}:00");
            text += &format!(
                "[mode.{name}]\nrate = \"{rate} t/h\"\nhours = [{{ from = \"{hours}\" }}]\n{to}{uses}"
            );
        }
        text += &format!("[mode.trucks]\nrate = \"{} t/h\"\n{uses}", self.trucks);
        text += &format!("[mode.feeder]\nbarge = true\n{uses}[mode.barge]\nbarge = true\n");
        text += "[cargo.coal]\nstacking = \"4 t/m2\"\n[cargo.sand]\nstacking = \"2 t/m2\"\n";
        if let Some(days) = self.dwell {
            text = text.replace("[cargo.coal]\n", &format!("[cargo.coal]\ndwell = \"{days} d\"\n"));
        }
        for (name, room) in [("park", self.park), ("floor", self.floor)] {
            text += &format!("[yard.{name}]\n");
            text += &room.map_or(String::new(), |room| format!("area = \"{room} m2\"\n"));
        }
        text += &format!("stock = {{ coal = \"{} t\" }}\n", self.stock.min(self.floor.unwrap_or(500) * 4));
        for (number, berth) in ["b1", "b2", "b3", "b4"].into_iter().enumerate() {
            let rate = 100 + 50 * number;
            let rates = format!("{{ coal = \"{rate} t/h\", sand = \"{rate} t/h\" }}");
            text +=
                &format!("[berth.{berth}]\n[equipment.crane-{berth}]\nat = \"{berth}\"\nrates = {rates}\n");
        }
        if let Some((day, hours)) = self.storm {
            for (name, begins, what) in [
                ("storm", 24 * day, "targets = [\"cranes\"]\neffect = \"suspend\"\n"),
                ("typhoon", 24 * day + 100, "targets = [\"port\"]\neffect = \"evacuate\"\n"),
            ] {
                let list = format!("list = [[\"{begins} h\", \"{} h\"]]", begins + hours);
                text += &format!("[closure.{name}]\nwhile = {{ {list} }}\n{what}");
            }
        }
        text += "[class.vessel]\nparcel = \"1000 t\"\n";
        for (number, trade) in ["coal-in", "sand-in", "coal-feeder", "coal-barge"].into_iter().enumerate() {
            text += &self.trade(number, trade);
        }
        text
    }

    fn trade(&self, number: usize, name: &str) -> String {
        let cargo = &name[..4];
        let direction = if number < 2 { "import" } else { "export" };
        let mut text = format!("[trade.{name}]\ncargo = \"{cargo}\"\ndirection = \"{direction}\"\n");
        match number {
            0 => {
                text += "yard = \"floor\"\nmodes = [\"road\", \"feeder\", \"shuttle\"]\nonward = [\"trucks\", \"barge\"]\n";
                if let Some((road, feeder)) = self.split {
                    let (road, feeder) = (f64::from(road) / 10.0, f64::from(feeder) / 10.0);
                    text += &format!("split = {{ road = {road}, feeder = {feeder}, shuttle = \"rest\" }}\n");
                    text += if self.fallback {
                        "fallback = { feeder = { to = \"road\", after = \"3 d\" } }\n"
                    } else {
                        ""
                    };
                }
            }
            1 => text += "yard = \"floor\"\nmodes = [\"shuttle\", \"road\"]\nonward = [\"trucks\"]\n",
            _ => {
                text += if number == 2 { "loads = \"feeder\"\n" } else { "loads = \"barge\"\n" };
                let keys = [("leaves_short_after", self.short), ("sails_after", self.sails)];
                for (key, hours) in keys {
                    text += &hours.map_or(String::new(), |hours| format!("{key} = \"{hours} h\"\n"));
                }
            }
        }
        let list: Vec<(u32, u32)> =
            self.calls[number].iter().map(|&(day, hour, size)| (24 * day + hour, size)).collect();
        let calls = sketch::calls(list);
        text + &format!("[trade.{name}.vessels.vessel]\n{calls}\n")
    }

    fn port(&self) -> Port {
        sketch::port(&self.text())
    }
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let calls = |most: usize| prop::collection::vec((0u32..50, 0u32..24, 1u32..40), 0..most);
    let yards = (
        prop::option::of(200u32..2000),
        prop::option::of(prop_oneof![Just(0u32), 50u32..1500]),
        prop::option::of(0u32..8),
        0u32..800,
    );
    let modes = (
        (20u32..300, 0u32..12, 13u32..24),
        (20u32..300, 0u32..12, 13u32..24),
        10u32..300,
        prop::option::of(50u32..500),
    );
    let rules = (
        prop::option::of((0u32..6, 0u32..5)),
        prop::option::of(0u32..60),
        prop::option::of(1u32..200),
        any::<bool>(),
        prop::option::of((1u32..40, 1u32..60)),
    );
    ([calls(8), calls(6), calls(8), calls(8)], yards, modes, rules).prop_map(
        |(calls, (floor, park, dwell, stock), (road, shuttle, trucks, loaders), rules)| {
            let (split, short, sails, fallback, storm) = rules;
            Sketch {
                calls,
                floor,
                park,
                dwell,
                road,
                shuttle,
                trucks,
                loaders,
                split,
                short,
                sails,
                fallback,
                storm,
                stock,
            }
        },
    )
}

/// Balances, and counts events.
fn sound(port: &Port) -> Result<(), String> {
    let plan = Plan { thorough: false, ..Plan::whole(port) };
    let run = Simulator::new(port).run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan);
    if run.balance_error.0 > 1e-6 {
        return Err(format!("balance: {:?}", run.balance_error));
    }
    if run.events > MANY_EVENTS {
        return Err(format!("{} events", run.events));
    }
    let period = &run.periods[0];
    for (flow, tally) in port.flows.iter().zip(&period.flows) {
        let served = tally.crossed + tally.short_tonnes + tally.afloat_end;
        let error = (tally.arrived_tonnes - served).0;
        if error.abs() > 1e-6 {
            return Err(format!("{}: {error} t neither carried, nor left behind, nor afloat", flow.name));
        }
    }
    // Water to water: what feeders and barges loaded is what their modes carried.
    for (mode, carries) in [("feeder", 2), ("barge", 3)] {
        let at = port.modes.iter().position(|other| other.name == mode).expect("a mode");
        let error = (period.modes[at].tonnes - period.flows[carries].crossed).0;
        if error.abs() > 1e-6 {
            return Err(format!("{mode}: {error} t on its way"));
        }
    }
    for (yard, tally) in port.yards.iter().zip(&period.yards) {
        let moved = tally.start + tally.landed + tally.delivered - tally.collected;
        if (moved - tally.end).0.abs() > 1e-6 {
            return Err(format!("yard {}: {moved:?} is not {:?}", yard.name, tally.end));
        }
        if tally.peak_use.is_some_and(|most| most > 1.0 + 1e-6) {
            return Err(format!("yard {}: {:?} of its room used", yard.name, tally.peak_use));
        }
    }
    Ok(())
}

#[test]
fn on_random_ports_with_barges_and_depots() {
    let config = sketch::trials(150);
    proptest!(config, |(sketch in sketch())| {
        let port = sketch.port();
        let sound = sound(&port);
        prop_assert!(sound.is_ok(), "{}\n{}", sound.unwrap_err(), sketch.text());
        let same = compare(&port, &Draws::fixed(), Seed { batch: 1, replication: 0 });
        prop_assert!(same.is_ok(), "{}\n{}", same.unwrap_err(), sketch.text());
    });
}
