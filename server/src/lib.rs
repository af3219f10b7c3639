//! The Mutakhir server: takes what phones send, keeps it, shows it to the desk.

pub mod json;
pub mod store;
pub mod sync;
