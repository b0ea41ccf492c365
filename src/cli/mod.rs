//! The command: arguments in, files and a verdict out. The only module that touches files, the clock, the terminal and
//! signals; it computes nothing.
#![expect(clippy::disallowed_methods, reason = "this module is where files and the clock are allowed")]

mod arguments;
mod check;
mod exit;
mod explain;
mod interrupt;
mod output;
mod price;
mod progress;
mod run;
mod shipped;
mod sources;
mod terminal;
mod twin;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};
use exit::Failure;

/// Runs the command with the arguments of this program; returns its exit code.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(told) => {
            // Help and version end well; a pipe that nobody reads any more is no error.
            let _ = told.print();
            return ExitCode::from(if told.use_stderr() { exit::USAGE } else { exit::DONE });
        }
    };
    match catch_unwind(AssertUnwindSafe(|| obey(arguments))) {
        Ok(Ok(code)) => code,
        Ok(Err(failure)) => {
            terminal::remark(&format!("error: {failure}\n"));
            failure.code()
        }
        Err(_) => {
            terminal::remark(
                "error: this is a bug in toumen; please report it with the scenario and the seed\n",
            );
            ExitCode::from(exit::INTERNAL)
        }
    }
}

fn obey(arguments: Arguments) -> Result<ExitCode, Failure> {
    match arguments.command {
        None => run::run(&run::as_alone()),
        Some(Command::Run(arguments)) => run::run(&arguments),
        Some(Command::Twin(arguments)) => twin::twin(&arguments),
        Some(Command::Price(arguments)) => price::price(&arguments),
        Some(Command::Check(arguments)) => check::check(&arguments),
        Some(Command::Explain(arguments)) => explain::explain(&arguments),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "toumen", &mut script);
            terminal::say(&String::from_utf8_lossy(&script))?;
            Ok(ExitCode::from(exit::DONE))
        }
    }
}
