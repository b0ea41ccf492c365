//! Where a problem of the scenario lies in what it states against a preset: the help says which key came from which
//! preset, and where it stands.

use super::super::code::Code;
use super::super::diagnostic::{File, Problem};
use super::super::laid::Presets;
use super::super::node::{Node, Table};

/// Adds to each problem where the keys stand that it names: in a preset, or in the scenario against a preset.
pub(in crate::scenario) fn explain(
    problems: Vec<Problem>,
    root: &Table,
    presets: &Presets,
    files: &[File],
) -> Vec<Problem> {
    if presets.0.is_empty() {
        return problems;
    }
    problems.into_iter().map(|problem| one(problem, root, presets, files)).collect()
}

fn one(problem: Problem, root: &Table, presets: &Presets, files: &[File]) -> Problem {
    let Some(own) = problem.place.map(|place| place.file) else { return problem };
    let inside = presets.of_file(own).is_some();
    let mut notes: Vec<String> = Vec::new();
    for (word, node) in named_keys(&problem, root) {
        let file = &files[node.place.file];
        let line = file.text.bytes().take(node.key.start).filter(|byte| *byte == b'\n').count() + 1;
        match presets.of_file(node.place.file) {
            Some(preset) if !inside || matches!(problem.code, Code::Conflict | Code::FitsNowhere) => {
                let (kind, terminal) = (&preset.kind, &preset.terminal);
                let at = format!("{}:{line}", file.name);
                notes.push(format!("`{word}` comes from preset `{kind}` of terminal `{terminal}` ({at})"));
                if problem.code == Code::Conflict {
                    notes.push(format!("`{word} = false` takes it out"));
                }
            }
            None if inside => notes.push(format!("`{word}` is stated in {}:{line}", file.name)),
            _ => {}
        }
    }
    if notes.is_empty() { problem } else { problem.also(&notes.join("; ")) }
}

/// The keys that the message names, `in backticks`, of the table that the problem is about.
fn named_keys<'n>(problem: &Problem, root: &'n Table) -> Vec<(String, &'n Node)> {
    let tables = tables(&problem.path, root);
    let words = problem.message().split('`').skip(1).step_by(2);
    let mut found: Vec<(String, &Node)> = Vec::new();
    for word in words {
        let mut node = tables.iter().rev().find_map(|table| table.get(word));
        if problem.code == Code::FitsNowhere {
            // Not a key, but the class whose figures do not suit the places.
            node = root.get("class").and_then(Node::table).and_then(|classes| classes.get(word));
        }
        if let Some(node) = node
            && !found.iter().any(|(before, _)| before == word)
        {
            found.push((word.to_owned(), node));
        }
    }
    found
}

/// The tables on the way along a key path, from its named table on.
fn tables<'n>(path: &str, root: &'n Table) -> Vec<&'n Table> {
    let mut table = root;
    let mut tables = Vec::new();
    for (depth, key) in path.split('.').enumerate() {
        let Some(next) = table.get(key).and_then(Node::table) else { break };
        table = next;
        if depth > 0 {
            tables.push(table);
        }
    }
    tables
}
