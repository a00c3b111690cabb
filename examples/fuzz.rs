//! `fuzz TARGET SECONDS FOLDER`: the fuzz targets as a plain loop, for machines without a nightly
//! compiler. Seeds are the files of FOLDER, changed by a generator with a fixed start, so that the
//! n-th input of a run is the same everywhere. What brings it down is kept as `FOLDER/../plain-find`.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// The largest input.
const LONGEST: usize = 64 * 1024;
/// The most changes that make an input of a seed.
const CHANGES: usize = 8;
/// Pieces that lead deep into the readers.
const PIECES: &[&[u8]] = &[
    b"-----BEGIN CERTIFICATE-----\n",
    b"-----END CERTIFICATE-----\n",
    b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n",
    b"\x30\x80",
    b"\x30\x84\xff\xff\xff\xff",
    b"\x02\x01\x00",
    b"\x00\x00",
    b"\x06\x03\x55\x1d\x1e",
    b"<X509Certificate>",
    b"apiVersion: v1\nkind: Secret\n",
    b"Content-Transfer-Encoding: base64\n\n",
];

/// A generator that starts the same everywhere (xorshift64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, seconds, folder] = arguments.as_slice() else {
        eprintln!("usage: fuzz input|decode|analyse SECONDS FOLDER");
        return ExitCode::from(2);
    };
    let target = match name.as_str() {
        "input" => targets::input,
        "decode" => targets::decode,
        "analyse" => targets::analyse,
        other => {
            eprintln!("there is no target {other}");
            return ExitCode::from(2);
        }
    };
    let (Ok(seconds), seeds) = (seconds.parse(), seeds(Path::new(folder))) else {
        eprintln!("{seconds} is no number of seconds");
        return ExitCode::from(2);
    };
    if seeds.is_empty() {
        eprintln!("{folder} holds no seed");
        return ExitCode::from(2);
    }
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (began, mut count, mut slowest) = (Instant::now(), 0usize, Duration::ZERO);
    while began.elapsed() < Duration::from_secs(seconds) {
        let bytes = changed(&seeds, &mut dice);
        let started = Instant::now();
        let survived = std::panic::catch_unwind(|| target(&bytes)).is_ok();
        slowest = slowest.max(started.elapsed());
        count += 1;
        if !survived {
            let find = Path::new(folder).join("../plain-find");
            let kept = std::fs::write(&find, &bytes);
            eprintln!("input {count} of {name} brought it down; {}: {kept:?}", find.display());
            return ExitCode::FAILURE;
        }
    }
    println!("{name}: {count} inputs from {} seeds, the slowest {slowest:.1?}", seeds.len());
    ExitCode::SUCCESS
}

/// The seeds, in the order of their names.
fn seeds(folder: &Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

/// A seed with some changes.
fn changed(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seeds[dice.roll(seeds.len())].clone();
    for _ in 0..=dice.roll(CHANGES) {
        let at = dice.roll(bytes.len() + 1).min(bytes.len());
        let end = (at + 1 + dice.roll(32)).min(bytes.len());
        match dice.roll(6) {
            0 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << dice.roll(8)),
            1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = dice.roll(256) as u8),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            4 => drop(bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied())),
            _ => {
                let other = &seeds[dice.roll(seeds.len())];
                let from = dice.roll(other.len() + 1).min(other.len());
                let piece: Vec<u8> = other[from..].iter().take(512).copied().collect();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}
