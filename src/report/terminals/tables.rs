//! Terminals and the land side as tables of comma-separated values: calls alongside, stocks at midnight and modes by hour of the
//! first replication; flows as means over all.

use crate::analysis::Answer;
use crate::port::{Port, RoomMeasure};
use crate::record::{DAY_HOURS, Diary};
use crate::report::error::ReportError;
use crate::report::log::{stamp, whose};
use crate::report::output_file::OutputFile;
use crate::report::sheet::{Sheet, number};
use crate::units::Time;

/// The tables that have something to say.
pub(in crate::report) fn tables(port: &Port, answer: &Answer) -> Result<Vec<OutputFile>, ReportError> {
    let mut files = vec![OutputFile::new("flows.csv", flows(port, answer)?)];
    if let Some(diary) = &answer.diary {
        files.push(OutputFile::new("berth-calls.csv", berth_calls(port, diary)?));
        if !port.yards.is_empty() {
            files.push(OutputFile::new("yard-stock.csv", yard_stock(port, diary)?));
        }
        if !port.modes.is_empty() {
            files.push(OutputFile::new("modes-by-hour.csv", modes_by_hour(port, answer, diary)?));
        }
    }
    Ok(files)
}

/// By span and trade: over the quay, then by each mode of its yard.
fn flows(port: &Port, answer: &Answer) -> Result<Vec<u8>, ReportError> {
    let mut sheet =
        Sheet::new(&["span", "trade", "cargo", "direction", "yard", "leg", "mode", "physical_t"])?;
    for table in &answer.tables {
        for (at, trade) in port.trades.iter().enumerate() {
            let yard = trade.yard.map_or_else(String::new, |yard| port.yards[yard.index()].name.clone());
            let mut row = |leg: &str, mode: &str, tonnes: f64| {
                let cargo = &port.cargoes[trade.cargo.index()].name;
                let names =
                    [table.span.name(), trade.name.clone(), cargo.clone(), trade.direction.name().to_owned()];
                let mut cells = names.to_vec();
                cells.extend([yard.clone(), leg.to_owned(), mode.to_owned(), number(tonnes)]);
                sheet.row(&cells)
            };
            row("quay", "", table.trades.get(at).map_or(0.0, |row| row.of.calls.amounts.crossed))?;
            for (mode, tonnes) in trade.modes.iter().zip(table.carried.get(at).into_iter().flatten()) {
                row("land", &port.modes[mode.index()].name, *tonnes)?;
            }
        }
    }
    sheet.bytes()
}

/// Every time of a vessel alongside.
fn berth_calls(port: &Port, diary: &Diary) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "visit",
        "trade",
        "class",
        "cargo",
        "direction",
        "parcel_t",
        "place",
        "metre_m",
        "taken_m",
        "waited_from",
        "cleared_inbound",
        "berthed",
        "unmoored",
    ])?;
    let when = |at: Option<Time>| at.map_or_else(String::new, |at| stamp(port, at));
    for call in &diary.calls {
        let mut cells = whose(port, call.visit, call.flow, call.parcel);
        cells.extend([
            port.places[call.place].name.clone(),
            number(call.metre.0),
            number(call.taken.0),
            stamp(port, call.waited_from),
            stamp(port, call.cleared),
            when(call.berthed),
            when(call.unmoored),
        ]);
        sheet.row(&cells)?;
    }
    sheet.bytes()
}

/// A row for each midnight, yard and cargo that has a trade there.
fn yard_stock(port: &Port, diary: &Diary) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&["date", "yard", "cargo", "physical_t", "used", "capacity", "measure"])?;
    for day in &diary.stocks {
        let date = stamp(port, day.at);
        let date = date.split('T').next().unwrap_or(&date).to_owned();
        for (at, yard) in port.yards.iter().enumerate() {
            let measure = match yard.capacity.measure() {
                Some(RoomMeasure::SquareMetres) => "m2",
                Some(RoomMeasure::Tonnes) => "t",
                Some(RoomMeasure::Boxes) => "boxes",
                Some(RoomMeasure::Vehicles) => "vehicles",
                Some(RoomMeasure::CubicMetres) => "m3",
                None => "",
            };
            for (number_of, cargo) in port.cargoes.iter().enumerate() {
                let own = |trade: &crate::port::Trade| {
                    trade.cargo.index() == number_of && trade.yard.is_some_and(|yard| yard.index() == at)
                };
                let trades: Vec<usize> =
                    (0..port.trades.len()).filter(|&trade| own(&port.trades[trade])).collect();
                if trades.is_empty() {
                    continue;
                }
                sheet.row(&[
                    date.clone(),
                    yard.name.clone(),
                    cargo.name.clone(),
                    number(trades.iter().map(|&trade| day.tonnes[trade].0).sum()),
                    number(trades.iter().map(|&trade| day.used[trade]).sum()),
                    number(day.capacity[at]),
                    measure.to_owned(),
                ])?;
            }
        }
    }
    sheet.bytes()
}

/// A row for each period, mode and hour: sums over the days of the period.
fn modes_by_hour(port: &Port, answer: &Answer, diary: &Diary) -> Result<Vec<u8>, ReportError> {
    let mut sheet =
        Sheet::new(&["span", "days", "mode", "hour", "physical_t", "trains_arrived", "trains_departed"])?;
    for (table, profiles) in answer.tables.iter().zip(&diary.profiles) {
        let days = number(table.span.hours() / DAY_HOURS as f64);
        for (mode, profile) in port.modes.iter().zip(profiles) {
            for hour in 0..DAY_HOURS {
                sheet.row(&[
                    table.span.name(),
                    days.clone(),
                    mode.name.clone(),
                    hour.to_string(),
                    number(profile.tonnes[hour]),
                    profile.arrived[hour].to_string(),
                    profile.departed[hour].to_string(),
                ])?;
            }
        }
    }
    sheet.bytes()
}
