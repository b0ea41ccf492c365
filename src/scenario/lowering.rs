//! What is shared while a document is turned into a port: names, problems, drawn figures, where figures come from.

use std::collections::BTreeSet;

use super::code::{Code, Severity};
use super::diagnostic::{Place, Problem};
use super::laid::Presets;
use super::nearest::nearest;
use super::node::{Node, Table, Value};
use super::quantity::Piece;
use super::{FromPreset, Origin, Provenance};
use crate::engine::Quantity;
use crate::port::{Closure, Figure, Label, Uncertain};
use crate::units::Almanac;

/// Kinds of named things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Cargo,
    Demand,
    Trade,
    Season,
    Class,
    Section,
    Anchorage,
    Marine,
    Place,
    Equipment,
    Yard,
    Capacity,
    Mode,
    Weather,
    Series,
    Closure,
    Crew,
    Line,
    Lever,
}

impl Kind {
    const COUNT: usize = 19;

    /// In words, for messages.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Kind::Cargo => "cargo",
            Kind::Demand => "demand",
            Kind::Trade => "trade",
            Kind::Season => "season",
            Kind::Class => "class",
            Kind::Section => "section",
            Kind::Anchorage => "anchorage",
            Kind::Marine => "marine service",
            Kind::Place => "quay or berth",
            Kind::Equipment => "equipment",
            Kind::Yard => "yard",
            Kind::Capacity => "capacity",
            Kind::Mode => "mode",
            Kind::Weather => "weather",
            Kind::Series => "series",
            Kind::Closure => "closure",
            Kind::Crew => "crew",
            Kind::Line => "line",
            Kind::Lever => "lever",
        }
    }
}

/// A named table of the document.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    /// `cargo`, `quay`, …
    pub(super) section: &'static str,
    /// Its name.
    pub(super) name: &'a str,
    /// Its value; a table, unless the author slipped.
    pub(super) node: &'a Node,
}

impl Entry<'_> {
    /// `berth.b1`.
    pub(super) fn path(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }
}

/// A figure without provenance.
pub(super) struct Bare {
    /// The table it belongs to, e.g. `yard.bulk`, and its place.
    pub(super) table: String,
    pub(super) place: Place,
    /// Its key path.
    pub(super) path: String,
}

/// The work in progress.
pub(super) struct Lowering<'a> {
    pub(super) almanac: Almanac,
    pub(super) problems: Vec<Problem>,
    pub(super) uncertain: Vec<Uncertain>,
    pub(super) provenance: Vec<Provenance>,
    pub(super) bare: Vec<Bare>,
    pub(super) causes: Vec<Label>,
    /// Closures that come from working hours.
    pub(super) hours: Vec<Closure>,
    /// By cargo: what one vehicle or box weighs.
    pub(super) pieces: Vec<Option<Piece>>,
    /// CSV tables fetched, for the hash.
    pub(super) tables: Vec<Vec<u8>>,
    /// Where `[tide]` and `[daylight]` stand.
    pub(super) tide: Option<Place>,
    pub(super) daylight: Option<Place>,
    /// The presets under the scenario.
    pub(super) presets: Presets,
    names: [Vec<Entry<'a>>; Kind::COUNT],
    used: BTreeSet<(usize, u32)>,
    broken: BTreeSet<String>,
}

impl<'a> Lowering<'a> {
    pub(super) fn new(almanac: Almanac) -> Self {
        Lowering {
            almanac,
            problems: Vec::new(),
            uncertain: Vec::new(),
            provenance: Vec::new(),
            bare: Vec::new(),
            causes: Vec::new(),
            hours: Vec::new(),
            pieces: Vec::new(),
            tables: Vec::new(),
            tide: None,
            daylight: None,
            presets: Presets::default(),
            names: std::array::from_fn(|_| Vec::new()),
            used: BTreeSet::new(),
            broken: BTreeSet::new(),
        }
    }

    /// Notes a problem; an error marks the table it belongs to as broken.
    pub(super) fn report(&mut self, problem: Problem) {
        if problem.code.severity() == Severity::Error {
            self.broken.insert(root_of(&problem.path));
        }
        self.problems.push(problem);
    }

    /// True if any error was found.
    pub(super) fn failed(&self) -> bool {
        !self.broken.is_empty()
    }

    /// True if the table of a thing has an error, so that checks across tables would mislead.
    pub(super) fn is_broken(&self, kind: Kind, id: u32) -> bool {
        self.broken.contains(&self.path(kind, id))
    }

    /// Collects the named tables of one or more sections under one kind, in order of first appearance.
    pub(super) fn index(&mut self, root: &'a Table, kind: Kind, sections: &[&'static str]) {
        let mut entries: Vec<Entry<'a>> = Vec::new();
        let mut problems = Vec::new();
        for section in sections {
            for (name, node) in named(root, section, &mut problems) {
                entries.push(Entry { section, name, node });
            }
        }
        problems.into_iter().for_each(|problem| self.report(problem));
        entries.sort_by_key(|entry| entry.node.order);
        let mut seen: Vec<Entry<'a>> = Vec::new();
        for entry in entries {
            if let Some(first) = seen.iter().find(|first| first.name == entry.name) {
                let message =
                    format!("two things are called `{}`: {} and {}", entry.name, first.path(), entry.path());
                let problem = Problem::new(Code::Duplicate, entry.node.key, &entry.path(), message);
                self.report(problem.help("quays and berths share their names; choose another"));
            }
            seen.push(entry);
        }
        self.names[kind as usize] = seen;
    }

    /// The named tables of a kind; their position is their id.
    pub(super) fn entries(&self, kind: Kind) -> Vec<Entry<'a>> {
        self.names[kind as usize].clone()
    }

    /// The path of a thing, e.g. `berth.b1`.
    pub(super) fn path(&self, kind: Kind, id: u32) -> String {
        self.names[kind as usize][id as usize].path()
    }

    /// The place of a key below a thing, or the nearest above that is there.
    pub(super) fn place(&self, kind: Kind, id: u32, keys: &[&str]) -> Place {
        let mut node = self.names[kind as usize][id as usize].node;
        let mut place = node.key;
        for key in keys {
            let Some(next) = node.table().and_then(|table| table.get(key)) else { break };
            node = next;
            // A table under a header is shown by its name, a value by itself.
            place = if node.table().is_some() && !node.inline { node.key } else { node.place };
        }
        place
    }

    /// The id of a name written in a value.
    pub(super) fn find(&mut self, kind: Kind, node: &Node, path: &str) -> Option<u32> {
        let Some(text) = node.text() else {
            self.wrong_type(node, path, &format!("the name of a {}", kind.noun()));
            return None;
        };
        self.find_name(kind, text, node.place, path)
    }

    /// The id of a name that stands at `place`.
    pub(super) fn find_name(&mut self, kind: Kind, name: &str, place: Place, path: &str) -> Option<u32> {
        let entries = &self.names[kind as usize];
        if let Some(at) = entries.iter().position(|entry| entry.name == name) {
            self.used.insert((kind as usize, at as u32));
            return Some(at as u32);
        }
        let help = match nearest(name, entries.iter().map(|entry| entry.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if entries.is_empty() => {
                format!("the scenario has no {}; add a table [{}.{name}]", kind.noun(), section_of(kind))
            }
            None => {
                let names: Vec<&str> = entries.iter().map(|entry| entry.name).take(12).collect();
                format!("there are: {}", names.join(", "))
            }
        };
        self.report(
            Problem::new(Code::UnknownName, place, path, format!("no {} is called `{name}`", kind.noun()))
                .help(help),
        );
        None
    }

    /// The things of a kind that nothing refers to.
    pub(super) fn unused(&self, kind: Kind) -> Vec<u32> {
        let count = self.names[kind as usize].len() as u32;
        (0..count).filter(|id| !self.used.contains(&(kind as usize, *id))).collect()
    }

    /// A value of the wrong type.
    pub(super) fn wrong_type(&mut self, node: &Node, path: &str, expected: &str) {
        let key = last_key(path);
        let message = format!("`{key}` should be {expected}, not {}", node.kind());
        self.report(
            Problem::new(Code::WrongType, node.place, path, message).label(format!("expected {expected}")),
        );
    }

    /// Least and greatest value of a figure over its draws, in base units.
    pub(super) fn range<T: Quantity>(&self, figure: &Figure<T>) -> (f64, f64) {
        let value = figure.value.base();
        match figure.draw.and_then(|draw| self.uncertain.get(draw.0 as usize)) {
            Some(uncertain) => {
                let (low, high) = uncertain.spread.ends();
                (low.min(value), high.max(value))
            }
            None => (value, value),
        }
    }

    /// The id of a cause, by its English label.
    pub(super) fn cause(&mut self, label: Label) -> crate::port::CauseId {
        let at = self.causes.iter().position(|cause| cause.english == label.english);
        let at = at.unwrap_or_else(|| {
            self.causes.push(label);
            self.causes.len() - 1
        });
        crate::port::CauseId(at as u32)
    }

    /// Enters a figure in the register, or among those without provenance.
    pub(super) fn register(
        &mut self,
        path: &str,
        place: Place,
        value: String,
        origin: Option<Origin>,
        spread: Option<String>,
        group: Option<String>,
    ) {
        if origin.is_none() {
            self.bare.push(Bare { table: root_of(path), place, path: path.to_owned() });
        }
        let preset = self
            .presets
            .of_file(place.file)
            .map(|preset| FromPreset { terminal: preset.terminal.clone(), preset: preset.kind.clone() });
        self.provenance.push(Provenance { path: path.to_owned(), value, origin, spread, group, preset });
    }
}

/// The named tables of a section, whatever their order.
fn named<'a>(root: &'a Table, section: &str, problems: &mut Vec<Problem>) -> Vec<(&'a str, &'a Node)> {
    let Some(node) = root.get(section) else { return Vec::new() };
    let Value::Table(table) = &node.value else {
        let message = format!("`{section}` should be tables with names, not {}", node.kind());
        let help = format!("write a header: [{section}.NAME]");
        problems.push(Problem::new(Code::WrongType, node.place, section, message).help(help));
        return Vec::new();
    };
    let mut entries = Vec::new();
    for (name, node) in &table.entries {
        if node.table().is_some() {
            entries.push((name.as_str(), node));
        } else {
            let path = format!("{section}.{name}");
            let message = format!("`{path}` should be a table, not {}", node.kind());
            let help = format!("every {section} has a name: [{section}.NAME], then `{name} = …` below it");
            problems.push(Problem::new(Code::WrongType, node.key, &path, message).help(help));
        }
    }
    entries
}

fn section_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Place => "berth",
        Kind::Marine => "marine",
        _ => kind.noun(),
    }
}

/// The first two parts of a path: the table it belongs to.
pub(super) fn root_of(path: &str) -> String {
    path.split('.').take(2).collect::<Vec<_>>().join(".")
}

/// The last part of a path.
pub(super) fn last_key(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
