//! `summary.json`: the whole answer with stable keys in a stable order. Leaves out the clock, threads, paths, the machine,
//! and how many replications were asked for, so that equal batches give equal bytes.

use serde::Serialize;

use super::context::{Assumption, Basis, Context};
use super::error::ReportError;
use super::months;
use super::resources::{self, ResourceJson};
use super::sentence::Voice;
use super::text::Language;
use crate::analysis::{Answer, MonthTable};
use crate::port::{Label, Port};

/// Version of the keys; raised when one changes its meaning or goes.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Summary<'a> {
    format: u32,
    program: Program<'a>,
    scenario: Scenario<'a>,
    seed: u64,
    interrupted: bool,
    service: Service,
    offer: Option<f64>,
    counting_rule: &'static str,
    #[serde(flatten)]
    answer: &'a Answer,
    findings: &'a [String],
    assumptions: Vec<Register<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    months: Vec<&'a MonthTable>,
    resources: Vec<ResourceJson<'a>>,
}

#[derive(Serialize)]
struct Program<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct Scenario<'a> {
    title: Names<'a>,
    hash: &'a str,
    from: String,
    until: String,
}

#[derive(Serialize)]
struct Names<'a> {
    english: &'a str,
    chinese: &'a str,
}

#[derive(Serialize)]
struct Service {
    waiting_ratio: Option<f64>,
    berthed_share: Option<f64>,
    berthed_within_hours: f64,
}

#[derive(Serialize)]
struct Register<'a> {
    path: &'a str,
    value: &'a str,
    source: Option<&'a str>,
    assumed: Option<&'a str>,
    spread: Option<&'a str>,
    group: Option<&'a str>,
    #[serde(flatten)]
    preset: Option<Preset<'a>>,
}

/// Marks a figure that a preset states, not the scenario.
#[derive(Serialize)]
struct Preset<'a> {
    origin: &'static str,
    preset: &'a str,
    terminal: &'a str,
}

impl<'a> Names<'a> {
    fn of(label: &'a Label) -> Self {
        Names { english: &label.english, chinese: label.chinese() }
    }
}

impl<'a> Register<'a> {
    fn of(figure: &'a Assumption) -> Self {
        let (source, assumed) = match &figure.basis {
            Basis::Source(text) => (Some(text.as_str()), None),
            Basis::Assumed(text) => (None, Some(text.as_str())),
            Basis::Unstated => (None, None),
        };
        Register {
            path: &figure.path,
            value: &figure.value,
            source,
            assumed,
            spread: figure.spread.as_deref(),
            group: figure.group.as_deref(),
            preset: (figure.preset.as_ref()).map(|(preset, terminal)| Preset {
                origin: "preset",
                preset,
                terminal,
            }),
        }
    }
}

/// The text of `summary.json`.
///
/// # Errors
/// Only if serialisation itself fails.
pub(super) fn summary(port: &Port, answer: &Answer, context: &Context) -> Result<String, ReportError> {
    let study = &port.study;
    let day = |time| {
        let date = port.almanac.date(time);
        format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
    };
    let key = Voice { port, answer, context, language: Language::English }.key();
    let summary = Summary {
        format: FORMAT,
        program: Program { name: "toumen", version: &context.version },
        scenario: Scenario {
            title: Names::of(&study.title),
            hash: &context.scenario_hash,
            from: day(crate::units::Time::ZERO + study.warm_up),
            until: day(study.end),
        },
        seed: context.seed,
        interrupted: context.interrupted,
        service: Service {
            waiting_ratio: study.service.waiting_ratio,
            berthed_share: study.service.berthed_share,
            berthed_within_hours: study.service.within.hours(),
        },
        offer: context.offer.map(|offer| offer.0),
        counting_rule: "tonnes as they cross the quay, unloaded plus loaded, by calendar year; \
                        water-to-water cargo once in, once out; side stream added",
        answer,
        findings: &context.findings,
        assumptions: context.assumptions.iter().map(Register::of).collect(),
        months: key.map(|key| months::of_span(&answer.months, &key.span)).unwrap_or_default(),
        resources: resources::json(port, answer),
    };
    let mut text = serde_json::to_string_pretty(&summary)?;
    text.push('\n');
    Ok(text)
}
