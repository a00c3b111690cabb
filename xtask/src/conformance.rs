//! `cargo xtask conformance corpus|paths|revocation|stacks|lints PATH`: hands over to `examples/conformance`.

use crate::shell::{Outcome, cargo, run as run_command};

/// Builds the comparison for speed and runs it.
pub fn run(arguments: &[String]) -> Outcome {
    let known = match arguments {
        [kind, _] => ["corpus", "paths", "stacks", "lints"].contains(&kind.as_str()),
        [kind, _, flag, _] => kind == "stacks" && flag == "--misses",
        _ => false,
    };
    if !known {
        return Err("usage: cargo xtask conformance corpus|paths|revocation|lints PATH
       cargo xtask conformance stacks PATH [--misses STACK]"
            .to_owned());
    }
    let mut words =
        vec!["run", "--quiet", "--release", "--features", "cli", "--example", "conformance", "--"];
    words.extend(arguments.iter().map(String::as_str));
    run_command(cargo(&words))
}
