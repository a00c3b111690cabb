//! The page's door.

/// The standard allocator weighs three times as much, and the page allocates little.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    pemlens::ui::browser::mount();
}
