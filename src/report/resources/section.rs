//! The section of the page: a row for each resource, and all parts folded away.

use maud::{Markup, html};

use super::names::{resource_name, use_name};
use super::{SMALL, words};
use crate::analysis::{Resource, ResourcePart, ResourceTable, Use, Verdict};
use crate::report::grid::grid;
use crate::report::number::{dash, fixed, percent};
use crate::report::sentence::Voice;
use crate::report::text::fill;

/// Losses that are named in a row.
const NAMED: usize = 3;
/// Losses below this share are not named.
const NEVER_NAMED: f64 = 0.005;

/// Columns of the table, in order; the parts of a resource fall into one each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Productive,
    Lost,
    Alongside,
    Coming,
    Wanted,
    Closed,
    Unwanted,
    Away,
}

const COLUMNS: [Column; 8] = [
    Column::Productive,
    Column::Lost,
    Column::Alongside,
    Column::Coming,
    Column::Wanted,
    Column::Closed,
    Column::Unwanted,
    Column::Away,
];

fn column(of: Use) -> Column {
    match of {
        Use::Productive | Use::Serving | Use::Dwelling | Use::Loading => Column::Productive,
        Use::Tail
        | Use::Machine
        | Use::Slow
        | Use::YardFull
        | Use::YardEmpty
        | Use::Hatch
        | Use::Shift
        | Use::Stopped(_)
        | Use::Wanting
        | Use::Queued
        | Use::Stranded => Column::Lost,
        Use::Start(_) | Use::Activity(_) | Use::Exit(_) => Column::Alongside,
        Use::Shunting | Use::Full | Use::Inspection | Use::Line => Column::Alongside,
        Use::Inbound | Use::Held | Use::Gathering => Column::Coming,
        Use::Wanted | Use::Spare => Column::Wanted,
        Use::Closed(_) | Use::Suspended | Use::Shut => Column::Closed,
        Use::Unwanted => Column::Unwanted,
        Use::Failed | Use::Maintained | Use::Retired => Column::Away,
    }
}

/// The whole section; nothing where no account was kept.
pub(in crate::report) fn section(voice: &Voice, key: &Verdict) -> Markup {
    let words = words(voice.language);
    let table = voice.answer.resources.iter().find(|table| table.span == key.span);
    let Some(table) = table.filter(|table| table.resources.iter().any(|one| one.hours > 0.0)) else {
        return html! {};
    };
    let heads = [
        words.resource,
        words.at_work,
        words.lost,
        words.alongside,
        words.coming,
        words.wanted,
        words.closed,
        words.unwanted,
        words.away,
        words.most,
    ];
    // What is out of use in all of the span has no row.
    let is_used = |resource: &&Resource| resource.parts.iter().any(|part| part.of != Use::Retired);
    let used = table.resources.iter().filter(is_used);
    let rows: Vec<Vec<String>> = used.map(|resource| row(voice, resource)).collect();
    html! {
        section #resources {
            h2 { (words.title) " · " (key.span.name()) }
            (grid(&heads, &rows))
            p.note { (words.note) }
            details {
                summary { (words.all_parts) }
                (parts(voice, table))
            }
        }
    }
}

fn row(voice: &Voice, resource: &Resource) -> Vec<String> {
    let share = |wanted: Column| {
        let parts = resource.parts.iter().filter(|part| column(part.of) == wanted);
        let share: f64 = parts.map(|part| part.share).sum();
        if share > 0.0 { percent(share) } else { dash() }
    };
    let mut cells = vec![resource_name(resource, voice.port, voice.language)];
    cells.extend(COLUMNS.map(share));
    cells.push(most(voice, resource));
    cells
}

/// The greatest losses: all but hours at the full rate, hours that nobody wants, and steps that every call takes.
fn most(voice: &Voice, resource: &Resource) -> String {
    let words = words(voice.language);
    let lost = |part: &&ResourcePart| {
        let needed = matches!(
            part.of,
            Use::Activity(_)
                | Use::Inbound
                | Use::Unwanted
                | Use::Productive
                | Use::Serving
                | Use::Dwelling
                | Use::Loading
                | Use::Shunting
                | Use::Inspection
                | Use::Retired
        );
        !needed && part.share >= NEVER_NAMED
    };
    let mut losses: Vec<&ResourcePart> = resource.parts.iter().filter(lost).collect();
    losses.sort_by(|one, other| other.share.total_cmp(&one.share));
    let named = losses.iter().take(NAMED).map(|part| {
        let name = use_name(part.of, voice.port, voice.language);
        fill(words.item, &[("name", &name), ("share", &percent(part.share))])
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() { dash() } else { named.join(words.between) }
}

fn parts(voice: &Voice, table: &ResourceTable) -> Markup {
    let words = words(voice.language);
    let mut rows = Vec::new();
    for resource in &table.resources {
        let (greater, smaller) = resource.greater(SMALL);
        for part in greater {
            let interval = part.interval;
            rows.push(vec![
                resource_name(resource, voice.port, voice.language),
                use_name(part.of, voice.port, voice.language),
                fixed(part.mean, 0),
                interval.map_or_else(dash, |(low, high)| format!("{}–{}", fixed(low, 0), fixed(high, 0))),
                percent(part.share),
            ]);
        }
        if smaller > 0.0 {
            rows.push(vec![
                resource_name(resource, voice.port, voice.language),
                words.smaller.to_owned(),
                fixed(smaller, 0),
                dash(),
                percent(smaller / resource.hours),
            ]);
        }
    }
    grid(&[words.resource, words.use_of, words.hours, words.range, words.share], &rows)
}
