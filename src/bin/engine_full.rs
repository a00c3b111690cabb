//! The full engine's program: what the page loads beside the small one and starts when a source
//! needs passwords, containers or uncommon algorithms.

fn main() {
    pemlens::worker::start();
}
