//! From the answer of a batch to text, tables, charts and a page: same input, same bytes. Leaves out writing files and the
//! terminal. Every word for people stands in one catalogue per language (`words`).

#[macro_use]
mod catalogue;
mod caption;
mod chart_files;
mod context;
mod error;
mod explain;
mod figures;
mod grid;
mod headline;
mod log;
mod losses;
mod months;
mod number;
mod output_file;
mod outputs;
mod page;
mod price;
mod rail;
mod resources;
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
mod twin;
mod waterway;
mod words;

pub use context::{Assumption, Basis, Context};
pub use error::ReportError;
pub use explain::{Asked, explained, worst};
pub use headline::headline;
pub use output_file::OutputFile;
pub use outputs::outputs;
pub use price::{PriceContext, PriceVoice, price_headline, price_outputs};
pub use story::story;
pub use text::Language;
pub use twin::{Step, TwinView, twin_outputs, twin_text};
