//! The price list in the terminal.

use super::super::headline::{WIDTH, grid};
use super::super::text::{fill, wrap};
use super::voice::PriceVoice;

/// The price list: what it is about, the ranked table, what cannot be told apart, what levers do together, what the intervals cover.
pub fn price_headline(voice: &PriceVoice) -> String {
    let words = voice.words();
    if voice.levers.is_empty() {
        return format!("{}\n", words.nobody);
    }
    let lines = |said: Vec<String>| said.iter().map(|line| wrap(line, WIDTH, 2) + "\n").collect::<String>();
    let mut text = lines(vec![voice.run_line(), voice.as_it_is(), voice.first_measure()]);
    text.push('\n');
    let unit = fill(words.unit_a_year, &[("unit", voice.mass().unit)]);
    let heads: Vec<String> = std::iter::once(unit).chain(voice.heads()).collect();
    let rows: Vec<Vec<String>> = (voice.list.answer.levers.iter().enumerate())
        .filter(|(_, row)| !voice.changes_nothing(row))
        .map(|(rank, row)| {
            let tie = if row.apart { ' ' } else { '≈' };
            let name = format!("{:>2} {tie} {}", rank + 1, voice.name(row.lever));
            std::iter::once(name).chain(voice.cells(row)).collect()
        })
        .collect();
    text.push_str(&grid(&heads, &rows));
    text.push('\n');
    text.push_str(&lines(vec![voice.ranked_by()]));
    text.push_str(&lines(voice.standing()));
    text.push_str(&lines(voice.in_company()));
    text.push_str(&lines(voice.covers()));
    text
}
