//! `cargo xtask npm`: the JavaScript package, `target/npm/pemlens-VERSION.tgz`, and its tests.
//!
//! It holds the page's own full engine from `dist/`, so nothing is compiled for it: what a program gets
//! is to the byte what people get. Around it stand the files of `npm/`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{
    Outcome, command, dist, hashed, only, output, read, root, run as run_command, target,
    test_files, text, write,
};
use crate::{build, dist as release, setup};

/// The program's JavaScript as a module. Each call of `engine` makes a program of its own, which takes
/// what it is given for the global object, by each of the names under which it looks for that: in the
/// page's worker it listens there at once, and a library must not.
const GLUE: (&str, &str) = (
    "// What wasm-bindgen wrote for the engine, as a module (xtask/src/npm.rs).\n\n\
     export function engine(globalThis) {\n\
     const self = globalThis, window = globalThis, global = globalThis;\n",
    "\nreturn wasm_bindgen;\n}\n",
);

/// Stands in `npm/` for the version, which Cargo.toml says.
const NO_VERSION: &str = "0.0.0";

/// Builds what is missing, and packs.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &[], &[])?;
    setup::ensure(setup::Scope::Build)?;
    build::present()?;
    println!("{}", pack()?.display());
    Ok(())
}

/// Packs, and tests what was packed as people use it: Node.js, Deno, Bun, bundlers, TypeScript, browsers.
pub fn test() -> Outcome {
    build::present()?;
    let package = pack()?;
    let why = "Deno, Bun and Vite, in which the JavaScript package is run";
    if let Err(problem) = setup::npm_for_tests("npm", why, "1 minute, 220 MB") {
        println!("SKIPPED: npm cannot bring what it is run in besides Node.js: {problem}");
    }
    let mut node = command("node", &["--test", "--test-reporter=spec", "--test-timeout=600000"]);
    node.arg("--test-concurrency=1").args(test_files(&root().join("tests/npm"))?);
    node.current_dir(root().join("tests/npm")).env("PEMLENS_PACKAGE", package);
    run_command(node)
}

/// The package, from `dist/` and `npm/`.
pub fn pack() -> Result<PathBuf, String> {
    let folder = target().join("npm");
    let package = folder.join("package");
    let _ = fs::remove_dir_all(&folder);
    let version = release::version()?;
    copy_all(&root().join("npm"), &package)?;
    copy_all(&root().join("docs/schema"), &package.join("schema"))?;
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&root().join(name), &package.join(name))?;
    }
    for name in ["package.json", "README.md"] {
        let without = text(&package.join(name))?;
        if !without.contains(NO_VERSION) {
            return Err(format!("npm/{name} has no {NO_VERSION} to be replaced by the version"));
        }
        write(&package.join(name), without.replace(NO_VERSION, &version).as_bytes())?;
    }
    // CommonJS wants the same types under names of its own.
    for name in ["index", "types"] {
        let types =
            text(&package.join(format!("{name}.d.ts")))?.replace("/types.js\"", "/types.cjs\"");
        write(&package.join(format!("{name}.d.cts")), types.as_bytes())?;
    }
    let dist = env::var_os("PEMLENS_DIST").map_or_else(dist, PathBuf::from);
    let glue = text(&hashed(&dist, "engine-full-", ".js")?)?;
    let glue = format!("{}{}{}", GLUE.0, glue.trim_end(), GLUE.1);
    write(&package.join("engine.js"), glue.as_bytes())?;
    copy(&hashed(&dist, "engine-full_bg-", ".wasm")?, &package.join("pemlens.wasm"))?;
    let mut npm = command("npm", &["pack", "--loglevel=error", "--pack-destination"]);
    npm.arg(&folder).current_dir(&package);
    output(npm).ok_or("npm could not pack target/npm/package")?;
    Ok(folder.join(format!("pemlens-{version}.tgz")))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    write(to, &read(from)?)
}

/// The files of a folder; there are no folders in it.
fn copy_all(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).map_err(|problem| format!("{}: {problem}", to.display()))?;
    let entries = fs::read_dir(from).map_err(|problem| format!("{}: {problem}", from.display()))?;
    for entry in entries.flatten() {
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
