//! The phone's own storage: records and drafts in IndexedDB, small preferences in localStorage.

pub mod indexed_db;
pub mod prefs;
