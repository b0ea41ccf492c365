//! The road: trucks one by one, the stations they pass, and the shape of traffic through the day and the week (rule L2).

use super::{Dated, Draws, Figure};
use crate::units::{Duration, Tonnes, TonnesPerHour};

/// How traffic is spread over the hours of the day and the days of the week: factors, only their ratios count.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm {
    /// By hour of the day, from 00:00; ≥ 0, not all zero.
    pub by_hour: [f64; 24],
    /// By day of the week, Monday first; ≥ 0, not all zero.
    pub by_weekday: [f64; 7],
}

impl Rhythm {
    /// The same at all hours.
    pub const EVEN: Rhythm = Rhythm { by_hour: [1.0; 24], by_weekday: [1.0; 7] };

    /// The traffic of an hour of the day (0 to 23) on a day of the week (0 = Monday) as a share of that of the busiest hour of the busiest day.
    pub fn share_of_peak(&self, weekday: usize, hour: usize) -> f64 {
        let greatest = |factors: &[f64]| factors.iter().copied().fold(0.0, f64::max);
        self.by_hour[hour] * self.by_weekday[weekday] / (greatest(&self.by_hour) * greatest(&self.by_weekday))
    }

    /// Its mean over the week as a share of the busiest hour of the busiest day.
    pub fn mean_share_of_peak(&self) -> f64 {
        let over = |factors: &[f64]| {
            let sum: f64 = factors.iter().sum();
            sum / factors.len() as f64 / factors.iter().copied().fold(0.0, f64::max)
        };
        over(&self.by_hour) * over(&self.by_weekday)
    }

    /// The traffic of an hour of the day on a day of the week, as a multiple of its mean over the week.
    pub fn times_mean(&self, weekday: usize, hour: usize) -> f64 {
        self.share_of_peak(weekday, hour) / self.mean_share_of_peak()
    }
}

/// How long a truck takes at a station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ServiceTime {
    /// So long.
    Each(Figure<Duration>),
    /// A whole load ÷ this rate.
    Rate(Figure<TonnesPerHour>),
}

impl ServiceTime {
    /// The time for a load of `payload`, in the replication of `draws`.
    pub fn at(&self, draws: &Draws, payload: Tonnes) -> Duration {
        match self {
            ServiceTime::Each(time) => time.at(draws),
            ServiceTime::Rate(rate) => Duration::from_hours(payload.0 / rate.at(draws).0),
        }
    }
}

/// Lanes, places or scales side by side: the first truck to come is the first served.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// How many, ≥ 1.
    pub count: Figure<f64>,
    /// How long a truck takes there, > 0.
    pub time: ServiceTime,
}

/// The road between the port and the land, each way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Causeway {
    /// Most trucks an hour each way, > 0: they follow each other at equal headway.
    pub per_hour: Figure<f64>,
    /// Driving time each way.
    pub travel: Figure<Duration>,
}

/// Trucks one by one: when hauliers can send them and what they pass, in this order.
#[derive(Clone, Debug, PartialEq)]
pub struct Vehicles {
    /// Load of a truck, physical tonnes, > 0.
    pub payload: Figure<Tonnes>,
    /// Trucks that hauliers can send on an ordinary day.
    pub per_day: Dated<f64>,
    /// When they come.
    pub rhythm: Rhythm,
    /// True: evenly spaced within each hour; false: at random.
    pub appointments: bool,
    /// The road in and out, if it limits or takes time.
    pub causeway: Option<Causeway>,
    /// Lanes in.
    pub gate_in: Option<Station>,
    /// Where trucks are loaded.
    pub loading: Station,
    /// Scales on the way out.
    pub weighbridge: Option<Station>,
    /// Lanes out.
    pub gate_out: Option<Station>,
}
