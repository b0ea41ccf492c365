//! Tables of berths: capacity by place and by flow, what the operable days are made of, and the waits that queues imply.

use super::TwinView;
use super::shown::Shown;
use crate::report::error::ReportError;
use crate::report::number::{Mass, dash, fixed, percent};
use crate::report::sheet::{Sheet, maybe, number};
use crate::report::text::fill;
use crate::twin::{BerthRow, GroupRow, PlaceRow};

/// By place, and the totals.
pub(super) fn places(view: &TwinView<'_>) -> Shown {
    let (words, mass, twin) = (view.words(), view.mass(), view.twin);
    let row = |place: &PlaceRow| {
        let class = place.design_flow.map(|flow| &view.port.classes[view.port.flows[flow].class.index()]);
        let length = class.and_then(|class| class.loa).map(|loa| fixed(loa.value.0, 0));
        vec![
            place_name(view, place),
            place.berths.to_string(),
            length.unwrap_or_else(dash),
            fixed(place.operable_days, 1),
            fixed(place.calendar_utilisation, 3),
            mass.number(place.capacity.0),
            mass.number(place.by_imbalance.0),
        ]
    };
    let mut rows: Vec<Vec<String>> = twin.places.iter().map(row).collect();
    let total = |name: &str, one: f64, other: f64| {
        let berths: u32 = twin.places.iter().map(|place| place.berths).sum();
        let (one, other) = (mass.number(one), mass.number(other));
        vec![name.to_owned(), berths.to_string(), dash(), dash(), dash(), one, other]
    };
    rows.push(total(words.all_berths, twin.berths.0, twin.berths_by_imbalance.0));
    if let Some(fleet) = &twin.fleet {
        let by_imbalance = fleet.full.0 / twin.coefficients.call_imbalance;
        rows.push(total(words.this_fleet, fleet.capacity.0, by_imbalance));
    }
    let (pt, kb) = (head(words.pt, &mass), words.pt_kb.to_owned());
    let heads = [words.place, words.berth_count, words.design_ship, words.days, words.calendar_rho, &pt, &kb];
    let values = [
        ("standard", twin.standard.name()),
        ("clause", twin.standard.capacity_clause()),
        ("kb", &*fixed(twin.coefficients.call_imbalance, 2)),
    ];
    Shown::new(words.berths, &heads, rows).with(fill(words.berths_note, &values))
}

fn head(name: &str, mass: &Mass) -> String {
    format!("{name} {}", mass.unit)
}

fn place_name(view: &TwinView<'_>, place: &PlaceRow) -> String {
    view.name(&view.port.places[place.place].label).to_owned()
}

/// By flow, a table for each place.
pub(super) fn flows(view: &TwinView<'_>) -> Vec<Shown> {
    let words = view.words();
    let heads = [
        words.flow,
        words.share,
        words.machines,
        words.cargo,
        words.rate,
        words.work,
        words.idle,
        words.auxiliary,
        words.days,
        words.pt,
        words.pt_kb,
    ];
    let row = |row: &BerthRow| {
        let flow = &view.port.flows[row.flow];
        let trade = view.name(&view.port.trades[flow.trade.index()].label);
        let class = view.name(&view.port.classes[flow.class.index()].label);
        vec![
            format!("{trade} · {class}"),
            fixed(row.share, 3),
            fixed(row.machines, 0),
            fixed(row.calls.cargo_per_call.0, 0),
            fixed(row.calls.ship_rate.0, 0),
            fixed(row.calls.working_hours(), 2),
            fixed(row.calls.idle_per_day.hours(), 2),
            fixed(row.calls.auxiliary.hours(), 2),
            fixed(row.calls.operable_days, 1),
            fixed(row.capacity.0, 0),
            fixed(row.by_imbalance.0, 0),
        ]
    };
    let table =
        |place: &PlaceRow| Shown::new(place_name(view, place), &heads, place.rows.iter().map(row).collect());
    view.twin.places.iter().map(table).collect()
}

/// Days that each closure takes alone, the flows of a place that lose alike taken together.
pub(super) fn lost(view: &TwinView<'_>) -> Shown {
    let words = view.words();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in view.twin.places.iter().flat_map(|place| &place.rows) {
        for lost in &row.operable.lost {
            let closure = &view.port.closures[lost.closure];
            let cause = view.name(&view.port.causes[closure.cause.index()]);
            let cells = vec![format!("{cause} ({})", closure.name), fixed(lost.days, 1)];
            if !rows.contains(&cells) {
                rows.push(cells);
            }
        }
    }
    Shown::new(words.operable, &[words.closure, words.lost_days], rows)
}

/// A table of queues for each group of places.
pub(super) fn waits(view: &TwinView<'_>) -> Vec<Shown> {
    let (words, mass) = (view.words(), view.mass());
    let ratio = view.port.study.service.waiting_ratio;
    let allowed = fill(words.rho_allowed, &[("ratio", &ratio.map_or_else(dash, |ratio| fixed(ratio, 2)))]);
    let carries = head(words.tonnes_allowed, &mass);
    let heads = [words.queue, words.ws_formula, words.ws_demand, &allowed, &carries];
    let table = |(number, group): (usize, &GroupRow)| {
        let wait = |ratio: f64| match ratio.is_finite() {
            true => fixed(ratio, 4),
            false => words.never.to_owned(),
        };
        let rows = group.waits.iter().map(|row| {
            vec![
                row.queue.name().replace("/n", &format!("/{}", group.berths)),
                wait(row.at_formula),
                wait(row.at_demand),
                row.allowed.map_or_else(dash, |allowed| fixed(allowed, 4)),
                mass.maybe(row.capacity.map(|capacity| capacity.0)),
            ]
        });
        let line = fill(
            words.group_line,
            &[
                ("places", &*group_name(view, group)),
                ("berths", &group.berths.to_string()),
                ("formula", &percent(group.formula_utilisation)),
                ("at", &percent(group.demand_utilisation)),
            ],
        );
        let title = if number == 0 { format!("{}\n{line}", words.waits) } else { line };
        Shown::new(title, &heads, rows.collect())
    };
    let mut tables: Vec<Shown> = view.twin.groups.iter().enumerate().map(table).collect();
    if let Some(last) = tables.pop() {
        tables.push(last.with(words.waits_note));
    }
    tables
}

fn group_name(view: &TwinView<'_>, group: &GroupRow) -> String {
    let names = group.places.iter().map(|place| view.name(&view.port.places[*place].label));
    names.collect::<Vec<_>>().join(" + ")
}

/// `twin-berths.csv`.
pub(super) fn sheet(view: &TwinView<'_>) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "place",
        "berths",
        "flow",
        "share",
        "machines",
        "cargo_per_call_t",
        "ship_rate_t_per_h",
        "working_h",
        "idle_per_day_h",
        "auxiliary_h",
        "operable_days",
        "effective_utilisation",
        "calendar_utilisation",
        "call_imbalance",
        "capacity_of_a_berth_t",
        "capacity_by_imbalance_t",
        "standard",
    ])?;
    let (twin, port) = (view.twin, view.port);
    for place in &twin.places {
        for row in &place.rows {
            let calls = &row.calls;
            let calendar =
                crate::formula::calendar_utilisation(twin.coefficients.utilisation, calls.operable_days);
            let numbers = [
                row.share,
                row.machines,
                calls.cargo_per_call.0,
                calls.ship_rate.0,
                calls.working_hours(),
                calls.idle_per_day.hours(),
                calls.auxiliary.hours(),
                calls.operable_days,
                twin.coefficients.utilisation,
                calendar,
                twin.coefficients.call_imbalance,
                row.capacity.0,
                row.by_imbalance.0,
            ];
            let name = port.places[place.place].name.clone();
            let mut cells = vec![name, place.berths.to_string(), port.flows[row.flow].name.clone()];
            cells.extend(numbers.map(number));
            cells.push(twin.standard.name().to_owned());
            sheet.row(&cells)?;
        }
    }
    sheet.bytes()
}

/// `twin-operable-days.csv`.
pub(super) fn operable_sheet(view: &TwinView<'_>) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&["place", "flow", "closure", "days_alone", "operable_days", "daily_share"])?;
    for place in &view.twin.places {
        for row in &place.rows {
            for lost in &row.operable.lost {
                sheet.row(&[
                    view.port.places[place.place].name.clone(),
                    view.port.flows[row.flow].name.clone(),
                    view.port.closures[lost.closure].name.clone(),
                    number(lost.days),
                    number(row.operable.days),
                    number(row.operable.daily_share),
                ])?;
            }
        }
    }
    sheet.bytes()
}

/// `twin-waits.csv`.
pub(super) fn waits_sheet(view: &TwinView<'_>) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "places",
        "berths",
        "queue",
        "utilisation_formula",
        "utilisation_demand",
        "waiting_ratio_formula",
        "waiting_ratio_demand",
        "utilisation_allowed",
        "capacity_allowed_t",
        "full_t",
        "demand_t",
    ])?;
    for group in &view.twin.groups {
        let names = group.places.iter().map(|place| view.port.places[*place].name.as_str());
        let names = names.collect::<Vec<_>>().join("+");
        for row in &group.waits {
            sheet.row(&[
                names.clone(),
                group.berths.to_string(),
                row.queue.name(),
                number(group.formula_utilisation),
                number(group.demand_utilisation),
                number(row.at_formula),
                number(row.at_demand),
                maybe(row.allowed),
                maybe(row.capacity.map(|capacity| capacity.0)),
                number(group.full.0),
                number(group.demand.0),
            ])?;
        }
    }
    sheet.bytes()
}
