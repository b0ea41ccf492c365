//! Ctrl-C: the first asks the batch to stop after the replications under way, the second ends at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit::INTERRUPTED;

/// Whether the user asked to stop.
#[derive(Clone, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. Where the system has no such signal, nobody can ask.
    pub(super) fn listen() -> Self {
        let interrupt = Interrupt::default();
        let asked = interrupt.clone();
        let listening = ctrlc::set_handler(move || {
            if asked.0.swap(true, Ordering::Relaxed) {
                std::process::exit(i32::from(INTERRUPTED));
            }
            super::terminal::remark("\nstopping after the replications under way; once more ends at once\n");
        });
        if let Err(error) = listening {
            super::terminal::remark(&format!("Ctrl-C will end the run without a result: {error}\n"));
        }
        interrupt
    }

    /// True once asked.
    pub(super) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
