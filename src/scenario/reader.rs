//! Typed access to one table: every key asked for is known, every other one is an error. Problems go to the lowering, so
//! that all of them are seen in one pass.

use super::Origin;
use super::bounds::Bounds;
use super::code::Code;
use super::diagnostic::{Place, Problem};
use super::figure::Before;
use super::lowering::{Entry, Kind, Lowering};
use super::nearest::nearest;
use super::node::{Node, Table, Value};
use super::quantity::Measure;
use crate::port::{Dated, Figure, Label, LawFigure};
use crate::units::Time;

/// How keys that must be there may look.
const EXAMPLES: &[(&str, &str)] = &[
    ("tonnes_per_unit", "tonnes_per_unit = \"1.7 t\""),
    ("parcel", "parcel = \"30 kt\""),
    ("at", "at = \"b1\", the quay or berth it stands on"),
    ("rates", "rates = { coal = \"400 t/h\" }"),
    ("rate", "rate = \"280 t/h\""),
    ("cargo", "cargo = \"coal\""),
    ("direction", "direction = \"import\", or \"export\""),
    ("vessels", "vessels.handy.calls_per_year = 50"),
    ("events_per_year", "events_per_year = 25"),
    ("duration", "duration = { lognormal = { mean = \"6 h\", variation = 0.8 } }"),
    ("while", "while = { weather = \"fog\" }, or { daily = [{ from = \"22:00\", until = \"06:00\" }] }"),
    ("effect", "effect = \"hold\", \"suspend\", \"finish\", \"evacuate\" or { slow = 0.5 }"),
    ("targets", "targets = [\"channel\", \"cranes\"]"),
    ("tonnes", "tonnes = \"10 Mt/year\""),
    ("mix", "mix.coal.share = 1.0"),
    ("length", "length = \"280 m\""),
    ("places", "places = 6"),
    ("dates", "dates = [\"2025-01-29\"]"),
    ("factor", "factor = 0.3"),
    ("net_load", "net_load = \"2.2 kt\""),
    ("share", "share = 0.5"),
    ("count", "count = 3"),
    ("mean_level", "mean_level = \"3.1 m\", above the datum of the beds"),
    ("phases", "phases = \"greenwich\" with utc_offset = \"8 h\", or \"local\""),
    ("utc_offset", "utc_offset = \"8 h\""),
    ("amplitude", "amplitude = \"1.8 m\""),
    ("phase", "phase = \"22 deg\""),
    ("csv", "csv = \"levels.csv\""),
    ("first", "first = \"02:10\""),
    ("wagon_load", "wagon_load = \"60 t\""),
    ("section", "[[line.NAME.section]], then inbound = \"15 min\" and outbound = \"15 min\" below it"),
    ("every", "every = \"12 h 25 min\""),
    ("takes", "takes = \"20 min\""),
    ("after", "after = 0.6, the share of the parcel done by then"),
    ("tiers", "tiers = 5"),
    ("above", "above = 0.8, the share of the yard's room from which on owners are pressed"),
    ("dwell", "dwell = 0.6, the factor on the dwell"),
    ("payload", "payload = \"31 t\""),
    ("per_day", "per_day = 1400, the trucks that can be sent on an ordinary day"),
    ("per_hour", "per_hour = 600"),
    ("loading", "loading = { places = 12, time = \"6.6 min\" }"),
    ("lanes", "lanes = 4"),
    ("time", "time = \"75 s\""),
    ("kind", "kind = \"machines\", with of = \"cranes\" and by = 1"),
    ("of", "of = the name of what it acts on, or a list of names"),
    ("by", "by = 1 more, by = 1.1 (10 % more), by = 0.5 (half of them), by = \"0.3 m\""),
    ("currency", "currency = \"CNY\""),
];

/// A table being read.
pub(super) struct Reader<'n> {
    /// Key path, e.g. `berth.b1`.
    pub(super) path: String,
    /// Where its key stands.
    pub(super) place: Place,
    table: &'n Table,
    origin: Option<Origin>,
    asked: Vec<&'static str>,
}

impl<'n> Reader<'n> {
    /// The reader of a named table.
    pub(super) fn entry(lowering: &mut Lowering<'_>, entry: Entry<'n>) -> Self {
        let path = entry.path();
        Self::open(lowering, entry.node, &path, None).expect("named things are tables")
    }

    /// The reader of a table in a value; figures in it inherit its `source` or `assumed`, or else `inherited`. `None` if
    /// it is not a table (reported).
    pub(super) fn open(
        lowering: &mut Lowering<'_>,
        node: &'n Node,
        path: &str,
        inherited: Option<&Origin>,
    ) -> Option<Self> {
        let Some(table) = node.table() else {
            lowering.wrong_type(node, path, "a table");
            return None;
        };
        let origin = lowering.origin(node, path).or_else(|| inherited.cloned());
        Some(Reader {
            path: path.to_owned(),
            place: node.key,
            table,
            origin,
            asked: vec!["source", "assumed"],
        })
    }

    /// The reader of the whole document, for the keys outside of tables.
    pub(super) fn root(table: &'n Table, place: Place) -> Self {
        Reader { path: String::new(), place, table, origin: None, asked: Vec::new() }
    }

    /// The origin its figures inherit.
    pub(super) fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// The entries, for tables whose keys are names.
    pub(super) fn entries(&self) -> &'n [(String, Node)] {
        &self.table.entries
    }

    /// The path of a key.
    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The place of a key's value; of the table if it is not there.
    pub(super) fn place_of(&self, key: &str) -> Place {
        self.table.get(key).map_or(self.place, |node| node.place)
    }

    /// True if the key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// The value of a key, which is thereby known.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// The value of a key that must be there.
    pub(super) fn need_node(&mut self, lowering: &mut Lowering<'_>, key: &'static str) -> Option<&'n Node> {
        let node = self.take(key);
        if node.is_none() {
            let near = nearest(key, self.table.entries.iter().map(|(name, _)| name.as_str()));
            let message = format!("`{}` needs `{key}`", self.path);
            let problem = Problem::new(Code::MissingKey, self.place, &self.path_of(key), message);
            let near = near.filter(|near| !self.asked.contains(near));
            let example = EXAMPLES.iter().find(|(name, _)| *name == key);
            let help = match (near, example) {
                (Some(near), _) => Some(format!("is `{near}` meant?")),
                (None, Some((_, example))) => Some(format!("for instance: {example}")),
                (None, None) => None,
            };
            lowering.report(problem.maybe_help(help));
        }
        node
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self, lowering: &mut Lowering<'_>) {
        for (key, node) in &self.table.entries {
            if !self.asked.contains(&key.as_str()) {
                let mut known = self.asked.clone();
                known.retain(|key| *key != "source" && *key != "assumed");
                known.dedup();
                lowering.unknown_key(key, node.key, &self.path, &known);
            }
        }
    }

    /// A figure that may be missing.
    pub(super) fn figure<T: Measure>(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
    ) -> Option<Figure<T>> {
        let node = self.take(key)?;
        lowering.figure(node, &self.path_of(key), bounds, self.origin.as_ref())
    }

    /// A figure, or a value that needs no origin where it is not stated.
    pub(super) fn figure_or<T: Measure>(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
        otherwise: T,
    ) -> Figure<T> {
        self.figure(lowering, key, bounds).unwrap_or(Figure::fixed(otherwise))
    }

    /// A figure that must be there.
    pub(super) fn need<T: Measure>(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
    ) -> Option<Figure<T>> {
        let node = self.need_node(lowering, key)?;
        lowering.figure(node, &self.path_of(key), bounds, self.origin.as_ref())
    }

    /// A figure that is never drawn.
    pub(super) fn certain<T: Measure>(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
    ) -> Option<T> {
        let node = self.take(key)?;
        lowering.certain(node, &self.path_of(key), bounds, self.origin.as_ref())
    }

    /// A figure that may change by date.
    pub(super) fn dated<T: Measure>(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
        before: Before,
    ) -> Option<Dated<T>> {
        let node = self.take(key)?;
        lowering.dated(node, &self.path_of(key), bounds, before, self.origin.as_ref())
    }

    /// A figure by date that must be there.
    pub(super) fn need_dated<T: Measure>(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
        before: Before,
    ) -> Option<Dated<T>> {
        let node = self.need_node(lowering, key)?;
        lowering.dated(node, &self.path_of(key), bounds, before, self.origin.as_ref())
    }

    /// A random law.
    pub(super) fn law<T: Measure>(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
    ) -> Option<LawFigure<T>> {
        let node = self.take(key)?;
        lowering.law(node, &self.path_of(key), bounds, self.origin.as_ref())
    }

    /// `from` and `until`, in order.
    pub(super) fn dates(
        &mut self,
        lowering: &mut Lowering<'_>,
    ) -> (Option<Figure<Time>>, Option<Figure<Time>>) {
        let from: Option<Figure<Time>> = self.figure(lowering, "from", super::bounds::ANY);
        let until: Option<Figure<Time>> = self.figure(lowering, "until", super::bounds::ANY);
        if let (Some(from), Some(until)) = (&from, &until)
            && from.value >= until.value
        {
            let problem = Problem::new(
                Code::OutOfOrder,
                self.place_of("until"),
                &self.path_of("until"),
                "`until` is not after `from`",
            );
            lowering.report(problem.help("`until` is the first day after its use"));
        }
        (from, until)
    }

    /// Text.
    pub(super) fn text(&mut self, lowering: &mut Lowering<'_>, key: &'static str) -> Option<&'n str> {
        let node = self.take(key)?;
        let text = node.text();
        if text.is_none() {
            lowering.wrong_type(node, &self.path_of(key), "a string");
        }
        text
    }

    /// True or false.
    pub(super) fn flag(&mut self, lowering: &mut Lowering<'_>, key: &'static str) -> Option<bool> {
        let node = self.take(key)?;
        match node.value {
            Value::Flag(flag) => Some(flag),
            _ => {
                lowering.wrong_type(node, &self.path_of(key), "true or false");
                None
            }
        }
    }

    /// One of several words.
    pub(super) fn choice<E: Copy>(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        choices: &[(&str, E)],
    ) -> Option<E> {
        let text = self.text(lowering, key)?;
        let found = choices.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let help = match nearest(text, words.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"? choices: {}", words.join(", ")),
                None => format!("choices: {}", words.join(", ")),
            };
            let message = format!("`{key}` cannot be \"{text}\"");
            lowering.report(
                Problem::new(Code::UnknownChoice, self.place_of(key), &self.path_of(key), message).help(help),
            );
        }
        found.map(|(_, choice)| *choice)
    }

    /// A whole number.
    pub(super) fn whole(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        bounds: Bounds,
    ) -> Option<f64> {
        let number = self.number(lowering, key, bounds)?;
        if number.fract() != 0.0 {
            let message = format!("`{key}` must be a whole number");
            lowering.report(Problem::new(Code::OutOfRange, self.place_of(key), &self.path_of(key), message));
            return None;
        }
        Some(number)
    }

    /// A reference by name.
    pub(super) fn name(&mut self, lowering: &mut Lowering<'_>, key: &'static str, kind: Kind) -> Option<u32> {
        let node = self.take(key)?;
        lowering.find(kind, node, &self.path_of(key))
    }

    /// References by name; a list that is stated is not empty.
    pub(super) fn names(
        &mut self,
        lowering: &mut Lowering<'_>,
        key: &'static str,
        kind: Kind,
    ) -> Option<Vec<u32>> {
        let node = self.take(key)?;
        let path = self.path_of(key);
        let Value::List(items) = &node.value else {
            lowering.wrong_type(node, &path, "a list of names");
            return None;
        };
        if items.is_empty() {
            let message = format!("`{key}` is an empty list");
            lowering.report(
                Problem::new(Code::EmptyList, node.place, &path, message).help("leave it out for no limit"),
            );
        }
        let mut ids = Vec::new();
        for item in items {
            if let Some(id) = lowering.find(kind, item, &path) {
                if ids.contains(&id) {
                    let message = format!("`{}` stands twice in `{key}`", item.written());
                    lowering.report(Problem::new(Code::Duplicate, item.place, &path, message));
                } else {
                    ids.push(id);
                }
            }
        }
        Some(ids)
    }

    /// `label`, or a name as its own label.
    pub(super) fn label(&mut self, lowering: &mut Lowering<'_>, otherwise: &str) -> Label {
        self.label_at(lowering, "label")
            .unwrap_or_else(|| Label { english: otherwise.to_owned(), chinese: String::new() })
    }

    /// A label: text, or `{ en, zh }`.
    pub(super) fn label_at(&mut self, lowering: &mut Lowering<'_>, key: &'static str) -> Option<Label> {
        let node = self.take(key)?;
        if let Some(text) = node.text() {
            return Some(Label { english: text.to_owned(), chinese: String::new() });
        }
        let path = self.path_of(key);
        let Some(_) = node.table() else {
            lowering.wrong_type(node, &path, "a string, or { en = \"…\", zh = \"…\" }");
            return None;
        };
        let mut reader = Reader::open(lowering, node, &path, None)?;
        let english = reader.need_node(lowering, "en");
        let english = english.and_then(|_| reader.text(lowering, "en"));
        let chinese = reader.text(lowering, "zh").unwrap_or_default();
        reader.finish(lowering);
        Some(Label { english: english?.to_owned(), chinese: chinese.to_owned() })
    }
}
