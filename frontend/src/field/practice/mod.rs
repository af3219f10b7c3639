//! A practice form: no account, nothing is stored, nothing is sent. It is also the first screen that can
//! be typed into, so it waits for nothing.

mod page;
mod words;

use leptos::prelude::*;
use shared::form::model::FormKind;

use crate::ui::form::FormState;

/// What was typed: it outlives a page that is drawn anew in another language.
#[derive(Clone, Copy)]
pub struct Typed(StoredValue<FormState>);

impl Default for Typed {
    fn default() -> Self {
        Self(StoredValue::new(FormState::default()))
    }
}

/// A form to try.
pub fn page(kind: &'static FormKind, typed: Typed) -> AnyView {
    page::page(kind, typed)
}
