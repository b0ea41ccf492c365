//! Lanes of a road gate, and trucks a day.

use super::whole_up;
use crate::units::{Duration, Tonnes, TonnesPerYear};

/// Lanes: N = Qh · (1 − Kb) · KBV / ( Tyk · Td · Pd · qc ).
///
/// It says nothing of queues, nor of the room they need.
///
/// Source: the container section of JTS 165-2013, clause 7.10, from memory: to be verified before it is printed.
///
/// Worked: 200,000 TEU/a, 0.25, 2.0, 360 d, 16 h, 25/h, 1.5: 1.39, so 2 lanes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GateLanes {
    /// Qh: TEU a year of the terminal; at least 0.
    pub teu_per_year: f64,
    /// Kb: share that does not pass the road gate: rail, barge, transhipment; 0 to 1.
    pub not_by_road: f64,
    /// KBV: imbalance of truck arrivals; at least 1, usually 1.5 to 3.
    pub imbalance: f64,
    /// Tyk: days a year on which the gate is open; above 0.
    pub operating_days: f64,
    /// Td: hours a day in which it is open; above 0.
    pub open_per_day: Duration,
    /// Pd: trucks an hour of one lane; above 0.
    pub trucks_per_lane_hour: f64,
    /// qc: TEU on a truck; above 0.
    pub teu_per_truck: f64,
}

impl GateLanes {
    /// N before it is rounded.
    pub fn exact(&self) -> f64 {
        let by_road = self.teu_per_year * (1.0 - self.not_by_road) * self.imbalance;
        let open_hours = self.operating_days * self.open_per_day.hours();
        by_road / (open_hours * self.trucks_per_lane_hour * self.teu_per_truck)
    }

    /// N: whole lanes.
    pub fn lanes(&self) -> f64 {
        whole_up(self.exact())
    }
}

/// Laden trucks a day: yearly tonnes by road × imbalance ÷ (days × payload).
///
/// Source: planning practice. Worked: 6.0 Mt/a, 55 %, 1.3, 330 d, 30 t: 433 a day.
pub fn trucks_per_day(by_road: TonnesPerYear, imbalance: f64, operating_days: f64, payload: Tonnes) -> f64 {
    by_road.0 * imbalance / (operating_days * payload.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn the_worked_gate_has_two_lanes() {
        let gate = GateLanes {
            teu_per_year: 200e3,
            not_by_road: 0.25,
            imbalance: 2.0,
            operating_days: 360.0,
            open_per_day: Duration::from_hours(16.0),
            trucks_per_lane_hour: 25.0,
            teu_per_truck: 1.5,
        };
        assert_eq!(printed(gate.exact(), 2), "1.39");
        assert_eq!(gate.lanes(), 2.0);
    }

    #[test]
    fn the_worked_truck_traffic_comes_out() {
        let trucks = trucks_per_day(TonnesPerYear(6e6 * 0.55), 1.3, 330.0, Tonnes(30.0));
        assert_eq!(printed(trucks, 0), "433");
    }
}
