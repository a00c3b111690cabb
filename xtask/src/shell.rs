//! Paths, child processes and the words around them.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Nothing, or what went wrong in words that end a run.
pub type Outcome = Result<(), String>;

/// The folder that holds the workspace's Cargo.toml.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The finished page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The page as `serve` builds it, for looking.
pub fn look() -> PathBuf {
    target().join("look-dist")
}

/// The browser tests and the npm packages.
pub fn browser_tests() -> PathBuf {
    root().join("tests").join("browser")
}

/// The files of a folder that Node's test runner is given.
pub fn test_files(folder: &Path) -> Result<Vec<String>, String> {
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .map_err(|problem| format!("{}: {problem}", folder.display()))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(format!("no *.test.mjs in {}", folder.display()));
    }
    Ok(files)
}

/// Where a tool goes whose other version is already installed for other projects.
pub fn own_tools() -> PathBuf {
    target().join("tools")
}

/// `PATH` with the project's own tools in front.
pub fn path() -> OsString {
    let mut folders =
        vec![own_tools().join("bin"), browser_tests().join("node_modules").join(".bin")];
    if let Some(old) = env::var_os("PATH") {
        folders.extend(env::split_paths(&old));
    }
    env::join_paths(folders).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
}

/// A command that runs in the workspace with the project's tools on `PATH` and no input.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let program = find(program).unwrap_or_else(|| PathBuf::from(program));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()).env("PATH", path()).stdin(Stdio::null());
    command
}

/// Cargo, without what `cargo run` left in the environment for this program.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = command("cargo", arguments);
    unmark(&mut command);
    command
}

/// Takes from a command's environment what `cargo run` left there.
pub fn unmark(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO"
        {
            command.env_remove(name.as_ref());
        }
    }
}

/// Runs a command, showing it and its output.
pub fn run(mut command: Command) -> Outcome {
    let line = shown(&command);
    println!("  $ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status})")),
        Err(problem) => Err(format!("`{line}` did not start: {problem}")),
    }
}

/// Runs a command quietly and returns what it printed; `None` where it failed or is missing.
pub fn output(mut command: Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Says what is about to happen, why, and how long to expect.
pub fn announce(what: &str, why: &str, expect: &str) {
    println!("installing {what}: {why} (about {expect})");
}

/// Installs packages of the system, where that is possible without asking.
pub fn apt_get(packages: &[&str]) -> Outcome {
    if find("apt-get").is_none() {
        return Err("there is no apt-get here".to_owned());
    }
    if output(command("id", &["-u"])).is_none_or(|id| id.trim() != "0") {
        return Err("only root may install packages".to_owned());
    }
    let run_apt = |words: &[&str]| {
        // Where the system installs something itself, it is waited for.
        let mut apt = command("apt-get", &["-o", "DPkg::Lock::Timeout=300"]);
        apt.args(words);
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        run(apt)
    };
    run_apt(&["update", "-q"])?;
    run_apt(&[&["install", "-q", "-y", "--no-install-recommends"], packages].concat())
}

/// The first program of this name on [`path`].
pub fn find(program: &str) -> Option<PathBuf> {
    if program.contains(std::path::MAIN_SEPARATOR) {
        return Some(PathBuf::from(program));
    }
    let names = [program.to_owned(), format!("{program}.exe"), format!("{program}.cmd")];
    let names = if cfg!(windows) { &names[..] } else { &names[..1] };
    env::split_paths(&path())
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|file| file.is_file())
}

/// A command line as a person would type it.
pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy();
    let mut line = name.into_owned();
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        if argument.contains(' ') {
            line.push_str(&format!(" '{argument}'"));
        } else {
            line.push_str(&format!(" {argument}"));
        }
    }
    line
}

/// Reads a file, naming it where that fails.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|problem| format!("cannot read {}: {problem}", path.display()))
}

/// Reads a file of text, naming it where that fails.
pub fn text(path: &Path) -> Result<String, String> {
    String::from_utf8(read(path)?).map_err(|_| format!("{} is not UTF-8", path.display()))
}

/// The one file of a folder whose name begins and ends so: what stands between is a hash.
pub fn hashed(folder: &Path, start: &str, end: &str) -> Result<PathBuf, String> {
    let files = std::fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let fits = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(start) && name.ends_with(end)
    };
    let found: Vec<PathBuf> = files.flatten().map(|it| it.path()).filter(fits).collect();
    match <[PathBuf; 1]>::try_from(found) {
        Ok([only]) => Ok(only),
        Err(many) => {
            let folder = folder.display();
            Err(format!("{folder} has {} files {start}*{end}, not one", many.len()))
        }
    }
}

/// Writes a file, naming it where that fails.
pub fn write(path: &Path, contents: &[u8]) -> Outcome {
    std::fs::write(path, contents)
        .map_err(|problem| format!("cannot write {}: {problem}", path.display()))
}

/// Whether a flag is among the arguments.
pub fn has(arguments: &[String], flag: &str) -> bool {
    arguments.iter().any(|argument| argument == flag)
}

/// The word after a flag.
pub fn value<'a>(arguments: &'a [String], flag: &str) -> Option<&'a str> {
    let at = arguments.iter().position(|argument| argument == flag)?;
    arguments.get(at.saturating_add(1)).map(String::as_str)
}

/// Refuses flags a command does not know, so that a slip is not silently ignored.
/// `flags` take no value, `options` take one.
pub fn only(arguments: &[String], flags: &[&str], options: &[&str]) -> Outcome {
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if flags.contains(&word.as_str()) {
            continue;
        }
        if !options.contains(&word.as_str()) {
            return Err(format!("unknown argument `{word}`; see `cargo xtask help`"));
        }
        if words.next().is_none() {
            return Err(format!("`{word}` needs a value"));
        }
    }
    Ok(())
}
