//! `toumen twin`: the planner's tables of a scenario, and the way from the formula to the simulation.

use std::process::ExitCode;

use anyhow::Context as _;

use crate::analysis::Reconciliation;
use crate::batch::{Ladder, Order, Questions, on_threads};
use crate::port::Port;
use crate::record::Climb;
use crate::report::{Context, Language, Step, TwinView};
use crate::twin::{Coefficients, Rung, Twin, YearSpan};

use super::arguments::{Tongue, TwinArguments};
use super::exit::{self, Failure};
use super::interrupt::Interrupt;
use super::output::OutputFolder;
use super::progress::Progress;
use super::{sources, terminal};

/// Makes the tables, climbs the ladder, writes and shows both.
pub(super) fn twin(arguments: &TwinArguments) -> Result<ExitCode, Failure> {
    let scenario = sources::scenario(&arguments.scenario, &arguments.patches)?;
    let port = &scenario.port;
    let span = span(arguments, port)?;
    let folder = OutputFolder::prepare(&arguments.out)?;
    let usual = Coefficients::default();
    let coefficients = Coefficients {
        utilisation: arguments.utilisation.unwrap_or(usual.utilisation),
        call_imbalance: arguments.imbalance.unwrap_or(usual.call_imbalance),
        ..usual
    };
    let twin = Twin::of(port, span, coefficients);
    let seed = arguments.seed.unwrap_or(port.study.seed);
    let rungs = crate::twin::rungs(port, &span, &twin.places);
    let drawn = !arguments.fixed && !port.uncertain.is_empty();
    let (steps, climbs) = if is_judged(port, &twin) && arguments.replications > 0 {
        (steps(&rungs, drawn), climb(arguments, port, (&rungs, &span, drawn), seed)?)
    } else {
        (Vec::new(), Vec::new())
    };
    let interrupted = !steps.is_empty() && (climbs.len() as u64) < arguments.replications;
    let context = Context {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario_hash: scenario.hash.clone(),
        seed,
        requested: arguments.replications,
        interrupted,
        ..Context::default()
    };
    let ladder = twin
        .fleet
        .as_ref()
        .filter(|_| !climbs.is_empty())
        .map(|fleet| Reconciliation::of(fleet.capacity.0, fleet.full.0, &climbs));
    let view = TwinView {
        port,
        twin: &twin,
        ladder: ladder.as_ref().map(|ladder| (ladder, steps.as_slice())),
        context: &context,
        language: match arguments.language {
            Tongue::En => Language::English,
            Tongue::Zh => Language::Chinese,
        },
    };
    let files = on_threads(arguments.threads, || crate::report::twin_outputs(&view))?
        .context("the page cannot be made")?;
    folder.write(files.into_iter().map(|file| (file.name, file.content)).collect())?;
    let text = crate::report::twin_text(&view);
    terminal::say(&format!("{text}\n{}\n", arguments.out.join("twin.html").display()))?;
    Ok(ExitCode::from(if interrupted { exit::INTERRUPTED } else { exit::DONE }))
}

/// The year asked for, or the first.
fn span(arguments: &TwinArguments, port: &Port) -> Result<YearSpan, Failure> {
    let spans = YearSpan::all(port);
    let Some(year) = arguments.year else { return Ok(spans[0]) };
    let found = spans.iter().find(|span| span.year == Some(year));
    found.copied().ok_or_else(|| {
        let years: Vec<String> = spans.iter().filter_map(|span| span.year).map(|y| y.to_string()).collect();
        let years = if years.is_empty() { "no whole year".to_owned() } else { years.join(", ") };
        Failure::Usage(format!("the window does not hold the whole of {year}; it holds {years}"))
    })
}

/// True if there is a capacity at a service level, and a formula to compare it with.
fn is_judged(port: &Port, twin: &Twin) -> bool {
    let service = &port.study.service;
    twin.fleet.is_some() && (service.waiting_ratio.is_some() || service.berthed_share.is_some())
}

fn steps(rungs: &[Rung], drawn: bool) -> Vec<Step> {
    let stated = rungs.iter().map(|rung| rung.feature.map_or(Step::Clock, Step::Feature));
    stated.chain(drawn.then_some(Step::Ignorance)).collect()
}

/// The replications of the ladder, as many as were complete.
fn climb(
    arguments: &TwinArguments,
    port: &Port,
    (rungs, span, drawn): (&[Rung], &YearSpan, bool),
    seed: u64,
) -> Result<Vec<Climb>, Failure> {
    let mut ports: Vec<(&Port, bool)> = rungs.iter().map(|rung| (&rung.port, false)).collect();
    if drawn {
        ports.push((port, true));
    }
    let ladder = Ladder { rungs: ports, from: span.from, until: span.until, years: span.years() };
    let order = Order {
        seed,
        replications: arguments.replications,
        questions: Questions::default(),
        threads: arguments.threads,
    };
    let interrupt = Interrupt::listen();
    let progress = Progress::new(order.replications, arguments.quiet);
    let mut climbs = Vec::new();
    let complete = crate::batch::climb(&ladder, &order, &|| interrupt.asked(), &mut |climb| {
        climbs.push(climb);
        progress.step();
    })?;
    if complete == 0 {
        return Err(Failure::Interrupted);
    }
    Ok(climbs)
}
