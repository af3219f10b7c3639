//! The photos that wait, and those that the office does not take.

use leptos::prelude::*;
use shared::sync::blob::words_of;

use super::{page::note, words};
use crate::{
    field::{phone::storage::Storage, words as common},
    ui::{lang::t, note::NoteKind},
};

/// Nothing while all photos are at the office.
#[component]
pub fn Photos() -> impl IntoView {
    let storage = expect_context::<Storage>();
    move || {
        storage.n_changes.track();
        let photos = storage.photos();
        let mut notes: Vec<AnyView> = Vec::new();
        if photos.n_waiting > 0 {
            let waits = common::counted(photos.n_waiting, &words::PHOTOS_WAIT);
            let parts = [&waits, " · ", t(&common::SAFE_HERE), ". ", t(&words::PHOTOS_LATER)];
            notes.push(note(NoteKind::Plain, parts.concat(), false));
        }
        // Each reason once: a person mends them one by one, in their forms.
        let mut reasons = photos.refused;
        reasons.sort_unstable();
        reasons.dedup();
        notes.extend(reasons.iter().map(|code| note(NoteKind::Warn, t(&words_of(*code)), false)));
        view! { <section role="status">{notes}</section> }
    }
}
