//! What presets filled in: every key of the merged scenario that stands in the text of a preset, for people to read.

use super::super::Origin;
use super::super::laid::Presets;
use super::super::node::{Node, Table, Value};

/// Keys beside the value of a figure or law.
const BESIDE: [&str; 5] = ["value", "source", "assumed", "spread", "group"];

/// What one terminal got from its preset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The terminal.
    pub terminal: String,
    /// Its preset, as the scenario names it.
    pub preset: String,
    /// Table by table.
    pub tables: Vec<FilledTable>,
}

/// Keys of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledTable {
    /// Its path, e.g. `berth.lng`.
    pub path: String,
    /// Where its figures come from that say nothing themselves.
    pub origin: Option<Origin>,
    /// What the preset says in it.
    pub keys: Vec<FilledKey>,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledKey {
    /// The key, with the keys above it inside the table: `vessels.carrier.share`.
    pub key: String,
    /// The value as written.
    pub value: String,
    /// How far it may be off, as written.
    pub spread: Option<String>,
    /// Where it comes from, if it is a figure.
    pub origin: Option<Origin>,
}

/// What each preset filled in, in the order of the terminals.
pub(in crate::scenario) fn filled(root: &Table, presets: &Presets) -> Vec<Filled> {
    let mut all = Vec::new();
    for preset in &presets.0 {
        let mut tables = Vec::new();
        for (section, node) in &root.entries {
            let Some(table) = node.table() else { continue };
            if node.place.file == preset.file && super::UNNAMED.contains(&section.as_str()) {
                push(&mut tables, section.clone(), table, preset.file);
                continue;
            }
            for (name, node) in &table.entries {
                let path = format!("{section}.{name}");
                match node.table() {
                    // A table without keys says that the thing is there.
                    Some(table) if table.entries.is_empty() && node.place.file == preset.file => {
                        tables.push(FilledTable { path, origin: None, keys: Vec::new() });
                    }
                    Some(table) => push(&mut tables, path, table, preset.file),
                    None => {}
                }
            }
        }
        let (terminal, preset) = (preset.terminal.clone(), preset.kind.clone());
        all.push(Filled { terminal, preset, tables });
    }
    all
}

fn push(tables: &mut Vec<FilledTable>, path: String, table: &Table, file: usize) {
    let mut keys = Vec::new();
    collect(table, "", file, &mut keys);
    keys.retain(|key| !matches!(key.key.as_str(), "source" | "assumed"));
    let origin = origin(table, file);
    if !keys.is_empty() {
        tables.push(FilledTable { path, origin, keys });
    }
}

fn collect(table: &Table, prefix: &str, file: usize, keys: &mut Vec<FilledKey>) {
    for (key, node) in &table.entries {
        let key = format!("{prefix}{key}");
        match &node.value {
            Value::Table(inner) if !node.inline => {
                let before = keys.len();
                collect(inner, &format!("{key}."), file, keys);
                // A header with nothing below it says something too: these vessels carry the trade.
                if keys.len() == before && node.place.file == file && inner.entries.is_empty() {
                    keys.push(FilledKey { key, value: "{}".to_owned(), spread: None, origin: None });
                }
            }
            _ if node.place.file == file => keys.push(told(key, node)),
            _ => {}
        }
    }
}

fn told(key: String, node: &Node) -> FilledKey {
    let Some(table) = node.table() else {
        return FilledKey { key, value: written(node), spread: None, origin: None };
    };
    let inner = inner_figure(table);
    let spread = table.get("spread").or_else(|| inner?.get("spread")).map(written);
    let file = node.place.file;
    let origin = origin(table, file).or_else(|| origin(inner?, file));
    FilledKey { key, value: written(node), spread, origin }
}

/// The first figure inside a law, such as its mean: what it says of itself is said of the law.
fn inner_figure(table: &Table) -> Option<&Table> {
    table.entries.iter().filter(|(key, _)| !BESIDE.contains(&key.as_str())).find_map(|(_, node)| {
        let inner = node.table()?;
        if inner.get("value").is_some() { Some(inner) } else { inner_figure(inner) }
    })
}

/// `source` or `assumed` of a table, if the preset states it.
fn origin(table: &Table, file: usize) -> Option<Origin> {
    let text = |key: &str| {
        let node = table.get(key).filter(|node| node.place.file == file)?;
        node.text().map(str::to_owned)
    };
    text("source").map(Origin::Source).or(text("assumed").map(Origin::Assumed))
}

/// The value as it may stand in a scenario, without what stands beside it.
fn written(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => {
            format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", "))
        }
        Value::Table(table) if table.get("value").is_some() => {
            table.get("value").map_or_else(String::new, written)
        }
        Value::Table(table) => {
            let rest = table.entries.iter().filter(|(key, _)| !BESIDE.contains(&key.as_str()));
            let parts: Vec<String> = rest.map(|(key, node)| format!("{key} = {}", written(node))).collect();
            format!("{{ {} }}", parts.join(", "))
        }
        _ => node.written(),
    }
}

/// What presets filled in, as text: a heading for each terminal and table, a line for each key.
pub fn render_filled(all: &[Filled]) -> String {
    let mut text = String::new();
    for filled in all {
        text.push_str(&format!("terminal {}, filled in by preset {}\n", filled.terminal, filled.preset));
        if filled.tables.is_empty() {
            text.push_str("  nothing: the scenario states all of it\n");
        }
        for table in &filled.tables {
            text.push_str(&format!("  [{}]{}\n", table.path, remark(table.origin.as_ref())));
            table.keys.iter().for_each(|key| text.push_str(&line(key)));
        }
    }
    text
}

fn line(key: &FilledKey) -> String {
    let spread = key.spread.as_ref().map(|spread| format!(", spread {spread}")).unwrap_or_default();
    format!("    {} = {}{spread}{}\n", key.key, key.value, remark(key.origin.as_ref()))
}

fn remark(origin: Option<&Origin>) -> String {
    match origin {
        Some(Origin::Source(source)) => format!("  # source: {source}"),
        Some(Origin::Assumed(reason)) => format!("  # assumed: {reason}"),
        None => String::new(),
    }
}
