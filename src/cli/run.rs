//! `toumen run`: from a scenario to the verdict, the report and the files.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser;

use crate::batch::{Order, Questions, on_threads};
use crate::record::Trace;
use crate::report::{Assumption, Basis, Context, Language};
use crate::scenario::{Origin, Scenario};
use crate::units::{Duration, Time, TonnesPerYear};

use super::arguments::{Arguments, Capacity, Command, Month, Offer, RunArguments, Tongue};
use super::exit::{self, Failure};
use super::interrupt::Interrupt;
use super::output::OutputFolder;
use super::progress::Progress;
use super::{sources, terminal};

/// Offered in the saturation run, as a multiple of the target, unless the user says otherwise.
pub(super) const OFFER_OVER_TARGET: f64 = 1.3;

/// What `run` without any argument asks: the command alone means the same.
pub(super) fn as_alone() -> RunArguments {
    match Arguments::parse_from(["toumen", "run"]).command {
        Some(Command::Run(arguments)) => arguments,
        _ => unreachable!("the arguments say `run`"),
    }
}

/// Simulates, writes, and says the verdict.
pub(super) fn run(arguments: &RunArguments) -> Result<ExitCode, Failure> {
    let scenario = sources::scenario(&arguments.scenario, &arguments.patches)?;
    let order = order(arguments, &scenario)?;
    let gantt = gantt(arguments, &scenario)?;
    let folder = OutputFolder::prepare(&arguments.out)?;
    if !arguments.quiet {
        remark_findings(&scenario);
        remark_presets(&scenario);
    }

    let (batch, trace, interrupted) = simulate(&scenario, &order, arguments.quiet)?;
    let answer = batch.answer();
    let mut context = context(&scenario, &order);
    context.interrupted = interrupted;
    context.gantt = gantt;
    context.trace = order.questions.trace.zip(trace);
    let language = match arguments.language {
        Tongue::En => Language::English,
        Tongue::Zh => Language::Chinese,
    };
    let files =
        on_threads(order.threads, || crate::report::outputs(&scenario.port, &answer, &context, language))?
            .context("the report cannot be made")?;
    folder.write(files.into_iter().map(|file| (file.name, file.content)).collect())?;

    let headline = crate::report::headline(&scenario.port, &answer, &context, language);
    terminal::say(&format!("{headline}\n{}\n", arguments.out.join("report.html").display()))?;
    Ok(ExitCode::from(if interrupted { exit::INTERRUPTED } else { exit::DONE }))
}

/// What is asked of the batch: the arguments over what the scenario says.
fn order(arguments: &RunArguments, scenario: &Scenario) -> Result<Order, Failure> {
    let study = &scenario.port.study;
    let replications = arguments.replications.unwrap_or(u64::from(study.replications));
    if let Some(number) = arguments.log.filter(|number| *number >= replications) {
        let last = replications - 1;
        return Err(Failure::Usage(format!("there is no replication {number} to log: they are 0 to {last}")));
    }
    let offer = match arguments.offer {
        Some(Offer::None) => None,
        Some(Offer::Stated(offer)) => Some(offer),
        None => study.target.map(|target| TonnesPerYear(OFFER_OVER_TARGET * target.0)),
    };
    let questions = Questions {
        capacity: arguments.capacity == Capacity::Service,
        offer,
        fixed: arguments.fixed,
        trace: arguments.log,
    };
    let seed = arguments.seed.unwrap_or(study.seed);
    Ok(Order { seed, replications, questions, threads: arguments.threads })
}

/// The month of the berth plan; it must touch the run.
fn gantt(arguments: &RunArguments, scenario: &Scenario) -> Result<Option<(i16, i8)>, Failure> {
    let Some(Month { year, month }) = arguments.gantt else { return Ok(None) };
    let (almanac, end) = (&scenario.port.almanac, scenario.port.study.end);
    let from = almanac.month_start(year, month);
    if from < end && almanac.next_month(almanac.date(from)) > Time::ZERO {
        return Ok(Some((year, month)));
    }
    let (first, last) = (almanac.start(), almanac.date(end - Duration::from_milliseconds(1)));
    Err(Failure::Usage(format!(
        "the run has no {year:04}-{month:02} to draw a berth plan of: choose a month from {:04}-{:02} to {:04}-{:02}",
        first.year, first.month, last.year, last.month
    )))
}

/// Runs the order; also the log asked for, and whether it was cut short.
fn simulate<'s>(
    scenario: &'s Scenario,
    order: &Order,
    quiet: bool,
) -> Result<(crate::analysis::Batch<'s>, Option<Trace>, bool), Failure> {
    let interrupt = Interrupt::listen();
    let progress = Progress::new(order.replications, quiet);
    let mut batch = crate::analysis::Batch::new(&scenario.port, order.seed, order.questions.fixed);
    let mut trace = None;
    let complete =
        crate::batch::run(&scenario.port, order, &|| interrupt.asked(), &mut |mut replication| {
            trace = replication.run.trace.take().or(trace.take());
            batch.add(&replication);
            progress.step();
        })?;
    if complete == 0 {
        return Err(Failure::Interrupted);
    }
    Ok((batch, trace, complete < order.replications))
}

fn context(scenario: &Scenario, order: &Order) -> Context {
    Context {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario_hash: scenario.hash.clone(),
        seed: order.seed,
        requested: order.replications,
        offer: order.questions.offer,
        findings: scenario.findings.iter().map(|finding| finding.message.clone()).collect(),
        assumptions: assumptions(scenario),
        ..Context::default()
    }
}

/// The register of figures, as the report wants it.
fn assumptions(scenario: &Scenario) -> Vec<Assumption> {
    let register = scenario.provenance.iter().map(|figure| Assumption {
        path: figure.path.clone(),
        value: figure.value.clone(),
        basis: match &figure.origin {
            Some(Origin::Source(source)) => Basis::Source(source.clone()),
            Some(Origin::Assumed(reason)) => Basis::Assumed(reason.clone()),
            None => Basis::Unstated,
        },
        spread: figure.spread.clone(),
        group: figure.group.clone(),
        preset: figure.preset.as_ref().map(|from| (from.preset.clone(), from.terminal.clone())),
    });
    register.collect()
}

pub(super) fn remark_findings(scenario: &Scenario) {
    let count = scenario.findings.len();
    if count > 0 {
        let findings = if count == 1 { "finding" } else { "findings" };
        terminal::remark(&format!("{count} {findings} in the scenario; `toumen check` shows them\n"));
    }
}

fn remark_presets(scenario: &Scenario) {
    let count = scenario.provenance.iter().filter(|figure| figure.preset.is_some()).count();
    if count > 0 {
        let figures = if count == 1 { "figure comes" } else { "figures come" };
        let of = scenario.filled.iter().map(|filled| format!("{} ({})", filled.terminal, filled.preset));
        let of = of.collect::<Vec<_>>().join(", ");
        terminal::remark(&format!("{count} {figures} from presets: {of}; `toumen check` lists them\n"));
    }
}
