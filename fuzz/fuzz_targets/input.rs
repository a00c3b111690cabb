//! Unwrapping: any bytes into blocks. Spans must lie in the source, blocks in their containers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pemlens::input::scan;

fuzz_target!(|bytes: &[u8]| {
    let scan = scan(bytes);
    for place in scan.blocks.iter().map(|it| it.place).chain(scan.parts.iter().map(|it| it.place)) {
        assert!(place.span.start <= place.span.end && place.span.end <= bytes.len().max(1) * 4);
        assert!(place.part.is_none_or(|part| part < scan.parts.len()));
    }
});
