//! The components of both apps: data in, callbacks out. Nothing here fetches, stores, asks the clock or
//! knows an address.
//!
//! Words reach a component as an argument or as children. What a component says by itself stands in
//! [`text`], in the language of [`lang`].

pub mod answers;
pub mod button;
pub mod chart;
pub mod dialog;
pub mod dom;
pub mod drawing;
pub mod each;
pub mod file;
pub mod form;
pub mod icon;
pub mod lang;
pub mod list;
pub mod live;
pub mod note;
pub mod pairs;
pub mod pictogram;
pub mod result_card;
pub mod status;
pub mod text;
pub mod when;
pub mod words;
