//! How records travel: the messages, the limits, and the phone's half of the conversation.
//!
//! The story of one form: the phone seals an immutable *change* into a *parcel*, keeps it in the
//! outbox in the same transaction that saves the record, and pushes parcels unchanged until the
//! server answers. The answer holds one [`verdict::Verdict`] per change; only a verdict that carries
//! a receipt lets the phone drop the parcel. A cursor pulls what changed at the office since.

pub mod account;
pub mod blob;
pub mod client;
pub mod feed;
pub mod limits;
pub mod own;
pub mod rescue;
pub mod review;
pub mod state;
pub mod verdict;
pub mod wire;
