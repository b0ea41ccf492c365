//! `price.html`: the answer first, in both languages, then the tables in the language asked for.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::super::figures::Figure;
use super::super::grid::grid;
use super::super::page::{STYLE, inline};
use super::super::text::fill;
use super::voice::PriceVoice;
use crate::analysis::Measure;

/// The page in the language of `voice`; charts in that language, then in the other.
pub(super) fn page(voice: &PriceVoice, charts: &[Vec<Figure>]) -> String {
    let words = voice.words();
    let other = PriceVoice { language: voice.language.other(), ..*voice };
    let page = html! {
        (DOCTYPE)
        html lang=(voice.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "toumen " (voice.context.version) };
                title { (fill(words.title, &[("title", voice.title())])) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header { (headline(voice)) (headline(&other)) }
                    (figures(voice, charts))
                    (table(voice))
                    (pairs(voice))
                    (method(voice))
                    footer { p { (made_by(voice)) } }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn headline(voice: &PriceVoice) -> Markup {
    let words = voice.words();
    html! {
        section.headline lang=(voice.language.code()) {
            h1 { (fill(words.title, &[("title", voice.title())])) }
            p.question { (voice.run_line()) }
            @if voice.levers.is_empty() { p.verdict { (words.nobody) } } @else {
                p.verdict { (voice.first_measure(voice.list.answer.by)) }
                ul {
                    li { (voice.as_it_is()) }
                    @for line in voice.standing().iter().chain(&voice.in_company()) { li { (line) } }
                }
            }
        }
    }
}

/// Each chart, that in the other language folded below it.
fn figures(voice: &PriceVoice, charts: &[Vec<Figure>]) -> Markup {
    let (code, other) = (voice.language.code(), voice.language.other().code());
    let none = Vec::new();
    let (own, others) = (charts.first().unwrap_or(&none), charts.get(1).unwrap_or(&none));
    html! {
        @for chart in own {
            figure {
                (inline(chart, code))
                @if let Some(twin) = others.iter().find(|twin| twin.name == chart.name) {
                    details { summary lang=(other) { (voice.words().other_language) } (inline(twin, other)) }
                }
            }
        }
    }
}

fn table(voice: &PriceVoice) -> Markup {
    let words = voice.words();
    let losses = voice.list.together.as_ref().map(|together| &together.losses);
    let mut heads = vec![words.lever.to_owned()];
    heads.extend(voice.heads());
    if losses.is_some() {
        heads.push(words.left_out.to_owned());
    }
    let rows = voice.list.answer.levers.iter().enumerate().map(|(rank, row)| {
        let tie = if voice.heads_tier(rank) { "" } else { "≈ " };
        let mut cells = vec![format!("{}. {tie}{}", rank + 1, voice.name(row.lever))];
        cells.extend(voice.cells(row));
        if let Some(losses) = losses {
            cells.push(voice.gain(losses[row.lever].as_ref(), voice.list.answer.by));
        }
        cells
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let unit = fill(words.unit_a_year, &[("unit", voice.mass().unit)]);
    html! {
        section #prices {
            h2 { (words.section_table) }
            (grid(&heads.iter().map(String::as_str).collect::<Vec<_>>(), &rows))
            p.note { (unit) (words.full_stop) (voice.ranked_by()) }
        }
    }
}

fn pairs(voice: &PriceVoice) -> Markup {
    let (words, by) = (voice.words(), voice.list.answer.by);
    if voice.list.pairs.pairs.is_empty() {
        return html! {};
    }
    let rows: Vec<Vec<String>> = (voice.list.pairs.pairs.iter())
        .map(|pair| {
            let both = format!("{} + {}", voice.name(pair.levers.0), voice.name(pair.levers.1));
            let gains = [&pair.gains[by as usize], &pair.alone[0], &pair.alone[1], &pair.interaction];
            let cells = gains.map(|gain| voice.gain(gain.as_ref(), by));
            std::iter::once(both).chain(cells).collect()
        })
        .collect();
    let heads = [words.pair_head, words.both, words.first_alone, words.second_alone, words.beyond_sum];
    let unit = match by {
        Measure::Waiting => words.column_waiting.to_owned(),
        _ => fill(words.unit_a_year, &[("unit", voice.mass().unit)]),
    };
    html! {
        section #pairs {
            h2 { (words.section_pairs) }
            (grid(&heads, &rows))
            p.note { (unit) }
        }
    }
}

fn method(voice: &PriceVoice) -> Markup {
    html! {
        section #method {
            h2 { (voice.words().section_method) }
            @for note in voice.columns_explained().iter().chain(&voice.covers()) { p { (note) } }
        }
    }
}

fn made_by(voice: &PriceVoice) -> String {
    let context = voice.context;
    let hash = context.scenario_hash.get(..8).unwrap_or(&context.scenario_hash);
    let values = [("version", &*context.version), ("hash", hash), ("seed", &context.seed.to_string())];
    fill(voice.words().made_by, &values)
}
