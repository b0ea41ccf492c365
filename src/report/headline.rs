//! The first lines in the terminal: does it reach the target, when, how surely, for want of what, what holds it back; then
//! the figures by year and what they mean. Leaves out colour and the terminal.

use comfy_table::{Cell, CellAlignment, LineStyle, Table, TableStyle};

use super::context::Context;
use super::number::{chance, dash, percent};
use super::sentence::Voice;
use super::text::{Language, fill, wrap};
use crate::analysis::{Answer, Estimate, Proportion, Verdict};
use crate::port::Port;

/// Columns of the terminal that are used at most.
pub(super) const WIDTH: usize = 100;
/// Rows of the table by year at most.
const ROWS: usize = 24;

/// The headline, lines of at most 100 columns.
pub fn headline(port: &Port, answer: &Answer, context: &Context, language: Language) -> String {
    let voice = Voice { port, answer, context, language };
    let words = language.words();
    let Some(key) = voice.key() else { return format!("{}\n", words.no_figures) };
    let mut lines = vec![voice.run_line(), voice.verdict(key)];
    lines.extend(voice.how_surely(key));
    lines.extend(voice.missing(key));
    lines.extend(voice.held_back(key));
    let mut text: String = lines.iter().map(|line| wrap(line, WIDTH, 2) + "\n").collect();
    text.push('\n');
    text.push_str(&match answer.verdicts.as_slice() {
        [one] => by_quantity(&voice, one),
        years => by_year(&voice, years),
    });
    text.push('\n');
    let mut notes: Vec<String> = voice.design(key).into_iter().collect();
    notes.push(voice.counted(key, words.counted_short));
    notes.push(voice.covers(key, words.covers_short));
    notes.extend(voice.records());
    let barred = voice.barred("{class}");
    if !barred.is_empty() {
        notes.push(fill(words.barred_line, &[("classes", &barred.join(words.list_gap))]));
    }
    let starved = voice.starved(words.starved_class);
    if !starved.is_empty() {
        notes.push(fill(words.starved_line, &[("classes", &starved.join(words.list_gap))]));
    }
    if !context.findings.is_empty() {
        notes.push(fill(words.findings_line, &[("count", &context.findings.len().to_string())]));
    }
    if context.interrupted {
        let (done, requested) = (answer.replications.to_string(), context.requested.to_string());
        notes.push(fill(words.interrupted_line, &[("done", &done), ("requested", &requested)]));
    }
    text.extend(notes.iter().map(|note| wrap(note, WIDTH, 2) + "\n"));
    text
}

/// One year: a row for each quantity.
fn by_quantity(voice: &Voice, verdict: &Verdict) -> String {
    let (words, mass) = (voice.language.words(), voice.mass());
    let row = |name: &str, estimate: Option<Estimate>, share: Option<Option<Proportion>>| {
        let of = |value: fn(&Estimate) -> f64| mass.maybe(estimate.as_ref().map(value));
        let reached = share.map_or_else(String::new, |share| chance(share.as_ref()));
        vec![name.to_owned(), of(|e| e.mean), of(|e| e.p05), of(|e| e.p50), of(|e| e.p95), reached]
    };
    let rows = [
        row(words.demand, verdict.demand, Some(verdict.demand_meets)),
        row(words.capacity, verdict.capacity, Some(verdict.capacity_meets)),
        row(words.saturation, verdict.saturation, None),
        row(words.expected, verdict.throughput, Some(verdict.throughput_meets)),
        row(words.diverted, verdict.diverted, None),
    ];
    let unit = fill(words.unit_a_year, &[("unit", mass.unit)]);
    let heads = [&unit, words.mean, words.low_5, words.median, words.high_95, words.probability];
    grid(&heads.map(str::to_owned), &rows)
}

/// Several years: a row for each.
fn by_year(voice: &Voice, verdicts: &[Verdict]) -> String {
    let (words, mass) = (voice.language.words(), voice.mass());
    let share = |found: Option<Proportion>| found.map_or_else(dash, |found| percent(found.share));
    let step = verdicts.len().div_ceil(ROWS);
    let row = |verdict: &Verdict| {
        let lack = verdict.shortfall;
        vec![
            verdict.span.name(),
            mass.median_and_range(verdict.demand.as_ref()),
            mass.median_and_range(verdict.capacity.as_ref()),
            mass.maybe(verdict.saturation.map(|found| found.p50)),
            mass.maybe(verdict.throughput.map(|found| found.mean)),
            mass.maybe(verdict.diverted.map(|found| found.mean)),
            mass.maybe(lack.map(|lack| lack.cargo)),
            mass.maybe(lack.map(|lack| lack.capacity)),
            share(verdict.demand_meets),
            share(verdict.capacity_meets),
            share(verdict.throughput_meets),
        ]
    };
    let rows: Vec<Vec<String>> = verdicts.iter().step_by(step).map(row).collect();
    let heads = [
        words.year,
        words.demand,
        words.capacity_short,
        words.column_saturation,
        words.column_throughput,
        words.column_diverted,
        words.column_cargo,
        words.column_capacity,
        words.p_demand,
        words.p_capacity,
        words.p_throughput,
    ];
    let mut text = grid(&heads.map(str::to_owned), &rows);
    text.push_str(&wrap(&fill(words.in_unit, &[("unit", mass.unit)]), WIDTH, 2));
    text.push('\n');
    if step > 1 {
        text.push_str(&fill(words.thinned, &[("step", &step.to_string())]));
        text.push('\n');
    }
    text
}

/// A table without lines but one below the heads; figures to the right.
pub(super) fn grid(heads: &[String], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    let rule = LineStyle::none().fill('─').junction('─');
    table.load_style(TableStyle::new().header_separator(rule));
    table.set_header(heads.iter().map(|head| Cell::new(head).set_alignment(CellAlignment::Center)));
    table.add_rows(rows.iter().map(|row| row.iter().map(Cell::new)));
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((u16::from(at > 0), 0));
        column.set_cell_alignment(if at == 0 { CellAlignment::Left } else { CellAlignment::Right });
    }
    format!("{}\n", table.trim_fmt())
}
