//! A simulation of the whole conversation: several phones with the real machine, driver and storage
//! rules, and the real merge rules of the server, on one thread and in virtual time.
//!
//! A seed decides everything: who fills what when, which task runs next, what the line does to each
//! request, when a phone or the server dies. After every step the laws (`laws`) must hold. In the
//! end the faults stop, and everything has to converge within a bound. The same seed runs the same
//! way, so a failure is replayed by its number.

mod blobs;
pub mod dice;
mod fault;
mod forms;
mod laws;
mod line;
mod office;
mod person;
mod phone;
mod pictures;
mod register;
mod review;
mod time;
mod world;

pub use fault::{Decided, Fault, Seen, Tally};
pub use office::EngineKind;
pub use world::{Failed, run};
