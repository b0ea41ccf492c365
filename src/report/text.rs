//! Languages, and texts with places to fill. Leaves out the texts themselves (`words`).

use super::words::{CHINESE, ENGLISH, Words};
use crate::port::Label;

/// A language of reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese (simplified).
    Chinese,
}

impl Language {
    /// Its catalogue.
    pub(super) fn words(self) -> &'static Words {
        match self {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }

    /// The other one.
    pub fn other(self) -> Language {
        match self {
            Language::English => Language::Chinese,
            Language::Chinese => Language::English,
        }
    }

    /// Its code in file names and in HTML.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
        }
    }

    /// A name for people in this language.
    pub fn name(self, label: &Label) -> &str {
        match self {
            Language::English => &label.english,
            Language::Chinese => label.chinese(),
        }
    }
}

/// `template` with every `{key}` replaced by its value.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (key, left) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(name, _)| *name == key);
        debug_assert!(value.is_some(), "no value for {key} in {template}");
        text.push_str(value.map_or("", |(_, value)| value));
        rest = left;
    }
    text.push_str(rest);
    text
}

/// Columns a text takes in a terminal: two for Chinese characters and full-width signs.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|character| 1 + usize::from(is_wide(character))).sum()
}

fn is_wide(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6)
}

/// `text` in lines of at most `width` columns, broken at spaces and between Chinese characters; lines after the first
/// begin with `indent` spaces.
pub(super) fn wrap(text: &str, width: usize, indent: usize) -> String {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let last = lines.last().map_or(0, |line| columns(line));
        let first = lines.len() == 1;
        let empty = last == if first { 0 } else { indent };
        if !empty && last + columns(piece.trim_end()) > width {
            lines.push(" ".repeat(indent));
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
    }
    let trimmed: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    trimmed.join("\n")
}

/// Pieces between which a line may break.
fn pieces(text: &str) -> Vec<&str> {
    const CLOSING: &str = "，。、；：？！）》」』】”’…)],.;:";
    const OPENING: &str = "（《「『【“‘([";
    let mut cuts = vec![0];
    let mut before = None;
    for (at, character) in text.char_indices() {
        if let Some(before) = before {
            let wide = is_wide(before) || is_wide(character);
            let breaks = before == ' ' || wide && !CLOSING.contains(character) && !OPENING.contains(before);
            if breaks && character != ' ' {
                cuts.push(at);
            }
        }
        before = Some(character);
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}
