//! How fast the engine is natively: `cargo run --release --example engine_rate -- FILE [RUNS]`.
//!
//! Prints one JSON line: the certificates in the file, and in milliseconds the best of several runs
//! of reading it, and of reading it and answering the question that comes by itself.
//! `cargo xtask bench` sets it beside the same work in the browser's worker.

use std::time::Instant;

use pemlens::input::Source;
use pemlens::model::Question;
use pemlens::{present, report};

/// The best of this many runs: everything slower is the machine's doing.
const RUNS: usize = 7;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("a file of certificates");
    let runs = arguments.next().map_or(RUNS, |runs| runs.parse().expect("a number of runs"));
    let at = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let source = Source {
        name: path.clone(),
        bytes: std::fs::read(&path).expect("the file can be read"),
        ..Source::default()
    };
    let (mut reading, mut answering) = (f64::INFINITY, f64::INFINITY);
    let mut certificates = 0;
    for _ in 0..runs {
        let begun = Instant::now();
        let given = report::read(&source, &mut |_| {});
        reading = reading.min(begun.elapsed().as_secs_f64() * 1000.0);
        certificates = given.contents.certificates.len();
        let question = Question { at: i64::try_from(at).unwrap(), ..Question::default() };
        let report = report::examine(vec![given], &question);
        let _ = (present::overview(&report), present::sheet(&report, 0));
        answering = answering.min(begun.elapsed().as_secs_f64() * 1000.0);
    }
    println!(
        "{{\"certificates\":{certificates},\"reading\":{reading:.2},\"answering\":{answering:.2}}}"
    );
}
