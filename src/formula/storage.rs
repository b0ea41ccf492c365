//! Room that general or bulk cargo needs ashore: tonnes, and the area for them.

use super::DAYS_PER_YEAR;
use crate::units::{Duration, Metres, SquareMetres, Tonnes, TonnesPerSquareMetre, TonnesPerYear};

/// Tonnes of room: E = Qh · KBK · Kr · tdc / ( TyK · αK ).
///
/// Source: JTJ 211-99 clause 5.8.9; JTS 165-2013 clause 7.10.11.
///
/// Worked: ore 20 Mt/a, 1.5, Kr 1, 10 d, 360 d, 0.8: 1,041,667 t. Steel 1.0 Mt/a, 1.3, 10 d, 355 d, 1: 36,620 t.
/// Coal 3.0 Mt/a, 1.4, 15 d, 360 d, 0.8: 218,750 t.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Storage {
    /// Qh: cargo a year; at least 0.
    pub yearly: TonnesPerYear,
    /// KBK: imbalance of storage; at least 1, usually 1.1 to 1.5.
    pub imbalance: f64,
    /// Kr: share of the cargo that enters storage, 0 to 1; the rest goes from ship to land transport at once.
    pub stored_share: f64,
    /// tdc: mean dwell; at least 0.
    pub dwell: Duration,
    /// TyK: days a year on which storage is operated; above 0, usually 350 to 365.
    pub operating_days: f64,
    /// αK: use of the volume of the stacks; above 0 to 1, bulk 0.7 to 0.9, general cargo 1.
    pub volume_use: f64,
}

impl Storage {
    /// E: room needed.
    pub fn needed(&self) -> Tonnes {
        let turned_over = self.yearly.0 * self.imbalance * self.stored_share * self.dwell.days();
        Tonnes(turned_over / (self.operating_days * self.volume_use))
    }

    /// Qh: cargo a year that a room of `capacity` can turn over.
    pub fn yearly_through(&self, capacity: Tonnes) -> TonnesPerYear {
        let per_year = Storage { yearly: TonnesPerYear(1.0), ..*self }.needed();
        TonnesPerYear(capacity / per_year)
    }
}

/// Area under stacks: A = E / ( q · KK ).
///
/// Source: JTJ 211-99 clause 5.8.9; JTS 165-2013 clause 7.10.11.
///
/// Worked: steel 36,620 t, q 3.0, KK 0.70: 17,438 m². Coal 218,750 t, q 8, 0.65: 42,067 m².
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stacking {
    /// q: load on the area that is stacked; above 0.
    pub load: TonnesPerSquareMetre,
    /// KK: stacked share of the area; above 0 to 1, sheds 0.65 to 0.75, open yards 0.70 to 0.80.
    pub effective_area: f64,
}

impl Stacking {
    /// A: area for `room`.
    pub fn area(&self, room: Tonnes) -> SquareMetres {
        SquareMetres(room.0 / (self.load.0 * self.effective_area))
    }
}

/// Area of a bulk stockyard from the height of its piles: A = Qh · tdc · f / ( 365 · γ · h · η ).
///
/// Source: planning practice (no document was at hand).
///
/// Worked by hand, for the form alone: 3.65 Mt/a, 10 d, f 1.3, γ 0.8 t/m³, h 10 m, η 0.65: 25,000 m².
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BulkFloor {
    /// Qh: cargo a year; at least 0.
    pub yearly: TonnesPerYear,
    /// tdc: mean dwell; at least 0.
    pub dwell: Duration,
    /// f: peak month ÷ mean month; at least 1, usually 1.2 to 1.5.
    pub peak: f64,
    /// γ: bulk density, tonnes a cubic metre; above 0.
    pub density: f64,
    /// h: mean height of the piles; above 0, usually 6 to 15 m.
    pub height: Metres,
    /// η: used share of the area; above 0 to 1, usually 0.5 to 0.7.
    pub area_use: f64,
}

impl BulkFloor {
    /// A: area needed.
    pub fn area(&self) -> SquareMetres {
        let lying = self.yearly.0 * self.dwell.days() * self.peak / DAYS_PER_YEAR;
        SquareMetres(lying / (self.density * self.height.0 * self.area_use))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    fn room(yearly: f64, imbalance: f64, dwell: f64, operating_days: f64, volume_use: f64) -> Storage {
        let (yearly, dwell) = (TonnesPerYear(yearly), Duration::from_days(dwell));
        Storage { yearly, imbalance, stored_share: 1.0, dwell, operating_days, volume_use }
    }

    #[test]
    fn the_three_worked_yards_come_out() {
        let ore = room(20e6, 1.5, 10.0, 360.0, 0.8);
        assert_eq!(printed(ore.needed().0, 0), "1041667");
        let steel = room(1e6, 1.3, 10.0, 355.0, 1.0).needed();
        assert_eq!(printed(steel.0, 0), "36620");
        let stacking = Stacking { load: TonnesPerSquareMetre(3.0), effective_area: 0.70 };
        assert_eq!(printed(stacking.area(steel).0, 0), "17438");
        let coal = room(3e6, 1.4, 15.0, 360.0, 0.8).needed();
        assert_eq!(printed(coal.0, 0), "218750");
        let stacking = Stacking { load: TonnesPerSquareMetre(8.0), effective_area: 0.65 };
        assert_eq!(printed(stacking.area(coal).0, 0), "42067");
    }

    #[test]
    fn a_room_turns_over_what_it_was_made_for() {
        let ore = room(20e6, 1.5, 10.0, 360.0, 0.8);
        assert_eq!(printed(ore.yearly_through(ore.needed()).0, 2), "20000000.00");
    }

    #[test]
    fn piles_cover_a_floor() {
        // 100,000 t lie at a time, 130,000 t in the peak; 8 t/m² × 0.65 = 5.2 t/m².
        let floor = BulkFloor {
            yearly: TonnesPerYear(3.65e6),
            dwell: Duration::from_days(10.0),
            peak: 1.3,
            density: 0.8,
            height: Metres(10.0),
            area_use: 0.65,
        };
        assert_eq!(printed(floor.area().0, 0), "25000");
    }
}
