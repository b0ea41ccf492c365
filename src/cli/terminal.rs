//! Writing to the terminal or a pipe. A reader that has gone away (`| head`) is no error.

use std::io::{ErrorKind, Write};

use anyhow::Context;

/// Writes `text` to standard output; styles are dropped where it is no terminal.
pub(super) fn say(text: &str) -> anyhow::Result<()> {
    let mut output = anstream::stdout().lock();
    tolerate(output.write_all(text.as_bytes()).and_then(|()| output.flush()))
        .context("cannot write to standard output")
}

/// Writes `text` to standard error, best effort: there is nowhere left to complain.
pub(super) fn remark(text: &str) {
    let mut errors = anstream::stderr().lock();
    let _ = errors.write_all(text.as_bytes()).and_then(|()| errors.flush());
}

fn tolerate(written: std::io::Result<()>) -> std::io::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
