//! `toumen check`: what is wrong or unusual in scenarios, what presets filled in, and a line about each.

use std::process::ExitCode;

use crate::scenario::Scenario;
use crate::units::Time;

use super::arguments::CheckArguments;
use super::exit::{self, Failure};
use super::{sources, terminal};

/// Checks each; ends badly if any cannot run.
pub(super) fn check(arguments: &CheckArguments) -> Result<ExitCode, Failure> {
    let mut worst = exit::DONE;
    for name in &arguments.scenarios {
        match sources::scenario(name, &arguments.patches) {
            Ok(scenario) => {
                terminal::remark(&crate::scenario::render(&scenario.findings, true));
                let filled = crate::scenario::render_filled(&scenario.filled);
                terminal::say(&format!("{filled}{name}: {}\n", resume(&scenario)))?;
            }
            Err(Failure::Scenario(told)) => {
                terminal::say(&format!("{told}\n"))?;
                worst = exit::SCENARIO;
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(ExitCode::from(worst))
}

/// What the scenario is, in one line.
fn resume(scenario: &Scenario) -> String {
    let port = &scenario.port;
    let (from, until) = (Time::ZERO + port.study.warm_up, port.study.end);
    let day = |time| {
        let date = port.almanac.date(time);
        format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
    };
    let parts = [
        format!("{} to {}", day(from), day(until)),
        count(port.places.len(), "quay or berth", "quays and berths"),
        count(port.equipment.len(), "kind of machine", "kinds of machine"),
        count(port.yards.len(), "yard", "yards"),
        count(port.modes.len(), "land mode", "land modes"),
        count(port.flows.len(), "flow of calls", "flows of calls"),
        count(port.closures.len(), "closure", "closures"),
        count(port.uncertain.len(), "uncertain figure", "uncertain figures"),
        count(scenario.findings.len(), "finding", "findings"),
    ];
    format!("{} [{}]", port.study.title.english, parts.join(", "))
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
