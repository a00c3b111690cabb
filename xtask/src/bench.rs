//! `cargo xtask bench [--check] [--only SIZE] [--runs N]`: how long from paste to shown.
//! `cargo xtask bench --hostile FOLDER [--check]`: the longest task of the page for each file there.
//!
//! First the engine's own time in its worker beside the same code natively
//! (`tests/browser/engine.mjs`), then paste to shown (`tests/browser/bench.mjs`): the built page and
//! two other viewers in the same headless Chromium, in the same run, so that ratios hold on any
//! machine. Last the first visit over a slow line (`tests/browser/slow.mjs`), beside the same two.

use std::fs;
use std::process::Command;

use crate::shell::{
    Outcome, browser_tests, cargo, command, has, only, run as run_command, target, value,
};
use crate::{build, setup};

/// Builds the page and measures.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &["--check"], &["--only", "--runs", "--hostile"])?;
    setup::ensure(setup::Scope::Browser)?;
    build::release()?;
    if let Some(folder) = value(arguments, "--hostile") {
        let folder = fs::canonicalize(folder).map_err(|problem| format!("{folder}: {problem}"))?;
        let folder = folder.to_string_lossy();
        let mut hostile = vec!["hostile.mjs", &folder];
        hostile.extend(has(arguments, "--check").then_some("--check"));
        return run_command(node(&hostile));
    }
    run_command(cargo(&["build", "--quiet", "--release", "--example", "engine_rate"]))?;
    let native = target().join("release/examples/engine_rate");
    let native = native.to_string_lossy();
    let mut engine = vec!["engine.mjs", &native];
    engine.extend(has(arguments, "--check").then_some("--check"));
    run_command(node(&engine))?;
    let mut paste = vec!["bench.mjs"];
    paste.extend(arguments.iter().map(String::as_str));
    run_command(node(&paste))?;
    if value(arguments, "--only").is_none() {
        let mut slow = vec!["slow.mjs"];
        slow.extend(has(arguments, "--check").then_some("--check"));
        run_command(node(&slow))?;
    }
    Ok(())
}

/// Node with a script of `tests/browser`.
fn node(words: &[&str]) -> Command {
    let mut node = command("node", words);
    node.current_dir(browser_tests());
    node
}
