//! Reading: any bytes as one source, with a password to try.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pemlens::input::{Password, Source};
use pemlens::report;

fuzz_target!(|bytes: &[u8]| {
    let source = Source {
        bytes: bytes.to_vec(),
        passwords: vec![Password::new("secret".into())],
        ..Source::default()
    };
    report::read(&source, &mut |_| {});
});
