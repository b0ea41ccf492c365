//! `toumen explain`: the story of one call, or of the worst calls of a replication.

use std::process::ExitCode;

use crate::analysis::explain::Chronicle;
use crate::port::Port;
use crate::record::VisitRecord;
use crate::report::{Asked, Language, explained, worst};
use crate::units::Time;

use super::arguments::{ExplainArguments, Tongue};
use super::exit::{self, Failure};
use super::{sources, terminal};

/// Worst calls told of unless the user says how many.
const WORST: usize = 5;

/// Runs one replication and tells what was asked.
pub(super) fn explain(arguments: &ExplainArguments) -> Result<ExitCode, Failure> {
    let scenario = sources::scenario(&arguments.scenario, &arguments.patches)?;
    let port = &scenario.port;
    let class = arguments.class.as_deref().map(|name| class(port, name)).transpose()?;
    let seed = arguments.seed.unwrap_or(port.study.seed);
    let number = arguments.replication;
    let replay = crate::batch::replay(port, seed, number, arguments.fixed);
    let trace = replay.run.trace.as_ref().expect("a log was asked for");
    let chronicle = Chronicle::new(port, &replay.draws, trace);
    let language = match arguments.language {
        Tongue::En => Language::English,
        Tongue::Zh => Language::Chinese,
    };
    let asked = Asked { seed, replication: number, language };
    let text = match arguments.visit {
        Some(visit) => {
            let call = chronicle.explain(visit).ok_or_else(|| no_visit(&chronicle, number, visit))?;
            explained(port, &chronicle, &call, asked)
        }
        None => {
            let counts = |record: &VisitRecord| counts(port, record, class, arguments.year);
            let of = trace.visits.iter().filter(|record| counts(record)).count();
            let calls = chronicle.worst(arguments.worst.map_or(WORST, |count| count as usize), counts);
            let calls: Vec<_> = calls.iter().filter_map(|(visit, _)| chronicle.explain(*visit)).collect();
            worst(port, &chronicle, &calls, of, asked)
        }
    };
    terminal::say(&text)?;
    Ok(ExitCode::from(exit::DONE))
}

/// The position of a class by its name.
fn class(port: &Port, name: &str) -> Result<usize, Failure> {
    port.classes.iter().position(|class| class.name == name).ok_or_else(|| {
        let names: Vec<&str> = port.classes.iter().map(|class| class.name.as_str()).collect();
        Failure::Usage(format!("there is no class `{name}`; there are {}", names.join(", ")))
    })
}

fn no_visit(chronicle: &Chronicle, replication: u64, visit: u32) -> Failure {
    Failure::Usage(match chronicle.visits() {
        0 => format!("there is no visit {visit}: no vessel came in replication {replication}"),
        last => format!("there is no visit {visit} in replication {replication}: they are 1 to {last}"),
    })
}

/// Calls that arrived in the measured window, of the class and in the year asked for.
fn counts(port: &Port, record: &VisitRecord, class: Option<usize>, year: Option<i16>) -> bool {
    let of_class = class.is_none_or(|class| port.flows[record.flow].class.index() == class);
    let in_year = year.is_none_or(|year| port.almanac.date(record.arrived).year == year);
    record.arrived >= Time::ZERO + port.study.warm_up && of_class && in_year
}
