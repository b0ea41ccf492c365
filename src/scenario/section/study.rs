//! The question: title, calendar, window, target, service level, records and marks. Keys outside of tables, and the
//! tables `target`, `service`, `observation`, `mark`.

use crate::port::{Label, Mark, Observation, Service, Study};
use crate::scenario::bounds::{ANY, AT_LEAST_ONE, NOT_NEGATIVE, POSITIVE, SHARE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::{date, instant};
use crate::scenario::lowering::Lowering;
use crate::scenario::node::Node;
use crate::scenario::quantity::Dimension;
use crate::scenario::reader::Reader;
use crate::units::{Almanac, Date, Duration, Time, TonnesPerYear, YearKind};

/// Longest horizon and warm-up, in calendar years.
const LONGEST: i16 = 1000;
/// Latest year of the measured window, so that dates stay within four digits.
const LAST_YEAR: i16 = 9990;

/// The first day of a scenario that states none.
const FIRST_DAY: Date = Date { year: 2025, month: 1, day: 1 };

/// The calendar, read before all else; problems with it are reported by `lower`.
pub(super) fn calendar<'a>(reader: &mut Reader<'_>) -> (Lowering<'a>, Vec<Problem>) {
    let mut scratch = Lowering::new(Almanac::new(FIRST_DAY, YearKind::True));
    let kinds = [("true", YearKind::True), ("plain", YearKind::Plain)];
    let kind = reader.choice(&mut scratch, "calendar", &kinds).unwrap_or(YearKind::True);
    let start = reader.take("start").and_then(|node| match node.text().map(|text| date(text, kind)) {
        Some(Ok(date)) if date.year < LAST_YEAR => Some(date),
        Some(Err(why)) => {
            let help = "write it as start = \"2025-01-01\"";
            scratch.report(
                Problem::new(Code::BadDate, node.place, "start", format!("`start`: {why}")).help(help),
            );
            None
        }
        Some(Ok(_)) => {
            let message = format!("`start` must be before {LAST_YEAR}");
            scratch.report(Problem::new(Code::OutOfRange, node.place, "start", message));
            None
        }
        None => {
            scratch.wrong_type(node, "start", "a date in quotes: \"2025-01-01\"");
            None
        }
    });
    (Lowering::new(Almanac::new(start.unwrap_or(FIRST_DAY), kind)), scratch.problems)
}

/// The rest of the study.
pub(super) fn lower(
    low: &mut Lowering<'_>,
    reader: &mut Reader<'_>,
    title: &str,
    calendar: Vec<Problem>,
) -> Study {
    calendar.into_iter().for_each(|problem| low.report(problem));
    let title = reader
        .label_at(low, "title")
        .unwrap_or_else(|| Label { english: title.to_owned(), chinese: String::new() });
    let begin = reader.take("warm_up").and_then(|node| window(low, node, "warm_up", Time::ZERO));
    let begin = begin.unwrap_or(Time::ZERO);
    let end = match reader.take("horizon") {
        Some(node) => window(low, node, "horizon", begin).filter(|end| {
            let sound = *end > begin;
            if !sound {
                let message = "`horizon` must be above 0";
                low.report(Problem::new(Code::OutOfRange, node.place, "horizon", message));
            }
            sound
        }),
        None => after_years(low.almanac, begin, 1),
    };
    let end = end.unwrap_or(begin + Duration::from_days(365.0));
    let replications = reader.whole(low, "replications", AT_LEAST_ONE.up_to(1e7));
    let seed = reader.whole(low, "seed", NOT_NEGATIVE.up_to(9.007e15));
    let (target, design_capacity) = targets(low, reader);
    Study {
        title,
        warm_up: begin - Time::ZERO,
        end,
        replications: replications.unwrap_or(200.0) as u32,
        seed: seed.unwrap_or(1.0) as u64,
        target,
        design_capacity,
        service: service(low, reader),
        observations: observations(low, reader),
        marks: marks(low, reader),
    }
}

/// The end of a span that begins at `begin`: calendar years, or any time.
fn window(low: &mut Lowering<'_>, node: &Node, key: &str, begin: Time) -> Option<Time> {
    let years = node.text().and_then(|text| {
        let text = text.trim();
        let digits = text.trim_end_matches(|sign: char| sign.is_alphabetic()).trim();
        let unit = text[digits.len()..].trim();
        let whole = digits.parse::<u32>().ok();
        matches!(unit, "year" | "years" | "a" | "年").then_some((whole, digits.to_owned()))
    });
    let end = match years {
        Some((Some(years), _)) if years <= LONGEST as u32 => after_years(low.almanac, begin, years as i16),
        Some((whole, written)) => {
            let message = match whole {
                Some(_) => format!("`{key}` must be at most 1,000 years"),
                None => format!("`{key}` in years must be a whole number, not {written}"),
            };
            low.report(Problem::new(Code::OutOfRange, node.place, key, message));
            return None;
        }
        None => {
            let hours = low.number(node, key, Dimension::Time, NOT_NEGATIVE)?;
            Some(begin + Duration::from_hours(hours))
        }
    };
    let end = end.filter(|end| *end < low.almanac.year_start(LAST_YEAR));
    if end.is_none() {
        let message = format!("`{key}` reaches beyond the year {LAST_YEAR}");
        low.report(Problem::new(Code::OutOfRange, node.place, key, message));
    }
    end
}

/// The same day and hour, `years` later; 1 March where there is no 29 February.
fn after_years(almanac: Almanac, begin: Time, years: i16) -> Option<Time> {
    let date = almanac.date(begin);
    let rest = begin - almanac.instant(date);
    let year = date.year.checked_add(years).filter(|year| *year <= 9999)?;
    let day =
        Date::new(year, date.month, date.day, almanac.kind()).unwrap_or(Date { year, month: 3, day: 1 });
    Some(almanac.instant(day) + rest)
}

fn sub<'n>(low: &mut Lowering<'_>, reader: &mut Reader<'n>, key: &'static str) -> Option<Reader<'n>> {
    let node = reader.take(key)?;
    Reader::open(low, node, key, None)
}

fn targets(
    low: &mut Lowering<'_>,
    reader: &mut Reader<'_>,
) -> (Option<TonnesPerYear>, Option<TonnesPerYear>) {
    let Some(mut table) = sub(low, reader, "target") else { return (None, None) };
    let target = table.certain(low, "throughput", POSITIVE);
    let design = table.certain(low, "design_capacity", POSITIVE);
    table.finish(low);
    (target, design)
}

fn service(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> Service {
    let mut service =
        Service { waiting_ratio: Some(0.5), berthed_share: Some(0.9), within: Duration::from_hours(48.0) };
    let Some(mut table) = sub(low, reader, "service") else { return service };
    let mut level = |table: &mut Reader<'_>, key, bounds, otherwise| match table.take(key) {
        Some(node) if node.text() == Some("none") => None,
        Some(node) => low.number(node, &table.path_of(key), Dimension::Number, bounds),
        None => otherwise,
    };
    service.waiting_ratio = level(&mut table, "waiting_ratio", NOT_NEGATIVE, service.waiting_ratio);
    service.berthed_share = level(&mut table, "berthed_share", SHARE, service.berthed_share);
    if let Some(node) = table.take("berthed_within")
        && let Some(hours) = low.number(node, "service.berthed_within", Dimension::Time, NOT_NEGATIVE)
    {
        service.within = Duration::from_hours(hours);
    }
    table.finish(low);
    service
}

/// The readers of the tables of a section that no other table refers to.
fn tables<'n>(
    low: &mut Lowering<'_>,
    reader: &mut Reader<'n>,
    section: &'static str,
) -> Vec<(&'n str, Reader<'n>)> {
    let Some(all) = sub(low, reader, section) else { return Vec::new() };
    let mut tables = Vec::new();
    for (name, node) in all.entries() {
        let path = all.path_of(name);
        if let Some(table) = Reader::open(low, node, &path, None) {
            tables.push((name.as_str(), table));
        }
    }
    tables
}

fn observations(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> Vec<Observation> {
    let mut observations = Vec::new();
    for (name, mut table) in tables(low, reader, "observation") {
        let label = table.label(low, name);
        let mut day = |low: &mut Lowering<'_>, key| {
            let node = table.need_node(low, key)?;
            instant(low, node, &table.path_of(key))
        };
        let (from, until) = (day(low, "from"), day(low, "until"));
        if let (Some(from), Some(until)) = (from, until)
            && from >= until
        {
            let path = table.path_of("until");
            low.report(Problem::new(
                Code::OutOfOrder,
                table.place_of("until"),
                &path,
                "`until` is not after `from`",
            ));
        }
        let tonnes = match table.need_node(low, "tonnes") {
            Some(node) => low.certain(node, &table.path_of("tonnes"), NOT_NEGATIVE, table.origin()),
            None => None,
        };
        let tolerance = table.number(low, "tolerance", SHARE).unwrap_or(0.1);
        let uses = [("calibrated", true), ("held-out", false)];
        let calibrated = table.choice(low, "use", &uses).unwrap_or(false);
        table.finish(low);
        if let (Some(from), Some(until), Some(tonnes)) = (from, until, tonnes) {
            observations.push(Observation { label, from, until, tonnes, tolerance, calibrated });
        }
    }
    observations
}

fn marks(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (name, mut table) in tables(low, reader, "mark") {
        let label = table.label(low, name);
        let at = table.need(low, "at", ANY);
        table.finish(low);
        marks.extend(at.map(|at| Mark { label, at }));
    }
    marks
}
