//! One file for each kind of table: what it may say, and how it becomes part of the port. It leaves out checks across
//! tables, which follow in `check`.

mod anchorage;
mod cargo;
mod channel;
mod class;
mod closure;
mod daylight;
mod demand;
mod equipment;
mod flow;
mod land;
mod levels;
mod marine;
mod place;
mod season;
mod sheet;
mod span;
mod study;
mod target;
mod tide;
mod trade;
mod trigger;
mod volume;
mod weather;
mod windows;
mod yard;

use super::diagnostic::Place;
use super::lowering::{Kind, Lowering};
use super::merge::{Document, Merging, NAMED};
use super::node::Table;
use super::reader::Reader;
use crate::port::{BerthingRule, Class, ClearanceRule, Port, Water, WindowTest};
use tide::Reach;

/// Lowers a document. The port is whole only if no error was reported; it is then free of dangling names.
pub(super) fn lower<'a>(
    document: &'a Document,
    merging: &mut Merging<'_, '_>,
    file: usize,
    title: &str,
) -> (Port, Lowering<'a>) {
    let root = &document.root;
    let start = Place { file, start: 0, end: 0 };
    let mut reader = Reader::root(root, start);
    let (mut lowering, calendar) = study::calendar(&mut reader);
    index(&mut lowering, root);
    let low = &mut lowering;
    let study = study::lower(low, &mut reader, title, calendar);
    let (berthing_rule, clearance_rule, window_test) = rules(low, &mut reader);
    let (tide, daylight) = (reader.take("tide"), reader.take("daylight"));
    low.tide = tide.map(|node| node.key);
    low.daylight = daylight.map(|node| node.key);
    for section in NAMED {
        reader.take(section);
    }
    reader.finish(low);

    // Cargoes come first: what a vehicle or box weighs is needed to read parcels and rates.
    let cargoes = each(low, Kind::Cargo, cargo::lower);
    let pieces = class::pieces(low);
    let classes: Vec<Class> = (low.entries(Kind::Class).into_iter().zip(pieces))
        .map(|(entry, piece)| class::lower(low, entry, piece))
        .collect();
    let demands = each(low, Kind::Demand, demand::lower);
    let mut trades = Vec::new();
    let mut flows = Vec::new();
    for (number, entry) in low.entries(Kind::Trade).into_iter().enumerate() {
        trades.push(trade::lower(low, entry, number as u32, &cargoes, &mut flows, merging));
    }
    let seasons = each(low, Kind::Season, season::lower);
    let sections = each(low, Kind::Section, channel::lower);
    let reach = Reach::new(low, study.end, &sections, &classes);
    let water = tide.and_then(|node| tide::lower(low, node, reach, merging)).unwrap_or(Water::Still);
    let daylight = daylight.and_then(|node| daylight::lower(low, node));
    let anchorages = each(low, Kind::Anchorage, anchorage::lower);
    let marine = each(low, Kind::Marine, marine::lower);
    let places = each(low, Kind::Place, place::lower);
    let equipment = each(low, Kind::Equipment, equipment::lower);
    let yards = each(low, Kind::Yard, yard::lower);
    let capacities = each(low, Kind::Capacity, land::capacity);
    let modes = each(low, Kind::Mode, land::mode);
    let weathers = each(low, Kind::Weather, weather::lower);
    let mut closures = each(low, Kind::Closure, closure::lower);
    closures.append(&mut low.hours);
    let port = Port {
        study,
        almanac: low.almanac,
        cargoes,
        demands,
        trades,
        flows,
        seasons,
        classes,
        sections,
        water,
        window_test,
        daylight,
        marine,
        anchorages,
        clearance_rule,
        places,
        berthing_rule,
        equipment,
        yards,
        capacities,
        modes,
        weathers,
        closures,
        causes: low.causes.clone(),
        uncertain: low.uncertain.clone(),
    };
    (port, lowering)
}

/// Who berths where, who goes next, and how windows are tested.
fn rules(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> (BerthingRule, ClearanceRule, WindowTest) {
    let berthing = [("first-fit", BerthingRule::FirstFit), ("smallest-fit", BerthingRule::SmallestFit)];
    let clearance = [
        ("greedy", ClearanceRule::Greedy),
        ("strict-first-come", ClearanceRule::StrictFirstCome),
        ("priority", ClearanceRule::Priority),
        ("tide-bound-first", ClearanceRule::TideBoundFirst),
    ];
    let tests = [("whole-transit", WindowTest::Whole), ("start", WindowTest::Start)];
    (
        reader.choice(low, "berthing", &berthing).unwrap_or(BerthingRule::FirstFit),
        reader.choice(low, "clearance", &clearance).unwrap_or(ClearanceRule::Greedy),
        reader.choice(low, "windows_hold", &tests).unwrap_or(WindowTest::Whole),
    )
}

fn each<'a, T>(
    lowering: &mut Lowering<'a>,
    kind: Kind,
    lower: fn(&mut Lowering<'a>, super::lowering::Entry<'a>) -> T,
) -> Vec<T> {
    lowering.entries(kind).into_iter().map(|entry| lower(lowering, entry)).collect()
}

fn index<'a>(lowering: &mut Lowering<'a>, root: &'a Table) {
    let kinds: [(Kind, &[&'static str]); 15] = [
        (Kind::Cargo, &["cargo"]),
        (Kind::Demand, &["demand"]),
        (Kind::Trade, &["trade"]),
        (Kind::Season, &["season"]),
        (Kind::Class, &["class"]),
        (Kind::Section, &["section"]),
        (Kind::Anchorage, &["anchorage"]),
        (Kind::Marine, &["marine"]),
        (Kind::Place, &["quay", "berth"]),
        (Kind::Equipment, &["equipment"]),
        (Kind::Yard, &["yard"]),
        (Kind::Capacity, &["capacity"]),
        (Kind::Mode, &["mode"]),
        (Kind::Weather, &["weather"]),
        (Kind::Closure, &["closure"]),
    ];
    for (kind, sections) in kinds {
        lowering.index(root, kind, sections);
    }
}
