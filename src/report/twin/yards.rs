//! The table of yards.

use super::TwinView;
use super::shown::Shown;
use crate::port::RoomMeasure;
use crate::report::error::ReportError;
use crate::report::number::{fixed, percent};
use crate::report::sheet::{Sheet, maybe, number};
use crate::report::text::fill;
use crate::twin::YardRow;

/// The table; `None` where no trade uses a yard.
pub(super) fn yards(view: &TwinView<'_>) -> Option<Shown> {
    let (words, mass, twin) = (view.words(), view.mass(), view.twin);
    let or_unstated = |text: Option<String>| text.unwrap_or_else(|| words.not_stated.to_owned());
    let row = |row: &YardRow| {
        let measured = |amount: f64| format!("{} {}", fixed(amount, 0), row.measure.map_or("", unit));
        let no_limit = || words.unlimited.to_owned();
        let needed_room = row.needed_room.map(measured);
        vec![
            view.name(&view.port.yards[row.yard].label).to_owned(),
            mass.number(row.yearly.0),
            percent(row.stored_share),
            or_unstated(row.dwell_days.map(|days| fixed(days, 1))),
            or_unstated(row.needed.map(|needed| fixed(needed.0, 0))),
            if row.measure.is_none() { no_limit() } else { or_unstated(needed_room) },
            row.room.map_or_else(no_limit, measured),
            if row.measure.is_none() {
                no_limit()
            } else {
                or_unstated(row.capacity.map(|c| mass.number(c.0)))
            },
            or_unstated(row.adequacy.map(|adequacy| fixed(adequacy, 2))),
        ]
    };
    if twin.yards.is_empty() {
        return None;
    }
    let (yearly, capacity) = (format!("{} {}", words.yearly, mass.unit), words.capacity);
    let heads = [
        words.yard,
        &yearly,
        words.stored,
        words.dwell,
        words.needed,
        words.needed_room,
        words.room,
        capacity,
        words.adequacy,
    ];
    let values = [
        ("kbk", &*fixed(twin.coefficients.storage_imbalance, 2)),
        ("tyk", &*fixed(twin.coefficients.storage_days, 0)),
    ];
    let rows = twin.yards.iter().map(row).collect();
    Some(Shown::new(words.yards, &heads, rows).with(fill(words.yards_note, &values)))
}

fn unit(measure: RoomMeasure) -> &'static str {
    match measure {
        RoomMeasure::SquareMetres => "m²",
        RoomMeasure::Tonnes => "t",
        RoomMeasure::Boxes | RoomMeasure::Vehicles => "",
        RoomMeasure::CubicMetres => "m³",
    }
}

/// `twin-yards.csv`.
pub(super) fn sheet(view: &TwinView<'_>) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "yard",
        "yearly_physical_t",
        "stored_share",
        "dwell_days",
        "needed_t",
        "measure",
        "needed_room",
        "room",
        "capacity_physical_t",
        "adequacy",
        "storage_imbalance",
        "storage_days",
    ])?;
    for row in &view.twin.yards {
        let measure = match row.measure {
            None => "",
            Some(RoomMeasure::SquareMetres) => "m2",
            Some(RoomMeasure::Tonnes) => "t",
            Some(RoomMeasure::Boxes) => "boxes",
            Some(RoomMeasure::Vehicles) => "vehicles",
            Some(RoomMeasure::CubicMetres) => "m3",
        };
        sheet.row(&[
            view.port.yards[row.yard].name.clone(),
            number(row.yearly.0),
            number(row.stored_share),
            maybe(row.dwell_days),
            maybe(row.needed.map(|needed| needed.0)),
            measure.to_owned(),
            maybe(row.needed_room),
            maybe(row.room),
            maybe(row.capacity.map(|capacity| capacity.0)),
            maybe(row.adequacy),
            number(view.twin.coefficients.storage_imbalance),
            number(view.twin.coefficients.storage_days),
        ])?;
    }
    sheet.bytes()
}
