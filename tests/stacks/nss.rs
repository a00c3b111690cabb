//! NSS's vfychain, asked about every case. It reads one question a run, so it runs once a case, in
//! two threads, with a store of its own that holds the case's anchors.

use std::path::{Path, PathBuf};
use std::process::Command;

use pemlens::model::Time;
use pemlens::stacks::{NSS, Role};

use super::asked::{self, Asked};

/// How many run at the same time.
const THREADS: usize = 2;

/// What it says about each case, or why it is not asked.
pub fn answers() -> Result<Vec<String>, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("nss-{}", std::process::id()));
    let empty = folder.join("empty");
    std::fs::create_dir_all(&empty).unwrap();
    let store = format!("sql:{}", empty.display());
    let made = Command::new("certutil").args(["-N", "-d", &store, "--empty-password"]).status();
    let there = made.is_ok() && Command::new("vfychain").output().is_ok();
    let said = there.then(|| {
        let cases = asked::all();
        let ask = |cases: &'static [Asked], name: String| {
            let (own, empty) = (folder.join(name), empty.clone());
            std::thread::spawn(move || {
                let each = cases.iter().map(|case| said(case, &own, &empty));
                each.collect::<Vec<String>>()
            })
        };
        let share = cases.len().div_ceil(THREADS);
        let parts = cases.chunks(share).enumerate().map(|(n, part)| ask(part, n.to_string()));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    std::fs::remove_dir_all(&folder).unwrap();
    said.ok_or_else(|| "needs vfychain and certutil (libnss3-tools)".to_owned())
}

fn said(case: &Asked, folder: &Path, empty: &Path) -> String {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).unwrap();
    for entry in std::fs::read_dir(empty).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    let file = |name: String, der: &[u8]| -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, der).unwrap();
        path
    };
    let store = format!("sql:{}", folder.display());
    for (index, root) in case.roots.iter().enumerate() {
        let name = format!("root{index}");
        let mut command = Command::new("certutil");
        command.args(["-A", "-d", &store, "-n", &name, "-t", "CT,,", "-i"]);
        command.arg(file(name.clone(), root)).output().unwrap();
    }
    let digits: String = Time(case.at).iso().chars().filter(char::is_ascii_digit).collect();
    let usage = if case.role == Role::Client { "0" } else { "1" };
    let mut command = Command::new("vfychain");
    command.args(["-d", &store, "-b", &format!("{}Z", &digits[2..12]), "-u", usage]);
    command.arg("-r").arg(file("leaf".into(), &case.leaf));
    for (index, sent) in case.sent.iter().enumerate() {
        command.arg("-r").arg(file(format!("sent{index}"), sent));
    }
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    // Files are called by their names alone.
    let text = String::from_utf8_lossy(&text).replace(&format!("{}/", folder.display()), "");
    if text.trim() == "Chain is good!" {
        return "ok".into();
    }
    named(text.trim_end(), case.predicted(&NSS).unwrap_or_default())
}

/// A certificate of the store is called by the name that it was stored under; it gets the name that
/// is predicted in the same place.
fn named(text: &str, predicted: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let place = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let rest = line.get(place.len()..).unwrap_or_default();
        let stored = place.starts_with("CERT ") && rest.starts_with(" root");
        let same = || predicted.lines().find(|other| other.starts_with(&place));
        lines.push(stored.then(same).flatten().unwrap_or(line));
    }
    lines.join("\n")
}
