//! The story of one call, from the log of its replication: what it did, what it waited for, and who or what stood in its way. Pure
//! functions over the record; leaves out the words.

mod blame;
mod chain;
mod chronicle;
mod handling;
mod hours;
mod pace;
mod timeline;

pub use blame::{Obstacle, Waited};
pub use chain::{Kept, Link};
pub use chronicle::Chronicle;
pub use handling::{Loss, LossCause};
pub use hours::Hours;
pub use timeline::{Doing, Ending, Stretch};

use crate::record::{Condition, Entry, Unmet, VisitRecord};
use crate::units::{Duration, Time};

/// One call, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// Its milestones.
    pub record: VisitRecord,
    /// When it ended, or the run did.
    pub end: Time,
    /// How it ended.
    pub ending: Ending,
    /// Its entries in the log, in order of time.
    pub steps: Vec<Entry>,
    /// What it did, without gaps.
    pub timeline: Vec<Stretch>,
    /// Its waits with who or what stood in the way, and why that did so long.
    pub waits: Vec<(Waited, Vec<Link>)>,
    /// What its cargo work lost, the greatest first.
    pub losses: Vec<Loss>,
    /// Its hours, each once.
    pub hours: Hours,
}

impl Chronicle<'_> {
    /// Explains the call of a visit, by its number from 1.
    pub fn explain(&self, visit: u32) -> Option<Explained> {
        let record = self.visit(visit)?.clone();
        let (end, ending) = self.ending(visit);
        let timeline = self.timeline(visit);
        let losses = self.losses(visit);
        let waits = self.waited(visit).into_iter().map(|wait| {
            let links = match &wait.obstacle {
                Obstacle::Berths { freed: Some((other, _, at)), .. } => self.chain(*other, *at, visit),
                _ => Vec::new(),
            };
            (wait, links)
        });
        let waits = waits.collect();
        let hours = hours::hours(&timeline, &losses);
        Some(Explained {
            record,
            end,
            ending,
            steps: self.steps(visit).to_vec(),
            timeline,
            waits,
            losses,
            hours,
        })
    }

    /// The calls with most hours beyond what they need among those that `counts`, the worst first.
    pub fn worst(&self, count: usize, counts: impl Fn(&VisitRecord) -> bool) -> Vec<(u32, f64)> {
        let chosen = self.trace.visits.iter().filter(|record| counts(record));
        let mut calls: Vec<(u32, f64)> =
            chosen.map(|record| (record.number, self.beyond(record.number))).collect();
        calls.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        calls.truncate(count);
        calls
    }

    /// The waits of a visit; parts that follow each other under the same leading condition are one.
    fn waited(&self, visit: u32) -> Vec<Waited> {
        let mut waits: Vec<Waited> = Vec::new();
        for stretch in self.timeline(visit) {
            let Doing::Waits(kind, unmet) = stretch.doing else { continue };
            let leads = blame::leading(unmet);
            let goes_on = waits
                .last()
                .is_some_and(|last| (last.kind, last.leads, last.until) == (kind, leads, stretch.from));
            if !goes_on {
                let (from, until) = (stretch.from, stretch.from);
                let besides = Vec::new();
                waits.push(Waited { kind, from, until, leads, besides, obstacle: Obstacle::Unknown });
            }
            let last = waits.last_mut().expect("just there");
            last.until = stretch.until;
            note_besides(&mut last.besides, unmet, leads, stretch.lasts());
        }
        for wait in &mut waits {
            wait.obstacle = self.obstacle(visit, wait);
        }
        waits
    }
}

fn note_besides(
    besides: &mut Vec<(Condition, Duration)>,
    unmet: Unmet,
    leads: Option<Condition>,
    lasts: Duration,
) {
    for condition in unmet.conditions().filter(|condition| Some(*condition) != leads) {
        match besides.iter_mut().find(|(known, _)| *known == condition) {
            Some((_, sum)) => *sum += lasts,
            None => besides.push((condition, lasts)),
        }
    }
}
