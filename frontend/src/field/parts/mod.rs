//! What the pages of several features show alike.

pub mod damaged;
pub mod following;
pub mod growth;
pub mod hotlines;
pub mod install;
pub mod missing;
pub mod office;
pub mod people;
pub mod practice_links;
pub mod proof;
pub mod room;
pub mod rows;
pub mod start_form;
pub mod todo;
