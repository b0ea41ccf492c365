//! Closures (rule 6): trigger, targets, effect, cause; and the weather that triggers some of them.

use super::{
    CapacityId, CargoId, CauseId, ClassId, Direction, EquipmentId, Figure, Label, LawFigure, LineId,
    MarineId, ModeId, PlaceId, SectionId, SeriesId, WeatherId, YardId,
};
use crate::units::{Duration, Time};

/// A weather state that comes and goes. While it is on, its closures are active.
#[derive(Clone, Debug, PartialEq)]
pub struct Weather {
    /// Name in the scenario.
    pub name: String,
    /// Events that begin in a calendar year, all told.
    pub events_per_year: Figure<f64>,
    /// Relative frequency by month, January to December, ≥ 0, not all zero.
    pub months: [f64; 12],
    /// How long an event lasts, before the factor of the month in which it begins.
    pub duration: LawFigure<Duration>,
    /// Factors on the length by the month in which an event begins, January to December, > 0.
    pub duration_months: [f64; 12],
    /// True: open at t = 0. False (default): in equilibrium.
    pub starts_open: bool,
    /// States it lies inside of: this share of its hours falls within them.
    pub within: Vec<WeatherId>,
    /// Share of its hours inside `within`, 0 to 1; 0 = independent.
    pub within_share: f64,
    /// Share of its events that take place, above 0 to 1, each by a draw of its own; the others pass unnoticed. 1 in every scenario: a lever
    /// that halves a closure lowers it, so that what is left are events that were there before.
    pub kept: f64,
}

/// Days of the months of a year of 365 days.
pub const MONTH_DAYS: [f64; 12] = [31.0, 28.0, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0];

impl Weather {
    /// Share of the events that begin in each month of a year of 365 days.
    pub fn month_shares(&self) -> [f64; 12] {
        let weighted = |month: usize| self.months[month] * MONTH_DAYS[month];
        let all: f64 = (0..12).map(weighted).sum();
        std::array::from_fn(|month| weighted(month) / all)
    }

    /// Mean factor on the length of an event over the months in which they begin.
    pub fn mean_length_factor(&self) -> f64 {
        if self.duration_months == [1.0; 12] {
            return 1.0;
        }
        self.month_shares().iter().zip(self.duration_months).map(|(share, factor)| share * factor).sum()
    }
}

/// A recorded series at equal steps: a row holds from its time to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Name in the scenario.
    pub name: String,
    /// Name to show.
    pub label: Label,
    /// Unit of the values, for people only.
    pub unit: String,
    /// When its first row begins.
    pub first: Time,
    /// Time from one row to the next.
    pub step: Duration,
    /// The values, at least two.
    pub values: Vec<f64>,
    /// Which row holds when.
    pub replay: Replay,
}

/// Which row of a series holds at an instant of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    /// The row that covers it; the first row before the series begins.
    SameDates,
    /// The whole calendar years of the series in turn, the first of them and how many.
    Years {
        /// First whole calendar year.
        first: i16,
        /// Whole calendar years.
        count: u16,
    },
}

/// A span that comes back. `from` and `until` are offsets; `until` is the first instant outside. A span may wrap around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Every day, offsets from 00:00.
    Daily {
        /// Begins.
        from: Duration,
        /// Ends.
        until: Duration,
    },
    /// Every week, offsets from Monday 00:00.
    Weekly {
        /// Begins.
        from: Duration,
        /// Ends.
        until: Duration,
    },
    /// Every year, month and day.
    Yearly {
        /// First day.
        from: (i8, i8),
        /// First day after.
        until: (i8, i8),
    },
}

/// What sets a closure off.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// Recurring spans.
    Calendar(Vec<Recurrence>),
    /// Listed spans [from, until), ascending, not overlapping.
    Listed(Vec<(Time, Time)>),
    /// A weather state: from `before` ahead of an event of its own, as it is forecast, until `after` past its end.
    Weather {
        /// The state.
        state: WeatherId,
        /// Warning lead.
        before: Figure<Duration>,
        /// Recovery.
        after: Figure<Duration>,
    },
    /// A series is beyond a limit, which itself is not beyond it.
    Series {
        /// The series.
        series: SeriesId,
        /// The limit, in the unit of the series.
        limit: Figure<f64>,
        /// True: while the value is above it; false: below.
        above: bool,
    },
    /// A vessel of a class is in this stage of its call.
    Visit {
        /// The class.
        class: ClassId,
        /// The stage.
        stage: VisitStage,
    },
}

/// A stage of a call that may set a closure off (rule 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitStage {
    /// In the channel, inbound or outbound.
    Transit,
    /// From the start to the end of its cargo work, pauses included.
    Transfer,
}

/// What a closure acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A channel section, both directions or one (import = inbound).
    Section(SectionId, Option<Direction>),
    /// A quay or berth.
    Place(PlaceId),
    /// Machines of one kind.
    Equipment(EquipmentId),
    /// All vessels of a class.
    Class(ClassId),
    /// All work on a cargo at the quay.
    Cargo(CargoId),
    /// A yard: nothing goes in or out.
    Yard(YardId),
    /// A land-side mode.
    Mode(ModeId),
    /// A shared land-side capacity.
    Capacity(CapacityId),
    /// Pilots, tugs: none can be ordered.
    Marine(MarineId),
    /// A single-track line: no train starts a section.
    Line(LineId),
}

/// What a closure does to its targets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// Nothing new is cleared to the target; what is there goes on.
    Hold,
    /// Work there has rate zero.
    Suspend,
    /// The current parcel ends, the next does not begin.
    Finish,
    /// Nothing new is cleared to the target; vessels there are ordered to sea and come back when it is over (rule V1).
    Evacuate,
    /// Work there goes on at this share of its rate, 0 < share < 1.
    Slow(Figure<f64>),
}

/// A closure.
#[derive(Clone, Debug, PartialEq)]
pub struct Closure {
    /// Name in the scenario.
    pub name: String,
    /// Label under which lost hours are booked.
    pub cause: CauseId,
    /// What sets it off.
    pub trigger: Trigger,
    /// What it acts on.
    pub targets: Vec<Target>,
    /// What it does.
    pub effect: Effect,
}
