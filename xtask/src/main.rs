//! The project's own commands, run as `cargo xtask COMMAND`.
//!
//! Reading order: [`shell`] (paths and child processes), [`progress`] (long ones), [`setup`] and
//! [`rust`] (what must be installed), [`build`], [`glue`], [`stamp`] and [`whole`]
//! (`dist/`), [`dist`] and [`npm`] (releases), [`verify`], [`serve`], [`size`] and [`crates`], [`test`],
//! [`pipelines`] (a step of it), and the commands that drive a browser or a program: [`bench`],
//! [`screenshots`], [`conformance`], [`fuzz`].

mod bench;
mod build;
mod conformance;
mod crates;
mod dist;
mod fuzz;
mod glue;
mod new;
mod npm;
mod pipelines;
mod progress;
mod rust;
mod screenshots;
mod serve;
mod setup;
mod shell;
mod size;
mod stamp;
mod test;
mod verify;
mod whole;

use std::process::ExitCode;

/// What `cargo xtask help` prints.
const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--watch]
                        install what is missing, build for looking, and serve the page at a printed
                        address; --watch: build again when a file changes, and reload the page
  test [--only STEP]    install what is missing and run every check and test
  build                 release build into dist/, deployable under any sub-path
  dist [--only page|program] [--target TRIPLE]
                        the files of a release: dist.zip, pemlens.html, pemlens for a machine, checksums
  verify URL|FOLDER [--built]
                        compare a copy of the page, file by file, with a build of these sources;
                        --built: with the dist/ that is there
  npm                   the JavaScript package, target/npm/pemlens-VERSION.tgz
  size [--crates]       what the page weighs, against its budgets; --crates: which crate costs what
  bench [--check]       paste to shown, beside two other viewers; --check fails on a missed bound
  screenshots           write docs/screenshots/*.png
  conformance corpus PATH
                        compare every certificate of a corpus with what OpenSSL printed
  conformance paths PATH
                        compare verdicts about certification paths with suites (see docs/judge.md)
  conformance revocation PATH
                        compare what a list or OCSP response proves with what is expected
  conformance stacks PATH [--misses STACK]
                        compare what is said for real programs with what they said
  conformance lints PATH
                        compare findings with what zlint and pkilint found
  conformance handshakes [NUMBER]
                        real handshakes between the programs installed here, a third of them by the day
                        or by NUMBER (a date, a build)
  conformance handshake PATH
                        compare what is foreseen with recorded handshakes of real programs
  conformance variants [FOLDER]|--pairs SEED
                        vary a good chain in one thing each, or in two drawn by SEED, and ask the
                        programs installed here
  fuzz [--seconds N] [--only TARGET]
                        fuzz what reads a stranger's bytes (guided with a nightly compiler and
                        cargo-fuzz, else a plain loop)
  new-rule ID [SEVERITY]
                        write a rule, its line and its cases, to be filled in
  new-program ID        write a program and its lines in the lists, to be filled in
  setup [--build-only]  only install what is missing
  help                  this text
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let outcome = match command {
        "serve" => serve::run(rest),
        "test" => test::run(rest),
        "build" => build::run(rest),
        "dist" => dist::run(rest),
        "verify" => verify::run(rest),
        "size" => size::run(rest),
        "bench" => bench::run(rest),
        "screenshots" => screenshots::run(rest),
        "conformance" => conformance::run(rest),
        "fuzz" => fuzz::run(rest),
        "npm" => npm::run(rest),
        "setup" => setup::run(rest),
        "new-rule" => new::rule(rest),
        "new-program" => new::program::run(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
