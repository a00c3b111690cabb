//! `cargo xtask build`: the deployable page in `dist/`.
//!
//! Trunk builds both WebAssembly programs and gathers the files; [`crate::stamp`] then gives every
//! file a name with its hash. Trunk works offline here: its tools come from [`crate::setup`].

use std::env;

use crate::shell::{Outcome, cargo, command, dist, only, run as run_command};
use crate::{setup, stamp};

/// Installs what building needs, then builds.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &[], &[])?;
    setup::ensure(setup::Scope::Build)?;
    release()?;
    println!("dist/ is ready: copy it to any static host, under any path.");
    Ok(())
}

/// The release build itself.
pub fn release() -> Outcome {
    let ci = env::var_os("CI").is_some();
    let locked: &[&str] = if ci { &["--locked"] } else { &[] };
    let fetch = [&["fetch", "--quiet", "--target", "wasm32-unknown-unknown"], locked].concat();
    run_command(cargo(&fetch))?;

    let mut trunk = command("trunk", &["build", "--release", "--offline=true", "--log=warn"]);
    // Trunk reads these two as `true` or `false` only; it stops at `NO_COLOR=1`.
    trunk.env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true");
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO"
        {
            trunk.env_remove(name.as_ref());
        }
    }
    run_command(trunk)?;
    stamp::stamp(&dist())
}
