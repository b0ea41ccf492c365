//! The analytic twin as people read it: terminal text, tables of comma-separated values, JSON, and a page in both languages.
//! The same tables everywhere; only their dress differs.

mod berths;
mod json;
mod ladder;
mod land;
mod page;
mod shown;
#[cfg(test)]
mod tests;
mod waterfall;
mod words;
mod yards;

use super::chart_files::chart_files;
use super::context::Context;
use super::error::ReportError;
use super::headline::{WIDTH, grid};
use super::number::{Mass, fixed};
use super::output_file::OutputFile;
use super::text::{Language, fill, wrap};
use crate::analysis::Reconciliation;
use crate::port::Port;
use crate::twin::{Feature, Twin};
use shown::Shown;
use words::Words;

/// What a step of the reconciliation switches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The port of the formula by the clock.
    Clock,
    /// A feature of the scenario.
    Feature(Feature),
    /// Uncertain figures are drawn instead of taken as stated.
    Ignorance,
}

/// A twin with all that it is told with.
#[derive(Clone, Copy, Debug)]
pub struct TwinView<'a> {
    /// The port.
    pub port: &'a Port,
    /// Its tables.
    pub twin: &'a Twin,
    /// The reconciliation, and its steps from the lowest rung up; `None` without a service level.
    pub ladder: Option<(&'a Reconciliation, &'a [Step])>,
    /// What a report says beside.
    pub context: &'a Context,
    /// The language.
    pub language: Language,
}

impl<'a> TwinView<'a> {
    fn words(&self) -> &'static Words {
        match self.language {
            Language::English => &words::ENGLISH,
            Language::Chinese => &words::CHINESE,
        }
    }

    fn mass(&self) -> Mass {
        let greatest = self.twin.fleet.as_ref().map_or(self.twin.demand.0, |fleet| fleet.full.0);
        let mass = Mass::for_greatest(greatest.max(self.twin.demand.0), self.language);
        // Steps are small against the whole: one decimal more.
        Mass { decimals: if mass.unit == "Mt" { 2 } else { mass.decimals }, ..mass }
    }

    fn name(&self, label: &'a crate::port::Label) -> &'a str {
        self.language.name(label)
    }

    /// "2025", or the whole window.
    fn year(&self) -> String {
        self.twin.span.year.map_or_else(|| self.words().whole_window.to_owned(), |year| year.to_string())
    }

    /// The lines that say it all.
    fn headline(&self) -> Vec<String> {
        let (words, mass, twin) = (self.words(), self.mass(), self.twin);
        let rho = fixed(twin.coefficients.utilisation, 2);
        let mut lines = Vec::new();
        if let Some(fleet) = &twin.fleet {
            let formula = mass.with_unit(fleet.capacity.0);
            let end = self.ladder.and_then(|(ladder, _)| ladder.end()).map(|end| mass.with_unit(end.mean));
            lines.push(match end {
                Some(end) => fill(words.says, &[("formula", &formula), ("rho", &rho), ("end", &end)]),
                None => fill(words.says_alone, &[("formula", &formula), ("rho", &rho)]),
            });
            if !fleet.homeless.is_empty() {
                let flows = fleet.homeless.iter().map(|flow| self.port.flows[*flow].name.as_str());
                let flows = flows.collect::<Vec<_>>().join(", ");
                lines.push(fill(words.homeless, &[("flows", &flows)]));
            }
            if let Some(design) = self.port.study.design_capacity {
                let share = super::number::percent(fleet.capacity.0 / design.0);
                let design = super::number::stated(design.0, self.language);
                lines.push(fill(words.design, &[("design", &design), ("share", &share)]));
            }
        }
        if let Some(row) = twin.narrowest() {
            let (link, capacity) = (land::link(self, row.link), mass.with_unit(row.capacity.0));
            let values = [("link", &*link), ("capacity", &capacity), ("adequacy", &fixed(row.adequacy, 2))];
            lines.push(fill(words.narrowest, &values));
        }
        let calls = fixed(twin.calls, 0);
        let (demand, side) = (mass.with_unit(twin.demand.0), mass.with_unit(twin.side_stream.0));
        lines.push(fill(words.demand, &[("demand", &demand), ("calls", &calls), ("side", &side)]));
        if self.ladder.is_none() {
            lines.push(words.no_service.to_owned());
        }
        if self.context.interrupted {
            lines.push(words.interrupted.to_owned());
        }
        lines
    }

    fn head(&self) -> String {
        let values = [
            ("title", self.name(&self.port.study.title)),
            ("year", &*self.year()),
            ("standard", self.twin.standard.name()),
        ];
        fill(self.words().head, &values)
    }

    /// Every table of a reader in a hurry.
    fn brief(&self) -> Vec<Shown> {
        let mut tables = vec![berths::places(self)];
        tables.extend(berths::waits(self));
        tables.extend(yards::yards(self));
        tables.extend(land::modes(self));
        tables.extend(land::channel(self));
        tables.extend(land::chain(self));
        tables.extend(ladder::ladder(self));
        tables
    }
}

/// The text for the terminal, lines of at most 100 columns.
pub fn twin_text(view: &TwinView<'_>) -> String {
    let lines = std::iter::once(view.head()).chain(view.headline());
    let mut text: String = lines.map(|line| wrap(&line, WIDTH, 2) + "\n").collect();
    for table in view.brief() {
        text.push('\n');
        text.extend(table.title.lines().map(|line| wrap(line, WIDTH, 2) + "\n"));
        text.push_str(&grid(&table.heads, &table.rows));
        let after: String = table.note.iter().map(|note| wrap(note, WIDTH, 2) + "\n").collect();
        text.push_str(&after);
    }
    text
}

/// Every file: JSON, tables, and the page in the language of the view with the other language beside it.
///
/// # Errors
/// Only what the making of a table itself runs into; no input causes it.
pub fn twin_outputs(view: &TwinView<'_>) -> Result<Vec<OutputFile>, ReportError> {
    let mut files = vec![
        OutputFile::new("twin.json", json::json(view)?),
        OutputFile::new("twin-berths.csv", berths::sheet(view)?),
        OutputFile::new("twin-operable-days.csv", berths::operable_sheet(view)?),
        OutputFile::new("twin-waits.csv", berths::waits_sheet(view)?),
        OutputFile::new("twin-yards.csv", yards::sheet(view)?),
        OutputFile::new("twin-land.csv", land::sheet(view)?),
        OutputFile::new("twin-chain.csv", land::chain_sheet(view)?),
    ];
    if view.ladder.is_some() {
        files.push(OutputFile::new("twin-ladder.csv", ladder::sheet(view)?));
    }
    let mut charts = Vec::new();
    for view in [*view, TwinView { language: view.language.other(), ..*view }] {
        let chart = waterfall::waterfall(&view)?;
        files.extend(chart_files(chart.as_slice(), view.language)?);
        charts.push(chart);
    }
    files.push(OutputFile::new("twin.html", page::page(view, &charts)));
    Ok(files)
}
