//! Tables of the land side, the channel and the chain.

use super::TwinView;
use super::shown::Shown;
use crate::report::error::ReportError;
use crate::report::number::{dash, fixed, percent};
use crate::report::sheet::{Sheet, maybe, number};
use crate::report::text::fill;
use crate::twin::{ChainLink, LandKind};

/// The name of a row of the land side.
fn land_name(view: &TwinView<'_>, kind: LandKind) -> String {
    let words = view.words();
    let of =
        |template: &str, mode: usize| fill(template, &[("mode", view.name(&view.port.modes[mode].label))]);
    match kind {
        LandKind::Mode(mode) => view.name(&view.port.modes[mode].label).to_owned(),
        LandKind::Capacity(capacity) => view.name(&view.port.capacities[capacity].label).to_owned(),
        LandKind::Trains(mode) => of(words.trains, mode),
        LandKind::Tracks(mode) => of(words.tracks, mode),
        LandKind::Line(mode) => of(words.line, mode),
        LandKind::Hauliers(mode) => of(words.hauliers, mode),
        LandKind::Stations(mode) => of(words.stations, mode),
    }
}

/// The name of a link of the chain.
pub(super) fn link(view: &TwinView<'_>, link: ChainLink) -> String {
    match link {
        ChainLink::Channel(section) => view.name(&view.port.sections[section].label).to_owned(),
        ChainLink::Berths => view.words().link_berths.to_owned(),
        ChainLink::Yard(yard) => view.name(&view.port.yards[yard].label).to_owned(),
        ChainLink::Land(kind) => land_name(view, kind),
    }
}

/// A key for files: the kind and the name in the scenario.
fn key(view: &TwinView<'_>, kind: LandKind) -> String {
    let mode = |mode: usize| &view.port.modes[mode].name;
    match kind {
        LandKind::Mode(number) => format!("mode/{}", mode(number)),
        LandKind::Capacity(number) => format!("capacity/{}", view.port.capacities[number].name),
        LandKind::Trains(number) => format!("trains/{}", mode(number)),
        LandKind::Tracks(number) => format!("tracks/{}", mode(number)),
        LandKind::Line(number) => format!("line/{}", mode(number)),
        LandKind::Hauliers(number) => format!("hauliers/{}", mode(number)),
        LandKind::Stations(number) => format!("stations/{}", mode(number)),
    }
}

/// The key of a link.
pub(super) fn link_key(view: &TwinView<'_>, link: ChainLink) -> String {
    match link {
        ChainLink::Channel(section) => format!("section/{}", view.port.sections[section].name),
        ChainLink::Berths => "berths".to_owned(),
        ChainLink::Yard(yard) => format!("yard/{}", view.port.yards[yard].name),
        ChainLink::Land(kind) => key(view, kind),
    }
}

/// Modes and what they share; `None` without a land side.
pub(super) fn modes(view: &TwinView<'_>) -> Option<Shown> {
    let (words, mass, twin) = (view.words(), view.mass(), view.twin);
    if twin.land.is_empty() {
        return None;
    }
    let rows = twin.land.iter().map(|row| {
        vec![
            land_name(view, row.kind),
            row.share.map_or_else(dash, percent),
            row.yearly.map_or_else(|| words.not_stated.to_owned(), |yearly| mass.number(yearly.0)),
            row.a_day.map_or_else(dash, |a_day| fixed(a_day, 1)),
            fixed(row.days, 0),
            fixed(row.hours_a_day, 1),
            row.capacity.map_or_else(|| words.unlimited.to_owned(), |capacity| mass.number(capacity.0)),
        ]
    });
    let (yearly, capacity) =
        (format!("{} {}", words.yearly, mass.unit), format!("{} {}", words.capacity, mass.unit));
    let heads = [words.mode, words.mode_share, &yearly, words.a_day, words.days, words.hours, &capacity];
    let values = [
        ("kt", &*fixed(twin.coefficients.traffic_imbalance, 2)),
        ("use", &*percent(twin.coefficients.track_use)),
    ];
    Some(Shown::new(words.land, &heads, rows.collect()).with(fill(words.land_note, &values)))
}

/// Sections of the channel; `None` without one.
pub(super) fn channel(view: &TwinView<'_>) -> Option<Shown> {
    let (words, mass, twin) = (view.words(), view.mass(), view.twin);
    if twin.channel.is_empty() {
        return None;
    }
    let rows = twin.channel.iter().map(|row| {
        vec![
            view.name(&view.port.sections[row.section].label).to_owned(),
            fixed(row.passage.hours(), 2),
            fixed(row.run, 0),
            fixed(row.days, 1),
            if row.ships_a_day.is_finite() { fixed(row.ships_a_day, 1) } else { words.unlimited.to_owned() },
            fixed(row.demand_a_day, 1),
            if row.capacity.0.is_finite() { mass.number(row.capacity.0) } else { words.unlimited.to_owned() },
        ]
    });
    let capacity = format!("{} {}", words.capacity, mass.unit);
    let heads = [words.section, words.passage, words.run, words.days, words.passages, words.asked, &capacity];
    Some(Shown::new(words.channel, &heads, rows.collect()).with(words.channel_note))
}

/// The chain; `None` without a link.
pub(super) fn chain(view: &TwinView<'_>) -> Option<Shown> {
    let (words, mass) = (view.words(), view.mass());
    let rows = view
        .twin
        .chain
        .iter()
        .map(|row| vec![link(view, row.link), mass.number(row.capacity.0), fixed(row.adequacy, 2)]);
    let rows: Vec<Vec<String>> = rows.collect();
    let capacity = format!("{} {}", words.capacity, mass.unit);
    (!rows.is_empty()).then(|| Shown::new(words.chain, &[words.link, &capacity, words.adequacy], rows))
}

/// `twin-land.csv`.
pub(super) fn sheet(view: &TwinView<'_>) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&[
        "what",
        "share",
        "yearly_physical_t",
        "a_day",
        "days",
        "hours_a_day",
        "capacity_physical_t",
    ])?;
    for row in &view.twin.land {
        sheet.row(&[
            key(view, row.kind),
            maybe(row.share),
            maybe(row.yearly.map(|yearly| yearly.0)),
            maybe(row.a_day),
            number(row.days),
            number(row.hours_a_day),
            maybe(row.capacity.map(|capacity| capacity.0)),
        ])?;
    }
    sheet.bytes()
}

/// `twin-chain.csv`.
pub(super) fn chain_sheet(view: &TwinView<'_>) -> Result<Vec<u8>, ReportError> {
    let mut sheet = Sheet::new(&["link", "capacity_t", "adequacy"])?;
    for row in &view.twin.chain {
        sheet.row(&[link_key(view, row.link), number(row.capacity.0), number(row.adequacy)])?;
    }
    sheet.bytes()
}
