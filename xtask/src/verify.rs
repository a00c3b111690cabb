//! `cargo xtask verify URL|FOLDER [--built]`: whether a copy of the page is what these sources make.
//!
//! Builds, then compares every file of `dist/` with the copy, to the byte. A site can send others
//! something else than you; and it shows whether the files are ours, not whether they are good.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::shell::{Outcome, command, dist, has, only, output, read, root, target};
use crate::{build, setup};

/// Builds, fetches where it is an address, compares, and says what differs.
pub fn run(arguments: &[String]) -> Outcome {
    let (places, flags): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|word| !word.starts_with("--"));
    only(&flags, &["--built"], &[])?;
    let [place] = places.as_slice() else {
        return Err("verify takes one address or folder: cargo xtask verify URL|FOLDER".to_owned());
    };
    let is_address = place.starts_with("https://") || place.starts_with("http://");
    if !is_address && !Path::new(place).is_dir() {
        return Err(format!("{place} is neither a folder here nor an http(s) address"));
    }
    setup::ensure(setup::Scope::Build)?;
    if has(&flags, "--built") {
        build::present()?
    } else {
        build::release()?
    }
    let names = names(&dist())?;
    let copy = if is_address { fetched(place, &names)? } else { Path::new(place).to_path_buf() };
    let mut found = compare(&dist(), &copy, &names)?;
    if !is_address {
        for name in self::names(&copy)?.difference(&names) {
            found.push(format!("more     {name} is there, and not in the build"));
        }
    }
    if found.is_empty() {
        println!("all {} files of {place} are those of this build, to the byte", names.len());
        return Ok(());
    }
    for line in &found {
        println!("{line}");
    }
    Err(format!(
        "{place} is not what these sources make: {} of {} files differ. Was it built from another \
         commit?",
        found.len(),
        names.len()
    ))
}

/// What lies in a folder.
fn names(folder: &Path) -> Result<BTreeSet<String>, String> {
    let files = fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    Ok(files.flatten().map(|it| it.file_name().to_string_lossy().into_owned()).collect())
}

/// What a site sends for these names, in a folder. What it does not send is not in there.
fn fetched(address: &str, names: &BTreeSet<String>) -> Result<std::path::PathBuf, String> {
    let folder = target().join("verify");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let script = root().join("xtask/src/fetch.mjs").to_string_lossy().into_owned();
    let place = folder.to_string_lossy();
    let mut words = vec![script.as_str(), address, &place];
    words.extend(names.iter().map(String::as_str));
    let told = output(command("node", &words)).ok_or("fetching did not run: node fetch.mjs")?;
    print!("{told}");
    Ok(folder)
}

/// One line for each file that differs.
fn compare(ours: &Path, theirs: &Path, names: &BTreeSet<String>) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for name in names {
        let our = read(&ours.join(name))?;
        let Ok(their) = fs::read(theirs.join(name)) else {
            found.push(format!("missing  {name}"));
            continue;
        };
        if our != their {
            let at = our.iter().zip(&their).take_while(|(a, b)| a == b).count();
            found.push(format!(
                "differs  {name}: {} bytes in the build, {} there; the first difference is at byte {at}",
                our.len(),
                their.len()
            ));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_difference_is_said() {
        let base = std::env::temp_dir().join(format!("pemlens-verify-{}", std::process::id()));
        let [ours, theirs] = ["ours", "theirs"].map(|it| base.join(it));
        for folder in [&ours, &theirs] {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join("same"), "same").unwrap();
        }
        fs::write(ours.join("longer"), "abc").unwrap();
        fs::write(theirs.join("longer"), "abcd").unwrap();
        fs::write(ours.join("gone"), "x").unwrap();
        let found = compare(&ours, &theirs, &names(&ours).unwrap()).unwrap();
        fs::remove_dir_all(base).unwrap();
        assert_eq!(
            found,
            [
                "missing  gone",
                "differs  longer: 3 bytes in the build, 4 there; the first difference is at byte 3"
            ]
        );
    }
}
