//! `[trade.NAME.vessels.CLASS]`: streams of calls (rules D1, D2), their lists inline or from CSV.

use super::sheet::Sheet;
use super::shift;
use crate::port::{
    ArrivalLaw, Calls, ClassId, Dated, Flow, LawFigure, ListedArrival, Trade, TradeId, Volume,
};
use crate::scenario::bounds::{AT_LEAST_ONE, NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::{Place, Problem};
use crate::scenario::figure::{Before, instant};
use crate::scenario::lowering::{Kind, Lowering};
use crate::scenario::merge::Merging;
use crate::scenario::node::{Node, Value};
use crate::scenario::quantity::{Dimension, Piece};
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time, Tonnes};

/// Appends the flows of a trade.
pub(super) fn lower_all(
    low: &mut Lowering<'_>,
    table: &mut Reader<'_>,
    trade: &Trade,
    id: TradeId,
    piece: Option<Piece>,
    flows: &mut Vec<Flow>,
    merging: &mut Merging<'_, '_>,
) {
    let Some(node) = table.need_node(low, "vessels") else { return };
    let path = table.path_of("vessels");
    let Some(all) = Reader::open(low, node, &path, table.origin()) else { return };
    if all.entries().is_empty() {
        let message = format!("trade `{}` has no vessels", trade.name);
        low.report(
            Problem::new(Code::EmptyList, node.key, &path, message).help("[trade.NAME.vessels.CLASS]"),
        );
    }
    for (name, node) in all.entries() {
        let path = all.path_of(name);
        let class = low.find_name(Kind::Class, name, node.key, &path);
        let Some(mut reader) = Reader::open(low, node, &path, all.origin()) else { continue };
        let calls = calls(low, &mut reader, trade, piece, merging);
        let arrivals = arrivals(low, &mut reader);
        let shift = shift::lower(low, &mut reader);
        if (reader.has("list") || reader.has("csv")) && reader.has("arrivals") {
            let message = "listed arrivals have no law";
            let problem = Problem::new(
                Code::Conflict,
                reader.place_of("arrivals"),
                &reader.path_of("arrivals"),
                message,
            );
            low.report(problem.help("take `arrivals` out"));
        }
        reader.finish(low);
        if let (Some(class), Some(calls)) = (class, calls) {
            let name = format!("{}/{name}", trade.name);
            flows.push(Flow { name, trade: id, class: ClassId(class), calls, arrivals, shift });
        }
    }
}

fn calls(
    low: &mut Lowering<'_>,
    reader: &mut Reader<'_>,
    trade: &Trade,
    piece: Option<Piece>,
    merging: &mut Merging<'_, '_>,
) -> Option<Calls> {
    let forms = ["share", "calls_per_year", "interval", "list", "csv"];
    let stated: Vec<&str> = forms.into_iter().filter(|key| reader.has(key)).collect();
    if stated.len() > 1 {
        let message = format!("`{}` and `{}` exclude each other", stated[0], stated[1]);
        let problem =
            Problem::new(Code::Conflict, reader.place_of(stated[1]), &reader.path_of(stated[1]), message);
        low.report(problem.help("a flow says in one way how many calls it makes"));
    }
    let share: Option<Dated<f64>> = reader.dated(low, "share", NOT_NEGATIVE, Before::Zero);
    let per_year = reader.figure(low, "calls_per_year", NOT_NEGATIVE.up_to(1e7)).map(Calls::PerYear);
    let interval = reader.figure::<Duration>(low, "interval", POSITIVE).map(Calls::Interval);
    let list = reader.take("list").map(|node| (node, reader.path_of("list")));
    let csv = reader.take("csv").map(|node| (node, reader.path_of("csv")));
    let list = list.and_then(|(node, path)| inline(low, node, &path, piece));
    let csv = csv.and_then(|(node, path)| fetched(low, node, &path, piece, merging));
    let listed = list.or(csv).and_then(|arrivals| ascending(low, reader, arrivals));
    if trade.volume == Volume::ByCalls && (stated.is_empty() || stated == ["share"]) {
        let message = format!("`{}` does not say how many calls it makes", reader.path);
        let help = "the trade states no tonnes: add `tonnes` or `demand` to it, or `calls_per_year`, `interval`, `list` \
                    or `csv` here";
        low.report(Problem::new(Code::NoVolume, reader.place, &reader.path, message).help(help));
    }
    match stated.first() {
        None => Some(Calls::ShareOfTonnes(Dated::fixed(1.0))),
        Some(_) => share.map(Calls::ShareOfTonnes).or(per_year).or(interval).or(listed.map(Calls::Listed)),
    }
}

fn arrivals(low: &mut Lowering<'_>, reader: &mut Reader<'_>) -> ArrivalLaw {
    let Some(node) = reader.take("arrivals") else { return ArrivalLaw::Poisson };
    let path = reader.path_of("arrivals");
    let help = "\"poisson\", \"regular\", { erlang = 2 }, or { regular = { first = …, lateness = … } }";
    match node.text() {
        Some("poisson") => return ArrivalLaw::Poisson,
        Some("regular") => return ArrivalLaw::Regular { first: None, lateness: None },
        Some(text) => {
            let message = format!("there is no arrival law \"{text}\"");
            low.report(Problem::new(Code::UnknownChoice, node.place, &path, message).help(help));
            return ArrivalLaw::Poisson;
        }
        None => {}
    }
    let Some(mut law) = Reader::open(low, node, &path, reader.origin()) else { return ArrivalLaw::Poisson };
    let erlang = law.whole(low, "erlang", AT_LEAST_ONE.up_to(1000.0));
    let regular = law.take("regular").and_then(|node| {
        let mut inner = Reader::open(low, node, &law.path_of("regular"), law.origin())?;
        let first = inner.take("first").and_then(|node| instant(low, node, &inner.path_of("first")));
        if first.is_some_and(|first| first < Time::ZERO) {
            let (place, path) = (inner.place_of("first"), inner.path_of("first"));
            low.report(Problem::new(
                Code::OutOfRange,
                place,
                &path,
                "`first` is before the start of the scenario",
            ));
        }
        let lateness: Option<LawFigure<Duration>> = inner.law(low, "lateness", NOT_NEGATIVE);
        inner.finish(low);
        Some(ArrivalLaw::Regular { first, lateness })
    });
    if law.has("erlang") == law.has("regular") {
        low.report(
            Problem::new(Code::WrongType, node.place, &path, "an arrival law has exactly one name")
                .help(help),
        );
    }
    law.finish(low);
    regular.or(erlang.map(|phases| ArrivalLaw::Erlang(phases as u32))).unwrap_or(ArrivalLaw::Poisson)
}

/// An arrival, and where it is stated.
type Stated = (ListedArrival, Place);

fn inline(low: &mut Lowering<'_>, node: &Node, path: &str, piece: Option<Piece>) -> Option<Vec<Stated>> {
    let Value::List(items) = &node.value else {
        low.wrong_type(node, path, "a list: [{ at = \"2025-01-03T14:00\", parcel = \"40 kt\" }]");
        return None;
    };
    if items.is_empty() {
        let problem = Problem::new(Code::EmptyList, node.place, path, "the list of arrivals is empty");
        low.report(problem.help("`calls_per_year = 0` says that none comes"));
        return None;
    }
    let mut arrivals = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let path = format!("{path}[{number}]");
        let mut reader = Reader::open(low, item, &path, None)?;
        let at = reader.need_node(low, "at").and_then(|node| instant(low, node, &reader.path_of("at")));
        let parcel = match reader.take("parcel") {
            Some(node) => {
                Some(low.number(node, &reader.path_of("parcel"), Dimension::Mass, POSITIVE.per(piece))?)
            }
            None => None,
        };
        let place = reader.place_of("at");
        reader.finish(low);
        arrivals.push((ListedArrival { at: at?, parcel: parcel.map(Tonnes) }, place));
    }
    Some(arrivals)
}

/// The rows of a CSV table with the columns `at` and, if stated, `parcel`.
fn fetched(
    low: &mut Lowering<'_>,
    node: &Node,
    path: &str,
    piece: Option<Piece>,
    merging: &mut Merging<'_, '_>,
) -> Option<Vec<Stated>> {
    let sheet = Sheet::fetch(low, node, path, &["at", "parcel"], false, merging)?;
    let mut arrivals = Vec::new();
    for (number, row) in sheet.rows.iter().enumerate() {
        let line = number + 2;
        let path_at = format!("{path}[row {line}].at");
        let at = low.instant_text(sheet.cell(row, 0).unwrap_or_default(), node.place, &path_at);
        let parcel = match sheet.cell(row, 1) {
            Some(text) => {
                let cell = Node { value: Value::Text(text.to_owned()), ..node.clone() };
                let path = format!("{path}[row {line}].parcel");
                Some(Tonnes(low.number(&cell, &path, Dimension::Mass, POSITIVE.per(piece))?))
            }
            None => None,
        };
        arrivals.push((ListedArrival { at: at?, parcel }, node.place));
    }
    Some(arrivals)
}

fn ascending(
    low: &mut Lowering<'_>,
    reader: &Reader<'_>,
    arrivals: Vec<Stated>,
) -> Option<Vec<ListedArrival>> {
    for (number, pair) in arrivals.windows(2).enumerate() {
        if pair[1].0.at < pair[0].0.at {
            let message =
                format!("arrival {} is before arrival {}: the list must ascend", number + 2, number + 1);
            low.report(Problem::new(Code::OutOfOrder, pair[1].1, &reader.path_of("list"), message));
            return None;
        }
    }
    if let Some((_, place)) = arrivals.iter().find(|(arrival, _)| arrival.at < Time::ZERO) {
        let message = "an arrival is before the start of the scenario";
        low.report(Problem::new(Code::OutOfRange, *place, &reader.path_of("list"), message));
        return None;
    }
    Some(arrivals.into_iter().map(|(arrival, _)| arrival).collect())
}
