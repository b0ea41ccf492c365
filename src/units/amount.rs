//! Mass, length, area, rates. Plain `f64` inside; the type says what it measures.

use std::ops::{Add, AddAssign, Div, Mul, Sub, SubAssign};

use super::Duration;

macro_rules! amount {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(pub f64);

        impl $name {
            /// Nothing.
            pub const ZERO: $name = $name(0.0);

            /// The lesser of two.
            pub fn min(self, other: Self) -> Self {
                $name(self.0.min(other.0))
            }

            /// The greater of two.
            pub fn max(self, other: Self) -> Self {
                $name(self.0.max(other.0))
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                $name(self.0 + other.0)
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                $name(self.0 - other.0)
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }

        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                $name(self.0 * factor)
            }
        }

        impl Div for $name {
            type Output = f64;
            fn div(self, other: Self) -> f64 {
                self.0 / other.0
            }
        }

        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
                $name(items.map(|item| item.0).sum())
            }
        }
    };
}

amount!(
    /// A mass of cargo in metric tonnes.
    Tonnes
);
amount!(
    /// A length in metres.
    Metres
);
amount!(
    /// An area in square metres.
    SquareMetres
);
amount!(
    /// A rate of moving cargo in tonnes an hour.
    TonnesPerHour
);
amount!(
    /// A volume a calendar year, in tonnes a year.
    TonnesPerYear
);
amount!(
    /// A speed in metres an hour.
    MetresPerHour
);
amount!(
    /// An angle in degrees.
    Degrees
);
amount!(
    /// Stacking load: tonnes of cargo on a square metre of floor.
    TonnesPerSquareMetre
);
amount!(
    /// A volume in cubic metres.
    CubicMetres
);
amount!(
    /// Density of cargo as it is stored: tonnes in a cubic metre.
    TonnesPerCubicMetre
);

impl TonnesPerHour {
    /// What is moved in `duration` at this rate.
    pub fn during(self, duration: Duration) -> Tonnes {
        Tonnes(self.0 * duration.hours())
    }
}
