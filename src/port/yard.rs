//! Cargo and the yards that hold it.

use super::{CargoId, Dated, Figure, Label, LawFigure};
use crate::units::{
    CubicMetres, Duration, SquareMetres, Time, Tonnes, TonnesPerCubicMetre, TonnesPerSquareMetre,
};

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
    /// Density as stored; needed in tanks and silos.
    pub density: Option<Figure<TonnesPerCubicMetre>>,
    /// Which parcels are held, where there is a hold.
    pub held: Held,
}

/// Which parcels customs or inspection holds: each by a draw of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Share of the parcels that may be held, 0 to 1.
    pub share: Figure<f64>,
    /// True if only those of vessels under a foreign flag may be.
    pub foreign_only: bool,
}

impl Held {
    /// Every parcel is held.
    pub const ALL: Held = Held { share: Figure::fixed(1.0), foreign_only: false };
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
        usable: Dated<f64>,
        /// Share of that which may be filled.
        fill_limit: Dated<f64>,
    },
    /// By physical tonnes.
    Tonnes(Dated<Tonnes>),
    /// By container slots: ground slots × tiers × fill limit, each for one box.
    Slots {
        /// Slots on the ground.
        ground: Dated<f64>,
        /// Boxes one on the other.
        tiers: Dated<f64>,
        /// Share of the places that may be filled.
        fill_limit: Dated<f64>,
    },
    /// By places for vehicles, × fill limit.
    Spaces {
        /// Places.
        spaces: Dated<f64>,
        /// Share of them that may be filled.
        fill_limit: Dated<f64>,
    },
    /// By the volume of tanks or silos × fill limit, at the density of each cargo.
    Volume {
        /// Volume.
        volume: Dated<CubicMetres>,
        /// Share of it that may be filled.
        fill_limit: Dated<f64>,
    },
}

/// The port presses owners to collect: parcels that begin to land in a yard so full stay less long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pressure {
    /// From this share of the yard's room on, above 0 to 1.
    pub above: Figure<f64>,
    /// Factor on their dwell, 0 to 1; a hold stays as it is.
    pub dwell: Figure<f64>,
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
    /// First day of use, 00:00: before it the yard takes nothing.
    pub from: Option<Figure<Time>>,
    /// First day after its use, 00:00: from it on the yard takes nothing, and what lies there may leave.
    pub until: Option<Figure<Time>>,
    /// Pressure on owners while it is nearly full.
    pub pressure: Option<Pressure>,
}
