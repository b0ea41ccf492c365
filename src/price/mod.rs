//! The price of a constraint (rule 13): every lever against the port as it is, in paired replications, until the ranking of the leaders is
//! clear; then what the levers do together. It asks `batch` and `analysis` in turn; it leaves out words, files and the clock.

mod order;
mod study;

pub use order::PriceOrder;
pub use study::{PriceList, study};
