//! Charts as files: SVG and PNG, drawn into pixels on all threads of the pool that it is called in.

use rayon::prelude::*;

use super::error::ReportError;
use super::figures::Figure;
use super::output_file::OutputFile;
use super::text::Language;

/// The files of charts in a language, two of each, in their order.
pub(super) fn chart_files(charts: &[Figure], language: Language) -> Result<Vec<OutputFile>, ReportError> {
    let files_of = |chart: &Figure| {
        let stem = format!("charts/{}.{}", chart.name, language.code());
        let png = chart.svg.png().map_err(|error| ReportError::Chart(chart.name, error))?;
        let svg = OutputFile::new(format!("{stem}.svg"), chart.svg.0.clone());
        Ok([svg, OutputFile::new(format!("{stem}.png"), png)])
    };
    let pairs: Result<Vec<_>, ReportError> = charts.par_iter().map(files_of).collect();
    Ok(pairs?.into_iter().flatten().collect())
}
