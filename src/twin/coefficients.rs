//! The planner's coefficients: what a feasibility report takes from the code's tables and a scenario does not state.

/// Coefficients of the formulas. The defaults are those of JTS 165-2013 practice; the tables of 165-2025 were not at hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficients {
    /// ρ: effective utilisation of a berth (泊位有效利用率: occupied ÷ operable days), above 0 to 1.
    ///
    /// 0.60: the worked general and bulk berths of the standards note; containers 0.50 to 0.70 (JTS 165-2013 clause 7.10.7). The code's
    /// table by cargo and number of berths was not at hand.
    pub utilisation: f64,
    /// KB: imbalance of calls in the second form, at least 1.
    ///
    /// 1.5: the middle of 1.4 to 1.6, published for a general berth of 5,000 t.
    pub call_imbalance: f64,
    /// KBK: imbalance of storage, at least 1.
    ///
    /// 1.3: containers 1.1 to 1.3, oil 1.3, bulk up to 1.5 in published designs.
    pub storage_imbalance: f64,
    /// TyK: days a year on which storage is operated, above 0.
    ///
    /// 355: 350 to 365 in published designs.
    pub storage_days: f64,
    /// Share of the time in which a loading track is used, above 0 to 1.
    ///
    /// 0.75: the worked loading tracks of the standards note.
    pub track_use: f64,
    /// KT: imbalance of trains and trucks, at least 1.
    ///
    /// 1.15: JTS 165-2013 equation 7.10.13 in a worked examination.
    pub traffic_imbalance: f64,
}

impl Default for Coefficients {
    fn default() -> Self {
        Coefficients {
            utilisation: 0.60,
            call_imbalance: 1.5,
            storage_imbalance: 1.3,
            storage_days: 355.0,
            track_use: 0.75,
            traffic_imbalance: 1.15,
        }
    }
}
