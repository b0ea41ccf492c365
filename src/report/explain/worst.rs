//! The worst calls of a replication: a short table, then the story of each.

use super::super::text::{columns, fill, wrap};
use super::names::hours;
use super::{Asked, Voice, WIDTH, explained};
use crate::analysis::explain::{Chronicle, Explained};
use crate::port::Port;

/// Spaces between columns.
const GAP: &str = "  ";

/// The calls, the worst first, out of `of`; ranked by hours beyond what the call needs.
pub fn worst(port: &Port, chronicle: &Chronicle, calls: &[Explained], of: usize, asked: Asked) -> String {
    let voice = Voice::new(port, chronicle, asked);
    let words = voice.words;
    if calls.is_empty() {
        return format!("{}\n", words.none);
    }
    let (count, of) = (calls.len().to_string(), of.to_string());
    let (seed, replication) = (asked.seed.to_string(), asked.replication.to_string());
    let title = asked.language.name(&port.study.title);
    let values =
        [("count", &*count), ("of", &of), ("title", title), ("seed", &seed), ("replication", &replication)];
    let mut text = wrap(&fill(words.worst_title, &values), WIDTH, 2) + "\n\n";
    let head = [
        words.column_visit,
        words.column_class,
        words.column_cargo,
        words.column_arrived,
        words.column_total,
        words.column_beyond,
        words.column_most,
    ];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(calls.iter().map(|call| row(&voice, call)));
    text.push_str(&table(&rows));
    for call in calls {
        text.push('\n');
        text.push_str(&explained(port, chronicle, call, asked));
    }
    text
}

fn row(voice: &Voice, call: &Explained) -> [String; 7] {
    let found = &call.hours;
    let wait = found.waits.first().map(|(unmet, hours)| (*hours, voice.conditions(*unmet)));
    let loss =
        found.losses.first().map(|(cause, hours)| (*hours, voice.loss_cause(call.record.flow, *cause, &[])));
    let most = [wait, loss].into_iter().flatten().max_by(|one, other| one.0.total_cmp(&other.0));
    [
        call.record.number.to_string(),
        voice.class(call.record.number).to_owned(),
        voice.cargo(call.record.flow).to_owned(),
        voice.instant(call.record.arrived),
        hours(found.total),
        hours(found.total - found.needed()),
        most.map_or_else(String::new, |(_, name)| name),
    ]
}

/// Rows in columns: words to the left, numbers to the right.
fn table(rows: &[[String; 7]]) -> String {
    let width = |column: usize| rows.iter().map(|row| columns(&row[column])).max().unwrap_or(0);
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let space = " ".repeat(width(column) - columns(cell));
            if matches!(column, 0 | 4 | 5) { space + cell } else { cell.clone() + &space }
        });
        let line = cells.collect::<Vec<_>>().join(GAP);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
