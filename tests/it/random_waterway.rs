//! Random small ports whose vessels come by the hour, with everything on the water that may stand in a vessel's way: a decision that looks only at
//! those who may be able to go finds the same as one that looks at all (`Plan::thorough`), tonnes balance, and nobody is forgotten.

use proptest::prelude::*;
use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, Port};

use crate::hours;
use crate::short_way::compare;
use crate::sketch;

/// What a port may have, as lines of its scenario.
#[derive(Clone, Debug)]
struct Sketch {
    /// (hour, deep?, export?, hundreds of tonnes)
    arrivals: Vec<(u32, bool, bool, u32)>,
    parts: Vec<&'static str>,
    /// Lines within the section and within the class of deep vessels.
    section: Vec<&'static str>,
    deep: Vec<&'static str>,
    both: Vec<&'static str>,
    rules: Vec<&'static str>,
    transit: u32,
    /// Spans (first hour, length) in which vessels are ordered to sea, and in which nobody may start inbound.
    orders: Vec<(u32, u32)>,
    holds: Vec<(u32, u32)>,
}

const RULES: [&[&str]; 3] = [
    &[
        "",
        "clearance = \"strict-first-come\"",
        "clearance = \"priority\"",
        "clearance = \"tide-bound-first\"",
    ],
    &["", "room_held = \"6 h\"", "room_held = \"30 h\""],
    &["", "windows_hold = \"start\""],
];
const SECTION: [&[&str]; 4] = [
    &["passing = \"one-way\"", "passing = \"two-way\"", "passing = \"no-meeting\""],
    &["", "headway = \"30 min\"", "headway = \"2 h\""],
    &["", "convoy = { most = 1 }", "convoy = { most = 2, within = \"3 h\" }"],
    &["", "bed = \"-9 m\"", "bed = [{ value = \"-8 m\" }, { from = \"2025-01-20\", value = \"-9.5 m\" }]"],
];
const DEEP: [&[&str]; 4] = [
    &["", "no_meeting = true"],
    &["", "daylight = \"both\"", "daylight = \"inbound\""],
    &["", "exclusive = [\"approach\"]"],
    &["", "priority = 0"],
];
const BOTH: [&[&str]; 4] = [
    &["", "patience = \"3 d\"", "patience = \"8 h\""],
    &["", "anchorage = \"outer\""],
    &["", "mooring = \"1 h\"\nopening = \"2 h\"", "mooring = \"90 min\""],
    &["", "unmooring = \"1 h\""],
];
const PARTS: [&[&str]; 4] = [
    &[
        "",
        "[tide]\nmean_level = \"3 m\"\nphases = \"local\"\n[tide.constants]\nS2 = { amplitude = \"2 m\", phase = \"0 deg\" }",
        "[tide.windows]\nfirst = \"02:00\"\nlength = \"4 h\"\nevery = \"12 h\"",
    ],
    &["", "[daylight]\nfrom = \"06:00\"\nuntil = \"18:00\""],
    &[
        "",
        "[marine.tugs]\ncount = 2\ntravel = \"1 h\"\n[marine.tugs.need.all]\nboth = 1\n[marine.tugs.need.deep]\nclasses = [\"deep\"]\nboth = 2",
        "[marine.pilots]\ncount = [{ value = 1 }, { from = \"2025-01-15\", value = 3 }]\njob = \"5 h\"\nhours = [{ from = \"08:00\", until = \"20:00\" }]\n[marine.pilots.need.deep]\nclasses = [\"deep\"]\ninbound = 1",
    ],
    &["[anchorage.outer]\nplaces = 1", "[anchorage.outer]\nplaces = 2\nwhen_full = \"wait-outside\""],
];

impl Sketch {
    fn text(&self) -> String {
        let mut text = self.rules.join("\n");
        text += "\ncalendar = \"true\"\nstart = \"2025-01-01\"\nhorizon = \"120 days\"\n[cargo.coal]\n[berth.b1]\n[berth.b2]\n[berth.b3]\n";
        for berth in 1..=3 {
            text +=
                &format!("[equipment.crane-{berth}]\nat = \"b{berth}\"\nrates = {{ coal = \"100 t/h\" }}\n");
        }
        text +=
            &format!("[section.approach]\ntransit = \"{} min\"\n{}\n", self.transit, self.section.join("\n"));
        text += &self.parts.join("\n");
        for (class, laden) in [("deep", 10), ("shallow", 5)] {
            text += &format!(
                "\n[class.{class}]\nparcel = \"500 t\"\ndraught = {{ laden = \"{laden} m\", ballast = \"4 m\" }}\n"
            );
            text += &self.both.join("\n");
            if class == "deep" {
                text += &format!("\n{}", self.deep.join("\n"));
            }
        }
        for direction in ["import", "export"] {
            text += &format!("\n[trade.{direction}]\ncargo = \"coal\"\ndirection = \"{direction}\"\n");
            for class in ["deep", "shallow"] {
                text += &self.calls(direction, class);
            }
        }
        let spans = |spans: &[(u32, u32)]| {
            let mut hours: Vec<(u32, u32)> = Vec::new();
            for &(from, length) in spans {
                if hours.last().is_none_or(|last| last.1 < from) {
                    hours.push((from, from + length));
                }
            }
            let shown = hours.iter().map(|(from, until)| format!("[\"{from} h\", \"{until} h\"]"));
            shown.collect::<Vec<_>>().join(", ")
        };
        for (name, list, targets, effect) in [
            ("storm", &self.orders, "\"berth:b1\", \"berth:b2\"", "evacuate"),
            ("fog", &self.holds, "\"channel:inbound\"", "hold"),
        ] {
            if !list.is_empty() {
                text += &format!(
                    "[closure.{name}]\nwhile = {{ list = [{}] }}\ntargets = [{targets}]\neffect = \"{effect}\"\n",
                    spans(list)
                );
            }
        }
        text
    }

    fn calls(&self, direction: &str, class: &str) -> String {
        let mine = self
            .arrivals
            .iter()
            .filter(|call| call.1 == (class == "deep") && call.2 == (direction == "export"));
        let list: Vec<(u32, u32)> = mine.map(|call| (call.0, call.3)).collect();
        let calls = sketch::calls(list);
        format!("[trade.{direction}.vessels.{class}]\n{calls}\n")
    }

    fn port(&self) -> Port {
        sketch::port(&self.text())
    }
}

fn pick<const N: usize>(lists: [&'static [&'static str]; N]) -> impl Strategy<Value = Vec<&'static str>> {
    lists.map(|list| prop::sample::select(list.to_vec())).prop_map(|picked| picked.to_vec())
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let arrival = (0u32..24 * 25, any::<bool>(), any::<bool>(), 1u32..40);
    let spans = || {
        prop::collection::vec((0u32..24 * 28, 6u32..70), 0..4).prop_map(|mut spans| {
            spans.sort_unstable();
            spans
        })
    };
    (
        prop::collection::vec(arrival, 1..30),
        (pick(PARTS), pick(SECTION), pick(DEEP), pick(BOTH), pick(RULES)),
        prop::sample::select(vec![0u32, 60, 150, 240]),
        (spans(), spans()),
    )
        .prop_map(|(arrivals, (parts, section, deep, both, rules), transit, (orders, holds))| Sketch {
            arrivals,
            parts,
            section,
            deep,
            both,
            rules,
            transit,
            orders,
            holds,
        })
}

#[test]
fn nobody_is_forgotten_on_random_water() {
    let config = sketch::trials(300);
    proptest!(config, |(sketch in sketch())| {
        let port = sketch.port();
        let seed = Seed { batch: 1, replication: 0 };
        let same = compare(&port, &Draws::fixed(), seed);
        prop_assert!(same.is_ok(), "{}\n{}", same.unwrap_err(), sketch.text());
        let run = Simulator::new(&port).run(&Draws::fixed(), seed, &Plan::whole(&port));
        prop_assert!(run.balance_error.0 <= 1e-6, "{:?}\n{}", run.balance_error, sketch.text());
        prop_assert!(run.account_error <= 1e-6, "{} h\n{}", run.account_error, sketch.text());
        let months = crate::months::add_up(&port, &run);
        prop_assert!(months.is_ok(), "{}\n{}", months.unwrap_err(), sketch.text());
        let lost = |flow: &toumen::record::FlowTally| flow.diverted + flow.turned_away + flow.departed;
        for flow in run.periods.iter().flat_map(|period| &period.flows) {
            let inside = flow.arrived - lost(flow);
            prop_assert!(inside >= flow.waiting_end, "more wait than are here\n{}", sketch.text());
        }
        let gap = hours::greatest_gap(&port, run);
        prop_assert!(gap <= 1e-6, "{gap} h\n{}", sketch.text());
    });
}
