//! The register as a phone knows it: families and people of the villages where its PSM works.
//!
//! The office has whole numbers, a phone the last four digits only ([`family`]). What comes from the
//! office lies on the phone in chunks ([`chunk`]), and is searched in memory ([`search`]) by words as
//! people remember them ([`names`]). A form names a person or a family by a [mod@reference].
//!
//! [`names`] is for the server as well: it knows nothing of phones.

pub mod chunk;
pub mod effect;
pub mod family;
pub mod names;
pub mod prefill;
pub mod query;
pub mod reference;
pub mod search;
pub mod task;
#[cfg(test)]
mod tests;
