//! What the tide gives and what vessels need of it, at the stated figures: riding levels, and the share of high waters that lets a class pass.

use serde::Serialize;

use super::named::Named;
use crate::port::{Class, Draught, Draws, Port, Section, SiteTide};
use crate::units::{Duration, Time};

/// Bisections of the share of high waters: to 0.1 %.
const HALVINGS: u32 = 10;

/// The tide over a year, m above the datum of the beds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TideTable {
    /// High waters in the year.
    pub high_waters: usize,
    /// Mean difference between high and low waters, m.
    pub mean_range: Option<f64>,
    /// By class that draws water.
    pub classes: Vec<Named<TideNeed>>,
}

/// What a class needs of the tide, at its mean parcel, for a transit of its length.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TideNeed {
    /// Length of its transit, h.
    pub transit: f64,
    /// Its deeper draught, m.
    pub draught: f64,
    /// Level that its deeper draught needs where the bed is highest, m; absent where no bed is stated.
    pub needs: Option<f64>,
    /// Level that 90 % of the high waters hold for its transit: the tide-riding level, m.
    pub riding_90: Option<f64>,
    /// The same for 95 %.
    pub riding_95: Option<f64>,
    /// The month in which 90 % hold least, 1 to 12.
    pub worst_month: Option<u8>,
    /// What they hold in that month, m.
    pub riding_90_worst_month: Option<f64>,
    /// Share of high waters at which it passes deep.
    pub passes: Option<f64>,
}

/// The table for the 365 days from `from` on; absent without a tide.
pub(super) fn tide_table(port: &Port, from: Time) -> Option<TideTable> {
    let draws = Draws::fixed();
    let tide = port.water.tide(&draws)?;
    let until = from + Duration::from_days(365.0);
    let classes = port.classes.iter().filter(|class| class.draught != Draught::None);
    Some(TideTable {
        high_waters: tide.count_high_waters(from, until),
        mean_range: tide.mean_range(from, until),
        classes: classes
            .map(|class| Named { name: class.name.clone(), of: need(port, class, &tide, from) })
            .collect(),
    })
}

fn need(port: &Port, class: &Class, tide: &SiteTide<'_>, from: Time) -> TideNeed {
    let draws = Draws::fixed();
    let draught = deeper(class);
    let over = |section: &Section| section.level_needed(draught, from, &draws);
    let needs = port.sections.iter().filter_map(over).reduce(f64::max);
    let stay = port
        .sections
        .iter()
        .map(|section| section.stay(class, &draws))
        .fold(Duration::ZERO, |sum, stay| sum + stay);
    let year = |share: f64| tide.held(stay, share, from, from + Duration::from_days(365.0));
    let month = |month: u8| {
        let begin = from + Duration::from_days(365.0 / 12.0 * f64::from(month - 1));
        Some((month, tide.held(stay, 0.9, begin, begin + Duration::from_days(365.0 / 12.0))?))
    };
    let worst = (1..=12).filter_map(month).min_by(|one, other| one.1.total_cmp(&other.1));
    let passes = needs.map(|needs| {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            if year(middle).is_some_and(|level| level >= needs) { low = middle } else { high = middle }
        }
        if year(1.0).is_some_and(|level| level >= needs) { 1.0 } else { low }
    });
    TideNeed {
        transit: stay.hours(),
        draught,
        needs,
        riding_90: year(0.9),
        riding_95: year(0.95),
        worst_month: worst.map(|worst| worst.0),
        riding_90_worst_month: worst.map(|worst| worst.1),
        passes,
    }
}

/// The deeper draught of a class with its mean parcel, m.
pub(super) fn deeper(class: &Class) -> f64 {
    let draws = Draws::fixed();
    match &class.draught {
        Draught::None => 0.0,
        Draught::Stated { laden, ballast } => laden.at(&draws).0.max(ballast.at(&draws).0),
        Draught::FromParcel { light, per_centimetre, design } => {
            let parcel = class.parcel.mean.at(&draws).0;
            (light.at(&draws).0 + parcel / per_centimetre.at(&draws).0 / 100.0).min(design.at(&draws).0)
        }
    }
}
