//! The hours of one replication after the other, folded by judged span, for all vessels and by class.

use super::cause::{Quantity, activity_name, condition_name, loss_name};
use super::moments::{Calls, Moments};
use super::{ActivityPart, HeldHours, Hold, Loss, LossPart, StayAccount, StayTable, VesselHours, WaitPart};
use crate::analysis::named::Named;
use crate::analysis::span::Span;
use crate::port::Port;
use crate::record::{
    Activity, FlowTally, HandlingTally, Period, StayTally, Unmet, WaitHours, WaitKind, add_hours,
};

/// What parts of hours may differ from their sum, of each hour: the account is kept in hours, booked piece by piece.
const SLACK: f64 = 1e-9;

/// The hours of a span under way.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct StaySum {
    total: GroupSum,
    /// By class.
    classes: Vec<GroupSum>,
}

/// Quantities of a group of vessels, in the order in which they were first seen.
#[derive(Clone, Debug, Default)]
struct GroupSum {
    calls: Calls,
    quantities: Vec<(Quantity, Moments)>,
}

/// The hours of a group of vessels in one replication.
#[derive(Debug, Default)]
struct Hours {
    calls: f64,
    stay: StayTally,
    work: HandlingTally,
}

impl StaySum {
    /// Adds the periods of one more replication.
    pub(in crate::analysis) fn add(&mut self, port: &Port, periods: &[Period]) {
        self.classes.resize(port.classes.len(), GroupSum::default());
        let mut total = Hours::default();
        let mut classes: Vec<Hours> = port.classes.iter().map(|_| Hours::default()).collect();
        for tallies in periods.iter().map(|period| &period.flows) {
            for (flow, tally) in port.flows.iter().zip(tallies) {
                total.join(tally);
                classes[flow.class.index()].join(tally);
            }
        }
        self.total.add(&total);
        self.classes.iter_mut().zip(&classes).for_each(|(sum, hours)| sum.add(hours));
    }

    /// The table of `span`; absent where no account was kept.
    pub(in crate::analysis) fn table(&self, port: &Port, span: &Span) -> Option<StayTable> {
        let kept = self.total.is_kept();
        let classes = port.classes.iter().zip(&self.classes).filter(|(_, sum)| sum.is_kept());
        kept.then(|| StayTable {
            span: span.clone(),
            total: self.total.account(port),
            classes: classes.map(|(class, sum)| named(class.name.clone(), sum.account(port))).collect(),
        })
    }
}

fn named<T>(name: String, of: T) -> Named<T> {
    Named { name, of }
}

impl Hours {
    fn join(&mut self, flow: &FlowTally) {
        let (stay, work) = (&flow.account, &flow.handling);
        self.calls += f64::from(flow.arrived);
        self.stay.hours += stay.hours;
        for (sum, hours) in self.stay.activities.iter_mut().zip(stay.activities) {
            *sum += hours;
        }
        for (sums, waits) in [
            (&mut self.stay.entry, &stay.entry),
            (&mut self.stay.start, &stay.start),
            (&mut self.stay.exit, &stay.exit),
        ] {
            waits.iter().for_each(|wait| add_hours(sums, wait.unmet, wait.hours));
        }
        self.work.productive += work.productive;
        self.work.shift += work.shift;
        self.work.closures.resize(work.closures.len().max(self.work.closures.len()), 0.0);
        for (sum, hours) in self.work.closures.iter_mut().zip(&work.closures) {
            *sum += hours;
        }
        self.work.hatch += work.hatch;
        self.work.tail += work.tail;
        self.work.machine += work.machine;
        self.work.slow += work.slow;
        self.work.yard += work.yard;
    }

    /// All waits, one after the other.
    fn waits(&self) -> impl Iterator<Item = (WaitKind, WaitHours)> {
        let StayTally { entry, start, exit, .. } = &self.stay;
        let lists = [(WaitKind::Entry, entry), (WaitKind::Start, start), (WaitKind::Exit, exit)];
        lists.into_iter().flat_map(|(kind, waits)| waits.iter().map(move |wait| (kind, *wait)))
    }

    fn losses(&self) -> Vec<(Loss, f64)> {
        let work = &self.work;
        let mut losses = vec![(Loss::Shift, work.shift)];
        losses.extend(work.closures.iter().enumerate().map(|(at, &hours)| (Loss::Closure(at), hours)));
        losses.extend([
            (Loss::Hatch, work.hatch),
            (Loss::Tail, work.tail),
            (Loss::Machine, work.machine),
            (Loss::Slow, work.slow),
            (Loss::Yard, work.yard),
        ]);
        losses
    }

    /// Every quantity that is not 0, sums of the parts among them.
    fn quantities(&self) -> Vec<(Quantity, f64)> {
        let activities =
            self.stay.activities.iter().enumerate().map(|(at, &hours)| (Quantity::Activity(at), hours));
        let mut all: Vec<(Quantity, f64)> = activities.collect();
        let mut held: Vec<(Quantity, f64)> = Vec::new();
        let mut waited = [0.0; 2];
        for (kind, wait) in self.waits() {
            all.push((Quantity::Wait(kind, wait.unmet), wait.hours));
            let alone = wait.unmet.count() == 1;
            waited[usize::from(!alone)] += wait.hours;
            for condition in wait.unmet.conditions() {
                let as_what = if alone { Quantity::Alone(condition) } else { Quantity::Shared(condition) };
                add(&mut held, as_what, wait.hours);
                add(&mut held, Quantity::AtMost(condition), wait.hours);
            }
        }
        let losses = self.losses();
        let lost: f64 = losses.iter().map(|loss| loss.1).sum();
        let activities: f64 = self.stay.activities.iter().sum();
        let needed = activities + self.work.productive;
        let parts = needed + waited[0] + waited[1] + lost;
        let kept = self.stay.hours;
        let same = (parts - kept).abs() <= SLACK * kept.max(1e3);
        debug_assert!(kept == 0.0 || same, "hours of parts {parts}, of vessels {kept}");
        all.push((Quantity::Productive, self.work.productive));
        all.extend(losses.into_iter().map(|(loss, hours)| (Quantity::Lost(loss), hours)));
        all.extend([
            (Quantity::Total, kept),
            (Quantity::AllNeeded, needed),
            (Quantity::AllWaits, waited[0] + waited[1]),
            (Quantity::SharedWaits, waited[1]),
            (Quantity::AllLosses, lost),
        ]);
        all.extend(held);
        all.retain(|(_, hours)| *hours != 0.0);
        all
    }
}

fn add(sums: &mut Vec<(Quantity, f64)>, quantity: Quantity, hours: f64) {
    match sums.iter_mut().find(|(other, _)| *other == quantity) {
        Some((_, sum)) => *sum += hours,
        None => sums.push((quantity, hours)),
    }
}

impl GroupSum {
    fn add(&mut self, hours: &Hours) {
        let off = self.calls.add(hours.calls);
        let mut found = hours.quantities();
        for (quantity, moments) in &mut self.quantities {
            let at = found.iter().position(|(other, _)| other == quantity);
            let value = at.map_or(0.0, |at| found.swap_remove(at).1);
            moments.add(value, self.calls.count, off);
        }
        for (quantity, value) in found {
            let mut moments = Moments::default();
            moments.add(value, self.calls.count, off);
            self.quantities.push((quantity, moments));
        }
    }

    fn hours(&self, quantity: Quantity) -> VesselHours {
        let found = self.quantities.iter().find(|(other, _)| *other == quantity);
        found.map_or(Moments::default(), |found| found.1).hours(&self.calls)
    }

    /// True if vessels were present by the account.
    fn is_kept(&self) -> bool {
        self.quantities.iter().any(|(quantity, moments)| *quantity == Quantity::Total && !moments.is_zero())
    }

    fn account(&self, port: &Port) -> StayAccount {
        let of = |quantity| self.hours(quantity);
        StayAccount {
            calls: self.calls.mean,
            total: of(Quantity::Total),
            needed: of(Quantity::AllNeeded),
            waited: of(Quantity::AllWaits),
            shared: of(Quantity::SharedWaits),
            lost: of(Quantity::AllLosses),
            productive: of(Quantity::Productive),
            activities: self.activities(),
            waits: self.waits(port),
            losses: self.losses(port),
            holds: self.holds(port),
        }
    }

    fn activities(&self) -> Vec<ActivityPart> {
        let spent = Activity::ALL.iter().enumerate().map(|(at, &activity)| ActivityPart {
            name: activity_name(activity),
            activity,
            spent: self.hours(Quantity::Activity(at)),
        });
        spent.filter(|part| part.spent.hours > 0.0).collect()
    }

    fn waits(&self, port: &Port) -> Vec<WaitPart> {
        let names =
            |unmet: Unmet| unmet.conditions().map(|condition| condition_name(port, condition)).collect();
        let one = |(quantity, moments): &(Quantity, Moments)| match *quantity {
            Quantity::Wait(kind, unmet) => {
                Some(WaitPart { kind, missing: names(unmet), unmet, spent: moments.hours(&self.calls) })
            }
            _ => None,
        };
        let mut waits: Vec<WaitPart> = self.quantities.iter().filter_map(one).collect();
        waits.sort_by(|one, other| {
            let order = other.spent.hours.total_cmp(&one.spent.hours);
            order.then(one.unmet.cmp(&other.unmet)).then((one.kind as u8).cmp(&(other.kind as u8)))
        });
        waits
    }

    /// Every loss that cost hours.
    fn losses(&self, port: &Port) -> Vec<LossPart> {
        let closures = (0..port.causes.len()).map(Loss::Closure);
        let rest = [Loss::Hatch, Loss::Tail, Loss::Machine, Loss::Slow, Loss::Yard];
        let parts = [Loss::Shift].into_iter().chain(closures).chain(rest).map(|loss| LossPart {
            name: loss_name(port, loss),
            loss,
            spent: self.hours(Quantity::Lost(loss)),
        });
        parts.filter(|part| part.spent.hours > 0.0).collect()
    }

    fn holds(&self, port: &Port) -> Vec<HeldHours> {
        let waits = self.quantities.iter().filter_map(|(quantity, moments)| match *quantity {
            Quantity::AtMost(condition) => Some(HeldHours {
                kind: "wait",
                name: condition_name(port, condition),
                hold: Hold::Wait(condition),
                alone: self.hours(Quantity::Alone(condition)),
                shared: self.hours(Quantity::Shared(condition)),
                at_most: moments.hours(&self.calls),
            }),
            _ => None,
        });
        let work = self.losses(port).into_iter().map(|part| HeldHours {
            kind: "work",
            name: part.name,
            hold: Hold::Work(part.loss),
            alone: part.spent,
            shared: Moments::default().hours(&self.calls),
            at_most: part.spent,
        });
        let mut holds: Vec<HeldHours> = waits.chain(work).collect();
        holds.sort_by(|one, other| {
            let alone = other.alone.hours.total_cmp(&one.alone.hours);
            alone.then(other.at_most.hours.total_cmp(&one.at_most.hours)).then(one.name.cmp(&other.name))
        });
        holds
    }
}
