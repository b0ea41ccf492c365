//! Demand (rule D1): port-wide figures with a mix, trades, and the flows of vessel calls that carry them.

use rand_distr::{Distribution, Gamma};

use super::{
    CargoId, ClassId, Dated, DemandId, Draws, Fallback, Figure, Label, LawFigure, ModeId, PlaceId, Release,
    TradeId, YardId,
};
use crate::engine::{Seed, triangular_quantile};
use crate::units::{Duration, Time, Tonnes, TonnesPerYear};

/// Which way cargo crosses the quay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Unloaded from vessels.
    Import,
    /// Loaded on vessels.
    Export,
}

impl Direction {
    /// As tables and messages name it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Direction::Import => "import",
            Direction::Export => "export",
        }
    }
}

/// The volume of one calendar year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearVolume {
    /// Calendar year.
    pub year: i16,
    /// Least.
    pub low: TonnesPerYear,
    /// Likeliest; the value when figures are not drawn.
    pub base: TonnesPerYear,
    /// Greatest.
    pub high: TonnesPerYear,
}

/// A volume by calendar year, ascending, at least one; the first and the last hold beyond the ends. Statistical tonnes.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The years stated.
    pub years: Vec<YearVolume>,
}

impl Path {
    /// The volume of `year` on the path whose quantile is `share`; `None` = base (rule D1: one draw for the whole path).
    pub fn volume(&self, year: i16, share: Option<f64>) -> TonnesPerYear {
        let at = self.years.partition_point(|entry| entry.year <= year).saturating_sub(1);
        let YearVolume { low, base, high, .. } = self.years[at];
        match share {
            Some(share) => TonnesPerYear(triangular_quantile(low.0, base.0, high.0, share)),
            None => base,
        }
    }
}

/// A cargo's part in a port-wide demand.
#[derive(Clone, Debug, PartialEq)]
pub struct MixShare {
    /// The cargo.
    pub cargo: CargoId,
    /// Its share of the demand's tonnes; the shares of a mix sum to 1.
    pub share: f64,
    /// Share of its tonnes that is unloaded; the rest is loaded.
    pub import: Figure<f64>,
}

/// A port-wide demand: statistical tonnes over all quays of the port area (rule C1).
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// Tonnes by year.
    pub path: Path,
    /// Share that comes to the berths of this scenario; the rest is the side stream.
    pub berths_share: Figure<f64>,
    /// Name of the side stream: (1 − share) × the year's demand, constant through the year, counted and named. `None`: the rest is not counted.
    pub side_stream: Option<Label>,
    /// Cargo mix.
    pub mix: Vec<MixShare>,
    /// Weight of the Dirichlet law of the mix, > 0; `None` = the mix is certain.
    pub mix_weight: Option<f64>,
}

impl Demand {
    /// Draws the shares of the mix for one replication (Dirichlet; as stated without a weight).
    pub fn draw_mix(&self, seed: Seed) -> Vec<f64> {
        let Some(weight) = self.mix_weight else {
            return self.mix.iter().map(|part| part.share).collect();
        };
        let mut stream = seed.stream(&format!("ignorance/mix/{}", self.name));
        let draws: Vec<f64> = (self.mix.iter().enumerate())
            .map(|(number, part)| {
                if part.share <= 0.0 {
                    return 0.0;
                }
                let law = Gamma::new(weight * part.share, 1.0).expect("weight and share are positive");
                law.sample(stream.item(number as u64)).max(f64::MIN_POSITIVE)
            })
            .collect();
        let sum: f64 = draws.iter().sum();
        draws.iter().map(|draw| draw / sum).collect()
    }
}

/// How much a trade carries.
#[derive(Clone, Debug, PartialEq)]
pub enum Volume {
    /// Its own path: the total of each calendar year.
    Own {
        /// Tonnes by year.
        path: Path,
        /// Factor on all its years; 1 unless uncertain.
        factor: Figure<f64>,
    },
    /// Its cargo's share of a port-wide demand, by direction.
    ShareOf(DemandId),
    /// None of its own: its flows state their calls.
    ByCalls,
}

/// Cargo in one direction with its land side.
#[derive(Clone, Debug, PartialEq)]
pub struct Trade {
    /// Name in the scenario.
    pub name: String,
    /// Name for people.
    pub label: Label,
    /// What it carries.
    pub cargo: CargoId,
    /// Which way.
    pub direction: Direction,
    /// How much.
    pub volume: Volume,
    /// Month factors, January to December, ≥ 0, not all zero; scaled to a day-weighted mean of 1 by the model.
    pub months: [f64; 12],
    /// Its yard; `None` = the trade leaves the model at the quay (rule Y1).
    pub yard: Option<YardId>,
    /// Modes that serve its yard. With `split` empty all draw on one stock.
    pub modes: Vec<ModeId>,
    /// Share of each tonne labelled for each of `modes`, same order, scaled to sum to 1; empty = no split (rule L4).
    pub split: Vec<Dated<f64>>,
    /// The mode, by position in `modes`, that takes what the others leave of 1.
    pub rest: Option<usize>,
    /// Who takes over labelled cargo and when.
    pub fallbacks: Vec<Fallback>,
    /// How cargo falls due for collection (rule Y3).
    pub release: Release,
    /// Share of an import that needs no storage while a land mode is open.
    pub direct: Figure<f64>,
    /// Berths and quays it may use, in order of preference; empty = all that fit, in the order of the scenario.
    pub places: Vec<PlaceId>,
    /// True: direct cargo waits on board while no land mode is open; false: it goes to the yard then.
    pub direct_waits: bool,
    /// Its vessels carry onward what others landed; `None` = it has its own cargo.
    pub loads: Option<Loads>,
    /// Modes that empty the depot that one of `modes` carries into.
    pub onward: Vec<ModeId>,
}

/// Vessels that load what a mode holds ready (rule L3), and how long they wait for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loads {
    /// The mode, one by vessel.
    pub mode: ModeId,
    /// A vessel that could load and has found nothing for this long leaves with what it has; `None` = it waits.
    pub leaves_short_after: Option<Figure<Duration>>,
    /// It sails this long after its loading began at the latest; `None` = when it has its parcel.
    pub sails_after: Option<Figure<Duration>>,
}

/// One recorded or planned arrival.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ListedArrival {
    /// When the vessel arrives.
    pub at: Time,
    /// Its parcel; `None` = drawn from the class.
    pub parcel: Option<Tonnes>,
}

/// How many calls a flow makes.
#[derive(Clone, Debug, PartialEq)]
pub enum Calls {
    /// From the trade's tonnes: this share of them, ÷ the mean parcel. Shares of a trade's flows are scaled to sum to 1 at any date.
    ShareOfTonnes(Dated<f64>),
    /// Calls per 365 days.
    PerYear(Figure<f64>),
    /// Mean interval between arrivals.
    Interval(Figure<Duration>),
    /// A list, ascending.
    Listed(Vec<ListedArrival>),
}

/// Law of the gaps between arrivals (rule D2).
#[derive(Clone, Debug, PartialEq)]
pub enum ArrivalLaw {
    /// Exponential gaps.
    Poisson,
    /// Erlang-k gaps.
    Erlang(u32),
    /// Equal gaps; each arrival late by a draw.
    Regular {
        /// First arrival; `None` = one interval after t = 0.
        first: Option<Time>,
        /// Lateness of each arrival.
        lateness: Option<LawFigure<Duration>>,
    },
}

/// Trade × vessel class: a stream of similar calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// `trade/class`.
    pub name: String,
    /// The trade.
    pub trade: TradeId,
    /// The class of its vessels.
    pub class: ClassId,
    /// How many calls.
    pub calls: Calls,
    /// How they are spaced.
    pub arrivals: ArrivalLaw,
    /// A second place of work within the call, if any (rule V1).
    pub shift: Option<Shift>,
}

/// A vessel goes to another place when a share of its parcel is done, if one has room then (rule V1).
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// Share of the parcel done at the first place, between 0 and 1.
    pub after: Figure<f64>,
    /// Where to, in order of preference.
    pub to: Vec<PlaceId>,
    /// From the last line there to the first line here.
    pub takes: Figure<Duration>,
}

/// A season or holiday that shapes demand: inside its spans the arrival rate of its trades is multiplied.
#[derive(Clone, Debug, PartialEq)]
pub struct Season {
    /// Name in the scenario.
    pub name: String,
    /// The days it turns on (Spring Festival days), 00:00.
    pub dates: Vec<Time>,
    /// How long before each date it begins.
    pub before: Figure<Duration>,
    /// How long after each date it ends.
    pub after: Figure<Duration>,
    /// Factor on the arrival rate, ≥ 0.
    pub factor: Figure<f64>,
    /// The trades it touches.
    pub trades: Vec<TradeId>,
    /// True: the tonnes are lost; false: the year's total stays.
    pub lost: bool,
}

impl Demand {
    /// The year's tonnes over all quays of the port area in this replication.
    pub fn volume(&self, year: i16, demand: usize, draws: &Draws) -> TonnesPerYear {
        self.path.volume(year, draws.paths.get(demand).copied())
    }
}
