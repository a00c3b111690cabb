//! `cargo xtask fuzz [--seconds N] [--only TARGET]`: fuzzes what reads a stranger's bytes.
//!
//! With a nightly compiler (for the sanitizers) and cargo-fuzz, guided by coverage; both are for
//! developers only, so they are named and not installed. Without them a plain loop with a fixed start
//! runs the same targets (`examples/fuzz.rs`). The seeds are the project's own cases and fixtures.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{Outcome, cargo, command, find, only, output, root, run as run_command, value};

/// The targets, in fuzz/fuzz_targets.
const TARGETS: [&str; 3] = ["input", "decode", "analyse"];
/// A seed larger than this makes the fuzzer slow.
const LARGEST: u64 = 32 * 1024;

/// Runs each target for some seconds; a find is kept in fuzz/artifacts and fails the run.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &[], &["--seconds", "--only"])?;
    let seconds = value(arguments, "--seconds").unwrap_or("30");
    let wanted = value(arguments, "--only");
    if wanted.is_some_and(|wanted| !TARGETS.contains(&wanted)) {
        return Err(format!("there is no such target; there are: {}", TARGETS.join(", ")));
    }
    let guided = match missing() {
        Ok(()) => true,
        Err(why) => {
            println!("{why}\nuntil then: the same targets in a plain loop, with a fixed start");
            false
        }
    };
    for target in TARGETS.into_iter().filter(|target| wanted.is_none_or(|wanted| wanted == *target))
    {
        let corpus = root().join("fuzz/corpus").join(target);
        let count = seed(&corpus)?;
        println!("{target}: {seconds} s, {count} seeds");
        let corpus = corpus.to_string_lossy().into_owned();
        if !guided {
            let example = ["run", "--quiet", "--example", "fuzz", "--", target, seconds, &corpus];
            run_command(cargo(&example))?;
            continue;
        }
        let time = format!("-max_total_time={seconds}");
        // Slower than this on one input is a find too: the work must be bounded.
        let arguments = [
            "fuzz",
            "run",
            target,
            &corpus,
            "--",
            &time,
            "-timeout=120",
            "-rss_limit_mb=4096",
            "-max_len=65536",
            "-dict=fuzz/pem.dict",
            "-print_final_stats=1",
        ];
        let mut fuzz = command("rustup", &["run", "nightly", "cargo"]);
        fuzz.args(arguments).current_dir(root());
        // The toolchain of this program must not reach the fuzzer's.
        for name in ["RUSTC", "RUSTUP_TOOLCHAIN", "CARGO", "RUSTDOC", "CARGO_TARGET_DIR"] {
            fuzz.env_remove(name);
        }
        run_command(fuzz)?;
    }
    Ok(())
}

/// What is not here, and the command that would get it.
fn missing() -> Outcome {
    if output(command("rustup", &["run", "nightly", "rustc", "--version"])).is_none() {
        return Err("fuzzing needs a nightly compiler: rustup toolchain install nightly".into());
    }
    if find("cargo-fuzz").is_none() {
        return Err("fuzzing needs cargo-fuzz: cargo install cargo-fuzz --locked".into());
    }
    Ok(())
}

/// Copies cases and fixtures into the corpus; says how many there are.
fn seed(corpus: &Path) -> Result<usize, String> {
    fs::create_dir_all(corpus).map_err(|problem| format!("{}: {problem}", corpus.display()))?;
    let mut seeds = Vec::new();
    for folder in ["tests/cases", "tests/intake"] {
        gather(&root().join(folder), &mut seeds);
    }
    for (number, seed) in seeds.iter().enumerate() {
        let name = format!("seed-{number}");
        fs::copy(seed, corpus.join(name))
            .map_err(|problem| format!("{}: {problem}", seed.display()))?;
    }
    Ok(seeds.len())
}

fn gather(folder: &Path, seeds: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, seeds);
        } else if path.metadata().is_ok_and(|it| it.len() <= LARGEST) {
            seeds.push(path);
        }
    }
}
