//! `cargo xtask setup`: installs what is missing, at pinned versions, and says why.
//!
//! Present tools are recognised in well under a second, so every other command calls this first.
//! A tool that is installed in another version is left alone: ours then goes to `target/tools`.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::shell::{
    Outcome, browser_tests, cargo, command, find, has, only, output, own_tools, read, root,
    run as run_command, target, write,
};

/// Trunk builds and gathers the page.
const TRUNK: &str = "0.21.14";
/// Makes the JavaScript between page and WebAssembly; must equal the library's version.
const WASM_BINDGEN: &str = "0.2.129";
/// The oldest Node.js that wasm-opt and the browser tests run with.
const NODE: u32 = 20;
/// Rust's target for the browser.
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// How much must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// To build the page.
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
    wasm_target()?;
    cargo_tool("trunk", "trunk", TRUNK, "it builds and gathers the page", "2 to 6 minutes")?;
    same_wasm_bindgen()?;
    cargo_tool(
        "wasm-bindgen-cli",
        "wasm-bindgen",
        WASM_BINDGEN,
        "it joins WebAssembly and JavaScript",
        "1 to 3 minutes",
    )?;
    node()?;
    npm_packages()?;
    if scope == Scope::Browser && chromium().is_none() {
        install_chromium()?;
    }
    Ok(())
}

/// Says what is about to happen, why, and how long to expect.
fn announce(what: &str, why: &str, expect: &str) {
    println!("installing {what}: {why} (about {expect})");
}

/// The standard library for the browser.
fn wasm_target() -> Outcome {
    let present = || {
        output(command("rustc", &["--print", "sysroot"])).is_some_and(|sysroot| {
            let libraries = PathBuf::from(sysroot.trim()).join("lib").join("rustlib");
            libraries.join(WASM_TARGET).join("lib").is_dir()
        })
    };
    if present() {
        return Ok(());
    }
    let why = "the page's programs are compiled to WebAssembly";
    if find("rustup").is_some() {
        announce(&format!("Rust's {WASM_TARGET} target"), why, "half a minute");
        run_command(command("rustup", &["target", "add", WASM_TARGET]))?;
        if present() {
            return Ok(());
        }
    }
    Err(format!(
        "the Rust target {WASM_TARGET} is missing: {why}.\n\
         With rustup:          rustup target add {WASM_TARGET}\n\
         On Debian or Ubuntu:  apt-get update && apt-get install -y rustc-web cargo-web\n\
         (those two packages are a Rust with the browser's target included; put them first on PATH)"
    ))
}

/// A program from crates.io at one version.
fn cargo_tool(package: &str, program: &str, version: &str, why: &str, expect: &str) -> Outcome {
    let here = || output(command(program, &["--version"]));
    let matches = |text: &str| text.split_whitespace().nth(1) == Some(version);
    let found = here();
    if found.as_deref().is_some_and(matches) {
        return Ok(());
    }
    announce(&format!("{package} {version}"), why, expect);
    let mut words = vec!["install", "--locked", "--version", version, package];
    let own = own_tools().to_string_lossy().into_owned();
    if let Some(other) = found {
        println!("  ({} stays as it is; ours goes to {own})", other.trim());
        words.extend(["--root", own.as_str()]);
    }
    let building = target().join("tool-build").to_string_lossy().into_owned();
    let mut install = cargo(&words);
    // A tool built for use, not for speed records: a third of the time.
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_TARGET_DIR", &building)
        .current_dir(env::temp_dir());
    let started = Instant::now();
    run_command(install)?;
    let _ = fs::remove_dir_all(&building);
    if !here().as_deref().is_some_and(matches) {
        return Err(format!(
            "{program} {version} was installed but is not found: is cargo's bin folder on PATH?"
        ));
    }
    println!("  done in {} s", started.elapsed().as_secs());
    Ok(())
}

/// The tool and the library speak a private protocol: any difference fails in the browser.
fn same_wasm_bindgen() -> Outcome {
    let lock = String::from_utf8_lossy(&read(&root().join("Cargo.lock"))?).into_owned();
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).unwrap_or_default();
    if version == format!("version = \"{WASM_BINDGEN}\"") {
        return Ok(());
    }
    Err(format!(
        "Cargo.lock has wasm-bindgen {version}, but the tool is pinned at {WASM_BINDGEN}: \
         change Cargo.toml, Trunk.toml and xtask/src/setup.rs together"
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

/// wasm-opt (package binaryen), esbuild and the browser tests' packages, as the lock file has them.
fn npm_packages() -> Outcome {
    let folder = browser_tests();
    let lock = read(&folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&installed).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    announce("npm packages", "wasm-opt, esbuild, and what drives a browser in tests", "20 seconds");
    let mut npm = command("npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.current_dir(&folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
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
    let root = output(command("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    if !root || find("apt-get").is_none() {
        return Err("the browser tests need Chromium or Chrome, and none was found.\n\
             On Debian:  sudo apt-get update && sudo apt-get install -y chromium\n\
             Elsewhere:  install it as usual, or name it:  CHROMIUM=/path/to/it cargo xtask test"
            .to_owned());
    }
    announce("Chromium", "the tests use the page as a person would", "1 minute");
    let apt = |words: &[&str]| -> Command {
        let mut apt = command("apt-get", words);
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    run_command(apt(&["update", "-q"]))?;
    run_command(apt(&["install", "-q", "-y", "--no-install-recommends", "chromium"]))?;
    chromium().map(|_| ()).ok_or_else(|| "Chromium was installed but is not found".to_owned())
}
