//! Sentences: why a vessel waited, and why the one in its way was there so long.

use super::super::text::fill;
use super::Voice;
use super::names::hours;
use crate::analysis::explain::{Kept, Link, Loss, Obstacle, Waited};
use crate::record::{Occurrence, WaitKind};
use crate::units::Time;

impl Voice<'_> {
    /// A wait as one sentence, with the chain of causes behind it.
    pub(super) fn wait(&self, waited: &Waited, links: &[Link]) -> String {
        let template = match waited.kind {
            WaitKind::Entry => self.words.at_anchor,
            WaitKind::Start => self.words.to_begin,
            WaitKind::Exit => self.words.to_leave,
        };
        let mut text = fill(template, &[("why", &self.why(waited))]);
        if !waited.besides.is_empty() {
            let told = waited.besides.iter().map(|(condition, lasts)| {
                let name = self.condition(*condition);
                fill(self.words.item, &[("name", &name), ("hours", &(hours(lasts.hours()) + " h"))])
            });
            let list = told.collect::<Vec<_>>().join(self.words.between);
            text.push_str(&fill(self.words.besides, &[("list", &list)]));
        }
        text + &self.chain(links)
    }

    /// What stood in the way of a wait.
    fn why(&self, waited: &Waited) -> String {
        let words = self.words;
        let until = self.near(waited.until, waited.from);
        let who = |visits: &[u32], some: &str, none: &str| {
            if visits.is_empty() { none.to_owned() } else { fill(some, &[("who", &self.vessels(visits))]) }
        };
        match &waited.obstacle {
            Obstacle::Berths { taken, freed } => {
                let mut text = who(taken, words.berths_taken, words.no_room);
                if let Some((visit, place, when)) = *freed {
                    let (vessel, when) = (self.vessel(visit), self.near(when, waited.from));
                    let values =
                        [("who", capital(&vessel)), ("place", self.place(place).into()), ("when", when)];
                    text.push_str(&fill(
                        words.made_room,
                        &values.each_ref().map(|(key, v)| (*key, v.as_str())),
                    ));
                }
                text
            }
            Obstacle::Water(draught) => {
                let draught = super::super::number::fixed(*draught, 1);
                fill(words.low_water, &[("draught", &draught), ("when", &until)])
            }
            Obstacle::Dark => fill(words.dark, &[("when", &until)]),
            Obstacle::Transits(visits) => who(visits, words.channel_taken, words.channel_not_free),
            Obstacle::Service(service, visits) => {
                let name = self.asked.language.name(&self.port.marine[*service].label);
                let template = if visits.is_empty() { words.no_service } else { words.service_with };
                fill(template, &[("service", name), ("who", &self.vessels(visits))])
            }
            Obstacle::Closures(cause) => {
                fill(words.closed, &[("cause", self.cause(*cause)), ("when", &until)])
            }
            Obstacle::Turn(head) => head.map_or_else(
                || words.not_its_turn.to_owned(),
                |head| fill(words.goes_first, &[("who", &self.vessel(head))]),
            ),
            Obstacle::Unknown => words.not_told.to_owned(),
        }
    }

    /// Why the vessel in the way was there so long.
    fn chain(&self, links: &[Link]) -> String {
        let words = self.words;
        let mut text = String::new();
        for (at, link) in links.iter().enumerate() {
            let who = capital(&self.vessel(link.visit));
            let again = at > 0 && links[at - 1].visit == link.visit;
            let sentence = match &link.kept {
                Kept::Lost(loss) => {
                    let template = if again { words.link_late } else { words.link_lost };
                    let cause = self.cause_of(link.visit, loss);
                    fill(template, &[("who", &who), ("hours", &hours(loss.hours)), ("cause", &cause)])
                }
                Kept::Waited(waited) => {
                    let lasts = hours((waited.until - waited.from).hours());
                    fill(words.link_waited, &[("who", &who), ("hours", &lasts), ("why", &self.why(waited))])
                }
                Kept::CameLate(waited) => {
                    let lasts = hours((waited.until - waited.from).hours());
                    fill(
                        words.link_came_late,
                        &[("who", &who), ("hours", &lasts), ("why", &self.why(waited))],
                    )
                }
                Kept::Needed(alongside) => {
                    fill(words.link_needed, &[("who", &who), ("hours", &hours(*alongside))])
                }
            };
            text.push_str(&sentence);
        }
        text
    }

    pub(super) fn cause_of(&self, visit: u32, loss: &Loss) -> String {
        let flow = self.chronicle.visit(visit).map_or(0, |record| record.flow);
        self.loss_cause(flow, loss.cause, &loss.who)
    }

    /// Lost hours of cargo work as a sentence.
    pub(super) fn lost(&self, visit: u32, loss: &Loss) -> String {
        let cause = self.cause_of(visit, loss);
        let near = |time: Time| self.instant(time)[5..].to_owned();
        let (from, until) = (near(loss.from), self.near(loss.until, loss.from));
        let mut text = fill(self.words.loss, &[("cause", &cause), ("from", &from), ("until", &until)]);
        if let Some(what) = loss.until_what {
            text.push_str(&self.release(what));
        }
        text
    }

    fn release(&self, what: Occurrence) -> String {
        let words = self.words;
        let of = |template: &str, mode: usize| fill(template, &[("mode", self.mode(mode))]);
        match what {
            Occurrence::TrainLoads(mode)
            | Occurrence::TrainArrived(mode)
            | Occurrence::TrainLeft { mode, .. } => of(words.release_train, mode),
            Occurrence::TruckLoaded { mode, .. } => of(words.release_truck, mode),
            Occurrence::Closure(at, _) => {
                let modes = self.port.closures[at].targets.iter().find_map(|target| match target {
                    crate::port::Target::Mode(mode) => Some(mode.index()),
                    _ => None,
                });
                modes.map_or_else(String::new, |mode| of(words.release_open, mode))
            }
            _ => String::new(),
        }
    }
}

/// With a capital letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
