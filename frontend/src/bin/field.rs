//! The PSM's phone app.

fn main() {
    frontend::field::app::start();
}
