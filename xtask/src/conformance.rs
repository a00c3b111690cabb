//! `cargo xtask conformance corpus|paths|stacks PATH`: hands over to `examples/conformance`.
//! `cargo xtask conformance corpus|paths|lints PATH`: hands over to `examples/conformance`.

use crate::shell::{Outcome, cargo, run as run_command};

/// Builds the comparison for speed and runs it.
pub fn run(arguments: &[String]) -> Outcome {
    let known = match arguments {
        [kind, _] => ["corpus", "paths", "stacks"].contains(&kind.as_str()),
        [kind, _, flag, _] => kind == "stacks" && flag == "--misses",
        _ => false,
    };
    if !known {
        return Err("usage: cargo xtask conformance corpus|paths PATH
       cargo xtask conformance stacks PATH [--misses STACK]"
            .to_owned());
    let known = |kind: &String| ["corpus", "paths", "lints"].contains(&kind.as_str());
    if arguments.len() != 2 || !arguments.first().is_some_and(known) {
        return Err("usage: cargo xtask conformance corpus|paths|lints PATH".to_owned());
    }
    let mut words =
        vec!["run", "--quiet", "--release", "--features", "cli", "--example", "conformance", "--"];
    words.extend(arguments.iter().map(String::as_str));
    run_command(cargo(&words))
}
