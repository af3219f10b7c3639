//! The PSM's phone app.

fn main() {}
