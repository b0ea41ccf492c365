//! Trucks of modes that have them one by one: how many, in the busiest hour, how long their turn took and where they waited. Means over the
//! replications; turns pooled over all trucks of all replications.

use serde::Serialize;

use super::waits::{WaitFigures, WaitSum};
use crate::record::{TRUCK_STATIONS, TruckTally};

/// Sums over the trucks of one mode.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TruckSum {
    arrivals: [u64; 24],
    exits: [u64; 24],
    unused: u64,
    gate: f64,
    turn: WaitSum,
    entered: u64,
    waits: [f64; TRUCK_STATIONS],
    outside: u64,
}

/// Mean hours that a truck waits, station by station.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct StationWaits {
    /// For its turn on the causeway inbound; with closures, if it is the first station.
    pub causeway_in: f64,
    /// For a lane in; with closures, if it is the first station.
    pub gate_in: f64,
    /// For a loading place.
    pub loading: f64,
    /// For a scale.
    pub weighbridge: f64,
    /// For a lane out.
    pub gate_out: f64,
    /// For its turn on the causeway outbound.
    pub causeway_out: f64,
}

/// Trucks of one mode in a span.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TruckTable {
    /// Trucks that came.
    pub trucks: f64,
    /// The same by day.
    pub per_day: f64,
    /// Trucks that hauliers could have sent and for which no load was due.
    pub unused: f64,
    /// On trucks that left, physical tonnes.
    pub gate: f64,
    /// Share of the trucks that came in the busiest hour of the day; absent without trucks.
    pub peak_hour_share: Option<f64>,
    /// Trucks that came, by hour of the day.
    pub arrivals: [f64; 24],
    /// Trucks that left, by hour of the day.
    pub exits: [f64; 24],
    /// Arrival to exit, hours.
    pub turn: WaitFigures,
    /// Where those that came in wait, mean hours of a truck; absent if none did.
    pub waits: Option<StationWaits>,
    /// Trucks waiting outside at the end of the span.
    pub outside: f64,
}

impl TruckSum {
    /// So many trucks that came or could have come, and nothing else of them.
    pub(super) fn of_slots(slots: f64) -> TruckSum {
        TruckSum { unused: slots as u64, ..TruckSum::default() }
    }

    /// Adds the trucks of a later period; what waits at its end is what waits.
    pub(super) fn join(&mut self, tally: &TruckTally) {
        add(&mut self.arrivals, &tally.arrivals);
        add(&mut self.exits, &tally.exits);
        self.unused += tally.unused;
        self.gate += tally.gate.0;
        self.turn.record(&tally.turn);
        self.entered += tally.entered;
        self.waits.iter_mut().zip(tally.waits).for_each(|(sum, hours)| *sum += hours);
        self.outside = u64::from(tally.outside);
    }

    /// Adds the trucks of another replication.
    pub(super) fn add(&mut self, other: &TruckSum) {
        add(&mut self.arrivals, &other.arrivals);
        add(&mut self.exits, &other.exits);
        self.unused += other.unused;
        self.gate += other.gate;
        self.turn.add(&other.turn);
        self.entered += other.entered;
        self.waits.iter_mut().zip(other.waits).for_each(|(sum, hours)| *sum += hours);
        self.outside += other.outside;
    }

    /// Out through the gate, physical tonnes.
    pub(super) fn gate(&self) -> f64 {
        self.gate
    }

    /// Slots that hauliers could have used.
    pub(super) fn slots(&self) -> f64 {
        (self.arrivals.iter().sum::<u64>() + self.unused) as f64
    }

    /// The table of a span of so many hours, over `count` replications.
    pub(super) fn table(&self, hours: f64, count: f64) -> TruckTable {
        let came = self.arrivals.iter().sum::<u64>();
        let busiest = self.arrivals.iter().copied().max().unwrap_or(0);
        let each = |hours: f64| hours / self.entered as f64;
        let [causeway_in, gate_in, loading, weighbridge, gate_out, causeway_out] = self.waits.map(each);
        let waits = StationWaits { causeway_in, gate_in, loading, weighbridge, gate_out, causeway_out };
        let mean = |sum: u64| sum as f64 / count;
        TruckTable {
            trucks: mean(came),
            per_day: if hours > 0.0 { mean(came) * 24.0 / hours } else { 0.0 },
            unused: mean(self.unused),
            gate: self.gate / count,
            peak_hour_share: (came > 0).then(|| busiest as f64 / came as f64),
            arrivals: self.arrivals.map(mean),
            exits: self.exits.map(mean),
            turn: self.turn.figures(count),
            waits: (self.entered > 0).then_some(waits),
            outside: mean(self.outside),
        }
    }
}

fn add(sums: &mut [u64; 24], others: &[u64; 24]) {
    sums.iter_mut().zip(others).for_each(|(sum, other)| *sum += other);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::WaitTally;

    /// Two periods of 2 and 6 trucks, the busiest hour with 5 of 8; 3 h of waiting for a lane in shared by 4 that left.
    #[test]
    fn trucks_of_periods_add_up() {
        let mut sum = TruckSum::default();
        for (at_six, at_nine, outside) in [(2, 0, 7), (3, 3, 1)] {
            let mut tally = TruckTally { unused: 1, outside, ..TruckTally::default() };
            (tally.arrivals[6], tally.arrivals[9]) = (at_six, at_nine);
            tally.turn = WaitTally { count: 2, sum: 1.0, greatest: 0.6, ..WaitTally::default() };
            (tally.entered, tally.waits[1]) = (2, 1.5);
            sum.join(&tally);
        }
        let table = sum.table(48.0, 1.0);
        assert_eq!((table.trucks, table.per_day, table.unused, table.outside), (8.0, 4.0, 2.0, 1.0));
        assert_eq!(table.peak_hour_share, Some(5.0 / 8.0));
        assert_eq!((table.turn.mean, table.waits.map(|waits| waits.gate_in)), (Some(0.5), Some(0.75)));
        assert_eq!(sum.slots(), 10.0);
    }
}
