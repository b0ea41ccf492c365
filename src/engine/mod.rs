//! A discrete-event engine that knows no port word: a calendar of small events on integer milliseconds, instants
//! settled in rounds (rule T5), work and levels at piecewise constant rates (rule T4), named random streams (rule C6),
//! random laws (rule D4).

mod calendar;
mod law;
mod level;
mod random;
mod run;
mod truncated;
mod work;

pub use calendar::{Calendar, Phase, Timer};
pub use law::{Law, Quantity, Shape, triangular_quantile};
pub use level::Level;
pub use random::{Seed, Stream};
pub use run::{Model, run};
pub use work::Work;
