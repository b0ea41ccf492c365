//! One file for each kind of table: what it may say, and how it becomes part of the port. It leaves out checks across
//! tables, which follow in `check`.

mod anchorage;
mod cargo;
mod change;
mod channel;
mod class;
mod cleaning;
mod closure;
mod crew;
mod daylight;
mod demand;
mod equipment;
mod flow;
mod land;
mod levels;
mod lever;
mod line;
mod maintenance;
mod marine;
mod onward;
mod pauses;
mod place;
mod rail;
mod road;
mod room;
mod season;
mod series;
mod sheet;
mod shift;
mod span;
mod steps;
mod study;
mod target;
mod tide;
mod tide_reach;
mod trade;
mod trigger;
mod volume;
mod weather;
mod windows;
mod yard;

use super::diagnostic;
use super::lowering::{Kind, Lowering};
use super::merge::{Document, Merging, NAMED};
use super::node::{Node, Table};
use super::reader::Reader;
use crate::lever::Lever;
use crate::port::{
    BerthingRule, Class, ClearanceRule, Closure, Crew, Daylight, Equipment, Figure, Place, Port, Section,
    Water, WindowTest,
};
use crate::scenario::bounds::NOT_NEGATIVE;
use crate::units::{Duration, Time};
use tide_reach::Reach;

/// Lowers a document. The port is whole only if no error was reported; it is then free of dangling names.
pub(super) fn lower<'a>(
    document: &'a Document,
    merging: &mut Merging<'_, '_>,
    file: usize,
    title: &str,
) -> (Port, Vec<Lever>, Lowering<'a>) {
    let mut reader = Reader::root(&document.root, diagnostic::Place { file, start: 0, end: 0 });
    let (mut lowering, calendar) = study::calendar(&mut reader);
    index(&mut lowering, &document.root, merging);
    let low = &mut lowering;
    let study = study::lower(low, &mut reader, title, calendar);
    let outside = outside_of_names(low, &mut reader);
    reader.finish(low);

    // Cargoes come first: what a vehicle or box weighs is needed to read parcels and rates.
    let cargoes = each(low, Kind::Cargo, cargo::lower);
    let pieces = class::pieces(low);
    let classes: Vec<Class> = (low.entries(Kind::Class).into_iter().zip(pieces))
        .map(|(entry, piece)| class::lower(low, entry, piece))
        .collect();
    let demands = each(low, Kind::Demand, demand::lower);
    let (mut trades, mut flows) = (Vec::new(), Vec::new());
    for (number, entry) in low.entries(Kind::Trade).into_iter().enumerate() {
        trades.push(trade::lower(low, entry, number as u32, &cargoes, &mut flows, merging));
    }
    let seasons = each(low, Kind::Season, season::lower);
    let sections = each(low, Kind::Section, channel::lower);
    let (water, daylight) = outside.water(low, study.end, &sections, &classes, merging);
    let anchorages = each(low, Kind::Anchorage, anchorage::lower);
    let marine = each(low, Kind::Marine, marine::lower);
    let (places, equipment, crews) = quayside(low);
    let (yards, capacities) = (each(low, Kind::Yard, yard::lower), each(low, Kind::Capacity, land::capacity));
    let (lines, modes) = (each(low, Kind::Line, line::lower), each(low, Kind::Mode, land::mode));
    let (weathers, series) = (each(low, Kind::Weather, weather::lower), series::all(low, study.end, merging));
    let (closures, of_hours) = all_closures(low);
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
        window_test: outside.window_test,
        daylight,
        marine,
        anchorages,
        clearance_rule: outside.clearance,
        room_held: outside.room_held,
        places,
        berthing_rule: outside.berthing,
        equipment,
        yards,
        capacities,
        modes,
        weathers,
        series,
        closures,
        causes: low.causes.clone(),
        uncertain: low.uncertain.clone(),
        crews,
        lines,
    };
    let levers = lever::all(low, &port, outside.default_levers, of_hours);
    (port, levers, lowering)
}

/// Quays and berths, the machines on them, and the crews that man some of these.
fn quayside(low: &mut Lowering<'_>) -> (Vec<Place>, Vec<Equipment>, Vec<Crew>) {
    let places = each(low, Kind::Place, place::lower);
    let equipment = each(low, Kind::Equipment, equipment::lower);
    let crews = crew::all(low, &equipment);
    (places, equipment, crews)
}

/// The closures stated, then those that come from working hours; and the first of these.
fn all_closures(low: &mut Lowering<'_>) -> (Vec<Closure>, usize) {
    let mut closures = each(low, Kind::Closure, closure::lower);
    let of_hours = closures.len();
    closures.append(&mut low.hours);
    (closures, of_hours)
}

/// What stands outside of named tables, beside the study.
struct Outside<'a> {
    berthing: BerthingRule,
    clearance: ClearanceRule,
    room_held: Figure<Duration>,
    window_test: WindowTest,
    tide: Option<&'a Node>,
    daylight: Option<&'a Node>,
    default_levers: bool,
}

/// Reads what stands outside of named tables; tide and daylight wait for the sections.
fn outside_of_names<'a>(low: &mut Lowering<'_>, reader: &mut Reader<'a>) -> Outside<'a> {
    let berthing = [("first-fit", BerthingRule::FirstFit), ("smallest-fit", BerthingRule::SmallestFit)];
    let clearance = [
        ("greedy", ClearanceRule::Greedy),
        ("strict-first-come", ClearanceRule::StrictFirstCome),
        ("priority", ClearanceRule::Priority),
        ("tide-bound-first", ClearanceRule::TideBoundFirst),
    ];
    let tests = [("whole-transit", WindowTest::Whole), ("start", WindowTest::Start)];
    let outside = Outside {
        berthing: reader.choice(low, "berthing", &berthing).unwrap_or(BerthingRule::FirstFit),
        clearance: reader.choice(low, "clearance", &clearance).unwrap_or(ClearanceRule::Greedy),
        room_held: reader.figure_or(low, "room_held", NOT_NEGATIVE.up_to(1000.0 * 24.0), Duration::ZERO),
        window_test: reader.choice(low, "windows_hold", &tests).unwrap_or(WindowTest::Whole),
        tide: reader.take("tide"),
        daylight: reader.take("daylight"),
        default_levers: reader.flag(low, "default_levers").unwrap_or(true),
    };
    low.tide = outside.tide.map(|node| node.key);
    low.daylight = outside.daylight.map(|node| node.key);
    for section in NAMED {
        reader.take(section);
    }
    outside
}

impl Outside<'_> {
    fn water(
        &self,
        low: &mut Lowering<'_>,
        end: Time,
        sections: &[Section],
        classes: &[Class],
        merging: &mut Merging<'_, '_>,
    ) -> (Water, Option<Daylight>) {
        let reach = Reach::new(low, end, sections, classes);
        let water = self.tide.and_then(|node| tide::lower(low, node, reach, merging));
        let daylight = self.daylight.and_then(|node| daylight::lower(low, node));
        (water.unwrap_or(Water::Still), daylight)
    }
}

fn each<'a, T>(
    lowering: &mut Lowering<'a>,
    kind: Kind,
    lower: fn(&mut Lowering<'a>, super::lowering::Entry<'a>) -> T,
) -> Vec<T> {
    lowering.entries(kind).into_iter().map(|entry| lower(lowering, entry)).collect()
}

/// Names of all things, and which files are presets: what every table is read with.
fn index<'a>(lowering: &mut Lowering<'a>, root: &'a Table, merging: &Merging<'_, '_>) {
    lowering.presets = merging.presets.clone();
    let kinds: [(Kind, &[&'static str]); 19] = [
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
        (Kind::Series, &["series"]),
        (Kind::Closure, &["closure"]),
        (Kind::Crew, &["crew"]),
        (Kind::Line, &["line"]),
        (Kind::Lever, &["lever"]),
    ];
    for (kind, sections) in kinds {
        lowering.index(root, kind, sections);
    }
}
