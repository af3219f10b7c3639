//! The supervisors' desk, served at `/kantor`: sign-in, what waits today, the list of records,
//! one record whole and what is decided about it.
//!
//! A bundle of its own that no phone downloads. Pages load through `api` into a model that lives
//! above them; components get data and callbacks. It must not know how records are stored or
//! decided, and it never keeps personal data in the browser.

mod alerts;
mod api;
mod app;
mod badge;
mod desk;
mod detail;
mod families;
mod family;
mod files;
mod header;
mod heading;
mod list;
mod nav;
mod print_head;
mod record_list;
mod review;
mod route;
mod sign_in;
mod text;
mod today;

pub use app::start;
