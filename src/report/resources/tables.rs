//! `resources.csv`, and the same figures for the summary.

use serde::Serialize;

use super::SMALL;
use super::names::{kind_code, use_code};
use crate::analysis::{Answer, ResourcePart, Span};
use crate::port::Port;
use crate::report::error::ReportError;
use crate::report::output_file::OutputFile;
use crate::report::sheet::{Sheet, maybe, number};

/// The resources of a span in the summary.
#[derive(Serialize)]
pub(in crate::report) struct ResourceJson<'a> {
    span: &'a Span,
    resources: Vec<OneJson<'a>>,
}

#[derive(Serialize)]
struct OneJson<'a> {
    kind: &'static str,
    name: &'a str,
    unit: &'static str,
    hours: f64,
    /// Those of at least 0.0005 of its hours; and the hours of all others.
    parts: Vec<PartJson>,
    smaller: f64,
}

#[derive(Serialize)]
struct PartJson {
    #[serde(rename = "use")]
    of: &'static str,
    /// What was missing or closed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<String>,
    mean: f64,
    interval: Option<(f64, f64)>,
    share: f64,
}

/// The key `resources` of the summary: spans as in `tables`.
pub(in crate::report) fn json<'a>(port: &'a Port, answer: &'a Answer) -> Vec<ResourceJson<'a>> {
    let part = |part: &ResourcePart| {
        let (of, missing) = use_code(part.of, port);
        PartJson { of, missing, mean: part.mean, interval: part.interval, share: part.share }
    };
    let tables = answer.resources.iter().map(|table| {
        let resources = table.resources.iter().map(|resource| {
            let (kind, unit) = kind_code(resource, port);
            let (greater, smaller) = resource.greater(SMALL);
            let parts = greater.into_iter().map(part).collect();
            OneJson { kind, name: &resource.name, unit, hours: resource.hours, parts, smaller }
        });
        ResourceJson { span: &table.span, resources: resources.collect() }
    });
    tables.collect()
}

/// `resources.csv`: a row for each span, resource and use.
pub(in crate::report) fn tables(port: &Port, answer: &Answer) -> Result<Vec<OutputFile>, ReportError> {
    let heads = ["span", "kind", "name", "use", "missing", "unit", "mean", "mean_low", "mean_high", "share"];
    let mut sheet = Sheet::new(&heads)?;
    for table in &answer.resources {
        for resource in &table.resources {
            let (kind, unit) = kind_code(resource, port);
            for part in &resource.parts {
                let (of, missing) = use_code(part.of, port);
                let mut cells =
                    vec![table.span.name(), kind.to_owned(), resource.name.clone(), of.to_owned()];
                cells.extend([missing.join(" + "), unit.to_owned(), number(part.mean)]);
                cells.extend([part.interval.map(|ends| ends.0), part.interval.map(|ends| ends.1)].map(maybe));
                cells.push(number(part.share));
                sheet.row(&cells)?;
            }
        }
    }
    Ok(vec![OutputFile::new("resources.csv", sheet.bytes()?)])
}
