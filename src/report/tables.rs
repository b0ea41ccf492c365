//! The answer as tables of comma-separated values, one file each; `docs/summary.md` says what the columns mean. Amounts
//! are tonnes (statistical unless a column says physical), times hours. Leaves out the log of a replication (`log`).

use super::context::Context;
use super::error::ReportError;
use super::output_file::OutputFile;
use super::sheet::{Sheet, maybe, number, yes_no};
use super::{losses, months, rail, resources, road, terminals, waterway};
use crate::analysis::{Answer, CallTable, Estimate, Table, WaitFigures};
use crate::engine::Seed;
use crate::port::{Class, Draught, Draws, Port};

/// Every table of a batch.
pub(super) fn tables(
    port: &Port,
    answer: &Answer,
    context: &Context,
) -> Result<Vec<OutputFile>, ReportError> {
    let mut files = vec![
        OutputFile::new("replications.csv", replications(port, answer)?),
        OutputFile::new("years.csv", years(answer)?),
        OutputFile::new("throughput.csv", throughput(answer)?),
        OutputFile::new("calls.csv", calls(port, answer)?),
        OutputFile::new("waits.csv", waits(answer)?),
        OutputFile::new("land.csv", land(answer)?),
        OutputFile::new("chain.csv", chain(answer)?),
        OutputFile::new("handling.csv", handling(answer)?),
    ];
    files.extend(waterway::tables(port, answer)?);
    files.extend(terminals::tables(port, answer)?);
    files.extend(rail::tables(port, answer)?);
    files.extend(road::tables(answer)?);
    files.extend(losses::tables(answer)?);
    files.extend(months::files(port, answer)?);
    files.extend(resources::tables(port, answer)?);
    if !answer.validation.records.is_empty() {
        files.push(OutputFile::new("validation.csv", validation(answer)?));
    }
    if !answer.fixed && !port.uncertain.is_empty() {
        files.push(OutputFile::new("draws.csv", draws(port, answer, context)?));
    }
    Ok(files)
}

/// A row for each replication and judged span.
fn replications(port: &Port, answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "replication",
        "year",
        "demand_t",
        "side_stream_t",
        "arrived_t",
        "throughput_t",
        "throughput_other_chance_t",
        "diverted_t",
        "turned_away_t",
        "capacity_t",
        "capacity_multiplier",
        "binding_class",
        "saturation_t",
        "saturation_offered_t",
        "occupancy",
        "waiting_ratio",
        "mean_entry_wait_h",
        "passes_calibration",
        "passes_all_records",
    ])?;
    for row in &answer.rows {
        for (span, verdict) in row.spans.iter().zip(&answer.verdicts) {
            let class = span.binding_class.and_then(|at| port.classes.get(at));
            sheet.row(&[
                row.replication.to_string(),
                verdict.span.name(),
                number(span.demand),
                number(span.side_stream),
                number(span.arrived),
                number(span.throughput),
                maybe(span.second_chance),
                number(span.diverted),
                number(span.turned_away),
                maybe(span.capacity),
                maybe(span.multiplier),
                class.map_or_else(String::new, |class| class.name.clone()),
                maybe(span.saturation),
                maybe(span.offered),
                maybe(span.occupancy),
                maybe(span.waiting_ratio),
                maybe(span.entry_wait),
                yes_no(row.passes_calibration),
                yes_no(row.passes_all),
            ])?;
        }
    }
    sheet.bytes()
}

/// A row for each judged span and quantity.
fn years(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "year",
        "quantity",
        "mean",
        "mean_low",
        "mean_high",
        "deviation",
        "p05",
        "p25",
        "p50",
        "p75",
        "p95",
        "reaches_target",
        "reaches_target_low",
        "reaches_target_high",
    ])?;
    for verdict in &answer.verdicts {
        let quantities = [
            ("demand_t", verdict.demand, verdict.demand_meets),
            ("capacity_t", verdict.capacity, verdict.capacity_meets),
            ("saturation_t", verdict.saturation, None),
            ("throughput_t", verdict.throughput, verdict.throughput_meets),
            ("arrived_t", verdict.arrived, None),
            ("diverted_t", verdict.diverted, None),
            ("turned_away_t", verdict.turned_away, None),
            ("side_stream_t", verdict.side_stream, None),
            ("capacity_multiplier", verdict.multiplier, None),
            ("occupancy", verdict.occupancy, None),
            ("waiting_ratio", verdict.waiting_ratio, None),
            ("mean_entry_wait_h", verdict.entry_wait, None),
        ];
        for (name, estimate, meets) in quantities {
            let Some(estimate) = estimate else { continue };
            let mut cells = vec![verdict.span.name(), name.to_owned()];
            cells.extend(estimate_cells(&estimate));
            let shares =
                [meets.map(|share| share.share), meets.map(|share| share.low), meets.map(|s| s.high)];
            cells.extend(shares.map(maybe));
            sheet.row(&cells)?;
        }
    }
    sheet.bytes()
}

fn estimate_cells(estimate: &Estimate) -> Vec<String> {
    let Estimate { mean, deviation, interval, p05, p25, p50, p75, p95, .. } = *estimate;
    let ends = [interval.map(|ends| ends.0), interval.map(|ends| ends.1), deviation];
    let mut cells = vec![number(mean)];
    cells.extend(ends.map(maybe));
    cells.extend([p05, p25, p50, p75, p95].map(number));
    cells
}

/// Throughput by cargo, direction and span.
fn throughput(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let columns = [
        "span",
        "trade",
        "cargo",
        "direction",
        "throughput_t",
        "physical_t",
        "calls",
        "diverted_t",
        "turned_away_t",
    ];
    let mut sheet = Sheet::new(&columns)?;
    for table in &answer.tables {
        for trade in &table.trades {
            let amounts = &trade.of.calls.amounts;
            sheet.row(&[
                table.span.name(),
                trade.name.clone(),
                trade.of.cargo.clone(),
                trade.of.direction.to_owned(),
                number(amounts.throughput),
                number(amounts.crossed),
                number(amounts.departed),
                number(amounts.diverted_tonnes),
                number(amounts.turned_away_tonnes),
            ])?;
        }
        let side = number(table.side_stream);
        let name = "side stream".to_owned();
        let none = String::new;
        let cells = [table.span.name(), name, none(), none(), side, none(), none(), none(), none()];
        sheet.row(&cells)?;
    }
    sheet.bytes()
}

/// Calls by class with parcel and draught.
fn calls(port: &Port, answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "span",
        "class",
        "arrived",
        "entered",
        "departed",
        "diverted",
        "turned_away",
        "mean_parcel_physical_t",
        "draught_laden_m",
        "draught_ballast_m",
        "throughput_t",
        "ship_hour_rate_t_h",
        "transfer_rate_t_h",
    ])?;
    for table in &answer.tables {
        for (class, row) in port.classes.iter().zip(&table.classes) {
            let CallTable { amounts, parcel, ship_hour_rate, transfer_rate, .. } = &row.of;
            let (laden, ballast) = draughts(class, *parcel);
            sheet.row(&[
                table.span.name(),
                row.name.clone(),
                number(amounts.arrived),
                number(amounts.entered),
                number(amounts.departed),
                number(amounts.diverted),
                number(amounts.turned_away),
                maybe(*parcel),
                maybe(laden),
                maybe(ballast),
                number(amounts.throughput),
                maybe(*ship_hour_rate),
                maybe(*transfer_rate),
            ])?;
        }
    }
    sheet.bytes()
}

/// Draught with the mean parcel and without, at the values stated (rule D3), metres.
fn draughts(class: &Class, parcel: Option<f64>) -> (Option<f64>, Option<f64>) {
    match &class.draught {
        Draught::None => (None, None),
        Draught::Stated { laden, ballast } => (Some(laden.value.0), Some(ballast.value.0)),
        Draught::FromParcel { light, per_centimetre, design } => {
            let light = light.value.0;
            let sunk = |parcel: f64| {
                let draught = (light + parcel / per_centimetre.value.0 / 100.0).min(design.value.0);
                (draught * 10.0 - 1e-9).ceil() / 10.0
            };
            (parcel.map(sunk), Some(light))
        }
    }
}

/// Waits by total, class and cargo.
fn waits(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "span",
        "group",
        "name",
        "measure",
        "count",
        "mean_h",
        "greatest_h",
        "share_above_zero",
        "p50_h",
        "p90_h",
        "p95_h",
    ])?;
    for table in &answer.tables {
        let total = [("total", "", &table.total)];
        let classes = table.classes.iter().map(|row| ("class", row.name.as_str(), &row.of));
        let cargoes = table.cargoes.iter().map(|row| ("cargo", row.name.as_str(), &row.of));
        for (group, name, calls) in total.into_iter().chain(classes).chain(cargoes) {
            let measures = [
                ("entry_wait", &calls.entry_wait),
                ("exit_wait", &calls.exit_wait),
                ("stay", &calls.stay),
                ("occupied", &calls.occupied),
            ];
            for (measure, figures) in measures {
                let mut cells =
                    vec![table.span.name(), group.to_owned(), name.to_owned(), measure.to_owned()];
                cells.extend(wait_cells(figures));
                sheet.row(&cells)?;
            }
        }
    }
    sheet.bytes()
}

fn wait_cells(figures: &WaitFigures) -> [String; 7] {
    let WaitFigures { count, mean, greatest, above_zero, p50, p90, p95 } = *figures;
    [number(count), maybe(mean), maybe(greatest), maybe(above_zero), maybe(p50), maybe(p90), maybe(p95)]
}

/// Shares of land-side modes with the peak day, what of it passed the road gate, and what left by water without a yard.
fn land(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "span",
        "mode",
        "physical_t",
        "share",
        "peak_day_t",
        "working_h",
        "trains",
        "short",
        "cancelled",
    ])?;
    for table in &answer.tables {
        for mode in &table.modes {
            let amounts = &mode.of.amounts;
            let figures =
                [amounts.peak_day, amounts.working, amounts.trains, amounts.short, amounts.cancelled];
            let mut cells = vec![table.span.name(), mode.name.clone(), number(amounts.tonnes)];
            cells.push(maybe(mode.of.share));
            cells.extend(figures.map(number));
            sheet.row(&cells)?;
        }
        let sums =
            [("through the road gate", table.road_gate), ("over the quay, no yard", table.without_yard)];
        for (name, tonnes) in sums {
            let mut cells = vec![table.span.name(), name.to_owned(), number(tonnes)];
            cells.resize(9, String::new());
            sheet.row(&cells)?;
        }
    }
    sheet.bytes()
}

/// Use of each link of the chain by judged span.
fn chain(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&["year", "kind", "link", "mean_use", "p05", "p50", "p95"])?;
    for verdict in &answer.verdicts {
        for link in &verdict.chain {
            let of = |value: fn(&Estimate) -> f64| maybe(link.share.as_ref().map(value));
            sheet.row(&[
                verdict.span.name(),
                link.link.kind.name().to_owned(),
                link.link.name.clone(),
                of(|share| share.mean),
                of(|share| share.p05),
                of(|share| share.p50),
                of(|share| share.p95),
            ])?;
        }
    }
    sheet.bytes()
}

/// Where the hours in transfer go, by class.
fn handling(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&["span", "group", "name", "account", "hours"])?;
    for table in &answer.tables {
        let classes = table.classes.iter().map(|row| ("class", row.name.as_str(), &row.of));
        for (group, name, calls) in [("total", "", &table.total)].into_iter().chain(classes) {
            for (account, hours) in accounts(calls) {
                let cells = [table.span.name(), group.to_owned(), name.to_owned(), account, number(hours)];
                sheet.row(&cells)?;
            }
        }
        closed(table, &mut sheet)?;
    }
    sheet.bytes()
}

/// Accounts of hours in transfer under the names of the table.
fn accounts(calls: &CallTable) -> Vec<(String, f64)> {
    let hours = &calls.handling;
    let mut accounts = vec![("all".to_owned(), hours.hours), ("productive".to_owned(), hours.productive)];
    accounts.push(("shift".to_owned(), hours.shift));
    let closures = calls.handling_closures.iter();
    accounts.extend(closures.map(|cause| (format!("closure: {}", cause.name), cause.of.hours)));
    let rest = [
        ("hatch", hours.hatch),
        ("tail", hours.tail),
        ("machine", hours.machine),
        ("slow", hours.slow),
        ("yard", hours.yard),
    ];
    accounts.extend(rest.map(|(name, hours)| (name.to_owned(), hours)));
    accounts.push(("any yard slowing".to_owned(), hours.yard_slowed));
    accounts
}

/// Closed hours by cause.
fn closed(table: &Table, sheet: &mut Sheet) -> Result<(), ReportError> {
    for cause in &table.causes {
        let cells = [table.span.name(), "cause".to_owned(), cause.name.clone(), "closed".to_owned()];
        sheet.row(&[&cells[..], &[number(cause.of.hours)]].concat())?;
    }
    Ok(())
}

/// The model against the records.
fn validation(answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "record",
        "from",
        "until",
        "use",
        "recorded_t",
        "simulated_mean_t",
        "p05_t",
        "p95_t",
        "deviation",
        "tolerance",
        "within",
        "share_of_replications_within",
    ])?;
    for record in &answer.validation.records {
        let of = |value: fn(&Estimate) -> f64| maybe(record.simulated.as_ref().map(value));
        sheet.row(&[
            record.label.clone(),
            record.from.clone(),
            record.until.clone(),
            if record.calibrated { "calibrated" } else { "held-out" }.to_owned(),
            number(record.observed),
            of(|simulated| simulated.mean),
            of(|simulated| simulated.p05),
            of(|simulated| simulated.p95),
            maybe(record.deviation),
            number(record.tolerance),
            yes_no(record.within),
            maybe(record.replications_within.map(|share| share.share)),
        ])?;
    }
    sheet.bytes()
}

/// What each replication drew for the uncertain figures, in base units (hours, tonnes, metres, milliseconds since the
/// start for dates), and whether it passes the records: the set of draws that pass.
fn draws(port: &Port, answer: &Answer, context: &Context) -> Result<Vec<u8>, ReportError> {
    let mut columns =
        vec!["replication".to_owned(), "passes_calibration".into(), "passes_all_records".into()];
    columns.extend(port.uncertain.iter().map(|figure| figure.path.clone()));
    columns.extend(port.demands.iter().map(|demand| format!("demand.{} (quantile)", demand.name)));
    columns.extend(port.trades.iter().map(|trade| format!("trade.{} (quantile)", trade.name)));
    for demand in &port.demands {
        let cargo = |part: &crate::port::MixShare| port.cargoes[part.cargo.index()].name.clone();
        columns.extend(demand.mix.iter().map(|part| format!("demand.{}.mix.{}", demand.name, cargo(part))));
    }
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut sheet = Sheet::new(&names)?;
    for row in &answer.rows {
        let draws = Draws::draw(port, Seed { batch: context.seed, replication: row.replication });
        let mut cells =
            vec![row.replication.to_string(), yes_no(row.passes_calibration), yes_no(row.passes_all)];
        let figures = draws.figures.iter().chain(&draws.paths).chain(&draws.trade_paths);
        cells.extend(figures.chain(draws.mixes.iter().flatten()).map(|&drawn| number(drawn)));
        sheet.row(&cells)?;
    }
    sheet.bytes()
}
