//! What screens are made of: data in, callbacks out. Nothing here knows storage, fetch or the clock.

pub mod answers;
pub mod attrs;
pub mod cell;
pub mod dom;
mod draw;
pub mod form;
pub mod icon;
pub mod lang;
pub mod parts;
pub mod result;
pub mod text;
pub mod words;
