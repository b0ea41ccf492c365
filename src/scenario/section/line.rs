//! `[line.NAME]`: a single track between the main line and the port (rule L1).

use super::span;
use crate::port::{Figure, Line, LineSection, Recurrence};
use crate::scenario::bounds::{AT_LEAST_ONE, NOT_NEGATIVE, POSITIVE};
use crate::scenario::code::Code;
use crate::scenario::diagnostic::Problem;
use crate::scenario::lowering::{Entry, Lowering};
use crate::scenario::node::{Node, Value};
use crate::scenario::quantity::Dimension;
use crate::scenario::reader::Reader;
use crate::units::Duration;

/// Longest running time of a section, longest gap and headway, hours.
const LONGEST: f64 = 24.0 * 7.0;

pub(super) fn lower<'a>(low: &mut Lowering<'a>, entry: Entry<'a>) -> Line {
    let mut table = Reader::entry(low, entry);
    let label = table.label(low, entry.name);
    let sections = match table.need_node(low, "section") {
        Some(node) => sections(low, node, &table),
        None => Vec::new(),
    };
    let (after_inbound, after_outbound) = opposing(low, &mut table);
    let headway = table.figure(low, "headway", NOT_NEGATIVE.up_to(LONGEST));
    let maintenance = match table.take("maintenance") {
        Some(node) => maintenance(low, node, &table, &sections),
        None => Vec::new(),
    };
    table.finish(low);
    Line { name: entry.name.to_owned(), label, sections, after_inbound, after_outbound, headway, maintenance }
}

fn sections(low: &mut Lowering<'_>, node: &Node, table: &Reader<'_>) -> Vec<LineSection> {
    let path = table.path_of("section");
    let Value::List(items) = &node.value else {
        low.wrong_type(node, &path, "a list of sections: [[line.NAME.section]]");
        return Vec::new();
    };
    if items.is_empty() {
        low.report(Problem::new(Code::EmptyList, node.place, &path, "the line has no section"));
    }
    let mut sections = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let path = format!("{path}[{}]", number + 1);
        let Some(mut reader) = Reader::open(low, item, &path, table.origin()) else { continue };
        let bounds = POSITIVE.up_to(LONGEST);
        let (inbound, outbound) = (reader.need(low, "inbound", bounds), reader.need(low, "outbound", bounds));
        let room = reader.figure(low, "loop", AT_LEAST_ONE.up_to(1e6));
        if reader.has("loop") && number + 1 == items.len() {
            let message = "the last section ends at the sidings and has no `loop`";
            let problem =
                Problem::new(Code::Conflict, reader.place_of("loop"), &reader.path_of("loop"), message);
            low.report(problem.help("how many trains stand there is `tracks` of each mode's `rail`"));
        }
        reader.finish(low);
        if let (Some(inbound), Some(outbound)) = (inbound, outbound) {
            sections.push(LineSection { inbound, outbound, room });
        }
    }
    sections
}

/// `opposing`: the gaps between opposing trains in a section.
fn opposing(low: &mut Lowering<'_>, table: &mut Reader<'_>) -> (Figure<Duration>, Figure<Duration>) {
    let none = (Figure::fixed(Duration::ZERO), Figure::fixed(Duration::ZERO));
    let Some(node) = table.take("opposing") else { return none };
    let path = table.path_of("opposing");
    let Some(mut inner) = Reader::open(low, node, &path, table.origin()) else { return none };
    let bounds = NOT_NEGATIVE.up_to(LONGEST);
    let after_inbound = inner.figure_or(low, "after_inbound", bounds, Duration::ZERO);
    let after_outbound = inner.figure_or(low, "after_outbound", bounds, Duration::ZERO);
    inner.finish(low);
    (after_inbound, after_outbound)
}

/// `maintenance`: spans in which no train is in a section; between them each section must be passable.
fn maintenance(
    low: &mut Lowering<'_>,
    node: &Node,
    table: &Reader<'_>,
    sections: &[LineSection],
) -> Vec<Recurrence> {
    let path = table.path_of("maintenance");
    let Some(parts) = low.open(node, &path, table.origin()) else { return Vec::new() };
    low.register(&path, node.place, parts.value.written(), parts.origin, None, None);
    let Some(closed) = span::spans(low, parts.value, &path, None) else { return Vec::new() };
    let open = span::outside(&closed);
    let longest = open.iter().map(|span| length(*span).hours()).fold(0.0, f64::max);
    for (number, section) in sections.iter().enumerate() {
        let run = low.range(&section.inbound).1.max(low.range(&section.outbound).1);
        if run > longest {
            let (run, longest) = (Dimension::Time.show(run), Dimension::Time.show(longest));
            let message = format!(
                "section {} takes up to {run}, but maintenance leaves no opening longer than {longest}",
                number + 1
            );
            let problem = Problem::new(Code::NoPath, node.place, &path, message);
            low.report(
                problem.help("shorten the maintenance windows, or cut the section by a crossing place"),
            );
        }
    }
    closed
}

/// How long a span lasts.
fn length(span: Recurrence) -> Duration {
    let (from, until, cycle) = match span {
        Recurrence::Daily { from, until } => (from, until, Duration::DAY),
        Recurrence::Weekly { from, until } => (from, until, Duration::from_days(7.0)),
        Recurrence::Yearly { .. } => return Duration::ZERO,
    };
    let length = (until.milliseconds() - from.milliseconds()).rem_euclid(cycle.milliseconds());
    if length == 0 { cycle } else { Duration::from_milliseconds(length) }
}
