//! What only this engine has: threads, groups and limits, and how it finds its rows.
#![expect(clippy::unwrap_used, reason = "tests")]

mod plans;
mod running;
