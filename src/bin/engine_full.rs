//! The full engine's program: what the page loads beside the small one and starts when a source
//! needs passwords, containers or uncommon algorithms.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

/// Keys and passwords pass through many hands: what is given back is wiped, whoever had it.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() {
    pemlens::worker::start();
}
