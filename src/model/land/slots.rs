//! When trucks can come (rule L2): slots along a clock that runs at the rate of each hour, evenly spaced in it or at random. Slots depend on
//! nothing but the seed and what is stated of them.

use crate::engine::{Seed, Shape, Stream};
use crate::model::plan::Plan;
use crate::port::{Mode, Port, Vehicles};
use crate::units::{Almanac, Duration, Time};

/// The slots of a mode, one after the other.
#[derive(Debug)]
pub(super) struct Slots {
    almanac: Almanac,
    /// Trucks in each hour of the day, and on each day of the week, as multiples of their mean.
    by_hour: [f64; 24],
    by_weekday: [f64; 7],
    /// Gaps between random slots; evenly spaced without.
    gaps: Option<Stream>,
    shape: Shape,
    until: Time,
    /// Trucks an hour, mean over the week.
    mean: f64,
    /// Start of the hour in which the next slot lies, trucks in that hour, and how many of them come before it.
    hour: Time,
    rate: f64,
    before: f64,
    next: Time,
}

impl Slots {
    pub(super) fn new(port: &Port, mode: &Mode, vehicles: &Vehicles, seed: Seed, plan: &Plan) -> Slots {
        let purpose = format!("mode/{}/trucks", mode.name);
        let mut slots = Slots {
            almanac: port.almanac,
            by_hour: of_mean(&vehicles.rhythm.by_hour),
            by_weekday: of_mean(&vehicles.rhythm.by_weekday),
            gaps: (!vehicles.appointments).then(|| seed.stream(&purpose)),
            shape: Shape::Exponential,
            until: plan.until,
            mean: 0.0,
            hour: plan.start,
            rate: 0.0,
            before: 0.0,
            next: Time::NEVER,
        };
        // Evenly spaced: the first comes as the hour begins.
        slots.before = if slots.gaps.is_some() { slots.gap() } else { 0.0 };
        slots
    }

    /// The next slot; `NEVER` if there is none in the run.
    pub(super) fn next(&self) -> Time {
        self.next
    }

    /// The hour of the day in which the next slot lies.
    pub(super) fn hour_of_day(&self) -> usize {
        hour_of_day(self.hour)
    }

    /// On to the slot after the next.
    pub(super) fn step(&mut self) {
        self.before += self.gap();
        self.find();
    }

    /// So many trucks a day from `now`, 00:00, on; slots before it are over.
    pub(super) fn set_per_day(&mut self, per_day: f64, now: Time) {
        let mean = per_day / 24.0;
        if mean == self.mean {
            return;
        }
        // How many trucks are ahead of the next stays; their clock runs at another pace.
        if self.mean > 0.0 {
            let mut ahead = if self.hour < now { 0.0 } else { self.before };
            let mut hour = now;
            while hour < self.hour {
                ahead += self.rate_at(hour);
                hour += Duration::HOUR;
            }
            self.before = ahead;
        }
        (self.mean, self.hour) = (mean, now);
        self.rate = self.rate_at(now);
        self.find();
    }

    fn gap(&mut self) -> f64 {
        match &mut self.gaps {
            Some(stream) => self.shape.sample(stream.in_turn()),
            None => 1.0,
        }
    }

    /// Trucks in the hour that begins at `hour`.
    fn rate_at(&self, hour: Time) -> f64 {
        let weekday = self.almanac.weekday(hour) as usize;
        self.mean * self.by_weekday[weekday] * self.by_hour[hour_of_day(hour)]
    }

    /// Finds the hour and the instant of the next slot.
    fn find(&mut self) {
        if self.mean <= 0.0 {
            self.next = Time::NEVER;
            return;
        }
        while self.before >= self.rate {
            self.before -= self.rate;
            self.hour += Duration::HOUR;
            if self.hour >= self.until {
                self.next = Time::NEVER;
                return;
            }
            self.rate = self.rate_at(self.hour);
        }
        self.next = self.hour + Duration::from_hours(self.before / self.rate);
    }
}

/// The hour of the day of an instant, 0 to 23.
pub(super) fn hour_of_day(time: Time) -> usize {
    time.milliseconds().div_euclid(Duration::HOUR.milliseconds()).rem_euclid(24) as usize
}

/// Factors as multiples of their mean.
fn of_mean<const COUNT: usize>(factors: &[f64; COUNT]) -> [f64; COUNT] {
    let mean = factors.iter().sum::<f64>() / COUNT as f64;
    factors.map(|factor| factor / mean)
}
