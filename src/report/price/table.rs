//! The price list in the terminal.

use super::super::headline::{WIDTH, grid};
use super::super::text::{columns, fill, wrap};
use super::voice::PriceVoice;

/// Columns before the name of a lever: rank and tie.
const RANK: usize = 5;
/// The narrowest a column of names gets.
const NARROWEST: usize = 24;

/// The price list: what it is about, the ranked table, what cannot be told apart, what levers do together, what the intervals cover.
pub fn price_headline(voice: &PriceVoice) -> String {
    let words = voice.words();
    if voice.levers.is_empty() {
        return format!("{}\n", words.nobody);
    }
    let lines = |said: Vec<String>| said.iter().map(|line| wrap(line, WIDTH, 2) + "\n").collect::<String>();
    let mut text = lines(vec![voice.run_line(), voice.as_it_is(), voice.first_measure(voice.list.answer.by)]);
    text.push('\n');
    let unit = fill(words.unit_a_year, &[("unit", voice.mass().unit)]);
    let heads: Vec<String> = std::iter::once(unit).chain(voice.heads()).collect();
    let ranked = voice.list.answer.levers.iter().enumerate();
    let ranked: Vec<_> = ranked.filter(|(_, row)| !voice.changes_nothing(row)).collect();
    let cells: Vec<Vec<String>> = ranked.iter().map(|(_, row)| voice.cells(row)).collect();
    let room = WIDTH.saturating_sub(figures(&heads, &cells) + RANK).max(NARROWEST);
    let mut rows = Vec::new();
    for ((rank, row), cells) in ranked.iter().zip(cells) {
        let tie = if voice.heads_tier(*rank) { ' ' } else { '≈' };
        let name = wrap(voice.name(row.lever), room, 0);
        for (line, part) in name.lines().enumerate() {
            rows.push(match line {
                0 => {
                    let name = format!("{:>2} {tie} {part}", rank + 1);
                    std::iter::once(name).chain(cells.iter().cloned()).collect()
                }
                _ => {
                    let name = format!("{}{part}", " ".repeat(RANK));
                    std::iter::once(name).chain(cells.iter().map(|_| String::new())).collect()
                }
            });
        }
    }
    text.push_str(&grid(&heads, &rows));
    text.push('\n');
    text.push_str(&lines(vec![voice.ranked_by()]));
    text.push_str(&lines(voice.standing()));
    text.push_str(&lines(voice.in_company()));
    text.push_str(&lines(voice.columns_explained()));
    text.push_str(&lines(voice.covers()));
    text
}

/// Columns that the figures take, with the one before each.
fn figures(heads: &[String], rows: &[Vec<String>]) -> usize {
    let width = |(at, head): (usize, &String)| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| columns(cell));
        2 + cells.fold(columns(head), usize::max)
    };
    heads.iter().skip(1).enumerate().map(width).sum()
}
