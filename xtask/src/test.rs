//! `cargo xtask test [--only STEP]`: everything that must hold, in the order in which it fails
//! soonest. The release build, which ends with minutes on a single core, runs beside what comes before it.

use std::fs::File;
use std::process::{Child, Command};
use std::time::Instant;

use crate::setup::{self, Scope};
use crate::shell::{
    Outcome, browser_tests, cargo, command, only, output, root, run as run_command, target,
    test_files, text, value,
};
use crate::{build, dist, npm, pipelines, rust, size};

/// A step: its name for `--only`, what it looks at, the tools that must be there, what it does.
type Step = (&'static str, &'static str, Scope, fn() -> Outcome);

/// Every step in order.
const STEPS: [Step; 16] = [
    ("format", "formatting", Scope::Compiler, format),
    (
        "first",
        "what a first build fetches is all that it needs",
        Scope::Compiler,
        build::fetch_is_whole,
    ),
    ("lint", "clippy, native", Scope::Compiler, lint),
    ("lint-page", "clippy, the page for the browser", Scope::Compiler, lint_page),
    ("lint-engine", "clippy, the small engine for the browser", Scope::Compiler, lint_engine),
    ("lint-full", "clippy, the full engine for the browser", Scope::Compiler, lint_full),
    ("docs", "documentation for those who depend on the engine", Scope::Compiler, docs),
    ("package", "what crates.io would be given", Scope::Compiler, package),
    ("native", "unit and case tests", Scope::Compiler, native),
    ("pipelines", "workflows, action and hook", Scope::Compiler, pipelines::test),
    ("views", "rendered views", Scope::Compiler, views),
    ("build", "release build", Scope::Build, build::release),
    ("twice", "the same bytes from a build in another folder", Scope::Build, dist::twice),
    ("size", "size budgets", Scope::Build, budgets),
    ("npm", "the JavaScript package, as it is used", Scope::Browser, npm::test),
    ("browser", "the built page in a real browser", Scope::Browser, browser),
];

/// Runs all steps or one, and stops at the first failure.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &[], &["--only"])?;
    let chosen = value(arguments, "--only");
    let scope = match chosen {
        None => Scope::Browser,
        Some(name) => STEPS.iter().find(|it| it.0 == name).map(|it| it.2).ok_or_else(|| {
            let names: Vec<&str> = STEPS.iter().map(|step| step.0).collect();
            format!("there is no step `{name}`; there are: {}", names.join(", "))
        })?,
    };
    setup::ensure(scope)?;
    let started = Instant::now();
    let mut beside = None;
    for (name, title, _, step) in STEPS {
        if chosen.is_none() && name == "lint" {
            beside = Some(Beside::start("build")?);
        }
        if chosen.is_some_and(|chosen| chosen != name) {
            continue;
        }
        // A second whole build: only when it is asked for.
        if chosen.is_none() && name == "twice" {
            println!("\n== {name}: left out; cargo xtask test --only {name} builds once more");
            continue;
        }
        println!("\n== {name}: {title}");
        let began = Instant::now();
        let outcome = match beside.take_if(|it| it.step == name) {
            Some(beside) => beside.finish(),
            None => step(),
        };
        outcome.map_err(|problem| {
            format!("{problem}\nto repeat only this step: cargo xtask test --only {name}")
        })?;
        println!("== {name}: {:.1} s", began.elapsed().as_secs_f64());
    }
    println!("\nall of it passed in {} s", started.elapsed().as_secs());
    Ok(())
}

/// A step that runs in a process of its own while others do; what it says is kept in a file.
struct Beside {
    step: &'static str,
    process: Child,
}

impl Beside {
    fn start(step: &'static str) -> Result<Self, String> {
        let cannot =
            |problem: std::io::Error| format!("{step} cannot run beside others: {problem}");
        let log = File::create(Self::log(step)).map_err(cannot)?;
        let program = std::env::current_exe().map_err(cannot)?;
        let mut command = Command::new(program);
        command.args(["test", "--only", step]).stdout(log.try_clone().map_err(cannot)?).stderr(log);
        let process = command.spawn().map_err(cannot)?;
        println!("\n== {step}: begun beside the steps that follow");
        Ok(Self { step, process })
    }

    fn log(step: &str) -> std::path::PathBuf {
        target().join(format!("test-{step}.log"))
    }

    /// Waits for its end, and says what it said.
    fn finish(mut self) -> Outcome {
        let status = self.process.wait().map_err(|problem| problem.to_string())?;
        print!("{}", text(&Self::log(self.step))?);
        if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", self.step)) }
    }
}

impl Drop for Beside {
    /// Where another step failed, nobody waits for this one.
    fn drop(&mut self) {
        let _ = self.process.kill();
    }
}

/// `cargo fmt --check`, and the same for the rules, which it does not find: a macro declares them.
fn format() -> Outcome {
    run_command(cargo(&["fmt", "--all", "--check"]))?;
    let mut rustfmt = command("rustfmt", &["--check", "--edition", "2024"]);
    for rules in ["src/hints/common", "src/hints/rules"] {
        let entries = std::fs::read_dir(root().join(rules));
        let entries = entries.map_err(|problem| problem.to_string())?;
        rustfmt.args(entries.flatten().map(|entry| entry.path()));
    }
    run_command(rustfmt)
}

/// Clippy over everything that runs natively, the project's commands included.
fn lint() -> Outcome {
    run_command(cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// Clippy over the page as it is compiled for the browser.
fn lint_page() -> Outcome {
    lint_for_browser("ui", "page")
}

/// Clippy over the engine that answers first, as it is compiled for the browser.
fn lint_engine() -> Outcome {
    lint_for_browser("worker", "engine")
}

/// Clippy over the engine with everything, as it is compiled for the browser.
fn lint_full() -> Outcome {
    lint_for_browser("worker,full", "engine-full")
}

/// Clippy for one of the WebAssembly programs.
fn lint_for_browser(feature: &str, program: &str) -> Outcome {
    let mut clippy = cargo(&[
        "clippy",
        "--target",
        rust::TARGET,
        "--no-default-features",
        "--features",
        feature,
        "--lib",
        "--bin",
        program,
        "--",
        "-D",
        "warnings",
    ]);
    rust::apply(&mut clippy);
    run_command(clippy)
}

/// The crate's documentation, as a library without a browser: every link leads somewhere.
fn docs() -> Outcome {
    let mut doc = cargo(&["doc", "--no-deps", "--lib", "-p", "pemlens"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    run_command(doc)
}

/// Packs the crate as for crates.io, and looks at the names of its files. Building it once more from
/// there (`cargo package` alone) takes as long as a first build: before a release (CONTRIBUTING.md).
fn package() -> Outcome {
    let list = output(cargo(&["package", "--list", "--allow-dirty", "-p", "pemlens"]));
    let list = list.ok_or("`cargo package --list` fails")?;
    for wanted in
        ["src/lib.rs", "src/trust/logs.tsv", "README.md", "LICENSE-MIT", "examples/examine.rs"]
    {
        if !list.lines().any(|file| file == wanted) {
            return Err(format!("the package has no {wanted}: Cargo.toml, include"));
        }
    }
    for file in list.lines() {
        if ["tests/", "fuzz/", "xtask/", "npm/", "docs/", "www/"]
            .iter()
            .any(|it| file.starts_with(it))
        {
            return Err(format!("{file} does not belong into the package: Cargo.toml, include"));
        }
    }
    run_command(cargo(&["package", "--no-verify", "--allow-dirty", "--quiet", "-p", "pemlens"]))
}

/// `cargo test` with the default features, and the project's commands.
fn native() -> Outcome {
    run_command(cargo(&["test", "--workspace"]))
}

/// The page's tests: its state, and its views rendered to text.
fn views() -> Outcome {
    run_command(cargo(&["test", "--no-default-features", "--features", "ui-test"]))
}

/// What the built page weighs.
fn budgets() -> Outcome {
    build::present()?;
    size::check()
}

/// Node's test runner over tests/browser.
fn browser() -> Outcome {
    build::present()?;
    let mut node = command(
        "node",
        // One file at a time: two cores are busy with one browser.
        &["--test", "--test-concurrency=1", "--test-timeout=900000", "--test-force-exit"],
    );
    node.arg("--test-reporter=spec");
    node.args(test_files(&browser_tests())?).current_dir(browser_tests());
    run_command(node)
}
