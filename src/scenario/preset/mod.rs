//! Presets: tables of a kind of terminal, with NAME in place of a name. A `[terminal.X]` lays them under the scenario, as
//! a base that is extended; whatever the scenario states wins. Kinds are files, not types: the shipped ones are embedded,
//! and a scenario may name one of its own.

mod explain;
mod filled;
mod kinds;

pub(super) use explain::explain;
pub(super) use filled::filled;
pub use filled::{Filled, FilledKey, FilledTable, render_filled};

use super::code::Code;
use super::diagnostic::{File, Place, Problem};
use super::laid::Preset;
use super::merge::{Document, Merging, NAMED};
use super::nearest::nearest;
use super::node::{Node, Table, Value, parse};

/// What stands for the name of the terminal.
const PLACEHOLDER: &str = "NAME";
/// Terminals of one scenario that may have a preset.
const MOST_TERMINALS: usize = 1000;
/// Tables without a name that a preset may bring; it brings them only where the scenario has none of its own.
const UNNAMED: [&str; 1] = ["daylight"];

/// All that was added, over the presets that it asks for.
pub(super) fn document(merging: &mut Merging<'_, '_>) -> Document {
    let mut document = Document::default();
    let layers = merging.take_layers();
    lay(merging, &mut document, &layers);
    for layer in layers {
        merging.merge(&mut document.root, layer, &mut Vec::new());
    }
    document
}

/// The tables of the presets that the layers of a scenario ask for, in the order of the terminals, laid into `document`.
fn lay(merging: &mut Merging<'_, '_>, document: &mut Document, layers: &[Table]) {
    if layers.iter().all(|layer| layer.get("terminal").is_none()) {
        return;
    }
    let own = merging.preview(layers);
    let Some(node) = own.get("terminal") else { return };
    let Some(terminals) = node.table() else {
        let message = format!("`terminal` should be tables with names, not {}", node.kind());
        let problem = Problem::new(Code::WrongType, node.place, "terminal", message);
        merging.problems.push(problem.help("write a header: [terminal.NAME], then preset = \"lng\""));
        return;
    };
    if let Some((_, first)) = terminals.entries.get(MOST_TERMINALS) {
        let message = format!("more than {MOST_TERMINALS} terminals");
        merging.problems.push(Problem::new(Code::TooMany, first.key, "terminal", message));
        return;
    }
    for (number, (terminal, node)) in terminals.entries.iter().enumerate() {
        let path = format!("terminal.{terminal}");
        let Some(asked) = asked(merging, node, &path) else { continue };
        let Some((name, text)) = text(merging, asked, &path) else { continue };
        let file = merging.files.len();
        merging.files.push(File { name: name.as_str().into(), text: text.as_str().into() });
        // Presets are laid before all else, so their turns are the first.
        let mut table = parse(&text, file, number as u64 + 1, &mut merging.problems);
        let kind = asked.text().unwrap_or_default().to_owned();
        let trades = named(&mut table, terminal);
        merging.presets.0.push(Preset { terminal: terminal.clone(), kind, file, place: asked.place, trades });
        sort_out(merging, &mut table, (&own, &document.root), (file, &path));
        merging.merge(&mut document.root, table, &mut Vec::new());
    }
}

/// The value of `preset` in the table of a terminal; other keys are errors.
fn asked<'n>(merging: &mut Merging<'_, '_>, node: &'n Node, path: &str) -> Option<&'n Node> {
    let Some(table) = node.table() else {
        let message = format!("`{path}` should be a table, not {}", node.kind());
        let help = "[terminal.NAME], then preset = \"lng\"";
        merging.problems.push(Problem::new(Code::WrongType, node.key, path, message).help(help));
        return None;
    };
    for (key, node) in table.entries.iter().filter(|(key, _)| key != "preset") {
        let message = format!("unknown key `{key}` in `{path}`");
        let help = "known here: preset; what a terminal consists of stands in tables of its own, such as [berth.NAME]";
        merging
            .problems
            .push(Problem::new(Code::UnknownKey, node.key, &format!("{path}.{key}"), message).help(help));
    }
    let Some(asked) = table.get("preset") else {
        let message = format!("`{path}` needs `preset`");
        let help = format!("for instance: preset = \"lng\"; presets: {}", kinds::names());
        merging.problems.push(Problem::new(Code::MissingKey, node.key, path, message).help(help));
        return None;
    };
    if asked.text().is_none() {
        let message = format!("`preset` should be the name of a preset, not {}", asked.kind());
        let help = format!("presets: {}; or a file of your own: preset = \"my-kind.toml\"", kinds::names());
        merging.problems.push(Problem::new(Code::WrongType, asked.place, path, message).help(help));
        return None;
    }
    Some(asked)
}

/// The name and the text of a preset: a shipped kind, or a file beside the one that names it.
fn text(merging: &mut Merging<'_, '_>, asked: &Node, path: &str) -> Option<(String, String)> {
    let kind = asked.text()?;
    let path = format!("{path}.preset");
    if !kind.ends_with(".toml") {
        let found = kinds::text(kind);
        if found.is_none() {
            let near = nearest(kind, kinds::KINDS.iter().map(|(name, _)| *name));
            let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            let help =
                format!("{near}presets: {}; or a file of your own: preset = \"{kind}.toml\"", kinds::names());
            let message = format!("there is no preset `{kind}`");
            let problem = Problem::new(Code::UnknownPreset, asked.place, &path, message);
            merging.problems.push(problem.help(help));
        }
        return found.map(|text| (format!("(preset)/{kind}.toml"), text.to_owned()));
    }
    let fetched = merging.fetch(asked.place.file, kind);
    let read =
        fetched.and_then(|bytes| String::from_utf8(bytes).map_err(|_| format!("`{kind}` is not UTF-8 text")));
    match read {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
            Some((merging.beside(asked.place.file, kind), text))
        }
        Err(reason) => {
            let message = format!("cannot read the preset {reason}");
            let help = "paths are relative to the file that names them";
            merging.problems.push(Problem::new(Code::MissingFile, asked.place, &path, message).help(help));
            None
        }
    }
}

/// Gives the terminal's name to all that is called NAME; returns the names of the trades.
fn named(table: &mut Table, terminal: &str) -> Vec<String> {
    name_table(table, terminal);
    let trades = table.get("trade").and_then(Node::table);
    trades.into_iter().flat_map(|trades| trades.entries.iter().map(|(name, _)| name.clone())).collect()
}

fn name_table(table: &mut Table, terminal: &str) {
    for (key, node) in &mut table.entries {
        *key = name_text(key, terminal);
        name_value(&mut node.value, terminal);
    }
}

fn name_value(value: &mut Value, terminal: &str) {
    match value {
        Value::Text(text) => *text = name_text(text, terminal),
        Value::List(items) => items.iter_mut().for_each(|item| name_value(&mut item.value, terminal)),
        Value::Table(table) => name_table(table, terminal),
        Value::Number(..) | Value::Flag(_) => {}
    }
}

/// The text with NAME replaced where it is a word of its own.
fn name_text(text: &str, terminal: &str) -> String {
    let mut named = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(PLACEHOLDER) {
        let (before, after) = (&rest[..at], &rest[at + PLACEHOLDER.len()..]);
        let joined = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric());
        let inside = joined(before.chars().next_back()) || joined(after.chars().next());
        named.push_str(before);
        named.push_str(if inside { PLACEHOLDER } else { terminal });
        rest = after;
    }
    named.push_str(rest);
    named
}

/// Takes out of a preset what it may not say (reported), and unnamed tables of which the scenario, or an earlier preset,
/// has one.
fn sort_out(
    merging: &mut Merging<'_, '_>,
    table: &mut Table,
    (own, earlier): (&Table, &Table),
    (file, path): (usize, &str),
) {
    if !merging.files[file].text.contains(PLACEHOLDER) {
        let place = Place { file, start: 0, end: 0 };
        let message = "nothing in the preset is named after the terminal";
        let help = "write NAME in place of the name of the terminal: [berth.NAME]";
        merging.problems.push(Problem::new(Code::BadPreset, place, path, message).help(help));
    }
    let problems = &mut merging.problems;
    table.entries.retain(|(key, node)| {
        if UNNAMED.contains(&key.as_str()) {
            let stated = own.get(key).is_some_and(|node| !node.is_false());
            return !stated && earlier.get(key).is_none();
        }
        let allowed = NAMED.contains(&key.as_str()) && key != "terminal";
        if !allowed {
            let message = format!("a preset cannot say `{key}`");
            let help =
                "it holds tables of named things, such as [berth.NAME]; the rest belongs to the scenario";
            problems.push(Problem::new(Code::BadPreset, node.key, key, message).help(help));
        }
        allowed
    });
    for (section, node) in table.entries.iter().filter(|(key, _)| !UNNAMED.contains(&key.as_str())) {
        own_origins(problems, node, section);
    }
}

/// Reports tables under headers that say where all their figures come from: what a scenario states in such a table would pass
/// as coming from there too.
fn own_origins(problems: &mut Vec<Problem>, node: &Node, path: &str) {
    let Some(table) = node.table().filter(|_| !node.inline) else { return };
    for (key, node) in &table.entries {
        let inner = format!("{path}.{key}");
        if matches!(key.as_str(), "source" | "assumed") && path.contains('.') {
            let message = format!("`{key}` of all of `{path}`: in a preset each figure has its own");
            let help = "what a scenario states in this table would pass as coming from there";
            problems.push(Problem::new(Code::BadPreset, node.key, &inner, message).help(help));
        }
        own_origins(problems, node, &inner);
    }
}

#[cfg(test)]
mod tests {
    use super::name_text;

    #[test]
    fn the_name_replaces_words_and_not_parts_of_words() {
        assert_eq!(name_text("marine:NAME-tugs", "north"), "marine:north-tugs");
        assert_eq!(name_text("NAME and NAME", "北"), "北 and 北");
        assert_eq!(name_text("FILENAME, NAMES", "x"), "FILENAME, NAMES");
    }
}
