//! Progress on standard error: replications, their rate, time left. Nothing where it is no terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// One line that is redrawn, and wiped at the end.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// For so many replications; nothing is drawn if `quiet`.
    pub(super) fn new(replications: u64, quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(replications), target);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} replications, {per_sec}, {eta} left");
        bar.set_style(style.expect("a correct template"));
        if shown {
            bar.enable_steady_tick(Duration::from_millis(500));
        }
        Progress(bar)
    }

    /// One more is done.
    pub(super) fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
