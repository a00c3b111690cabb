//! `cargo xtask build`: the deployable page in `dist/`, and the page for looking at it.
//!
//! Trunk builds the WebAssembly programs and gathers the files; [`crate::glue`] makes the
//! programs smaller, and [`crate::stamp`] gives every file a name with its hash. Trunk works offline here: its tools come from [`crate::setup`], and
//! everything that cargo needs is fetched before.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{
    Outcome, cargo, command, dist, look, only, output, run as run_command, target, unmark,
};
use crate::{glue, progress, rust, setup, stamp};

/// How many crates Trunk has compiled for each kind of build, about.
const LOOK_CRATES: usize = 220;
const RELEASE_CRATES: usize = 400;

/// Installs what building needs, then builds.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &[], &[])?;
    setup::ensure(setup::Scope::Build)?;
    release()?;
    println!("dist/ is ready: copy it to any static host, under any path.");
    Ok(())
}

/// What is published, in `dist/`.
pub fn release() -> Outcome {
    println!("building the page as it is published (about 4 minutes the first time on two cores)");
    fetch()?;
    trunk(&dist(), true)?;
    glue::shrink(&dist())?;
    stamp::stamp(&dist(), true)
}

/// `dist/`, built where it is not there yet.
pub fn present() -> Outcome {
    if dist().join("index.html").is_file() { Ok(()) } else { release() }
}

/// The same page for looking at it: built fast, large and slow.
pub fn for_looking() -> Outcome {
    fetch()?;
    trunk(&look(), false)?;
    glue::shrink(&look())?;
    stamp::stamp(&look(), false)
}

/// The machine that this is, in the compiler's words.
pub fn host() -> Result<String, String> {
    let version = output(command("rustc", &["-vV"])).ok_or("`rustc -vV` does not run")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "`rustc -vV` names no host".to_owned())
}

/// Everything that any build needs from crates.io: for the browser, and for this machine, where
/// macros and build scripts run. Cargo fetches for no machine that it is not told.
fn fetch() -> Outcome {
    run_command(fetching()?)
}

fn fetching() -> Result<Command, String> {
    let host = host()?;
    let locked: &[&str] = if env::var_os("CI").is_some() { &["--locked"] } else { &[] };
    let words = ["fetch", "--quiet", "--target", rust::TARGET, "--target", &host];
    let mut fetch = cargo(&[&words, locked].concat());
    rust::apply(&mut fetch);
    Ok(fetch)
}

/// Whether the first build on a machine finds all it needs: what is fetched into an empty cargo home
/// must be enough for each program without the network. (A home that other commands have filled
/// hides what is missing.)
pub fn fetch_is_whole() -> Outcome {
    let home = target().join("first-home");
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).map_err(|problem| format!("{}: {problem}", home.display()))?;
    // Where crates come from on this machine.
    let usual = env::var_os("CARGO_HOME").map(PathBuf::from);
    let usual = usual.or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    if let Some(usual) = usual {
        let _ = fs::copy(usual.join("config.toml"), home.join("config.toml"));
    }
    let mut first = fetching()?;
    first.env("CARGO_HOME", &home);
    if run_command(first).is_err() {
        println!(
            "SKIPPED: crates.io is out of reach, so what a first build needs was not compared."
        );
        return Ok(());
    }
    for features in ["ui", "worker", "worker,full"] {
        let mut tree = cargo(&[
            "tree",
            "--offline",
            "--quiet",
            "--edges",
            "normal,build",
            "--target",
            rust::TARGET,
            "--no-default-features",
            "--features",
            features,
        ]);
        tree.env("CARGO_HOME", &home).stdout(Stdio::null());
        run_command(tree)?;
    }
    let _ = fs::remove_dir_all(&home);
    Ok(())
}

fn trunk(folder: &Path, release: bool) -> Outcome {
    fs::create_dir_all(folder)
        .map_err(|problem| format!("cannot make {}: {problem}", folder.display()))?;
    let place = folder.to_string_lossy();
    let mut words = vec!["build", "--offline=true", "--log=warn", "--dist", &place];
    if release {
        words.push("--release");
    }
    let mut trunk = command("trunk", &words);
    unmark(&mut trunk);
    // Trunk reads these two as `true` or `false` only; it stops at `NO_COLOR=1`.
    trunk.env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true");
    rust::apply(&mut trunk);
    progress::run(trunk, if release { RELEASE_CRATES } else { LOOK_CRATES })
}
