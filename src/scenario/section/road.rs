//! `[mode.NAME.vehicles]`, and the shape of traffic through day and week (rule L2).

use crate::port::{Causeway, Dated, Rhythm, ServiceTime, Station, Vehicles};
use crate::scenario::bounds::{AT_LEAST_ONE, NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::Lowering;
use crate::scenario::node::{Node, Value};
use crate::scenario::quantity::Dimension;
use crate::scenario::reader::Reader;
use crate::units::Duration;

/// Most trucks a day, or an hour on a causeway.
const MOST_TRUCKS: f64 = 1e5;
/// Most lanes, places or scales.
const MOST_SIDE_BY_SIDE: f64 = 1e4;

/// Trucks one by one; `None` if they cannot be read.
pub(super) fn vehicles(low: &mut Lowering<'_>, node: &Node, table: &Reader<'_>) -> Option<Vehicles> {
    let mut reader = Reader::open(low, node, &table.path_of("vehicles"), table.origin())?;
    let payload = reader.need(low, "payload", POSITIVE);
    let per_day = reader.need_dated(low, "per_day", NOT_NEGATIVE.up_to(MOST_TRUCKS), Before::Zero);
    let rhythm = rhythm(low, &mut reader).unwrap_or(Rhythm::EVEN);
    let appointments = reader.flag(low, "appointments").unwrap_or(false);
    let causeway = reader.take("causeway").map(|node| causeway(low, node, &reader));
    let gate_in = reader.take("gate_in").map(|node| station(low, node, &reader, "gate_in", "lanes"));
    let loading = match reader.need_node(low, "loading") {
        Some(node) => station(low, node, &reader, "loading", "places"),
        None => None,
    };
    let weighbridge =
        reader.take("weighbridge").map(|node| station(low, node, &reader, "weighbridge", "count"));
    let gate_out = reader.take("gate_out").map(|node| station(low, node, &reader, "gate_out", "lanes"));
    reader.finish(low);
    Some(Vehicles {
        payload: payload?,
        per_day: per_day.unwrap_or(Dated::fixed(0.0)),
        rhythm,
        appointments,
        causeway: causeway.flatten(),
        gate_in: gate_in.flatten(),
        loading: loading?,
        weighbridge: weighbridge.flatten(),
        gate_out: gate_out.flatten(),
    })
}

fn causeway(low: &mut Lowering<'_>, node: &Node, table: &Reader<'_>) -> Option<Causeway> {
    let mut reader = Reader::open(low, node, &table.path_of("causeway"), table.origin())?;
    let per_hour = reader.need(low, "per_hour", POSITIVE.up_to(MOST_TRUCKS));
    let travel = reader.figure_or(low, "travel", NOT_NEGATIVE, Duration::ZERO);
    reader.finish(low);
    Some(Causeway { per_hour: per_hour?, travel })
}

/// A station: so many side by side, under the key `count`, and the time of a truck there; where trucks are loaded it may follow from a rate.
fn station(
    low: &mut Lowering<'_>,
    node: &Node,
    table: &Reader<'_>,
    key: &'static str,
    count: &'static str,
) -> Option<Station> {
    let mut reader = Reader::open(low, node, &table.path_of(key), table.origin())?;
    let count = reader.need(low, count, AT_LEAST_ONE.up_to(MOST_SIDE_BY_SIDE));
    let loads = key == "loading";
    let rate = if loads { reader.figure(low, "rate", POSITIVE) } else { None };
    let by_rate = loads && reader.has("rate");
    if by_rate && reader.has("time") {
        let message = "`time` and `rate` exclude each other";
        low.report(Problem::new(Code::Conflict, reader.place_of("rate"), &reader.path_of("rate"), message));
    }
    let time = match by_rate {
        true => {
            reader.take("time");
            rate.map(ServiceTime::Rate)
        }
        false => reader.need(low, "time", POSITIVE).map(ServiceTime::Each),
    };
    reader.finish(low);
    Some(Station { count: count?, time: time? })
}

/// `by_hour` and `by_weekday`; `None` if neither is stated.
pub(super) fn rhythm(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Option<Rhythm> {
    let by_hour = factors(low, table, "by_hour", "one for each hour of the day");
    let by_weekday = factors(low, table, "by_weekday", "Monday to Sunday");
    (by_hour.is_some() || by_weekday.is_some()).then(|| Rhythm {
        by_hour: by_hour.unwrap_or(Rhythm::EVEN.by_hour),
        by_weekday: by_weekday.unwrap_or(Rhythm::EVEN.by_weekday),
    })
}

/// So many factors, plain or as a figure with its source; at least one is above 0.
fn factors<const COUNT: usize>(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    key: &'static str,
    which: &str,
) -> Option<[f64; COUNT]> {
    let node = table.take(key)?;
    let path = table.path_of(key);
    let parts = low.open(node, &path, table.origin())?;
    if let Some(spread) = parts.spread {
        let message = format!("the factors of `{key}` cannot have a spread");
        low.report(Problem::new(Code::BadSpread, spread.place, &path, message));
    }
    low.register(&path, node.place, parts.value.written(), parts.origin, None, None);
    let Value::List(items) = &parts.value.value else {
        low.wrong_type(parts.value, &path, &format!("a list of {COUNT} numbers"));
        return None;
    };
    if items.len() != COUNT {
        let message = format!("`{key}` takes {COUNT} numbers, {which}, not {}", items.len());
        low.report(Problem::new(Code::OutOfRange, parts.value.place, &path, message));
        return None;
    }
    let mut factors = [1.0; COUNT];
    for (factor, item) in factors.iter_mut().zip(items) {
        *factor = low.number(item, &path, Dimension::Number, NOT_NEGATIVE.up_to(1e6)).unwrap_or(1.0);
    }
    if factors.iter().all(|factor| *factor == 0.0) {
        let message = format!("at least one factor of `{key}` must be above 0");
        low.report(Problem::new(Code::OutOfRange, parts.value.place, &path, message));
        return None;
    }
    Some(factors)
}
