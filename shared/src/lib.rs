//! The pure core of Mutakhir: what a form is, when an answer is right, and how records travel.
//!
//! The phone and the server compile this very code, so a check means the same on both sides.
//! It knows no network, no disk, no clock, no randomness, no async and no screen: time, random
//! bytes and reference tables come in as arguments.

pub mod codec;
pub mod day;
pub mod desk;
pub mod digits;
pub mod form;
pub mod forms;
pub mod growth;
pub mod hex;
pub mod id;
pub mod kk;
pub mod nik;
pub mod phone;
pub mod quantity;
pub mod region;
pub mod register;
pub mod sex;
pub mod sync;
pub mod text;
