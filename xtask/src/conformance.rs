//! `cargo xtask conformance corpus PATH`: hands over to `examples/conformance.rs`.

use crate::shell::{Outcome, cargo, run as run_command};

/// Builds the comparison for speed and runs it.
pub fn run(arguments: &[String]) -> Outcome {
    if arguments.len() != 2 || arguments.first().is_none_or(|first| first != "corpus") {
        return Err("usage: cargo xtask conformance corpus PATH".to_owned());
    }
    let mut words =
        vec!["run", "--quiet", "--release", "--features", "cli", "--example", "conformance", "--"];
    words.extend(arguments.iter().map(String::as_str));
    run_command(cargo(&words))
}
