//! `report.html`: one page with everything in it, readable without a network and fit to print. The answer first, in both
//! languages; each chart with its figures below it. Leaves out the tables themselves (`section`).

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::figures::Figure;
use super::sentence::Voice;
use super::text::fill;
use super::{losses, rail, resources, section, waterway};
use crate::analysis::Verdict;

/// The style sheet, inlined.
pub(super) const STYLE: &str = include_str!("style.css");

/// The page in the language of `voice`; `others` are the same charts in the other language.
pub(super) fn page(voice: &Voice, charts: &[Figure], others: &[Figure]) -> String {
    let words = voice.language.words();
    let body = match voice.key() {
        None => html! { p { (words.no_figures) } },
        Some(key) => html! {
            (section::answer(voice))
            (figures(voice, key, charts, others))
            (losses::section(voice, key))
            (section::service(voice, key))
            (section::saturation(voice, key))
            (waterway::section(voice, key))
            (section::land(voice, key))
            (rail::section(voice, key))
            (section::handling(voice, key))
            (resources::section(voice, key))
            (section::validation(voice))
            (section::findings(voice))
            (section::assumptions(voice))
            (section::method(voice))
        },
    };
    let page = html! {
        (DOCTYPE)
        html lang=(voice.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "toumen " (voice.context.version) };
                title { (voice.title()) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    (head(voice))
                    (body)
                    footer { p { (made_by(voice)) } }
                }
            }
        }
    };
    page.into_string() + "\n"
}

/// Title, question and headline, in the language of the page and then in the other.
fn head(voice: &Voice) -> Markup {
    let other = Voice { language: voice.language.other(), ..*voice };
    html! {
        header {
            @for voice in [voice, &other] {
                section.headline lang=(voice.language.code()) {
                    h1 { (voice.title()) }
                    p.question { (voice.language.words().page_question) }
                    @if let Some(key) = voice.key() { (headline(voice, key)) }
                }
            }
        }
    }
}

fn headline(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    let mut lines: Vec<String> = voice.how_surely(key).into_iter().chain(voice.missing(key)).collect();
    lines.extend(voice.held_back(key));
    lines.extend(voice.design(key));
    let mut notes = vec![voice.counted(key, words.counted), voice.covers(key, words.covers)];
    notes.extend(voice.records());
    html! {
        p.verdict { (voice.verdict(key)) }
        ul { @for line in &lines { li { (line) } } }
        @for note in &notes { p.note { (note) } }
    }
}

/// Every chart with its figures, and the same chart in the other language, folded away.
fn figures(voice: &Voice, key: &Verdict, charts: &[Figure], others: &[Figure]) -> Markup {
    let words = voice.language.words();
    let other = voice.language.other().code();
    html! {
        section #charts {
            h2 { (words.section_charts) }
            @for chart in charts {
                figure id={ "chart-" (chart.name) } {
                    (inline(chart, voice.language.code()))
                    figcaption.hidden { (chart.title) }
                    details {
                        summary { (words.figures_table) }
                        (section::behind(voice, key, chart.name))
                    }
                    @if let Some(twin) = others.iter().find(|other| other.name == chart.name) {
                        details {
                            summary lang=(other) { (words.other_language) }
                            (inline(twin, other))
                        }
                    }
                }
            }
        }
    }
}

/// The drawing as part of the page. Ids inside it, if any, are made its own.
pub(super) fn inline(chart: &Figure, language: &str) -> Markup {
    let own = format!("{}-{language}-", chart.name);
    let mut svg = chart.svg.0.as_str();
    if svg.starts_with("<?xml") {
        svg = svg.split_once("?>").map_or(svg, |(_, rest)| rest.trim_start());
    }
    let svg = (svg.replace(" id=\"", &format!(" id=\"{own}")))
        .replace("url(#", &format!("url(#{own}"))
        .replace("href=\"#", &format!("href=\"#{own}"));
    html! { div.card lang=(language) { (PreEscaped(svg)) } }
}

fn made_by(voice: &Voice) -> String {
    let words = voice.language.words();
    let (count, seed) = (voice.answer.replications.to_string(), voice.context.seed.to_string());
    let interrupted = if voice.context.interrupted { words.interrupted } else { "" };
    let values = [
        ("version", voice.context.version.as_str()),
        ("hash", voice.context.short_hash()),
        ("seed", &seed),
        ("replications", &count),
        ("interrupted", interrupted),
    ];
    fill(words.made_by, &values)
}
