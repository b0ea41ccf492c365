//! Checks across tables: what each table alone cannot see, and the findings.

use super::lowering::Lowering;
use crate::port::Port;

/// Runs all checks; problems go to the lowering.
pub(super) fn all(_port: &Port, _lowering: &mut Lowering<'_>) {}
