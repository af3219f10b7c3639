//! The phone app: what runs behind the pages ([`phone`]), what stands around them (`shell`), and a
//! folder for each feature.
//!
//! A page takes what it needs by context. Features link to each other by [`route::Route`] only; what
//! several of them need stands in `parts`, and what is needed to fill a form in `form`.

pub mod app;
pub mod chunks;
pub mod phone;
pub mod route;

mod account;
mod fill;
mod form;
mod help;
mod home;
mod new_visit;
mod parts;
mod practice;
mod proof;
mod record;
mod records;
mod register;
mod settings;
mod shell;
mod sync;
mod tasks;
mod visit;
mod words;
