//! The section of the page: what each cause holds alone and at most, and the hours of a call part by part and class by class.

use maud::{Markup, html};

use super::names::{activity, hold, wait, words, work};
use super::{NOTHING, stays};
use crate::analysis::{HeldHours, StayAccount, StayTable, Verdict, VesselHours, WaitPart};
use crate::report::grid::grid;
use crate::report::number::{dash, fixed, percent};
use crate::report::sentence::Voice;
use crate::report::text::fill;

/// Sets of several things missing that have a row of their own.
const SETS: usize = 10;

/// A row of the table by class: its name, and its hours in the account of any class.
type Part<'a> = (String, Box<dyn Fn(&StayAccount) -> f64 + 'a>);

/// The section; nothing where no account was kept.
pub(in crate::report) fn section(voice: &Voice, key: &Verdict) -> Markup {
    let Some(table) = stays(voice, key) else { return html! {} };
    let (words, total) = (words(voice), &table.total);
    let hours = [total.total, total.needed, total.waited, total.shared, total.lost].map(a_call);
    let names = ["stay", "needed", "waited", "shared", "lost"];
    let values: Vec<(&str, &str)> = names.into_iter().zip(hours.iter().map(String::as_str)).collect();
    html! {
        section #binds {
            h2 { (words.section) " · " (key.span.name()) }
            p { (fill(words.beyond_line, &values)) }
            h3 { (words.binds) }
            (binds(voice, key))
            p.note { (words.binds_note) }
            h3 { (words.tiled) }
            (by_class(voice, table))
            p.note { (words.tiled_note) }
        }
    }
}

fn a_call(spent: VesselHours) -> String {
    spent.per_call.map_or_else(dash, |hours| fixed(hours, 1))
}

/// What each cause holds; also the figures behind the chart.
pub(in crate::report) fn binds(voice: &Voice, key: &Verdict) -> Markup {
    let Some(table) = stays(voice, key) else { return html! {} };
    let (words, total) = (words(voice), &table.total);
    let beyond = total.waited.hours + total.lost.hours;
    let row = |held: &HeldHours| {
        let ends = held.alone.per_call_interval;
        vec![
            hold(voice, held.hold),
            a_call(held.alone),
            ends.map_or_else(dash, |(low, high)| format!("{}–{}", fixed(low, 1), fixed(high, 1))),
            if held.kind == "wait" { a_call(held.shared) } else { dash() },
            a_call(held.at_most),
            if beyond > 0.0 { percent(held.alone.hours / beyond) } else { dash() },
            fixed(held.alone.hours, 0),
        ]
    };
    let heads = [
        words.cause,
        words.alone,
        words.interval,
        words.with_others,
        words.at_most,
        words.share_alone,
        words.year_hours,
    ];
    let told = |held: &&HeldHours| held.at_most.per_call.is_some_and(|hours| hours >= NOTHING);
    grid(&heads, &total.holds.iter().filter(told).map(row).collect::<Vec<_>>())
}

/// Every hour of a call once, for all vessels and by class.
fn by_class(voice: &Voice, table: &StayTable) -> Markup {
    let words = words(voice);
    let accounts: Vec<&StayAccount> =
        [&table.total].into_iter().chain(table.classes.iter().map(|class| &class.of)).collect();
    let mut heads = vec![words.part, words.all_vessels];
    let labels = table
        .classes
        .iter()
        .filter_map(|named| voice.port.classes.iter().find(|class| class.name == named.name));
    heads.extend(labels.map(|class| voice.language.name(&class.label)));
    let a_call = |account: &StayAccount, hours: f64| {
        if account.calls > 0.0 { hours / account.calls } else { f64::NAN }
    };
    let row = |name: &str, hours: Vec<f64>| {
        [name.to_owned()].into_iter().chain(hours.into_iter().map(|hours| fixed(hours, 1))).collect()
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut small = vec![0.0; accounts.len()];
    for (name, hours) in parts(voice, table) {
        let cells: Vec<f64> = accounts.iter().map(|account| a_call(account, hours(account))).collect();
        if cells.iter().any(|&hours| hours >= NOTHING) {
            rows.push(row(&name, cells));
        } else {
            small.iter_mut().zip(&cells).for_each(|(sum, hours)| *sum += hours);
        }
    }
    if small.iter().any(|&hours| hours > 0.0) {
        rows.push(row(words.small, small));
    }
    let stay = accounts.iter().map(|account| a_call(account, account.total.hours));
    rows.push(row(words.stay, stay.collect()));
    let calls = accounts.iter().map(|account| fixed(account.calls, 0));
    rows.push([words.calls.to_owned()].into_iter().chain(calls).collect());
    html! { div.parts { (grid(&heads, &rows)) } }
}

/// The parts of the whole: what calls need, waits, losses; sets of several things missing beyond the first few as one.
fn parts<'a>(voice: &Voice, table: &'a StayTable) -> Vec<Part<'a>> {
    let (words, total) = (words(voice), &table.total);
    let mut parts: Vec<Part> = Vec::new();
    for part in &total.activities {
        parts.push((
            activity(voice, part.activity).to_owned(),
            Box::new(|account| {
                let found = account.activities.iter().find(|other| other.activity == part.activity);
                found.map_or(0.0, |other| other.spent.hours)
            }),
        ));
    }
    parts.push((words.full_rate.to_owned(), Box::new(|account| account.productive.hours)));
    let shared = |part: &&WaitPart| part.unmet.count() > 1;
    // What holds one class much has a row of its own, however few call.
    let most = |part: &WaitPart| {
        let accounts = [total].into_iter().chain(table.classes.iter().map(|class| &class.of));
        let a_call = accounts.filter(|account| account.calls > 0.0);
        a_call.map(|account| hours_of(account, part) / account.calls).fold(0.0, f64::max)
    };
    let mut rest: Vec<&WaitPart> = total.waits.iter().filter(shared).collect();
    rest.sort_by(|one, other| most(other).total_cmp(&most(one)));
    let rest = rest.split_off(rest.len().min(SETS));
    for part in total.waits.iter().filter(|part| !rest.iter().any(|other| same(other, part))) {
        parts.push((wait(voice, part), Box::new(move |account| hours_of(account, part))));
    }
    if !rest.is_empty() {
        let name = fill(words.waited_shared, &[("count", &rest.len().to_string())]);
        parts.push((name, Box::new(move |account| rest.iter().map(|part| hours_of(account, part)).sum())));
    }
    for part in &total.losses {
        parts.push((
            work(voice, part.loss),
            Box::new(|account| {
                let found = account.losses.iter().find(|other| other.loss == part.loss);
                found.map_or(0.0, |other| other.spent.hours)
            }),
        ));
    }
    parts
}

fn same(one: &WaitPart, other: &WaitPart) -> bool {
    (one.kind, one.unmet) == (other.kind, other.unmet)
}

fn hours_of(account: &StayAccount, part: &WaitPart) -> f64 {
    account.waits.iter().find(|other| same(other, part)).map_or(0.0, |other| other.spent.hours)
}
