//! What the command line can do besides serving.

pub mod account;
pub mod import;
pub mod push;
pub mod register;
pub mod restore;
