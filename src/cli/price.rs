//! `toumen price`: from a scenario to what relaxing each of its constraints is worth.

use std::process::ExitCode;

use anyhow::Context as _;

use crate::analysis::Measure;
use crate::batch::on_threads;
use crate::lever::Lever;
use crate::price::{PriceOrder, study};
use crate::report::{Language, PriceContext, PriceVoice, price_headline, price_outputs};
use crate::scenario::Scenario;
use crate::units::TonnesPerYear;

use super::arguments::{Capacity, Offer, PriceArguments, Rank, Tongue};
use super::exit::{self, Failure};
use super::interrupt::Interrupt;
use super::output::OutputFolder;
use super::progress::Progress;
use super::run::{OFFER_OVER_TARGET, remark_findings};
use super::{sources, terminal};

/// Most replications unless the user says otherwise: a price list asks each some dozens of times as much as a verdict does.
const USUAL: u64 = 28;

/// Simulates, writes, and says the price list.
pub(super) fn price(arguments: &PriceArguments) -> Result<ExitCode, Failure> {
    let scenario = sources::scenario(&arguments.scenario, &arguments.patches)?;
    let levers = chosen(arguments, &scenario)?;
    if arguments.list {
        let width = levers.iter().map(|lever| lever.name.len()).max().unwrap_or(0);
        for lever in &levers {
            terminal::say(&format!("{:width$}  {}\n", lever.name, language(arguments).name(&lever.label)))?;
        }
        return Ok(ExitCode::from(exit::DONE));
    }
    let order = order(arguments, &scenario)?;
    let folder = OutputFolder::prepare(&arguments.out)?;
    if !arguments.quiet {
        remark_findings(&scenario);
    }
    let interrupt = Interrupt::listen();
    let progress = Progress::new(order.replications, arguments.quiet);
    let list = study(&scenario.port, &levers, &order, &|| interrupt.asked(), &mut || progress.step())?;
    drop(progress);
    let Some(list) = list else { return Err(Failure::Interrupted) };

    let context = PriceContext {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario_hash: scenario.hash.clone(),
        seed: order.seed,
        most: order.replications,
        offer: order.offer,
        year: order.year,
        fixed: order.fixed,
    };
    let language = language(arguments);
    let voice =
        PriceVoice { port: &scenario.port, levers: &levers, list: &list, context: &context, language };
    let files =
        on_threads(order.threads, || price_outputs(&voice))?.context("the price list cannot be made")?;
    folder.write(files.into_iter().map(|file| (file.name, file.content)).collect())?;
    let headline = price_headline(&voice);
    terminal::say(&format!("{headline}\n{}\n", arguments.out.join("price.html").display()))?;
    Ok(ExitCode::from(if list.interrupted { exit::INTERRUPTED } else { exit::DONE }))
}

fn language(arguments: &PriceArguments) -> Language {
    match arguments.language {
        Tongue::En => Language::English,
        Tongue::Zh => Language::Chinese,
    }
}

/// The levers asked for by name, in that order; all of the scenario if none is named.
fn chosen(arguments: &PriceArguments, scenario: &Scenario) -> Result<Vec<Lever>, Failure> {
    let names = || scenario.levers.iter().map(|lever| lever.name.as_str()).collect::<Vec<_>>().join(", ");
    if scenario.levers.is_empty() {
        return Err(Failure::Usage(
            "the scenario has no lever to price: add a table [lever.NAME]".to_owned(),
        ));
    }
    if arguments.levers.is_empty() {
        return Ok(scenario.levers.clone());
    }
    let mut chosen: Vec<Lever> = Vec::new();
    for name in &arguments.levers {
        let found = scenario.levers.iter().find(|lever| lever.name == *name);
        let Some(lever) = found else {
            return Err(Failure::Usage(format!(
                "no lever is called `{name}`; there are: {} (--list says what they are)",
                names()
            )));
        };
        if !chosen.contains(lever) {
            chosen.push(lever.clone());
        }
    }
    Ok(chosen)
}

/// What is asked: the arguments over what the scenario says.
fn order(arguments: &PriceArguments, scenario: &Scenario) -> Result<PriceOrder, Failure> {
    let study = &scenario.port.study;
    let offer = match arguments.offer {
        Some(Offer::None) => None,
        Some(Offer::Stated(offer)) => Some(offer),
        None => study.target.map(|target| TonnesPerYear(OFFER_OVER_TARGET * target.0)),
    };
    let order = PriceOrder {
        seed: arguments.seed.unwrap_or(study.seed),
        replications: arguments.replications.unwrap_or(u64::from(study.replications).min(USUAL)),
        threads: arguments.threads,
        fixed: arguments.fixed,
        capacity: arguments.capacity == Capacity::Service,
        offer,
        year: year(arguments, scenario)?,
        by: arguments.rank.map(|rank| match rank {
            Rank::Service => Measure::Service,
            Rank::Saturation => Measure::Saturation,
            Rank::Waiting => Measure::Waiting,
            Rank::Passed => Measure::Passed,
        }),
    };
    let by = order.measure(&scenario.port);
    let level = &study.service;
    let judged = order.capacity && (level.waiting_ratio.is_some() || level.berthed_share.is_some());
    if by == Measure::Service && !judged {
        let why =
            "nothing can be ranked by the service level: the scenario states none, or --capacity is none";
        return Err(Failure::Usage(why.to_owned()));
    }
    if by == Measure::Saturation && offer.is_none() {
        return Err(Failure::Usage(
            "to rank by saturation state what is offered: --offer '26 Mt'".to_owned(),
        ));
    }
    Ok(order)
}

/// The year judged alone; it must be a whole one of the window.
fn year(arguments: &PriceArguments, scenario: &Scenario) -> Result<Option<i16>, Failure> {
    let Some(year) = arguments.year else { return Ok(None) };
    let port = &scenario.port;
    let whole = crate::model::periods(port, crate::units::Time::ZERO + port.study.warm_up, port.study.end);
    let years: Vec<i16> = whole.iter().filter_map(|span| span.year).collect();
    if years.contains(&year) {
        return Ok(Some(year));
    }
    Err(Failure::Usage(match (years.first(), years.last()) {
        (Some(first), Some(last)) => {
            format!("{year} is no whole year of the window: choose one from {first} to {last}")
        }
        _ => format!("{year} is no whole year of the window, which has none"),
    }))
}
