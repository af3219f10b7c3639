//! The form model and its one interpreter.
//!
//! A form kind is data ([`model::FormKind`]): fields with labels, units, ranges and conditions. One
//! interpreter reads it to decide what is asked ([`eval`]), what is wrong ([`validate`]), what is
//! computed and dropped at the end ([`settle`]). Screens, documents and JSON are made by walking the
//! same data ([`walk`], [`label`]), so that a kind costs strings and not code.

pub mod changes;
pub mod content;
pub mod edit;
pub mod eval;
pub mod fix;
pub mod label;
pub mod model;
mod number;
pub mod picture;
pub mod place;
pub mod problem;
pub mod review;
pub mod settle;
#[cfg(test)]
mod tests;
mod unknown;
pub mod validate;
pub mod value;
pub mod walk;
