//! Marine services (rule W5): pilots, tugs and the like are pools; who needs how many of them each way.

use super::{CargoId, ClassId, Dated, Figure, Label, WeatherId};
use crate::units::{Duration, Metres, Tonnes};

/// A pool of pilots, tugs, launches.
#[derive(Clone, Debug, PartialEq)]
pub struct MarineService {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// How many are on duty (rounded to a whole number).
    pub count: Dated<f64>,
    /// How long each is bound from clearance on, the way there and back included; `None` = inbound until all fast, outbound until the end of the
    /// transit, and `travel` after it.
    pub job: Option<Figure<Duration>>,
    /// Time back to where the next job begins, after the job; not used with `job`.
    pub travel: Figure<Duration>,
    /// Who needs them. A vessel needs the most that any of these asks for; none if none is for it.
    pub needs: Vec<MarineNeed>,
}

/// One rule of need: for vessels that meet all its conditions.
#[derive(Clone, Debug, PartialEq)]
pub struct MarineNeed {
    /// Name in the scenario.
    pub name: String,
    /// Classes; empty = all.
    pub classes: Vec<ClassId>,
    /// Cargoes; empty = all.
    pub cargoes: Vec<CargoId>,
    /// From this length overall on; classes that state no length do not meet it.
    pub loa_from: Option<Figure<Metres>>,
    /// From this deadweight on; classes that state none do not meet it.
    pub dwt_from: Option<Figure<Tonnes>>,
    /// Only vessels under a foreign flag.
    pub foreign: bool,
    /// Only while this weather state is on, at clearance.
    pub weather: Option<WeatherId>,
    /// How many inbound (rounded to a whole number).
    pub inbound: Figure<f64>,
    /// How many outbound (rounded to a whole number).
    pub outbound: Figure<f64>,
}
