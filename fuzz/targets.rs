//! What each fuzz target does with any bytes; run by the targets (coverage-guided) and by
//! `examples/fuzz.rs` (a plain loop, which needs no nightly compiler).

use pemlens::input::{Password, Source, Workspace, scan};
use pemlens::model::{Purpose, Question, Trust};
use pemlens::{present, report};

/// Unwrapping: any bytes into blocks. Spans must lie in the source, blocks in their containers.
#[allow(dead_code)]
pub fn input(bytes: &[u8]) {
    let scan = scan(bytes);
    for place in scan.blocks.iter().map(|it| it.place).chain(scan.parts.iter().map(|it| it.place)) {
        assert!(place.span.start <= place.span.end && place.span.end <= bytes.len().max(1) * 4);
        assert!(place.part.is_none_or(|part| part < scan.parts.len()));
    }
}

/// Reading: any bytes as one source, now and then with a password to try, which costs a key derivation.
#[allow(dead_code)]
pub fn decode(bytes: &[u8]) {
    let passwords = match bytes.len() % 16 {
        0 => vec![Password::new("secret".into())],
        _ => Vec::new(),
    };
    let source = Source { bytes: bytes.to_vec(), passwords, ..Source::default() };
    report::read(&source, &mut |_| {});
}

/// The whole engine: two sources, a question made from the first byte, and everything shown of it.
#[allow(dead_code)]
pub fn analyse(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let cut = bytes.len() / 2;
    let source = |id: u32, bytes: &[u8], trusted| Source {
        id,
        name: "input".into(),
        bytes: bytes.to_vec(),
        trusted,
        ..Source::default()
    };
    let sources = match choice & 1 {
        0 => vec![source(1, bytes, false)],
        _ => vec![source(1, &bytes[..cut], false), source(2, &bytes[cut..], true)],
    };
    let question = Question {
        purpose: match choice >> 1 & 3 {
            0 => Some(Purpose::Server),
            1 => Some(Purpose::Client),
            2 => Some(Purpose::Ca),
            _ => None,
        },
        host: if choice & 8 == 0 { "www.example.com".into() } else { String::new() },
        trust: if choice & 16 == 0 { Trust::Auto } else { Trust::Both },
        at: 1_790_000_000,
        leaf: None,
        ..Question::default()
    };
    let report = report::analyse(&Workspace { sources, question });
    let _ = present::overview(&report);
    let _ = present::rows(&report, None, 0, 20);
    let _ = present::timeline_notes(&report);
    let _ = present::diff_notes(&report);
    for object in 0..report.objects.len().min(4) {
        let _ = present::sheet(&report, object);
    }
}
