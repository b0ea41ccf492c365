//! The waterway in the report: its charts, its section of the page, its tables. Leaves out tide and traffic themselves
//! (`window`, `model`) and the sums over replications (`analysis`).

mod channel;
mod closed;
mod section;
pub(super) mod stretch;
mod tables;
#[cfg(test)]
mod tests;
mod tidal;

pub(super) use channel::closure_spans;
pub(super) use section::{months, section, traffic, windows};
pub(super) use tables::tables;
pub(super) use tidal::draws_of_first;

use super::caption::Drawn;
use super::sentence::Voice;
use crate::analysis::Verdict;

/// The charts that have something to draw. Levels and passages are those of the first replication in the first year
/// judged; hours closed are means of the year of the headline.
pub(super) fn charts(voice: &Voice, key: &Verdict) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    if let Some(chart) = tidal::tidal_windows(voice) {
        drawn.push(("tidal-windows", chart.caption.title.clone(), chart.draw()));
    }
    if let Some(chart) = channel::channel_traffic(voice) {
        drawn.push(("channel-traffic", chart.caption.title.clone(), chart.draw()));
    }
    if let Some(chart) = closed::hours_closed(voice, key) {
        drawn.push(("hours-closed", chart.caption.title.clone(), chart.draw()));
    }
    drawn
}
