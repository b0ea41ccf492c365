//! How near a bound is at it: rounding, and what moves within a millisecond (rule T4).

/// Relative slack of a bound: amounts below this share of it are rounding.
pub(super) const ROUNDING: f64 = 1e-12;
/// One millisecond in hours: a stock that near its bound, at its net flow, is at it (rule T4).
pub(super) const CRUMB_HOURS: f64 = 1.0 / 3_600_000.0;
/// A rate this small, relatively to one it is taken off or to what was asked for, is none.
pub(super) const NOTHING: f64 = 1e-9;
/// Rates closer than this, relatively, are equal.
pub(super) const CLOSE: f64 = 1e-12;

/// What is left of a limit that is met, but for rounding.
pub(super) fn slack(pace: f64) -> f64 {
    CLOSE * pace.max(1.0)
}
