//! Checks across tables: errors that no table shows alone, and the findings of a static look at feasibility. Findings
//! never stop a run.

mod daylight;
mod depot;
mod fit;
mod land;
mod line;
mod load;
mod marine;
mod mean;
mod onward;
mod origin;
mod passage;
mod road;
mod shift;
mod unused;
mod water;
mod waterway;
mod weather;
mod whole;
mod yard;

use super::lowering::Lowering;
use crate::port::Port;

/// Runs all checks; problems go to the lowering.
pub(super) fn all(port: &Port, lowering: &mut Lowering<'_>) {
    whole::check(port, lowering);
    weather::check(port, lowering);
    onward::check(port, lowering);
    depot::check(port, lowering);
    road::check(port, lowering);
    // Findings are told only of a port that can run.
    if lowering.failed() {
        return;
    }
    origin::check(lowering);
    fit::check(port, lowering);
    load::check(port, lowering);
    land::check(port, lowering);
    onward::find(port, lowering);
    depot::find(port, lowering);
    line::check(port, lowering);
    road::find(port, lowering);
    water::check(port, lowering);
    daylight::check(port, lowering);
    marine::check(port, lowering);
    waterway::check(port, lowering);
    shift::check(port, lowering);
    unused::check(port, lowering);
}
