//! Figures: a value, where it comes from, how far off it may be. Laws, dated figures, spreads and dates are in the files
//! beside this one.

mod date;
mod dated;
mod law;
mod spread;

pub(super) use date::{clock, date, instant, time_of_day};
pub(super) use dated::Before;

use super::Origin;
use super::bounds::Bounds;
use super::code::Code;
use super::diagnostic::{Place, Problem};
use super::lowering::{Lowering, last_key};
use super::nearest::nearest;
use super::node::{Node, Value};
use super::quantity::{self, Dimension, Fault, Measure};
use crate::port::{DrawId, Figure, Uncertain};

/// A figure taken apart: `"12 m"`, or `{ value, source | assumed, spread, group }`.
pub(super) struct Parts<'a> {
    pub(super) value: &'a Node,
    pub(super) origin: Option<Origin>,
    pub(super) spread: Option<&'a Node>,
    pub(super) group: Option<String>,
}

/// Words that people use for keys that have another name here.
const OTHER_WORDS: [(&str, &str); 8] = [
    ("draft", "draught"),
    ("length", "loa"),
    ("deadweight", "dwt"),
    ("berth", "at"),
    ("quay", "at"),
    ("name", "label"),
    ("number", "count"),
    ("opens", "from"),
];

/// Keys of a figure table.
const KEYS: [&str; 5] = ["value", "source", "assumed", "spread", "group"];

impl Lowering<'_> {
    /// Takes a figure apart. `None` if it is a table without a value (reported).
    pub(super) fn open<'n>(
        &mut self,
        node: &'n Node,
        path: &str,
        inherited: Option<&Origin>,
    ) -> Option<Parts<'n>> {
        let Some(table) = node.table() else {
            return Some(Parts { value: node, origin: inherited.cloned(), spread: None, group: None });
        };
        let Some(value) = table.get("value") else {
            let message = format!("`{}` has no `value`", last_key(path));
            let help = "a figure is a value, or { value = …, source = \"…\" } with `assumed` and `spread` where it is a guess";
            self.report(Problem::new(Code::MissingKey, node.place, path, message).help(help));
            return None;
        };
        for (key, entry) in &table.entries {
            if !KEYS.contains(&key.as_str()) {
                self.unknown_key(key, entry.key, path, &KEYS);
            }
        }
        let origin = self.origin(node, path).or_else(|| inherited.cloned());
        let group = table.get("group").and_then(|group| {
            let text = group.text().map(str::to_owned);
            if text.is_none() {
                self.wrong_type(group, &format!("{path}.group"), "a string");
            }
            text
        });
        let spread = table.get("spread");
        if let (None, Some(entry)) = (spread, table.get("group")) {
            let message = format!("`{}` is in a group but has no spread to share", last_key(path));
            self.report(
                Problem::new(Code::Unused, entry.place, path, message)
                    .help("add `spread`, or take `group` out"),
            );
        }
        if let (Some(spread), false) = (spread, origin.is_some()) {
            let message = format!("`{}` has a spread but no reason for it", last_key(path));
            let help = "add `assumed = \"why\"` or `source = \"where from\"`";
            self.report(Problem::new(Code::NoOrigin, spread.place, path, message).help(help));
        }
        Some(Parts { value, origin, spread, group })
    }

    /// `source` or `assumed` of a table.
    pub(super) fn origin(&mut self, node: &Node, path: &str) -> Option<Origin> {
        let table = node.table()?;
        let mut text = |key: &str| {
            let entry = table.get(key)?;
            let text = entry.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
            if text.is_none() {
                self.wrong_type(entry, &format!("{path}.{key}"), "a sentence");
            }
            text
        };
        match (text("source"), text("assumed")) {
            (Some(source), None) => Some(Origin::Source(source)),
            (None, Some(reason)) => Some(Origin::Assumed(reason)),
            (Some(source), Some(_)) => {
                let place = table.get("assumed").map_or(node.place, |entry| entry.key);
                let message = "a figure has a source or is assumed, not both";
                self.report(
                    Problem::new(Code::Conflict, place, path, message)
                        .help("keep the one that is true of the value"),
                );
                Some(Origin::Source(source))
            }
            (None, None) => None,
        }
    }

    /// A figure of type `T`. `None` if it cannot be read (reported).
    pub(super) fn figure<T: Measure>(
        &mut self,
        node: &Node,
        path: &str,
        bounds: Bounds,
        inherited: Option<&Origin>,
    ) -> Option<Figure<T>> {
        let parts = self.open(node, path, inherited)?;
        let value = self.number(parts.value, path, T::DIMENSION, bounds);
        let draw = match (parts.spread, value) {
            (Some(spread), Some(value)) => self.spread(spread, path, T::DIMENSION, bounds, value),
            _ => None,
        };
        let draw = draw.map(|spread| {
            self.uncertain.push(Uncertain { path: path.to_owned(), group: parts.group.clone(), spread });
            DrawId(self.uncertain.len() as u32 - 1)
        });
        let spread = parts.spread.map(Node::written);
        self.register(path, node.place, parts.value.written(), parts.origin, spread, parts.group);
        value.map(|value| Figure { value: T::from_base(value * bounds.scale), draw })
    }

    /// A figure that may not be drawn.
    pub(super) fn certain<T: Measure>(
        &mut self,
        node: &Node,
        path: &str,
        bounds: Bounds,
        inherited: Option<&Origin>,
    ) -> Option<T> {
        if let Some(spread) = node.table().and_then(|table| table.get("spread")) {
            let message = format!("`{}` is taken as stated and cannot have a spread", last_key(path));
            self.report(
                Problem::new(Code::BadSpread, spread.place, path, message).help("take the spread out"),
            );
            return None;
        }
        self.figure(node, path, bounds, inherited).map(|figure| figure.value)
    }

    /// The number of a value in base units before scaling, checked against its bounds. `None` if not (reported).
    pub(super) fn number(
        &mut self,
        node: &Node,
        path: &str,
        dimension: Dimension,
        bounds: Bounds,
    ) -> Option<f64> {
        let key = last_key(path);
        let number = match (&node.value, dimension) {
            (Value::Text(text), Dimension::Date) => {
                return self.date_text(text, node.place, path).map(|time| time.milliseconds() as f64);
            }
            (Value::Number(number, _), Dimension::Number) => *number,
            (Value::Number(_, written), Dimension::Date) => {
                let message = format!("`{key}`: a date is a string");
                let help = format!("write \"{written}\" in quotes, or a whole date: {}", dimension.example());
                self.report(Problem::new(Code::BadDate, node.place, path, message).help(help));
                return None;
            }
            (Value::Number(_, written), _) => {
                let unit = dimension.units()[0].0;
                let message = format!("`{key}` needs a unit: {} is expected", dimension.noun());
                let help =
                    format!("write, say, \"{written} {unit}\"; another example: {}", dimension.example());
                self.report(
                    Problem::new(Code::NoUnit, node.place, path, message).label("no unit").help(help),
                );
                return None;
            }
            (Value::Text(text), Dimension::Number) => {
                let message = format!("`{key}` is a plain number, without unit or quotes");
                let bare = text.trim().trim_end_matches('%').trim();
                let help = match (bare.parse::<f64>(), text.contains('%')) {
                    (Ok(number), true) => format!("write {}", quantity::trim(number / 100.0)),
                    (Ok(_), false) => format!("write {bare}"),
                    _ => "write a number such as 0.5".to_owned(),
                };
                self.report(Problem::new(Code::WrongUnit, node.place, path, message).help(help));
                return None;
            }
            (Value::Text(text), _) => match quantity::read(text, dimension, bounds.piece) {
                Ok(number) => number,
                Err(fault) => {
                    self.fault(fault, node.place, path);
                    return None;
                }
            },
            _ => {
                let expected = format!("{}, such as {}", dimension.noun(), dimension.example());
                self.wrong_type(node, path, &expected);
                return None;
            }
        };
        if let Some(why) = bounds.fault(number, dimension) {
            let message = format!("`{key}` {why}");
            self.report(Problem::new(Code::OutOfRange, node.place, path, message));
            return None;
        }
        Some(number)
    }

    fn fault(&mut self, fault: Fault, place: Place, path: &str) {
        let message = format!("`{}`: {}", last_key(path), fault.message);
        self.report(Problem::new(fault.code, place, path, message).maybe_help(fault.help));
    }

    /// A key that does not exist here.
    pub(super) fn unknown_key(&mut self, key: &str, place: Place, path: &str, known: &[&str]) {
        let whole = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        let message = match path {
            "" => format!("unknown key or section `{key}`"),
            _ => format!("unknown key `{key}` in `{path}`"),
        };
        let other_word = OTHER_WORDS.iter().find(|(word, ours)| *word == key && known.contains(ours));
        let near = other_word.map(|(_, ours)| *ours).or_else(|| nearest(key, known.iter().copied()));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        self.report(Problem::new(Code::UnknownKey, place, &whole, message).help(help));
    }
}
