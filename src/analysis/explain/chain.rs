//! Why the vessel that stood in the way stood there so long: links from vessel to vessel, back to what began it.

use super::blame::{Obstacle, Waited};
use super::chronicle::Chronicle;
use super::handling::Loss;
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

impl Chronicle<'_> {
    /// Why `visit` was still at its place until `time`, and so on back.
    pub(super) fn chain(&self, visit: u32, time: Time, told: u32) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        let mut next = Some((visit, time, false));
        while let Some((visit, time, before_exit)) = next.take().filter(|_| links.len() < LINKS) {
            let again = links.iter().any(|link| link.visit == visit);
            if visit == told || again && !before_exit {
                break;
            }
            let kept = match self.kept(visit, time, before_exit) {
                Some(kept) => kept,
                None if before_exit => break,
                None => Kept::Needed(self.alongside(visit, time)),
            };
            next = self.behind(visit, &kept);
            links.push(Link { visit, kept });
        }
        links
    }

    /// The greatest thing that kept a vessel alongside; else that it came late.
    fn kept(&self, visit: u32, time: Time, before_exit: bool) -> Option<Kept> {
        let loss = self.losses(visit).into_iter().find(|loss| loss.from < time);
        let loss = loss.filter(|loss| loss.hours >= WORTH_TELLING);
        if before_exit {
            return loss.map(Kept::Lost);
        }
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
    fn behind(&self, visit: u32, kept: &Kept) -> Option<(u32, Time, bool)> {
        match kept {
            Kept::Lost(loss) => loss.who.first().map(|&other| (other, loss.until, false)),
            Kept::Waited(waited) | Kept::CameLate(waited) => match (&waited.obstacle, waited.leads) {
                (Obstacle::Berths { freed: Some((other, _, at)), .. }, _) => Some((*other, *at, false)),
                // It would not have had to wait for a window that opened earlier: what made it late?
                (_, Some(Condition::Tide | Condition::Daylight | Condition::Closure(_)))
                    if waited.kind == WaitKind::Exit =>
                {
                    Some((visit, waited.from, true))
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
