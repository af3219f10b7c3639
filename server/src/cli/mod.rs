//! What the command line can do besides serving.

pub mod account;
pub mod push;
pub mod restore;
