//! The engine's program: runs in a Web Worker, started by the page.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

/// Keys and passwords pass through many hands: what is given back is wiped, whoever had it.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() {
    pemlens::worker::start();
}
