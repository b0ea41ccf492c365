//! Sets of closures. Leaves out which closures there are and what they do (`closures`).

/// A set of closures by position; at most 128 in a port.
pub(super) type Causes = u128;
