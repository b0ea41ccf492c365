//! What a scenario describes, resolved: ids instead of names, base units, every reference checked. Plain structs with
//! public fields; what cannot run cannot be built by `scenario`. Figures that are uncertain carry the number of their
//! draw (rule 12), so that the port of one replication needs no text.

mod closure;
mod demand;
mod figure;
mod land;
mod line;
mod marine;
mod quay;
mod road;
mod room;
mod study;
mod tide;
mod vessel;
mod waterway;
mod yard;

pub use closure::{
    Closure, Effect, MONTH_DAYS, Recurrence, Replay, Series, Target, Trigger, VisitStage, Weather,
};
pub use demand::{
    ArrivalLaw, Calls, Demand, Direction, Flow, ListedArrival, Loads, MixShare, Path, Season, Shift, Trade,
    Volume, YearVolume,
};
pub use figure::{Amendment, Dated, DrawId, Draws, Figure, LawFigure, Spread, Step, Uncertain};
pub use land::{Capacity, Fallback, Mode, ModeKind, Rail, Timetable};
pub use line::{Line, LineSection};
pub use marine::{MarineNeed, MarineService};
pub use quay::{
    BerthingRule, Breakdown, Cleaning, Clock, Crew, DepthReach, Equipment, Maintenance, MaintenanceTimes,
    Manning, Place, PlaceKind,
};
pub use road::{Causeway, Rhythm, ServiceTime, Station, Vehicles};
pub use room::RoomMeasure;
pub use study::{Label, Mark, Observation, Service, Study};
pub use tide::{SiteTide, UnderKeel};
pub use vessel::{Class, Draught, HatchChange, Tail, Ways};
pub use waterway::{
    Anchorage, ClearanceRule, Convoy, Daylight, DaylightHours, PassingRule, Section, Water, WhenFull,
    WindowTest,
};
pub use yard::{Cargo, CargoUnit, Held, Pressure, Release, Yard, YardCapacity};

use crate::units::{Almanac, Duration};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Position in the port's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
id!(/// Position in `Port::cargoes`.
    CargoId);
id!(/// Position in `Port::demands`.
    DemandId);
id!(/// Position in `Port::trades`.
    TradeId);
id!(/// Position in `Port::flows`.
    FlowId);
id!(/// Position in `Port::classes`.
    ClassId);
id!(/// Position in `Port::sections`.
    SectionId);
id!(/// Position in `Port::anchorages`.
    AnchorageId);
id!(/// Position in `Port::marine`.
    MarineId);
id!(/// Position in `Port::places`.
    PlaceId);
id!(/// Position in `Port::equipment`.
    EquipmentId);
id!(/// Position in `Port::yards`.
    YardId);
id!(/// Position in `Port::capacities`.
    CapacityId);
id!(/// Position in `Port::modes`.
    ModeId);
id!(/// Position in `Port::weathers`.
    WeatherId);
id!(/// Position in `Port::series`.
    SeriesId);
id!(/// Position in `Port::closures`.
    ClosureId);
id!(/// Position in `Port::causes`.
    CauseId);
id!(/// Position in `Port::crews`.
    CrewId);
id!(/// Position in `Port::lines`.
    LineId);

/// A port, its demand and the question asked of it. Lists are in the order of the scenario, which settles ties (rule T6).
#[derive(Clone, Debug)]
pub struct Port {
    /// Title, window, target, service level.
    pub study: Study,
    /// Ties instants to dates.
    pub almanac: Almanac,
    /// Kinds of cargo.
    pub cargoes: Vec<Cargo>,
    /// Port-wide demand figures that trades take a share of.
    pub demands: Vec<Demand>,
    /// Cargo + direction + volume (rule D1).
    pub trades: Vec<Trade>,
    /// Trade × vessel class: streams of similar calls.
    pub flows: Vec<Flow>,
    /// Seasons and holidays that shape demand.
    pub seasons: Vec<Season>,
    /// Vessel classes.
    pub classes: Vec<Class>,
    /// Channel sections from sea to port; none = no channel.
    pub sections: Vec<Section>,
    /// The water over the beds of the sections.
    pub water: Water,
    /// How tide and daylight are tested.
    pub window_test: WindowTest,
    /// When it is light; `None` = nobody asks.
    pub daylight: Option<Daylight>,
    /// Pilots, tugs.
    pub marine: Vec<MarineService>,
    /// Anchorage limits by class group.
    pub anchorages: Vec<Anchorage>,
    /// Who may go next when several wait (rule V2).
    pub clearance_rule: ClearanceRule,
    /// How long room at a berth may be held for a vessel that only the clock (tide, daylight, traffic, pilots, tugs) keeps from entering; 0 = not.
    pub room_held: Figure<Duration>,
    /// Quays and berths.
    pub places: Vec<Place>,
    /// Which of several fitting places a vessel takes (rule Q1).
    pub berthing_rule: BerthingRule,
    /// Cranes, ramps, belts, arms.
    pub equipment: Vec<Equipment>,
    /// Yards.
    pub yards: Vec<Yard>,
    /// Land-side capacities shared by modes: loaders, a causeway.
    pub capacities: Vec<Capacity>,
    /// Land-side modes: road, rail, belt.
    pub modes: Vec<Mode>,
    /// Alternating weather states.
    pub weathers: Vec<Weather>,
    /// Recorded series that limits are held against.
    pub series: Vec<Series>,
    /// Closures: trigger, targets, effect, cause.
    pub closures: Vec<Closure>,
    /// Cause labels of closures; each closure names one.
    pub causes: Vec<Label>,
    /// Figures drawn once per replication.
    pub uncertain: Vec<Uncertain>,
    /// Pools of gangs that machines of several kinds share.
    pub crews: Vec<Crew>,
    /// Single-track lines between the main line and the sidings of the port.
    pub lines: Vec<Line>,
}
