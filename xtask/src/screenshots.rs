//! `cargo xtask screenshots`: pictures of the page for the README, made by the page itself.

use crate::shell::{Outcome, browser_tests, command, only, run as run_command};
use crate::{build, setup};

/// Builds the page and lets a browser photograph it.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &[], &[])?;
    setup::ensure(setup::Scope::Browser)?;
    build::release()?;
    let mut node = command("node", &["screenshots.mjs"]);
    node.current_dir(browser_tests());
    run_command(node)
}
