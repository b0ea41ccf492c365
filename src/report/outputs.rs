//! Everything a run writes, as names and bytes. Leaves out the disk.

use super::chart_files::chart_files;
use super::context::Context;
use super::error::ReportError;
use super::figures::figures;
use super::log::log;
use super::output_file::OutputFile;
use super::page::page;
use super::sentence::Voice;
use super::summary::summary;
use super::tables::tables;
use super::text::Language;
use crate::analysis::Answer;
use crate::port::Port;

/// Every file of a batch, in a fixed order: summary, tables, charts as SVG and PNG in both languages, the log if there is
/// one, and the page in `language`.
///
/// # Errors
/// Only what the making of a chart or table itself runs into; no input causes it.
pub fn outputs(
    port: &Port,
    answer: &Answer,
    context: &Context,
    language: Language,
) -> Result<Vec<OutputFile>, ReportError> {
    let voice = Voice { port, answer, context, language };
    let other = Voice { language: language.other(), ..voice };
    let mut files = vec![OutputFile::new("summary.json", summary(port, answer, context)?)];
    files.extend(tables(port, answer, context)?);
    let (charts, others) = rayon::join(|| figures(&voice), || figures(&other));
    let (charts, others) = (charts?, others?);
    files.extend(chart_files(&charts, voice.language)?);
    files.extend(chart_files(&others, other.language)?);
    if let Some((replication, trace)) = &context.trace {
        files.extend(log(port, trace, *replication)?);
    }
    files.push(OutputFile::new("report.html", page(&voice, &charts, &others)));
    Ok(files)
}
