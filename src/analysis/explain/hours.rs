//! The hours of a call, each once: needed, waited by what was missing, lost in cargo work by cause.

use super::chronicle::Chronicle;
use super::handling::{Loss, LossCause};
use super::timeline::{Doing, Stretch};
use crate::record::{Activity, Occurrence, Unmet};

/// The hours of one call. `total` = activities + cargo + waits + losses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hours {
    /// From arrival to the end of the call.
    pub total: f64,
    /// Steps that take a stated time.
    pub activities: Vec<(Activity, f64)>,
    /// Cargo work, as long as it takes at the nominal rate.
    pub cargo: f64,
    /// Waits, by the conditions that were not met; the greatest first.
    pub waits: Vec<(Unmet, f64)>,
    /// Losses in cargo work; the greatest first.
    pub losses: Vec<(LossCause, f64)>,
}

impl Hours {
    /// Hours that the call needs.
    pub fn needed(&self) -> f64 {
        self.cargo + self.activities.iter().map(|(_, hours)| hours).sum::<f64>()
    }

    /// Hours waited.
    pub fn waited(&self) -> f64 {
        self.waits.iter().map(|(_, hours)| hours).sum()
    }

    /// Hours lost in cargo work.
    pub fn lost(&self) -> f64 {
        self.losses.iter().map(|(_, hours)| hours).sum()
    }
}

/// Adds up what a call did.
pub(super) fn hours(timeline: &[Stretch], losses: &[Loss]) -> Hours {
    let mut hours = Hours::default();
    for stretch in timeline {
        let lasts = stretch.lasts().hours();
        hours.total += lasts;
        match stretch.doing {
            Doing::Waits(_, unmet) => add(&mut hours.waits, unmet, lasts),
            Doing::Does(activity) => add(&mut hours.activities, activity, lasts),
            Doing::Works => hours.cargo += lasts,
        }
    }
    hours.losses = losses.iter().map(|loss| (loss.cause, loss.hours)).collect();
    hours.cargo -= hours.lost();
    hours.waits.sort_by(|one, other| other.1.total_cmp(&one.1));
    hours
}

fn add<K: PartialEq>(list: &mut Vec<(K, f64)>, key: K, hours: f64) {
    match list.iter_mut().find(|(known, _)| *known == key) {
        Some((_, sum)) => *sum += hours,
        None => list.push((key, hours)),
    }
}

impl Chronicle<'_> {
    /// Hours of a visit beyond those that its call needs: waits, and cargo work beyond what it takes at the nominal rate.
    pub(super) fn beyond(&self, visit: u32) -> f64 {
        let mut hours = 0.0;
        for stretch in self.timeline(visit) {
            match stretch.doing {
                Doing::Waits(..) | Doing::Works => hours += stretch.lasts().hours(),
                Doing::Does(_) => {}
            }
        }
        hours - self.cargo_at_pace(visit)
    }

    /// Hours that the cargo moved takes at the nominal rate of each place.
    fn cargo_at_pace(&self, visit: u32) -> f64 {
        let steps = self.steps(visit);
        let (end, _) = self.ending(visit);
        let (mut hours, mut nominal, mut rate) = (0.0, f64::INFINITY, 0.0);
        for (at, step) in steps.iter().enumerate() {
            match step.what {
                Occurrence::Berthed(place) => {
                    nominal = self.pace(visit, place, step.time).map_or(f64::INFINITY, |pace| pace.nominal());
                }
                Occurrence::Rate { tonnes_per_hour, .. } => rate = tonnes_per_hour,
                Occurrence::TransferEnded | Occurrence::OrderedToSea | Occurrence::Shifts { .. } => {
                    rate = 0.0;
                }
                _ => {}
            }
            let until = steps.get(at + 1).map_or(end, |next| next.time);
            hours += rate * (until - step.time).hours() / nominal.max(f64::MIN_POSITIVE);
        }
        hours
    }
}
