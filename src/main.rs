//! The page's door.

fn main() {
    pemlens::ui::browser::mount();
}
