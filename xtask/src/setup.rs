//! `cargo xtask setup`: installs what is missing, at pinned versions, and says why.
//!
//! Present tools are recognised in well under a second, so every other command calls this first.
//! A tool that is installed in another version is left alone: ours then goes to `target/tools`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{
    Outcome, announce, apt_get, browser_tests, cargo, command, find, has, only, output, own_tools,
    read, root, run as run_command, target, write,
};
use crate::{progress, rust};

/// A program from crates.io.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    why: &'static str,
    /// How many crates are compiled for it, about.
    crates: usize,
    /// Leaves out what is not used here, where that is more than a little.
    features: &'static [&'static str],
}

/// Builds and gathers the page. Its features are for looking for updates and for serving with TLS.
const TRUNK: Tool = Tool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    why: "it builds and gathers the page; about 3 to 4 minutes on two cores",
    crates: 370,
    features: &["--no-default-features"],
};
/// Makes the JavaScript between page and WebAssembly; its version must equal the library's.
const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.129",
    why: "it joins WebAssembly and JavaScript; about 1 to 2 minutes on two cores",
    crates: 160,
    features: &[],
};
/// The oldest Node.js that wasm-opt and the browser tests run with.
const NODE: u32 = 20;

/// How much must be there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// To compile, natively and for the browser.
    Compiler,
    /// To build the page for looking at it.
    Look,
    /// To build it for others.
    Build,
    /// To build it and drive it in a browser.
    Browser,
}

/// Installs what is missing.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &["--build-only"], &[])?;
    let build_only = has(arguments, "--build-only");
    ensure(if build_only { Scope::Build } else { Scope::Browser })?;
    println!("everything is there");
    Ok(())
}

/// Makes sure that a scope's tools are there.
pub fn ensure(scope: Scope) -> Outcome {
    // What asks for a person's help comes first: nobody waits minutes to be told.
    if scope >= Scope::Build {
        node()?;
    }
    rust::ensure()?;
    if scope >= Scope::Look {
        same_wasm_bindgen()?;
        cargo_tool(&TRUNK)?;
        cargo_tool(&WASM_BINDGEN)?;
    }
    if scope >= Scope::Build {
        npm_packages()?;
    }
    if scope == Scope::Browser && chromium().is_none() {
        install_chromium()?;
    }
    Ok(())
}

/// Installs a tool, unless it is there in its version.
fn cargo_tool(tool: &Tool) -> Outcome {
    let Tool { package, program, version, why, crates, features } = tool;
    let here = || output(command(program, &["--version"]));
    let matches = |text: &str| text.split_whitespace().nth(1) == Some(version);
    let found = here();
    if found.as_deref().is_some_and(matches) {
        return Ok(());
    }
    println!("installing {package} {version}: {why}");
    let mut words = vec!["install", "--locked", "--version", version, package];
    words.extend(*features);
    let own = own_tools().to_string_lossy().into_owned();
    if let Some(other) = found {
        println!("  ({} stays as it is; ours goes to {own})", other.trim());
        words.extend(["--root", own.as_str()]);
    }
    let building = target().join("tool-build").to_string_lossy().into_owned();
    let mut install = cargo(&words);
    // Tools that run for a second each: compiling them well takes longer than it ever saves.
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env("CARGO_TARGET_DIR", &building)
        .current_dir(env::temp_dir());
    progress::run(install, *crates)?;
    let _ = fs::remove_dir_all(&building);
    if !here().as_deref().is_some_and(matches) {
        return Err(format!(
            "{program} {version} was installed but is not found: is cargo's bin folder on PATH?"
        ));
    }
    Ok(())
}

/// The tool and the library speak a private protocol: any difference fails in the browser.
fn same_wasm_bindgen() -> Outcome {
    let lock = String::from_utf8_lossy(&read(&root().join("Cargo.lock"))?).into_owned();
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).unwrap_or_default();
    if version == format!("version = \"{}\"", WASM_BINDGEN.version) {
        return Ok(());
    }
    Err(format!(
        "Cargo.lock has wasm-bindgen {version}, but the tool is pinned at {}: \
         change Cargo.toml, Trunk.toml and xtask/src/setup.rs together",
        WASM_BINDGEN.version
    ))
}

/// Node.js runs wasm-opt, npm and the browser tests.
fn node() -> Outcome {
    let version = output(command("node", &["--version"])).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    if major.parse().is_ok_and(|major: u32| major >= NODE) && find("npm").is_some() {
        return Ok(());
    }
    let found = if version.is_empty() { "none".to_owned() } else { version.trim().to_owned() };
    Err(format!(
        "Node.js {NODE} or newer with npm is needed (found: {found}): it runs wasm-opt, which \
         halves the page, and the browser tests.\n\
         On Debian 13, Ubuntu 25.04 or newer:  apt-get update && apt-get install -y nodejs npm\n\
         Elsewhere: your system's package manager, or nodejs.org"
    ))
}

/// wasm-opt (package binaryen), esbuild and the browser tests' packages.
fn npm_packages() -> Outcome {
    let why = "wasm-opt, esbuild, and what drives a browser in tests";
    npm_ci(&browser_tests(), why, "20 seconds", &[])
}

/// What npm brings for one folder of tests alone. No script of these packages is run.
pub fn npm_for_tests(folder: &str, why: &str, takes: &str) -> Outcome {
    npm_ci(&root().join("tests").join(folder), why, takes, &["--ignore-scripts"])
}

/// A folder's packages, as its lock file has them.
fn npm_ci(folder: &Path, why: &str, takes: &str, options: &[&str]) -> Outcome {
    let lock = read(&folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&installed).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    announce("npm packages", why, takes);
    let mut npm = command("npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.args(options).current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run_command(npm)?;
    write(&installed, &lock)
}

/// The browser for tests: what `CHROMIUM` names, or the first one found.
pub fn chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        .iter()
        .find_map(|name| find(name))
}

/// Installs Chromium where that is possible without asking, else says how to.
fn install_chromium() -> Outcome {
    announce("Chromium", "the tests use the page as a person would", "1 minute");
    let installed = apt_get(&["chromium"]);
    match chromium() {
        Some(_) => Ok(()),
        None => Err(format!(
            "the browser tests need Chromium or Chrome, and none was found ({}).\n\
             On Debian:  sudo apt-get update && sudo apt-get install -y chromium\n\
             Elsewhere:  install it as usual, or name it:  CHROMIUM=/path/to/it cargo xtask test",
            installed.err().unwrap_or_else(|| "the package holds none".to_owned())
        )),
    }
}
