//! Which closures are active, and what that means for each target (rule 6). A target is open when its set of active causes is
//! empty; a set is a bit for each closure.

pub(super) use super::causes::Causes;
use super::closed::{Closed, Watch};
use super::plan::Plan;
use super::weather::WeatherState;
use crate::engine::Seed;
use crate::port::{
    CapacityId, CargoId, ClassId, Direction, Draws, Effect, EquipmentId, LineId, MarineId, ModeId, PlaceId,
    Port, SectionId, Target, Trigger, VisitStage, YardId,
};
use crate::record::{ClosedTally, Condition, Unmet};
use crate::units::{Duration, Time};

/// What one closure does to each kind of target.
#[derive(Debug, Default)]
struct Reaches {
    hold: Causes,
    suspend: Causes,
    finish: Causes,
    /// Closures that order vessels to sea.
    evacuate: Causes,
    /// Closures that slow, with their factor.
    slow: Vec<(usize, f64)>,
}

/// Where cargo work goes on and on what: all that a closure of it may name, the yard left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct WorkAt {
    pub(super) place: usize,
    pub(super) equipment: usize,
    pub(super) cargo: usize,
    pub(super) class: usize,
}

impl Reaches {
    fn slowness(&self, active: Causes) -> f64 {
        self.slow
            .iter()
            .filter(|(closure, _)| active & (1 << closure) != 0)
            .map(|(_, factor)| factor)
            .product()
    }
}

/// The closures of a run.
#[derive(Debug)]
pub(super) struct Closures {
    /// Number of the replication.
    pub(super) replication: u64,
    /// Closures active now.
    pub(super) active: Causes,
    /// By closure: since when it is active.
    since: Vec<Time>,
    /// Weather states, in the order of the port.
    pub(super) weathers: Vec<WeatherState>,
    /// By weather state: the closures it triggers as it begins and ends.
    pub(super) triggered: Vec<Vec<usize>>,
    /// By weather state: the closures that begin ahead of its events or end after them.
    pub(super) foreseen: Vec<Vec<Foreseen>>,
    /// Closures set off by a stage of a call: (closure, class, stage).
    pub(super) by_stage: Vec<(usize, usize, VisitStage)>,
    /// By closure: how many overlapping spans or visits keep it active.
    reasons: Vec<u32>,
    /// Closures whose cause is "outside shift hours".
    pub(super) shift: Causes,
    /// Closures by cause, and the cause of each.
    pub(super) by_cause: Vec<Causes>,
    cause_of: Vec<usize>,
    /// Closures that act on clearance; on work at the quay; on the land side.
    clearance: Causes,
    work: Causes,
    land: Causes,
    cause_since: Vec<Time>,
    sections: Vec<[Reaches; 2]>,
    places: Vec<Reaches>,
    equipment: Vec<Reaches>,
    classes: Vec<Reaches>,
    cargoes: Vec<Reaches>,
    yards: Vec<Reaches>,
    modes: Vec<Reaches>,
    capacities: Vec<Reaches>,
    marine: Vec<Reaches>,
    lines: Vec<Reaches>,
    /// Hours in which the channel and each cargo are shut.
    closed: Closed,
    /// Counts changes of what is active.
    pub(super) changes: u32,
    /// Hours active since the last reset, by closure and by cause.
    pub(super) hours: Vec<f64>,
    pub(super) cause_hours: Vec<f64>,
}

/// Name of the cause under which hours outside shifts are booked.
pub(super) const SHIFT: &str = "shift";

/// A closure that begins ahead of an event of the weather, or ends after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Foreseen {
    pub(super) closure: usize,
    pub(super) before: Duration,
    pub(super) after: Duration,
}

/// By weather state: closures that go with its events, and those that begin before or end after them.
fn by_weather(port: &Port, draws: &Draws) -> (Vec<Vec<usize>>, Vec<Vec<Foreseen>>) {
    let mut triggered = vec![Vec::new(); port.weathers.len()];
    let mut foreseen = vec![Vec::new(); port.weathers.len()];
    for (closure, stated) in port.closures.iter().enumerate() {
        if let Trigger::Weather { state, before, after } = &stated.trigger {
            let (before, after) = (before.at(draws), after.at(draws));
            if before > Duration::ZERO || after > Duration::ZERO {
                foreseen[state.index()].push(Foreseen { closure, before, after });
            } else {
                triggered[state.index()].push(closure);
            }
        }
    }
    (triggered, foreseen)
}

fn collect(port: &Port, draws: &Draws, named: impl Fn(&Target) -> bool) -> Reaches {
    let mut reaches = Reaches::default();
    for (number, closure) in port.closures.iter().enumerate() {
        if !closure.targets.iter().any(&named) {
            continue;
        }
        match closure.effect {
            Effect::Hold => reaches.hold |= 1 << number,
            Effect::Suspend => reaches.suspend |= 1 << number,
            Effect::Finish => reaches.finish |= 1 << number,
            Effect::Evacuate => {
                reaches.hold |= 1 << number;
                reaches.evacuate |= 1 << number;
            }
            Effect::Slow(factor) => reaches.slow.push((number, factor.at(draws))),
        }
    }
    reaches
}

/// What closures do to each section, inbound and outbound.
fn by_section(port: &Port, draws: &Draws) -> Vec<[Reaches; 2]> {
    let section = |number: u32, way: Direction| {
        collect(port, draws, |named| match named {
            Target::Section(section, direction) => {
                *section == SectionId(number) && direction.is_none_or(|direction| direction == way)
            }
            _ => false,
        })
    };
    let numbers = 0..port.sections.len() as u32;
    numbers.map(|number| [Direction::Import, Direction::Export].map(|way| section(number, way))).collect()
}

/// What closures do to each of `count` things of one kind.
fn each(port: &Port, draws: &Draws, count: usize, target: impl Fn(u32) -> Target) -> Vec<Reaches> {
    (0..count as u32).map(|number| collect(port, draws, |named| *named == target(number))).collect()
}

/// The closures that act on a target of this kind.
fn acting(port: &Port, kind: impl Fn(&Target) -> bool) -> Causes {
    let numbers = (0..port.closures.len()).filter(|&number| port.closures[number].targets.iter().any(&kind));
    numbers.map(|number| 1 << number).sum()
}

impl Closures {
    /// The closures of `port` at `plan.start`; none is active yet.
    pub(super) fn new(port: &Port, draws: &Draws, seed: Seed, plan: &Plan) -> Self {
        let (triggered, foreseen) = by_weather(port, draws);
        let by_stage =
            port.closures.iter().enumerate().filter_map(|(number, closure)| match closure.trigger {
                Trigger::Visit { class, stage } => Some((number, class.index(), stage)),
                _ => None,
            });
        let of_cause = |cause: usize| -> Causes {
            let numbers =
                (0..port.closures.len()).filter(|&number| port.closures[number].cause.index() == cause);
            numbers.map(|number| 1 << number).sum()
        };
        let by_cause: Vec<Causes> = (0..port.causes.len()).map(of_cause).collect();
        let shift =
            port.causes.iter().position(|cause| cause.english == SHIFT).map_or(0, |cause| by_cause[cause]);
        let mut closures = Closures {
            replication: seed.replication,
            active: 0,
            since: vec![plan.start; port.closures.len()],
            weathers: (0..port.weathers.len())
                .map(|number| WeatherState::new(port, draws, seed, plan, number))
                .collect(),
            triggered,
            foreseen,
            by_stage: by_stage.collect(),
            reasons: vec![0; port.closures.len()],
            shift,
            cause_since: vec![plan.start; by_cause.len()],
            sections: by_section(port, draws),
            places: each(port, draws, port.places.len(), |number| Target::Place(PlaceId(number))),
            equipment: each(port, draws, port.equipment.len(), |number| {
                Target::Equipment(EquipmentId(number))
            }),
            classes: each(port, draws, port.classes.len(), |number| Target::Class(ClassId(number))),
            cargoes: each(port, draws, port.cargoes.len(), |number| Target::Cargo(CargoId(number))),
            yards: each(port, draws, port.yards.len(), |number| Target::Yard(YardId(number))),
            modes: each(port, draws, port.modes.len(), |number| Target::Mode(ModeId(number))),
            capacities: each(port, draws, port.capacities.len(), |number| {
                Target::Capacity(CapacityId(number))
            }),
            marine: each(port, draws, port.marine.len(), |number| Target::Marine(MarineId(number))),
            lines: each(port, draws, port.lines.len(), |number| Target::Line(LineId(number))),
            cause_of: port.closures.iter().map(|closure| closure.cause.index()).collect(),
            clearance: acting(port, |target| {
                use Target::*;
                matches!(target, Section(..) | Place(_) | Class(_) | Marine(_))
            }),
            work: acting(port, |target| {
                use Target::*;
                !matches!(target, Section(..) | Mode(_) | Capacity(_) | Marine(_) | Line(_))
            }),
            land: acting(port, |target| {
                matches!(target, Target::Mode(_) | Target::Capacity(_) | Target::Yard(_))
            }),
            closed: Closed::new(Vec::new(), 0, plan.start, 0),
            changes: 0,
            hours: vec![0.0; port.closures.len()],
            cause_hours: vec![0.0; by_cause.len()],
            by_cause,
        };
        let month = port.almanac.date(plan.start).month as usize - 1;
        closures.closed = Closed::new(closures.watches(port), port.causes.len(), plan.start, month);
        closures
    }

    /// What shuts the channel inbound, and each cargo: itself, or all machines that work it with their places.
    fn watches(&self, port: &Port) -> Vec<Watch> {
        let sections = self.sections.iter().fold(0, |all, section| all | section[0].hold);
        let mut watches = vec![Watch { own: sections, all: Vec::new() }];
        for cargo in 0..port.cargoes.len() {
            let works = |equipment: &&crate::port::Equipment| {
                equipment.rates.iter().any(|(rated, rate)| rated.index() == cargo && rate.value.0 > 0.0)
            };
            let machines = port.equipment.iter().enumerate().filter(|(_, equipment)| works(equipment));
            let ways = machines.map(|(number, equipment)| {
                let place = &self.places[equipment.place.index()];
                (self.equipment[number].suspend | place.suspend) & !self.shift
            });
            watches.push(Watch { own: self.cargoes[cargo].suspend & !self.shift, all: ways.collect() });
        }
        watches
    }

    /// Makes `closure` active or not from `now`; returns false if it was so already.
    pub(super) fn set(&mut self, closure: usize, active: bool, now: Time) -> bool {
        let bit = 1 << closure;
        if (self.active & bit != 0) == active {
            return false;
        }
        self.closed.settle(self.active, &self.by_cause, now, None);
        self.settle_closure(closure, now);
        let cause = self.cause_of[closure];
        self.settle_cause(cause, now);
        self.active ^= bit;
        self.changes = self.changes.wrapping_add(1);
        true
    }

    /// One more, or one fewer, reason for a closure to be active; returns whether it is active now.
    pub(super) fn count_reason(&mut self, closure: usize, more: bool) -> bool {
        let reasons = &mut self.reasons[closure];
        *reasons =
            if more { Some(*reasons + 1) } else { reasons.checked_sub(1) }.expect("a reason ends that began");
        *reasons > 0
    }

    /// Are vessels at this place ordered to sea?
    pub(super) fn evacuates(&self, place: usize) -> bool {
        self.places[place].evacuate & self.active != 0
    }

    /// Active closures that keep this marine service from being ordered.
    pub(super) fn marine_holds(&self, service: usize) -> Causes {
        self.marine[service].hold & self.active
    }

    /// Can nobody of this marine service be ordered?
    pub(super) fn marine_held(&self, service: usize) -> bool {
        self.marine_holds(service) != 0
    }

    /// May no train start a section of this line?
    pub(super) fn line_held(&self, line: usize) -> bool {
        self.lines[line].hold & self.active != 0
    }

    /// Does it act on a line?
    pub(super) fn acts_on_lines(&self, closure: usize) -> bool {
        self.lines.iter().any(|line| line.hold & (1 << closure) != 0)
    }

    /// Does it act on who may be cleared in or out?
    pub(super) fn acts_on_clearance(&self, closure: usize) -> bool {
        self.clearance & (1 << closure) != 0
    }

    /// Does it act on work at the quay?
    pub(super) fn acts_on_work(&self, closure: usize) -> bool {
        self.work & (1 << closure) != 0
    }

    /// Does it act on the land side?
    pub(super) fn acts_on_land(&self, closure: usize) -> bool {
        self.land & (1 << closure) != 0
    }

    /// Books the hours of active closures until `now`; it is this month (1 to 12) from then on.
    pub(super) fn settle(&mut self, now: Time, month: i8) {
        self.closed.settle(self.active, &self.by_cause, now, Some(month as usize - 1));
        (0..self.since.len()).for_each(|closure| self.settle_closure(closure, now));
        (0..self.cause_since.len()).for_each(|cause| self.settle_cause(cause, now));
    }

    /// The hours in which the channel, then each cargo, was shut since the last call.
    pub(super) fn take_closed(&mut self) -> Vec<ClosedTally> {
        self.closed.take()
    }

    /// Hours in which the channel was shut since the last call of `take_closed`, and by cause; settled.
    pub(super) fn channel_closed(&self) -> (f64, Vec<f64>) {
        self.closed.channel()
    }

    fn settle_closure(&mut self, closure: usize, now: Time) {
        let since = std::mem::replace(&mut self.since[closure], now);
        if self.active & (1 << closure) != 0 {
            self.hours[closure] += (now - since).hours();
        }
    }

    fn settle_cause(&mut self, cause: usize, now: Time) {
        let since = std::mem::replace(&mut self.cause_since[cause], now);
        if self.active & self.by_cause[cause] != 0 {
            self.cause_hours[cause] += (now - since).hours();
        }
    }

    /// Active closures that keep vessels of `class` from starting a transit this way.
    pub(super) fn way_holds(&self, class: usize, way: Direction) -> Causes {
        let direction = usize::from(way == Direction::Export);
        let sections = self.sections.iter().fold(0, |all, section| all | section[direction].hold);
        (sections | self.classes[class].hold) & self.active
    }

    /// May a vessel of `class` start a transit this way now?
    pub(super) fn way_open(&self, class: usize, way: Direction) -> bool {
        self.way_holds(class, way) == 0
    }

    /// Active closures that keep vessels from being cleared to this place.
    pub(super) fn place_holds(&self, place: usize) -> Causes {
        (self.places[place].hold | self.places[place].finish) & self.active
    }

    /// May a vessel be cleared to this place now?
    pub(super) fn place_open(&self, place: usize) -> bool {
        self.place_holds(place) == 0
    }

    /// The causes of closures, as conditions that are not met.
    pub(super) fn unmet(&self, closures: Causes) -> Unmet {
        if closures == 0 {
            return Unmet::NONE;
        }
        let causes = self.by_cause.iter().enumerate().filter(|(_, of_cause)| *of_cause & closures != 0);
        causes.fold(Unmet::NONE, |set, (cause, _)| set.and(Unmet::of(Condition::Closure(cause))))
    }

    /// What the closures of the targets of `work` do to it.
    fn reaching(&self, work: WorkAt) -> [&Reaches; 4] {
        [
            &self.places[work.place],
            &self.equipment[work.equipment],
            &self.cargoes[work.cargo],
            &self.classes[work.class],
        ]
    }

    /// Active closures that keep a parcel from beginning there.
    pub(super) fn finish_holds(&self, work: WorkAt) -> Causes {
        self.reaching(work).iter().fold(0, |causes, reaches| causes | reaches.finish) & self.active
    }

    /// May a parcel begin there now?
    pub(super) fn may_begin(&self, work: WorkAt) -> bool {
        self.finish_holds(work) == 0
    }

    /// Active closures that stop work there, into this yard.
    pub(super) fn stopped(&self, work: WorkAt, yard: Option<usize>) -> Causes {
        let yard = yard.map_or(0, |yard| self.yards[yard].suspend);
        let all = self.reaching(work).iter().fold(yard, |causes, reaches| causes | reaches.suspend);
        all & self.active
    }

    /// Factor on the rate of work there.
    pub(super) fn slowness(&self, work: WorkAt) -> f64 {
        self.reaching(work).iter().map(|reaches| reaches.slowness(self.active)).product()
    }

    /// Factor on a land-side mode: 0 when suspended.
    pub(super) fn mode_factor(&self, mode: usize) -> f64 {
        factor(&self.modes[mode], self.active)
    }

    /// Factor on a shared land-side capacity: 0 when suspended.
    pub(super) fn capacity_factor(&self, capacity: usize) -> f64 {
        factor(&self.capacities[capacity], self.active)
    }

    /// Is a yard closed?
    pub(super) fn yard_closed(&self, yard: usize) -> bool {
        self.yards[yard].suspend & self.active != 0
    }
}

fn factor(reaches: &Reaches, active: Causes) -> f64 {
    if reaches.suspend & active != 0 { 0.0 } else { reaches.slowness(active) }
}
