//! Use and loss by month: the running sums of the present period are read at the end of each month, and what they grew by since the last
//! reading is the month. Nothing is counted twice, and nothing where no account is kept.

use super::simulator::World;
use crate::port::Port;
use crate::record::{
    ClassMonth, CrewMonth, HandlingMonth, HandlingTally, MachineMonth, MonthSums, MonthTally, PlaceMonth,
    StayTally,
};
use crate::units::Time;

/// The months so far, and the last reading.
#[derive(Debug)]
pub(super) struct Monthly {
    /// False: no months are kept.
    on: bool,
    from: Time,
    /// The last reading in the present period: sums, and by flow its account and its time in transfer.
    sums: MonthSums,
    accounts: Vec<StayTally>,
    handling: Vec<HandlingTally>,
    pub(super) months: Vec<MonthTally>,
}

impl Monthly {
    pub(super) fn new(on: bool, port: &Port, start: Time) -> Self {
        let flows = if on { port.flows.len() } else { 0 };
        Monthly {
            on,
            from: start,
            sums: MonthSums::default(),
            accounts: vec![StayTally::default(); flows],
            handling: vec![HandlingTally::default(); flows],
            months: Vec::new(),
        }
    }

    /// A period was taken: all its sums begin at zero again.
    pub(super) fn restart(&mut self) {
        self.sums = MonthSums::default();
        self.accounts.fill(StayTally::default());
        self.handling.fill(HandlingTally::default());
    }
}

impl World<'_> {
    /// The month ends at `now`, before its period may end: all is settled to it.
    pub(super) fn end_month(&mut self, now: Time) {
        self.ledger.end_month(now);
        let from = std::mem::replace(&mut self.ledger.monthly.from, now);
        if !self.ledger.monthly.on || now <= from || from < self.plan.from {
            return;
        }
        let sums = self.read_sums(now);
        let grown = sums.since(&self.ledger.monthly.sums);
        self.ledger.monthly.sums = sums;
        let classes = self.read_classes();
        self.ledger.monthly.months.push(MonthTally { from, until: now, classes, sums: grown });
    }

    /// The sums of the present period.
    fn read_sums(&self, now: Time) -> MonthSums {
        let (channel_closed, channel_causes) = self.closures.channel_closed();
        let places = self.quays.read_use(now).zip(&self.ledger.places);
        let everybody = self.anchorage.places.last().expect("all together come last");
        MonthSums {
            places: places
                .map(|([occupied, open], place)| PlaceMonth::of(&place.account, occupied, open))
                .collect(),
            equipment: self.cranes.kinds.iter().map(|kind| machines(kind.hours)).collect(),
            crews: self.cranes.crews.iter().map(|gangs| crew(gangs.hours_until(now))).collect(),
            yards: self.land.read_yards().collect(),
            modes: self.land.read_modes().collect(),
            capacities: self.land.read_capacities(now).collect(),
            sections: self.channel.read_use(now).collect(),
            marine: self.marine.read_use(now).collect(),
            closures: self.closures.hours.clone(),
            channel_closed,
            channel_causes,
            waiting: everybody.level.integral_until(now),
        }
    }

    /// What the accounts of flows grew by, by class; from now on they grow anew.
    fn read_classes(&mut self) -> Vec<ClassMonth> {
        let none = ClassMonth { closures: vec![0.0; self.port.causes.len()], ..ClassMonth::default() };
        let mut classes = vec![none; self.port.classes.len()];
        let monthly = &mut self.ledger.monthly;
        let before = monthly.accounts.iter_mut().zip(&mut monthly.handling);
        for ((flow, site), (account, work)) in self.ledger.flows.iter().zip(&self.site.flows).zip(before) {
            let class = &mut classes[site.class];
            class.add_growth(&flow.account, account);
            class.handling.add(&handling(&flow.handling).since(&handling(work)));
            for (cause, sum) in class.closures.iter_mut().enumerate() {
                let earlier = work.closures.get(cause).copied().unwrap_or_default();
                *sum += flow.handling.closures[cause] - earlier;
            }
            account.clone_from(&flow.account);
            work.clone_from(&flow.handling);
        }
        classes
    }
}

fn machines([present, failed, assigned, working, maintained, ..]: [f64; 7]) -> MachineMonth {
    MachineMonth { present, failed, assigned, working, maintained }
}

fn crew([present, assigned]: [f64; 2]) -> CrewMonth {
    CrewMonth { present, assigned }
}

fn handling(tally: &HandlingTally) -> HandlingMonth {
    HandlingMonth {
        hours: tally.hours,
        productive: tally.productive,
        shift: tally.shift,
        tail: tally.tail,
        machine: tally.machine,
        slow: tally.slow,
        yard: tally.yard,
        hatch: tally.hatch,
    }
}
