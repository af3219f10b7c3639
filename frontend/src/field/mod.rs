//! The phone app: its state ([`state::App`]), what moves it, and its pages.
//!
//! Pages see [`state::App`] and nothing below it: no storage, no fetch, no clock.

pub mod app;
pub mod pages;
pub mod state;
pub mod text;
pub mod view;

mod account;
mod core;
mod drafts;
mod history;
mod keep;
mod line;
mod quota;
mod records;
mod shown;
mod sync;
mod tables;
mod tabs;
mod update;
