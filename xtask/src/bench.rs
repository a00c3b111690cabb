//! `cargo xtask bench [--check] [--only SIZE] [--runs N]`: how long from paste to shown.
//!
//! The measuring itself is `tests/browser/bench.mjs`: the built page and two other viewers in the
//! same headless Chromium, in the same run, so that ratios hold on any machine.

use crate::shell::{Outcome, browser_tests, command, only, run as run_command};
use crate::{build, setup};

/// Builds the page and measures.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &["--check"], &["--only", "--runs"])?;
    setup::ensure(setup::Scope::Browser)?;
    build::release()?;
    let mut words = vec!["bench.mjs"];
    words.extend(arguments.iter().map(String::as_str));
    let mut node = command("node", &words);
    node.current_dir(browser_tests());
    run_command(node)
}
