//! Rust source read as text with comments and literals blanked out: enough to count and to find imports; no parser.

use std::path::Path;

/// A source file; its path is relative to the crate.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A function with a body.
pub(crate) struct Function {
    pub(crate) name: String,
    /// From its signature to the closing brace.
    pub(crate) lines: usize,
}

/// The text of a file of the crate.
pub(crate) fn read(path: &str) -> String {
    let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
}

/// True if the crate has this file or folder.
pub(crate) fn exists(path: &str) -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists()
}

/// All Rust files below these folders, in order of their path.
pub(crate) fn all(folders: &[&str]) -> Vec<Source> {
    let mut sources = Vec::new();
    for folder in folders.iter().filter(|folder| exists(folder)) {
        collect(folder, &mut sources);
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(!sources.is_empty());
    sources
}

fn collect(folder: &str, sources: &mut Vec<Source>) {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
    for entry in entries {
        let entry = entry.expect("an entry");
        let path = format!("{folder}/{}", entry.file_name().to_str().expect("plain names"));
        if entry.path().is_dir() {
            collect(&path, sources);
        } else if path.ends_with(".rs") {
            sources.push(Source { text: read(&path), path });
        }
    }
}

impl Source {
    /// The top module it belongs to; none for `lib.rs` and `main.rs`.
    pub(crate) fn module(&self) -> Option<String> {
        let inside = self.path.strip_prefix("src/")?;
        let first = inside.split('/').next()?.trim_end_matches(".rs");
        (first != "lib" && first != "main").then(|| first.to_owned())
    }

    /// A file of tests only.
    fn is_tests(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The code up to the tests at the end of the file, comments and literals blanked.
    fn code(&self) -> String {
        if self.is_tests() {
            return String::new();
        }
        let blank = blanked(&self.text);
        match blank.find("#[cfg(test)]\nmod ") {
            Some(at) => blank[..at].to_owned(),
            None => blank,
        }
    }

    /// Its lines, the tests at its end not counted.
    pub(crate) fn lines_without_tests(&self) -> usize {
        self.code().lines().count()
    }

    /// (line, top module) of every path that begins with `crate::`, outside tests.
    pub(crate) fn imports(&self) -> Vec<(usize, String)> {
        let mut imports = Vec::new();
        for (number, line) in self.code().lines().enumerate() {
            for rest in line.split("crate::").skip(1) {
                let word = |sign: char| sign.is_alphanumeric() || sign == '_';
                let end = rest.find(|sign| !word(sign)).unwrap_or(rest.len());
                assert!(end > 0, "{}:{}: one module a line, please", self.path, number + 1);
                imports.push((number + 1, rest[..end].to_owned()));
            }
        }
        imports
    }

    /// Its functions with a body, outside tests.
    pub(crate) fn functions(&self) -> Vec<Function> {
        let code = self.code();
        let mut functions = Vec::new();
        for (at, _) in code.match_indices("fn ") {
            let begins = at == 0 || !code[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_');
            let name: String =
                (code[at + 3..].chars()).take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
            if !begins || name.is_empty() {
                continue;
            }
            if let Some(end) = body_end(&code, at) {
                functions.push(Function { name, lines: code[at..end].matches('\n').count() + 1 });
            }
        }
        functions
    }
}

/// Where the body of the function that begins at `at` ends; none for a signature alone.
fn body_end(code: &str, at: usize) -> Option<usize> {
    let (mut braces, mut brackets) = (0, 0);
    for (offset, sign) in code[at..].char_indices() {
        match sign {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces == 0 {
                    return Some(at + offset);
                }
            }
            _ => (),
        }
    }
    None
}

/// The text with comments, strings and characters replaced by blanks; lines stay where they are.
fn blanked(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut blank = String::with_capacity(text.len());
    let mut at = 0;
    while at < signs.len() {
        let end = literal_end(&signs, at);
        for &sign in &signs[at..end] {
            blank.push(if sign == '\n' { '\n' } else { ' ' });
        }
        if end == at {
            blank.push(signs[at]);
            at += 1;
        } else {
            at = end;
        }
    }
    blank
}

/// Where the comment or literal that begins at `at` ends; `at` itself if none does.
fn literal_end(signs: &[char], at: usize) -> usize {
    let next = signs.get(at + 1).copied();
    match signs[at] {
        '/' if next == Some('/') => until(signs, at, "\n"),
        '/' if next == Some('*') => until(signs, at + 2, "*/") + 2,
        '"' => quoted_end(signs, at),
        'r' if at > 0 && (signs[at - 1].is_alphanumeric() || signs[at - 1] == '_') => at,
        'r' if matches!(next, Some('"' | '#')) => {
            let hashes = signs[at + 1..].iter().take_while(|sign| **sign == '#').count();
            if signs.get(at + 1 + hashes) != Some(&'"') {
                return at;
            }
            let close = format!("\"{}", "#".repeat(hashes));
            until(signs, at + 2 + hashes, &close) + close.len()
        }
        '\'' if next == Some('\\') => until(signs, at + 3, "'") + 1,
        '\'' if signs.get(at + 2) == Some(&'\'') => at + 3,
        _ => at,
    }
    .min(signs.len())
}

fn quoted_end(signs: &[char], at: usize) -> usize {
    let mut end = at + 1;
    while end < signs.len() && signs[end] != '"' {
        end += if signs[end] == '\\' { 2 } else { 1 };
    }
    end + 1
}

/// Where `close` begins, from `at` on; the end of the text if it does not come.
fn until(signs: &[char], at: usize, close: &str) -> usize {
    let close: Vec<char> = close.chars().collect();
    (at..signs.len()).find(|&start| signs[start..].starts_with(&close)).unwrap_or(signs.len())
}
