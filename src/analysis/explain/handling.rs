//! Where the hours of cargo work went, in the fixed order of rule A2, and who or what took them.

use super::chronicle::Chronicle;
use super::pace::Pace;
use crate::port::{Effect, Target};
use crate::record::Occurrence;
use crate::units::{Duration, Time};

/// What cost hours of cargo work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossCause {
    /// Outside shifts.
    Shift,
    /// Stopped by closures of a cause (position in the port's causes).
    Closure(usize),
    /// Hatches are changed.
    Hatch,
    /// The last part of the parcel is worked more slowly.
    Tail,
    /// Machines are broken down or away.
    Broken,
    /// Machines work for other vessels.
    Others,
    /// Machines stand without a gang, or there are none at all.
    Unmanned,
    /// Slowed by closures of a cause.
    Slowed(usize),
    /// The yard (position in the port's yards) takes or gives too little.
    Yard(usize),
    /// The mode that it loads from has nothing for it.
    Nothing,
}

/// Hours of cargo work that one cause cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// Why.
    pub cause: LossCause,
    /// Hours at the nominal rate.
    pub hours: f64,
    /// From when and until when, the gaps between included.
    pub from: Time,
    /// Until when.
    pub until: Time,
    /// How long in all it was so, in full or in part.
    pub lasted: Duration,
    /// The vessels that had the machines.
    pub who: Vec<u32>,
    /// What let the work go on at the end of it, where the log tells: a train, a truck, a closure that ended.
    pub until_what: Option<Occurrence>,
}

/// A span at one rate under the same closures, machines and stage of the parcel.
struct Piece {
    from: Time,
    until: Time,
    rate: f64,
    machines: Option<u32>,
    /// Moved before it, t.
    moved: f64,
    changing: bool,
}

impl Chronicle<'_> {
    /// The losses of all cargo work of a visit, the greatest first.
    pub(super) fn losses(&self, visit: u32) -> Vec<Loss> {
        let mut losses = Vec::new();
        let (mut place, mut berthed, mut moved) = (None, Time::ZERO, 0.0);
        let steps = self.steps(visit);
        let (end, _) = self.ending(visit);
        for (at, step) in steps.iter().enumerate() {
            match step.what {
                Occurrence::Berthed(here) => (place, berthed) = (Some(here), step.time),
                Occurrence::TransferBegan => {
                    let over = |what: Occurrence| {
                        matches!(
                            what,
                            Occurrence::TransferEnded | Occurrence::OrderedToSea | Occurrence::Shifts { .. }
                        )
                    };
                    let until = steps[at..].iter().find(|step| over(step.what)).map_or(end, |step| step.time);
                    let pace = place.and_then(|place| self.pace(visit, place, berthed));
                    if let Some((place, pace)) = place.zip(pace) {
                        let work = Work { visit, place, pace, parcel: self.record(visit).parcel.0 };
                        for piece in self.pieces(&work, (step.time, until), &mut moved) {
                            self.lose(&work, &piece, &mut losses);
                        }
                    }
                }
                _ => {}
            }
        }
        losses.iter_mut().for_each(|loss| self.find_release(visit, loss));
        losses.sort_by(|one, other| other.hours.total_cmp(&one.hours));
        losses
    }

    fn pieces(&self, work: &Work, (from, until): (Time, Time), moved: &mut f64) -> Vec<Piece> {
        let steps = self.steps(work.visit).iter().filter(|step| step.time >= from && step.time < until);
        let steps: Vec<_> = steps.collect();
        let inside = |time: &Time| *time > from && *time < until;
        let mut cuts: Vec<Time> = steps.iter().map(|step| step.time).collect();
        for closure in self.acting(work) {
            let spans = &self.closures[closure];
            let first = spans.partition_point(|span| span.1 <= from);
            let touching = spans[first..].iter().take_while(|span| span.0 < until);
            cuts.extend(touching.flat_map(|span| [span.0, span.1]).filter(inside));
        }
        let unfit = &self.unfit[work.pace.equipment];
        let first = unfit.partition_point(|(time, _)| *time <= from);
        cuts.extend(unfit[first..].iter().map(|(time, _)| *time).take_while(|time| *time < until));
        let changes = |time| {
            let spans = self.steps(work.visit).iter().filter_map(|step| match step.what {
                Occurrence::HatchChange(takes) => Some((step.time, step.time + takes)),
                _ => None,
            });
            spans.clone().any(|(from, until)| from <= time && time < until)
        };
        cuts.extend([from, until]);
        cuts.sort();
        cuts.dedup();
        let (mut rate, mut machines) = (0.0, None);
        let mut pieces = Vec::new();
        for cut in cuts.windows(2) {
            for step in steps.iter().filter(|step| step.time == cut[0]) {
                if let Occurrence::Rate { tonnes_per_hour, machines: count } = step.what {
                    (rate, machines) = (tonnes_per_hour, Some(count));
                }
            }
            let changing = changes(cut[0]);
            pieces.push(Piece { from: cut[0], until: cut[1], rate, machines, moved: *moved, changing });
            *moved += rate * (cut[1] - cut[0]).hours();
        }
        pieces
    }

    /// Closures that act on work there.
    fn acting(&self, work: &Work) -> Vec<usize> {
        let flow = &self.port.flows[self.record(work.visit).flow];
        let trade = &self.port.trades[flow.trade.index()];
        let reaches = |target: &Target| match target {
            Target::Place(place) => place.index() == work.place,
            Target::Equipment(kind) => kind.index() == work.pace.equipment,
            Target::Class(class) => *class == flow.class,
            Target::Cargo(cargo) => *cargo == trade.cargo,
            Target::Yard(yard) => trade.yard == Some(*yard),
            _ => false,
        };
        let acts = |at: &usize| {
            let closure = &self.port.closures[*at];
            let kind = matches!(closure.effect, Effect::Suspend | Effect::Slow(_));
            kind && closure.targets.iter().any(reaches)
        };
        (0..self.port.closures.len()).filter(acts).collect()
    }

    /// Books the hours of a piece that were lost (rule A2).
    fn lose(&self, work: &Work, piece: &Piece, losses: &mut Vec<Loss>) {
        let hours = (piece.until - piece.from).hours();
        let active: Vec<usize> = (self.acting(work).into_iter())
            .filter(|&closure| self.active_until(closure, piece.from).is_some())
            .collect();
        let stops = |&&at: &&usize| self.port.closures[at].effect == Effect::Suspend;
        let mut causes: Vec<usize> =
            active.iter().filter(stops).map(|&at| self.port.closures[at].cause.index()).collect();
        causes.sort_unstable();
        causes.dedup();
        let mut book = |cause, share: f64, who: Vec<u32>| add(losses, piece, cause, hours * share, who);
        if causes.iter().any(|&cause| self.port.causes[cause].english == "shift") {
            return book(LossCause::Shift, 1.0, Vec::new());
        }
        if !causes.is_empty() {
            let share = 1.0 / causes.len() as f64;
            causes.iter().for_each(|&cause| book(LossCause::Closure(cause), share, Vec::new()));
            return;
        }
        if piece.changing {
            return book(LossCause::Hatch, 1.0, Vec::new());
        }
        let pace = &work.pace;
        let (share, most) = pace.stage(piece.moved, work.parcel);
        book(LossCause::Tail, 1.0 - share, Vec::new());
        let productive = piece.rate / pace.nominal().max(f64::MIN_POSITIVE);
        let machines = piece.machines.unwrap_or_else(|| self.machines_at_first(work, piece, most));
        let manned = share * f64::from(machines) / f64::from(most.max(1));
        let short = most.saturating_sub(machines);
        if short > 0 {
            let missing = (share - manned) / f64::from(short);
            let broken = short.min(self.unfit_at(pace.equipment, piece.from));
            book(LossCause::Broken, missing * f64::from(broken), Vec::new());
            let who = self.others_at_work(work, piece.from);
            let cause = if who.is_empty() { LossCause::Unmanned } else { LossCause::Others };
            book(cause, missing * f64::from(short - broken), who);
        } else if machines > most {
            // Machines added later take it above nominal: less is lost than the clock shows.
            book(LossCause::Unmanned, share - manned, Vec::new());
        }
        let slows = active.iter().filter_map(|&at| match self.port.closures[at].effect {
            Effect::Slow(left) => Some((self.port.closures[at].cause.index(), left.at(self.draws))),
            _ => None,
        });
        let slowness: f64 = slows.clone().map(|(_, left)| left).product();
        if let Some((cause, _)) = slows.min_by(|one, other| one.1.total_cmp(&other.1)) {
            book(LossCause::Slowed(cause), manned * (1.0 - slowness), Vec::new());
        }
        let trade = &self.port.trades[self.port.flows[self.record(work.visit).flow].trade.index()];
        let cause = trade.yard.map_or(LossCause::Nothing, |yard| LossCause::Yard(yard.index()));
        if trade.yard.is_some() || trade.loads.is_some() {
            book(cause, manned * slowness - productive, Vec::new());
        }
    }

    /// Machines before the log tells of a rate: all that are fit and free, for then it is the yard that lets nothing pass.
    fn machines_at_first(&self, work: &Work, piece: &Piece, most: u32) -> u32 {
        let kind = &self.port.equipment[work.pace.equipment];
        let owned = kind.count.at(piece.from, self.draws).round().max(0.0) as u32;
        let fit = owned.saturating_sub(self.unfit_at(work.pace.equipment, piece.from));
        let others = self.others_at_work(work, piece.from);
        if others.is_empty() && kind.crew.is_none() { fit.min(most) } else { 0 }
    }

    /// Other vessels in transfer with machines of the same kind, or of the same crew.
    fn others_at_work(&self, work: &Work, time: Time) -> Vec<u32> {
        let kinds = &self.port.equipment;
        let kind = &kinds[work.pace.equipment];
        if kind.per_vessel {
            return Vec::new();
        }
        let shares = |place: usize| {
            let crew = |at: usize| kinds[at].crew.as_ref().map(|manning| manning.crew);
            let same = (0..kinds.len()).any(|at| {
                kinds[at].place.index() == place
                    && crew(at).is_some()
                    && crew(at) == crew(work.pace.equipment)
            });
            place == work.place || same
        };
        let places = (0..self.lying.len()).filter(|&place| shares(place));
        let there = places.flat_map(|place| &self.lying[place]).filter(|one| {
            one.visit != work.visit
                && one.from <= time
                && one.until > time
                && self.has_machines(one.visit, time)
        });
        let mut who: Vec<u32> = there.map(|one| one.visit).collect();
        who.dedup();
        who
    }

    /// True if a visit has machines at an instant, by the last rate that the log tells.
    fn has_machines(&self, visit: u32, time: Time) -> bool {
        let steps = self.steps(visit);
        let before = steps[..steps.partition_point(|step| step.time <= time)].iter().rev();
        let last = before.filter_map(|step| match step.what {
            Occurrence::Rate { machines, .. } => Some(machines > 0),
            Occurrence::TransferEnded | Occurrence::OrderedToSea | Occurrence::Shifts { .. } => Some(false),
            _ => None,
        });
        last.clone().next().unwrap_or(false)
    }

    /// What let work go on when a yard no longer held it: the mode of its trade that moved at that instant.
    fn find_release(&self, visit: u32, loss: &mut Loss) {
        let LossCause::Yard(_) = loss.cause else { return };
        let trade = &self.port.trades[self.port.flows[self.record(visit).flow].trade.index()];
        let serves = |mode: usize| trade.modes.iter().chain(&trade.onward).any(|id| id.index() == mode);
        let entries = &self.trace.entries;
        let from = entries.partition_point(|entry| entry.time < loss.until);
        let then = entries[from..].iter().take_while(|entry| entry.time == loss.until);
        let moves = |what: Occurrence| match what {
            Occurrence::TrainLoads(mode)
            | Occurrence::TrainArrived(mode)
            | Occurrence::TrainLeft { mode, .. }
            | Occurrence::TruckLoaded { mode, .. } => serves(mode),
            Occurrence::Closure(at, crate::record::ClosureState::Over) => {
                let targets = &self.port.closures[at].targets;
                targets.iter().any(|target| matches!(target, Target::Mode(mode) if serves(mode.index())))
            }
            _ => false,
        };
        loss.until_what = then.map(|entry| entry.what).find(|what| moves(*what));
    }
}

/// Whose work, where, at what pace.
struct Work {
    visit: u32,
    place: usize,
    pace: Pace,
    parcel: f64,
}

/// Adds hours to the loss that they belong to. Less than a second is a crumb of rounding.
fn add(losses: &mut Vec<Loss>, piece: &Piece, cause: LossCause, hours: f64, who: Vec<u32>) {
    if hours.abs() < 1.0 / 3600.0 {
        return;
    }
    let lasted = piece.until - piece.from;
    match losses.iter_mut().find(|loss| loss.cause == cause) {
        Some(loss) => {
            loss.hours += hours;
            loss.until = piece.until;
            loss.lasted += lasted;
            loss.who.extend(who);
            loss.who.sort_unstable();
            loss.who.dedup();
        }
        None => losses.push(Loss {
            cause,
            hours,
            from: piece.from,
            until: piece.until,
            lasted,
            who,
            until_what: None,
        }),
    }
}
