//! The engine's program: runs in a Web Worker, started by the page.

fn main() {
    pemlens::worker::start();
}
