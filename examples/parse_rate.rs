//! How fast sources are read natively: `cargo run --release --example parse_rate -- FILE`.
//!
//! Prints one JSON line with the certificates and the best of several runs in milliseconds;
//! `cargo xtask bench` sets it beside the same work in the browser's worker.

use std::time::Instant;

use pemlens::input::Source;
use pemlens::report;

/// The best of this many runs: everything slower is the machine's doing.
const RUNS: usize = 7;

fn main() {
    let path = std::env::args().nth(1).expect("a file of certificates");
    let source = Source {
        name: path.clone(),
        bytes: std::fs::read(&path).expect("the file can be read"),
        ..Source::default()
    };
    let mut best = f64::INFINITY;
    let mut certificates = 0;
    for _ in 0..RUNS {
        let begun = Instant::now();
        let given = report::read(&source, &mut |_| {});
        best = best.min(begun.elapsed().as_secs_f64() * 1000.0);
        certificates = given.contents.certificates.len();
    }
    println!("{{\"certificates\":{certificates},\"milliseconds\":{best:.2}}}");
}
