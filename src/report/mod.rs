//! From the answer of a batch to text, tables, charts and a page: same input, same bytes. Leaves out writing files and the
//! terminal. Every word for people stands in one catalogue per language (`words`).

mod caption;
mod context;
mod error;
mod figures;
mod grid;
mod headline;
mod log;
mod number;
mod output_file;
mod outputs;
mod page;
mod rail;
mod road;
mod section;
mod sentence;
mod sheet;
mod story;
mod summary;
mod tables;
mod terminals;
#[cfg(test)]
mod tests;
mod text;
mod waterway;
mod words;

pub use context::{Assumption, Basis, Context};
pub use error::ReportError;
pub use headline::headline;
pub use output_file::OutputFile;
pub use outputs::outputs;
pub use story::story;
pub use text::Language;
