//! What the phone does without a screen: keeps records in local storage, drives the sync machine of
//! `shared`, and talks to the server. It knows neither leptos nor the browser's API, so that tests
//! and the server's command line run the very same code natively.

pub mod account;
pub mod blob;
pub mod device;
pub mod driver;
pub mod host;
pub mod journal;
pub mod memory;
mod outcome;
pub mod picture;
pub mod register;
pub mod restored;
pub mod reviews;
pub mod rows;
pub mod store;
pub mod tasks;
pub mod todo;
pub mod transport;
