//! Levers: what it would be like to relax one constraint of a port by a unit. A lever is plain figures, and applying it to a port
//! gives another port: pure, and such that all draws of the first are draws of the second (rule 13). It leaves out words, files and
//! what a lever is worth.

mod apply;
mod berth;
mod closed;
mod figures;
mod reach;
mod relax;

pub use apply::apply;
pub use berth::berth_length;
pub use reach::{acts, in_use};
pub use relax::{Change, Cost, Lever};
