//! What both apps need once: moving between pages, the language on screen, days in words, the place in
//! the document. It knows the browser's rim and nothing of either app.

pub mod chunk;
pub mod dates;
pub mod english;
pub mod language;
pub mod mount;
pub mod router;
