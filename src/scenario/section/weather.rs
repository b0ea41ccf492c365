//! `[weather.NAME]`: alternating weather states (rule 6).

use super::trade::{months, twelve};
use crate::port::{Figure, LawFigure, Weather, WeatherId};
use crate::scenario::bounds::{NOT_NEGATIVE, POSITIVE, SHARE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::reader::Reader;
use crate::units::Duration;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Weather {
    let mut table = Reader::entry(low, entry);
    table.take("label");
    let events_per_year = table.need(low, "events_per_year", NOT_NEGATIVE.up_to(1e6));
    let duration = match table.need_node(low, "duration") {
        Some(node) => low.law(node, &table.path_of("duration"), POSITIVE, table.origin()),
        None => None,
    };
    let weather = Weather {
        name: entry.name.to_owned(),
        events_per_year: events_per_year.unwrap_or(Figure::fixed(0.0)),
        months: months(low, &mut table),
        duration_months: twelve(low, &mut table, "duration_months", POSITIVE),
        duration: duration.unwrap_or(LawFigure::fixed(Duration::HOUR)),
        starts_open: table.choice(low, "starts", &[("equilibrium", false), ("open", true)]).unwrap_or(false),
        within: (table.names(low, "within", Kind::Weather).unwrap_or_default().into_iter().map(WeatherId))
            .collect(),
        within_share: table.number(low, "within_share", SHARE).unwrap_or(0.0),
        kept: 1.0,
    };
    if table.has("within") != table.has("within_share") {
        let key = if table.has("within") { "within" } else { "within_share" };
        let message = "`within` and `within_share` go together";
        let problem = Problem::new(Code::MissingKey, table.place_of(key), &table.path_of(key), message);
        low.report(problem.help("within = [\"gale\"], within_share = 0.7"));
    }
    table.finish(low);
    weather
}
