//! Why the vessel that stood in the way stood there so long: links from vessel to vessel, back to what began it.

use super::blame::{Obstacle, Waited};
use super::chronicle::Chronicle;
use super::handling::{Loss, LossCause};
use crate::record::{Condition, Occurrence, WaitKind};
use crate::units::Time;

/// Links that are told at most.
const LINKS: usize = 3;
/// Hours alongside beyond the need that are worth telling.
const WORTH_TELLING: f64 = 0.5;

/// What kept a vessel.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// It had lost hours in its cargo work.
    Lost(Loss),
    /// It had waited alongside, to begin or for the way out.
    Waited(Waited),
    /// It needed all of its time alongside, but had come in late: it had waited for a berth itself.
    CameLate(Waited),
    /// It needed all of its time there, hours.
    Needed(f64),
}

/// One link of a chain of causes.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The vessel.
    pub visit: u32,
    /// What kept it.
    pub kept: Kept,
}

/// What is asked of a vessel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    /// Why it lay at its place so long.
    Stay,
    /// Why its cargo work took so long, sharing machines apart.
    Work,
}

impl Chronicle<'_> {
    /// Why `visit` was still at its place until `time`, and so on back; never back to the vessel that is `told` of.
    pub(super) fn chain(&self, visit: u32, time: Time, told: u32) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        let mut next = Some((visit, time, Question::Stay));
        while let Some((visit, time, question)) = next.take().filter(|_| links.len() < LINKS) {
            let again = links.iter().any(|link| link.visit == visit);
            if visit == told || again && question == Question::Stay {
                break;
            }
            let kept = match question {
                Question::Stay => self.kept(visit, time),
                Question::Work => self.greatest_loss(visit, time, false).map(Kept::Lost),
            };
            let kept = match (kept, question) {
                (Some(kept), _) => kept,
                (None, Question::Work) => break,
                (None, Question::Stay) => Kept::Needed(self.alongside(visit, time)),
            };
            next = self.behind(visit, &kept);
            links.push(Link { visit, kept });
        }
        links
    }

    /// The greatest loss in cargo work that began before an instant; with `shared`, also machines that worked for others.
    fn greatest_loss(&self, visit: u32, time: Time, shared: bool) -> Option<Loss> {
        let counts = |loss: &Loss| {
            loss.from < time && loss.hours >= WORTH_TELLING && (shared || loss.cause != LossCause::Others)
        };
        self.losses(visit).into_iter().find(counts)
    }

    /// The greatest thing that kept a vessel alongside; else that it came late.
    fn kept(&self, visit: u32, time: Time) -> Option<Kept> {
        let loss = self.greatest_loss(visit, time, true);
        let waited = self.waited(visit).into_iter().filter(|wait| wait.from < time);
        let (entry, alongside): (Vec<_>, Vec<_>) = waited.partition(|wait| wait.kind == WaitKind::Entry);
        let longest = |waits: Vec<Waited>| {
            let longest = waits.into_iter().max_by_key(|wait| wait.until - wait.from);
            longest.filter(|wait| (wait.until - wait.from).hours() >= WORTH_TELLING)
        };
        match (loss, longest(alongside)) {
            (Some(loss), Some(wait)) if loss.hours > (wait.until - wait.from).hours() => {
                Some(Kept::Lost(loss))
            }
            (_, Some(wait)) => Some(Kept::Waited(wait)),
            (Some(loss), None) => Some(Kept::Lost(loss)),
            (None, None) => longest(entry).map(Kept::CameLate),
        }
    }

    /// Whom to ask next: the vessel behind what kept this one.
    fn behind(&self, visit: u32, kept: &Kept) -> Option<(u32, Time, Question)> {
        match kept {
            // Vessels that share machines take them from each other: only what else kept the other for long tells more.
            Kept::Lost(loss) => {
                let other_loss = |other| self.greatest_loss(other, loss.until, false);
                let tells = |other| other_loss(other).is_some_and(|other| other.hours >= loss.hours / 4.0);
                let other = loss.who.iter().copied().find(|&other| tells(other));
                other.map(|other| (other, loss.until, Question::Work))
            }
            Kept::Waited(waited) | Kept::CameLate(waited) => match (&waited.obstacle, waited.leads) {
                (Obstacle::Berths { freed: Some((other, _, at)), .. }, _) => {
                    Some((*other, *at, Question::Stay))
                }
                // It waited for the clock or a closure: it might have gone before if its work had been done sooner.
                (_, Some(Condition::Tide | Condition::Daylight | Condition::Closure(_)))
                    if waited.kind == WaitKind::Exit =>
                {
                    Some((visit, waited.from, Question::Work))
                }
                _ => None,
            },
            Kept::Needed(_) => None,
        }
    }

    /// Hours from its last berthing before an instant until then.
    fn alongside(&self, visit: u32, time: Time) -> f64 {
        let steps = self.steps(visit).iter().rev();
        let mut berthed =
            steps.filter(|step| matches!(step.what, Occurrence::Berthed(_)) && step.time <= time);
        berthed.next().map_or(0.0, |step| (time - step.time).hours())
    }
}
