//! Vessel classes: size, draught, parcel, pace, patience.

use super::{AnchorageId, Figure, Label, LawFigure, SectionId};
use crate::units::{Duration, Metres, MetresPerHour, Tonnes};

/// A vessel's draught (rule D3).
#[derive(Clone, Debug, PartialEq)]
pub enum Draught {
    /// No draught: depth never matters.
    None,
    /// Stated each way: with cargo and in ballast.
    Stated {
        /// With its parcel on board.
        laden: Figure<Metres>,
        /// Without.
        ballast: Figure<Metres>,
    },
    /// Light draught + parcel ÷ tonnes per centimetre, at most the design draught, rounded up to 0.1 m.
    FromParcel {
        /// Without cargo.
        light: Figure<Metres>,
        /// Tonnes that sink it by one centimetre.
        per_centimetre: Figure<Tonnes>,
        /// The deepest it may load.
        design: Figure<Metres>,
    },
}

/// The last part of a parcel, worked more slowly (trimming, cleaning up; rule Q3).
#[derive(Clone, Debug, PartialEq)]
pub struct Tail {
    /// Last share of the parcel, 0 to 1.
    pub share: Figure<f64>,
    /// Rate ÷ the visit's nominal rate when `machines` work.
    pub rate: Figure<f64>,
    /// Most machines that can work in it (rounded to a whole number ≥ 1).
    pub machines: Figure<f64>,
}

/// Work stops for a while after every so many tonnes: machines shift from hatch to hatch (rule Q3).
#[derive(Clone, Debug, PartialEq)]
pub struct HatchChange {
    /// Tonnes from one change to the next, at least 1 t.
    pub every: Figure<Tonnes>,
    /// How long one takes.
    pub takes: Figure<Duration>,
}

/// Which ways a rule binds a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Sea to port.
    pub inbound: bool,
    /// Port to sea.
    pub outbound: bool,
}

/// A vessel class.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// Its group of anchorage places; `None` = unlimited.
    pub anchorage: Option<AnchorageId>,
    /// Lower goes first (rule T6).
    pub priority: i32,
    /// Length overall; `None` fits everywhere on discrete berths and takes no metres of a quay.
    pub loa: Option<Figure<Metres>>,
    /// Deadweight; `None` fits everywhere.
    pub dwt: Option<Figure<Tonnes>>,
    /// Draught.
    pub draught: Draught,
    /// Cargo per call, physical tonnes.
    pub parcel: LawFigure<Tonnes>,
    /// Factor on the handling rate of a visit, mean 1.
    pub productivity: LawFigure<f64>,
    /// Fewest machines it works with (rounded to a whole number ≥ 1).
    pub least_machines: Figure<f64>,
    /// Most machines it can use; `None` = all.
    pub most_machines: Option<Figure<f64>>,
    /// Slower last part of the parcel.
    pub tail: Option<Tail>,
    /// Speed in the channel; `None` = the section's.
    pub speed: Option<Figure<MetresPerHour>>,
    /// May not meet opposing traffic where the section says "no-meeting".
    pub no_meeting: bool,
    /// Share of its calls under a foreign flag, 0 to 1.
    pub foreign: Figure<f64>,
    /// Ways in which its whole transit lies in daylight (rule W3).
    pub daylight: Ways,
    /// Its parcel is cut so that it can pass, deep, at this share of high waters (rule D3); `None` = it comes as it is.
    pub load_to_depth: Option<Figure<f64>>,
    /// Sections that it has to itself while it moves in them (rule W6).
    pub exclusive: Vec<SectionId>,
    /// First line to all fast.
    pub mooring: LawFigure<Duration>,
    /// Papers, hatches, survey before cargo work.
    pub opening: LawFigure<Duration>,
    /// Survey and papers after cargo work.
    pub closing: LawFigure<Duration>,
    /// Last preparations to last line.
    pub unmooring: LawFigure<Duration>,
    /// Sails elsewhere if not cleared by then (rule D6); `None` = waits for ever.
    pub patience: Option<LawFigure<Duration>>,
    /// Pauses within the parcel to change hatches; `None` = none.
    pub hatch_change: Option<HatchChange>,
}
