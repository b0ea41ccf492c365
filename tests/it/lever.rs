//! Levers: what one changes, that the rest stays, and that every figure keeps its place among its draws.

use toumen::engine::Seed;
use toumen::lever::{Change, apply, berth_length};
use toumen::model::{Plan, Simulator};
use toumen::port::{
    CargoId, ClosureId, Dated, Draws, EquipmentId, Figure, ModeId, ModeKind, PassingRule, PlaceId, PlaceKind,
    Port, SectionId, Target, Timetable, Trigger, YardId,
};
use toumen::units::{Metres, Time};

use crate::validation::port;

fn toumen() -> Port {
    port("toumen-2025")
}

fn place(port: &Port, name: &str) -> PlaceId {
    PlaceId(port.places.iter().position(|place| place.name == name).expect("a place") as u32)
}

fn equipment(port: &Port, name: &str) -> EquipmentId {
    EquipmentId(port.equipment.iter().position(|kind| kind.name == name).expect("a kind") as u32)
}

fn seed(replication: u64) -> Seed {
    Seed { batch: 1, replication }
}

/// In every replication: count + 1, rate × 1.1, bed − 0.3 m, floor × 1.1, interval of one train a day → two a day, of the very value drawn
/// before; and no other draw moves.
#[test]
fn a_figure_keeps_its_quantile() {
    let port = toumen();
    let cranes = equipment(&port, "b-cranes");
    let yard = port.yards.iter().position(|yard| yard.name == "bulk").expect("bulk");
    let trains = port.modes.iter().position(|mode| mode.name == "rail-mainland").expect("rail");
    let changes = [
        Change::Machines(cranes, 1.0),
        Change::MachineRate(vec![cranes], 1.1),
        Change::Depth(vec![SectionId(0)], Metres(0.3)),
        Change::Room(vec![YardId(yard as u32)], 1.1),
        Change::Dwell(vec![CargoId(0)], 0.9),
        Change::Trains(ModeId(trains as u32), 1.0),
    ];
    let more = apply(&port, &changes);
    let end = port.study.end;
    for replication in 0..40 {
        let (before, after) = (Draws::draw(&port, seed(replication)), Draws::draw(&more, seed(replication)));
        assert_eq!(
            before.figures,
            after.figures[..before.figures.len()],
            "what was drawn is drawn as before"
        );
        assert_eq!((&before.paths, &before.mixes), (&after.paths, &after.mixes));
        let count = |port: &Port, draws: &Draws| port.equipment[cranes.index()].count.at(end, draws);
        assert!((count(&more, &after) - count(&port, &before) - 1.0).abs() < 1e-9);
        let bed = |port: &Port, draws: &Draws, at: Time| {
            let bed: &Dated<Metres> = port.sections[0].bed.as_ref().expect("a bed");
            bed.at(at, draws).0
        };
        for at in [Time::ZERO, end] {
            assert!(
                (bed(&more, &after, at) - bed(&port, &before, at) + 0.3).abs() < 1e-9,
                "at all its dates"
            );
        }
        let room = |port: &Port, draws: &Draws| port.yards[yard].capacity.room(end, draws);
        assert!((room(&more, &after) / room(&port, &before) - 1.1).abs() < 1e-9);
        let rate = |port: &Port, draws: &Draws| port.equipment[cranes.index()].rate_factor.at(draws);
        assert!((rate(&more, &after) / rate(&port, &before) - 1.1).abs() < 1e-9);
        let dwell = |port: &Port| port.cargoes[0].dwell.as_ref().expect("a dwell").mean.value.hours();
        assert!((dwell(&more) / dwell(&port) - 0.9).abs() < 1e-6);
    }
    let ModeKind::Rail(rail) = &more.modes[trains].kind else { panic!("trains") };
    let Timetable::Every { interval, .. } = &rail.timetable else { panic!("at intervals") };
    assert!((interval.value.hours() - 12.0).abs() < 1e-9);
}

/// What is not there before its date stays away: quay C has no crane in 2025 whatever is added to it.
#[test]
fn what_is_not_there_yet_stays_away() {
    let port = toumen();
    let more = apply(&port, &[Change::Machines(equipment(&port, "c-cranes"), 2.0)]);
    let count =
        |port: &Port, at| port.equipment[equipment(port, "c-cranes").index()].count.at(at, &Draws::fixed());
    assert_eq!(count(&more, port.study.end), 0.0);
    let later = port.almanac.year_start(2031);
    assert_eq!((count(&port, later), count(&more, later)), (8.0, 10.0));
}

/// Quay B: vessels of 250 m and 22.5 m of clearance make a berth of 272.5 m; six cranes on 560 m make 2.92, so three more.
#[test]
fn a_berth_of_a_quay_is_its_longest_vessel_and_machines_in_proportion() {
    let port = toumen();
    let b = place(&port, "b");
    assert_eq!(berth_length(&port, b), Some(Metres(272.5)));
    let more = apply(&port, &[Change::Berth(b)]);
    let length = |port: &Port| match &port.places[b.index()].kind {
        PlaceKind::Quay { length, .. } => length.at(Time::ZERO, &Draws::fixed()).0,
        PlaceKind::Berth { .. } => panic!("a quay"),
    };
    assert_eq!((length(&port), length(&more)), (560.0, 832.5));
    let cranes = equipment(&port, "b-cranes").index();
    let count = |port: &Port| port.equipment[cranes].count.at(port.study.end, &Draws::fixed());
    assert_eq!((count(&port), count(&more)), (6.0, 9.0));
}

/// A copied berth has the machines, closures and cleaning of the first, and stands behind it where places are listed.
#[test]
fn a_copied_berth_is_treated_as_the_first() {
    let text = "[cargo.coal]\n[class.handy]\nparcel = \"3 kt\"\n[berth.b1]\n[berth.b2]\n\
                [equipment.m1]\nat = \"b1\"\nrates.coal = \"400 t/h\"\n[equipment.m2]\nat = \"b2\"\nrates.coal = \"400 t/h\"\n\
                [closure.night]\nwhile = { daily = [{ from = \"22:00\", until = \"06:00\" }] }\ntargets = [\"equipment:m1\", \"equipment:m2\"]\neffect = \"suspend\"\n\
                [trade.coal-in]\ncargo = \"coal\"\ndirection = \"import\"\nplaces = [\"b1\", \"b2\"]\nvessels.handy.calls_per_year = 50\n";
    let source = toumen::scenario::Source { name: "twin.toml".to_owned(), bytes: text.as_bytes().to_vec() };
    let scenario = toumen::scenario::read(&source, &[], &mut |_| Err("no file".to_owned())).expect("sound");
    let twice = apply(&scenario.port, &[Change::Berth(PlaceId(0)), Change::Berth(PlaceId(0))]);
    let names: Vec<&str> = twice.places.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["b1", "b2", "b1+1", "b1+2"]);
    assert_eq!(twice.trades[0].places, [PlaceId(0), PlaceId(3), PlaceId(2), PlaceId(1)]);
    assert_eq!(twice.equipment[2].place, PlaceId(2));
    let targets: Vec<Target> = (0..4).map(|number| Target::Equipment(EquipmentId(number))).collect();
    assert_eq!(twice.closures[0].targets, targets);
}

/// Half the storms: about half the hours, all of them hours that were closed before, and the weather of others as it was.
#[test]
fn a_closure_halved_keeps_some_of_its_storms_and_brings_no_others() {
    let port = toumen();
    let number = port.closures.iter().position(|closure| closure.name == "gale-cranes").expect("gales");
    let other = port.closures.iter().position(|closure| closure.name == "fog-channel").expect("fog");
    let half = apply(&port, &[Change::Closures(vec![ClosureId(number as u32)], 0.5)]);
    assert_eq!(half.weathers.len(), port.weathers.len() + 1);
    let mut hours = [0.0, 0.0];
    for replication in 0..24 {
        let closed = |port: &Port| {
            let run = Simulator::new(port).run(&Draws::fixed(), seed(replication), &Plan::whole(port));
            (run.periods[0].closures[number], run.periods[0].closures[other])
        };
        let (before, after) = (closed(&port), closed(&half));
        assert!(after.0 <= before.0 + 1e-6, "replication {replication}: {after:?} of {before:?}");
        assert_eq!(before.1, after.1, "fog is as it was");
        hours[0] += before.0;
        hours[1] += after.0;
    }
    assert!((hours[1] / hours[0] - 0.5).abs() < 0.05, "{hours:?}");
}

/// Spans of the calendar keep their beginning and half of their length, over midnight as well; and may be left out altogether.
#[test]
fn spans_are_shortened_or_opened() {
    let mut port = toumen();
    let hours = |hours: i64| toumen::units::Duration::from_milliseconds(hours * 3_600_000);
    let night = toumen::port::Recurrence::Daily { from: hours(22), until: hours(6) };
    port.closures[0].trigger = Trigger::Calendar(vec![night]);
    let half = apply(&port, &[Change::Closures(vec![ClosureId(0)], 0.5)]);
    let expected = toumen::port::Recurrence::Daily { from: hours(22), until: hours(2) };
    assert_eq!(half.closures[0].trigger, Trigger::Calendar(vec![expected]));
    let open = apply(&port, &[Change::Open(vec![ClosureId(0)])]);
    let run = Simulator::new(&open).run(&Draws::fixed(), seed(0), &Plan::whole(&open));
    assert_eq!(run.periods[0].closures[0], 0.0);
}

#[test]
fn rules_are_relaxed() {
    let port = toumen();
    let free = apply(&port, &[Change::TwoWay(vec![SectionId(0)]), Change::NoDaylightRule]);
    assert_eq!(
        (free.sections[0].passing, free.sections[1].passing),
        (PassingRule::TwoWay, port.sections[1].passing)
    );
    assert_eq!(free.daylight.expect("stated").in_force, Figure::fixed(0.0));
}

/// A port that is only told of a lever that changes nothing gives the same run, to the last bit.
#[test]
fn a_lever_on_what_is_never_used_changes_nothing() {
    let port = toumen();
    let more = apply(&port, &[Change::Machines(equipment(&port, "c-cranes"), 2.0)]);
    for replication in 0..2 {
        let run = |port: &Port| {
            let draws = Draws::draw(port, seed(replication));
            Simulator::new(port).run(&draws, seed(replication), &Plan::whole(port))
        };
        assert_eq!(run(&port), run(&more));
    }
}
