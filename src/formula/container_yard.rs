//! Slots and area of a container yard, and room of a container freight station.

use super::whole_up;
use crate::units::{Duration, SquareMetres, Tonnes};

/// A yard of stacked boxes: Ey = Qh · tdc · KBK / Tyk, Ns = Ey / ( N1 · As ), A = Ns · a.
///
/// Source: JTJ 211-99 clause 5.8.9 (JTS 165-2013 clause 7.10.11), as a published design applies it.
///
/// Worked: 200,000 TEU/a, 7 d, 1.3, 355 d, 5 tiers, 0.60, 28 m²: 5,126.8 TEU, 1,709 ground slots, 47,852 m².
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContainerYard {
    /// Qh: TEU a year through the yard; at least 0.
    pub teu_per_year: f64,
    /// tdc: mean dwell; at least 0.
    pub dwell: Duration,
    /// KBK: imbalance of storage; at least 1, usually 1.1 to 1.3.
    pub imbalance: f64,
    /// Tyk: days a year on which the yard is operated; above 0.
    pub operating_days: f64,
    /// N1: tiers; at least 1.
    pub tiers: f64,
    /// As: use of the room of the stacks; above 0 to 1.
    pub slot_use: f64,
    /// a: area of a ground slot with its part of the lanes; 22.7 to 28.87 m²/TEU.
    pub area_per_slot: SquareMetres,
}

impl ContainerYard {
    /// Ey: TEU that lie in the yard in its peak.
    pub fn stored_teu(&self) -> f64 {
        self.teu_per_year * self.dwell.days() * self.imbalance / self.operating_days
    }

    /// Ns: ground slots, rounded up.
    pub fn ground_slots(&self) -> f64 {
        whole_up(self.stored_teu() / (self.tiers * self.slot_use))
    }

    /// A: area of all ground slots.
    pub fn area(&self) -> SquareMetres {
        self.area_per_slot * self.ground_slots()
    }
}

/// A shed in which boxes are packed: EW = Qh · Kc · qt · KBW · tdc / Tyk.
///
/// Source: JTJ 211-99 clause 5.8.9 (JTS 165-2013 clause 7.10.11), as a published design applies it.
///
/// Worked: 200,000 TEU/a, 10 %, 10 t/TEU, 1.2, 5 d, 355 d: 3,380 t.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FreightStation {
    /// Qh: TEU a year through the terminal; at least 0.
    pub teu_per_year: f64,
    /// Kc: share packed or unpacked here; 0 to 0.15.
    pub packed_share: f64,
    /// qt: cargo in a TEU; 5 to 10 t.
    pub cargo_per_teu: Tonnes,
    /// KBW: imbalance; 1.1 to 1.3.
    pub imbalance: f64,
    /// tdc: mean dwell; 3 to 5 d.
    pub dwell: Duration,
    /// Tyk: days a year on which the shed is operated; above 0.
    pub operating_days: f64,
}

impl FreightStation {
    /// EW: tonnes of room.
    pub fn needed(&self) -> Tonnes {
        let packed = self.teu_per_year * self.packed_share * self.cargo_per_teu.0;
        Tonnes(packed * self.imbalance * self.dwell.days() / self.operating_days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn the_published_yard_comes_out() {
        let yard = ContainerYard {
            teu_per_year: 200e3,
            dwell: Duration::from_days(7.0),
            imbalance: 1.3,
            operating_days: 355.0,
            tiers: 5.0,
            slot_use: 0.60,
            area_per_slot: SquareMetres(28.0),
        };
        assert_eq!(printed(yard.stored_teu(), 1), "5126.8");
        assert_eq!(printed(yard.stored_teu(), 2), "5126.76");
        assert_eq!(yard.ground_slots(), 1709.0);
        assert_eq!(yard.area(), SquareMetres(47852.0));
    }

    #[test]
    fn the_published_freight_station_comes_out() {
        let station = FreightStation {
            teu_per_year: 200e3,
            packed_share: 0.10,
            cargo_per_teu: Tonnes(10.0),
            imbalance: 1.2,
            dwell: Duration::from_days(5.0),
            operating_days: 355.0,
        };
        assert_eq!(printed(station.needed().0, 0), "3380");
    }
}
