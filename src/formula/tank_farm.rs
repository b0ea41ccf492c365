//! Volume of a tank farm for several products, and what a volume turns over.

use crate::units::{Duration, Tonnes, TonnesPerYear};

/// A product of a tank farm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Product {
    /// Its share of the tonnes; 0 to 1, all together 1.
    pub share: f64,
    /// γi: density, tonnes a cubic metre; above 0.
    pub density: f64,
}

/// Tank volume: E0 = Σ Qh,i · KBK · tdc / ( Tyk · γi · ηy ).
///
/// Source: JTS 165-2013 equation 7.10.11-7, with the numbers of a port engineer examination of 2019–2020.
///
/// Worked: 40,000 m³, two products half and half by mass, 1.3, 8 d, 350 d, γ 0.701 and 0.775 t/m³, η 0.9: 891,868 t/a
/// (891,867.96).
#[derive(Clone, Debug, PartialEq)]
pub struct TankFarm {
    /// What is stored.
    pub products: Vec<Product>,
    /// KBK: imbalance of storage; at least 1.
    pub imbalance: f64,
    /// tdc: mean dwell; above 0.
    pub dwell: Duration,
    /// Tyk: days a year on which storage is operated; above 0.
    pub operating_days: f64,
    /// ηy: share of a tank that is used; above 0 to 1.
    pub tank_use: f64,
}

impl TankFarm {
    /// E0: cubic metres of tank for `yearly`.
    pub fn cubic_metres(&self, yearly: TonnesPerYear) -> f64 {
        yearly.0 * self.per_yearly_tonne()
    }

    /// Qh: what so many cubic metres of tank turn over in a year.
    pub fn yearly_through(&self, cubic_metres: f64) -> TonnesPerYear {
        TonnesPerYear(cubic_metres / self.per_yearly_tonne())
    }

    /// Tonnes in so many cubic metres of tank filled to ηy in the shares of the products.
    pub fn content(&self, cubic_metres: f64) -> Tonnes {
        Tonnes(cubic_metres * self.tank_use / self.cubic_metres_per_tonne())
    }

    fn cubic_metres_per_tonne(&self) -> f64 {
        self.products.iter().map(|product| product.share / product.density).sum()
    }

    /// Cubic metres of tank for one tonne a year.
    fn per_yearly_tonne(&self) -> f64 {
        let turned_over = self.imbalance * self.dwell.days() / (self.operating_days * self.tank_use);
        turned_over * self.cubic_metres_per_tonne()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::tests::printed;

    #[test]
    fn the_published_tank_farm_comes_out() {
        let farm = TankFarm {
            products: [0.701, 0.775].map(|density| Product { share: 0.5, density }).to_vec(),
            imbalance: 1.3,
            dwell: Duration::from_days(8.0),
            operating_days: 350.0,
            tank_use: 0.9,
        };
        let yearly = farm.yearly_through(40e3);
        assert_eq!(printed(yearly.0, 2), "891867.96");
        assert_eq!(printed(farm.cubic_metres(yearly), 2), "40000.00");
        // One tonne of each takes 1 ÷ 0.701 + 1 ÷ 0.775 = 2.716858 m³; 36,000 m³ hold 26,501.2 t.
        assert_eq!(printed(farm.content(40e3).0, 1), "26501.2");
    }
}
