//! Many replications of one port: the questions asked of each, the search for capacity at the service level (rule C5),
//! saturation, and the spreading of replications over cores. Starts all threads there are; the result is the same for
//! any number of them. It leaves out statistics over replications (`analysis`) and the clock (`cli`).

mod answer;
mod capacity;
mod ladder;
mod paired;
mod question;
mod replay;
mod run;
mod saturation;
mod service;
mod span;
mod threads;

pub use answer::{Respondent, SECOND_CHANCE};
pub use capacity::{GREATEST_MULTIPLIER, HALVINGS, LEAST_MULTIPLIER};
pub use ladder::{Ladder, climb};
pub use paired::{PairedOrder, run_each, run_paired};
pub use question::{Order, Questions};
pub use replay::{Replay, replay};
pub use run::run;
pub use threads::{NoThreads, on_threads};
