//! Worker threads: as many as are asked for, 0 = all cores.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// The worker threads could not be started.
#[derive(Debug, thiserror::Error)]
#[error("cannot start the worker threads: {0}")]
pub struct NoThreads(#[from] ThreadPoolBuildError);

/// Does work that shares itself out on so many threads; its outcome must not depend on their number.
///
/// # Errors
/// The machine refuses to start them.
pub fn on_threads<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> Result<R, NoThreads> {
    Ok(pool(threads, "work")?.install(work))
}

/// Threads of this name, numbered.
pub(super) fn pool(threads: usize, name: &'static str) -> Result<ThreadPool, NoThreads> {
    let numbered = move |number| format!("{name}-{number}");
    Ok(ThreadPoolBuilder::new().num_threads(threads).thread_name(numbered).build()?)
}
