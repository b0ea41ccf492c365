//! Single-track lines and wagons: the formulas of the design codes, met by the simulation, and random lines that never lock up.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;
use toumen::engine::Seed;
use toumen::model::{Plan, Simulator};
use toumen::port::{Draws, ModeKind, Port};
use toumen::record::{LineMove, Occurrence, Run};
use toumen::scenario::{Source, read, render};
use toumen::units::{Duration, Time};

use crate::sketch;

fn port(text: &str) -> Port {
    let source = Source { name: "line.toml".to_owned(), bytes: text.as_bytes().to_vec() };
    match read(&source, &[], &mut |name| Err(name.to_owned())) {
        Ok(scenario) => scenario.port,
        Err(diagnostics) => panic!("{text}\n{}", render(&diagnostics, false)),
    }
}

fn run(port: &Port) -> Run {
    let plan = Plan { trace: true, ..Plan::whole(port) };
    Simulator::new(port).run(&Draws::fixed(), Seed { batch: 1, replication: 0 }, &plan)
}

/// A port whose only traffic is trains, with cargo for all of them.
fn trains(days: u32, stock: &str, tables: &str) -> String {
    format!(
        "calendar = \"plain\"\nhorizon = \"{days} days\"\n[cargo.ore]\n[berth.b1]\n[equipment.crane]\nat = \"b1\"\n\
         rates = {{ ore = \"100 t/h\" }}\n[yard.floor]\nstock = {{ ore = \"{stock}\" }}\n{tables}\n\
         [class.coaster]\nparcel = \"500 t\"\n[trade.ore-in]\ncargo = \"ore\"\ndirection = \"import\"\nyard = \"floor\"\n\
         modes = [\"rail\"]\n[trade.ore-in.vessels.coaster]\ncalls_per_year = 0\n"
    )
}

/// Times at which trains were back on the main line.
fn pairs(run: &Run, after: Time) -> usize {
    let out = |what| matches!(what, Occurrence::OnLine { what: LineMove::Out, .. });
    let entries = &run.trace.as_ref().expect("a log was asked for").entries;
    entries.iter().filter(|entry| out(entry.what) && entry.time >= after).count()
}

/// N = (1440 − TT) / (tW + tF + tB + tH) pairs a day (tB 4, tH 3, TT 90) is 43.55, 36.49 and 28.72 for 12, 15 and 20 min. Computed by hand
/// for a window from 01:00 to 02:30, trains always waiting, the exchange at once: let a day begin at 02:30 and last 1,350 min. On a first day
/// an inbound train starts at 0, and every 2t + 7 min; after 43 (36, 28) whole pairs there is time for one more inbound train by 1,350 and not
/// for its way back. So on the second day that train goes out first (t min, then 3), and just 43 (36, 28) pairs follow, no inbound train more:
/// the third day is as the first. Two days carry 87 (73, 57) pairs: 43.5, 36.5 and 28.5 a day. These are the formula's rounded down to half a
/// pair, as the code rounds, but for 36.49 → 36.5: the gap behind the last train of a day runs while the window is already open.
#[test]
fn a_saturated_section_carries_what_the_formula_says() {
    for (minutes, two_days, formula) in [(12, 87, 43.55_f64), (15, 73, 36.49), (20, 57, 28.72)] {
        let line = format!(
            "[line.spur]\nopposing = {{ after_inbound = \"4 min\", after_outbound = \"3 min\" }}\n\
             maintenance = [{{ from = \"01:00\", until = \"02:30\" }}]\n\
             [[line.spur.section]]\ninbound = \"{minutes} min\"\noutbound = \"{minutes} min\"\n\
             [mode.rail.rail]\nevery = \"20 min\"\nfirst = \"02:30\"\nnet_load = \"1 t\"\nline = \"spur\"\n"
        );
        // Trains come faster than they pass, from 02:30 of the first day on; counted are 40 days from 02:30 of the third.
        let port = port(&trains(43, "1 Mt", &line));
        let run = run(&port);
        let counted = |days: f64| pairs(&run, Time::ZERO + Duration::from_days(days) + minutes_of(150));
        let pairs = counted(2.0) - counted(42.0);
        assert_eq!(pairs, 20 * two_days, "{minutes} min");
        let a_day = pairs as f64 / 40.0;
        let busy = 2.0 * f64::from(minutes) + 7.0_f64;
        assert!((1350.0_f64 / busy - formula).abs() < 0.005);
        assert!((a_day - formula).abs() <= 0.5, "{a_day} pairs a day, formula {formula}");
    }
}

fn minutes_of(minutes: i64) -> Duration {
    Duration::from_milliseconds(minutes * 60_000)
}

/// Q = (L / Ly)·m·T·Gw·kL / KT with L 154 m, Ly 14 m, m 4, T 360 d, Gw 60 t, kL 0.8, KT 1.15: 661,148 t. Full trains, m a day, give
/// n·m·Gw·T = 11 × 4 × 60 × 360 = 950,400 t exactly. kL is the share of the line in use: 0.8 of the load stands on it. KT is the unevenness of
/// placements: the line is laid out for m trains on a full day, so there are m / KT a day on average, one every 6 h × 1.15 = 6.9 h. In 8,640 h
/// that is one at the start and 1,252 more: 1,253 trains of 11 × 48 t = 661,584 t, within one train of the formula (1,252.17 trains).
#[test]
fn a_loading_line_carries_what_the_formula_says() {
    let tonnes = |every: &str, load: &str| {
        let rail = format!(
            "[mode.rail.rail]\nevery = \"{every}\"\nfirst = \"0 h\"\nwagons = 11\nwagon_load = \"{load}\"\n\
             wagon_length = \"14 m\"\nsiding_length = \"154 m\"\ntracks = 1\nrate = \"660 t/h\"\n"
        );
        let run = run(&port(&trains(360, "2 Mt", &rail)));
        let mode = run.periods.iter().map(|period| &period.modes[0]);
        mode.fold((0, 0.0), |(trains, sum), mode| (trains + mode.trains, sum + mode.tonnes.0))
    };
    let (count, full) = tonnes("6 h", "60 t");
    assert_eq!(count, 4 * 360);
    assert!((full - 950_400.0).abs() < 1e-6 * full, "{full}");
    let (count, reduced) = tonnes("6.9 h", "48 t");
    let formula: f64 = 950_400.0 * 0.8 / 1.15;
    assert_eq!(count, 1253);
    assert!((formula - 661_147.8).abs() < 0.1 && (reduced - formula).abs() <= 11.0 * 48.0, "{reduced}");
}

/// A twentieth of the trains lack wagons, twice as often in the first half of the year; 20,000 trains due. Their number has mean 1,000 and
/// standard deviation 31; trains that come are counted apart.
#[test]
fn trains_lack_wagons_as_often_as_stated() {
    let rail = "[mode.rail.rail]\nper_day = 54.8\nnet_load = \"1 t\"\nwagon_shortage = 0.05\n\
                wagon_shortage_months = [2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0]\n";
    let run = run(&port(&trains(365, "1 Mt", rail)));
    let mode = &run.periods[0].modes[0];
    let months = |month: usize| {
        let absent = |entry: &&toumen::record::Entry| matches!(entry.what, Occurrence::TrainWithoutWagons(_));
        let entries = run.trace.iter().flat_map(|trace| &trace.entries).filter(absent);
        entries.filter(|entry| (entry.time - Time::ZERO).hours() / 730.0 >= month as f64).count()
    };
    let due = f64::from(mode.trains + mode.no_wagons);
    assert!((f64::from(mode.no_wagons) - 0.05 * due).abs() < 4.0 * 31.0, "{} of {due}", mode.no_wagons);
    assert_eq!(months(7), 0, "none from August on");
    assert!((mode.tonnes.0 - f64::from(mode.trains)).abs() < 1e-6);
}

/// A random line.
#[derive(Clone, Debug)]
struct Sketch {
    /// (inbound, outbound, loop) in minutes and trains; 0 = any number.
    sections: Vec<(u32, u32, u32)>,
    gaps: (u32, u32),
    headway: Option<u32>,
    maintenance: bool,
    held: bool,
    modes: Vec<Mode>,
}

/// (minutes of arrivals, tracks, minutes for loading, longest wait in minutes, shunting)
type Mode = (Vec<u32>, u32, u32, u32, u32);

impl Sketch {
    fn text(&self) -> String {
        let mut tables = format!(
            "[line.spur]\nopposing = {{ after_inbound = \"{} min\", after_outbound = \"{} min\" }}\n",
            self.gaps.0, self.gaps.1
        );
        if let Some(headway) = self.headway {
            tables += &format!("headway = \"{headway} min\"\n");
        }
        if self.maintenance {
            tables += "maintenance = [{ from = \"01:00\", until = \"02:30\" }, { days = [\"tue\"], from = \"09:00\", until = \"13:00\" }]\n";
        }
        for (number, (inbound, outbound, room)) in self.sections.iter().enumerate() {
            tables += &format!(
                "[[line.spur.section]]\ninbound = \"{inbound} min\"\noutbound = \"{outbound} min\"\n"
            );
            if *room > 0 && number + 1 < self.sections.len() {
                tables += &format!("loop = {room}\n");
            }
        }
        if self.held {
            tables += "[closure.fog]\nwhile = { daily = [{ from = \"05:00\", until = \"06:30\" }] }\ntargets = [\"line:spur\"]\neffect = \"hold\"\n";
        }
        let names = ["rail", "second", "third"];
        for (name, (comes, tracks, loading, wait, shunting)) in names.iter().zip(&self.modes) {
            let list: Vec<String> = comes.iter().map(|minute| format!("\"{minute} min\"")).collect();
            tables += &format!(
                "[mode.{name}.rail]\nlist = [{}]\nnet_load = \"70 t\"\nrate = \"60 t/h\"\nallotted = \"{loading} min\"\n\
                 max_wait = \"{wait} min\"\nshunting = \"{shunting} min\"\nline = \"spur\"\n",
                list.join(", ")
            );
            if *tracks > 0 {
                tables += &format!("tracks = {tracks}\n");
            }
        }
        let text = trains(200, "2 kt", &tables);
        let used: Vec<String> = names[..self.modes.len()].iter().map(|name| format!("\"{name}\"")).collect();
        text.replace("modes = [\"rail\"]", &format!("modes = [{}]", used.join(", ")))
    }
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let section = (5u32..60, 5u32..60, 0u32..4);
    let mode = (
        prop::collection::vec(0u32..3 * 1440, 1..40).prop_map(|mut comes| {
            comes.sort_unstable();
            comes
        }),
        0u32..4,
        prop::sample::select(vec![0u32, 10, 45, 200]),
        prop::sample::select(vec![0u32, 30, 600, 100_000]),
        prop::sample::select(vec![0u32, 0, 20]),
    );
    (
        prop::collection::vec(section, 1..5),
        (0u32..10, 0u32..10),
        prop::option::of(0u32..30),
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(mode, 1..4),
    )
        .prop_map(|(sections, gaps, headway, maintenance, held, modes)| Sketch {
            sections,
            gaps,
            headway,
            maintenance,
            held,
            modes,
        })
}

/// What the log must keep, kept by looking at it from outside.
struct Watch<'a> {
    sketch: &'a Sketch,
    /// By section: runs (start, end, inbound), in order of their start.
    runs: Vec<Vec<(i64, i64, bool)>>,
    /// By crossing place: trains that stand there.
    standing: Vec<u32>,
    /// By train: where it is: place, or the end of its run.
    trains: BTreeMap<(usize, u32), VecDeque<usize>>,
    came: u32,
    gone: u32,
}

fn watch(sketch: &Sketch, run: &Run) -> Result<(u32, u32), String> {
    let places = sketch.sections.len() + 1;
    let mut watch = Watch {
        sketch,
        runs: vec![Vec::new(); sketch.sections.len()],
        standing: vec![0; places],
        trains: BTreeMap::new(),
        came: 0,
        gone: 0,
    };
    let mut instant = Time::ZERO;
    for entry in &run.trace.as_ref().expect("a log was asked for").entries {
        if entry.time > instant {
            watch.rooms(instant)?;
            instant = entry.time;
        }
        watch.see(entry.time, entry.what)?;
    }
    watch.spacing()?;
    Ok((watch.came, watch.gone))
}

impl Watch<'_> {
    fn see(&mut self, time: Time, what: Occurrence) -> Result<(), String> {
        let minute = (time - Time::ZERO).milliseconds() / 60_000;
        match what {
            Occurrence::TrainArrived(_) => self.came += 1,
            Occurrence::OnLine { mode, train, what } => match what {
                LineMove::Starts { section, inbound } => {
                    let (towards, away, _) = self.sketch.sections[section - 1];
                    let run = i64::from(if inbound { towards } else { away });
                    self.runs[section - 1].push((minute, minute + run, inbound));
                    let (from, to) = if inbound { (section - 1, section) } else { (section, section - 1) };
                    if from > 0 && from < self.sketch.sections.len() {
                        self.standing[from] -= 1;
                    }
                    self.trains.entry((mode, train)).or_default().push_back(to);
                }
                LineMove::AtPlace { place, .. } => {
                    self.standing[place] += 1;
                    self.ends(mode, train, place)?;
                }
                LineMove::OnTrack => self.ends(mode, train, self.sketch.sections.len())?,
                LineMove::Out => {
                    self.ends(mode, train, 0)?;
                    self.gone += 1;
                }
            },
            _ => {}
        }
        Ok(())
    }

    fn ends(&mut self, mode: usize, train: u32, place: usize) -> Result<(), String> {
        let expected = self.trains.get_mut(&(mode, train)).and_then(VecDeque::pop_front);
        (expected == Some(place)).then_some(()).ok_or(format!("train {train} of {mode} is at {place}"))
    }

    /// When an instant is over, nobody stands where there is no room.
    fn rooms(&self, at: Time) -> Result<(), String> {
        for (place, &(_, _, room)) in (1..self.sketch.sections.len()).zip(&self.sketch.sections) {
            if room > 0 && self.standing[place] > room {
                return Err(format!("{} stand at place {place} at {at:?}", self.standing[place]));
            }
        }
        Ok(())
    }

    /// No opposing trains in a section at once, gaps and headways kept, nobody there during maintenance or held at its start.
    fn spacing(&self) -> Result<(), String> {
        for runs in &self.runs {
            for (at, &(start, end, inbound)) in runs.iter().enumerate() {
                for &(before, over, way) in &runs[..at] {
                    let gap = i64::from(if way { self.sketch.gaps.0 } else { self.sketch.gaps.1 });
                    let least = match (way == inbound, self.sketch.headway) {
                        (false, _) => over + gap,
                        (true, None) => over,
                        (true, Some(headway)) => before + i64::from(headway),
                    };
                    if start < least {
                        return Err(format!("a run at {start} after one from {before} to {over}"));
                    }
                }
                let within = |from: i64, until: i64, cycle: i64, day: i64| {
                    let begin = (start - day * 1440).rem_euclid(cycle);
                    begin < until && begin + end - start > from || begin + end - start > cycle + from
                };
                let closed = within(60, 150, 1440, 0) || within(540, 780, 7 * 1440, 1);
                if self.sketch.maintenance && closed {
                    return Err(format!("a run from {start} to {end} during maintenance"));
                }
                if self.sketch.held && (300..390).contains(&start.rem_euclid(1440)) {
                    return Err(format!("a run began at {start} while the line was held"));
                }
            }
        }
        Ok(())
    }
}

#[test]
fn random_lines_keep_their_rules_and_never_lock_up() {
    let config = sketch::trials(300);
    proptest!(config, |(sketch in sketch())| {
        let port = port(&sketch.text());
        let run = run(&port);
        prop_assert!(run.balance_error.0 <= 1e-6);
        let watched = watch(&sketch, &run);
        prop_assert!(watched.is_ok(), "{}\n{}", watched.unwrap_err(), sketch.text());
        // All trains come in the first three days of two hundred: by then everybody who came is gone.
        let (came, gone) = watched.unwrap_or_default();
        let mode = |at: usize| &run.periods[0].modes[at];
        let cancelled_on_main_line = cancelled(&run, &sketch);
        prop_assert!(came == gone + cancelled_on_main_line, "{came} came, {gone} are out\n{}", sketch.text());
        for (at, stated) in port.modes.iter().enumerate() {
            let ModeKind::Rail(rail) = &stated.kind else { continue };
            let carried = f64::from(mode(at).trains - mode(at).cancelled) * rail.mean_load(&Draws::fixed()).0;
            prop_assert!(mode(at).tonnes.0 <= carried + 1e-6);
        }
    });
}

/// Trains cancelled before they went in: those that were never seen on the line.
fn cancelled(run: &Run, sketch: &Sketch) -> u32 {
    let entries = &run.trace.as_ref().expect("a log was asked for").entries;
    let mut seen = std::collections::BTreeSet::new();
    for entry in entries {
        if let Occurrence::OnLine { mode, train, .. } = entry.what {
            seen.insert((mode, train));
        }
    }
    let all: usize = sketch.modes.iter().map(|mode| mode.0.len()).sum();
    let cancelled: u32 = (0..sketch.modes.len()).map(|at| run.periods[0].modes[at].cancelled).sum();
    ((all - seen.len()) as u32).min(cancelled)
}

/// Rule L4: cargo hauled by road to a mainland station is gate tonnes as well as rail tonnes. A train of 600 t over the gate lanes, and 400 t by
/// truck over the same lanes: the lanes moved 1,000 t, the rail mode 600 t.
#[test]
fn haul_to_a_mainland_station_counts_at_the_gate_and_by_rail() {
    let tables = "[capacity.gate-lanes]\nrate = \"300 t/h\"\n[mode.rail]\nuses = [\"gate-lanes\"]\ngate = true\n\
                  rail = { list = [\"0 h\"], net_load = \"600 t\", rate = \"200 t/h\" }\n\
                  [mode.road]\nrate = \"100 t/h\"\nuses = [\"gate-lanes\"]\ngate = true\n";
    let text = trains(2, "1 kt", tables).replace("modes = [\"rail\"]", "modes = [\"rail\", \"road\"]");
    let port = port(&text);
    assert!(port.modes.iter().all(|mode| mode.through_gate));
    let run = run(&port);
    let period = &run.periods[0];
    let carried: Vec<f64> = period.modes.iter().map(|mode| mode.tonnes.0).collect();
    assert!((carried[0] - 600.0).abs() < 1e-6 && (carried[1] - 400.0).abs() < 1e-6, "{carried:?}");
    assert!((period.capacities[0].used.0 - 1000.0).abs() < 1e-6, "{:?}", period.capacities);
}
