//! How a command ends: its exit codes, and what it says when it fails.

use std::process::ExitCode;

/// Done.
pub(super) const DONE: u8 = 0;
/// The command line is wrong.
pub(super) const USAGE: u8 = 2;
/// A scenario is wrong.
pub(super) const SCENARIO: u8 = 65;
/// A broken invariant: a bug in toumen.
pub(super) const INTERNAL: u8 = 70;
/// A file cannot be read or written.
pub(super) const FILES: u8 = 74;
/// Interrupted from the keyboard (128 + 2); what was complete has been written.
pub(super) const INTERRUPTED: u8 = 130;

/// Why a command ends without having done what it was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The arguments do not fit together or to the scenario.
    #[error("{0}")]
    Usage(String),
    /// The scenario has errors, which have been printed.
    #[error("{0}")]
    Scenario(String),
    /// A file or folder.
    #[error("{0:#}")]
    Files(#[from] anyhow::Error),
    /// Interrupted before anything was complete.
    #[error("interrupted before the first replication was complete: nothing is written")]
    Interrupted,
    /// The machine refuses what a run needs.
    #[error(transparent)]
    Threads(#[from] crate::batch::NoThreads),
}

impl Failure {
    /// Its exit code.
    pub(super) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Usage(_) => USAGE,
            Failure::Scenario(_) => SCENARIO,
            Failure::Files(_) => FILES,
            Failure::Interrupted => INTERRUPTED,
            Failure::Threads(_) => INTERNAL,
        })
    }
}
