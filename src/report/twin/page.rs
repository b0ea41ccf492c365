//! `twin.html`: one page with every table, the language of the view first, the other folded below.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::TwinView;
use super::berths;
use super::ladder;
use super::shown::Shown;
use super::{land, yards};
use crate::report::figures::Figure;
use crate::report::grid::grid;
use crate::report::page::inline;
use crate::report::text::fill;

/// The style sheet, inlined.
const STYLE: &str = include_str!("../style.css");

/// The page; charts in the language of the view and in the other.
pub(super) fn page(view: &TwinView<'_>, charts: &[Option<Figure>]) -> String {
    let chart = |at: usize| charts.get(at).and_then(Option::as_ref);
    let other = TwinView { language: view.language.other(), ..*view };
    let code = other.language.code();
    let page = html! {
        (DOCTYPE)
        html lang=(view.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "toumen " (view.context.version) };
                title { (view.head()) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    (head(view))
                    (head(&other))
                    (body(view, chart(0)))
                    details {
                        summary lang=(code) { (other.words().title) }
                        div lang=(code) { (body(&other, chart(1))) }
                    }
                    footer { p { (made_by(view)) } }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn head(view: &TwinView<'_>) -> Markup {
    let words = view.words();
    let lines = view.headline();
    html! {
        section.headline lang=(view.language.code()) {
            h1 { (view.head()) }
            p.question { (words.question) }
            @if let Some(first) = lines.first() { p.verdict { (first) } }
            ul { @for line in lines.iter().skip(1) { li { (line) } } }
        }
    }
}

fn body(view: &TwinView<'_>, chart: Option<&Figure>) -> Markup {
    let after = [yards::yards(view), land::modes(view), land::channel(view), land::chain(view)];
    html! {
        @if let Some(chart) = chart { figure { (inline(chart, view.language.code())) } }
        @if let Some(table) = ladder::ladder(view) { (shown(&table)) }
        (shown(&berths::places(view)))
        @for table in berths::flows(view) { h3 { (table.title) } (plain(&table)) }
        @let lost = berths::lost(view);
        @if !lost.rows.is_empty() { p.note { (lost.title) } (plain(&lost)) }
        @for table in berths::waits(view) { (shown(&table)) }
        @for table in after.into_iter().flatten() { (shown(&table)) }
    }
}

fn shown(table: &Shown) -> Markup {
    let mut titles = table.title.lines();
    html! {
        h2 { (titles.next().unwrap_or_default()) }
        @for line in titles { h3 { (line) } }
        (plain(table))
    }
}

fn plain(table: &Shown) -> Markup {
    let heads: Vec<&str> = table.heads.iter().map(String::as_str).collect();
    html! {
        (grid(&heads, &table.rows))
        @if let Some(note) = &table.note { p.note { (note) } }
    }
}

fn made_by(view: &TwinView<'_>) -> String {
    let count = view.ladder.map_or(0, |(found, _)| found.replications).to_string();
    let values = [
        ("version", view.context.version.as_str()),
        ("hash", view.context.short_hash()),
        ("seed", &*view.context.seed.to_string()),
        ("replications", &*count),
    ];
    fill(view.words().made_by, &values)
}
