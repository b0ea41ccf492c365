//! Texts before they are drawn: cleaned, measured with the advances of the embedded face, wrapped, cut short.
//! Lines break at spaces and between Chinese characters, never before a closing sign or after an opening one.

use crate::chart::face::advance;
use crate::chart::theme::LEADING;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    /// Text size, px.
    pub size: f64,
    /// Bold or regular.
    pub bold: bool,
}

impl Type {
    /// Regular text of a size.
    pub(super) const fn regular(size: f64) -> Self {
        Self { size, bold: false }
    }

    /// Bold text of a size.
    pub(super) const fn bold(size: f64) -> Self {
        Self { size, bold: true }
    }

    /// Distance between two lines, px.
    pub(super) fn leading(self) -> f64 {
        (self.size * LEADING).round()
    }

    /// Width of `text` on one line, px.
    pub(super) fn width(self, text: &str) -> f64 {
        text.chars().map(|c| advance(c, self.bold)).sum::<f64>() * self.size
    }

    /// Width of the widest of `lines`, px.
    pub(super) fn widest(self, lines: &[String]) -> f64 {
        lines.iter().map(|line| self.width(line)).fold(0.0, f64::max)
    }

    /// `text` if it fits, else its beginning with an ellipsis.
    pub(super) fn shorten(self, text: &str, width: f64) -> String {
        let text = clean(text);
        if self.width(&text) <= width {
            return text;
        }
        let mut kept: Vec<char> = text.chars().collect();
        while kept.pop().is_some() {
            let cut = format!("{}…", kept.iter().collect::<String>().trim_end());
            if self.width(&cut) <= width {
                return cut;
            }
        }
        String::new()
    }

    /// `text` in at most `most` lines of at most `width` px, about equally long; what is left over ends in an
    /// ellipsis.
    pub(super) fn wrap(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let lines = self.fill(text, width, most);
        if lines.len() < 2 || lines.last().is_some_and(|line| line.ends_with('…')) {
            return lines;
        }
        // The narrowest column, to one in sixteen, that needs no more lines.
        let narrower =
            (8..16).map(|sixteenth| self.fill(text, width * f64::from(sixteenth) / 16.0, most + 1));
        narrower.into_iter().find(|narrow| narrow.len() == lines.len()).unwrap_or(lines)
    }

    /// `text` in lines as full as they get.
    fn fill(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = vec![String::new()];
        for atom in atoms(&clean(text)).iter().flat_map(|atom| self.split(atom, width)) {
            let last = lines.last_mut().expect("there is always a line");
            if last.is_empty() || self.width(&format!("{last}{}", atom.trim_end())) <= width {
                last.push_str(&atom);
            } else {
                lines.push(atom);
            }
        }
        let most = most.max(1);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).concat();
            lines.push(self.shorten(&rest, width));
        }
        lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
        lines
    }

    /// An atom wider than a line, cut into pieces that fit.
    fn split(self, atom: &str, width: f64) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for character in atom.chars() {
            let last = pieces.last_mut().expect("there is always a piece");
            let grown = format!("{last}{character}");
            if last.is_empty() || self.width(grown.trim_end()) <= width {
                *last = grown;
            } else {
                pieces.push(character.to_string());
            }
        }
        pieces
    }
}

/// White space as single spaces, and no character that XML forbids.
pub(super) fn clean(text: &str) -> String {
    let allowed = |c: char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let spaced: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|&c| allowed(c)).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pieces between which a line may break; a space stays at the end of the piece before it.
fn atoms(text: &str) -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    let mut before = [' ', ' '];
    for character in text.chars() {
        match atoms.last_mut() {
            Some(atom) if !breaks_between(before, character) => atom.push(character),
            _ => atoms.push(character.to_string()),
        }
        before = [before[1], character];
    }
    atoms
}

/// Whether a line may end after the two characters in `before`. A numeral keeps its unit.
fn breaks_between([earlier, before]: [char; 2], after: char) -> bool {
    const CLOSING: &str = "，。、；：？！）》」』】”’…％%,.;:?!)]}";
    const OPENING: &str = "（《「『【“‘([{";
    if after == ' ' || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    if before == ' ' && earlier.is_ascii_digit() {
        return false;
    }
    before == ' ' || is_ideographic(before) || is_ideographic(after)
}

/// Chinese characters and full-width signs, between which lines may break.
fn is_ideographic(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: Type = Type::regular(10.0);

    #[test]
    fn chinese_characters_are_one_em_wide() {
        assert!((SET.width("头门港区") - 40.0).abs() < 1e-9);
        assert!(SET.width("Wi") < 20.0 && SET.width("Wi") > 8.0);
    }

    #[test]
    fn lines_break_where_a_reader_expects() {
        assert_eq!(SET.wrap("一二三四五，六七八九十", 50.0, 3), ["一二三四", "五，六七", "八九十"]);
        assert_eq!(SET.wrap("甲乙丙（丁戊）", 40.0, 3), ["甲乙丙", "（丁戊）"]);
        assert_eq!(SET.wrap("the target of 20 Mt", 70.0, 3), ["the target", "of 20 Mt"]);
        assert_eq!(SET.wrap("  \u{7}a\n b ", 70.0, 3), ["a b"]);
    }

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        let lines = SET.wrap(&"散货".repeat(50), 100.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && SET.widest(&lines) <= 100.0, "{lines:?}");
        let word = SET.wrap(&"x".repeat(300), 100.0, 2);
        assert!(SET.widest(&word) <= 100.0, "{word:?}");
        assert_eq!(SET.shorten("abc", 1.0), "");
    }
}
