//! Cargo and the yards that hold it.

use super::{CargoId, Dated, Figure, Label, LawFigure};
use crate::units::{Duration, SquareMetres, Tonnes, TonnesPerSquareMetre};

/// In what a cargo is counted by its people (rule D5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CargoUnit {
    /// Tonnes.
    Tonne,
    /// Vehicles.
    Vehicle,
    /// Container boxes or TEU, as the scenario's label says.
    Box,
}

/// A kind of cargo. The model works in physical tonnes; statistics count statistical tonnes.
#[derive(Clone, Debug, PartialEq)]
pub struct Cargo {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// Its unit.
    pub unit: CargoUnit,
    /// Physical tonnes of one unit (1 for tonnes).
    pub tonnes_per_unit: f64,
    /// Statistical tonnes counted per physical tonne.
    pub counted_per_tonne: Figure<f64>,
    /// Stacking load; needed on yards given by area.
    pub stacking: Option<Figure<TonnesPerSquareMetre>>,
    /// How long a tonne stays when nothing holds it up; `None` = due at once.
    pub dwell: Option<LawFigure<Duration>>,
    /// Customs or inspection hold before the dwell.
    pub hold: Option<LawFigure<Duration>>,
}

/// How cargo falls due for collection (rule Y3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// At a constant rate over 2 × dwell + nominal handling time.
    Spread,
    /// All that has landed when the dwell is over, the rest as it lands.
    AtOnce,
}

/// How much a yard holds.
#[derive(Clone, Debug, PartialEq)]
pub enum YardCapacity {
    /// No limit.
    Unlimited,
    /// By area: floor × usable share × fill limit, at the stacking load of each cargo.
    Area {
        /// Floor.
        floor: Dated<SquareMetres>,
        /// Share of the floor that can be stacked on.
        usable: Figure<f64>,
        /// Share of that which may be filled.
        fill_limit: Figure<f64>,
    },
    /// By physical tonnes.
    Tonnes(Dated<Tonnes>),
}

/// A yard: one area shared by its cargoes.
#[derive(Clone, Debug, PartialEq)]
pub struct Yard {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// How much it holds.
    pub capacity: YardCapacity,
    /// Physical tonnes in it at t = 0, by cargo, due at once.
    pub stock: Vec<(CargoId, Figure<Tonnes>)>,
}
