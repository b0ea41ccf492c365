//! The tallies of one span, joined over its periods and added up over replications. Leaves out division by their number
//! and the grouping of flows (`table`).

use super::amounts::{
    CallAmounts, CapacityAmounts, CrewAmounts, EquipmentAmounts, HandlingAmounts, LineSectionAmounts,
    MarineAmounts, ModeAmounts, PlaceAmounts, QueueAmounts, SectionAmounts, YardAmounts,
};
use super::closed;
use super::road::TruckSum;
use super::waits::WaitSum;
use crate::record::{ClosedTally, FlowTally, HandlingTally, MonthSums, Period, QueueTally, YardTally};

/// Calls of one flow, or of several together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CallSum {
    /// Calls and cargo.
    pub amounts: CallAmounts,
    /// Where the time in transfer went.
    pub handling: HandlingAmounts,
    /// Hours of it lost to closures that stop work, by cause.
    pub closures: Vec<f64>,
    /// Arrival to start of the inbound transit.
    pub entry_wait: WaitSum,
    /// End of formalities to outbound clearance.
    pub exit_wait: WaitSum,
    /// Arrival to departure.
    pub stay: WaitSum,
    /// Occupied time.
    pub occupied: WaitSum,
}

/// All tallies of a span. Lists are in the order of the port's lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SpanTally {
    /// By flow.
    pub flows: Vec<CallSum>,
    /// By quay or berth.
    pub places: Vec<PlaceAmounts>,
    /// By kind of machine.
    pub equipment: Vec<EquipmentAmounts>,
    /// By yard.
    pub yards: Vec<YardAmounts>,
    /// By yard: time-average share of its capacity in use; absent if unlimited.
    pub yard_use: Vec<Option<f64>>,
    /// By land-side mode.
    pub modes: Vec<ModeAmounts>,
    /// By shared land-side capacity.
    pub capacities: Vec<CapacityAmounts>,
    /// By channel section.
    pub sections: Vec<SectionAmounts>,
    /// By section of each line, one line after the other.
    pub line_sections: Vec<LineSectionAmounts>,
    /// By marine service.
    pub marine: Vec<MarineAmounts>,
    /// Hours in which the channel is shut inbound.
    pub channel_closed: ClosedTally,
    /// By cargo: hours in which all work on it is shut.
    pub cargoes_closed: Vec<ClosedTally>,
    /// Hours each closure was active.
    pub closures: Vec<f64>,
    /// By cause: hours in which a closure of that cause was active.
    pub causes: Vec<f64>,
    /// The anchorage as a whole.
    pub queue: QueueAmounts,
    /// Hours by number at anchor, 0, 1, 2 …, all together.
    pub queue_hours: Vec<f64>,
    /// By group of anchorage places.
    pub anchorages: Vec<QueueAmounts>,
    /// The same hours by group.
    pub anchorage_hours: Vec<Vec<f64>>,
    /// Demand of the port area, statistical tonnes.
    pub demand: f64,
    /// Side stream, statistical tonnes.
    pub side_stream: f64,
    /// By crew.
    pub crews: Vec<CrewAmounts>,
    /// By trade: moved by each of its modes, in their order there, physical tonnes.
    pub carried: Vec<Vec<f64>>,
    /// By land-side mode: its trucks, nothing for one that has none.
    pub trucks: Vec<TruckSum>,
}

impl CallSum {
    fn join(&mut self, flow: &FlowTally, first: bool) {
        let counted = flow.counted_per_tonne;
        if first {
            self.amounts.afloat_start = flow.afloat_start.0;
        }
        self.amounts.afloat_end = 0.0;
        self.amounts.waiting_end = 0.0;
        self.amounts.waiting_end_hours = 0.0;
        self.amounts.add(&CallAmounts {
            arrived: f64::from(flow.arrived),
            arrived_tonnes: flow.arrived_tonnes.0 * counted,
            arrived_physical: flow.arrived_tonnes.0,
            entered: f64::from(flow.entered),
            departed: f64::from(flow.departed),
            diverted: f64::from(flow.diverted),
            diverted_tonnes: flow.diverted_tonnes.0 * counted,
            turned_away: f64::from(flow.turned_away),
            turned_away_tonnes: flow.turned_away_tonnes.0 * counted,
            sheltered: f64::from(flow.sheltered),
            sheltered_hours: flow.sheltered_hours,
            throughput: flow.crossed.0 * counted,
            crossed: flow.crossed.0,
            afloat_start: 0.0,
            afloat_end: flow.afloat_end.0,
            waiting_end: f64::from(flow.waiting_end),
            waiting_end_hours: flow.waiting_end_hours,
        });
        self.handling.add(&handling(&flow.handling));
        add_each(&mut self.closures, &flow.handling.closures);
        self.entry_wait.record(&flow.entry_wait);
        self.exit_wait.record(&flow.exit_wait);
        self.stay.record(&flow.stay);
        self.occupied.record(&flow.occupied);
    }

    /// Adds the calls of another.
    pub(super) fn add(&mut self, other: &CallSum) {
        self.amounts.add(&other.amounts);
        self.handling.add(&other.handling);
        add_each(&mut self.closures, &other.closures);
        self.entry_wait.add(&other.entry_wait);
        self.exit_wait.add(&other.exit_wait);
        self.stay.add(&other.stay);
        self.occupied.add(&other.occupied);
    }

    /// Mean entry wait ÷ mean occupied time (rule V5), never a mean of ratios; absent without a served call.
    pub(super) fn waiting_ratio(&self) -> Option<f64> {
        let occupied = self.occupied.mean().filter(|&hours| hours > 0.0)?;
        Some(self.entry_wait.mean()? / occupied)
    }
}

impl SpanTally {
    /// Joins neighbouring periods of one run: amounts add up, stocks at the ends are those at the ends of the span,
    /// averages are weighted by time, extremes are the extremes.
    pub(super) fn of(periods: &[Period]) -> SpanTally {
        let mut tally = SpanTally::default();
        let mut hours = 0.0;
        for (number, period) in periods.iter().enumerate() {
            let length = (period.until - period.from).hours();
            tally.join(period, number == 0, hours, length);
            hours += length;
        }
        tally
    }

    /// What a month says of the use of things; all else is left at nothing.
    pub(super) fn of_month(sums: &MonthSums, hours: f64) -> SpanTally {
        let places = sums.places.iter().map(|place| PlaceAmounts {
            occupied: place.occupied,
            open: place.open,
            ..PlaceAmounts::default()
        });
        let equipment = sums.equipment.iter().map(|machines| EquipmentAmounts {
            present: machines.present,
            working: machines.working,
            ..EquipmentAmounts::default()
        });
        let crews =
            sums.crews.iter().map(|crew| CrewAmounts { present: crew.present, assigned: crew.assigned });
        let modes = sums.modes.iter().map(|mode| ModeAmounts {
            tonnes: mode.tonnes,
            trains: mode.trains,
            ..ModeAmounts::default()
        });
        let capacities = sums.capacities.iter();
        let capacities = capacities.map(|sum| CapacityAmounts { used: sum.used, available: sum.available });
        let sections = sums.sections.iter().map(|&occupied| SectionAmounts { transits: 0.0, occupied });
        let marine = sums.marine.iter().map(|service| MarineAmounts {
            ordered: 0.0,
            bound: service.bound,
            present: service.present,
        });
        SpanTally {
            places: places.collect(),
            equipment: equipment.collect(),
            crews: crews.collect(),
            yard_use: sums.yards.iter().map(|yard| Some(yard.used / hours)).collect(),
            modes: modes.collect(),
            trucks: sums.modes.iter().map(|mode| TruckSum::of_slots(mode.slots)).collect(),
            capacities: capacities.collect(),
            sections: sections.collect(),
            marine: marine.collect(),
            closures: sums.closures.clone(),
            ..SpanTally::default()
        }
    }

    /// Joins a period of `length` hours that follows on `before` hours.
    fn join(&mut self, period: &Period, first: bool, before: f64, length: f64) {
        let weight = length / (before + length);
        fit(&mut self.flows, period.flows.len());
        for (sum, flow) in self.flows.iter_mut().zip(&period.flows) {
            sum.join(flow, first);
        }
        self.join_berths(period);
        self.join_marine(period);
        self.join_lines(period);
        self.join_yards(period, first, weight);
        self.join_land(period);
        add_each(&mut self.closures, &period.closures);
        add_each(&mut self.causes, &period.causes);
        self.join_weather(period);
        join_queue(&mut self.queue, &period.queue, weight);
        add_each(&mut self.queue_hours, &period.queue.hours_by_number);
        fit(&mut self.anchorages, period.anchorages.len());
        fit(&mut self.anchorage_hours, period.anchorages.len());
        for (sum, queue) in self.anchorage_hours.iter_mut().zip(&period.anchorages) {
            add_each(sum, &queue.hours_by_number);
        }
        for (sum, queue) in self.anchorages.iter_mut().zip(&period.anchorages) {
            join_queue(sum, queue, weight);
        }
        self.demand += period.port_demand().0;
        self.side_stream += period.side_stream.0;
    }

    fn join_weather(&mut self, period: &Period) {
        closed::add(&mut self.channel_closed, &period.channel_closed);
        add_all(&mut self.cargoes_closed, &period.cargoes_closed, closed::add);
    }

    fn join_berths(&mut self, period: &Period) {
        fit(&mut self.places, period.places.len());
        for (sum, place) in self.places.iter_mut().zip(&period.places) {
            sum.add(&PlaceAmounts {
                calls: f64::from(place.calls),
                throughput: place.counted.0,
                occupied: place.occupied,
                reserved: place.reserved,
                open: place.open,
                handling: place.handling,
                vessel_hours: place.vessel_hours,
                cleaning: place.cleaning,
            });
        }
        fit(&mut self.equipment, period.equipment.len());
        for (sum, machines) in self.equipment.iter_mut().zip(&period.equipment) {
            sum.add(&EquipmentAmounts {
                present: machines.present,
                failed: machines.failed,
                assigned: machines.assigned,
                working: machines.working,
                failures: f64::from(machines.failures),
                maintained: machines.maintained,
            });
        }
        fit(&mut self.crews, period.crews.len());
        for (sum, crew) in self.crews.iter_mut().zip(&period.crews) {
            sum.add(&CrewAmounts { present: crew.present, assigned: crew.assigned });
        }
        fit(&mut self.sections, period.sections.len());
        for (sum, section) in self.sections.iter_mut().zip(&period.sections) {
            sum.add(&SectionAmounts { transits: f64::from(section.transits), occupied: section.occupied });
        }
    }

    /// Sections of all lines, one after the other.
    fn join_lines(&mut self, period: &Period) {
        let sections = period.lines.iter().flat_map(|line| &line.sections);
        fit(&mut self.line_sections, sections.clone().count());
        for (sum, section) in self.line_sections.iter_mut().zip(sections) {
            sum.add(&LineSectionAmounts { runs: f64::from(section.runs), occupied: section.occupied });
        }
    }

    fn join_marine(&mut self, period: &Period) {
        fit(&mut self.marine, period.marine.len());
        for (sum, service) in self.marine.iter_mut().zip(&period.marine) {
            sum.add(&MarineAmounts {
                ordered: f64::from(service.ordered),
                bound: service.bound,
                present: service.present,
            });
        }
    }

    fn join_yards(&mut self, period: &Period, first: bool, weight: f64) {
        fit(&mut self.yards, period.yards.len());
        fit(&mut self.yard_use, period.yards.len());
        for (at, yard) in period.yards.iter().enumerate() {
            join_yard(&mut self.yards[at], yard, first, weight);
            self.yard_use[at] = match (self.yard_use[at], yard.mean_use) {
                (Some(before), Some(now)) => Some(before + weight * (now - before)),
                (before, now) => now.or(before),
            };
        }
    }

    fn join_land(&mut self, period: &Period) {
        fit(&mut self.modes, period.modes.len());
        for (sum, mode) in self.modes.iter_mut().zip(&period.modes) {
            let peak_day = sum.peak_day.max(mode.peak_day.0);
            sum.add(&ModeAmounts {
                tonnes: mode.tonnes.0,
                peak_day: 0.0,
                working: mode.working,
                trains: f64::from(mode.trains),
                short: f64::from(mode.short),
                cancelled: f64::from(mode.cancelled),
                no_wagons: f64::from(mode.no_wagons),
                line_wait: mode.line_wait,
            });
            sum.peak_day = peak_day;
        }
        fit(&mut self.carried, period.carried.len());
        for (sum, carried) in self.carried.iter_mut().zip(&period.carried) {
            add_each(sum, &carried.iter().map(|tonnes| tonnes.0).collect::<Vec<_>>());
        }
        fit(&mut self.trucks, period.modes.len());
        for (sum, mode) in self.trucks.iter_mut().zip(&period.modes) {
            mode.trucks.iter().for_each(|trucks| sum.join(trucks));
        }
        fit(&mut self.capacities, period.capacities.len());
        for (sum, capacity) in self.capacities.iter_mut().zip(&period.capacities) {
            sum.add(&CapacityAmounts { used: capacity.used.0, available: capacity.available.0 });
        }
    }

    /// Adds the tallies of another replication.
    pub(super) fn add(&mut self, other: &SpanTally) {
        add_all(&mut self.flows, &other.flows, CallSum::add);
        add_all(&mut self.places, &other.places, PlaceAmounts::add);
        add_all(&mut self.equipment, &other.equipment, EquipmentAmounts::add);
        add_all(&mut self.yards, &other.yards, YardAmounts::add);
        add_all(&mut self.yard_use, &other.yard_use, |sum, add| {
            *sum = match (*sum, *add) {
                (Some(sum), Some(add)) => Some(sum + add),
                (sum, add) => sum.or(add),
            };
        });
        add_all(&mut self.modes, &other.modes, ModeAmounts::add);
        add_all(&mut self.capacities, &other.capacities, CapacityAmounts::add);
        add_all(&mut self.sections, &other.sections, SectionAmounts::add);
        add_all(&mut self.marine, &other.marine, MarineAmounts::add);
        add_all(&mut self.crews, &other.crews, CrewAmounts::add);
        add_all(&mut self.line_sections, &other.line_sections, LineSectionAmounts::add);
        closed::add(&mut self.channel_closed, &other.channel_closed);
        add_all(&mut self.cargoes_closed, &other.cargoes_closed, closed::add);
        add_each(&mut self.queue_hours, &other.queue_hours);
        add_all(&mut self.anchorage_hours, &other.anchorage_hours, |sum, hours| add_each(sum, hours));
        add_each(&mut self.closures, &other.closures);
        add_each(&mut self.causes, &other.causes);
        self.queue.add(&other.queue);
        add_all(&mut self.anchorages, &other.anchorages, QueueAmounts::add);
        self.demand += other.demand;
        self.side_stream += other.side_stream;
        add_all(&mut self.carried, &other.carried, |sum, carried| add_each(sum, carried));
        add_all(&mut self.trucks, &other.trucks, TruckSum::add);
    }
}

fn handling(tally: &HandlingTally) -> HandlingAmounts {
    HandlingAmounts {
        hours: tally.hours,
        working: tally.working,
        productive: tally.productive,
        shift: tally.shift,
        tail: tally.tail,
        machine: tally.machine,
        slow: tally.slow,
        yard: tally.yard,
        yard_slowed: tally.yard_slowed,
        hatch: tally.hatch,
    }
}

fn join_yard(sum: &mut YardAmounts, yard: &YardTally, first: bool, weight: f64) {
    if first {
        (sum.start, sum.low) = (yard.start.0, yard.low.0);
    }
    sum.mean += weight * (yard.mean.0 - sum.mean);
    sum.peak = sum.peak.max(yard.peak.0);
    sum.low = sum.low.min(yard.low.0);
    sum.end = yard.end.0;
    sum.full_hours += yard.full_hours;
    sum.empty_hours += yard.empty_hours;
    sum.landed += yard.landed.0;
    sum.loaded += yard.loaded.0;
    sum.collected += yard.collected.0;
    sum.delivered += yard.delivered.0;
}

fn join_queue(sum: &mut QueueAmounts, queue: &QueueTally, weight: f64) {
    sum.mean += weight * (queue.mean - sum.mean);
    sum.greatest = sum.greatest.max(f64::from(queue.greatest));
    sum.end = f64::from(queue.end);
    sum.oldest = queue.oldest;
    sum.outside += weight * (queue.outside - sum.outside);
}

fn fit<T: Clone + Default>(list: &mut Vec<T>, length: usize) {
    if list.len() < length {
        list.resize(length, T::default());
    }
}

fn add_each(sums: &mut Vec<f64>, amounts: &[f64]) {
    add_all(sums, amounts, |sum, amount| *sum += amount);
}

fn add_all<T: Clone + Default>(sums: &mut Vec<T>, others: &[T], add: impl Fn(&mut T, &T)) {
    fit(sums, others.len());
    for (sum, other) in sums.iter_mut().zip(others) {
        add(sum, other);
    }
}
