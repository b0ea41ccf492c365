//! Trains and single-track lines, as tables of the page and as comma-separated values; only where the scenario has a line or trains that may
//! lack wagons. Leaves out tonnes by mode (`section`, `tables`).

use maud::{Markup, html};

use super::error::ReportError;
use super::grid::grid;
use super::number::{dash, fixed, hours, percent};
use super::output_file::OutputFile;
use super::sentence::Voice;
use super::sheet::{Sheet, maybe, number};
use crate::analysis::{Answer, ModeAmounts, Table, Verdict};
use crate::port::{Mode, ModeKind, Port};

fn is_told(port: &Port) -> bool {
    let lacks = |mode: &Mode| matches!(&mode.kind, ModeKind::Rail(rail) if rail.wagon_shortage.value > 0.0);
    !port.lines.is_empty() || port.modes.iter().any(lacks)
}

/// Rail modes with their amounts.
fn trains<'a>(port: &'a Port, table: &'a Table) -> impl Iterator<Item = (&'a Mode, &'a ModeAmounts)> {
    let rail = |(mode, _): &(&Mode, &ModeAmounts)| matches!(mode.kind, ModeKind::Rail(_));
    port.modes.iter().zip(table.modes.iter().map(|mode| &mode.of.amounts)).filter(rail)
}

/// Mean hours that a train of a mode with a line stood for it, in and out together.
fn line_wait(mode: &Mode, amounts: &ModeAmounts) -> Option<f64> {
    let by_line = matches!(&mode.kind, ModeKind::Rail(rail) if rail.line.is_some());
    (by_line && amounts.trains > 0.0).then(|| amounts.line_wait / amounts.trains)
}

/// `rail.csv`, and `lines.csv` where there are lines.
pub(super) fn tables(port: &Port, answer: &Answer) -> Result<Vec<OutputFile>, ReportError> {
    if !is_told(port) {
        return Ok(Vec::new());
    }
    let heads = ["span", "mode", "trains", "short", "cancelled", "no_wagons", "mean_line_wait_h"];
    let mut rail = Sheet::new(&heads)?;
    let mut lines = Sheet::new(&["span", "section", "runs", "occupied_h", "occupancy"])?;
    for table in &answer.tables {
        for (mode, amounts) in trains(port, table) {
            let mut cells = vec![table.span.name(), mode.name.clone()];
            cells.extend([amounts.trains, amounts.short, amounts.cancelled, amounts.no_wagons].map(number));
            cells.push(maybe(line_wait(mode, amounts)));
            rail.row(&cells)?;
        }
        for section in &table.line_sections {
            let share = section.of.occupied / table.hours;
            let mut cells = vec![table.span.name(), section.name.clone()];
            cells.extend([section.of.runs, section.of.occupied, share].map(number));
            lines.row(&cells)?;
        }
    }
    let mut files = vec![OutputFile::new("rail.csv", rail.bytes()?)];
    if !port.lines.is_empty() {
        files.push(OutputFile::new("lines.csv", lines.bytes()?));
    }
    Ok(files)
}

/// Trains and lines on the page.
pub(super) fn section(voice: &Voice, key: &Verdict) -> Markup {
    let words = voice.language.words();
    let Some(table) = voice.table(key).filter(|_| is_told(voice.port)) else { return html! {} };
    let rows = trains(voice.port, table).map(|(mode, amounts)| {
        let mut cells = vec![voice.language.name(&mode.label).to_owned()];
        let counts = [amounts.trains, amounts.short, amounts.cancelled, amounts.no_wagons];
        cells.extend(counts.map(|count| fixed(count, 0)));
        cells.push(line_wait(mode, amounts).map_or_else(dash, hours_of));
        cells
    });
    let heads = [words.mode, words.trains, words.short, words.cancelled, words.no_wagons, words.line_wait];
    let sections = table.line_sections.iter().map(|section| {
        let share = percent(section.of.occupied / table.hours);
        vec![section.name.clone(), fixed(section.of.runs, 0), share]
    });
    html! {
        section #rail {
            h2 { (words.section_rail) " · " (key.span.name()) }
            (grid(&heads, &rows.collect::<Vec<_>>()))
            @if !voice.port.lines.is_empty() {
                (grid(&[words.line_section, words.runs, words.line_occupancy], &sections.collect::<Vec<_>>()))
            }
        }
    }
}

fn hours_of(value: f64) -> String {
    hours(Some(value))
}
