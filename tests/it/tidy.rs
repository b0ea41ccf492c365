//! Rules of the house that a machine can check: layers, headers, lengths. It leaves out what rustfmt and clippy check.

mod source;

use source::{Source, all};

/// Most lines of a source file, tests not counted.
const LONGEST_FILE: usize = 500;
/// The median file stays below.
const MEDIAN_FILE: usize = 150;
/// Functions stay below.
const LONGEST_FUNCTION: usize = 70;

/// Longer functions, each with its reason: an exhaustive match or a table that falls apart when cut.
const LONG_FUNCTIONS: &[(&str, &str, &str)] = &[];

/// Module → what it may import, from the layer table of ARCHITECTURE.md.
fn layers() -> Vec<(String, Vec<String>)> {
    let text = source::read("ARCHITECTURE.md");
    let table = text.split("| Module | May import |").nth(1).expect("ARCHITECTURE.md has the layer table");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let allowed = cells[2].split(',').map(str::trim).filter(|name| *name != "–");
        (cells[1].trim_matches('`').to_owned(), allowed.map(str::to_owned).collect())
    })
    .collect()
}

#[test]
fn every_module_imports_only_what_its_layer_may() {
    let layers = layers();
    let mut wrong = Vec::new();
    for file in all(&["src"]) {
        let Some(module) = file.module() else { continue };
        let Some((_, allowed)) = layers.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{}: module `{module}` is not in the layer table", file.path));
            continue;
        };
        for (line, import) in file.imports() {
            if import != module && !allowed.contains(&import) {
                wrong.push(format!("{}:{line}: `{module}` may not import `{import}`", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_layer_table_has_an_order_and_names_existing_modules() {
    let layers = layers();
    assert!(layers.len() >= 8, "the table was read: {layers:?}");
    for (position, (module, allowed)) in layers.iter().enumerate() {
        let (file, folder) = (format!("src/{module}.rs"), format!("src/{module}/mod.rs"));
        assert!(source::exists(&file) || source::exists(&folder), "no module `{module}`");
        for import in allowed {
            let below = layers[..position].iter().any(|(name, _)| name == import);
            assert!(below, "`{module}` imports `{import}`, which is not above it in the table");
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<String> = (all(&["src", "benches", "tests", "examples"]).into_iter())
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path)
        .collect();
    assert!(silent.is_empty(), "no `//!` on the first line: {silent:?}");
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, String)> =
        all(&["src"]).into_iter().map(|file| (file.lines_without_tests(), file.path)).collect();
    lengths.sort();
    let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > LONGEST_FILE).collect();
    assert!(long.is_empty(), "more than {LONGEST_FILE} lines without tests: {long:?}");
    let median = lengths[lengths.len() / 2].0;
    assert!(median < MEDIAN_FILE, "the median file has {median} lines");
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for file in all(&["src", "benches"]) {
        for function in file.functions() {
            let excused =
                (LONG_FUNCTIONS.iter()).any(|(path, name, _)| *path == file.path && *name == function.name);
            if function.lines >= LONGEST_FUNCTION && !excused {
                long.push(format!("{}: `{}` has {} lines", file.path, function.name, function.lines));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_excuse_for_a_long_function_is_still_needed() {
    for (path, name, reason) in LONG_FUNCTIONS {
        let file = Source { path: (*path).to_owned(), text: source::read(path) };
        let needed = file.functions().iter().any(|one| one.name == *name && one.lines >= LONGEST_FUNCTION);
        assert!(needed && !reason.is_empty(), "`{name}` in {path} needs no excuse any more");
    }
}

#[test]
fn lengths_and_imports_are_read_rightly() {
    let text = "//! A.\nuse crate::units::Time;\n// crate::cli\nfn one(a: [u8; 2]) {\n    let _ = \"{ crate::cli\";\n    \
                let _ = ('{', '\\'', r#\"{\"#); /* { */\n    crate::engine::run();\n}\nfn two<'a>();\n#[cfg(test)]\nmod tests {\n    \
                use crate::cli::main;\n}\n";
    let file = Source { path: "src/model/x.rs".to_owned(), text: text.to_owned() };
    assert_eq!(file.module().as_deref(), Some("model"));
    assert_eq!(file.imports(), [(2, "units".to_owned()), (7, "engine".to_owned())]);
    assert_eq!(file.lines_without_tests(), 9);
    let functions: Vec<_> = file.functions().into_iter().map(|one| (one.name, one.lines)).collect();
    assert_eq!(functions, [("one".to_owned(), 5)]);
}
