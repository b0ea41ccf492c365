//! From the formula to the simulation, step by step: paired differences between the rungs of a ladder. They add up to the
//! whole difference exactly, replication by replication.

use serde::Serialize;

use super::estimate::Estimate;
use crate::record::Climb;

/// The reconciliation. Amounts are statistical tonnes a year over the quays.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reconciliation {
    /// Replications folded in.
    pub replications: u64,
    /// Pt of the formula at ρ, for this fleet.
    pub formula: f64,
    /// The formula with all operable days occupied (ρ = 1).
    pub full: f64,
    /// By rung: capacity at the service level.
    pub rungs: Vec<Option<Estimate>>,
    /// By rung: what it has more than the one below; the lowest against `full`.
    pub steps: Vec<Option<Estimate>>,
}

impl Reconciliation {
    /// From the formula's two figures and the replications, in order of number.
    pub fn of(formula: f64, full: f64, climbs: &[Climb]) -> Reconciliation {
        let count = climbs.first().map_or(0, |climb| climb.tonnes.len());
        let values = |rung: usize| climbs.iter().map(move |climb| climb.tonnes[rung].map(|tonnes| tonnes.0));
        let below = |rung: usize, number: usize| match rung {
            0 => Some(full),
            _ => climbs[number].tonnes[rung - 1].map(|tonnes| tonnes.0),
        };
        let step = |rung: usize| {
            let pairs = values(rung).enumerate().map(|(number, here)| Some(here? - below(rung, number)?));
            Estimate::of_present(pairs)
        };
        Reconciliation {
            replications: climbs.len() as u64,
            formula,
            full,
            rungs: (0..count).map(|rung| Estimate::of_present(values(rung))).collect(),
            steps: (0..count).map(step).collect(),
        }
    }

    /// The capacity of the scenario itself: the last rung.
    pub fn end(&self) -> Option<&Estimate> {
        self.rungs.last().and_then(Option::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Tonnes;

    #[test]
    fn steps_are_paired_and_add_up() {
        let climb =
            |number, tonnes: [f64; 3]| Climb { number, tonnes: tonnes.map(|t| Some(Tonnes(t))).to_vec() };
        let climbs =
            [climb(0, [95.0, 50.0, 40.0]), climb(1, [95.0, 70.0, 60.0]), climb(2, [95.0, 60.0, 50.0])];
        let found = Reconciliation::of(60.0, 100.0, &climbs);
        let means: Vec<f64> = found.steps.iter().flatten().map(|step| step.mean).collect();
        assert_eq!(means, [-5.0, -35.0, -10.0]);
        // 60 + 40 (the reserve that ρ keeps) − 5 − 35 − 10 = 50.
        let sum = found.formula + (found.full - found.formula) + means.iter().sum::<f64>();
        assert_eq!(Some(sum), found.end().map(|end| end.mean));
        // Paired, the last step has no scatter at all, though the rungs scatter by 10.
        assert_eq!(found.steps[2].and_then(|step| step.deviation), Some(0.0));
    }
}
