//! The phone's half of the conversation, without IO.
pub mod message;
pub use message::*;
