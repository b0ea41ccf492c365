//! Volumes by calendar year: one figure, a table by year, low/base/high, growth (rule D1).

use crate::port::{DrawId, Figure, Path, Spread, Uncertain, YearVolume};
use crate::scenario::Origin;
use crate::scenario::bounds::{ANY, Bounds, NOT_NEGATIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::Lowering;
use crate::scenario::node::{Node, Table, Value};
use crate::scenario::quantity::{Dimension, Piece};
use crate::scenario::reader::Reader;
use crate::units::TonnesPerYear;

const FORMS: &str =
    "\"10 Mt/year\", a table by year { \"2024\" = \"9 Mt/year\", \"2025\" = … }, or { low, base, high }";

/// `tonnes` and `growth` of a table: its path, and the factor on all years. `None` if there is none or it cannot be read.
pub(super) fn volume(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    piece: Option<Piece>,
    statistical: f64,
    one_draw: bool,
) -> Option<(Path, Figure<f64>)> {
    let bounds = NOT_NEGATIVE.per(piece).scaled(if piece.is_some() { statistical } else { 1.0 });
    let growth = table.take("growth");
    let Some(node) = table.take("tonnes") else {
        if let Some(growth) = growth {
            let message = "`growth` extends `tonnes`, which is missing";
            low.report(Problem::new(Code::MissingKey, growth.key, &table.path_of("growth"), message));
        }
        return None;
    };
    let path = table.path_of("tonnes");
    let first_year = low.almanac.start().year;
    let by_year = (node.table()).filter(|table| table.entries.iter().any(|(key, _)| year_of(key).is_some()));
    let mut factor = Figure::fixed(1.0);
    let mut years = match by_year {
        Some(inner) => by_years(low, node, inner, &path, bounds, table.origin())?,
        None => {
            let (volume, draw) = one_year(low, node, &path, first_year, bounds, table.origin(), one_draw)?;
            factor.draw = draw;
            vec![volume]
        }
    };
    if let Some(growth) = growth {
        grow(low, growth, &table.path_of("growth"), &mut years, table.origin())?;
    }
    Some((Path { years }, factor))
}

fn year_of(key: &str) -> Option<i16> {
    key.parse().ok().filter(|year| (1..=9999).contains(year) && key.len() == 4)
}

fn by_years(
    low: &mut Lowering<'_>,
    node: &Node,
    inner: &Table,
    path: &str,
    bounds: Bounds,
    inherited: Option<&Origin>,
) -> Option<Vec<YearVolume>> {
    let origin = low.origin(node, path).or_else(|| inherited.cloned());
    let mut years: Vec<YearVolume> = Vec::new();
    let mut sound = true;
    for (key, entry) in &inner.entries {
        if key == "source" || key == "assumed" {
            continue;
        }
        let path = format!("{path}.{key}");
        let Some(year) = year_of(key) else {
            let message = format!("`{key}` is not a year");
            let help = "keys are years in quotes: \"2024\" = \"9 Mt/year\"";
            low.report(Problem::new(Code::BadDate, entry.key, &path, message).help(help));
            sound = false;
            continue;
        };
        match one_year(low, entry, &path, year, bounds, origin.as_ref(), false) {
            Some((volume, _)) => years.push(volume),
            None => sound = false,
        }
    }
    years.sort_by_key(|volume| volume.year);
    (sound && !years.is_empty()).then_some(years)
}

/// One year: a figure (a spread with a mode becomes low/base/high, or one draw of a factor), or low/base/high.
fn one_year(
    low: &mut Lowering<'_>,
    node: &Node,
    path: &str,
    year: i16,
    bounds: Bounds,
    inherited: Option<&Origin>,
    one_draw: bool,
) -> Option<(YearVolume, Option<DrawId>)> {
    if node.table().is_some_and(|table| table.get("value").is_none() && table.get("base").is_some()) {
        let mut reader = Reader::open(low, node, path, inherited)?;
        let mut end = |low: &mut Lowering<'_>, key| {
            let node = reader.need_node(low, key)?;
            let number = low.number(node, &reader.path_of(key), Dimension::Volume, bounds)?;
            Some(TonnesPerYear(number * bounds.scale))
        };
        let (least, base, most) = (end(low, "low"), end(low, "base"), end(low, "high"));
        let origin = reader.origin().cloned();
        reader.finish(low);
        low.register(path, node.place, node.written(), origin, None, None);
        let volume = YearVolume { year, low: least?, base: base?, high: most? };
        ordered(low, node, path, &volume)?;
        return Some((volume, None));
    }
    if node.table().is_some_and(|table| table.get("value").is_none()) || matches!(node.value, Value::List(_))
    {
        low.wrong_type(node, path, FORMS);
        return None;
    }
    let figure = low.figure::<TonnesPerYear>(node, path, bounds, inherited)?;
    let certain = YearVolume { year, low: figure.value, base: figure.value, high: figure.value };
    let Some(draw) = figure.draw else { return Some((certain, None)) };
    // The draw just made belongs to the path, not to a figure of its own: take it back and use its law.
    let at = draw.0 as usize;
    let Uncertain { path: name, group, spread } = low.uncertain[at].clone();
    if one_draw {
        if figure.value.0 <= 0.0 {
            low.report(Problem::new(Code::BadSpread, node.place, path, "a volume of 0 cannot have a spread"));
            return None;
        }
        low.uncertain[at] = Uncertain { path: name, group, spread: relative(spread, figure.value.0) };
        return Some((certain, Some(draw)));
    }
    low.uncertain.truncate(at);
    match spread {
        Spread::Triangular { low, high, .. } => {
            Some((YearVolume { low: TonnesPerYear(low), high: TonnesPerYear(high), ..certain }, None))
        }
        _ => {
            let message = "the years of a path are drawn together, from low, base and high";
            let help = "write { low = …, base = …, high = …, assumed = \"…\" }, or a triangular spread";
            low.report(Problem::new(Code::BadSpread, node.place, path, message).help(help));
            None
        }
    }
}

fn relative(spread: Spread, by: f64) -> Spread {
    match spread {
        Spread::Triangular { low, mode, high } => {
            Spread::Triangular { low: low / by, mode: mode / by, high: high / by }
        }
        Spread::Uniform { low, high } => Spread::Uniform { low: low / by, high: high / by },
        Spread::Normal { mean, deviation, low, high } => {
            Spread::Normal { mean: mean / by, deviation: deviation / by, low: low / by, high: high / by }
        }
        other => other,
    }
}

fn ordered(low: &mut Lowering<'_>, node: &Node, path: &str, volume: &YearVolume) -> Option<()> {
    if volume.low <= volume.base && volume.base <= volume.high {
        return Some(());
    }
    let message = "`low`, `base` and `high` must not descend";
    low.report(Problem::new(Code::OutOfOrder, node.place, path, message));
    None
}

/// The last year that grows, as a number or as text.
fn last_year(low: &mut Lowering<'_>, node: &Node, path: &str) -> Option<i16> {
    let number = match &node.value {
        Value::Text(text) => text.parse().ok(),
        Value::Number(number, _) => Some(*number),
        _ => None,
    };
    let year = number.filter(|year: &f64| year.fract() == 0.0 && (1.0..=9999.0).contains(year));
    if year.is_none() {
        let message = "`until` is a year: the last one that grows";
        low.report(Problem::new(Code::BadDate, node.place, path, message).help("until = 2030"));
    }
    year.map(|year| year as i16)
}

/// Extends the years by growth, compounded and stepped on 1 January.
fn grow(
    low: &mut Lowering<'_>,
    node: &Node,
    path: &str,
    years: &mut Vec<YearVolume>,
    inherited: Option<&Origin>,
) -> Option<()> {
    let Value::List(items) = &node.value else {
        low.wrong_type(node, path, "a list: [{ until = 2030, base = 0.07 }]");
        return None;
    };
    if items.is_empty() {
        low.report(Problem::new(Code::EmptyList, node.place, path, "`growth` is an empty list"));
        return None;
    }
    for (number, item) in items.iter().enumerate() {
        let path = format!("{path}[{number}]");
        let mut reader = Reader::open(low, item, &path, inherited)?;
        let until = reader.need_node(low, "until").and_then(|node| last_year(low, node, &path));
        let rate = ANY.up_to(10.0);
        let base = reader.need_number(low, "base", rate);
        let least = reader.number(low, "low", rate);
        let most = reader.number(low, "high", rate);
        let origin = reader.origin().cloned();
        let place = reader.place_of("until");
        reader.finish(low);
        low.register(&path, item.place, item.written(), origin, None, None);
        let (until, base) = (until?, base?);
        let (least, most) = (least.unwrap_or(base), most.unwrap_or(base));
        if !(-1.0..=base).contains(&least) || most < base {
            let message = "growth: low, base and high must not descend, nor be below −1";
            low.report(Problem::new(Code::OutOfOrder, item.place, &path, message));
            return None;
        }
        let last = years.last().copied()?;
        if until <= last.year || until - last.year > 1000 {
            let message = format!("`until` must be after {}, the last year before it", last.year);
            low.report(Problem::new(Code::OutOfOrder, place, &path, message));
            return None;
        }
        for year in last.year + 1..=until {
            let power = i32::from(year - last.year);
            let grown = |volume: TonnesPerYear, rate: f64| volume * (1.0 + rate).powi(power);
            let volume = YearVolume {
                year,
                low: grown(last.low, least),
                base: grown(last.base, base),
                high: grown(last.high, most),
            };
            if volume.high.0 > Dimension::Volume.limit() {
                let message = format!("growth leads beyond {} in {year}", Dimension::Volume.show(1e14));
                low.report(Problem::new(Code::OutOfRange, item.place, &path, message));
                return None;
            }
            years.push(volume);
        }
    }
    Some(())
}
