//! Terminals and the land side in the report: their charts and the tables behind them. Berth plan, stocks and hours of the day
//! are those of the first replication; flows are means over all. Leaves out the sums over replications (`analysis`).

mod berths;
mod flows;
mod hours;
mod section;
mod stocks;
mod tables;
#[cfg(test)]
mod tests;

pub(super) use section::{calls, flows, hours, stocks};
pub(super) use tables::tables;

use super::caption::Drawn;
use super::sentence::Voice;

/// Kinds with a colour of their own; what is beyond them shares one.
const KINDS: usize = 6;

/// The charts that have something to draw.
pub(super) fn charts(voice: &Voice) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    if let Some(chart) = berths::berth_plan(voice) {
        drawn.push(("berth-plan", chart.caption.title.clone(), chart.draw()));
    }
    if let Some(chart) = stocks::yard_stock(voice) {
        drawn.push(("yard-stock", chart.caption.title.clone(), chart.draw()));
    }
    if let Some(chart) = hours::modes_by_hour(voice) {
        drawn.push(("modes-by-hour", chart.caption.title.clone(), chart.draw()));
    }
    if let Some(chart) = flows::flow_diagram(voice) {
        drawn.push(("flows", chart.caption.title.clone(), chart.draw()));
    }
    drawn
}

/// The cargoes of the port, those with most tonnes over the quay in the first year judged first: each has one colour in all
/// charts.
fn cargoes(voice: &Voice) -> Vec<usize> {
    let table = voice.answer.verdicts.first().and_then(|verdict| voice.table(verdict));
    let crossed = |at: usize| {
        let row = table.and_then(|table| table.cargoes.get(at));
        row.map_or(0.0, |row| row.of.amounts.crossed)
    };
    let mut order: Vec<usize> = (0..voice.port.cargoes.len()).collect();
    order.sort_by(|&one, &other| crossed(other).total_cmp(&crossed(one)).then(one.cmp(&other)));
    order
}

/// Positions with an amount, the greatest amount first.
fn ranked(amounts: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..amounts.len()).filter(|&at| amounts[at] > 0.0).collect();
    order.sort_by(|&one, &other| amounts[other].total_cmp(&amounts[one]).then(one.cmp(&other)));
    order
}

/// The number of a kind among those ranked; those beyond the last colour share one.
fn kind_of(order: &[usize], at: usize) -> usize {
    order.iter().position(|&ranked| ranked == at).unwrap_or(KINDS).min(KINDS)
}

/// The names of the kinds ranked, the last of them for all beyond the colours.
fn kind_names(order: &[usize], name: impl Fn(usize) -> String, others: &str) -> Vec<String> {
    let mut names: Vec<String> = order.iter().take(KINDS).map(|&at| name(at)).collect();
    if order.len() > KINDS {
        names.push(others.to_owned());
    }
    names
}
