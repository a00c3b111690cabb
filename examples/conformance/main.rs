//! `conformance corpus PATH`: compares what PemLens reads with what OpenSSL shows, field by field.
//! `conformance paths PATH`: compares verdicts about certification paths with what suites expect
//! (PATH is the folder they lie in).
//! `conformance revocation PATH`: compares what one revocation list or one OCSP response proves with
//! what BoringSSL's tests expect (the same folder).
//! `conformance stacks PATH [--misses STACK]`: compares what is said for real programs with what
//! they said about the cases in that folder.
//! `conformance lints PATH`: compares the rules with the linters zlint and pkilint, certificate by
//! certificate (PATH is the folder their cases lie in).
//! `conformance variants [FOLDER]`: makes chains that differ from a good one in one thing, and
//! compares what the programs installed here do with what is predicted; `--pairs SEED`: in two things,
//! drawn by SEED.
//! `conformance handshake PATH`: compares what is foreseen with recorded handshakes (PATH is the
//! folder they lie in).
//!
//! PATH is `corpus.jsonl.gz`, or the folder it lies in; then every other file of cases there is
//! read too, to see that nothing in them breaks the reader. Known differences, each with its
//! reason, are in `tests/ledgers/corpus.tsv`. The exit status is 0 where nothing is unexplained,
//! 1 where something is, 2 where there is nothing to compare with.

mod corpus;
mod folder;
mod guard;
mod handshake;
mod ledger;
mod lints;
mod openssl_text;
mod ours;
mod paths;
mod revocation;
mod stacks;
mod variants;

#[path = "../../tests/common/variants.rs"]
mod made;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use std::io::Read as _;

const USAGE: &str = "usage: conformance corpus PATH   (corpus.jsonl.gz, or the folder it lies in)
       conformance paths PATH    (the folder of the suites)
       conformance revocation PATH    (the same folder)
       conformance stacks PATH [--misses STACK]    (the same folder)
       conformance lints PATH    (the folder of the linters' cases)
       conformance variants [FOLDER]|--pairs SEED    (asks the programs installed here)
       conformance handshake PATH [--third 1|2|3]    (the folder of the recorded handshakes)
       conformance handshakes [NUMBER]    (real ones with the programs installed here; NUMBER chooses the third)";

/// The kinds that take a path and nothing else.
const KINDS: [&str; 6] = ["corpus", "paths", "revocation", "stacks", "lints", "handshake"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some((kind, rest)) = arguments.split_first()
        && kind == "variants"
        && rest.len() <= 2
    {
        guard::install();
        let clean = match rest {
            [flag, seed] if flag == "--pairs" => match seed.parse() {
                Ok(seed) => variants::run(None, Some(seed)),
                Err(_) => return unusable(USAGE),
            },
            [_, _] => return unusable(USAGE),
            rest => variants::run(rest.first().map(Path::new), None),
        };
        return if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if let Some((kind, rest)) = arguments.split_first()
        && kind == "handshakes"
        && rest.len() <= 1
    {
        guard::install();
        let number = rest.first().map(|word| word.parse::<usize>());
        let third = match number {
            Some(Err(_)) => return unusable(USAGE),
            Some(Ok(number)) => Some(number % 3),
            None => None,
        };
        return if handshake::real(third) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let (kind, path, misses) = match arguments.as_slice() {
        [kind, path] if KINDS.contains(&kind.as_str()) => (kind, path, None),
        [kind, path, flag, stack] if kind == "stacks" && flag == "--misses" => {
            (kind, path, Some(stack.as_str()))
        }
        [kind, path, flag, third] if kind == "handshake" && flag == "--third" => {
            (kind, path, Some(third.as_str()))
        }
        _ => return unusable(USAGE),
    };
    let path = PathBuf::from(path);
    if !path.exists() {
        return unusable(&format!(
            "{} is absent: it is no part of this project; nothing was compared.",
            path.display()
        ));
    }
    guard::install();
    let suites: Option<fn(&Path) -> bool> = match kind.as_str() {
        "paths" => Some(paths::run),
        "revocation" => Some(revocation::run),
        "lints" => Some(lints::run),
        _ => None,
    };
    if let Some(suites) = suites {
        return if suites(&path) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if kind == "handshake" {
        // Counted from 1 by people.
        let third = misses.and_then(|third| third.parse::<usize>().ok()).map(|it| (it + 2) % 3);
        return if handshake::run(&path, third) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if kind == "stacks" {
        return if stacks::run(&path, misses) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let folder = path.is_dir().then(|| path.clone());
    let file = if path.is_dir() { path.join("corpus.jsonl.gz") } else { path };
    let rows = match lines(&file) {
        Ok(rows) => rows,
        Err(reason) => {
            return unusable(&format!("{}: {reason}; nothing was compared.", file.display()));
        }
    };
    let mut clean = corpus::run(&rows);
    if let Some(folder) = folder {
        clean &= folder::run(&folder, &file);
    }
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn unusable(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::from(2)
}

/// The rows of a gzipped file of JSON lines.
fn lines(path: &Path) -> Result<Vec<serde_json::Value>, String> {
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).map_err(|e| e.to_string())?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(|e| e.to_string()))
        .collect()
}
