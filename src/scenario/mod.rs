//! Scenario text to a port, or to diagnostics: all problems of all files in one pass, each with its place and what to do.
//! What leaves this module as a port cannot fail while it runs. It reads no file: the caller hands over what it names.

mod bounds;
mod check;
mod code;
mod diagnostic;
mod figure;
mod laid;
mod lowering;
mod merge;
mod nearest;
mod node;
mod preset;
mod quantity;
mod reader;
mod section;
#[cfg(test)]
mod tests;

pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Location, render};
pub use merge::Fetch;
pub use preset::{Filled, FilledKey, FilledTable, render_filled};

use diagnostic::finish;
use merge::{Merging, hash};
use quantity::Dimension;

use crate::lever::Lever;
use crate::port::Port;
use crate::units::TonnesPerYear;

/// A text of a scenario before it is known to be one.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name: a path, for messages and for what it extends.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A document.
    Source(String),
    /// An assumption, and its reason.
    Assumed(String),
}

/// A figure in the register of sources and assumptions (rule 12).
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// Key path, e.g. `yard.bulk.area`.
    pub path: String,
    /// The value as written.
    pub value: String,
    /// Where it comes from; `None` = not stated, which is a finding.
    pub origin: Option<Origin>,
    /// How far it may be off, as written.
    pub spread: Option<String>,
    /// With which other figures it errs together.
    pub group: Option<String>,
    /// The preset that states it, if the scenario does not.
    pub preset: Option<FromPreset>,
}

/// A preset that states a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromPreset {
    /// The terminal it is laid under the scenario for.
    pub terminal: String,
    /// The preset, as the scenario names it.
    pub preset: String,
}

/// A scenario that can run.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The port and the question asked of it.
    pub port: Port,
    /// What `toumen price` may relax.
    pub levers: Vec<Lever>,
    /// What the reader should know; findings never stop a run.
    pub findings: Vec<Diagnostic>,
    /// SHA-256 of the merged scenario and its tables, in hex: the same content has the same hash, whatever the files are
    /// called and however they are split.
    pub hash: String,
    /// Every figure and where it comes from, table by table.
    pub provenance: Vec<Provenance>,
    /// What presets filled in, terminal by terminal.
    pub filled: Vec<Filled>,
}

/// Reads a scenario: the root with all it extends, then the patches in order (`--with`). `fetch` is asked for the files
/// they name, by path relative to the file that names them.
///
/// # Errors
/// All errors, sorted by place; findings wait until there are none.
pub fn read(root: &Source, patches: &[Source], fetch: &mut Fetch<'_>) -> Result<Scenario, Vec<Diagnostic>> {
    let title = stem(&root.name).to_owned();
    let mut merging = Merging::new(fetch);
    merging.add(root);
    patches.iter().for_each(|patch| merging.add(patch));
    let document = preset::document(&mut merging);
    let unread = merging.problems.iter().any(|problem| {
        use Code::*;
        matches!(problem.code, Syntax | NotText | MissingFile | Cycle | UnknownPreset | BadPreset)
    });
    let (port, levers, lowering) = section::lower(&document, &mut merging, 0, &title);
    let (mut problems, mut lowering) = (std::mem::take(&mut merging.problems), lowering);
    check::all(&port, &mut lowering);
    let found = std::mem::take(&mut lowering.problems);
    // Where a file could not be read whole, what is missing or does not add up may stand in the part not read.
    problems.extend(found.into_iter().filter(|problem| !unread || problem.code.is_local()));
    let mut problems = preset::explain(problems, &document.root, &merging.presets, &merging.files);
    let failed = problems.iter().any(|problem| problem.code.severity() == Severity::Error);
    if failed {
        // What cannot run has no findings yet: they would bury the errors.
        problems.retain(|problem| problem.code.severity() == Severity::Error);
        return Err(finish(problems, &merging.files));
    }
    let diagnostics = finish(problems, &merging.files);
    let hash = hash(&document.root, &lowering.tables);
    let filled = preset::filled(&document.root, &merging.presets);
    Ok(Scenario { port, levers, findings: diagnostics, hash, provenance: lowering.provenance, filled })
}

/// Reads a volume a year as people write it on a command line: "26 Mt", "26 Mt/year", "2600 万吨". Its sign is the
/// caller's business.
///
/// # Errors
/// What is wrong with the text, and an example.
pub fn read_volume(text: &str) -> Result<TonnesPerYear, String> {
    let yearly = quantity::read(text, Dimension::Volume, None);
    let volume = match yearly.or_else(|fault| quantity::read(text, Dimension::Mass, None).map_err(|_| fault))
    {
        Ok(volume) => volume,
        Err(fault) => return Err(format!("{}; {}", fault.message, fault.help.unwrap_or_default())),
    };
    match bounds::ANY.fault(volume, Dimension::Volume) {
        Some(why) => Err(format!("`{text}` {why}")),
        None => Ok(TonnesPerYear(volume)),
    }
}

/// The name of a file without folders and ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".toml").unwrap_or(file)
}
