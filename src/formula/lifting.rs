//! Effective rate of machines for bulk: grabs by their cycles, screws and belts by their nameplate.

use crate::units::{Tonnes, TonnesPerHour};

/// A crane with a grab: lift × cycles an hour × efficiency.
///
/// Source: OpenTISim (TU Delft), agribulk defaults.
///
/// Worked: gantry 50 t × 50 × 0.50 = 1,250 t/h; harbour crane 25 t × 40 × 0.40 = 400 t/h; mobile crane 30 t × 25 × 0.35 =
/// 262.5 t/h.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grab {
    /// Cargo in a full grab; above 0.
    pub lift: Tonnes,
    /// Cycles an hour; above 0.
    pub cycles_per_hour: f64,
    /// Share of the nameplate rate that is reached over a ship; above 0 to 1.
    pub efficiency: f64,
}

impl Grab {
    /// Its mean rate over a ship.
    pub fn effective_rate(&self) -> TonnesPerHour {
        TonnesPerHour(self.lift.0 * self.cycles_per_hour * self.efficiency)
    }
}

/// A screw, bucket chain or belt: nameplate × efficiency.
///
/// Source: OpenTISim (TU Delft), agribulk defaults. Worked: 700 t/h × 0.55 = 385 t/h.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Continuous {
    /// Nameplate rate; above 0.
    pub nameplate: TonnesPerHour,
    /// Share of it that is reached over a ship; above 0 to 1.
    pub efficiency: f64,
}

impl Continuous {
    /// Its mean rate over a ship.
    pub fn effective_rate(&self) -> TonnesPerHour {
        self.nameplate * self.efficiency
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn the_published_machines_come_out() {
        let machines = [(50.0, 50.0, 0.50), (25.0, 40.0, 0.40), (30.0, 25.0, 0.35)];
        let rates = machines.map(|(lift, cycles_per_hour, efficiency)| {
            printed(Grab { lift: Tonnes(lift), cycles_per_hour, efficiency }.effective_rate().0, 1)
        });
        assert_eq!(rates, ["1250.0", "400.0", "262.5"]);
        let screw = Continuous { nameplate: TonnesPerHour(700.0), efficiency: 0.55 };
        assert_eq!(printed(screw.effective_rate().0, 1), "385.0");
    }
}
