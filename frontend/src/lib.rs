//! The two web apps: the PSM's phone app (`field`) and the supervisor's desk (`office`).
//!
//! Each has a binary of its own, so that a phone never downloads the desk.

pub mod app;
pub mod browser;
pub mod field;
pub mod office;
pub mod ui;
