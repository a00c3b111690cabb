//! The command line, run as a person runs it, and what came of it.

use std::process::{Command, Output, Stdio};

/// The program, with nothing on its standard input.
pub fn pemlens() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pemlens"));
    command.stdin(Stdio::null());
    command
}

/// Its exit status.
pub fn status(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

/// What it printed.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What it complained about.
pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
