//! The network as the phone app sees it, and the machine around its code.

pub mod fetch;
pub mod host;
