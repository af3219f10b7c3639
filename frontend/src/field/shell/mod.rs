//! What stands around every page: the bar at its top with the way back and the state of sending, the
//! sentence that passes by, questions above the page, and on the main pages the row of places.

pub mod ask;
pub mod clock_note;
pub mod frame;
pub mod loss;
pub mod text_size;
pub mod trouble;

mod chip;
mod words;
