//! `[marine.NAME]`: pilots, tugs and the like as pools, and who needs them (rule W5).

use super::span;
use crate::port::{
    CargoId, ClassId, Dated, Effect, Figure, MarineId, MarineNeed, MarineService, Target, WeatherId,
};
use crate::scenario::bounds::NOT_NEGATIVE;
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::figure::Before;
use crate::scenario::lowering::{Entry, Kind, Lowering};
use crate::scenario::node::Node;
use crate::scenario::reader::Reader;
use crate::units::Duration;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> MarineService {
    let id = low.entries(Kind::Marine).iter().position(|other| other.node.order == entry.node.order);
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let count = table.need_dated(low, "count", NOT_NEGATIVE.up_to(1e6), Before::Zero);
    let job = table.figure(low, "job", NOT_NEGATIVE);
    let travel = table.figure_or(low, "travel", NOT_NEGATIVE, Duration::ZERO);
    if table.has("job") && table.has("travel") {
        let message = "`job` and `travel` exclude each other";
        let problem =
            Problem::new(Code::Conflict, table.place_of("travel"), &table.path_of("travel"), message);
        low.report(problem.help("a `job` is counted from clearance to the next, the way back included"));
    }
    let target = Target::Marine(MarineId(id.unwrap_or(0) as u32));
    span::hours(low, &mut table, "hours", target, ("outside hours", "非作业时间"), Effect::Hold);
    let needs = needs(low, &mut table);
    table.finish(low);
    let count = count.unwrap_or(Dated::fixed(1.0));
    MarineService { name: entry.name.to_owned(), label, count, job, travel, needs }
}

fn needs(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> Vec<MarineNeed> {
    let Some(node) = table.take("need") else { return Vec::new() };
    let path = table.path_of("need");
    let Some(all) = Reader::open(low, node, &path, table.origin()) else { return Vec::new() };
    let mut needs = Vec::new();
    for (name, node) in all.entries() {
        if name == "source" || name == "assumed" {
            continue;
        }
        let Some(mut reader) = Reader::open(low, node, &all.path_of(name), all.origin()) else { continue };
        needs.push(need(low, name, node, &mut reader));
        reader.finish(low);
    }
    needs
}

fn need(low: &mut Lowering<'_>, name: &str, node: &Node, reader: &mut Reader<'_>) -> MarineNeed {
    reader.take("label");
    let classes = reader.names(low, "classes", Kind::Class).unwrap_or_default();
    let cargoes = reader.names(low, "cargoes", Kind::Cargo).unwrap_or_default();
    let (inbound, outbound) = each_way(low, node, reader);
    MarineNeed {
        name: name.to_owned(),
        classes: classes.into_iter().map(ClassId).collect(),
        cargoes: cargoes.into_iter().map(CargoId).collect(),
        loa_from: reader.figure(low, "loa_from", NOT_NEGATIVE),
        dwt_from: reader.figure(low, "dwt_from", NOT_NEGATIVE),
        foreign: reader.flag(low, "foreign").unwrap_or(false),
        weather: reader.name(low, "weather", Kind::Weather).map(WeatherId),
        inbound,
        outbound,
    }
}

/// How many inbound and outbound; a way that is not stated needs none.
fn each_way(low: &mut Lowering<'_>, node: &Node, reader: &mut Reader<'_>) -> (Figure<f64>, Figure<f64>) {
    let bounds = NOT_NEGATIVE.up_to(1e6);
    let both: Option<Figure<f64>> = reader.figure(low, "both", bounds);
    let inbound = reader.figure_or(low, "inbound", bounds, 0.0);
    let outbound = reader.figure_or(low, "outbound", bounds, 0.0);
    let one_way = ["inbound", "outbound"].into_iter().find(|key| reader.has(key));
    match (reader.has("both"), one_way) {
        (true, Some(key)) => {
            let message = format!("`both` and `{key}` exclude each other");
            low.report(Problem::new(Code::Conflict, reader.place_of(key), &reader.path_of(key), message));
        }
        (false, None) => {
            let message = format!("`{}` does not say how many are needed", reader.path);
            let problem = Problem::new(Code::MissingKey, node.key, &reader.path_of("inbound"), message);
            low.report(problem.help("inbound = 2, outbound = 1; or both = 2"));
        }
        _ => {}
    }
    both.map_or((inbound, outbound), |both| (both, both))
}
