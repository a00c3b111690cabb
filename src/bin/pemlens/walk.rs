//! Patterns of a file of expectations → the files that there are, in order.

use std::fs;
use std::path::{Path, PathBuf};

use pemlens::check::{has_wildcard, matches};

/// More files than that are told, and not taken.
const MAX_FILES: usize = 100_000;
/// Folders within folders that `**` looks into.
const MAX_DEPTH: usize = 32;

/// The files that a pattern names, from a folder on; a path without wildcards is taken as it is.
pub fn files(folder: &Path, pattern: &str) -> Result<Vec<PathBuf>, String> {
    if !has_wildcard(pattern) {
        return Ok(vec![folder.join(pattern)]);
    }
    let mut found = vec![match pattern.starts_with('/') {
        true => PathBuf::from("/"),
        false => folder.to_owned(),
    }];
    let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
    for (at, part) in parts.iter().enumerate() {
        let last = at.saturating_add(1) == parts.len();
        let mut next = Vec::new();
        for from in &found {
            match *part {
                "**" => below(from, 0, &mut next)?,
                part if !has_wildcard(part) => {
                    let path = from.join(part);
                    if path.exists() {
                        next.push(path);
                    }
                }
                part => entries(from, |path, name, is_folder| {
                    if matches(part, name) && is_folder != last {
                        next.push(path);
                    }
                })?,
            }
            if next.len() > MAX_FILES {
                return Err(format!("{pattern} fits more than {MAX_FILES} files"));
            }
        }
        // `**/**` would find a folder twice.
        next.sort();
        next.dedup();
        found = next;
    }
    found.retain(|path| path.is_file());
    match found.is_empty() {
        true => Err(format!("{pattern} fits no file")),
        false => Ok(found),
    }
}

/// A folder and all folders in it. Links to folders are not followed: they may lead in a circle.
fn below(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), String> {
    found.push(folder.to_owned());
    if depth >= MAX_DEPTH || found.len() > MAX_FILES {
        return Err(format!("too many folders below {}", folder.display()));
    }
    let mut inside = Vec::new();
    entries(folder, |path, name, is_folder| {
        if is_folder && !name.starts_with('.') && !path.is_symlink() {
            inside.push(path);
        }
    })?;
    inside.iter().try_for_each(|path| below(path, depth.saturating_add(1), found))
}

/// What a folder holds; nothing where it is none.
fn entries(folder: &Path, mut each: impl FnMut(PathBuf, &str, bool)) -> Result<(), String> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if !here.is_dir() {
        return Ok(());
    }
    let told = |error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(here).map_err(told)? {
        let name = entry.map_err(told)?.file_name();
        let path = folder.join(&name);
        let is_folder = path.is_dir();
        each(path, &name.to_string_lossy(), is_folder);
    }
    Ok(())
}
