//! What the desk reads, made ready to be shown. Knows no HTTP; every read takes the reader's scope.

pub mod answers;
pub mod family;
pub mod growth;
pub mod history;
pub mod home;
pub mod photos;
pub mod problem;
pub mod records;
pub mod review;
pub mod sheet;
