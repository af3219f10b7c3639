//! What an input may cost, measured: nothing that a stranger can send costs more than it weighs, and
//! nothing that is asked while others wait grows with what is stored.
//!
//! Time is not measured but where there is no other way: it is another on every machine. What a query
//! costs is counted in steps of SQLite's machine, what a program costs in allocations, what is stored in
//! pages. `tests/tests/cost.rs` holds the bounds with small sizes at every commit, `cargo xtask bench
//! cost` with large ones, and prints the times.

pub mod bodies;
pub mod crowd;
pub mod memory;
pub mod methods;
pub mod push;
pub mod routes;
pub mod worst;

/// What a body weighs at least, bytes. However small it is, one request may hold a whole parcel: a
/// change of [`CHANGE_BYTES_MAX`] or a hundred of the smallest. A phone begins with this size.
///
/// [`CHANGE_BYTES_MAX`]: shared::sync::limits::CHANGE_BYTES_MAX
pub const LEAST_BYTES: usize = 8_000;
/// Memory that a request may take, in bodies of its size.
pub const MEMORY_MAX: usize = 40;
/// What may be stored of a request, in bodies of its size, and one page more.
pub const DISK_MAX: usize = 20;
/// A file grows by whole pages: what is stored is known to a page and no better.
pub const PAGE_BYTES: usize = 4_096;
/// Steps of SQLite's machine in one transaction. A step takes 20 to 100 ns (1.1 s for 20 million,
/// measured by `cargo xtask bench cost`), so these are 10 ms of the 50 that the write lock may be held.
pub const LOCK_STEPS_MAX: u64 = 100_000;
/// Allocations in one transaction, at 50 to 100 ns each with what is done between them: 20 ms. A form
/// that has to be checked anew in the lock takes 2,000.
pub const LOCK_ALLOCATIONS_MAX: u64 = 200_000;
/// What a query may cost with many rows, in costs of the same with ten.
pub const GROWTH_MAX: f64 = 1.3;
/// The longest answer, bytes: at 256 kbit/s half a minute. A page of the desk's list is 200 lines of a
/// kilobyte.
pub const ANSWER_BYTES_MAX: usize = 1_000_000;
