//! Stories in a real browser: a person with a phone, a line that is cut, a server that is killed.
//!
//! Each story has a server process, a folder, a proxy and a browser of its own.

mod asked;
mod axe;
mod back;
mod bad_input;
mod chunks;
mod cleared;
mod clock;
mod confidential;
mod decided;
mod desk;
mod early;
mod english;
mod few_taps;
mod field;
mod files;
mod fits;
mod fresh;
mod golden;
mod gone;
mod grown;
mod growth;
mod journal;
mod lost;
mod obstacles;
mod photos;
mod pictures;
mod proof;
mod review;
mod session;
mod stage;
mod started;
mod tabs;
mod taps;
mod tasks;
mod telling;
mod twice;
mod versions;
mod worker;
