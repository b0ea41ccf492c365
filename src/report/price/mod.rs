//! The price list (rule 13) for people and programs: lines and a table in the terminal, one page, comma-separated values and JSON. Leaves
//! out how prices are found.

mod files;
mod page;
mod said;
mod table;
mod tornado;
mod voice;
mod words;

pub use files::price_outputs;
pub use table::price_headline;
pub use voice::{PriceContext, PriceVoice};

/// Every text in both languages.
#[cfg(test)]
pub(super) fn texts() -> &'static [(&'static str, &'static str, &'static str)] {
    words::ALL
}
