//! `twin.json`: the tables and the reconciliation with stable keys; tonnes a year, hours, days, shares.

use serde_json::{Value, json};

use super::TwinView;
use super::ladder::step_key;
use super::land::link_key;
use crate::report::error::ReportError;

/// Version of the keys; raised when one changes its meaning or goes.
const FORMAT: u32 = 1;

/// The text of the file.
pub(super) fn json(view: &TwinView<'_>) -> Result<String, ReportError> {
    let (twin, port) = (view.twin, view.port);
    let (places, groups) = (places(view), groups(view));
    let chain: Vec<Value> = (twin.chain.iter())
        .map(|row| json!({ "link": link_key(view, row.link), "capacity": row.capacity.0, "adequacy": row.adequacy }))
        .collect();
    let steps = view.ladder.map(|(_, steps)| steps.iter().map(|step| step_key(*step)).collect::<Vec<_>>());
    let all = json!({
        "format": FORMAT,
        "program": { "name": "toumen", "version": view.context.version },
        "scenario": {
            "hash": view.context.scenario_hash,
            "english": port.study.title.english,
            "chinese": port.study.title.chinese(),
        },
        "seed": view.context.seed,
        "interrupted": view.context.interrupted,
        "year": twin.span.year,
        "standard": twin.standard.name(),
        "coefficients": {
            "effective_utilisation": twin.coefficients.utilisation,
            "call_imbalance": twin.coefficients.call_imbalance,
            "storage_imbalance": twin.coefficients.storage_imbalance,
            "storage_days": twin.coefficients.storage_days,
            "track_use": twin.coefficients.track_use,
            "traffic_imbalance": twin.coefficients.traffic_imbalance,
        },
        "demand": twin.demand.0,
        "side_stream": twin.side_stream.0,
        "calls": twin.calls,
        "berths": { "sum": twin.berths.0, "sum_by_imbalance": twin.berths_by_imbalance.0, "places": places },
        "fleet": twin.fleet.as_ref().map(|fleet| json!({
            "capacity": fleet.capacity.0,
            "full": fleet.full.0,
            "multiple": fleet.multiple,
        })),
        "groups": groups,
        "chain": chain,
        "steps": steps,
        "reconciliation": view.ladder.map(|(found, _)| found),
    });
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

/// Places with their capacity.
fn places(view: &TwinView<'_>) -> Vec<Value> {
    let (twin, port) = (view.twin, view.port);
    (twin.places.iter())
        .map(|place| {
            json!({
                "place": port.places[place.place].name,
                "berths": place.berths,
                "operable_days": place.operable_days,
                "calendar_utilisation": place.calendar_utilisation,
                "capacity": place.capacity.0,
                "capacity_by_imbalance": place.by_imbalance.0,
            })
        })
        .collect()
}

/// Groups of places that serve the same vessels, with their waits.
fn groups(view: &TwinView<'_>) -> Vec<Value> {
    let (twin, port) = (view.twin, view.port);
    (twin.groups.iter())
        .map(|group| {
            let waits: Vec<Value> = (group.waits.iter())
                .map(|row| {
                    json!({
                        "queue": row.queue.name(),
                        "waiting_ratio_formula": row.at_formula,
                        "waiting_ratio_demand": row.at_demand,
                        "utilisation_allowed": row.allowed,
                        "capacity_allowed": row.capacity.map(|capacity| capacity.0),
                    })
                })
                .collect();
            json!({
                "places": group.places.iter().map(|place| &port.places[*place].name).collect::<Vec<_>>(),
                "berths": group.berths,
                "demand": group.demand.0,
                "full": group.full.0,
                "utilisation_formula": group.formula_utilisation,
                "utilisation_demand": group.demand_utilisation,
                "share_that_waits": group.waits_share,
                "waits": waits,
            })
        })
        .collect()
}
