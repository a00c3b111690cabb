//! The compiler for the browser: the one at hand with its target added, or Debian's, which builds
//! the standard library itself.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::shell::{Outcome, announce, apt_get, command, find, output, path, run as run_command};

/// Rust's target for the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The oldest compiler that will do; equals `rust-version` in Cargo.toml.
const OLDEST: (u32, u32) = (1, 95);
/// What Debian has: a newer Rust beside its usual one, the sources of its standard library, and a
/// linker for WebAssembly. (Its package of the built library belongs to the older Rust.)
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// What has to be set for a compiler that is not the usual one; empty for the usual one.
type Settings = Vec<(&'static str, String)>;

/// Found once.
static SETTINGS: OnceLock<Settings> = OnceLock::new();

/// Makes sure that there is a compiler for the browser.
pub fn ensure() -> Outcome {
    if SETTINGS.get().is_none() {
        let settings = settings()?;
        SETTINGS.get_or_init(|| settings);
    }
    Ok(())
}

/// Has a command that calls cargo use that compiler.
pub fn apply(command: &mut Command) {
    command.envs(SETTINGS.get().into_iter().flatten().map(|(name, value)| (*name, value)));
}

fn settings() -> Result<Settings, String> {
    if has_target() {
        return Ok(Settings::new());
    }
    let why = "the page's programs are compiled to WebAssembly";
    if find("rustup").is_some() {
        announce(&format!("Rust's {TARGET} target"), why, "half a minute");
        match run_command(command("rustup", &["target", "add", TARGET])) {
            Ok(()) if has_target() => return Ok(Settings::new()),
            Ok(()) => println!("  it is still not beside the compiler in use"),
            Err(problem) => println!("  {problem}; Debian's own Rust may do"),
        }
    }
    if let Some(settings) = debian() {
        return Ok(settings);
    }
    announce(&PACKAGES.join(" "), why, "1 minute");
    apt_get(&PACKAGES)
        .and_then(|()| debian().ok_or_else(|| "they do not hold what is needed".to_owned()))
        .map_err(|problem| {
            format!(
                "the Rust target {TARGET} is missing: {why} ({problem}).\n\
                 With rustup:          rustup target add {TARGET}\n\
                 On Debian or Ubuntu:  apt-get update && apt-get install -y {}\n\
                 Elsewhere:            https://rustup.rs installs rustup",
                PACKAGES.join(" ")
            )
        })
}

/// Whether the usual compiler has the browser's standard library.
fn has_target() -> bool {
    sysroot("rustc").is_some_and(|root| root.join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

fn sysroot(rustc: &str) -> Option<PathBuf> {
    output(command(rustc, &["--print", "sysroot"])).map(|text| PathBuf::from(text.trim()))
}

/// Debian's compiler, where it is installed and new enough.
fn debian() -> Option<Settings> {
    let (rustc, cargo) = ("/usr/bin/rustc", "/usr/bin/cargo");
    if !Path::new(cargo).is_file() || version(&output(command(rustc, &["--version"]))?)? < OLDEST {
        return None;
    }
    let root = sysroot(rustc)?;
    let mut folders = std::ffi::OsString::from("/usr/bin:");
    folders.push(path());
    let mut settings = vec![
        ("RUSTC", rustc.to_owned()),
        // Trunk calls the first `cargo` there is.
        ("PATH", folders.to_string_lossy().into_owned()),
    ];
    if root.join("lib/rustlib").join(TARGET).join("lib").is_dir() {
        return Some(settings);
    }
    if !root.join("lib/rustlib/src/rust/library/std").is_dir() {
        return None;
    }
    let linker = ["wasm-ld-22", "wasm-ld"].into_iter().find(|name| find(name).is_some())?;
    settings.extend([
        // A stable compiler builds its own standard library only when told that this is meant.
        ("RUSTC_BOOTSTRAP", "1".to_owned()),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".to_owned()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.to_owned()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Cembed-bitcode=yes".to_owned()),
    ]);
    Some(settings)
}

/// Major and minor of `rustc 1.96.0 (…)`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split_whitespace().nth(1)?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version("rustc 1.96.0 (Debian)"), Some((1, 96)));
        assert!(version("rustc 1.100.0-nightly") >= Some(OLDEST));
        assert!(version("rustc 1.63.0") < Some(OLDEST));
        assert_eq!(version("rustc"), None);
    }

    #[test]
    fn the_oldest_compiler_is_the_one_of_the_manifest() {
        let manifest = std::fs::read_to_string(crate::shell::root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("rust-version = \"{}.{}\"", OLDEST.0, OLDEST.1)));
    }
}
