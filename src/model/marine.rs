//! Pilots and tugs (rule W5): how many are bound until when. Jobs are booked with their end, so the instant at which enough are free again
//! is known ahead.

use super::plan::Plan;
use crate::port::{Draws, Port};
use crate::record::{MarineMonth, MarineTally};
use crate::units::{Duration, Time};

/// Some of a service, bound until an instant.
#[derive(Clone, Copy, Debug)]
struct Job {
    until: Time,
    number: u32,
}

#[derive(Debug)]
struct Service {
    /// On duty by date.
    count: u32,
    /// How long a job binds from clearance on; `None`: until all fast or the end of the transit, and `travel`.
    job: Option<Duration>,
    travel: Duration,
    /// First to end first.
    jobs: Vec<Job>,
    /// Hours bound, booked ahead included, and hours on duty, since the last reset.
    bound_hours: f64,
    present_hours: f64,
    since: Time,
    ordered: u32,
}

/// All marine services.
#[derive(Debug)]
pub(super) struct Marine {
    services: Vec<Service>,
}

impl Marine {
    pub(super) fn new(port: &Port, draws: &Draws, start: Time) -> Self {
        let services = port.marine.iter().map(|service| Service {
            count: 0,
            job: service.job.map(|job| job.at(draws)),
            travel: service.travel.at(draws),
            jobs: Vec::new(),
            bound_hours: 0.0,
            present_hours: 0.0,
            since: start,
            ordered: 0,
        });
        Marine { services: services.collect() }
    }

    /// Takes the counts that hold at `now`.
    pub(super) fn apply_dates(&mut self, port: &Port, draws: &Draws, plan: &Plan, now: Time) {
        for (service, stated) in self.services.iter_mut().zip(&port.marine) {
            service.settle(now);
            service.count = stated.count.at(plan.figures_at(now), draws).round().clamp(0.0, 1e9) as u32;
        }
    }

    /// The earliest instant at or after `from` at which `number` of a service are free; `Time::NEVER` if it has not so many.
    pub(super) fn earliest(&self, service: usize, number: u32, from: Time) -> Time {
        let service = &self.services[service];
        if number == 0 {
            return from;
        }
        if number > service.count {
            return Time::NEVER;
        }
        let bound: u32 = service.jobs.iter().filter(|job| job.until > from).map(|job| job.number).sum();
        let mut lacking = (bound + number).saturating_sub(service.count);
        let mut free = from;
        for job in service.jobs.iter().filter(|job| job.until > from) {
            if lacking == 0 {
                break;
            }
            lacking = lacking.saturating_sub(job.number);
            free = job.until;
        }
        free
    }

    /// Binds `number` of a service from `now`; the vessel lets go of them at `released`.
    pub(super) fn bind(&mut self, service: usize, number: u32, now: Time, released: Time) {
        if number == 0 {
            return;
        }
        let service = &mut self.services[service];
        let until = service.job.map_or(released + service.travel, |job| now + job);
        service.jobs.retain(|job| job.until > now);
        let at = service.jobs.partition_point(|job| job.until <= until);
        service.jobs.insert(at, Job { until, number });
        service.bound_hours += f64::from(number) * (until - now).hours();
        service.ordered += number;
    }

    /// What each service did since the last call; what lies beyond `now` is left for the next.
    pub(super) fn take_use(&mut self, now: Time) -> impl Iterator<Item = MarineTally> {
        self.services.iter_mut().map(move |service| {
            service.settle(now);
            let beyond = service.bound_beyond(now);
            let bound = (std::mem::replace(&mut service.bound_hours, beyond) - beyond).max(0.0);
            let present = std::mem::take(&mut service.present_hours);
            MarineTally { ordered: std::mem::take(&mut service.ordered), bound, present }
        })
    }

    /// What each service did since the last call of `take_use`, up to `now`.
    pub(super) fn read_use(&self, now: Time) -> impl Iterator<Item = MarineMonth> {
        self.services.iter().map(move |service| MarineMonth {
            bound: service.bound_hours - service.bound_beyond(now),
            present: service.present_hours + f64::from(service.count) * (now - service.since).hours(),
        })
    }
}

impl Service {
    /// Hours bound after `now` by jobs booked.
    fn bound_beyond(&self, now: Time) -> f64 {
        let later = self.jobs.iter().filter(|job| job.until > now);
        later.map(|job| f64::from(job.number) * (job.until - now).hours()).sum()
    }

    fn settle(&mut self, now: Time) {
        self.present_hours += f64::from(self.count) * (now - self.since).hours();
        self.since = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: f64) -> Time {
        Time::ZERO + Duration::from_hours(hours)
    }

    /// Three tugs: two bound until 3 h, one until 5 h. One is free at 3 h, two at 3 h, three at 5 h, four never.
    #[test]
    fn tugs_come_back_as_their_jobs_end() {
        let mut marine = Marine {
            services: vec![Service {
                count: 3,
                job: None,
                travel: Duration::HOUR,
                jobs: Vec::new(),
                bound_hours: 0.0,
                present_hours: 0.0,
                since: Time::ZERO,
                ordered: 0,
            }],
        };
        marine.bind(0, 1, at(0.0), at(4.0));
        marine.bind(0, 2, at(0.0), at(2.0));
        let free = [1, 2, 3, 4].map(|number| marine.earliest(0, number, at(1.0)));
        assert_eq!(free, [at(3.0), at(3.0), at(5.0), Time::NEVER]);
        assert_eq!(marine.earliest(0, 2, at(3.0)), at(3.0), "one released at 3 h may go at 3 h");
        let half = marine.take_use(at(4.0)).next().expect("one service");
        assert_eq!((half.ordered, half.bound, half.present), (3, 2.0 * 3.0 + 4.0, 12.0));
        let rest = marine.take_use(at(6.0)).next().expect("one service");
        assert_eq!((rest.ordered, rest.bound, rest.present), (0, 1.0, 6.0));
    }
}
