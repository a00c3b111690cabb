//! `cargo xtask dist [--only page|program] [--target TRIPLE]`: the files of a release, in
//! `cargo xtask dist [--only page|program] [--target TRIPLE]`: the files of a release, in
//! `target/release-files`: the page as `dist.zip` and as one file, the JavaScript package, `pemlens` for this
//! machine (or for a target whose linker is there), and their checksums. The release workflow runs the same.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{
    Outcome, cargo, command, dist, only, output, read, root, run as run_command, target, value,
    write,
};
use crate::{build, npm, rust, setup, whole};

/// Builds and packs.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &[], &["--only", "--target"])?;
    let part = value(arguments, "--only");
    if part.is_some_and(|part| part != "page" && part != "program") {
        return Err("--only takes `page` or `program`".to_owned());
    }
    let folder = target().join("release-files");
    fs::create_dir_all(&folder)
        .map_err(|problem| format!("cannot make {}: {problem}", folder.display()))?;
    if part != Some("program") {
        setup::ensure(setup::Scope::Build)?;
        build::release()?;
        let mut files: Vec<String> = fs::read_dir(dist())
            .map_err(|problem| problem.to_string())?
            .flatten()
            .filter(|entry| entry.path().is_file())
            .map(|it| format!("{}={}", it.file_name().to_string_lossy(), it.path().display()))
            .collect();
        files.sort();
        zip(&folder.join("dist.zip"), &files)?;
        write(&folder.join(whole::NAME), &read(&dist().join(whole::NAME))?)?;
        let package = npm::pack()?;
        let name = package.file_name().unwrap_or_default();
        write(&folder.join(name), &read(&package)?)?;
    }
    if part != Some("page") {
        let triple = match value(arguments, "--target") {
            Some(triple) => triple.to_owned(),
            None => build::host()?,
        };
        program(&folder, &triple)?;
    }
    pack(&["sums", &folder.to_string_lossy()])?;
    println!("{} holds:", folder.display());
    print!("{}", String::from_utf8_lossy(&read(&folder.join("SHA256SUMS"))?));
    Ok(())
}

/// `pemlens` for one target, packed as `cargo binstall` expects it (Cargo.toml says how).
fn program(folder: &Path, triple: &str) -> Outcome {
    run_command(cargo(&[
        "build",
        "--locked",
        "--release",
        "--bin",
        "pemlens",
        "--target",
        triple,
    ]))?;
    let suffix = if triple.contains("windows") { ".exe" } else { "" };
    let built = target().join(triple).join("release").join(format!("pemlens{suffix}"));
    let mut files = vec![format!("pemlens{suffix}*={}", built.display())];
    for name in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        files.push(format!("{name}={}", root().join(name).display()));
    }
    let version = version()?;
    zip(&folder.join(format!("pemlens-{version}-{triple}.zip")), &files)
}

/// The version in Cargo.toml.
pub fn version() -> Result<String, String> {
    let manifest = read(&root().join("Cargo.toml"))?;
    let manifest = String::from_utf8_lossy(&manifest);
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \""));
    line.map(|rest| rest.trim_end_matches('"').to_owned())
        .ok_or_else(|| "Cargo.toml names no version".to_owned())
}

fn zip(out: &Path, files: &[String]) -> Outcome {
    let out = out.to_string_lossy();
    let mut words = vec!["zip", &out];
    words.extend(files.iter().map(String::as_str));
    pack(&words)
}

fn pack(words: &[&str]) -> Outcome {
    let script = root().join("xtask/src/pack.mjs").to_string_lossy().into_owned();
    let packed = output(command("node", &[&[script.as_str()], words].concat()));
    packed.map(|_| ()).ok_or_else(|| format!("could not pack: node pack.mjs {}", words.join(" ")))
}

/// Builds the page's program once more, from a copy of the sources in another folder and with nothing
/// compiled before, and compares the two to the byte.
pub fn twice() -> Outcome {
    let copy = target().join("again");
    let _ = fs::remove_dir_all(&copy);
    let output_folder = copy.join("target");
    // All but what was built, which is large: `cargo` looks for the files of every program.
    for entry in fs::read_dir(root()).map_err(|problem| problem.to_string())?.flatten() {
        let name = entry.file_name();
        if !["target", "dist", ".git"].iter().any(|it| name == *it) {
            copy_all(&entry.path(), &copy.join(name))?;
        }
    }
    let words = [
        "build",
        "--offline",
        "--target",
        rust::TARGET,
        "--no-default-features",
        "--features",
        "ui",
        "--bin",
        "page",
        "--profile",
        "page",
    ];
    let place = |target: PathBuf| target.join(rust::TARGET).join("page").join("page.wasm");
    for (folder, target) in [(root(), target()), (copy.clone(), output_folder.clone())] {
        let mut again = cargo(&words);
        again.current_dir(folder).env("CARGO_TARGET_DIR", target);
        rust::apply(&mut again);
        run_command(again)?;
    }
    let same = read(&place(target()))? == read(&place(output_folder))?;
    let _ = fs::remove_dir_all(&copy);
    match same {
        true => Ok(()),
        false => Err("two builds of the page's program differ".to_owned()),
    }
}

fn copy_all(from: &Path, to: &Path) -> Outcome {
    let said = |problem: std::io::Error| format!("cannot copy {}: {problem}", from.display());
    if from.is_dir() {
        if from.ends_with("node_modules") {
            return Ok(());
        }
        for entry in fs::read_dir(from).map_err(said)?.flatten() {
            copy_all(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    fs::create_dir_all(to.parent().unwrap_or(to)).map_err(said)?;
    fs::copy(from, to).map(|_| ()).map_err(said)
}
