//! The chain: what each link lets over the quays in a year, if it carries its part of every tonne, and the narrowest of them.

use super::{ChannelRow, FleetCapacity, LandKind, LandRow, YardRow};
use crate::units::TonnesPerYear;

/// What a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainLink {
    /// The channel: its narrowest section.
    Channel(usize),
    /// All berths.
    Berths,
    /// A yard.
    Yard(usize),
    /// Something of the land side.
    Land(LandKind),
}

/// One link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChainRow {
    /// What it is.
    pub link: ChainLink,
    /// Statistical tonnes over the quays at which it is full: demand ÷ adequacy.
    pub capacity: TonnesPerYear,
    /// 量能比: demand ÷ capacity; above 1 the link is short.
    pub adequacy: f64,
}

/// The links that have a limit and a load, from sea to land.
pub(super) fn rows(
    demand: f64,
    fleet: Option<&FleetCapacity>,
    yards: &[YardRow],
    land: &[LandRow],
    channel: &[ChannelRow],
) -> Vec<ChainRow> {
    let mut links: Vec<(ChainLink, f64)> = Vec::new();
    let narrowest = channel.iter().min_by(|one, other| one.capacity.0.total_cmp(&other.capacity.0));
    links.extend(narrowest.map(|row| (ChainLink::Channel(row.section), demand / row.capacity.0)));
    links.extend(fleet.map(|fleet| (ChainLink::Berths, 1.0 / fleet.multiple)));
    links.extend(yards.iter().filter_map(|row| Some((ChainLink::Yard(row.yard), row.adequacy?))));
    // What a mode is made of is in its own figure already.
    let whole = |row: &&LandRow| matches!(row.kind, LandKind::Mode(_) | LandKind::Capacity(_));
    links.extend(
        land.iter()
            .filter(whole)
            .filter_map(|row| Some((ChainLink::Land(row.kind), row.yearly?.0 / row.capacity?.0))),
    );
    let row = |(link, adequacy): (ChainLink, f64)| {
        (adequacy > 0.0 && adequacy.is_finite()).then(|| ChainRow {
            link,
            capacity: TonnesPerYear(demand / adequacy),
            adequacy,
        })
    };
    links.into_iter().filter_map(row).collect()
}
