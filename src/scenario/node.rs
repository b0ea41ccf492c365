//! The tree of a TOML document, every value with its file and place. It leaves out what the values mean.

use toml::de::{DeTable, DeValue};

use super::code::Code;
use super::diagnostic::{Place, Problem};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) value: Value,
    /// Where the value stands.
    pub(super) place: Place,
    /// Where its key stands.
    pub(super) key: Place,
    /// Order of first appearance over all documents.
    pub(super) order: u64,
    /// True for `{ … }`: it replaces, where a table under a header merges.
    pub(super) inline: bool,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A string, or a native date as text.
    Text(String),
    /// A number as read, and as written.
    Number(f64, String),
    /// True or false.
    Flag(bool),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

/// A table: entries in order of first appearance.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Keys and values.
    pub(super) entries: Vec<(String, Node)>,
}

impl Table {
    /// The value of `key`.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }
}

impl Node {
    /// The table, if it is one.
    pub(super) fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// True for `false`.
    pub(super) fn is_false(&self) -> bool {
        matches!(self.value, Value::Flag(false))
    }

    /// What it is, for messages: "a string", "a list", …
    pub(super) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Text(_) => "a string",
            Value::Number(..) => "a bare number",
            Value::Flag(_) => "true or false",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }

    /// The value as written, shortened: for the register of figures and for messages.
    pub(super) fn written(&self) -> String {
        match &self.value {
            Value::Text(text) => text.clone(),
            Value::Number(_, written) => written.clone(),
            Value::Flag(flag) => flag.to_string(),
            Value::List(items) => {
                format!("[{}]", items.iter().map(Node::written).collect::<Vec<_>>().join(", "))
            }
            Value::Table(table) => {
                let entry = |(key, node): &(String, Node)| format!("{key} = {}", node.written());
                format!("{{ {} }}", table.entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Parses the text of file number `file`, the `turn`-th document to be applied; syntax errors go to `problems`.
pub(super) fn parse(text: &str, file: usize, turn: u64, problems: &mut Vec<Problem>) -> Table {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let place = error.span().map_or(Place { file, start: 0, end: 0 }, |span| Place::new(file, span));
        let mut message = error.message().trim().to_owned();
        if message.is_empty() {
            "this is not TOML".clone_into(&mut message);
        }
        let help = match message.as_str() {
            text if text.contains("duplicate key") => {
                "a key, or the name of a thing, may appear once in a file"
            }
            text if text.contains("string") => "values with units are strings: depth = \"11.5 m\"",
            _ => "a line is `key = value`, or a header such as `[berth.b1]`; comments start with #",
        };
        problems.push(Problem::new(Code::Syntax, place, "", message).help(help));
    }
    let reading = Reading { text, file, turn };
    reading.table(root.get_ref())
}

struct Reading<'a> {
    text: &'a str,
    file: usize,
    turn: u64,
}

impl Reading<'_> {
    fn table(&self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<(String, Node)> = (table.iter())
            .map(|(key, value)| {
                let node = self.node(value.get_ref(), value.span(), key.span());
                (key.get_ref().to_string(), node)
            })
            .collect();
        entries.sort_by_key(|(_, node)| node.order);
        Table { entries }
    }

    fn node(&self, value: &DeValue<'_>, span: std::ops::Range<usize>, key: std::ops::Range<usize>) -> Node {
        let number = |text: String| {
            let digits = text.replace('_', "");
            Value::Number(digits.parse().unwrap_or(f64::NAN), text)
        };
        let inline = self.text.as_bytes().get(span.start) == Some(&b'{');
        let value = match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(integer) if integer.radix() == 10 => number(integer.as_str().to_owned()),
            DeValue::Integer(integer) => {
                let value = u64::from_str_radix(integer.as_str(), integer.radix());
                Value::Number(value.map_or(f64::NAN, |value| value as f64), integer.to_string())
            }
            DeValue::Float(float) => number(float.as_str().to_owned()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Array(items) => Value::List(
                items.iter().map(|item| self.node(item.get_ref(), item.span(), item.span())).collect(),
            ),
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        let order = (self.turn << 32) | key.start as u64;
        Node { value, place: Place::new(self.file, span), key: Place::new(self.file, key), order, inline }
    }
}
