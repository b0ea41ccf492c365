//! `[tide]`: the water over the beds, as constants, levels or windows (rule W2).

use super::daylight::utc_offset;
use super::tide_reach::Reach;
use super::{levels, windows};
use crate::port::{Figure, Water};
use crate::scenario::bounds::{ANY, NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::Lowering;
use crate::scenario::merge::Merging;
use crate::scenario::nearest::nearest;
use crate::scenario::node::Node;
use crate::scenario::reader::Reader;
use crate::units::{Degrees, Duration, Metres, Time};
use crate::window::{Constituent, Harmonics, Phases, Tide};

/// Longest run with a tide, in days: a table takes half a megabyte a year.
const LONGEST: f64 = 100.0 * 366.0;
/// Longest lag, hours: beyond it the curve is that of another tide.
const LONGEST_LAG: f64 = 24.0;

/// `None` if it cannot be read (reported).
pub(super) fn lower(
    low: &mut Lowering<'_>,
    node: &Node,
    reach: Reach,
    merging: &mut Merging<'_, '_>,
) -> Option<Water> {
    let mut table = Reader::open(low, node, "tide", None)?;
    if reach.end > Time::ZERO + Duration::from_days(LONGEST) {
        let message = "a run with a tide is at most 100 years long";
        low.report(Problem::new(Code::TooMany, node.key, "tide", message).help("shorten `horizon`"));
        return None;
    }
    let forms = ["constants", "series", "windows"].map(|key| (key, table.take(key)));
    let stated: Vec<(&str, &Node)> = forms.into_iter().filter_map(|(key, node)| Some((key, node?))).collect();
    if let [(first, _), (second, node), ..] = stated[..] {
        let message = format!("`{first}` and `{second}` exclude each other");
        let problem = Problem::new(Code::Conflict, node.key, &table.path_of(second), message);
        let help =
            format!("the water is stated in one way; a patch says `[tide]` and `{first} = false` first");
        low.report(problem.help(help));
    }
    let Some((form, inner)) = stated.first() else {
        let message = "`tide` has no constants, no series and no windows";
        let problem = Problem::new(Code::MissingKey, node.key, "tide.constants", message);
        low.report(problem.help("[tide.constants], then M2 = { amplitude = \"1.8 m\", phase = \"22 deg\" }"));
        return None;
    };
    let mean = table.figure(low, "mean_level", ANY);
    let factor = table.figure_or(low, "factor", POSITIVE, 1.0);
    let lag = table.figure_or(low, "lag", ANY.down_to(-LONGEST_LAG).up_to(LONGEST_LAG), Duration::ZERO);
    let phases = (*form == "constants").then(|| phases(low, &mut table));
    let path = table.path_of(form);
    let water = match *form {
        "constants" => {
            if !table.has("mean_level") {
                table.need_node(low, "mean_level");
            }
            let harmonics = constants(low, inner, &path, &table, phases.flatten());
            let curve = harmonics.map(|harmonics| {
                let (earliest, latest) = shifted(low, reach, &lag);
                Tide::harmonic(&harmonics, &low.almanac, earliest, latest)
            });
            mean.zip(curve).map(|(mean, curve)| Water::Tide { mean, factor, lag, curve })
        }
        "series" => levels::lower(low, inner, &path, table.origin(), (reach, &lag), merging).map(|levels| {
            let mean = mean.unwrap_or(Figure::fixed(Metres(levels.mean)));
            let curve = Tide::series(levels.first, levels.step, levels.about_mean);
            Water::Tide { mean, factor, lag, curve }
        }),
        _ => {
            no_levels(low, &mut table);
            windows::lower(low, inner, &path, table.origin(), reach).map(Water::Windows)
        }
    };
    no_phases(low, &mut table, form);
    table.finish(low);
    water
}

/// The part of the curve that is looked at, which lies earlier by the lag.
fn shifted(low: &Lowering<'_>, reach: Reach, lag: &Figure<Duration>) -> (Time, Time) {
    let (least, most) = low.range(lag);
    (reach.from() - Duration::from_hours(most), reach.until() - Duration::from_hours(least))
}

fn phases(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Phases> {
    let words = [("greenwich", true), ("local", false)];
    table.need_node(low, "phases")?;
    if table.choice(low, "phases", &words)? {
        let utc_offset = utc_offset(low, table)?;
        return Some(Phases::Greenwich { utc_offset });
    }
    if let Some(node) = table.take("utc_offset") {
        let message = "`utc_offset` is for phases from Greenwich; local ones are in local time";
        let problem = Problem::new(Code::Conflict, node.key, &table.path_of("utc_offset"), message);
        low.report(problem.help("take it out, or write phases = \"greenwich\""));
    }
    Some(Phases::Local)
}

/// Phases belong to constants.
fn no_phases(low: &mut Lowering<'_>, table: &mut Reader<'_>, form: &str) {
    if form != "constants" {
        exclude(low, table, "phases", form);
        exclude(low, table, "utc_offset", form);
    }
}

/// Stated windows stand for the levels: nothing shifts or scales them.
fn no_levels(low: &mut Lowering<'_>, table: &mut Reader<'_>) {
    for key in ["mean_level", "factor", "lag"] {
        exclude(low, table, key, "windows");
    }
}

fn exclude(low: &mut Lowering<'_>, table: &mut Reader<'_>, key: &'static str, form: &str) {
    if let Some(node) = table.take(key) {
        let message = format!("`{key}` has no meaning with `{form}`");
        low.report(Problem::new(Code::Conflict, node.key, &table.path_of(key), message).help("take it out"));
    }
}

/// The constants; `None` if they or the phases cannot be read (reported).
fn constants(
    low: &mut Lowering<'_>,
    node: &Node,
    path: &str,
    table: &Reader<'_>,
    phases: Option<Phases>,
) -> Option<Harmonics> {
    let all = Reader::open(low, node, path, table.origin())?;
    let mut constants: Vec<(Constituent, f64, f64)> = Vec::new();
    let mut sound = true;
    for (name, node) in all.entries() {
        if name == "source" || name == "assumed" {
            continue;
        }
        let one = constituent(low, name, node, &all);
        match one {
            Some(one) if constants.iter().any(|(other, ..)| *other == one.0) => {
                let message = format!("`{name}` is stated twice");
                low.report(Problem::new(Code::Duplicate, node.key, &all.path_of(name), message));
            }
            Some(one) => constants.push(one),
            None => sound = false,
        }
    }
    if constants.is_empty() && sound {
        let problem = Problem::new(Code::EmptyList, node.key, path, "`constants` names no constituent");
        low.report(problem.help("M2 = { amplitude = \"1.8 m\", phase = \"22 deg\" }"));
        return None;
    }
    Some(Harmonics { constants, phases: phases? }).filter(|_| sound)
}

fn constituent(
    low: &mut Lowering<'_>,
    name: &str,
    node: &Node,
    all: &Reader<'_>,
) -> Option<(Constituent, f64, f64)> {
    let path = all.path_of(name);
    let known = Constituent::named(name);
    if known.is_none() {
        let near = nearest(name, Constituent::names()).map(|near| format!("did you mean `{near}`? "));
        let names: Vec<&str> = Constituent::names().collect();
        let help = format!("{}known: {}", near.unwrap_or_default(), names.join(", "));
        let message = format!("there is no constituent `{name}` here");
        low.report(Problem::new(Code::UnknownChoice, node.key, &path, message).help(help));
    }
    let mut one = Reader::open(low, node, &path, all.origin())?;
    let amplitude: Option<Figure<Metres>> = one.need(low, "amplitude", NOT_NEGATIVE);
    let phase: Option<Figure<Degrees>> = one.need(low, "phase", ANY);
    for (key, draw) in [
        ("amplitude", amplitude.and_then(|figure| figure.draw)),
        ("phase", phase.and_then(|figure| figure.draw)),
    ] {
        if draw.is_some() {
            let message = format!("`{key}` is taken as stated and cannot have a spread");
            let help = "the `factor` and the `mean_level` of the tide may have one";
            low.report(
                Problem::new(Code::BadSpread, one.place_of(key), &one.path_of(key), message).help(help),
            );
        }
    }
    one.finish(low);
    Some((known?, amplitude?.value.0, phase?.value.0))
}
