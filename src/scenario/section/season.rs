//! `[season.NAME]`: seasons and holidays that shape demand (rules D1, D2).

use crate::port::{Figure, Season, TradeId};
use crate::scenario::bounds::NOT_NEGATIVE;
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::node::Value;
use crate::scenario::reader::Reader;
use crate::units::{Duration, Time};

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Season {
    let mut table = Reader::entry(low, entry);
    table.take("label");
    let all = || (0..).map(TradeId);
    let count = low.entries(Kind::Trade).len();
    let season = Season {
        name: entry.name.to_owned(),
        dates: dates(low, &mut table),
        before: table.figure_or(low, "before", NOT_NEGATIVE, Duration::ZERO),
        after: table.figure_or(low, "after", NOT_NEGATIVE, Duration::ZERO),
        factor: table.need(low, "factor", NOT_NEGATIVE.up_to(1e6)).unwrap_or(Figure::fixed(1.0)),
        trades: match table.names(low, "trades", Kind::Trade) {
            Some(trades) => trades.into_iter().map(TradeId).collect(),
            None => all().take(count).collect(),
        },
        lost: table.flag(low, "lost").unwrap_or(false),
    };
    let span = season.before.value.hours() + season.after.value.hours();
    if span <= 0.0 {
        let message = format!("season `{}` lasts no time: it needs `before`, `after` or both", season.name);
        low.report(Problem::new(Code::MissingKey, table.place, &table.path, message));
    }
    table.finish(low);
    season
}

fn dates(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Vec<Time> {
    let Some(node) = table.need_node(low, "dates") else { return Vec::new() };
    let path = table.path_of("dates");
    let Some(parts) = low.open(node, &path, table.origin()) else { return Vec::new() };
    low.register(&path, node.place, parts.value.written(), parts.origin, None, None);
    let Value::List(items) = &parts.value.value else {
        low.wrong_type(parts.value, &path, "a list of dates: [\"2025-01-29\"]");
        return Vec::new();
    };
    if items.is_empty() {
        low.report(Problem::new(Code::EmptyList, parts.value.place, &path, "`dates` is an empty list"));
    }
    let mut dates: Vec<Time> = Vec::new();
    for item in items {
        let Some(text) = item.text() else {
            low.wrong_type(item, &path, "a date: \"2025-01-29\"");
            continue;
        };
        let Some(date) = low.date_text(text, item.place, &path) else { continue };
        if dates.last().is_some_and(|last| date <= *last) {
            low.report(Problem::new(
                Code::OutOfOrder,
                item.place,
                &path,
                "the dates of a season must ascend",
            ));
        }
        dates.push(date);
    }
    dates
}
